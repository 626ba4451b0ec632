/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-exact-subject-private.h"
#include "riskctx-law-body-private.h"

#include <math.h>

/* cells to begin with, for a tolerance of 1 and of 1e-4 or less */
#define CELLS_OF_TOLERANCE 8.0
#define CELLS_FIRST_LEAST 256u
#define CELLS_FIRST 1024u
#define CELLS_SCOUT 512u
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
/* What rounding and interpolation leave in a distribution function */
#define NOISE 5e-9
#define USUAL_FIRST 8u
#define USUAL_LAST 12u

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

/* Whether insurance takes off more than what the part is about: then it comes in pairs with points
 * that stand for the rest */
static gboolean
has_others (const RiskctxGridPart *part)
{
  for (guint k = 0; part->risk->insured && k < part->risk->n_consequences; k++)
    if (!(part->mask & 1u << part->risk->consequences[k].category))
      return TRUE;
  return FALSE;
}

/* What is a multiple of what, where atoms are, and whether there are gains */
static void
look_at_amounts (RiskctxExactSubject *self)
{
  gboolean all = TRUE;

  for (guint i = 0; i < self->n; i++)
    {
      const RiskctxYears *years = self->fine[i].set->years[0];
      const RiskctxPlanRisk *risk = self->fine[i].risk;

      self->mixed |= self->fine[i].set->n > 1 || years->n > 1 || has_others (&self->fine[i]);
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
guess_end (const RiskctxExactSubject *self,
           double                     exceedance,
           gboolean                   gain)
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
make_grid_step (const RiskctxExactSubject *self,
                gboolean                   fine,
                double                     step,
                guint                      below,
                guint                      n)
{
  const RiskctxGridPart *parts = fine ? self->fine : self->coarse;
  const RiskctxGridTables *usual = self->tables[size_of (n)];
  const RiskctxGridSpec spec = { step, below,
                                 self->control != NULL ? &self->control->cancelled : NULL };
  g_autoptr(RiskctxGridTables) tables = NULL;
  RiskctxGrid *grid;

  if (usual == NULL)
    usual = tables = riskctx_grid_tables_new (n, riskctx_kernel_get (self->settings->width));
  grid = riskctx_grid_new (usual, parts, self->n, &spec);
  if (below > 0 && self->lattice == 0.0)
    riskctx_grid_take_atom (grid, self->moments.at_zero);
  return grid;
}

static RiskctxGrid *
make_grid (const RiskctxExactSubject *self,
           gboolean                   fine,
           double                     end,
           guint                      n)
{
  const double step = (end - self->start) / n;

  return make_grid_step (self, fine, step,
                         self->start < 0.0
                           ? (guint) CLAMP (ceil (-self->start / step), 4.0, n - 8.0) : 0, n);
}

static gboolean
is_stopped (const RiskctxExactSubject *self)
{
  return self->control != NULL && g_atomic_int_get (&self->control->cancelled);
}

/* The error falls with the square of the number of cells. */
guint
riskctx_exact_subject_first_cells (const RiskctxExactSubject *self)
{
  const double wanted = CELLS_OF_TOLERANCE / sqrt (self->settings->tolerance);
  guint n = CELLS_FIRST_LEAST;

  while (n < wanted && n < CELLS_FIRST)
    n *= 2;
  return n;
}

/* A first grid that reaches to the exceedance asked for and not much farther */
static RiskctxGrid *
scout (const RiskctxExactSubject *self,
       double                     exceedance)
{
  const guint n = MIN (CELLS_SCOUT, riskctx_exact_subject_first_cells (self));
  double end = guess_end (self, exceedance, FALSE);

  for (int i = 0; i < 60 && !is_stopped (self); i++)
    {
      g_autoptr(RiskctxGrid) grid = make_grid (self, FALSE, end, n);
      const double q = riskctx_grid_quantile (grid, self->moments.at_zero, 1.0 - exceedance);

      if (q > 0.9 * end)
        end *= i < 20 ? 2.0 : 64.0;
      else if (q < 0.25 * end)
        end = MAX (2.0 * q, end / 64.0);
      else
        return g_steal_pointer (&grid);
    }
  return make_grid (self, FALSE, end, n);
}

/* A grid with gains: both ends are moved out until next to nothing lies beyond. Returns the end. */
static double
find_ends (RiskctxExactSubject *self,
           double               exceedance)
{
  const double beyond = MIN (BEYOND, exceedance);
  double end = guess_end (self, beyond, FALSE);

  self->start = guess_end (self, beyond, TRUE);
  end = MAX (end, -0.05 * self->start);
  self->start = MIN (self->start, -0.05 * end);
  for (int i = 0; i < 40 && !is_stopped (self); i++)
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
read_figures (const RiskctxExactSubject *self,
              const RiskctxGrid         *grid,
              double                     p)
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

/* What rounding, interpolated laws and, in a grid with gains, mass beyond its ends can do to a
 * quantile */
static double
noise_error (const RiskctxExactSubject *self,
             const RiskctxGrid         *grid,
             double                     p)
{
  const double noise = self->start < 0.0 ? 10.0 * BEYOND : NOISE;
  const double at_zero = self->moments.at_zero;
  const double low = riskctx_grid_quantile (grid, at_zero, MAX (p - noise, noise));
  const double high = riskctx_grid_quantile (grid, at_zero, MIN (p + noise, 1.0 - noise));

  return isfinite (high) ? high - low : 0.0;
}

/* Size of a figure, for what an error is compared with */
static double
size_of_figure (const RiskctxExactSubject *self,
                double                     value)
{
  return MAX (fabs (value), self->scale);
}

static gboolean
is_precise (const RiskctxExactSubject *self,
            const RiskctxLossPoint    *point)
{
  const double tolerance = self->settings->tolerance;

  return point->high - point->value <= tolerance * size_of_figure (self, point->value)
         && point->tail_error <= tolerance * size_of_figure (self, point->tail_mean);
}

gboolean
riskctx_exact_subject_combine (const RiskctxExactSubject *self,
                               const RiskctxGrid         *before,
                               const RiskctxGrid         *grid,
                               double                     p,
                               RiskctxLossPoint          *point)
{
  const Figures a = read_figures (self, before, p), b = read_figures (self, grid, p);
  double error = fabs (b.value - a.value) / 3.0 + 1e-12 * fabs (b.value);

  point->probability = p;
  if (self->lattice > 0.0)
    {
      point->value = point->low = point->high = b.value;
      point->tail_mean = b.tail;
      point->tail_error = fabs (b.tail - a.tail) + 1e-9 * fabs (b.tail);
      return is_precise (self, point);
    }
  error += noise_error (self, grid, p) + self->gap * fabs (b.value);
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
  return is_precise (self, point);
}

/* Every multiple of the lattice is a cell, so nothing is approximated. */
static gboolean
solve_lattice (const RiskctxExactSubject *self,
               double                     end,
               RiskctxLossSummary        *out,
               RiskctxGrid              **last)
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
    riskctx_exact_subject_combine (self, before, *last, out->points[i].probability,
                                   &out->points[i]);
  return TRUE;
}

/* What the points tried for uncertain quantities leave: the distance of two sets of them */
static void
add_model_error (const RiskctxExactSubject *self,
                 const RiskctxGrid         *grid,
                 double                     end,
                 RiskctxLossPoint          *points,
                 guint                      n_points)
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
refine (const RiskctxExactSubject *self,
        double                     end,
        RiskctxLossPoint          *points,
        guint                      n_points)
{
  const guint first = self->start < 0.0 ? CELLS_SIGNED_FIRST
                                        : riskctx_exact_subject_first_cells (self);
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
          precise &= riskctx_exact_subject_combine (self, before, grid, points[i].probability,
                                                    &points[i]);
          error += (points[i].high - points[i].value) / size_of_figure (self, points[i].value);
        }
      if (precise || n >= last || !(error < GAIN_MIN * error_before)
          || is_stopped (self))
        {
          if (self->mixed && !is_stopped (self))
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
solve_points (const RiskctxExactSubject *self,
              const RiskctxGrid         *scouted,
              RiskctxLossSummary        *out)
{
  RiskctxGrid *finest = NULL;
  guint left = out->n_points;

  while (left > 0 && !is_stopped (self))
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
point_at_zero (const RiskctxExactSubject *self,
               RiskctxLossPoint          *point)
{
  point->value = point->low = point->high = 0.0;
  point->tail_mean = isfinite (self->mean) ? self->mean / (1.0 - point->probability) : 0.0;
  point->tail_error = self->moments.mean_error / (1.0 - point->probability);
}

gboolean
riskctx_exact_subject_begin (RiskctxExactSubject *self,
                             RiskctxLossSummary  *out)
{
  const RiskctxSimulateSettings *settings = self->settings;
  const gboolean finite = !(self->flags & RISKCTX_LOSS_FLAG_INFINITE_MEAN);

  riskctx_exact_moments (self->fine, self->n, settings->width,
                         self->control != NULL ? &self->control->cancelled : NULL,
                         &self->moments);
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
  if (out->any_loss >= 1e-15)
    return TRUE;
  out->flags |= RISKCTX_LOSS_FLAG_EMPTY;
  out->any_loss = 0.0;
  return FALSE;
}

/* How rare the years are that a first grid has to reach */
static double
rarest (const RiskctxExactSubject *self,
        const RiskctxLossSummary  *out)
{
  const RiskctxSimulateSettings *settings = self->settings;
  const double top = settings->probabilities[settings->n_probabilities - 1];
  const double exceedance = 0.05 * MIN (1.0 - top, out->any_loss);

  return settings->curve_points > 0 ? MIN (exceedance, RISKCTX_EXACT_CURVE_END) : exceedance;
}

void
riskctx_exact_subject_end (const RiskctxExactSubject *self,
                           const RiskctxGrid         *finest,
                           gboolean                   has_events,
                           RiskctxLossSummary        *out)
{
  const RiskctxSimulateSettings *settings = self->settings;
  const int *stop = self->control != NULL ? &self->control->cancelled : NULL;

  put_in_order (out);
  if (settings->curve_points > 0 && !is_stopped (self))
    {
      g_autoptr(RiskctxGrid) far = self->start < 0.0 ? NULL : make_grid (self, TRUE, out->maximum,
                                                                         CELLS_CURVE);

      riskctx_exact_curve (far != NULL ? far : finest, finest, self->lattice > 0.0,
                           self->moments.at_zero, settings->curve_points, out);
      if (settings->occurrence && has_events)
        riskctx_exact_largest (self->fine, self->n, settings->curve_points, settings->width, stop,
                               out);
    }
  if (self->flags & RISKCTX_LOSS_FLAG_INFINITE_MEAN)
    for (guint i = 0; i < out->n_points; i++)
      out->points[i].tail_mean = out->points[i].tail_error = 0.0;
}

RiskctxGrid *
riskctx_exact_subject_solve (RiskctxExactSubject *self,
                             gboolean             has_events,
                             RiskctxLossSummary  *out)
{
  g_autoptr(RiskctxGrid) finest = NULL;
  double exceedance;

  if (!riskctx_exact_subject_begin (self, out))
    return NULL;
  exceedance = rarest (self, out);
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
  riskctx_exact_subject_end (self, finest, has_events, out);
  return g_steal_pointer (&finest);
}

RiskctxGrid *
riskctx_exact_subject_scout (const RiskctxExactSubject *self,
                             const RiskctxLossSummary  *out)
{
  return scout (self, rarest (self, out));
}

void
riskctx_exact_tables_init (RiskctxGridTables **tables,
                           RiskctxKernelWidth  width)
{
  for (guint size = USUAL_FIRST; size <= USUAL_LAST; size++)
    tables[size] = riskctx_grid_tables_new (1u << size, riskctx_kernel_get (width));
}

void
riskctx_exact_tables_clear (RiskctxGridTables **tables)
{
  for (guint size = USUAL_FIRST; size <= USUAL_LAST; size++)
    riskctx_grid_tables_free (tables[size]);
}
