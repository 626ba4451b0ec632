/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <math.h>

#include "riskctx-math-private.h"
#include "riskctx-stream-private.h"

/* What the statistical tests have in common: how likely it is that chance alone makes something at
 * least as strange. */

/* The whole suite at full size; else a small version that any run of the tests can pay for. */
static inline gboolean
statistics_are_full (void)
{
  return g_strcmp0 (g_getenv ("RISKCTX_TEST_STATISTICS"), "full") == 0;
}

static inline double
p_of_chi_square (double statistic,
                 double degrees)
{
  return riskctx_math_gamma_upper (degrees / 2, statistic / 2);
}

/* Of the distance D between n draws and a law: Kolmogorov's limit with Stephens' correction for
 * small n (M. A. Stephens, EDF statistics for goodness of fit, J. Am. Stat. Assoc. 69, 1974) */
static inline double
p_of_kolmogorov (double distance,
                 double n)
{
  const double root = sqrt (n), x = (root + 0.12 + 0.11 / root) * distance;
  double sum = 0, sign = 2;

  if (x < 0.2)
    return 1;
  for (int k = 1; k <= 100; k++, sign = -sign)
    sum += sign * exp (-2 * k * k * x * x);
  return CLAMP (sum, 0, 1);
}

static inline double
statistics_polynomial (double        z,
                       const double *powers,
                       guint         n)
{
  double sum = 0;

  while (n > 0)
    sum = sum * z + powers[--n];
  return sum;
}

/* Of Anderson and Darling's A² in the limit of many draws: G. Marsaglia and J. Marsaglia,
 * Evaluating the Anderson-Darling distribution, J. Stat. Softw. 9 (2), 2004 */
static inline double
p_of_anderson_darling (double z)
{
  static const double small[] = { 2.00012, 0.247105, -0.0649821, 0.0347962, -0.011672, 0.00168691 };
  static const double large[] = { 1.0776, -2.30695, 0.43424, -0.082433, 0.008056, -0.0003146 };

  if (z <= 0)
    return 1;
  if (z < 2)
    return 1 - exp (-1.2337141 / z) / sqrt (z) * statistics_polynomial (z, small, 6);
  return -expm1 (-exp (statistics_polynomial (z, large, 6)));
}

/* Two-sided, of k hits in n tries of probability p */
static inline double
p_of_binomial (double k,
               double n,
               double p)
{
  const double at_least = k > 0 ? riskctx_math_beta (k, n - k + 1, p, 1 - p) : 1;
  const double at_most = k < n ? riskctx_math_beta (n - k, k + 1, 1 - p, p) : 1;

  return MIN (1, 2 * MIN (at_least, at_most));
}
