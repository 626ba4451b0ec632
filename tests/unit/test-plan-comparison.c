/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <riskctx.h>
#include <string.h>

#include "riskctx-check.h"

static RiskctxOption *
add_option (RiskctxAssessment *assessment,
            const char        *id,
            double             cost)
{
  g_autoptr(RiskctxOption) option = riskctx_option_new (id);
  g_autoptr(RiskctxPhase) phase = riskctx_phase_new (NULL);
  g_autoptr(RiskctxCost) item = riskctx_cost_new (NULL);
  g_autoptr(RiskctxEstimate) amount = riskctx_estimate_new_fixed (cost);

  riskctx_cost_set_amount (item, amount);
  riskctx_item_list_append (riskctx_phase_get_costs (phase), RISKCTX_ITEM (item));
  riskctx_item_list_append (riskctx_option_get_phases (option), RISKCTX_ITEM (phase));
  riskctx_item_list_append (riskctx_assessment_get_options (assessment), RISKCTX_ITEM (option));
  return option;
}

static void
add_effect (RiskctxOption *option,
            double         reduction)
{
  g_autoptr(RiskctxEffect) effect = riskctx_effect_new (NULL);
  g_autoptr(RiskctxEstimate) share = riskctx_estimate_new_fixed (reduction);

  riskctx_effect_set_target (effect, RISKCTX_EFFECT_TARGET_FREQUENCY);
  riskctx_effect_set_reduction (effect, share);
  riskctx_item_list_append (riskctx_option_get_effects (option), RISKCTX_ITEM (effect));
}

/* One risk of 1000 every other year; a and b go together, c excludes both, d requires a. */
static RiskctxAssessment *
make_assessment (void)
{
  RiskctxAssessment *assessment = riskctx_assessment_new (NULL);
  g_autoptr(RiskctxRisk) risk = riskctx_risk_new ("r");
  g_autoptr(RiskctxConsequence) consequence = riskctx_consequence_new (NULL);
  g_autoptr(RiskctxEstimate) rate = riskctx_estimate_new_fixed (0.5);
  g_autoptr(RiskctxEstimate) magnitude = riskctx_estimate_new_fixed (1000);
  const char *const excluded[] = { "a", "b", NULL };
  const char *const required[] = { "a", NULL };

  riskctx_risk_set_category (risk, RISKCTX_RISK_CATEGORY_SYSTEM);
  riskctx_risk_set_frequency (risk, rate);
  riskctx_consequence_set_impact (consequence, RISKCTX_RISK_CATEGORY_SYSTEM);
  riskctx_consequence_set_magnitude (consequence, magnitude);
  riskctx_item_list_append (riskctx_risk_get_consequences (risk), RISKCTX_ITEM (consequence));
  riskctx_item_list_append (riskctx_assessment_get_risks (assessment), RISKCTX_ITEM (risk));

  add_effect (add_option (assessment, "a", 100), 0.5);
  add_effect (add_option (assessment, "b", 50), 0.2);
  riskctx_option_set_excludes (add_option (assessment, "c", 10000), excluded);
  riskctx_option_set_requires (add_option (assessment, "d", 1), required);
  return assessment;
}

static double
get (RiskctxPlanComparison *comparison,
     guint                  position,
     RiskctxPlanFigure      which)
{
  g_autoptr(RiskctxInvestmentPlan) plan
    = g_list_model_get_item (G_LIST_MODEL (comparison), position);
  g_autoptr(GError) error = NULL;
  const double value
    = riskctx_figure_get_value (riskctx_investment_plan_get_figure (plan, which), &error);

  ck_assert_msg (error == NULL, "%s", error != NULL ? error->message : "");
  return value;
}

static char *
options_of (RiskctxPlanComparison *comparison,
            guint                  position)
{
  g_autoptr(RiskctxInvestmentPlan) plan
    = g_list_model_get_item (G_LIST_MODEL (comparison), position);

  return g_strjoinv (" ", (char **) riskctx_investment_plan_get_options (plan));
}

START_TEST (all_sets_that_go_together)
{
  g_autoptr(RiskctxAssessment) assessment = make_assessment ();
  g_autoptr(RiskctxPlanComparison) comparison = riskctx_plan_comparison_new (assessment);
  g_autofree char *nothing = NULL;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  riskctx_plan_comparison_add_all (comparison);
  ck_assert_uint_eq (g_list_model_get_n_items (G_LIST_MODEL (comparison)), 3);
  nothing = options_of (comparison, 0);
  first = options_of (comparison, 1);
  second = options_of (comparison, 2);
  riskctx_check_str (nothing, "");
  riskctx_check_str (first, "a b d");
  riskctx_check_str (second, "c"); /* d lacks a there */
}
END_TEST

START_TEST (exclusions_of_pairs)
{
  g_autoptr(RiskctxAssessment) assessment = riskctx_assessment_new (NULL);
  g_autoptr(RiskctxPlanComparison) comparison = riskctx_plan_comparison_new (assessment);
  const char *const not_x[] = { "x", NULL }, *const not_y[] = { "y", NULL };
  static const char *const expected[] = { "", "w x z", "w y" };

  /* y excludes x and z; w goes with all */
  add_option (assessment, "w", 1);
  add_option (assessment, "x", 1);
  riskctx_option_set_excludes (add_option (assessment, "y", 1), not_x);
  riskctx_option_set_excludes (add_option (assessment, "z", 1), not_y);
  riskctx_plan_comparison_add_all (comparison);
  ck_assert_uint_eq (g_list_model_get_n_items (G_LIST_MODEL (comparison)), 3);
  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *options = options_of (comparison, i);

      riskctx_check_str (options, expected[i]);
    }
}
END_TEST

START_TEST (plans_are_compared_on_the_same_figures)
{
  g_autoptr(RiskctxAssessment) assessment = make_assessment ();
  g_autoptr(RiskctxPlanComparison) comparison = riskctx_plan_comparison_new (assessment);
  g_autoptr(GError) error = NULL;
  g_autoptr(RiskctxInvestmentPlan) best = NULL;
  RiskctxInvestmentPlan *nothing;

  nothing = riskctx_plan_comparison_get_do_nothing (comparison);
  riskctx_investment_plan_set_discount_rate (nothing, 0);
  riskctx_investment_plan_set_years (nothing, 2);
  riskctx_plan_comparison_add_all (comparison);
  ck_assert (riskctx_plan_comparison_run (comparison, NULL, &error));
  ck_assert_double_eq (riskctx_plan_comparison_get_progress (comparison), 1);
  ck_assert_double_eq_tol (get (comparison, 0, RISKCTX_PLAN_FIGURE_LOSS_AFTER), 500, 1e-9);
  ck_assert_double_eq_tol (get (comparison, 1, RISKCTX_PLAN_FIGURE_LOSS_BEFORE), 500, 1e-9);
  ck_assert_double_eq_tol (get (comparison, 1, RISKCTX_PLAN_FIGURE_LOSS_AFTER), 200, 1e-9);
  ck_assert_double_eq_tol (get (comparison, 1, RISKCTX_PLAN_FIGURE_NET_PRESENT_VALUE),
                           2 * 300 - 151, 1e-9);
  ck_assert_double_eq_tol (get (comparison, 2, RISKCTX_PLAN_FIGURE_NET_PRESENT_VALUE), -10000,
                           1e-9);
  best = g_list_model_get_item (G_LIST_MODEL (comparison), 1);
  ck_assert_ptr_eq (riskctx_plan_comparison_get_best (comparison), best);
}
END_TEST

START_TEST (doing_nothing_is_best_where_nothing_pays)
{
  g_autoptr(RiskctxAssessment) assessment = make_assessment ();
  g_autoptr(RiskctxPlanComparison) comparison = riskctx_plan_comparison_new (assessment);
  const char *const options[] = { "c", NULL };
  g_autoptr(JsonNode) json = NULL;

  riskctx_plan_comparison_add (comparison, options);
  ck_assert_ptr_null (riskctx_plan_comparison_get_best (comparison)); /* before the run */
  ck_assert (riskctx_plan_comparison_run (comparison, NULL, NULL));
  ck_assert_ptr_eq (riskctx_plan_comparison_get_best (comparison),
                    riskctx_plan_comparison_get_do_nothing (comparison));
  json = riskctx_plan_comparison_to_json (comparison);
  ck_assert_uint_eq (
    json_array_get_length (json_object_get_array_member (json_node_get_object (json), "best")), 0);
}
END_TEST

START_TEST (mistakes_stop_the_run)
{
  g_autoptr(RiskctxAssessment) assessment = make_assessment ();
  g_autoptr(RiskctxPlanComparison) comparison = riskctx_plan_comparison_new (assessment);
  const char *const alone[] = { "d", NULL };
  g_autoptr(GError) error = NULL;

  riskctx_plan_comparison_add (comparison, alone);
  ck_assert (!riskctx_plan_comparison_run (comparison, NULL, &error));
  riskctx_check_error (error, RISKCTX_ERROR, RISKCTX_ERROR_INVALID);
  ck_assert_ptr_nonnull (strstr (error->message, "“a”"));
}
END_TEST

static void
on_done (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  ck_assert (riskctx_plan_comparison_run_finish (RISKCTX_PLAN_COMPARISON (object), result, NULL));
  g_main_loop_quit (user_data);
}

START_TEST (asynchronous_runs_give_the_same)
{
  g_autoptr(RiskctxAssessment) assessment = make_assessment ();
  g_autoptr(GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  RiskctxPlanComparison *comparison = riskctx_plan_comparison_new (assessment);

  riskctx_plan_comparison_add_all (comparison);
  riskctx_plan_comparison_run_async (comparison, NULL, on_done, loop);
  g_main_loop_run (loop);
  ck_assert_double_eq_tol (get (comparison, 1, RISKCTX_PLAN_FIGURE_LOSS_AFTER), 200, 1e-9);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  riskctx_check_finalized (comparison);
}
END_TEST

static Suite *
plan_comparison_suite (void)
{
  Suite *suite = suite_create ("plan-comparison");
  TCase *tc = tcase_create ("plans");

  tcase_add_test (tc, all_sets_that_go_together);
  tcase_add_test (tc, exclusions_of_pairs);
  tcase_add_test (tc, plans_are_compared_on_the_same_figures);
  tcase_add_test (tc, doing_nothing_is_best_where_nothing_pays);
  tcase_add_test (tc, mistakes_stop_the_run);
  tcase_add_test (tc, asynchronous_runs_give_the_same);
  suite_add_tcase (suite, tc);
  return suite;
}

RISKCTX_CHECK_MAIN (plan_comparison_suite)
