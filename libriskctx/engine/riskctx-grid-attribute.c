/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-grid-body-private.h"

#include <math.h>
#include <string.h>

/* What each consequence is of the year's loss up to a cell of the grid: a sum of masses, each of
 * which is a sum over frequencies. In the other order it is one product of transforms for each
 * consequence, with that of the weights of the cells, and nothing is transformed back. */
typedef struct
{
  RiskctxBench           bench;
  const RiskctxGridPart *parts;
  guint                  n_parts;
  guint                  cell;    /* the first that is not below the quantile as a whole */
  double                 share;   /* of it that is above */
  RiskctxSpectrum        weights; /* of the cells below it */
  RiskctxSpectrum        sum;
  RiskctxSpectrum        others;
  RiskctxSpectrum        slope;
  RiskctxSpectrum        event;
  RiskctxSpectrum        amount;
} Attribution;

/* The atom at 0 is a cell like any other here. */
static void
find_cell (Attribution       *self,
           const RiskctxGrid *grid,
           double             p)
{
  double total = 0.0, before = 0.0, own;

  for (self->cell = 0; self->cell < grid->n; self->cell++)
    {
      before = total;
      total += grid->mass[self->cell] + (self->cell == grid->below ? grid->atom : 0.0);
      if (total >= p || self->cell + 1 == grid->n)
        break;
    }
  own = total - before;
  self->share = own > 0.0 ? CLAMP ((total - p) / own, 0.0, 1.0) : 0.0;
}

/* The transform multiplies by the tilt, and what it is multiplied with has it already. */
static void
weigh_cells (Attribution *self)
{
  RiskctxBench *bench = &self->bench;
  double *values = bench->mass;

  memset (values, 0, bench->n * sizeof (double));
  for (guint j = 0; j <= self->cell; j++)
    {
      values[j] = j < self->cell ? 1.0 : 1.0 - self->share;
      if (bench->tilt != NULL)
        values[j] /= bench->tilt[j] * bench->tilt[j];
    }
  riskctx_spectrum_of_mass (bench, values, FALSE, &self->weights);
}

/* Sum of the masses below, of the product of two transforms */
static double
sum_below (const Attribution     *self,
           const RiskctxSpectrum *a,
           const RiskctxSpectrum *b)
{
  const RiskctxSpectrum *w = &self->weights;
  const guint last = self->bench.half - 1;
  double sum = 0.0, ends;

  for (guint j = 1; j < last; j++)
    {
      const double re = a->re[j] * b->re[j] - a->im[j] * b->im[j];
      const double im = a->re[j] * b->im[j] + a->im[j] * b->re[j];

      sum += re * w->re[j] + im * w->im[j];
    }
  ends = a->re[0] * b->re[0] * w->re[0] + a->re[last] * b->re[last] * w->re[last];
  return (2.0 * sum + ends) / self->bench.n;
}

/* The others' transform times the weight of one event of the part */
static void
divide_out (Attribution           *self,
            const RiskctxSpectrum *own)
{
  for (guint j = 0; j < self->bench.half; j++)
    {
      const double re = own->re[j], im = own->im[j], square = re * re + im * im;
      const double sum_re = self->sum.re[j], sum_im = self->sum.im[j];

      self->others.re[j] = square > 1e-280 ? (sum_re * re + sum_im * im) / square : 0.0;
      self->others.im[j] = square > 1e-280 ? (sum_im * re - sum_re * im) / square : 0.0;
    }
}

/* With Poisson's count of a certain rate an event more in the year is as likely as the year itself:
 * the weight of one event, times what the others cost, is the whole sum's transform. */
static void
attribute_plain (Attribution        *self,
                 const RiskctxYears *years,
                 guint               mask,
                 double             *below)
{
  g_autoptr(RiskctxEventGrid) events = riskctx_event_grid_new (&self->bench, years, mask);
  const double rate = years->counts->nodes[0].parameter * years->keep[0];

  for (guint k = 0; k < years->risk->n_consequences; k++)
    if (mask & 1u << years->risk->consequences[k].category)
      {
        riskctx_event_grid_weigh (events, 0, k, &self->amount);
        below[k] = rate * sum_below (self, &self->amount, &self->sum);
      }
}

/* The derivative of the count's generating function is the weight of one event. */
static void
attribute_years (Attribution        *self,
                 const RiskctxYears *years,
                 guint               mask,
                 double             *below)
{
  RiskctxBench *bench = &self->bench;
  g_autoptr(RiskctxEventGrid) events = riskctx_event_grid_new (bench, years, mask);
  RiskctxSpectrum year = riskctx_spectrum_new (bench->n), own = riskctx_spectrum_new (bench->n);

  riskctx_grid_transform_years (bench, years, mask, &own);
  divide_out (self, &own);
  for (guint i = 0; i < years->n && !riskctx_bench_is_stopped (bench); i++)
    {
      RiskctxCountMixture copy;
      const RiskctxCountMixture *counts = riskctx_years_counts (years, i, &copy);

      riskctx_event_grid_transform (events, i, &self->event);
      riskctx_count_mixture_generate_all (counts, bench->kernel, bench->padded, self->event.re,
                                          self->event.im, year.re, year.im, self->slope.re,
                                          self->slope.im);
      riskctx_spectrum_multiply (&self->slope, bench->half, &self->others);
      for (guint k = 0; k < years->risk->n_consequences; k++)
        if (mask & 1u << years->risk->consequences[k].category)
          {
            riskctx_event_grid_weigh (events, i, k, &self->amount);
            below[k] += years->weight[i] * sum_below (self, &self->amount, &self->slope);
          }
      riskctx_years_counts_clear (&copy);
    }
  riskctx_spectrum_clear (&year);
  riskctx_spectrum_clear (&own);
}

/* What consequence k costs next to all else in the risk's years: E L_k z^L */
static void
weigh_years (Attribution        *self,
             const RiskctxYears *years,
             guint               mask,
             guint               k,
             RiskctxSpectrum    *out)
{
  RiskctxBench *bench = &self->bench;
  g_autoptr(RiskctxEventGrid) events = riskctx_event_grid_new (bench, years, mask);
  RiskctxSpectrum year = riskctx_spectrum_new (bench->n);

  riskctx_spectrum_fill (out, bench->half, 0.0);
  for (guint i = 0; i < years->n && !riskctx_bench_is_stopped (bench); i++)
    {
      RiskctxCountMixture copy;
      const RiskctxCountMixture *counts = riskctx_years_counts (years, i, &copy);

      riskctx_event_grid_transform (events, i, &self->event);
      riskctx_count_mixture_generate_all (counts, bench->kernel, bench->padded, self->event.re,
                                          self->event.im, year.re, year.im, self->slope.re,
                                          self->slope.im);
      riskctx_event_grid_weigh (events, i, k, &self->amount);
      riskctx_spectrum_multiply (&self->amount, bench->half, &self->slope);
      riskctx_spectrum_add (out, bench->half, years->weight[i], &self->amount);
      riskctx_years_counts_clear (&copy);
    }
  riskctx_spectrum_clear (&year);
}

/* Where others share what is uncertain, the group is put together anew with the risk's part. */
static void
attribute_group (Attribution *self,
                 guint        i,
                 double      *below)
{
  const RiskctxGridPart *part = &self->parts[i];
  RiskctxBench *bench = &self->bench;
  RiskctxSpectrum *weighed = g_new (RiskctxSpectrum, part->set->n);
  RiskctxSpectrum whole = riskctx_spectrum_new (bench->n);
  guint first = 0;

  while (self->parts[first].set->group != part->set->group)
    first++;
  for (guint y = 0; y < part->set->n; y++)
    weighed[y] = riskctx_spectrum_new (bench->n);
  riskctx_grid_transform_sum (bench, self->parts, self->n_parts, part->set->group, &self->others);
  for (guint k = 0; k < part->risk->n_consequences; k++)
    {
      if (!(part->mask & 1u << part->risk->consequences[k].category))
        continue;
      for (guint y = 0; y < part->set->n; y++)
        weigh_years (self, part->set->years[y], part->mask, k, &weighed[y]);
      riskctx_grid_transform_group (bench, self->parts, self->n_parts, first, i, weighed, &whole);
      below[k] = sum_below (self, &whole, &self->others);
    }
  for (guint y = 0; y < part->set->n; y++)
    riskctx_spectrum_clear (&weighed[y]);
  riskctx_spectrum_clear (&whole);
  g_free (weighed);
}

void
riskctx_grid_attribute (const RiskctxGrid       *grid,
                        const RiskctxGridTables *tables,
                        const RiskctxGridPart   *parts,
                        guint                    n_parts,
                        double                   p,
                        const double            *means,
                        const int               *stop,
                        double                  *out)
{
  const RiskctxGridSpec spec = { grid->step, grid->below, stop };
  Attribution self = { .parts = parts, .n_parts = n_parts };
  RiskctxSpectrum *const all[] = { &self.weights, &self.sum, &self.others, &self.slope,
                                   &self.event, &self.amount };
  guint position = 0;

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    *all[i] = riskctx_spectrum_new (grid->n);
  riskctx_bench_init (&self.bench, tables, &spec);
  find_cell (&self, grid, p);
  weigh_cells (&self);
  riskctx_grid_transform_sum (&self.bench, parts, n_parts, NULL, &self.sum);
  for (guint i = 0; i < n_parts && !riskctx_bench_is_stopped (&self.bench); i++)
    {
      const RiskctxYears *plain = riskctx_grid_plain_poisson (&parts[i]);
      const guint n = parts[i].risk->n_consequences;

      memset (out + position, 0, n * sizeof (double));
      if (parts[i].set->group != NULL)
        attribute_group (&self, i, out + position);
      else if (plain != NULL)
        attribute_plain (&self, plain, parts[i].mask, out + position);
      else
        attribute_years (&self, parts[i].set->years[0], parts[i].mask, out + position);
      for (guint k = 0; k < n; k++, position++)
        out[position] = means[position] != 0.0 ? (means[position] - out[position]) / (1.0 - p)
                                               : 0.0;
    }
  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    riskctx_spectrum_clear (all[i]);
  riskctx_bench_clear (&self.bench);
}
