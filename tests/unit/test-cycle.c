/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <riskctx.h>
#include <string.h>

#include "bakery.h"

/* Row: from, column: to, in the order of the enumeration. */
static const char *const allowed[] = {
  /*                      IGPRPERC */
  /* internal-loop */    "xx......",
  /* gap-visible */      "..x.....",
  /* persuasion */       "...x..x.",
  /* redeployment */     "....x...",
  /* planned */          ".....x..",
  /* executed */         ".x.....x",
  /* retained */         ".x......",
  /* closed */           ".x......",
};

START_TEST (allows_the_steps_of_the_working_group_only)
{
  for (guint to = 0; to < 8; to++)
    {
      const gboolean expected = allowed[_i][to] == 'x';
      const char *en =
        riskctx_loop_state_describe ((RiskctxLoopState) _i, (RiskctxLoopState) to, "en");
      const char *ja =
        riskctx_loop_state_describe ((RiskctxLoopState) _i, (RiskctxLoopState) to, "ja");

      ck_assert_msg (riskctx_loop_state_allows ((RiskctxLoopState) _i, (RiskctxLoopState) to)
                       == expected,
                     "%d to %u", _i, to);
      ck_assert_msg ((en != NULL) == expected && (ja != NULL) == expected, "%d to %u", _i, to);
      ck_assert (en == NULL || strcmp (en, ja) != 0);
    }
}
END_TEST

START_TEST (stands_where_the_latest_review_left_it)
{
  RiskctxCycle *cycle = riskctx_cycle_new (bakery);
  GListModel *history = riskctx_cycle_get_history (cycle);
  g_autoptr(RiskctxItem) first = g_list_model_get_item (history, 0);

  ck_assert_uint_eq (g_list_model_get_n_items (history), 2);
  riskctx_check_str (riskctx_item_get_id (first), "r1");
  riskctx_check_str (riskctx_item_get_id (RISKCTX_ITEM (riskctx_cycle_get_latest (cycle))), "r2");
  ck_assert_int_eq (riskctx_cycle_get_state (cycle), RISKCTX_LOOP_STATE_PERSUASION);
  ck_assert_int_eq (riskctx_cycle_get_loop (cycle), RISKCTX_LOOP_EXTERNAL_INFORMED);
  riskctx_check_str (riskctx_cycle_get_next_date (cycle), "2026-10-01");
  riskctx_check_finalized (cycle);
}
END_TEST

START_TEST (sees_the_gap_once_there_is_a_to_be)
{
  RiskctxItemList *reviews = riskctx_assessment_get_reviews (bakery);
  RiskctxItemList *statements = riskctx_assessment_get_statements (bakery);
  g_autoptr(RiskctxCycle) informed = NULL;
  g_autoptr(RiskctxCycle) internal = NULL;
  guint position;

  riskctx_item_list_remove (reviews, 0);
  riskctx_item_list_remove (reviews, 0);
  informed = riskctx_cycle_new (bakery);
  ck_assert_int_eq (riskctx_cycle_get_state (informed), RISKCTX_LOOP_STATE_GAP_VISIBLE);
  ck_assert_int_eq (riskctx_cycle_get_loop (informed), RISKCTX_LOOP_EXTERNAL_INFORMED);
  ck_assert_ptr_null (riskctx_cycle_get_latest (informed));
  ck_assert_ptr_null (riskctx_cycle_get_next_date (informed));

  ck_assert (riskctx_item_list_get_position (statements, riskctx_assessment_find (bakery, "t1"),
                                             &position));
  riskctx_item_list_remove (statements, position);
  internal = riskctx_cycle_new (bakery);
  ck_assert_int_eq (riskctx_cycle_get_state (internal), RISKCTX_LOOP_STATE_INTERNAL_LOOP);
  ck_assert_int_eq (riskctx_cycle_get_loop (internal), RISKCTX_LOOP_INTERNAL);
}
END_TEST

static const struct
{
  const char *date;
  const char *ids;
} days[] = {
  { "2026-04-30", "" },
  { "2026-05-01", "i1" },
  { "2026-10-01", "i1" },
  { "2026-10-02", "r2 i1" },
};

START_TEST (is_overdue_from_the_day_after)
{
  g_autoptr(RiskctxCycle) cycle = riskctx_cycle_new (bakery);
  g_autoptr(GListStore) overdue = riskctx_cycle_list_overdue (cycle, days[_i].date);
  GString *ids = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (overdue)); i++)
    {
      g_autoptr(RiskctxEvidence) one = g_list_model_get_item (G_LIST_MODEL (overdue), i);

      g_string_append_printf (ids, "%s%s", i > 0 ? " " : "", riskctx_evidence_get_id (one));
    }
  riskctx_check_str (ids->str, days[_i].ids);
  g_string_free (ids, TRUE);
}
END_TEST

START_TEST (says_since_when)
{
  g_autoptr(RiskctxCycle) cycle = riskctx_cycle_new (bakery);
  g_autoptr(GListStore) overdue = riskctx_cycle_list_overdue (cycle, "2027-01-01");
  g_autoptr(RiskctxEvidence) review = g_list_model_get_item (G_LIST_MODEL (overdue), 0);
  RiskctxText *text = riskctx_evidence_get_text (review);

  riskctx_check_str (riskctx_text_get (text, "en"), "Second review: overdue since 2026-10-01");
  riskctx_check_str (riskctx_text_get (text, "ja"), "第二回見直し: 2026-10-01 の期限を過ぎている");
}
END_TEST

START_TEST (writes_itself_in_one_language)
{
  g_autoptr(RiskctxCycle) cycle = riskctx_cycle_new (bakery);
  g_autoptr(JsonNode) node = riskctx_cycle_to_json (cycle, "2026-05-01", "ja");
  g_autofree char *text = riskctx_json_to_string (node, FALSE, NULL);

  riskctx_check_str (text,
                     "{\"loop\":\"external-informed\",\"state\":\"persuasion\","
                     "\"label\":{\"ja\":\"フィードバックと説得\"},\"latest\":\"r2\","
                     "\"next_date\":\"2026-10-01\",\"date\":\"2026-05-01\",\"overdue\":["
                     "{\"id\":\"i1\",\"noun\":\"indicator\",\"text\":"
                     "{\"ja\":\"月間注文数: 2026-04-30 の期限を過ぎている\"},\"depth\":0}],"
                     "\"steps\":[\"redeployment\",\"retained\"],\"consultations\":[],"
                     "\"not_consulted\":["
                     "{\"id\":\"buyers\",\"noun\":\"stakeholder\",\"text\":"
                     "{\"ja\":\"買い手\"},\"depth\":0},"
                     "{\"id\":\"staff\",\"noun\":\"stakeholder\",\"text\":"
                     "{\"ja\":\"従業員\"},\"depth\":0}]}");
}
END_TEST

START_TEST (moves_on_with_what_is_put_on_record)
{
  g_autoptr(RiskctxCycle) cycle = riskctx_cycle_new (bakery);
  g_autoptr(GError) error = NULL;
  RiskctxItemList *reviews = riskctx_assessment_get_reviews (bakery);
  const guint n = g_list_model_get_n_items (G_LIST_MODEL (reviews));
  RiskctxReview *review;

  ck_assert_ptr_null (riskctx_cycle_record (cycle, "2026-10-01", RISKCTX_LOOP_STATE_CLOSED, NULL,
                                            &error));
  ck_assert (g_error_matches (error, RISKCTX_ERROR, RISKCTX_ERROR_INVALID));
  ck_assert_uint_eq (g_list_model_get_n_items (G_LIST_MODEL (reviews)), n);

  review = riskctx_cycle_record (cycle, "2026-10-01", RISKCTX_LOOP_STATE_RETAINED, "2027-10-01",
                                 NULL);
  ck_assert_ptr_nonnull (review);
  riskctx_check_str (riskctx_item_get_id (RISKCTX_ITEM (review)), "review-2026-10-01");
  ck_assert_ptr_null (riskctx_review_get_options (review)); /* nothing was agreed */
  ck_assert_uint_eq (g_list_model_get_n_items (G_LIST_MODEL (reviews)), n + 1);
  ck_assert_int_eq (riskctx_cycle_get_state (cycle), RISKCTX_LOOP_STATE_RETAINED);
  riskctx_check_str (riskctx_cycle_get_next_date (cycle), "2027-10-01");
  ck_assert_ptr_eq (riskctx_cycle_get_latest (cycle), review);

  review = riskctx_cycle_record (cycle, "2026-10-01", RISKCTX_LOOP_STATE_GAP_VISIBLE, NULL, NULL);
  riskctx_check_str (riskctx_item_get_id (RISKCTX_ITEM (review)), "review-2026-10-01-2");
}
END_TEST

/* The options of the EC site: the third excludes the other two. */
START_TEST (proposes_what_goes_together_unless_a_review_chose)
{
  g_autoptr(RiskctxAssessment) assessment = riskctx_assessment_model_company ("ec-site", NULL);
  g_autoptr(RiskctxCycle) cycle = riskctx_cycle_new (assessment);
  g_auto(GStrv) together = riskctx_cycle_propose_options (cycle);
  g_autofree char *ids = g_strjoinv (" ", together);
  g_autoptr(RiskctxReview) review = riskctx_review_new ("latest");
  g_autoptr(RiskctxCycle) later = NULL;
  g_auto(GStrv) chosen = NULL;

  ck_assert_str_eq (ids, "secure-site operations");
  riskctx_review_set_date (review, "2030-01-01");
  riskctx_review_set_options (review, (const char *[]) { "close-site", NULL });
  riskctx_item_list_append (riskctx_assessment_get_reviews (assessment), RISKCTX_ITEM (review));
  later = riskctx_cycle_new (assessment);
  chosen = riskctx_cycle_propose_options (later);
  ck_assert_str_eq (chosen[0], "close-site");
  ck_assert_ptr_null (chosen[1]);
}
END_TEST

START_TEST (refuses_what_is_no_date)
{
  g_autoptr(RiskctxCycle) cycle = riskctx_cycle_new (bakery);

  riskctx_cycle_list_overdue (cycle, "tomorrow");
}
END_TEST

static Suite *
suite (void)
{
  Suite *s = suite_create ("cycle");
  TCase *states = tcase_create ("states");
  TCase *reviews = tcase_create ("reviews");

  tcase_add_loop_test (states, allows_the_steps_of_the_working_group_only, 0,
                       G_N_ELEMENTS (allowed));
  suite_add_tcase (s, states);

  tcase_add_checked_fixture (reviews, setup_bakery, teardown_bakery);
  tcase_add_test (reviews, stands_where_the_latest_review_left_it);
  tcase_add_test (reviews, sees_the_gap_once_there_is_a_to_be);
  tcase_add_loop_test (reviews, is_overdue_from_the_day_after, 0, G_N_ELEMENTS (days));
  tcase_add_test (reviews, says_since_when);
  tcase_add_test (reviews, proposes_what_goes_together_unless_a_review_chose);
  tcase_add_test (reviews, writes_itself_in_one_language);
  tcase_add_test (reviews, moves_on_with_what_is_put_on_record);
  if (riskctx_check_forks ())
    tcase_add_test_raise_signal (reviews, refuses_what_is_no_date, SIGTRAP);
  suite_add_tcase (s, reviews);
  return s;
}

RISKCTX_CHECK_MAIN (suite)
