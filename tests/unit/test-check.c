/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <riskctx.h>

#include "riskctx-check.h"

typedef struct
{
  RiskctxAssessment   *assessment;
  RiskctxOrganization *organization;
  RiskctxFactor       *factor;
  RiskctxStatement    *to_be;
  RiskctxStatement    *gap;
  RiskctxRisk         *risk;
  RiskctxZone         *zone;
  RiskctxEstimate     *half;
} Fixture;

static Fixture f;

#define ADD(list, item) \
  riskctx_item_list_append (riskctx_assessment_get_ ## list (f.assessment), RISKCTX_ITEM (item))

static void
setup (void)
{
  f.assessment = riskctx_assessment_new ("a");
  f.organization = riskctx_organization_new (NULL);
  f.factor = riskctx_factor_new ("x1");
  f.to_be = riskctx_statement_new ("t1");
  f.gap = riskctx_statement_new ("g1");
  f.risk = riskctx_risk_new ("leak");
  f.zone = riskctx_zone_new ("cloud");
  f.half = riskctx_estimate_new_fixed (0.5);

  riskctx_assessment_set_organization (f.assessment, f.organization);
  riskctx_factor_set_context_class (f.factor, RISKCTX_CONTEXT_CLASS_EXT_DRIVERS);
  riskctx_statement_set_kind (f.to_be, RISKCTX_STATEMENT_KIND_TO_BE);
  riskctx_statement_set_factors (f.to_be, (const char *[]) { "x1", NULL });
  riskctx_statement_set_kind (f.gap, RISKCTX_STATEMENT_KIND_GAP);
  riskctx_statement_set_statements (f.gap, (const char *[]) { "t1", NULL });
  riskctx_risk_set_category (f.risk, RISKCTX_RISK_CATEGORY_SYSTEM);
  riskctx_risk_set_frequency (f.risk, f.half);
  riskctx_risk_set_gaps (f.risk, (const char *[]) { "g1", NULL });
  ADD (factors, f.factor);
  ADD (statements, f.to_be);
  ADD (statements, f.gap);
  ADD (risks, f.risk);
  ADD (zones, f.zone);
}

static void
teardown (void)
{
  g_clear_object (&f.assessment);
  g_clear_object (&f.organization);
  g_clear_object (&f.factor);
  g_clear_object (&f.to_be);
  g_clear_object (&f.gap);
  g_clear_object (&f.risk);
  g_clear_object (&f.zone);
  g_clear_pointer (&f.half, riskctx_estimate_unref);
}

/* The one issue there is, as text. */
static void
expect (const char *text)
{
  g_autoptr(GListStore) issues = riskctx_assessment_check (f.assessment);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (issues));
  GString *all = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr(RiskctxIssue) issue = g_list_model_get_item (G_LIST_MODEL (issues), i);
      g_autofree char *line = riskctx_issue_to_string (issue, NULL, "en");

      g_string_append_printf (all, "%s%s", i > 0 ? "\n" : "", line);
    }
  ck_assert_str_eq (all->str, text);
  g_string_free (all, TRUE);
}

START_TEST (a_sound_assessment_has_no_issue)
{
  expect ("");
}
END_TEST

START_TEST (what_is_required_must_be_there)
{
  riskctx_assessment_set_organization (f.assessment, NULL);
  expect ("error: /: “organization” is missing [RCX-E0202]");
  riskctx_assessment_set_organization (f.assessment, f.organization);
  riskctx_item_set_id (RISKCTX_ITEM (f.zone), NULL);
  expect ("error: /zones/0: “id” is missing [RCX-E0202]");
}
END_TEST

START_TEST (references_lead_somewhere)
{
  riskctx_risk_set_gaps (f.risk, (const char *[]) { "g1", "g11", NULL });
  expect ("error: /risks/0/gaps/1: there is no item with the id “g11” (did you mean “g1”?) "
          "[RCX-E0303]");
}
END_TEST

START_TEST (references_lead_to_the_right_kind)
{
  riskctx_risk_set_gaps (f.risk, (const char *[]) { "x1", NULL });
  expect ("error: /risks/0/gaps/0: “x1” is a factor; a statement is needed here [RCX-E0304]");
}
END_TEST

START_TEST (ids_are_unique)
{
  riskctx_item_set_id (RISKCTX_ITEM (f.zone), "leak");
  expect ("error: /risks/0/id: the id “leak” is already used at /zones/0 [RCX-E0302]");
}
END_TEST

START_TEST (ids_are_ascii)
{
  riskctx_item_set_id (RISKCTX_ITEM (f.zone), "雲");
  expect ("error: /zones/0/id: “雲” is not an id: letters, digits, “.”, “_” and “-”, starting with "
          "a letter "
          "or digit [RCX-E0301]");
  ck_assert (riskctx_id_is_valid ("0.a_b-C"));
  ck_assert (!riskctx_id_is_valid (""));
  ck_assert (!riskctx_id_is_valid ("-a"));
  ck_assert (!riskctx_id_is_valid ("a b"));
  ck_assert (!riskctx_id_is_valid ("a:b"));
}
END_TEST

START_TEST (ids_have_an_end)
{
  g_autofree char *longest = g_strnfill (128, 'a');
  g_autofree char *too_long = g_strnfill (129, 'a');

  ck_assert (riskctx_id_is_valid (longest));
  ck_assert (!riskctx_id_is_valid (too_long));
}
END_TEST

START_TEST (numbers_are_in_range)
{
  riskctx_risk_set_insured_share (f.risk, 1.5);
  expect ("error: /risks/0/insured_share: must be between 0 and 1 (is 1.5) [RCX-E0203]");
  riskctx_risk_set_insured_share (f.risk, 1);
  riskctx_risk_set_deductible (f.risk, -1);
  expect ("error: /risks/0/deductible: must not be below 0 (is -1) [RCX-E0204]");
  riskctx_risk_set_deductible (f.risk, 0);
  riskctx_risk_set_dispersion (f.risk, 0);
  expect ("error: /risks/0/dispersion: must be above 0 (is 0) [RCX-E0215]");
}
END_TEST

START_TEST (estimates_have_values_with_a_meaning)
{
  g_autoptr(RiskctxEstimate) negative = riskctx_estimate_new_fixed (-1);
  g_autoptr(RiskctxEstimate) normal = riskctx_estimate_new_normal (1, 1, FALSE, NULL);
  g_autoptr(RiskctxEstimate) likely = riskctx_estimate_new_uniform (0.5, 1.5, NULL);

  riskctx_risk_set_frequency (f.risk, negative);
  expect ("error: /risks/0/frequency: must not be below 0 (is -1) [RCX-E0204]");
  riskctx_risk_set_frequency (f.risk, normal);
  expect ("error: /risks/0/frequency: can take values < 0, which have no meaning here [RCX-E0213]");
  riskctx_risk_set_frequency (f.risk, f.half);
  riskctx_risk_set_vulnerability (f.risk, likely);
  expect (
      "error: /risks/0/vulnerability: can take values > 1, which have no meaning here [RCX-E0213]");
}
END_TEST

#define TOO_LARGE \
  "error: /risks/0/vulnerability: can take values > 1, which have no meaning here [RCX-E0213]"
#define NEGATIVE \
  "error: /risks/0/vulnerability: can take values < 0, which have no meaning here [RCX-E0213]"

START_TEST (bounded_pareto_laws_end_where_they_end)
{
  g_autoptr(RiskctxEstimate) short_tail =
    riskctx_estimate_new_generalized_pareto (0.2, 0.4, -0.5, NULL); /* up to 0.2 + 0.4 / 0.5 */
  g_autoptr(RiskctxEstimate) long_tail =
    riskctx_estimate_new_generalized_pareto (0.2, 0.5, -0.5, NULL);

  riskctx_risk_set_vulnerability (f.risk, short_tail);
  expect ("");
  riskctx_risk_set_vulnerability (f.risk, long_tail);
  expect (TOO_LARGE);
}
END_TEST

START_TEST (products_reach_from_corner_to_corner)
{
  g_autoptr(RiskctxEstimate) two = riskctx_estimate_new_fixed (2);
  g_autoptr(RiskctxEstimate) part = riskctx_estimate_new_uniform (0.1, 0.8, NULL);
  g_autoptr(RiskctxEstimate) below = riskctx_estimate_new_uniform (-1, 0, NULL);
  g_autoptr(RiskctxEstimate) around = riskctx_estimate_new_uniform (-0.5, 0.8, NULL);
  g_autoptr(RiskctxEstimate) large =
    riskctx_estimate_new_product ((RiskctxEstimate *[]) { two, part }, 2, NULL);
  g_autoptr(RiskctxEstimate) capped = riskctx_estimate_with_cap (large, 0.9);
  g_autoptr(RiskctxEstimate) one_way =
    riskctx_estimate_new_product ((RiskctxEstimate *[]) { below, around }, 2, NULL);
  g_autoptr(RiskctxEstimate) other_way =
    riskctx_estimate_new_product ((RiskctxEstimate *[]) { around, below }, 2, NULL);

  riskctx_risk_set_vulnerability (f.risk, large);
  expect (TOO_LARGE);
  riskctx_risk_set_vulnerability (f.risk, capped);
  expect ("");
  riskctx_risk_set_vulnerability (f.risk, one_way);
  expect (NEGATIVE);
  riskctx_risk_set_vulnerability (f.risk, other_way);
  expect (NEGATIVE);
}
END_TEST

START_TEST (no_more_events_than_the_model_allows)
{
  g_autoptr(RiskctxEstimate) two = riskctx_estimate_new_fixed (2);

  riskctx_risk_set_frequency (f.risk, two);
  riskctx_risk_set_frequency_model (f.risk, RISKCTX_FREQUENCY_MODEL_BERNOULLI);
  expect ("error: /risks/0/frequency: must not be above 1 (is 2) [RCX-E0205]");
  riskctx_risk_set_frequency_model (f.risk, RISKCTX_FREQUENCY_MODEL_BINOMIAL);
  riskctx_risk_set_trials (f.risk, 2);
  expect ("");
}
END_TEST

START_TEST (nothing_follows_from_itself)
{
  riskctx_statement_set_statements (f.to_be, (const char *[]) { "g1", NULL });
  expect (
      "error: /statements/1/statements/0: the references form a circle through “t1” [RCX-E0305]");
  riskctx_statement_set_statements (f.to_be, NULL);
  riskctx_zone_set_parent (f.zone, "cloud");
  expect ("error: /zones/0/parent: the references form a circle through “cloud” [RCX-E0305]");
}
END_TEST

START_TEST (currency_language_and_dates_are_what_they_say)
{
  riskctx_assessment_set_currency (f.assessment, "YEN");
  expect ("error: /currency: “YEN” is not a currency code of ISO 4217 [RCX-E0211]");
  riskctx_assessment_set_currency (f.assessment, "JPY");
  riskctx_assessment_set_language (f.assessment, "japanese");
  expect ("error: /language: “japanese” is not a language tag [RCX-E0209]");
  riskctx_assessment_set_language (f.assessment, "ja-1");
  expect ("error: /language: “ja-1” is not a language tag [RCX-E0209]");
  riskctx_assessment_set_language (f.assessment, "ja");
  riskctx_assessment_set_date (f.assessment, "2023-02-29");
  expect ("error: /date: “2023-02-29” is not a calendar date such as 2026-04-01 [RCX-E0210]");
  riskctx_assessment_set_date (f.assessment, "2024-02-29");
  expect ("");
}
END_TEST

START_TEST (each_category_is_given_once)
{
  g_autoptr(RiskctxCategory) first = riskctx_category_new ("quality");
  g_autoptr(RiskctxCategory) second = riskctx_category_new ("quality-2");

  riskctx_category_set_category (first, RISKCTX_RISK_CATEGORY_QUALITY);
  riskctx_category_set_category (second, RISKCTX_RISK_CATEGORY_QUALITY);
  ADD (categories, first);
  ADD (categories, second);
  expect ("error: /categories/1/category: “quality” is already given at /categories/0 [RCX-E0306]");
}
END_TEST

START_TEST (the_tolerance_curve_falls)
{
  g_autoptr(RiskctxCriteria) criteria = riskctx_criteria_new (NULL);
  static const double points[][2] = { { 100, 0.1 }, { 200, 0.2 } };

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr(RiskctxCurvePoint) point = riskctx_curve_point_new (NULL);

      riskctx_curve_point_set_loss (point, points[i][0]);
      riskctx_curve_point_set_probability (point, points[i][1]);
      riskctx_item_list_append (riskctx_criteria_get_curve (criteria), RISKCTX_ITEM (point));
    }
  riskctx_assessment_set_criteria (f.assessment, criteria);
  expect ("error: /criteria/curve/1/probability: must not be above 0.1 (is 0.2) [RCX-E0205]");

  g_autoptr(RiskctxCurvePoint) second =
    g_list_model_get_item (G_LIST_MODEL (riskctx_criteria_get_curve (criteria)), 1);

  riskctx_curve_point_set_loss (second, 100);
  riskctx_curve_point_set_probability (second, 0.1);
  expect ("error: /criteria/curve/1/loss: must be above 100 (is 100) [RCX-E0215]");
}
END_TEST

static void
add_step (RiskctxItemList *scale,
          gint64           rating,
          double           from)
{
  g_autoptr(RiskctxScaleStep) step = riskctx_scale_step_new (NULL);

  riskctx_scale_step_set_rating (step, rating);
  riskctx_scale_step_set_from (step, from);
  riskctx_item_list_append (scale, RISKCTX_ITEM (step));
}

START_TEST (both_scales_rise)
{
  g_autoptr(RiskctxCriteria) criteria = riskctx_criteria_new (NULL);

  add_step (riskctx_criteria_get_impact_scale (criteria), 1, 100);
  add_step (riskctx_criteria_get_impact_scale (criteria), 2, 100);
  add_step (riskctx_criteria_get_likelihood_scale (criteria), 1, 0.1);
  add_step (riskctx_criteria_get_likelihood_scale (criteria), 2, 0.05);
  riskctx_assessment_set_criteria (f.assessment, criteria);
  expect ("error: /criteria/impact_scale/1/from: must be above 100 (is 100) [RCX-E0215]\n"
          "error: /criteria/likelihood_scale/1/from: must be above 0.1 (is 0.05) [RCX-E0215]");
}
END_TEST

START_TEST (a_flow_leads_from_one_component_to_another)
{
  g_autoptr(RiskctxComponent) component = riskctx_component_new ("web");
  g_autoptr(RiskctxFlow) flow = riskctx_flow_new ("f1");

  riskctx_component_set_zone (component, "cloud");
  riskctx_flow_set_path (flow, (const char *[]) { "web", NULL });
  ADD (components, component);
  ADD (flows, flow);
  expect ("error: /flows/0/path: must not be below 2 (is 1) [RCX-E0204]");
}
END_TEST

START_TEST (a_thousand_issues_are_enough)
{
  for (guint i = 0; i < 1500; i++)
    {
      g_autoptr(RiskctxZone) zone = riskctx_zone_new (NULL);

      ADD (zones, zone);
    }

  g_autoptr(GListStore) issues = riskctx_assessment_check (f.assessment);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (issues));
  g_autoptr(RiskctxIssue) last = g_list_model_get_item (G_LIST_MODEL (issues), n - 1);

  ck_assert_uint_eq (n, 1001);
  ck_assert_str_eq (riskctx_issue_get_code (last), "RCX-E0108");
}
END_TEST

/* Trace */

static char *
trace (const char           *id,
       RiskctxTraceDirection direction)
{
  g_autoptr(GListStore) steps = riskctx_assessment_trace (f.assessment, id, direction, NULL);
  GString *string = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (steps)); i++)
    {
      g_autoptr(RiskctxTraceStep) step = g_list_model_get_item (G_LIST_MODEL (steps), i);

      g_string_append_printf (string, "%s%s<%s:%u", i > 0 ? " " : "",
                              riskctx_item_get_id (riskctx_trace_step_get_item (step)),
                              riskctx_item_get_id (riskctx_trace_step_get_previous (step)),
                              riskctx_trace_step_get_depth (step));
    }
  return g_string_free (string, FALSE);
}

START_TEST (traces_go_up_and_down)
{
  g_autofree char *up = trace ("leak", RISKCTX_TRACE_DIRECTION_UP);
  g_autofree char *down = trace ("x1", RISKCTX_TRACE_DIRECTION_DOWN);
  g_autofree char *end = trace ("x1", RISKCTX_TRACE_DIRECTION_UP);
  g_autoptr(GError) error = NULL;

  ck_assert_str_eq (up, "g1<leak:1 t1<g1:2 x1<t1:3");
  ck_assert_str_eq (down, "t1<x1:1 g1<t1:2 leak<g1:3");
  ck_assert_str_eq (end, "");
  ck_assert_ptr_null (
      riskctx_assessment_trace (f.assessment, "nobody", RISKCTX_TRACE_DIRECTION_UP, &error));
  riskctx_check_error (error, RISKCTX_ERROR, RISKCTX_ERROR_NOT_FOUND);
}
END_TEST

START_TEST (parts_trace_for_their_whole)
{
  g_autoptr(RiskctxControl) control = riskctx_control_new ("waf");
  g_autoptr(RiskctxEffect) effect = riskctx_effect_new (NULL);
  g_autoptr(RiskctxOption) option = riskctx_option_new ("secure");
  g_autoptr(RiskctxPhase) phase = riskctx_phase_new (NULL);
  g_autofree char *up = NULL;

  riskctx_effect_set_reduction (effect, f.half);
  riskctx_effect_set_risks (effect, (const char *[]) { "leak", NULL });
  riskctx_item_list_append (riskctx_control_get_effects (control), RISKCTX_ITEM (effect));
  riskctx_phase_set_controls (phase, (const char *[]) { "waf", NULL });
  riskctx_item_list_append (riskctx_option_get_phases (option), RISKCTX_ITEM (phase));
  ADD (controls, control);
  ADD (options, option);
  up = trace ("secure", RISKCTX_TRACE_DIRECTION_UP);
  ck_assert_str_eq (up, "waf<secure:1 leak<waf:2 g1<leak:3 t1<g1:4 x1<t1:5");
}
END_TEST

/* Issues */

START_TEST (every_code_explains_itself_in_both_languages)
{
  g_auto(GStrv) codes = riskctx_issue_list_codes ();

  ck_assert_uint_gt (g_strv_length (codes), 50);
  for (guint i = 0; codes[i] != NULL; i++)
    {
      g_autofree char *en = riskctx_issue_explain (codes[i], "en");
      g_autofree char *ja = riskctx_issue_explain (codes[i], "ja");

      ck_assert_ptr_nonnull (en);
      ck_assert_ptr_nonnull (ja);
      ck_assert_str_ne (en, ja);
      if (i > 0)
        ck_assert_str_lt (codes[i - 1] + 5, codes[i] + 5);
    }
  ck_assert_ptr_null (riskctx_issue_explain ("RCX-E9999", "en"));
  ck_assert_ptr_null (riskctx_issue_explain ("nonsense", "en"));
}
END_TEST

static Suite *
check_suite (void)
{
  Suite *suite = suite_create ("check");
  TCase *tc = tcase_create ("rules");
  TCase *chain = tcase_create ("trace");

  tcase_add_checked_fixture (tc, setup, teardown);
  tcase_add_test (tc, a_sound_assessment_has_no_issue);
  tcase_add_test (tc, what_is_required_must_be_there);
  tcase_add_test (tc, references_lead_somewhere);
  tcase_add_test (tc, references_lead_to_the_right_kind);
  tcase_add_test (tc, ids_are_unique);
  tcase_add_test (tc, ids_are_ascii);
  tcase_add_test (tc, ids_have_an_end);
  tcase_add_test (tc, numbers_are_in_range);
  tcase_add_test (tc, estimates_have_values_with_a_meaning);
  tcase_add_test (tc, bounded_pareto_laws_end_where_they_end);
  tcase_add_test (tc, products_reach_from_corner_to_corner);
  tcase_add_test (tc, no_more_events_than_the_model_allows);
  tcase_add_test (tc, nothing_follows_from_itself);
  tcase_add_test (tc, currency_language_and_dates_are_what_they_say);
  tcase_add_test (tc, each_category_is_given_once);
  tcase_add_test (tc, the_tolerance_curve_falls);
  tcase_add_test (tc, both_scales_rise);
  tcase_add_test (tc, a_flow_leads_from_one_component_to_another);
  tcase_add_test (tc, a_thousand_issues_are_enough);
  tcase_add_test (tc, every_code_explains_itself_in_both_languages);
  suite_add_tcase (suite, tc);

  tcase_add_checked_fixture (chain, setup, teardown);
  tcase_add_test (chain, traces_go_up_and_down);
  tcase_add_test (chain, parts_trace_for_their_whole);
  suite_add_tcase (suite, chain);
  return suite;
}

RISKCTX_CHECK_MAIN (check_suite)
