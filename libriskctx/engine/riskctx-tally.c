/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-tally-private.h"

#include <math.h>

#define LANES 8u

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

void
riskctx_tally_block (RiskctxTally        *self,
                     const RiskctxKernel *kernel,
                     guint                block,
                     guint                worker,
                     const double        *values,
                     guint                n)
{
  RiskctxTallyRange *range = &self->ranges[block];
  guint32 *counts = self->counts[worker];
  double sum[LANES], low[LANES], high[LANES];
  guint64 nonzero[LANES];

  kernel->range (n, values, sum, low, high, nonzero);
  *range = (RiskctxTallyRange){ riskctx_tally_fold (sum), low[0], high[0], 0 };
  for (guint l = 0; l < LANES; l++)
    {
      range->low = MIN (range->low, low[l]);
      range->high = MAX (range->high, high[l]);
      range->nonzero += nonzero[l];
    }
  for (guint i = 0; i < n; i++)
    counts[riskctx_tally_bin (riskctx_tally_encode (values[i]))]++;
}

void
riskctx_tally_ends (const RiskctxTally *self,
                    guint64            *low,
                    guint64            *high)
{
  *low = G_MAXUINT64;
  *high = 0;
  for (guint i = 0; i < self->n_blocks; i++)
    {
      *low = MIN (*low, riskctx_tally_encode (self->ranges[i].low));
      *high = MAX (*high, riskctx_tally_encode (self->ranges[i].high));
    }
  *low = riskctx_tally_bin (*low);
  *high = riskctx_tally_bin (*high);
}

void
riskctx_tally_reset (RiskctxTally *self)
{
  guint64 low, high;

  riskctx_tally_ends (self, &low, &high);
  for (guint w = 0; w < self->workers; w++)
    memset (self->counts[w] + low, 0, (high - low + 1) * sizeof (guint32));
}
