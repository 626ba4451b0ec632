/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-ranks-private.h"

#include <math.h>
#include <string.h>

#define BLOCK RISKCTX_SIMULATE_BLOCK
#define LANES 8u
#define POINTS_MAX 16u
/* a range of values is divided into at most so many parts, of which one holds the rank */
#define PARTS 4096u
/* normal quantile of 0.995: both sides of a 99 % interval */
#define Z99 2.5758293035489004

/* A rank lies in a bin of the histogram, one among a hundred of values or so. All values of these
 * few bins are collected in one reading, counted again in finer parts, and only the part with the
 * rank is sorted. */

typedef struct
{
  guint64  rank; /* from 0 */
  guint64  bin;  /* from the first one in use */
  double   value;
  gboolean known; /* without looking: 0, where nothing else is in its bin */
} Target;

/* Neighboring bins with ranks of one or more probabilities in them */
typedef struct
{
  gint64 first; /* bins; none where first > last */
  gint64 last;
  guint  first_point;
  guint  n_points;
  double floor; /* smallest and largest number of the bins */
  double top;
} Range;

typedef struct
{
  double excess; /* over the top of the range */
  double square;
} BlockExcess;

/* Values that a worker found in a range */
typedef struct
{
  double *values;
  gsize   n;
  gsize   room;
} Found;

typedef struct _RiskctxRankSearch Search;

struct _RiskctxRankSearch
{
  const RiskctxKernel *kernel;
  const RiskctxSpread *spread;
  guint                n_points;
  const double        *probabilities;
  gboolean             enough;  /* years for all intervals */
  Target               targets[3 * POINTS_MAX];
  guint                n_ranges;
  Range                ranges[POINTS_MAX];
  BlockExcess         *excess;  /* [block][range] */
  guint                workers;
  Found               *found;   /* [worker][range] */
  double             **scratch; /* [worker], a block */
  RiskctxRank         *ranks;
};

/* Position from 0 of the smallest x with F (x) >= p, without the noise of n p in floating point */
static guint64
quantile_rank (guint64 n,
               double  p)
{
  const double position = ceil ((double) n * p * (1.0 - 1e-15) - 1e-9);

  return (guint64) CLAMP (position, 1.0, (double) n) - 1;
}

/* The three ranks of every probability: both ends of the interval, and the quantile between */
static gboolean
choose_targets (Search *search)
{
  const double n = (double) search->spread->n;
  gboolean enough = TRUE;

  for (guint k = 0; k < search->n_points; k++)
    {
      const double p = search->probabilities[k];
      const double width = Z99 * sqrt (n * p * (1.0 - p));
      const double low = floor (n * p - width), high = ceil (n * p + width) + 1.0;
      Target *target = &search->targets[3 * k];

      enough &= high <= n;
      target[1].rank = quantile_rank (search->spread->n, p);
      target[0].rank = MIN ((guint64) CLAMP (low, 1.0, n) - 1, target[1].rank);
      target[2].rank = MAX ((guint64) CLAMP (high, 1.0, n) - 1, target[1].rank);
    }
  return enough;
}

static void
locate_targets (Search *search)
{
  const RiskctxSpread *spread = search->spread;
  const guint64 zero = riskctx_tally_bin (riskctx_tally_encode (0.0)) - spread->low;

  for (guint i = 0; i < 3 * search->n_points; i++)
    {
      Target *target = &search->targets[i];
      guint from = 0, to = spread->n_bins - 1;

      while (from < to)
        {
          const guint middle = (from + to) / 2;

          if (spread->below[middle + 1] > target->rank)
            to = middle;
          else
            from = middle + 1;
        }
      target->bin = from;
      target->known = from == zero
                      && spread->below[from + 1] - spread->below[from]
                         == spread->n - spread->nonzero;
      target->value = 0.0;
    }
}

/* The numbers that a bin begins and ends with, within those that there are */
static double
edge_of (const RiskctxSpread *spread,
         gint64               bin,
         gboolean             end)
{
  const guint64 code = riskctx_tally_last ((guint64) ((gint64) spread->low + bin - !end));

  return riskctx_tally_decode (MIN (code + !end, riskctx_tally_encode (spread->maximum)));
}

static void
list_ranges (Search *search)
{
  const RiskctxSpread *spread = search->spread;

  for (guint k = 0; k < search->n_points; k++)
    {
      const Target *target = &search->targets[3 * k];
      Range range = { (gint64) target[0].bin, (gint64) target[2].bin, k, 1, 0.0, 0.0 };
      Range *before = search->n_ranges > 0 ? &search->ranges[search->n_ranges - 1] : NULL;

      /* what is known needs no values; what is above it does, for the tail */
      range.first += target[0].known;
      if (before != NULL && range.first <= before->last + 1)
        {
          before->last = MAX (before->last, range.last);
          before->n_points++;
        }
      else
        {
          search->ranges[search->n_ranges++] = range;
        }
    }

  for (guint r = 0; r < search->n_ranges; r++)
    {
      Range *range = &search->ranges[r];

      range->floor = range->first < spread->n_bins ? edge_of (spread, range->first, FALSE)
                                                   : INFINITY;
      range->top = range->first <= range->last ? edge_of (spread, range->last, TRUE) : 0.0;
    }
}

static double *
make_room (Found *found,
           guint  n)
{
  if (found->room < found->n + n)
    {
      found->room = 2 * found->room + BLOCK;
      found->values = g_renew (double, found->values, found->room);
    }
  return found->values + found->n;
}

/* Values of 0 that are not listed */
static void
add_zeros (const Range *range,
           guint        n,
           double       inverse,
           BlockExcess *excess,
           Found       *found)
{
  const double over = MAX (0.0, -range->top) * inverse;

  excess->excess += n * over;
  excess->square += n * (over * over);
  if (range->first > range->last || range->floor > 0.0 || range->top < 0.0)
    return;
  memset (make_room (found, n), 0, n * sizeof (double));
  found->n += n;
}

void
riskctx_rank_search_block (RiskctxRankSearch *self,
                           guint              block,
                           guint              worker,
                           const double      *values,
                           guint              n_values)
{
  const RiskctxTallyRange *block_range = &self->spread->tally->ranges[block];
  const double inverse = 1.0 / self->spread->scale;
  const guint rest = block_range->n - n_values;
  double *scratch = self->scratch[worker];
  guint n = n_values;

  /* every range begins above the one before: what is left of a block gets less and less */
  for (guint r = 0; r < self->n_ranges; r++)
    {
      const Range *range = &self->ranges[r];
      Found *found = &self->found[worker * POINTS_MAX + r];
      BlockExcess *excess = &self->excess[(gsize) block * self->n_ranges + r];
      double sum[LANES], square[LANES];

      if (r > 0 || range->floor > block_range->low)
        {
          n = self->kernel->select (n, values, range->floor, INFINITY, scratch);
          values = scratch;
        }
      self->kernel->excess (n, values, range->top, inverse, sum, square);
      excess->excess = riskctx_tally_fold (sum);
      excess->square = riskctx_tally_fold (square);
      if (range->first <= range->last)
        found->n += self->kernel->select (n, values, range->floor, range->top,
                                          make_room (found, n));
      if (rest > 0)
        add_zeros (range, rest, inverse, excess, found);
    }
}

/* Ascending */
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

/* A certain amount may be half of all years. */
static gboolean
all_equal (const guint64 *codes,
           gsize          n)
{
  for (gsize i = 1; i < n; i++)
    if (codes[i] != codes[0])
      return FALSE;
  return TRUE;
}

/* Values that are in wanted parts, in the order of parts, each part sorted; place says where each
 * part begins. */
static guint64 *
sort_parts (const Search *search,
            guint         r,
            guint64       base,
            guint         shift,
            const guint8 *wanted,
            const gsize  *counts,
            gsize        *place)
{
  gsize n = 0, end[PARTS];
  guint64 *codes;

  for (guint part = 0; part < PARTS; part++)
    {
      place[part] = end[part] = n;
      n += wanted[part] ? counts[part] : 0;
    }
  codes = g_new (guint64, MAX (n, 1));
  for (guint w = 0; w < search->workers; w++)
    {
      const Found *found = &search->found[w * POINTS_MAX + r];

      for (gsize i = 0; i < found->n; i++)
        {
          const guint64 code = riskctx_tally_encode (found->values[i]);
          const guint64 part = (code - base) >> shift;

          if (wanted[part])
            codes[end[part]++] = code;
        }
    }
  for (guint part = 0; part < PARTS; part++)
    if (wanted[part] && !all_equal (codes + place[part], counts[part]))
      sort_codes (codes + place[part], counts[part]);
  return codes;
}

static void
find_values (Search *search,
             guint   r)
{
  const Range *range = &search->ranges[r];
  const guint64 base = riskctx_tally_encode (range->floor);
  const guint64 span = riskctx_tally_encode (range->top) - base;
  gsize counts[PARTS] = { 0 }, place[PARTS];
  guint8 wanted[PARTS] = { 0 };
  guint part_of[3 * POINTS_MAX];
  guint64 rest[3 * POINTS_MAX];
  g_autofree guint64 *codes = NULL;
  guint shift = 0;

  while (span >> shift >= PARTS)
    shift++;
  for (guint w = 0; w < search->workers; w++)
    {
      const Found *found = &search->found[w * POINTS_MAX + r];

      for (gsize i = 0; i < found->n; i++)
        counts[(riskctx_tally_encode (found->values[i]) - base) >> shift]++;
    }

  for (guint i = 3 * range->first_point; i < 3 * (range->first_point + range->n_points); i++)
    {
      if (search->targets[i].known)
        continue;
      rest[i] = search->targets[i].rank - search->spread->below[range->first];
      for (part_of[i] = 0; rest[i] >= counts[part_of[i]]; part_of[i]++)
        rest[i] -= counts[part_of[i]];
      wanted[part_of[i]] = 1;
    }
  codes = sort_parts (search, r, base, shift, wanted, counts, place);
  for (guint i = 3 * range->first_point; i < 3 * (range->first_point + range->n_points); i++)
    if (!search->targets[i].known)
      search->targets[i].value = riskctx_tally_decode (codes[place[part_of[i]] + rest[i]]);
}

/* Adds what the values in the range exceed the quantile by. Differences are counted in units so
 * small that nothing is lost, as whole numbers: their sum is the same in any order. */
static void
add_inside (const Search *search,
            guint         r,
            double        value,
            RiskctxRank  *rank)
{
  const Range *range = &search->ranges[r];
  guint64 low = 0, high = 0, square_low = 0, square_high = 0;
  double unit, inverse, coarse;
  int exponent;

  frexp (MAX (fabs (range->floor), fabs (range->top)), &exponent);
  exponent = MAX (exponent, -900) + 1 - 61;
  unit = ldexp (1.0, exponent);
  inverse = ldexp (1.0, -exponent);
  for (guint w = 0; w < search->workers; w++)
    {
      const Found *found = &search->found[w * POINTS_MAX + r];

      for (gsize i = 0; i < found->n; i++)
        {
          const double over = found->values[i] - value;
          const guint64 d = (guint64) (gint64) ((over > 0.0 ? over : 0.0) * inverse);
          const guint64 square = (d >> 30) * (d >> 30);

          low += d & 0xffffffffu;
          high += d >> 32;
          square_low += square & 0xffffffffu;
          square_high += square >> 32;
        }
    }
  unit /= search->spread->scale;
  coarse = unit * 0x1p30;
  rank->excess += ((double) high * 0x1p32 + (double) low) * unit;
  rank->excess_square += ((double) square_high * 0x1p32 + (double) square_low) * coarse * coarse;
}

static void
finish_range (guint    r,
              guint    worker,
              gpointer data)
{
  Search *search = data;
  const RiskctxSpread *spread = search->spread;
  const Range *range = &search->ranges[r];
  const BlockExcess *excess = &search->excess[r];
  const gsize stride = search->n_ranges * sizeof (BlockExcess);
  const gint64 above_bin = MIN (range->last + 1, (gint64) spread->n_bins);
  const double above = (double) (spread->n - spread->below[above_bin]);
  const double sum = riskctx_summary_sum_blocks (&excess->excess, stride, spread->tally->n_blocks);
  const double square = riskctx_summary_sum_blocks (&excess->square, stride,
                                                    spread->tally->n_blocks);

  if (range->first <= range->last)
    find_values (search, r);
  for (guint k = range->first_point; k < range->first_point + range->n_points; k++)
    {
      const Target *target = &search->targets[3 * k];
      const double distance = (range->top - target[1].value) / spread->scale;
      RiskctxRank *rank = &search->ranks[k];

      rank->low = target[0].value;
      rank->value = target[1].value;
      rank->high = target[2].value;
      rank->excess = sum + above * distance;
      rank->excess_square = square + 2.0 * distance * sum + above * distance * distance;
      if (range->first <= range->last)
        add_inside (search, r, rank->value, rank);
    }
}

RiskctxRankSearch *
riskctx_rank_search_new (const RiskctxKernel *kernel,
                         const RiskctxSpread *spread,
                         guint                n_probabilities,
                         const double        *probabilities,
                         guint                workers)
{
  RiskctxRankSearch *self = g_new0 (RiskctxRankSearch, 1);

  self->kernel = kernel;
  self->spread = spread;
  self->n_points = n_probabilities;
  self->probabilities = probabilities;
  self->enough = choose_targets (self);
  locate_targets (self);
  list_ranges (self);
  self->workers = workers;
  self->found = g_new0 (Found, (gsize) workers * POINTS_MAX);
  self->scratch = g_new (double *, workers);
  for (guint w = 0; w < workers; w++)
    self->scratch[w] = riskctx_kernel_numbers (BLOCK);
  self->excess = g_new0 (BlockExcess, (gsize) spread->tally->n_blocks * self->n_ranges);
  return self;
}

double
riskctx_rank_search_floor (const RiskctxRankSearch *self,
                           guint                    point)
{
  const Target *target = &self->targets[3 * point + 1];

  return target->known ? 0.0 : edge_of (self->spread, (gint64) target->bin, FALSE);
}

guint64
riskctx_rank_search_room (const RiskctxRankSearch *self)
{
  const guint64 *below = self->spread->below;
  guint64 n = 0;

  for (guint r = 0; r < self->n_ranges; r++)
    if (self->ranges[r].first <= self->ranges[r].last)
      n += below[self->ranges[r].last + 1] - below[self->ranges[r].first];
  /* lists grow by half, and what is sorted is there twice */
  return 3 * n * sizeof (double);
}

gboolean
riskctx_rank_search_finish (RiskctxRankSearch *self,
                            RiskctxPool       *pool,
                            RiskctxRank       *ranks)
{
  self->ranks = ranks;
  riskctx_pool_run (pool, self->n_ranges, finish_range, self);
  return self->enough;
}

void
riskctx_rank_search_free (RiskctxRankSearch *self)
{
  for (guint i = 0; i < self->workers * POINTS_MAX; i++)
    g_free (self->found[i].values);
  for (guint w = 0; w < self->workers; w++)
    g_aligned_free (self->scratch[w]);
  g_free (self->scratch);
  g_free (self->found);
  g_free (self->excess);
  g_free (self);
}

typedef struct
{
  RiskctxRankSearch *search;
  const double      *values;
} Showing;

static void
show_block (guint    block,
            guint    worker,
            gpointer data)
{
  const Showing *showing = data;

  riskctx_rank_search_block (showing->search, block, worker,
                             showing->values + (gsize) block * BLOCK,
                             showing->search->spread->tally->ranges[block].n);
}

gboolean
riskctx_ranks_find (RiskctxPool         *pool,
                    const RiskctxKernel *kernel,
                    const RiskctxSpread *spread,
                    const double        *values,
                    guint                n_probabilities,
                    const double        *probabilities,
                    RiskctxRank         *ranks)
{
  Showing showing = { riskctx_rank_search_new (kernel, spread, n_probabilities, probabilities,
                                               riskctx_pool_size (pool)), values };
  gboolean enough;

  riskctx_pool_run (pool, spread->tally->n_blocks, show_block, &showing);
  enough = riskctx_rank_search_finish (showing.search, pool, ranks);
  riskctx_rank_search_free (showing.search);
  return enough;
}
