/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-enum-types.h"
#include "riskctx-item-private.h"
#include "riskctx-money.h"
#include "riskctx-report-inputs-private.h"

/* Where the organization stands in the cycle. */

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
  riskctx_report_write_consultations (in, blocks);
  riskctx_report_write_incidents (in, blocks);
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
          const char *unit = riskctx_indicator_get_unit (RISKCTX_INDICATOR (indicator));
          JsonArray *row = riskctx_report_table_row (table, RISKCTX_REPORT_TONE_NORMAL);

          riskctx_report_row_text (row, riskctx_report_title (in, indicator));
          for (guint j = 0; j < G_N_ELEMENTS (members); j++)
            {
              double value;
              g_autofree char *number = NULL;
              g_autofree char *text = NULL;

              if (!riskctx_item_has (indicator, members[j]))
                {
                  riskctx_report_row_text (row, "—");
                  continue;
                }
              g_object_get (indicator, members[j], &value, NULL);
              number = riskctx_format_number (value, value == (int) value ? 0 : 1);
              text = g_strconcat (number, g_strcmp0 (unit, "%") == 0 ? "%" : "", NULL);
              riskctx_report_row_value (row, riskctx_report_value_number (text, value, unit));
            }
        }
    }
}
