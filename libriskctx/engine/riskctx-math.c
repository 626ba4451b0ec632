/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-math-private.h"

#include <string.h>

/* A factor of a continued fraction this near to 1 is 1: rounding may keep it from coming nearer. */
#define ROUNDING 4e-16
/* After so many factors it does keep them, by a little more. */
#define LONG 1000
#define LONG_ROUNDING 1e-15
#define LN2_HIGH 0x1.62e42fee00000p-1
#define LN2_LOW 0x1.a39ef35793c76p-33
#define SQRT_HALF 0.70710678118654752440
#define INV_SQRT_2PI 0.39894228040143267794
#define HALF_LOG_2PI 0.91893853320467274178

static inline double
from_bits (guint64 bits)
{
  double value;

  memcpy (&value, &bits, sizeof value);
  return value;
}

static inline guint64
to_bits (double value)
{
  guint64 bits;

  memcpy (&bits, &value, sizeof bits);
  return bits;
}

/* 2^k for a normal result */
static inline double
power_of_two (int k)
{
  return from_bits ((guint64) (k + 1023) << 52);
}

/* 1/n! from n = 0; the series to degree 13 leaves 5e-18 on half of log 2 */
static const double inverse_factorial[] = {
  1.0,           1.0,            1.0 / 2.0,       1.0 / 6.0,        1.0 / 24.0,
  1.0 / 120.0,   1.0 / 720.0,    1.0 / 5040.0,    1.0 / 40320.0,    1.0 / 362880.0,
  1.0 / 3628800.0, 1.0 / 39916800.0, 1.0 / 479001600.0, 1.0 / 6227020800.0,
};

double
riskctx_math_exp (double x)
{
  double k, r, sum;
  int n;

  if (x != x)
    return x;
  if (x > 709.782712893384)
    return INFINITY;
  if (x < -745.2)
    return 0.0;

  k = floor (x * 1.44269504088896340736 + 0.5);
  r = (x - k * LN2_HIGH) - k * LN2_LOW;
  sum = inverse_factorial[13];
  for (int i = 12; i >= 0; i--)
    sum = sum * r + inverse_factorial[i];

  n = (int) k;
  if (n > 1022)
    return sum * power_of_two (n - 2) * 4.0;
  if (n < -1021)
    return sum * power_of_two (n + 60) * 0x1p-60;
  return sum * power_of_two (n);
}

double
riskctx_math_expm1 (double x)
{
  double sum;

  if (fabs (x) > 0.35)
    return riskctx_math_exp (x) - 1.0;

  sum = inverse_factorial[13];
  for (int i = 12; i >= 1; i--)
    sum = sum * x + inverse_factorial[i];
  return sum * x;
}

/* 2 atanh (s) = log ((1 + s) / (1 - s)) for |s| <= 0.172, without its leading term 2 s */
static inline double
log_tail (double s)
{
  const double q = s * s;
  double sum = 2.0 / 25.0;

  for (int n = 23; n >= 3; n -= 2)
    sum = sum * q + 2.0 / n;
  return sum * q * s;
}

double
riskctx_math_log (double x)
{
  guint64 bits;
  double m, f, s, k = 0.0;

  if (x != x || x < 0.0)
    return NAN;
  if (x == 0.0)
    return -INFINITY;
  if (x > 1.7976931348623157e308)
    return INFINITY;
  if (x < 0x1p-1022)
    {
      x *= 0x1p54;
      k = -54.0;
    }

  bits = to_bits (x);
  k += (double) (int) (bits >> 52) - 1023.0;
  m = from_bits ((bits & G_GUINT64_CONSTANT (0x000fffffffffffff))
                 | G_GUINT64_CONSTANT (0x3ff0000000000000));
  if (m > 2.0 * SQRT_HALF)
    {
      m *= 0.5;
      k += 1.0;
    }

  /* log (1 + f) = 2 s + ...; 2 s is written as f - s f, which keeps its small bits */
  f = m - 1.0;
  s = f / (2.0 + f);
  return k * LN2_HIGH + (f + (k * LN2_LOW + (log_tail (s) - s * f)));
}

double
riskctx_math_log1p (double x)
{
  double s;

  if (x < -0.25 || x > 0.35)
    return riskctx_math_log (1.0 + x);

  s = x / (2.0 + x);
  return x + (log_tail (s) - s * x);
}

double
riskctx_math_pow (double x, double y)
{
  if (y == 0.0)
    return 1.0;
  if (x <= 0.0)
    return y > 0.0 ? 0.0 : INFINITY;
  if (y == 1.0)
    return x;
  return riskctx_math_exp (y * riskctx_math_log (x));
}

/* Stirling's series beyond 16, where eight terms leave less than 1e-17; below, the recurrence
 * gamma (x + 1) = x gamma (x). */
double
riskctx_math_lgamma (double x)
{
  static const double series[] = {
    1.0 / 12.0,      -1.0 / 360.0, 1.0 / 1260.0,      -1.0 / 1680.0,
    1.0 / 1188.0,    -691.0 / 360360.0, 1.0 / 156.0,  -3617.0 / 122400.0,
  };
  double product = 1.0, q, sum;

  if (x == 1.0 || x == 2.0)
    return 0.0;

  while (x < 16.0)
    {
      product *= x;
      x += 1.0;
    }
  q = 1.0 / (x * x);
  sum = 0.0;
  for (int i = G_N_ELEMENTS (series) - 1; i >= 0; i--)
    sum = sum * q + series[i];
  return (x - 0.5) * riskctx_math_log (x) - x + HALF_LOG_2PI + sum / x
         - riskctx_math_log (product);
}

/* (1 + 2 x) exp (x^2) erfc (x) in powers of t = (x - 3.75) / (x + 3.75): Chebyshev interpolation
 * of that function at 50 digits, cut where the terms fall below 3e-19 and rewritten in powers.
 * x >= 0; largest relative error seen 3.5e-16. */
static double
scaled_erfc (double x)
{
  static const double c[] = {
    1.23751263083782753,      -0.140240598585546962,    0.00358541548547902564,
    0.0822767384901452077,    -0.108803930142444613,    0.0923043211603774778,
    -0.0586933985766493384,   0.0283622774189564043,    -0.00974657968326526223,
    0.00175562585289529536,   0.00029371437804495803,   -0.000290154080540841711,
    0.0000516465297417741613, 0.0000223842391550822298, -0.0000114380480333468936,
    -9.73559896736774934e-7,  1.74198215862248159e-6,   -5.72182306032240875e-8,
    -2.48571262480167429e-7,  2.32635087088591237e-8,   3.19792667166680429e-8,
    -3.74421008096201864e-9,  -2.62310734713347576e-9,  3.1114333809799252e-10,
  };
  const double t = (x - 3.75) / (x + 3.75);
  double sum = c[G_N_ELEMENTS (c) - 1];

  for (int i = G_N_ELEMENTS (c) - 2; i >= 0; i--)
    sum = sum * t + c[i];
  return sum / (1.0 + 2.0 * x);
}

/* exp (-z^2 / 2) without the error that rounding z^2 would leave in a far tail */
static double
exp_half_square (double z)
{
  const double high = from_bits (to_bits (z) & ~G_GUINT64_CONSTANT (0x7ffffff));
  const double low = z - high;

  return riskctx_math_exp (-0.5 * high * high) * riskctx_math_exp (-0.5 * low * (z + high));
}

double
riskctx_math_normal_density (double z)
{
  return fabs (z) > 40.0 ? 0.0 : INV_SQRT_2PI * exp_half_square (z);
}

double
riskctx_math_normal_cdf (double z)
{
  double tail;

  if (z > 40.0)
    return 1.0;
  if (z < -40.0)
    return 0.0;

  tail = 0.5 * exp_half_square (z) * scaled_erfc (fabs (z) * SQRT_HALF);
  return z > 0.0 ? 1.0 - tail : tail;
}

double
riskctx_math_log_normal_cdf (double z)
{
  if (z > -5.0)
    return riskctx_math_log (riskctx_math_normal_cdf (z));
  return -0.5 * z * z + riskctx_math_log (0.5 * scaled_erfc (-z * SQRT_HALF));
}

/* A rational start from the asymptotic form of the tail (Abramowitz and Stegun 26.2.23, error
 * 4.5e-4), then two Halley steps, each of which cubes the error. */
static double
normal_lower_quantile (double p)
{
  const double t = sqrt (-2.0 * riskctx_math_log (p));
  double z = -(t - ((0.010328 * t + 0.802853) * t + 2.515517)
                       / (((0.001308 * t + 0.189269) * t + 1.432788) * t + 1.0));

  for (int i = 0; i < 2; i++)
    {
      const double density = riskctx_math_normal_density (z);
      const double step = (riskctx_math_normal_cdf (z) - p) / density;

      z -= step / (1.0 + 0.5 * z * step);
    }
  return MIN (z, 0.0);
}

double
riskctx_math_normal_quantile (double p)
{
  return p > 0.5 ? -normal_lower_quantile (1.0 - p) : normal_lower_quantile (p);
}

/* exp (-x) x^shape / gamma (shape + 1); for large shapes by the distance from the mode, since the
 * logarithms alone would cancel */
static double
gamma_factor (double shape, double x)
{
  double d, log_term, q;

  if (shape < 50.0)
    return riskctx_math_exp (shape * riskctx_math_log (x) - x - riskctx_math_lgamma (shape + 1.0));

  d = (x - shape) / shape;
  log_term = shape * (riskctx_math_log1p (d) - d);
  q = 1.0 / (shape * shape);
  return riskctx_math_exp (log_term - (1.0 / 12.0 - q * (1.0 / 360.0 - q / 1260.0)) / shape)
         * INV_SQRT_2PI / sqrt (shape);
}

static double
gamma_series (double shape, double x)
{
  double term = 1.0, sum = 1.0;

  for (int n = 1; n < 100000 && term > sum * 1e-17; n++)
    {
      term *= x / (shape + n);
      sum += term;
    }
  return sum * gamma_factor (shape, x);
}

/* Legendre's continued fraction for the upper function, from the front (modified Lentz) */
static double
gamma_fraction (double shape, double x)
{
  const double factor = gamma_factor (shape, x) * shape;
  double b = x + 1.0 - shape;
  double c = 1e300, d = 1.0 / b, h = d;

  if (factor == 0.0)
    return 0.0;

  for (int n = 1; n < 100000; n++)
    {
      const double a = -n * (n - shape);
      double delta;

      b += 2.0;
      d = a * d + b;
      d = 1.0 / (fabs (d) < 1e-300 ? 1e-300 : d);
      c = b + a / c;
      c = fabs (c) < 1e-300 ? 1e-300 : c;
      delta = c * d;
      h *= delta;
      if (fabs (delta - 1.0) < (n > LONG ? LONG_ROUNDING : ROUNDING))
        break;
    }
  return h * factor;
}

double
riskctx_math_gamma_lower (double shape, double x)
{
  if (x <= 0.0)
    return 0.0;
  if (x > 1e300)
    return 1.0;
  return x < shape + 1.0 ? gamma_series (shape, x) : 1.0 - gamma_fraction (shape, x);
}

double
riskctx_math_gamma_upper (double shape, double x)
{
  if (x <= 0.0)
    return 1.0;
  if (x > 1e300)
    return 0.0;
  return x < shape + 1.0 ? 1.0 - gamma_series (shape, x) : gamma_fraction (shape, x);
}

/* The continued fraction DLMF 8.17.22, which converges fast for x below (a + 1) / (a + b + 2) */
static double
beta_fraction (double a, double b, double x)
{
  double c = 1.0, d = 1.0 - (a + b) * x / (a + 1.0), h;

  d = 1.0 / (fabs (d) < 1e-300 ? 1e-300 : d);
  h = d;
  for (int m = 1; m < 100000; m++)
    {
      const double even = m * (b - m) * x / ((a + 2 * m - 1.0) * (a + 2 * m));
      const double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1.0));
      double delta;

      d = 1.0 + even * d;
      d = 1.0 / (fabs (d) < 1e-300 ? 1e-300 : d);
      c = 1.0 + even / c;
      c = fabs (c) < 1e-300 ? 1e-300 : c;
      h *= d * c;
      d = 1.0 + odd * d;
      d = 1.0 / (fabs (d) < 1e-300 ? 1e-300 : d);
      c = 1.0 + odd / c;
      c = fabs (c) < 1e-300 ? 1e-300 : c;
      delta = d * c;
      h *= delta;
      if (fabs (delta - 1.0) < (m > LONG ? LONG_ROUNDING : ROUNDING))
        break;
    }
  return h;
}

double
riskctx_math_log_beta (double a, double b)
{
  return riskctx_math_lgamma (a) + riskctx_math_lgamma (b) - riskctx_math_lgamma (a + b);
}

double
riskctx_math_beta_front (double a, double b, double x, double y, double log_beta, double *front)
{
  *front = 0.0;
  if (x <= 0.0)
    return 0.0;
  if (y <= 0.0)
    return 1.0;

  *front = riskctx_math_exp (a * (x < 0.5 ? riskctx_math_log (x) : riskctx_math_log1p (-y))
                             + b * (y < 0.5 ? riskctx_math_log (y) : riskctx_math_log1p (-x))
                             - log_beta);
  if (x < (a + 1.0) / (a + b + 2.0))
    return *front * beta_fraction (a, b, x) / a;
  return 1.0 - *front * beta_fraction (b, a, y) / b;
}

double
riskctx_math_beta (double a, double b, double x, double y)
{
  double front;

  return riskctx_math_beta_front (a, b, x, y, riskctx_math_log_beta (a, b), &front);
}

/* sin and cos of an angle in [0, pi / 4] by their series */
static void
sine_and_cosine (double angle, double *sine, double *cosine)
{
  const double q = angle * angle;
  double s = 0.0, c = 0.0;

  for (int n = 10; n >= 1; n--)
    {
      s = (1.0 + s) * (-q / ((2 * n) * (2 * n + 1)));
      c = (1.0 + c) * (-q / ((2 * n) * (2 * n - 1)));
    }
  *sine = angle + angle * s;
  *cosine = 1.0 + c;
}

void
riskctx_math_sincos (double  x,
                     double *sine,
                     double *cosine)
{
  /* pi / 2 in three parts, the first two with 33 bits, so that their multiples are exact */
  const double quarter = floor (x * 0.63661977236758134308 + 0.5);
  const double r = ((x - quarter * 0x1.921fb544p+0) - quarter * 0x1.0b4611a6p-34)
                   - quarter * 0x1.3198a2e037073p-69;
  double s, c;

  sine_and_cosine (fabs (r), &s, &c);
  if (r < 0.0)
    s = -s;
  switch ((int) (quarter - 4.0 * floor (quarter / 4.0)))
    {
    case 0: *sine = s; *cosine = c; break;
    case 1: *sine = c; *cosine = -s; break;
    case 2: *sine = -s; *cosine = -c; break;
    default: *sine = -c; *cosine = s; break;
    }
}

/* atan of a number in [0, 1]: moved to |r| <= tan (pi / 8), where the series converges fast */
static double
arc_tangent (double x)
{
  const double eighth = 0.41421356237309504880;
  const double r = x > eighth ? (x - 1.0) / (x + 1.0) : x;
  const double q = r * r;
  double sum = 0.0;

  for (int n = 43; n >= 3; n -= 2)
    sum = (1.0 / n - sum) * q;
  return (x > eighth ? 0.78539816339744830962 : 0.0) + (r - r * sum);
}

double
riskctx_math_atan2 (double y,
                    double x)
{
  const double ax = fabs (x), ay = fabs (y);
  double angle;

  if (ax == 0.0 && ay == 0.0)
    return 0.0;
  angle = ay <= ax ? arc_tangent (ay / ax) : 1.57079632679489661923 - arc_tangent (ax / ay);
  if (x < 0.0)
    angle = 3.14159265358979323846 - angle;
  return y < 0.0 ? -angle : angle;
}

void
riskctx_math_root_of_unity (guint64 k, guint64 n, double *re, double *im)
{
  const double pi = 3.14159265358979323846;
  const guint64 octant = k * 8 / n;
  /* distance in eighths of a turn to the nearer multiple of a quarter turn */
  const guint64 k8 = k * 8 - octant * n;
  const double part = (double) (octant % 2 == 0 ? k8 : n - k8) / (double) n;
  double s, c;

  sine_and_cosine (part * pi / 4.0, &s, &c);
  switch (octant)
    {
    case 0: *re = c; *im = s; break;
    case 1: *re = s; *im = c; break;
    case 2: *re = -s; *im = c; break;
    case 3: *re = -c; *im = s; break;
    case 4: *re = -c; *im = -s; break;
    case 5: *re = -s; *im = -c; break;
    case 6: *re = s; *im = -c; break;
    default: *re = c; *im = -s; break;
    }
}
