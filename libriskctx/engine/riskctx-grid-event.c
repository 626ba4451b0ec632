/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-grid-body-private.h"
#include "riskctx-insurance-private.h"
#include "riskctx-law-body-private.h"
#include "riskctx-math-private.h"
#include "riskctx-points-private.h"

#include <string.h>

/* Left out of pairs of amounts */
#define NEXT_TO_NOTHING 1e-13

/* Costly laws are interpolated over at most so many cells, with this error in steps at most, but
 * not closer than the rounding of their limited mean. */
#define LONGEST 128u
#define INTERPOLATION 1e-9
#define NOISE 1e-13

struct _RiskctxEventGrid
{
  RiskctxBench          *bench;
  const RiskctxYears    *years;
  const RiskctxPlanRisk *risk;
  guint                  mask;
  guint                  inside;  /* consequences within the mask */
  guint                  last;    /* the consequence whose mass is on the bench, or G_MAXUINT */
  double                 last_factor;
  gboolean               insured; /* and there are several consequences */
  double                 coarse;  /* step of the amounts before insurance pays, in steps */
  gboolean               clamp;   /* what lies beyond its grid belongs to the last cell */
  RiskctxSpectrum      **cache;   /* by consequence and factor; for insured ones on coarse steps */
  RiskctxPoints        **laws;    /* by consequence, where amounts come in pairs */
  RiskctxPoints         *others;  /* what else an event costs */
  RiskctxSpectrum        scratch;
  /* insured only: amounts inside the mask before insurance pays */
  double                *own;
  double                *net;
};

static double
value_of (const RiskctxBench *bench,
          double              step,
          guint               cell)
{
  return step * ((double) cell - (double) bench->below);
}

/* An amount on a grid: factor times a law, of which insurance, unless NULL, pays its part */
typedef struct
{
  const RiskctxBench    *bench;
  const RiskctxLaw      *law;
  double                 factor;
  const RiskctxPlanRisk *insurance;
  double                 step;
  double                 end; /* of the support */
  double                 mean;
  double                *limited;
} Amount;

/* E min (amount, x) */
static double
limited_mean (const Amount *self,
              double        x)
{
  if (x >= self->end)
    return self->mean;
  if (self->insurance != NULL)
    return riskctx_insurance_limited_mean (self->insurance, self->law, self->factor, x);
  return self->factor * riskctx_law_limited_mean (self->law, x / self->factor);
}

/* P (amount > x), the slope of the limited mean */
static double
survival (const Amount *self,
          double        x)
{
  if (x >= self->end)
    return 0.0;
  if (self->insurance != NULL)
    return 1.0 - riskctx_insurance_cdf (self->insurance, self->law, self->factor, x);
  return riskctx_law_survival (self->law, x / self->factor);
}

/* The limited mean in the cells between two that are known with their slopes: by the cubic through
 * them where that is good enough in the middle, else each half on its own. */
static void
fill_between (const Amount *self,
              guint         first,
              guint         last,
              double        slope_first,
              double        slope_last)
{
  const guint middle = (first + last) / 2;
  const double width = self->step * (last - first);
  const double a = self->limited[first], b = self->limited[last];
  double x, exact, slope;

  if (last - first < 2)
    return;
  x = value_of (self->bench, self->step, middle);
  exact = limited_mean (self, x);
  if ((last - first) % 2 == 0 && last - first <= LONGEST
      && fabs (0.5 * (a + b) + 0.125 * width * (slope_first - slope_last) - exact)
           <= MAX (INTERPOLATION * self->step, NOISE * fabs (exact)))
    {
      for (guint j = first + 1; j < last; j++)
        {
          const double t = (double) (j - first) / (last - first), u = 1.0 - t;

          self->limited[j] = u * u * ((1.0 + 2.0 * t) * a + t * width * slope_first)
                             + t * t * ((1.0 + 2.0 * u) * b - u * width * slope_last);
        }
      self->limited[middle] = exact;
      return;
    }
  self->limited[middle] = exact;
  if (last - first == 2)
    return;
  slope = survival (self, x);
  fill_between (self, first, middle, slope_first, slope);
  fill_between (self, middle, last, slope, slope_last);
}

static gboolean
is_costly (const RiskctxLaw *law)
{
  return law->kind == RISKCTX_LAW_PERT || law->kind == RISKCTX_LAW_GAMMA
         || law->kind == RISKCTX_LAW_INVERSE_GAUSSIAN || law->kind == RISKCTX_LAW_MIXTURE
         || law->kind == RISKCTX_LAW_PRODUCT;
}

/* factor times the law on a grid: second differences of the limited mean, which is what sharing
 * every value between its two neighbors in proportion comes to. insurance may be NULL. */
static void
discretize (RiskctxBench          *bench,
            const RiskctxLaw      *law,
            double                 factor,
            const RiskctxPlanRisk *insurance,
            double                 step)
{
  const double inverse = 1.0 / step;
  double *limited = bench->limited, *mass = bench->mass;
  Amount amount = { bench, law, factor, insurance, step, riskctx_law_maximum (law) * factor,
                    factor * riskctx_law_mean (law), limited };

  if (factor == 0.0)
    {
      memset (mass, 0, bench->n * sizeof (double));
      mass[bench->below] = 1.0;
      return;
    }
  if (insurance != NULL)
    {
      amount.end = riskctx_insurance_net (insurance, amount.end);
      amount.mean = riskctx_insurance_limited_mean (insurance, law, factor, INFINITY);
    }
  if (law->kind == RISKCTX_LAW_LOGNORMAL && insurance == NULL && bench->below == 0)
    {
      limited[0] = 0.0;
      bench->kernel->lognormal (bench->n, step, law->a + riskctx_math_log (factor), law->b,
                                factor * law->mean, limited + 1);
    }
  else if (bench->n >= 2 * LONGEST && is_costly (law))
    {
      double slope = survival (&amount, value_of (bench, step, 0));

      limited[0] = limited_mean (&amount, value_of (bench, step, 0));
      for (guint j = 0; j < bench->n; j += LONGEST)
        {
          const double x = value_of (bench, step, j + LONGEST);
          const double next = survival (&amount, x);

          limited[j + LONGEST] = limited_mean (&amount, x);
          fill_between (&amount, j, j + LONGEST, slope, next);
          slope = next;
        }
    }
  else
    {
      for (guint j = 0; j <= bench->n; j++)
        limited[j] = limited_mean (&amount, value_of (bench, step, j));
    }
  /* rounding may leave a mass below 0; to cut that off would add up to a bias */
  mass[0] = 1.0 - (limited[1] - limited[0]) * inverse;
  for (guint j = 1; j < bench->n; j++)
    mass[j] = ((limited[j] - limited[j - 1]) - (limited[j + 1] - limited[j])) * inverse;
}

static gboolean
is_inside (const RiskctxEventGrid *self,
           guint                   k)
{
  return (self->mask & 1u << self->risk->consequences[k].category) != 0;
}

/* The insured amounts need a grid that reaches as far as what is paid of them can matter. */
static void
choose_coarse (RiskctxEventGrid *self)
{
  const RiskctxPlanRisk *risk = self->risk;
  const double end = self->bench->step * (self->bench->n - self->bench->below);
  double reach = end + risk->share * risk->limit;

  if (risk->share < 1.0)
    reach = MIN (reach, end / (1.0 - risk->share));
  self->clamp = isinf (reach);
  if (self->clamp)
    reach = 16.0 * MAX (risk->deductible, end);
  self->coarse = MAX (1.0, reach / end);
}

static RiskctxSpectrum *
transform_factors (RiskctxEventGrid      *self,
                   guint                  k,
                   const RiskctxPlanRisk *insurance,
                   double                 step)
{
  RiskctxBench *bench = self->bench;
  RiskctxSpectrum *cache = g_new0 (RiskctxSpectrum, self->years->n_factors[k]);

  for (guint f = 0; f < self->years->n_factors[k] && !riskctx_bench_is_stopped (bench); f++)
    {
      cache[f] = riskctx_spectrum_new (bench->n);
      discretize (bench, self->risk->consequences[k].magnitude, self->years->factors[k][f],
                  insurance, step);
      self->last = insurance == NULL && step == bench->step ? k : G_MAXUINT;
      self->last_factor = self->years->factors[k][f];
      riskctx_spectrum_of_mass (bench, bench->mass, FALSE, &cache[f]);
    }
  return cache;
}

RiskctxEventGrid *
riskctx_event_grid_new (RiskctxBench       *bench,
                        const RiskctxYears *years,
                        guint               mask)
{
  RiskctxEventGrid *self = g_new0 (RiskctxEventGrid, 1);
  const RiskctxPlanRisk *risk = years->risk;

  self->bench = bench;
  self->years = years;
  self->risk = risk;
  self->mask = mask;
  self->coarse = 1.0;
  self->last = G_MAXUINT;
  for (guint k = 0; k < risk->n_consequences; k++)
    self->inside += (guint) is_inside (self, k);
  self->insured = risk->insured && risk->n_consequences > 1 && self->inside > 0;
  if (self->insured)
    choose_coarse (self);
  self->cache = g_new0 (RiskctxSpectrum *, MAX (risk->n_consequences, 1));
  self->laws = g_new0 (RiskctxPoints *, MAX (risk->n_consequences, 1));
  for (guint k = 0; k < risk->n_consequences; k++)
    if (is_inside (self, k))
      self->cache[k] = transform_factors (self, k, risk->insured && !self->insured ? risk : NULL,
                                          self->coarse * bench->step);
  if (self->insured)
    {
      self->own = g_new (double, bench->n);
      self->net = g_new (double, bench->n);
    }
  self->scratch = riskctx_spectrum_new (bench->n);
  return self;
}

void
riskctx_event_grid_free (RiskctxEventGrid *self)
{
  for (guint k = 0; k < self->risk->n_consequences; k++)
    {
      for (guint f = 0; self->cache[k] != NULL && f < self->years->n_factors[k]; f++)
        riskctx_spectrum_clear (&self->cache[k][f]);
      g_free (self->cache[k]);
      g_clear_pointer (&self->laws[k], riskctx_points_free);
    }
  g_clear_pointer (&self->others, riskctx_points_free);
  g_free (self->laws);
  riskctx_spectrum_clear (&self->scratch);
  g_free (self->cache);
  g_free (self->own);
  g_free (self->net);
  g_free (self);
}

/* Times 1 - p + p phi for consequence k; plainly that where it is the first */
static void
multiply_consequence (RiskctxEventGrid      *self,
                      guint                  kind,
                      guint                  k,
                      const RiskctxSpectrum *cache,
                      gboolean               first,
                      RiskctxSpectrum       *out)
{
  const guint place = kind * self->risk->n_consequences + k;
  const double p = self->years->probability[place];
  const RiskctxSpectrum *phi = &cache[self->years->factor[place]];

  if (phi->re == NULL)
    return;
  for (guint j = 0; j < self->bench->half; j++)
    {
      const double x = 1.0 - p + p * phi->re[j], y = p * phi->im[j];
      const double re = first ? 1.0 : out->re[j], im = first ? 0.0 : out->im[j];

      out->re[j] = re * x - im * y;
      out->im[j] = re * y + im * x;
    }
}

/* The consequences within the mask; without is left out. */
static void
multiply_inside (RiskctxEventGrid *self,
                 guint             kind,
                 guint             without,
                 RiskctxSpectrum  *out)
{
  gboolean first = TRUE;

  for (guint k = 0; k < self->risk->n_consequences; k++)
    if (k != without && is_inside (self, k))
      {
        multiply_consequence (self, kind, k, self->cache[k], first, out);
        first = FALSE;
      }
  if (first)
    riskctx_spectrum_fill (out, self->bench->half, 1.0);
}

/* The mass of a transform on coarse steps. What is beyond them goes to the last cell if asked: of
 * the other amounts of an event none may be lost, or the event itself would be. */
static void
settle (RiskctxEventGrid *self,
        RiskctxSpectrum  *from,
        gboolean          clamp,
        double           *mass)
{
  double sum = 0.0;

  riskctx_spectrum_to_mass (self->bench, from, mass);
  for (guint j = 0; j < self->bench->n; j++)
    {
      mass[j] = MAX (mass[j], 0.0);
      sum += mass[j];
    }
  if (clamp && sum < 1.0)
    mass[self->bench->n - 1] += 1.0 - sum;
}

/* What else an event costs: besides all within the mask, or besides one */
static void
settle_others (RiskctxEventGrid *self,
               guint             kind,
               guint             without)
{
  const guint n = self->risk->n_consequences, bits = self->years->bits;
  g_autofree gboolean *chosen = g_new (gboolean, n);

  for (guint k = 0; k < n; k++)
    {
      chosen[k] = without != G_MAXUINT ? k != without : !is_inside (self, k);
      if (chosen[k] && self->laws[k] == NULL)
        self->laws[k] = riskctx_points_new_law (self->risk->consequences[k].magnitude, bits);
    }
  g_clear_pointer (&self->others, riskctx_points_free);
  self->others = riskctx_points_new_event (self->years, kind, chosen, self->laws, bits);
}

/* A share of probability at any value, between the two cells beside it in proportion */
static void
put (const RiskctxBench *bench,
     double             *mass,
     double              value,
     double              share)
{
  const double place = value / bench->step + bench->below;
  const double whole = floor (place);
  guint cell;

  if (!(place > 0.0))
    {
      mass[0] += share;
      return;
    }
  if (whole >= bench->n)
    return;
  cell = (guint) whole;
  mass[cell] += share * (1.0 - (place - whole));
  if (cell + 1 < bench->n)
    mass[cell + 1] += share * (place - whole);
}

/* Mass of what is left of the amounts inside the mask, in self->net; or, with weights, the mean of
 * them by what is left of the whole event. */
static void
settle_pairs (RiskctxEventGrid *self,
              gboolean          by_event)
{
  const RiskctxBench *bench = self->bench;
  const RiskctxPlanRisk *risk = self->risk;
  const double *value = self->others->value, *share = self->others->share;
  const guint n = self->others->n;

  memset (self->net, 0, bench->n * sizeof (double));
  for (guint j = 0; j < bench->n; j++)
    {
      const double amount = value_of (bench, self->coarse * bench->step, j);

      if (self->own[j] < NEXT_TO_NOTHING)
        continue;
      if ((j & 63) == 0 && riskctx_bench_is_stopped (bench))
        return;
      for (guint i = 0; i < n; i++)
        {
          const double loss = amount + value[i];
          const double covered = CLAMP (loss - risk->deductible, 0.0, risk->limit);
          const double ratio = covered > 0.0 ? 1.0 - risk->share * covered / loss : 1.0;

          put (bench, self->net, by_event ? loss * ratio : amount * ratio,
               self->own[j] * share[i] * (by_event ? amount * ratio : 1.0));
        }
    }
}

void
riskctx_event_grid_transform (RiskctxEventGrid *self,
                              guint             kind,
                              RiskctxSpectrum  *out)
{
  RiskctxBench *bench = self->bench;

  multiply_inside (self, kind, G_MAXUINT, out);
  if (!self->insured)
    return;

  settle (self, out, self->clamp, self->own);
  if (self->inside == self->risk->n_consequences)
    {
      memset (self->net, 0, bench->n * sizeof (double));
      for (guint j = 0; j < bench->n; j++)
        put (bench, self->net,
             riskctx_insurance_net (self->risk, value_of (bench, self->coarse * bench->step, j)),
             self->own[j]);
    }
  else
    {
      settle_others (self, kind, G_MAXUINT);
      settle_pairs (self, FALSE);
    }
  riskctx_spectrum_of_mass (bench, self->net, FALSE, out);
}

void
riskctx_event_grid_weigh (RiskctxEventGrid *self,
                          guint             kind,
                          guint             k,
                          RiskctxSpectrum  *out)
{
  RiskctxBench *bench = self->bench;
  const guint place = kind * self->risk->n_consequences + k;
  const double p = self->years->probability[place];
  const double factor = self->years->factors[k][self->years->factor[place]];

  /* amount of the consequence itself */
  if (self->last != k || self->last_factor != factor || self->insured)
    discretize (bench, self->risk->consequences[k].magnitude, factor,
                self->risk->insured && !self->insured ? self->risk : NULL,
                self->coarse * bench->step);
  self->last = G_MAXUINT;
  if (self->insured)
    {
      double sum = 0.0;

      for (guint j = 0; j < bench->n; j++)
        {
          self->own[j] = p * bench->mass[j];
          sum += bench->mass[j];
        }
      if (self->clamp)
        self->own[bench->n - 1] += p * MAX (0.0, 1.0 - sum);
      settle_others (self, kind, k);
      settle_pairs (self, TRUE);
      riskctx_spectrum_of_mass (bench, self->net, FALSE, out);
      return;
    }

  riskctx_spectrum_of_mass (bench, bench->mass, TRUE, out);
  for (guint j = 0; j < bench->half; j++)
    {
      out->re[j] *= p;
      out->im[j] *= p;
    }
  multiply_inside (self, kind, k, &self->scratch);
  riskctx_spectrum_multiply (out, bench->half, &self->scratch);
}
