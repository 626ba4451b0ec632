/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-simulation-private.h"

/**
 * riskctx_simulation_get_sampling: (get-property sampling)
 * @self: a simulation
 *
 * Gets how whole years are spread.
 *
 * Returns: the sampling asked for
 *
 * Since: 1.0
 */
RiskctxSimulationSampling
riskctx_simulation_get_sampling (RiskctxSimulation *self)
{
  g_return_val_if_fail (RISKCTX_IS_SIMULATION (self), RISKCTX_SIMULATION_SAMPLING_PLAIN);
  return self->sampling;
}

/**
 * riskctx_simulation_set_sampling: (set-property sampling)
 * @self: a simulation
 * @sampling: the sampling
 *
 * Sets how whole years are spread. Other than plain ones need the method
 * %RISKCTX_SIMULATION_METHOD_YEARS, which is then chosen automatically, and at least 32768 years.
 *
 * They come in 8 to 17 replicates that are independent of each other; errors are found from how
 * much these differ. Figures are the same for a given document, settings and seed; with Sobol's
 * sequence, two documents share their random numbers where they have the same risks.
 *
 * Since: 1.0
 */
void
riskctx_simulation_set_sampling (RiskctxSimulation        *self,
                                 RiskctxSimulationSampling sampling)
{
  g_return_if_fail (RISKCTX_IS_SIMULATION (self));

  if (self->sampling == sampling)
    return;
  self->sampling = sampling;
  g_object_notify (G_OBJECT (self), "sampling");
}

/**
 * riskctx_simulation_get_trials: (get-property trials)
 * @self: a simulation
 *
 * Gets the number of simulated years.
 *
 * Returns: the number
 *
 * Since: 1.0
 */
guint64
riskctx_simulation_get_trials (RiskctxSimulation *self)
{
  g_return_val_if_fail (RISKCTX_IS_SIMULATION (self), 0);
  return self->trials;
}

/**
 * riskctx_simulation_set_trials: (set-property trials)
 * @self: a simulation
 * @trials: the number of simulated years, 1 to 4294967295
 *
 * Sets the number of simulated years.
 *
 * Since: 1.0
 */
void
riskctx_simulation_set_trials (RiskctxSimulation *self,
                               guint64            trials)
{
  g_return_if_fail (RISKCTX_IS_SIMULATION (self));
  g_return_if_fail (trials >= 1 && trials <= RISKCTX_SIMULATION_MAX_TRIALS);

  if (self->trials == trials)
    return;
  self->trials = trials;
  g_object_notify (G_OBJECT (self), "trials");
}

/**
 * riskctx_simulation_get_seed: (get-property seed)
 * @self: a simulation
 *
 * Gets the seed of the random numbers.
 *
 * Returns: the seed
 *
 * Since: 1.0
 */
guint64
riskctx_simulation_get_seed (RiskctxSimulation *self)
{
  g_return_val_if_fail (RISKCTX_IS_SIMULATION (self), 0);
  return self->seed;
}

/**
 * riskctx_simulation_set_seed: (set-property seed)
 * @self: a simulation
 * @seed: the seed, below 2^63 so that every language can write it
 *
 * Sets the seed of the random numbers.
 *
 * Since: 1.0
 */
void
riskctx_simulation_set_seed (RiskctxSimulation *self,
                             guint64            seed)
{
  g_return_if_fail (RISKCTX_IS_SIMULATION (self));
  g_return_if_fail (seed <= G_MAXINT64);

  if (self->seed == seed)
    return;
  self->seed = seed;
  g_object_notify (G_OBJECT (self), "seed");
}

/**
 * riskctx_simulation_get_threads: (get-property threads)
 * @self: a simulation
 *
 * Gets how many threads compute.
 *
 * Returns: the number; 0 for as many as there are processors
 *
 * Since: 1.0
 */
guint
riskctx_simulation_get_threads (RiskctxSimulation *self)
{
  g_return_val_if_fail (RISKCTX_IS_SIMULATION (self), 0);
  return self->threads;
}

/**
 * riskctx_simulation_set_threads: (set-property threads)
 * @self: a simulation
 * @threads: how many threads compute, at most 1024; 0 for as many as there are processors
 *
 * Sets how many threads compute.
 *
 * Since: 1.0
 */
void
riskctx_simulation_set_threads (RiskctxSimulation *self,
                                guint              threads)
{
  g_return_if_fail (RISKCTX_IS_SIMULATION (self));
  g_return_if_fail (threads <= RISKCTX_SIMULATION_MAX_THREADS);

  if (self->threads == threads)
    return;
  self->threads = threads;
  g_object_notify (G_OBJECT (self), "threads");
}

/**
 * riskctx_simulation_get_curve_points: (get-property curve-points)
 * @self: a simulation
 *
 * Gets how many points a curve has about.
 *
 * Returns: the number; 0 for no curves
 *
 * Since: 1.0
 */
guint
riskctx_simulation_get_curve_points (RiskctxSimulation *self)
{
  g_return_val_if_fail (RISKCTX_IS_SIMULATION (self), 0);
  return self->curve_points;
}

/**
 * riskctx_simulation_set_curve_points: (set-property curve-points)
 * @self: a simulation
 * @curve_points: how many points, at most 10000; 0 for no curves
 *
 * Sets how many points a curve has about.
 *
 * Since: 1.0
 */
void
riskctx_simulation_set_curve_points (RiskctxSimulation *self,
                                     guint              curve_points)
{
  g_return_if_fail (RISKCTX_IS_SIMULATION (self));
  g_return_if_fail (curve_points <= RISKCTX_SIMULATION_MAX_CURVE_POINTS);

  if (self->curve_points == curve_points)
    return;
  self->curve_points = curve_points;
  g_object_notify (G_OBJECT (self), "curve-points");
}

/**
 * riskctx_simulation_get_tail: (get-property tail)
 * @self: a simulation
 *
 * Gets the level whose tail the contributions are to.
 *
 * Returns: the level
 *
 * Since: 1.0
 */
double
riskctx_simulation_get_tail (RiskctxSimulation *self)
{
  g_return_val_if_fail (RISKCTX_IS_SIMULATION (self), 0);
  return self->tail;
}

/**
 * riskctx_simulation_set_tail: (set-property tail)
 * @self: a simulation
 * @tail: the level, above 0 and below 1
 *
 * Sets the level whose tail the contributions are to.
 *
 * Since: 1.0
 */
void
riskctx_simulation_set_tail (RiskctxSimulation *self,
                             double             tail)
{
  g_return_if_fail (RISKCTX_IS_SIMULATION (self));
  g_return_if_fail (tail > 0 && tail < 1);

  if (self->tail == tail)
    return;
  self->tail = tail;
  g_object_notify (G_OBJECT (self), "tail");
}

/**
 * riskctx_simulation_get_tolerance: (get-property tolerance)
 * @self: a simulation
 *
 * Gets the relative error that the exact method aims at.
 *
 * Returns: the error
 *
 * Since: 1.0
 */
double
riskctx_simulation_get_tolerance (RiskctxSimulation *self)
{
  g_return_val_if_fail (RISKCTX_IS_SIMULATION (self), 0);
  return self->tolerance;
}

/**
 * riskctx_simulation_set_tolerance: (set-property tolerance)
 * @self: a simulation
 * @tolerance: the error, from 1e-9 to 0.1
 *
 * Sets the relative error that the exact method aims at.
 *
 * Since: 1.0
 */
void
riskctx_simulation_set_tolerance (RiskctxSimulation *self,
                                  double             tolerance)
{
  g_return_if_fail (RISKCTX_IS_SIMULATION (self));
  g_return_if_fail (tolerance >= 1e-9 && tolerance <= 0.1);

  if (self->tolerance == tolerance)
    return;
  self->tolerance = tolerance;
  g_object_notify (G_OBJECT (self), "tolerance");
}

/**
 * riskctx_simulation_get_keep_samples: (get-property keep-samples)
 * @self: a simulation
 *
 * Gets whether the simulated years are kept.
 *
 * Returns: %TRUE if they are
 *
 * Since: 1.0
 */
gboolean
riskctx_simulation_get_keep_samples (RiskctxSimulation *self)
{
  g_return_val_if_fail (RISKCTX_IS_SIMULATION (self), FALSE);
  return self->keep_samples;
}

/**
 * riskctx_simulation_set_keep_samples: (set-property keep-samples)
 * @self: a simulation
 * @keep_samples: whether the simulated years are kept
 *
 * Sets whether the simulated years are kept.
 *
 * Since: 1.0
 */
void
riskctx_simulation_set_keep_samples (RiskctxSimulation *self,
                                     gboolean           keep_samples)
{
  g_return_if_fail (RISKCTX_IS_SIMULATION (self));

  keep_samples = keep_samples != FALSE;
  if (self->keep_samples == keep_samples)
    return;
  self->keep_samples = keep_samples;
  g_object_notify (G_OBJECT (self), "keep-samples");
}

/**
 * riskctx_simulation_get_memory: (get-property memory)
 * @self: a simulation
 *
 * Gets how many bytes the years of a simulation may take.
 *
 * Returns: the number of bytes; 0 for 8 GiB
 *
 * Since: 1.0
 */
guint64
riskctx_simulation_get_memory (RiskctxSimulation *self)
{
  g_return_val_if_fail (RISKCTX_IS_SIMULATION (self), 0);
  return self->memory;
}

/**
 * riskctx_simulation_set_memory: (set-property memory)
 * @self: a simulation
 * @memory: how many bytes; 0 for 8 GiB
 *
 * Sets how many bytes the years of a simulation may take. Where all years of the total and the
 * categories at once need more, they are simulated several times, a part at a time: the result is
 * the same to the bit, and takes about four times as long. What quantiles need to be found may take
 * as much again. On top come some 30 MB, and about two bytes for each year.
 *
 * Samples that are kept, and years that are spread evenly, have to be in memory: if they need more,
 * the run fails with [error@Error.INVALID].
 *
 * Since: 1.0
 */
void
riskctx_simulation_set_memory (RiskctxSimulation *self,
                               guint64            memory)
{
  g_return_if_fail (RISKCTX_IS_SIMULATION (self));

  if (self->memory == memory)
    return;
  self->memory = memory;
  g_object_notify (G_OBJECT (self), "memory");
}
