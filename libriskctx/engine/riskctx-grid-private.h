/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "riskctx-count-private.h"

G_BEGIN_DECLS

/* One risk as part of a sum: of its consequences, those whose effect category has its bit set in
 * the mask. */
typedef struct
{
  const RiskctxPlanRisk     *risk;
  const RiskctxCountMixture *counts; /* after controls */
  guint                      mask;
} RiskctxGridPart;

/* A distribution on 0, step, 2 step ... (n - 1) step. What lies beyond is missing from mass. */
typedef struct
{
  guint   n;
  double  step;
  double *mass;
  double *cumulative;
} RiskctxGrid;

/* What grids of one size share: made once, used by all threads. n: a power of two, at least 8. */
typedef struct _RiskctxGridTables RiskctxGridTables;

RiskctxGridTables *riskctx_grid_tables_new  (guint n, const RiskctxKernel *kernel);
void               riskctx_grid_tables_free (RiskctxGridTables *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RiskctxGridTables, riskctx_grid_tables_free)

/* Distribution of the sum of independent parts. Each magnitude is put on the grid so that its mean
 * is kept; the sum is made by transforms of masses multiplied by exp (-tilt j), which keeps what
 * lies beyond the grid from coming in again at its start (Grubel and Hermesmeier: Computation of
 * compound distributions I, ASTIN Bulletin 29, 1999). */
RiskctxGrid *riskctx_grid_new  (const RiskctxGridTables *tables, const RiskctxGridPart *parts,
                                guint n_parts, double step);
void         riskctx_grid_free (RiskctxGrid *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RiskctxGrid, riskctx_grid_free)

/* The x where the distribution function, smoothed over a cell, reaches p; at_zero = P (L = 0) < p.
 * INFINITY where the grid ends before. */
double riskctx_grid_quantile (const RiskctxGrid *self, double at_zero, double p);
/* Smallest point of the grid where it reaches p: for laws that live on the grid */
double riskctx_grid_lattice_quantile (const RiskctxGrid *self, double p);
/* E min (L, x), 0 <= x < (n - 2) step */
double riskctx_grid_limited_mean (const RiskctxGrid *self, double x);

/* E L_k in the worst 1 - p share of L for every consequence k of every part, divided by 1 - p; in
 * the order of parts and their consequences, 0 for those outside the mask. */
void riskctx_grid_attribute (const RiskctxGrid       *self,
                             const RiskctxGridTables *tables,
                             const RiskctxGridPart   *parts,
                             guint                    n_parts,
                             double                   p,
                             double                  *out);

G_END_DECLS
