/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "riskctx-grid-private.h"
#include "riskctx-simulate-private.h"

G_BEGIN_DECLS

/* What the sources of the exact method share. */

/* Gauss points for what is uncertain: the second set is a check on the first */
#define RISKCTX_EXACT_POINTS_COARSE 16u
#define RISKCTX_EXACT_POINTS_FINE 24u
/* What the quadrature over an uncertain rate leaves in closed forms */
#define RISKCTX_EXACT_CLOSED_FORM_ERROR 1e-9
/* The exceedance curves go down to this probability. */
#define RISKCTX_EXACT_CURVE_END 1e-5

/* One event in years of one kind, as far as it is within a mask: mean and variance of what it
 * costs, the probability that it costs nothing, and error bounds of the first two */
typedef struct
{
  double mean;
  double spread;
  double zero;
  double mean_error;
  double spread_error;
} RiskctxEventMoments;

void riskctx_exact_event_moments (const RiskctxYears *years, guint kind, guint mask,
                                  RiskctxKernelWidth width, RiskctxEventMoments *out);

/* The same of a year's sum of independent parts */
typedef struct
{
  double mean;
  double mean_error;
  double sd;
  double sd_error;
  double at_zero;
} RiskctxYearMoments;

/* stop: NULL, or where not 0 the rest is left out and the numbers mean nothing */
void riskctx_exact_moments (const RiskctxGridPart *parts, guint n_parts, RiskctxKernelWidth width,
                            const int *stop, RiskctxYearMoments *out);

/* Mean of one consequence in a year, and its error bound */
double riskctx_exact_consequence_mean (const RiskctxYearSet *set, guint k,
                                       RiskctxKernelWidth width, double *error);

/* The exceedance curve of the year's sum: by the finest grid as far as it goes, then by one that
 * goes far. finest may be NULL; lattice: all losses are points of the grid */
void riskctx_exact_curve (const RiskctxGrid *far, const RiskctxGrid *finest, gboolean lattice,
                          double at_zero, guint n, RiskctxLossSummary *out);

/* The exceedance curve of the largest event of a year */
void riskctx_exact_largest (const RiskctxGridPart *parts, guint n_parts, guint n_points,
                            RiskctxKernelWidth width, const int *stop, RiskctxLossSummary *out);

/* Where about one event of a part is exceeded with this probability a year, before insurance */
double riskctx_exact_big_event (const RiskctxGridPart *part, double exceedance, gboolean gain);

G_END_DECLS
