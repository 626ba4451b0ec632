/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-chart-private.h"
#include "riskctx-enum-types.h"
#include "riskctx-nouns.h"
#include "riskctx-report-inputs-private.h"
#include "riskctx-validity.h"

/* How the plans can turn out: the probability that they pay back, the range of their value, and how
 * often a year's profit or all cash is lost. */

#define SOON 3u /* years within which managers ask for their money back */

/* The treatments of the options of a plan, each once; doing nothing is to retain the risk. */
static char *
treatment_of (const RiskctxReportInputs *in, RiskctxInvestmentPlan *plan)
{
  const char *const *ids = riskctx_investment_plan_get_options (plan);
  g_autoptr(GPtrArray) labels = g_ptr_array_new ();

  for (guint i = 0; ids[i] != NULL; i++)
    {
      RiskctxItem *option = riskctx_assessment_find (in->assessment, ids[i]);
      const char *label = riskctx_report_label (
          in, RISKCTX_TYPE_TREATMENT,
          (int) riskctx_option_get_treatment (RISKCTX_OPTION (option)));

      if (!g_ptr_array_find_with_equal_func (labels, label, g_str_equal, NULL))
        g_ptr_array_add (labels, (gpointer) label);
    }
  if (labels->len == 0)
    g_ptr_array_add (labels, (gpointer) riskctx_report_label (in, RISKCTX_TYPE_TREATMENT,
                                                              RISKCTX_TREATMENT_RETAIN));
  g_ptr_array_add (labels, NULL);
  return g_strjoinv (riskctx_report_word (in, "report.list-separator"), (char **) labels->pdata);
}

/* What is left against the tolerance of the organization */
static char *
residual_of (const RiskctxReportInputs *in, RiskctxInvestmentPlan *plan)
{
  RiskctxLossResult *after = riskctx_investment_plan_get_loss_after (plan);
  g_autoptr(RiskctxEvaluation) evaluation = NULL;
  g_autofree char *number = NULL;
  guint n;

  if (after == NULL || riskctx_assessment_get_criteria (in->assessment) == NULL)
    return g_strdup ("—");
  evaluation = riskctx_evaluation_new (in->assessment, after);
  n = riskctx_report_count_exceeded (evaluation);
  if (n == 0)
    return g_strdup (riskctx_report_word (in, "report.within-tolerance"));
  number = g_strdup_printf ("%u", n);
  return riskctx_report_fill (in, "report.n-limits-exceeded", number, NULL, NULL);
}

static void
add_side_by_side (const RiskctxReportInputs *in, JsonArray *blocks)
{
  static const struct
  {
    RiskctxPlanOutcome which;
    const char *key;
  } columns[] = {
    { RISKCTX_PLAN_OUTCOME_NET_PRESENT_VALUE_P10, "report.npv-p10" },
    { RISKCTX_PLAN_OUTCOME_NET_PRESENT_VALUE_P50, "report.npv-p50" },
    { RISKCTX_PLAN_OUTCOME_NET_PRESENT_VALUE_P90, "report.npv-p90" },
    { RISKCTX_PLAN_OUTCOME_GAIN, "report.gain" },
    { RISKCTX_PLAN_OUTCOME_ANY_BAD_YEAR_AFTER, "report.bad-year" },
    { RISKCTX_PLAN_OUTCOME_CASH_SHORT_AFTER, "report.cash-short" },
  };
  const guint soon = MIN (SOON, in->years);
  g_autofree char *number = g_strdup_printf ("%u", soon);
  g_autofree char *payback = riskctx_report_fill (in, "report.payback-within", number, NULL, NULL);
  JsonObject *table = riskctx_report_add_table (
      blocks, "outcomes", riskctx_report_word (in, "report.outcomes"));

  riskctx_report_table_column (table, riskctx_report_word (in, "report.plan"), FALSE);
  riskctx_report_table_column (table, riskctx_report_word (in, "report.treatment-kind"), FALSE);
  riskctx_report_table_column (table, riskctx_report_word (in, "report.residual"), FALSE);
  riskctx_report_table_column (table, payback, TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    riskctx_report_table_column (table, riskctx_report_word (in, columns[i].key), TRUE);
  for (guint i = 0; i < in->plans->len; i++)
    {
      RiskctxInvestmentPlan *plan = in->plans->pdata[i];
      RiskctxPlanDistribution *distribution = riskctx_investment_plan_get_distribution (plan);
      g_autofree char *name = riskctx_report_plan_name (in, plan);
      g_autofree char *treatment = treatment_of (in, plan);
      g_autofree char *residual = residual_of (in, plan);
      JsonArray *row;

      if (distribution == NULL)
        continue;
      row = riskctx_report_table_row (
          table, plan == in->plan ? RISKCTX_REPORT_TONE_GOOD : RISKCTX_REPORT_TONE_NORMAL);
      riskctx_report_row_text (row, name);
      riskctx_report_row_text (row, treatment);
      riskctx_report_row_text (row, residual);
      riskctx_report_row_figure (in, table, row,
                                 riskctx_plan_distribution_get_payback_within (distribution, soon));
      for (guint j = 0; j < G_N_ELEMENTS (columns); j++)
        riskctx_report_row_figure (
            in, table, row,
            riskctx_plan_distribution_get_figure (distribution, columns[j].which));
    }
}

static void
add_row (const RiskctxReportInputs *in, JsonObject *table, RiskctxFigure *figure)
{
  JsonArray *row = riskctx_report_table_row (table, RISKCTX_REPORT_TONE_NORMAL);

  riskctx_report_row_text (row, riskctx_report_say (in, riskctx_figure_get_label (figure)));
  riskctx_report_row_figure (in, table, row, figure);
  riskctx_report_row_text (row, riskctx_report_say (in, riskctx_figure_get_formula (figure)));
}

static void
add_payback_chart (const RiskctxReportInputs *in,
                   JsonArray *blocks,
                   RiskctxPlanDistribution *distribution)
{
  const guint n = riskctx_plan_distribution_get_years (distribution);
  g_autofree double *years = g_new (double, n + 1), *shares = g_new (double, n + 1);
  RiskctxChartCurve curve = { riskctx_report_word (in, "report.probability"), years, shares, n + 1,
                              0, FALSE };
  RiskctxChartPlot plot = {
    .frame = { .head = { .id = "chart-payback",
                         .title = riskctx_report_word (in, "report.chart.payback"),
                         .language = in->language },
               .empty_text = riskctx_report_word (in, "report.no-data"),
               .width = 820 },
    .x = { .title = riskctx_report_word (in, "report.years-from-now"),
           .format = riskctx_report_axis_year,
           .whole = TRUE },
    .y = { .format = riskctx_report_axis_percent, .data = (gpointer) in, .from_zero = TRUE },
    .curves = &curve,
    .n_curves = 1,
  };
  char *pages[2] = { NULL, NULL };

  years[0] = shares[0] = 0;
  for (guint year = 1; year <= n; year++)
    {
      RiskctxFigure *figure = riskctx_plan_distribution_get_payback_within (distribution, year);

      if (!riskctx_figure_is_defined (figure))
        return;
      years[year] = year;
      shares[year] = riskctx_figure_get_value (figure, NULL);
    }
  pages[0] = riskctx_chart_draw_plot (&plot);
  riskctx_report_add_figure (blocks, "chart-payback",
                             riskctx_report_word (in, "report.chart.payback"), pages);
  g_free (pages[0]);
}

void
riskctx_report_add_outcomes (const RiskctxReportInputs *in, JsonArray *blocks)
{
  RiskctxPlanDistribution *distribution =
      in->plan != NULL ? riskctx_investment_plan_get_distribution (in->plan) : NULL;
  JsonObject *table;

  add_side_by_side (in, blocks);
  if (distribution == NULL)
    return;
  add_payback_chart (in, blocks, distribution);
  table = riskctx_report_add_table (blocks, "plan-outcomes",
                                    riskctx_report_word (in, "report.plan-outcomes"));
  riskctx_report_table_column (table, riskctx_report_word (in, "report.figure"), FALSE);
  riskctx_report_table_column (table, riskctx_report_word (in, "report.value"), TRUE);
  riskctx_report_table_column (table, riskctx_report_word (in, "report.formula"), FALSE);
  for (guint year = 1; year <= riskctx_plan_distribution_get_years (distribution); year++)
    add_row (in, table, riskctx_plan_distribution_get_payback_within (distribution, year));
  for (guint i = 0; i <= RISKCTX_PLAN_OUTCOME_CASH_SHORT_AFTER; i++)
    add_row (in, table,
             riskctx_plan_distribution_get_figure (distribution, (RiskctxPlanOutcome) i));
}
