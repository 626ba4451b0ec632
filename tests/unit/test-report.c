/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <riskctx.h>
#include <string.h>

#include "riskctx-check.h"

#define FEW 2000

static RiskctxReport *
make_report (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(RiskctxAssessment) assessment = riskctx_assessment_model_company ("ec-site", &error);
  RiskctxReport *report;

  ck_assert_msg (error == NULL, "%s", error != NULL ? error->message : "");
  report = riskctx_report_new (assessment);
  riskctx_report_set_trials (report, FEW);
  riskctx_report_set_language (report, "en");
  return report;
}

static char *
to_string (RiskctxReport *report, RiskctxReportFormat format)
{
  g_autoptr(GError) error = NULL;
  char *text = riskctx_report_to_string (report, format, &error);

  ck_assert_msg (error == NULL, "%s", error != NULL ? error->message : "");
  return text;
}

static void
run (RiskctxReport *report)
{
  g_autoptr(GError) error = NULL;

  ck_assert (riskctx_report_run (report, NULL, &error));
  ck_assert_msg (error == NULL, "%s", error != NULL ? error->message : "");
}

static void
count_up (GObject *object, GParamSpec *pspec, gpointer data)
{
  (*(guint *) data)++;
}

START_TEST (nothing_is_said_before_it_has_run)
{
  g_autoptr(RiskctxReport) report = make_report ();
  g_autoptr(GError) error = NULL;
  g_autoptr(GError) csv_error = NULL;
  g_autoptr(GError) list_error = NULL;

  ck_assert_ptr_null (riskctx_report_to_string (report, RISKCTX_REPORT_FORMAT_HTML, &error));
  riskctx_check_error (error, RISKCTX_ERROR, RISKCTX_ERROR_UNDEFINED);
  ck_assert_ptr_null (riskctx_report_to_csv (report, "risks", &csv_error));
  riskctx_check_error (csv_error, RISKCTX_ERROR, RISKCTX_ERROR_UNDEFINED);
  ck_assert_ptr_null (riskctx_report_list_tables (report, &list_error));
  riskctx_check_error (list_error, RISKCTX_ERROR, RISKCTX_ERROR_UNDEFINED);
}
END_TEST

START_TEST (progress_reaches_one_and_is_told)
{
  g_autoptr(RiskctxReport) report = make_report ();
  guint told = 0;

  g_signal_connect (report, "notify::progress", G_CALLBACK (count_up), &told);
  ck_assert_double_eq (riskctx_report_get_progress (report), 0);
  run (report);
  ck_assert_double_eq (riskctx_report_get_progress (report), 1);
  ck_assert_uint_ge (told, 3);
}
END_TEST

START_TEST (same_seed_same_bytes)
{
  g_autoptr(RiskctxReport) one = make_report ();
  g_autoptr(RiskctxReport) two = make_report ();

  run (one);
  run (two);
  for (int i = RISKCTX_REPORT_FORMAT_HTML; i <= (int) RISKCTX_REPORT_FORMAT_MARKDOWN; i++)
    {
      g_autofree char *first = to_string (one, (RiskctxReportFormat) i);
      g_autofree char *second = to_string (two, (RiskctxReportFormat) i);

      ck_assert (strcmp (first, second) == 0);
    }

  g_autofree char *before = to_string (two, RISKCTX_REPORT_FORMAT_MARKDOWN);

  riskctx_report_set_seed (two, 99);
  run (two);

  g_autofree char *after = to_string (two, RISKCTX_REPORT_FORMAT_MARKDOWN);

  ck_assert (strcmp (before, after) != 0);
}
END_TEST

START_TEST (settings_are_told_once)
{
  g_autoptr(RiskctxReport) report = make_report ();
  guint told = 0;

  g_signal_connect (report, "notify", G_CALLBACK (count_up), &told);
  riskctx_report_set_seed (report, 7);
  riskctx_report_set_years (report, 9);
  riskctx_report_set_trials (report, 5000);
  riskctx_report_set_discount_rate (report, 0.25);
  riskctx_report_set_language (report, "ja");
  ck_assert_uint_eq (told, 5);
  ck_assert_uint_eq (riskctx_report_get_seed (report), 7);
  ck_assert_uint_eq (riskctx_report_get_years (report), 9);
  ck_assert_uint_eq (riskctx_report_get_trials (report), 5000);
  ck_assert_double_eq (riskctx_report_get_discount_rate (report), 0.25);
  riskctx_check_str (riskctx_report_get_language (report), "ja");
}
END_TEST

START_TEST (every_table_is_there_as_csv)
{
  g_autoptr(RiskctxReport) report = make_report ();
  g_autoptr(GError) error = NULL;
  g_auto(GStrv) tables = NULL;

  run (report);
  tables = riskctx_report_list_tables (report, &error);
  ck_assert_uint_gt (g_strv_length (tables), 10);
  for (guint i = 0; tables[i] != NULL; i++)
    {
      g_autofree char *csv = riskctx_report_to_csv (report, tables[i], &error);

      ck_assert_msg (error == NULL, "%s: %s", tables[i], error != NULL ? error->message : "");
      ck_assert_msg (strchr (csv, '\n') != NULL && strchr (csv, ',') != NULL, "%s", tables[i]);
    }
  ck_assert_ptr_null (riskctx_report_to_csv (report, "no-such-table", &error));
  riskctx_check_error (error, RISKCTX_ERROR, RISKCTX_ERROR_NOT_FOUND);
}
END_TEST

/* What is the same of several components is said once, of all of them, by title. */
START_TEST (findings_are_grouped_and_name_titles)
{
  g_autoptr(RiskctxReport) report = make_report ();
  g_autoptr(GError) error = NULL;
  g_autofree char *csv = NULL;
  const char *unpatched;

  run (report);
  csv = riskctx_report_to_csv (report, "findings", &error);
  unpatched = strstr (csv, "W0503");
  ck_assert_ptr_nonnull (unpatched);
  ck_assert_ptr_null (strstr (unpatched + 1, "W0503"));
  ck_assert_ptr_null (strstr (csv, "web-server"));
}
END_TEST

START_TEST (dates_are_written_as_the_language_does)
{
  g_autoptr(RiskctxReport) report = make_report ();

  run (report);

  g_autofree char *english = to_string (report, RISKCTX_REPORT_FORMAT_MARKDOWN);

  riskctx_report_set_language (report, "ja");
  run (report);

  g_autofree char *japanese = to_string (report, RISKCTX_REPORT_FORMAT_MARKDOWN);

  ck_assert_ptr_nonnull (strstr (english, "As of 31 March 2018"));
  ck_assert_ptr_nonnull (strstr (japanese, "2018年3月31日"));
  ck_assert_ptr_null (strstr (japanese, "2018-03-31"));
  ck_assert_ptr_null (strstr (english, "2018-03-31"));
  /* the edition of a reference is a month */
  ck_assert_ptr_nonnull (strstr (japanese, "| 2023年3月 |"));
  ck_assert_ptr_nonnull (strstr (english, "| March 2023 |"));
}
END_TEST

/* The other language says the same of the same figures, as if it had been run. */
START_TEST (a_translation_is_what_a_run_would_say)
{
  g_autoptr(RiskctxReport) report = make_report ();
  g_autoptr(RiskctxReport) japanese = NULL;
  g_autoptr(GError) error = NULL;

  ck_assert_ptr_null (riskctx_report_translate (report, "ja", &error));
  riskctx_check_error (error, RISKCTX_ERROR, RISKCTX_ERROR_UNDEFINED);
  g_clear_error (&error);
  run (report);
  japanese = riskctx_report_translate (report, "ja", &error);
  ck_assert_ptr_nonnull (japanese);
  riskctx_check_str (riskctx_report_get_language (japanese), "ja");

  g_autofree char *english = to_string (report, RISKCTX_REPORT_FORMAT_HTML);
  g_autofree char *translated = to_string (japanese, RISKCTX_REPORT_FORMAT_HTML);

  /* It stands by itself, and leads back. */
  g_clear_object (&report);

  g_autoptr(RiskctxReport) again = riskctx_report_translate (japanese, "en", &error);
  g_autofree char *back = to_string (again, RISKCTX_REPORT_FORMAT_HTML);

  ck_assert (strcmp (english, back) == 0);
  report = make_report ();
  riskctx_report_set_language (report, "ja");
  run (report);

  g_autofree char *run_in_japanese = to_string (report, RISKCTX_REPORT_FORMAT_HTML);

  ck_assert (strcmp (translated, run_in_japanese) == 0);
}
END_TEST

static void
on_done (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static GAsyncResult *
wait_for (RiskctxReport *report, GCancellable *cancellable)
{
  GAsyncResult *result = NULL;

  riskctx_report_run_async (report, cancellable, on_done, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return result;
}

START_TEST (another_thread_says_the_same)
{
  g_autoptr(RiskctxReport) here = make_report ();
  g_autoptr(RiskctxReport) there = make_report ();
  g_autoptr(GAsyncResult) result = wait_for (there, NULL);
  g_autoptr(GError) error = NULL;

  ck_assert (riskctx_report_run_finish (there, result, &error));
  run (here);

  g_autofree char *first = to_string (here, RISKCTX_REPORT_FORMAT_HTML);
  g_autofree char *second = to_string (there, RISKCTX_REPORT_FORMAT_HTML);

  ck_assert (strcmp (first, second) == 0);
}
END_TEST

START_TEST (cancelling_keeps_what_was_found_out)
{
  g_autoptr(RiskctxReport) report = make_report ();
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;

  run (report);

  g_autofree char *before = to_string (report, RISKCTX_REPORT_FORMAT_MARKDOWN);

  g_cancellable_cancel (cancellable);

  g_autoptr(GAsyncResult) result = wait_for (report, cancellable);

  ck_assert (!riskctx_report_run_finish (report, result, &error));
  riskctx_check_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  g_autofree char *after = to_string (report, RISKCTX_REPORT_FORMAT_MARKDOWN);

  ck_assert (strcmp (before, after) == 0);
}
END_TEST

static Suite *
report_suite (void)
{
  Suite *suite = suite_create ("report");
  TCase *tcase = tcase_create ("report");

  tcase_set_timeout (tcase, 120);
  tcase_add_test (tcase, nothing_is_said_before_it_has_run);
  tcase_add_test (tcase, progress_reaches_one_and_is_told);
  tcase_add_test (tcase, same_seed_same_bytes);
  tcase_add_test (tcase, settings_are_told_once);
  tcase_add_test (tcase, every_table_is_there_as_csv);
  tcase_add_test (tcase, findings_are_grouped_and_name_titles);
  tcase_add_test (tcase, dates_are_written_as_the_language_does);
  tcase_add_test (tcase, a_translation_is_what_a_run_would_say);
  tcase_add_test (tcase, another_thread_says_the_same);
  tcase_add_test (tcase, cancelling_keeps_what_was_found_out);
  suite_add_tcase (suite, tcase);
  return suite;
}

RISKCTX_CHECK_MAIN (report_suite)
