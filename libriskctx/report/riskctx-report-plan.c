/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-cash-flow.h"
#include "riskctx-chart-private.h"
#include "riskctx-money.h"
#include "riskctx-report-inputs-private.h"

/* What the options cost and bring, side by side and year by year. */

static RiskctxFigure *
figure_of (RiskctxInvestmentPlan *plan, RiskctxPlanFigure which)
{
  return riskctx_investment_plan_get_figure (plan, which);
}

static void
add_comparison (const RiskctxReportInputs *in, JsonArray *blocks)
{
  static const struct
  {
    RiskctxPlanFigure which;
    const char *key;
  } columns[] = {
    { RISKCTX_PLAN_FIGURE_ONE_TIME_COST, "report.one-time-cost" },
    { RISKCTX_PLAN_FIGURE_RUNNING_COST, "report.running-cost" },
    { RISKCTX_PLAN_FIGURE_LOSS_AFTER, "report.expected-loss" },
    { RISKCTX_PLAN_FIGURE_BENEFIT, "report.benefit" },
    { RISKCTX_PLAN_FIGURE_NET_BENEFIT, "report.net-benefit" },
    { RISKCTX_PLAN_FIGURE_PAYBACK, "report.payback" },
    { RISKCTX_PLAN_FIGURE_NET_PRESENT_VALUE, "report.npv" },
    { RISKCTX_PLAN_FIGURE_REQUIRED_SALES, "report.required-sales" },
    { RISKCTX_PLAN_FIGURE_SALES_INCREASE, "report.sales-increase" },
  };
  JsonObject *table = riskctx_report_add_table (blocks, "comparison",
                                                riskctx_report_word (in, "report.comparison"));

  riskctx_report_table_column (table, riskctx_report_word (in, "report.plan"), FALSE);
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    riskctx_report_table_column (table, riskctx_report_word (in, columns[i].key), TRUE);
  for (guint i = 0; i < in->plans->len; i++)
    {
      RiskctxInvestmentPlan *plan = in->plans->pdata[i];
      g_autofree char *name = riskctx_report_plan_name (in, plan);
      JsonArray *row = riskctx_report_table_row (
          table, plan == in->plan ? RISKCTX_REPORT_TONE_GOOD : RISKCTX_REPORT_TONE_NORMAL);

      riskctx_report_row_text (row, name);
      for (guint j = 0; j < G_N_ELEMENTS (columns); j++)
        riskctx_report_row_figure (in, table, row, figure_of (plan, columns[j].which));
    }
}

static void
add_all_figures (const RiskctxReportInputs *in, JsonArray *blocks)
{
  JsonObject *table = riskctx_report_add_table (blocks, "plan-figures",
                                                riskctx_report_word (in, "report.plan-figures"));

  riskctx_report_table_column (table, riskctx_report_word (in, "report.figure"), FALSE);
  riskctx_report_table_column (table, riskctx_report_word (in, "report.value"), TRUE);
  riskctx_report_table_column (table, riskctx_report_word (in, "report.formula"), FALSE);
  for (int which = 0; which <= RISKCTX_PLAN_FIGURE_EQUIVALENT_ANNUAL_COST; which++)
    {
      RiskctxFigure *figure = figure_of (in->plan, (RiskctxPlanFigure) which);
      JsonArray *row = riskctx_report_table_row (table, RISKCTX_REPORT_TONE_NORMAL);
      RiskctxText *formula = riskctx_figure_get_formula (figure);

      riskctx_report_row_text (row, riskctx_report_say (in, riskctx_figure_get_label (figure)));
      riskctx_report_row_figure (in, table, row, figure);
      riskctx_report_row_text (row, formula ? riskctx_text_get (formula, in->language) : "—");
    }
}

static void
add_flow_charts (const RiskctxReportInputs *in, JsonArray *blocks)
{
  GListModel *flows = riskctx_investment_plan_get_cash_flows (in->plan);
  guint n = g_list_model_get_n_items (flows);
  g_autofree double *years = g_new0 (double, n), *once = g_new0 (double, n),
                    *running = g_new0 (double, n);
  g_autofree double *cumulative = g_new0 (double, n), *discounted = g_new0 (double, n);
  g_auto(GStrv) names = g_new0 (char *, n + 1);
  RiskctxFigure *payback = figure_of (in->plan, RISKCTX_PLAN_FIGURE_PAYBACK);
  RiskctxFigure *benefit = figure_of (in->plan, RISKCTX_PLAN_FIGURE_BENEFIT);
  double yearly =
      riskctx_figure_is_defined (benefit) ? riskctx_figure_get_value (benefit, NULL) : 0;
  /* The benefits of all years are the same figure: their errors add up. */
  double share = yearly > 0 ? riskctx_figure_get_error (benefit) / yearly : 0;
  double error, all_errors = 0;
  JsonObject *table = riskctx_report_add_table (blocks, "cash-flows",
                                                riskctx_report_word (in, "report.cash-flows"));

  riskctx_report_table_column (table, riskctx_report_word (in, "report.fiscal-year"), FALSE);
  riskctx_report_table_column (table, riskctx_report_word (in, "report.one-time-cost"), TRUE);
  riskctx_report_table_column (table, riskctx_report_word (in, "report.running-cost"), TRUE);
  riskctx_report_table_column (table, riskctx_report_word (in, "report.benefit"), TRUE);
  riskctx_report_table_column (table, riskctx_report_word (in, "report.net"), TRUE);
  riskctx_report_table_column (table, riskctx_report_word (in, "report.cumulative"), TRUE);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr(RiskctxCashFlow) flow = g_list_model_get_item (flows, i);
      guint fiscal = riskctx_cash_flow_get_fiscal_year (flow);
      g_autofree char *number =
          g_strdup_printf ("%u", fiscal ? fiscal : riskctx_cash_flow_get_year (flow));
      JsonArray *row = riskctx_report_table_row (table, RISKCTX_REPORT_TONE_NORMAL);

      names[i] = riskctx_report_fill (in, fiscal ? "report.year-name" : "report.year-number",
                                      number, NULL, NULL);
      years[i] = riskctx_cash_flow_get_year (flow);
      once[i] = riskctx_cash_flow_get_one_time_cost (flow);
      running[i] = riskctx_cash_flow_get_running_cost (flow);
      cumulative[i] = riskctx_cash_flow_get_cumulative (flow);
      discounted[i] = riskctx_cash_flow_get_discounted_cumulative (flow);
      riskctx_report_row_text (row, names[i]);
      riskctx_report_row_value (row, riskctx_report_value_money (in, once[i]));
      riskctx_report_row_value (row, riskctx_report_value_money (in, running[i]));
      error = share * riskctx_cash_flow_get_benefit (flow);
      all_errors += error;
      riskctx_report_row_value (
          row, riskctx_report_value_near (in,
                                          riskctx_cash_flow_get_benefit (flow)
                                              + riskctx_cash_flow_get_contribution_change (flow),
                                          error));
      riskctx_report_row_value (
          row, riskctx_report_value_near (in, riskctx_cash_flow_get_net (flow), error));
      riskctx_report_row_value (row, riskctx_report_value_near (in, cumulative[i], all_errors));
    }

  RiskctxChartSeries series[] = {
    { riskctx_report_word (in, "report.one-time-cost"), once },
    { riskctx_report_word (in, "report.running-cost"), running },
  };
  RiskctxChartColumns columns = {
    .frame = { .head = { .id = "chart-costs",
                         .title = riskctx_report_word (in, "report.chart.costs"),
                         .language = in->language },
               .empty_text = riskctx_report_word (in, "report.no-data"),
               .width = 820 },
    .y = { .format = riskctx_report_axis_money, .data = (gpointer) in, .from_zero = TRUE },
    .periods = (const char *const *) names,
    .n_periods = n,
    .series = series,
    .n_series = G_N_ELEMENTS (series),
  };
  RiskctxChartCurve curves[] = {
    { riskctx_report_word (in, "report.cumulative"), years, cumulative, n, 0, FALSE },
    { riskctx_report_word (in, "report.discounted-cumulative"), years, discounted, n, 1, FALSE },
  };
  g_autofree char *payback_text = riskctx_figure_format (payback, in->language);
  g_autofree char *payback_label =
      riskctx_report_fill (in, "report.part-of", riskctx_report_word (in, "report.payback"),
                           payback_text, NULL);
  RiskctxChartMark mark = { 0, payback_label };
  RiskctxChartPlot plot = {
    .frame = { .head = { .id = "chart-recovery",
                         .title = riskctx_report_word (in, "report.chart.recovery"),
                         .language = in->language },
               .empty_text = riskctx_report_word (in, "report.no-data"),
               .width = 820 },
    .x = { .title = riskctx_report_word (in, "report.years-from-now"),
           .format = riskctx_report_axis_year,
           .whole = TRUE },
    .y = { .format = riskctx_report_axis_money, .data = (gpointer) in, .from_zero = TRUE },
    .curves = curves,
    .n_curves = G_N_ELEMENTS (curves),
    .marks = &mark,
  };
  char *costs_pages[] = { riskctx_chart_draw_columns (&columns), NULL };
  char *recovery_pages[2] = { NULL, NULL };

  riskctx_report_add_figure (blocks, "chart-costs", riskctx_report_word (in, "report.chart.costs"),
                             costs_pages);
  g_free (costs_pages[0]);
  if (riskctx_figure_is_defined (payback))
    {
      mark.x = riskctx_figure_get_value (payback, NULL);
      plot.n_marks = n > 0 && mark.x <= years[n - 1] ? 1 : 0;
    }
  recovery_pages[0] = riskctx_chart_draw_plot (&plot);
  riskctx_report_add_figure (blocks, "chart-recovery",
                             riskctx_report_word (in, "report.chart.recovery"), recovery_pages);
  g_free (recovery_pages[0]);
}

void
riskctx_report_write_plan (const RiskctxReportInputs *in, JsonObject *report)
{
  JsonArray *blocks = riskctx_report_tree_add_section (
      report, "plan", riskctx_report_word (in, "report.section.plan"));

  add_comparison (in, blocks);
  riskctx_report_add_outcomes (in, blocks);
  if (in->plan == NULL)
    return;
  add_flow_charts (in, blocks);
  add_all_figures (in, blocks);
}
