/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-summary-private.h"
#include "riskctx-math-private.h"
#include "riskctx-ranks-private.h"
#include "riskctx-replicates-private.h"

#include <math.h>

#define BLOCK RISKCTX_SIMULATE_BLOCK
#define POINTS_MAX 16u
/* below it numbers have no spread that counts */
#define SMALLEST_SCALE 1e-300

struct _RiskctxFigures
{
  const RiskctxSimulateSettings *settings;
  RiskctxSpread                  spread;
  RiskctxRankSearch             *search;
};

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

static void
spread_init (RiskctxSpread      *self,
             const RiskctxTally *tally,
             guint64             n)
{
  guint64 high;

  *self = (RiskctxSpread){ .tally = tally, .n = n };
  riskctx_tally_ends (tally, &self->low, &high);
  self->n_bins = (guint) (high - self->low) + 1;
  self->below = riskctx_tally_count_below (tally, self->low, self->n_bins);
  for (guint i = 0; i < tally->n_blocks; i++)
    self->nonzero += tally->ranges[i].nonzero;
  self->minimum = riskctx_tally_smallest (tally);
  self->maximum = riskctx_tally_largest (tally);
  self->scale = MAX (fabs (self->minimum), fabs (self->maximum));
  if (self->scale < SMALLEST_SCALE)
    self->scale = 1.0;
}

static RiskctxLossCurvePoint *
curve_of_tally (const RiskctxSimulateSettings *settings,
                guint64                        n,
                const RiskctxTally            *tally,
                guint                         *count)
{
  RiskctxLossCurvePoint *curve;
  RiskctxSpread spread;

  spread_init (&spread, tally, n);
  curve = draw_curve (settings->curve_points, (double) n, spread.low, spread.below,
                      spread.n_bins, spread.minimum, spread.maximum, count);
  g_free (spread.below);
  return curve;
}

/* A year that is a larger part than this of the sum of fourth powers decides the error of the
 * standard deviation alone: such a sample knows too little of the tail to say how far off it is. */
#define FOURTH_SHARE 0.05

/* Mean, spread and their errors */
static void
fill_moments (const RiskctxSpread *spread,
              RiskctxLossSummary  *out)
{
  const double n = (double) spread->n;
  double square, fourth, unbiased, farthest;

  out->mean = riskctx_summary_sum_blocks (&spread->tally->ranges[0].sum,
                                          sizeof (RiskctxTallyRange), spread->tally->n_blocks) / n;
  riskctx_tally_powers (spread->tally, out->mean, spread->scale, &square, &fourth);
  square /= n;
  fourth /= n;
  unbiased = n > 1.0 ? square * n / (n - 1.0) : 0.0;
  out->sd = sqrt (unbiased) * spread->scale;
  out->mean_error = out->sd / sqrt (n);
  if (unbiased > 0.0)
    out->sd_error = 0.5 * spread->scale
                    * sqrt (MAX (0.0, fourth - square * square) / (n * unbiased));

  farthest = MAX (spread->maximum - out->mean, out->mean - spread->minimum) / spread->scale;
  farthest *= farthest;
  if (farthest * farthest > FOURTH_SHARE * n * fourth)
    out->flags |= RISKCTX_LOSS_FLAG_UNSURE_SD;
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
fill_points (RiskctxFigures     *self,
             RiskctxPool        *pool,
             RiskctxLossSummary *out)
{
  const RiskctxSpread *spread = &self->spread;
  const guint n_points = self->settings->n_probabilities;
  RiskctxRank ranks[POINTS_MAX];

  if (!riskctx_rank_search_finish (self->search, pool, ranks))
    out->flags |= RISKCTX_LOSS_FLAG_NO_TAIL;

  out->n_points = n_points;
  out->points = g_new0 (RiskctxLossPoint, n_points);
  for (guint k = 0; k < n_points; k++)
    {
      const double p = self->settings->probabilities[k];
      const double n = (double) spread->n, share = n * (1.0 - p);
      const double sum = ranks[k].excess, square = ranks[k].excess_square;

      out->points[k] = (RiskctxLossPoint){
        .probability = p,
        .value = ranks[k].value,
        .low = ranks[k].low,
        .high = ranks[k].high,
        .tail_mean = ranks[k].value + sum / share * spread->scale,
        .tail_error = sqrt (MAX (0.0, square - sum * sum / n)) / share * spread->scale,
      };
    }
}

RiskctxFigures *
riskctx_figures_new (const RiskctxSimulateSettings *settings,
                     guint64                        n,
                     const RiskctxTally            *tally,
                     guint                          workers)
{
  RiskctxFigures *self = g_new0 (RiskctxFigures, 1);

  self->settings = settings;
  spread_init (&self->spread, tally, n);
  self->search = riskctx_rank_search_new (riskctx_kernel_get (settings->width), &self->spread,
                                          settings->n_probabilities, settings->probabilities,
                                          workers);
  return self;
}

void
riskctx_figures_free (RiskctxFigures *self)
{
  riskctx_rank_search_free (self->search);
  g_free (self->spread.below);
  g_free (self);
}

double
riskctx_figures_floor (const RiskctxFigures *self,
                       double                probability)
{
  for (guint k = 0; k < self->settings->n_probabilities; k++)
    if (self->settings->probabilities[k] == probability)
      return riskctx_rank_search_floor (self->search, k);
  return self->spread.minimum;
}

guint64
riskctx_figures_room (const RiskctxFigures *self)
{
  return riskctx_rank_search_room (self->search);
}

void
riskctx_figures_block (RiskctxFigures *self,
                       guint           block,
                       guint           worker,
                       const double   *values,
                       guint           n_values)
{
  riskctx_rank_search_block (self->search, block, worker, values, n_values);
}

void
riskctx_figures_finish (RiskctxFigures     *self,
                        RiskctxPool        *pool,
                        const RiskctxTally *largest,
                        RiskctxLossFlags    flags,
                        RiskctxLossSummary *out)
{
  const RiskctxSpread *spread = &self->spread;
  const guint curve_points = self->settings->curve_points;
  const double n = (double) spread->n;

  out->flags = flags;
  out->minimum = spread->minimum;
  out->maximum = spread->maximum;
  out->any_loss = (double) spread->nonzero / n;
  out->any_loss_error = sqrt (out->any_loss * (1.0 - out->any_loss) / n);
  if (spread->nonzero == 0)
    out->flags |= RISKCTX_LOSS_FLAG_EMPTY;
  fill_moments (spread, out);
  fill_points (self, pool, out);
  if (curve_points > 0)
    {
      out->annual = draw_curve (curve_points, n, spread->low, spread->below, spread->n_bins,
                                out->minimum, out->maximum, &out->n_annual);
      if (largest != NULL)
        out->largest = curve_of_tally (self->settings, spread->n, largest, &out->n_largest);
    }
  withdraw (out);
}

typedef struct
{
  RiskctxTally        *tally;
  RiskctxFigures      *figures;
  const RiskctxKernel *kernel;
  const double        *values;
  const guint         *n_values; /* or NULL: n in all, without gaps */
  guint64              n;
  RiskctxSimulateControl *control;
} Reading;

static gboolean
is_cancelled (const RiskctxSimulateControl *control)
{
  return control != NULL && g_atomic_int_get (&control->cancelled);
}

static void
count_block (guint    block,
             guint    worker,
             gpointer data)
{
  Reading *reading = data;
  const gsize first = (gsize) block * BLOCK;
  const guint n = (guint) MIN ((guint64) BLOCK, reading->n - first);

  if (!is_cancelled (reading->control))
    riskctx_tally_block (reading->tally, reading->kernel, block, worker, n,
                         reading->values + first, n);
}

static void
show_block (guint    block,
            guint    worker,
            gpointer data)
{
  Reading *reading = data;
  const gsize first = (gsize) block * BLOCK;
  const guint n = (guint) MIN ((guint64) BLOCK, reading->n - first);

  if (!is_cancelled (reading->control))
    riskctx_figures_block (reading->figures, block, worker, reading->values + first,
                           reading->n_values != NULL ? reading->n_values[block] : n);
}

RiskctxTally *
riskctx_summary_count (RiskctxPool                   *pool,
                       const RiskctxSimulateSettings *settings,
                       RiskctxSimulateControl        *control,
                       guint64                        n,
                       const double                  *values)
{
  Reading reading = { riskctx_tally_new (n, riskctx_pool_size (pool)), NULL,
                      riskctx_kernel_get (settings->width), values, NULL, n, control };

  riskctx_pool_run (pool, count_blocks (n), count_block, &reading);
  return reading.tally;
}

void
riskctx_summary_of_years (RiskctxPool                   *pool,
                          const RiskctxSimulateSettings *settings,
                          RiskctxSimulateControl        *control,
                          guint64                        n,
                          const double                  *values,
                          const guint                   *n_values,
                          const RiskctxTally            *tally,
                          const RiskctxTally            *largest,
                          RiskctxLossFlags               flags,
                          RiskctxLossSummary            *out)
{
  g_autoptr(RiskctxTally) own = NULL;
  g_autoptr(RiskctxFigures) figures = NULL;
  Reading reading;

  if (tally == NULL)
    tally = own = riskctx_summary_count (pool, settings, control, n, values);
  if (is_cancelled (control))
    return;
  figures = riskctx_figures_new (settings, n, tally, riskctx_pool_size (pool));
  reading = (Reading){ NULL, figures, NULL, values, n_values, n, control };
  riskctx_pool_run (pool, count_blocks (n), show_block, &reading);
  if (is_cancelled (control))
    return;
  riskctx_figures_finish (figures, pool, largest, flags, out);
  /* years drawn event by event are independent, as the errors suppose */
  if (settings->method == RISKCTX_SIMULATE_YEARS && settings->sampling != RISKCTX_SIMULATE_PLAIN
      && n_values == NULL)
    {
      riskctx_replicates_state_errors (pool, settings, &figures->spread, values, out);
      withdraw (out);
    }
}

double
riskctx_summary_quantile (const RiskctxLossSummary *self,
                          double                    probability)
{
  for (guint k = 0; k < self->n_points; k++)
    if (self->points[k].probability == probability)
      return self->points[k].value;
  return 0.0;
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

void
riskctx_summary_copy (const RiskctxLossSummary *from,
                      gboolean                  occurrence,
                      RiskctxLossSummary       *to)
{
  *to = *from;
  to->points = g_memdup2 (from->points, from->n_points * sizeof *from->points);
  to->annual = g_memdup2 (from->annual, from->n_annual * sizeof *from->annual);
  to->n_largest = occurrence ? from->n_largest : 0;
  to->largest = g_memdup2 (from->largest, to->n_largest * sizeof *from->largest);
  to->n_samples = 0;
  to->samples = NULL;
}

void
riskctx_summary_clear (RiskctxLossSummary *self)
{
  g_clear_pointer (&self->points, g_free);
  g_clear_pointer (&self->annual, g_free);
  g_clear_pointer (&self->largest, g_free);
  g_clear_pointer (&self->samples, g_free);
}
