/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-commands.h"

#include <string.h>

static gboolean in_place;
static gboolean only_check;

static const GOptionEntry options[] = {
  { "in-place", 'i', 0, G_OPTION_ARG_NONE, &in_place, "tool.option.in-place", NULL },
  { "check", 0, 0, G_OPTION_ARG_NONE, &only_check, "tool.option.format-check", NULL },
  { NULL },
};

static ToolStatus
write_result (Tool       *tool,
              const char *name,
              gboolean    changed)
{
  g_autoptr(JsonBuilder) builder = json_builder_new_immutable ();

  json_builder_begin_object (builder);
  tool_json_add_string (builder, "document", name);
  json_builder_set_member_name (builder, "changed");
  json_builder_add_boolean_value (builder, changed);
  json_builder_end_object (builder);
  return tool_json_write (tool, builder);
}

static ToolStatus
run (Tool *tool)
{
  const char *name = tool->operands[0];
  ToolStatus status;

  if ((in_place || only_check)
      && (strcmp (name, "-") == 0 || g_str_has_prefix (name, "company:")))
    return tool_refuse (tool, "tool.say.not-a-file", name, NULL);

  g_autoptr(RiskctxAssessment) assessment = tool_load (tool, name, &status);

  if (assessment == NULL)
    return status;

  g_autofree char *text = riskctx_assessment_to_text (assessment);

  if (!in_place && !only_check)
    return tool_write_text (tool, text);

  g_autoptr(GError) error = NULL;
  g_autofree char *old = NULL;
  gsize size;

  if (!g_file_get_contents (name, &old, &size, &error))
    return tool_fail (tool, error);

  gboolean changed = size != strlen (text) || memcmp (old, text, size) != 0;

  if (!only_check && changed)
    status = tool_write_file (tool, name, text, strlen (text));
  if (status == TOOL_FINE && tool->json)
    status = write_result (tool, name, changed);
  return status == TOOL_FINE && only_check && changed ? TOOL_GATE : status;
}

const ToolCommand tool_format = {
  .name = "format",
  .operands = "DOCUMENT",
  .min_operands = 1,
  .max_operands = 1,
  .options = options,
  .run = run,
};
