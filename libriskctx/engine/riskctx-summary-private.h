/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "riskctx-pool-private.h"
#include "riskctx-simulate-private.h"

G_BEGIN_DECLS

/* Sum in an order that depends on n alone: eight lanes for a block of at most
 * RISKCTX_SIMULATE_BLOCK numbers, halves of halves over blocks. */
double riskctx_summary_sum_block  (const double *values, guint n);
double riskctx_summary_sum_blocks (const double *sums, gsize stride, guint64 n);

/* All figures of one simulated quantity. values holds n years; largest the largest event of each,
 * or NULL. flags are those that the plan implies. The result does not depend on the pool. */
void riskctx_summary_of_years (RiskctxPool                   *pool,
                               const RiskctxSimulateSettings *settings,
                               guint64                        n,
                               const double                  *values,
                               const double                  *largest,
                               RiskctxLossFlags               flags,
                               RiskctxLossSummary            *out);

/* Years in the worst 1 - tail share. value: the quantile; every year above it counts fully, one
 * exactly at it by at_value. */
typedef struct
{
  double value;
  double at_value;
  double years; /* n (1 - tail), what a tail mean is divided by */
} RiskctxSummaryTail;

RiskctxSummaryTail riskctx_summary_find_tail (guint64 n, const double *values, double tail,
                                              const RiskctxLossSummary *summary);

void riskctx_summary_clear (RiskctxLossSummary *self);

G_END_DECLS
