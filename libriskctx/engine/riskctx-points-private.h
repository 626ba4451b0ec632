/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "riskctx-years-private.h"

G_BEGIN_DECLS

/* A distribution as weighted points, a constant ratio apart over many orders of magnitude: what
 * lies between stands at its mean. Means are kept; other figures err by the square of the ratio. */
typedef struct
{
  guint   n;
  double *value;
  double *share;
} RiskctxPoints;

/* bits: 2^bits points for every doubling of the amount */
RiskctxPoints *riskctx_points_new_law (const RiskctxLaw *law, guint bits);
/* What those consequences that are chosen cost together in one event, before insurance. laws: of
 * each of these */
RiskctxPoints *riskctx_points_new_event (const RiskctxYears *years, guint kind,
                                         const gboolean *chosen, RiskctxPoints *const *laws,
                                         guint bits);
void           riskctx_points_free (RiskctxPoints *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RiskctxPoints, riskctx_points_free)

G_END_DECLS
