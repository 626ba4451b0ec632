/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-report-inputs-private.h"

/* What was discussed with whom, for the section on the cycle. */

static void
add_consultation (const RiskctxReportInputs *in,
                  JsonObject                *table,
                  RiskctxConsultation       *consultation)
{
  g_autofree char *date = riskctx_report_date (in, riskctx_consultation_get_date (consultation));
  g_autofree char *who =
    riskctx_report_titles (in, riskctx_consultation_get_stakeholders (consultation));
  JsonArray *row = riskctx_report_table_row (table, RISKCTX_REPORT_TONE_NORMAL);

  riskctx_report_row_text (row, date != NULL ? date : "—");
  riskctx_report_row_text (row, riskctx_report_title (in, consultation));
  riskctx_report_row_text (row, who[0] != '\0' ? who : "—");
  riskctx_report_row_text (row, riskctx_report_say (
                                  in, riskctx_consultation_get_outcome (consultation)));
}

void
riskctx_report_write_consultations (const RiskctxReportInputs *in,
                                    JsonArray                 *blocks)
{
  static const char *const columns[] = { "report.date-of", "report.topic", "report.with-whom",
                                         "report.agreed" };
  g_autoptr(GListStore) list = riskctx_cycle_list_consultations (in->cycle, NULL);
  JsonObject *table;

  if (g_list_model_get_n_items (G_LIST_MODEL (list)) == 0)
    return;
  table = riskctx_report_add_table (blocks, "consultations",
                                    riskctx_report_word (in, "report.consultations"));
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    riskctx_report_table_column (table, riskctx_report_word (in, columns[i]), FALSE);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (list)); i++)
    {
      g_autoptr(RiskctxConsultation) one = g_list_model_get_item (G_LIST_MODEL (list), i);

      add_consultation (in, table, one);
    }
}
