/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-year-private.h"
#include "riskctx-exact-private.h"
#include "riskctx-kernel-private.h"
#include "riskctx-law-body-private.h"
#include "riskctx-math-private.h"
#include "riskctx-methods-private.h"
#include "riskctx-plan-body-private.h"

#include <math.h>

#define TABLE RISKCTX_KERNEL_TABLE
#define NODES RISKCTX_SAMPLER_NODES
#define POINTS 24u
#define CELLS_FIRST 1024u
#define CELLS_MAX 16384u
/* Each grid is used where it is fine enough and far from its end; the next is finer by this. */
#define RATIO 4u
#define GRIDS_MAX 64u
/* Grids reach to this probability, and down to this share of the years with a loss. Beyond the
 * first their rounding begins to show. */
#define FAR 1e-9
#define NEAR 1e-6
/* Risks with fewer quiet years have several events in most, and take finer grids. */
#define MANY 0.2
/* cells to a standard deviation */
#define FINENESS 48.0
/* A table that is farther off than this is not used. */
#define ERROR_MAX 1e-3
/* What interpolation leaves where closed forms say nothing about it */
#define ERROR_LEAST 2e-4

/* Points of the distribution function, ascending: P (0 < L <= x) = mass */
typedef struct
{
  guint   n;
  double *x;
  double *mass;
  double *slope; /* dx / dmass */
} Knots;

static gboolean
has_one_category (const RiskctxPlanRisk *risk)
{
  for (guint k = 1; k < risk->n_consequences; k++)
    if (risk->consequences[k].category != risk->consequences[0].category)
      return FALSE;
  return risk->n_consequences > 0;
}

/* Whether the risk's losses have a density, and are losses */
static gboolean
is_smooth (const RiskctxPlanRisk *risk)
{
  if (risk->insured && risk->share == 1.0)
    return FALSE;
  for (guint k = 0; k < risk->n_consequences; k++)
    if (risk->consequences[k].magnitude->atoms || risk->consequences[k].magnitude->minimum < 0.0)
      return FALSE;
  return TRUE;
}

static gboolean
shares_effects (const RiskctxPlanFactors *self,
                const RiskctxPlan        *plan,
                guint                     index)
{
  for (guint e = 0; e < self->n; e++)
    for (guint i = 0; i < plan->n_risks; i++)
      {
        const RiskctxPlanRisk *risk = &plan->risks[i];
        const guint64 key = self->uncertain[e].key;

        if (i == index)
          continue;
        for (guint f = 0; f < risk->frequency_factors.n; f++)
          if (risk->frequency_factors.uncertain[f].key == key)
            return TRUE;
        for (guint k = 0; k < risk->n_consequences; k++)
          {
            const RiskctxPlanConsequence *consequence = &risk->consequences[k];

            for (guint f = 0; f < consequence->probability_factors.n; f++)
              if (consequence->probability_factors.uncertain[f].key == key)
                return TRUE;
            for (guint f = 0; f < consequence->magnitude_factors.n; f++)
              if (consequence->magnitude_factors.uncertain[f].key == key)
                return TRUE;
          }
      }
  return FALSE;
}

/* Whether anything but a group ties the risk's years to those of others */
static gboolean
is_tied (const RiskctxPlan *plan,
         guint              index)
{
  const RiskctxPlanRisk *risk = &plan->risks[index];

  if (risk->n_hits > 0 || risk->n_triggers > 0)
    return TRUE;
  for (guint i = 0; i < plan->n_risks; i++)
    for (guint k = 0; k < plan->risks[i].n_triggers; k++)
      if (plan->risks[i].triggers[k].index == index)
        return TRUE;
  if (!plan->shared_draws)
    return FALSE;
  if (shares_effects (&risk->frequency_factors, plan, index))
    return TRUE;
  for (guint k = 0; k < risk->n_consequences; k++)
    if (shares_effects (&risk->consequences[k].probability_factors, plan, index)
        || shares_effects (&risk->consequences[k].magnitude_factors, plan, index))
      return TRUE;
  return FALSE;
}

static gboolean
is_possible (const RiskctxPlan *plan,
             guint              index)
{
  const RiskctxPlanRisk *risk = &plan->risks[index];
  RiskctxPlanRisk alone = *risk;
  const RiskctxPlan one = { .n_risks = 1, .risks = &alone };
  gboolean across;

  return has_one_category (risk) && is_smooth (risk) && !is_tied (plan, index)
         && riskctx_year_model_fits (&one, &across);
}

gboolean
riskctx_year_covers (const RiskctxPlan *plan)
{
  for (guint i = 0; i < plan->n_risks; i++)
    if (!is_possible (plan, i))
      return FALSE;
  return plan->n_risks > 0;
}

/* Reads the part of a grid that is to be used, from what lies above it downwards */
static void
read_knots (Knots             *self,
            const RiskctxGrid *grid,
            double             at_zero)
{
  const guint first = grid->n / (2 * RATIO), last = grid->n / 2;

  for (guint j = last; j-- > first;)
    {
      const double x = (j + 0.5) * grid->step, mass = grid->cumulative[j] - at_zero;

      if (self->n > 0 && !(x < self->x[self->n - 1] && mass < self->mass[self->n - 1]))
        continue;
      if (!(mass > 0.0))
        return;
      self->x[self->n] = x;
      self->mass[self->n++] = mass;
    }
}

/* Turns the knots round and gives them slopes that keep the curve between them monotone (Fritsch
 * and Carlson: Monotone piecewise cubic interpolation, SIAM J. Numer. Anal. 17, 1980) */
static void
finish_knots (Knots *self)
{
  const guint n = self->n;

  for (guint i = 0; i < n / 2; i++)
    {
      const double x = self->x[i], mass = self->mass[i];

      self->x[i] = self->x[n - 1 - i];
      self->mass[i] = self->mass[n - 1 - i];
      self->x[n - 1 - i] = x;
      self->mass[n - 1 - i] = mass;
    }
  for (guint i = 0; i < n; i++)
    {
      const guint a = i > 0 ? i - 1 : 0, b = i + 1 < n ? i + 1 : n - 1;
      const double left = i > 0 ? (self->x[i] - self->x[a]) / (self->mass[i] - self->mass[a])
                                : INFINITY;
      const double right = i + 1 < n ? (self->x[b] - self->x[i]) / (self->mass[b] - self->mass[i])
                                     : INFINITY;
      const double before = self->mass[i] - self->mass[a], after = self->mass[b] - self->mass[i];
      double slope;

      if (i == 0 || i + 1 == n)
        slope = MIN (left, right);
      else
        slope = (left * after + right * before) / (before + after);
      self->slope[i] = MIN (slope, 3.0 * MIN (left, right));
    }
}

static double
interpolate (const Knots *self,
             guint        i,
             double       mass)
{
  const double width = self->mass[i + 1] - self->mass[i];
  const double t = (mass - self->mass[i]) / width, u = 1.0 - t;

  return self->x[i] * (u * u * (1.0 + 2.0 * t)) + self->x[i + 1] * (t * t * (1.0 + 2.0 * u))
         + width * t * u * (u * self->slope[i] - t * self->slope[i + 1]);
}

/* Losses at the nodes of both tails. Below the first knot the distribution function is a power of
 * the loss; beyond the last one, a year is bad by one event, so the loss grows as that of the
 * largest event does. */
static void
fill_nodes (const Knots           *knots,
            const RiskctxGridPart *part,
            RiskctxYearLaw        *law,
            double                *lower,
            double                *upper)
{
  const guint n = knots->n;
  const double any = law->any, least = knots->mass[0], most = any - knots->mass[n - 1];
  const double end = 0x1p-34 * any;
  const double power = CLAMP (
    riskctx_math_log (knots->x[MIN (n - 1, 8)] / knots->x[0])
      / riskctx_math_log (knots->mass[MIN (n - 1, 8)] / least), 0.0, 64.0);
  double growth = 0.0;
  guint i = 0;

  if (most > end)
    growth = MAX (0.0, riskctx_exact_big_event (part, end, FALSE)
                       - riskctx_exact_big_event (part, most, FALSE))
             / riskctx_math_log (most / end);
  for (guint node = NODES; node-- > 0;)
    {
      const double mass = riskctx_sampler_node_place (node) * any;

      while (i + 2 < n && knots->mass[i + 1] < mass)
        i++;
      lower[node] = mass < least
                    ? knots->x[0] * riskctx_math_exp (power * riskctx_math_log (mass / least))
                    : interpolate (knots, i, mass);
    }
  for (guint node = 0; node < NODES; node++)
    {
      const double left = riskctx_sampler_node_place (node) * any;

      while (i + 2 < n && any - knots->mass[i + 1] > left)
        i++;
      upper[node] = left < most
                    ? knots->x[n - 1] + growth * riskctx_math_log (most / left)
                    : interpolate (knots, i, any - left);
    }
  law->edge = upper[NODES - 1];
  law->slope = growth;
}

/* Mean of the table, and mean of its square */
static void
integrate (const double *cells,
           double       *mean,
           double       *square)
{
  *mean = *square = 0.0;
  for (guint cell = 0; cell < 2 * TABLE; cell++)
    {
      const double *p = &cells[4 * (gsize) cell];
      /* a cell of the octave with exponent e is 2^e / CELLS wide */
      const double width = ldexp (1.0 / RISKCTX_KERNEL_CELLS,
                                  (int) (cell % TABLE / RISKCTX_KERNEL_CELLS) - 34);

      for (guint i = 0; i < 4; i++)
        {
          *mean += width * p[i] / (i + 1.0);
          for (guint j = 0; j < 4; j++)
            *square += width * p[i] * p[j] / (i + j + 1.0);
        }
    }
}

/* Makes the mean exact, and finds how far off the table was before */
static gboolean
adjust (RiskctxYearLaw           *law,
        const RiskctxYearMoments *moments,
        RiskctxLossFlags          flags)
{
  double mean, square, factor, sd;

  law->error = ERROR_LEAST;
  if ((flags & RISKCTX_LOSS_FLAG_INFINITE_VARIANCE) || !isfinite (moments->sd))
    return TRUE;
  integrate (law->cells, &mean, &square);
  factor = moments->mean / (mean * law->any);
  if (!(fabs (factor - 1.0) <= ERROR_MAX))
    return FALSE;
  for (guint i = 0; i < 8 * TABLE; i++)
    law->cells[i] *= factor;
  law->edge *= factor;
  law->slope *= factor;
  sd = sqrt (MAX (0.0, square * factor * factor * law->any - moments->mean * moments->mean));
  law->error += MAX (fabs (factor - 1.0), moments->sd > 0.0 ? fabs (sd / moments->sd - 1.0) : 0.0);
  return law->error <= 10.0 * ERROR_MAX;
}

static gboolean
tabulate (RiskctxYearLaw        *law,
          const RiskctxGridPart *part,
          RiskctxKernelWidth     width,
          const int             *stop)
{
  const RiskctxLossFlags flags = riskctx_plan_risk_flags (law->risk, RISKCTX_PLAN_CATEGORIES);
  g_autoptr(RiskctxGridTables) tables = NULL;
  g_autofree double *lower = NULL, *upper = NULL, *x = NULL, *mass = NULL, *slope = NULL;
  RiskctxYearMoments moments;
  Knots knots = { 0 };
  guint n = CELLS_FIRST;
  double end;

  riskctx_exact_moments (part, 1, width, NULL, &moments);
  law->any = 1.0 - moments.at_zero;
  law->mean = moments.mean;
  law->mean_error = moments.mean_error;
  law->sd = moments.sd;
  law->sd_error = moments.sd_error;
  if (law->any < 1e-15)
    {
      law->any = 0.0;
      return TRUE;
    }
  end = 2.4 * riskctx_exact_big_event (part, FAR, FALSE);
  if (isfinite (moments.mean))
    end += 2.0 * moments.mean;
  if (!(flags & RISKCTX_LOSS_FLAG_INFINITE_VARIANCE) && isfinite (moments.sd))
    {
      end = MAX (end, 2.0 * moments.mean + 12.0 * moments.sd);
      /* many events make a narrow peak far from 0 */
      if (moments.at_zero < MANY)
        n *= 2;
      while (n < CELLS_MAX && moments.sd < FINENESS * (2.0 * moments.mean + 12.0 * moments.sd) / n)
        n *= 2;
    }
  if (!(end > 0.0) || !isfinite (end) || n == CELLS_MAX)
    return FALSE;

  tables = riskctx_grid_tables_new (n, riskctx_kernel_get (width));
  x = knots.x = g_new (double, (gsize) GRIDS_MAX * n / 2);
  mass = knots.mass = g_new (double, (gsize) GRIDS_MAX * n / 2);
  slope = knots.slope = g_new (double, (gsize) GRIDS_MAX * n / 2);
  for (guint g = 0; g < GRIDS_MAX; g++)
    {
      const RiskctxGridSpec spec = { end / n, 0, stop };
      g_autoptr(RiskctxGrid) grid = riskctx_grid_new (tables, part, 1, &spec);

      if (stop != NULL && g_atomic_int_get (stop))
        return FALSE;
      if (knots.n == 0 && 1.0 - grid->cumulative[n / 2] > 10.0 * FAR)
        {
          end *= 2.0;
          continue;
        }
      /* more than a few grids have nothing to say where the end was guessed too far */
      read_knots (&knots, grid, moments.at_zero);
      if (grid->cumulative[n / (2 * RATIO)] - moments.at_zero < NEAR * law->any)
        break;
      end /= RATIO;
    }
  if (knots.n < 64)
    return FALSE;
  finish_knots (&knots);

  lower = g_new (double, NODES);
  upper = g_new (double, NODES);
  fill_nodes (&knots, part, law, lower, upper);
  law->cells = riskctx_sampler_tabulate (lower, upper);
  return adjust (law, &moments, flags);
}

RiskctxYearLaw *
riskctx_year_law_new (RiskctxPlan       *plan,
                      guint              index,
                      RiskctxKernelWidth width,
                      const int         *stop)
{
  const RiskctxPlan alone = { .n_risks = 1, .risks = &plan->risks[index] };
  g_autoptr(RiskctxYearModel) model = NULL;
  RiskctxYearLaw *self;
  RiskctxGridPart part;

  if (!is_possible (plan, index))
    return NULL;
  model = riskctx_year_model_new (&alone, POINTS, FALSE, NULL);
  part = (RiskctxGridPart){ &plan->risks[index], &model->sets[0],
                            (1u << RISKCTX_PLAN_CATEGORIES) - 1 };
  self = g_new0 (RiskctxYearLaw, 1);
  self->risk = &plan->risks[index];
  self->index = index;
  if (!tabulate (self, &part, width, stop))
    g_clear_pointer (&self, riskctx_year_law_free);
  return self;
}

void
riskctx_year_law_free (RiskctxYearLaw *self)
{
  g_clear_pointer (&self->cells, g_aligned_free);
  g_free (self);
}

double
riskctx_year_law_value (const RiskctxYearLaw *self,
                        double                exceedance)
{
  const gboolean upper = exceedance < 0.5;
  const double t = MIN (upper ? exceedance : 1.0 - exceedance, 0.5 - 0x1p-53);
  const guint64 bits = (guint64) (t * 0x1p53) << 11 | (guint64) upper << 63;
  double value;

  if (self->cells == NULL)
    return 0.0;
  if (upper && t < RISKCTX_KERNEL_EDGE)
    return self->edge + self->slope * riskctx_math_log (RISKCTX_KERNEL_EDGE / t);
  riskctx_kernel_get (RISKCTX_KERNEL_PORTABLE)->table (self->cells, 1, &bits, &value);
  return value;
}

typedef struct
{
  RiskctxPlan                   *plan;
  const RiskctxSimulateSettings *settings;
  RiskctxSimulateControl        *control;
  RiskctxYearLaws               *laws;
} Build;

static void
build_law (guint    item,
           guint    worker,
           gpointer data)
{
  const Build *build = data;
  const int *stop = build->control != NULL ? &build->control->cancelled : NULL;

  if (stop == NULL || !g_atomic_int_get (stop))
    build->laws->laws[item] = riskctx_year_law_new (build->plan, item, build->settings->width,
                                                    stop);
}

RiskctxYearLaws *
riskctx_year_laws_new (RiskctxPlan                   *plan,
                       const RiskctxSimulateSettings *settings,
                       RiskctxPool                   *pool,
                       RiskctxSimulateControl        *control)
{
  RiskctxYearLaws *self = g_new0 (RiskctxYearLaws, 1);
  Build build = { plan, settings, control, self };

  riskctx_year_pattern_init (&self->pattern, settings);
  self->n = plan->n_risks;
  self->laws = g_new0 (RiskctxYearLaw *, MAX (plan->n_risks, 1));
  riskctx_pool_run (pool, plan->n_risks, build_law, &build);

  /* a group is drawn in one way */
  for (guint i = 0; i < self->n; i++)
    if (self->laws[i] == NULL && plan->risks[i].group != NULL)
      for (guint j = 0; j < self->n; j++)
        if (plan->risks[j].group == plan->risks[i].group)
          g_clear_pointer (&self->laws[j], riskctx_year_law_free);
  for (guint i = 0; i < self->n; i++)
    if (self->laws[i] != NULL)
      {
        self->laws[i]->number = self->n_drawn++;
        self->error = MAX (self->error, self->laws[i]->error);
      }
  return self;
}

void
riskctx_year_laws_free (RiskctxYearLaws *self)
{
  for (guint i = 0; i < self->n; i++)
    g_clear_pointer (&self->laws[i], riskctx_year_law_free);
  riskctx_year_pattern_clear (&self->pattern);
  g_free (self->laws);
  g_free (self);
}
