/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-error.h"
#include "riskctx-item-private.h"
#include "riskctx-report-private.h"

/* Running a report: here or in another thread, from a copy. */

/* A run has a copy of everything, so that it may go on in another thread while the caller changes
 * the original. */
typedef struct
{
  RiskctxReport *report; /* NULL if progress is not told */
  RiskctxAssessment *assessment;
  RiskctxReportSettings settings;
  GMainContext *context; /* of the caller, or NULL to tell at once */
} Job;

typedef struct
{
  RiskctxReport *report;
  double progress;
} Tell;

static gboolean
tell (gpointer data)
{
  Tell *message = data;

  if (message->progress > message->report->progress)
    riskctx_report_tell_progress (message->report, message->progress);
  return G_SOURCE_REMOVE;
}

static void
tell_free (gpointer data)
{
  g_object_unref (((Tell *) data)->report);
  g_free (data);
}

static void
on_progress (double done, gpointer data)
{
  Job *job = data;
  Tell *message = g_new (Tell, 1);

  *message = (Tell){ g_object_ref (job->report), done };
  if (job->context == NULL)
    {
      tell (message);
      tell_free (message);
    }
  else
    g_main_context_invoke_full (job->context, G_PRIORITY_DEFAULT, tell, message, tell_free);
}

/* The library speaks two languages: a report in any other is in English. What is returned lives for
 * ever, as inputs outlive the run. */
static const char *
choose_language (RiskctxReport *self)
{
  const char *language = self->language;

  if (language == NULL)
    language = riskctx_assessment_get_language (self->assessment);
  return language != NULL && g_str_has_prefix (language, "ja") ? "ja" : "en";
}

static Job *
job_new (RiskctxReport *self, gboolean in_thread)
{
  Job *job = g_new0 (Job, 1);

  riskctx_report_tell_progress (self, 0);
  job->report = g_object_ref (self);
  job->assessment = RISKCTX_ASSESSMENT (riskctx_item_copy (RISKCTX_ITEM (self->assessment)));
  job->settings =
      (RiskctxReportSettings){ choose_language (self), self->trials, self->seed, self->years,
                               self->discount_rate,    on_progress,  job };
  job->context = in_thread ? g_main_context_ref_thread_default () : NULL;
  return job;
}

static void
job_free (Job *job)
{
  g_clear_object (&job->assessment);
  g_clear_pointer (&job->context, g_main_context_unref);
  g_object_unref (job->report);
  g_free (job);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Job, job_free)

/* What is invented or assumed is said before anything else. */
static void
write_notices (const RiskctxReportInputs *in, JsonObject *report)
{
  RiskctxItem *item = RISKCTX_ITEM (in->assessment);
  RiskctxText *note = riskctx_item_get_note (item);

  if (riskctx_item_get_provenance (item) == RISKCTX_PROVENANCE_SKETCH)
    riskctx_report_tree_add_notice (report, riskctx_report_word (in, "report.sketch"));
  if (note != NULL)
    riskctx_report_tree_add_notice (report, riskctx_text_get (note, in->language));
}

/* What was found out and what is said of it. */
typedef struct
{
  RiskctxReportInputs *inputs;
  JsonObject *tree;
} Outcome;

static void
outcome_free (Outcome *outcome)
{
  riskctx_report_inputs_unref (outcome->inputs);
  json_object_unref (outcome->tree);
  g_free (outcome);
}

static JsonObject *
write_tree (const RiskctxReportInputs *in)
{
  g_autofree char *date = riskctx_report_date (in, riskctx_assessment_get_date (in->assessment));
  g_autofree char *title = riskctx_report_fill (
      in, "report.title", riskctx_report_title (in, in->assessment), NULL, NULL);
  g_autofree char *subtitle =
      date ? riskctx_report_fill (in, "report.subtitle", date, NULL, NULL)
           : g_strdup (riskctx_report_word (in, "report.subtitle-undated"));
  JsonObject *report = riskctx_report_tree_new (in->language, title, subtitle);

  json_object_set_string_member (report, "currency", in->currency);
  write_notices (in, report);
  riskctx_report_write_summary (in, report);
  riskctx_report_write_company (in, report);
  riskctx_report_write_base (in, report);
  riskctx_report_write_context (in, report);
  riskctx_report_write_brief (in, report);
  riskctx_report_write_gap (in, report);
  riskctx_report_write_damage (in, report);
  riskctx_report_write_options (in, report);
  riskctx_report_write_plan (in, report);
  riskctx_report_write_choice (in, report);
  riskctx_report_write_recovery (in, report);
  riskctx_report_write_cycle (in, report);
  riskctx_report_write_findings (in, report);
  riskctx_report_write_method (in, report);
  return report;
}

static Outcome *
job_run (Job *job, GCancellable *cancellable, GError **error)
{
  RiskctxReportInputs *in =
      riskctx_report_inputs_new (job->assessment, &job->settings, cancellable, error);
  Outcome *outcome;

  if (in == NULL)
    return NULL;
  outcome = g_new (Outcome, 1);
  *outcome = (Outcome){ in, write_tree (in) };
  on_progress (1, job);
  return outcome;
}

static void
take_outcome (RiskctxReport *self, Outcome *outcome)
{
  g_clear_pointer (&self->tree, json_object_unref);
  g_clear_pointer (&self->inputs, riskctx_report_inputs_unref);
  self->tree = json_object_ref (outcome->tree);
  self->inputs = g_atomic_rc_box_acquire (outcome->inputs);
  outcome_free (outcome);
}

/**
 * riskctx_report_translate:
 * @self: a report that has been run
 * @language: `ja` or `en`
 * @error: return location for an error
 *
 * Says what a report found out in another language, without finding it out again.
 *
 * Fails with [error@Error.UNDEFINED] if the report has not been run.
 *
 * Returns: (transfer full): a report with the same figures, which needs no run
 *
 * Since: 1.0
 */
RiskctxReport *
riskctx_report_translate (RiskctxReport *self, const char *language, GError **error)
{
  g_return_val_if_fail (RISKCTX_IS_REPORT (self) && language != NULL, NULL);

  if (self->tree == NULL)
    {
      g_set_error_literal (error, RISKCTX_ERROR, RISKCTX_ERROR_UNDEFINED,
                           "the report has not been run");
      return NULL;
    }

  RiskctxReport *other = riskctx_report_new (self->assessment);
  RiskctxReportInputs in = *self->inputs;

  riskctx_report_set_language (other, language);
  riskctx_report_set_trials (other, self->trials);
  riskctx_report_set_seed (other, self->seed);
  riskctx_report_set_years (other, self->years);
  riskctx_report_set_discount_rate (other, self->discount_rate);
  in.language = choose_language (other);
  other->inputs = g_atomic_rc_box_acquire (self->inputs);
  other->tree = write_tree (&in);
  riskctx_report_tell_progress (other, 1);
  return other;
}

/**
 * riskctx_report_run:
 * @self: a report
 * @cancellable: (nullable): to stop it from another thread
 * @error: return location for an error
 *
 * Finds out what the report says. This takes a second or so; progress is notified meanwhile.
 *
 * Fails with [error@Error.INVALID] if the assessment is not sound, or with `G_IO_ERROR_CANCELLED`;
 * what an earlier run found out is then kept.
 *
 * Returns: %TRUE if it succeeded
 *
 * Since: 1.0
 */
gboolean
riskctx_report_run (RiskctxReport *self, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (RISKCTX_IS_REPORT (self), FALSE);

  g_autoptr(Job) job = job_new (self, FALSE);
  Outcome *outcome = job_run (job, cancellable, error);

  if (outcome == NULL)
    return FALSE;
  take_outcome (self, outcome);
  return TRUE;
}

static void
run_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  Outcome *outcome = job_run (data, cancellable, &error);

  if (outcome != NULL)
    g_task_return_pointer (task, outcome, (GDestroyNotify) outcome_free);
  else
    g_task_return_error (task, error);
}

/**
 * riskctx_report_run_async:
 * @self: a report
 * @cancellable: (nullable): to stop it
 * @callback: (scope async): called in the caller's main context when it is done
 * @user_data: for @callback
 *
 * Finds out what the report says, in another thread, from a copy of the assessment.
 *
 * Since: 1.0
 */
void
riskctx_report_run_async (RiskctxReport *self,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_return_if_fail (RISKCTX_IS_REPORT (self));

  g_autoptr(GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, riskctx_report_run_async);
  g_task_set_task_data (task, job_new (self, TRUE), (GDestroyNotify) job_free);
  g_task_run_in_thread (task, run_in_thread);
}

/**
 * riskctx_report_run_finish:
 * @self: a report
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Finishes what [method@Report.run_async] began.
 *
 * Returns: %TRUE if it succeeded
 *
 * Since: 1.0
 */
gboolean
riskctx_report_run_finish (RiskctxReport *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (RISKCTX_IS_REPORT (self) && g_task_is_valid (result, self), FALSE);

  Outcome *outcome = g_task_propagate_pointer (G_TASK (result), error);

  if (outcome == NULL)
    return FALSE;
  take_outcome (self, outcome);
  return TRUE;
}
