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

static void
spectrum_add (RiskctxSpectrum       *self,
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

/* The only kind of year, if its count is Poisson's with a certain rate */
static const RiskctxYears *
plain_poisson (const RiskctxGridPart *part)
{
  const RiskctxYears *years = part->set->years[0];

  return part->set->n == 1 && years->n == 1 && years->counts->family == RISKCTX_COUNT_POISSON
         && years->counts->n == 1 ? years : NULL;
}

/* Transform of a year's loss of one risk, and with derivative, for each kind of year, of the
 * weight of one event in it */
static void
transform_years (RiskctxBench       *bench,
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
      spectrum_add (out, bench->half, years->weight[i], &year);
      riskctx_years_counts_clear (&copy);
    }
  riskctx_spectrum_clear (&event);
  riskctx_spectrum_clear (&year);
}

/* Risks that share what is uncertain: the transform of their sum for every combination, weighted.
 * But for the risk at `without` (none: n_parts), which stands as it is given in instead. */
static void
transform_group (RiskctxBench          *bench,
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
            transform_years (bench, set->years[y], parts[i].mask, &own);
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
      spectrum_add (out, bench->half, group->weight[c], &products[c]);
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

/* Transform of the sum. Poisson parts with a certain rate only add up in the exponent. without: a
 * group that is left out, or NULL */
static void
transform_sum (RiskctxBench           *bench,
               const RiskctxGridPart  *parts,
               guint                   n_parts,
               const RiskctxYearGroup *without,
               RiskctxSpectrum        *out)
{
  RiskctxSpectrum scratch = riskctx_spectrum_new (bench->n);
  RiskctxSpectrum exponent = riskctx_spectrum_new (bench->n);

  riskctx_spectrum_fill (out, bench->half, 1.0);
  riskctx_spectrum_fill (&exponent, bench->half, 1.0);
  for (guint i = 0; i < n_parts && !riskctx_bench_is_stopped (bench); i++)
    {
      const RiskctxYears *plain;

      if (parts[i].set->group != NULL)
        {
          if (parts[i].set->group == without || !is_first_of_group (parts, i))
            continue;
          transform_group (bench, parts, n_parts, i, n_parts, NULL, &scratch);
          riskctx_spectrum_multiply (out, bench->half, &scratch);
          continue;
        }
      plain = plain_poisson (&parts[i]);
      if (plain != NULL)
        {
          g_autoptr(RiskctxEventGrid) events = riskctx_event_grid_new (bench, plain,
                                                                       parts[i].mask);
          const double rate = plain->counts->nodes[0].parameter * plain->keep[0];

          riskctx_event_grid_transform (events, 0, &scratch);
          for (guint j = 0; j < bench->half; j++)
            {
              exponent.re[j] += rate * (scratch.re[j] - 1.0);
              exponent.im[j] += rate * scratch.im[j];
            }
          continue;
        }
      transform_years (bench, parts[i].set->years[0], parts[i].mask, &scratch);
      riskctx_spectrum_multiply (out, bench->half, &scratch);
    }

  /* exp (1 (z - 1)) with the exponent in z - 1 */
  memset (scratch.re, 0, bench->padded * sizeof (double));
  memset (scratch.im, 0, bench->padded * sizeof (double));
  bench->kernel->poisson (bench->padded, 1.0, 1.0, exponent.re, exponent.im, scratch.re, scratch.im,
                          NULL, NULL);
  riskctx_spectrum_multiply (out, bench->half, &scratch);
  riskctx_spectrum_clear (&scratch);
  riskctx_spectrum_clear (&exponent);
}

static RiskctxGrid *
read_grid (RiskctxBench    *bench,
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
  transform_sum (&bench, parts, n_parts, NULL, &sum);
  self = read_grid (&bench, &sum);
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
  self = read_grid (&bench, &event);
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

/* Transforms of what consequence k costs in the years of the risk, E L_k z^L, for each of its sets
 * of years: every event with the consequence counts with its amount, next to the others of the
 * year. The derivative of the count's generating function is the weight of one event. */
static void
weigh_consequence (RiskctxBench          *bench,
                   const RiskctxGridPart *part,
                   guint                  k,
                   RiskctxSpectrum       *out)
{
  RiskctxSpectrum event = riskctx_spectrum_new (bench->n), year = riskctx_spectrum_new (bench->n);
  RiskctxSpectrum slope = riskctx_spectrum_new (bench->n), amount = riskctx_spectrum_new (bench->n);

  for (guint y = 0; y < part->set->n; y++)
    {
      const RiskctxYears *years = part->set->years[y];
      g_autoptr(RiskctxEventGrid) events = riskctx_event_grid_new (bench, years, part->mask);

      riskctx_spectrum_fill (&out[y], bench->half, 0.0);
      for (guint i = 0; i < years->n && !riskctx_bench_is_stopped (bench); i++)
        {
          RiskctxCountMixture copy;
          const RiskctxCountMixture *counts = riskctx_years_counts (years, i, &copy);

          riskctx_event_grid_transform (events, i, &event);
          riskctx_count_mixture_generate_all (counts, bench->kernel, bench->padded, event.re,
                                              event.im, year.re, year.im, slope.re, slope.im);
          riskctx_event_grid_weigh (events, i, k, &amount);
          riskctx_spectrum_multiply (&amount, bench->half, &slope);
          spectrum_add (&out[y], bench->half, years->weight[i], &amount);
          riskctx_years_counts_clear (&copy);
        }
    }
  riskctx_spectrum_clear (&event);
  riskctx_spectrum_clear (&year);
  riskctx_spectrum_clear (&slope);
  riskctx_spectrum_clear (&amount);
}

/* The others' transform without part i's own: the quotient of the sum's and its own */
static void
divide_out (const RiskctxBench    *bench,
            const RiskctxSpectrum *sum,
            const RiskctxSpectrum *own,
            RiskctxSpectrum       *out)
{
  for (guint j = 0; j < bench->half; j++)
    {
      const double re = own->re[j], im = own->im[j], square = re * re + im * im;
      const double sum_re = sum->re[j], sum_im = sum->im[j];

      out->re[j] = square > 1e-280 ? (sum_re * re + sum_im * im) / square : 0.0;
      out->im[j] = square > 1e-280 ? (sum_im * re - sum_re * im) / square : 0.0;
    }
}

static void
others_of (RiskctxBench          *bench,
           const RiskctxGridPart *parts,
           guint                  n_parts,
           guint                  i,
           const RiskctxSpectrum *sum,
           RiskctxSpectrum       *out)
{
  RiskctxSpectrum own;

  if (parts[i].set->group != NULL)
    {
      transform_sum (bench, parts, n_parts, parts[i].set->group, out);
      return;
    }
  own = riskctx_spectrum_new (bench->n);
  transform_sum (bench, &parts[i], 1, NULL, &own);
  divide_out (bench, sum, &own, out);
  riskctx_spectrum_clear (&own);
}

static guint
first_of_group (const RiskctxGridPart *parts,
                guint                  i)
{
  guint first = 0;

  while (parts[first].set->group != parts[i].set->group)
    first++;
  return first;
}

void
riskctx_grid_attribute (const RiskctxGrid       *self,
                        const RiskctxGridTables *tables,
                        const RiskctxGridPart   *parts,
                        guint                    n_parts,
                        double                   p,
                        const double            *means,
                        double                  *out)
{
  const RiskctxGridSpec spec = { self->step, self->below, NULL };
  RiskctxSpectrum sum = riskctx_spectrum_new (self->n), others = riskctx_spectrum_new (self->n);
  RiskctxSpectrum whole = riskctx_spectrum_new (self->n);
  g_autofree double *mass = g_new (double, self->n), *before = g_new (double, self->n);
  guint cell, position = 0;
  double share, total = 0.0;
  RiskctxBench bench;

  /* the atom at 0 is a cell like any other here */
  for (guint j = 0; j < self->n; j++)
    {
      total += self->mass[j] + (j == self->below ? self->atom : 0.0);
      before[j] = total;
    }
  for (cell = 0; cell + 1 < self->n && before[cell] < p; cell++)
    continue;
  share = before[cell] - (cell > 0 ? before[cell - 1] : 0.0);
  share = share > 0.0 ? CLAMP ((before[cell] - p) / share, 0.0, 1.0) : 0.0;

  riskctx_bench_init (&bench, tables, &spec);
  transform_sum (&bench, parts, n_parts, NULL, &sum);
  for (guint i = 0; i < n_parts; i++)
    {
      const RiskctxGridPart *part = &parts[i];
      RiskctxSpectrum *weighed = g_new (RiskctxSpectrum, part->set->n);

      for (guint y = 0; y < part->set->n; y++)
        weighed[y] = riskctx_spectrum_new (self->n);
      others_of (&bench, parts, n_parts, i, &sum, &others);
      for (guint k = 0; k < part->risk->n_consequences; k++, position++)
        {
          double below = 0.0;

          out[position] = 0.0;
          if (!(part->mask & 1u << part->risk->consequences[k].category) || means[position] == 0.0)
            continue;
          weigh_consequence (&bench, part, k, weighed);
          if (part->set->group != NULL)
            {
              const guint first = first_of_group (parts, i);

              transform_group (&bench, parts, n_parts, first, i, weighed, &whole);
            }
          else
            {
              memcpy (whole.re, weighed[0].re, bench.half * sizeof (double));
              memcpy (whole.im, weighed[0].im, bench.half * sizeof (double));
            }
          riskctx_spectrum_multiply (&whole, bench.half, &others);
          riskctx_spectrum_to_mass (&bench, &whole, mass);
          for (guint j = 0; j < cell; j++)
            below += mass[j];
          below += (1.0 - share) * mass[cell];
          out[position] = (means[position] - below) / (1.0 - p);
        }
      for (guint y = 0; y < part->set->n; y++)
        riskctx_spectrum_clear (&weighed[y]);
      g_free (weighed);
    }
  riskctx_spectrum_clear (&sum);
  riskctx_spectrum_clear (&others);
  riskctx_spectrum_clear (&whole);
  riskctx_bench_clear (&bench);
}
