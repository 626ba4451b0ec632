/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-law-body-private.h"
#include "riskctx-math-private.h"

/* Distribution functions and limited means E min (X, x). The formulas for the limited mean are
 * integrals of the survival function, which every textbook of loss models has (Klugman, Panjer,
 * Willmot: Loss Models, appendix A). */

static double
triangular_cdf (const RiskctxLaw *self,
                double            x)
{
  const double range = self->c - self->a;

  if (x <= self->b)
    return (x - self->a) / range * ((x - self->a) / (self->b - self->a));
  return 1.0 - (self->c - x) / range * ((self->c - x) / (self->c - self->b));
}

/* P (X <= x), or P (X > x) */
static double
pert_cdf (const RiskctxLaw *self,
          double            x,
          gboolean          upper)
{
  const double t = (x - self->a) / self->b, s = (self->maximum - x) / self->b;
  double front;

  return upper ? riskctx_math_beta_front (self->d, self->c, s, t, self->log_beta, &front)
               : riskctx_math_beta_front (self->c, self->d, t, s, self->log_beta, &front);
}

double
riskctx_law_inverse_gaussian_cdf (double mean,
                                  double shape,
                                  double x)
{
  const double root = sqrt (shape / x);
  const double reflected = 2.0 * shape / mean
                           + riskctx_math_log_normal_cdf (-root * (x / mean + 1.0));

  if (x <= 0.0)
    return 0.0;
  return riskctx_math_normal_cdf (root * (x / mean - 1.0)) + riskctx_math_exp (reflected);
}

double
riskctx_law_inverse_gaussian_survival (double mean,
                                       double shape,
                                       double x)
{
  const double root = sqrt (shape / x);
  const double reflected = 2.0 * shape / mean
                           + riskctx_math_log_normal_cdf (-root * (x / mean + 1.0));

  if (x <= 0.0)
    return 1.0;
  return MAX (0.0, riskctx_math_normal_cdf (-root * (x / mean - 1.0))
                   - riskctx_math_exp (reflected));
}

/* Survival of the generalized Pareto law at distance x - location */
static double
pareto_survival (const RiskctxLaw *self,
                 double            distance)
{
  const double z = distance / self->b;

  if (self->c == 0.0)
    return riskctx_math_exp (-z);
  if (1.0 + self->c * z <= 0.0)
    return 0.0;
  return riskctx_math_exp (-riskctx_math_log1p (self->c * z) / self->c);
}

/* P (y X <= x) or P (y X > x) for the last factor X of a product and a node y of the others */
static double
scaled_tail (const RiskctxLaw *last,
             double            y,
             double            x,
             gboolean          upper)
{
  if (y > 0.0)
    return upper ? riskctx_law_survival (last, x / y) : riskctx_law_cdf (last, x / y);
  if (y < 0.0)
    {
      /* y X <= x is X >= x / y; an atom exactly there is rounding's to give */
      const double t = nextafter (x / y, -INFINITY);

      return upper ? riskctx_law_cdf (last, t) : riskctx_law_survival (last, t);
    }
  return (x >= 0.0) != upper ? 1.0 : 0.0;
}

static double
product_tail (const RiskctxLaw *self,
              double            x,
              gboolean          upper)
{
  const RiskctxLaw *last = self->parts[self->n_parts - 1];
  double sum = 0.0;

  if (x >= self->a)
    return upper ? 0.0 : 1.0;
  for (guint i = 0; i < self->n; i++)
    sum += self->weights[i] * scaled_tail (last, self->values[i], x, upper);
  return MIN (sum, 1.0);
}

static double
discrete_tail (const RiskctxLaw *self,
               double            x,
               gboolean          upper)
{
  double sum = 0.0;

  if (upper)
    {
      for (guint i = self->n; i-- > 0 && self->values[i] > x;)
        sum += self->weights[i];
    }
  else
    {
      for (guint i = 0; i < self->n && self->values[i] <= x; i++)
        sum += self->weights[i];
    }
  return MIN (sum, 1.0);
}

static double
law_tail (const RiskctxLaw *self,
          double            x,
          gboolean          upper)
{
  double f = 0.0;

  if (x < self->minimum)
    return upper ? 1.0 : 0.0;
  if (x >= self->maximum)
    return upper ? 0.0 : 1.0;

  switch (self->kind)
    {
    case RISKCTX_LAW_FIXED:
      return upper ? 0.0 : 1.0;
    case RISKCTX_LAW_UNIFORM:
      return (upper ? self->b - x : x - self->a) / (self->b - self->a);
    case RISKCTX_LAW_TRIANGULAR:
      if (upper && x > self->b)
        return (self->c - x) / (self->c - self->a) * ((self->c - x) / (self->c - self->b));
      f = triangular_cdf (self, x);
      break;
    case RISKCTX_LAW_PERT:
      return pert_cdf (self, x, upper);
    case RISKCTX_LAW_NORMAL:
      {
        const double z = (x - self->a) / self->b;

        if (upper)
          return MIN (1.0, riskctx_math_normal_cdf (-z) / self->c);
        f = riskctx_math_normal_cdf (z);
        return self->truncated ? MAX (0.0, f - riskctx_math_normal_cdf (-self->a / self->b))
                                 / self->c
                               : f;
      }
    case RISKCTX_LAW_LOGNORMAL:
      {
        const double z = (riskctx_math_log (x) - self->a) / self->b;

        return riskctx_math_normal_cdf (upper ? -z : z);
      }
    case RISKCTX_LAW_GAMMA:
      return upper ? riskctx_math_gamma_upper (self->a, x / self->b)
                   : riskctx_math_gamma_lower (self->a, x / self->b);
    case RISKCTX_LAW_INVERSE_GAUSSIAN:
      return upper ? riskctx_law_inverse_gaussian_survival (self->a, self->b, x)
                   : riskctx_law_inverse_gaussian_cdf (self->a, self->b, x);
    case RISKCTX_LAW_PARETO:
      f = pareto_survival (self, x - self->a);
      return upper ? f : 1.0 - f;
    case RISKCTX_LAW_DISCRETE:
      return discrete_tail (self, x, upper);
    case RISKCTX_LAW_MIXTURE:
      for (guint i = 0; i < self->n_parts; i++)
        f += self->weights[i] * law_tail (self->parts[i], x, upper);
      return MIN (f, 1.0);
    case RISKCTX_LAW_PRODUCT:
      return product_tail (self, x, upper);
    default:
      g_return_val_if_reached (0.0);
    }
  return upper ? 1.0 - f : f;
}

double
riskctx_law_cdf (const RiskctxLaw *self,
                 double            x)
{
  return law_tail (self, x, FALSE);
}

double
riskctx_law_survival (const RiskctxLaw *self,
                      double            x)
{
  return law_tail (self, x, TRUE);
}

/* E min (X, x) of the normal law without truncation */
static double
normal_limited_mean (double mean,
                     double sd,
                     double x)
{
  const double z = (x - mean) / sd;

  return mean * riskctx_math_normal_cdf (z) - sd * riskctx_math_normal_density (z)
         + x * riskctx_math_normal_cdf (-z);
}

static double
pareto_limited_mean (const RiskctxLaw *self,
                     double            x)
{
  const double z = (x - self->a) / self->b;
  const double shape = self->c;
  double growth;

  if (shape == 0.0)
    return self->a - self->b * riskctx_math_expm1 (-z);
  growth = riskctx_math_log1p (shape * z);
  if (fabs (shape - 1.0) < 1e-9)
    return self->a + self->b * growth;
  return self->a - self->b * riskctx_math_expm1 ((1.0 - 1.0 / shape) * growth) / (1.0 - shape);
}

static double
product_limited_mean (const RiskctxLaw *self,
                      double            x)
{
  const RiskctxLaw *last = self->parts[self->n_parts - 1];
  const double limit = MIN (x, self->a);
  double sum = 0.0;

  for (guint i = 0; i < self->n; i++)
    {
      const double y = self->values[i];
      double part;

      if (y == 0.0)
        part = MIN (0.0, limit);
      else if (y > 0.0)
        part = y * riskctx_law_limited_mean (last, limit / y);
      else /* min (y X, x) = y max (X, x / y) */
        part = y * (last->mean + limit / y - riskctx_law_limited_mean (last, limit / y));
      sum += self->weights[i] * part;
    }
  return sum;
}

double
riskctx_law_limited_mean (const RiskctxLaw *self,
                          double            x)
{
  double sum = 0.0;

  if (x <= self->minimum)
    return x;
  if (x >= self->maximum)
    {
      if (self->kind != RISKCTX_LAW_PRODUCT || self->maximum < self->a)
        return self->mean;
    }

  switch (self->kind)
    {
    case RISKCTX_LAW_FIXED:
      return MIN (x, self->a);
    case RISKCTX_LAW_UNIFORM:
      return x - (x - self->a) * ((x - self->a) / (2.0 * (self->b - self->a)));
    case RISKCTX_LAW_TRIANGULAR:
      {
        const double range = self->c - self->a;

        if (x <= self->b)
          return x - (x - self->a) / range * ((x - self->a) / (self->b - self->a))
                     * (x - self->a) / 3.0;
        return self->mean - (self->c - x) / range * ((self->c - x) / (self->c - self->b))
                            * (self->c - x) / 3.0;
      }
    case RISKCTX_LAW_PERT:
      {
        const double t = (x - self->a) / self->b, s = (self->maximum - x) / self->b;
        const double share = self->c / (self->c + self->d);
        double front;
        const double below = riskctx_math_beta_front (self->c, self->d, t, s, self->log_beta,
                                                      &front);

        /* I_t (alpha + 1, beta) is I_t (alpha, beta) - front / alpha */
        return self->a + self->b * (share * (below - front / self->c) + t * (1.0 - below));
      }
    case RISKCTX_LAW_NORMAL:
      {
        double lower;

        if (!self->truncated)
          return normal_limited_mean (self->a, self->b, x);
        /* given X >= 0: E min (X, x) less what lies below 0, where min (X, x) = X */
        lower = normal_limited_mean (self->a, self->b, 0.0);
        return (normal_limited_mean (self->a, self->b, x) - lower) / self->c;
      }
    case RISKCTX_LAW_LOGNORMAL:
      {
        const double z = (riskctx_math_log (x) - self->a) / self->b;

        return self->mean * riskctx_math_normal_cdf (z - self->b)
               + x * riskctx_math_normal_cdf (-z);
      }
    case RISKCTX_LAW_GAMMA:
      return self->mean * riskctx_math_gamma_lower (self->a + 1.0, x / self->b)
             + x * riskctx_math_gamma_upper (self->a, x / self->b);
    case RISKCTX_LAW_INVERSE_GAUSSIAN:
      {
        const double root = sqrt (self->b / x);
        const double reflected = riskctx_math_exp (
          2.0 * self->b / self->a
          + riskctx_math_log_normal_cdf (-root * (x / self->a + 1.0)));
        const double near = riskctx_math_normal_cdf (root * (x / self->a - 1.0));

        return self->a * (near - reflected)
               + x * riskctx_law_inverse_gaussian_survival (self->a, self->b, x);
      }
    case RISKCTX_LAW_PARETO:
      return pareto_limited_mean (self, x);
    case RISKCTX_LAW_DISCRETE:
      for (guint i = 0; i < self->n; i++)
        sum += self->weights[i] * MIN (self->values[i], x);
      return sum;
    case RISKCTX_LAW_MIXTURE:
      for (guint i = 0; i < self->n_parts; i++)
        sum += self->weights[i] * riskctx_law_limited_mean (self->parts[i], x);
      return sum;
    case RISKCTX_LAW_PRODUCT:
      return product_limited_mean (self, x);
    default:
      g_return_val_if_reached (0.0);
    }
}
