/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "riskctx-plan-body-private.h"
#include "riskctx-simulate-private.h"

G_BEGIN_DECLS

/* The quantities with figures of their own that are sums over risks */
enum
{
  RISKCTX_SUM_TOTAL = 0,
  RISKCTX_SUM_EFFECT = 1,
  RISKCTX_SUM_CAUSE = RISKCTX_SUM_EFFECT + RISKCTX_PLAN_CATEGORIES,
  RISKCTX_SUM_COUNT = RISKCTX_SUM_CAUSE + RISKCTX_PLAN_CATEGORIES
};

/* The years of one sum, or of several that have the same parts: what is caused in a category is
 * often just what takes effect there, and a plan of one risk has but one array. */
typedef struct
{
  double          *values;
  double          *largest; /* of the total, where wanted */
  int              sole;    /* the risk that is all of it, or -1 */
  RiskctxLossFlags flags;
} RiskctxSumArray;

typedef struct
{
  guint           n_arrays;
  RiskctxSumArray arrays[RISKCTX_SUM_COUNT];
  int             of[RISKCTX_SUM_COUNT]; /* the array of a sum, or -1: no risk is part of it */
  guint32        *whole; /* by risk: bits of the arrays to which all its losses are added */
  int            *home;  /* by risk: the array that holds its losses and nothing else, or -1 */
} RiskctxSums;

/* Only the structure; arrays have no memory yet, and then no meaning in it. */
RiskctxSums *riskctx_sums_new      (const RiskctxPlan *plan);
void         riskctx_sums_allocate (RiskctxSums *self, guint64 n, gboolean occurrence);
void         riskctx_sums_free     (RiskctxSums *self);

G_END_DECLS
