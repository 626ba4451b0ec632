/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-frontier-private.h"

#include <math.h>

#include "riskctx-error.h"
#include "riskctx-item-private.h"
#include "riskctx-loss-result-private.h"
#include "riskctx-option.h"
#include "riskctx-plan-terms-private.h"
#include "riskctx-simulation-private.h"

#define MAX_POINTS 1000
#define MAX_CHANGING 6u /* options that change the contribution: all their sets are gone through */

/* The search with one set of the options that change sales or margin; what they lose of the
 * contribution in a year counts like a loss. */
typedef struct
{
  RiskctxFrontierProblem *problem;
  guint64                 forced;
  double                  lost;
  GArray                 *choices;
} Part;

static void
part_free (gpointer data)
{
  Part *self = data;

  g_clear_pointer (&self->problem, riskctx_frontier_problem_free);
  g_clear_pointer (&self->choices, g_array_unref);
  g_free (self);
}

/* What is worked on apart from the frontier, so that it can be in another thread. */
typedef struct
{
  RiskctxFrontierProblem *problem; /* of the first part: all describe the same options */
  GPtrArray              *parts;   /* Part */
  guint64                 changing; /* the options by which the parts differ */
  double                  budget;
  double                  running_limit;
  guint64                 max_nodes;
  RiskctxSimulateControl  control;
  GArray                 *choices; /* NULL: cancelled */
  gboolean                complete;
  RiskctxJob             *job;      /* the second part: simulations */
  GPtrArray              *subjects; /* of the simulations */
  GPtrArray              *points;
} Run;

static void
run_free (Run *self)
{
  g_clear_pointer (&self->parts, g_ptr_array_unref);
  g_clear_pointer (&self->choices, g_array_unref);
  g_clear_pointer (&self->job, riskctx_job_unref);
  g_clear_pointer (&self->subjects, g_ptr_array_unref);
  g_clear_pointer (&self->points, g_ptr_array_unref);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Run, run_free)

static GStrv
list_ids (RiskctxFrontier *self,
          guint64          items)
{
  RiskctxItemList *options = riskctx_assessment_get_options (self->assessment);
  GStrvBuilder *builder = g_strv_builder_new ();
  GStrv ids;

  for (guint i = 0; i < riskctx_item_list_get_length (options); i++)
    {
      const char *id = riskctx_item_get_id (riskctx_item_list_peek (options, i));

      if (items >> i & 1 && id != NULL)
        g_strv_builder_add (builder, id);
    }
  ids = g_strv_builder_end (builder);
  g_strv_builder_unref (builder);
  return ids;
}

/* The options that change sales or margin, unless there are too many to go through their sets */
static guint64
find_changing (RiskctxFrontier *self)
{
  RiskctxItemList *options = riskctx_assessment_get_options (self->assessment);
  guint64 changing = 0;
  guint n = 0;

  for (guint i = 0; i < riskctx_item_list_get_length (options) && i < RISKCTX_KNAPSACK_ITEMS; i++)
    {
      RiskctxOption *option = riskctx_item_list_peek (options, i);

      if ((riskctx_option_get_sales_change (option) == NULL
           && riskctx_option_get_new_contribution_margin (option) == NULL)
          || (!self->give_up && !riskctx_option_get_recovers (option)
              && !riskctx_option_get_mandatory (option)))
        continue;
      changing |= G_GUINT64_CONSTANT (1) << i;
      n++;
    }
  return n <= MAX_CHANGING ? changing : 0;
}

static guint64
add_required (RiskctxFrontier *self,
              guint64          set)
{
  RiskctxItemList *options = riskctx_assessment_get_options (self->assessment);
  const guint n = MIN (riskctx_item_list_get_length (options), RISKCTX_KNAPSACK_ITEMS);
  guint64 before;

  do
    {
      before = set;
      for (guint i = 0; i < n; i++)
        {
          const char *const *needs
            = riskctx_option_get_requires (riskctx_item_list_peek (options, i));

          for (guint j = 0; j < n && set >> i & 1 && needs != NULL; j++)
            {
              const char *id = riskctx_item_get_id (riskctx_item_list_peek (options, j));

              if (id != NULL && g_strv_contains (needs, id))
                set |= G_GUINT64_CONSTANT (1) << j;
            }
        }
    }
  while (set != before);
  return set;
}

/* What of the contribution is lost in a year with these options. Where they do not go together,
 * there is nothing to be found with them either. */
static double
find_lost (RiskctxFrontier *self,
           guint64          set)
{
  g_auto(GStrv) ids = list_ids (self, add_required (self, set));
  g_autoptr(RiskctxPlanTerms) terms
    = riskctx_plan_terms_new (self->assessment, (const char *const *) ids, NULL);
  RiskctxPlanNumber change;

  if (terms == NULL)
    return 0;
  change = riskctx_plan_terms_contribution_change (terms);
  return change.reason == NULL ? -change.value : 0;
}

static gboolean
add_part (RiskctxFrontier *self,
          Run             *run,
          guint64          forced,
          GError         **error)
{
  Part *part = g_new0 (Part, 1);

  g_ptr_array_add (run->parts, part);
  part->forced = forced;
  part->problem = riskctx_frontier_problem_new (self->assessment, self->kind, self->years,
                                                self->give_up, forced, run->changing & ~forced,
                                                error);
  part->lost = find_lost (self, forced);
  return part->problem != NULL;
}

static Run *
prepare (RiskctxFrontier *self,
         GError         **error)
{
  g_autoptr(Run) run = g_new0 (Run, 1);
  guint64 forced = 0;

  run->parts = g_ptr_array_new_with_free_func (part_free);
  run->changing = find_changing (self);
  do /* all subsets of the changing options, the empty one first */
    {
      if (!add_part (self, run, forced, error))
        return NULL;
      forced = (forced - run->changing) & run->changing;
    }
  while (forced != 0);
  run->problem = ((Part *) g_ptr_array_index (run->parts, 0))->problem;
  run->budget = MIN (self->budget, run->problem->largest);
  run->running_limit = self->running_limit;
  run->max_nodes = self->max_nodes;
  riskctx_simulate_control_init (&run->control);
  return g_steal_pointer (&run);
}

static void
stop (GCancellable *cancellable,
      gpointer      control)
{
  riskctx_simulate_control_cancel (control);
}

static int
compare_choices (gconstpointer a,
                 gconstpointer b)
{
  const RiskctxKnapsackChoice *x = a, *y = b;

  if (x->cost != y->cost)
    return x->cost < y->cost ? -1 : 1;
  if (x->loss != y->loss)
    return x->loss < y->loss ? -1 : 1;
  return (x->items > y->items) - (x->items < y->items);
}

/* What is best of all parts: with ascending cost the loss and what is lost of the contribution must
 * fall. */
static void
merge (Run *run)
{
  g_autoptr(GArray) all = g_array_new (FALSE, FALSE, sizeof (RiskctxKnapsackChoice));

  for (guint i = 0; i < run->parts->len; i++)
    {
      const Part *part = g_ptr_array_index (run->parts, i);

      for (guint k = 0; k < part->choices->len; k++)
        {
          RiskctxKnapsackChoice choice = g_array_index (part->choices, RiskctxKnapsackChoice, k);

          choice.loss += part->lost;
          choice.bound += part->lost;
          g_array_append_val (all, choice);
        }
    }
  g_array_sort (all, compare_choices);
  run->choices = g_array_new (FALSE, FALSE, sizeof (RiskctxKnapsackChoice));
  for (guint k = 0; k < all->len; k++)
    {
      const RiskctxKnapsackChoice *choice = &g_array_index (all, RiskctxKnapsackChoice, k);
      const RiskctxKnapsackChoice *last
        = run->choices->len == 0 ? NULL : &g_array_index (run->choices, RiskctxKnapsackChoice,
                                                          run->choices->len - 1);

      if (last == NULL || choice->loss < last->loss)
        g_array_append_val (run->choices, *choice);
    }
}

static void
solve (Run          *run,
       GCancellable *cancellable)
{
  const gulong handler = cancellable != NULL
    ? g_cancellable_connect (cancellable, G_CALLBACK (stop), &run->control, NULL) : 0;
  gboolean going = TRUE;

  run->complete = TRUE;
  for (guint i = 0; i < run->parts->len && going; i++)
    {
      Part *part = g_ptr_array_index (run->parts, i);
      gboolean complete;

      part->choices = riskctx_knapsack_frontier (part->problem->knapsack, run->budget,
                                                 run->running_limit, run->max_nodes, MAX_POINTS,
                                                 &run->control, &complete);
      run->complete = run->complete && complete;
      going = part->choices != NULL;
    }
  g_cancellable_disconnect (cancellable, handler);
  if (!going)
    return;
  if (run->changing == 0)
    run->choices = g_array_ref (((Part *) g_ptr_array_index (run->parts, 0))->choices);
  else
    merge (run);
}

static double
lost_of (Run    *run,
         guint64 items)
{
  for (guint i = 0; i < run->parts->len; i++)
    {
      const Part *part = g_ptr_array_index (run->parts, i);

      if (part->forced == (items & run->changing))
        return part->lost;
    }
  return 0;
}

/* What the options are worth. Where a cost is not known, they are worth nothing that is known. */
static void
value_point (RiskctxFrontier      *self,
             RiskctxFrontierPoint *point,
             double                benefit)
{
  RiskctxPlanTerms *terms
    = riskctx_plan_terms_new (self->assessment, (const char *const *) point->options, NULL);
  RiskctxPlanNumbers *numbers;

  if (terms == NULL)
    return;
  terms->years = self->years;
  terms->rate = self->discount_rate;
  numbers = g_new0 (RiskctxPlanNumbers, 1);
  riskctx_plan_numbers_compute (terms, benefit, NULL, numbers);
  if (numbers->numbers[RISKCTX_PLAN_FIGURE_NET_PRESENT_VALUE].reason == NULL)
    point->net_present_value = numbers->numbers[RISKCTX_PLAN_FIGURE_NET_PRESENT_VALUE].value;
  g_free (numbers);
  riskctx_plan_terms_free (terms);
}

static RiskctxFrontierPoint *
make_point (RiskctxFrontier             *self,
            Run                         *run,
            const RiskctxKnapsackChoice *choice,
            const RiskctxKnapsackChoice *before)
{
  const RiskctxFrontierProblem *problem = run->problem;
  RiskctxFrontierPoint *point = g_object_new (RISKCTX_TYPE_FRONTIER_POINT, NULL);
  const guint64 had = before != NULL ? before->items : 0;

  point->options = list_ids (self, choice->items);
  point->entering = list_ids (self, choice->items & ~had);
  point->leaving = list_ids (self, had & ~choice->items);
  for (guint i = 0; problem->ids[i] != NULL; i++)
    if (choice->items >> i & 1)
      {
        point->one_time_cost += problem->one_time[i];
        point->running_cost += problem->running[i];
      }
  point->cost = choice->cost;
  point->expected_loss = choice->loss - lost_of (run, choice->items);
  point->saving = MAX (problem->loss - point->expected_loss, 0);
  point->gap = choice->loss - choice->bound;
  if (before != NULL && choice->cost > before->cost)
    point->marginal = (before->loss - choice->loss) / (choice->cost - before->cost);
  return point;
}

static gboolean
add_simulation (RiskctxFrontier   *self,
                Run               *run,
                const char *const *options,
                GError           **error)
{
  if (riskctx_simulation_add_to_job (self->simulation, options, FALSE, run->job, error) < 0)
    return FALSE;
  g_ptr_array_add (run->subjects, riskctx_loss_subject_new (self->assessment, options));
  return TRUE;
}

/* The points, and what is to be simulated of them */
static gboolean
continue_run (RiskctxFrontier *self,
              Run             *run,
              GError         **error)
{
  static const char *const none[] = { NULL };

  if (run->choices == NULL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "Operation was cancelled");
      return FALSE;
    }
  run->job = riskctx_job_new ();
  run->points = g_ptr_array_new_with_free_func (g_object_unref);
  run->subjects = g_ptr_array_new_with_free_func ((GDestroyNotify) riskctx_loss_subject_unref);
  for (guint i = 0; i < run->choices->len; i++)
    {
      const RiskctxKnapsackChoice *choice = &g_array_index (run->choices, RiskctxKnapsackChoice,
                                                            i);
      RiskctxFrontierPoint *point = make_point (self, run, choice,
                                                i > 0 ? choice - 1 : NULL);
      const char *const *options = (const char *const *) point->options;

      g_ptr_array_add (run->points, point);
      if (self->simulate && !add_simulation (self, run, options, error))
        return FALSE;
    }
  /* What the points save is compared with doing nothing, which need not be a point. */
  return !self->simulate || add_simulation (self, run, none, error);
}

static RiskctxLossResult *
take (Run  *run,
      guint number)
{
  return riskctx_simulation_take_from_job (g_ptr_array_index (run->subjects, number), run->job,
                                           (int) number);
}

static void
answer (RiskctxFrontier *self,
        Run             *run)
{
  const guint before = self->points->len;
  const guint n = run->points->len;
  g_autoptr(RiskctxLossResult) nothing = self->simulate ? take (run, n) : NULL;

  for (guint i = 0; i < n; i++)
    {
      RiskctxFrontierPoint *point = g_ptr_array_index (run->points, i);
      double benefit = point->saving;

      if (nothing != NULL)
        {
          RiskctxLossFigure *total;

          point->result = take (run, i);
          total = riskctx_loss_result_get_total (point->result);
          point->tail_mean
            = riskctx_loss_figure_dup_tail_mean (total,
                                                 riskctx_loss_result_get_tail (point->result));
          benefit = riskctx_loss_figure_get_mean (riskctx_loss_result_get_total (nothing), NULL)
                    - riskctx_loss_figure_get_mean (total, NULL);
        }
      value_point (self, point, benefit);
    }
  g_ptr_array_unref (self->points);
  self->points = g_steal_pointer (&run->points);
  self->loss = run->problem->loss;
  self->complete = run->complete;
  riskctx_frontier_recommend (self);
  g_list_model_items_changed (G_LIST_MODEL (self), 0, before, self->points->len);
}

static void
show_progress (gpointer owner,
               double   progress)
{
  riskctx_frontier_set_progress (owner, progress);
}

/**
 * riskctx_frontier_run:
 * @self: a frontier
 * @cancellable: (nullable): to stop the run from another thread
 * @error: return location for an error
 *
 * Finds the points. A run that is cancelled stops within 50 ms.
 *
 * Where even what is mandatory costs more than the budget, there are no points, and
 * [method@Frontier.get_reason] says so.
 *
 * Fails with [error@Error.TOO_LARGE] if there are more than 64 options, with
 * [error@Error.UNSUPPORTED] if an expected loss is infinite or a gain, with
 * [error@Error.INVALID] if an estimate has no law, and with %G_IO_ERROR_CANCELLED if it was
 * cancelled.
 *
 * Returns: %TRUE if the points are there
 *
 * Since: 1.0
 */
gboolean
riskctx_frontier_run (RiskctxFrontier *self,
                      GCancellable    *cancellable,
                      GError         **error)
{
  g_autoptr(Run) run = NULL;

  g_return_val_if_fail (RISKCTX_IS_FRONTIER (self), FALSE);

  riskctx_frontier_set_progress (self, 0);
  run = prepare (self, error);
  if (run == NULL)
    return FALSE;
  solve (run, cancellable);
  if (!continue_run (self, run, error)
      || !riskctx_job_run (run->job, cancellable, show_progress, self, error))
    return FALSE;
  answer (self, run);
  return TRUE;
}

static void
solve_in_thread (GTask        *task,
                 gpointer      source,
                 gpointer      task_data,
                 GCancellable *cancellable)
{
  solve (task_data, cancellable);
  g_task_return_boolean (task, TRUE);
}

static void
on_solved (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Run *run = g_task_get_task_data (G_TASK (result));
  GError *error = NULL;

  if (!continue_run (RISKCTX_FRONTIER (object), run, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  g_object_set_data_full (G_OBJECT (task), "riskctx-frontier-solved", g_object_ref (result),
                          g_object_unref);
  riskctx_job_run_async (run->job, task, show_progress);
}

/**
 * riskctx_frontier_run_async:
 * @self: a frontier
 * @cancellable: (nullable): to stop the run
 * @callback: (scope async) (closure user_data): called when the run is over
 * @user_data: data for @callback
 *
 * Finds the points in a thread. Call [method@Frontier.run_finish] in @callback.
 *
 * Since: 1.0
 */
void
riskctx_frontier_run_async (RiskctxFrontier    *self,
                            GCancellable       *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer            user_data)
{
  g_autoptr(GTask) task = NULL;
  g_autoptr(GTask) solving = NULL;
  GError *error = NULL;
  Run *run;

  g_return_if_fail (RISKCTX_IS_FRONTIER (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, riskctx_frontier_run_async);
  riskctx_frontier_set_progress (self, 0);
  run = prepare (self, &error);
  if (run == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  solving = g_task_new (self, cancellable, on_solved, g_steal_pointer (&task));
  g_task_set_task_data (solving, run, (GDestroyNotify) run_free);
  g_task_run_in_thread (solving, solve_in_thread);
}

/**
 * riskctx_frontier_run_finish:
 * @self: a frontier
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Ends [method@Frontier.run_async]; it fails in the same ways as [method@Frontier.run].
 *
 * Returns: %TRUE if the points are there
 *
 * Since: 1.0
 */
gboolean
riskctx_frontier_run_finish (RiskctxFrontier *self,
                             GAsyncResult    *result,
                             GError         **error)
{
  GTask *solved;

  g_return_val_if_fail (RISKCTX_IS_FRONTIER (self), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  solved = g_object_get_data (G_OBJECT (result), "riskctx-frontier-solved");
  if (solved == NULL)
    return g_task_propagate_boolean (G_TASK (result), error);
  if (!riskctx_job_finish (G_TASK (result), error))
    return FALSE;
  answer (self, g_task_get_task_data (solved));
  return TRUE;
}
