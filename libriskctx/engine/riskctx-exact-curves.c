/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-exact-private.h"
#include "riskctx-insurance-private.h"
#include "riskctx-kernel-private.h"
#include "riskctx-law-body-private.h"
#include "riskctx-math-private.h"

#include <math.h>

/* Events of several consequences are put on grids, each for amounts this many times smaller than
 * the one before. */
#define GRIDS 3u
#define GRID_RATIO 24.0
#define CELLS 2048u
#define HALVINGS 40

/* The largest event of a year does not exceed x if no event does: E F (x)^N, for which the
 * generating function of the count is asked. */

typedef struct
{
  RiskctxCountMixture        copy;
  const RiskctxCountMixture *counts;
  double                     zero; /* P (the event costs 0) */
  RiskctxGrid               *grids[GRIDS]; /* NULL where there is one consequence */
} Kind;

typedef struct
{
  const RiskctxYears *years;
  Kind               *kinds;
} Risk;

typedef struct
{
  const RiskctxGridPart *parts;
  guint                  n_parts;
  Risk                 **risks; /* by part: its sets of years */
} Largest;

double
riskctx_exact_big_event (const RiskctxGridPart *part,
                         double                 exceedance,
                         gboolean               gain)
{
  double big = 0.0;

  for (guint y = 0; y < part->set->n; y++)
    {
      const RiskctxYears *years = part->set->years[y];
      const double count = riskctx_count_mixture_mean (years->counts);

      for (guint k = 0; k < part->risk->n_consequences; k++)
        {
          const RiskctxPlanConsequence *consequence = &part->risk->consequences[k];
          double rate = 0.0, factor = 0.0, tail;

          if (!(part->mask & 1u << consequence->category))
            continue;
          for (guint i = 0; i < years->n; i++)
            {
              const guint place = i * part->risk->n_consequences + k;

              rate += count * years->weight[i] * years->keep[i] * years->probability[place];
              factor = MAX (factor, years->factors[k][years->factor[place]]);
            }
          if (!(rate > 0.0) || factor == 0.0)
            continue;
          tail = MIN (0.5, exceedance / rate);
          if (gain)
            big = MIN (big, factor * riskctx_law_quantile (consequence->magnitude, tail));
          else
            big = MAX (big, factor * riskctx_law_quantile_upper (consequence->magnitude, tail));
        }
    }
  return big;
}

static void
kind_init (Kind               *self,
           const RiskctxYears *years,
           guint               kind,
           double              end,
           RiskctxKernelWidth  width,
           const int          *stop)
{
  RiskctxEventMoments moments;
  double lowest = 0.0;

  self->counts = riskctx_years_counts (years, kind, &self->copy);
  if (years->risk->n_consequences <= 1)
    return;
  riskctx_exact_event_moments (years, kind, G_MAXUINT, width, &moments);
  self->zero = moments.zero;
  for (guint k = 0; k < years->risk->n_consequences; k++)
    lowest += MIN (0.0, riskctx_law_quantile (years->risk->consequences[k].magnitude, 1e-9));
  for (guint g = 0; g < GRIDS; g++, end /= GRID_RATIO)
    {
      g_autoptr(RiskctxGridTables) tables = riskctx_grid_tables_new (CELLS,
                                                                     riskctx_kernel_get (width));
      const double step = (end - lowest) / CELLS;
      const RiskctxGridSpec spec = { step, (guint) CLAMP (ceil (-lowest / step), 0.0, CELLS - 4.0),
                                     stop };

      if (lowest < 0.0 && g > 0)
        break;
      self->grids[g] = riskctx_grid_new_event (tables, years, kind, G_MAXUINT, &spec);
      if (spec.below > 0)
        riskctx_grid_take_atom (self->grids[g], self->zero);
    }
}

static double
event_cdf (const Risk *risk,
           guint       kind,
           double      x)
{
  const RiskctxYears *years = risk->years;
  const Kind *self = &risk->kinds[kind];
  const RiskctxGrid *grid = self->grids[0];

  if (years->risk->n_consequences == 0)
    return 1.0;
  if (grid == NULL)
    {
      const double p = years->probability[kind];

      return 1.0 - p + p * riskctx_insurance_cdf (years->risk,
                                                  years->risk->consequences[0].magnitude,
                                                  years->factors[0][years->factor[kind]], x);
    }
  for (guint g = 1; g < GRIDS && self->grids[g] != NULL; g++)
    if (x < 0.95 * self->grids[g]->step * self->grids[g]->n)
      grid = self->grids[g];
  return riskctx_grid_cdf (grid, self->zero, x);
}

static double
risk_cdf (const Risk *self,
          double      x)
{
  double sum = 0.0;

  for (guint i = 0; i < self->years->n; i++)
    sum += self->years->weight[i]
           * riskctx_count_mixture_generate (self->kinds[i].counts, event_cdf (self, i, x), 0.0).re;
  return sum;
}

static double
group_cdf (const Largest *self,
           guint          first,
           double         x)
{
  const RiskctxYearGroup *group = self->parts[first].set->group;
  g_autofree double *product = g_new (double, group->n);
  double sum = 0.0;

  for (guint c = 0; c < group->n; c++)
    product[c] = 1.0;
  for (guint i = first; i < self->n_parts; i++)
    {
      const RiskctxYearSet *set = self->parts[i].set;

      for (guint y = 0; set->group == group && y < set->n; y++)
        {
          const double own = risk_cdf (&self->risks[i][y], x);

          for (guint c = 0; c < group->n; c++)
            if (set->choice[c] == y)
              product[c] *= own;
        }
    }
  for (guint c = 0; c < group->n; c++)
    sum += group->weight[c] * product[c];
  return sum;
}

/* P (largest event > x) */
static double
exceedance_of (const Largest *self,
               double         x)
{
  double product = 1.0;

  for (guint i = 0; i < self->n_parts; i++)
    {
      gboolean first = TRUE;

      if (self->parts[i].set->group == NULL)
        {
          product *= risk_cdf (self->risks[i], x);
          continue;
        }
      for (guint j = 0; j < i; j++)
        first &= self->parts[j].set->group != self->parts[i].set->group;
      if (first)
        product *= group_cdf (self, i, x);
    }
  return CLAMP (1.0 - product, 0.0, 1.0);
}

static void
prepare (Largest           *self,
         RiskctxKernelWidth width,
         const int         *stop)
{
  self->risks = g_new (Risk *, MAX (self->n_parts, 1));
  for (guint i = 0; i < self->n_parts; i++)
    {
      const RiskctxGridPart *part = &self->parts[i];
      double end = 3.0 * riskctx_exact_big_event (part, 0.01 * RISKCTX_EXACT_CURVE_END, FALSE);

      if (!(end > 0.0))
        end = 1.0;
      self->risks[i] = g_new (Risk, part->set->n);
      for (guint y = 0; y < part->set->n; y++)
        {
          const RiskctxYears *years = part->set->years[y];

          self->risks[i][y] = (Risk){ years, g_new0 (Kind, years->n) };
          for (guint k = 0; k < years->n; k++)
            kind_init (&self->risks[i][y].kinds[k], years, k, end, width, stop);
        }
    }
}

static void
release (Largest *self)
{
  for (guint i = 0; i < self->n_parts; i++)
    {
      for (guint y = 0; y < self->parts[i].set->n; y++)
        {
          Risk *risk = &self->risks[i][y];

          for (guint k = 0; k < risk->years->n; k++)
            {
              for (guint g = 0; g < GRIDS; g++)
                g_clear_pointer (&risk->kinds[k].grids[g], riskctx_grid_free);
              riskctx_years_counts_clear (&risk->kinds[k].copy);
            }
          g_free (risk->kinds);
        }
      g_free (self->risks[i]);
    }
  g_free (self->risks);
}

/* The x that is exceeded with this probability, in the logarithm */
static double
find_exceeded (const Largest *self,
               double         probability,
               double         guess)
{
  double low = guess, high = guess;

  for (int i = 0; i < 60 && exceedance_of (self, high) > probability; i++)
    high *= 4.0;
  for (int i = 0; i < 60 && exceedance_of (self, low) <= probability; i++)
    low *= 0.25;
  for (int i = 0; i < HALVINGS && high > low * (1.0 + 1e-6); i++)
    {
      const double middle = sqrt (low) * sqrt (high);

      if (exceedance_of (self, middle) > probability)
        low = middle;
      else
        high = middle;
    }
  return high;
}

void
riskctx_exact_largest (const RiskctxGridPart *parts,
                       guint                  n_parts,
                       guint                  n_points,
                       RiskctxKernelWidth     width,
                       const int             *stop,
                       RiskctxLossSummary    *out)
{
  Largest self = { parts, n_parts, NULL };
  double any, guess = 0.0, first, last, ratio;

  for (guint i = 0; i < n_parts; i++)
    guess = MAX (guess, riskctx_exact_big_event (&parts[i], RISKCTX_EXACT_CURVE_END, FALSE));
  prepare (&self, width, stop);
  any = exceedance_of (&self, 0.0);
  out->largest = g_new (RiskctxLossCurvePoint, n_points + 1);
  out->largest[out->n_largest++] = (RiskctxLossCurvePoint){ 0.0, any };
  if (any > RISKCTX_EXACT_CURVE_END && guess > 0.0 && isfinite (guess)
      && (stop == NULL || !g_atomic_int_get (stop)))
    {
      last = find_exceeded (&self, RISKCTX_EXACT_CURVE_END, guess);
      first = MIN (last, find_exceeded (&self, 0.97 * any, last));
      ratio = n_points > 2 ? riskctx_math_exp (riskctx_math_log (last / first) / (n_points - 2.0))
                           : 1.0;
      for (guint i = 0; i + 1 < n_points && (stop == NULL || !g_atomic_int_get (stop)); i++)
        {
          const RiskctxLossCurvePoint *before = &out->largest[out->n_largest - 1];
          const double loss = i + 2 < n_points ? first : last;
          const double probability = MIN (before->probability, exceedance_of (&self, loss));

          if (loss > before->loss)
            out->largest[out->n_largest++] = (RiskctxLossCurvePoint){ loss, probability };
          first *= ratio;
        }
    }
  release (&self);
}

static void
add_curve_point (RiskctxLossSummary *out,
                 double              loss,
                 double              probability)
{
  if (out->n_annual > 0 && loss <= out->annual[out->n_annual - 1].loss)
    return;
  if (out->n_annual > 0 && probability > out->annual[out->n_annual - 1].probability)
    probability = out->annual[out->n_annual - 1].probability;
  out->annual[out->n_annual++] = (RiskctxLossCurvePoint){ loss, probability };
}

/* Evenly in the logarithm of the probability; the finer grid as far as it goes, then the far one.
 * On a lattice each point is where a step ends, and just before it the curve is still level. */
void
riskctx_exact_curve (const RiskctxGrid  *far,
                     const RiskctxGrid  *finest,
                     gboolean            lattice,
                     double              at_zero,
                     guint               n,
                     RiskctxLossSummary *out)
{
  const double any = far->below > 0 ? 0.99 : 1.0 - at_zero;
  const double ratio = n > 1 ? riskctx_math_pow (MIN (1.0, RISKCTX_EXACT_CURVE_END / any),
                                                 1.0 / (n - 1.0))
                             : 1.0;
  double exceedance = any;

  out->annual = g_new (RiskctxLossCurvePoint, 2 * n + 1);
  if (far->below == 0)
    add_curve_point (out, 0.0, any);
  for (guint i = 1; i < n; i++)
    {
      double loss = INFINITY;

      exceedance *= ratio;
      if (lattice)
        {
          const RiskctxGrid *grid = finest != NULL ? finest : far;

          loss = riskctx_grid_lattice_quantile (grid, 1.0 - exceedance);
          if (isfinite (loss))
            {
              const guint j = (guint) (loss / grid->step + grid->below + 0.5);

              if (j > 0)
                add_curve_point (out, nextafter (loss, 0.0),
                                 MAX (0.0, 1.0 - grid->cumulative[j - 1]));
              add_curve_point (out, loss, MAX (0.0, 1.0 - grid->cumulative[j]));
            }
          continue;
        }
      if (finest != NULL)
        loss = riskctx_grid_quantile (finest, at_zero, 1.0 - exceedance);
      if (finest == NULL || loss > 0.9 * finest->step * (finest->n - finest->below))
        loss = riskctx_grid_quantile (far, at_zero, 1.0 - exceedance);
      if (isfinite (loss))
        add_curve_point (out, loss, exceedance);
    }
}
