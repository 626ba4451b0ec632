/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <riskctx.h>
#include <string.h>

#include "bakery.h"

/* The findings as lines of code and pointer. */
static char *
list_findings (void)
{
  g_autoptr(GListStore) findings = riskctx_assessment_list_findings (bakery);
  GString *lines = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (findings)); i++)
    {
      g_autoptr(RiskctxIssue) issue = g_list_model_get_item (G_LIST_MODEL (findings), i);

      if (i > 0)
        g_string_append (lines, "\n");
      g_string_append_printf (lines, "%s %s", riskctx_issue_get_code (issue),
                              riskctx_issue_get_pointer (issue));
    }
  return g_string_free (lines, FALSE);
}

static RiskctxCost *
get_cost (guint phase,
          guint cost)
{
  g_autoptr(RiskctxPhase) p =
    g_list_model_get_item (G_LIST_MODEL (riskctx_option_get_phases (get ("accounts"))), phase);
  g_autoptr(RiskctxCost) c =
    g_list_model_get_item (G_LIST_MODEL (riskctx_phase_get_costs (p)), cost);

  return c; /* kept by the phase */
}

/* Each plants one mistake. */

static void
forget_purpose (void)
{
  /* x1 still leads to scope and level */
  riskctx_statement_set_statements (get ("t1"), NULL);
  drop (riskctx_assessment_get_statements (bakery), "p1");
}

static void
forget_scope (void)
{
  drop (riskctx_assessment_get_statements (bakery), "p2");
}

static void
forget_reduction (void)
{
  riskctx_item_unset (get ("criteria"), "target_level");
  drop (riskctx_assessment_get_statements (bakery), "p3");
  drop (riskctx_assessment_get_statements (bakery), "g1");
}

static void
forget_trigger (void)
{
  riskctx_item_unset (get ("criteria"), "treatment_threshold");
  drop (riskctx_criteria_get_limits (get ("criteria")), "limit-total");
}

static void
forget_budget (void)
{
  riskctx_organization_set_funds_available (get ("organization"), NULL);
}

static void
reclassify_inwards (void)
{
  g_autoptr(RiskctxText) note = riskctx_text_new (NULL, "so");
  g_autoptr(RiskctxText) both = riskctx_text_with (note, "en", "so");
  g_autoptr(RiskctxText) all = riskctx_text_with (both, "ja", "so");

  riskctx_factor_set_reclass (get ("x2"), RISKCTX_RECLASS_CURRENT_LEVEL);
  riskctx_item_set_note (get ("x2"), all);
}

static void
reclassify_silently (void)
{
  riskctx_factor_set_reclass (get ("x2"), RISKCTX_RECLASS_MICRO);
}

static void
relate_silently (void)
{
  riskctx_factor_set_relations (get ("n1"), RISKCTX_SECURITY_RELATION_RESOURCES);
}

static void
tag_silently (void)
{
  riskctx_factor_set_pest (get ("x2"), RISKCTX_PEST_SOCIAL);
}

static void
measure_silently (void)
{
  riskctx_factor_set_measure_kinds (get ("n1"), RISKCTX_MEASURE_KIND_HUMAN);
}

static void
judge_silently (void)
{
  riskctx_factor_set_needs_evaluation (get ("x2"), FALSE);
}

static void
forget_aspect (void)
{
  /* the law no longer needs an evaluation, but has no re-classification either */
  riskctx_factor_set_aspect (get ("x2"), RISKCTX_ASPECT_NONE);
}

static void
mistake_aspect (void)
{
  riskctx_factor_set_aspect (get ("n1"), RISKCTX_ASPECT_ROLES);
}

static void
aim_too_low (void)
{
  riskctx_criteria_set_target_level (get ("criteria"), 1);
}

static void
state_too_low (void)
{
  riskctx_statement_set_level (get ("p3"), 1.5);
}

static void
cut_as_is (void)
{
  riskctx_statement_set_factors (get ("a1"), (const char *[]) { "x1", NULL });
}

static void
cut_purpose (void)
{
  riskctx_statement_set_factors (get ("p1"), (const char *[]) { "n1", NULL });
}

static void
cut_scope (void)
{
  riskctx_statement_set_factors (get ("p2"), (const char *[]) { "n1", NULL });
}

static void
cut_level (void)
{
  riskctx_statement_set_factors (get ("p3"), (const char *[]) { "n1", NULL });
}

static void
cut_to_be (void)
{
  riskctx_statement_set_factors (get ("t1"), (const char *[]) { "n1", NULL });
  riskctx_statement_set_statements (get ("t1"), NULL);
}

static void
cut_gap (void)
{
  riskctx_statement_set_statements (get ("g1"), (const char *[]) { "a1", NULL });
}

static void
cut_damage (void)
{
  riskctx_damage_set_gaps (get ("d1"), NULL);
}

static void
cut_option (void)
{
  riskctx_option_set_gaps (get ("mall"), (const char *[]) { "t1", NULL });
}

static void
close_nothing (void)
{
  riskctx_option_set_gaps (get ("accounts"), NULL);
  riskctx_option_set_gaps (get ("mall"), NULL);
  riskctx_control_set_gaps (get ("c1"), NULL);
}

static void
leave_it_to_measures (void)
{
  riskctx_option_set_gaps (get ("accounts"), NULL);
  riskctx_option_set_gaps (get ("mall"), NULL);
}

static void
evaluate_nothing (void)
{
  riskctx_risk_set_factors (get ("leak"), NULL);
}

static void
lose_all_ground (void)
{
  riskctx_organization_set_strategy (get ("organization"), NULL);
  riskctx_category_set_impact_rating (get ("system"), 1);
}

static void
postpone (void)
{
  riskctx_cost_set_from_year (get_cost (0, 0), 2);
}

static void
sustain_now (void)
{
  riskctx_cost_set_from_year (get_cost (2, 0), 0);
}

static void
sustain_once (void)
{
  riskctx_cost_set_timing (get_cost (2, 0), RISKCTX_COST_TIMING_ONE_TIME);
}

static void
hide_sales (void)
{
  riskctx_organization_set_sales (get ("organization"), NULL);
}

static void
hide_profit (void)
{
  riskctx_organization_set_profit (get ("organization"), NULL);
}

static void
hide_margin (void)
{
  riskctx_organization_set_contribution_margin (get ("organization"), NULL);
}

static void
sell_at_a_loss (void)
{
  g_autoptr(RiskctxEstimate) estimate = riskctx_estimate_new_fixed (-0.1);
  g_autoptr(RiskctxEstimate) measured =
    riskctx_estimate_with_basis (estimate, RISKCTX_BASIS_MEASURED, NULL);

  riskctx_organization_set_contribution_margin (get ("organization"), measured);
}

static void
sell_at_cost (void)
{
  g_autoptr(RiskctxEstimate) zero = riskctx_estimate_new_fixed (0);
  g_autoptr(RiskctxEstimate) measured =
    riskctx_estimate_with_basis (zero, RISKCTX_BASIS_MEASURED, NULL);

  riskctx_organization_set_contribution_margin (get ("organization"), measured);
}

static void
choose_both (void)
{
  riskctx_review_set_options (get ("r2"), (const char *[]) { "mall", "accounts", NULL });
}

static void
require_the_excluded (void)
{
  riskctx_option_set_requires (get ("accounts"), (const char *[]) { "mall", NULL });
}

static void
keep_codes (void)
{
  riskctx_component_set_stores_cvv (get ("shop"), TRUE);
}

static void
keep_cards (void)
{
  riskctx_component_set_stores_pan (get ("shop"), TRUE);
}

static void
plan_to_protect_cards (void)
{
  keep_cards ();
  riskctx_control_set_requirements (get ("c1"), (const char *[]) { "pci-dss:3", NULL });
}

static void
protect_other_things (void)
{
  keep_cards ();
  riskctx_control_set_requirements (get ("c1"), (const char *[]) { "pci-dss:3.4", NULL });
  riskctx_control_set_implementation (get ("c1"), 1);
  riskctx_control_set_components (get ("c1"), (const char *[]) { "elsewhere", NULL });
}

static void
meet_another_requirement (void)
{
  keep_cards ();
  riskctx_control_set_requirements (get ("c1"), (const char *[]) { "pci-dss:30", NULL });
  riskctx_control_set_implementation (get ("c1"), 1);
}

static void
protect_cards_by_half (void)
{
  keep_cards ();
  riskctx_control_set_requirements (get ("c1"), (const char *[]) { "pci-dss:3", NULL });
  riskctx_control_set_implementation (get ("c1"), 0.5);
}

static void
protect_cards (void)
{
  keep_cards ();
  riskctx_control_set_requirements (get ("c1"), (const char *[]) { "pci-dss:3", NULL });
  riskctx_control_set_implementation (get ("c1"), 1);
}

static void
stop_patching (void)
{
  riskctx_component_set_patched (get ("shop"), FALSE);
}

static void
update_by_hand (void)
{
  riskctx_component_set_antivirus (get ("shop"), RISKCTX_ANTIVIRUS_MANUAL);
}

static void
protect_nothing (void)
{
  riskctx_component_set_antivirus (get ("shop"), RISKCTX_ANTIVIRUS_NONE);
}

/* logs that are not kept need neither be read nor preserved */
static void
log_nothing (void)
{
  riskctx_component_set_logging (get ("shop"), FALSE);
  riskctx_component_set_log_reviewed (get ("shop"), FALSE);
  riskctx_component_set_log_preserved (get ("shop"), FALSE);
}

static void
read_nothing (void)
{
  riskctx_component_set_log_reviewed (get ("shop"), FALSE);
}

static void
preserve_nothing (void)
{
  riskctx_component_set_log_preserved (get ("shop"), FALSE);
}

static void
test_nothing (void)
{
  riskctx_component_set_vulnerability_tested (get ("shop"), FALSE);
}

static void
test_by_attack_only (void)
{
  riskctx_component_set_vulnerability_tested (get ("shop"), FALSE);
  riskctx_component_set_penetration_tested (get ("shop"), TRUE);
}

static void
never_attack (void)
{
  riskctx_item_unset (get ("shop"), "vulnerability_tested");
}

static void
restrict_by_rule (void)
{
  riskctx_component_set_restriction (get ("shop"), RISKCTX_RESTRICTION_OPERATIONAL);
}

static void
share_the_network (void)
{
  riskctx_component_set_shares_production_network (get ("shop"), TRUE);
}

static void
review_nothing (void)
{
  riskctx_component_set_configuration_reviewed (get ("shop"), FALSE);
}

static void
know_nothing (void)
{
  static const char *const members[] = { "patched", "antivirus", "logging", "log_reviewed",
                                         "log_preserved", "vulnerability_tested",
                                         "penetration_tested", "restriction",
                                         "configuration_reviewed" };

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    riskctx_item_unset (get ("shop"), members[i]);
}

static void
jump (void)
{
  riskctx_review_set_state (get ("r2"), RISKCTX_LOOP_STATE_EXECUTED);
}

static void
stay (void)
{
  riskctx_review_set_state (get ("r2"), RISKCTX_LOOP_STATE_GAP_VISIBLE);
}

static void
lead_nowhere (void)
{
  g_autoptr(RiskctxFactor) factor = riskctx_factor_new ("n3");

  riskctx_factor_set_context_class (factor, RISKCTX_CONTEXT_CLASS_INT_GOVERNANCE);
  riskctx_item_list_append (riskctx_assessment_get_factors (bakery), RISKCTX_ITEM (factor));
}

static void
ignore_fire (void)
{
  drop (riskctx_assessment_get_risks (bakery), "fire");
}

static void
leave_out_a_category (void)
{
  drop (riskctx_assessment_get_categories (bakery), "political");
}

static void
cost_nothing (void)
{
  RiskctxItemList *consequences = riskctx_risk_get_consequences (get ("fire"));

  riskctx_item_list_remove (consequences, 0);
}

static void
speak_english_only (void)
{
  g_autoptr(RiskctxText) text = riskctx_text_new ("en", "Online shop");

  riskctx_item_set_title (get ("shop"), text);
}

static void
speak_plainly (void)
{
  g_autoptr(RiskctxText) text = riskctx_text_new (NULL, "Online shop");

  riskctx_item_set_title (get ("shop"), text);
}

static void
quote_in_japanese (void)
{
  g_autoptr(RiskctxEstimate) estimate = riskctx_estimate_new_fixed (5000000);
  g_autoptr(RiskctxText) source = riskctx_text_new ("ja", "帳簿");
  g_autoptr(RiskctxEstimate) measured =
    riskctx_estimate_with_basis (estimate, RISKCTX_BASIS_MEASURED, source);

  riskctx_organization_set_profit (get ("organization"), measured);
}

static void
assume (void)
{
  g_autoptr(RiskctxEstimate) estimate = riskctx_estimate_new_fixed (5000000);

  riskctx_organization_set_profit (get ("organization"), estimate);
}

static void
dread_the_tail (void)
{
  /* The mean of this law does not exist: its shape is not above 1. */
  g_autoptr(RiskctxEstimate) estimate = riskctx_estimate_new_lomax (0.9, 100000, NULL);
  g_autoptr(RiskctxEstimate) measured =
    riskctx_estimate_with_basis (estimate, RISKCTX_BASIS_MEASURED, NULL);
  g_autoptr(RiskctxConsequence) consequence = g_list_model_get_item (
    G_LIST_MODEL (riskctx_risk_get_consequences (get ("leak"))), 0);

  riskctx_consequence_set_magnitude (consequence, measured);
}

static const struct
{
  void      (*plant) (void);
  const char *findings;
} rows[] = {
  { forget_purpose, "RCX-W0401 " },
  { forget_scope, "RCX-W0401 " },
  { forget_reduction,
    "RCX-W0401 \nRCX-W0404 /damages/0\nRCX-W0404 /options/0\nRCX-W0404 /options/1" },
  { forget_trigger, "RCX-W0401 " },
  { forget_budget, "RCX-W0401 " },
  { reclassify_inwards, "RCX-W0402 /factors/1/reclass" },
  { reclassify_silently, "RCX-I0421 /factors/1/reclass" },
  { relate_silently, "RCX-I0421 /factors/2/relations" },
  { tag_silently, "RCX-I0421 /factors/1/pest" },
  { measure_silently, "RCX-I0421 /factors/2/measure_kinds" },
  { judge_silently, "RCX-I0421 /factors/1/needs_evaluation" },
  { forget_aspect, "RCX-W0420 /factors/1" },
  { mistake_aspect, "RCX-W0422 /factors/2/aspect" },
  { aim_too_low, "RCX-W0403 /criteria/target_level" },
  { state_too_low, "RCX-W0403 /statements/2/level" },
  { cut_as_is, "RCX-W0404 /statements/3" },
  { cut_purpose, "RCX-W0404 /statements/0" },
  { cut_scope, "RCX-W0404 /statements/1" },
  { cut_level, "RCX-W0404 /statements/2" },
  { cut_to_be, "RCX-W0404 /statements/4" },
  { cut_gap, "RCX-W0404 /statements/5" },
  { cut_damage, "RCX-W0404 /damages/0" },
  { cut_option, "RCX-W0404 /options/1" },
  { close_nothing, "RCX-W0404 /options/0\nRCX-W0404 /options/1\nRCX-W0405 /statements/5" },
  { leave_it_to_measures, "RCX-W0404 /options/0\nRCX-W0404 /options/1" },
  { evaluate_nothing, "RCX-W0406 /factors/1" },
  { lose_all_ground, "RCX-W0407 " },
  { postpone, "RCX-W0408 /options/0/phases/0/costs/0/from_year" },
  { sustain_now, "RCX-W0408 /options/0/phases/2/costs/0/from_year" },
  { sustain_once, "RCX-W0409 /options/0/phases/2/costs/0/timing" },
  { hide_sales, "RCX-W0410 /organization" },
  { hide_profit, "RCX-W0410 /organization" },
  { hide_margin, "RCX-W0410 /organization" },
  { sell_at_a_loss, "RCX-W0423 /organization/contribution_margin" },
  { sell_at_cost, "RCX-W0423 /organization/contribution_margin" },
  { choose_both, "RCX-E0412 /reviews/0/options" },
  { require_the_excluded, "RCX-E0412 /options/0/requires" },
  { keep_codes, "RCX-W0501 /components/0/stores_cvv" },
  { keep_cards, "RCX-W0502 /components/0/stores_pan" },
  { plan_to_protect_cards, "RCX-W0502 /components/0/stores_pan" },
  { protect_other_things, "RCX-W0502 /components/0/stores_pan" },
  { meet_another_requirement, "RCX-W0502 /components/0/stores_pan" },
  { protect_cards_by_half, "RCX-W0502 /components/0/stores_pan" },
  { protect_cards, "" },
  { stop_patching, "RCX-W0503 /components/0/patched" },
  { update_by_hand, "RCX-W0504 /components/0/antivirus" },
  { protect_nothing, "RCX-W0504 /components/0/antivirus" },
  { log_nothing, "RCX-W0505 /components/0/logging" },
  { read_nothing, "RCX-W0506 /components/0/log_reviewed" },
  { preserve_nothing, "RCX-W0507 /components/0/log_preserved" },
  { test_nothing, "RCX-W0508 /components/0/vulnerability_tested" },
  { test_by_attack_only, "" },
  { never_attack, "RCX-W0508 /components/0" },
  { restrict_by_rule, "RCX-W0509 /components/0/restriction" },
  { share_the_network, "RCX-W0510 /components/0/shares_production_network" },
  { review_nothing, "RCX-W0511 /components/0/configuration_reviewed" },
  { know_nothing, "" },
  { jump, "RCX-W0424 /reviews/0/state" },
  { stay, "" },
  { lead_nowhere, "RCX-I0413 /factors/4" },
  { ignore_fire, "RCX-W0418 /categories/1" },
  { leave_out_a_category, "RCX-W0418 " },
  { cost_nothing, "RCX-W0419 /risks/2" },
  { speak_english_only, "RCX-W0414 /components/0/title" },
  { speak_plainly, "RCX-W0414 /components/0/title" },
  { quote_in_japanese, "RCX-W0414 /organization/profit/source" },
  { assume, "RCX-I0415 " },
  { dread_the_tail, "RCX-W0417 /risks/0/consequences/0/magnitude" },
};

START_TEST (has_nothing_to_say_about_a_complete_document)
{
  g_autoptr(GListStore) issues = riskctx_assessment_check (bakery);
  g_autofree char *found = list_findings ();

  ck_assert_uint_eq (g_list_model_get_n_items (G_LIST_MODEL (issues)), 0);
  riskctx_check_str (found, "");
}
END_TEST

START_TEST (finds_exactly_the_mistake_planted)
{
  g_autofree char *found = NULL;

  rows[_i].plant ();
  found = list_findings ();
  ck_assert_msg (strcmp (found, rows[_i].findings) == 0, "row %d: expected\n%s\nfound\n%s", _i,
                 rows[_i].findings, found);
}
END_TEST

START_TEST (names_the_question_that_is_open)
{
  g_autoptr(GListStore) findings = NULL;
  g_autoptr(RiskctxIssue) issue = NULL;
  g_autofree char *japanese = NULL;

  forget_scope ();
  findings = riskctx_assessment_list_findings (bakery);
  issue = g_list_model_get_item (G_LIST_MODEL (findings), 0);
  japanese = riskctx_issue_dup_message (issue, "ja");
  riskctx_check_str (
    riskctx_issue_get_message (issue),
    "the question “What is the scope of the measures?” has no answer with a source");
  riskctx_check_str (japanese, "「対策の範囲は」の問いに、根拠のある答えがありません");
}
END_TEST

START_TEST (speaks_the_language_asked_for)
{
  g_autofree char *found = NULL;
  g_autoptr(GListStore) findings = NULL;

  rows[_i].plant ();
  findings = riskctx_assessment_list_findings (bakery);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (findings)); i++)
    {
      g_autoptr(RiskctxIssue) issue = g_list_model_get_item (G_LIST_MODEL (findings), i);
      g_autofree char *en = riskctx_issue_dup_message (issue, "en");
      g_autofree char *ja = riskctx_issue_dup_message (issue, "ja");

      ck_assert_msg (strchr (en, '{') == NULL && strchr (ja, '{') == NULL, "%s / %s", en, ja);
      /* nothing Japanese in an English message, and no argument that stayed empty */
      for (const char *p = en; *p != '\0'; p = g_utf8_next_char (p))
        ck_assert_msg (g_unichar_get_script (g_utf8_get_char (p)) != G_UNICODE_SCRIPT_HAN, "%s",
                       en);
      ck_assert_msg (strstr (en, "“”") == NULL && strstr (en, "  ") == NULL, "%s", en);
    }
}
END_TEST

/* A plain text is in the language of the document, which need not be English. */
START_TEST (misses_the_other_language)
{
  g_autoptr(GListStore) findings = NULL;
  g_autoptr(RiskctxIssue) issue = NULL;
  const char *message;

  riskctx_assessment_set_language (bakery, "ja");
  speak_plainly ();
  findings = riskctx_assessment_list_findings (bakery);
  ck_assert_uint_eq (g_list_model_get_n_items (G_LIST_MODEL (findings)), 1);
  issue = g_list_model_get_item (G_LIST_MODEL (findings), 0);
  message = riskctx_issue_get_message (issue);
  ck_assert_msg (strstr (message, "“en”") != NULL || strstr (message, " en") != NULL, "%s",
                 message);
  ck_assert_msg (strstr (message, "ja") == NULL, "%s", message);
}
END_TEST

START_TEST (stops_at_a_thousand)
{
  g_autoptr(GListStore) findings = NULL;
  g_autoptr(RiskctxIssue) last = NULL;

  for (guint i = 0; i < 1200; i++)
    {
      g_autofree char *id = g_strdup_printf ("f%u", i);
      g_autoptr(RiskctxFactor) factor = riskctx_factor_new (id);

      riskctx_factor_set_context_class (factor, RISKCTX_CONTEXT_CLASS_INT_GOVERNANCE);
      riskctx_item_list_append (riskctx_assessment_get_factors (bakery), RISKCTX_ITEM (factor));
    }
  findings = riskctx_assessment_list_findings (bakery);
  ck_assert_uint_eq (g_list_model_get_n_items (G_LIST_MODEL (findings)), 1001);
  last = g_list_model_get_item (G_LIST_MODEL (findings), 1000);
  riskctx_check_str (riskctx_issue_get_code (last), "RCX-E0108");
}
END_TEST

START_TEST (says_something_about_next_to_nothing)
{
  g_autoptr(RiskctxAssessment) empty = riskctx_assessment_new (NULL);
  g_autoptr(GListStore) findings = riskctx_assessment_list_findings (empty);
  guint n_questions = 0;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (findings)); i++)
    {
      g_autoptr(RiskctxIssue) issue = g_list_model_get_item (G_LIST_MODEL (findings), i);

      if (strcmp (riskctx_issue_get_code (issue), "RCX-W0401") == 0)
        n_questions++;
    }
  ck_assert_uint_eq (n_questions, 5);
}
END_TEST

static Suite *
suite (void)
{
  Suite *s = suite_create ("findings");
  TCase *tc = tcase_create ("rules");

  tcase_add_checked_fixture (tc, setup_bakery, teardown_bakery);
  tcase_add_test (tc, has_nothing_to_say_about_a_complete_document);
  tcase_add_loop_test (tc, finds_exactly_the_mistake_planted, 0, G_N_ELEMENTS (rows));
  tcase_add_loop_test (tc, speaks_the_language_asked_for, 0, G_N_ELEMENTS (rows));
  tcase_add_test (tc, names_the_question_that_is_open);
  tcase_add_test (tc, misses_the_other_language);
  tcase_add_test (tc, stops_at_a_thousand);
  tcase_add_test (tc, says_something_about_next_to_nothing);
  suite_add_tcase (s, tc);
  return s;
}

RISKCTX_CHECK_MAIN (suite)
