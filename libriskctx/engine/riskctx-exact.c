/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-grid-private.h"
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
/* Halving the step should leave a quarter of the error. Where more than this share is left, atoms
 * are in the way, and finer grids are not worth their time. */
#define GAIN_MIN 0.6
/* Grids of 2^3 to 2^16 cells; tables of the usual sizes are made before the work is divided. */
#define SIZES 17u
#define USUAL_FIRST 9u
#define USUAL_LAST 12u
/* The exceedance curve goes down to this probability. */
#define CURVE_END 1e-5
/* What the quadrature over an uncertain rate leaves in closed forms */
#define CLOSED_FORM_ERROR 1e-9

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
  RiskctxCountMixture          **coarse; /* by risk */
  RiskctxCountMixture          **fine;
  RiskctxGridTables             *tables[SIZES];
  int                            stopped; /* atomic */
  int                            done;    /* atomic: subjects */
} Run;

typedef struct
{
  Run             *run;
  guint            n;
  RiskctxGridPart *coarse;
  RiskctxGridPart *fine;
  RiskctxLossFlags flags;
  double           mean;
  double           sd;
  double           at_zero; /* P (L = 0) */
  double           lattice; /* every loss is a multiple of this, or 0 */
  gboolean         atoms;
} Subject;

/* Mean and second moment of one consequence of one event */
static void
consequence_moments (const RiskctxPlanConsequence *self,
                     double                       *mean,
                     double                       *square)
{
  const double p = riskctx_plan_consequence_probability (self);
  const double factor = self->magnitude_factors.certain;
  const double m = riskctx_law_mean (self->magnitude) * factor;
  const double s = riskctx_law_sd (self->magnitude) * factor;

  *mean = p * factor > 0.0 ? p * m : 0.0;
  *square = p * factor > 0.0 ? p * (m * m + s * s) : 0.0;
}

static double
chance_of_zero (const RiskctxPlanConsequence *self)
{
  const double p = riskctx_plan_consequence_probability (self);

  if (self->magnitude_factors.certain == 0.0)
    return 1.0;
  return 1.0 - p * (1.0 - riskctx_law_cdf (self->magnitude, 0.0));
}

/* Mean, spread and atom at 0 in closed form */
static void
measure (Subject *self)
{
  double variance = 0.0;

  self->at_zero = 1.0;
  for (guint i = 0; i < self->n; i++)
    {
      const RiskctxGridPart *part = &self->fine[i];
      const double count = riskctx_count_mixture_mean (part->counts);
      const double pairs = riskctx_count_mixture_pairs (part->counts);
      double mean = 0.0, spread = 0.0, zero = 1.0;

      for (guint k = 0; k < part->risk->n_consequences; k++)
        {
          const RiskctxPlanConsequence *consequence = &part->risk->consequences[k];
          double m, square;

          if (!(part->mask & 1u << consequence->category))
            continue;
          consequence_moments (consequence, &m, &square);
          mean += m;
          spread += square - m * m;
          zero *= chance_of_zero (consequence);
        }
      self->mean += count > 0.0 ? count * mean : 0.0;
      if (count > 0.0)
        variance += count * (spread + mean * mean) + (pairs - count * count) * mean * mean;
      self->at_zero *= riskctx_count_mixture_generate (part->counts, zero, 0.0).re;
    }
  self->sd = sqrt (MAX (0.0, variance));
}

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

static void
find_lattice (Subject *self)
{
  gboolean all = TRUE;

  for (guint i = 0; i < self->n; i++)
    for (guint k = 0; k < self->fine[i].risk->n_consequences; k++)
      {
        const RiskctxPlanConsequence *consequence = &self->fine[i].risk->consequences[k];
        const RiskctxLaw *law = consequence->magnitude;
        const double factor = consequence->magnitude_factors.certain;
        const guint n = law->kind == RISKCTX_LAW_DISCRETE ? law->n : 1;

        if (!(self->fine[i].mask & 1u << consequence->category) || factor == 0.0)
          continue;
        self->atoms |= law->atoms;
        if (law->kind != RISKCTX_LAW_DISCRETE && law->kind != RISKCTX_LAW_FIXED)
          {
            all = FALSE;
            continue;
          }
        for (guint j = 0; all && j < n; j++)
          {
            const double value = factor * (law->kind == RISKCTX_LAW_DISCRETE ? law->values[j]
                                                                             : law->a);

            if (value == 0.0)
              continue;
            self->lattice = self->lattice == 0.0 ? value : common_measure (self->lattice, value);
            all = self->lattice > 0.0;
          }
      }
  if (!all)
    self->lattice = 0.0;
}

/* Where about the loss has this probability of being exceeded: one large event, or many */
static double
guess_end (const Subject *self,
           double         exceedance)
{
  double big = 0.0;

  for (guint i = 0; i < self->n; i++)
    {
      const RiskctxGridPart *part = &self->fine[i];
      const double count = riskctx_count_mixture_mean (part->counts);

      for (guint k = 0; k < part->risk->n_consequences; k++)
        {
          const RiskctxPlanConsequence *consequence = &part->risk->consequences[k];
          const double rate = count * riskctx_plan_consequence_probability (consequence);

          if (!(part->mask & 1u << consequence->category) || !(rate > 0.0))
            continue;
          big = MAX (big, consequence->magnitude_factors.certain
                            * riskctx_law_quantile_upper (consequence->magnitude,
                                                          MIN (0.5, exceedance / rate)));
        }
    }
  if (isfinite (self->mean) && isfinite (self->sd))
    return self->mean + 6.0 * self->sd + 1.2 * big;
  if (isfinite (self->mean))
    return 2.0 * self->mean + 2.0 * big;
  return 4.0 * big;
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
                guint          n)
{
  const RiskctxGridPart *parts = fine ? self->fine : self->coarse;
  const RiskctxGridTables *usual = self->run->tables[size_of (n)];
  g_autoptr(RiskctxGridTables) tables = NULL;

  if (usual != NULL)
    return riskctx_grid_new (usual, parts, self->n, step);
  tables = riskctx_grid_tables_new (n, riskctx_kernel_get (self->run->settings->width));
  return riskctx_grid_new (tables, parts, self->n, step);
}

static RiskctxGrid *
make_grid (const Subject *self,
           gboolean       fine,
           double         end,
           guint          n)
{
  return make_grid_step (self, fine, end / n, n);
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
  double end = guess_end (self, exceedance);

  for (int i = 0; i < 60 && !is_stopped (self->run); i++)
    {
      g_autoptr(RiskctxGrid) grid = make_grid (self, FALSE, end, CELLS_SCOUT);
      const double q = riskctx_grid_quantile (grid, self->at_zero, 1.0 - exceedance);

      if (q > 0.9 * end)
        end *= 2.0;
      else if (q < 0.25 * end)
        end = MAX (2.0 * q, end / 64.0);
      else
        return g_steal_pointer (&grid);
    }
  return make_grid (self, FALSE, end, CELLS_SCOUT);
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

  figures.value = self->lattice > 0.0 ? riskctx_grid_lattice_quantile (grid, p)
                                      : riskctx_grid_quantile (grid, self->at_zero, p);
  if (isfinite (self->mean) && figures.value < (grid->n - 3) * grid->step)
    figures.tail = figures.value
                   + (self->mean - riskctx_grid_limited_mean (grid, figures.value)) / (1.0 - p);
  return figures;
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
  double error = fabs (b.value - a.value) / 3.0 + 1e-12 * b.value;

  point->probability = p;
  if (self->lattice > 0.0)
    {
      point->value = point->low = point->high = b.value;
      point->tail_mean = b.tail;
      point->tail_error = fabs (b.tail - a.tail) + 1e-9 * b.tail;
      return;
    }
  if (self->atoms)
    error = MAX (error, grid->step);
  point->value = MAX (0.0, self->atoms ? b.value : b.value + (b.value - a.value) / 3.0);
  point->low = MAX (0.0, point->value - error);
  point->high = point->value + error;
  point->tail_mean = self->atoms ? b.tail : b.tail + (b.tail - a.tail) / 3.0;
  point->tail_mean = MAX (point->tail_mean, point->value);
  point->tail_error = fabs (b.tail - a.tail) / 3.0 + 1e-12 * b.tail;
}

static gboolean
is_precise (const Subject          *self,
            const RiskctxLossPoint *point)
{
  const double tolerance = self->run->settings->tolerance;

  return point->high - point->value <= tolerance * point->value
         && point->tail_error <= tolerance * point->tail_mean;
}

/* Every multiple of the lattice is a cell, so nothing is approximated. */
static gboolean
solve_lattice (const Subject      *self,
               double              end,
               RiskctxLossSummary *out,
               RiskctxGrid       **last)
{
  g_autoptr(RiskctxGrid) before = NULL;
  guint n = 8;

  while (n < CELLS_LATTICE && n * self->lattice < end)
    n *= 2;
  if (n * self->lattice < end)
    return FALSE;

  before = make_grid_step (self, FALSE, self->lattice, n);
  *last = make_grid_step (self, TRUE, self->lattice, n);
  for (guint i = 0; i < out->n_points; i++)
    combine (self, before, *last, out->points[i].probability, &out->points[i]);
  return TRUE;
}

/* Halves the step until the points from first to last are precise, or nothing is left to gain. The
 * finest grid is handed back. */
static RiskctxGrid *
refine (const Subject    *self,
        double            end,
        RiskctxLossPoint *points,
        guint             n_points)
{
  g_autoptr(RiskctxGrid) before = make_grid (self, FALSE, end, CELLS_FIRST);
  double error_before = INFINITY;
  guint n = CELLS_FIRST;

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
          error += (points[i].high - points[i].value) / points[i].value;
        }
      if (precise || n >= CELLS_MAX || !(error < GAIN_MIN * error_before)
          || is_stopped (self->run))
        return g_steal_pointer (&grid);
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

      if (p <= self->at_zero)
        break;
      top = riskctx_grid_quantile (scouted, self->at_zero, p);
      if (!(top > 2.0 * scouted->step))
        top = 2.0 * scouted->step;
      if (finest == NULL && solve_lattice (self, 1.4 * top, out, &finest))
        break;
      /* points within a factor 8 of the highest share its grid */
      while (first > 0 && out->points[first - 1].probability > self->at_zero
             && riskctx_grid_quantile (scouted, self->at_zero, out->points[first - 1].probability)
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
  point->tail_error = CLOSED_FORM_ERROR * point->tail_mean;
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
static void
draw_curve (const Subject      *self,
            const RiskctxGrid  *far,
            const RiskctxGrid  *finest,
            RiskctxLossSummary *out)
{
  const guint n = self->run->settings->curve_points;
  const double any = 1.0 - self->at_zero;
  const double ratio = n > 1 ? riskctx_math_pow (MIN (1.0, CURVE_END / any), 1.0 / (n - 1.0)) : 1.0;
  double exceedance = any;

  out->annual = g_new (RiskctxLossCurvePoint, 2 * n + 1);
  add_curve_point (out, 0.0, any);
  for (guint i = 1; i < n; i++)
    {
      double loss = INFINITY;

      exceedance *= ratio;
      if (self->lattice > 0.0)
        {
          const RiskctxGrid *grid = finest != NULL ? finest : far;

          loss = riskctx_grid_lattice_quantile (grid, 1.0 - exceedance);
          if (isfinite (loss))
            {
              const guint j = (guint) (loss / grid->step + 0.5);

              if (j > 0)
                add_curve_point (out, nextafter (loss, 0.0),
                                 MAX (0.0, 1.0 - grid->cumulative[j - 1]));
              add_curve_point (out, loss, MAX (0.0, 1.0 - grid->cumulative[j]));
            }
          continue;
        }
      if (finest != NULL)
        loss = riskctx_grid_quantile (finest, self->at_zero, 1.0 - exceedance);
      if (finest == NULL || loss > 0.9 * finest->step * finest->n)
        loss = riskctx_grid_quantile (far, self->at_zero, 1.0 - exceedance);
      if (isfinite (loss))
        add_curve_point (out, loss, exceedance);
    }
}

/* Each risk's part, and each effect's, of the tail mean of the total; then what rounding of the
 * grid left is shared out, so that they add up to it. */
static void
attribute (const Subject      *self,
           const RiskctxGrid  *grid,
           RiskctxLossSummary *total)
{
  RiskctxSimulateResult *result = self->run->result;
  const double tail = self->run->settings->tail;
  g_autofree double *parts = NULL;
  double sum = 0.0, target = 0.0, scale;
  guint n = 0, position = 0;

  for (guint i = 0; i < self->n; i++)
    n += self->fine[i].risk->n_consequences;
  parts = g_new0 (double, MAX (n, 1));
  for (guint i = 0; i < total->n_points; i++)
    if (total->points[i].probability == tail)
      target = total->points[i].tail_mean;

  if (grid != NULL && tail > self->at_zero)
    {
      g_autoptr(RiskctxGridTables) tables = riskctx_grid_tables_new (
        grid->n, riskctx_kernel_get (self->run->settings->width));

      riskctx_grid_attribute (grid, tables, self->fine, self->n, tail, parts);
    }
  else
    {
      for (guint i = 0; i < self->n; i++)
        for (guint k = 0; k < self->fine[i].risk->n_consequences; k++, position++)
          {
            double mean, square;

            consequence_moments (&self->fine[i].risk->consequences[k], &mean, &square);
            parts[position] = mean * riskctx_count_mixture_mean (self->fine[i].counts);
          }
    }
  for (guint i = 0; i < n; i++)
    sum += parts[i];
  scale = sum > 0.0 ? target / sum : 0.0;

  position = 0;
  for (guint i = 0; i < self->n; i++)
    {
      const RiskctxPlanRisk *risk = self->fine[i].risk;

      for (guint k = 0; k < risk->n_consequences; k++)
        {
          const double part = parts[position++] * scale;

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
       RiskctxLossSummary *out)
{
  const RiskctxSimulateSettings *settings = self->run->settings;
  const double top = settings->probabilities[settings->n_probabilities - 1];
  g_autoptr(RiskctxGrid) scouted = NULL, finest = NULL;
  const gboolean finite = !(self->flags & RISKCTX_LOSS_FLAG_INFINITE_MEAN);
  double exceedance;

  measure (self);
  if (finite)
    {
      out->mean = self->mean;
      out->mean_error = CLOSED_FORM_ERROR * self->mean;
      if (!(self->flags & RISKCTX_LOSS_FLAG_INFINITE_VARIANCE) && isfinite (self->sd))
        {
          out->sd = self->sd;
          out->sd_error = CLOSED_FORM_ERROR * self->sd;
        }
    }
  else
    {
      self->mean = INFINITY;
    }
  out->flags = self->flags;
  out->any_loss = MAX (0.0, 1.0 - self->at_zero);
  out->any_loss_error = out->any_loss > 0.0 ? CLOSED_FORM_ERROR : 0.0;
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

  find_lattice (self);
  exceedance = 0.05 * MIN (1.0 - top, out->any_loss);
  if (settings->curve_points > 0)
    exceedance = MIN (exceedance, CURVE_END);
  scouted = scout (self, exceedance);
  finest = solve_points (self, scouted, out);
  put_in_order (out);
  out->maximum = scouted->step * scouted->n;
  if (settings->curve_points > 0 && !is_stopped (self->run))
    {
      g_autoptr(RiskctxGrid) far = make_grid (self, TRUE, out->maximum, CELLS_CURVE);

      draw_curve (self, far, finest, out);
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
  self->coarse[self->n] = (RiskctxGridPart){ source, self->run->coarse[risk], mask };
  self->fine[self->n++] = (RiskctxGridPart){ source, self->run->fine[risk], mask };
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
  solve (&subject, item == SUBJECT_TOTAL, out);

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
      const double count = riskctx_count_mixture_mean (run->fine[i]);

      for (guint k = 0; k < risk->n_consequences; k++)
        {
          const guint c = risk->consequences[k].category;
          double mean, square;

          consequence_moments (&risk->consequences[k], &mean, &square);
          if (!isfinite (mean) || !(count > 0.0))
            continue;
          run->result->cause_effect[risk->category][c] += count * mean;
          run->result->cause_effect_error[risk->category][c] += CLOSED_FORM_ERROR * count * mean;
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
  Run run = { .plan = plan, .settings = settings, .control = control, .result = result };

  run.coarse = g_new (RiskctxCountMixture *, MAX (plan->n_risks, 1));
  run.fine = g_new (RiskctxCountMixture *, MAX (plan->n_risks, 1));
  for (guint i = 0; i < plan->n_risks; i++)
    {
      const RiskctxPlanRisk *risk = &plan->risks[i];

      run.coarse[i] = riskctx_count_mixture_new (risk, POINTS_COARSE);
      riskctx_count_mixture_thin (run.coarse[i], &risk->frequency_factors, POINTS_COARSE);
      run.fine[i] = riskctx_count_mixture_new (risk, POINTS_FINE);
      riskctx_count_mixture_thin (run.fine[i], &risk->frequency_factors, POINTS_FINE);
    }

  for (guint size = USUAL_FIRST; size <= USUAL_LAST; size++)
    run.tables[size] = riskctx_grid_tables_new (1u << size, riskctx_kernel_get (settings->width));

  fill_cells (&run);
  riskctx_pool_run (pool, plan->n_risks + SUBJECT_RISK, solve_subject, &run);

  for (guint i = 0; i < plan->n_risks; i++)
    {
      riskctx_count_mixture_free (run.coarse[i]);
      riskctx_count_mixture_free (run.fine[i]);
    }
  for (guint size = USUAL_FIRST; size <= USUAL_LAST; size++)
    riskctx_grid_tables_free (run.tables[size]);
  g_free (run.coarse);
  g_free (run.fine);
  if (is_stopped (&run))
    {
      g_set_error_literal (error, RISKCTX_ENGINE_ERROR, RISKCTX_ENGINE_ERROR_CANCELLED,
                           "the computation was cancelled");
      return FALSE;
    }
  return TRUE;
}
