/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-chart-private.h"
#include "riskctx-item-private.h"
#include "riskctx-nouns.h"
#include "riskctx-recovery-course.h"
#include "riskctx-report-inputs-private.h"

/* What a stop does to cash, and how operations come back. */

static void
add_steps (const RiskctxReportInputs *in, JsonArray *blocks, RiskctxRecovery *recovery)
{
  RiskctxItemList *steps = riskctx_recovery_get_steps (recovery);
  JsonArray *items = riskctx_report_add_statements (
      blocks, riskctx_report_title (in, recovery));

  for (guint i = 0; i < riskctx_item_list_get_length (steps); i++)
    {
      RiskctxRecoveryStep *step = riskctx_item_list_peek (steps, i);
      g_autofree char *days = g_strdup_printf ("%d", (int) riskctx_recovery_step_get_days (step));
      g_autofree char *text = riskctx_report_fill (
          in, "report.recovery-step", riskctx_report_title (in, step), days, NULL);

      riskctx_report_add_statement (items, NULL, text, NULL, NULL, RISKCTX_REPORT_TONE_NORMAL);
    }
}

static void
add_figures (const RiskctxReportInputs *in,
             JsonArray *blocks,
             RiskctxRecoveryCourse *course,
             const char *id)
{
  g_autofree char *name = g_strconcat ("recovery-", id, NULL);
  JsonObject *table = riskctx_report_add_table (
      blocks, name, riskctx_report_word (in, "report.recovery-figures"));
  JsonArray *row;

  riskctx_report_table_column (table, riskctx_report_word (in, "report.figure"), FALSE);
  riskctx_report_table_column (table, riskctx_report_word (in, "report.value"), TRUE);
  riskctx_report_table_column (table, riskctx_report_word (in, "report.formula"), FALSE);
  for (guint i = 0; i <= RISKCTX_RECOVERY_FIGURE_SURVIVAL; i++)
    {
      RiskctxFigure *figure =
          riskctx_recovery_course_get_figure (course, (RiskctxRecoveryFigure) i);

      row = riskctx_report_table_row (table, RISKCTX_REPORT_TONE_NORMAL);
      riskctx_report_row_text (row, riskctx_report_say (in, riskctx_figure_get_label (figure)));
      riskctx_report_row_figure (in, table, row, figure);
      riskctx_report_row_text (row, riskctx_report_say (in, riskctx_figure_get_formula (figure)));
    }
}

static void
add_cash_chart (const RiskctxReportInputs *in,
                JsonArray *blocks,
                RiskctxRecoveryCourse *course,
                const char *id)
{
  const guint n = riskctx_recovery_course_get_n_periods (course);
  g_autofree double *weeks = g_new (double, n + 1), *cash = g_new (double, n + 1);
  g_autofree char *name = g_strconcat ("chart-cash-", id, NULL);
  RiskctxChartCurve curve = { riskctx_report_word (in, "report.cash"), weeks, cash, n, 0, FALSE };
  RiskctxChartPlot plot = {
    .frame = { .head = { .id = name,
                         .title = riskctx_report_word (in, "report.chart.cash"),
                         .language = in->language },
               .empty_text = riskctx_report_word (in, "report.no-data"),
               .width = 820 },
    .x = { .title = riskctx_report_word (in, "report.weeks-from-stop"),
           .format = riskctx_report_axis_year,
           .whole = TRUE },
    .y = { .format = riskctx_report_axis_money, .data = (gpointer) in, .from_zero = TRUE },
    .curves = &curve,
    .n_curves = 1,
  };
  char *pages[2] = { NULL, NULL };

  for (guint i = 0; i < n; i++)
    {
      weeks[i] = i + 1;
      cash[i] = riskctx_recovery_course_get_amount (course, i, RISKCTX_RECOVERY_AMOUNT_CASH);
    }
  pages[0] = riskctx_chart_draw_plot (&plot);
  riskctx_report_add_figure (blocks, name, riskctx_report_word (in, "report.chart.cash"), pages);
  g_free (pages[0]);
}

void
riskctx_report_write_recovery (const RiskctxReportInputs *in, JsonObject *report)
{
  RiskctxItemList *recoveries = riskctx_assessment_get_recoveries (in->assessment);
  JsonArray *blocks;

  if (riskctx_item_list_get_length (recoveries) == 0)
    return;
  blocks = riskctx_report_tree_add_section (report, "recovery",
                                            riskctx_report_word (in, "report.section.recovery"));
  for (guint i = 0; i < riskctx_item_list_get_length (recoveries); i++)
    {
      RiskctxItem *recovery = riskctx_item_list_peek (recoveries, i);
      const char *id = riskctx_item_get_id (recovery);
      RiskctxText *note = riskctx_item_get_note (recovery);
      g_autoptr(RiskctxRecoveryCourse) course =
          riskctx_recovery_course_new (in->assessment, id, RISKCTX_RECOVERY_PERIOD_WEEK, NULL);

      if (course == NULL)
        continue;
      add_steps (in, blocks, RISKCTX_RECOVERY (recovery));
      if (note != NULL)
        riskctx_report_add_paragraph (blocks, riskctx_text_get (note, in->language),
                                      RISKCTX_REPORT_TONE_NORMAL);
      riskctx_report_add_paragraph (
          blocks,
          riskctx_report_word (in, riskctx_recovery_course_is_in_time (course)
                                       ? "report.recovery-in-time" : "report.recovery-late"),
          riskctx_recovery_course_is_in_time (course) ? RISKCTX_REPORT_TONE_GOOD
                                                      : RISKCTX_REPORT_TONE_BAD);
      add_figures (in, blocks, course, id);
      add_cash_chart (in, blocks, course, id);
    }
}
