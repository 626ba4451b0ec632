/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <riskctx.h>
#include <string.h>

#include "bakery.h"

static RiskctxLossResult *
simulate (void)
{
  g_autoptr(RiskctxSimulation) simulation = riskctx_simulation_new (bakery);
  g_autoptr(GError) error = NULL;
  RiskctxLossResult *loss;

  riskctx_simulation_set_method (simulation, RISKCTX_SIMULATION_METHOD_EXACT);
  loss = riskctx_simulation_run (simulation, NULL, &error);
  ck_assert_msg (loss != NULL, "%s", error != NULL ? error->message : "no error");
  return loss;
}

static void
set_frequency (double value)
{
  g_autoptr(RiskctxEstimate) estimate = riskctx_estimate_new_fixed (value);

  riskctx_risk_set_frequency (get ("leak"), estimate);
}

static gboolean
holds (RiskctxGrounds *grounds,
       RiskctxGround   ground)
{
  return riskctx_ground_result_get_holds (riskctx_grounds_get_result (grounds, ground));
}

static const char *
say (RiskctxGrounds *grounds,
     RiskctxGround   ground,
     const char     *language)
{
  RiskctxGroundResult *result = riskctx_grounds_get_result (grounds, ground);

  return riskctx_text_get (riskctx_ground_result_get_justification (result), language);
}

START_TEST (strategy_needs_words_and_systems)
{
  g_autoptr(RiskctxGrounds) with = riskctx_grounds_new (bakery, NULL, NULL);
  g_autoptr(RiskctxGrounds) without_system = NULL;
  g_autoptr(RiskctxGrounds) without_words = NULL;
  const RiskctxGround ground = RISKCTX_GROUND_STRATEGIC_USE;

  ck_assert (holds (with, ground));
  riskctx_check_str (say (with, ground, "en"), "The strategy puts systems to use: Online shop.");
  riskctx_check_str (say (with, ground, "ja"),
                     "経営戦略としてシステムを利活用している: オンラインショップ。");

  riskctx_organization_set_strategic_components (get ("organization"), NULL);
  without_system = riskctx_grounds_new (bakery, NULL, NULL);
  ck_assert (!holds (without_system, ground));
  riskctx_check_str (say (without_system, ground, "en"),
                     "A strategy is stated, but it refers to no system.");

  riskctx_organization_set_strategic_components (get ("organization"),
                                                 (const char *[]) { "shop", NULL });
  riskctx_organization_set_strategy (get ("organization"), NULL);
  without_words = riskctx_grounds_new (bakery, NULL, NULL);
  ck_assert (!holds (without_words, ground));
}
END_TEST

START_TEST (strategy_shows_what_it_relies_on)
{
  g_autoptr(RiskctxGrounds) grounds = riskctx_grounds_new (bakery, NULL, NULL);
  GListModel *evidence = riskctx_ground_result_get_evidence (
    riskctx_grounds_get_result (grounds, RISKCTX_GROUND_STRATEGIC_USE));
  g_autoptr(RiskctxEvidence) organization = g_list_model_get_item (evidence, 0);
  g_autoptr(RiskctxEvidence) shop = g_list_model_get_item (evidence, 1);

  ck_assert_uint_eq (g_list_model_get_n_items (evidence), 2);
  riskctx_check_str (riskctx_evidence_get_id (organization), "organization");
  riskctx_check_str (riskctx_text_get (riskctx_evidence_get_text (organization), "en"),
                     "The online shop carries the growth");
  riskctx_check_str (riskctx_evidence_get_id (shop), "shop");
}
END_TEST

START_TEST (lowering_needs_a_link_and_a_benefit)
{
  const RiskctxGround ground = RISKCTX_GROUND_REDUCES_OTHER_RISK;
  /* 200,000 once and 50,000 a year: worth it at 300,000 a year, not at 60,000 */
  g_autoptr(RiskctxInvestmentPlan) good = plan_accounts (300000);
  g_autoptr(RiskctxInvestmentPlan) bad = plan_accounts (60000);
  g_autoptr(RiskctxGrounds) unlinked = riskctx_grounds_new (bakery, NULL, good);
  g_autoptr(RiskctxGrounds) unplanned = NULL;
  g_autoptr(RiskctxGrounds) worth = NULL;
  g_autoptr(RiskctxGrounds) not_worth = NULL;
  g_autoptr(RiskctxGrounds) not_applicable = NULL;

  ck_assert (!holds (unlinked, ground));

  riskctx_category_set_lowers (get ("system"), (const char *[]) { "quality", NULL });
  unplanned = riskctx_grounds_new (bakery, NULL, NULL);
  ck_assert (!holds (unplanned, ground));
  riskctx_check_str (
    say (unplanned, ground, "en"),
    "Systems lower Quality, but whether that is worth its cost has not been computed.");

  worth = riskctx_grounds_new (bakery, NULL, good);
  ck_assert_msg (holds (worth, ground), "%s", say (worth, ground, "en"));
  not_worth = riskctx_grounds_new (bakery, NULL, bad);
  ck_assert_msg (!holds (not_worth, ground), "%s", say (not_worth, ground, "en"));
  ck_assert_ptr_nonnull (strstr (say (not_worth, ground, "en"), "not worth its cost"));

  riskctx_category_set_applicable (get ("system"), FALSE);
  not_applicable = riskctx_grounds_new (bakery, NULL, good);
  ck_assert (!holds (not_applicable, ground));
}
END_TEST

START_TEST (lowering_waits_for_a_plan_that_has_run)
{
  g_autoptr(RiskctxInvestmentPlan) idle =
    riskctx_investment_plan_new (bakery, (const char *[]) { "accounts", NULL });
  g_autoptr(RiskctxGrounds) grounds = NULL;

  riskctx_category_set_lowers (get ("system"), (const char *[]) { "quality", NULL });
  grounds = riskctx_grounds_new (bakery, NULL, idle);
  ck_assert (!holds (grounds, RISKCTX_GROUND_REDUCES_OTHER_RISK));
}
END_TEST

static const struct
{
  RiskctxComparison comparison;
  gint64            top_n;
  double            frequency; /* times 4,000,000 is the expected loss of system risk */
  gboolean          holds;
} comparisons[] = {
  /* against 240,000, 200,000 and 100,000: median 200,000, mean 180,000 */
  { RISKCTX_COMPARISON_MEDIAN_TOP_N, 3, 0.1, TRUE },
  { RISKCTX_COMPARISON_MEDIAN_TOP_N, 3, 0.055, TRUE },
  { RISKCTX_COMPARISON_MEDIAN_TOP_N, 1, 0.055, FALSE },
  { RISKCTX_COMPARISON_MEDIAN_TOP_N, 3, 0.048, FALSE },
  { RISKCTX_COMPARISON_MEDIAN, 1, 0.055, TRUE },
  { RISKCTX_COMPARISON_MEDIAN, 1, 0.048, FALSE },
  { RISKCTX_COMPARISON_MEAN, 1, 0.048, TRUE },
  { RISKCTX_COMPARISON_MEAN, 1, 0.044, FALSE },
  { RISKCTX_COMPARISON_MAX, 1, 0.061, TRUE },
  { RISKCTX_COMPARISON_MAX, 1, 0.055, FALSE },
  { RISKCTX_COMPARISON_TOP_N, 2, 0.055, TRUE },
  { RISKCTX_COMPARISON_TOP_N, 1, 0.055, FALSE },
};

START_TEST (dominance_is_judged_by_money)
{
  g_autoptr(RiskctxLossResult) loss = NULL;
  g_autoptr(RiskctxGrounds) grounds = NULL;

  riskctx_criteria_set_comparison (get ("criteria"), comparisons[_i].comparison);
  riskctx_criteria_set_top_n (get ("criteria"), comparisons[_i].top_n);
  set_frequency (comparisons[_i].frequency);
  loss = simulate ();
  grounds = riskctx_grounds_new (bakery, loss, NULL);
  ck_assert_msg (holds (grounds, RISKCTX_GROUND_DOMINANT_SYSTEM_RISK) == comparisons[_i].holds,
                 "row %d: %s", _i, say (grounds, RISKCTX_GROUND_DOMINANT_SYSTEM_RISK, "en"));
}
END_TEST

START_TEST (dominance_is_judged_by_ratings_without_money)
{
  g_autoptr(RiskctxGrounds) high = riskctx_grounds_new (bakery, NULL, NULL);
  g_autoptr(RiskctxGrounds) low = NULL;
  g_autoptr(RiskctxLossResult) loss = NULL;
  g_autoptr(RiskctxGrounds) by_money = NULL;
  const RiskctxGround ground = RISKCTX_GROUND_DOMINANT_SYSTEM_RISK;

  ck_assert_msg (holds (high, ground), "%s", say (high, ground, "en"));
  riskctx_category_set_impact_rating (get ("system"), 1);
  low = riskctx_grounds_new (bakery, NULL, NULL);
  ck_assert_msg (!holds (low, ground), "%s", say (low, ground, "en"));

  /* Money knows better. */
  loss = simulate ();
  by_money = riskctx_grounds_new (bakery, loss, NULL);
  ck_assert (holds (by_money, ground));
}
END_TEST

START_TEST (ratings_multiply)
{
  g_autoptr(RiskctxGrounds) grounds = NULL;

  /* 3 × 2 is more than 5 × 1, though 3 + 2 is less than 5 + 1. */
  riskctx_category_set_impact_rating (get ("system"), 3);
  riskctx_category_set_likelihood_rating (get ("system"), 2);
  riskctx_category_set_impact_rating (get ("quality"), 5);
  riskctx_category_set_likelihood_rating (get ("quality"), 1);
  riskctx_category_set_impact_rating (get ("financial"), 1);
  riskctx_criteria_set_comparison (get ("criteria"), RISKCTX_COMPARISON_MAX);
  grounds = riskctx_grounds_new (bakery, NULL, NULL);
  ck_assert (holds (grounds, RISKCTX_GROUND_DOMINANT_SYSTEM_RISK));
}
END_TEST

START_TEST (dominance_shows_every_category_that_applies)
{
  g_autoptr(RiskctxLossResult) loss = simulate ();
  g_autoptr(RiskctxGrounds) grounds = riskctx_grounds_new (bakery, loss, NULL);
  GListModel *evidence = riskctx_ground_result_get_evidence (
    riskctx_grounds_get_result (grounds, RISKCTX_GROUND_DOMINANT_SYSTEM_RISK));
  double sum = 0;

  ck_assert_uint_eq (g_list_model_get_n_items (evidence), 4);
  for (guint i = 0; i < 4; i++)
    {
      g_autoptr(RiskctxEvidence) one = g_list_model_get_item (evidence, i);

      sum += riskctx_figure_get_value (riskctx_evidence_get_figure (one), NULL);
    }
  riskctx_check_close (sum, 940000.0, 1e-6);
}
END_TEST

START_TEST (nothing_holds_and_says_when_to_look_again)
{
  g_autoptr(RiskctxGrounds) grounds = NULL;
  g_autoptr(RiskctxGrounds) undated = NULL;
  g_autoptr(JsonNode) node = NULL;
  g_autofree char *text = NULL;

  riskctx_organization_set_strategy (get ("organization"), NULL);
  riskctx_category_set_impact_rating (get ("system"), 1);
  grounds = riskctx_grounds_new (bakery, NULL, NULL);
  ck_assert (!riskctx_grounds_get_any_holds (grounds));
  riskctx_check_str (riskctx_grounds_get_review_date (grounds), "2026-10-01");
  riskctx_check_str (riskctx_text_get (riskctx_grounds_get_conclusion (grounds), "en"),
                     "No ground for treatment holds: do not invest, review on 2026-10-01.");
  riskctx_check_str (riskctx_text_get (riskctx_grounds_get_conclusion (grounds), "ja"),
                     "リスク対応を実施する条件がいずれも成り立たないため、投資しない。2026-10-01 に見直す。");
  node = riskctx_grounds_to_json (grounds, "en");
  text = riskctx_json_to_string (node, FALSE, NULL);
  ck_assert_ptr_nonnull (strstr (text, "\"any_holds\":false"));
  ck_assert_ptr_null (strstr (text, "\"ja\""));

  riskctx_review_set_next_date (get ("r2"), NULL);
  undated = riskctx_grounds_new (bakery, NULL, NULL);
  ck_assert_ptr_null (riskctx_grounds_get_review_date (undated));
  riskctx_check_str (
    riskctx_text_get (riskctx_grounds_get_conclusion (undated), "en"),
    "No ground for treatment holds: do not invest. Set a date for the next review.");
}
END_TEST

START_TEST (names_the_grounds_that_hold)
{
  RiskctxGrounds *grounds = riskctx_grounds_new (bakery, NULL, NULL);
  GListModel *results = riskctx_grounds_get_results (grounds);

  ck_assert (riskctx_grounds_get_any_holds (grounds));
  ck_assert_uint_eq (g_list_model_get_n_items (results), 3);
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr(RiskctxGroundResult) result = g_list_model_get_item (results, i);

      ck_assert_int_eq (riskctx_ground_result_get_ground (result), i);
      ck_assert (riskctx_grounds_get_result (grounds, (RiskctxGround) i) == result);
    }
  ck_assert_ptr_nonnull (strstr (riskctx_text_get (riskctx_grounds_get_conclusion (grounds), "en"),
                                 "because the management strategy relies on systems"));
  riskctx_check_finalized (grounds);
}
END_TEST

START_TEST (judges_next_to_nothing)
{
  g_autoptr(RiskctxAssessment) empty = riskctx_assessment_new (NULL);
  g_autoptr(RiskctxGrounds) grounds = riskctx_grounds_new (empty, NULL, NULL);

  ck_assert (!riskctx_grounds_get_any_holds (grounds));
  for (guint i = 0; i < 3; i++)
    ck_assert (strlen (say (grounds, (RiskctxGround) i, "en")) > 0
               && strlen (say (grounds, (RiskctxGround) i, "ja")) > 0);
}
END_TEST

static Suite *
suite (void)
{
  Suite *s = suite_create ("grounds");
  TCase *tc = tcase_create ("grounds");

  tcase_add_checked_fixture (tc, setup_bakery, teardown_bakery);
  tcase_add_test (tc, strategy_needs_words_and_systems);
  tcase_add_test (tc, strategy_shows_what_it_relies_on);
  tcase_add_test (tc, lowering_needs_a_link_and_a_benefit);
  tcase_add_test (tc, lowering_waits_for_a_plan_that_has_run);
  tcase_add_loop_test (tc, dominance_is_judged_by_money, 0, G_N_ELEMENTS (comparisons));
  tcase_add_test (tc, dominance_is_judged_by_ratings_without_money);
  tcase_add_test (tc, ratings_multiply);
  tcase_add_test (tc, dominance_shows_every_category_that_applies);
  tcase_add_test (tc, nothing_holds_and_says_when_to_look_again);
  tcase_add_test (tc, names_the_grounds_that_hold);
  tcase_add_test (tc, judges_next_to_nothing);
  suite_add_tcase (s, tc);
  return s;
}

RISKCTX_CHECK_MAIN (suite)
