/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-montecarlo-private.h"

#include <string.h>

Tail *
riskctx_montecarlo_tail_new (const Run *run,
                             double     floor,
                             double     minimum)
{
  Tail *self = g_new0 (Tail, 1);

  self->years = (double) run->n * (1.0 - run->settings->tail);
  self->floor = floor;
  /* a year without any loss has no parts to share out, and there may be very many of them; where
   * gains are possible, losses and gains may cancel */
  if (minimum >= 0.0 && floor <= 0.0)
    {
      self->floor = 0.0;
      self->above = TRUE;
    }
  self->found = g_new0 (guint32 *, run->n_blocks);
  self->values = g_new0 (double *, run->n_blocks);
  self->n_found = g_new0 (guint, run->n_blocks);
  self->n_blocks = run->n_blocks;
  return self;
}

void
riskctx_montecarlo_tail_free (Tail *self)
{
  if (self->trials == NULL)
    for (guint block = 0; block < self->n_blocks; block++)
      {
        g_free (self->found[block]);
        g_free (self->values[block]);
      }
  g_free (self->found);
  g_free (self->values);
  g_free (self->n_found);
  g_free (self->trials);
  g_free (self->weights);
  g_free (self);
}

void
riskctx_montecarlo_tail_list (Run          *run,
                              guint         block,
                              const double *values)
{
  Tail *tail = run->tail;
  const gsize first = (gsize) block * BLOCK;
  const guint n = (guint) MIN ((guint64) BLOCK, run->n - first);
  guint32 trials[BLOCK];
  double listed[BLOCK];
  guint found = 0;

  for (guint i = 0; i < n; i++)
    {
      trials[found] = (guint32) first + i;
      listed[found] = values[i];
      found += tail->above ? values[i] > tail->floor : values[i] >= tail->floor;
    }
  tail->n_found[block] = found;
  tail->found[block] = g_memdup2 (trials, found * sizeof *trials);
  tail->values[block] = g_memdup2 (listed, found * sizeof *listed);
}

static void
list_block (guint    block,
            guint    worker,
            gpointer data)
{
  const Run *run = data;

  riskctx_montecarlo_tail_list (data, block,
                                run->sums->arrays[run->sums->of[RISKCTX_SUM_TOTAL]].values
                                + (gsize) block * BLOCK);
}

/* Of the listed years those from the quantile on, and what each counts for */
static void
settle (Tail  *self,
        double quantile)
{
  guint64 n = 0, above = 0;
  double share;

  for (guint block = 0; block < self->n_blocks; block++)
    for (guint i = 0; i < self->n_found[block]; i++)
      n += self->values[block][i] >= quantile;
  self->trials = g_new (guint32, MAX (n, 1));
  self->weights = g_new (double, MAX (n, 1));
  for (guint block = 0; block < self->n_blocks; block++)
    {
      for (guint i = 0; i < self->n_found[block]; i++)
        if (self->values[block][i] >= quantile)
          {
            above += self->values[block][i] > quantile;
            self->weights[self->n] = self->values[block][i];
            self->trials[self->n++] = self->found[block][i];
          }
      g_free (self->found[block]);
      g_free (self->values[block]);
    }
  share = CLAMP ((self->years - (double) above) / (double) MAX (n - above, 1), 0.0, 1.0);
  for (guint64 i = 0; i < n; i++)
    self->weights[i] = self->weights[i] > quantile ? 1.0 : share;
  self->n_blocks = (guint) ((n + BLOCK - 1) / BLOCK);
}

/* The sums of blocks of an array in the worst years: all years are in it, or, streamed, those of
 * the current segment of the tail */
static void
weigh (const Run    *run,
       const double *values,
       guint         first,
       guint         n_blocks,
       double       *sums)
{
  const Tail *tail = run->tail;

  for (guint block = first; block < first + n_blocks; block++)
    {
      const gsize start = (gsize) block * BLOCK, in_segment = (gsize) (block - first) * BLOCK;
      const guint n = (guint) MIN ((guint64) BLOCK, tail->n - start);
      double part[BLOCK];

      for (guint i = 0; i < n; i++)
        part[i] = values[run->streamed ? in_segment + i : tail->trials[start + i]]
                  * tail->weights[start + i];
      sums[block] = riskctx_summary_sum_block (part, n);
    }
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

/* Means of all arrays in the worst years */
static gboolean
weigh_arrays (Run    *run,
              double *of_array)
{
  const guint n_arrays = run->sums->n_arrays, n_blocks = run->tail->n_blocks;
  g_autofree double *sums = g_new0 (double, (gsize) n_arrays * MAX (n_blocks, 1));
  const guint step = run->streamed ? run->segment_blocks : MAX (n_blocks, 1);

  for (guint first = 0; first < n_blocks; first += step)
    {
      if (run->streamed
          && !riskctx_montecarlo_segment (run, PASS_SUM | PASS_WEIGH, first, run->tail->n))
        return FALSE;
      for (guint i = 0; i < n_arrays; i++)
        weigh (run, run->sums->arrays[i].values, first, MIN (step, n_blocks - first),
               &sums[(gsize) i * n_blocks]);
    }
  for (guint i = 0; i < n_arrays; i++)
    of_array[i] = riskctx_summary_sum_blocks (&sums[(gsize) i * n_blocks], sizeof (double),
                                              n_blocks) / run->tail->years;
  return TRUE;
}

static void
attribute_arrays (Run          *run,
                  const double *of_array)
{
  const RiskctxSums *sums = run->sums;
  RiskctxSimulateResult *result = run->result;

  for (guint i = 0; i < sums->n_arrays; i++)
    if (sums->arrays[i].sole >= 0)
      result->risk_contributions[run->plan->risks[sums->arrays[i].sole].position] = of_array[i];
  for (guint c = 0; c < CATEGORIES; c++)
    {
      if (sums->of[RISKCTX_SUM_EFFECT + c] >= 0)
        result->effect_contributions[c] = of_array[sums->of[RISKCTX_SUM_EFFECT + c]];
      if (sums->of[RISKCTX_SUM_CAUSE + c] >= 0)
        result->cause_contributions[c] = of_array[sums->of[RISKCTX_SUM_CAUSE + c]];
    }
}

gboolean
riskctx_montecarlo_attribute_tail (Run     *run,
                                   GError **error)
{
  RiskctxSimulateResult *result = run->result;
  const RiskctxSums *sums = run->sums;
  double of_array[RISKCTX_SUM_COUNT], quantile;

  result->has_contributions = TRUE;
  if (sums->of[RISKCTX_SUM_TOTAL] < 0)
    return TRUE;
  if (sums->n_arrays == 1 && sums->arrays[0].sole >= 0)
    {
      attribute_all (run);
      return TRUE;
    }
  quantile = riskctx_summary_quantile (&result->total, run->settings->tail);
  if (!run->streamed)
    {
      run->tail = riskctx_montecarlo_tail_new (run, quantile, result->total.minimum);
      riskctx_pool_run (run->pool, run->n_blocks, list_block, run);
    }
  settle (run->tail, quantile);
  if (!weigh_arrays (run, of_array))
    return !riskctx_montecarlo_cancelled (run, error);
  attribute_arrays (run, of_array);

  /* the same years again, for the tail years only: counter-based numbers make that possible */
  run->segment = 0;
  for (guint first = 0; first < run->plan->n_risks; first += run->group)
    {
      riskctx_montecarlo_open_group (run, first);
      riskctx_montecarlo_pass (run, PASS_WEIGH, 0, run->tail->n_blocks);
      for (guint i = 0; i < run->n_places; i++)
        if (sums->home[first + i] < 0)
          result->risk_contributions[run->places[i].risk->position]
            = riskctx_summary_sum_blocks (run->places[i].sums, sizeof (double),
                                          run->tail->n_blocks) / run->tail->years;
      riskctx_montecarlo_close_group (run);
      if (riskctx_montecarlo_cancelled (run, error))
        return FALSE;
    }
  return TRUE;
}
