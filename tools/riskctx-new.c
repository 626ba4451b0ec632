/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-commands.h"
#include "riskctx-tool-interview.h"

#include <string.h>

static gboolean force;
static gboolean interview;

static const GOptionEntry options[] = {
  { "force", 'f', 0, G_OPTION_ARG_NONE, &force, "tool.option.force", NULL },
  { "interview", 'i', 0, G_OPTION_ARG_NONE, &interview, "tool.option.interview", NULL },
  { NULL },
};

/* The last operand is the document to fill; one that is there is taken up again. */
static ToolStatus
run_interview (Tool *tool)
{
  const char *path = tool->operands[tool->n_operands - 1];
  const gboolean is_there = g_file_test (path, G_FILE_TEST_EXISTS);
  const char *source = tool->n_operands > 1 ? tool->operands[0] : path;
  g_autoptr(RiskctxAssessment) assessment = NULL;
  ToolStatus status;

  if (tool->output != NULL || tool->json)
    return tool_refuse (tool, "tool.say.interview-file", NULL);
  if (tool->n_operands > 1 && is_there && !force)
    {
      g_autofree char *name = g_filename_display_name (path);

      tool_say (tool, "tool.say.file-exists", name, NULL);
      return TOOL_FAILURE;
    }
  if (tool->n_operands > 1 || is_there)
    {
      assessment = tool_load (tool, source, &status);
      if (assessment == NULL)
        return status;
    }
  return tool_interview (tool, assessment, path);
}

static ToolStatus
run (Tool *tool)
{
  if (interview)
    return run_interview (tool);

  const char *source = tool->operands[0];
  ToolStatus status;

  if (tool->n_operands > 1 && tool->output != NULL)
    return tool_refuse (tool, "tool.say.two-outputs", tool->operands[1], tool->output, NULL);

  const char *target = tool->n_operands > 1 ? tool->operands[1] : tool->output;
  g_autoptr(RiskctxAssessment) assessment = tool_load (tool, source, &status);

  if (assessment == NULL)
    return status;

  g_autofree char *text = riskctx_assessment_to_text (assessment);

  if (target == NULL || strcmp (target, "-") == 0)
    return tool_write_text (tool, text);
  if (!force && g_file_test (target, G_FILE_TEST_EXISTS))
    {
      g_autofree char *name = g_filename_display_name (target);

      tool_say (tool, "tool.say.file-exists", name, NULL);
      return TOOL_FAILURE;
    }
  status = tool_write_file (tool, target, text, strlen (text));
  if (status != TOOL_FINE || !tool->json)
    return status;

  g_autoptr(JsonBuilder) builder = json_builder_new_immutable ();
  g_autofree char *name = g_filename_display_name (target);

  json_builder_begin_object (builder);
  tool_json_add_string (builder, "document", name);
  tool_json_add_string (builder, "from", source);
  json_builder_end_object (builder);
  tool->output = NULL; /* that was for the document */
  return tool_json_write (tool, builder);
}

const ToolCommand tool_new = {
  .name = "new",
  .operands = "[--interview] DOCUMENT [FILE]",
  .min_operands = 1,
  .max_operands = 2,
  .options = options,
  .run = run,
};
