/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-summary-private.h"
#include "riskctx-math-private.h"
#include "riskctx-tally-private.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define BLOCK RISKCTX_SIMULATE_BLOCK
#define LANES 8u
#define POINTS_MAX 16u
/* normal quantile of 0.995: both sides of a 99 % interval */
#define Z99 2.5758293035489004

/* Quantiles come without sorting: a histogram over the bits of the numbers, which are in the
 * numbers' order, finds the bins of the ranks wanted, and only what lies in these is sorted. */

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

/* Codes that a worker found in wanted bins, with room for another block */
typedef struct
{
  guint64 *codes;
  gsize    n;
  gsize    room;
} Found;

typedef struct
{
  const RiskctxSimulateSettings *settings;
  const RiskctxKernel           *kernel;
  guint64       n;
  const double *values;
  BlockMoments *moments;
  guint64       low;    /* first bin in use; those below are numbered from it */
  guint8       *wanted; /* [bin] */
  Found        *found;  /* [worker] */
  double        mean;
  double        scale;  /* largest absolute value, so that no power overflows */
  double        edges[POINTS_MAX];
} Pass;

static guint
block_size (const Pass *pass,
            guint       block)
{
  return (guint) MIN ((guint64) BLOCK, pass->n - (guint64) block * BLOCK);
}

static void
collect (guint    block,
         guint    worker,
         gpointer data)
{
  Pass *pass = data;
  const double *values = pass->values + (gsize) block * BLOCK;
  const guint n = block_size (pass, block);
  Found *found = &pass->found[worker];
  gsize end = found->n;

  if (found->room < end + n)
    {
      found->room = 2 * found->room + n;
      found->codes = g_renew (guint64, found->codes, found->room);
    }
  /* every code is written, and stays if its bin is wanted: no branch to mispredict */
  for (guint i = 0; i < n; i++)
    {
      const guint64 code = riskctx_tally_encode (values[i]);

      found->codes[end] = code;
      end += pass->wanted[riskctx_tally_bin (code) - pass->low];
    }
  found->n = end;
}

static void
add_moments (guint    block,
             guint    worker,
             gpointer data)
{
  Pass *pass = data;
  const double *values = pass->values + (gsize) block * BLOCK;
  const guint n = block_size (pass, block);
  BlockMoments *moments = &pass->moments[block];
  const double inverse = 1.0 / pass->scale;
  double first[LANES], second[LANES];

  pass->kernel->moments (n, values, pass->mean, inverse, first, second);
  moments->square = riskctx_tally_fold (first);
  moments->fourth = riskctx_tally_fold (second);
  for (guint k = 0; k < pass->settings->n_probabilities; k++)
    {
      pass->kernel->excess (n, values, pass->edges[k], inverse, first, second);
      moments->excess[k] = riskctx_tally_fold (first);
      moments->excess_square[k] = riskctx_tally_fold (second);
    }
}

/* Both readings of a block while it is near */
static void
look_closer (guint    block,
             guint    worker,
             gpointer data)
{
  collect (block, worker, data);
  add_moments (block, worker, data);
}

static double
total_of (const Pass   *pass,
          const double *first,
          guint         n_blocks)
{
  return riskctx_summary_sum_blocks (first, sizeof (BlockMoments), n_blocks);
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
  guint64 *codes;
  gsize    n;
  guint64 *below; /* [bin], cumulative counts */
  guint64 *place; /* [bin], where its codes begin */
} Sorted;

static double
rank_value (const Pass   *pass,
            const Sorted *sorted,
            const Rank   *rank)
{
  return riskctx_tally_decode (sorted->codes[sorted->place[rank->bin] + rank->rank
                               - sorted->below[rank->bin]]);
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

/* Ascending; the numbers of one bin are few, and often all the same */
static void
sort_codes (guint64 *codes,
            gsize    n)
{
  while (n > 24)
    {
      const guint64 a = codes[0], b = codes[n / 2], c = codes[n - 1];
      const guint64 pivot = MAX (MIN (a, b), MIN (MAX (a, b), c));
      gsize low = 0, high = n - 1;

      for (;;)
        {
          guint64 swap;

          while (codes[low] < pivot)
            low++;
          while (codes[high] > pivot)
            high--;
          if (low >= high)
            break;
          swap = codes[low];
          codes[low++] = codes[high];
          codes[high--] = swap;
        }
      /* the smaller part by recursion, so that its depth is logarithmic */
      if (high + 1 < n - high - 1)
        {
          sort_codes (codes, high + 1);
          codes += high + 1;
          n -= high + 1;
        }
      else
        {
          sort_codes (codes + high + 1, n - high - 1);
          n = high + 1;
        }
    }
  for (gsize i = 1; i < n; i++)
    {
      const guint64 code = codes[i];
      gsize j = i;

      for (; j > 0 && codes[j - 1] > code; j--)
        codes[j] = codes[j - 1];
      codes[j] = code;
    }
}

/* A year without loss, or with one certain amount, may be half of all years. */
static gboolean
all_equal (const guint64 *codes,
           gsize          n)
{
  for (gsize i = 1; i < n; i++)
    if (codes[i] != codes[0])
      return FALSE;
  return TRUE;
}

/* What was collected, in bins, each of them sorted */
static Sorted
sort_found (Pass    *pass,
            guint    workers,
            guint64 *below,
            guint    n_bins)
{
  Sorted sorted = { NULL, 0, below, g_new (guint64, n_bins) };
  g_autofree guint64 *end = NULL;

  for (guint bin = 0; bin < n_bins; bin++)
    {
      sorted.place[bin] = sorted.n;
      if (pass->wanted[bin])
        sorted.n += below[bin + 1] - below[bin];
    }
  sorted.codes = g_new (guint64, MAX (sorted.n, 1));
  end = g_memdup2 (sorted.place, n_bins * sizeof (guint64));
  for (guint w = 0; w < workers; w++)
    for (gsize i = 0; i < pass->found[w].n; i++)
      {
        const guint64 code = pass->found[w].codes[i];

        sorted.codes[end[riskctx_tally_bin (code) - pass->low]++] = code;
      }
  for (guint bin = 0; bin < n_bins; bin++)
    if (pass->wanted[bin] && !all_equal (sorted.codes + sorted.place[bin],
                                         below[bin + 1] - below[bin]))
      sort_codes (sorted.codes + sorted.place[bin], below[bin + 1] - below[bin]);
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
  for (guint64 i = sorted->below[bin]; i < sorted->below[bin + 1]; i++)
    {
      const guint64 at = sorted->place[bin] + i - sorted->below[bin];
      const double value = riskctx_tally_decode (sorted->codes[at]);
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
draw_curve (guint          points,
            double         n,
            guint64        first, /* bin 0 of below */
            const guint64 *below,
            guint          n_bins,
            double         minimum,
            double         maximum,
            guint         *count)
{
  GArray *curve = g_array_new (FALSE, FALSE, sizeof (RiskctxLossCurvePoint));
  const double ratio = riskctx_math_pow (n, -1.0 / MAX (points, 2));
  const double zero = minimum == 0.0;
  RiskctxLossCurvePoint point = { minimum > 0.0 ? 0.0 : nextafter (minimum, -INFINITY), 1.0 };
  double target = ratio;

  if (!zero)
    g_array_append_val (curve, point);
  for (guint bin = 1; bin < n_bins && below[bin] < n; bin++)
    {
      const gboolean heavy = (double) (below[bin] - below[bin - 1]) * points > n
                             || (double) (below[bin + 1] - below[bin]) * points > n;

      if (below[bin] == below[bin - 1] && !heavy)
        continue;
      point.probability = (n - (double) below[bin]) / n;
      if (!heavy && curve->len > 0 && point.probability > target)
        continue;
      if (zero && curve->len == 0)
        point.loss = 0.0;
      else
        point.loss = riskctx_tally_decode (riskctx_tally_last (first + bin - 1));
      if (curve->len == 0
          || point.loss > g_array_index (curve, RiskctxLossCurvePoint, curve->len - 1).loss)
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

typedef struct
{
  RiskctxTally        *tally;
  const RiskctxKernel *kernel;
  const double        *values;
  guint64              n;
} Reading;

static void
read_block (guint    block,
            guint    worker,
            gpointer data)
{
  Reading *reading = data;
  const gsize first = (gsize) block * BLOCK;

  riskctx_tally_block (reading->tally, reading->kernel, block, worker, reading->values + first,
                       (guint) MIN ((guint64) BLOCK, reading->n - first));
}

/* A tally for values that nobody has counted while they were made */
static RiskctxTally *
read_all (RiskctxPool         *pool,
          const RiskctxKernel *kernel,
          guint64              n,
          const double        *values)
{
  Reading reading = { riskctx_tally_new (n, riskctx_pool_size (pool)), kernel, values, n };

  riskctx_pool_run (pool, count_blocks (n), read_block, &reading);
  return reading.tally;
}

/* Numbers of values below each bin in use */
static guint64 *
count_below (const RiskctxTally *tally,
             guint64             low,
             guint               n_bins)
{
  guint64 *below = g_new (guint64, n_bins + 1);

  below[0] = 0;
  for (guint bin = 0; bin < n_bins; bin++)
    {
      below[bin + 1] = below[bin];
      for (guint w = 0; w < tally->workers; w++)
        below[bin + 1] += tally->counts[w][low + bin];
    }
  return below;
}

static double
smallest (const RiskctxTally *tally)
{
  double value = INFINITY;

  for (guint i = 0; i < tally->n_blocks; i++)
    value = MIN (value, tally->ranges[i].low);
  return value + 0.0;
}

static double
largest_of (const RiskctxTally *tally)
{
  double value = -INFINITY;

  for (guint i = 0; i < tally->n_blocks; i++)
    value = MAX (value, tally->ranges[i].high);
  return value + 0.0;
}

static RiskctxLossCurvePoint *
curve_of_years (RiskctxPool                   *pool,
                const RiskctxSimulateSettings *settings,
                guint64                        n,
                const double                  *values,
                guint                         *count)
{
  g_autoptr(RiskctxTally) tally = read_all (pool, riskctx_kernel_get (settings->width), n, values);
  g_autofree guint64 *below = NULL;
  guint64 low, high;

  riskctx_tally_ends (tally, &low, &high);
  below = count_below (tally, low, (guint) (high - low) + 1);
  return draw_curve (settings->curve_points, (double) n, low, below,
                     (guint) (high - low) + 1, smallest (tally), largest_of (tally), count);
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
  Sorted sorted;

  pass->wanted = wanted;
  pass->moments = moments;
  pass->found = g_new0 (Found, workers);

  choose_ranks (pass, ranks, &out->flags);
  locate_ranks (pass, below, n_bins, ranks, n_ranks);
  for (guint k = 0; k < n_points; k++)
    {
      const guint64 last = riskctx_tally_last (pass->low + ranks[3 * k].bin);

      pass->edges[k] = riskctx_tally_decode (MIN (last, riskctx_tally_encode (out->maximum)));
    }
  riskctx_pool_run (pool, n_blocks, look_closer, pass);
  sorted = sort_found (pass, workers, below, n_bins);
  for (guint i = 0; i < n_ranks; i++)
    ranks[i].value = rank_value (pass, &sorted, &ranks[i]);

  fill_moments (pass, n_blocks, out);
  out->n_points = n_points;
  out->points = g_new0 (RiskctxLossPoint, MAX (n_points, 1));
  for (guint k = 0; k < n_points; k++)
    fill_point (pass, &sorted, ranks, k, n_blocks, &out->points[k]);

  for (guint w = 0; w < workers; w++)
    g_free (pass->found[w].codes);
  g_free (pass->found);
  g_free (sorted.codes);
  g_free (sorted.place);
}

void
riskctx_summary_of_years (RiskctxPool                   *pool,
                          const RiskctxSimulateSettings *settings,
                          guint64                        n,
                          const double                  *values,
                          const double                  *largest,
                          RiskctxTally                  *tally,
                          RiskctxLossFlags               flags,
                          RiskctxLossSummary            *out)
{
  Pass pass = { .settings = settings, .n = n, .values = values };
  g_autoptr(RiskctxTally) own = NULL;
  g_autofree guint64 *below = NULL;
  guint64 nonzero = 0, high;
  guint n_bins;

  pass.kernel = riskctx_kernel_get (settings->width);
  if (tally == NULL)
    tally = own = read_all (pool, pass.kernel, n, values);
  riskctx_tally_ends (tally, &pass.low, &high);
  n_bins = (guint) (high - pass.low) + 1;
  below = count_below (tally, pass.low, n_bins);

  out->flags = flags;
  out->minimum = smallest (tally);
  out->maximum = largest_of (tally);
  out->mean = riskctx_summary_sum_blocks (&tally->ranges[0].sum, sizeof (RiskctxTallyRange),
                                          tally->n_blocks) / (double) n;
  for (guint i = 0; i < tally->n_blocks; i++)
    nonzero += tally->ranges[i].nonzero;
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
      out->annual = draw_curve (settings->curve_points, (double) n, pass.low, below,
                                n_bins, out->minimum, out->maximum, &out->n_annual);
      if (largest != NULL)
        out->largest = curve_of_years (pool, settings, n, largest, &out->n_largest);
    }
  withdraw (out);
}

void
riskctx_summary_of_nothing (const RiskctxSimulateSettings *settings,
                            RiskctxLossSummary            *out)
{
  out->flags = RISKCTX_LOSS_FLAG_EMPTY;
  out->n_points = settings->n_probabilities;
  out->points = g_new0 (RiskctxLossPoint, MAX (out->n_points, 1));
  for (guint i = 0; i < out->n_points; i++)
    out->points[i].probability = settings->probabilities[i];
  if (settings->curve_points > 0)
    {
      out->n_annual = 1;
      out->annual = g_new0 (RiskctxLossCurvePoint, 1);
    }
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
