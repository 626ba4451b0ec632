/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-law-body-private.h"
#include "riskctx-math-private.h"

/* The inverse x (t) of a distribution function with density f obeys, in w = log t,
 *   dx/dw = v,  dv/dw = v - s (x) v^2,  where v = +-t / f (x) and s = f' / f.
 * For the laws here s is a rational function, so following it needs no exponential at all, which
 * makes it an order of magnitude cheaper than solving for every quantile. Steinbrecher and Shaw
 * describe this equation in "Quantile mechanics" (2008). */

/* nodes from one exact quantile to the next, which takes back what the steps have lost */
#define ANCHOR 192u

typedef struct
{
  double a, b, c;
  double constant;
} Score;

/* PERT, from the end counted from: a / x + b / (1 - x); gamma: a / x + c;
 * inverse gaussian: a / x + b / x^2 + c */
typedef double (*ScoreFunc) (const Score *score, double x);

static double
score_pert (const Score *score,
            double       x)
{
  return score->a / x + score->b / (1.0 - x);
}

static double
score_gamma (const Score *score,
             double       x)
{
  return score->a / x + score->c;
}

static double
score_inverse_gaussian (const Score *score,
                        double       x)
{
  return score->a / x + score->b / (x * x) + score->c;
}

static void
step (const Score *score,
      ScoreFunc    func,
      double       h,
      double      *x,
      double      *v)
{
  const double x0 = *x, v0 = *v;
  const double a1 = v0 - func (score, x0) * v0 * v0;
  const double v1 = v0 + 0.5 * h * a1, x1 = x0 + 0.5 * h * v0;
  const double a2 = v1 - func (score, x1) * v1 * v1;
  const double v2 = v0 + 0.5 * h * a2, x2 = x0 + 0.5 * h * v1;
  const double a3 = v2 - func (score, x2) * v2 * v2;
  const double v3 = v0 + h * a3, x3 = x0 + h * v2;
  const double a4 = v3 - func (score, x3) * v3 * v3;

  *x = x0 + h / 6.0 * (v0 + 2.0 * v1 + 2.0 * v2 + v3);
  *v = v0 + h / 6.0 * (a1 + 2.0 * a2 + 2.0 * a3 + a4);
}

/* Logarithm of the density, in the coordinates of the score */
static double
log_density (const RiskctxLaw *law,
             const Score      *score,
             double            x)
{
  const double log_x = riskctx_math_log (x);

  switch ((guint) law->kind)
    {
    case RISKCTX_LAW_PERT:
      return score->constant + score->a * log_x - score->b * riskctx_math_log1p (-x);
    case RISKCTX_LAW_GAMMA:
      return score->constant + score->a * log_x - x;
    default:
      return score->constant - 1.5 * log_x - score->b * (x - 1.0) * (x - 1.0) / x;
    }
}

static double
exact (const RiskctxLaw *law,
       gboolean          upper,
       double            t)
{
  switch ((guint) law->kind)
    {
    case RISKCTX_LAW_PERT:
      return upper ? riskctx_law_pert_quantile (law->d, law->c, t)
                   : riskctx_law_pert_quantile (law->c, law->d, t);
    case RISKCTX_LAW_GAMMA:
      return riskctx_law_gamma_quantile (law->a, t, upper);
    default:
      return riskctx_law_inverse_gaussian_quantile (1.0, law->b / law->a, t, upper);
    }
}

gboolean
riskctx_law_follow_quantile (const RiskctxLaw *self,
                             gboolean          upper,
                             guint             n,
                             double          (*place) (guint node),
                             double           *values)
{
  Score score = { 0.0, 0.0, 0.0, 0.0 };
  double x = 0.0, v = 0.0, t = 0.0;
  /* the upper tail of a PERT law is the lower tail of its mirror image */
  const gboolean falling = upper && self->kind != RISKCTX_LAW_PERT;
  ScoreFunc func;

  switch ((guint) self->kind)
    {
    case RISKCTX_LAW_PERT:
      if (self->c > 200.0 || self->d > 200.0)
        return FALSE;
      func = score_pert;
      score.a = (upper ? self->d : self->c) - 1.0;
      score.b = 1.0 - (upper ? self->c : self->d);
      score.constant = riskctx_math_lgamma (self->c + self->d) - riskctx_math_lgamma (self->c)
                       - riskctx_math_lgamma (self->d);
      break;
    case RISKCTX_LAW_GAMMA:
      if (self->a > 200.0 || self->a < 0.4)
        return FALSE;
      func = score_gamma;
      score.a = self->a - 1.0;
      score.c = -1.0;
      score.constant = -riskctx_math_lgamma (self->a);
      break;
    case RISKCTX_LAW_INVERSE_GAUSSIAN:
      {
        const double half = 0.5 * self->b / self->a;

        if (half > 100.0 || half < 0.01)
          return FALSE;
        func = score_inverse_gaussian;
        score.a = -1.5;
        score.b = half;
        score.c = -half;
        score.constant = 0.5 * riskctx_math_log (half / 3.14159265358979323846);
        break;
      }
    default:
      return FALSE;
    }

  for (guint i = 0; i < n; i++)
    {
      const double next = place (i);

      if (i % ANCHOR == 0)
        {
          x = exact (self, upper, next);
          v = riskctx_math_exp (riskctx_math_log (next) - log_density (self, &score, x));
          if (falling)
            v = -v;
        }
      else
        {
          step (&score, func, riskctx_math_log (next / t), &x, &v);
        }
      t = next;
      if (self->kind == RISKCTX_LAW_PERT)
        values[i] = upper ? self->maximum - self->b * x : self->a + self->b * x;
      else
        values[i] = (self->kind == RISKCTX_LAW_GAMMA ? self->b : self->a) * x;
    }
  return TRUE;
}
