/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <math.h>
#include <riskctx.h>
#include <string.h>

#include "bakery.h"

static RiskctxLossResult *
simulate (RiskctxAssessment *assessment)
{
  g_autoptr(RiskctxSimulation) simulation = riskctx_simulation_new (assessment);
  g_autoptr(GError) error = NULL;
  RiskctxLossResult *loss;

  riskctx_simulation_set_trials (simulation, 5000); /* where it is not exact */
  loss = riskctx_simulation_run (simulation, NULL, &error);
  ck_assert_msg (loss != NULL, "%s", error != NULL ? error->message : "no error");
  return loss;
}

static const char *
say (RiskctxBrief   *brief,
     RiskctxQuestion question,
     const char     *language)
{
  return riskctx_text_get (riskctx_answer_get_text (riskctx_brief_get_answer (brief, question)),
                           language);
}

/* The sources as id@depth<via, in their order. */
static char *
list_sources (RiskctxBrief   *brief,
              RiskctxQuestion question)
{
  GListModel *sources = riskctx_answer_get_sources (riskctx_brief_get_answer (brief, question));
  GString *string = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (sources); i++)
    {
      g_autoptr(RiskctxEvidence) source = g_list_model_get_item (sources, i);

      g_string_append_printf (string, "%s%s", i > 0 ? " " : "", riskctx_evidence_get_id (source));
      if (riskctx_evidence_get_depth (source) > 0)
        g_string_append_printf (string, "@%u<%s", riskctx_evidence_get_depth (source),
                                riskctx_evidence_get_via (source));
    }
  return g_string_free (string, FALSE);
}

static const struct
{
  RiskctxQuestion question;
  const char     *en;
  const char     *ja;
  const char     *sources;
} answers[] = {
  { RISKCTX_QUESTION_PURPOSE, "Buyers can order with peace of mind.",
    "買い手が安心して注文できるようにする。", "p1 t1 x1@1<p1 x2@1<t1 buyers@2<x1" },
  { RISKCTX_QUESTION_SCOPE, "The online shop comes first. It covers Online shop.",
    "オンラインショップを最優先とする。対象はオンラインショップ。", "p2 shop n1 x1@1<p2 buyers@2<x1" },
  { RISKCTX_QUESTION_REDUCTION,
    "Raise the security level from 1 to 2. Gaps to close: Addresses are not protected.",
    "セキュリティレベルを1から2に引き上げる。解消する差異: 住所が保護されていない。",
    "p3 criteria g1 a1 x1@1<p3 t1@1<g1 n1@1<a1 buyers@2<x1 x2@2<t1 p1@2<t1" },
  { RISKCTX_QUESTION_TRIGGER,
    "Measures are taken from an expected annual loss of ¥200K in a category on. "
    "Besides, the criteria set limits to be kept (1) and points of a tolerance curve (0).",
    "区分ごとの期待年間損失が20万円以上なら対策を行う。"
    "このほか、限度（1件）と許容曲線（0点）を守る。",
    "criteria leak default fire recall g1@1<leak x2@1<leak" },
  { RISKCTX_QUESTION_BUDGET,
    "Up to ¥3.0M: the funds available. What spending on system risk can be worth is not known "
    "without simulated losses.",
    "上限の目安は300万円。使える資金である。"
    "損失の試算がないため、システムリスクへの支出が見合う上限は分からない。",
    "organization organization organization n2" },
};

START_TEST (answers_from_the_document_alone)
{
  g_autoptr(RiskctxBrief) brief = riskctx_brief_new (bakery, NULL, NULL);
  g_autofree char *sources = list_sources (brief, answers[_i].question);

  ck_assert (riskctx_answer_get_answered (riskctx_brief_get_answer (brief, answers[_i].question)));
  riskctx_check_str (say (brief, answers[_i].question, "en"), answers[_i].en);
  riskctx_check_str (say (brief, answers[_i].question, "ja"), answers[_i].ja);
  riskctx_check_str (sources, answers[_i].sources);
}
END_TEST

START_TEST (adds_figures_from_losses)
{
  g_autoptr(RiskctxLossResult) loss = simulate (bakery);
  g_autoptr(RiskctxBrief) brief = riskctx_brief_new (bakery, loss, NULL);
  RiskctxFigure *target =
    riskctx_answer_get_figure (riskctx_brief_get_answer (brief, RISKCTX_QUESTION_REDUCTION));
  RiskctxFigure *threshold =
    riskctx_answer_get_figure (riskctx_brief_get_answer (brief, RISKCTX_QUESTION_TRIGGER));
  RiskctxFigure *budget =
    riskctx_answer_get_figure (riskctx_brief_get_answer (brief, RISKCTX_QUESTION_BUDGET));
  g_autofree char *sources = list_sources (brief, RISKCTX_QUESTION_TRIGGER);
  g_autofree char *reduced = list_sources (brief, RISKCTX_QUESTION_REDUCTION);

  ck_assert_double_eq (riskctx_figure_get_value (target, NULL), 2);
  riskctx_check_str (riskctx_figure_get_unit (target), "level");
  ck_assert_double_eq (riskctx_figure_get_value (threshold, NULL), 200000);
  riskctx_check_str (riskctx_figure_get_unit (threshold), "currency/year");
  /* 0.1 × 4,000,000 ÷ e, far below the funds of 3,000,000 */
  riskctx_check_close (riskctx_figure_get_value (budget, NULL), 400000 / G_E, 1e-6);
  ck_assert_uint_eq (riskctx_figure_get_n_inputs (budget), 2);
  /* system 400,000, quality 240,000, disaster 200,000; not financial 100,000 */
  riskctx_check_str (sources, "criteria leak fire recall default g1@1<leak x2@1<leak");
  ck_assert_ptr_nonnull (strstr (say (brief, RISKCTX_QUESTION_TRIGGER, "en"),
                                 "This is reached by Accident and disaster, Quality, "
                                 "System (information security)."));
  ck_assert_ptr_nonnull (strstr (say (brief, RISKCTX_QUESTION_TRIGGER, "en"),
                                 "Exceeded at present: 0."));
  /* the assessment gives a figure, but rests on everything: it is not followed */
  riskctx_check_str (reduced, "p3 criteria g1 a1 bakery x1@1<p3 t1@1<g1 n1@1<a1 buyers@2<x1 "
                              "x2@2<t1 p1@2<t1");
  ck_assert_ptr_nonnull (strstr (say (brief, RISKCTX_QUESTION_REDUCTION, "en"),
                                 "The expected annual loss of ¥940,000 is within the ¥1M"));
}
END_TEST

START_TEST (never_suggests_more_than_there_is)
{
  g_autoptr(RiskctxLossResult) loss = simulate (bakery);
  g_autoptr(RiskctxEstimate) little = riskctx_estimate_new_fixed (1000);
  g_autoptr(RiskctxBrief) poor = NULL;
  g_autoptr(RiskctxBrief) unknown = NULL;
  g_autoptr(RiskctxBrief) neither = NULL;
  RiskctxAnswer *answer;

  riskctx_organization_set_funds_available (get ("organization"), little);
  poor = riskctx_brief_new (bakery, loss, NULL);
  answer = riskctx_brief_get_answer (poor, RISKCTX_QUESTION_BUDGET);
  ck_assert_double_eq (riskctx_figure_get_value (riskctx_answer_get_figure (answer), NULL), 1000);

  riskctx_organization_set_funds_available (get ("organization"), NULL);
  unknown = riskctx_brief_new (bakery, loss, NULL);
  answer = riskctx_brief_get_answer (unknown, RISKCTX_QUESTION_BUDGET);
  riskctx_check_close (riskctx_figure_get_value (riskctx_answer_get_figure (answer), NULL),
                       400000 / G_E, 1e-6);

  neither = riskctx_brief_new (bakery, NULL, NULL);
  answer = riskctx_brief_get_answer (neither, RISKCTX_QUESTION_BUDGET);
  ck_assert (!riskctx_answer_get_answered (answer));
  ck_assert_ptr_null (riskctx_answer_get_figure (answer));
}
END_TEST

START_TEST (takes_losses_from_the_plan)
{
  g_autoptr(RiskctxInvestmentPlan) plan =
    riskctx_investment_plan_new (bakery, (const char *[]) { "accounts", NULL });
  g_autoptr(RiskctxBrief) idle = riskctx_brief_new (bakery, NULL, plan);
  g_autoptr(RiskctxBrief) brief = NULL;
  g_autoptr(GError) error = NULL;

  ck_assert_ptr_null (strstr (say (idle, RISKCTX_QUESTION_BUDGET, "en"), "options cost"));
  ck_assert_msg (riskctx_investment_plan_run (plan, NULL, &error), "%s",
                 error != NULL ? error->message : "no error");
  brief = riskctx_brief_new (bakery, NULL, plan);
  /* 200,000 once is more than the 147,152 that the bound allows */
  ck_assert_msg (strstr (say (brief, RISKCTX_QUESTION_BUDGET, "en"),
                         "The chosen options cost ¥200,000 once and ¥50,000 a year, which is more.")
                   != NULL,
                 "%s", say (brief, RISKCTX_QUESTION_BUDGET, "en"));
  ck_assert_msg (strstr (say (brief, RISKCTX_QUESTION_REDUCTION, "en"),
                         "The chosen options take the expected annual loss from") != NULL,
                 "%s", say (brief, RISKCTX_QUESTION_REDUCTION, "en"));
}
END_TEST

START_TEST (says_what_was_not_used)
{
  g_autoptr(RiskctxFactor) stray = riskctx_factor_new ("stray");
  g_autoptr(RiskctxStatement) as_is = riskctx_statement_new ("idle");
  g_autoptr(RiskctxBrief) brief = NULL;
  GListModel *not_used;
  g_autoptr(RiskctxEvidence) first = NULL;
  g_autoptr(RiskctxEvidence) second = NULL;

  riskctx_factor_set_context_class (stray, RISKCTX_CONTEXT_CLASS_INT_CULTURE);
  riskctx_statement_set_kind (as_is, RISKCTX_STATEMENT_KIND_AS_IS);
  riskctx_item_list_append (riskctx_assessment_get_factors (bakery), RISKCTX_ITEM (stray));
  riskctx_item_list_append (riskctx_assessment_get_statements (bakery), RISKCTX_ITEM (as_is));
  brief = riskctx_brief_new (bakery, NULL, NULL);
  not_used = riskctx_brief_get_not_used (brief);
  ck_assert_uint_eq (g_list_model_get_n_items (not_used), 2);
  first = g_list_model_get_item (not_used, 0);
  second = g_list_model_get_item (not_used, 1);
  riskctx_check_str (riskctx_evidence_get_id (first), "stray");
  riskctx_check_str (riskctx_evidence_get_id (second), "idle");
  /* 4 factors, 1 as-is, 1 to-be, 1 gap */
  ck_assert_uint_eq (g_list_model_get_n_items (riskctx_brief_get_used (brief)), 7);
}
END_TEST

START_TEST (says_how_far_it_can_be_relied_on)
{
  g_autoptr(RiskctxBrief) brief = NULL;
  g_auto(GStrv) notes = NULL;

  riskctx_item_set_provenance (get ("t1"), RISKCTX_PROVENANCE_SKETCH);
  brief = riskctx_brief_new (bakery, NULL, NULL);
  notes =
    riskctx_answer_dup_notes (riskctx_brief_get_answer (brief, RISKCTX_QUESTION_PURPOSE), "en");
  ck_assert_uint_eq (g_strv_length (notes), 1);
  riskctx_check_str (notes[0], "Examples or our reading, not facts of the organization: 1 of the 2 "
                               "items that this answer uses directly.");
}
END_TEST

START_TEST (is_not_answered_without_a_factor)
{
  g_autoptr(RiskctxBrief) brief = NULL;
  RiskctxAnswer *answer;
  g_auto(GStrv) notes = NULL;

  riskctx_statement_set_factors (get ("p2"), NULL);
  riskctx_factor_set_components (get ("n1"), NULL);
  brief = riskctx_brief_new (bakery, NULL, NULL);
  answer = riskctx_brief_get_answer (brief, RISKCTX_QUESTION_SCOPE);
  ck_assert (!riskctx_answer_get_answered (answer));
  notes = riskctx_answer_dup_notes (answer, "en");
  riskctx_check_str (notes[0], "No factor leads to this answer, so it cannot be traced.");
}
END_TEST

START_TEST (says_that_the_level_is_reached)
{
  g_autoptr(RiskctxBrief) brief = NULL;

  riskctx_statement_set_level (get ("a1"), 2);
  brief = riskctx_brief_new (bakery, NULL, NULL);
  ck_assert_ptr_nonnull (strstr (say (brief, RISKCTX_QUESTION_REDUCTION, "en"),
                                 "The security level of 2 already reaches the target of 2."));
}
END_TEST

START_TEST (takes_the_weakest_part_for_the_level_there_is)
{
  g_autoptr(RiskctxStatement) strong = riskctx_statement_new ("a2");
  g_autoptr(RiskctxStatement) weak = riskctx_statement_new ("a3");
  g_autoptr(RiskctxBrief) brief = NULL;

  riskctx_statement_set_kind (strong, RISKCTX_STATEMENT_KIND_AS_IS);
  riskctx_statement_set_level (strong, 1.5);
  riskctx_statement_set_kind (weak, RISKCTX_STATEMENT_KIND_AS_IS);
  riskctx_statement_set_level (weak, 0.5);
  riskctx_item_list_append (riskctx_assessment_get_statements (bakery), RISKCTX_ITEM (strong));
  riskctx_item_list_append (riskctx_assessment_get_statements (bakery), RISKCTX_ITEM (weak));
  brief = riskctx_brief_new (bakery, NULL, NULL);
  ck_assert_ptr_nonnull (strstr (say (brief, RISKCTX_QUESTION_REDUCTION, "en"),
                                 "Raise the security level from 0.5 to 2."));
}
END_TEST

START_TEST (answers_nothing_from_nothing)
{
  g_autoptr(RiskctxAssessment) empty = riskctx_assessment_new (NULL);
  RiskctxBrief *brief = riskctx_brief_new (empty, NULL, NULL);
  GListModel *all = riskctx_brief_get_answers (brief);

  ck_assert_uint_eq (g_list_model_get_n_items (all), 5);
  for (guint i = 0; i < 5; i++)
    {
      g_autoptr(RiskctxAnswer) answer = g_list_model_get_item (all, i);
      RiskctxText *text = riskctx_answer_get_text (answer);

      ck_assert_int_eq (riskctx_answer_get_question (answer), i);
      ck_assert (!riskctx_answer_get_answered (answer));
      ck_assert_msg (g_str_has_prefix (riskctx_text_get (text, "en"), "Not answered"), "%s",
                     riskctx_text_get (text, "en"));
      ck_assert_msg (g_str_has_prefix (riskctx_text_get (text, "ja"), "未回答"), "%s",
                     riskctx_text_get (text, "ja"));
    }
  riskctx_check_finalized (brief);
}
END_TEST

START_TEST (accounts_for_everything_in_the_ec_site)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(RiskctxAssessment) site = riskctx_assessment_model_company ("ec-site", &error);
  g_autoptr(RiskctxLossResult) loss = NULL;
  g_autoptr(RiskctxBrief) brief = NULL;
  guint n_links = 0;

  ck_assert_msg (site != NULL, "%s", error != NULL ? error->message : "no error");
  loss = simulate (site);
  brief = riskctx_brief_new (site, loss, NULL);
  for (guint i = 0; i < 5; i++)
    {
      RiskctxAnswer *answer = riskctx_brief_get_answer (brief, (RiskctxQuestion) i);
      GListModel *sources = riskctx_answer_get_sources (answer);
      guint n_factors = 0;

      ck_assert_msg (riskctx_answer_get_answered (answer), "question %u", i);
      for (guint j = 0; j < g_list_model_get_n_items (sources); j++)
        {
          g_autoptr(RiskctxEvidence) source = g_list_model_get_item (sources, j);

          n_factors += RISKCTX_IS_FACTOR (riskctx_evidence_get_item (source)) ? 1 : 0;
        }
      ck_assert_msg (n_factors > 0, "question %u", i);
    }

  n_links = g_list_model_get_n_items (G_LIST_MODEL (riskctx_assessment_get_factors (site)));
  /* 3 as-is, 6 to-be, 2 gaps; the purpose, scope and level are answers themselves */
  ck_assert_uint_eq (g_list_model_get_n_items (riskctx_brief_get_used (brief))
                       + g_list_model_get_n_items (riskctx_brief_get_not_used (brief)),
                     n_links + 3 + 6 + 2);
  ck_assert (riskctx_grounds_get_any_holds (riskctx_brief_get_grounds (brief)));
}
END_TEST

static Suite *
suite (void)
{
  Suite *s = suite_create ("brief");
  TCase *tc = tcase_create ("answers");

  tcase_add_checked_fixture (tc, setup_bakery, teardown_bakery);
  tcase_add_loop_test (tc, answers_from_the_document_alone, 0, G_N_ELEMENTS (answers));
  tcase_add_test (tc, adds_figures_from_losses);
  tcase_add_test (tc, never_suggests_more_than_there_is);
  tcase_add_test (tc, takes_losses_from_the_plan);
  tcase_add_test (tc, says_what_was_not_used);
  tcase_add_test (tc, says_how_far_it_can_be_relied_on);
  tcase_add_test (tc, is_not_answered_without_a_factor);
  tcase_add_test (tc, says_that_the_level_is_reached);
  tcase_add_test (tc, takes_the_weakest_part_for_the_level_there_is);
  tcase_add_test (tc, answers_nothing_from_nothing);
  tcase_add_test (tc, accounts_for_everything_in_the_ec_site);
  suite_add_tcase (s, tc);
  return s;
}

RISKCTX_CHECK_MAIN (suite)
