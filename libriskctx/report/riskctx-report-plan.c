/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <math.h>

#include "riskctx-cash-flow.h"
#include "riskctx-chart-private.h"
#include "riskctx-enum-types.h"
#include "riskctx-estimate-law.h"
#include "riskctx-item-private.h"
#include "riskctx-money.h"
#include "riskctx-ranked-category.h"
#include "riskctx-report-inputs-private.h"

/* What can be done, what it costs and brings; and, first of all, what is to be decided. */

static RiskctxFigure *
figure_of (RiskctxInvestmentPlan *plan, RiskctxPlanFigure which)
{
  return riskctx_investment_plan_get_figure (plan, which);
}

static void
add_drivers (const RiskctxReportInputs *in, JsonArray *blocks)
{
  GListModel *ranking = riskctx_evaluation_get_ranking (in->evaluation);
  double total = riskctx_report_mean (riskctx_loss_result_get_total (in->before));
  JsonArray *facts =
      riskctx_report_add_statements (blocks, riskctx_report_word (in, "report.drivers"));

  for (guint i = 0; i < MIN (3, g_list_model_get_n_items (ranking)); i++)
    {
      g_autoptr(RiskctxRankedCategory) ranked = g_list_model_get_item (ranking, i);
      RiskctxRiskCategory which = riskctx_ranked_category_get_category (ranked);
      RiskctxLossFigure *loss = riskctx_loss_result_get_by_cause (in->before, which);
      g_autoptr(RiskctxFigure) figure = riskctx_loss_figure_dup_mean (loss);
      double mean = riskctx_report_mean (loss);
      g_autofree char *money = riskctx_report_figure (in, figure);
      g_autofree char *share = riskctx_format_percent (total > 0 ? mean / total : 0, 0);
      g_autofree char *text = riskctx_report_fill (
          in, "report.driver", riskctx_report_label (in, RISKCTX_TYPE_RISK_CATEGORY, (int) which),
          money, share);

      riskctx_report_add_statement (facts, NULL, text, NULL, NULL, RISKCTX_REPORT_TONE_NORMAL);
    }
}

static void
add_card (const RiskctxReportInputs *in,
          JsonArray *cards,
          const char *key,
          RiskctxFigure *figure,
          RiskctxReportTone tone)
{
  if (riskctx_figure_is_defined (figure))
    riskctx_report_add_card (cards, riskctx_report_word (in, key),
                             riskctx_report_value_figure (in, figure), NULL, tone);
  else
    riskctx_report_add_card (cards, riskctx_report_word (in, key), riskctx_report_value_text ("—"),
                             riskctx_report_say (in, riskctx_figure_get_reason (figure)), tone);
}

void
riskctx_report_write_summary (const RiskctxReportInputs *in, JsonObject *report)
{
  JsonArray *blocks = riskctx_report_tree_add_section (
      report, "summary", riskctx_report_word (in, "report.section.summary"));
  RiskctxLossFigure *total = riskctx_loss_result_get_total (in->before);
  g_autoptr(RiskctxFigure) mean = riskctx_loss_figure_dup_mean (total);
  g_autoptr(RiskctxFigure) rare = riskctx_loss_figure_dup_quantile (total, 0.99);
  JsonArray *cards;
  gboolean any = riskctx_grounds_get_any_holds (in->grounds);
  guint exceeded = riskctx_evaluation_get_n_exceeded (in->evaluation);

  if (in->plan != NULL && any)
    {
      g_autofree char *name = riskctx_report_plan_name (in, in->plan);
      g_autofree char *ask = riskctx_report_fill (in, "report.ask", name, NULL, NULL);

      riskctx_report_add_paragraph (blocks, ask, RISKCTX_REPORT_TONE_LEAD);
    }
  else
    riskctx_report_add_paragraph (blocks, riskctx_report_word (in, "report.ask-nothing"),
                                  RISKCTX_REPORT_TONE_LEAD);

  cards = riskctx_report_add_cards (blocks);
  if (in->plan != NULL)
    {
      RiskctxFigure *increase = figure_of (in->plan, RISKCTX_PLAN_FIGURE_SALES_INCREASE);
      RiskctxFigure *required = figure_of (in->plan, RISKCTX_PLAN_FIGURE_REQUIRED_SALES);
      g_autofree char *increase_text = riskctx_figure_is_defined (increase)
                                           ? riskctx_figure_format (increase, in->language)
                                           : NULL;
      g_autofree char *note =
          increase_text ? riskctx_report_fill (in, "report.more-sales", increase_text, NULL, NULL)
                        : NULL;

      add_card (in, cards, "report.one-time-cost",
                figure_of (in->plan, RISKCTX_PLAN_FIGURE_ONE_TIME_COST),
                RISKCTX_REPORT_TONE_NORMAL);
      add_card (in, cards, "report.running-cost",
                figure_of (in->plan, RISKCTX_PLAN_FIGURE_RUNNING_COST), RISKCTX_REPORT_TONE_NORMAL);
      add_card (in, cards, "report.benefit", figure_of (in->plan, RISKCTX_PLAN_FIGURE_BENEFIT),
                RISKCTX_REPORT_TONE_GOOD);
      add_card (in, cards, "report.payback", figure_of (in->plan, RISKCTX_PLAN_FIGURE_PAYBACK),
                riskctx_figure_is_defined (figure_of (in->plan, RISKCTX_PLAN_FIGURE_PAYBACK))
                    ? RISKCTX_REPORT_TONE_GOOD
                    : RISKCTX_REPORT_TONE_WARNING);
      if (riskctx_figure_is_defined (required))
        riskctx_report_add_card (cards, riskctx_report_word (in, "report.required-sales"),
                                 riskctx_report_value_figure (in, required), note,
                                 RISKCTX_REPORT_TONE_NORMAL);
      else
        add_card (in, cards, "report.required-sales", required, RISKCTX_REPORT_TONE_WARNING);
    }
  add_card (in, cards, "report.loss-today", mean,
            exceeded > 0 ? RISKCTX_REPORT_TONE_BAD : RISKCTX_REPORT_TONE_NORMAL);
  if (in->after != NULL)
    {
      g_autoptr(RiskctxFigure) left =
          riskctx_loss_figure_dup_mean (riskctx_loss_result_get_total (in->after));

      add_card (in, cards, "report.loss-left", left, RISKCTX_REPORT_TONE_NORMAL);
    }
  add_card (in, cards, "report.loss-rare", rare, RISKCTX_REPORT_TONE_NORMAL);

  riskctx_report_add_paragraph (
      blocks, riskctx_report_say (in, riskctx_grounds_get_conclusion (in->grounds)),
      any ? RISKCTX_REPORT_TONE_GOOD : RISKCTX_REPORT_TONE_WARNING);
  if (exceeded > 0)
    {
      g_autofree char *count = g_strdup_printf ("%u", exceeded);
      g_autofree char *left = g_strdup_printf (
          "%u", in->evaluation_after ? riskctx_evaluation_get_n_exceeded (in->evaluation_after)
                                     : exceeded);
      g_autofree char *text = riskctx_report_fill (
          in, in->after ? "report.limits-exceeded-and-after" : "report.limits-exceeded", count,
          left, NULL);

      riskctx_report_add_paragraph (blocks, text, RISKCTX_REPORT_TONE_BAD);
    }
  add_drivers (in, blocks);
}

static const char *
phase_label (const RiskctxReportInputs *in, RiskctxPhase *phase)
{
  return riskctx_report_label (in, RISKCTX_TYPE_PHASE_KIND, (int) riskctx_phase_get_kind (phase));
}

/* 8,500万円 (this fiscal year, modification), or 800万円 a year from the next one on. */
static char *
cost_text (const RiskctxReportInputs *in, RiskctxCost *cost)
{
  g_autoptr(GError) error = NULL;
  double amount = riskctx_estimate_get_mean (riskctx_cost_get_amount (cost), &error);
  g_autofree char *money = riskctx_report_money (in, error ? 0 : amount);
  g_autofree char *year = g_strdup_printf ("%d", (int) riskctx_cost_get_from_year (cost));
  gboolean yearly = riskctx_cost_get_timing (cost) == RISKCTX_COST_TIMING_YEARLY;
  const char *key = riskctx_cost_get_from_year (cost) == 0
                        ? (yearly ? "report.cost.yearly-now" : "report.cost.once-now")
                    : riskctx_cost_get_from_year (cost) == 1
                        ? (yearly ? "report.cost.yearly-next" : "report.cost.once-next")
                        : (yearly ? "report.cost.yearly-later" : "report.cost.once-later");

  return riskctx_report_fill (
      in, key, money,
      riskctx_report_label (in, RISKCTX_TYPE_COST_KIND, (int) riskctx_cost_get_kind (cost)), year);
}

/* The ①②③ of one option, with their costs and measures. */
static void
add_phases (const RiskctxReportInputs *in, JsonArray *blocks, RiskctxOption *option)
{
  RiskctxItemList *phases = riskctx_option_get_phases (option);
  JsonArray *items = riskctx_report_add_statements (blocks, NULL);

  for (guint i = 0; i < riskctx_item_list_get_length (phases); i++)
    {
      RiskctxPhase *phase = riskctx_item_list_peek (phases, i);
      RiskctxItemList *costs = riskctx_phase_get_costs (phase);
      RiskctxText *group = riskctx_phase_get_group (phase);
      GString *cost = g_string_new (NULL);
      g_autofree char *text = NULL;

      for (guint j = 0; j < riskctx_item_list_get_length (costs); j++)
        {
          g_autofree char *one = cost_text (in, riskctx_item_list_peek (costs, j));

          g_string_append_printf (
              cost, "%s%s", j > 0 ? riskctx_report_word (in, "report.list-separator") : "", one);
        }
      text = group ? riskctx_report_fill (in, "report.phase-in-group", phase_label (in, phase),
                                          riskctx_text_get (group, in->language),
                                          riskctx_report_title (in, phase))
                   : riskctx_report_fill (in, "report.phase", phase_label (in, phase),
                                          riskctx_report_title (in, phase), NULL);
      riskctx_report_add_statement (items, NULL, text, cost->len > 0 ? cost->str : NULL,
                                    riskctx_phase_get_controls (phase), RISKCTX_REPORT_TONE_NORMAL);
      g_string_free (cost, TRUE);
    }
}

static void
add_measures (const RiskctxReportInputs *in, JsonArray *blocks)
{
  RiskctxItemList *controls = riskctx_assessment_get_controls (in->assessment);
  JsonObject *table;

  if (riskctx_item_list_get_length (controls) == 0)
    return;
  table =
      riskctx_report_add_table (blocks, "measures", riskctx_report_word (in, "report.measures"));
  riskctx_report_table_column (table, "ID", FALSE);
  riskctx_report_table_column (table, riskctx_report_word (in, "report.measure"), FALSE);
  riskctx_report_table_column (table, riskctx_report_word (in, "report.kind"), FALSE);
  riskctx_report_table_column (table, riskctx_report_word (in, "report.requirements"), FALSE);
  for (guint i = 0; i < riskctx_item_list_get_length (controls); i++)
    {
      RiskctxControl *control = riskctx_item_list_peek (controls, i);
      const char *const *requirements = riskctx_control_get_requirements (control);
      g_autofree char *kinds =
          riskctx_report_labels (in, RISKCTX_TYPE_MEASURE_KIND, riskctx_control_get_kind (control));
      g_autofree char *list = requirements ? g_strjoinv (", ", (GStrv) requirements) : NULL;
      JsonArray *row = riskctx_report_table_row (table, RISKCTX_REPORT_TONE_NORMAL);

      riskctx_report_row_text (row, riskctx_item_get_id (RISKCTX_ITEM (control)));
      riskctx_report_row_text (row, riskctx_report_title (in, control));
      riskctx_report_row_text (row, kinds);
      riskctx_report_row_text (row, list ? list : "—");
    }
}

/* The recovery block of the template: sales and profit today, payback, running cost, required
 * sales. */
static void
add_recovery (const RiskctxReportInputs *in, JsonArray *blocks, RiskctxInvestmentPlan *plan)
{
  static const struct
  {
    RiskctxPlanFigure which;
    const char *key;
  } rows[] = {
    { RISKCTX_PLAN_FIGURE_SALES, "report.current-sales" },
    { RISKCTX_PLAN_FIGURE_PROFIT, "report.current-profit" },
    { RISKCTX_PLAN_FIGURE_ONE_TIME_COST, "report.one-time-cost" },
    { RISKCTX_PLAN_FIGURE_PAYBACK, "report.payback" },
    { RISKCTX_PLAN_FIGURE_RUNNING_COST, "report.running-cost" },
    { RISKCTX_PLAN_FIGURE_REQUIRED_SALES, "report.required-sales" },
    { RISKCTX_PLAN_FIGURE_SALES_INCREASE, "report.sales-increase" },
  };
  JsonArray *facts = riskctx_report_add_facts (blocks);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    riskctx_report_add_fact (facts, riskctx_report_word (in, rows[i].key),
                             riskctx_report_value_figure (in, figure_of (plan, rows[i].which)));
}

static gboolean
is_part_of (RiskctxInvestmentPlan *plan, const char *id)
{
  const char *const *options = plan ? riskctx_investment_plan_get_options (plan) : NULL;

  return options != NULL && g_strv_contains (options, id);
}

/* The second template page: the options with ①②③, then investment and recovery. */
void
riskctx_report_write_options (const RiskctxReportInputs *in, JsonObject *report)
{
  JsonArray *blocks = riskctx_report_tree_add_section (
      report, "options", riskctx_report_word (in, "report.section.options"));
  RiskctxItemList *options = riskctx_assessment_get_options (in->assessment);
  JsonObject *board;

  if (riskctx_item_list_get_length (options) == 0)
    {
      riskctx_report_add_paragraph (blocks, riskctx_report_word (in, "report.no-options"),
                                    RISKCTX_REPORT_TONE_NOTE);
      return;
    }
  board = riskctx_report_add_board (blocks, "improvement",
                                    riskctx_report_word (in, "report.improvement"));
  for (guint pass = 0; pass < 2; pass++)
    {
      gboolean proposed = pass == 0;

      for (guint i = 0; i < riskctx_item_list_get_length (options); i++)
        {
          RiskctxOption *option = riskctx_item_list_peek (options, i);
          const char *id = riskctx_item_get_id (RISKCTX_ITEM (option));
          JsonArray *box;
          g_autofree char *treatment = NULL;

          if (is_part_of (in->plan, id) != proposed)
            continue;
          box = riskctx_report_board_box (board, "option", riskctx_report_title (in, option));
          treatment = riskctx_report_fill (
              in, "report.treatment",
              riskctx_report_label (in, RISKCTX_TYPE_TREATMENT,
                                    (int) riskctx_option_get_treatment (option)),
              NULL, NULL);
          riskctx_report_add_paragraph (box, treatment, RISKCTX_REPORT_TONE_NOTE);
          if (riskctx_item_get_description (RISKCTX_ITEM (option)) != NULL)
            riskctx_report_add_paragraph (
                box, riskctx_report_say (in, riskctx_item_get_description (RISKCTX_ITEM (option))),
                RISKCTX_REPORT_TONE_NORMAL);
          add_phases (in, box, option);
        }
      if (proposed && in->plan != NULL)
        {
          g_autofree char *name = riskctx_report_plan_name (in, in->plan);
          g_autofree char *title = riskctx_report_fill (in, "report.recovery-of", name, NULL, NULL);

          add_recovery (in, riskctx_report_board_box (board, "recovery", title), in->plan);
        }
    }
  for (guint i = 0; i < in->plans->len; i++)
    {
      RiskctxInvestmentPlan *plan = in->plans->pdata[i];
      const char *const *ids = riskctx_investment_plan_get_options (plan);
      g_autofree char *name = NULL;
      g_autofree char *title = NULL;

      if (plan == in->plan || ids == NULL || ids[0] == NULL || is_part_of (in->plan, ids[0]))
        continue;
      name = riskctx_report_plan_name (in, plan);
      title = riskctx_report_fill (in, "report.recovery-of", name, NULL, NULL);
      add_recovery (in, riskctx_report_board_box (board, "recovery-alternative", title), plan);
    }
  add_measures (in, blocks);
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
  for (int which = 0; which <= RISKCTX_PLAN_FIGURE_FUNDS_AVAILABLE; which++)
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
      riskctx_report_row_value (
          row,
          riskctx_report_value_money (in, riskctx_cash_flow_get_benefit (flow)
                                              + riskctx_cash_flow_get_contribution_change (flow)));
      riskctx_report_row_value (row,
                                riskctx_report_value_money (in, riskctx_cash_flow_get_net (flow)));
      riskctx_report_row_value (row, riskctx_report_value_money (in, cumulative[i]));
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
  RiskctxChartMark mark = { 0, riskctx_report_word (in, "report.payback") };
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
  if (in->plan == NULL)
    return;
  add_flow_charts (in, blocks);
  add_all_figures (in, blocks);
}
