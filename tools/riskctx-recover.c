/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-commands.h"

static char *period;

static const GOptionEntry options[] = {
  { "period", 0, 0, G_OPTION_ARG_STRING, &period, "tool.option.period", "PERIOD" },
  { NULL },
};

static void
append_figures (GString               *text,
                RiskctxRecoveryCourse *course,
                const char            *language)
{
  g_autoptr(ToolTable) table = tool_table_new ("lr");

  for (guint i = 0; i <= RISKCTX_RECOVERY_FIGURE_SURVIVAL; i++)
    {
      RiskctxFigure *figure
        = riskctx_recovery_course_get_figure (course, (RiskctxRecoveryFigure) i);
      g_autofree char *value = riskctx_figure_format (figure, language);
      const char *cells[] = { tool_text (riskctx_figure_get_label (figure), language), value };

      tool_table_add (table, cells);
    }
  tool_table_write (table, text);
}

static void
append_periods (GString               *text,
                RiskctxRecoveryCourse *course,
                const char            *currency,
                const char            *language)
{
  const guint n = RISKCTX_RECOVERY_AMOUNT_CASH + 1;
  g_autoptr(ToolTable) table = tool_table_new ("rrrrrrrr");
  g_autofree const char **heads = g_new0 (const char *, n + 1);

  heads[0] = riskctx_word ("tool.recover.period", language);
  for (guint i = 0; i < n; i++)
    heads[i + 1] = riskctx_enum_label (RISKCTX_TYPE_RECOVERY_AMOUNT, (int) i, language);
  tool_table_add (table, heads);
  tool_table_add_rule (table);
  for (guint i = 0; i < riskctx_recovery_course_get_n_periods (course); i++)
    {
      g_auto(GStrv) cells = g_new0 (char *, n + 2);

      cells[0] = g_strdup_printf ("%u", i + 1);
      for (guint j = 0; j < n; j++)
        cells[j + 1] = riskctx_format_money (
          riskctx_recovery_course_get_amount (course, i, (RiskctxRecoveryAmount) j), currency,
          language);
      tool_table_add (table, (const char *const *) cells);
    }
  g_string_append_c (text, '\n');
  tool_table_write (table, text);
}

static ToolStatus
run (Tool *tool)
{
  ToolStatus status;
  int kind = RISKCTX_RECOVERY_PERIOD_WEEK;
  g_autoptr(GError) error = NULL;
  g_autoptr(RiskctxAssessment) assessment = tool_load (tool, tool->operands[0], &status);

  if (assessment == NULL)
    return status;
  if (period != NULL
      && !tool_parse_enum (tool, "period", period, RISKCTX_TYPE_RECOVERY_PERIOD, &kind))
    return TOOL_USAGE;

  const char *language = tool_get_language (tool, assessment);
  g_autoptr(RiskctxRecoveryCourse) course
    = riskctx_recovery_course_new (assessment, tool->operands[1], (RiskctxRecoveryPeriod) kind,
                                   &error);

  if (course == NULL)
    return tool_fail (tool, error);
  if (tool->json)
    {
      g_autoptr(JsonNode) root = riskctx_recovery_course_to_json (course);

      return tool_write_json (tool, root);
    }

  g_autoptr(GString) text = g_string_new (NULL);
  RiskctxItem *recovery = riskctx_assessment_find (assessment, tool->operands[1]);

  g_string_append_printf (text, "%s: %s\n", tool->operands[1],
                          tool_text (riskctx_item_get_title (recovery), language));
  g_string_append_printf (text, "%s\n%s\n\n",
                          riskctx_word (riskctx_recovery_course_is_in_time (course)
                                          ? "tool.recover.in-time" : "tool.recover.late",
                                        language),
                          riskctx_word (riskctx_recovery_course_keeps_data (course)
                                          ? "tool.recover.data-kept" : "tool.recover.data-lost",
                                        language));
  append_figures (text, course, language);
  append_periods (text, course, riskctx_assessment_get_currency (assessment), language);
  return tool_write_text (tool, text->str);
}

const ToolCommand tool_recover = {
  .name = "recover",
  .operands = "DOCUMENT RECOVERY",
  .min_operands = 2,
  .max_operands = 2,
  .options = options,
  .run = run,
};
