/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <math.h>
#include <riskctx.h>
#include <string.h>

#include "riskctx-check.h"

/* Two risks: "a" of loss events, "b" of threats with a vulnerability; what is believed of either
 * frequency is Gamma (2, 4), as good as four years. */
static const char document[] =
  "{ \"id\": \"x\", \"version\": 1, \"language\": \"en\", \"date\": \"2026-04-01\","
  "  \"organization\": { \"id\": \"o\" },"
  "  \"risks\": ["
  "    { \"id\": \"a\", \"category\": \"system\","
  "      \"frequency\": { \"distribution\": \"gamma\", \"mean\": 0.5, \"cv\": 0.7071067811865476 },"
  "      \"consequences\": ["
  "        { \"id\": \"a1\", \"impact\": \"system\","
  "          \"magnitude\": { \"distribution\": \"lognormal\", \"mean\": 100, \"sd\": 50 } } ] },"
  "    { \"id\": \"b\", \"category\": \"system\","
  "      \"frequency\": { \"distribution\": \"gamma\", \"mean\": 0.5, \"cv\": 0.7071067811865476 },"
  "      \"vulnerability\": 0.5,"
  "      \"consequences\": ["
  "        { \"id\": \"b1\", \"impact\": \"system\","
  "          \"magnitude\": { \"distribution\": \"lognormal\", \"mean\": 100, \"sd\": 50 } },"
  "        { \"id\": \"b2\", \"impact\": \"social\","
  "          \"magnitude\": { \"distribution\": \"normal\", \"mean\": 1, \"sd\": 5 } } ] },"
  "    { \"id\": \"c\", \"category\": \"system\", \"frequency\": 0.5, \"consequences\": [] } ],"
  "  \"incidents\": ["
  "    { \"id\": \"i1\", \"date\": \"2020-03-31\", \"risk\": \"a\" },"
  "    { \"id\": \"i2\", \"date\": \"2020-04-01\", \"risk\": \"a\", \"loss\": 400 },"
  "    { \"id\": \"i3\", \"date\": \"2023-04-01\", \"risk\": \"a\", \"near_miss\": true },"
  "    { \"id\": \"i4\", \"date\": \"2023-04-02\", \"risk\": \"b\", \"near_miss\": true },"
  "    { \"id\": \"i5\", \"date\": \"2024-04-02\", \"risk\": \"b\", \"loss\": 900,"
  "      \"losses\": [ { \"consequence\": \"b1\", \"amount\": 100 },"
  "                    { \"consequence\": \"b2\", \"amount\": 7 } ] },"
  "    { \"id\": \"i6\", \"date\": \"2024-05-02\", \"risk\": \"b\", \"loss\": 900 },"
  "    { \"id\": \"i7\", \"date\": \"2026-04-01\", \"risk\": \"b\" } ],"
  "  \"incidents_from\": \"2020-04-01\" }";

static RiskctxAssessment *
open_document (void)
{
  g_autoptr(GBytes) bytes = g_bytes_new_static (document, strlen (document));
  g_autoptr(GError) error = NULL;
  RiskctxAssessment *assessment = riskctx_assessment_load_from_bytes (bytes, &error);

  ck_assert_msg (error == NULL, "%s", error != NULL ? error->message : "");
  return assessment;
}

/* Borrowed: the list keeps it. */
static RiskctxLesson *
find_lesson (GListStore *lessons,
             const char *risk,
             const char *consequence)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (lessons)); i++)
    {
      g_autoptr(RiskctxLesson) lesson = g_list_model_get_item (G_LIST_MODEL (lessons), i);
      RiskctxConsequence *about = riskctx_lesson_get_consequence (lesson);
      const char *found = about != NULL ? riskctx_item_get_id (RISKCTX_ITEM (about)) : NULL;

      if (g_strcmp0 (found, consequence) == 0
          && g_strcmp0 (riskctx_item_get_id (RISKCTX_ITEM (riskctx_lesson_get_risk (lesson))),
                        risk) == 0)
        return lesson;
    }
  return NULL;
}

static void
check_mean (RiskctxEstimate *estimate,
            double           mean)
{
  riskctx_check_close (riskctx_estimate_get_mean (estimate, NULL), mean, 1e-9);
}

/* From 2020-04-01 to 2026-04-01 there are 2191 days. */
START_TEST (frequencies_follow_the_count)
{
  g_autoptr(RiskctxAssessment) assessment = open_document ();
  g_autoptr(GListStore) lessons =
    riskctx_assessment_list_lessons (assessment, NULL, NULL, 4, NULL);
  const double years = 2191 / 365.25;
  RiskctxLesson *a = find_lesson (lessons, "a", NULL);
  RiskctxLesson *b = find_lesson (lessons, "b", NULL);
  RiskctxLesson *c = find_lesson (lessons, "c", NULL);

  /* One loss event: neither the one before the period nor the near miss counts. */
  ck_assert_uint_eq (riskctx_lesson_get_count (a), 1);
  riskctx_check_close (riskctx_lesson_get_exposure (a), years, 1e-12);
  riskctx_check_close (riskctx_lesson_get_weight (a), years / (years + 4), 1e-9);
  check_mean (riskctx_lesson_get_before (a), 0.5);
  check_mean (riskctx_lesson_get_after (a), 3 / (4 + years));
  /* Three threats, the near miss among them; the last day is not in the period. */
  ck_assert_uint_eq (riskctx_lesson_get_count (b), 3);
  check_mean (riskctx_lesson_get_after (b), 5 / (4 + years));
  /* A number without spread does not learn, and says so in both languages. */
  ck_assert_ptr_null (riskctx_lesson_get_after (c));
  ck_assert_ptr_nonnull (strstr (riskctx_text_get (riskctx_lesson_get_reason (c), "en"), "spread"));
  ck_assert_ptr_nonnull (strstr (riskctx_text_get (riskctx_lesson_get_reason (c), "ja"), "幅"));
  ck_assert_double_eq (riskctx_lesson_get_weight (c), 0);
}
END_TEST

START_TEST (amounts_follow_what_was_observed)
{
  g_autoptr(RiskctxAssessment) assessment = open_document ();
  g_autoptr(GListStore) lessons =
    riskctx_assessment_list_lessons (assessment, NULL, NULL, 4, NULL);
  RiskctxLesson *only = find_lesson (lessons, "a", "a1");
  RiskctxLesson *part = find_lesson (lessons, "b", "b1");
  RiskctxLesson *negative = find_lesson (lessons, "b", "b2");
  g_autoptr(RiskctxEstimate) prior = riskctx_estimate_new_lognormal (100, 50, NULL);
  const double whole[] = { 400 }, share[] = { 100 };
  g_autoptr(RiskctxEstimate) after_whole =
    riskctx_estimate_update_magnitude (prior, whole, 1, 4, NULL);
  g_autoptr(RiskctxEstimate) after_part =
    riskctx_estimate_update_magnitude (prior, share, 1, 4, NULL);

  /* The loss as a whole is that of the only consequence; where there are two it is nobody's. */
  ck_assert_uint_eq (riskctx_lesson_get_count (only), 1);
  check_mean (riskctx_lesson_get_after (only), riskctx_estimate_get_mean (after_whole, NULL));
  riskctx_check_close (riskctx_lesson_get_weight (only), 0.2, 1e-12);
  ck_assert_uint_eq (riskctx_lesson_get_count (part), 1);
  check_mean (riskctx_lesson_get_after (part), riskctx_estimate_get_mean (after_part, NULL));
  ck_assert_ptr_null (riskctx_lesson_get_after (negative));
  ck_assert_ptr_nonnull (riskctx_lesson_get_reason (negative));
}
END_TEST

START_TEST (nothing_is_learned_twice)
{
  g_autoptr(RiskctxAssessment) assessment = open_document ();
  RiskctxRisk *a = RISKCTX_RISK (riskctx_assessment_find (assessment, "a"));
  RiskctxConsequence *a1 = RISKCTX_CONSEQUENCE (riskctx_assessment_find (assessment, "a1"));
  RiskctxRisk *c = RISKCTX_RISK (riskctx_assessment_find (assessment, "c"));
  g_autoptr(GError) error = NULL;
  g_autoptr(RiskctxAssessment) again = NULL;
  g_autofree char *text = NULL;
  g_autoptr(GBytes) bytes = NULL;
  double mean;

  ck_assert (riskctx_assessment_learn (assessment, NULL, "2025-04-01", 4, &error));
  ck_assert_ptr_null (error);
  mean = riskctx_estimate_get_mean (riskctx_risk_get_frequency (a), NULL);
  riskctx_check_close (mean, 3 / (4 + 1826 / 365.25), 1e-9);
  ck_assert_ptr_nonnull (riskctx_estimate_get_source (riskctx_risk_get_frequency (a)));
  ck_assert_double_gt (riskctx_estimate_get_mean (riskctx_consequence_get_magnitude (a1), NULL),
                       100);
  check_mean (riskctx_risk_get_frequency (c), 0.5);
  riskctx_check_str (riskctx_assessment_get_incidents_from (assessment), "2025-04-01");

  /* The period goes on where it ended, and two updates are as good as one. */
  ck_assert (riskctx_assessment_learn (assessment, NULL, NULL, 4, &error));
  check_mean (riskctx_risk_get_frequency (a), 3 / (4 + 2191 / 365.25));
  ck_assert (!riskctx_assessment_learn (assessment, NULL, NULL, 4, &error));
  ck_assert (g_error_matches (error, RISKCTX_ERROR, RISKCTX_ERROR_INVALID));

  text = riskctx_assessment_to_text (assessment);
  bytes = g_bytes_new_static (text, strlen (text));
  again = riskctx_assessment_load_from_bytes (bytes, NULL);
  ck_assert_ptr_nonnull (again);
  riskctx_check_str (riskctx_assessment_get_incidents_from (again), "2026-04-01");
}
END_TEST

START_TEST (a_period_has_to_be_known)
{
  g_autoptr(RiskctxAssessment) assessment = open_document ();
  static const struct
  {
    const char *since;
    const char *until;
  } wrong[] = {
    { "2026-04-01", "2026-04-01" },
    { "2026-04-02", NULL },
    { "yesterday", NULL },
    { NULL, "2026-02-30" },
  };
  g_autoptr(GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      ck_assert_ptr_null (riskctx_assessment_list_lessons (assessment, wrong[i].since,
                                                           wrong[i].until, 4, &error));
      ck_assert (g_error_matches (error, RISKCTX_ERROR, RISKCTX_ERROR_INVALID));
      g_clear_error (&error);
    }
  riskctx_assessment_set_incidents_from (assessment, NULL);
  ck_assert_ptr_null (riskctx_assessment_list_lessons (assessment, NULL, NULL, 4, &error));
  ck_assert_ptr_nonnull (strstr (error->message, "incidents_from"));
}
END_TEST

static Suite *
lesson_suite (void)
{
  Suite *suite = suite_create ("lesson");
  TCase *incidents = tcase_create ("incidents");

  tcase_add_test (incidents, frequencies_follow_the_count);
  tcase_add_test (incidents, amounts_follow_what_was_observed);
  tcase_add_test (incidents, nothing_is_learned_twice);
  tcase_add_test (incidents, a_period_has_to_be_known);
  suite_add_tcase (suite, incidents);
  return suite;
}

RISKCTX_CHECK_MAIN (lesson_suite)
