/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-commands.h"
#include "riskctx-tool-simulation.h"

#define WIDTH 96

static char *trials;
static char *seed;
static char *threads;

static const GOptionEntry options[] = {
  { "trials", 0, 0, G_OPTION_ARG_STRING, &trials, "tool.option.trials", "N" },
  { "seed", 0, 0, G_OPTION_ARG_STRING, &seed, "tool.option.seed", "N" },
  { "threads", 0, 0, G_OPTION_ARG_STRING, &threads, "tool.option.threads", "N" },
  { NULL },
};

static void
append_head (GString    *text,
             const char *key,
             const char *language)
{
  g_string_append_printf (text, "\n%s\n", riskctx_word (key, language));
}

static void
append_line (GString    *text,
             const char *line,
             guint       indent)
{
  g_string_append_printf (text, "%*s", (int) indent, "");
  tool_append_wrapped (text, line, indent, WIDTH);
  g_string_append_c (text, '\n');
}

/* The name of an item, with the id by which it is found in the document. */
static char *
name_of (RiskctxChange *change,
         const char    *language)
{
  const char *title = riskctx_text_get (riskctx_change_get_title (change), language);
  const char *id = riskctx_change_get_item_id (change);

  if (id == NULL || g_str_equal (id, title))
    return g_strdup (title);
  return g_strdup_printf ("%s [%s]", title, id);
}

static void
append_changes (GString    *text,
                GListModel *changes,
                const char *language)
{
  g_autofree char *last = NULL;

  append_head (text, "tool.compare.changes", language);
  if (g_list_model_get_n_items (changes) == 0)
    append_line (text, riskctx_word ("tool.compare.none", language), 2);
  for (guint i = 0; i < g_list_model_get_n_items (changes); i++)
    {
      g_autoptr(RiskctxChange) change = g_list_model_get_item (changes, i);
      g_autofree char *name = name_of (change, language);
      g_autofree char *what = riskctx_change_describe (change, language);
      g_autofree char *place = g_strdup_printf ("%s %s", riskctx_change_get_pointer (change), name);

      if (g_strcmp0 (last, place) != 0)
        append_line (text, name, 2);
      append_line (text, what, 4);
      g_free (last);
      last = g_steal_pointer (&place);
    }
}

/* Whole units, so that whoever adds up gets the sum. */
static char *
format_amount (RiskctxFigure *figure,
               gboolean       difference,
               const char    *language)
{
  g_autofree char *number = NULL;
  double value;

  if (!riskctx_figure_is_defined (figure))
    return riskctx_figure_format (figure, language);
  value = riskctx_figure_get_value (figure, NULL);
  number = riskctx_format_number (value, 0);
  return difference && value > 0 ? g_strconcat ("+", number, NULL) : g_steal_pointer (&number);
}

static void
add_amount (ToolTable     *table,
            const char    *name,
            RiskctxFigure *figure,
            gboolean       difference,
            const char    *language)
{
  g_autofree char *amount = format_amount (figure, difference, language);
  const char *cells[] = { name, amount };

  tool_table_add (table, cells);
}

/* The name of the item and of the member, or what happened to it. */
static char *
name_of_part (RiskctxChange *change,
              const char    *language)
{
  const char *member = riskctx_change_get_member (change);
  g_autofree char *name = name_of (change, language);
  g_autofree char *key = member != NULL ? g_strconcat ("member.", member, NULL) : NULL;
  const char *what = key != NULL ? riskctx_word (key, language)
                                 : riskctx_enum_label (RISKCTX_TYPE_CHANGE_KIND,
                                                       (int) riskctx_change_get_kind (change),
                                                       language);

  return tool_fill (riskctx_word ("change.line", language), name, what, NULL);
}

static void
append_bridge (GString                  *text,
               RiskctxVersionComparison *comparison,
               const char               *language)
{
  GListModel *changes = riskctx_version_comparison_get_changes (comparison);
  RiskctxFigure *before = riskctx_version_comparison_get_expected_before (comparison);
  RiskctxFigure *rest = riskctx_version_comparison_get_rest (comparison);
  g_autoptr(ToolTable) table = tool_table_new ("lr");
  const char *heads[] = { riskctx_word ("tool.compare.money", language),
                          riskctx_figure_get_currency (before) };

  g_string_append_c (text, '\n');
  tool_table_add (table, heads);
  tool_table_add_rule (table);
  add_amount (table, riskctx_word ("change.expected-before", language), before, FALSE, language);
  for (guint i = 0; i < g_list_model_get_n_items (changes); i++)
    {
      g_autoptr(RiskctxChange) change = g_list_model_get_item (changes, i);
      g_autofree char *name = NULL;

      if (riskctx_change_get_part (change) == NULL)
        continue;
      name = name_of_part (change, language);
      add_amount (table, name, riskctx_change_get_part (change), TRUE, language);
    }
  if (rest != NULL)
    add_amount (table, riskctx_text_get (riskctx_figure_get_label (rest), language), rest, TRUE,
                language);
  add_amount (table, riskctx_word ("change.expected-after", language),
              riskctx_version_comparison_get_expected_after (comparison), FALSE, language);
  tool_table_write (table, text);
}

static void
append_findings (GString    *text,
                 GListModel *findings,
                 const char *key,
                 const char *language)
{
  if (g_list_model_get_n_items (findings) == 0)
    return;
  append_head (text, key, language);
  for (guint i = 0; i < g_list_model_get_n_items (findings); i++)
    {
      g_autoptr(RiskctxIssue) issue = g_list_model_get_item (findings, i);
      g_autofree char *message = riskctx_issue_dup_message (issue, language);
      g_autofree char *line = g_strdup_printf ("%s [%s]", message, riskctx_issue_get_code (issue));

      append_line (text, line, 2);
    }
}

static gboolean
has_source (GListModel *sources,
            const char *id)
{
  for (guint i = 0; i < g_list_model_get_n_items (sources); i++)
    {
      g_autoptr(RiskctxEvidence) source = g_list_model_get_item (sources, i);

      if (g_strcmp0 (riskctx_evidence_get_id (source), id) == 0)
        return TRUE;
    }
  return FALSE;
}

static void
append_sources (GString       *text,
                RiskctxAnswer *answer,
                RiskctxAnswer *other,
                const char    *key,
                const char    *language)
{
  GListModel *sources = riskctx_answer_get_sources (answer);

  for (guint i = 0; i < g_list_model_get_n_items (sources); i++)
    {
      g_autoptr(RiskctxEvidence) source = g_list_model_get_item (sources, i);
      const char *said = tool_text (riskctx_evidence_get_text (source), language);
      g_autofree char *line = tool_fill (riskctx_word (key, language), said, NULL);

      if (!has_source (riskctx_answer_get_sources (other), riskctx_evidence_get_id (source)))
        append_line (text, line, 4);
    }
}

static void
append_answers (GString                  *text,
                RiskctxVersionComparison *comparison,
                const char               *language)
{
  gboolean headed = FALSE;

  for (int i = RISKCTX_QUESTION_PURPOSE; i <= RISKCTX_QUESTION_BUDGET; i++)
    {
      const RiskctxQuestion question = (RiskctxQuestion) i;
      RiskctxBrief *brief_before = riskctx_version_comparison_get_brief_before (comparison);
      RiskctxBrief *brief_after = riskctx_version_comparison_get_brief_after (comparison);
      RiskctxAnswer *before = riskctx_brief_get_answer (brief_before, question);
      RiskctxAnswer *after = riskctx_brief_get_answer (brief_after, question);
      const char *said = tool_text (riskctx_answer_get_text (before), language);
      const char *says = tool_text (riskctx_answer_get_text (after), language);

      if (!riskctx_version_comparison_is_answer_changed (comparison, question))
        continue;
      if (!headed)
        append_head (text, "tool.compare.answers", language);
      headed = TRUE;
      append_line (text, riskctx_enum_label (RISKCTX_TYPE_QUESTION, i, language), 2);
      if (g_str_equal (said, says))
        append_line (text, riskctx_word ("tool.compare.same-answer", language), 4);
      else
        {
          g_autofree char *was = tool_fill (riskctx_word ("tool.compare.was", language), said,
                                            NULL);
          g_autofree char *is = tool_fill (riskctx_word ("tool.compare.is", language), says, NULL);

          append_line (text, was, 4);
          append_line (text, is, 4);
        }
      append_sources (text, before, after, "tool.compare.source-gone", language);
      append_sources (text, after, before, "tool.compare.source-new", language);
    }
}

static ToolStatus
write_text (Tool                     *tool,
            RiskctxAssessment        *after,
            RiskctxVersionComparison *comparison)
{
  const char *language = tool_get_language (tool, after);
  g_autoptr(GString) text = g_string_new (NULL);

  g_string_append_printf (text, "%s\n",
                          tool_text (riskctx_item_get_title (RISKCTX_ITEM (after)), language));
  append_changes (text, riskctx_version_comparison_get_changes (comparison), language);
  append_bridge (text, comparison, language);
  append_findings (text, riskctx_version_comparison_get_new_findings (comparison),
                   "tool.compare.new-findings", language);
  append_findings (text, riskctx_version_comparison_get_gone_findings (comparison),
                   "tool.compare.gone-findings", language);
  append_answers (text, comparison, language);
  return tool_write_text (tool, text->str);
}

static gboolean
run_comparison (Tool                     *tool,
                RiskctxVersionComparison *comparison,
                GError                  **error)
{
  ToolWait wait;

  tool_wait_begin (&wait, comparison);
  riskctx_version_comparison_run_async (comparison, tool->cancellable, tool_wait_callback, &wait);

  g_autoptr(GAsyncResult) result = tool_wait_end (&wait);

  return riskctx_version_comparison_run_finish (comparison, result, error);
}

static ToolStatus
run (Tool *tool)
{
  g_autoptr(GError) error = NULL;
  ToolSimulation settings = { trials, seed, threads };
  ToolStatus status;
  g_autoptr(RiskctxAssessment) before = tool_load (tool, tool->operands[0], &status);

  if (before == NULL)
    return status;

  g_autoptr(RiskctxAssessment) after = tool_load (tool, tool->operands[1], &status);

  if (after == NULL)
    return status;

  g_autoptr(RiskctxVersionComparison) comparison = riskctx_version_comparison_new (before, after);

  if (!tool_simulation_set (tool, &settings,
                            riskctx_version_comparison_get_simulation (comparison)))
    return TOOL_USAGE;
  if (!run_comparison (tool, comparison, &error))
    return tool_fail (tool, error);
  if (!tool->json)
    return write_text (tool, after, comparison);

  const char *language = tool->language ? tool_find_language (tool->language) : NULL;
  g_autoptr(JsonNode) root = riskctx_version_comparison_to_json (comparison, language);

  return tool_write_json (tool, root);
}

const ToolCommand tool_compare = {
  .name = "compare",
  .operands = "BEFORE AFTER",
  .min_operands = 2,
  .max_operands = 2,
  .options = options,
  .run = run,
};
