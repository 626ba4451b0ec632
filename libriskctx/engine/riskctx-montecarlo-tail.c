/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-montecarlo-private.h"

#include <string.h>

static void
list_tail_block (guint    block,
                 guint    worker,
                 gpointer data)
{
  Run *run = data;
  Tail *tail = run->tail;
  const gsize first = (gsize) block * BLOCK;
  const guint n = (guint) MIN ((guint64) BLOCK, run->n - first);
  const double *values = run->sums->arrays[run->sums->of[RISKCTX_SUM_TOTAL]].values + first;
  guint32 *trials = run->workers[worker]->trials;
  guint found = 0;

  for (guint i = 0; i < n; i++)
    {
      trials[found] = (guint32) first + i;
      found += tail->above ? values[i] > tail->value : values[i] >= tail->value;
    }
  tail->n_found[block] = found;
  tail->found[block] = g_memdup2 (trials, found * sizeof *trials);
}

static Tail *
tail_new (Run *run)
{
  Tail *self = run->tail = g_new0 (Tail, 1);
  const double *values = run->sums->arrays[run->sums->of[RISKCTX_SUM_TOTAL]].values;
  const RiskctxLossSummary *total = &run->result->total;
  guint64 above = 0;
  double share;

  self->years = (double) run->n * (1.0 - run->settings->tail);
  for (guint k = 0; k < total->n_points; k++)
    if (total->points[k].probability == run->settings->tail)
      self->value = total->points[k].value;
  /* a year without any loss has no parts to share out, and there may be very many of them; where
   * gains are possible, losses and gains may cancel */
  self->above = self->value == 0.0 && total->minimum >= 0.0;
  self->found = g_new0 (guint32 *, run->n_blocks);
  self->n_found = g_new0 (guint, run->n_blocks);
  riskctx_pool_run (run->pool, run->n_blocks, list_tail_block, run);

  for (guint block = 0; block < run->n_blocks; block++)
    self->n += self->n_found[block];
  self->trials = g_new (guint32, MAX (self->n, 1));
  self->weights = g_new (double, MAX (self->n, 1));
  self->n = 0;
  for (guint block = 0; block < run->n_blocks; block++)
    {
      if (self->n_found[block] > 0)
        memcpy (self->trials + self->n, self->found[block],
                self->n_found[block] * sizeof *self->trials);
      self->n += self->n_found[block];
      g_free (self->found[block]);
    }
  for (guint64 i = 0; i < self->n; i++)
    above += values[self->trials[i]] > self->value;
  share = CLAMP ((self->years - (double) above) / (double) MAX (self->n - above, 1), 0.0, 1.0);
  for (guint64 i = 0; i < self->n; i++)
    self->weights[i] = values[self->trials[i]] > self->value ? 1.0 : share;
  return self;
}

void
riskctx_montecarlo_tail_free (Tail *self)
{
  g_free (self->found);
  g_free (self->n_found);
  g_free (self->trials);
  g_free (self->weights);
  g_free (self);
}

/* The same years again, for the tail years only: counter-based numbers make that possible */
static void
attribute_block (guint    block,
                 guint    worker,
                 gpointer data)
{
  Run *run = data;
  Worker *own = run->workers[worker];
  const gsize first = (gsize) block * BLOCK;
  const guint n = (guint) MIN ((guint64) BLOCK, run->tail->n - first);

  for (guint p = 0; p < run->n_places && !g_atomic_int_get (&run->stopped); p++)
    {
      const Place *place = &run->places[p];
      const RiskctxEventYears years = { n, run->tail->trials + first, 0, own->loss, NULL,
                                        { NULL } };

      if (!riskctx_event_model_run (place->model, run->settings->seed, &years, own->scratch,
                                    run->control))
        g_atomic_int_set (&run->stopped, 1);
      for (guint i = 0; i < n; i++)
        own->loss[i] *= run->tail->weights[first + i];
      place->sums[block] = riskctx_summary_sum_block (own->loss, n);
    }
  riskctx_montecarlo_step (run);
}

/* Mean in the worst years of what is kept by year */
static double
weigh (const Run    *run,
       const double *values)
{
  const guint n_blocks = (guint) ((run->tail->n + BLOCK - 1) / BLOCK);
  g_autofree double *sums = g_new (double, MAX (n_blocks, 1));

  for (guint block = 0; block < n_blocks; block++)
    {
      const gsize first = (gsize) block * BLOCK;
      const guint n = (guint) MIN ((guint64) BLOCK, run->tail->n - first);
      double part[BLOCK];

      for (guint i = 0; i < n; i++)
        part[i] = values[run->tail->trials[first + i]] * run->tail->weights[first + i];
      sums[block] = riskctx_summary_sum_block (part, n);
    }
  return riskctx_summary_sum_blocks (sums, sizeof (double), n_blocks) / run->tail->years;
}

/* One risk with one effect is all of the tail. */
static void
attribute_all (Run *run)
{
  RiskctxSimulateResult *result = run->result;
  const RiskctxPlanRisk *risk = &run->plan->risks[0];
  double all = 0.0;

  for (guint k = 0; k < result->total.n_points; k++)
    if (result->total.points[k].probability == run->settings->tail)
      all = result->total.points[k].tail_mean;
  result->risk_contributions[risk->position] = all;
  result->cause_contributions[risk->category] = all;
  for (guint c = 0; c < CATEGORIES; c++)
    if (run->sums->of[RISKCTX_SUM_EFFECT + c] >= 0)
      result->effect_contributions[c] = all;
}

gboolean
riskctx_montecarlo_attribute_tail (Run     *run,
                GError **error)
{
  RiskctxSimulateResult *result = run->result;
  const RiskctxSums *sums = run->sums;
  double of_array[RISKCTX_SUM_COUNT];
  guint n_blocks;

  result->has_contributions = TRUE;
  if (sums->of[RISKCTX_SUM_TOTAL] < 0)
    return TRUE;
  if (sums->n_arrays == 1 && sums->arrays[0].sole >= 0)
    {
      attribute_all (run);
      return TRUE;
    }
  tail_new (run);
  n_blocks = (guint) ((run->tail->n + BLOCK - 1) / BLOCK);
  for (guint i = 0; i < sums->n_arrays; i++)
    {
      of_array[i] = weigh (run, sums->arrays[i].values);
      if (sums->arrays[i].sole >= 0)
        result->risk_contributions[run->plan->risks[sums->arrays[i].sole].position] = of_array[i];
    }
  for (guint c = 0; c < CATEGORIES; c++)
    {
      if (sums->of[RISKCTX_SUM_EFFECT + c] >= 0)
        result->effect_contributions[c] = of_array[sums->of[RISKCTX_SUM_EFFECT + c]];
      if (sums->of[RISKCTX_SUM_CAUSE + c] >= 0)
        result->cause_contributions[c] = of_array[sums->of[RISKCTX_SUM_CAUSE + c]];
    }

  for (guint first = 0; first < run->plan->n_risks; first += GROUP)
    {
      riskctx_montecarlo_open_group (run, first);
      riskctx_pool_run (run->pool, n_blocks, attribute_block, run);
      for (guint i = 0; i < run->n_places; i++)
        if (sums->home[first + i] < 0)
          result->risk_contributions[run->places[i].risk->position]
            = riskctx_summary_sum_blocks (run->places[i].sums, sizeof (double), n_blocks)
              / run->tail->years;
      riskctx_montecarlo_close_group (run);
      if (riskctx_montecarlo_cancelled (run, error))
        return FALSE;
    }
  return TRUE;
}
