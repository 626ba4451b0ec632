/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-grid-body-private.h"

/* Parts whose transforms are in memory at the same time */
#define CHUNK 64u

typedef struct
{
  const guint    *next; /* of its members */
  RiskctxSpectrum product;
  RiskctxSpectrum exponent;
} Sum;

typedef struct
{
  const RiskctxGridTables *tables;
  const RiskctxGridSpec   *spec;
  const RiskctxGridPart   *parts;
  guint                    first; /* the chunk */
  guint                    n;
  RiskctxSpectrum          transforms[CHUNK];
  gboolean                 plain[CHUNK]; /* then it is the logarithm */
  Sum                     *sums;
  RiskctxGrid            **out;
} Several;

static void
transform_part (guint    item,
                guint    worker,
                gpointer data)
{
  Several *self = data;
  const RiskctxGridPart *part = &self->parts[self->first + item];
  const RiskctxYears *plain = riskctx_grid_plain_poisson (part);
  RiskctxBench bench;

  riskctx_bench_init (&bench, self->tables, self->spec);
  self->plain[item] = plain != NULL;
  if (plain != NULL)
    riskctx_grid_transform_exponent (&bench, plain, part->mask, &self->transforms[item]);
  else
    riskctx_grid_transform_years (&bench, part->set->years[0], part->mask,
                                  &self->transforms[item]);
  riskctx_bench_clear (&bench);
}

static void
gather (guint    item,
        guint    worker,
        gpointer data)
{
  Several *self = data;
  Sum *sum = &self->sums[item];
  const guint half = self->tables->n / 2 + 1;

  for (; *sum->next < self->first + self->n; sum->next++)
    {
      const guint i = *sum->next - self->first;

      if (self->plain[i])
        riskctx_spectrum_add (&sum->exponent, half, 1.0, &self->transforms[i]);
      else
        riskctx_spectrum_multiply (&sum->product, half, &self->transforms[i]);
    }
}

static void
finish (guint    item,
        guint    worker,
        gpointer data)
{
  Several *self = data;
  Sum *sum = &self->sums[item];
  RiskctxSpectrum scratch = riskctx_spectrum_new (self->tables->n);
  RiskctxBench bench;

  riskctx_bench_init (&bench, self->tables, self->spec);
  riskctx_grid_raise (&bench, &sum->exponent, &scratch);
  riskctx_spectrum_multiply (&sum->product, bench.half, &scratch);
  self->out[item] = riskctx_grid_read (&bench, &sum->product);
  riskctx_bench_clear (&bench);
  riskctx_spectrum_clear (&scratch);
}

void
riskctx_grid_new_several (const RiskctxGridTables *tables,
                          RiskctxPool             *pool,
                          const RiskctxGridPart   *parts,
                          guint                    n_parts,
                          guint *const            *members,
                          guint                    n_sums,
                          const RiskctxGridSpec   *spec,
                          RiskctxGrid            **out)
{
  Several self = { .tables = tables, .spec = spec, .parts = parts, .out = out };
  const guint half = tables->n / 2 + 1;

  self.sums = g_new (Sum, MAX (n_sums, 1));
  for (guint i = 0; i < n_sums; i++)
    {
      self.sums[i] = (Sum){ members[i], riskctx_spectrum_new (tables->n),
                            riskctx_spectrum_new (tables->n) };
      riskctx_spectrum_fill (&self.sums[i].product, half, 1.0);
    }
  for (guint i = 0; i < CHUNK; i++)
    self.transforms[i] = riskctx_spectrum_new (tables->n);
  for (; self.first < n_parts; self.first += self.n)
    {
      if (spec->stop != NULL && g_atomic_int_get (spec->stop))
        break;
      self.n = MIN (CHUNK, n_parts - self.first);
      riskctx_pool_run (pool, self.n, transform_part, &self);
      riskctx_pool_run (pool, n_sums, gather, &self);
    }
  riskctx_pool_run (pool, n_sums, finish, &self);
  for (guint i = 0; i < CHUNK; i++)
    riskctx_spectrum_clear (&self.transforms[i]);
  for (guint i = 0; i < n_sums; i++)
    {
      riskctx_spectrum_clear (&self.sums[i].product);
      riskctx_spectrum_clear (&self.sums[i].exponent);
    }
  g_free (self.sums);
}
