/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <riskctx.h>
#include <string.h>

#include "riskctx-check.h"

/* The answers of tests/data/context/clinic.json; what has to come of them is held up in
 * tests/bindings/test_interview.py. Here the interview goes to and fro. */

static JsonNode *root;
static RiskctxInterview *interview;

static void
setup (void)
{
  g_autofree char *path = riskctx_check_data ("context/clinic.json");
  g_autofree char *text = NULL;
  g_autoptr(GBytes) bytes = NULL;
  gsize size;

  ck_assert (g_file_get_contents (path, &text, &size, NULL));
  bytes = g_bytes_new (text, size);
  root = riskctx_json_from_bytes (bytes, NULL);
  interview = riskctx_interview_new (NULL, "en");
}

static void
teardown (void)
{
  g_clear_pointer (&root, json_node_unref);
  riskctx_check_finalized (interview);
  interview = NULL;
}

static const char *
current (void)
{
  RiskctxInterviewQuestion *question = riskctx_interview_get_current (interview);

  return question != NULL ? riskctx_interview_question_get_id (question) : NULL;
}

static const char *
reply_to (const char *question)
{
  JsonObject *replies =
    json_object_get_object_member (json_node_get_object (root), "replies");

  return json_object_get_string_member (replies, question);
}

static void
answer_all (void)
{
  g_autoptr(GError) error = NULL;

  while (current () != NULL)
    if (!riskctx_interview_answer (interview, reply_to (current ()), &error))
      ck_abort_msg ("%s: %s", current (), error->message);
}

static guint
count_errors (void)
{
  g_autoptr(GListStore) issues =
    riskctx_assessment_check (riskctx_interview_get_assessment (interview));
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (issues)); i++)
    {
      g_autoptr(RiskctxIssue) issue = g_list_model_get_item (G_LIST_MODEL (issues), i);

      n += riskctx_issue_get_severity (issue) == RISKCTX_SEVERITY_ERROR;
    }
  return n;
}

START_TEST (asks_answers_and_ends)
{
  g_autoptr(GError) error = NULL;

  riskctx_check_str (current (), "name");
  ck_assert (!riskctx_interview_is_settled (interview, "name"));
  answer_all ();
  ck_assert (riskctx_interview_is_settled (interview, "name"));
  ck_assert_double_eq (riskctx_interview_get_progress (interview), 1);
  ck_assert_uint_eq (riskctx_interview_count_settled (interview),
                     riskctx_interview_count_asked (interview));
  ck_assert (!riskctx_interview_answer (interview, "more", &error));
  riskctx_check_error (error, RISKCTX_ERROR, RISKCTX_ERROR_NOT_FOUND);
}
END_TEST

/* From the first question on, so that what others build on goes first. */
START_TEST (takes_everything_back)
{
  GListModel *questions = riskctx_interview_get_questions (interview);
  RiskctxAssessment *assessment = riskctx_interview_get_assessment (interview);

  answer_all ();
  for (guint i = 0; i < g_list_model_get_n_items (questions); i++)
    {
      g_autoptr(RiskctxInterviewQuestion) question = g_list_model_get_item (questions, i);
      g_autoptr(GError) error = NULL;
      const char *id = riskctx_interview_question_get_id (question);

      if (riskctx_interview_go_to (interview, id, NULL)
          && !riskctx_interview_skip (interview, &error))
        ck_abort_msg ("%s: %s", id, error->message);
      ck_assert_uint_eq (count_errors (), 0);
    }
  ck_assert_uint_eq (
    g_list_model_get_n_items (G_LIST_MODEL (riskctx_assessment_get_factors (assessment))), 0);
  ck_assert_uint_eq (
    g_list_model_get_n_items (G_LIST_MODEL (riskctx_assessment_get_risks (assessment))), 0);
  ck_assert_uint_eq (
    g_list_model_get_n_items (G_LIST_MODEL (riskctx_assessment_get_zones (assessment))), 0);
  ck_assert_uint_eq (
    g_list_model_get_n_items (G_LIST_MODEL (riskctx_assessment_get_options (assessment))), 0);
}
END_TEST

START_TEST (goes_back_one_by_one)
{
  guint n = 0;

  answer_all ();
  while (riskctx_interview_back (interview))
    n++;
  ck_assert_uint_eq (n, riskctx_interview_count_asked (interview));
  riskctx_check_str (current (), "name");
  riskctx_check_str (riskctx_interview_get_reply (interview, "name"), reply_to ("name"));
}
END_TEST

static void
count_notification (guint *n)
{
  (*n)++;
}

START_TEST (tells_of_changes)
{
  guint n = 0;

  g_signal_connect_swapped (interview, "notify::current", G_CALLBACK (count_notification), &n);
  ck_assert (riskctx_interview_answer (interview, "Clinic", NULL));
  ck_assert_uint_eq (n, 1);
  ck_assert (riskctx_interview_go_to (interview, "sales", NULL));
  ck_assert_uint_eq (n, 2);
  ck_assert (!riskctx_interview_answer (interview, "a lot", NULL));
  ck_assert_uint_eq (n, 2);
}
END_TEST

static Suite *
interview_suite (void)
{
  Suite *suite = suite_create ("interview");
  TCase *tcase = tcase_create ("interview");

  tcase_add_checked_fixture (tcase, setup, teardown);
  tcase_add_test (tcase, asks_answers_and_ends);
  tcase_add_test (tcase, takes_everything_back);
  tcase_add_test (tcase, goes_back_one_by_one);
  tcase_add_test (tcase, tells_of_changes);
  suite_add_tcase (suite, tcase);
  return suite;
}

RISKCTX_CHECK_MAIN (interview_suite)
