/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-sampler-private.h"
#include "riskctx-law-body-private.h"
#include "riskctx-math-private.h"
#include "riskctx-plan-body-private.h"
#include "riskctx-stream-private.h"

#include <string.h>

#define CELLS RISKCTX_KERNEL_CELLS
#define OCTAVES RISKCTX_KERNEL_OCTAVES
#define TABLE_SIZE RISKCTX_KERNEL_TABLE
#define NODES RISKCTX_SAMPLER_NODES
/* Below this shape a gamma law's lower tail changes too much within one cell. */
#define STEEP_GAMMA 0.1
/* No money is this large; without an end a product of extreme factors would be infinite. */
#define LARGEST_PRODUCT 1e200

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
  double          *cells;      /* [upper][cell][power of the place in the cell] */
  double          *cumulative; /* discrete, mixture */
  guint            n_parts;
  RiskctxSampler **parts;
};

static void
call (const RiskctxDraws *self,
      guint64             seed,
      guint64             key,
      guint64            *low,
      guint64            *high)
{
  if (self->draws == NULL)
    self->kernel->philox_same (seed, key, self->n_calls, self->trials, self->draw, low, high);
  else
    self->kernel->philox (seed, key, self->n_calls, self->trials, self->draws, low, high);
}

void
riskctx_draws_fill (const RiskctxDraws *self,
                    guint64             seed,
                    guint64             key)
{
  const guint room = (self->n_calls + 15) & ~15u;
  const guint64 *low = self->work, *high = self->work + room;

  if (self->order == RISKCTX_DRAWS_HALVES)
    {
      call (self, seed, key, self->bits, self->bits + self->stride);
      return;
    }
  call (self, seed, key, self->work, self->work + room);
  if (self->order == RISKCTX_DRAWS_PAIRS)
    for (guint i = 0; i < self->n_calls; i++)
      {
        self->bits[2 * i] = low[i];
        self->bits[2 * i + 1] = high[i];
      }
  else
    for (guint i = 0; i < self->n; i++)
      self->bits[i] = self->years[i] & 1 ? high[i] : low[i];
}

void
riskctx_draws_uniforms (const RiskctxDraws *self,
                        guint64             seed,
                        guint64             key,
                        double             *out)
{
  riskctx_draws_fill (self, seed, key);
  self->kernel->uniforms (self->n, self->bits, out);
}

struct _RiskctxNormalNodes
{
  double z[NODES]; /* lower tail, from t = 1/2 downwards */
};

double
riskctx_sampler_node_place (guint node)
{
  const guint octave = (node + 3 * CELLS - 1) / (3 * CELLS);
  const guint step = octave * (3 * CELLS) - node;

  return ldexp (1.0 + step / (3.0 * CELLS), -(int) octave - 1);
}

RiskctxNormalNodes *
riskctx_normal_nodes_new (void)
{
  RiskctxNormalNodes *self = g_new (RiskctxNormalNodes, 1);

  for (guint i = 0; i < NODES; i++)
    self->z[i] = riskctx_math_normal_quantile (riskctx_sampler_node_place (i));
  return self;
}

void
riskctx_normal_nodes_free (RiskctxNormalNodes *self)
{
  g_free (self);
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

/* Values of the inverse distribution function at the nodes of one tail */
static void
fill_nodes (const RiskctxLaw         *law,
            const RiskctxNormalNodes *nodes,
            gboolean                  upper,
            double                   *value)
{
  const double sign = upper ? -1.0 : 1.0;

  if (law->kind == RISKCTX_LAW_LOGNORMAL)
    {
      for (guint i = 0; i < NODES; i++)
        value[i] = riskctx_math_exp (law->a + sign * law->b * nodes->z[i]);
      return;
    }
  if (law->kind == RISKCTX_LAW_NORMAL && !law->truncated)
    {
      for (guint i = 0; i < NODES; i++)
        value[i] = law->a + sign * law->b * nodes->z[i];
      return;
    }
  if (riskctx_law_follow_quantile (law, upper, NODES, riskctx_sampler_node_place, value))
    return;
  for (guint i = 0; i < NODES; i++)
    value[i] = riskctx_law_quantile_tail (law, riskctx_sampler_node_place (i), upper);
}

/* Cells ascend with t, and so does the exponent: the last cell of a tail ends at 1/2. */
double *
riskctx_sampler_tabulate (const double *lower,
                          const double *upper)
{
  /* a row of four never crosses a line of the cache */
  double *cells = g_aligned_alloc (2 * TABLE_SIZE, 4 * sizeof (double), 4 * sizeof (double));

  for (guint cell = 0; cell < 2 * TABLE_SIZE; cell++)
    {
      const double *value = cell < TABLE_SIZE ? lower : upper;
      const double *f = &value[3 * (TABLE_SIZE - 1 - cell % TABLE_SIZE)];
      const double ascending[4] = { f[3], f[2], f[1], f[0] };

      fit_cell (ascending, &cells[cell * 4]);
    }
  return cells;
}

static double *
tabulate (const RiskctxLaw         *law,
          const RiskctxNormalNodes *nodes)
{
  g_autofree double *lower = g_new (double, NODES), *upper = g_new (double, NODES);

  fill_nodes (law, nodes, FALSE, lower);
  fill_nodes (law, nodes, TRUE, upper);
  return riskctx_sampler_tabulate (lower, upper);
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
riskctx_sampler_new (const RiskctxLaw         *law,
                     const RiskctxNormalNodes *nodes)
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
        self->cells = tabulate (law, nodes);
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
        self->parts[i] = riskctx_sampler_new (law->parts[i], nodes);
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
  g_clear_pointer (&self->cells, g_aligned_free);
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
run_table (const RiskctxSampler *self,
           const RiskctxDraws   *draws,
           double               *out)
{
  if (!draws->kernel->table (self->cells, draws->n, draws->bits, out))
    return;
  for (guint i = 0; i < draws->n; i++)
    {
      const double tail = tail_probability (draws->bits[i]);

      if (tail < RISKCTX_KERNEL_EDGE)
        out[i] = riskctx_law_quantile_tail (self->law, tail, draws->bits[i] >> 63);
    }
}

static void
run_simple (const RiskctxSampler *self,
            const RiskctxDraws   *draws,
            guint64               seed,
            guint64               key,
            double               *out)
{
  const RiskctxLaw *law = self->law;

  riskctx_draws_fill (draws, seed, key);
  if (self->kind == SAMPLER_TABLE)
    run_table (self, draws, out);
  else if (self->kind == SAMPLER_UNIFORM)
    for (guint i = 0; i < draws->n; i++)
      out[i] = law->a + riskctx_uniform_from_bits (draws->bits[i]) * (law->b - law->a);
  else if (self->kind == SAMPLER_DISCRETE)
    for (guint i = 0; i < draws->n; i++)
      out[i] = law->values[find_step (self->cumulative, law->n,
                                      riskctx_uniform_from_bits (draws->bits[i]))];
  else
    for (guint i = 0; i < draws->n; i++)
      out[i] = riskctx_law_quantile_tail (law, tail_probability (draws->bits[i]),
                                          draws->bits[i] >> 63);
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

void
riskctx_sampler_run_ranked (const RiskctxSampler *self,
                            guint                 n,
                            const double         *tail,
                            const gboolean       *upper,
                            double               *out)
{
  for (guint i = 0; i < n; i++)
    out[i] = riskctx_law_quantile_tail (self->law, tail[i], upper[i]);
}
