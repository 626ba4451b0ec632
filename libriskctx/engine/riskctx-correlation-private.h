/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Matrices are n x n, row by row. */

/* Why this is no correlation matrix (static text), or NULL if it is one. Singular ones, such as
 * those of risks that move together, are allowed. */
const char *riskctx_correlation_check (guint n, const double *matrix);

/* The lower triangle whose product with its transpose is the matrix. FALSE if there is none. */
gboolean riskctx_correlation_root (guint n, const double *matrix, double *root);

/* The nearest correlation matrix to a symmetric one with ones on the diagonal, by Higham's
 * alternating projections (IMA Journal of Numerical Analysis 22, 2002) */
void riskctx_correlation_nearest (guint n, const double *matrix, double *nearest);

G_END_DECLS
