/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-summary-private.h"
#include "riskctx-math-private.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define BLOCK RISKCTX_SIMULATE_BLOCK
#define LANES 8u
#define BINS 65536u
#define POINTS_MAX 16u
/* normal quantile of 0.995: both sides of a 99 % interval */
#define Z99 2.5758293035489004

/* Quantiles come without sorting: a histogram over the bits of the numbers, which are in the
 * numbers' order, finds the bins of the ranks wanted, and only what lies in these is sorted. */

typedef struct
{
  double  sum;
  guint64 low;  /* smallest and largest code */
  guint64 high;
  guint   nonzero;
} BlockRange;

typedef struct
{
  double square;
  double fourth;
  double excess[POINTS_MAX];        /* over the upper edge of the quantile's bin */
  double excess_square[POINTS_MAX];
} BlockMoments;

typedef struct
{
  guint64 rank; /* from 0 */
  guint64 bin;
  double  value;
} Rank;

typedef struct
{
  const RiskctxSimulateSettings *settings;
  guint64       n;
  const double *values;
  BlockRange   *ranges;
  BlockMoments *moments;
  guint32     **counts; /* [worker][bin] */
  guint64       low;
  guint         shift;
  guint8       *wanted; /* [bin] */
  GArray      **found;  /* [worker] codes in wanted bins */
  double        mean;
  double        scale;  /* largest absolute value, so that no power overflows */
  double        edges[POINTS_MAX];
} Pass;

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
  return ((lane[0] + lane[4]) + (lane[2] + lane[6])) + ((lane[1] + lane[5]) + (lane[3] + lane[7]));
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

/* An integer in the order of the numbers; both zeros are one */
static inline guint64
encode (double value)
{
  guint64 code;

  value += 0.0;
  memcpy (&code, &value, sizeof code);
  return code >> 63 ? ~code : code | G_GUINT64_CONSTANT (0x8000000000000000);
}

static inline double
decode (guint64 code)
{
  double value;

  code = code >> 63 ? code & G_GUINT64_CONSTANT (0x7fffffffffffffff) : ~code;
  memcpy (&value, &code, sizeof value);
  return value;
}

static guint
block_size (const Pass *pass,
            guint       block)
{
  return (guint) MIN ((guint64) BLOCK, pass->n - (guint64) block * BLOCK);
}

static void
find_range (guint    block,
            guint    worker,
            gpointer data)
{
  Pass *pass = data;
  const double *values = pass->values + (gsize) block * BLOCK;
  const guint n = block_size (pass, block);
  BlockRange *range = &pass->ranges[block];

  range->sum = riskctx_summary_sum_block (values, n);
  range->low = G_MAXUINT64;
  range->high = 0;
  range->nonzero = 0;
  for (guint i = 0; i < n; i++)
    {
      const guint64 code = encode (values[i]);

      range->low = MIN (range->low, code);
      range->high = MAX (range->high, code);
      range->nonzero += values[i] != 0.0;
    }
}

static void
fill_histogram (guint    block,
                guint    worker,
                gpointer data)
{
  Pass *pass = data;
  const double *values = pass->values + (gsize) block * BLOCK;
  const guint n = block_size (pass, block);
  guint32 *counts = pass->counts[worker];

  for (guint i = 0; i < n; i++)
    counts[(encode (values[i]) - pass->low) >> pass->shift]++;
}

static void
collect (guint    block,
         guint    worker,
         gpointer data)
{
  Pass *pass = data;
  const double *values = pass->values + (gsize) block * BLOCK;
  const guint n = block_size (pass, block);
  GArray *found = pass->found[worker];

  for (guint i = 0; i < n; i++)
    {
      const guint64 code = encode (values[i]);

      if (pass->wanted[(code - pass->low) >> pass->shift])
        g_array_append_val (found, code);
    }
}

static void
add_moments (guint    block,
             guint    worker,
             gpointer data)
{
  Pass *pass = data;
  const double *values = pass->values + (gsize) block * BLOCK;
  const guint n = block_size (pass, block);
  const guint n_edges = pass->settings->n_probabilities;
  BlockMoments *moments = &pass->moments[block];
  const double inverse = 1.0 / pass->scale;
  double square[LANES] = { 0.0 }, fourth[LANES] = { 0.0 };

  for (guint i = 0; i < n; i++)
    {
      const double z = (values[i] - pass->mean) * inverse;

      square[i % LANES] += z * z;
      fourth[i % LANES] += z * z * (z * z);
    }
  moments->square = riskctx_summary_sum_block (square, LANES);
  moments->fourth = riskctx_summary_sum_block (fourth, LANES);

  for (guint k = 0; k < n_edges; k++)
    {
      const double edge = pass->edges[k];
      double sum[LANES] = { 0.0 }, sum_square[LANES] = { 0.0 };

      for (guint i = 0; i < n; i++)
        {
          const double z = values[i] > edge ? (values[i] - edge) * inverse : 0.0;

          sum[i % LANES] += z;
          sum_square[i % LANES] += z * z;
        }
      moments->excess[k] = riskctx_summary_sum_block (sum, LANES);
      moments->excess_square[k] = riskctx_summary_sum_block (sum_square, LANES);
    }
}

static double
total_of (const Pass   *pass,
          const double *first,
          guint         n_blocks)
{
  return riskctx_summary_sum_blocks (first, sizeof (BlockMoments), n_blocks);
}

static int
compare_codes (const void *a,
               const void *b)
{
  const guint64 x = *(const guint64 *) a, y = *(const guint64 *) b;

  return (x > y) - (x < y);
}

static int
compare_ranks (const void *a,
               const void *b)
{
  const guint64 x = (*(Rank *const *) a)->rank, y = (*(Rank *const *) b)->rank;

  return (x > y) - (x < y);
}

/* Position from 0 of the smallest x with F (x) >= p, without the noise of n p in floating point */
static guint64
quantile_rank (guint64 n,
               double  p)
{
  const double position = ceil ((double) n * p * (1.0 - 1e-15) - 1e-9);

  return (guint64) CLAMP (position, 1.0, (double) n) - 1;
}

/* What was collected, merged and sorted, with the number of items below each wanted bin */
typedef struct
{
  GArray  *codes;
  guint64 *below; /* [bin], cumulative counts */
  guint64 *place; /* [bin], where its codes begin */
} Sorted;

static double
rank_value (const Pass   *pass,
            const Sorted *sorted,
            const Rank   *rank)
{
  if (pass->shift == 0)
    return decode (pass->low + rank->bin);
  return decode (g_array_index (sorted->codes, guint64,
                                sorted->place[rank->bin] + rank->rank
                                  - sorted->below[rank->bin]));
}

/* The three ranks of every probability: the quantile's and both ends of its interval */
static void
choose_ranks (const Pass       *pass,
              Rank             *ranks,
              RiskctxLossFlags *flags)
{
  const double n = (double) pass->n;

  for (guint k = 0; k < pass->settings->n_probabilities; k++)
    {
      const double p = pass->settings->probabilities[k];
      const double spread = Z99 * sqrt (n * p * (1.0 - p));
      const double low = floor (n * p - spread), high = ceil (n * p + spread) + 1.0;

      if (high > n)
        *flags |= RISKCTX_LOSS_FLAG_NO_TAIL;
      ranks[3 * k].rank = quantile_rank (pass->n, p);
      ranks[3 * k + 1].rank = (guint64) CLAMP (low, 1.0, n) - 1;
      ranks[3 * k + 2].rank = (guint64) CLAMP (high, 1.0, n) - 1;
    }
}

static void
locate_ranks (Pass          *pass,
              const guint64 *below,
              guint          n_bins,
              Rank          *ranks,
              guint          n_ranks)
{
  g_autofree Rank **order = g_new (Rank *, MAX (n_ranks, 1));
  guint bin = 0;

  for (guint i = 0; i < n_ranks; i++)
    order[i] = &ranks[i];
  qsort (order, n_ranks, sizeof *order, compare_ranks);
  for (guint i = 0; i < n_ranks; i++)
    {
      while (bin + 1 < n_bins && below[bin + 1] <= order[i]->rank)
        bin++;
      order[i]->bin = bin;
      pass->wanted[bin] = 1;
    }
}

static Sorted
sort_found (Pass    *pass,
            guint    workers,
            guint64 *below,
            guint    n_bins)
{
  Sorted sorted = { pass->found[0], below, g_new (guint64, n_bins) };
  guint64 place = 0;

  for (guint w = 1; w < workers; w++)
    if (pass->found[w]->len > 0)
      g_array_append_vals (sorted.codes, pass->found[w]->data, pass->found[w]->len);
  if (sorted.codes->len > 1)
    qsort (sorted.codes->data, sorted.codes->len, sizeof (guint64), compare_codes);
  for (guint bin = 0; bin < n_bins; bin++)
    {
      sorted.place[bin] = place;
      if (pass->wanted[bin])
        place += below[bin + 1] - below[bin];
    }
  return sorted;
}

static void
fill_point (const Pass       *pass,
            const Sorted     *sorted,
            const Rank       *ranks,
            guint             k,
            guint             n_blocks,
            RiskctxLossPoint *point)
{
  const double p = pass->settings->probabilities[k];
  const double n = (double) pass->n;
  const guint64 bin = ranks[3 * k].bin;
  const double above = (double) (pass->n - sorted->below[bin + 1]);
  double sum, square, distance, share;

  point->probability = p;
  point->value = ranks[3 * k].value;
  point->low = ranks[3 * k + 1].value;
  point->high = ranks[3 * k + 2].value;

  /* sum and sum of squares of what is above the value: first beyond the bin, then in it */
  distance = (pass->edges[k] - point->value) / pass->scale;
  sum = total_of (pass, &pass->moments[0].excess[k], n_blocks);
  square = total_of (pass, &pass->moments[0].excess_square[k], n_blocks);
  square += 2.0 * distance * sum + above * distance * distance;
  sum += above * distance;
  if (pass->shift > 0)
    for (guint64 i = sorted->below[bin]; i < sorted->below[bin + 1]; i++)
      {
        const guint64 at = sorted->place[bin] + i - sorted->below[bin];
        const double value = decode (g_array_index (sorted->codes, guint64, at));
        const double z = value > point->value ? (value - point->value) / pass->scale : 0.0;

        sum += z;
        square += z * z;
      }

  share = n * (1.0 - p);
  point->tail_mean = point->value + sum / share * pass->scale;
  point->tail_error = sqrt (MAX (0.0, square - sum * sum / n)) / share * pass->scale;
}

/* Exceedance curve on edges of bins, evenly in the logarithm of the probability. Where one bin
 * holds much, both its edges belong to the curve, or an atom would be drawn as a slope. */
static RiskctxLossCurvePoint *
draw_curve (const Pass    *pass,
            const guint64 *below,
            guint          n_bins,
            double         maximum,
            guint         *count)
{
  GArray *curve = g_array_new (FALSE, FALSE, sizeof (RiskctxLossCurvePoint));
  const guint points = pass->settings->curve_points;
  const double n = (double) pass->n;
  const double ratio = riskctx_math_pow (n, -1.0 / MAX (points, 2));
  RiskctxLossCurvePoint point = { decode (pass->low - 1), 1.0 };
  double target = ratio;

  if (pass->low > encode (0.0))
    point.loss = 0.0;
  if (pass->low != encode (0.0))
    g_array_append_val (curve, point);

  for (guint bin = 1; bin < n_bins && below[bin] < pass->n; bin++)
    {
      const gboolean heavy = (double) (below[bin] - below[bin - 1]) * points > n
                             || (double) (below[bin + 1] - below[bin]) * points > n;

      if (bin == 1 && pass->low == encode (0.0))
        point.loss = 0.0;
      else
        point.loss = decode (pass->low + ((guint64) bin << pass->shift) - 1);
      point.probability = (n - (double) below[bin]) / n;
      if (!heavy && curve->len > 0 && point.probability > target)
        continue;
      g_array_append_val (curve, point);
      while (target >= point.probability)
        target *= ratio;
    }

  point.loss = maximum;
  point.probability = 0.0;
  if (curve->len == 0
      || g_array_index (curve, RiskctxLossCurvePoint, curve->len - 1).loss < maximum)
    g_array_append_val (curve, point);
  *count = curve->len;
  return (RiskctxLossCurvePoint *) (gpointer) g_array_free (curve, FALSE);
}

static guint
count_blocks (guint64 n)
{
  return (guint) ((n + BLOCK - 1) / BLOCK);
}

/* Ranges of all blocks, and from them the mapping of codes to bins */
static guint
measure (Pass        *pass,
         RiskctxPool *pool,
         guint64     *nonzero,
         guint64     *high)
{
  const guint n_blocks = count_blocks (pass->n);

  riskctx_pool_run (pool, n_blocks, find_range, pass);
  pass->low = G_MAXUINT64;
  *high = 0;
  *nonzero = 0;
  for (guint i = 0; i < n_blocks; i++)
    {
      pass->low = MIN (pass->low, pass->ranges[i].low);
      *high = MAX (*high, pass->ranges[i].high);
      *nonzero += pass->ranges[i].nonzero;
    }
  pass->shift = 0;
  while ((*high - pass->low) >> pass->shift >= BINS)
    pass->shift++;
  return (guint) ((*high - pass->low) >> pass->shift) + 1;
}

static guint64 *
count_below (Pass        *pass,
             RiskctxPool *pool,
             guint        n_bins)
{
  const guint workers = riskctx_pool_size (pool);
  guint64 *below = g_new (guint64, n_bins + 1);

  pass->counts = g_new (guint32 *, workers);
  for (guint w = 0; w < workers; w++)
    pass->counts[w] = g_new0 (guint32, n_bins);
  riskctx_pool_run (pool, count_blocks (pass->n), fill_histogram, pass);

  below[0] = 0;
  for (guint bin = 0; bin < n_bins; bin++)
    {
      below[bin + 1] = below[bin];
      for (guint w = 0; w < workers; w++)
        below[bin + 1] += pass->counts[w][bin];
    }
  for (guint w = 0; w < workers; w++)
    g_free (pass->counts[w]);
  g_free (pass->counts);
  return below;
}

static RiskctxLossCurvePoint *
curve_of_years (RiskctxPool                   *pool,
                const RiskctxSimulateSettings *settings,
                guint64                        n,
                const double                  *values,
                guint                         *count)
{
  Pass pass = { .settings = settings, .n = n, .values = values };
  g_autofree BlockRange *ranges = g_new (BlockRange, count_blocks (n));
  g_autofree guint64 *below = NULL;
  guint64 nonzero, high;
  guint n_bins;

  pass.ranges = ranges;
  n_bins = measure (&pass, pool, &nonzero, &high);
  below = count_below (&pass, pool, n_bins);
  return draw_curve (&pass, below, n_bins, decode (high), count);
}

/* Mean, spread and their errors */
static void
fill_moments (const Pass         *pass,
              guint               n_blocks,
              RiskctxLossSummary *out)
{
  const double n = (double) pass->n;
  const double square = total_of (pass, &pass->moments[0].square, n_blocks) / n;
  const double fourth = total_of (pass, &pass->moments[0].fourth, n_blocks) / n;
  const double unbiased = n > 1.0 ? square * n / (n - 1.0) : 0.0;

  out->sd = sqrt (unbiased) * pass->scale;
  out->mean_error = out->sd / sqrt (n);
  if (unbiased > 0.0)
    out->sd_error = 0.5 * pass->scale * sqrt (MAX (0.0, fourth - square * square) / (n * unbiased));
}

/* A heavy tail makes some figures meaningless; they are taken back, with the flag as reason. */
static void
withdraw (RiskctxLossSummary *out)
{
  if (out->flags & RISKCTX_LOSS_FLAG_INFINITE_MEAN)
    {
      out->flags |= RISKCTX_LOSS_FLAG_INFINITE_VARIANCE;
      out->mean = 0.0;
      for (guint k = 0; k < out->n_points; k++)
        out->points[k].tail_mean = 0.0;
    }
  if (out->flags & RISKCTX_LOSS_FLAG_INFINITE_VARIANCE)
    {
      out->mean_error = out->sd = out->sd_error = 0.0;
      for (guint k = 0; k < out->n_points; k++)
        out->points[k].tail_error = 0.0;
    }
}

static void
fill_quantiles (Pass               *pass,
                RiskctxPool        *pool,
                guint64            *below,
                guint               n_bins,
                RiskctxLossSummary *out)
{
  const guint workers = riskctx_pool_size (pool);
  const guint n_blocks = count_blocks (pass->n);
  const guint n_points = pass->settings->n_probabilities;
  const guint n_ranks = 3 * n_points;
  g_autofree guint8 *wanted = g_new0 (guint8, n_bins);
  g_autofree BlockMoments *moments = g_new (BlockMoments, n_blocks);
  Rank ranks[3 * POINTS_MAX];
  Sorted sorted = { NULL, below, NULL };

  pass->wanted = wanted;
  pass->moments = moments;
  pass->found = g_new (GArray *, workers);
  for (guint w = 0; w < workers; w++)
    pass->found[w] = g_array_new (FALSE, FALSE, sizeof (guint64));

  choose_ranks (pass, ranks, &out->flags);
  locate_ranks (pass, below, n_bins, ranks, n_ranks);
  for (guint k = 0; k < n_points; k++)
    pass->edges[k] = decode (MIN (pass->low + ((ranks[3 * k].bin + 1) << pass->shift) - 1,
                                  encode (out->maximum)));
  if (pass->shift > 0)
    riskctx_pool_run (pool, n_blocks, collect, pass);
  riskctx_pool_run (pool, n_blocks, add_moments, pass);
  sorted = sort_found (pass, workers, below, n_bins);
  for (guint i = 0; i < n_ranks; i++)
    ranks[i].value = rank_value (pass, &sorted, &ranks[i]);

  fill_moments (pass, n_blocks, out);
  out->n_points = n_points;
  out->points = g_new0 (RiskctxLossPoint, MAX (n_points, 1));
  for (guint k = 0; k < n_points; k++)
    fill_point (pass, &sorted, ranks, k, n_blocks, &out->points[k]);

  for (guint w = 0; w < workers; w++)
    g_array_unref (pass->found[w]);
  g_free (pass->found);
  g_free (sorted.place);
}

void
riskctx_summary_of_years (RiskctxPool                   *pool,
                          const RiskctxSimulateSettings *settings,
                          guint64                        n,
                          const double                  *values,
                          const double                  *largest,
                          RiskctxLossFlags               flags,
                          RiskctxLossSummary            *out)
{
  Pass pass = { .settings = settings, .n = n, .values = values };
  const guint n_blocks = count_blocks (n);
  g_autofree BlockRange *ranges = g_new (BlockRange, n_blocks);
  g_autofree guint64 *below = NULL;
  guint64 nonzero, high;
  guint n_bins;

  pass.ranges = ranges;
  n_bins = measure (&pass, pool, &nonzero, &high);
  below = count_below (&pass, pool, n_bins);

  out->flags = flags;
  out->minimum = decode (pass.low);
  out->maximum = decode (high);
  out->mean = riskctx_summary_sum_blocks (&ranges[0].sum, sizeof (BlockRange), n_blocks)
              / (double) n;
  out->any_loss = (double) nonzero / (double) n;
  out->any_loss_error = sqrt (out->any_loss * (1.0 - out->any_loss) / (double) n);
  if (nonzero == 0)
    out->flags |= RISKCTX_LOSS_FLAG_EMPTY;
  pass.mean = out->mean;
  pass.scale = MAX (fabs (out->minimum), fabs (out->maximum));
  if (pass.scale == 0.0)
    pass.scale = 1.0;

  fill_quantiles (&pass, pool, below, n_bins, out);
  if (settings->curve_points > 0)
    {
      out->annual = draw_curve (&pass, below, n_bins, out->maximum, &out->n_annual);
      if (largest != NULL)
        out->largest = curve_of_years (pool, settings, n, largest, &out->n_largest);
    }
  withdraw (out);
}

RiskctxSummaryTail
riskctx_summary_find_tail (guint64                   n,
                           const double             *values,
                           double                    tail,
                           const RiskctxLossSummary *summary)
{
  RiskctxSummaryTail found = { 0.0, 0.0, (double) n * (1.0 - tail) };
  guint64 above = 0, equal = 0;

  for (guint k = 0; k < summary->n_points; k++)
    if (summary->points[k].probability == tail)
      found.value = summary->points[k].value;
  for (guint64 i = 0; i < n; i++)
    {
      above += values[i] > found.value;
      equal += values[i] == found.value;
    }
  if (equal > 0)
    found.at_value = CLAMP ((found.years - (double) above) / (double) equal, 0.0, 1.0);
  return found;
}

void
riskctx_summary_clear (RiskctxLossSummary *self)
{
  g_clear_pointer (&self->points, g_free);
  g_clear_pointer (&self->annual, g_free);
  g_clear_pointer (&self->largest, g_free);
  g_clear_pointer (&self->samples, g_free);
}
