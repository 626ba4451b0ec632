/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "riskctx-pool-private.h"
#include "riskctx-simulate-private.h"

G_BEGIN_DECLS

/* Sum in an order that depends on n alone: eight lanes for a block of at most
 * RISKCTX_SIMULATE_BLOCK numbers, halves of halves over blocks. */
double riskctx_summary_sum_block  (const double *values, guint n);
double riskctx_summary_sum_squares (const double *values, guint n);
double riskctx_summary_sum_blocks (const double *sums, gsize stride, guint64 n);

/* What one reading of a quantity's years tells: sums, range and a histogram over the bits of the
 * numbers. Blocks may come in any order and from any worker; the result does not depend on it. */
typedef struct _RiskctxTally RiskctxTally;

RiskctxTally *riskctx_tally_new   (guint64 n, guint workers);
void          riskctx_tally_free  (RiskctxTally *self);
/* busy: those of the n values that may be other than 0; their order decides the last bits */
void          riskctx_tally_block (RiskctxTally *self, const RiskctxKernel *kernel, guint block,
                                   guint worker, guint n, const double *busy, guint n_busy);
/* Back to empty, for the next quantity */
void          riskctx_tally_reset (RiskctxTally *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RiskctxTally, riskctx_tally_free)

/* All figures of one simulated quantity whose blocks have all been counted by the tally: it is
 * shown them once more, in any order and by any worker. */
typedef struct _RiskctxFigures RiskctxFigures;

RiskctxFigures *riskctx_figures_new    (const RiskctxSimulateSettings *settings, guint64 n,
                                        const RiskctxTally *tally, guint workers);
void            riskctx_figures_free   (RiskctxFigures *self);
/* The smallest number that the quantile at one of the settings' probabilities may turn out to be */
double          riskctx_figures_floor  (const RiskctxFigures *self, double probability);
/* How many bytes it needs to be shown all blocks */
guint64         riskctx_figures_room   (const RiskctxFigures *self);
/* values: the block's, but for years whose value is 0 */
void            riskctx_figures_block  (RiskctxFigures *self, guint block, guint worker,
                                        const double *values, guint n_values);
/* largest has counted the largest event of each year, or is NULL; flags are those that the plan
 * implies */
void            riskctx_figures_finish (RiskctxFigures *self, RiskctxPool *pool,
                                        const RiskctxTally *largest, RiskctxLossFlags flags,
                                        RiskctxLossSummary *out);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RiskctxFigures, riskctx_figures_free)

/* The same at once, with the threads of pool or, where that is NULL, without. values holds n years,
 * or in each block only the first n_values[block] of it, the others being 0, where that is not
 * NULL. tally has counted all blocks of values, or is NULL; largest as above. Without a meaning if
 * control, which may be NULL, was cancelled. */
void riskctx_summary_of_years (RiskctxPool                   *pool,
                               const RiskctxSimulateSettings *settings,
                               RiskctxSimulateControl        *control,
                               guint64                        n,
                               const double                  *values,
                               const guint                   *n_values,
                               const RiskctxTally            *tally,
                               const RiskctxTally            *largest,
                               RiskctxLossFlags               flags,
                               RiskctxLossSummary            *out);
/* A tally of values that nobody has counted while they were made */
RiskctxTally *riskctx_summary_count (RiskctxPool *pool, const RiskctxSimulateSettings *settings,
                                     RiskctxSimulateControl *control, guint64 n,
                                     const double *values);
/* The quantile at one of the settings' probabilities */
double riskctx_summary_quantile (const RiskctxLossSummary *self, double probability);

/* The figures of what is always 0 */
void riskctx_summary_of_nothing (const RiskctxSimulateSettings *settings,
                                 RiskctxLossSummary            *out);

/* The same figures for a quantity that is the same; without samples. occurrence: with the curve of
 * the largest events */
void riskctx_summary_copy  (const RiskctxLossSummary *from, gboolean occurrence,
                            RiskctxLossSummary *to);
void riskctx_summary_clear (RiskctxLossSummary *self);

G_END_DECLS
