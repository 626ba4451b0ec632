/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "riskctx-enum-types.h"
#include "riskctx-issue.h"
#include "riskctx-item-private.h"
#include "riskctx-money.h"
#include "riskctx-report-inputs-private.h"
#include "riskctx-validity.h"
#include "riskctx-version.h"

/* Where the organization stands in the cycle, what is remarkable, and how everything was found out.
 */

void
riskctx_report_write_cycle (const RiskctxReportInputs *in, JsonObject *report)
{
  JsonArray *blocks = riskctx_report_tree_add_section (
      report, "cycle", riskctx_report_word (in, "report.section.cycle"));
  JsonArray *facts = riskctx_report_add_facts (blocks);
  g_autofree char *next = riskctx_report_date (in, riskctx_cycle_get_next_date (in->cycle));
  RiskctxItemList *reviews = riskctx_assessment_get_reviews (in->assessment);
  RiskctxItemList *indicators = riskctx_assessment_get_indicators (in->assessment);

  riskctx_report_add_fact (facts, riskctx_report_word (in, "report.loop"),
                           riskctx_report_value_text (riskctx_report_label (
                               in, RISKCTX_TYPE_LOOP, (int) riskctx_cycle_get_loop (in->cycle))));
  riskctx_report_add_fact (
      facts, riskctx_report_word (in, "report.state"),
      riskctx_report_value_text (riskctx_report_label (in, RISKCTX_TYPE_LOOP_STATE,
                                                       (int) riskctx_cycle_get_state (in->cycle))));
  riskctx_report_add_fact (
      facts, riskctx_report_word (in, "report.next-review"),
      riskctx_report_value_text (next ? next : riskctx_report_word (in, "report.not-set")));
  for (guint i = 0; i < riskctx_item_list_get_length (reviews); i++)
    {
      RiskctxReview *review = riskctx_item_list_peek (reviews, i);
      RiskctxText *decision = riskctx_review_get_decision (review);
      JsonArray *items = riskctx_report_add_statements (blocks, NULL);
      g_autofree char *date = riskctx_report_date (in, riskctx_review_get_date (review));
      g_autofree char *text =
          riskctx_report_fill (in, "report.review", date,
                               riskctx_report_label (in, RISKCTX_TYPE_LOOP_STATE,
                                                     (int) riskctx_review_get_state (review)),
                               NULL);

      riskctx_report_add_statement (items, riskctx_item_get_id (RISKCTX_ITEM (review)), text,
                                    decision ? riskctx_text_get (decision, in->language) : NULL,
                                    NULL, RISKCTX_REPORT_TONE_NORMAL);
    }
  if (riskctx_item_list_get_length (indicators) > 0)
    {
      JsonObject *table = riskctx_report_add_table (blocks, "indicators",
                                                    riskctx_report_word (in, "report.indicators"));

      riskctx_report_table_column (table, riskctx_report_word (in, "report.indicator"), FALSE);
      riskctx_report_table_column (table, riskctx_report_word (in, "report.value"), TRUE);
      riskctx_report_table_column (table, riskctx_report_word (in, "report.warning-from"), TRUE);
      riskctx_report_table_column (table, riskctx_report_word (in, "report.limit"), TRUE);
      for (guint i = 0; i < riskctx_item_list_get_length (indicators); i++)
        {
          static const char *const members[] = { "value", "warning", "limit" };
          RiskctxItem *indicator = riskctx_item_list_peek (indicators, i);
          JsonArray *row = riskctx_report_table_row (table, RISKCTX_REPORT_TONE_NORMAL);

          riskctx_report_row_text (row, riskctx_report_title (in, indicator));
          for (guint j = 0; j < G_N_ELEMENTS (members); j++)
            {
              double value;
              g_autofree char *text = NULL;

              if (!riskctx_item_has (indicator, members[j]))
                {
                  riskctx_report_row_text (row, "—");
                  continue;
                }
              g_object_get (indicator, members[j], &value, NULL);
              text = riskctx_format_number (value, value == (int) value ? 0 : 1);
              riskctx_report_row_value (
                  row,
                  riskctx_report_value_number (
                      text, value, riskctx_indicator_get_unit (RISKCTX_INDICATOR (indicator))));
            }
        }
    }
}

/* A message names what it is about by id; readers know the title. */
static char *
name_by_title (const char *message, const char *id, const char *title)
{
  const char *at = id ? strstr (message, id) : NULL;
  gsize length = id ? strlen (id) : 0;

  while (at != NULL
         && ((at > message && (g_ascii_isalnum (at[-1]) || at[-1] == '-'))
             || g_ascii_isalnum (at[length]) || at[length] == '-'))
    at = strstr (at + 1, id);
  if (at == NULL)
    return g_strdup (message);
  return g_strdup_printf ("%.*s%s%s", (int) (at - message), message, title, at + length);
}

typedef struct
{
  RiskctxIssue *issue; /* borrowed from the findings */
  char *about;         /* the message with a mark for what it is about */
  char *message;       /* the same with its title */
  GString *others;     /* titles of what else it is true of, one a line */
} Remark;

static void
remark_free (gpointer data)
{
  Remark *remark = data;

  g_free (remark->about);
  g_free (remark->message);
  g_string_free (remark->others, TRUE);
  g_free (remark);
}

/* Takes all findings together that say the same of several things. */
static GPtrArray *
collect_remarks (const RiskctxReportInputs *in)
{
  GListModel *findings = G_LIST_MODEL (in->findings);
  GPtrArray *remarks = g_ptr_array_new_with_free_func (remark_free);
  g_autoptr(GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < g_list_model_get_n_items (findings); i++)
    {
      g_autoptr(RiskctxIssue) issue = g_list_model_get_item (findings, i);
      const char *id = riskctx_issue_get_item_id (issue);
      RiskctxItem *item = id ? riskctx_assessment_find (in->assessment, id) : NULL;
      const char *title = item ? riskctx_report_title (in, item) : id ? id : "";
      g_autofree char *message = riskctx_issue_dup_message (issue, in->language);
      g_autofree char *marked = name_by_title (message, id, "\n");
      g_autofree char *about = g_strconcat (riskctx_issue_get_code (issue), marked, NULL);
      Remark *remark = g_hash_table_lookup (known, about);

      if (remark != NULL)
        {
          if (strchr (marked, '\n') != NULL)
            g_string_append_printf (
                remark->others, "%s%s",
                remark->others->len > 0 ? riskctx_report_word (in, "report.list-separator") : "",
                title);
          continue;
        }
      remark = g_new (Remark, 1);
      *remark = (Remark){ issue, g_steal_pointer (&about), name_by_title (message, id, title),
                          g_string_new (NULL) };
      g_ptr_array_add (remarks, remark);
      g_hash_table_insert (known, remark->about, remark);
    }
  return remarks;
}

void
riskctx_report_write_findings (const RiskctxReportInputs *in, JsonObject *report)
{
  JsonArray *blocks = riskctx_report_tree_add_section (
      report, "findings", riskctx_report_word (in, "report.section.findings"));
  g_autoptr(GPtrArray) remarks = collect_remarks (in);
  JsonObject *table;

  if (remarks->len == 0)
    {
      riskctx_report_add_paragraph (blocks, riskctx_report_word (in, "report.no-findings"),
                                    RISKCTX_REPORT_TONE_GOOD);
      return;
    }
  table =
      riskctx_report_add_table (blocks, "findings", riskctx_report_word (in, "report.findings"));
  riskctx_report_table_column (table, riskctx_report_word (in, "report.severity"), FALSE);
  riskctx_report_table_column (table, riskctx_report_word (in, "report.finding"), FALSE);
  riskctx_report_table_column (table, riskctx_report_word (in, "report.true-of"), FALSE);
  riskctx_report_table_column (table, riskctx_report_word (in, "report.what-to-do"), FALSE);
  riskctx_report_table_column (table, riskctx_report_word (in, "report.code"), FALSE);
  for (guint i = 0; i < remarks->len; i++)
    {
      Remark *remark = remarks->pdata[i];
      RiskctxSeverity severity = riskctx_issue_get_severity (remark->issue);
      const char *code = riskctx_issue_get_code (remark->issue);
      g_autofree char *explanation = riskctx_issue_explain (code, in->language);
      JsonArray *row = riskctx_report_table_row (
          table, severity == RISKCTX_SEVERITY_ERROR     ? RISKCTX_REPORT_TONE_BAD
                 : severity == RISKCTX_SEVERITY_WARNING ? RISKCTX_REPORT_TONE_WARNING
                                                        : RISKCTX_REPORT_TONE_NORMAL);

      riskctx_report_row_text (row,
                               riskctx_report_label (in, RISKCTX_TYPE_SEVERITY, (int) severity));
      riskctx_report_row_text (row, remark->message);
      riskctx_report_row_text (row, remark->others->len > 0 ? remark->others->str : "—");
      riskctx_report_row_text (row, explanation);
      riskctx_report_row_text (row, code);
    }
}

static gboolean
is_money (const char *member)
{
  static const char *const members[] = {
    "sales",        "profit",      "funds_available", "magnitude",
    "amount",       "loss",        "court_cost",      "compensation_per_person",
    "call_center",  "forensics",   "notification",    "fraud_compensation",
    "reissue_cost", "other",       "sales_kept",      "annual_sales_per_member",
    "max_loss",     "sales_change", "running_cost_saved", NULL,
  };

  return g_strv_contains (members, member);
}

/* Every estimate of the document with what it rests on. */
static void
add_assumptions_of (const RiskctxReportInputs *in,
                    JsonObject *table,
                    RiskctxItem *item,
                    const char *name)
{
  RiskctxItemClass *klass = RISKCTX_ITEM_GET_CLASS (item);
  const char *own = item->title ? riskctx_text_get (item->title, in->language) : name;

  for (guint i = RISKCTX_ITEM_N_ROWS; i < klass->n_fields; i++)
    {
      const RiskctxField *field = &klass->fields[i];

      if (!riskctx_item_has_row (item, i))
        continue;
      if (field->kind == RISKCTX_FIELD_ITEM)
        add_assumptions_of (in, table, riskctx_field_at (item, field, RiskctxItem *), own);
      else if (field->kind == RISKCTX_FIELD_ITEMS)
        {
          RiskctxItemList *parts = riskctx_item_peek_list (item, i);

          for (guint j = 0; j < riskctx_item_list_get_length (parts); j++)
            add_assumptions_of (in, table, riskctx_item_list_peek (parts, j), own);
        }
      else if (field->kind == RISKCTX_FIELD_ESTIMATE)
        {
          JsonArray *row = riskctx_report_table_row (table, RISKCTX_REPORT_TONE_NORMAL);
          RiskctxEstimate *estimate = riskctx_field_at (item, field, RiskctxEstimate *);
          g_autofree char *key = g_strdup_printf ("member.%s", field->name);
          g_autofree char *law = riskctx_report_estimate (in, estimate, is_money (field->name));

          const char *source = riskctx_report_say (in, riskctx_estimate_get_source (estimate));
          const char *basis = riskctx_report_label (in, RISKCTX_TYPE_BASIS,
                                                    (int) riskctx_estimate_get_basis (estimate));
          g_autofree char *rests_on =
              *source ? riskctx_report_fill (in, "report.basis-and-source", basis, source, NULL)
                      : g_strdup (basis);

          riskctx_report_row_text (row, own);
          riskctx_report_row_text (row, riskctx_report_word (in, key));
          riskctx_report_row_text (row, law);
          riskctx_report_row_text (row, rests_on);
        }
    }
}

static void
add_references (const RiskctxReportInputs *in, JsonArray *blocks)
{
  RiskctxItemList *sources = riskctx_assessment_get_sources (in->assessment);
  JsonObject *table;

  if (riskctx_item_list_get_length (sources) == 0)
    return;
  table = riskctx_report_add_table (blocks, "sources", riskctx_report_word (in, "report.sources"));
  riskctx_report_table_column (table, "ID", FALSE);
  riskctx_report_table_column (table, riskctx_report_word (in, "report.source-title"), FALSE);
  riskctx_report_table_column (table, riskctx_report_word (in, "report.publisher"), FALSE);
  riskctx_report_table_column (table, riskctx_report_word (in, "report.edition"), FALSE);
  riskctx_report_table_column (table, riskctx_report_word (in, "report.role"), FALSE);
  for (guint i = 0; i < riskctx_item_list_get_length (sources); i++)
    {
      RiskctxReference *reference = riskctx_item_list_peek (sources, i);
      JsonArray *row = riskctx_report_table_row (table, RISKCTX_REPORT_TONE_NORMAL);
      const char *edition = riskctx_reference_get_edition (reference);
      g_autofree char *as_of = riskctx_report_date (in, riskctx_reference_get_as_of (reference));

      riskctx_report_row_text (row, riskctx_item_get_id (RISKCTX_ITEM (reference)));
      riskctx_report_row_text (row, riskctx_report_title (in, reference));
      riskctx_report_row_text (
          row, riskctx_report_say (in, riskctx_reference_get_publisher (reference)));
      riskctx_report_row_text (row, edition ? edition : as_of ? as_of : "—");
      riskctx_report_row_text (row,
                               riskctx_report_label (in, RISKCTX_TYPE_REFERENCE_ROLE,
                                                     (int) riskctx_reference_get_role (reference)));
    }
}

void
riskctx_report_write_method (const RiskctxReportInputs *in, JsonObject *report)
{
  JsonArray *blocks = riskctx_report_tree_add_section (
      report, "method", riskctx_report_word (in, "report.section.method"));
  g_autofree char *method = riskctx_loss_result_describe_method (in->before, in->language);
  RiskctxLossResult *other = riskctx_loss_result_get_cross_check (in->before);
  JsonObject *table;

  riskctx_report_add_paragraph (blocks, riskctx_report_word (in, "report.method-is"),
                                RISKCTX_REPORT_TONE_NORMAL);
  riskctx_report_add_paragraph (blocks, method, RISKCTX_REPORT_TONE_NORMAL);
  if (other != NULL)
    {
      g_autofree char *second = riskctx_loss_result_describe_method (other, in->language);
      g_autoptr(RiskctxFigure) mean =
          riskctx_loss_result_dup_distance (in->before, RISKCTX_RISK_MEASURE_MEAN, 0.99);
      g_autoptr(RiskctxFigure) rare =
          riskctx_loss_result_dup_distance (in->before, RISKCTX_RISK_MEASURE_QUANTILE, 0.99);
      g_autofree char *mean_text = riskctx_figure_format (mean, in->language);
      g_autofree char *rare_text = riskctx_figure_format (rare, in->language);
      g_autofree char *text =
          riskctx_report_fill (in, "report.cross-check", mean_text, rare_text, NULL);

      riskctx_report_add_paragraph (blocks, second, RISKCTX_REPORT_TONE_NORMAL);
      riskctx_report_add_paragraph (blocks, text, RISKCTX_REPORT_TONE_NORMAL);
    }
  {
    g_autofree char *version =
        riskctx_report_fill (in, "report.version", RISKCTX_VERSION_STRING, NULL, NULL);

    riskctx_report_add_paragraph (blocks, version, RISKCTX_REPORT_TONE_NOTE);
  }
  table = riskctx_report_add_table (blocks, "assumptions",
                                    riskctx_report_word (in, "report.assumptions"));
  riskctx_report_table_column (table, riskctx_report_word (in, "report.about"), FALSE);
  riskctx_report_table_column (table, riskctx_report_word (in, "report.figure"), FALSE);
  riskctx_report_table_column (table, riskctx_report_word (in, "report.value"), FALSE);
  riskctx_report_table_column (table, riskctx_report_word (in, "report.basis"), FALSE);
  add_assumptions_of (in, table, RISKCTX_ITEM (in->assessment),
                      riskctx_report_title (in, in->assessment));
  add_references (in, blocks);
}
