/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-year-private.h"
#include "riskctx-plan-body-private.h"
#include "riskctx-stream-private.h"

#include <string.h>

#define BLOCK RISKCTX_SIMULATE_BLOCK
#define HALF (BLOCK / 2)
/* A replicate is at most this share of all years, so that there are enough to see them differ. */
#define REPLICATES 8u

void
riskctx_year_pattern_init (RiskctxYearPattern            *self,
                           const RiskctxSimulateSettings *settings)
{
  self->sampling = settings->sampling;
  self->seed = settings->seed;
  self->length = riskctx_year_replicate_length (settings->trials);
  self->directions = self->sampling == RISKCTX_SIMULATE_SOBOL ? riskctx_sobol_new () : NULL;
}

void
riskctx_year_pattern_clear (RiskctxYearPattern *self)
{
  g_clear_pointer (&self->directions, g_free);
}

guint
riskctx_year_replicate_length (guint64 trials)
{
  guint length = 12;

  while ((guint64) (2 * REPLICATES) << length <= trials)
    length++;
  return length;
}

/* The years of a block that are half a block apart share a call of the generator. */
static void
fill_plain (const RiskctxYearPattern *self,
            const RiskctxKernel      *kernel,
            guint64                   key,
            const RiskctxEventYears  *years,
            guint64                  *bits,
            guint64                  *work)
{
  guint32 calls[BLOCK + 16];
  guint n_calls = years->n;

  if (years->trials == NULL)
    {
      n_calls = MIN (years->n, HALF);
      for (guint i = 0; i < n_calls; i++)
        calls[i] = years->first / 2 + i;
    }
  else
    for (guint i = 0; i < n_calls; i++)
      calls[i] = years->trials[i] / BLOCK * HALF + years->trials[i] % HALF;
  for (guint i = n_calls; i < n_calls + 16; i++)
    calls[i] = 0;

  if (years->trials == NULL)
    {
      kernel->philox_same (self->seed, key, n_calls, calls, 0, bits, bits + HALF);
      return;
    }
  kernel->philox_same (self->seed, key, n_calls, calls, 0, bits, work);
  for (guint i = 0; i < years->n; i++)
    if (years->trials[i] % BLOCK >= HALF)
      bits[i] = work[i];
}

/* A permutation of the numbers below 2^length: steps that can be undone, with keys of its own */
static inline guint32
permute (guint32        x,
         guint          length,
         const guint32 *keys)
{
  const guint32 mask = (guint32) ((G_GUINT64_CONSTANT (1) << length) - 1);
  const guint half = (length + 1) / 2;

  for (guint round = 0; round < 4; round++)
    {
      x = (x * (keys[2 * round] | 1) + keys[2 * round + 1]) & mask;
      x ^= x >> half;
    }
  return x;
}

/* Owen's scrambling, by a hash in which a bit depends on those below it only: so the number goes
 * in with its bits turned round (Laine and Karras: Stratified sampling for stochastic
 * transparency, EGSR 2011; Burley: Practical hash-based Owen scrambling, JCGT 9, 2020) */
static inline guint32
scramble (guint32        x,
          const guint32 *keys)
{
  x += keys[0];
  x ^= x * 0x6c50b47cu;
  x *= keys[1] | 1;
  x ^= x * 0xb82f1e52u;
  x ^= x * 0xc7afe638u;
  x ^= x * 0x8d22f6e6u;
  return x;
}

static inline guint32
turn_round (guint32 x)
{
  x = (x >> 1 & 0x55555555u) | (x & 0x55555555u) << 1;
  x = (x >> 2 & 0x33333333u) | (x & 0x33333333u) << 2;
  x = (x >> 4 & 0x0f0f0f0fu) | (x & 0x0f0f0f0fu) << 4;
  x = (x >> 8 & 0x00ff00ffu) | (x & 0x00ff00ffu) << 8;
  return x >> 16 | x << 16;
}

static void
make_keys (guint64  seed,
           guint64  key,
           guint64  replicate,
           guint32 *keys)
{
  for (guint i = 0; i < 4; i++)
    {
      const guint64 bits = riskctx_stream_bits (seed, key, replicate, i);

      keys[2 * i] = (guint32) bits;
      keys[2 * i + 1] = (guint32) (bits >> 32);
    }
}

/* Puts the upper bits of the numbers where the pattern wants them. Within a replicate every risk
 * has one year in each of its 2^length parts of equal probability; Sobol's sequence spreads pairs
 * of risks too. */
static void
spread (const RiskctxYearPattern *self,
        guint64                   key,
        guint                     number,
        const RiskctxEventYears  *years,
        guint64                  *bits)
{
  const guint32 mask = (guint32) ((G_GUINT64_CONSTANT (1) << self->length) - 1);
  const guint32 *directions = self->directions == NULL ? NULL
    : self->directions + number % RISKCTX_SOBOL_DIMENSIONS * RISKCTX_SOBOL_BITS;
  const guint64 set_key = riskctx_stream_derive (number / RISKCTX_SOBOL_DIMENSIONS,
                                                 RISKCTX_PURPOSE_ORDER);
  const guint64 own_key = riskctx_stream_derive (key, RISKCTX_PURPOSE_ORDER);
  const guint free_bits = 64 - self->length;
  gint64 replicate = -1;
  guint32 keys[8], order[8];

  for (guint i = 0; i < years->n; i++)
    {
      const guint32 trial = years->trials != NULL ? years->trials[i] : years->first + i;
      guint32 x = trial & mask;

      if (trial >> self->length != replicate)
        {
          replicate = trial >> self->length;
          make_keys (self->seed, own_key, (guint64) replicate, keys);
          make_keys (self->seed, set_key, (guint64) replicate, order);
        }
      if (self->sampling == RISKCTX_SIMULATE_STRATIFIED)
        {
          x = permute (x, self->length, keys);
          bits[i] = (guint64) x << free_bits | bits[i] >> self->length;
          continue;
        }
      /* sequences of more risks than there are dimensions go in orders of their own */
      if (number >= RISKCTX_SOBOL_DIMENSIONS)
        x = permute (x, self->length, order);
      {
        guint32 point = 0;

        for (guint b = 0; b < self->length; b++)
          point ^= directions[b] & -(x >> b & 1);
        point = turn_round (scramble (turn_round (point), keys));
        bits[i] = (guint64) point << 32 | bits[i] >> 32;
      }
    }
}

void
riskctx_year_pattern_fill (const RiskctxYearPattern *self,
                           const RiskctxKernel      *kernel,
                           guint64                   key,
                           guint                     number,
                           const RiskctxEventYears  *years,
                           guint64                  *bits,
                           guint64                  *work)
{
  fill_plain (self, kernel, key, years, bits, work);
  if (self->sampling != RISKCTX_SIMULATE_PLAIN)
    spread (self, key, number, years, bits);
}

/* Ranks of years shared with the other risks of the group: the copula joins the annual losses. The
 * number is large where the loss is small. */
static void
rank_years (const RiskctxYearLaw    *self,
            guint64                  seed,
            const RiskctxArrivals   *arrivals,
            const RiskctxEventYears *years,
            guint64                 *bits)
{
  for (guint i = 0; i < years->n; i++)
    {
      const guint64 trial = years->trials != NULL ? years->trials[i] : years->first + i;
      gboolean upper;
      const double tail = riskctx_arrivals_rank (arrivals, self->index,
                                                 RISKCTX_PURPOSE_TOGETHER_YEAR, seed, trial, 0,
                                                 &upper);

      bits[i] = (guint64) ((upper ? tail : 1.0 - tail) * 0x1p52) << 12;
      bits[i] = MIN (bits[i], ~G_GUINT64_CONSTANT (0) << 12);
    }
}

void
riskctx_year_law_run (const RiskctxYearLaw     *self,
                      const RiskctxYearPattern *pattern,
                      const RiskctxArrivals    *arrivals,
                      const RiskctxKernel      *kernel,
                      const RiskctxEventYears  *years,
                      double                   *busy,
                      guint                    *n_busy)
{
  guint64 bits[BLOCK + 64], work[BLOCK + 64];
  guint32 index[BLOCK + 16];
  guint n;

  *n_busy = 0;
  memset (years->loss, 0, years->n * sizeof (double));
  if (self->cells == NULL)
    return;
  if (self->risk->group != NULL)
    rank_years (self, pattern->seed, arrivals, years, bits);
  else
    riskctx_year_pattern_fill (pattern, kernel,
                               riskctx_stream_derive (self->risk->key, RISKCTX_PURPOSE_YEAR),
                               self->number, years, bits, work);

  n = kernel->pick (years->n, bits, 1.0 / self->any, work, index);
  if (kernel->table (self->cells, n, work, busy))
    for (guint i = 0; i < n; i++)
      {
        const double tail = ((double) (gint64) ((work[i] << 1) >> 12) + 0.5) * 0x1p-53;

        if (tail < RISKCTX_KERNEL_EDGE && work[i] >> 63)
          busy[i] = riskctx_year_law_value (self, tail);
      }
  for (guint i = 0; i < n; i++)
    years->loss[index[i]] = busy[i];
  *n_busy = n;
}
