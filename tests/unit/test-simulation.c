/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <math.h>
#include <riskctx.h>
#include <string.h>

#include "riskctx-check.h"
#include "two-risks.h"

#define NOT_A_NUMBER "[:,\\[]-?(nan|inf)"

static double
mean_of (RiskctxLossFigure *figure)
{
  g_autoptr(GError) error = NULL;
  const double mean = riskctx_loss_figure_get_mean (figure, &error);

  ck_assert_msg (error == NULL, "%s", error != NULL ? error->message : "");
  return mean;
}

static RiskctxLossResult *
simulate (RiskctxAssessment      *assessment,
          RiskctxSimulationMethod method,
          const char             *option)
{
  g_autoptr(RiskctxSimulation) simulation = riskctx_simulation_new (assessment);
  g_autoptr(GError) error = NULL;
  const char *const options[] = { option, NULL };
  RiskctxLossResult *result;

  riskctx_simulation_set_method (simulation, method);
  riskctx_simulation_set_options (simulation, options);
  result = riskctx_simulation_run (simulation, NULL, &error);
  ck_assert_msg (error == NULL, "%s", error != NULL ? error->message : "");
  ck_assert_double_eq (riskctx_simulation_get_progress (simulation), 1);
  return result;
}

/* The exact method to its own bound, Monte Carlo within five standard errors */
static void
check_mean (RiskctxLossFigure *figure,
            double             expected)
{
  g_autoptr(RiskctxFigure) mean = riskctx_loss_figure_dup_mean (figure);

  ck_assert (riskctx_figure_has_error (mean));
  ck_assert_double_eq_tol (riskctx_figure_get_value (mean, NULL), expected,
                           MAX (5 * riskctx_figure_get_error (mean), 1e-9));
}

START_TEST (closed_forms_by_both_methods)
{
  g_autoptr(RiskctxAssessment) assessment = make_assessment (FALSE);
  const RiskctxSimulationMethod method = _i == 0 ? RISKCTX_SIMULATION_METHOD_EXACT
                                                 : RISKCTX_SIMULATION_METHOD_MONTE_CARLO;
  g_autoptr(RiskctxLossResult) result = simulate (assessment, method, NULL);
  RiskctxLossFigure *total = riskctx_loss_result_get_total (result);
  const double sd_tolerance = _i == 0 ? 1e-9 : 5.0;

  ck_assert_int_eq (riskctx_loss_result_get_method (result), method);
  check_mean (total, LEAK_MEAN + FLOOD_MEAN);
  ck_assert_double_eq_tol (riskctx_loss_figure_get_sd (total, NULL),
                           sqrt (LEAK_VARIANCE + FLOOD_VARIANCE), sd_tolerance);
  ck_assert_double_eq_tol (riskctx_loss_figure_get_any_loss (total), 1 - exp (-0.5) * 0.8,
                           _i == 0 ? 1e-9 : 0.01);
  check_mean (riskctx_loss_result_get_by_cause (result, RISKCTX_RISK_CATEGORY_SYSTEM), LEAK_MEAN);
  check_mean (riskctx_loss_result_get_by_cause (result, RISKCTX_RISK_CATEGORY_DISASTER),
              FLOOD_MEAN);
  check_mean (riskctx_loss_result_get_by_impact (result, RISKCTX_RISK_CATEGORY_LITIGATION), 50);
  check_mean (riskctx_loss_result_get_by_impact (result, RISKCTX_RISK_CATEGORY_SOCIAL), 7.5);
  check_mean (riskctx_loss_result_get_by_impact (result, RISKCTX_RISK_CATEGORY_FINANCIAL), 200);
  check_mean (riskctx_loss_result_get_by_risk (result, "leak", NULL), LEAK_MEAN);
  check_mean (riskctx_loss_result_get_by_risk (result, "flood", NULL), FLOOD_MEAN);
  ck_assert (riskctx_loss_figure_is_empty (
    riskctx_loss_result_get_by_cause (result, RISKCTX_RISK_CATEGORY_QUALITY)));
  ck_assert (!riskctx_loss_figure_is_empty (total));
  /* A year with the flood is one of five: the 90 % quantile of its loss is 1000. */
  ck_assert_double_eq_tol (
    riskctx_loss_figure_get_quantile (riskctx_loss_result_get_by_risk (result, "flood", NULL), 0.9,
                                      NULL), 1000, 1e-6);
  ck_assert_double_eq_tol (
    riskctx_loss_figure_get_tail_mean (riskctx_loss_result_get_by_risk (result, "flood", NULL), 0.5,
                                       NULL), 400, _i == 0 ? 1e-6 : 20);
}
END_TEST

START_TEST (cause_effect_table)
{
  g_autoptr(RiskctxAssessment) assessment = make_assessment (FALSE);
  g_autoptr(RiskctxLossResult) result = simulate (assessment, RISKCTX_SIMULATION_METHOD_EXACT,
                                                  NULL);
  g_autoptr(GBytes) table = riskctx_loss_result_get_cause_effect_table (result);
  g_autoptr(RiskctxFigure) cell
    = riskctx_loss_result_dup_cause_effect (result, RISKCTX_RISK_CATEGORY_SYSTEM,
                                            RISKCTX_RISK_CATEGORY_SOCIAL);
  gsize size;
  const double *cells = g_bytes_get_data (table, &size);
  double sum = 0;

  ck_assert_uint_eq (size, 64 * sizeof (double));
  ck_assert_double_eq_tol (cells[RISKCTX_RISK_CATEGORY_SYSTEM * 8
                                 + RISKCTX_RISK_CATEGORY_LITIGATION], 50, 1e-9);
  ck_assert_double_eq_tol (cells[RISKCTX_RISK_CATEGORY_DISASTER * 8
                                 + RISKCTX_RISK_CATEGORY_FINANCIAL], 200, 1e-9);
  ck_assert_double_eq_tol (riskctx_figure_get_value (cell, NULL), 7.5, 1e-9);
  for (int i = 0; i < 64; i++)
    sum += cells[i];
  ck_assert_double_eq_tol (sum, LEAK_MEAN + FLOOD_MEAN, 1e-9);
}
END_TEST

static double
sum_of (GListModel *list)
{
  double sum = 0;

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr(RiskctxLossFigure) figure = g_list_model_get_item (list, i);

      sum += riskctx_loss_figure_get_contribution (figure, NULL);
    }
  return sum;
}

START_TEST (contributions_add_up_to_the_tail_mean)
{
  g_autoptr(RiskctxAssessment) assessment = make_assessment (FALSE);
  g_autoptr(RiskctxLossResult) result
    = simulate (assessment, RISKCTX_SIMULATION_METHOD_MONTE_CARLO, NULL);
  RiskctxLossFigure *total = riskctx_loss_result_get_total (result);
  const double tail = riskctx_loss_figure_get_tail_mean (total, 0.99, NULL);

  ck_assert_double_gt (tail, 1000);
  riskctx_check_close (riskctx_loss_figure_get_contribution (total, NULL), tail, 1e-12);
  riskctx_check_close (sum_of (riskctx_loss_result_get_risks (result)), tail, 1e-9);
  riskctx_check_close (sum_of (riskctx_loss_result_get_causes (result)), tail, 1e-9);
  riskctx_check_close (sum_of (riskctx_loss_result_get_impacts (result)), tail, 1e-9);
}
END_TEST

START_TEST (an_option_brings_its_measures)
{
  g_autoptr(RiskctxAssessment) assessment = make_assessment (FALSE);
  g_autoptr(RiskctxLossResult) result
    = simulate (assessment, RISKCTX_SIMULATION_METHOD_EXACT, "secure");

  /* 1 - 0.5 · 0.8 · 1 = 0.6 of the frequency is left */
  check_mean (riskctx_loss_result_get_by_risk (result, "leak", NULL), 0.6 * LEAK_MEAN);
  check_mean (riskctx_loss_result_get_by_risk (result, "flood", NULL), FLOOD_MEAN);
  riskctx_check_str (riskctx_loss_result_get_options (result)[0], "secure");
}
END_TEST

START_TEST (a_measure_acts_as_far_as_it_is_in_place)
{
  g_autoptr(RiskctxAssessment) assessment = make_assessment (FALSE);
  g_autoptr(RiskctxLossResult) result = NULL;
  g_autoptr(RiskctxLossResult) with_option = NULL;

  add_control (assessment, "backup", 1, 0.25,
               make_effect (RISKCTX_EFFECT_TARGET_MAGNITUDE, NULL, 0.4));
  result = simulate (assessment, RISKCTX_SIMULATION_METHOD_EXACT, NULL);
  check_mean (riskctx_loss_result_get_total (result), 0.9 * (LEAK_MEAN + FLOOD_MEAN));
  with_option = simulate (assessment, RISKCTX_SIMULATION_METHOD_EXACT, "secure");
  check_mean (riskctx_loss_result_get_total (with_option), 0.9 * (0.6 * LEAK_MEAN + FLOOD_MEAN));
}
END_TEST

START_TEST (an_effect_is_limited_to_its_impacts)
{
  g_autoptr(RiskctxAssessment) assessment = make_assessment (FALSE);
  g_autoptr(RiskctxCategory) social = riskctx_category_new ("c-social");
  RiskctxEffect *effect = make_effect (RISKCTX_EFFECT_TARGET_PROBABILITY, NULL, 1);
  const char *const impacts[] = { "c-social", NULL };
  g_autoptr(RiskctxLossResult) result = NULL;

  riskctx_category_set_category (social, RISKCTX_RISK_CATEGORY_SOCIAL);
  riskctx_item_list_append (riskctx_assessment_get_categories (assessment), RISKCTX_ITEM (social));
  riskctx_effect_set_impacts (effect, impacts);
  add_control (assessment, "press", 1, 1, effect);
  result = simulate (assessment, RISKCTX_SIMULATION_METHOD_EXACT, NULL);
  ck_assert_double_eq (
    mean_of (riskctx_loss_result_get_by_impact (result, RISKCTX_RISK_CATEGORY_SOCIAL)), 0);
  check_mean (riskctx_loss_result_get_total (result), LEAK_MEAN - 7.5 + FLOOD_MEAN);
}
END_TEST

START_TEST (an_effect_is_limited_to_its_loss_form)
{
  g_autoptr(RiskctxAssessment) assessment = make_assessment (FALSE);
  RiskctxEffect *effect = make_effect (RISKCTX_EFFECT_TARGET_MAGNITUDE, "flood", 1);
  g_autoptr(RiskctxLossResult) result = NULL;

  riskctx_effect_set_loss_form (effect, RISKCTX_LOSS_FORM_REPUTATION);
  add_control (assessment, "other", 1, 1, effect);
  result = simulate (assessment, RISKCTX_SIMULATION_METHOD_EXACT, NULL);
  check_mean (riskctx_loss_result_get_total (result), LEAK_MEAN + FLOOD_MEAN);
}
END_TEST

START_TEST (frequency_models)
{
  static const struct { RiskctxFrequencyModel model; double variance; } models[] = {
    { RISKCTX_FREQUENCY_MODEL_POISSON, 0.5 },
    { RISKCTX_FREQUENCY_MODEL_NEGATIVE_BINOMIAL, 0.5 + 0.25 / 2 },
    { RISKCTX_FREQUENCY_MODEL_BINOMIAL, 0.5 * (1 - 0.1) }, /* 5 trials with 0.1 each */
    { RISKCTX_FREQUENCY_MODEL_BERNOULLI, 0.25 },
  };
  g_autoptr(RiskctxAssessment) assessment = riskctx_assessment_new (NULL);
  g_autoptr(RiskctxRisk) risk = make_risk ("r", RISKCTX_RISK_CATEGORY_SYSTEM, models[_i].model,
                                           0.5);
  g_autoptr(RiskctxLossResult) result = NULL;

  add_consequence (risk, make_consequence (NULL, RISKCTX_RISK_CATEGORY_SYSTEM, 10, 1));
  riskctx_risk_set_dispersion (risk, 2);
  riskctx_risk_set_trials (risk, 5);
  riskctx_item_list_append (riskctx_assessment_get_risks (assessment), RISKCTX_ITEM (risk));
  result = simulate (assessment, RISKCTX_SIMULATION_METHOD_EXACT, NULL);
  check_mean (riskctx_loss_result_get_total (result), 5);
  riskctx_check_close (riskctx_loss_figure_get_sd (riskctx_loss_result_get_total (result), NULL),
                       10 * sqrt (models[_i].variance), 1e-9);
}
END_TEST

START_TEST (insurance_and_vulnerability)
{
  g_autoptr(RiskctxAssessment) assessment = make_assessment (FALSE);
  RiskctxRisk *flood = RISKCTX_RISK (riskctx_item_list_find (
    riskctx_assessment_get_risks (assessment), "flood"));
  g_autoptr(RiskctxEstimate) half = riskctx_estimate_new_fixed (0.5);
  g_autoptr(RiskctxLossResult) result = NULL;

  /* of 1000 insurance pays 0.9 of what lies between 100 and 700 */
  riskctx_risk_set_vulnerability (flood, half);
  riskctx_risk_set_deductible (flood, 100);
  riskctx_risk_set_insurance_limit (flood, 600);
  riskctx_risk_set_insured_share (flood, 0.9);
  result = simulate (assessment, RISKCTX_SIMULATION_METHOD_AUTO, NULL);
  check_mean (riskctx_loss_result_get_by_risk (result, "flood", NULL), 0.1 * (1000 - 0.9 * 600));
}
END_TEST

static char *
json_of (RiskctxAssessment      *assessment,
         RiskctxSimulationMethod method,
         guint                   threads)
{
  g_autoptr(RiskctxSimulation) simulation = riskctx_simulation_new (assessment);
  g_autoptr(RiskctxLossResult) result = NULL;
  g_autoptr(JsonNode) json = NULL;
  g_autoptr(GError) error = NULL;

  riskctx_simulation_set_method (simulation, method);
  riskctx_simulation_set_threads (simulation, threads);
  riskctx_simulation_set_trials (simulation, 20000);
  riskctx_simulation_set_cross_check (simulation, TRUE);
  result = riskctx_simulation_run (simulation, NULL, &error);
  ck_assert_msg (error == NULL, "%s", error != NULL ? error->message : "");
  json = riskctx_loss_result_to_json (result);
  return json_to_string (json, FALSE);
}

START_TEST (same_bytes_for_threads_and_order)
{
  const RiskctxSimulationMethod method = (RiskctxSimulationMethod) _i;
  g_autoptr(RiskctxAssessment) assessment = make_assessment (FALSE);
  g_autoptr(RiskctxAssessment) reversed = make_assessment (TRUE);
  g_autofree char *one = json_of (assessment, method, 1);
  g_autofree char *two = json_of (assessment, method, 2);
  g_autofree char *other = json_of (reversed, method, 2);

  ck_assert_str_eq (one, two);
  ck_assert_str_eq (one, other);
  ck_assert (!g_regex_match_simple (NOT_A_NUMBER, one, 0, 0));
  ck_assert_ptr_nonnull (strstr (one, "cross_check"));
}
END_TEST

START_TEST (another_seed_is_another_sample)
{
  g_autoptr(RiskctxAssessment) assessment = make_assessment (FALSE);
  g_autoptr(RiskctxSimulation) simulation = riskctx_simulation_new (assessment);
  double means[2];

  riskctx_simulation_set_method (simulation, RISKCTX_SIMULATION_METHOD_MONTE_CARLO);
  riskctx_simulation_set_trials (simulation, 5000);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr(RiskctxLossResult) result = NULL;

      riskctx_simulation_set_seed (simulation, 10 + i);
      result = riskctx_simulation_run (simulation, NULL, NULL);
      ck_assert_uint_eq (riskctx_loss_result_get_seed (result), 10 + i);
      means[i] = mean_of (riskctx_loss_result_get_total (result));
    }
  ck_assert_double_ne (means[0], means[1]);
}
END_TEST

START_TEST (both_methods_agree)
{
  g_autoptr(RiskctxAssessment) assessment = make_assessment (FALSE);
  g_autoptr(RiskctxSimulation) simulation = riskctx_simulation_new (assessment);
  g_autoptr(RiskctxLossResult) result = NULL;
  g_autoptr(RiskctxFigure) distance = NULL;
  g_autoptr(RiskctxFigure) none = NULL;

  riskctx_simulation_set_cross_check (simulation, TRUE);
  result = riskctx_simulation_run (simulation, NULL, NULL);
  ck_assert_ptr_nonnull (riskctx_loss_result_get_cross_check (result));
  ck_assert_int_ne (riskctx_loss_result_get_method (result),
                    riskctx_loss_result_get_method (riskctx_loss_result_get_cross_check (result)));
  distance = riskctx_loss_result_dup_distance (result, RISKCTX_RISK_MEASURE_MEAN, 0);
  ck_assert (riskctx_figure_is_defined (distance));
  ck_assert_double_gt (riskctx_figure_get_value (distance, NULL), 0);
  ck_assert_double_lt (riskctx_figure_get_value (distance, NULL), 0.03);
  ck_assert_uint_eq (riskctx_figure_get_n_inputs (distance), 2);

  none = riskctx_loss_result_dup_distance (riskctx_loss_result_get_cross_check (result),
                                           RISKCTX_RISK_MEASURE_MEAN, 0);
  ck_assert (!riskctx_figure_is_defined (none));
}
END_TEST

START_TEST (samples_are_the_years_of_the_figures)
{
  g_autoptr(RiskctxAssessment) assessment = make_assessment (FALSE);
  g_autoptr(RiskctxSimulation) simulation = riskctx_simulation_new (assessment);
  g_autoptr(RiskctxLossResult) result = NULL;
  g_autoptr(GBytes) total = NULL;
  g_autoptr(GBytes) leak = NULL;
  g_autoptr(GBytes) flood = NULL;
  const double *sum, *one, *other;
  gsize size;
  double mean = 0;

  riskctx_simulation_set_method (simulation, RISKCTX_SIMULATION_METHOD_MONTE_CARLO);
  riskctx_simulation_set_trials (simulation, 5000);
  riskctx_simulation_set_keep_samples (simulation, TRUE);
  result = riskctx_simulation_run (simulation, NULL, NULL);
  total = riskctx_loss_figure_get_samples (riskctx_loss_result_get_total (result));
  leak = riskctx_loss_figure_get_samples (riskctx_loss_result_get_by_risk (result, "leak", NULL));
  flood = riskctx_loss_figure_get_samples (riskctx_loss_result_get_by_risk (result, "flood", NULL));
  mean = mean_of (riskctx_loss_result_get_total (result));
  g_clear_object (&result); /* the samples live on */

  sum = g_bytes_get_data (total, &size);
  ck_assert_uint_eq (size, 5000 * sizeof (double));
  one = g_bytes_get_data (leak, NULL);
  other = g_bytes_get_data (flood, NULL);
  for (guint i = 0; i < 5000; i++)
    {
      ck_assert_double_eq (sum[i], one[i] + other[i]);
      mean -= sum[i] / 5000;
    }
  ck_assert_double_eq_tol (mean, 0, 1e-6);
}
END_TEST

START_TEST (curves_fall)
{
  g_autoptr(RiskctxAssessment) assessment = make_assessment (FALSE);
  g_autoptr(RiskctxLossResult) result
    = simulate (assessment, RISKCTX_SIMULATION_METHOD_MONTE_CARLO, NULL);
  const RiskctxLossCurve which = _i == 0 ? RISKCTX_LOSS_CURVE_ANNUAL : RISKCTX_LOSS_CURVE_LARGEST;
  g_autoptr(GBytes) curve
    = riskctx_loss_figure_get_curve (riskctx_loss_result_get_total (result), which);
  gsize size;
  const double *points = g_bytes_get_data (curve, &size);
  const gsize n = size / (2 * sizeof (double));

  ck_assert_uint_gt (n, 2);
  for (gsize i = 1; i < n; i++)
    {
      ck_assert_double_gt (points[2 * i], points[2 * i - 2]);
      ck_assert_double_le (points[2 * i + 1], points[2 * i - 1]);
    }
}
END_TEST

START_TEST (levels_of_the_criteria_are_found)
{
  g_autoptr(RiskctxAssessment) assessment = make_assessment (FALSE);
  g_autoptr(RiskctxCriteria) criteria = riskctx_criteria_new (NULL);
  g_autoptr(RiskctxCurvePoint) point = riskctx_curve_point_new (NULL);
  g_autoptr(RiskctxLossResult) result = NULL;
  g_autoptr(GError) error = NULL;

  riskctx_curve_point_set_probability (point, 0.07);
  riskctx_curve_point_set_loss (point, 500);
  riskctx_item_list_append (riskctx_criteria_get_curve (criteria), RISKCTX_ITEM (point));
  riskctx_assessment_set_criteria (assessment, criteria);
  result = simulate (assessment, RISKCTX_SIMULATION_METHOD_EXACT, NULL);
  ck_assert_double_gt (
    riskctx_loss_figure_get_quantile (riskctx_loss_result_get_total (result), 0.93, &error), 0);
  ck_assert_ptr_null (error);
  riskctx_loss_figure_get_quantile (riskctx_loss_result_get_total (result), 0.931, &error);
  riskctx_check_error (error, RISKCTX_ERROR, RISKCTX_ERROR_UNDEFINED);
}
END_TEST

START_TEST (probabilities_are_checked)
{
  g_autoptr(RiskctxAssessment) assessment = make_assessment (FALSE);
  g_autoptr(RiskctxSimulation) simulation = riskctx_simulation_new (assessment);
  g_autoptr(GError) error = NULL;
  const double good[] = { 0.999, 0.3 }, bad[] = { 0.3, 1 };
  guint n;
  g_autofree double *levels = NULL;

  ck_assert (riskctx_simulation_set_probabilities (simulation, good, 2, &error));
  levels = riskctx_simulation_dup_probabilities (simulation, &n);
  ck_assert_uint_eq (n, 3); /* and the level of the tail */
  ck_assert_double_eq (levels[0], 0.3);
  ck_assert_double_eq (levels[1], 0.99);
  ck_assert_double_eq (levels[2], 0.999);
  ck_assert (!riskctx_simulation_set_probabilities (simulation, bad, 2, &error));
  riskctx_check_error (error, RISKCTX_ERROR, RISKCTX_ERROR_INVALID);
}
END_TEST

START_TEST (infinite_means_have_a_reason)
{
  g_autoptr(RiskctxAssessment) assessment = make_assessment (FALSE);
  g_autoptr(RiskctxEstimate) heavy = riskctx_estimate_new_lomax (0.8, 10, NULL);
  g_autoptr(RiskctxRisk) risk = make_risk ("heavy", RISKCTX_RISK_CATEGORY_ECONOMIC,
                                           RISKCTX_FREQUENCY_MODEL_POISSON, 1);
  RiskctxConsequence *consequence = make_consequence (NULL, RISKCTX_RISK_CATEGORY_ECONOMIC, 1, 1);
  g_autoptr(RiskctxLossResult) result = NULL;
  g_autoptr(RiskctxFigure) mean = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonNode) json = NULL;
  g_autofree char *text = NULL;

  riskctx_consequence_set_magnitude (consequence, heavy);
  add_consequence (risk, consequence);
  riskctx_item_list_append (riskctx_assessment_get_risks (assessment), RISKCTX_ITEM (risk));
  result = simulate (assessment, RISKCTX_SIMULATION_METHOD_MONTE_CARLO, NULL);
  mean = riskctx_loss_figure_dup_mean (riskctx_loss_result_get_total (result));
  ck_assert (!riskctx_figure_is_defined (mean));
  ck_assert (riskctx_text_has (riskctx_figure_get_reason (mean), "ja"));
  ck_assert_double_eq (
    riskctx_loss_figure_get_mean (riskctx_loss_result_get_total (result), &error), 0);
  riskctx_check_error (error, RISKCTX_ERROR, RISKCTX_ERROR_UNDEFINED);
  /* what does not depend on it is still there */
  check_mean (riskctx_loss_result_get_by_risk (result, "flood", NULL), FLOOD_MEAN);
  ck_assert_double_gt (
    riskctx_loss_figure_get_quantile (riskctx_loss_result_get_total (result), 0.99, NULL), 0);
  json = riskctx_loss_result_to_json (result);
  text = json_to_string (json, FALSE);
  ck_assert (!g_regex_match_simple (NOT_A_NUMBER, text, 0, 0));
}
END_TEST

START_TEST (mistakes_are_named)
{
  g_autoptr(RiskctxAssessment) assessment = make_assessment (FALSE);
  g_autoptr(RiskctxSimulation) simulation = riskctx_simulation_new (assessment);
  const char *const misspelled[] = { "secur", NULL };
  const char *const exclusive[] = { "secure", "close", NULL };
  g_autoptr(GError) error = NULL;

  riskctx_simulation_set_options (simulation, misspelled);
  ck_assert_ptr_null (riskctx_simulation_run (simulation, NULL, &error));
  riskctx_check_error (error, RISKCTX_ERROR, RISKCTX_ERROR_NOT_FOUND);
  ck_assert_ptr_nonnull (strstr (error->message, "“secure”"));
  g_clear_error (&error);

  riskctx_simulation_set_options (simulation, exclusive);
  ck_assert_ptr_null (riskctx_simulation_run (simulation, NULL, &error));
  riskctx_check_error (error, RISKCTX_ERROR, RISKCTX_ERROR_INVALID);
  ck_assert_ptr_nonnull (strstr (error->message, "RCX-E0412"));
}
END_TEST

START_TEST (a_rate_that_cannot_be_names_the_risk)
{
  g_autoptr(RiskctxAssessment) assessment = make_assessment (FALSE);
  RiskctxRisk *flood = RISKCTX_RISK (riskctx_item_list_find (
    riskctx_assessment_get_risks (assessment), "flood"));
  g_autoptr(RiskctxEstimate) twice = riskctx_estimate_new_fixed (2);
  g_autoptr(RiskctxSimulation) simulation = riskctx_simulation_new (assessment);
  g_autoptr(GError) error = NULL;

  riskctx_risk_set_frequency (flood, twice); /* at most once a year */
  ck_assert_ptr_null (riskctx_simulation_run (simulation, NULL, &error));
  riskctx_check_error (error, RISKCTX_ERROR, RISKCTX_ERROR_INVALID);
  ck_assert_ptr_nonnull (strstr (error->message, "“flood”"));
}
END_TEST

typedef struct
{
  GMainLoop         *loop;
  RiskctxLossResult *result;
  GError            *error;
  guint              notified;
  GThread           *thread;
} Waiting;

static void
on_progress (RiskctxSimulation *simulation,
             GParamSpec        *pspec,
             Waiting           *waiting)
{
  ck_assert_ptr_eq (g_thread_self (), waiting->thread);
  waiting->notified++;
}

static void
on_done (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  Waiting *waiting = user_data;

  waiting->result = riskctx_simulation_run_finish (RISKCTX_SIMULATION (object), result,
                                                   &waiting->error);
  g_main_loop_quit (waiting->loop);
}

static Waiting
run_async (RiskctxSimulation *simulation,
           GCancellable      *cancellable)
{
  g_autoptr(GMainContext) context = g_main_context_new ();
  Waiting waiting = { g_main_loop_new (context, FALSE), NULL, NULL, 0, g_thread_self () };
  gulong handler = g_signal_connect (simulation, "notify::progress", G_CALLBACK (on_progress),
                                     &waiting);

  g_main_context_push_thread_default (context);
  riskctx_simulation_run_async (simulation, cancellable, on_done, &waiting);
  g_main_loop_run (waiting.loop);
  g_main_context_pop_thread_default (context);
  g_signal_handler_disconnect (simulation, handler);
  g_main_loop_unref (waiting.loop);
  return waiting;
}

START_TEST (asynchronous_runs_give_the_same)
{
  g_autoptr(RiskctxAssessment) assessment = make_assessment (FALSE);
  g_autoptr(RiskctxSimulation) simulation = riskctx_simulation_new (assessment);
  g_autoptr(RiskctxLossResult) result = NULL;
  Waiting waiting;

  riskctx_simulation_set_method (simulation, RISKCTX_SIMULATION_METHOD_MONTE_CARLO);
  riskctx_simulation_set_trials (simulation, 20000);
  result = riskctx_simulation_run (simulation, NULL, NULL);
  waiting = run_async (simulation, NULL);
  ck_assert_ptr_nonnull (waiting.result);
  ck_assert_double_eq (mean_of (riskctx_loss_result_get_total (result)),
                       mean_of (riskctx_loss_result_get_total (waiting.result)));
  ck_assert_uint_ge (waiting.notified, 1);
  ck_assert_double_eq (riskctx_simulation_get_progress (simulation), 1);
  riskctx_check_finalized (waiting.result);
}
END_TEST

START_TEST (asynchronous_mistakes_are_reported)
{
  g_autoptr(RiskctxAssessment) assessment = make_assessment (FALSE);
  g_autoptr(RiskctxSimulation) simulation = riskctx_simulation_new (assessment);
  const char *const none_such[] = { "nothing", NULL };
  Waiting waiting;

  riskctx_simulation_set_options (simulation, none_such);
  waiting = run_async (simulation, NULL);
  ck_assert_ptr_null (waiting.result);
  riskctx_check_error (waiting.error, RISKCTX_ERROR, RISKCTX_ERROR_NOT_FOUND);
  g_error_free (waiting.error);
}
END_TEST

START_TEST (cancelled_before_it_begins)
{
  g_autoptr(RiskctxAssessment) assessment = make_assessment (FALSE);
  g_autoptr(RiskctxSimulation) simulation = riskctx_simulation_new (assessment);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;
  Waiting waiting;

  g_cancellable_cancel (cancellable);
  ck_assert_ptr_null (riskctx_simulation_run (simulation, cancellable, &error));
  riskctx_check_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  waiting = run_async (simulation, cancellable);
  ck_assert_ptr_null (waiting.result);
  riskctx_check_error (waiting.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_error_free (waiting.error);
}
END_TEST

static gpointer
cancel_soon (gpointer cancellable)
{
  g_usleep (20000);
  g_cancellable_cancel (cancellable);
  return NULL;
}

START_TEST (cancelled_while_it_runs)
{
  g_autoptr(RiskctxAssessment) assessment = make_assessment (FALSE);
  g_autoptr(RiskctxSimulation) simulation = riskctx_simulation_new (assessment);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;
  GThread *thread;

  /* minutes of work */
  riskctx_simulation_set_method (simulation, RISKCTX_SIMULATION_METHOD_MONTE_CARLO);
  riskctx_simulation_set_curve_points (simulation, 0);
  riskctx_simulation_set_trials (simulation, 40000000);
  thread = g_thread_new ("cancel", cancel_soon, cancellable);
  ck_assert_ptr_null (riskctx_simulation_run (simulation, cancellable, &error));
  riskctx_check_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  ck_assert_double_eq (riskctx_simulation_get_progress (simulation), 0);
  g_thread_join (thread);
}
END_TEST

START_TEST (nothing_at_all_costs_nothing)
{
  g_autoptr(RiskctxAssessment) assessment = riskctx_assessment_new (NULL);
  g_autoptr(RiskctxLossResult) result
    = simulate (assessment, (RiskctxSimulationMethod) _i, NULL);

  ck_assert_double_eq (mean_of (riskctx_loss_result_get_total (result)), 0);
  ck_assert (riskctx_loss_figure_is_empty (riskctx_loss_result_get_total (result)));
  ck_assert_uint_eq (g_list_model_get_n_items (riskctx_loss_result_get_risks (result)), 0);
}
END_TEST

START_TEST (nothing_is_kept_alive)
{
  RiskctxAssessment *assessment = make_assessment (FALSE);
  RiskctxSimulation *simulation = riskctx_simulation_new (assessment);
  RiskctxLossResult *result = riskctx_simulation_run (simulation, NULL, NULL);

  riskctx_check_finalized (simulation);
  riskctx_check_finalized (assessment);
  riskctx_check_finalized (result);
}
END_TEST

START_TEST (risks_are_found_by_id)
{
  g_autoptr(RiskctxAssessment) assessment = make_assessment (FALSE);
  g_autoptr(RiskctxLossResult) result = simulate (assessment, RISKCTX_SIMULATION_METHOD_AUTO, NULL);
  g_autoptr(RiskctxLossFigure) first
    = g_list_model_get_item (riskctx_loss_result_get_risks (result), 0);
  g_autoptr(GError) error = NULL;
  g_autofree char *method = riskctx_loss_result_describe_method (result, "ja");

  riskctx_check_str (riskctx_loss_figure_get_id (first), "flood");
  ck_assert_int_eq (riskctx_loss_figure_get_category (first), RISKCTX_RISK_CATEGORY_DISASTER);
  ck_assert_ptr_null (riskctx_loss_result_get_by_risk (result, "fire", &error));
  riskctx_check_error (error, RISKCTX_ERROR, RISKCTX_ERROR_NOT_FOUND);
  ck_assert_ptr_nonnull (strstr (method, "独立"));
}
END_TEST

static Suite *
simulation_suite (void)
{
  Suite *suite = suite_create ("simulation");
  TCase *tc = tcase_create ("figures");

  tcase_add_loop_test (tc, closed_forms_by_both_methods, 0, 2);
  tcase_add_test (tc, cause_effect_table);
  tcase_add_test (tc, contributions_add_up_to_the_tail_mean);
  tcase_add_test (tc, both_methods_agree);
  tcase_add_test (tc, samples_are_the_years_of_the_figures);
  tcase_add_loop_test (tc, curves_fall, 0, 2);
  tcase_add_test (tc, levels_of_the_criteria_are_found);
  tcase_add_test (tc, probabilities_are_checked);
  tcase_add_test (tc, infinite_means_have_a_reason);
  tcase_add_loop_test (tc, nothing_at_all_costs_nothing, 0, 3);
  tcase_add_test (tc, risks_are_found_by_id);
  suite_add_tcase (suite, tc);

  tc = tcase_create ("compile");
  tcase_add_test (tc, an_option_brings_its_measures);
  tcase_add_test (tc, a_measure_acts_as_far_as_it_is_in_place);
  tcase_add_test (tc, an_effect_is_limited_to_its_impacts);
  tcase_add_test (tc, an_effect_is_limited_to_its_loss_form);
  tcase_add_loop_test (tc, frequency_models, 0, 4);
  tcase_add_test (tc, insurance_and_vulnerability);
  tcase_add_test (tc, mistakes_are_named);
  tcase_add_test (tc, a_rate_that_cannot_be_names_the_risk);
  suite_add_tcase (suite, tc);

  tc = tcase_create ("reproducible");
  tcase_add_loop_test (tc, same_bytes_for_threads_and_order, 0, 3);
  tcase_add_test (tc, another_seed_is_another_sample);
  suite_add_tcase (suite, tc);

  tc = tcase_create ("run");
  tcase_add_test (tc, asynchronous_runs_give_the_same);
  tcase_add_test (tc, asynchronous_mistakes_are_reported);
  tcase_add_test (tc, cancelled_before_it_begins);
  tcase_add_test (tc, cancelled_while_it_runs);
  tcase_add_test (tc, nothing_is_kept_alive);
  suite_add_tcase (suite, tc);
  return suite;
}

RISKCTX_CHECK_MAIN (simulation_suite)
