/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-grid-body-private.h"
#include "riskctx-math-private.h"

#include <string.h>

/* tilt times n: what comes round is smaller by exp (-TILT), rounding errors larger by as much at
 * the end of the grid */
#define TILT 18.0

/* n / 2 + 1 rounded up */
static guint
padded_size (guint n)
{
  return (n / 2 + 8) & ~7u;
}

RiskctxSpectrum
riskctx_spectrum_new (guint n)
{
  return (RiskctxSpectrum){ g_new0 (double, padded_size (n)), g_new0 (double, padded_size (n)) };
}

void
riskctx_spectrum_clear (RiskctxSpectrum *self)
{
  g_free (self->re);
  g_free (self->im);
}

void
riskctx_spectrum_fill (RiskctxSpectrum *self,
                       guint            half,
                       double           value)
{
  for (guint j = 0; j < half; j++)
    {
      self->re[j] = value;
      self->im[j] = 0.0;
    }
}

void
riskctx_spectrum_multiply (RiskctxSpectrum       *self,
                           guint                  half,
                           const RiskctxSpectrum *other)
{
  for (guint j = 0; j < half; j++)
    {
      const double re = self->re[j] * other->re[j] - self->im[j] * other->im[j];

      self->im[j] = self->re[j] * other->im[j] + self->im[j] * other->re[j];
      self->re[j] = re;
    }
}

void
riskctx_spectrum_add (RiskctxSpectrum       *self,
                      guint                  half,
                      double                 weight,
                      const RiskctxSpectrum *other)
{
  for (guint j = 0; j < half; j++)
    {
      self->re[j] += weight * other->re[j];
      self->im[j] += weight * other->im[j];
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

void
riskctx_bench_init (RiskctxBench            *self,
                    const RiskctxGridTables *tables,
                    const RiskctxGridSpec   *spec)
{
  const guint n = tables->n;

  self->n = n;
  self->below = spec->below;
  self->half = n / 2 + 1;
  self->padded = padded_size (n);
  self->step = spec->step;
  self->kernel = tables->kernel;
  self->fft = tables->fft;
  self->tilt = spec->below == 0 ? tables->tilt : NULL;
  self->stop = spec->stop;
  self->limited = g_new (double, n + 1);
  self->mass = g_new (double, n);
  self->work = g_new (double, n);
}

void
riskctx_bench_clear (RiskctxBench *self)
{
  g_free (self->limited);
  g_free (self->mass);
  g_free (self->work);
}

gboolean
riskctx_bench_is_stopped (const RiskctxBench *self)
{
  return self->stop != NULL && g_atomic_int_get (self->stop);
}

/* Transforms go round: what is below 0 stands at the end. */
void
riskctx_spectrum_of_mass (RiskctxBench    *bench,
                          const double    *mass,
                          gboolean         by_value,
                          RiskctxSpectrum *out)
{
  double *values = bench->limited; /* done with by now */
  const guint below = bench->below, n = bench->n;

  if (below == 0)
    {
      for (guint j = 0; j < n; j++)
        values[j] = mass[j] * bench->tilt[j] * (by_value ? j * bench->step : 1.0);
    }
  else
    {
      memcpy (values, mass + below, (n - below) * sizeof (double));
      memcpy (values + n - below, mass, below * sizeof (double));
      for (guint j = 0; j < n && by_value; j++)
        values[j] *= bench->step * (j < n - below ? (double) j : (double) j - (double) n);
    }
  riskctx_fft_forward (bench->fft, values, out->re, out->im, bench->work);
}

void
riskctx_spectrum_to_mass (RiskctxBench    *bench,
                          RiskctxSpectrum *self,
                          double          *mass)
{
  const guint below = bench->below, n = bench->n;
  double *values = bench->limited;

  if (below == 0)
    {
      riskctx_fft_inverse (bench->fft, self->re, self->im, mass, bench->work);
      for (guint j = 0; j < n; j++)
        mass[j] /= bench->tilt[j];
      return;
    }
  riskctx_fft_inverse (bench->fft, self->re, self->im, values, bench->work);
  memcpy (mass + below, values, (n - below) * sizeof (double));
  memcpy (mass, values + n - below, below * sizeof (double));
}

const RiskctxYears *
riskctx_grid_plain_poisson (const RiskctxGridPart *part)
{
  const RiskctxYears *years = part->set->years[0];

  return part->set->group == NULL && years->n == 1 && years->counts->family == RISKCTX_COUNT_POISSON
         && years->counts->n == 1 ? years : NULL;
}

void
riskctx_grid_transform_years (RiskctxBench       *bench,
                              const RiskctxYears *years,
                              guint               mask,
                              RiskctxSpectrum    *out)
{
  g_autoptr(RiskctxEventGrid) events = riskctx_event_grid_new (bench, years, mask);
  RiskctxSpectrum event = riskctx_spectrum_new (bench->n), year = riskctx_spectrum_new (bench->n);

  riskctx_spectrum_fill (out, bench->half, 0.0);
  for (guint i = 0; i < years->n && !riskctx_bench_is_stopped (bench); i++)
    {
      RiskctxCountMixture copy;
      const RiskctxCountMixture *counts = riskctx_years_counts (years, i, &copy);

      riskctx_event_grid_transform (events, i, &event);
      riskctx_count_mixture_generate_all (counts, bench->kernel, bench->padded, event.re, event.im,
                                          year.re, year.im, NULL, NULL);
      riskctx_spectrum_add (out, bench->half, years->weight[i], &year);
      riskctx_years_counts_clear (&copy);
    }
  riskctx_spectrum_clear (&event);
  riskctx_spectrum_clear (&year);
}

void
riskctx_grid_transform_group (RiskctxBench          *bench,
                              const RiskctxGridPart *parts,
                              guint                  n_parts,
                              guint                  first,
                              guint                  without,
                              const RiskctxSpectrum *instead,
                              RiskctxSpectrum       *out)
{
  const RiskctxYearGroup *group = parts[first].set->group;
  RiskctxSpectrum *products = g_new (RiskctxSpectrum, group->n);

  for (guint c = 0; c < group->n; c++)
    {
      products[c] = riskctx_spectrum_new (bench->n);
      riskctx_spectrum_fill (&products[c], bench->half, 1.0);
    }
  for (guint i = first; i < n_parts; i++)
    {
      const RiskctxYearSet *set = parts[i].set;

      if (set->group != group)
        continue;
      for (guint y = 0; y < set->n && !riskctx_bench_is_stopped (bench); y++)
        {
          RiskctxSpectrum own = riskctx_spectrum_new (bench->n);

          if (i != without)
            riskctx_grid_transform_years (bench, set->years[y], parts[i].mask, &own);
          for (guint c = 0; c < group->n; c++)
            if (set->choice[c] == y)
              riskctx_spectrum_multiply (&products[c], bench->half,
                                         i == without ? &instead[y] : &own);
          riskctx_spectrum_clear (&own);
        }
    }
  riskctx_spectrum_fill (out, bench->half, 0.0);
  for (guint c = 0; c < group->n; c++)
    {
      riskctx_spectrum_add (out, bench->half, group->weight[c], &products[c]);
      riskctx_spectrum_clear (&products[c]);
    }
  g_free (products);
}

static gboolean
is_first_of_group (const RiskctxGridPart *parts,
                   guint                  i)
{
  for (guint j = 0; j < i; j++)
    if (parts[j].set->group == parts[i].set->group)
      return FALSE;
  return TRUE;
}

void
riskctx_grid_transform_exponent (RiskctxBench       *bench,
                                 const RiskctxYears *years,
                                 guint               mask,
                                 RiskctxSpectrum    *out)
{
  g_autoptr(RiskctxEventGrid) events = riskctx_event_grid_new (bench, years, mask);
  const double rate = years->counts->nodes[0].parameter * years->keep[0];

  riskctx_event_grid_transform (events, 0, out);
  for (guint j = 0; j < bench->half; j++)
    {
      out->re[j] = rate * (out->re[j] - 1.0);
      out->im[j] *= rate;
    }
}

void
riskctx_grid_raise (RiskctxBench    *bench,
                    RiskctxSpectrum *exponent,
                    RiskctxSpectrum *out)
{
  /* exp (1 (z - 1)) with z one more than the exponent */
  for (guint j = 0; j < bench->half; j++)
    exponent->re[j] += 1.0;
  memset (out->re, 0, bench->padded * sizeof (double));
  memset (out->im, 0, bench->padded * sizeof (double));
  bench->kernel->poisson (bench->padded, 1.0, 1.0, exponent->re, exponent->im, out->re, out->im,
                          NULL, NULL);
}

void
riskctx_grid_transform_sum (RiskctxBench           *bench,
                            const RiskctxGridPart  *parts,
                            guint                   n_parts,
                            const RiskctxYearGroup *without,
                            RiskctxSpectrum        *out)
{
  RiskctxSpectrum scratch = riskctx_spectrum_new (bench->n);
  RiskctxSpectrum exponent = riskctx_spectrum_new (bench->n);

  riskctx_spectrum_fill (out, bench->half, 1.0);
  riskctx_spectrum_fill (&exponent, bench->half, 0.0);
  for (guint i = 0; i < n_parts && !riskctx_bench_is_stopped (bench); i++)
    {
      const RiskctxYears *plain;

      if (parts[i].set->group != NULL)
        {
          if (parts[i].set->group == without || !is_first_of_group (parts, i))
            continue;
          riskctx_grid_transform_group (bench, parts, n_parts, i, n_parts, NULL, &scratch);
          riskctx_spectrum_multiply (out, bench->half, &scratch);
          continue;
        }
      plain = riskctx_grid_plain_poisson (&parts[i]);
      if (plain != NULL)
        {
          riskctx_grid_transform_exponent (bench, plain, parts[i].mask, &scratch);
          riskctx_spectrum_add (&exponent, bench->half, 1.0, &scratch);
          continue;
        }
      riskctx_grid_transform_years (bench, parts[i].set->years[0], parts[i].mask, &scratch);
      riskctx_spectrum_multiply (out, bench->half, &scratch);
    }

  riskctx_grid_raise (bench, &exponent, &scratch);
  riskctx_spectrum_multiply (out, bench->half, &scratch);
  riskctx_spectrum_clear (&scratch);
  riskctx_spectrum_clear (&exponent);
}

RiskctxGrid *
riskctx_grid_read (RiskctxBench    *bench,
                   RiskctxSpectrum *sum)
{
  RiskctxGrid *self = g_new0 (RiskctxGrid, 1);
  double total = 0.0;

  self->n = bench->n;
  self->below = bench->below;
  self->step = bench->step;
  self->mass = g_new (double, bench->n);
  self->cumulative = g_new (double, bench->n);
  riskctx_spectrum_to_mass (bench, sum, self->mass);
  for (guint j = 0; j < bench->n; j++)
    {
      total += self->mass[j];
      self->cumulative[j] = total;
    }
  return self;
}

RiskctxGrid *
riskctx_grid_new (const RiskctxGridTables *tables,
                  const RiskctxGridPart   *parts,
                  guint                    n_parts,
                  const RiskctxGridSpec   *spec)
{
  RiskctxSpectrum sum = riskctx_spectrum_new (tables->n);
  RiskctxBench bench;
  RiskctxGrid *self;

  riskctx_bench_init (&bench, tables, spec);
  riskctx_grid_transform_sum (&bench, parts, n_parts, NULL, &sum);
  self = riskctx_grid_read (&bench, &sum);
  riskctx_spectrum_clear (&sum);
  riskctx_bench_clear (&bench);
  return self;
}

RiskctxGrid *
riskctx_grid_new_event (const RiskctxGridTables *tables,
                        const RiskctxYears      *years,
                        guint                    kind,
                        guint                    mask,
                        const RiskctxGridSpec   *spec)
{
  RiskctxSpectrum event = riskctx_spectrum_new (tables->n);
  g_autoptr(RiskctxEventGrid) events = NULL;
  RiskctxBench bench;
  RiskctxGrid *self;

  riskctx_bench_init (&bench, tables, spec);
  events = riskctx_event_grid_new (&bench, years, mask);
  riskctx_event_grid_transform (events, kind, &event);
  self = riskctx_grid_read (&bench, &event);
  riskctx_spectrum_clear (&event);
  g_clear_pointer (&events, riskctx_event_grid_free);
  riskctx_bench_clear (&bench);
  return self;
}

void
riskctx_grid_free (RiskctxGrid *self)
{
  g_free (self->mass);
  g_free (self->cumulative);
  g_free (self);
}

void
riskctx_grid_take_atom (RiskctxGrid *self,
                        double       at_zero)
{
  self->atom = at_zero;
  self->mass[self->below] -= at_zero;
  for (guint j = self->below; j < self->n; j++)
    self->cumulative[j] -= at_zero;
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

/* Where the distribution function of what is in the cells reaches p; cell 0 begins at start. */
static double
find_place (const RiskctxGrid *self,
            double             start,
            double             p)
{
  const guint j = find_cell (self, p);
  const double *f = self->cumulative;
  double low = 0.0, high = 1.0;

  if (j == self->n)
    return INFINITY;
  /* the distribution function at (j + 1/2) step is f[j]; at the start it is start */
  if (j == 0)
    return f[0] > start ? 0.5 * MAX (0.0, p - start) / (f[0] - start) : 0.0;
  if (j < 3 || j + 1 >= self->n)
    return j - 0.5 + (p - f[j - 1]) / (f[j] - f[j - 1]);

  for (int i = 0; i < 52; i++)
    {
      const double middle = 0.5 * (low + high);

      if (cubic (&f[j - 2], middle) >= p)
        high = middle;
      else
        low = middle;
    }
  return j - 0.5 + high;
}

double
riskctx_grid_quantile (const RiskctxGrid *self,
                       double             at_zero,
                       double             p)
{
  double under;

  if (self->below == 0)
    return self->step * find_place (self, at_zero, p);

  under = 0.5 * (self->cumulative[self->below - 1] + self->cumulative[self->below]);
  if (p > under && p <= under + self->atom)
    return 0.0;
  return self->step * (find_place (self, 0.0, p > under ? p - self->atom : p)
                       - (double) self->below);
}

double
riskctx_grid_lattice_quantile (const RiskctxGrid *self,
                               double             p)
{
  const guint j = find_cell (self, p - 1e-12);

  return j == self->n ? INFINITY : ((double) j - (double) self->below) * self->step;
}

double
riskctx_grid_cdf (const RiskctxGrid *self,
                  double             at_zero,
                  double             x)
{
  const double place = x / self->step + self->below;
  const double *f = self->cumulative;
  double whole, value;

  if (self->below == 0 && place < 0.5)
    return place < 0.0 ? 0.0 : at_zero + (f[0] - at_zero) * 2.0 * place;
  if (!(place < self->n - 1.0))
    return 1.0;
  if (place < 0.5)
    return 0.0;
  whole = floor (place - 0.5);
  value = f[(guint) whole]
          + (f[(guint) whole + 1] - f[(guint) whole]) * (place - 0.5 - whole);
  return CLAMP (value + (x >= 0.0 ? self->atom : 0.0), 0.0, 1.0);
}

double
riskctx_grid_limited_mean (const RiskctxGrid *self,
                           double             x)
{
  const double place = x / self->step + self->below;
  const guint j = (guint) CLAMP (place, 1.0, self->n - 3.0);
  const double all = 1.0 - self->atom, first = -self->step * self->below;
  double limited[4];
  double sum = 0.0;

  if (place < 1.0)
    return first * all + (x - first) * (all - self->cumulative[0]) + self->atom * MIN (x, 0.0);

  /* E min (L, i step) grows by step P (L > (i - 1) step) */
  for (guint i = 1; i < j; i++)
    sum += all - self->cumulative[i - 1];
  for (guint i = 0; i < 4; i++)
    {
      limited[i] = sum * self->step;
      sum += all - self->cumulative[j - 1 + i];
    }
  return cubic (limited, place - j) + first * all + self->atom * MIN (x, 0.0);
}
