/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-points-private.h"
#include "riskctx-law-body-private.h"

#include <math.h>
#include <string.h>

/* How many doublings of the amount are told apart, and what is beyond the largest */
#define DOUBLINGS 28u
#define BEYOND 1e-10
/* The same of sums, which are sorted by the leading bits of the number */
#define SUM_DOUBLINGS 40u
/* Left out */
#define NEXT_TO_NOTHING 1e-16

static RiskctxPoints *
points_new (guint n)
{
  RiskctxPoints *self = g_new (RiskctxPoints, 1);

  self->n = 0;
  self->value = g_new (double, n);
  self->share = g_new (double, n);
  return self;
}

void
riskctx_points_free (RiskctxPoints *self)
{
  g_free (self->value);
  g_free (self->share);
  g_free (self);
}

static void
add (RiskctxPoints *self,
     double         share,
     double         sum)
{
  if (share < NEXT_TO_NOTHING)
    return;
  self->value[self->n] = sum / share;
  self->share[self->n++] = share;
}

/* Borders between the points: those of the losses, and before them those of the gains */
static guint
list_borders (const RiskctxLaw *law,
              guint             bits,
              double           *borders)
{
  const double highest = riskctx_law_quantile_upper (law, BEYOND);
  const double lowest = law->minimum < 0.0 ? riskctx_law_quantile (law, BEYOND) : 0.0;
  const guint steps = DOUBLINGS << bits;
  double ratio = 2.0;
  guint n = 0;

  for (guint i = 0; i < bits; i++)
    ratio = sqrt (ratio);
  if (lowest < 0.0)
    {
      borders[0] = lowest;
      for (n = 1; n <= steps; n++)
        borders[n] = borders[n - 1] / ratio;
    }
  if (highest > 0.0)
    {
      borders[n + steps] = highest;
      for (guint i = steps; i-- > 0;)
        borders[n + i] = borders[n + i + 1] / ratio;
      n += steps + 1;
    }
  return n;
}

RiskctxPoints *
riskctx_points_new_law (const RiskctxLaw *law,
                        guint             bits)
{
  const guint most = 2 * (DOUBLINGS << bits) + 3;
  g_autofree double *borders = NULL;
  double below = 0.0, below_sum = 0.0;
  RiskctxPoints *self;
  guint n;

  if (law->kind == RISKCTX_LAW_FIXED || law->kind == RISKCTX_LAW_DISCRETE)
    {
      const guint values = law->kind == RISKCTX_LAW_FIXED ? 1 : law->n;

      self = points_new (values);
      for (guint i = 0; i < values; i++)
        {
          self->value[i] = law->kind == RISKCTX_LAW_FIXED ? law->a : law->values[i];
          self->share[i] = law->kind == RISKCTX_LAW_FIXED
                             ? 1.0
                             : riskctx_law_cdf (law, law->values[i])
                                 - (i > 0 ? riskctx_law_cdf (law, law->values[i - 1]) : 0.0);
        }
      self->n = values;
      return self;
    }

  self = points_new (most);
  borders = g_new (double, most);
  n = list_borders (law, bits, borders);
  /* E (X; X <= x) = E min (X, x) - x P (X > x) */
  for (guint i = 0; i < n; i++)
    {
      const double above = riskctx_law_survival (law, borders[i]);
      const double sum = riskctx_law_limited_mean (law, borders[i]) - borders[i] * above;

      add (self, 1.0 - above - below, sum - below_sum);
      below = 1.0 - above;
      below_sum = sum;
    }
  if (1.0 - below > 0.0)
    add (self, 1.0 - below,
         riskctx_law_has_mean (law) ? riskctx_law_mean (law) - below_sum
                                    : 2.0 * (1.0 - below) * (n > 0 ? borders[n - 1] : 0.0));
  return self;
}

/* Sums sorted by size: [sign][leading bits, less those of the smallest] */
typedef struct
{
  guint   bits;
  guint   n;
  guint64 first;
  double *share[2];
  double *sum[2];
} Bins;

static void
bins_init (Bins   *self,
           double  largest,
           guint   bits)
{
  guint64 top;

  memcpy (&top, &largest, sizeof top);
  self->bits = bits;
  self->n = SUM_DOUBLINGS << bits;
  top >>= 52 - bits;
  self->first = top > self->n - 1 ? top - (self->n - 1) : 0;
  for (guint s = 0; s < 2; s++)
    {
      self->share[s] = g_new0 (double, self->n);
      self->sum[s] = g_new0 (double, self->n);
    }
}

static inline void
bins_add (Bins   *self,
          double  value,
          double  share)
{
  const guint sign = value < 0.0;
  guint64 place;

  memcpy (&place, &value, sizeof place);
  place = (place & (G_MAXUINT64 >> 1)) >> (52 - self->bits);
  place = place > self->first ? MIN (place - self->first, self->n - 1) : 0;
  self->share[sign][place] += share;
  self->sum[sign][place] += share * value;
}

static double
largest_of (const RiskctxPoints *self)
{
  double largest = 0.0;

  for (guint i = 0; i < self->n; i++)
    largest = MAX (largest, fabs (self->value[i]));
  return largest;
}

/* With probability p factor times what the law says is added to the sum. Its place is taken. */
static RiskctxPoints *
add_law (RiskctxPoints       *self,
         const RiskctxPoints *law,
         double               p,
         double               factor,
         guint                bits)
{
  RiskctxPoints *out;
  Bins bins;

  bins_init (&bins, largest_of (self) + factor * largest_of (law), bits);
  for (guint i = 0; i < self->n; i++)
    {
      if (p < 1.0)
        bins_add (&bins, self->value[i], self->share[i] * (1.0 - p));
      for (guint j = 0; j < law->n; j++)
        {
          const double share = p * self->share[i] * law->share[j];

          if (share >= NEXT_TO_NOTHING)
            bins_add (&bins, self->value[i] + factor * law->value[j], share);
        }
    }
  riskctx_points_free (self);
  out = points_new (2 * bins.n);
  for (guint s = 0; s < 2; s++)
    {
      for (guint i = 0; i < bins.n; i++)
        add (out, bins.share[s][i], bins.sum[s][i]);
      g_free (bins.share[s]);
      g_free (bins.sum[s]);
    }
  return out;
}

RiskctxPoints *
riskctx_points_new_event (const RiskctxYears   *years,
                          guint                 kind,
                          const gboolean       *chosen,
                          RiskctxPoints *const *laws,
                          guint                 bits)
{
  RiskctxPoints *self = points_new (1);

  self->n = 1;
  self->value[0] = 0.0;
  self->share[0] = 1.0;
  for (guint k = 0; k < years->risk->n_consequences; k++)
    {
      const guint place = kind * years->risk->n_consequences + k;
      const double factor = years->factors[k][years->factor[place]];

      if (chosen[k] && years->probability[place] > 0.0 && factor > 0.0)
        self = add_law (self, laws[k], years->probability[place], factor, bits);
    }
  return self;
}
