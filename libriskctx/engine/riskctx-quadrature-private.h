/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "riskctx-law-private.h"

G_BEGIN_DECLS

#define RISKCTX_QUADRATURE_MAX 64u

/* Gauss quadrature for a law: at most n points and weights (n <= RISKCTX_QUADRATURE_MAX) with
 * sum weights * f (points) = E f (X), exact for polynomials below degree 2 n and for the mean.
 * Returns how many; a discrete law of no more than n values gives its values. */
guint riskctx_quadrature_law (const RiskctxLaw *law, guint n, double *points, double *weights);

/* The law as many weighted points, close together where it is dense and graded towards its ends:
 * at most RISKCTX_QUADRATURE_FINE. The weights add up to 1. */
#define RISKCTX_QUADRATURE_FINE 418u
guint riskctx_quadrature_fine (const RiskctxLaw *law, double *points, double *weights);

/* Fewer points with the same moments; count <= RISKCTX_QUADRATURE_REDUCE */
#define RISKCTX_QUADRATURE_REDUCE 4096u
guint riskctx_quadrature_reduce (guint         count,
                                 const double *points,
                                 const double *weights,
                                 guint         n,
                                 double       *out_points,
                                 double       *out_weights);

/* Standard deviation by integration of the quantile function; INFINITY where the tail is too
 * heavy to say */
double riskctx_quadrature_sd (const RiskctxLaw *law);

G_END_DECLS
