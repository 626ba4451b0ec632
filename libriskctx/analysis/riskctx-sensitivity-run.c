/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-sensitivity-private.h"

#include <math.h>

#include "riskctx-compile-private.h"
#include "riskctx-error.h"
#include "riskctx-item-private.h"
#include "riskctx-simulation-private.h"

#define MAX_SETS 64u
#define ALL_SETS_OF 12u    /* options: of so many, all sets are weighed */
#define MAX_TAILS 24u      /* inputs whose effect on the tail is simulated */

/* A question on its way to an answer: everything is a snapshot. */
typedef struct
{
  RiskctxSearch          search;
  gboolean               complete;
  RiskctxJob            *job;
  GArray                *tail_inputs; /* guint */
  RiskctxLossSubject    *subject;
} Run;

static void
run_free (Run *self)
{
  g_clear_pointer (&self->search.expectation, riskctx_expectation_free);
  g_free (self->search.allowed);
  g_free (self->search.payable);
  g_free (self->search.means);
  g_free (self->search.inputs);
  g_clear_pointer (&self->job, riskctx_job_unref);
  g_clear_pointer (&self->tail_inputs, g_array_unref);
  g_clear_pointer (&self->subject, riskctx_loss_subject_unref);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Run, run_free)

static RiskctxItemList *
options_of (Run *run)
{
  return riskctx_assessment_get_options (
    riskctx_expectation_get_assessment (run->search.expectation));
}

static guint64
bits_of (Run               *run,
         const char *const *ids)
{
  RiskctxItemList *options = options_of (run);
  guint64 bits = 0;

  for (guint i = 0; i < riskctx_item_list_get_length (options); i++)
    {
      const char *id = riskctx_item_get_id (riskctx_item_list_peek (options, i));

      if (id != NULL && g_strv_contains (ids, id))
        bits |= G_GUINT64_CONSTANT (1) << i;
    }
  return bits;
}

/* With all that it requires */
static guint64
close_set (Run    *run,
           guint64 set)
{
  RiskctxItemList *options = options_of (run);
  guint64 before;

  do
    {
      before = set;
      for (guint i = 0; i < riskctx_item_list_get_length (options); i++)
        {
          const char *const *needs
            = riskctx_option_get_requires (riskctx_item_list_peek (options, i));

          if (set >> i & 1 && needs != NULL)
            set |= bits_of (run, needs);
        }
    }
  while (set != before);
  return set;
}

static guint64
mandatory_set (Run *run)
{
  RiskctxItemList *options = options_of (run);
  guint64 set = 0;

  for (guint i = 0; i < riskctx_item_list_get_length (options); i++)
    if (riskctx_option_get_mandatory (riskctx_item_list_peek (options, i)))
      set |= G_GUINT64_CONSTANT (1) << i;
  return set;
}

static gboolean
gives_up (Run    *run,
          guint64 set)
{
  RiskctxItemList *options = options_of (run);

  for (guint i = 0; i < riskctx_item_list_get_length (options); i++)
    {
      RiskctxOption *option = riskctx_item_list_peek (options, i);

      if (set >> i & 1 && !riskctx_option_get_recovers (option)
          && !riskctx_option_get_mandatory (option))
        return TRUE;
    }
  return FALSE;
}

static double
value_of_last (Run *run)
{
  RiskctxExpectation *expectation = run->search.expectation;

  return riskctx_expectation_value (expectation, riskctx_expectation_n_sets (expectation) - 1,
                                    run->search.means, run->search.rate);
}

/* Of many options: from what must be done on, one more at a time, the one that adds most. */
static void
grow_sets (Run    *run,
           guint   n_options)
{
  RiskctxExpectation *expectation = run->search.expectation;
  guint64 at = close_set (run, mandatory_set (run));

  riskctx_expectation_add_set (expectation, at);
  for (guint i = 0; i < n_options; i++)
    riskctx_expectation_add_set (expectation, close_set (run, at | G_GUINT64_CONSTANT (1) << i));
  for (guint step = 0; step < n_options && riskctx_expectation_n_sets (expectation) < MAX_SETS;
       step++)
    {
      const guint before = riskctx_expectation_n_sets (expectation);
      guint64 best = at;
      double most = -INFINITY;

      for (guint i = 0; i < n_options; i++)
        {
          const guint64 next = close_set (run, at | G_GUINT64_CONSTANT (1) << i);
          const guint n = riskctx_expectation_n_sets (expectation);
          double value;

          if (next == at || !riskctx_expectation_add_set (expectation, next))
            continue;
          if (riskctx_expectation_n_sets (expectation) == n)
            continue;
          value = value_of_last (run);
          if (value > most)
            {
              most = value;
              best = next;
            }
          riskctx_expectation_truncate_sets (expectation, n);
        }
      if (best == at)
        return;
      at = best;
      riskctx_expectation_truncate_sets (expectation, before);
      riskctx_expectation_add_set (expectation, at);
    }
}

typedef struct
{
  guint64 set;
  double  value;
} Weighed;

static int
compare_weighed (gconstpointer a,
                 gconstpointer b)
{
  const Weighed *x = a, *y = b;

  if (x->value != y->value)
    return x->value > y->value ? -1 : 1;
  return (x->set > y->set) - (x->set < y->set);
}

static void
list_sets (RiskctxSensitivity *self,
           Run                *run)
{
  RiskctxExpectation *expectation = run->search.expectation;
  const guint n = riskctx_item_list_get_length (options_of (run));
  const guint64 must = close_set (run, mandatory_set (run));
  g_autoptr(GArray) found = g_array_new (FALSE, FALSE, sizeof (Weighed));

  run->complete = n <= ALL_SETS_OF;
  if (!run->complete)
    {
      grow_sets (run, n);
      return;
    }
  for (guint64 set = 1; set < G_GUINT64_CONSTANT (1) << n; set++)
    {
      Weighed weighed = { set, 0 };

      if ((set & must) != must || (!self->give_up && gives_up (run, set))
          || !riskctx_expectation_add_set (expectation, set))
        continue;
      weighed.value = value_of_last (run);
      if (isnan (weighed.value))
        weighed.value = -INFINITY;
      g_array_append_val (found, weighed);
      riskctx_expectation_truncate_sets (expectation, 1);
    }
  if (found->len >= MAX_SETS)
    {
      g_array_sort (found, compare_weighed);
      g_array_set_size (found, MAX_SETS - 1);
      run->complete = FALSE;
    }
  for (guint i = 0; i < found->len; i++)
    riskctx_expectation_add_set (expectation, g_array_index (found, Weighed, i).set);
}

static gboolean
choose_plan (RiskctxSensitivity *self,
             Run                *run,
             GError            **error)
{
  RiskctxSearch *search = &run->search;
  RiskctxExpectation *expectation = search->expectation;
  const guint64 must = close_set (run, mandatory_set (run));
  const int funds = riskctx_expectation_funds (expectation);
  guint64 wanted = 0;
  guint n;
  double most = -INFINITY;

  if (self->options != NULL)
    {
      g_autoptr(GPtrArray) chosen
        = riskctx_compile_options (self->assessment, (const char *const *) self->options, error);

      if (chosen == NULL)
        return FALSE;
      wanted = bits_of (run, (const char *const *) self->options);
      riskctx_expectation_add_set (expectation, wanted);
    }
  n = riskctx_expectation_n_sets (expectation);
  search->allowed = g_new0 (gboolean, n);
  search->payable = g_new0 (gboolean, n);
  for (guint s = 0; s < n; s++)
    {
      const guint64 set = riskctx_expectation_get_set (expectation, s);

      search->allowed[s] = (set & must) == must && (self->give_up || !gives_up (run, set));
      search->payable[s]
        = search->allowed[s]
          && (funds < 0 || riskctx_expectation_one_time (expectation, s, search->means)
                             <= search->means[funds]);
    }
  search->best = riskctx_search_decide (search, RISKCTX_SEARCH_RATE, search->rate);
  search->plan = 0;
  for (guint s = 0; s < n; s++)
    if (self->options != NULL ? riskctx_expectation_get_set (expectation, s) == wanted
                              : s == search->best)
      search->plan = s;
  /* where nothing is recommended, the next best is looked at */
  for (guint s = 1; s < n && self->options == NULL && (search->best == 0
                                                       || search->best == G_MAXUINT); s++)
    {
      const double value = riskctx_expectation_value (expectation, s, search->means, search->rate);

      if (search->allowed[s] && value > most)
        {
          most = value;
          search->plan = s;
        }
    }
  return TRUE;
}

static int
compare_swings (gconstpointer a,
                gconstpointer b,
                gpointer      data)
{
  const RiskctxSearch *search = data;
  const guint i = *(const guint *) a, j = *(const guint *) b;
  const double x = fabs (search->inputs[i].loss[1] - search->inputs[i].loss[0]);
  const double y = fabs (search->inputs[j].loss[1] - search->inputs[j].loss[0]);

  if (x != y)
    return x > y ? -1 : 1;
  return (i > j) - (i < j);
}

/* The inputs that move the expected loss most are simulated at both ends, with the random numbers
 * of the state as it is. */
static gboolean
add_tails (RiskctxSensitivity *self,
           Run                *run,
           GError            **error)
{
  static const char *const none[] = { NULL };
  RiskctxExpectation *expectation = run->search.expectation;
  RiskctxAssessment *copy = riskctx_expectation_get_assessment (expectation);
  g_autoptr(RiskctxSimulation) simulation = riskctx_simulation_new (copy);
  RiskctxSimulation *from = self->simulation;

  riskctx_simulation_set_method (simulation, riskctx_simulation_get_method (from));
  riskctx_simulation_set_trials (simulation, riskctx_simulation_get_trials (from));
  riskctx_simulation_set_seed (simulation, riskctx_simulation_get_seed (from));
  riskctx_simulation_set_threads (simulation, riskctx_simulation_get_threads (from));
  riskctx_simulation_set_tail (simulation, riskctx_simulation_get_tail (from));
  riskctx_simulation_set_tolerance (simulation, riskctx_simulation_get_tolerance (from));
  riskctx_simulation_set_curve_points (simulation, 0);
  run->subject = riskctx_loss_subject_new (copy, none);
  for (guint i = 0; i < riskctx_expectation_n_inputs (expectation); i++)
    {
      const RiskctxSearchInput *found = &run->search.inputs[i];

      if (riskctx_expectation_get_input (expectation, i)->in_losses && found->high > found->low
          && found->loss[0] != found->loss[1])
        g_array_append_val (run->tail_inputs, i);
    }
  g_array_sort_with_data (run->tail_inputs, compare_swings, &run->search);
  g_array_set_size (run->tail_inputs, MIN (run->tail_inputs->len, MAX_TAILS));
  if (riskctx_simulation_add_to_job (simulation, none, FALSE, run->job, error) < 0)
    return FALSE;
  for (guint k = 0; k < run->tail_inputs->len; k++)
    {
      const guint i = g_array_index (run->tail_inputs, guint, k);
      const RiskctxSearchInput *found = &run->search.inputs[i];

      for (guint end = 0; end < 2; end++)
        {
          int number;

          riskctx_expectation_fix (expectation, i, end == 0 ? found->low : found->high);
          number = riskctx_simulation_add_to_job (simulation, none, FALSE, run->job, error);
          riskctx_expectation_restore (expectation, i);
          if (number < 0)
            return FALSE;
        }
    }
  return TRUE;
}

static Run *
prepare (RiskctxSensitivity *self,
         GError            **error)
{
  g_autoptr(Run) run = g_new0 (Run, 1);
  RiskctxSearch *search = &run->search;

  run->job = riskctx_job_new ();
  run->tail_inputs = g_array_new (FALSE, FALSE, sizeof (guint));
  search->expectation = riskctx_expectation_new (self->assessment, self->years, error);
  if (search->expectation == NULL)
    return NULL;
  search->rate = self->discount_rate;
  search->samples = self->samples;
  search->seed = riskctx_simulation_get_seed (self->simulation);
  search->by_funds = TRUE;
  search->means = riskctx_expectation_dup_means (search->expectation);
  search->inputs = g_new0 (RiskctxSearchInput,
                           MAX (riskctx_expectation_n_inputs (search->expectation), 1));
  if (!self->swings_only)
    list_sets (self, run);
  if (!choose_plan (self, run, error))
    return NULL;
  riskctx_search_swings (search);
  if (self->simulate && !add_tails (self, run, error))
    return NULL;
  return g_steal_pointer (&run);
}

static void
answer (RiskctxSensitivity *self,
        Run                *run)
{
  const guint n = riskctx_expectation_n_inputs (run->search.expectation);
  g_autofree RiskctxLossResult **results = g_new0 (RiskctxLossResult *, 2 * MAX (n, 1));
  RiskctxSensitivityTails tails = { NULL, results };

  if (run->subject != NULL)
    {
      tails.base = riskctx_simulation_take_from_job (run->subject, run->job, 0);
      for (guint k = 0; k < run->tail_inputs->len; k++)
        for (guint end = 0; end < 2; end++)
          results[2 * g_array_index (run->tail_inputs, guint, k) + end]
            = riskctx_simulation_take_from_job (run->subject, run->job, (int) (1 + 2 * k + end));
    }
  riskctx_sensitivity_forget (self);
  riskctx_sensitivity_answer (self, &run->search, &tails);
  self->complete = run->complete;
  self->has_run = TRUE;
  g_clear_object (&tails.base);
  for (guint i = 0; i < 2 * n; i++)
    g_clear_object (&results[i]);
  g_list_model_items_changed (G_LIST_MODEL (self), 0, 0, self->inputs->len);
}

static void
show_progress (gpointer owner,
               double   progress)
{
  riskctx_sensitivity_set_progress (owner, progress);
}

static gboolean
set_cancelled (GError **error)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "Operation was cancelled");
  return FALSE;
}

/**
 * riskctx_sensitivity_run:
 * @self: a sensitivity
 * @cancellable: (nullable): to stop the run from another thread
 * @error: return location for an error
 *
 * Finds out how far each estimate matters. A run that is cancelled stops within 50 ms.
 *
 * Fails with [error@Error.NOT_FOUND] if there is no such option, with [error@Error.INVALID] if
 * options exclude each other, a required one is missing, or an estimate has no law, with
 * [error@Error.UNSUPPORTED] if an expected value is infinite, with [error@Error.TOO_LARGE] if there
 * are more than 64 options, and with %G_IO_ERROR_CANCELLED if it was cancelled.
 *
 * Returns: %TRUE if the figures are there
 *
 * Since: 1.0
 */
gboolean
riskctx_sensitivity_run (RiskctxSensitivity *self,
                         GCancellable       *cancellable,
                         GError            **error)
{
  g_autoptr(Run) run = NULL;

  g_return_val_if_fail (RISKCTX_IS_SENSITIVITY (self), FALSE);

  riskctx_sensitivity_set_progress (self, 0);
  run = prepare (self, error);
  if (run == NULL)
    return FALSE;
  if (!self->swings_only && !riskctx_search_run (&run->search, cancellable))
    return set_cancelled (error);
  if (!riskctx_job_run (run->job, cancellable, show_progress, self, error))
    return FALSE;
  answer (self, run);
  return TRUE;
}

static void
search_in_thread (GTask        *task,
                  gpointer      source,
                  gpointer      task_data,
                  GCancellable *cancellable)
{
  GError *error = NULL;
  Run *run = task_data;

  if (riskctx_search_run (&run->search, cancellable))
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  set_cancelled (&error);
  g_task_return_error (task, error);
}

static void
on_searched (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Run *run = g_task_get_task_data (G_TASK (result));
  GError *error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      g_task_return_error (task, error);
      return;
    }
  g_object_set_data_full (G_OBJECT (task), "riskctx-sensitivity-searched", g_object_ref (result),
                          g_object_unref);
  riskctx_job_run_async (run->job, task, show_progress);
}

/**
 * riskctx_sensitivity_run_async:
 * @self: a sensitivity
 * @cancellable: (nullable): to stop the run
 * @callback: (scope async) (closure user_data): called when the run is over
 * @user_data: data for @callback
 *
 * Runs in a thread, on a snapshot of the assessment as it is now. Call
 * [method@Sensitivity.run_finish] in @callback.
 *
 * Since: 1.0
 */
void
riskctx_sensitivity_run_async (RiskctxSensitivity *self,
                               GCancellable       *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer            user_data)
{
  g_autoptr(GTask) task = NULL;
  g_autoptr(GTask) searching = NULL;
  GError *error = NULL;
  Run *run;

  g_return_if_fail (RISKCTX_IS_SENSITIVITY (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, riskctx_sensitivity_run_async);
  riskctx_sensitivity_set_progress (self, 0);
  run = prepare (self, &error);
  if (run == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  searching = g_task_new (self, cancellable, on_searched, g_steal_pointer (&task));
  g_task_set_task_data (searching, run, (GDestroyNotify) run_free);
  g_task_run_in_thread (searching, search_in_thread);
}

/**
 * riskctx_sensitivity_run_finish:
 * @self: a sensitivity
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Ends [method@Sensitivity.run_async]; it fails in the same ways as [method@Sensitivity.run].
 *
 * Returns: %TRUE if the figures are there
 *
 * Since: 1.0
 */
gboolean
riskctx_sensitivity_run_finish (RiskctxSensitivity *self,
                                GAsyncResult       *result,
                                GError            **error)
{
  GTask *searched;

  g_return_val_if_fail (RISKCTX_IS_SENSITIVITY (self), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  searched = g_object_get_data (G_OBJECT (result), "riskctx-sensitivity-searched");
  if (searched == NULL)
    return g_task_propagate_boolean (G_TASK (result), error);
  if (!riskctx_job_finish (G_TASK (result), error))
    return FALSE;
  answer (self, g_task_get_task_data (searched));
  return TRUE;
}
