/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-investment-plan-private.h"

#include "riskctx-cash-flow-private.h"
#include "riskctx-compile-private.h"
#include "riskctx-figure-private.h"
#include "riskctx-plan-distribution-private.h"
#include "riskctx-plan-figures-private.h"
#include "riskctx-simulation-private.h"

#define RUN_KEY "riskctx-plan-run" /* of a task */
#define NOT_SIMULATED (-1)

/* A question on its way to an answer: everything is a snapshot. */
typedef struct
{
  RiskctxPlanTerms   *terms;
  RiskctxEstimate    *benefit;
  RiskctxLossSubject *before_subject;
  RiskctxLossSubject *after_subject;
  int                 before;
  int                 after;
  RiskctxLossResult  *given_loss;
  gboolean            unchanged; /* no option: the state after is the state before */
  GArray             *years;         /* int: simulations of the years until all is done */
  GPtrArray          *year_subjects; /* RiskctxLossSubject */
  RiskctxPlanPaths   *paths;
} Run;

static void
run_free (Run *self)
{
  g_clear_pointer (&self->terms, riskctx_plan_terms_free);
  g_clear_pointer (&self->benefit, riskctx_estimate_unref);
  g_clear_pointer (&self->before_subject, riskctx_loss_subject_unref);
  g_clear_pointer (&self->after_subject, riskctx_loss_subject_unref);
  g_clear_object (&self->given_loss);
  g_clear_pointer (&self->years, g_array_unref);
  g_clear_pointer (&self->year_subjects, g_ptr_array_unref);
  g_clear_pointer (&self->paths, riskctx_plan_paths_unref);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Run, run_free)

static gboolean
add_simulation (RiskctxInvestmentPlan *self,
                const char *const     *options,
                guint                  year,
                RiskctxJob            *job,
                RiskctxLossSubject   **subject,
                int                   *number,
                GError               **error)
{
  *number = riskctx_simulation_add_year_to_job (self->simulation, options, year, TRUE, job, error);
  if (*number < 0)
    return FALSE;
  *subject = riskctx_loss_subject_new (self->assessment, options);
  return TRUE;
}

/* The years in which some phase is not done yet are simulated too. */
static gboolean
add_years (RiskctxInvestmentPlan *self,
           Run                   *run,
           RiskctxJob            *job,
           GError               **error)
{
  run->years = g_array_new (FALSE, FALSE, sizeof (int));
  run->year_subjects
    = g_ptr_array_new_with_free_func ((GDestroyNotify) riskctx_loss_subject_unref);
  for (guint year = 1; year <= MIN (run->terms->done_year, run->terms->years); year++)
    {
      RiskctxLossSubject *subject;
      int number;

      if (!add_simulation (self, (const char *const *) self->options, year, job, &subject, &number,
                           error))
        return FALSE;
      g_array_append_val (run->years, number);
      g_ptr_array_add (run->year_subjects, subject);
    }
  return TRUE;
}

/* Once more the present state and the state with the options, as it is in each year of the plan */
static gboolean
add_paths (RiskctxInvestmentPlan *self,
           Run                   *run,
           RiskctxJob            *job,
           GError               **error)
{
  static const char *const none[] = { NULL };
  const char *const *options = (const char *const *) self->options;
  g_autoptr(GPtrArray) plans
    = g_ptr_array_new_with_free_func ((GDestroyNotify) riskctx_plan_unref);
  const guint last = run->unchanged ? 0 : MIN (run->terms->done_year + 1, run->terms->years);
  const guint64 seed = riskctx_simulation_get_seed (self->simulation);
  RiskctxSimulateSettings settings;

  for (guint year = 0; year <= last; year++)
    {
      RiskctxPlan *plan = riskctx_compile_plan_in_year (self->assessment,
                                                        year > 0 ? options : none, year, error);

      if (plan == NULL)
        return FALSE;
      g_ptr_array_add (plans, plan);
    }
  run->paths = riskctx_plan_paths_new (run->terms, self->paths, seed, last);
  riskctx_plan_paths_settings (run->paths, &settings);
  settings.threads = riskctx_simulation_get_threads (self->simulation);
  riskctx_job_add_totals (job, plans, &settings, riskctx_plan_paths_follow,
                          riskctx_plan_paths_ref (run->paths),
                          (GDestroyNotify) riskctx_plan_paths_unref);
  return TRUE;
}

static Run *
prepare (RiskctxInvestmentPlan *self,
         RiskctxJob            *job,
         GError               **error)
{
  static const char *const none[] = { NULL };
  const char *const *options = (const char *const *) self->options;
  g_autoptr(Run) run = g_new0 (Run, 1);

  run->before = run->after = NOT_SIMULATED;
  run->terms = riskctx_plan_terms_new (self->assessment, options, error);
  if (run->terms == NULL)
    return NULL;
  run->terms->years = self->years;
  run->terms->rate = self->discount_rate;
  run->terms->method = self->sales_method;
  run->terms->amortization_years = self->amortization_years;
  run->terms->tax_rate = self->tax_rate;
  run->unchanged = options[0] == NULL;
  if (self->given_loss != NULL)
    run->given_loss = g_object_ref (self->given_loss);
  if (self->benefit != NULL)
    {
      run->benefit = riskctx_estimate_ref (self->benefit);
      return g_steal_pointer (&run);
    }
  if (run->given_loss == NULL
      && !add_simulation (self, none, RISKCTX_COMPILE_DONE, job, &run->before_subject,
                          &run->before, error))
    return NULL;
  if (!run->unchanged
      && (!add_simulation (self, options, RISKCTX_COMPILE_DONE, job, &run->after_subject,
                           &run->after, error)
          || !add_years (self, run, job, error)))
    return NULL;
  if (self->paths > 0 && riskctx_plan_paths_obstacle (run->terms) == NULL
      && !add_paths (self, run, job, error))
    return NULL;
  return g_steal_pointer (&run);
}

static void
add_cash_flows (RiskctxInvestmentPlan  *self,
                const RiskctxPlanTerms *terms)
{
  const RiskctxFigure *benefit = g_ptr_array_index (self->figures, RISKCTX_PLAN_FIGURE_BENEFIT);
  const RiskctxPlanNumber change = riskctx_plan_terms_contribution_change (terms);
  g_autofree double *flows = g_new (double, RISKCTX_PLAN_HORIZON + 1);
  g_autofree double *means = g_new (double, terms->amounts->len + 1);
  double sum = 0, discounted = 0, factor = 1;

  for (guint i = 0; i < terms->amounts->len; i++)
    means[i] = g_array_index (terms->amounts, RiskctxPlanAmount, i).mean;
  if (!riskctx_plan_terms_flows (terms, benefit->value, flows))
    return;
  for (guint year = 0; year <= terms->years; year++)
    {
      g_autoptr(RiskctxCashFlow) flow = g_object_new (RISKCTX_TYPE_CASH_FLOW, NULL);

      sum += flows[year];
      discounted += flows[year] * factor;
      factor /= 1 + terms->rate;
      flow->year = year;
      flow->fiscal_year = terms->fiscal_year > 0 ? terms->fiscal_year + year : 0;
      flow->one_time_cost = terms->one_time_cost[year];
      flow->running_cost = terms->running_cost[year];
      flow->benefit = benefit->value * terms->benefit_share[year];
      flow->contribution_change = year > terms->done_year
        ? change.value : riskctx_plan_terms_contribution_in_year (terms, means, year);
      flow->net = flows[year];
      flow->cumulative = sum;
      flow->discounted_cumulative = discounted;
      g_list_store_append (self->cash_flows, flow);
    }
}

/* What the options save in the years in which they are being built, as a share of what they will */
static void
take_years (RiskctxInvestmentPlan *self,
            Run                   *run,
            RiskctxJob            *job)
{
  g_autoptr(RiskctxFigure) before = NULL;
  g_autoptr(RiskctxFigure) after = NULL;

  if (run->years == NULL || run->years->len == 0)
    return;
  before = riskctx_loss_figure_dup_mean (riskctx_loss_result_get_total (self->loss_before));
  after = riskctx_loss_figure_dup_mean (riskctx_loss_result_get_total (self->loss_after));
  for (guint i = 0; i < run->years->len; i++)
    {
      g_autoptr(RiskctxLossResult) year
        = riskctx_simulation_take_from_job (g_ptr_array_index (run->year_subjects, i), job,
                                            g_array_index (run->years, int, i));
      g_autoptr(RiskctxFigure) loss
        = riskctx_loss_figure_dup_mean (riskctx_loss_result_get_total (year));

      if (before->defined && after->defined && loss->defined && before->value != after->value)
        run->terms->benefit_share[i + 1]
          = (before->value - loss->value) / (before->value - after->value);
    }
}

static void
answer (RiskctxInvestmentPlan *self,
        Run                   *run,
        RiskctxJob            *job)
{
  riskctx_investment_plan_forget (self);
  if (run->given_loss != NULL)
    self->loss_before = g_object_ref (run->given_loss);
  else if (run->before != NOT_SIMULATED)
    self->loss_before = riskctx_simulation_take_from_job (run->before_subject, job, run->before);
  if (run->after != NOT_SIMULATED)
    self->loss_after = riskctx_simulation_take_from_job (run->after_subject, job, run->after);
  else if (run->unchanged && self->loss_before != NULL)
    self->loss_after = g_object_ref (self->loss_before);
  take_years (self, run, job);

  g_ptr_array_unref (self->figures);
  self->figures = riskctx_plan_figures_new (run->terms, run->benefit, self->loss_before,
                                            self->loss_after);
  self->titles = g_ptr_array_ref (run->terms->titles);
  self->has_run = TRUE;
  add_cash_flows (self, run->terms);
  if (run->paths != NULL)
    self->distribution = riskctx_plan_distribution_new (run->paths, run->terms);
}

static void
show_progress (gpointer owner,
               double   progress)
{
  riskctx_investment_plan_set_progress (owner, progress);
}

/**
 * riskctx_investment_plan_run:
 * @self: an investment plan
 * @cancellable: (nullable): to stop the run from another thread
 * @error: return location for an error
 *
 * Computes the plan. Where no benefit was given, the present state and the state with the options
 * are simulated with the same random numbers.
 *
 * Fails with [error@Error.NOT_FOUND] if there is no such option, with [error@Error.INVALID] if
 * options exclude each other, a required one is missing, or an estimate has no law, and with
 * %G_IO_ERROR_CANCELLED if it was cancelled. A plan that does not pay is not a failure: its
 * figures say why.
 *
 * Returns: %TRUE if the figures are there
 *
 * Since: 1.0
 */
gboolean
riskctx_investment_plan_run (RiskctxInvestmentPlan *self,
                             GCancellable          *cancellable,
                             GError               **error)
{
  g_autoptr(RiskctxJob) job = riskctx_job_new ();
  g_autoptr(Run) run = NULL;

  g_return_val_if_fail (RISKCTX_IS_INVESTMENT_PLAN (self), FALSE);

  run = prepare (self, job, error);
  if (run == NULL || !riskctx_job_run (job, cancellable, show_progress, self, error))
    return FALSE;
  answer (self, run, job);
  return TRUE;
}

/**
 * riskctx_investment_plan_run_async:
 * @self: an investment plan
 * @cancellable: (nullable): to stop the run
 * @callback: (scope async) (closure user_data): called when the run is over
 * @user_data: data for @callback
 *
 * Computes the plan in a thread, on a snapshot of the assessment as it is now. Call
 * [method@InvestmentPlan.run_finish] in @callback.
 *
 * Since: 1.0
 */
void
riskctx_investment_plan_run_async (RiskctxInvestmentPlan *self,
                                   GCancellable          *cancellable,
                                   GAsyncReadyCallback    callback,
                                   gpointer               user_data)
{
  g_autoptr(RiskctxJob) job = riskctx_job_new ();
  g_autoptr(GTask) task = NULL;
  GError *error = NULL;
  Run *run;

  g_return_if_fail (RISKCTX_IS_INVESTMENT_PLAN (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, riskctx_investment_plan_run_async);
  run = prepare (self, job, &error);
  if (run == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  g_object_set_data_full (G_OBJECT (task), RUN_KEY, run, (GDestroyNotify) run_free);
  riskctx_job_run_async (job, task, show_progress);
}

/**
 * riskctx_investment_plan_run_finish:
 * @self: an investment plan
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Ends [method@InvestmentPlan.run_async]; it fails in the same ways as
 * [method@InvestmentPlan.run].
 *
 * Returns: %TRUE if the figures are there
 *
 * Since: 1.0
 */
gboolean
riskctx_investment_plan_run_finish (RiskctxInvestmentPlan *self,
                                    GAsyncResult          *result,
                                    GError               **error)
{
  GTask *task;

  g_return_val_if_fail (RISKCTX_IS_INVESTMENT_PLAN (self), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  task = G_TASK (result);
  if (!riskctx_job_finish (task, error))
    return FALSE;
  answer (self, g_object_get_data (G_OBJECT (task), RUN_KEY), riskctx_job_of_task (task));
  return TRUE;
}
