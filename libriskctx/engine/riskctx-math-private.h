/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>
#include <math.h>

G_BEGIN_DECLS

/* The functions that decide results. Those of the C library differ between its versions in the
 * last bit, so nothing here calls them; only sqrt (), floor () and their like, which IEEE 754
 * defines to the bit. Relative errors are a few 1e-16 unless stated. */

double riskctx_math_exp   (double x);
double riskctx_math_expm1 (double x);
double riskctx_math_log   (double x); /* of 0: -inf; below: nan */
double riskctx_math_log1p (double x);
double riskctx_math_pow   (double x, double y); /* x > 0 or 0; error grows with |y log x| */

/* log of the gamma function, x > 0 */
double riskctx_math_lgamma (double x);

double riskctx_math_normal_cdf      (double z);
double riskctx_math_normal_density  (double z);
/* log of the standard normal distribution function, for tails beyond the range of doubles */
double riskctx_math_log_normal_cdf  (double z);
/* Inverse of the lower tail: z <= 0 for p <= 1/2; give an upper tail by its own probability and
 * negate. p in (0, 1). */
double riskctx_math_normal_quantile (double p);

/* Regularized incomplete gamma functions; relative error 1e-13 */
double riskctx_math_gamma_lower (double shape, double x);
double riskctx_math_gamma_upper (double shape, double x);

/* Regularized incomplete beta function I_x (a, b), with y = 1 - x given apart; error 1e-13 */
double riskctx_math_beta (double a, double b, double x, double y);
/* The same, with log B (a, b) given, and x^a y^b / B (a, b) handed back too */
double riskctx_math_beta_front (double a, double b, double x, double y, double log_beta,
                                double *front);
double riskctx_math_log_beta   (double a, double b);

/* Absolute error 3e-16 for |x| < 1e6 */
void   riskctx_math_sincos (double x, double *sine, double *cosine);
double riskctx_math_atan2  (double y, double x);

/* cos and sin of 2 pi k / n, 0 <= k < n */
void riskctx_math_root_of_unity (guint64 k, guint64 n, double *re, double *im);

G_END_DECLS
