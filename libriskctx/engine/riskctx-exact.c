/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-exact-private.h"
#include "riskctx-law-body-private.h"
#include "riskctx-math-private.h"
#include "riskctx-methods-private.h"
#include "riskctx-pool-private.h"
#include "riskctx-quadrature-private.h"

#include <math.h>

#define CATEGORIES RISKCTX_PLAN_CATEGORIES
#define ALL_CATEGORIES ((1u << CATEGORIES) - 1)
/* Gauss points for what is uncertain: the second set is a check on the first */
#define POINTS_COARSE 16u
#define POINTS_FINE 24u
#define CELLS_SCOUT 512u
#define CELLS_FIRST 1024u
#define CELLS_CURVE 4096u
#define CELLS_MAX 16384u
#define CELLS_LATTICE 65536u
/* A grid with gains is not tilted, so it has to reach farther. */
#define CELLS_SIGNED_SCOUT 4096u
#define CELLS_SIGNED_FIRST 8192u
#define CELLS_SIGNED_MAX 32768u
/* What may lie beyond either end of it */
#define BEYOND 1e-8
/* Halving the step should leave a quarter of the error. Where more than this share is left, atoms
 * are in the way, and finer grids are not worth their time. */
#define GAIN_MIN 0.6
/* Grids of 2^3 to 2^16 cells; tables of the usual sizes are made before the work is divided. */
#define SIZES 17u
#define USUAL_FIRST 9u
#define USUAL_LAST 12u

/* The quantities with figures of their own, in the order they are worked off */
enum
{
  SUBJECT_TOTAL = 0,
  SUBJECT_EFFECT = 1,
  SUBJECT_CAUSE = SUBJECT_EFFECT + CATEGORIES,
  SUBJECT_RISK = SUBJECT_CAUSE + CATEGORIES
};

typedef struct
{
  RiskctxPlan                   *plan;
  const RiskctxSimulateSettings *settings;
  RiskctxSimulateControl        *control;
  RiskctxSimulateResult         *result;
  RiskctxYearModel              *coarse;
  RiskctxYearModel              *fine;
  RiskctxGridTables             *tables[SIZES];
  double                       **means;   /* by risk of the plan: of its consequences */
  int                            stopped; /* atomic */
  int                            done;    /* atomic: subjects */
} Run;

typedef struct
{
  Run               *run;
  guint              n;
  RiskctxGridPart   *coarse;
  RiskctxGridPart   *fine;
  RiskctxLossFlags   flags;
  RiskctxYearMoments moments;
  double             mean;    /* INFINITY where there is none */
  double             lattice; /* every loss is a multiple of this, or 0 */
  double             gap;     /* relative distance between the values tried for what scales atoms */
  double             start;   /* below 0 where there are gains */
  double             scale;   /* what counts as nothing beside it, where figures can be 0 */
  gboolean           atoms;
  gboolean           mixed;   /* something but rates is uncertain */
} Subject;

/* Greatest common measure of two positive numbers, as far as rounding lets one tell; 0 if none */
static double
common_measure (double a,
                double b)
{
  const double noise = 1e-9 * MAX (a, b);

  for (int i = 0; i < 64; i++)
    {
      const double rest = a - b * floor (a / b + 0.5);

      if (fabs (rest) <= noise)
        return b > 1e4 * noise ? b : 0.0;
      a = b;
      b = fabs (rest);
    }
  return 0.0;
}

/* What is a multiple of what, where atoms are, and whether there are gains */
static void
look_at_amounts (Subject *self)
{
  gboolean all = TRUE;

  for (guint i = 0; i < self->n; i++)
    {
      const RiskctxYears *years = self->fine[i].set->years[0];
      const RiskctxPlanRisk *risk = self->fine[i].risk;

      self->mixed |= self->fine[i].set->n > 1 || years->n > 1;
      for (guint k = 0; k < risk->n_consequences; k++)
        {
          const RiskctxLaw *law = risk->consequences[k].magnitude;
          const double factor = years->factors[k][0];
          const guint n = law->kind == RISKCTX_LAW_DISCRETE ? law->n : 1;

          if (!(self->fine[i].mask & 1u << risk->consequences[k].category) || factor == 0.0)
            continue;
          self->atoms |= law->atoms || (risk->insured && risk->share == 1.0);
          if (law->minimum < 0.0)
            self->start = -1.0;
          if (law->atoms)
            for (guint f = 1; f < years->n_factors[k]; f++)
              {
                const double before = years->factors[k][f - 1], now = years->factors[k][f];

                self->gap = MAX (self->gap, fabs (now - before) / MAX (now, before));
              }
          if ((law->kind != RISKCTX_LAW_DISCRETE && law->kind != RISKCTX_LAW_FIXED)
              || self->fine[i].set->n > 1 || years->n_factors[k] > 1 || risk->insured)
            {
              all = FALSE;
              continue;
            }
          for (guint j = 0; all && j < n; j++)
            {
              const double value = fabs (factor * (law->kind == RISKCTX_LAW_DISCRETE
                                                   ? law->values[j] : law->a));

              if (value == 0.0)
                continue;
              self->lattice = self->lattice == 0.0 ? value : common_measure (self->lattice, value);
              all = self->lattice > 0.0;
            }
        }
    }
  if (!all)
    self->lattice = 0.0;
}

/* Where about the loss, or the gain, has this probability of being exceeded: one large event, or
 * many */
static double
guess_end (const Subject *self,
           double         exceedance,
           gboolean       gain)
{
  const double side = gain ? -1.0 : 1.0;
  double big = 0.0;

  for (guint i = 0; i < self->n; i++)
    big = MAX (big, side * riskctx_exact_big_event (&self->fine[i], exceedance, gain));
  if (isfinite (self->mean) && isfinite (self->moments.sd))
    return side * MAX (0.0, side * self->mean + 6.0 * self->moments.sd + 1.2 * big);
  if (isfinite (self->mean))
    return side * MAX (0.0, 2.0 * side * self->mean + 2.0 * big);
  return side * 4.0 * big;
}

static guint
size_of (guint n)
{
  guint size = 0;

  while (1u << size < n)
    size++;
  return size;
}

static RiskctxGrid *
make_grid_step (const Subject *self,
                gboolean       fine,
                double         step,
                guint          below,
                guint          n)
{
  const RiskctxGridPart *parts = fine ? self->fine : self->coarse;
  const RiskctxGridTables *usual = self->run->tables[size_of (n)];
  const RiskctxGridSpec spec = { step, below,
                                 self->run->control != NULL ? &self->run->control->cancelled
                                                            : NULL };
  g_autoptr(RiskctxGridTables) tables = NULL;
  RiskctxGrid *grid;

  if (usual == NULL)
    usual = tables = riskctx_grid_tables_new (n, riskctx_kernel_get (self->run->settings->width));
  grid = riskctx_grid_new (usual, parts, self->n, &spec);
  if (below > 0 && self->lattice == 0.0)
    riskctx_grid_take_atom (grid, self->moments.at_zero);
  return grid;
}

static RiskctxGrid *
make_grid (const Subject *self,
           gboolean       fine,
           double         end,
           guint          n)
{
  const double step = (end - self->start) / n;

  return make_grid_step (self, fine, step,
                         self->start < 0.0
                           ? (guint) CLAMP (ceil (-self->start / step), 4.0, n - 8.0) : 0, n);
}

static gboolean
is_stopped (Run *run)
{
  if (run->control != NULL && g_atomic_int_get (&run->control->cancelled))
    g_atomic_int_set (&run->stopped, 1);
  return g_atomic_int_get (&run->stopped);
}

/* A first grid that reaches to the exceedance asked for and not much farther */
static RiskctxGrid *
scout (const Subject *self,
       double         exceedance)
{
  double end = guess_end (self, exceedance, FALSE);

  for (int i = 0; i < 60 && !is_stopped (self->run); i++)
    {
      g_autoptr(RiskctxGrid) grid = make_grid (self, FALSE, end, CELLS_SCOUT);
      const double q = riskctx_grid_quantile (grid, self->moments.at_zero, 1.0 - exceedance);

      if (q > 0.9 * end)
        end *= i < 20 ? 2.0 : 64.0;
      else if (q < 0.25 * end)
        end = MAX (2.0 * q, end / 64.0);
      else
        return g_steal_pointer (&grid);
    }
  return make_grid (self, FALSE, end, CELLS_SCOUT);
}

/* A grid with gains: both ends are moved out until next to nothing lies beyond. Returns the end. */
static double
find_ends (Subject *self,
           double   exceedance)
{
  const double beyond = MIN (BEYOND, exceedance);
  double end = guess_end (self, beyond, FALSE);

  self->start = guess_end (self, beyond, TRUE);
  end = MAX (end, -0.05 * self->start);
  self->start = MIN (self->start, -0.05 * end);
  for (int i = 0; i < 40 && !is_stopped (self->run); i++)
    {
      g_autoptr(RiskctxGrid) grid = make_grid (self, FALSE, end, CELLS_SIGNED_SCOUT);
      const guint margin = CELLS_SIGNED_SCOUT / 16;
      const double low = grid->cumulative[margin];
      const double high = 1.0 - grid->atom - grid->cumulative[CELLS_SIGNED_SCOUT - margin];

      if (low <= 10.0 * beyond && high <= 10.0 * beyond)
        break;
      if (low > 10.0 * beyond)
        self->start *= 2.0;
      if (high > 10.0 * beyond)
        end *= 2.0;
    }
  return end;
}

typedef struct
{
  double value;
  double tail;
} Figures;

static Figures
read_figures (const Subject     *self,
              const RiskctxGrid *grid,
              double             p)
{
  Figures figures = { 0.0, 0.0 };
  double top = (grid->n - grid->below - 3.0) * grid->step;

  figures.value = self->lattice > 0.0
                  ? riskctx_grid_lattice_quantile (grid, p)
                  : riskctx_grid_quantile (grid, self->moments.at_zero, p);
  if (isfinite (self->mean) && figures.value < top)
    figures.tail = figures.value
                   + (self->mean - riskctx_grid_limited_mean (grid, figures.value)) / (1.0 - p);
  return figures;
}

/* What mass beyond the ends of a grid with gains can do to a quantile */
static double
alias_error (const Subject     *self,
             const RiskctxGrid *grid,
             double             p)
{
  double low, high;

  if (self->start == 0.0)
    return 0.0;
  low = riskctx_grid_quantile (grid, self->moments.at_zero, MAX (p - 10.0 * BEYOND, BEYOND));
  high = riskctx_grid_quantile (grid, self->moments.at_zero, MIN (p + 10.0 * BEYOND, 1.0 - BEYOND));
  return isfinite (high) ? high - low : 0.0;
}

/* One quantile and its tail mean, from two grids of which the second has half the step. Both
 * errors fall with the square of the step, so the pair is extrapolated, and what the extrapolation
 * moved it by is the bound. */
static void
combine (const Subject     *self,
         const RiskctxGrid *before,
         const RiskctxGrid *grid,
         double             p,
         RiskctxLossPoint  *point)
{
  const Figures a = read_figures (self, before, p), b = read_figures (self, grid, p);
  double error = fabs (b.value - a.value) / 3.0 + 1e-12 * fabs (b.value);

  point->probability = p;
  if (self->lattice > 0.0)
    {
      point->value = point->low = point->high = b.value;
      point->tail_mean = b.tail;
      point->tail_error = fabs (b.tail - a.tail) + 1e-9 * fabs (b.tail);
      return;
    }
  error += alias_error (self, grid, p) + self->gap * fabs (b.value);
  if (self->atoms)
    error = MAX (error, grid->step);
  point->value = self->atoms ? b.value : b.value + (b.value - a.value) / 3.0;
  point->tail_mean = self->atoms ? b.tail : b.tail + (b.tail - a.tail) / 3.0;
  point->tail_error = fabs (b.tail - a.tail) / 3.0 + 1e-12 * fabs (b.tail)
                      + self->moments.mean_error / (1.0 - p);
  if (self->start == 0.0)
    point->value = MAX (point->value, 0.0);
  point->low = point->value - error;
  if (self->start == 0.0)
    point->low = MAX (point->low, 0.0);
  point->high = point->value + error;
  point->tail_mean = MAX (point->tail_mean, point->value);
}

/* Size of a figure, for what an error is compared with */
static double
size_of_figure (const Subject *self,
                double         value)
{
  return MAX (fabs (value), self->scale);
}

static gboolean
is_precise (const Subject          *self,
            const RiskctxLossPoint *point)
{
  const double tolerance = self->run->settings->tolerance;

  return point->high - point->value <= tolerance * size_of_figure (self, point->value)
         && point->tail_error <= tolerance * size_of_figure (self, point->tail_mean);
}

/* Every multiple of the lattice is a cell, so nothing is approximated. */
static gboolean
solve_lattice (const Subject      *self,
               double              end,
               RiskctxLossSummary *out,
               RiskctxGrid       **last)
{
  const double reach = ceil (-self->start / self->lattice);
  g_autoptr(RiskctxGrid) before = NULL;
  guint n = 8, below;

  if (!(self->lattice > 0.0) || !(reach < CELLS_LATTICE / 2))
    return FALSE;
  below = (guint) reach;
  while (n < CELLS_LATTICE && (n - MIN (n, below)) * self->lattice < end)
    n *= 2;
  if ((n - below) * self->lattice < end)
    return FALSE;

  before = make_grid_step (self, FALSE, self->lattice, below, n);
  *last = make_grid_step (self, TRUE, self->lattice, below, n);
  for (guint i = 0; i < out->n_points; i++)
    combine (self, before, *last, out->points[i].probability, &out->points[i]);
  return TRUE;
}

/* What the points tried for uncertain quantities leave: the distance of two sets of them */
static void
add_model_error (const Subject     *self,
                 const RiskctxGrid *grid,
                 double             end,
                 RiskctxLossPoint  *points,
                 guint              n_points)
{
  g_autoptr(RiskctxGrid) coarse = make_grid (self, FALSE, end, grid->n);

  for (guint i = 0; i < n_points; i++)
    {
      const Figures a = read_figures (self, coarse, points[i].probability);
      const Figures b = read_figures (self, grid, points[i].probability);
      const double error = fabs (a.value - b.value);

      points[i].high += error;
      points[i].low -= error;
      if (self->start == 0.0)
        points[i].low = MAX (points[i].low, 0.0);
      points[i].tail_error += fabs (a.tail - b.tail);
    }
}

/* Halves the step until the points are precise, or nothing is left to gain. The finest grid is
 * handed back. */
static RiskctxGrid *
refine (const Subject    *self,
        double            end,
        RiskctxLossPoint *points,
        guint             n_points)
{
  const guint first = self->start < 0.0 ? CELLS_SIGNED_FIRST : CELLS_FIRST;
  const guint last = self->start < 0.0 ? CELLS_SIGNED_MAX : CELLS_MAX;
  g_autoptr(RiskctxGrid) before = make_grid (self, self->mixed, end, first);
  double error_before = INFINITY;
  guint n = first;

  for (;;)
    {
      g_autoptr(RiskctxGrid) grid = NULL;
      gboolean precise = TRUE;
      double error = 0.0;

      n *= 2;
      grid = make_grid (self, TRUE, end, n);
      for (guint i = 0; i < n_points; i++)
        {
          combine (self, before, grid, points[i].probability, &points[i]);
          precise &= is_precise (self, &points[i]);
          error += (points[i].high - points[i].value) / size_of_figure (self, points[i].value);
        }
      if (precise || n >= last || !(error < GAIN_MIN * error_before)
          || is_stopped (self->run))
        {
          if (self->mixed && !is_stopped (self->run))
            add_model_error (self, grid, end, points, n_points);
          return g_steal_pointer (&grid);
        }
      error_before = error;
      g_clear_pointer (&before, riskctx_grid_free);
      before = g_steal_pointer (&grid);
    }
}

/* The points above the atom at 0, from the highest down: one grid serves as many as it is fine
 * enough for, then a shorter one begins. */
static RiskctxGrid *
solve_points (const Subject      *self,
              const RiskctxGrid  *scouted,
              RiskctxLossSummary *out)
{
  RiskctxGrid *finest = NULL;
  guint left = out->n_points;

  while (left > 0 && !is_stopped (self->run))
    {
      g_autoptr(RiskctxGrid) grid = NULL;
      const double p = out->points[left - 1].probability;
      guint first = left - 1;
      double top;

      if (p <= self->moments.at_zero)
        break;
      top = riskctx_grid_quantile (scouted, self->moments.at_zero, p);
      if (!(top > 2.0 * scouted->step))
        top = 2.0 * scouted->step;
      if (finest == NULL && solve_lattice (self, 1.4 * top, out, &finest))
        break;
      /* points within a factor 8 of the highest share its grid */
      while (first > 0 && out->points[first - 1].probability > self->moments.at_zero
             && riskctx_grid_quantile (scouted, self->moments.at_zero,
                                       out->points[first - 1].probability)
                  > top / 8.0)
        first--;
      grid = refine (self, 1.4 * top, &out->points[first], left - first);
      if (finest == NULL)
        finest = g_steal_pointer (&grid);
      left = first;
    }
  return finest;
}

/* Points of different grids may cross by as much as their errors. */
static void
put_in_order (RiskctxLossSummary *out)
{
  for (guint i = 1; i < out->n_points; i++)
    {
      RiskctxLossPoint *point = &out->points[i];

      point->value = MAX (point->value, point[-1].value);
      point->high = MAX (point->high, point->value);
      point->tail_mean = MAX (point->tail_mean, point[-1].tail_mean);
    }
}

static void
point_at_zero (const Subject    *self,
               RiskctxLossPoint *point)
{
  point->value = point->low = point->high = 0.0;
  point->tail_mean = isfinite (self->mean) ? self->mean / (1.0 - point->probability) : 0.0;
  point->tail_error = self->moments.mean_error / (1.0 - point->probability);
}

/* Each risk's part, and each effect's, of the tail mean of the total; then what rounding of the
 * grid left is shared out, so that they add up to it. */
static void
attribute (const Subject      *self,
           const RiskctxGrid  *grid,
           RiskctxLossSummary *total)
{
  Run *run = self->run;
  RiskctxSimulateResult *result = run->result;
  const double tail = run->settings->tail;
  g_autofree double *parts = NULL, *means = NULL;
  double sum = 0.0, size = 0.0, target = 0.0;
  guint n = 0, position = 0;

  for (guint i = 0; i < self->n; i++)
    n += self->fine[i].risk->n_consequences;
  parts = g_new0 (double, MAX (n, 1));
  means = g_new0 (double, MAX (n, 1));
  for (guint i = 0; i < self->n; i++)
    for (guint k = 0; k < self->fine[i].risk->n_consequences; k++)
      means[position++] = run->means[i][k];
  for (guint i = 0; i < total->n_points; i++)
    if (total->points[i].probability == tail)
      target = total->points[i].tail_mean;

  if (grid != NULL && (tail > self->moments.at_zero || self->start < 0.0))
    {
      g_autoptr(RiskctxGridTables) tables = riskctx_grid_tables_new (
        grid->n, riskctx_kernel_get (run->settings->width));

      riskctx_grid_attribute (grid, tables, self->fine, self->n, tail, means, parts);
    }
  else
    {
      for (guint i = 0; i < n; i++)
        parts[i] = means[i];
    }
  for (guint i = 0; i < n; i++)
    {
      sum += parts[i];
      size += fabs (parts[i]);
    }

  position = 0;
  for (guint i = 0; i < self->n; i++)
    {
      const RiskctxPlanRisk *risk = self->fine[i].risk;

      for (guint k = 0; k < risk->n_consequences; k++)
        {
          const double part = parts[position]
                              + (size > 0.0 ? (target - sum) * fabs (parts[position]) / size : 0.0);

          position++;
          result->risk_contributions[risk->position] += part;
          result->cause_contributions[risk->category] += part;
          result->effect_contributions[risk->consequences[k].category] += part;
        }
    }
  result->has_contributions = TRUE;
}

static void
solve (Subject            *self,
       gboolean            is_total,
       gboolean            has_events,
       RiskctxLossSummary *out)
{
  const RiskctxSimulateSettings *settings = self->run->settings;
  const int *stop = self->run->control != NULL ? &self->run->control->cancelled : NULL;
  const double top = settings->probabilities[settings->n_probabilities - 1];
  g_autoptr(RiskctxGrid) finest = NULL;
  gboolean finite = !(self->flags & RISKCTX_LOSS_FLAG_INFINITE_MEAN);
  double exceedance;

  riskctx_exact_moments (self->fine, self->n, settings->width, &self->moments);
  self->mean = finite && isfinite (self->moments.mean) ? self->moments.mean : INFINITY;
  if (finite && isfinite (self->mean))
    {
      out->mean = self->mean;
      out->mean_error = self->moments.mean_error;
      if (!(self->flags & RISKCTX_LOSS_FLAG_INFINITE_VARIANCE) && isfinite (self->moments.sd))
        {
          out->sd = self->moments.sd;
          out->sd_error = self->moments.sd_error;
        }
    }
  else
    {
      self->moments.mean_error = 0.0;
    }
  look_at_amounts (self);
  out->flags = self->flags;
  out->any_loss = MAX (0.0, 1.0 - self->moments.at_zero);
  out->any_loss_error = out->any_loss > 0.0 ? RISKCTX_EXACT_CLOSED_FORM_ERROR : 0.0;
  out->n_points = settings->n_probabilities;
  out->points = g_new0 (RiskctxLossPoint, out->n_points);
  for (guint i = 0; i < out->n_points; i++)
    {
      out->points[i].probability = settings->probabilities[i];
      point_at_zero (self, &out->points[i]);
    }
  if (out->any_loss < 1e-15)
    {
      out->flags |= RISKCTX_LOSS_FLAG_EMPTY;
      out->any_loss = 0.0;
      if (is_total)
        attribute (self, NULL, out);
      return;
    }

  exceedance = 0.05 * MIN (1.0 - top, out->any_loss);
  if (settings->curve_points > 0)
    exceedance = MIN (exceedance, RISKCTX_EXACT_CURVE_END);
  if (self->start < 0.0)
    {
      self->scale = isfinite (self->moments.sd) ? 0.01 * self->moments.sd : 0.0;
      out->maximum = find_ends (self, exceedance);
      out->minimum = self->start;
      if (self->lattice == 0.0 || !solve_lattice (self, out->maximum, out, &finest))
        {
          self->atoms |= self->lattice > 0.0;
          self->lattice = 0.0;
          finest = refine (self, out->maximum, out->points, out->n_points);
        }
    }
  else
    {
      g_autoptr(RiskctxGrid) scouted = scout (self, exceedance);

      finest = solve_points (self, scouted, out);
      out->maximum = scouted->step * scouted->n;
    }
  put_in_order (out);
  if (settings->curve_points > 0 && !is_stopped (self->run))
    {
      g_autoptr(RiskctxGrid) far = self->start < 0.0 ? NULL : make_grid (self, TRUE, out->maximum,
                                                                         CELLS_CURVE);

      riskctx_exact_curve (far != NULL ? far : finest, finest, self->lattice > 0.0,
                           self->moments.at_zero, settings->curve_points, out);
      if (settings->occurrence && has_events)
        riskctx_exact_largest (self->fine, self->n, settings->curve_points, settings->width, stop,
                               out);
    }
  if (is_total && finite && !is_stopped (self->run))
    attribute (self, finest, out);
  if (!finite)
    for (guint i = 0; i < out->n_points; i++)
      out->points[i].tail_mean = out->points[i].tail_error = 0.0;
}

static void
add_part (Subject *self,
          guint    risk,
          guint    mask)
{
  const RiskctxPlanRisk *source = &self->run->plan->risks[risk];

  for (guint c = 0; c < CATEGORIES; c++)
    if (mask & 1u << c)
      self->flags |= riskctx_plan_risk_flags (source, c);
  self->coarse[self->n] = (RiskctxGridPart){ source, &self->run->coarse->sets[risk], mask };
  self->fine[self->n++] = (RiskctxGridPart){ source, &self->run->fine->sets[risk], mask };
}

static void
solve_subject (guint    item,
               guint    worker,
               gpointer data)
{
  Run *run = data;
  RiskctxSimulateResult *result = run->result;
  g_autofree RiskctxGridPart *coarse = g_new (RiskctxGridPart, MAX (run->plan->n_risks, 1));
  g_autofree RiskctxGridPart *fine = g_new (RiskctxGridPart, MAX (run->plan->n_risks, 1));
  Subject subject = { .run = run, .coarse = coarse, .fine = fine };
  RiskctxLossSummary *out = &result->total;

  if (is_stopped (run))
    return;

  if (item >= SUBJECT_RISK)
    {
      out = &result->risks[run->plan->risks[item - SUBJECT_RISK].position];
      add_part (&subject, item - SUBJECT_RISK, ALL_CATEGORIES);
    }
  else
    {
      for (guint i = 0; i < run->plan->n_risks; i++)
        {
          if (item == SUBJECT_TOTAL)
            add_part (&subject, i, ALL_CATEGORIES);
          else if (item < SUBJECT_CAUSE)
            add_part (&subject, i, 1u << (item - SUBJECT_EFFECT));
          else if (run->plan->risks[i].category == item - SUBJECT_CAUSE)
            add_part (&subject, i, ALL_CATEGORIES);
        }
      if (item >= SUBJECT_CAUSE)
        out = &result->causes[item - SUBJECT_CAUSE];
      else if (item >= SUBJECT_EFFECT)
        out = &result->effects[item - SUBJECT_EFFECT];
    }
  solve (&subject, item == SUBJECT_TOTAL, item == SUBJECT_TOTAL || item >= SUBJECT_RISK, out);

  if (!riskctx_simulate_control_step (run->control, (guint64) g_atomic_int_add (&run->done, 1) + 1,
                                      (guint64) run->plan->n_risks + SUBJECT_RISK))
    g_atomic_int_set (&run->stopped, 1);
}

static void
fill_cells (Run *run)
{
  for (guint i = 0; i < run->plan->n_risks; i++)
    {
      const RiskctxPlanRisk *risk = &run->plan->risks[i];

      run->means[i] = g_new0 (double, MAX (risk->n_consequences, 1));
      for (guint k = 0; k < risk->n_consequences && !is_stopped (run); k++)
        {
          const guint c = risk->consequences[k].category;
          double error;
          const double mean = riskctx_exact_consequence_mean (&run->fine->sets[i], k,
                                                              run->settings->width, &error);

          if (!isfinite (mean))
            continue;
          run->means[i][k] = mean;
          run->result->cause_effect[risk->category][c] += mean;
          run->result->cause_effect_error[risk->category][c] += error;
        }
    }
}

gboolean
riskctx_exact_run (RiskctxPlan                   *plan,
                   const RiskctxSimulateSettings *settings,
                   RiskctxSimulateControl        *control,
                   RiskctxSimulateResult         *result,
                   GError                       **error)
{
  g_autoptr(RiskctxPool) pool = riskctx_pool_new (settings->threads);
  g_autoptr(RiskctxYearModel) coarse = riskctx_year_model_new (plan, POINTS_COARSE, TRUE);
  g_autoptr(RiskctxYearModel) fine = riskctx_year_model_new (plan, POINTS_FINE, FALSE);
  Run run = { .plan = plan, .settings = settings, .control = control, .result = result,
              .coarse = coarse, .fine = fine };

  run.means = g_new0 (double *, MAX (plan->n_risks, 1));
  for (guint size = USUAL_FIRST; size <= USUAL_LAST; size++)
    run.tables[size] = riskctx_grid_tables_new (1u << size, riskctx_kernel_get (settings->width));

  fill_cells (&run);
  riskctx_pool_run (pool, plan->n_risks + SUBJECT_RISK, solve_subject, &run);

  for (guint i = 0; i < plan->n_risks; i++)
    g_free (run.means[i]);
  for (guint size = USUAL_FIRST; size <= USUAL_LAST; size++)
    riskctx_grid_tables_free (run.tables[size]);
  g_free (run.means);
  if (is_stopped (&run))
    {
      g_set_error_literal (error, RISKCTX_ENGINE_ERROR, RISKCTX_ENGINE_ERROR_CANCELLED,
                           "the computation was cancelled");
      return FALSE;
    }
  return TRUE;
}
