/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "riskctx-exact-private.h"

G_BEGIN_DECLS

/* Grids of 2^3 to 2^16 cells; tables of the usual sizes are made before the work is divided. */
#define RISKCTX_EXACT_SIZES 17u

/* One quantity whose figures are asked for: the year's sum of independent parts. The caller sets
 * the members up to the flags. */
typedef struct
{
  const RiskctxSimulateSettings *settings;
  RiskctxSimulateControl        *control; /* or NULL */
  RiskctxGridTables *const      *tables;  /* by logarithm of the size; NULL where there are none */
  guint                          n;
  RiskctxGridPart               *coarse;  /* with fewer points for what is uncertain */
  RiskctxGridPart               *fine;
  RiskctxLossFlags               flags;
  RiskctxYearMoments             moments;
  double                         mean;    /* INFINITY where there is none */
  double                         lattice; /* every loss is a multiple of this, or 0 */
  double                         gap;     /* relative, between values of what scales atoms */
  double                         start;   /* below 0 where there are gains */
  double                         scale;   /* beside which less is nothing, where there are gains */
  gboolean                       atoms;
  gboolean                       mixed;   /* something but rates is uncertain */
} RiskctxExactSubject;

void riskctx_exact_tables_init  (RiskctxGridTables **tables, RiskctxKernelWidth width);
void riskctx_exact_tables_clear (RiskctxGridTables **tables);

/* All figures. The finest grid is handed back, or NULL where nothing is ever lost. */
RiskctxGrid *riskctx_exact_subject_solve (RiskctxExactSubject *self, gboolean has_events,
                                          RiskctxLossSummary *out);

/* The same in steps. Moments, and quantiles as if all were 0; FALSE if nothing is ever lost */
gboolean     riskctx_exact_subject_begin (RiskctxExactSubject *self, RiskctxLossSummary *out);
/* Without gains: a first grid that reaches beyond all quantiles and not much farther */
RiskctxGrid *riskctx_exact_subject_scout (const RiskctxExactSubject *self,
                                          const RiskctxLossSummary *out);
guint        riskctx_exact_subject_first_cells (const RiskctxExactSubject *self);
/* One quantile and its tail mean, from two grids of which the second has half the step. Both
 * errors fall with the square of the step, so the pair is extrapolated, and what the extrapolation
 * moved it by is the bound. Returns whether that is within the tolerance. */
gboolean     riskctx_exact_subject_combine (const RiskctxExactSubject *self,
                                            const RiskctxGrid *before, const RiskctxGrid *grid,
                                            double p, RiskctxLossPoint *point);
/* Curves, and what all quantiles have in common. finest may be NULL. */
void         riskctx_exact_subject_end (const RiskctxExactSubject *self,
                                        const RiskctxGrid *finest, gboolean has_events,
                                        RiskctxLossSummary *out);

G_END_DECLS
