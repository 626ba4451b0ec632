/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <math.h>
#include <string.h>

#include "bakery.h"

/* Where rules end: what they leave alone, and what happens exactly at their limits. */

static gboolean
has_finding (GListStore *findings,
             const char *code)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (findings)); i++)
    {
      g_autoptr(RiskctxIssue) issue = g_list_model_get_item (G_LIST_MODEL (findings), i);

      if (g_str_equal (riskctx_issue_get_code (issue), code))
        return TRUE;
    }
  return FALSE;
}

/* A measure for the whole zone is a measure for what stands in it. */
START_TEST (a_measure_for_the_zone_protects_its_components)
{
  g_autoptr(GListStore) bare = NULL;
  g_autoptr(GListStore) covered = NULL;

  riskctx_component_set_stores_pan (get ("shop"), TRUE);
  riskctx_control_set_requirements (get ("c1"), (const char *[]) { "pci-dss:3.5", NULL });
  riskctx_control_set_implementation (get ("c1"), 1);
  riskctx_control_set_components (get ("c1"), (const char *[]) { "elsewhere", NULL });
  bare = riskctx_assessment_list_findings (bakery);
  ck_assert (has_finding (bare, "RCX-W0502"));

  riskctx_control_set_components (get ("c1"), (const char *[]) { "elsewhere", "cloud", NULL });
  covered = riskctx_assessment_list_findings (bakery);
  ck_assert (!has_finding (covered, "RCX-W0502"));
}
END_TEST

/* Giving a business up costs money that is not meant to come back. */
START_TEST (what_gives_something_up_need_not_pay_back)
{
  g_autoptr(RiskctxInvestmentPlan) plan = plan_accounts (0);
  g_autoptr(GListStore) lost = NULL;
  g_autoptr(GListStore) given_up = NULL;

  ck_assert (!riskctx_figure_is_defined (
    riskctx_investment_plan_get_figure (plan, RISKCTX_PLAN_FIGURE_PAYBACK)));
  lost = riskctx_assessment_list_findings_with (bakery, NULL, plan);
  ck_assert (has_finding (lost, "RCX-I0411"));

  riskctx_option_set_recovers (get ("accounts"), FALSE);
  given_up = riskctx_assessment_list_findings_with (bakery, NULL, plan);
  ck_assert (!has_finding (given_up, "RCX-I0411"));
}
END_TEST

/* 200,000 once and 50,000 a year against 100,000 a year: after four years, without interest,
 * nothing is won and nothing is lost. That is no ground to do it. */
START_TEST (breaking_even_is_no_ground)
{
  const double benefits[] = { 100000, 100001 };
  const RiskctxGround ground = RISKCTX_GROUND_REDUCES_OTHER_RISK;

  riskctx_category_set_lowers (get ("system"), (const char *[]) { "quality", NULL });
  for (guint i = 0; i < G_N_ELEMENTS (benefits); i++)
    {
      g_autoptr(RiskctxInvestmentPlan) plan =
        riskctx_investment_plan_new (bakery, (const char *[]) { "accounts", NULL });
      g_autoptr(RiskctxEstimate) benefit = riskctx_estimate_new_fixed (benefits[i]);
      g_autoptr(RiskctxGrounds) grounds = NULL;

      riskctx_investment_plan_set_benefit (plan, benefit);
      riskctx_investment_plan_set_years (plan, 4);
      riskctx_investment_plan_set_discount_rate (plan, 0);
      ck_assert (riskctx_investment_plan_run (plan, NULL, NULL));
      ck_assert (riskctx_figure_get_value (
                   riskctx_investment_plan_get_figure (
                     plan, RISKCTX_PLAN_FIGURE_NET_PRESENT_VALUE), NULL) == 4.0 * i);
      grounds = riskctx_grounds_new (bakery, NULL, plan);
      ck_assert_int_eq (
        riskctx_ground_result_get_holds (riskctx_grounds_get_result (grounds, ground)), i == 1);
    }
}
END_TEST

/* System risk is second of four by its ratings, and above their median: among the first three,
 * which is what counts where no criteria are stated. */
START_TEST (three_come_first_where_nothing_is_stated)
{
  const RiskctxGround ground = RISKCTX_GROUND_DOMINANT_SYSTEM_RISK;
  g_autoptr(RiskctxGrounds) unstated = NULL;
  g_autoptr(RiskctxGrounds) first_only = NULL;

  riskctx_category_set_impact_rating (get ("quality"), 5);
  riskctx_category_set_likelihood_rating (get ("quality"), 5);
  riskctx_criteria_set_top_n (get ("criteria"), 1);
  first_only = riskctx_grounds_new (bakery, NULL, NULL);
  ck_assert (!riskctx_ground_result_get_holds (riskctx_grounds_get_result (first_only, ground)));

  riskctx_assessment_set_criteria (bakery, NULL);
  unstated = riskctx_grounds_new (bakery, NULL, NULL);
  ck_assert (riskctx_ground_result_get_holds (riskctx_grounds_get_result (unstated, ground)));
}
END_TEST

START_TEST (the_fourth_of_four_does_not_come_first)
{
  const RiskctxGround ground = RISKCTX_GROUND_DOMINANT_SYSTEM_RISK;
  static const char *const others[] = { "quality", "disaster", "financial" };
  g_autoptr(RiskctxGrounds) grounds = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      riskctx_category_set_impact_rating (get (others[i]), 5);
      riskctx_category_set_likelihood_rating (get (others[i]), 5);
    }
  riskctx_assessment_set_criteria (bakery, NULL);
  grounds = riskctx_grounds_new (bakery, NULL, NULL);
  ck_assert (!riskctx_ground_result_get_holds (riskctx_grounds_get_result (grounds, ground)));
}
END_TEST

/* What a stakeholder demands is where a chain of reasons begins. That it shows in a factor says
 * where to look, not why the stakeholder demands it. */
START_TEST (reasons_begin_with_a_stakeholder)
{
  g_autoptr(GListStore) up =
    riskctx_assessment_trace (bakery, "buyers", RISKCTX_TRACE_DIRECTION_UP, NULL);
  g_autoptr(GListStore) down =
    riskctx_assessment_trace (bakery, "x1", RISKCTX_TRACE_DIRECTION_DOWN, NULL);

  ck_assert_uint_eq (g_list_model_get_n_items (G_LIST_MODEL (up)), 0);
  ck_assert_uint_gt (g_list_model_get_n_items (G_LIST_MODEL (down)), 0);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (down)); i++)
    {
      g_autoptr(RiskctxTraceStep) step = g_list_model_get_item (G_LIST_MODEL (down), i);

      ck_assert_str_ne (riskctx_item_get_id (riskctx_trace_step_get_item (step)), "buyers");
    }
}
END_TEST

/* The error of a difference is that of paired years: √(Σ (d − mean)² / (n − 1) / n). With few years
 * it matters by how much is divided. */
START_TEST (the_error_of_a_simulated_benefit_is_that_of_its_years)
{
  g_autoptr(RiskctxInvestmentPlan) plan =
    riskctx_investment_plan_new (bakery, (const char *[]) { "accounts", NULL });
  RiskctxSimulation *simulation = riskctx_investment_plan_get_simulation (plan);
  g_autoptr(GBytes) before = NULL;
  g_autoptr(GBytes) after = NULL;
  RiskctxFigure *benefit;
  const double *x, *y;
  double mean = 0, square = 0;
  gsize n;

  riskctx_simulation_set_method (simulation, RISKCTX_SIMULATION_METHOD_MONTE_CARLO);
  riskctx_simulation_set_trials (simulation, 100);
  riskctx_simulation_set_keep_samples (simulation, TRUE);
  ck_assert (riskctx_investment_plan_run (plan, NULL, NULL));
  benefit = riskctx_investment_plan_get_figure (plan, RISKCTX_PLAN_FIGURE_BENEFIT);
  before = riskctx_loss_figure_get_samples (
    riskctx_loss_result_get_total (riskctx_investment_plan_get_loss_before (plan)));
  after = riskctx_loss_figure_get_samples (
    riskctx_loss_result_get_total (riskctx_investment_plan_get_loss_after (plan)));
  ck_assert_ptr_nonnull (before);
  ck_assert_ptr_nonnull (after);
  x = g_bytes_get_data (before, &n);
  y = g_bytes_get_data (after, NULL);
  n /= sizeof *x;
  for (gsize i = 0; i < n; i++)
    mean += x[i] - y[i];
  mean /= (double) n;
  for (gsize i = 0; i < n; i++)
    square += pow (x[i] - y[i] - mean, 2);
  ck_assert_double_gt (square, 0);
  riskctx_check_close (riskctx_figure_get_value (benefit, NULL), mean, 1e-9);
  riskctx_check_close (riskctx_figure_get_error (benefit),
                       sqrt (square / (double) (n - 1) / (double) n), 1e-9);
}
END_TEST

static Suite *
suite (void)
{
  Suite *s = suite_create ("exemptions");
  TCase *tc = tcase_create ("limits");

  tcase_add_checked_fixture (tc, setup_bakery, teardown_bakery);
  tcase_add_test (tc, a_measure_for_the_zone_protects_its_components);
  tcase_add_test (tc, what_gives_something_up_need_not_pay_back);
  tcase_add_test (tc, breaking_even_is_no_ground);
  tcase_add_test (tc, three_come_first_where_nothing_is_stated);
  tcase_add_test (tc, the_fourth_of_four_does_not_come_first);
  tcase_add_test (tc, reasons_begin_with_a_stakeholder);
  tcase_add_test (tc, the_error_of_a_simulated_benefit_is_that_of_its_years);
  suite_add_tcase (s, tc);
  return s;
}

RISKCTX_CHECK_MAIN (suite)
