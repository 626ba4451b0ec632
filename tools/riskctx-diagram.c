/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-commands.h"

#include <string.h>

static char *format;
static char *page;

static const GOptionEntry options[] = {
  { "format", 0, 0, G_OPTION_ARG_STRING, &format, "tool.option.diagram-format", "FORMAT" },
  { "page", 0, 0, G_OPTION_ARG_STRING, &page, "tool.option.page", "N" },
  { NULL },
};

static ToolStatus
write_json (Tool       *tool,
            char      **pages,
            const char *language,
            gboolean    dot)
{
  g_autoptr(JsonBuilder) builder = json_builder_new_immutable ();

  json_builder_begin_object (builder);
  tool_json_add_string (builder, "format", dot ? "dot" : "svg");
  tool_json_add_string (builder, "language", language);
  json_builder_set_member_name (builder, "pages");
  json_builder_begin_array (builder);
  for (; *pages != NULL; pages++)
    json_builder_add_string_value (builder, *pages);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  return tool_json_write (tool, builder);
}

static char **
draw (RiskctxAssessment *assessment,
      const char        *language,
      gboolean           dot)
{
  if (!dot)
    return riskctx_assessment_draw_diagram (assessment, language);

  char **pages = g_new0 (char *, 2);

  pages[0] = riskctx_assessment_diagram_to_dot (assessment, language);
  return pages;
}

static ToolStatus
run (Tool *tool)
{
  gboolean dot = g_strcmp0 (format, "dot") == 0;
  guint64 wanted = 1;
  ToolStatus status;

  if (format != NULL && !dot && strcmp (format, "svg") != 0)
    return tool_refuse (tool, "tool.say.not-one-of", "format", format, "svg, dot", NULL);
  if (page != NULL && !tool_parse_count (tool, "page", page, 1, G_MAXUINT, &wanted))
    return TOOL_USAGE;

  g_autoptr(RiskctxAssessment) assessment = tool_load (tool, tool->operands[0], &status);

  if (assessment == NULL)
    return status;

  const char *language = tool_get_language (tool, assessment);
  g_auto(GStrv) pages = draw (assessment, language, dot);
  guint n_pages = g_strv_length (pages);

  if (tool->json)
    return write_json (tool, pages, language, dot);
  if (n_pages == 0)
    {
      tool_say (tool, "tool.say.nothing-to-draw", tool->operands[0], NULL);
      return TOOL_FAILURE;
    }

  g_autofree char *last = g_strdup_printf ("%u", n_pages);

  if (wanted > n_pages)
    return tool_refuse (tool, "tool.say.not-in-range", "page", page, "1", last, NULL);
  if (page == NULL && n_pages > 1)
    tool_say (tool, "tool.say.more-pages", last, NULL);
  return tool_write_text (tool, pages[wanted - 1]);
}

const ToolCommand tool_diagram = {
  .name = "diagram",
  .operands = "DOCUMENT",
  .min_operands = 1,
  .max_operands = 1,
  .options = options,
  .run = run,
};
