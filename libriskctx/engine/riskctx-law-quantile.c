/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-law-body-private.h"
#include "riskctx-math-private.h"


/* Inverse distribution functions. t is the probability of the tail counted from the end asked
 * for, so that neither end loses digits. */

typedef struct _Root Root;

struct _Root
{
  double   a, b;         /* parameters of the law */
  double   log_constant; /* logarithm of the density's constant */
  gboolean upper;
  /* tail probability at x > 0, and the density */
  double (*tail) (const Root *root, double x, double *density);
};

/* Newton's method for log tail (exp y) = log t, where most tails are nearly straight lines, kept
 * inside a bracket that every step narrows. */
static double
solve (const Root *root,
       double      start,
       double      t)
{
  const double log_t = riskctx_math_log (t);
  double low = -760.0, high = 700.0;
  double y = CLAMP (riskctx_math_log (start), low + 1.0, high - 1.0);

  for (int i = 0; i < 200; i++)
    {
      const double x = riskctx_math_exp (y);
      double density, step, next;
      const double tail = root->tail (root, x, &density);
      double distance = riskctx_math_log (tail) - log_t;

      if (root->upper)
        distance = -distance;
      if (distance == 0.0)
        break;
      if (distance < 0.0)
        low = y;
      else
        high = y;

      step = distance * tail / (x * density);
      next = y - step;
      if (!(next > low && next < high))
        next = high - low > 4.0 ? y + (distance < 0.0 ? MIN (1.0, 0.5 * (high - y))
                                                      : -MIN (1.0, 0.5 * (y - low)))
                                : 0.5 * (low + high);
      if (fabs (next - y) <= 2e-16 * (1.0 + fabs (y)))
        {
          y = next;
          break;
        }
      y = next;
    }
  return riskctx_math_exp (y);
}

static double
beta_tail (const Root *root,
           double      x,
           double     *density)
{
  if (x >= 1.0)
    {
      *density = 1e-300;
      return 1.0;
    }
  *density = riskctx_math_exp ((root->a - 1.0) * riskctx_math_log (x)
                               + (root->b - 1.0) * riskctx_math_log1p (-x) + root->log_constant);
  return riskctx_math_beta (root->a, root->b, x, 1.0 - x);
}

double
riskctx_law_pert_quantile (double alpha,
                           double beta,
                           double t)
{
  Root root = { alpha, beta, 0.0, FALSE, beta_tail };
  double start;

  root.log_constant = riskctx_math_lgamma (alpha + beta) - riskctx_math_lgamma (alpha)
                      - riskctx_math_lgamma (beta);
  /* the leading term of the series at 0, below the answer for beta >= 1 */
  start = riskctx_math_exp ((riskctx_math_log (t * alpha) - root.log_constant) / alpha);
  return MIN (1.0, solve (&root, MIN (start, alpha / (alpha + beta)), t));
}

static double
gamma_tail (const Root *root,
            double      x,
            double     *density)
{
  *density = riskctx_math_exp ((root->a - 1.0) * riskctx_math_log (x) - x + root->log_constant);
  return root->upper ? riskctx_math_gamma_upper (root->a, x)
                     : riskctx_math_gamma_lower (root->a, x);
}

double
riskctx_law_gamma_quantile (double   shape,
                            double   t,
                            gboolean upper)
{
  Root root = { shape, 0.0, -riskctx_math_lgamma (shape), upper, gamma_tail };
  const double z = riskctx_math_normal_quantile (t);
  const double cube = 1.0 - 1.0 / (9.0 * shape) + (upper ? -z : z) / (3.0 * sqrt (shape));
  const double leading = riskctx_math_exp (
    CLAMP ((riskctx_math_log (upper ? 1.0 - t : t) + riskctx_math_lgamma (shape + 1.0)) / shape,
           -1e4, 600.0));

  if (!upper && leading < 1e-300)
    return 0.0;
  /* Wilson and Hilferty's cube where it is meant to hold, else the series' leading term */
  return solve (&root, cube > 0.2 && shape > 0.5 ? shape * cube * cube * cube
                                                 : MAX (leading, 1e-300),
                t);
}

static double
inverse_gaussian_tail (const Root *root,
                       double      x,
                       double     *density)
{
  const double distance = x / root->a - 1.0;

  *density = riskctx_math_exp (root->log_constant - 1.5 * riskctx_math_log (x)
                               - root->b * distance * distance / (2.0 * x));
  return root->upper ? riskctx_law_inverse_gaussian_survival (root->a, root->b, x)
                     : riskctx_law_inverse_gaussian_cdf (root->a, root->b, x);
}

double
riskctx_law_inverse_gaussian_quantile (double   mean,
                                       double   shape,
                                       double   t,
                                       gboolean upper)
{
  const double phi = shape / mean;
  Root root = { 1.0, phi, 0.0, upper, inverse_gaussian_tail };
  const double square = riskctx_math_log1p (1.0 / phi);
  const double z = riskctx_math_normal_quantile (t);

  root.log_constant = 0.5 * riskctx_math_log (phi) - 0.91893853320467274178;
  /* start at the lognormal law with the same mean and variance */
  return mean * solve (&root, riskctx_math_exp (CLAMP ((upper ? -z : z) * sqrt (square)
                                                         - 0.5 * square, -600.0, 600.0)),
                       t);
}

static double
triangular_quantile (const RiskctxLaw *self,
                     double            t,
                     gboolean          upper)
{
  const double range = self->c - self->a;
  const double left = (self->b - self->a) / range;
  const double right = (self->c - self->b) / range;

  if (upper)
    return t <= right ? self->c - range * sqrt (t * right)
                      : self->a + range * sqrt ((1.0 - t) * left);
  return t <= left ? self->a + range * sqrt (t * left)
                   : self->c - range * sqrt ((1.0 - t) * right);
}

static double
normal_quantile (const RiskctxLaw *self,
                 double            t,
                 gboolean          upper)
{
  double z;

  if (!self->truncated)
    z = riskctx_math_normal_quantile (t);
  else if (upper)
    z = riskctx_math_normal_quantile (MIN (t * self->c, 1.0 - 0x1p-53));
  else
    z = riskctx_math_normal_quantile (MIN (riskctx_math_normal_cdf (-self->a / self->b)
                                             + t * self->c,
                                           1.0 - 0x1p-53));
  z = self->a + self->b * (upper ? -z : z);
  return self->truncated ? MAX (0.0, z) : z;
}

/* The end of a fraction of the law by value, never rounded past */
static double
discrete_quantile (const RiskctxLaw *self,
                   double            t,
                   gboolean          upper)
{
  double sum = 0.0;

  if (upper)
    {
      for (guint i = self->n; i-- > 1;)
        {
          sum += self->weights[i];
          if (sum > t * (1.0 + 1e-14))
            return self->values[i];
        }
      return self->values[0];
    }
  for (guint i = 0; i + 1 < self->n; i++)
    {
      sum += self->weights[i];
      if (sum >= t * (1.0 - 1e-14))
        return self->values[i];
    }
  return self->values[self->n - 1];
}

/* Smallest x with F (x) >= p, between two ends, by halving: first the exponent where the ends are
 * far apart, then the distance. */
static double
bisect (const RiskctxLaw *self,
        double            low,
        double            high,
        double            t,
        gboolean          upper)
{
  for (int i = 0; i < 400; i++)
    {
      double middle = low + 0.5 * (high - low);
      gboolean reached;

      if (low > 0.0 && high > 4.0 * low)
        middle = sqrt (low) * sqrt (high);
      if (middle <= low || middle >= high || high - low <= 1e-15 * fabs (high))
        break;
      reached = upper ? riskctx_law_survival (self, middle) <= t
                      : riskctx_law_cdf (self, middle) >= t;
      if (reached)
        high = middle;
      else
        low = middle;
    }
  return high;
}

static double
mixture_quantile (const RiskctxLaw *self,
                  double            t,
                  gboolean          upper)
{
  double low = INFINITY, high = -INFINITY;

  for (guint i = 0; i < self->n_parts; i++)
    {
      const double q = riskctx_law_quantile_tail (self->parts[i], t, upper);

      low = MIN (low, q);
      high = MAX (high, q);
    }
  if (low == high)
    return high;
  /* the lower end itself may be an atom that already reaches t */
  if (upper ? riskctx_law_survival (self, low) <= t : riskctx_law_cdf (self, low) >= t)
    return low;
  return bisect (self, low, high, t, upper);
}

static double
product_quantile (const RiskctxLaw *self,
                  double            t,
                  gboolean          upper)
{
  const RiskctxLaw *last = self->parts[self->n_parts - 1];
  double low = INFINITY, high = -INFINITY;

  for (guint i = 0; i < self->n; i++)
    {
      const double y = self->values[i];
      const double q = y == 0.0 ? 0.0
                                : y * riskctx_law_quantile_tail (last, t, y > 0.0 ? upper : !upper);

      low = MIN (low, q);
      high = MAX (high, q);
    }
  low = MIN (low, self->a);
  high = MIN (high, self->a);
  if (low == high
      || (upper ? riskctx_law_survival (self, low) <= t : riskctx_law_cdf (self, low) >= t))
    return low;
  return bisect (self, low, high, t, upper);
}

double
riskctx_law_quantile_tail (const RiskctxLaw *self,
                           double            t,
                           gboolean          upper)
{
  switch (self->kind)
    {
    case RISKCTX_LAW_FIXED:
      return self->a;
    case RISKCTX_LAW_UNIFORM:
      return upper ? self->b - t * (self->b - self->a) : self->a + t * (self->b - self->a);
    case RISKCTX_LAW_TRIANGULAR:
      return triangular_quantile (self, t, upper);
    case RISKCTX_LAW_PERT:
      return upper ? self->maximum - self->b * riskctx_law_pert_quantile (self->d, self->c, t)
                   : self->a + self->b * riskctx_law_pert_quantile (self->c, self->d, t);
    case RISKCTX_LAW_NORMAL:
      return normal_quantile (self, t, upper);
    case RISKCTX_LAW_LOGNORMAL:
      {
        const double z = riskctx_math_normal_quantile (t);

        return riskctx_math_exp (self->a + self->b * (upper ? -z : z));
      }
    case RISKCTX_LAW_GAMMA:
      return self->b * riskctx_law_gamma_quantile (self->a, t, upper);
    case RISKCTX_LAW_INVERSE_GAUSSIAN:
      return riskctx_law_inverse_gaussian_quantile (self->a, self->b, t, upper);
    case RISKCTX_LAW_PARETO:
      {
        const double growth = upper ? -riskctx_math_log (t) : -riskctx_math_log1p (-t);

        return self->a + self->b * (self->c == 0.0 ? growth
                                                   : riskctx_math_expm1 (self->c * growth)
                                                     / self->c);
      }
    case RISKCTX_LAW_DISCRETE:
      return discrete_quantile (self, t, upper);
    case RISKCTX_LAW_MIXTURE:
      return mixture_quantile (self, t, upper);
    case RISKCTX_LAW_PRODUCT:
      return product_quantile (self, t, upper);
    default:
      g_return_val_if_reached (0.0);
    }
}

double
riskctx_law_quantile (const RiskctxLaw *self,
                      double            p)
{
  g_return_val_if_fail (p > 0.0 && p < 1.0, 0.0);

  return p > 0.5 ? riskctx_law_quantile_tail (self, 1.0 - p, TRUE)
                 : riskctx_law_quantile_tail (self, p, FALSE);
}

double
riskctx_law_quantile_upper (const RiskctxLaw *self,
                            double            q)
{
  g_return_val_if_fail (q > 0.0 && q < 1.0, 0.0);

  return riskctx_law_quantile_tail (self, q, TRUE);
}
