/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-version-comparison-private.h"

#include <string.h>

#include "riskctx-cycle.h"
#include "riskctx-findings.h"
#include "riskctx-issue-private.h"

#define BRIDGE_KEY "riskctx-bridge" /* of a task */

/* The member that a finding is about; "" where it is about an item in a list. */
static const char *
member_of (RiskctxIssue *issue)
{
  const char *pointer = riskctx_issue_get_pointer (issue);
  const char *last = pointer != NULL ? strrchr (pointer, '/') : NULL;

  return last == NULL || g_ascii_isdigit (last[1]) ? "" : last + 1;
}

/* Findings have no identity of their own: two are the same if they have the same code, item and
 * member. Where an item is in its list says nothing, nor do other figures in the message. */
static gboolean
same_finding (gconstpointer a,
              gconstpointer b)
{
  RiskctxIssue *one = (RiskctxIssue *) a, *other = (RiskctxIssue *) b;

  return riskctx_issue_get_number (one) == riskctx_issue_get_number (other)
         && g_strcmp0 (riskctx_issue_get_item_id (one), riskctx_issue_get_item_id (other)) == 0
         && g_str_equal (member_of (one), member_of (other));
}

static guint
hash_finding (gconstpointer issue)
{
  const char *id = riskctx_issue_get_item_id ((RiskctxIssue *) issue);

  return (guint) riskctx_issue_get_number ((RiskctxIssue *) issue) * 31
         + (id != NULL ? g_str_hash (id) : 0);
}

/* Of several equal ones as many as there are more. */
static GListStore *
findings_without (GListModel *findings,
                  GListModel *others)
{
  g_autoptr(GHashTable) counts = g_hash_table_new_full (hash_finding, same_finding, g_object_unref,
                                                        NULL);
  GListStore *rest = g_list_store_new (RISKCTX_TYPE_ISSUE);

  for (guint i = 0; i < g_list_model_get_n_items (others); i++)
    {
      RiskctxIssue *issue = g_list_model_get_item (others, i);
      const guint n = GPOINTER_TO_UINT (g_hash_table_lookup (counts, issue));

      g_hash_table_insert (counts, issue, GUINT_TO_POINTER (n + 1));
    }
  for (guint i = 0; i < g_list_model_get_n_items (findings); i++)
    {
      g_autoptr(RiskctxIssue) issue = g_list_model_get_item (findings, i);
      const guint n = GPOINTER_TO_UINT (g_hash_table_lookup (counts, issue));

      if (n == 0)
        g_list_store_append (rest, issue);
      else
        g_hash_table_insert (counts, g_object_ref (issue), GUINT_TO_POINTER (n - 1));
    }
  return rest;
}

static gboolean
same_sources (GListModel *a,
              GListModel *b)
{
  const guint n = g_list_model_get_n_items (a);

  if (n != g_list_model_get_n_items (b))
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      g_autoptr(RiskctxEvidence) one = g_list_model_get_item (a, i);
      g_autoptr(RiskctxEvidence) other = g_list_model_get_item (b, i);

      if (g_strcmp0 (riskctx_evidence_get_id (one), riskctx_evidence_get_id (other)) != 0
          || !riskctx_text_equal (riskctx_evidence_get_text (one),
                                  riskctx_evidence_get_text (other)))
        return FALSE;
    }
  return TRUE;
}

static gboolean
same_answer (RiskctxAnswer *a,
             RiskctxAnswer *b)
{
  return riskctx_answer_get_answered (a) == riskctx_answer_get_answered (b)
         && riskctx_text_equal (riskctx_answer_get_text (a), riskctx_answer_get_text (b))
         && same_sources (riskctx_answer_get_sources (a), riskctx_answer_get_sources (b));
}

static GListStore *
findings_of (RiskctxInvestmentPlan *plan,
             RiskctxAssessment     *assessment)
{
  return riskctx_assessment_list_findings_with (
    assessment, riskctx_investment_plan_get_loss_before (plan), plan);
}

void
riskctx_version_comparison_conclude (RiskctxVersionComparison *self)
{
  g_autoptr(GListStore) before = findings_of (self->plan_before, self->before);
  g_autoptr(GListStore) after = findings_of (self->plan_after, self->after);

  self->new_findings = findings_without (G_LIST_MODEL (after), G_LIST_MODEL (before));
  self->gone_findings = findings_without (G_LIST_MODEL (before), G_LIST_MODEL (after));
  self->brief_before = riskctx_brief_new (self->before, NULL, self->plan_before);
  self->brief_after = riskctx_brief_new (self->after, NULL, self->plan_after);
  for (guint i = 0; i < G_N_ELEMENTS (self->answer_changed); i++)
    self->answer_changed[i] =
      !same_answer (riskctx_brief_get_answer (self->brief_before, (RiskctxQuestion) i),
                    riskctx_brief_get_answer (self->brief_after, (RiskctxQuestion) i));
}

static void
forget (RiskctxVersionComparison *self)
{
  g_clear_pointer (&self->expected_before, riskctx_figure_unref);
  g_clear_pointer (&self->expected_after, riskctx_figure_unref);
  g_clear_pointer (&self->rest, riskctx_figure_unref);
  g_clear_object (&self->new_findings);
  g_clear_object (&self->gone_findings);
  g_clear_object (&self->brief_before);
  g_clear_object (&self->brief_after);
}

/* Both versions are simulated alike, so that what has not changed has the same random numbers. */
static void
begin (RiskctxVersionComparison *self)
{
  static const char *const settings[] = { "method", "trials", "seed", "threads", "tail",
                                          "tolerance", "curve-points" };
  RiskctxSimulation *from = riskctx_investment_plan_get_simulation (self->plan_before);
  RiskctxSimulation *to = riskctx_investment_plan_get_simulation (self->plan_after);

  for (guint i = 0; i < G_N_ELEMENTS (settings); i++)
    {
      g_auto(GValue) value = G_VALUE_INIT;

      g_object_get_property (G_OBJECT (from), settings[i], &value);
      g_object_set_property (G_OBJECT (to), settings[i], &value);
    }
  self->stage = 0;
  riskctx_version_comparison_set_progress (self, 0);
}

static void
end (RiskctxVersionComparison *self,
     RiskctxBridge            *bridge,
     RiskctxJob               *job)
{
  forget (self);
  riskctx_bridge_apply (bridge, self, job);
  riskctx_version_comparison_conclude (self);
}

static void
show_progress (gpointer owner,
               double   progress)
{
  riskctx_version_comparison_set_progress (owner, progress);
}

/**
 * riskctx_version_comparison_run:
 * @self: a comparison
 * @cancellable: (nullable): to stop the run from another thread
 * @error: return location for an error
 *
 * Simulates both versions and what lies between them, and finds out how much each change moves the
 * expected annual loss, which findings came and went, and which answers are others.
 *
 * Fails with [error@Error.INVALID] if a version has an estimate without a law or options that do
 * not go together, and with %G_IO_ERROR_CANCELLED if it was cancelled.
 *
 * Returns: %TRUE if the results are there
 *
 * Since: 1.0
 */
gboolean
riskctx_version_comparison_run (RiskctxVersionComparison *self,
                                GCancellable             *cancellable,
                                GError                  **error)
{
  g_autoptr(RiskctxJob) job = riskctx_job_new ();
  g_autoptr(RiskctxBridge) bridge = NULL;

  g_return_val_if_fail (RISKCTX_IS_VERSION_COMPARISON (self), FALSE);

  begin (self);
  if (!riskctx_investment_plan_run (self->plan_before, cancellable, error))
    return FALSE;
  self->stage = 1;
  if (!riskctx_investment_plan_run (self->plan_after, cancellable, error))
    return FALSE;
  self->stage = 2;
  bridge = riskctx_bridge_new (self, job, error);
  if (bridge == NULL || !riskctx_job_run (job, cancellable, show_progress, self, error))
    return FALSE;
  end (self, bridge, job);
  return TRUE;
}

static void
on_plan_done (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  RiskctxVersionComparison *self = g_task_get_source_object (task);
  GError *error = NULL;

  if (!riskctx_investment_plan_run_finish (RISKCTX_INVESTMENT_PLAN (object), result, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  self->stage++;
  if (self->stage == 1)
    {
      riskctx_investment_plan_run_async (self->plan_after, g_task_get_cancellable (task),
                                         on_plan_done, g_object_ref (task));
      return;
    }

  g_autoptr(RiskctxJob) job = riskctx_job_new ();
  RiskctxBridge *bridge = riskctx_bridge_new (self, job, &error);

  if (bridge == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  g_object_set_data_full (G_OBJECT (task), BRIDGE_KEY, bridge,
                          (GDestroyNotify) riskctx_bridge_free);
  riskctx_job_run_async (job, task, show_progress);
}

/**
 * riskctx_version_comparison_run_async:
 * @self: a comparison
 * @cancellable: (nullable): to stop the run
 * @callback: (scope async) (closure user_data): called when the run is over
 * @user_data: data for @callback
 *
 * Does what [method@VersionComparison.run] does in a thread. Call
 * [method@VersionComparison.run_finish] in @callback.
 *
 * Since: 1.0
 */
void
riskctx_version_comparison_run_async (RiskctxVersionComparison *self,
                                      GCancellable             *cancellable,
                                      GAsyncReadyCallback       callback,
                                      gpointer                  user_data)
{
  GTask *task;

  g_return_if_fail (RISKCTX_IS_VERSION_COMPARISON (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, riskctx_version_comparison_run_async);
  begin (self);
  riskctx_investment_plan_run_async (self->plan_before, cancellable, on_plan_done, task);
}

/**
 * riskctx_version_comparison_run_finish:
 * @self: a comparison
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Ends [method@VersionComparison.run_async]; it fails in the same ways as
 * [method@VersionComparison.run].
 *
 * Returns: %TRUE if the results are there
 *
 * Since: 1.0
 */
gboolean
riskctx_version_comparison_run_finish (RiskctxVersionComparison *self,
                                       GAsyncResult             *result,
                                       GError                  **error)
{
  GTask *task;

  g_return_val_if_fail (RISKCTX_IS_VERSION_COMPARISON (self), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  task = G_TASK (result);
  if (!riskctx_job_finish (task, error))
    return FALSE;
  end (self, g_object_get_data (G_OBJECT (task), BRIDGE_KEY), riskctx_job_of_task (task));
  return TRUE;
}
