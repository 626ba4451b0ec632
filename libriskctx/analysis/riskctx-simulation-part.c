/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-simulation-private.h"

#include "riskctx-compile-private.h"
#include "riskctx-error.h"

#define BLOCK RISKCTX_SIMULATE_BLOCK

/* A job of one simulation by events; NULL if that is not what was asked for */
static RiskctxJob *
prepare (RiskctxSimulation *self,
         gboolean           cross_check,
         GError           **error)
{
  g_autoptr(RiskctxJob) job = NULL;
  g_autoptr(RiskctxPlan) plan = NULL;
  RiskctxSimulateSettings settings;

  if ((self->method != RISKCTX_SIMULATION_METHOD_AUTO
       && self->method != RISKCTX_SIMULATION_METHOD_MONTE_CARLO)
      || self->sampling != RISKCTX_SIMULATION_SAMPLING_PLAIN || self->precision > 0)
    {
      g_set_error_literal (error, RISKCTX_ERROR, RISKCTX_ERROR_UNSUPPORTED,
                           "only the Monte Carlo method with a number of years can be divided");
      return NULL;
    }
  plan = riskctx_compile_plan_in_year (self->assessment, (const char *const *) self->options,
                                       RISKCTX_COMPILE_DONE, error);
  if (plan == NULL)
    return NULL;
  riskctx_simulation_fill_settings (self, FALSE, &settings);
  settings.method = RISKCTX_SIMULATE_MONTE_CARLO;
  job = riskctx_job_new ();
  riskctx_job_add (job, plan, &settings, cross_check);
  return g_steal_pointer (&job);
}

static RiskctxJob *
prepare_part (RiskctxSimulation *self,
              guint              part,
              guint              n_parts,
              GError           **error)
{
  const guint64 blocks = (self->trials + BLOCK - 1) / BLOCK;
  const guint64 first = blocks * part / n_parts * BLOCK;
  const guint64 end = MIN (blocks * (part + 1) / n_parts * BLOCK, self->trials);
  RiskctxJob *job;

  if (n_parts > blocks)
    {
      g_set_error (error, RISKCTX_ERROR, RISKCTX_ERROR_INVALID,
                   "%" G_GUINT64_FORMAT " years can be divided into %" G_GUINT64_FORMAT
                   " parts at most", self->trials, blocks);
      return NULL;
    }
  job = prepare (self, FALSE, error);
  if (job != NULL)
    riskctx_job_set_part (job, 0, first, end - first);
  return job;
}

/* Numbers are read where they are: bytes that begin in the middle of one are moved. */
static GBytes *
align (GBytes *part)
{
  gsize size;
  const void *data = g_bytes_get_data (part, &size);

  return GPOINTER_TO_SIZE (data) % sizeof (guint64) == 0 ? g_bytes_ref (part)
                                                         : g_bytes_new (data, size);
}

static RiskctxJob *
prepare_merge (RiskctxSimulation *self,
               GBytes *const     *parts,
               guint              n_parts,
               GError           **error)
{
  g_autoptr(GPtrArray) aligned = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  RiskctxJob *job = prepare (self, self->cross_check, error);

  for (guint i = 0; i < n_parts; i++)
    g_ptr_array_add (aligned, align (parts[i]));
  if (job != NULL)
    riskctx_job_set_parts (job, 0, aligned);
  return job;
}

static RiskctxLossSubject *
subject_of (RiskctxSimulation *self)
{
  return riskctx_loss_subject_new (self->assessment, (const char *const *) self->options);
}

/**
 * riskctx_simulation_run_part:
 * @self: a simulation
 * @part: which part, from 0 on
 * @n_parts: how many parts the years are divided into, at least 1
 * @cancellable: (nullable): to stop the run from another thread
 * @error: return location for an error
 *
 * Simulates a part of the years of [property@Simulation:trials], event by event, and waits for it.
 * The parts of one simulation can be made in any order, by different programs and on different
 * machines, from equal documents with equal options, seed and trials. Put together by
 * [method@Simulation.merge] they give the result that one machine would have found, to the bit.
 *
 * The bytes can be kept in a file. They hold numbers in the byte order of the machine, about 20
 * bytes for each year of each risk with a loss, and nothing of the words of the document.
 *
 * Fails as [method@Simulation.run] does; with [error@Error.UNSUPPORTED] if another method than
 * %RISKCTX_SIMULATION_METHOD_MONTE_CARLO, another sampling than plain, or a precision is asked for;
 * and with [error@Error.INVALID] if there are fewer than 4096 years for a part, or the part needs
 * more than [property@Simulation:memory].
 *
 * Returns: (transfer full) (nullable): the part
 *
 * Since: 1.0
 */
GBytes *
riskctx_simulation_run_part (RiskctxSimulation *self,
                             guint              part,
                             guint              n_parts,
                             GCancellable      *cancellable,
                             GError           **error)
{
  g_autoptr(RiskctxJob) job = NULL;

  g_return_val_if_fail (RISKCTX_IS_SIMULATION (self), NULL);
  g_return_val_if_fail (part < n_parts, NULL);

  job = prepare_part (self, part, n_parts, error);
  if (job == NULL
      || !riskctx_job_run (job, cancellable, riskctx_simulation_show_progress, self, error))
    return NULL;
  return riskctx_job_steal_part (job, 0);
}

/**
 * riskctx_simulation_run_part_async:
 * @self: a simulation
 * @part: which part, from 0 on
 * @n_parts: how many parts the years are divided into, at least 1
 * @cancellable: (nullable): to stop the run
 * @callback: (scope async) (closure user_data): called when the part is done
 * @user_data: data for @callback
 *
 * Does what [method@Simulation.run_part] does, in a thread. Call
 * [method@Simulation.run_part_finish] in @callback.
 *
 * Since: 1.0
 */
void
riskctx_simulation_run_part_async (RiskctxSimulation  *self,
                                   guint               part,
                                   guint               n_parts,
                                   GCancellable       *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer            user_data)
{
  g_autoptr(GTask) task = NULL;
  g_autoptr(RiskctxJob) job = NULL;
  GError *error = NULL;

  g_return_if_fail (RISKCTX_IS_SIMULATION (self));
  g_return_if_fail (part < n_parts);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, riskctx_simulation_run_part_async);
  job = prepare_part (self, part, n_parts, &error);
  if (job != NULL)
    riskctx_job_run_async (job, task, riskctx_simulation_show_progress);
  else
    g_task_return_error (task, error);
}

/**
 * riskctx_simulation_run_part_finish:
 * @self: a simulation
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Gets the part of [method@Simulation.run_part_async]; it fails in the same ways as
 * [method@Simulation.run_part].
 *
 * Returns: (transfer full) (nullable): the part
 *
 * Since: 1.0
 */
GBytes *
riskctx_simulation_run_part_finish (RiskctxSimulation *self,
                                    GAsyncResult      *result,
                                    GError           **error)
{
  g_return_val_if_fail (RISKCTX_IS_SIMULATION (self), NULL);
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  if (!riskctx_job_finish (G_TASK (result), error))
    return NULL;
  return riskctx_job_steal_part (riskctx_job_of_task (G_TASK (result)), 0);
}

/**
 * riskctx_simulation_merge:
 * @self: a simulation
 * @parts: (array length=n_parts): parts of it, in any order
 * @n_parts: how many
 * @cancellable: (nullable): to stop from another thread
 * @error: return location for an error
 *
 * Puts the parts of a simulation together and waits for the result, which is to the bit that of
 * [method@Simulation.run] with %RISKCTX_SIMULATION_METHOD_MONTE_CARLO. What is found may be other
 * than when the parts were made: probabilities, tail, curves, samples.
 *
 * Fails with [error@Error.INVALID] if parts are missing, damaged, or there twice, or come from
 * another document, other options, another seed or another number of years; and otherwise as
 * [method@Simulation.run_part] does.
 *
 * Returns: (transfer full) (nullable): the result
 *
 * Since: 1.0
 */
RiskctxLossResult *
riskctx_simulation_merge (RiskctxSimulation *self,
                          GBytes *const     *parts,
                          guint              n_parts,
                          GCancellable      *cancellable,
                          GError           **error)
{
  g_autoptr(RiskctxJob) job = NULL;
  g_autoptr(RiskctxLossSubject) subject = NULL;

  g_return_val_if_fail (RISKCTX_IS_SIMULATION (self), NULL);
  g_return_val_if_fail (parts != NULL || n_parts == 0, NULL);

  job = prepare_merge (self, parts, n_parts, error);
  if (job == NULL)
    return NULL;
  subject = subject_of (self);
  return riskctx_simulation_run_job (self, job, subject, cancellable, error);
}

/**
 * riskctx_simulation_merge_async:
 * @self: a simulation
 * @parts: (array length=n_parts): parts of it, in any order
 * @n_parts: how many
 * @cancellable: (nullable): to stop
 * @callback: (scope async) (closure user_data): called when the result is there
 * @user_data: data for @callback
 *
 * Does what [method@Simulation.merge] does, in a thread. Call [method@Simulation.merge_finish] in
 * @callback.
 *
 * Since: 1.0
 */
void
riskctx_simulation_merge_async (RiskctxSimulation  *self,
                                GBytes *const      *parts,
                                guint               n_parts,
                                GCancellable       *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer            user_data)
{
  g_autoptr(GTask) task = NULL;
  g_autoptr(RiskctxJob) job = NULL;
  g_autoptr(RiskctxLossSubject) subject = NULL;
  GError *error = NULL;

  g_return_if_fail (RISKCTX_IS_SIMULATION (self));
  g_return_if_fail (parts != NULL || n_parts == 0);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, riskctx_simulation_merge_async);
  job = prepare_merge (self, parts, n_parts, &error);
  if (job == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  subject = subject_of (self);
  riskctx_simulation_start_job (task, job, subject);
}

/**
 * riskctx_simulation_merge_finish:
 * @self: a simulation
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Gets the result of [method@Simulation.merge_async]; it fails in the same ways as
 * [method@Simulation.merge].
 *
 * Returns: (transfer full) (nullable): the result
 *
 * Since: 1.0
 */
RiskctxLossResult *
riskctx_simulation_merge_finish (RiskctxSimulation *self,
                                 GAsyncResult      *result,
                                 GError           **error)
{
  g_return_val_if_fail (RISKCTX_IS_SIMULATION (self), NULL);
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return riskctx_simulation_finish_job (G_TASK (result), error);
}
