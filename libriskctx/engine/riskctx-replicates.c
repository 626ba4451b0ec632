/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-replicates-private.h"
#include "riskctx-tally-private.h"

#include <math.h>

#define BLOCK RISKCTX_SIMULATE_BLOCK
#define LANES 8u

/* Sums over the blocks of years, and how much they differ from replicate to replicate */
typedef struct
{
  guint64 n;
  guint   n_blocks;
  guint   blocks; /* of a replicate */
  guint   replicates;
  double *sums;   /* by block */
} Sums;

/* 0.995 quantile of Student's t, from 7 degrees of freedom on */
static double
student (guint degrees)
{
  static const double quantiles[] = { 3.49948, 3.35539, 3.24984, 3.16927, 3.10581, 3.05454,
                                      3.01228, 2.97684, 2.94671, 2.92078 };
  const guint i = MAX (degrees, 7) - 7;

  return quantiles[MIN (i, G_N_ELEMENTS (quantiles) - 1)];
}

/* Standard error of the mean over all years of what is summed; the last replicate may be short */
static double
error_of_mean (const Sums *self)
{
  const double n = (double) self->n;
  const double mean = riskctx_summary_sum_blocks (self->sums, sizeof (double), self->n_blocks) / n;
  double variance = 0.0;

  for (guint first = 0; first < self->n_blocks; first += self->blocks)
    {
      const guint count = MIN (self->blocks, self->n_blocks - first);
      const guint64 end = MIN (self->n, (guint64) (first + count) * BLOCK);
      const double size = (double) (end - (guint64) first * BLOCK);
      const double distance = riskctx_summary_sum_blocks (&self->sums[first], sizeof (double),
                                                          count) - mean * size;

      variance += distance * distance;
    }
  return sqrt (variance * self->replicates / (self->replicates - 1.0)) / n;
}

static void
state_errors_of_moments (Sums                *sums,
                         const RiskctxSpread *spread,
                         RiskctxLossSummary  *out)
{
  const RiskctxTallyRange *ranges = spread->tally->ranges;

  for (guint b = 0; b < sums->n_blocks; b++)
    sums->sums[b] = (double) ranges[b].nonzero;
  out->any_loss_error = error_of_mean (sums);
  for (guint b = 0; b < sums->n_blocks; b++)
    sums->sums[b] = ranges[b].sum / spread->scale;
  out->mean_error = error_of_mean (sums) * spread->scale;
  for (guint b = 0; b < sums->n_blocks; b++)
    {
      const RiskctxTallyRange *range = &ranges[b];
      const double ratio = range->scale / spread->scale;
      const double d = (range->center - out->mean) / spread->scale;
      const double first = (range->sum - range->n * range->center) / spread->scale;

      sums->sums[b] = range->square * ratio * ratio + 2.0 * d * first + range->n * d * d;
    }
  if (out->sd > 0.0)
    out->sd_error = 0.5 * error_of_mean (sums) * spread->scale * (spread->scale / out->sd);
}

static void
state_errors_of_point (Sums                *sums,
                       const RiskctxKernel *kernel,
                       RiskctxPool         *pool,
                       const RiskctxSpread *spread,
                       const double        *values,
                       RiskctxLossSummary  *out,
                       RiskctxLossPoint    *point)
{
  double around[2], distance;
  RiskctxRank ranks[2];

  for (guint b = 0; b < sums->n_blocks; b++)
    {
      const double *x = values + (gsize) b * BLOCK;
      const guint n = (guint) MIN ((guint64) BLOCK, sums->n - (guint64) b * BLOCK);
      double sum[LANES], square[LANES];

      kernel->excess (n, x, point->value, 1.0 / spread->scale, sum, square);
      sums->sums[b] = riskctx_tally_fold (sum);
    }
  point->tail_error = error_of_mean (sums) / (1.0 - point->probability) * spread->scale;

  /* the share of years up to the quantile, in each replicate, and what that means in ranks */
  for (guint b = 0; b < sums->n_blocks; b++)
    {
      const double *x = values + (gsize) b * BLOCK;
      const guint n = (guint) MIN ((guint64) BLOCK, sums->n - (guint64) b * BLOCK);
      guint below = 0;

      for (guint i = 0; i < n; i++)
        below += x[i] <= point->value;
      sums->sums[b] = below;
    }
  distance = student (sums->replicates - 1) * error_of_mean (sums) + 0.5 / (double) sums->n;
  around[0] = MAX (point->probability - distance, 0.5 / (double) sums->n);
  around[1] = MIN (point->probability + distance, 1.0 - 0.5 / (double) sums->n);
  riskctx_ranks_find (pool, kernel, spread, values, 2, around, ranks);
  point->low = ranks[0].value;
  point->high = ranks[1].value;
  if (point->probability + distance >= 1.0)
    out->flags |= RISKCTX_LOSS_FLAG_NO_TAIL;
}

void
riskctx_replicates_state_errors (RiskctxPool                   *pool,
                                 const RiskctxSimulateSettings *settings,
                                 const RiskctxSpread           *spread,
                                 const double                  *values,
                                 RiskctxLossSummary            *out)
{
  const guint length = riskctx_year_replicate_length (spread->n);
  const guint n_blocks = spread->tally->n_blocks, blocks = (1u << length) / BLOCK;
  g_autofree double *by_block = g_new (double, n_blocks);
  Sums sums = { spread->n, n_blocks, blocks, (n_blocks + blocks - 1) / blocks, by_block };

  state_errors_of_moments (&sums, spread, out);
  for (guint k = 0; k < out->n_points; k++)
    state_errors_of_point (&sums, riskctx_kernel_get (settings->width), pool, spread, values, out,
                           &out->points[k]);
}
