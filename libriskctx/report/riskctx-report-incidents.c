/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-estimate-law.h"
#include "riskctx-item-private.h"
#include "riskctx-lesson.h"
#include "riskctx-money.h"
#include "riskctx-report-inputs-private.h"

/* What has happened and what follows from it, for the section on the cycle. */

/* As many incidents as what is believed of an amount counts, as the command does it. */
#define WEIGHT_OF_BELIEF 4

static JsonObject *
add_table (const RiskctxReportInputs *in,
           JsonArray                 *blocks,
           const char                *id,
           const char                *title,
           const char *const         *columns,
           guint                      n_columns,
           guint                      first_number)
{
  JsonObject *table = riskctx_report_add_table (blocks, id, riskctx_report_word (in, title));

  for (guint i = 0; i < n_columns; i++)
    riskctx_report_table_column (table, riskctx_report_word (in, columns[i]), i >= first_number);
  return table;
}

/* What it cost in all, which may be stated consequence by consequence. */
static gboolean
get_loss (RiskctxIncident *incident,
          double          *loss)
{
  RiskctxItemList *losses = riskctx_incident_get_losses (incident);

  *loss = 0;
  if (riskctx_incident_get_loss (incident) != NULL)
    {
      g_autoptr(GError) error = NULL;

      *loss = riskctx_estimate_get_mean (riskctx_incident_get_loss (incident), &error);
      return error == NULL;
    }
  for (guint i = 0; i < riskctx_item_list_get_length (losses); i++)
    *loss += riskctx_incident_loss_get_amount (riskctx_item_list_peek (losses, i));
  return riskctx_item_list_get_length (losses) > 0;
}

static void
add_incident (const RiskctxReportInputs *in,
              JsonObject                *table,
              RiskctxIncident           *incident)
{
  g_autofree char *date = riskctx_report_date (in, riskctx_incident_get_date (incident));
  const char *const risks[] = { riskctx_incident_get_risk (incident), NULL };
  g_autofree char *risk = riskctx_report_titles (in, risks);
  JsonArray *row = riskctx_report_table_row (table, RISKCTX_REPORT_TONE_NORMAL);
  double loss;

  riskctx_report_row_text (row, date != NULL ? date : "—");
  riskctx_report_row_text (row, riskctx_report_title (in, incident));
  riskctx_report_row_text (row, risk[0] != '\0' ? risk : "—");
  if (riskctx_incident_get_near_miss (incident))
    riskctx_report_row_text (row, riskctx_report_word (in, "report.near-miss"));
  else if (get_loss (incident, &loss))
    riskctx_report_row_value (row, riskctx_report_value_money (in, loss));
  else
    riskctx_report_row_text (row, "—");
}

static void
add_estimate (const RiskctxReportInputs *in,
              JsonArray                 *row,
              RiskctxEstimate           *estimate,
              gboolean                   is_money)
{
  g_autoptr(GError) error = NULL;
  const double mean = riskctx_estimate_get_mean (estimate, &error);
  g_autofree char *number = NULL;

  if (error != NULL)
    riskctx_report_row_text (row, "—");
  else if (is_money)
    riskctx_report_row_value (row, riskctx_report_value_money (in, mean));
  else
    {
      number = riskctx_format_number (mean, mean < 1 ? 4 : 2);
      riskctx_report_row_value (row, riskctx_report_value_number (number, mean, "1/year"));
    }
}

static void
add_lesson (const RiskctxReportInputs *in,
            JsonObject                *table,
            RiskctxLesson             *lesson)
{
  RiskctxConsequence *consequence = riskctx_lesson_get_consequence (lesson);
  RiskctxItem *item = consequence != NULL ? (RiskctxItem *) consequence
                                          : (RiskctxItem *) riskctx_lesson_get_risk (lesson);
  JsonArray *row = riskctx_report_table_row (table, RISKCTX_REPORT_TONE_NORMAL);
  const double percent = 100 * riskctx_lesson_get_weight (lesson);
  g_autofree char *count = g_strdup_printf ("%u", riskctx_lesson_get_count (lesson));
  g_autofree char *share = riskctx_format_number (percent, 0);
  g_autofree char *weight = g_strconcat (share, "%", NULL);

  riskctx_report_row_text (row, riskctx_item_get_title (item) != NULL
                                  ? riskctx_report_title (in, item)
                                  : riskctx_item_get_id (item));
  add_estimate (in, row, riskctx_lesson_get_before (lesson), consequence != NULL);
  add_estimate (in, row, riskctx_lesson_get_after (lesson), consequence != NULL);
  riskctx_report_row_value (
    row, riskctx_report_value_number (count, riskctx_lesson_get_count (lesson), NULL));
  riskctx_report_row_value (row, riskctx_report_value_number (weight, percent, "%"));
}

void
riskctx_report_write_incidents (const RiskctxReportInputs *in,
                                JsonArray                 *blocks)
{
  static const char *const columns[] = { "report.date-of", "report.incident", "report.risk",
                                         "report.loss" };
  static const char *const learned[] = { "report.lesson-of", "report.before", "report.after",
                                         "report.incidents-counted", "report.weight-of-data" };
  RiskctxItemList *incidents = riskctx_assessment_get_incidents (in->assessment);
  g_autoptr(GListStore) lessons = NULL;
  JsonObject *table;

  if (riskctx_item_list_get_length (incidents) == 0)
    return;
  table = add_table (in, blocks, "incidents", "report.incidents", columns,
                     G_N_ELEMENTS (columns), 3);
  for (guint i = 0; i < riskctx_item_list_get_length (incidents); i++)
    add_incident (in, table, riskctx_item_list_peek (incidents, i));

  lessons = riskctx_assessment_list_lessons (in->assessment, NULL, NULL, WEIGHT_OF_BELIEF, NULL);
  table = NULL;
  for (guint i = 0;
       lessons != NULL && i < g_list_model_get_n_items (G_LIST_MODEL (lessons)); i++)
    {
      g_autoptr(RiskctxLesson) lesson = g_list_model_get_item (G_LIST_MODEL (lessons), i);

      /* What did not happen is left to the command: it would fill the page. */
      if (riskctx_lesson_get_after (lesson) == NULL || riskctx_lesson_get_count (lesson) == 0)
        continue;
      if (table == NULL)
        table = add_table (in, blocks, "lessons", "report.lessons", learned,
                           G_N_ELEMENTS (learned), 1);
      add_lesson (in, table, lesson);
    }
}
