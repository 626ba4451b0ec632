/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-sampler-private.h"
#include "riskctx-law-body-private.h"
#include "riskctx-math-private.h"
#include "riskctx-plan-body-private.h"
#include "riskctx-stream-private.h"

#include <string.h>

/* Cells of the table: the top CELL_BITS bits of the mantissa of t, for each exponent. The nearer
 * tail t is between 2^-54 and 1/2; octave 0 is [1/4, 1/2). */
#define CELL_BITS 4
#define CELLS (1u << CELL_BITS)
#define OCTAVES 33u
#define TABLE_SIZE (OCTAVES * CELLS)
/* Below this shape a gamma law's lower tail changes too much within one cell. */
#define STEEP_GAMMA 0.1
/* No money is this large; without an end a product of extreme factors would be infinite. */
#define LARGEST_PRODUCT 1e200
/* items done at once, so that what passes between the stages stays in the first cache */
#define STRIP 256u

typedef enum
{
  SAMPLER_CONSTANT,
  SAMPLER_UNIFORM,
  SAMPLER_TABLE,
  SAMPLER_DIRECT, /* too steep for polynomials */
  SAMPLER_DISCRETE,
  SAMPLER_MIXTURE,
  SAMPLER_PRODUCT
} SamplerKind;

struct _RiskctxSampler
{
  SamplerKind      kind;
  RiskctxLaw      *law;
  double          *cells;      /* [upper][octave and cell][power of the place in the cell] */
  double          *cumulative; /* discrete, mixture */
  guint            n_parts;
  RiskctxSampler **parts;
};

void
riskctx_draws_fill (const RiskctxDraws *self,
                    guint64             seed,
                    guint64             key,
                    guint64            *bits)
{
  const guint32 philox_key[2] = { (guint32) seed, (guint32) (seed >> 32) };

  for (guint i = 0; i < self->n_calls; i++)
    {
      const guint32 counter[4] = {
        self->trials[i], self->draws[i], (guint32) key, (guint32) (key >> 32)
      };
      guint32 out[4];

      riskctx_philox (counter, philox_key, out);
      bits[2 * i] = (guint64) out[1] << 32 | out[0];
      bits[2 * i + 1] = (guint64) out[3] << 32 | out[2];
    }
}

void
riskctx_draws_uniforms (const RiskctxDraws *self,
                        guint64             seed,
                        guint64             key,
                        double             *out)
{
  g_autofree guint64 *bits = g_new (guint64, 2 * self->n_calls);

  riskctx_draws_fill (self, seed, key, bits);
  for (guint i = 0; i < self->n; i++)
    out[i] = riskctx_uniform_from_bits (bits[self->slots[i]]);
}

/* Cubic through the inverse distribution function at the ends and thirds of a cell, in powers of
 * the place in the cell, 0 to 1 */
static void
fit_cell (const double  f[4],
          double       *power)
{
  power[0] = f[0];
  power[1] = -5.5 * f[0] + 9.0 * f[1] - 4.5 * f[2] + f[3];
  power[2] = 9.0 * f[0] - 22.5 * f[1] + 18.0 * f[2] - 4.5 * f[3];
  power[3] = -4.5 * f[0] + 13.5 * f[1] - 13.5 * f[2] + 4.5 * f[3];
}

static double *
tabulate (const RiskctxLaw *law)
{
  double *cells = g_new (double, 2 * TABLE_SIZE * 4);

  for (int upper = 0; upper <= 1; upper++)
    for (guint octave = 0; octave < OCTAVES; octave++)
      {
        const double low = ldexp (1.0, -(int) octave - 2);
        double f[4];

        f[3] = riskctx_law_quantile_tail (law, low, upper);
        for (guint cell = 0; cell < CELLS; cell++)
          {
            double *power = &cells[((upper * OCTAVES + octave) * CELLS + cell) * 4];

            f[0] = f[3];
            for (int i = 1; i < 4; i++)
              f[i] = riskctx_law_quantile_tail (law, low * (1.0 + (cell + i / 3.0) / CELLS),
                                                upper);
            fit_cell (f, power);
          }
      }
  return cells;
}

static double *
accumulate (const double *weights,
            guint         n)
{
  double *cumulative = g_new (double, n);
  double sum = 0.0;

  for (guint i = 0; i < n; i++)
    {
      sum += weights[i];
      cumulative[i] = sum;
    }
  cumulative[n - 1] = 1.0;
  return cumulative;
}

RiskctxSampler *
riskctx_sampler_new (const RiskctxLaw *law)
{
  RiskctxSampler *self = g_new0 (RiskctxSampler, 1);

  self->law = riskctx_law_ref ((RiskctxLaw *) law);
  switch (law->kind)
    {
    case RISKCTX_LAW_FIXED:
      self->kind = SAMPLER_CONSTANT;
      break;
    case RISKCTX_LAW_UNIFORM:
      self->kind = SAMPLER_UNIFORM;
      break;
    case RISKCTX_LAW_TRIANGULAR:
    case RISKCTX_LAW_PERT:
    case RISKCTX_LAW_NORMAL:
    case RISKCTX_LAW_LOGNORMAL:
    case RISKCTX_LAW_GAMMA:
    case RISKCTX_LAW_INVERSE_GAUSSIAN:
    case RISKCTX_LAW_PARETO:
      self->kind = SAMPLER_TABLE;
      if (law->kind == RISKCTX_LAW_GAMMA && law->a < STEEP_GAMMA)
        self->kind = SAMPLER_DIRECT;
      else
        self->cells = tabulate (law);
      break;
    case RISKCTX_LAW_DISCRETE:
      self->kind = SAMPLER_DISCRETE;
      self->cumulative = accumulate (law->weights, law->n);
      break;
    case RISKCTX_LAW_MIXTURE:
    case RISKCTX_LAW_PRODUCT:
    default:
      self->kind = law->kind == RISKCTX_LAW_MIXTURE ? SAMPLER_MIXTURE : SAMPLER_PRODUCT;
      if (self->kind == SAMPLER_MIXTURE)
        self->cumulative = accumulate (law->weights, law->n_parts);
      self->n_parts = law->n_parts;
      self->parts = g_new (RiskctxSampler *, law->n_parts);
      for (guint i = 0; i < law->n_parts; i++)
        self->parts[i] = riskctx_sampler_new (law->parts[i]);
      break;
    }
  return self;
}

void
riskctx_sampler_free (RiskctxSampler *self)
{
  for (guint i = 0; i < self->n_parts; i++)
    riskctx_sampler_free (self->parts[i]);
  g_free (self->parts);
  g_free (self->cells);
  g_free (self->cumulative);
  riskctx_law_unref (self->law);
  g_free (self);
}

/* All bits but the highest as a number between 0 and 1/2 */
static inline double
tail_probability (guint64 bits)
{
  return ((double) (gint64) ((bits << 1) >> 12) + 0.5) * 0x1p-53;
}

/* One strip of at most STRIP numbers: the highest bit chooses the tail, the others say how far
 * out in it. */
static void
table_strip (const RiskctxSampler *self,
             guint                 n,
             const guint64        *bits,
             double               *out)
{
  const double edge = ldexp (1.0, -(int) OCTAVES - 1);
  gboolean far = FALSE;

  for (guint i = 0; i < n; i++)
    {
      const double t = tail_probability (bits[i]);
      guint64 code;
      double place;
      const double *power;

      memcpy (&code, &t, sizeof code);
      if (t < edge)
        {
          far = TRUE;
          out[i] = 0.0;
          continue;
        }
      /* the exponent of octave 0 is 1021; the cells of an octave ascend with t */
      power = &self->cells[((bits[i] >> 63) * TABLE_SIZE + (1021 - (code >> 52)) * CELLS
                            + ((code >> (52 - CELL_BITS)) & (CELLS - 1))) * 4];
      code = (code << CELL_BITS & G_GUINT64_CONSTANT (0x000fffffffffffff))
             | G_GUINT64_CONSTANT (0x3ff0000000000000);
      memcpy (&place, &code, sizeof place);
      place -= 1.0;
      out[i] = power[0] + place * (power[1] + place * (power[2] + place * power[3]));
    }
  if (!far)
    return;

  for (guint i = 0; i < n; i++)
    {
      const double t = tail_probability (bits[i]);

      if (t < edge)
        out[i] = riskctx_law_quantile_tail (self->law, t, bits[i] >> 63);
    }
}

static guint
find_step (const double *cumulative,
           guint         n,
           double        u)
{
  guint low = 0, high = n - 1;

  while (low < high)
    {
      const guint middle = (low + high) / 2;

      if (u < cumulative[middle])
        high = middle;
      else
        low = middle + 1;
    }
  return low;
}

static void
run_simple (const RiskctxSampler *self,
            const RiskctxDraws   *draws,
            guint64               seed,
            guint64               key,
            double               *out)
{
  g_autofree guint64 *bits = g_new (guint64, 2 * draws->n_calls + 1);
  const RiskctxLaw *law = self->law;

  riskctx_draws_fill (draws, seed, key, bits);
  for (guint first = 0; first < draws->n; first += STRIP)
    {
      const guint n = MIN (STRIP, draws->n - first);
      guint64 strip[STRIP];

      for (guint i = 0; i < n; i++)
        strip[i] = bits[draws->slots[first + i]];
      switch (self->kind)
        {
        case SAMPLER_UNIFORM:
          for (guint i = 0; i < n; i++)
            out[first + i] = law->a + riskctx_uniform_from_bits (strip[i]) * (law->b - law->a);
          break;
        case SAMPLER_DISCRETE:
          for (guint i = 0; i < n; i++)
            out[first + i] = law->values[find_step (self->cumulative, law->n,
                                                    riskctx_uniform_from_bits (strip[i]))];
          break;
        case SAMPLER_DIRECT:
          for (guint i = 0; i < n; i++)
            out[first + i] = riskctx_law_quantile_tail (law, tail_probability (strip[i]),
                                                        strip[i] >> 63);
          break;
        case SAMPLER_CONSTANT:
        case SAMPLER_TABLE:
        case SAMPLER_MIXTURE:
        case SAMPLER_PRODUCT:
        default:
          table_strip (self, n, strip, out + first);
          break;
        }
    }
}

/* Every component draws for every item; one more number says whose value counts. */
static void
run_mixture (const RiskctxSampler *self,
             const RiskctxDraws   *draws,
             guint64               seed,
             guint64               key,
             double               *out)
{
  g_autofree double *choice = g_new (double, draws->n + 1);
  g_autofree double *value = g_new (double, draws->n + 1);

  riskctx_draws_uniforms (draws, seed, key, choice);
  for (guint part = 0; part < self->n_parts; part++)
    {
      const double low = part > 0 ? self->cumulative[part - 1] : 0.0;

      riskctx_sampler_run (self->parts[part], draws, seed,
                           riskctx_stream_derive (key, RISKCTX_PURPOSE_PART + part), value);
      for (guint i = 0; i < draws->n; i++)
        if (choice[i] >= low && choice[i] < self->cumulative[part])
          out[i] = value[i];
    }
}

static void
run_product (const RiskctxSampler *self,
             const RiskctxDraws   *draws,
             guint64               seed,
             guint64               key,
             double               *out)
{
  const double cap = MIN (self->law->a, LARGEST_PRODUCT);
  g_autofree double *value = g_new (double, draws->n + 1);

  for (guint part = 0; part < self->n_parts; part++)
    {
      double *target = part == 0 ? out : value;

      riskctx_sampler_run (self->parts[part], draws, seed,
                           riskctx_stream_derive (key, RISKCTX_PURPOSE_PART + part), target);
      if (part > 0)
        for (guint i = 0; i < draws->n; i++)
          out[i] *= value[i];
    }
  for (guint i = 0; i < draws->n; i++)
    out[i] = CLAMP (out[i], -LARGEST_PRODUCT, cap);
}

void
riskctx_sampler_run (const RiskctxSampler *self,
                     const RiskctxDraws   *draws,
                     guint64               seed,
                     guint64               key,
                     double               *out)
{
  switch (self->kind)
    {
    case SAMPLER_CONSTANT:
      for (guint i = 0; i < draws->n; i++)
        out[i] = self->law->a;
      break;
    case SAMPLER_UNIFORM:
    case SAMPLER_TABLE:
    case SAMPLER_DIRECT:
    case SAMPLER_DISCRETE:
      run_simple (self, draws, seed, key, out);
      break;
    case SAMPLER_MIXTURE:
      run_mixture (self, draws, seed, key, out);
      break;
    case SAMPLER_PRODUCT:
    default:
      run_product (self, draws, seed, key, out);
      break;
    }
}
