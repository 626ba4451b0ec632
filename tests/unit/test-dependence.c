/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <math.h>
#include <riskctx.h>
#include <string.h>

#include "riskctx-check.h"
#include "two-risks.h"

#define TRIALS 100000

static RiskctxRisk *
make_lognormal (const char *id,
                double      frequency,
                double      scale)
{
  RiskctxRisk *risk = make_risk (id, RISKCTX_RISK_CATEGORY_SYSTEM, RISKCTX_FREQUENCY_MODEL_POISSON,
                                 frequency);
  RiskctxConsequence *consequence = make_consequence (NULL, RISKCTX_RISK_CATEGORY_SYSTEM, 1, 1);
  g_autoptr(RiskctxEstimate) magnitude
    = riskctx_estimate_new_lognormal_interval (10 * scale, 1000 * scale, 0.9, NULL);

  riskctx_consequence_set_magnitude (consequence, magnitude);
  add_consequence (risk, consequence);
  return risk;
}

static void
take_risk (RiskctxAssessment *assessment,
           RiskctxRisk       *risk)
{
  riskctx_item_list_append (riskctx_assessment_get_risks (assessment), RISKCTX_ITEM (risk));
  g_object_unref (risk);
}

static RiskctxAssessment *
make_pair (void)
{
  RiskctxAssessment *assessment = riskctx_assessment_new (NULL);

  take_risk (assessment, make_lognormal ("a", 0.7, 1));
  take_risk (assessment, make_lognormal ("b", 0.7, 1));
  return assessment;
}

static RiskctxDependence *
add_group (RiskctxAssessment     *assessment,
           RiskctxCopula          copula,
           RiskctxDependenceScope scope,
           double                 correlation)
{
  g_autoptr(RiskctxDependence) group = riskctx_dependence_new ("group");

  riskctx_dependence_set_copula (group, copula);
  riskctx_dependence_set_scope (group, scope);
  riskctx_dependence_set_correlation (group, correlation);
  riskctx_dependence_set_risks (group, (const char *[]) { "a", "b", NULL });
  riskctx_item_list_append (riskctx_assessment_get_dependences (assessment), RISKCTX_ITEM (group));
  return group;
}

static void
add_trigger (RiskctxItemList *triggers,
             const char      *risk,
             double           probability)
{
  g_autoptr(RiskctxTrigger) trigger = riskctx_trigger_new (NULL);

  riskctx_trigger_set_risk (trigger, risk);
  riskctx_trigger_set_probability (trigger, probability);
  riskctx_item_list_append (triggers, RISKCTX_ITEM (trigger));
}

static RiskctxRisk *
risk_of (RiskctxAssessment *assessment,
         const char        *id)
{
  return RISKCTX_RISK (riskctx_assessment_find (assessment, id));
}

static RiskctxLossResult *
simulate (RiskctxAssessment      *assessment,
          RiskctxSimulationMethod method,
          GError                **error)
{
  g_autoptr(RiskctxSimulation) simulation = riskctx_simulation_new (assessment);

  riskctx_simulation_set_method (simulation, method);
  riskctx_simulation_set_trials (simulation, TRIALS);
  riskctx_simulation_set_keep_samples (simulation, TRUE);
  return riskctx_simulation_run (simulation, NULL, error);
}

static RiskctxLossResult *
simulate_well (RiskctxAssessment      *assessment,
               RiskctxSimulationMethod method)
{
  g_autoptr(GError) error = NULL;
  RiskctxLossResult *result = simulate (assessment, method, &error);

  ck_assert_msg (error == NULL, "%s", error != NULL ? error->message : "");
  return result;
}

static const double *
samples_of (RiskctxLossResult *result,
            const char        *risk)
{
  g_autoptr(GBytes) bytes = riskctx_loss_figure_get_samples (
    riskctx_loss_result_get_by_risk (result, risk, NULL));
  gsize size;
  const double *samples = g_bytes_get_data (bytes, &size);

  ck_assert_uint_eq (size, TRIALS * sizeof (double));
  return samples; /* of the result, which lives on */
}

/* The total of a simulation that is checked, against the exact one of what it must be like. The
 * bounds are for five standard errors; an interval of a quantile covers about 2.6 of them. */
static void
check_like (RiskctxAssessment *dependent,
            RiskctxAssessment *like)
{
  g_autoptr(RiskctxLossResult) sampled = simulate_well (dependent,
                                                        RISKCTX_SIMULATION_METHOD_MONTE_CARLO);
  g_autoptr(RiskctxLossResult) exact = simulate_well (like, RISKCTX_SIMULATION_METHOD_EXACT);
  RiskctxLossFigure *a = riskctx_loss_result_get_total (sampled);
  RiskctxLossFigure *b = riskctx_loss_result_get_total (exact);
  const double levels[] = { 0.5, 0.75, 0.9, 0.95, 0.99 };
  g_autoptr(RiskctxFigure) mean = riskctx_loss_figure_dup_mean (a);

  ck_assert_double_eq_tol (riskctx_figure_get_value (mean, NULL),
                           riskctx_loss_figure_get_mean (b, NULL),
                           5 * riskctx_figure_get_error (mean));
  ck_assert_double_eq_tol (riskctx_loss_figure_get_any_loss (a),
                           riskctx_loss_figure_get_any_loss (b), 0.008);
  for (guint i = 0; i < G_N_ELEMENTS (levels); i++)
    {
      g_autoptr(RiskctxFigure) quantile = riskctx_loss_figure_dup_quantile (a, levels[i]);
      const double value = riskctx_figure_get_value (quantile, NULL);
      double low, high;

      riskctx_figure_get_interval (quantile, &low, &high);
      ck_assert_double_le (value - 2 * (value - low),
                           riskctx_loss_figure_get_quantile (b, levels[i], NULL) * (1 + 1e-3));
      ck_assert_double_ge (value + 2 * (high - value),
                           riskctx_loss_figure_get_quantile (b, levels[i], NULL) * (1 - 1e-3));
    }
}

START_TEST (perfectly_correlated_is_double_size)
{
  g_autoptr(RiskctxAssessment) pair = make_pair ();
  g_autoptr(RiskctxAssessment) one = riskctx_assessment_new (NULL);
  g_autoptr(RiskctxLossResult) result = NULL;
  const double *a, *b;
  guint years = 0;

  add_group (pair, _i == 0 ? RISKCTX_COPULA_NORMAL : RISKCTX_COPULA_STUDENT_T,
             RISKCTX_DEPENDENCE_SCOPE_COUNTS | RISKCTX_DEPENDENCE_SCOPE_MAGNITUDES, 1);
  take_risk (one, make_lognormal ("c", 0.7, 2));
  check_like (pair, one);
  result = simulate_well (pair, RISKCTX_SIMULATION_METHOD_AUTO);
  a = samples_of (result, "a");
  b = samples_of (result, "b");
  for (guint i = 0; i < TRIALS; i++)
    {
      ck_assert_double_le (fabs (a[i] - b[i]), 1e-9 * a[i]);
      years += a[i] > 0;
    }
  ck_assert_uint_gt (years, TRIALS / 3);
}
END_TEST

START_TEST (not_correlated_is_independent)
{
  g_autoptr(RiskctxAssessment) pair = make_pair ();
  g_autoptr(RiskctxAssessment) free_pair = make_pair ();

  add_group (pair, RISKCTX_COPULA_NORMAL,
             RISKCTX_DEPENDENCE_SCOPE_COUNTS | RISKCTX_DEPENDENCE_SCOPE_MAGNITUDES, 0);
  check_like (pair, free_pair);
}
END_TEST

START_TEST (a_certain_trigger_makes_one_risk_of_two)
{
  g_autoptr(RiskctxAssessment) chain = riskctx_assessment_new (NULL);
  g_autoptr(RiskctxAssessment) one = riskctx_assessment_new (NULL);
  g_autoptr(RiskctxLossResult) result = NULL;
  RiskctxRisk *both = make_lognormal ("a", 0.7, 1);
  const double *a, *b;

  take_risk (chain, make_lognormal ("a", 0.7, 1));
  take_risk (chain, make_risk ("b", RISKCTX_RISK_CATEGORY_QUALITY,
                               RISKCTX_FREQUENCY_MODEL_POISSON, 0));
  add_consequence (risk_of (chain, "b"),
                   make_consequence (NULL, RISKCTX_RISK_CATEGORY_SOCIAL, 300, 1));
  add_trigger (riskctx_risk_get_triggers (risk_of (chain, "a")), "b", 1);
  add_consequence (both, make_consequence (NULL, RISKCTX_RISK_CATEGORY_SOCIAL, 300, 1));
  take_risk (one, both);
  check_like (chain, one);

  result = simulate_well (chain, RISKCTX_SIMULATION_METHOD_AUTO);
  a = samples_of (result, "a");
  b = samples_of (result, "b");
  for (guint i = 0; i < TRIALS; i++)
    {
      ck_assert (a[i] > 0 || b[i] == 0);
      ck_assert (a[i] == 0 || b[i] >= 300);
    }
}
END_TEST

/* What a measure prevents sets off nothing: a half prevented, a third of the rest sets off b. */
START_TEST (what_is_prevented_triggers_nothing)
{
  g_autoptr(RiskctxAssessment) chain = make_pair ();
  g_autoptr(RiskctxAssessment) apart = riskctx_assessment_new (NULL);
  g_autoptr(RiskctxLossResult) result = NULL;
  g_autoptr(RiskctxFigure) mean = NULL;
  const double each = exp ((log (10) + log (1000)) / 2
                           + pow (log (100) / (2 * 1.6448536269514722), 2) / 2);

  add_control (chain, "waf", 1, 1, make_effect (RISKCTX_EFFECT_TARGET_FREQUENCY, "a", 0.5));
  add_trigger (riskctx_risk_get_triggers (risk_of (chain, "a")), "b", 1 / 3.0);
  result = simulate_well (chain, RISKCTX_SIMULATION_METHOD_AUTO);
  mean = riskctx_loss_figure_dup_mean (riskctx_loss_result_get_by_risk (result, "b", NULL));
  ck_assert_double_eq_tol (riskctx_figure_get_value (mean, NULL), (0.7 + 0.7 / 6) * each,
                           5 * riskctx_figure_get_error (mean));
}
END_TEST

START_TEST (a_shock_hits_all_at_once)
{
  g_autoptr(RiskctxAssessment) assessment = riskctx_assessment_new (NULL);
  g_autoptr(RiskctxShock) shock = riskctx_shock_new ("quake");
  g_autoptr(RiskctxEstimate) rate = riskctx_estimate_new_fixed (0.4);
  g_autoptr(RiskctxLossResult) result = NULL;
  g_autofree char *method = NULL;
  const char *const ids[] = { "a", "b", "c" };
  const double *losses[3];
  guint hits = 0, n = 0;

  for (guint i = 0; i < 3; i++)
    {
      take_risk (assessment, make_risk (ids[i], RISKCTX_RISK_CATEGORY_DISASTER,
                                        RISKCTX_FREQUENCY_MODEL_POISSON, 0));
      add_consequence (risk_of (assessment, ids[i]),
                       make_consequence (NULL, RISKCTX_RISK_CATEGORY_DISASTER, 10 + i, 1));
      add_trigger (riskctx_shock_get_triggers (shock), ids[i], i < 2 ? 1 : 0.25);
    }
  riskctx_shock_set_frequency (shock, rate);
  riskctx_shock_set_frequency_model (shock, RISKCTX_FREQUENCY_MODEL_BERNOULLI);
  riskctx_item_list_append (riskctx_assessment_get_shocks (assessment), RISKCTX_ITEM (shock));
  result = simulate_well (assessment, RISKCTX_SIMULATION_METHOD_AUTO);
  ck_assert_int_eq (riskctx_loss_result_get_method (result), RISKCTX_SIMULATION_METHOD_MONTE_CARLO);
  method = riskctx_loss_result_describe_method (result, "en");
  ck_assert_ptr_nonnull (strstr (method, "depend on each other"));
  for (guint i = 0; i < 3; i++)
    losses[i] = samples_of (result, ids[i]);
  for (guint i = 0; i < TRIALS; i++)
    {
      ck_assert (losses[0][i] == 0 || losses[0][i] == 10);
      ck_assert_double_eq (losses[1][i], losses[0][i] * 1.1);
      ck_assert (losses[2][i] == 0 || (losses[2][i] == 12 && losses[0][i] == 10));
      hits += losses[0][i] > 0;
      n += losses[2][i] > 0;
    }
  ck_assert_double_eq_tol (hits, 0.4 * TRIALS, 5 * sqrt (0.24 * TRIALS));
  ck_assert_double_eq_tol (n, 0.1 * TRIALS, 5 * sqrt (0.09 * TRIALS));
}
END_TEST

/* How many years are among the hundredth with most loss for both: by chance one of a hundred of
 * them; for a t copula many more than for a normal one of the same correlation. */
static guint
count_joint_extremes (RiskctxCopula copula)
{
  g_autoptr(RiskctxAssessment) assessment = riskctx_assessment_new (NULL);
  g_autoptr(RiskctxLossResult) result = NULL;
  const char *const ids[] = { "a", "b" };
  const double *a, *b;
  double limit;
  guint n = 0;

  for (guint i = 0; i < 2; i++)
    {
      RiskctxRisk *risk = make_lognormal (ids[i], 1, 1);

      riskctx_risk_set_frequency_model (risk, RISKCTX_FREQUENCY_MODEL_FIXED);
      take_risk (assessment, risk);
    }
  riskctx_dependence_set_degrees (
    add_group (assessment, copula, RISKCTX_DEPENDENCE_SCOPE_MAGNITUDES, 0.5), 3);
  result = simulate_well (assessment, RISKCTX_SIMULATION_METHOD_AUTO);
  a = samples_of (result, "a");
  b = samples_of (result, "b");
  /* the 99 % quantile of the lognormal law */
  limit = exp ((log (10) + log (1000)) / 2
               + 2.3263478740408408 * log (100) / (2 * 1.6448536269514722));
  for (guint i = 0; i < TRIALS; i++)
    n += a[i] > limit && b[i] > limit;
  return n;
}

/* Two normal scores with correlation 0.5 are both beyond 2.326 with probability 0.001294; for t
 * with 3 degrees of freedom the limit of the conditional probability is 2 t_4(-1.1547) = 0.3125,
 * and it comes near it from above. */
START_TEST (t_copulas_bring_extremes_together)
{
  const guint normal = count_joint_extremes (RISKCTX_COPULA_NORMAL);
  const guint t = count_joint_extremes (RISKCTX_COPULA_STUDENT_T);

  ck_assert_double_eq_tol (normal, 129.4, 5 * sqrt (129.4));
  ck_assert_double_ge (t, 312.5 - 5 * sqrt (312.5));
  ck_assert_double_le (t, 360 + 5 * sqrt (360));
}
END_TEST

static void
expect (RiskctxAssessment *assessment,
        const char        *text)
{
  g_autoptr(GListStore) issues = riskctx_assessment_check (assessment);
  g_autoptr(GString) all = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (issues)); i++)
    {
      g_autoptr(RiskctxIssue) issue = g_list_model_get_item (G_LIST_MODEL (issues), i);
      g_autofree char *line = riskctx_issue_to_string (issue, NULL, "en");

      g_string_append_printf (all, "%s\n", line);
    }
  ck_assert_str_eq (all->str, text);
}

static RiskctxAssessment *
make_sound (void)
{
  RiskctxAssessment *assessment = make_pair ();
  g_autoptr(RiskctxOrganization) organization = riskctx_organization_new (NULL);

  riskctx_item_set_id (RISKCTX_ITEM (assessment), "sound");
  riskctx_assessment_set_organization (assessment, organization);
  take_risk (assessment, make_lognormal ("c", 0.7, 1));
  return assessment;
}

static RiskctxRiskPair *
add_pair (RiskctxDependence *group,
          const char        *risk,
          const char        *other,
          double             correlation)
{
  g_autoptr(RiskctxRiskPair) pair = riskctx_risk_pair_new (NULL);

  riskctx_risk_pair_set_risk (pair, risk);
  riskctx_risk_pair_set_other (pair, other);
  riskctx_risk_pair_set_correlation (pair, correlation);
  riskctx_item_list_append (riskctx_dependence_get_pairs (group), RISKCTX_ITEM (pair));
  return pair;
}

/* Borrowed */
static RiskctxRiskPair *
pair_of (RiskctxDependence *group,
         guint              position)
{
  g_autoptr(RiskctxRiskPair) pair
    = g_list_model_get_item (G_LIST_MODEL (riskctx_dependence_get_pairs (group)), position);

  return pair;
}

START_TEST (circles_are_found)
{
  g_autoptr(RiskctxAssessment) assessment = make_sound ();
  g_autoptr(GError) error = NULL;

  add_trigger (riskctx_risk_get_triggers (risk_of (assessment, "a")), "b", 0.5);
  add_trigger (riskctx_risk_get_triggers (risk_of (assessment, "b")), "c", 0.5);
  add_trigger (riskctx_risk_get_triggers (risk_of (assessment, "a")), "c", 0.5);
  expect (assessment, "");
  add_trigger (riskctx_risk_get_triggers (risk_of (assessment, "c")), "b", 0.5);
  expect (assessment, "error: /risks/2/triggers/0/risk: the references form a circle through “b” "
                      "[RCX-E0305]\n");
  ck_assert_ptr_null (simulate (assessment, RISKCTX_SIMULATION_METHOD_AUTO, &error));
  riskctx_check_error (error, RISKCTX_ERROR, RISKCTX_ERROR_INVALID);
}
END_TEST

START_TEST (dangling_links_are_found)
{
  g_autoptr(RiskctxAssessment) assessment = make_sound ();
  g_autoptr(GError) error = NULL;

  add_trigger (riskctx_risk_get_triggers (risk_of (assessment, "a")), "bb", 0.5);
  expect (assessment, "error: /risks/0/triggers/0/risk: there is no item with the id “bb” "
                      "(did you mean “b”?) [RCX-E0303]\n");
  ck_assert_ptr_null (simulate (assessment, RISKCTX_SIMULATION_METHOD_AUTO, &error));
  riskctx_check_error (error, RISKCTX_ERROR, RISKCTX_ERROR_NOT_FOUND);
  ck_assert_str_eq (error->message, "risk “a” refers to the risk “bb”, which does not exist");
}
END_TEST

START_TEST (groups_are_checked)
{
  g_autoptr(RiskctxAssessment) assessment = make_sound ();
  RiskctxDependence *group = add_group (assessment, RISKCTX_COPULA_NORMAL, 0, 0.9);
  g_autoptr(RiskctxDependence) other = riskctx_dependence_new ("other");
  g_autoptr(GError) error = NULL;

  expect (assessment, "");
  riskctx_dependence_set_risks (other, (const char *[]) { "c", "b", NULL });
  riskctx_item_list_append (riskctx_assessment_get_dependences (assessment), RISKCTX_ITEM (other));
  expect (assessment, "error: /dependences/1/risks/1: “b” is already given at "
                      "/dependences/0/risks/1 [RCX-E0306]\n");
  riskctx_dependence_set_risks (other, (const char *[]) { "c", NULL });
  expect (assessment, "error: /dependences/1/risks: must not be below 2 (is 1) [RCX-E0204]\n");
  riskctx_item_list_remove (riskctx_assessment_get_dependences (assessment), 1);

  riskctx_dependence_set_risks (group, (const char *[]) { "a", "b", "c", NULL });
  expect (assessment, "");
  add_pair (group, "a", "c", -0.9);
  expect (assessment, "error: /dependences/0/risks/2: no risks can go together like this: “c” "
                      "contradicts those before it [RCX-E0216]\n");
  ck_assert_ptr_null (simulate (assessment, RISKCTX_SIMULATION_METHOD_AUTO, &error));
  riskctx_check_error (error, RISKCTX_ERROR, RISKCTX_ERROR_INVALID);
  ck_assert_ptr_nonnull (strstr (error->message, "semidefinite"));
  add_pair (group, "c", "a", 0.9);
  expect (assessment, "error: /dependences/0/pairs/1: “a” is already given at "
                      "/dependences/0/pairs/0 [RCX-E0306]\n");
  riskctx_risk_pair_set_other (pair_of (group, 1), "c");
  expect (assessment, "error: /dependences/0/pairs/1/other: “c” is already given at risk "
                      "[RCX-E0306]\n");
  riskctx_dependence_set_risks (group, (const char *[]) { "a", "b", NULL });
  riskctx_item_list_remove (riskctx_dependence_get_pairs (group), 1);
  expect (assessment, "error: /dependences/0/pairs/0/other: “c” is not among the risks of group "
                      "[RCX-E0310]\n");
}
END_TEST

/* The check of a document and the engine must not disagree about what can be. */
START_TEST (the_check_and_the_run_agree)
{
  guint n_valid = 0, n_wrong = 0;
  g_autoptr(GRand) rand = g_rand_new_with_seed (7);

  for (guint i = 0; i < 60; i++)
    {
      g_autoptr(RiskctxAssessment) assessment = make_sound ();
      RiskctxDependence *group = add_group (assessment, RISKCTX_COPULA_NORMAL, 0, 0);
      g_autoptr(RiskctxSimulation) simulation = riskctx_simulation_new (assessment);
      g_autoptr(RiskctxLossResult) result = NULL;
      g_autoptr(RiskctxLossResult) mended = NULL;
      g_autoptr(GListStore) issues = NULL;
      g_autofree double *nearest = NULL;
      double off = 0;
      guint n;

      riskctx_dependence_set_risks (group, (const char *[]) { "a", "b", "c", NULL });
      riskctx_risk_pair_set_correlation (add_pair (group, "a", "b", 0),
                                         g_rand_double_range (rand, -1, 1));
      add_pair (group, "c", "a", g_rand_double_range (rand, -1, 1));
      add_pair (group, "c", "b", g_rand_double_range (rand, -1, 1));
      issues = riskctx_assessment_check (assessment);
      riskctx_simulation_set_trials (simulation, 10);
      result = riskctx_simulation_run (simulation, NULL, NULL);
      ck_assert_int_eq (result != NULL, g_list_model_get_n_items (G_LIST_MODEL (issues)) == 0);
      n_valid += result != NULL;
      n_wrong += result == NULL;

      nearest = riskctx_dependence_dup_nearest (group, &n);
      ck_assert_uint_eq (n, 9);
      for (guint k = 0; k < 3; k++)
        {
          const char *const pairs[][2] = { { "a", "b" }, { "c", "a" }, { "c", "b" } };
          const guint at[] = { 1, 6, 7 };
          RiskctxRiskPair *pair = pair_of (group, k);

          ck_assert_str_eq (riskctx_risk_pair_get_risk (pair), pairs[k][0]);
          off = MAX (off, fabs (riskctx_risk_pair_get_correlation (pair) - nearest[at[k]]));
          riskctx_risk_pair_set_correlation (pair, nearest[at[k]]);
        }
      ck_assert_int_eq (off < 1e-6, result != NULL);
      mended = riskctx_simulation_run (simulation, NULL, NULL);
      ck_assert_ptr_nonnull (mended);
    }
  ck_assert_uint_gt (n_valid, 15);
  ck_assert_uint_gt (n_wrong, 10);
}
END_TEST

static Suite *
dependence_suite (void)
{
  Suite *suite = suite_create ("dependence");
  TCase *test_case = tcase_create ("dependence");

  tcase_add_loop_test (test_case, perfectly_correlated_is_double_size, 0, 2);
  tcase_add_test (test_case, not_correlated_is_independent);
  tcase_add_test (test_case, a_certain_trigger_makes_one_risk_of_two);
  tcase_add_test (test_case, what_is_prevented_triggers_nothing);
  tcase_add_test (test_case, a_shock_hits_all_at_once);
  tcase_add_test (test_case, t_copulas_bring_extremes_together);
  tcase_add_test (test_case, circles_are_found);
  tcase_add_test (test_case, dangling_links_are_found);
  tcase_add_test (test_case, groups_are_checked);
  tcase_add_test (test_case, the_check_and_the_run_agree);
  suite_add_tcase (suite, test_case);
  return suite;
}

RISKCTX_CHECK_MAIN (dependence_suite)
