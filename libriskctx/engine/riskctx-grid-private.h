/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "riskctx-pool-private.h"
#include "riskctx-years-private.h"

G_BEGIN_DECLS

/* One risk as part of a sum: of its consequences, those whose effect category has its bit set in
 * the mask. */
typedef struct
{
  const RiskctxPlanRisk *risk;
  const RiskctxYearSet  *set;
  guint                  mask;
} RiskctxGridPart;

/* A distribution on (j - below) step for j = 0 to n - 1. What lies beyond is missing from mass.
 * Where below is not 0, P (L = 0) is not in mass but in atom. */
typedef struct
{
  guint   n;
  guint   below;
  double  step;
  double  atom;
  double *mass;
  double *cumulative;
} RiskctxGrid;

typedef struct
{
  double     step;
  guint      below; /* cells for what is below 0: gains */
  const int *stop;  /* or NULL: where not 0, the rest of the work is left out */
} RiskctxGridSpec;

/* What grids of one size share: made once, used by all threads. n: a power of two, at least 8. */
typedef struct _RiskctxGridTables RiskctxGridTables;

RiskctxGridTables *riskctx_grid_tables_new  (guint n, const RiskctxKernel *kernel);
void               riskctx_grid_tables_free (RiskctxGridTables *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RiskctxGridTables, riskctx_grid_tables_free)

/* Distribution of the sum of independent parts. Each magnitude is put on the grid so that its mean
 * is kept; the sum is made by transforms of masses multiplied by exp (-tilt j), which keeps what
 * lies beyond the grid from coming in again at its start (Grubel and Hermesmeier: Computation of
 * compound distributions I, ASTIN Bulletin 29, 1999). A grid that reaches below 0 is not tilted:
 * what is beyond its ends must be next to nothing. */
RiskctxGrid *riskctx_grid_new  (const RiskctxGridTables *tables, const RiskctxGridPart *parts,
                                guint n_parts, const RiskctxGridSpec *spec);
/* The same for several sums on one grid, into out. members: of each the numbers of its parts, which
 * ascend, and G_MAXUINT; no group has a part. What sums have in common is transformed once. */
void         riskctx_grid_new_several (const RiskctxGridTables *tables, RiskctxPool *pool,
                                       const RiskctxGridPart *parts, guint n_parts,
                                       guint *const *members, guint n_sums,
                                       const RiskctxGridSpec *spec, RiskctxGrid **out);
/* The same of one event of a risk in years of one kind, as far as it is within the mask, insurance
 * taken off */
RiskctxGrid *riskctx_grid_new_event (const RiskctxGridTables *tables, const RiskctxYears *years,
                                     guint kind, guint mask, const RiskctxGridSpec *spec);
void         riskctx_grid_free (RiskctxGrid *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RiskctxGrid, riskctx_grid_free)

/* Takes P (L = 0) out of the mass of a grid that reaches below 0 */
void   riskctx_grid_take_atom (RiskctxGrid *self, double at_zero);
/* The x where the distribution function, smoothed over a cell, reaches p; at_zero = P (L = 0), < p
 * where nothing is below 0. INFINITY where the grid ends before. */
double riskctx_grid_quantile (const RiskctxGrid *self, double at_zero, double p);
/* Smallest point of the grid where it reaches p: for laws that live on the grid */
double riskctx_grid_lattice_quantile (const RiskctxGrid *self, double p);
/* P (L <= x), smoothed over a cell but for P (L = 0) = at_zero; 1 beyond the grid */
double riskctx_grid_cdf (const RiskctxGrid *self, double at_zero, double x);
/* E min (L, x), x on the grid and not in its last two cells */
double riskctx_grid_limited_mean (const RiskctxGrid *self, double x);

/* E L_k in the worst 1 - p share of L for every consequence k of every part, divided by 1 - p; in
 * the order of parts and their consequences, 0 for those outside the mask. means: E L_k in the same
 * order; stop as in the specification of a grid. */
void riskctx_grid_attribute (const RiskctxGrid       *self,
                             const RiskctxGridTables *tables,
                             const RiskctxGridPart   *parts,
                             guint                    n_parts,
                             double                   p,
                             const double            *means,
                             const int               *stop,
                             double                  *out);

G_END_DECLS
