/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-tally-private.h"

#include <math.h>

#define LANES 8u
/* numbers below the first have no spread that counts; powers of others need a scale beyond FAR */
#define SMALLEST_SCALE 1e-300
#define FAR 1e60

double
riskctx_summary_sum_block (const double *values,
                           guint         n)
{
  double lane[LANES] = { 0.0 };
  guint i = 0;

  for (; i + LANES <= n; i += LANES)
    for (guint l = 0; l < LANES; l++)
      lane[l] += values[i + l];
  for (guint l = 0; i < n; i++, l++)
    lane[l] += values[i];
  return riskctx_tally_fold (lane);
}

double
riskctx_summary_sum_squares (const double *values,
                             guint         n)
{
  double lane[LANES] = { 0.0 };
  guint i = 0;

  for (; i + LANES <= n; i += LANES)
    for (guint l = 0; l < LANES; l++)
      lane[l] += values[i + l] * values[i + l];
  for (guint l = 0; i < n; i++, l++)
    lane[l] += values[i] * values[i];
  return riskctx_tally_fold (lane);
}

double
riskctx_summary_sum_blocks (const double *sums,
                            gsize         stride,
                            guint64       n)
{
  guint64 half = 1;

  if (n == 0)
    return 0.0;
  if (n == 1)
    return *sums;
  while (half * 2 < n)
    half *= 2;
  return riskctx_summary_sum_blocks (sums, stride, half)
         + riskctx_summary_sum_blocks ((const double *) (gconstpointer)
                                         ((const char *) sums + half * stride),
                                       stride, n - half);
}

RiskctxTally *
riskctx_tally_new (guint64 n,
                   guint   workers)
{
  RiskctxTally *self = g_new0 (RiskctxTally, 1);

  self->n_blocks = (guint) ((n + RISKCTX_SIMULATE_BLOCK - 1) / RISKCTX_SIMULATE_BLOCK);
  self->workers = workers;
  self->ranges = g_new0 (RiskctxTallyRange, MAX (self->n_blocks, 1));
  self->counts = g_new (guint32 *, workers);
  for (guint w = 0; w < workers; w++)
    self->counts[w] = g_new0 (guint32, RISKCTX_TALLY_BINS);
  return self;
}

void
riskctx_tally_free (RiskctxTally *self)
{
  for (guint w = 0; w < self->workers; w++)
    g_free (self->counts[w]);
  g_free (self->counts);
  g_free (self->ranges);
  g_free (self);
}

static void
count_values (const RiskctxKernel *kernel,
              guint32             *counts,
              const double        *values,
              guint                n)
{
  guint32 bins[256];

  for (guint first = 0; first < n; first += G_N_ELEMENTS (bins))
    {
      const guint m = MIN (n - first, G_N_ELEMENTS (bins));

      kernel->bins (m, values + first, bins);
      for (guint i = 0; i < m; i++)
        counts[bins[i]]++;
    }
}

static void
measure (RiskctxTallyRange   *range,
         const RiskctxKernel *kernel,
         const double        *values,
         guint                n)
{
  double sum[LANES], low[LANES], high[LANES], powers[3 * LANES];
  guint64 nonzero[LANES];

  kernel->range (n, values, range->center, 1.0 / range->scale, sum, low, high, nonzero, powers);
  range->sum = riskctx_tally_fold (sum);
  range->low = low[0];
  range->high = high[0];
  range->nonzero = 0;
  for (guint l = 0; l < LANES; l++)
    {
      range->low = MIN (range->low, low[l]);
      range->high = MAX (range->high, high[l]);
      range->nonzero += nonzero[l];
    }
  range->square = riskctx_tally_fold (powers);
  range->cube = riskctx_tally_fold (powers + LANES);
  range->fourth = riskctx_tally_fold (powers + 2 * LANES);
}

/* Whether powers of this number, if it is one, need a scale */
static gboolean
is_far (double value)
{
  return isfinite (value) && fabs (value) > SMALLEST_SCALE
         && (fabs (value) < 1.0 / FAR || fabs (value) > FAR);
}

void
riskctx_tally_block (RiskctxTally        *self,
                     const RiskctxKernel *kernel,
                     guint                block,
                     guint                worker,
                     guint                n,
                     const double        *busy,
                     guint                n_busy)
{
  RiskctxTallyRange *range = &self->ranges[block];
  guint32 *counts = self->counts[worker];
  const guint rest = n - n_busy;

  *range = (RiskctxTallyRange){ .n = n, .center = n_busy > 0 ? busy[0] : 0.0, .scale = 1.0 };
  measure (range, kernel, busy, n_busy);
  if (is_far (range->low) || is_far (range->high))
    {
      range->scale = MAX (fabs (range->low), fabs (range->high));
      measure (range, kernel, busy, n_busy);
    }
  if (rest > 0)
    {
      const double z = -range->center / range->scale, z2 = z * z;

      range->low = MIN (range->low, 0.0);
      range->high = MAX (range->high, 0.0);
      range->square += rest * z2;
      range->cube += rest * (z2 * z);
      range->fourth += rest * (z2 * z2);
    }

  count_values (kernel, counts, busy, n_busy);
  counts[riskctx_tally_bin (riskctx_tally_encode (0.0))] += rest;
}

void
riskctx_tally_powers (const RiskctxTally *self,
                      double              mean,
                      double              scale,
                      double             *square,
                      double             *fourth)
{
  g_autofree double *sums = g_new (double, 2 * (gsize) MAX (self->n_blocks, 1));

  for (guint i = 0; i < self->n_blocks; i++)
    {
      const RiskctxTallyRange *range = &self->ranges[i];
      const double n = range->n, ratio = range->scale / scale, r2 = ratio * ratio;
      const double d = (range->center - mean) / scale, d2 = d * d;
      const double first = (range->sum - n * range->center) / scale;

      sums[2 * i] = MAX (0.0, range->square * r2 + 2.0 * d * first + n * d2);
      sums[2 * i + 1] = range->fourth * (r2 * r2) + 4.0 * d * (range->cube * (r2 * ratio))
                        + 6.0 * d2 * (range->square * r2) + 4.0 * d * d2 * first + n * (d2 * d2);
    }
  *square = riskctx_summary_sum_blocks (sums, 2 * sizeof (double), self->n_blocks);
  *fourth = riskctx_summary_sum_blocks (sums + 1, 2 * sizeof (double), self->n_blocks);
}

double
riskctx_tally_smallest (const RiskctxTally *self)
{
  double value = INFINITY;

  for (guint i = 0; i < self->n_blocks; i++)
    value = MIN (value, self->ranges[i].low);
  return value + 0.0;
}

double
riskctx_tally_largest (const RiskctxTally *self)
{
  double value = -INFINITY;

  for (guint i = 0; i < self->n_blocks; i++)
    value = MAX (value, self->ranges[i].high);
  return value + 0.0;
}

void
riskctx_tally_ends (const RiskctxTally *self,
                    guint64            *low,
                    guint64            *high)
{
  *low = riskctx_tally_bin (riskctx_tally_encode (riskctx_tally_smallest (self)));
  *high = riskctx_tally_bin (riskctx_tally_encode (riskctx_tally_largest (self)));
}

guint64 *
riskctx_tally_count_below (const RiskctxTally *self,
                           guint64             low,
                           guint               n_bins)
{
  guint64 *below = g_new (guint64, n_bins + 1);

  below[0] = 0;
  for (guint bin = 0; bin < n_bins; bin++)
    {
      below[bin + 1] = below[bin];
      for (guint w = 0; w < self->workers; w++)
        below[bin + 1] += self->counts[w][low + bin];
    }
  return below;
}

void
riskctx_tally_reset (RiskctxTally *self)
{
  guint64 low, high;

  riskctx_tally_ends (self, &low, &high);
  for (guint w = 0; w < self->workers; w++)
    memset (self->counts[w] + low, 0, (high - low + 1) * sizeof (guint32));
}
