/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "riskctx-answer.h"
#include "riskctx-enum-types.h"
#include "riskctx-evidence.h"
#include "riskctx-item-private.h"
#include "riskctx-report-inputs-private.h"

/* Purpose, scope and level as stated, and the five answers that follow. */

void
riskctx_report_add_statements_of (const RiskctxReportInputs *in,
                                  JsonArray *blocks,
                                  RiskctxStatementKind kind,
                                  const char *title)
{
  RiskctxItemList *statements = riskctx_assessment_get_statements (in->assessment);
  JsonArray *items = riskctx_report_add_statements (blocks, title);

  for (guint i = 0; i < riskctx_item_list_get_length (statements); i++)
    {
      RiskctxStatement *statement = riskctx_item_list_peek (statements, i);
      const char *const *factors = riskctx_statement_get_factors (statement);
      const char *const *others = riskctx_statement_get_statements (statement);
      g_autofree const char **from = NULL;
      guint n = 0;

      if (riskctx_statement_get_kind (statement) != kind)
        continue;
      from = g_new0 (const char *, (factors ? g_strv_length ((GStrv) factors) : 0)
                                       + (others ? g_strv_length ((GStrv) others) : 0) + 1);
      for (guint j = 0; factors != NULL && factors[j] != NULL; j++)
        from[n++] = factors[j];
      for (guint j = 0; others != NULL && others[j] != NULL; j++)
        from[n++] = others[j];
      riskctx_report_add_statement (items, riskctx_item_get_id (RISKCTX_ITEM (statement)),
                                    riskctx_report_title (in, statement), NULL,
                                    from, RISKCTX_REPORT_TONE_NORMAL);
    }
}

#define N_NAMED 4

/* The organization and the criteria are behind every answer, but are no statement to name. */
static gboolean
is_worth_naming (const RiskctxReportInputs *in, const char *id, const char *said)
{
  RiskctxItem *item = id ? riskctx_assessment_find (in->assessment, id) : NULL;

  return item != NULL && riskctx_item_get_title (item) != NULL
         && !RISKCTX_IS_ASSESSMENT (item) && !RISKCTX_IS_CRITERIA (item)
         && !RISKCTX_IS_ORGANIZATION (item)
         && strstr (said, riskctx_report_title (in, item)) == NULL;
}

/* What an answer rests on directly, by title: the first few, and how many more there are. What the
 * answer says itself is not repeated. */
static char *
name_sources (const RiskctxReportInputs *in, RiskctxAnswer *answer)
{
  const char *said = riskctx_report_say (in, riskctx_answer_get_text (answer));
  GListModel *sources = riskctx_answer_get_sources (answer);
  g_autoptr(GPtrArray) ids = g_ptr_array_new ();
  GString *titles = g_string_new (NULL);
  g_autofree char *list = NULL;
  g_autofree char *more = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (sources); i++)
    {
      g_autoptr(RiskctxEvidence) source = g_list_model_get_item (sources, i);
      const char *id = riskctx_evidence_get_id (source);

      if (riskctx_evidence_get_depth (source) == 0 && is_worth_naming (in, id, said)
          && !g_ptr_array_find_with_equal_func (ids, id, g_str_equal, NULL))
        g_ptr_array_add (ids, (gpointer) id);
    }
  for (guint i = 0; i < MIN (ids->len, N_NAMED); i++)
    {
      g_autofree char *quoted = riskctx_report_fill (
          in, "report.quoted",
          riskctx_report_title (in, riskctx_assessment_find (in->assessment, ids->pdata[i])), NULL,
          NULL);

      g_string_append_printf (titles, "%s%s",
                              i > 0 ? riskctx_report_word (in, "report.quoted-separator") : "",
                              quoted);
    }
  list = g_string_free (titles, FALSE);
  if (ids->len == 0)
    return NULL;
  if (ids->len <= N_NAMED)
    return riskctx_report_fill (in, "report.rests-on", list, NULL, NULL);
  more = g_strdup_printf ("%u", ids->len - N_NAMED);
  return riskctx_report_fill (in, "report.rests-on-more", list, more, NULL);
}

static void
add_answers (const RiskctxReportInputs *in, JsonArray *blocks)
{
  GListModel *answers = riskctx_brief_get_answers (in->brief);
  g_autofree char *method = riskctx_loss_result_describe_method (in->before, in->language);
  JsonArray *items =
      riskctx_report_add_statements (blocks, riskctx_report_word (in, "report.five-answers"));

  for (guint i = 0; i < g_list_model_get_n_items (answers); i++)
    {
      g_autoptr(RiskctxAnswer) answer = g_list_model_get_item (answers, i);
      g_autofree char *text =
          riskctx_report_fill (in, "report.question-and-answer",
                               riskctx_report_label (in, RISKCTX_TYPE_QUESTION,
                                                     (int) riskctx_answer_get_question (answer)),
                               riskctx_report_say (in, riskctx_answer_get_text (answer)), NULL);
      g_auto(GStrv) notes = riskctx_answer_dup_notes (answer, in->language);
      g_autofree char *sources = name_sources (in, answer);
      g_autoptr(GPtrArray) sentences = g_ptr_array_new ();
      g_autofree char *note = NULL;

      if (sources != NULL)
        g_ptr_array_add (sentences, sources);
      for (guint j = 0; notes != NULL && notes[j] != NULL; j++)
        if (!g_str_equal (notes[j], method)) /* said once, in the last section */
          g_ptr_array_add (sentences, notes[j]);
      g_ptr_array_add (sentences, NULL);
      note = g_strjoinv (riskctx_report_word (in, "report.sentence-separator"),
                         (GStrv) sentences->pdata);
      riskctx_report_add_statement (items, NULL, text, *note ? note : NULL, NULL,
                                    riskctx_answer_get_answered (answer)
                                        ? RISKCTX_REPORT_TONE_GOOD
                                        : RISKCTX_REPORT_TONE_WARNING);
    }
}

/* How an item leads to an answer: directly, over others, or not at all. */
static const char *
mark_of (RiskctxAnswer *answer, const char *id)
{
  GListModel *sources = riskctx_answer_get_sources (answer);
  const char *mark = "";

  for (guint i = 0; i < g_list_model_get_n_items (sources); i++)
    {
      g_autoptr(RiskctxEvidence) source = g_list_model_get_item (sources, i);

      if (g_strcmp0 (riskctx_evidence_get_id (source), id) != 0)
        continue;
      if (riskctx_evidence_get_depth (source) == 0)
        return "●";
      mark = "○";
    }
  return mark;
}

static gboolean
leads_somewhere (const RiskctxReportInputs *in, const char *id)
{
  GListModel *answers = riskctx_brief_get_answers (in->brief);

  for (guint i = 0; i < g_list_model_get_n_items (answers); i++)
    {
      g_autoptr(RiskctxAnswer) answer = g_list_model_get_item (answers, i);

      if (*mark_of (answer, id) != '\0')
        return TRUE;
    }
  return FALSE;
}

static void
add_trace_rows (const RiskctxReportInputs *in,
                JsonObject *table,
                RiskctxItemList *items,
                const char *group)
{
  gboolean any = FALSE;
  GListModel *answers = riskctx_brief_get_answers (in->brief);

  for (guint i = 0; i < riskctx_item_list_get_length (items); i++)
    {
      RiskctxItem *item = riskctx_item_list_peek (items, i);
      /* These are there to lead to an answer; the system also has parts of no concern here. */
      gboolean is_statement = RISKCTX_IS_STATEMENT (item) || RISKCTX_IS_FACTOR (item);
      JsonArray *row;

      if (!is_statement && !leads_somewhere (in, item->id))
        continue;
      if (!any)
        riskctx_report_table_group (table, riskctx_report_word (in, group));
      any = TRUE;
      row = riskctx_report_table_row (table, leads_somewhere (in, item->id)
                                                 ? RISKCTX_REPORT_TONE_NORMAL
                                                 : RISKCTX_REPORT_TONE_WARNING);
      riskctx_report_row_item (in, row, item);
      for (guint j = 0; j < g_list_model_get_n_items (answers); j++)
        {
          g_autoptr(RiskctxAnswer) answer = g_list_model_get_item (answers, j);

          riskctx_report_row_text (row, mark_of (answer, item->id));
        }
    }
}

/* Every statement, factor, stakeholder, part of the system and risk against the five answers. */
static void
add_trace (const RiskctxReportInputs *in, JsonArray *blocks)
{
  RiskctxAssessment *assessment = in->assessment;
  GListModel *answers = riskctx_brief_get_answers (in->brief);
  JsonObject *table =
      riskctx_report_add_table (blocks, "trace", riskctx_report_word (in, "report.trace"));

  riskctx_report_table_grouped (table, riskctx_report_word (in, "report.kind"));
  riskctx_report_table_column (table, riskctx_report_word (in, "report.leads-from"), FALSE);
  for (guint i = 0; i < g_list_model_get_n_items (answers); i++)
    {
      g_autoptr(RiskctxAnswer) answer = g_list_model_get_item (answers, i);
      g_autofree char *key =
          g_strdup_printf ("report.answer.%d", (int) riskctx_answer_get_question (answer));

      riskctx_report_table_column (table, riskctx_report_word (in, key), FALSE);
    }
  add_trace_rows (in, table, riskctx_assessment_get_statements (assessment), "report.statements");
  add_trace_rows (in, table, riskctx_assessment_get_factors (assessment), "report.factors");
  add_trace_rows (in, table, riskctx_assessment_get_stakeholders (assessment),
                  "report.stakeholder");
  add_trace_rows (in, table, riskctx_assessment_get_zones (assessment), "report.zones");
  add_trace_rows (in, table, riskctx_assessment_get_components (assessment), "report.components");
  add_trace_rows (in, table, riskctx_assessment_get_risks (assessment), "report.risk");
  riskctx_report_table_note (table, riskctx_report_word (in, "report.trace-note"));
}

void
riskctx_report_write_brief (const RiskctxReportInputs *in, JsonObject *report)
{
  JsonArray *blocks = riskctx_report_tree_add_section (
      report, "brief", riskctx_report_word (in, "report.section.brief"));

  riskctx_report_add_statements_of (
      in, blocks, RISKCTX_STATEMENT_KIND_PURPOSE,
      riskctx_report_label (in, RISKCTX_TYPE_STATEMENT_KIND, RISKCTX_STATEMENT_KIND_PURPOSE));
  riskctx_report_add_statements_of (
      in, blocks, RISKCTX_STATEMENT_KIND_SCOPE,
      riskctx_report_label (in, RISKCTX_TYPE_STATEMENT_KIND, RISKCTX_STATEMENT_KIND_SCOPE));
  riskctx_report_add_statements_of (
      in, blocks, RISKCTX_STATEMENT_KIND_LEVEL,
      riskctx_report_label (in, RISKCTX_TYPE_STATEMENT_KIND, RISKCTX_STATEMENT_KIND_LEVEL));
  add_answers (in, blocks);
  add_trace (in, blocks);
}
