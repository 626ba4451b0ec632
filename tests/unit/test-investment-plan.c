/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <math.h>
#include <riskctx.h>
#include <string.h>

#include "riskctx-check.h"

#define MAN 10000.0 /* figures of the worked examples are in units of 10,000 yen */

static RiskctxEstimate *
fixed (double value)
{
  return riskctx_estimate_new_fixed (value);
}

static void
add_cost (RiskctxOption    *option,
          double            amount,
          RiskctxCostTiming timing,
          int               from,
          int               until)
{
  g_autoptr(RiskctxPhase) phase = riskctx_phase_new (NULL);
  g_autoptr(RiskctxCost) cost = riskctx_cost_new (NULL);
  g_autoptr(RiskctxEstimate) money = fixed (amount);

  riskctx_cost_set_amount (cost, money);
  riskctx_cost_set_timing (cost, timing);
  riskctx_cost_set_from_year (cost, from);
  if (until >= 0)
    riskctx_cost_set_until_year (cost, until);
  riskctx_item_list_append (riskctx_phase_get_costs (phase), RISKCTX_ITEM (cost));
  riskctx_item_list_append (riskctx_option_get_phases (option), RISKCTX_ITEM (phase));
}

static void
once (RiskctxOption *option,
      double         amount)
{
  add_cost (option, amount, RISKCTX_COST_TIMING_ONE_TIME, 0, -1);
}

static void
yearly (RiskctxOption *option,
        double         amount)
{
  add_cost (option, amount, RISKCTX_COST_TIMING_YEARLY, 1, -1);
}

static RiskctxOption *
add_option (RiskctxAssessment *assessment,
            const char        *id)
{
  g_autoptr(RiskctxOption) option = riskctx_option_new (id);

  riskctx_item_list_append (riskctx_assessment_get_options (assessment), RISKCTX_ITEM (option));
  return option;
}

static RiskctxAssessment *
make_company (double sales,
              double profit,
              double margin)
{
  RiskctxAssessment *assessment = riskctx_assessment_new (NULL);
  g_autoptr(RiskctxOrganization) organization = riskctx_organization_new (NULL);
  g_autoptr(RiskctxEstimate) mmm = fixed (sales);
  g_autoptr(RiskctxEstimate) nnn = fixed (profit);
  g_autoptr(RiskctxEstimate) cmr = fixed (margin);

  riskctx_organization_set_sales (organization, mmm);
  riskctx_organization_set_profit (organization, nnn);
  riskctx_organization_set_contribution_margin (organization, cmr);
  riskctx_assessment_set_organization (assessment, organization);
  riskctx_assessment_set_fiscal_year (assessment, 2026);
  return assessment;
}

/* A leak once in twenty years that costs 300,000 · MAN, and once in a hundred with the option. */
static void
add_leak (RiskctxAssessment *assessment)
{
  g_autoptr(RiskctxRisk) risk = riskctx_risk_new ("leak");
  g_autoptr(RiskctxConsequence) consequence = riskctx_consequence_new (NULL);
  g_autoptr(RiskctxControl) control = riskctx_control_new ("conformity");
  g_autoptr(RiskctxEffect) effect = riskctx_effect_new (NULL);
  g_autoptr(RiskctxPhase) phase = riskctx_phase_new (NULL);
  g_autoptr(RiskctxEstimate) rate = fixed (0.05);
  g_autoptr(RiskctxEstimate) loss = fixed (300000 * MAN);
  g_autoptr(RiskctxEstimate) reduction = fixed (0.8);
  const char *const controls[] = { "conformity", NULL };
  RiskctxItem *option;

  riskctx_risk_set_category (risk, RISKCTX_RISK_CATEGORY_SYSTEM);
  riskctx_risk_set_frequency (risk, rate);
  riskctx_consequence_set_impact (consequence, RISKCTX_RISK_CATEGORY_FINANCIAL);
  riskctx_consequence_set_magnitude (consequence, loss);
  riskctx_item_list_append (riskctx_risk_get_consequences (risk), RISKCTX_ITEM (consequence));
  riskctx_item_list_append (riskctx_assessment_get_risks (assessment), RISKCTX_ITEM (risk));
  riskctx_effect_set_target (effect, RISKCTX_EFFECT_TARGET_FREQUENCY);
  riskctx_effect_set_reduction (effect, reduction);
  riskctx_item_list_append (riskctx_control_get_effects (control), RISKCTX_ITEM (effect));
  riskctx_item_list_append (riskctx_assessment_get_controls (assessment), RISKCTX_ITEM (control));
  option = riskctx_item_list_find (riskctx_assessment_get_options (assessment), "secure-site");
  riskctx_phase_set_controls (phase, controls);
  riskctx_item_list_append (riskctx_option_get_phases (RISKCTX_OPTION (option)),
                            RISKCTX_ITEM (phase));
}

static RiskctxAssessment *
make_ec_site (void)
{
  RiskctxAssessment *assessment = make_company (1000000 * MAN, 50000 * MAN, 0.4);
  RiskctxOption *secure = add_option (assessment, "secure-site");
  RiskctxOption *operations = add_option (assessment, "operations");
  RiskctxOption *close = add_option (assessment, "close-site");
  g_autoptr(RiskctxEstimate) margin = fixed (0.33);
  const char *const excluded[] = { "secure-site", "operations", NULL };

  once (secure, 1500 * MAN);
  once (secure, 6000 * MAN);
  yearly (secure, 800 * MAN);
  yearly (secure, 1200 * MAN);
  once (operations, 300 * MAN);
  once (operations, 700 * MAN);
  yearly (operations, 1500 * MAN);
  once (close, 500 * MAN);
  once (close, 1000 * MAN);
  yearly (close, 600 * MAN);
  once (close, 200 * MAN);
  once (close, 500 * MAN);
  yearly (close, 800 * MAN);
  riskctx_option_set_new_contribution_margin (close, margin);
  riskctx_option_set_recovers (close, FALSE);
  riskctx_option_set_excludes (close, excluded);
  add_leak (assessment);
  return assessment;
}

static const char *const both[] = { "secure-site", "operations", NULL };
static const char *const closing[] = { "close-site", NULL };

static RiskctxInvestmentPlan *
run_plan (RiskctxAssessment *assessment,
          const char *const *options,
          double             benefit)
{
  RiskctxInvestmentPlan *plan = riskctx_investment_plan_new (assessment, options);
  g_autoptr(RiskctxEstimate) given = isfinite (benefit) ? fixed (benefit) : NULL;
  g_autoptr(GError) error = NULL;

  riskctx_investment_plan_set_benefit (plan, given);
  riskctx_investment_plan_run (plan, NULL, &error);
  ck_assert_msg (error == NULL, "%s", error != NULL ? error->message : "");
  ck_assert (riskctx_investment_plan_has_run (plan));
  return plan;
}

static double
get (RiskctxInvestmentPlan *plan,
     RiskctxPlanFigure      which)
{
  RiskctxFigure *figure = riskctx_investment_plan_get_figure (plan, which);
  g_autoptr(GError) error = NULL;
  const double value = riskctx_figure_get_value (figure, &error);

  ck_assert_msg (error == NULL, "%s", error != NULL ? error->message : "");
  return value;
}

static void
check_undefined (RiskctxInvestmentPlan *plan,
                 RiskctxPlanFigure      which,
                 const char            *words)
{
  RiskctxFigure *figure = riskctx_investment_plan_get_figure (plan, which);
  const char *reason;

  ck_assert_msg (!riskctx_figure_is_defined (figure), "%s is defined",
                 riskctx_figure_get_name (figure));
  ck_assert (riskctx_text_has (riskctx_figure_get_reason (figure), "ja"));
  reason = riskctx_text_get (riskctx_figure_get_reason (figure), "en");
  ck_assert_msg (strstr (reason, words) != NULL, "%s: %s", riskctx_figure_get_name (figure),
                 reason);
}

START_TEST (figures_of_the_worked_example)
{
  g_autoptr(RiskctxAssessment) assessment = make_ec_site ();
  g_autoptr(RiskctxInvestmentPlan) plan = run_plan (assessment, both, 12000 * MAN);

  ck_assert_double_eq (get (plan, RISKCTX_PLAN_FIGURE_ONE_TIME_COST), 85000000);
  ck_assert_double_eq (get (plan, RISKCTX_PLAN_FIGURE_RUNNING_COST), 35000000);
  ck_assert_double_eq (get (plan, RISKCTX_PLAN_FIGURE_NET_BENEFIT), 85000000);
  ck_assert_double_eq (get (plan, RISKCTX_PLAN_FIGURE_FIXED_COST), 3500000000);
  ck_assert_double_eq (get (plan, RISKCTX_PLAN_FIGURE_REQUIRED_SALES), 10087500000);
  ck_assert_double_eq_tol (get (plan, RISKCTX_PLAN_FIGURE_SALES_INCREASE), 0.00875, 1e-15);
  ck_assert_double_eq (get (plan, RISKCTX_PLAN_FIGURE_REQUIRED_SALES_BY_MARGIN), 10087500000);
  ck_assert_double_eq (get (plan, RISKCTX_PLAN_FIGURE_REQUIRED_SALES_BY_PROFIT), 10700000000);
  ck_assert_double_eq_tol (get (plan, RISKCTX_PLAN_FIGURE_SALES_INCREASE_BY_PROFIT), 0.07, 1e-15);
  ck_assert_double_eq (get (plan, RISKCTX_PLAN_FIGURE_PAYBACK), 1);
  ck_assert_double_eq_tol (get (plan, RISKCTX_PLAN_FIGURE_DISCOUNTED_PAYBACK), 1.0525, 1e-12);
  ck_assert_double_eq_tol (get (plan, RISKCTX_PLAN_FIGURE_NET_PRESENT_VALUE), 283005517, 0.5);
  ck_assert_double_eq_tol (get (plan, RISKCTX_PLAN_FIGURE_INTERNAL_RATE_OF_RETURN), 0.965948,
                           5e-7);
  ck_assert_double_eq (get (plan, RISKCTX_PLAN_FIGURE_RETURN_ON_INVESTMENT), 4);
  ck_assert_double_eq (get (plan, RISKCTX_PLAN_FIGURE_SECURITY_RETURN_FIRST_YEAR), 0);
  ck_assert_double_eq_tol (get (plan, RISKCTX_PLAN_FIGURE_SECURITY_RETURN), 34.0 / 26, 1e-15);
  ck_assert_double_eq (get (plan, RISKCTX_PLAN_FIGURE_CONTRIBUTION_CHANGE), 0);
  check_undefined (plan, RISKCTX_PLAN_FIGURE_LOSS_BEFORE, "not simulated");
  check_undefined (plan, RISKCTX_PLAN_FIGURE_GORDON_LOEB_BOUND, "not simulated");
}
END_TEST

START_TEST (benefit_is_the_simulated_reduction)
{
  g_autoptr(RiskctxAssessment) assessment = make_ec_site ();
  g_autoptr(RiskctxInvestmentPlan) plan = run_plan (assessment, both, NAN);
  RiskctxFigure *benefit
    = riskctx_investment_plan_get_figure (plan, RISKCTX_PLAN_FIGURE_BENEFIT);

  riskctx_check_close (get (plan, RISKCTX_PLAN_FIGURE_LOSS_BEFORE), 15000 * MAN, 1e-9);
  riskctx_check_close (get (plan, RISKCTX_PLAN_FIGURE_LOSS_AFTER), 3000 * MAN, 1e-9);
  riskctx_check_close (get (plan, RISKCTX_PLAN_FIGURE_BENEFIT), 12000 * MAN, 1e-9);
  riskctx_check_close (get (plan, RISKCTX_PLAN_FIGURE_GORDON_LOEB_BOUND), 5518.191618 * MAN, 1e-8);
  riskctx_check_close (get (plan, RISKCTX_PLAN_FIGURE_NET_PRESENT_VALUE), 283005517, 1e-8);
  ck_assert (riskctx_figure_has_error (benefit));
  ck_assert_uint_eq (riskctx_figure_get_n_inputs (benefit), 2);
  ck_assert_ptr_nonnull (riskctx_investment_plan_get_loss_before (plan));
  ck_assert_ptr_nonnull (riskctx_investment_plan_get_loss_after (plan));
}
END_TEST

START_TEST (simulated_benefit_carries_its_error_on)
{
  g_autoptr(RiskctxAssessment) assessment = make_ec_site ();
  g_autoptr(RiskctxInvestmentPlan) plan = riskctx_investment_plan_new (assessment, both);
  RiskctxFigure *benefit, *value, *sales;
  double error, expected, low, high;

  riskctx_simulation_set_method (riskctx_investment_plan_get_simulation (plan),
                                 RISKCTX_SIMULATION_METHOD_MONTE_CARLO);
  ck_assert (riskctx_investment_plan_run (plan, NULL, NULL));
  benefit = riskctx_investment_plan_get_figure (plan, RISKCTX_PLAN_FIGURE_BENEFIT);
  value = riskctx_investment_plan_get_figure (plan, RISKCTX_PLAN_FIGURE_NET_PRESENT_VALUE);
  sales = riskctx_investment_plan_get_figure (plan, RISKCTX_PLAN_FIGURE_REQUIRED_SALES);
  error = riskctx_figure_get_error (benefit);

  /* What is avoided is a thinned Poisson law itself: rate 0.04, so its sd is √0.04 losses. The
   * difference of two unpaired runs would have √0.06. */
  expected = 0.2 * 300000 * MAN / sqrt (100000);
  ck_assert_double_eq_tol (error, expected, 0.05 * expected);
  ck_assert_double_eq_tol (get (plan, RISKCTX_PLAN_FIGURE_BENEFIT), 12000 * MAN, 5 * error);
  /* the annuity of five years at 5 % */
  riskctx_check_close (riskctx_figure_get_error (value), error * 4.329476670630818, 1e-6);
  ck_assert (riskctx_figure_has_interval (value));
  riskctx_figure_get_interval (value, &low, &high);
  ck_assert_double_lt (low, riskctx_figure_get_value (value, NULL));
  ck_assert_double_gt (high, riskctx_figure_get_value (value, NULL));
  ck_assert (!riskctx_figure_has_error (sales)); /* does not depend on the benefit */
}
END_TEST

START_TEST (closing_changes_the_margin_and_recovers_nothing)
{
  g_autoptr(RiskctxAssessment) assessment = make_ec_site ();
  g_autoptr(RiskctxInvestmentPlan) plan = run_plan (assessment, closing, NAN);

  ck_assert_double_eq_tol (get (plan, RISKCTX_PLAN_FIGURE_REQUIRED_SALES), 12163636364, 0.5);
  ck_assert_double_eq_tol (get (plan, RISKCTX_PLAN_FIGURE_SALES_INCREASE), 0.2164, 5e-5);
  ck_assert_double_eq (get (plan, RISKCTX_PLAN_FIGURE_ONE_TIME_COST), 22000000);
  ck_assert_double_eq (get (plan, RISKCTX_PLAN_FIGURE_RUNNING_COST), 14000000);
  riskctx_check_close (get (plan, RISKCTX_PLAN_FIGURE_CONTRIBUTION_CHANGE), -700000000, 1e-12);
  check_undefined (plan, RISKCTX_PLAN_FIGURE_PAYBACK, "nothing to recover");
  check_undefined (plan, RISKCTX_PLAN_FIGURE_DISCOUNTED_PAYBACK, "nothing to recover");
  ck_assert_double_lt (get (plan, RISKCTX_PLAN_FIGURE_NET_PRESENT_VALUE), -3e9);
  check_undefined (plan, RISKCTX_PLAN_FIGURE_INTERNAL_RATE_OF_RETURN, "no rate");
}
END_TEST

static const struct
{
  const char *id;
  double sales, profit, margin, one_time, running, required, increase, avoided, net, payback;
} companies[] = {
  { "ec-site", 1000000, 50000, 0.40, 8500, 3500, 1008750.0, 0.875, 12000, 8500, 1.00 },
  { "chem-it", 1500000, 90000, 0.45, 6400, 2400, 1505333.3, 0.356, 4800, 2400, 2.67 },
  { "chem-ot", 2000000, 100000, 0.35, 10600, 2200, 2006285.7, 0.314, 3150, 950, 11.16 },
  { "equipment", 800000, 40000, 0.38, 4750, 1800, 804736.8, 0.592, 2400, 600, 7.92 },
  { "supermarket", 2500000, 25000, 0.25, 7100, 2800, 2511200.0, 0.448, 2000, -800, NAN },
  { "medical", 600000, 12000, 0.55, 5300, 1900, 603454.5, 0.576, 2400, 500, 10.60 },
  { "trading", 3000000, 45000, 0.08, 2600, 1500, 3018750.0, 0.625, 1650, 150, 17.33 },
  { "logistics", 1200000, 30000, 0.22, 6850, 2100, 1209545.5, 0.795, 1500, -600, NAN },
};

START_TEST (figures_of_the_model_companies)
{
  g_autoptr(RiskctxAssessment) assessment
    = make_company (companies[_i].sales, companies[_i].profit, companies[_i].margin);
  RiskctxOption *option = add_option (assessment, "all");
  const char *const options[] = { "all", NULL };
  g_autoptr(RiskctxInvestmentPlan) plan = NULL;

  once (option, companies[_i].one_time);
  yearly (option, companies[_i].running);
  plan = run_plan (assessment, options, companies[_i].avoided);
  ck_assert_double_eq_tol (get (plan, RISKCTX_PLAN_FIGURE_REQUIRED_SALES), companies[_i].required,
                           0.05);
  ck_assert_double_eq_tol (100 * get (plan, RISKCTX_PLAN_FIGURE_SALES_INCREASE),
                           companies[_i].increase, 0.0005);
  ck_assert_double_eq (get (plan, RISKCTX_PLAN_FIGURE_NET_BENEFIT), companies[_i].net);
  if (isfinite (companies[_i].payback))
    ck_assert_double_eq_tol (get (plan, RISKCTX_PLAN_FIGURE_PAYBACK), companies[_i].payback, 0.005);
  else
    check_undefined (plan, RISKCTX_PLAN_FIGURE_PAYBACK, "not recovered");
}
END_TEST

START_TEST (doing_nothing_costs_nothing)
{
  g_autoptr(RiskctxAssessment) assessment = make_ec_site ();
  g_autoptr(RiskctxInvestmentPlan) plan = run_plan (assessment, NULL, NAN);

  ck_assert_double_eq (get (plan, RISKCTX_PLAN_FIGURE_ONE_TIME_COST), 0);
  ck_assert_double_eq (get (plan, RISKCTX_PLAN_FIGURE_BENEFIT), 0);
  ck_assert_double_eq (get (plan, RISKCTX_PLAN_FIGURE_REQUIRED_SALES), 1000000 * MAN);
  ck_assert_double_eq (get (plan, RISKCTX_PLAN_FIGURE_SALES_INCREASE), 0);
  ck_assert_double_eq (get (plan, RISKCTX_PLAN_FIGURE_NET_PRESENT_VALUE), 0);
  riskctx_check_close (get (plan, RISKCTX_PLAN_FIGURE_LOSS_AFTER), 15000 * MAN, 1e-9);
  check_undefined (plan, RISKCTX_PLAN_FIGURE_PAYBACK, "no one-time cost");
  check_undefined (plan, RISKCTX_PLAN_FIGURE_INTERNAL_RATE_OF_RETURN, "no rate");
  check_undefined (plan, RISKCTX_PLAN_FIGURE_SECURITY_RETURN, "nothing is spent");
}
END_TEST

START_TEST (cash_flows_by_year)
{
  g_autoptr(RiskctxAssessment) assessment = make_company (1000, 100, 0.5);
  RiskctxOption *option = add_option (assessment, "phased");
  const char *const options[] = { "phased", NULL };
  g_autoptr(RiskctxEstimate) saved = fixed (3);
  g_autoptr(RiskctxInvestmentPlan) plan = NULL;
  GListModel *flows;
  /* 60 now, 40 in year 2; 10 a year from year 1 to 2, 5 a year from year 2 on; 3 a year saved */
  static const double net[] = { -60, 50 - 10 + 3, 50 - 40 - 15 + 3, 50 - 5 + 3, 50 - 5 + 3 };
  double sum = 0;

  add_cost (option, 60, RISKCTX_COST_TIMING_ONE_TIME, 0, -1);
  add_cost (option, 40, RISKCTX_COST_TIMING_ONE_TIME, 2, -1);
  add_cost (option, 10, RISKCTX_COST_TIMING_YEARLY, 1, 2);
  add_cost (option, 5, RISKCTX_COST_TIMING_YEARLY, 2, -1);
  riskctx_option_set_running_cost_saved (option, saved);
  plan = run_plan (assessment, options, 50);
  flows = riskctx_investment_plan_get_cash_flows (plan);
  ck_assert_uint_eq (g_list_model_get_n_items (flows), 6);
  for (guint i = 0; i < G_N_ELEMENTS (net); i++)
    {
      g_autoptr(RiskctxCashFlow) flow = g_list_model_get_item (flows, i);

      sum += net[i];
      ck_assert_uint_eq (riskctx_cash_flow_get_year (flow), i);
      ck_assert_uint_eq (riskctx_cash_flow_get_fiscal_year (flow), 2026 + i);
      ck_assert_double_eq (riskctx_cash_flow_get_net (flow), net[i]);
      ck_assert_double_eq (riskctx_cash_flow_get_cumulative (flow), sum);
    }
  ck_assert_double_eq (get (plan, RISKCTX_PLAN_FIGURE_ONE_TIME_COST), 100);
  ck_assert_double_eq (get (plan, RISKCTX_PLAN_FIGURE_RUNNING_COST), 12); /* year 2 */
  /* -60, -17, -19, 29: within year 3 */
  ck_assert_double_eq_tol (get (plan, RISKCTX_PLAN_FIGURE_PAYBACK), 2 + 19.0 / 48, 1e-12);
}
END_TEST

START_TEST (amortization_enters_required_sales)
{
  g_autoptr(RiskctxAssessment) assessment = make_ec_site ();
  g_autoptr(RiskctxInvestmentPlan) plan = run_plan (assessment, both, 12000 * MAN);

  riskctx_investment_plan_set_amortization_years (plan, 5);
  ck_assert (!riskctx_investment_plan_has_run (plan));
  check_undefined (plan, RISKCTX_PLAN_FIGURE_REQUIRED_SALES, "not been computed");
  ck_assert (riskctx_investment_plan_run (plan, NULL, NULL));
  /* 3,500 and a fifth of 8,500 */
  ck_assert_double_eq (get (plan, RISKCTX_PLAN_FIGURE_REQUIRED_SALES),
                       (1000000 + 5200 / 0.4) * MAN);
  riskctx_investment_plan_set_sales_method (plan, RISKCTX_REQUIRED_SALES_METHOD_PROFIT_RATIO);
  ck_assert (riskctx_investment_plan_run (plan, NULL, NULL));
  ck_assert_double_eq (get (plan, RISKCTX_PLAN_FIGURE_REQUIRED_SALES), 1104000 * MAN);
}
END_TEST

START_TEST (extra_sales_count_at_their_margin)
{
  g_autoptr(RiskctxAssessment) assessment = make_company (1000, 100, 0.4);
  RiskctxOption *option = add_option (assessment, "trust");
  const char *const options[] = { "trust", NULL };
  g_autoptr(RiskctxEstimate) more = fixed (50);
  g_autoptr(RiskctxInvestmentPlan) plan = NULL;

  once (option, 40);
  riskctx_option_set_sales_change (option, more);
  plan = run_plan (assessment, options, 0);
  ck_assert_double_eq (get (plan, RISKCTX_PLAN_FIGURE_CONTRIBUTION_CHANGE), 20);
  ck_assert_double_eq (get (plan, RISKCTX_PLAN_FIGURE_PAYBACK), 2);
  /* the return on security counts the avoided loss only */
  ck_assert_double_eq (get (plan, RISKCTX_PLAN_FIGURE_SECURITY_RETURN), -1);
}
END_TEST

static const struct { const char *name; double sales, profit, margin; } odd[] = {
  { "no sales", 0, 50, 0.4 },
  { "negative sales", -100, 50, 0.4 },
  { "no profit", 1000, 0, 0.4 },
  { "a loss", 1000, -50, 0.4 },
  { "no margin", 1000, 50, 0 },
  { "negative margin", 1000, 50, -0.2 },
  { "nothing", 0, 0, 0 },
};

START_TEST (odd_businesses_are_explained)
{
  g_autoptr(RiskctxAssessment) assessment
    = make_company (odd[_i].sales, odd[_i].profit, odd[_i].margin);
  RiskctxOption *option = add_option (assessment, "o");
  const char *const options[] = { "o", NULL };
  g_autoptr(RiskctxInvestmentPlan) plan = NULL;
  g_autoptr(JsonNode) json = NULL;
  g_autofree char *text = NULL;

  once (option, 10);
  yearly (option, 1);
  plan = run_plan (assessment, options, 5);
  if (odd[_i].sales <= 0 && odd[_i].margin > 0)
    check_undefined (plan, RISKCTX_PLAN_FIGURE_SALES_INCREASE_BY_MARGIN, "sales are not above 0");
  if (odd[_i].profit <= 0)
    check_undefined (plan, RISKCTX_PLAN_FIGURE_REQUIRED_SALES_BY_PROFIT, "contribution-margin");
  if (odd[_i].margin <= 0)
    check_undefined (plan, RISKCTX_PLAN_FIGURE_REQUIRED_SALES_BY_MARGIN, "not above 0");
  ck_assert_double_eq (get (plan, RISKCTX_PLAN_FIGURE_PAYBACK), 2.5);
  json = riskctx_investment_plan_to_json (plan);
  text = json_to_string (json, FALSE);
  ck_assert (!g_regex_match_simple ("[:,\\[]-?(nan|inf)", text, 0, 0));
}
END_TEST

START_TEST (unknown_figures_are_named)
{
  g_autoptr(RiskctxAssessment) assessment = riskctx_assessment_new (NULL);
  RiskctxOption *option = add_option (assessment, "o");
  const char *const options[] = { "o", NULL };
  g_autoptr(RiskctxEstimate) margin = fixed (0.3);
  g_autoptr(RiskctxInvestmentPlan) plan = NULL;

  once (option, 10);
  riskctx_option_set_new_contribution_margin (option, margin);
  plan = run_plan (assessment, options, 5);
  ck_assert_double_eq (get (plan, RISKCTX_PLAN_FIGURE_ONE_TIME_COST), 10);
  check_undefined (plan, RISKCTX_PLAN_FIGURE_SALES, "not stated");
  check_undefined (plan, RISKCTX_PLAN_FIGURE_REQUIRED_SALES, "sales are not stated");
  check_undefined (plan, RISKCTX_PLAN_FIGURE_CONTRIBUTION_CHANGE, "sales are not stated");
  check_undefined (plan, RISKCTX_PLAN_FIGURE_PAYBACK, "sales are not stated");
  ck_assert_uint_eq (g_list_model_get_n_items (riskctx_investment_plan_get_cash_flows (plan)), 0);
}
END_TEST

START_TEST (infinite_costs_and_benefits_are_named)
{
  g_autoptr(RiskctxAssessment) assessment = make_company (1000, 100, 0.4);
  RiskctxOption *option = add_option (assessment, "o");
  const char *const options[] = { "o", NULL };
  g_autoptr(RiskctxEstimate) heavy = riskctx_estimate_new_lomax (0.9, 10, NULL);
  g_autoptr(RiskctxInvestmentPlan) plan = riskctx_investment_plan_new (assessment, options);
  g_autoptr(RiskctxCost) cost = riskctx_cost_new (NULL);
  g_autoptr(RiskctxPhase) phase = NULL;

  once (option, 10);
  riskctx_investment_plan_set_benefit (plan, heavy);
  ck_assert (riskctx_investment_plan_run (plan, NULL, NULL));
  check_undefined (plan, RISKCTX_PLAN_FIGURE_NET_PRESENT_VALUE, "infinite");
  ck_assert_double_eq (get (plan, RISKCTX_PLAN_FIGURE_REQUIRED_SALES), 1000);

  riskctx_cost_set_amount (cost, heavy);
  phase = g_list_model_get_item (G_LIST_MODEL (riskctx_option_get_phases (option)), 0);
  riskctx_item_list_append (riskctx_phase_get_costs (phase), RISKCTX_ITEM (cost));
  ck_assert (riskctx_investment_plan_run (plan, NULL, NULL));
  check_undefined (plan, RISKCTX_PLAN_FIGURE_ONE_TIME_COST, "no mean");
  check_undefined (plan, RISKCTX_PLAN_FIGURE_REQUIRED_SALES, "no mean");
}
END_TEST

START_TEST (exclusive_options_are_refused)
{
  g_autoptr(RiskctxAssessment) assessment = make_ec_site ();
  const char *const options[] = { "secure-site", "close-site", NULL };
  g_autoptr(RiskctxInvestmentPlan) plan = riskctx_investment_plan_new (assessment, options);
  g_autoptr(GError) error = NULL;

  ck_assert (!riskctx_investment_plan_run (plan, NULL, &error));
  riskctx_check_error (error, RISKCTX_ERROR, RISKCTX_ERROR_INVALID);
  ck_assert_ptr_nonnull (strstr (error->message, "RCX-E0412"));
  ck_assert (!riskctx_investment_plan_has_run (plan));
}
END_TEST

START_TEST (figures_explain_themselves)
{
  g_autoptr(RiskctxAssessment) assessment = make_ec_site ();
  g_autoptr(RiskctxInvestmentPlan) plan = run_plan (assessment, both, 12000 * MAN);
  RiskctxFigure *sales = riskctx_investment_plan_get_figure (plan,
                                                             RISKCTX_PLAN_FIGURE_REQUIRED_SALES);
  g_autofree char *ja = riskctx_figure_format (sales, "ja");
  g_autofree char *rate = riskctx_figure_format (
    riskctx_investment_plan_get_figure (plan, RISKCTX_PLAN_FIGURE_INTERNAL_RATE_OF_RETURN), "en");
  g_autofree char *years = riskctx_figure_format (
    riskctx_investment_plan_get_figure (plan, RISKCTX_PLAN_FIGURE_DISCOUNTED_PAYBACK), "en");
  g_autofree char *why = riskctx_figure_explain (
    riskctx_investment_plan_get_figure (plan, RISKCTX_PLAN_FIGURE_REQUIRED_SALES_BY_MARGIN), "en");

  riskctx_check_str (ja, "年100億8,750万円");
  riskctx_check_str (rate, "96.59%");
  riskctx_check_str (years, "1.1 years");
  ck_assert_ptr_nonnull (strstr (why, "(sales × margin + added cost) ÷ new margin"));
  ck_assert_ptr_nonnull (strstr (why, "Current sales: "));
  ck_assert_ptr_nonnull (strstr (why, "40.0%"));
}
END_TEST

/* a key that has no words stands for itself */
#define KEY "(plan|reason|unit|explain|note|loss)[-.][a-z]+\\.?[a-z]"

START_TEST (every_figure_has_words)
{
  g_autoptr(RiskctxAssessment) assessment = make_ec_site ();
  g_autoptr(RiskctxInvestmentPlan) plan = run_plan (assessment, both, NAN);

  for (int i = 0; i <= RISKCTX_PLAN_FIGURE_EQUIVALENT_ANNUAL_COST; i++)
    {
      RiskctxFigure *figure = riskctx_investment_plan_get_figure (plan, (RiskctxPlanFigure) i);
      g_autofree char *en = riskctx_figure_explain (figure, "en");
      g_autofree char *ja = riskctx_figure_explain (figure, "ja");

      ck_assert_msg (!g_regex_match_simple (KEY, en, 0, 0), "%s", en);
      ck_assert_msg (g_regex_match_simple ("\\p{Han}", ja, 0, 0), "%s", ja);
    }
}
END_TEST

static void
on_done (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GError) error = NULL;

  ck_assert (riskctx_investment_plan_run_finish (RISKCTX_INVESTMENT_PLAN (object), result, &error));
  g_main_loop_quit (user_data);
}

START_TEST (asynchronous_runs_give_the_same)
{
  g_autoptr(RiskctxAssessment) assessment = make_ec_site ();
  g_autoptr(RiskctxInvestmentPlan) plan = riskctx_investment_plan_new (assessment, both);
  g_autoptr(RiskctxInvestmentPlan) other = run_plan (assessment, both, NAN);
  g_autoptr(GMainLoop) loop = g_main_loop_new (NULL, FALSE);

  riskctx_investment_plan_run_async (plan, NULL, on_done, loop);
  g_main_loop_run (loop);
  ck_assert_double_eq (get (plan, RISKCTX_PLAN_FIGURE_NET_PRESENT_VALUE),
                       get (other, RISKCTX_PLAN_FIGURE_NET_PRESENT_VALUE));
}
END_TEST

START_TEST (nothing_is_kept_alive)
{
  RiskctxAssessment *assessment = make_ec_site ();
  RiskctxInvestmentPlan *plan = run_plan (assessment, both, NAN);

  riskctx_check_finalized (plan);
  riskctx_check_finalized (assessment);
}
END_TEST

static Suite *
investment_plan_suite (void)
{
  Suite *suite = suite_create ("investment-plan");
  TCase *tc = tcase_create ("worked examples");

  tcase_add_test (tc, figures_of_the_worked_example);
  tcase_add_test (tc, benefit_is_the_simulated_reduction);
  tcase_add_test (tc, simulated_benefit_carries_its_error_on);
  tcase_add_test (tc, closing_changes_the_margin_and_recovers_nothing);
  tcase_add_loop_test (tc, figures_of_the_model_companies, 0, G_N_ELEMENTS (companies));
  tcase_add_test (tc, doing_nothing_costs_nothing);
  tcase_add_test (tc, cash_flows_by_year);
  tcase_add_test (tc, amortization_enters_required_sales);
  tcase_add_test (tc, extra_sales_count_at_their_margin);
  suite_add_tcase (suite, tc);

  tc = tcase_create ("undefined");
  tcase_add_loop_test (tc, odd_businesses_are_explained, 0, G_N_ELEMENTS (odd));
  tcase_add_test (tc, unknown_figures_are_named);
  tcase_add_test (tc, infinite_costs_and_benefits_are_named);
  tcase_add_test (tc, exclusive_options_are_refused);
  suite_add_tcase (suite, tc);

  tc = tcase_create ("words");
  tcase_add_test (tc, figures_explain_themselves);
  tcase_add_test (tc, every_figure_has_words);
  suite_add_tcase (suite, tc);

  tc = tcase_create ("run");
  tcase_add_test (tc, asynchronous_runs_give_the_same);
  tcase_add_test (tc, nothing_is_kept_alive);
  suite_add_tcase (suite, tc);
  return suite;
}

RISKCTX_CHECK_MAIN (investment_plan_suite)
