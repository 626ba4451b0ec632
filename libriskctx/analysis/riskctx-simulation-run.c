/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-simulation-private.h"

#include <math.h>

#include "riskctx-compile-private.h"
#include "riskctx-criteria.h"
#include "riskctx-curve-point.h"
#include "riskctx-error.h"
#include "riskctx-item-private.h"
#include "riskctx-limit.h"
#include "riskctx-loss-result-private.h"

#define MAX_LEVELS 16 /* of the engine */
#define SAME_LEVEL 1e-9
#define SUBJECT_KEY "riskctx-loss-subject" /* of a task */

static gboolean
has_level (GArray *levels,
           double  level)
{
  for (guint i = 0; i < levels->len; i++)
    if (fabs (g_array_index (levels, double, i) - level) < SAME_LEVEL)
      return TRUE;
  return FALSE;
}

static void
add_level (GArray *levels,
           double  level)
{
  if (level > SAME_LEVEL && level < 1 - SAME_LEVEL && levels->len < MAX_LEVELS
      && !has_level (levels, level))
    g_array_append_val (levels, level);
}

/* What the criteria ask for is found without interpolation, because it is computed. */
static void
add_levels_of_criteria (GArray          *levels,
                        RiskctxCriteria *criteria)
{
  RiskctxItemList *limits = riskctx_criteria_get_limits (criteria);
  RiskctxItemList *curve = riskctx_criteria_get_curve (criteria);

  for (guint i = 0; i < riskctx_item_list_get_length (limits); i++)
    {
      RiskctxLimit *limit = riskctx_item_list_peek (limits, i);

      if (riskctx_limit_get_measure (limit) != RISKCTX_RISK_MEASURE_MEAN)
        add_level (levels, riskctx_limit_get_level (limit));
    }
  for (guint i = 0; i < riskctx_item_list_get_length (curve); i++)
    {
      RiskctxCurvePoint *point = riskctx_item_list_peek (curve, i);

      add_level (levels, 1 - riskctx_curve_point_get_probability (point));
    }
}

static int
compare_levels (gconstpointer a,
                gconstpointer b)
{
  const double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

static GArray *
choose_levels (RiskctxSimulation *self)
{
  GArray *levels = g_array_new (FALSE, FALSE, sizeof (double));
  RiskctxCriteria *criteria = riskctx_assessment_get_criteria (self->assessment);
  RiskctxSimulateSettings usual;

  add_level (levels, self->tail);
  if (self->probabilities != NULL)
    for (guint i = 0; i < self->probabilities->len; i++)
      add_level (levels, g_array_index (self->probabilities, double, i));
  else
    {
      riskctx_simulate_settings_init (&usual);
      if (criteria != NULL)
        add_levels_of_criteria (levels, criteria);
      for (guint i = 0; i < usual.n_probabilities; i++)
        add_level (levels, usual.probabilities[i]);
    }
  g_array_sort (levels, compare_levels);
  return levels;
}

/**
 * riskctx_simulation_dup_probabilities:
 * @self: a simulation
 * @n_probabilities: (out): how many
 *
 * Lists the probabilities for which quantiles and tail means will be found: those that were set, or
 * else the levels in the criteria of the assessment and the usual ones, 0.5, 0.75, 0.9, 0.95, 0.99
 * and 0.995; at most 16. The level of [property@Simulation:tail] is always among them.
 *
 * Returns: (transfer full) (array length=n_probabilities): the probabilities, ascending
 *
 * Since: 1.0
 */
double *
riskctx_simulation_dup_probabilities (RiskctxSimulation *self,
                                      guint             *n_probabilities)
{
  GArray *levels;

  g_return_val_if_fail (RISKCTX_IS_SIMULATION (self), NULL);
  g_return_val_if_fail (n_probabilities != NULL, NULL);

  levels = choose_levels (self);
  *n_probabilities = levels->len;
  return (double *) g_array_free (levels, FALSE);
}

/**
 * riskctx_simulation_set_probabilities:
 * @self: a simulation
 * @probabilities: (array length=n_probabilities): probabilities, each above 0 and below 1
 * @n_probabilities: how many, at most 15; 0 to choose by the criteria
 * @error: return location for an error
 *
 * Sets the probabilities for which quantiles and tail means will be found, in any order.
 *
 * Fails with [error@Error.INVALID] if one is out of range or there are too many.
 *
 * Returns: %TRUE if they were set
 *
 * Since: 1.0
 */
gboolean
riskctx_simulation_set_probabilities (RiskctxSimulation *self,
                                      const double      *probabilities,
                                      guint              n_probabilities,
                                      GError           **error)
{
  g_return_val_if_fail (RISKCTX_IS_SIMULATION (self), FALSE);
  g_return_val_if_fail (probabilities != NULL || n_probabilities == 0, FALSE);

  if (n_probabilities >= MAX_LEVELS)
    {
      g_set_error (error, RISKCTX_ERROR, RISKCTX_ERROR_TOO_LARGE,
                   "%u probabilities are more than %d", n_probabilities, MAX_LEVELS - 1);
      return FALSE;
    }
  for (guint i = 0; i < n_probabilities; i++)
    if (!(probabilities[i] > 0 && probabilities[i] < 1))
      {
        char text[G_ASCII_DTOSTR_BUF_SIZE];

        g_set_error (error, RISKCTX_ERROR, RISKCTX_ERROR_INVALID,
                     "a probability must be above 0 and below 1, got %s",
                     g_ascii_dtostr (text, sizeof text, probabilities[i]));
        return FALSE;
      }
  g_clear_pointer (&self->probabilities, g_array_unref);
  if (n_probabilities > 0)
    {
      self->probabilities = g_array_new (FALSE, FALSE, sizeof (double));
      g_array_append_vals (self->probabilities, probabilities, n_probabilities);
    }
  return TRUE;
}

/**
 * riskctx_simulation_get_precision: (get-property precision)
 * @self: a simulation
 *
 * Gets the precision that is aimed at.
 *
 * Returns: the relative standard error; 0 for none
 *
 * Since: 1.0
 */
double
riskctx_simulation_get_precision (RiskctxSimulation *self)
{
  g_return_val_if_fail (RISKCTX_IS_SIMULATION (self), 0);
  return self->precision;
}

/**
 * riskctx_simulation_set_precision: (set-property precision)
 * @self: a simulation
 * @precision: the relative standard error aimed at, from 1e-6 to 1; 0 for none
 *
 * Asks for as many simulated years as it takes until the standard error of the total's quantile at
 * [property@Simulation:tail] is at most this share of the quantile, but no more than
 * [property@Simulation:max-trials]. It begins with [property@Simulation:trials].
 *
 * The result is to the bit that of a simulation with the number of years that it ends with, which
 * is [method@LossResult.get_trials]. The exact method has a tolerance instead.
 *
 * Since: 1.0
 */
void
riskctx_simulation_set_precision (RiskctxSimulation *self,
                                  double             precision)
{
  g_return_if_fail (RISKCTX_IS_SIMULATION (self));
  g_return_if_fail (precision == 0 || (precision >= RISKCTX_SIMULATION_MIN_PRECISION
                                       && precision <= RISKCTX_SIMULATION_MAX_PRECISION));

  if (self->precision == precision)
    return;
  self->precision = precision;
  g_object_notify (G_OBJECT (self), "precision");
}

/**
 * riskctx_simulation_get_max_trials: (get-property max-trials)
 * @self: a simulation
 *
 * Gets how many years are simulated at most to reach the precision.
 *
 * Returns: the number
 *
 * Since: 1.0
 */
guint64
riskctx_simulation_get_max_trials (RiskctxSimulation *self)
{
  g_return_val_if_fail (RISKCTX_IS_SIMULATION (self), 0);
  return self->max_trials;
}

/**
 * riskctx_simulation_set_max_trials: (set-property max-trials)
 * @self: a simulation
 * @max_trials: the number of years, 1 to 4294967295
 *
 * Sets how many years are simulated at most to reach [property@Simulation:precision].
 *
 * Since: 1.0
 */
void
riskctx_simulation_set_max_trials (RiskctxSimulation *self,
                                   guint64            max_trials)
{
  g_return_if_fail (RISKCTX_IS_SIMULATION (self));
  g_return_if_fail (max_trials >= 1 && max_trials <= RISKCTX_SIMULATION_MAX_TRIALS);

  if (self->max_trials == max_trials)
    return;
  self->max_trials = max_trials;
  g_object_notify (G_OBJECT (self), "max-trials");
}

static RiskctxSimulateMethod
method_of (RiskctxSimulationMethod method)
{
  switch (method)
    {
    case RISKCTX_SIMULATION_METHOD_EXACT:
      return RISKCTX_SIMULATE_EXACT;
    case RISKCTX_SIMULATION_METHOD_MONTE_CARLO:
      return RISKCTX_SIMULATE_MONTE_CARLO;
    case RISKCTX_SIMULATION_METHOD_YEARS:
      return RISKCTX_SIMULATE_YEARS;
    case RISKCTX_SIMULATION_METHOD_AUTO:
    default:
      return RISKCTX_SIMULATE_AUTO;
    }
}

static RiskctxSimulateSampling
sampling_of (RiskctxSimulationSampling sampling)
{
  switch (sampling)
    {
    case RISKCTX_SIMULATION_SAMPLING_STRATIFIED:
      return RISKCTX_SIMULATE_STRATIFIED;
    case RISKCTX_SIMULATION_SAMPLING_SOBOL:
      return RISKCTX_SIMULATE_SOBOL;
    case RISKCTX_SIMULATION_SAMPLING_PLAIN:
    default:
      return RISKCTX_SIMULATE_PLAIN;
    }
}

void
riskctx_simulation_fill_settings (RiskctxSimulation       *self,
                                  gboolean                 keep_total,
                                  RiskctxSimulateSettings *settings)
{
  g_autoptr(GArray) levels = choose_levels (self);

  riskctx_simulate_settings_init (settings);
  settings->method = method_of (self->method);
  settings->sampling = sampling_of (self->sampling);
  settings->seed = self->seed;
  settings->trials = self->trials;
  settings->threads = self->threads;
  settings->curve_points = self->curve_points;
  settings->tail = self->tail;
  settings->tolerance = self->tolerance;
  settings->memory = self->memory;
  settings->keep = self->keep_samples
    ? RISKCTX_SIMULATE_KEEP_TOTAL | RISKCTX_SIMULATE_KEEP_EFFECTS | RISKCTX_SIMULATE_KEEP_CAUSES
      | RISKCTX_SIMULATE_KEEP_RISKS
    : keep_total ? RISKCTX_SIMULATE_KEEP_TOTAL : RISKCTX_SIMULATE_KEEP_NONE;
  settings->n_probabilities = levels->len;
  for (guint i = 0; i < levels->len; i++)
    settings->probabilities[i] = g_array_index (levels, double, i);
}

int
riskctx_simulation_add_to_job (RiskctxSimulation  *self,
                               const char *const  *options,
                               gboolean            keep_total,
                               RiskctxJob         *job,
                               GError            **error)
{
  return riskctx_simulation_add_year_to_job (self, options, RISKCTX_COMPILE_DONE, keep_total, job,
                                             error);
}

int
riskctx_simulation_add_year_to_job (RiskctxSimulation  *self,
                                    const char *const  *options,
                                    guint               year,
                                    gboolean            keep_total,
                                    RiskctxJob         *job,
                                    GError            **error)
{
  g_autoptr(RiskctxPlan) plan
    = riskctx_compile_plan_in_year (self->assessment, options, year, error);
  RiskctxSimulateSettings settings;
  guint number;

  if (plan == NULL)
    return -1;
  riskctx_simulation_fill_settings (self, keep_total, &settings);
  number = riskctx_job_add (job, plan, &settings, self->cross_check);
  if (self->precision > 0)
    riskctx_job_set_precision (job, number, self->precision, self->max_trials);
  return (int) number;
}

RiskctxLossResult *
riskctx_simulation_take_from_job (RiskctxLossSubject *subject,
                                  RiskctxJob         *job,
                                  int                 number)
{
  return riskctx_loss_result_new (subject, riskctx_job_steal_result (job, (guint) number),
                                  riskctx_job_steal_cross_check (job, (guint) number));
}

void
riskctx_simulation_show_progress (gpointer owner,
                                  double   progress)
{
  riskctx_simulation_set_progress (owner, progress);
}

RiskctxLossResult *
riskctx_simulation_run_job (RiskctxSimulation  *self,
                            RiskctxJob         *job,
                            RiskctxLossSubject *subject,
                            GCancellable       *cancellable,
                            GError            **error)
{
  if (!riskctx_job_run (job, cancellable, riskctx_simulation_show_progress, self, error))
    return NULL;
  return riskctx_simulation_take_from_job (subject, job, 0);
}

void
riskctx_simulation_start_job (GTask              *task,
                              RiskctxJob         *job,
                              RiskctxLossSubject *subject)
{
  g_object_set_data_full (G_OBJECT (task), SUBJECT_KEY, riskctx_loss_subject_ref (subject),
                          (GDestroyNotify) riskctx_loss_subject_unref);
  riskctx_job_run_async (job, task, riskctx_simulation_show_progress);
}

RiskctxLossResult *
riskctx_simulation_finish_job (GTask   *task,
                               GError **error)
{
  if (!riskctx_job_finish (task, error))
    return NULL;
  return riskctx_simulation_take_from_job (g_object_get_data (G_OBJECT (task), SUBJECT_KEY),
                                           riskctx_job_of_task (task), 0);
}

static RiskctxJob *
prepare (RiskctxSimulation   *self,
         RiskctxLossSubject **subject,
         GError             **error)
{
  g_autoptr(RiskctxJob) job = riskctx_job_new ();
  const char *const *options = (const char *const *) self->options;

  if (riskctx_simulation_add_to_job (self, options, FALSE, job, error) < 0)
    return NULL;
  *subject = riskctx_loss_subject_new (self->assessment, options);
  return g_steal_pointer (&job);
}

/**
 * riskctx_simulation_run:
 * @self: a simulation
 * @cancellable: (nullable): to stop the run from another thread
 * @error: return location for an error
 *
 * Runs the simulation and waits for the result. A run that is cancelled stops within 50 ms.
 *
 * Fails with [error@Error.NOT_FOUND] if there is no such option, with [error@Error.INVALID] if
 * options exclude each other, a required one is missing, or an estimate has no law, with
 * [error@Error.UNSUPPORTED] if the method asked for cannot answer, and with
 * %G_IO_ERROR_CANCELLED if it was cancelled.
 *
 * Returns: (transfer full) (nullable): the result
 *
 * Since: 1.0
 */
RiskctxLossResult *
riskctx_simulation_run (RiskctxSimulation *self,
                        GCancellable      *cancellable,
                        GError           **error)
{
  g_autoptr(RiskctxLossSubject) subject = NULL;
  g_autoptr(RiskctxJob) job = NULL;

  g_return_val_if_fail (RISKCTX_IS_SIMULATION (self), NULL);

  job = prepare (self, &subject, error);
  if (job == NULL)
    return NULL;
  return riskctx_simulation_run_job (self, job, subject, cancellable, error);
}

/**
 * riskctx_simulation_run_async:
 * @self: a simulation
 * @cancellable: (nullable): to stop the run
 * @callback: (scope async) (closure user_data): called when the run is over
 * @user_data: data for @callback
 *
 * Runs the simulation in a thread, on a snapshot of the assessment as it is now. The assessment
 * may be changed meanwhile. Call [method@Simulation.run_finish] in @callback.
 *
 * Since: 1.0
 */
void
riskctx_simulation_run_async (RiskctxSimulation  *self,
                              GCancellable       *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer            user_data)
{
  g_autoptr(GTask) task = NULL;
  g_autoptr(RiskctxLossSubject) subject = NULL;
  g_autoptr(RiskctxJob) job = NULL;
  GError *error = NULL;

  g_return_if_fail (RISKCTX_IS_SIMULATION (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, riskctx_simulation_run_async);
  job = prepare (self, &subject, &error);
  if (job == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  riskctx_simulation_start_job (task, job, subject);
}

/**
 * riskctx_simulation_run_finish:
 * @self: a simulation
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Gets the result of [method@Simulation.run_async]; it fails in the same ways as
 * [method@Simulation.run].
 *
 * Returns: (transfer full) (nullable): the result
 *
 * Since: 1.0
 */
RiskctxLossResult *
riskctx_simulation_run_finish (RiskctxSimulation *self,
                               GAsyncResult      *result,
                               GError           **error)
{
  g_return_val_if_fail (RISKCTX_IS_SIMULATION (self), NULL);
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return riskctx_simulation_finish_job (G_TASK (result), error);
}
