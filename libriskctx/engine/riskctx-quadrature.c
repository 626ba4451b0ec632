/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-quadrature-private.h"
#include "riskctx-law-body-private.h"
#include "riskctx-math-private.h"

/* Panels halve towards either end of the unit interval; the last one is 2^-PANELS wide. */
#define PANELS 26
#define PANEL_POINTS 8

G_STATIC_ASSERT (RISKCTX_QUADRATURE_FINE == 2 * (PANELS * PANEL_POINTS + 1));

static const double legendre_point[PANEL_POINTS / 2] = {
  0.18343464249564980494, 0.52553240991632898582, 0.79666647741362673959, 0.96028985649753623168
};
static const double legendre_weight[PANEL_POINTS / 2] = {
  0.36268378337836198297, 0.31370664587788728734, 0.22238103445337447054, 0.10122853629037625915
};

/* Mean of the law given that it lies in its upper share t */
static double
upper_mean (const RiskctxLaw *law,
            double            t)
{
  const double q = riskctx_law_quantile_tail (law, t, TRUE);
  const double excess = (law->mean - riskctx_law_limited_mean (law, q)) / t;

  return isfinite (excess) && excess > 0.0 ? q + excess : q;
}

/* The law as many weighted points: Gauss-Legendre in the probability, panel by panel */
static guint
fine_points (const RiskctxLaw *law,
             double           *points,
             double           *weights)
{
  const double rest = ldexp (1.0, -PANELS - 1);
  guint n = 0;

  for (int upper = 0; upper <= 1; upper++)
    {
      for (int panel = 1; panel <= PANELS; panel++)
        {
          const double half = ldexp (1.0, -panel - 2);

          for (int i = 0; i < PANEL_POINTS; i++)
            {
              const int j = i / 2;
              const double offset = i % 2 == 0 ? legendre_point[j] : -legendre_point[j];

              points[n] = riskctx_law_quantile_tail (law, half * (3.0 + offset), upper);
              weights[n++] = half * legendre_weight[j];
            }
        }
      points[n] = upper ? upper_mean (law, rest) : riskctx_law_quantile_tail (law, rest, FALSE);
      weights[n++] = rest;
    }
  return n;
}

/* Eigenvalues of the symmetric tridiagonal matrix and the squares of the first components of its
 * eigenvectors: QL with Wilkinson's shift. off[i] couples i and i + 1 and is destroyed. */
static void
tridiagonal (guint   n,
             double *diagonal,
             double *off,
             double *first)
{
  for (guint i = 0; i < n; i++)
    first[i] = i == 0 ? 1.0 : 0.0;
  off[n - 1] = 0.0;

  for (guint l = 0; l < n; l++)
    for (int round = 0; round < 100; round++)
      {
        double g, r, s = 1.0, c = 1.0, p = 0.0;
        guint m = l;

        while (m + 1 < n
               && fabs (off[m]) > 1e-17 * (fabs (diagonal[m]) + fabs (diagonal[m + 1])))
          m++;
        if (m == l)
          break;

        g = (diagonal[l + 1] - diagonal[l]) / (2.0 * off[l]);
        r = sqrt (g * g + 1.0);
        g = diagonal[m] - diagonal[l] + off[l] / (g + (g < 0.0 ? -r : r));
        for (guint i = m; i-- > l;)
          {
            double f = s * off[i];
            const double b = c * off[i];

            r = sqrt (f * f + g * g);
            off[i + 1] = r;
            if (r == 0.0)
              {
                diagonal[i + 1] -= p;
                off[m] = 0.0;
                break;
              }
            s = f / r;
            c = g / r;
            g = diagonal[i + 1] - p;
            r = (diagonal[i] - g) * s + 2.0 * c * b;
            p = s * r;
            diagonal[i + 1] = g + p;
            g = c * r - b;
            f = first[i + 1];
            first[i + 1] = s * first[i] + c * f;
            first[i] = c * first[i] - s * f;
          }
        diagonal[l] -= p;
        off[l] = g;
        off[m] = 0.0;
      }
  for (guint i = 0; i < n; i++)
    first[i] *= first[i];
}

/* Recurrence of the polynomials that are orthogonal under the weighted points (Stieltjes).
 * Points are expected to have mean 0 and variance 1. Returns the degree reached. */
static guint
stieltjes (guint         count,
           const double *points,
           const double *weights,
           guint         n,
           double       *diagonal,
           double       *off)
{
  g_autofree double *now = g_new (double, count), *before = g_new (double, count);
  double norm = 0.0;

  for (guint i = 0; i < count; i++)
    {
      now[i] = 1.0;
      before[i] = 0.0;
      norm += weights[i];
    }
  for (guint k = 0; k < n; k++)
    {
      double a = 0.0, next_norm = 0.0, b;

      for (guint i = 0; i < count; i++)
        a += weights[i] * points[i] * now[i] * now[i];
      a /= norm;
      diagonal[k] = a;
      for (guint i = 0; i < count; i++)
        {
          const double next = (points[i] - a) * now[i] - (k == 0 ? 0.0 : off[k - 1]) * before[i];

          before[i] = now[i];
          now[i] = next;
          next_norm += weights[i] * next * next;
        }
      b = next_norm / norm;
      /* monic polynomials: scale so that the norm stays 1 */
      off[k] = sqrt (b);
      if (!(b > 1e-24) || k + 1 == n)
        return k + 1;
      for (guint i = 0; i < count; i++)
        now[i] /= off[k];
      norm = next_norm / b;
    }
  return n;
}

/* Beta (alpha, beta) on [0, 1]: the Jacobi polynomials, moved from [-1, 1] */
static void
jacobi (double  alpha,
        double  beta,
        guint   n,
        double *diagonal,
        double *off)
{
  const double a = beta - 1.0, b = alpha - 1.0;

  for (guint k = 0; k < n; k++)
    {
      const double s = 2.0 * k + a + b;
      const double j = k + 1.0, t = 2.0 * j + a + b;
      const double center = k == 0 ? (b - a) / (a + b + 2.0) : (b * b - a * a) / (s * (s + 2.0));
      const double square = k == 0
        ? 4.0 * (1.0 + a) * (1.0 + b) / ((2.0 + a + b) * (2.0 + a + b) * (3.0 + a + b))
        : 4.0 * j * (j + a) * (j + b) * (j + a + b) / (t * t * (t + 1.0) * (t - 1.0));

      diagonal[k] = 0.5 * (1.0 + center);
      off[k] = 0.5 * sqrt (square);
    }
}

static guint
discrete_points (const RiskctxLaw *law,
                 guint             n,
                 double           *points,
                 double           *weights)
{
  if (law->minimum == law->maximum)
    {
      points[0] = law->minimum;
      weights[0] = 1.0;
      return 1;
    }
  if (law->kind != RISKCTX_LAW_DISCRETE || law->n > n)
    return 0;
  for (guint i = 0; i < law->n; i++)
    {
      points[i] = law->values[i];
      weights[i] = law->weights[i];
    }
  return law->n;
}

guint
riskctx_quadrature_fine (const RiskctxLaw *law,
                         double           *points,
                         double           *weights)
{
  const guint count = discrete_points (law, RISKCTX_QUADRATURE_FINE, points, weights);

  return count > 0 ? count : fine_points (law, points, weights);
}

guint
riskctx_quadrature_reduce (guint         count,
                           const double *points,
                           const double *weights,
                           guint         n,
                           double       *out_points,
                           double       *out_weights)
{
  double diagonal[RISKCTX_QUADRATURE_MAX], off[RISKCTX_QUADRATURE_MAX];
  g_autofree double *standard = g_new (double, count);
  double mean = 0.0, variance = 0.0, scale;

  for (guint i = 0; i < count; i++)
    mean += weights[i] * points[i];
  for (guint i = 0; i < count; i++)
    variance += weights[i] * (points[i] - mean) * (points[i] - mean);
  scale = sqrt (variance);
  if (!(scale > 0.0))
    {
      out_points[0] = mean;
      out_weights[0] = 1.0;
      return 1;
    }

  for (guint i = 0; i < count; i++)
    standard[i] = (points[i] - mean) / scale;
  n = stieltjes (count, standard, weights, n, diagonal, off);
  tridiagonal (n, diagonal, off, out_weights);
  for (guint i = 0; i < n; i++)
    out_points[i] = mean + scale * diagonal[i];
  return n;
}

guint
riskctx_quadrature_law (const RiskctxLaw *law,
                        guint             n,
                        double           *points,
                        double           *weights)
{
  double sum = 0.0, ratio;
  guint count = discrete_points (law, n, points, weights);

  if (count > 0)
    return count;

  if (law->kind == RISKCTX_LAW_PERT || law->kind == RISKCTX_LAW_UNIFORM)
    {
      double diagonal[RISKCTX_QUADRATURE_MAX], off[RISKCTX_QUADRATURE_MAX];
      const gboolean pert = law->kind == RISKCTX_LAW_PERT;

      jacobi (pert ? law->c : 1.0, pert ? law->d : 1.0, n, diagonal, off);
      tridiagonal (n, diagonal, off, weights);
      for (guint i = 0; i < n; i++)
        points[i] = law->minimum + (law->maximum - law->minimum) * diagonal[i];
    }
  else
    {
      double fine[RISKCTX_QUADRATURE_FINE], fine_weights[RISKCTX_QUADRATURE_FINE];

      if (law->kind == RISKCTX_LAW_DISCRETE)
        {
          n = riskctx_quadrature_reduce (law->n, law->values, law->weights, n, points, weights);
        }
      else
        {
          count = fine_points (law, fine, fine_weights);
          n = riskctx_quadrature_reduce (count, fine, fine_weights, n, points, weights);
        }
    }

  /* what is left of the panels' error goes, so that no mean drifts */
  for (guint i = 0; i < n; i++)
    sum += weights[i] * points[i];
  ratio = law->mean / sum;
  if (!(fabs (ratio - 1.0) < 1e-3))
    ratio = 1.0;
  for (guint i = 0; i < n; i++)
    points[i] = CLAMP (points[i] * ratio, law->minimum, law->maximum);
  return n;
}

double
riskctx_quadrature_sd (const RiskctxLaw *law)
{
  double points[RISKCTX_QUADRATURE_FINE], weights[RISKCTX_QUADRATURE_FINE];
  const guint n = fine_points (law, points, weights);
  double mean = 0.0, square = 0.0;

  for (guint i = 0; i < n; i++)
    mean += weights[i] * points[i];
  for (guint i = 0; i < n; i++)
    square += weights[i] * (points[i] - mean) * (points[i] - mean);
  return sqrt (square);
}
