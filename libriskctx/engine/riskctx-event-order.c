/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-event-body-private.h"

#include <string.h>

#define YEARS RISKCTX_EVENT_YEARS

RiskctxEventScratch *
riskctx_event_scratch_new (const RiskctxKernel *kernel)
{
  RiskctxEventScratch *self = g_aligned_alloc0 (1, sizeof *self, RISKCTX_KERNEL_ALIGNMENT);

  self->kernel = kernel;
  return self;
}

void
riskctx_event_scratch_free (RiskctxEventScratch *self)
{
  g_aligned_free (self->by_place);
  g_aligned_free (self->drawn);
  g_aligned_free (self->chance);
  g_aligned_free (self->value);
  g_aligned_free (self);
}

RiskctxDraws
riskctx_event_year_draws (const RiskctxEventYears *years,
                          RiskctxEventScratch     *scratch)
{
  RiskctxDraws draws = { scratch->kernel, RISKCTX_DRAWS_PICKED, years->n, scratch->year_call,
                         NULL, 0, years->n, 0, years->trials, scratch->year_bits,
                         scratch->year_work };

  if (years->trials == NULL)
    {
      draws.order = RISKCTX_DRAWS_PAIRS;
      draws.n_calls = (years->n + 1) / 2;
      for (guint i = 0; i < draws.n_calls; i++)
        scratch->year_call[i] = years->first / 2 + i;
      return draws;
    }
  for (guint i = 0; i < years->n; i++)
    scratch->year_call[i] = years->trials[i] >> 1;
  return draws;
}

/* Orders by one byte of the counts, descending and stable. from: the order before, or NULL for that
 * of the years */
static inline __attribute__ ((always_inline)) void
sort_by_byte (RiskctxEventScratch *scratch,
              guint                n,
              guint                shift,
              guint                top, /* largest value of the byte */
              const guint16       *from,
              guint16             *to)
{
  const guint quarter = n / 4;
  const guint32 *counts = scratch->counts;
  guint32 *buckets = scratch->buckets, next = 0;

#define YEAR(i) (from != NULL ? from[i] : (guint16) (i))
#define BUCKET(q, i) buckets[4 * ((counts[YEAR (i)] >> shift) & 255) + (q)]
  /* four runs side by side: like counts follow each other, and would wait for each other */
  memset (buckets, 0, 4 * (top + 1) * sizeof *buckets);
  for (guint i = 0; i < quarter; i++)
    {
      BUCKET (0, i)++;
      BUCKET (1, quarter + i)++;
      BUCKET (2, 2 * quarter + i)++;
      BUCKET (3, 3 * quarter + i)++;
    }
  for (guint i = 4 * quarter; i < n; i++)
    BUCKET (3, i)++;
  for (guint b = top + 1; b-- > 0;)
    for (guint q = 0; q < 4; q++)
      {
        const guint32 size = buckets[4 * b + q];

        buckets[4 * b + q] = next;
        next += size;
      }
  for (guint i = 0; i < quarter; i++)
    {
      to[BUCKET (0, i)++] = YEAR (i);
      to[BUCKET (1, quarter + i)++] = YEAR (quarter + i);
      to[BUCKET (2, 2 * quarter + i)++] = YEAR (2 * quarter + i);
      to[BUCKET (3, 3 * quarter + i)++] = YEAR (3 * quarter + i);
    }
  for (guint i = 4 * quarter; i < n; i++)
    to[BUCKET (3, i)++] = YEAR (i);
#undef BUCKET
#undef YEAR
}

void
riskctx_event_sort (const RiskctxEventYears *years,
                    RiskctxEventScratch     *scratch)
{
  guint16 *from = scratch->order[0], *to = scratch->order[1];
  guint32 top = 0, n_busy = 0;

  for (guint i = 0; i < years->n; i++)
    top = MAX (top, scratch->counts[i]);
  if (top <= RISKCTX_KERNEL_ORDER_TOP && scratch->kernel->order != NULL)
    {
      n_busy = scratch->kernel->order (years->n, scratch->counts, top, from, scratch->place_count);
    }
  else if (top <= 255)
    {
      sort_by_byte (scratch, years->n, 0, top, NULL, from);
      /* after sorting, a bucket holds where the places of its count end */
      for (guint32 count = top; count > 0; count--)
        for (const guint32 end = scratch->buckets[4 * count + 3]; n_busy < end; n_busy++)
          scratch->place_count[n_busy] = count;
    }
  else
    {
      sort_by_byte (scratch, years->n, 0, 255, NULL, from);
      for (guint shift = 8; shift < 32 && top >> shift > 0; shift += 8)
        {
          guint16 *swap = from;

          sort_by_byte (scratch, years->n, shift, MIN (top >> shift, 255), from, to);
          from = to;
          to = swap;
        }
      while (n_busy < years->n && scratch->counts[from[n_busy]] > 0)
        {
          scratch->place_count[n_busy] = scratch->counts[from[n_busy]];
          n_busy++;
        }
    }

  scratch->places = from;
  scratch->n_busy = n_busy;
  if (years->trials != NULL)
    for (guint i = 0; i < n_busy; i++)
      scratch->place_trial[i] = years->trials[from[i]];
  else
    for (guint i = 0; i < n_busy; i++)
      scratch->place_trial[i] = years->first + from[i];
}

void
riskctx_event_arrange (const RiskctxEventScratch *scratch,
                       const double              *by_year,
                       double                    *by_place)
{
  for (guint i = 0; i < scratch->n_busy; i++)
    by_place[i] = by_year[scratch->places[i]];
}

void
riskctx_event_put_back (const RiskctxEventScratch *scratch,
                        guint                      n,
                        const double              *by_place,
                        double                    *by_year)
{
  if (n - scratch->n_busy > n / 4)
    memset (by_year, 0, n * sizeof (double));
  else
    for (guint i = scratch->n_busy; i < n; i++)
      by_year[scratch->places[i]] = 0.0;
  for (guint i = 0; i < scratch->n_busy; i++)
    by_year[scratch->places[i]] = by_place[i];
}

const double *
riskctx_event_scratch_losses (const RiskctxEventScratch *self,
                              guint                     *n)
{
  *n = self->n_busy;
  return self->by_place;
}

const double *
riskctx_event_scratch_row (const RiskctxEventScratch *self,
                           guint                      row)
{
  return self->by_place + (gsize) row * YEARS;
}

const guint16 *
riskctx_event_scratch_places (const RiskctxEventScratch *self)
{
  return self->places;
}
