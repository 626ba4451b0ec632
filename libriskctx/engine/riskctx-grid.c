/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-grid-private.h"
#include "riskctx-fft-private.h"
#include "riskctx-law-body-private.h"
#include "riskctx-math-private.h"

#include <string.h>

/* tilt times n: what comes round is smaller by exp (-TILT), rounding errors larger by as much at
 * the end of the grid */
#define TILT 18.0

/* n / 2 + 1 complex numbers, and zeros up to a multiple of eight */
typedef struct
{
  double *re;
  double *im;
} Spectrum;

struct _RiskctxGridTables
{
  guint       n;
  RiskctxFft *fft;
  double     *tilt; /* exp (-TILT j / n) */
  const RiskctxKernel *kernel;
};

typedef struct
{
  guint       n;
  guint       half;   /* n / 2 + 1 */
  guint       padded; /* rounded up to a multiple of 8 */
  double      step;
  const RiskctxKernel *kernel;
  const RiskctxFft *fft;
  const double     *tilt;
  double     *limited;
  double     *mass;
  double     *work;
} Bench;

/* n / 2 + 1 rounded up */
static guint
padded_size (guint n)
{
  return (n / 2 + 8) & ~7u;
}

static Spectrum
spectrum_new (guint n)
{
  return (Spectrum){ g_new0 (double, padded_size (n)), g_new0 (double, padded_size (n)) };
}

static void
spectrum_clear (Spectrum *self)
{
  g_free (self->re);
  g_free (self->im);
}

static void
spectrum_fill (Spectrum *self,
               guint     half,
               double    value)
{
  for (guint j = 0; j < half; j++)
    {
      self->re[j] = value;
      self->im[j] = 0.0;
    }
}

static void
spectrum_multiply (Spectrum       *self,
                   guint           half,
                   const Spectrum *other)
{
  for (guint j = 0; j < half; j++)
    {
      const double re = self->re[j] * other->re[j] - self->im[j] * other->im[j];

      self->im[j] = self->re[j] * other->im[j] + self->im[j] * other->re[j];
      self->re[j] = re;
    }
}

RiskctxGridTables *
riskctx_grid_tables_new (guint                n,
                         const RiskctxKernel *kernel)
{
  RiskctxGridTables *self = g_new (RiskctxGridTables, 1);

  self->n = n;
  self->kernel = kernel;
  self->fft = riskctx_fft_new (n);
  self->tilt = g_new (double, n);
  for (guint j = 0; j < n; j++)
    self->tilt[j] = riskctx_math_exp (-TILT * j / n);
  return self;
}

void
riskctx_grid_tables_free (RiskctxGridTables *self)
{
  riskctx_fft_free (self->fft);
  g_free (self->tilt);
  g_free (self);
}

static void
bench_init (Bench                   *self,
            const RiskctxGridTables *tables,
            double                   step)
{
  const guint n = tables->n;

  self->n = n;
  self->half = n / 2 + 1;
  self->padded = padded_size (n);
  self->step = step;
  self->kernel = tables->kernel;
  self->fft = tables->fft;
  self->tilt = tables->tilt;
  self->limited = g_new (double, n + 1);
  self->mass = g_new (double, n);
  self->work = g_new (double, n);
}

static void
bench_clear (Bench *self)
{
  g_free (self->limited);
  g_free (self->mass);
  g_free (self->work);
}

/* factor times the law on the grid: second differences of the limited mean, which is what sharing
 * every value between its two neighbors in proportion comes to */
static void
discretize (Bench            *bench,
            const RiskctxLaw *law,
            double            factor)
{
  const double inverse = 1.0 / bench->step;
  double *limited = bench->limited, *mass = bench->mass;
  const double end = riskctx_law_maximum (law) * factor;

  if (factor == 0.0)
    {
      memset (mass, 0, bench->n * sizeof (double));
      mass[0] = 1.0;
      return;
    }
  limited[0] = 0.0;
  if (law->kind == RISKCTX_LAW_LOGNORMAL)
    bench->kernel->lognormal (bench->n, bench->step, law->a + riskctx_math_log (factor), law->b,
                              factor * law->mean, limited + 1);
  for (guint j = 1; j <= bench->n && law->kind != RISKCTX_LAW_LOGNORMAL; j++)
    {
      const double x = j * bench->step;

      limited[j] = x >= end ? factor * riskctx_law_mean (law)
                            : factor * riskctx_law_limited_mean (law, x / factor);
    }
  mass[0] = 1.0 - limited[1] * inverse;
  for (guint j = 1; j < bench->n; j++)
    mass[j] = MAX (0.0, ((limited[j] - limited[j - 1]) - (limited[j + 1] - limited[j])) * inverse);
}

static void
transform_mass (Bench    *bench,
                gboolean  by_value,
                Spectrum *out)
{
  double *values = bench->limited; /* done with by now */

  for (guint j = 0; j < bench->n; j++)
    values[j] = bench->mass[j] * bench->tilt[j] * (by_value ? j * bench->step : 1.0);
  riskctx_fft_forward (bench->fft, values, out->re, out->im, bench->work);
}

/* 1 - p + p phi for one consequence, in place of phi */
static void
happen (Spectrum *self,
        guint     half,
        double    p)
{
  for (guint j = 0; j < half; j++)
    {
      self->re[j] = 1.0 - p + p * self->re[j];
      self->im[j] = p * self->im[j];
    }
}

/* Transform of one event's loss */
static void
transform_event (Bench                 *bench,
                 const RiskctxGridPart *part,
                 Spectrum              *scratch,
                 Spectrum              *event)
{
  gboolean first = TRUE;

  for (guint k = 0; k < part->risk->n_consequences; k++)
    {
      const RiskctxPlanConsequence *consequence = &part->risk->consequences[k];
      Spectrum *target = first ? event : scratch;

      if (!(part->mask & 1u << consequence->category))
        continue;
      discretize (bench, consequence->magnitude, consequence->magnitude_factors.certain);
      transform_mass (bench, FALSE, target);
      happen (target, bench->half, riskctx_plan_consequence_probability (consequence));
      if (!first)
        spectrum_multiply (event, bench->half, scratch);
      first = FALSE;
    }
  if (first)
    spectrum_fill (event, bench->half, 1.0);
}

static gboolean
is_plain_poisson (const RiskctxGridPart *part)
{
  return part->counts->family == RISKCTX_COUNT_POISSON && part->counts->n == 1;
}

/* Transform of the sum. Poisson parts with a certain rate only add up in the exponent. */
static void
transform_sum (Bench                 *bench,
               const RiskctxGridPart *parts,
               guint                  n_parts,
               Spectrum              *out)
{
  Spectrum scratch = spectrum_new (bench->n), event = spectrum_new (bench->n);
  Spectrum exponent = spectrum_new (bench->n);

  spectrum_fill (out, bench->half, 1.0);
  spectrum_fill (&exponent, bench->half, 1.0);
  for (guint i = 0; i < n_parts; i++)
    {
      transform_event (bench, &parts[i], &scratch, &event);
      if (is_plain_poisson (&parts[i]))
        {
          const double rate = parts[i].counts->nodes[0].parameter;

          for (guint j = 0; j < bench->half; j++)
            {
              exponent.re[j] += rate * (event.re[j] - 1.0);
              exponent.im[j] += rate * event.im[j];
            }
          continue;
        }
      riskctx_count_mixture_generate_all (parts[i].counts, bench->kernel, bench->padded, event.re,
                                          event.im, scratch.re, scratch.im, NULL, NULL);
      spectrum_multiply (out, bench->half, &scratch);
    }

  /* exp (1 (z - 1)) with the exponent in z - 1 */
  memset (scratch.re, 0, bench->padded * sizeof (double));
  memset (scratch.im, 0, bench->padded * sizeof (double));
  bench->kernel->poisson (bench->padded, 1.0, 1.0, exponent.re, exponent.im, scratch.re, scratch.im,
                          NULL, NULL);
  spectrum_multiply (out, bench->half, &scratch);
  spectrum_clear (&scratch);
  spectrum_clear (&event);
  spectrum_clear (&exponent);
}

RiskctxGrid *
riskctx_grid_new (const RiskctxGridTables *tables,
                  const RiskctxGridPart   *parts,
                  guint                    n_parts,
                  double                   step)
{
  const guint n = tables->n;
  RiskctxGrid *self = g_new0 (RiskctxGrid, 1);
  Spectrum sum = spectrum_new (n);
  double total = 0.0;
  Bench bench;

  bench_init (&bench, tables, step);
  transform_sum (&bench, parts, n_parts, &sum);

  self->n = n;
  self->step = step;
  self->mass = g_new (double, n);
  self->cumulative = g_new (double, n);
  riskctx_fft_inverse (bench.fft, sum.re, sum.im, self->mass, bench.work);
  for (guint j = 0; j < n; j++)
    {
      self->mass[j] /= bench.tilt[j];
      total += self->mass[j];
      self->cumulative[j] = total;
    }
  spectrum_clear (&sum);
  bench_clear (&bench);
  return self;
}

void
riskctx_grid_free (RiskctxGrid *self)
{
  g_free (self->mass);
  g_free (self->cumulative);
  g_free (self);
}

/* First j where the distribution function is at least p, or n. It is a sum of masses that may be
 * negative by rounding, so this is a search among nearly ordered numbers. */
static guint
find_cell (const RiskctxGrid *self,
           double             p)
{
  guint low = 0, high = self->n;

  while (low < high)
    {
      const guint middle = (low + high) / 2;

      if (self->cumulative[middle] >= p)
        high = middle;
      else
        low = middle + 1;
    }
  return low;
}

/* Cubic through y[0..3] at -1, 0, 1, 2 */
static double
cubic (const double *y,
       double        t)
{
  const double c0 = y[1];
  const double c1 = y[2] - y[0] / 3.0 - 0.5 * y[1] - y[3] / 6.0;
  const double c2 = 0.5 * (y[0] + y[2]) - y[1];
  const double c3 = (y[3] - y[0]) / 6.0 + 0.5 * (y[1] - y[2]);

  return c0 + t * (c1 + t * (c2 + t * c3));
}

double
riskctx_grid_quantile (const RiskctxGrid *self,
                       double             at_zero,
                       double             p)
{
  const guint j = find_cell (self, p);
  const double *f = self->cumulative;
  double low = 0.0, high = 1.0;

  if (j == self->n)
    return INFINITY;
  /* the distribution function at (j + 1/2) step is f[j]; at 0 it is at_zero */
  if (j == 0)
    return f[0] > at_zero ? 0.5 * self->step * MAX (0.0, p - at_zero) / (f[0] - at_zero) : 0.0;
  if (j < 3 || j + 1 >= self->n)
    return self->step * (j - 0.5 + (p - f[j - 1]) / (f[j] - f[j - 1]));

  for (int i = 0; i < 52; i++)
    {
      const double middle = 0.5 * (low + high);

      if (cubic (&f[j - 2], middle) >= p)
        high = middle;
      else
        low = middle;
    }
  return self->step * (j - 0.5 + high);
}

double
riskctx_grid_lattice_quantile (const RiskctxGrid *self,
                               double             p)
{
  const guint j = find_cell (self, p - 1e-12);

  return j == self->n ? INFINITY : j * self->step;
}

double
riskctx_grid_limited_mean (const RiskctxGrid *self,
                           double             x)
{
  const double place = x / self->step;
  const guint j = (guint) CLAMP (place, 1.0, self->n - 3.0);
  double limited[4];
  double sum = 0.0;

  if (place < 1.0)
    return x * (1.0 - self->cumulative[0]);

  /* E min (L, i step) grows by step P (L > (i - 1) step) */
  for (guint i = 1; i < j; i++)
    sum += 1.0 - self->cumulative[i - 1];
  for (guint i = 0; i < 4; i++)
    {
      limited[i] = sum * self->step;
      sum += 1.0 - self->cumulative[j - 1 + i];
    }
  return cubic (limited, place - j);
}

/* Transform of E Y_k z^Y over p_k, times the others: every event with consequence k counts with
 * its amount */
static void
attribute_consequence (Bench                 *bench,
                       const RiskctxGridPart *part,
                       guint                  k,
                       Spectrum              *scratch,
                       Spectrum              *out)
{
  const RiskctxPlanConsequence *consequence = &part->risk->consequences[k];
  const double p = riskctx_plan_consequence_probability (consequence);

  discretize (bench, consequence->magnitude, consequence->magnitude_factors.certain);
  transform_mass (bench, TRUE, out);
  for (guint j = 0; j < bench->half; j++)
    {
      out->re[j] *= p;
      out->im[j] *= p;
    }
  for (guint l = 0; l < part->risk->n_consequences; l++)
    {
      const RiskctxPlanConsequence *other = &part->risk->consequences[l];

      if (l == k || !(part->mask & 1u << other->category))
        continue;
      discretize (bench, other->magnitude, other->magnitude_factors.certain);
      transform_mass (bench, FALSE, scratch);
      happen (scratch, bench->half, riskctx_plan_consequence_probability (other));
      spectrum_multiply (out, bench->half, scratch);
    }
}

/* G' / G at the transform of one event: the weight of one event of the part within the sum */
static void
weigh_event (const Bench           *bench,
             const RiskctxGridPart *part,
             const Spectrum        *event,
             Spectrum              *work,
             Spectrum              *out)
{
  riskctx_count_mixture_generate_all (part->counts, bench->kernel, bench->padded, event->re,
                                      event->im, work->re, work->im, out->re, out->im);
  for (guint j = 0; j < bench->half; j++)
    {
      const double re = work->re[j], im = work->im[j], square = re * re + im * im;
      const double slope_re = out->re[j], slope_im = out->im[j];

      out->re[j] = square > 1e-280 ? (slope_re * re + slope_im * im) / square : 0.0;
      out->im[j] = square > 1e-280 ? (slope_im * re - slope_re * im) / square : 0.0;
    }
}

void
riskctx_grid_attribute (const RiskctxGrid       *self,
                        const RiskctxGridTables *tables,
                        const RiskctxGridPart   *parts,
                        guint                    n_parts,
                        double                   p,
                        double                  *out)
{
  Spectrum sum = spectrum_new (self->n), event = spectrum_new (self->n);
  Spectrum scratch = spectrum_new (self->n), part_sum = spectrum_new (self->n);
  Spectrum weight = spectrum_new (self->n);
  const guint cell = MIN (find_cell (self, p), self->n - 1);
  const double share = self->mass[cell] > 0.0
                       ? CLAMP ((self->cumulative[cell] - p) / self->mass[cell], 0.0, 1.0)
                       : 0.0;
  g_autofree double *mass = g_new (double, self->n);
  guint position = 0;
  Bench bench;

  bench_init (&bench, tables, self->step);
  transform_sum (&bench, parts, n_parts, &sum);
  for (guint i = 0; i < n_parts; i++)
    {
      const RiskctxGridPart *part = &parts[i];
      const double rate = riskctx_count_mixture_mean (part->counts);

      transform_event (&bench, part, &scratch, &event);
      weigh_event (&bench, part, &event, &scratch, &weight);
      for (guint k = 0; k < part->risk->n_consequences; k++)
        {
          const RiskctxPlanConsequence *consequence = &part->risk->consequences[k];
          const double mean = rate * riskctx_plan_consequence_probability (consequence)
                              * consequence->magnitude_factors.certain
                              * riskctx_law_mean (consequence->magnitude);
          double below = 0.0;

          out[position] = 0.0;
          if ((part->mask & 1u << consequence->category) && mean > 0.0)
            {
              attribute_consequence (&bench, part, k, &scratch, &part_sum);
              spectrum_multiply (&part_sum, bench.half, &weight);
              spectrum_multiply (&part_sum, bench.half, &sum);
              riskctx_fft_inverse (bench.fft, part_sum.re, part_sum.im, mass, bench.work);
              for (guint j = 0; j < cell; j++)
                below += mass[j] / bench.tilt[j];
              below += (1.0 - share) * mass[cell] / bench.tilt[cell];
              out[position] = (mean - below) / (1.0 - p);
            }
          position++;
        }
    }
  spectrum_clear (&sum);
  spectrum_clear (&event);
  spectrum_clear (&scratch);
  spectrum_clear (&weight);
  spectrum_clear (&part_sum);
  bench_clear (&bench);
}
