/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "riskctx-law-private.h"

G_BEGIN_DECLS

struct _RiskctxLaw
{
  RiskctxLawKind kind;
  gboolean       truncated; /* normal: given that the value is not below 0 */
  gboolean       atoms;
  /* fixed: value; uniform: min, max; triangular: min, mode, max; pert: min, range, alpha, beta;
   * normal: mean, sd, mass kept; lognormal: mu, sigma; gamma: shape, scale;
   * inverse gaussian: mean, shape; pareto: location, scale, shape; product: cap */
  double         a, b, c, d;
  double         log_beta;   /* pert */
  guint          n;
  double        *values;     /* discrete: ascending; product: nodes of all factors but the last */
  double        *weights;    /* of values or parts; they add up to 1 */
  guint          n_parts;
  RiskctxLaw   **parts;      /* mixture: components; product: factors, the widest last */
  double         mean;
  double         sd;
  double         minimum;
  double         maximum;
};

/* Quantile counted from the nearer end: lower tail t, or upper tail t; 0 < t < 1 */
double riskctx_law_quantile_tail (const RiskctxLaw *self, double t, gboolean upper);

/* Quantiles of one tail at many places t, from place (0) = 1/2 down to a far one in small steps, by
 * following the differential equation of the inverse distribution function. FALSE, and nothing
 * filled, for laws whose quantiles are simple enough one by one. */
gboolean riskctx_law_follow_quantile (const RiskctxLaw *self, gboolean upper, guint n,
                                      double (*place) (guint node), double *values);

/* What the three smooth laws without a closed inverse need: see riskctx-law-quantile.c */
double riskctx_law_pert_quantile             (double alpha, double beta, double t);
double riskctx_law_gamma_quantile            (double shape, double t, gboolean upper);
double riskctx_law_inverse_gaussian_quantile (double mean, double shape, double t, gboolean upper);

double riskctx_law_inverse_gaussian_cdf      (double mean, double shape, double x);
double riskctx_law_inverse_gaussian_survival (double mean, double shape, double x);

G_END_DECLS
