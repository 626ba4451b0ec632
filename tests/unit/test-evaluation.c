/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <math.h>
#include <riskctx.h>
#include <string.h>

#include "riskctx-check.h"

/* Risks that cost exactly their mean, so that every figure is known. */
static void
add_risk (RiskctxAssessment  *assessment,
          RiskctxRiskCategory category,
          double              loss)
{
  g_autofree char *id = g_strdup_printf ("r%d", (int) category);
  g_autoptr(RiskctxRisk) risk = riskctx_risk_new (id);
  g_autoptr(RiskctxConsequence) consequence = riskctx_consequence_new (NULL);
  g_autoptr(RiskctxEstimate) one = riskctx_estimate_new_fixed (1);
  g_autoptr(RiskctxEstimate) magnitude = riskctx_estimate_new_fixed (loss);

  riskctx_risk_set_category (risk, category);
  riskctx_risk_set_frequency (risk, one);
  riskctx_risk_set_frequency_model (risk, RISKCTX_FREQUENCY_MODEL_FIXED);
  riskctx_consequence_set_impact (consequence, category);
  riskctx_consequence_set_magnitude (consequence, magnitude);
  riskctx_item_list_append (riskctx_risk_get_consequences (risk), RISKCTX_ITEM (consequence));
  riskctx_item_list_append (riskctx_assessment_get_risks (assessment), RISKCTX_ITEM (risk));
}

static RiskctxCategory *
add_category (RiskctxAssessment  *assessment,
              RiskctxRiskCategory category,
              int                 impact,
              int                 likelihood)
{
  g_autofree char *id = g_strdup_printf ("c%d", (int) category);
  g_autoptr(RiskctxCategory) item = riskctx_category_new (id);

  riskctx_category_set_category (item, category);
  if (impact > 0)
    riskctx_category_set_impact_rating (item, impact);
  if (likelihood > 0)
    riskctx_category_set_likelihood_rating (item, likelihood);
  riskctx_item_list_append (riskctx_assessment_get_categories (assessment), RISKCTX_ITEM (item));
  return item;
}

/* Losses 10, 20 … 80 by category, so that system risk is the largest. */
static RiskctxAssessment *
make_assessment (void)
{
  RiskctxAssessment *assessment = riskctx_assessment_new (NULL);
  g_autoptr(RiskctxCriteria) criteria = riskctx_criteria_new (NULL);

  for (int i = 0; i < 8; i++)
    add_risk (assessment, (RiskctxRiskCategory) i, 10 * (i + 1));
  riskctx_assessment_set_criteria (assessment, criteria);
  return assessment;
}

static RiskctxEvaluation *
evaluate (RiskctxAssessment      *assessment,
          RiskctxSimulationMethod method)
{
  g_autoptr(RiskctxSimulation) simulation = riskctx_simulation_new (assessment);
  g_autoptr(RiskctxLossResult) result = NULL;
  g_autoptr(GError) error = NULL;

  riskctx_simulation_set_method (simulation, method);
  riskctx_simulation_set_trials (simulation, 20000);
  result = riskctx_simulation_run (simulation, NULL, &error);
  ck_assert_msg (error == NULL, "%s", error != NULL ? error->message : "");
  return riskctx_evaluation_new (assessment, result);
}

static void
add_limit (RiskctxAssessment *assessment,
           const char        *category,
           RiskctxRiskMeasure measure,
           double             level,
           double             amount)
{
  g_autoptr(RiskctxLimit) limit = riskctx_limit_new (NULL);

  riskctx_limit_set_category (limit, category);
  riskctx_limit_set_measure (limit, measure);
  riskctx_limit_set_level (limit, level);
  riskctx_limit_set_amount (limit, amount);
  riskctx_item_list_append (
    riskctx_criteria_get_limits (riskctx_assessment_get_criteria (assessment)),
    RISKCTX_ITEM (limit));
}

static void
add_point (RiskctxAssessment *assessment,
           double             loss,
           double             probability)
{
  g_autoptr(RiskctxCurvePoint) point = riskctx_curve_point_new (NULL);

  riskctx_curve_point_set_loss (point, loss);
  riskctx_curve_point_set_probability (point, probability);
  riskctx_item_list_append (
    riskctx_criteria_get_curve (riskctx_assessment_get_criteria (assessment)),
    RISKCTX_ITEM (point));
}

static RiskctxVerdict *
get_verdict (RiskctxEvaluation *evaluation,
             guint              position)
{
  return g_list_model_get_item (riskctx_evaluation_get_verdicts (evaluation), position);
}

START_TEST (limits_are_met_or_exceeded)
{
  g_autoptr(RiskctxAssessment) assessment = make_assessment ();
  g_autoptr(RiskctxEvaluation) evaluation = NULL;
  /* the total is 360, the system 80, disaster 20 */
  static const struct
  {
    const char        *category;
    RiskctxRiskMeasure measure;
    double             limit;
    RiskctxOutcome     outcome;
    double             excess;
  } rows[] = {
    { NULL, RISKCTX_RISK_MEASURE_MEAN, 400, RISKCTX_OUTCOME_MET, -40 },
    { NULL, RISKCTX_RISK_MEASURE_MEAN, 350, RISKCTX_OUTCOME_EXCEEDED, 10 },
    { NULL, RISKCTX_RISK_MEASURE_MEAN, 360, RISKCTX_OUTCOME_MET, 0 },
    { "c7", RISKCTX_RISK_MEASURE_QUANTILE, 79, RISKCTX_OUTCOME_EXCEEDED, 1 },
    { "c1", RISKCTX_RISK_MEASURE_TAIL_MEAN, 79, RISKCTX_OUTCOME_MET, -59 },
  };

  add_category (assessment, RISKCTX_RISK_CATEGORY_SYSTEM, 0, 0);
  add_category (assessment, RISKCTX_RISK_CATEGORY_DISASTER, 0, 0);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    add_limit (assessment, rows[i].category, rows[i].measure, 0.97, rows[i].limit);
  evaluation = evaluate (assessment, RISKCTX_SIMULATION_METHOD_MONTE_CARLO);
  ck_assert_uint_eq (g_list_model_get_n_items (riskctx_evaluation_get_verdicts (evaluation)), 5);
  ck_assert_uint_eq (riskctx_evaluation_get_n_exceeded (evaluation), 2);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(RiskctxVerdict) verdict = get_verdict (evaluation, i);

      ck_assert_int_eq (riskctx_verdict_get_outcome (verdict), rows[i].outcome);
      ck_assert_double_eq_tol (riskctx_verdict_get_excess (verdict), rows[i].excess, 1e-9);
      ck_assert_double_eq (riskctx_verdict_get_doubt (verdict), 0); /* nothing is random here */
      ck_assert_int_eq (riskctx_verdict_get_kind (verdict), RISKCTX_CRITERION_KIND_LIMIT);
      ck_assert_int_eq (riskctx_verdict_has_category (verdict), rows[i].category != NULL);
    }
}
END_TEST

START_TEST (points_of_the_curve)
{
  g_autoptr(RiskctxAssessment) assessment = make_assessment ();
  g_autoptr(RiskctxEvaluation) evaluation = NULL;
  g_autoptr(RiskctxVerdict) first = NULL;
  g_autoptr(RiskctxVerdict) second = NULL;
  g_autoptr(RiskctxVerdict) third = NULL;

  add_point (assessment, 300, 0.5);  /* 360 is exceeded never, 300 always */
  add_point (assessment, 400, 0.01);
  add_point (assessment, 100, 1);    /* says nothing */
  add_point (assessment, 1000, 0);   /* cannot be judged */
  evaluation = evaluate (assessment, RISKCTX_SIMULATION_METHOD_MONTE_CARLO);
  ck_assert_uint_eq (g_list_model_get_n_items (riskctx_evaluation_get_verdicts (evaluation)), 3);
  first = get_verdict (evaluation, 0);
  second = get_verdict (evaluation, 1);
  third = get_verdict (evaluation, 2);
  ck_assert_int_eq (riskctx_verdict_get_outcome (first), RISKCTX_OUTCOME_EXCEEDED);
  ck_assert_int_eq (riskctx_verdict_get_outcome (second), RISKCTX_OUTCOME_MET);
  ck_assert_int_eq (riskctx_verdict_get_outcome (third), RISKCTX_OUTCOME_UNDEFINED);
  ck_assert_double_eq_tol (riskctx_verdict_get_level (second), 0.99, 1e-12);
}
END_TEST

START_TEST (threshold_for_treatment)
{
  g_autoptr(RiskctxAssessment) assessment = make_assessment ();
  RiskctxCategory *quality;
  g_autoptr(RiskctxEvaluation) evaluation = NULL;

  riskctx_criteria_set_treatment_threshold (riskctx_assessment_get_criteria (assessment), 60);
  quality = add_category (assessment, RISKCTX_RISK_CATEGORY_QUALITY, 0, 0);
  riskctx_category_set_applicable (quality, FALSE);
  evaluation = evaluate (assessment, RISKCTX_SIMULATION_METHOD_MONTE_CARLO);
  /* political (60) and system (80) reach it; quality (70) does not apply */
  ck_assert_uint_eq (riskctx_evaluation_get_n_exceeded (evaluation), 2);
  ck_assert_uint_eq (g_list_model_get_n_items (riskctx_evaluation_get_verdicts (evaluation)), 7);
  ck_assert (riskctx_ranked_category_get_treat (
    riskctx_evaluation_get_category (evaluation, RISKCTX_RISK_CATEGORY_POLITICAL)));
  ck_assert (!riskctx_ranked_category_get_treat (
    riskctx_evaluation_get_category (evaluation, RISKCTX_RISK_CATEGORY_ECONOMIC)));
  ck_assert (!riskctx_ranked_category_get_treat (
    riskctx_evaluation_get_category (evaluation, RISKCTX_RISK_CATEGORY_QUALITY)));
}
END_TEST

START_TEST (doubt_follows_from_the_error)
{
  g_autoptr(RiskctxAssessment) assessment = riskctx_assessment_new (NULL);
  g_autoptr(RiskctxCriteria) criteria = riskctx_criteria_new (NULL);
  g_autoptr(RiskctxEvaluation) first = NULL;
  g_autoptr(RiskctxEvaluation) second = NULL;
  g_autoptr(RiskctxVerdict) close = NULL;
  g_autoptr(RiskctxVerdict) clear = NULL;
  RiskctxRisk *risk;
  RiskctxFigure *figure;
  double value, error;
  g_autofree char *sentence = NULL;

  add_risk (assessment, RISKCTX_RISK_CATEGORY_SYSTEM, 100);
  risk = RISKCTX_RISK (riskctx_item_list_find (riskctx_assessment_get_risks (assessment), "r7"));
  riskctx_risk_set_frequency_model (risk, RISKCTX_FREQUENCY_MODEL_POISSON);
  riskctx_assessment_set_criteria (assessment, criteria);
  add_limit (assessment, NULL, RISKCTX_RISK_MEASURE_MEAN, 0, 100);
  first = evaluate (assessment, RISKCTX_SIMULATION_METHOD_MONTE_CARLO);
  close = get_verdict (first, 0);
  figure = riskctx_verdict_get_figure (close);
  value = riskctx_figure_get_value (figure, NULL);
  error = riskctx_figure_get_error (figure);
  /* the normal law's tail, from the definition of erfc */
  ck_assert_double_eq_tol (riskctx_verdict_get_doubt (close),
                           0.5 * erfc (fabs (value - 100) / error / sqrt (2)), 1e-12);
  ck_assert_double_gt (riskctx_verdict_get_doubt (close), 0);
  sentence = riskctx_verdict_describe (close, "ja");
  ck_assert_ptr_nonnull (strstr (sentence, "全体"));

  riskctx_limit_set_amount (RISKCTX_LIMIT (riskctx_verdict_get_item (close)), value + 2 * error);
  second = evaluate (assessment, RISKCTX_SIMULATION_METHOD_MONTE_CARLO);
  clear = get_verdict (second, 0);
  ck_assert_double_eq_tol (riskctx_verdict_get_doubt (clear), 0.0227501319, 1e-9);
}
END_TEST

START_TEST (categories_are_ranked)
{
  g_autoptr(RiskctxAssessment) assessment = make_assessment ();
  g_autoptr(RiskctxEvaluation) evaluation = NULL;
  GListModel *ranking;
  RiskctxCategory *none;

  add_category (assessment, RISKCTX_RISK_CATEGORY_FINANCIAL, 5, 5);
  add_category (assessment, RISKCTX_RISK_CATEGORY_SYSTEM, 4, 5);
  add_category (assessment, RISKCTX_RISK_CATEGORY_SOCIAL, 5, 4);
  none = add_category (assessment, RISKCTX_RISK_CATEGORY_QUALITY, 5, 5);
  riskctx_category_set_applicable (none, FALSE);
  evaluation = evaluate (assessment, RISKCTX_SIMULATION_METHOD_MONTE_CARLO);
  ranking = riskctx_evaluation_get_ranking (evaluation);
  ck_assert_uint_eq (g_list_model_get_n_items (ranking), 8);
  for (guint i = 0; i < 8; i++)
    {
      static const RiskctxRiskCategory order[] = { 7, 5, 4, 3, 2, 1, 0, 6 };
      g_autoptr(RiskctxRankedCategory) ranked = g_list_model_get_item (ranking, i);

      ck_assert_int_eq (riskctx_ranked_category_get_category (ranked), order[i]);
      ck_assert_uint_eq (riskctx_ranked_category_get_money_rank (ranked), i < 7 ? i + 1 : 0);
    }
  ck_assert_uint_eq (riskctx_ranked_category_get_rating_rank (
    riskctx_evaluation_get_category (evaluation, RISKCTX_RISK_CATEGORY_FINANCIAL)), 1);
  ck_assert_uint_eq (riskctx_ranked_category_get_rating_rank (
    riskctx_evaluation_get_category (evaluation, RISKCTX_RISK_CATEGORY_SYSTEM)), 2);
  ck_assert_uint_eq (riskctx_ranked_category_get_rating_rank (
    riskctx_evaluation_get_category (evaluation, RISKCTX_RISK_CATEGORY_SOCIAL)), 2);
  ck_assert_uint_eq (riskctx_ranked_category_get_rating_rank (
    riskctx_evaluation_get_category (evaluation, RISKCTX_RISK_CATEGORY_DISASTER)), 0);
}
END_TEST

/* Of 10 … 80 by money: the others of a category with (i + 1) · 10 */
static const struct
{
  const char         *name;
  RiskctxRiskCategory category;
  RiskctxComparison   comparison;
  guint               top_n;
  gboolean            holds;
  double              reference;
  guint               rank;
} comparisons[] = {
  { "the largest", RISKCTX_RISK_CATEGORY_SYSTEM, RISKCTX_COMPARISON_MAX, 3, TRUE, 70, 1 },
  { "the second", RISKCTX_RISK_CATEGORY_QUALITY, RISKCTX_COMPARISON_MAX, 3, FALSE, 80, 2 },
  /* others 10 20 30 50 60 70 80: median 50 */
  { "below the median", RISKCTX_RISK_CATEGORY_SOCIAL, RISKCTX_COMPARISON_MEDIAN, 3, FALSE, 50, 5 },
  /* others 10 20 30 40 60 70 80: median 40 */
  { "above the median", RISKCTX_RISK_CATEGORY_ECONOMIC, RISKCTX_COMPARISON_MEDIAN, 3, TRUE, 40, 4 },
  { "above the median, not among three", RISKCTX_RISK_CATEGORY_ECONOMIC,
    RISKCTX_COMPARISON_MEDIAN_TOP_N, 3, FALSE, 40, 4 },
  { "above the median, among four", RISKCTX_RISK_CATEGORY_ECONOMIC,
    RISKCTX_COMPARISON_MEDIAN_TOP_N, 4, TRUE, 40, 4 },
  { "among the largest, below the median", RISKCTX_RISK_CATEGORY_SOCIAL,
    RISKCTX_COMPARISON_MEDIAN_TOP_N, 8, FALSE, 50, 5 },
  { "among five", RISKCTX_RISK_CATEGORY_SOCIAL, RISKCTX_COMPARISON_TOP_N, 5, TRUE, 50, 5 },
  { "not among four", RISKCTX_RISK_CATEGORY_SOCIAL, RISKCTX_COMPARISON_TOP_N, 4, FALSE, 50, 5 },
  /* (360 - 50) / 7 = 44.29 */
  { "above the mean", RISKCTX_RISK_CATEGORY_ECONOMIC, RISKCTX_COMPARISON_MEAN, 3, TRUE,
    310.0 / 7, 4 },
  { "below the mean", RISKCTX_RISK_CATEGORY_SOCIAL, RISKCTX_COMPARISON_MEAN, 3, FALSE, 320.0 / 7,
    5 },
};

START_TEST (dominance_by_money)
{
  g_autoptr(RiskctxAssessment) assessment = make_assessment ();
  g_autoptr(RiskctxEvaluation) evaluation
    = evaluate (assessment, RISKCTX_SIMULATION_METHOD_MONTE_CARLO);
  g_autoptr(RiskctxDominance) dominance
    = riskctx_evaluation_compare (evaluation, comparisons[_i].category, RISKCTX_YARDSTICK_MONEY,
                                  comparisons[_i].comparison, comparisons[_i].top_n);
  g_autofree char *sentence = riskctx_dominance_describe (dominance, "en");

  ck_assert (riskctx_dominance_is_defined (dominance));
  ck_assert_msg (riskctx_dominance_get_holds (dominance) == comparisons[_i].holds, "%s",
                 comparisons[_i].name);
  ck_assert_double_eq_tol (riskctx_figure_get_value (riskctx_dominance_get_reference (dominance),
                                                     NULL), comparisons[_i].reference, 1e-9);
  ck_assert_uint_eq (riskctx_dominance_get_rank (dominance), comparisons[_i].rank);
  ck_assert_msg ((strstr (sentence, "is not large") == NULL) == comparisons[_i].holds, "%s",
                 sentence);
}
END_TEST

START_TEST (dominance_by_rating)
{
  g_autoptr(RiskctxAssessment) assessment = make_assessment ();
  g_autoptr(RiskctxEvaluation) evaluation = NULL;
  g_autoptr(RiskctxDominance) dominance = NULL;
  g_autoptr(RiskctxDominance) unrated = NULL;

  add_category (assessment, RISKCTX_RISK_CATEGORY_FINANCIAL, 5, 5);
  add_category (assessment, RISKCTX_RISK_CATEGORY_SYSTEM, 4, 5);
  add_category (assessment, RISKCTX_RISK_CATEGORY_SOCIAL, 1, 4);
  add_category (assessment, RISKCTX_RISK_CATEGORY_QUALITY, 3, 0);
  evaluation = evaluate (assessment, RISKCTX_SIMULATION_METHOD_MONTE_CARLO);
  dominance = riskctx_evaluation_compare (evaluation, RISKCTX_RISK_CATEGORY_SYSTEM,
                                          RISKCTX_YARDSTICK_RATING,
                                          RISKCTX_COMPARISON_MEDIAN_TOP_N, 3);
  /* 20 against 25 and 4: median 14.5 */
  ck_assert (riskctx_dominance_get_holds (dominance));
  ck_assert_double_eq (riskctx_figure_get_value (riskctx_dominance_get_reference (dominance), NULL),
                       14.5);
  unrated = riskctx_evaluation_compare (evaluation, RISKCTX_RISK_CATEGORY_QUALITY,
                                        RISKCTX_YARDSTICK_RATING,
                                        RISKCTX_COMPARISON_MEDIAN_TOP_N, 3);
  ck_assert (!riskctx_dominance_is_defined (unrated));
  ck_assert (!riskctx_dominance_get_holds (unrated));
}
END_TEST

START_TEST (nothing_dominates_where_nothing_is_lost)
{
  g_autoptr(RiskctxAssessment) assessment = riskctx_assessment_new (NULL);
  g_autoptr(RiskctxEvaluation) evaluation
    = evaluate (assessment, RISKCTX_SIMULATION_METHOD_AUTO);
  g_autoptr(RiskctxDominance) dominance
    = riskctx_evaluation_compare (evaluation, RISKCTX_RISK_CATEGORY_SYSTEM, RISKCTX_YARDSTICK_MONEY,
                                  RISKCTX_COMPARISON_TOP_N, 3);
  g_autoptr(JsonNode) json = riskctx_evaluation_to_json (evaluation);
  g_autofree char *text = json_to_string (json, FALSE);

  ck_assert (!riskctx_dominance_get_holds (dominance));
  ck_assert_uint_eq (g_list_model_get_n_items (riskctx_evaluation_get_verdicts (evaluation)), 0);
  ck_assert (!g_regex_match_simple ("[:,\\[]-?(nan|inf)", text, 0, 0));
}
END_TEST

START_TEST (infinite_means_cannot_be_judged)
{
  g_autoptr(RiskctxAssessment) assessment = make_assessment ();
  g_autoptr(RiskctxEstimate) heavy = riskctx_estimate_new_lomax (0.9, 10, NULL);
  RiskctxRisk *risk = RISKCTX_RISK (riskctx_item_list_find (
    riskctx_assessment_get_risks (assessment), "r0"));
  g_autoptr(RiskctxConsequence) consequence
    = g_list_model_get_item (G_LIST_MODEL (riskctx_risk_get_consequences (risk)), 0);
  g_autoptr(RiskctxEvaluation) evaluation = NULL;
  g_autoptr(RiskctxVerdict) verdict = NULL;
  g_autoptr(RiskctxDominance) dominance = NULL;
  g_autofree char *sentence = NULL;

  riskctx_consequence_set_magnitude (consequence, heavy);
  add_limit (assessment, NULL, RISKCTX_RISK_MEASURE_MEAN, 0, 400);
  evaluation = evaluate (assessment, RISKCTX_SIMULATION_METHOD_MONTE_CARLO);
  verdict = get_verdict (evaluation, 0);
  ck_assert_int_eq (riskctx_verdict_get_outcome (verdict), RISKCTX_OUTCOME_UNDEFINED);
  ck_assert_uint_eq (riskctx_evaluation_get_n_exceeded (evaluation), 0);
  sentence = riskctx_verdict_describe (verdict, "en");
  ck_assert_ptr_nonnull (strstr (sentence, "infinite"));
  ck_assert_uint_eq (riskctx_ranked_category_get_money_rank (
    riskctx_evaluation_get_category (evaluation, RISKCTX_RISK_CATEGORY_FINANCIAL)), 1);
  dominance = riskctx_evaluation_compare (evaluation, RISKCTX_RISK_CATEGORY_SYSTEM,
                                          RISKCTX_YARDSTICK_MONEY, RISKCTX_COMPARISON_MAX, 3);
  ck_assert (!riskctx_dominance_is_defined (dominance));
}
END_TEST

START_TEST (nothing_is_kept_alive)
{
  RiskctxAssessment *assessment = make_assessment ();
  RiskctxEvaluation *evaluation;

  add_limit (assessment, NULL, RISKCTX_RISK_MEASURE_MEAN, 0, 400);
  add_category (assessment, RISKCTX_RISK_CATEGORY_SYSTEM, 1, 1);
  evaluation = evaluate (assessment, RISKCTX_SIMULATION_METHOD_AUTO);
  riskctx_check_finalized (evaluation);
  riskctx_check_finalized (assessment);
}
END_TEST

static Suite *
evaluation_suite (void)
{
  Suite *suite = suite_create ("evaluation");
  TCase *tc = tcase_create ("verdicts");

  tcase_add_test (tc, limits_are_met_or_exceeded);
  tcase_add_test (tc, points_of_the_curve);
  tcase_add_test (tc, threshold_for_treatment);
  tcase_add_test (tc, doubt_follows_from_the_error);
  tcase_add_test (tc, infinite_means_cannot_be_judged);
  suite_add_tcase (suite, tc);

  tc = tcase_create ("ranking");
  tcase_add_test (tc, categories_are_ranked);
  tcase_add_loop_test (tc, dominance_by_money, 0, G_N_ELEMENTS (comparisons));
  tcase_add_test (tc, dominance_by_rating);
  tcase_add_test (tc, nothing_dominates_where_nothing_is_lost);
  tcase_add_test (tc, nothing_is_kept_alive);
  suite_add_tcase (suite, tc);
  return suite;
}

RISKCTX_CHECK_MAIN (evaluation_suite)
