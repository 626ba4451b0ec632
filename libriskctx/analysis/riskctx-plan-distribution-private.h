/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "riskctx-plan-distribution.h"
#include "riskctx-plan-terms-private.h"
#include "riskctx-result-private.h"
#include "riskctx-simulate-private.h"

G_BEGIN_DECLS

/* Simulated courses of a plan: each is as many independent years as the plan has, the same with and
 * without the plan. Atomically reference counted; written by the job, read after it. */
typedef struct
{
  gatomicrefcount         ref_count;
  const RiskctxPlanTerms *terms;     /* not owned: outlives the job */
  guint64                 n;
  guint64                 seed;
  guint                   years;
  guint                   last;      /* position of the plan of that year and all later ones */
  RiskctxLossFlags        flags;
  double                 *net_present; /* by path */
  double                 *security_return;
  gboolean                has_cost;  /* each path has a cost that returns can be divided by */
  guint64                *paid_back; /* by year: paths that have paid back when it ends */
  guint64                 gains;
  /* before and after the plan */
  double                 *bad_years[2]; /* by path: share of years */
  guint64                 any_bad_year[2];
  guint64                 cash_short[2];
  RiskctxLossSummary      value_summary;
  RiskctxLossSummary      return_summary;
} RiskctxPlanPaths;

/* Why there can be no paths: the key of a reason, or NULL */
const char       *riskctx_plan_paths_obstacle (const RiskctxPlanTerms *terms);
RiskctxPlanPaths *riskctx_plan_paths_new      (const RiskctxPlanTerms *terms,
                                               guint64                 n,
                                               guint64                 seed,
                                               guint                   last);
RiskctxPlanPaths *riskctx_plan_paths_ref      (RiskctxPlanPaths *self);
void              riskctx_plan_paths_unref    (RiskctxPlanPaths *self);
/* The simulation that the paths are made of */
void              riskctx_plan_paths_settings (const RiskctxPlanPaths  *self,
                                               RiskctxSimulateSettings *settings);
/* A RiskctxJobTotals: data is the paths, the totals are those of the present state and of the plan
 * in its years 1 to last. */
void              riskctx_plan_paths_follow   (RiskctxLossSummary     *totals,
                                               RiskctxSimulateControl *control,
                                               gpointer                data);

/* Takes the samples over from the paths. */
RiskctxPlanDistribution *riskctx_plan_distribution_new (RiskctxPlanPaths       *paths,
                                                        const RiskctxPlanTerms *terms);

extern const RiskctxResultShape riskctx_plan_distribution_shape;

G_END_DECLS
