/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "riskctx-summary-private.h"
#include "riskctx-tally-private.h"

G_BEGIN_DECLS

/* What is found at one probability */
typedef struct
{
  double value;         /* smallest x with F (x) >= p */
  double low;           /* ranks of a 99 % interval of value */
  double high;
  double excess;        /* sum of z = max (0, x - value) / scale */
  double excess_square; /* sum of z^2 */
} RiskctxRank;

/* What a tally says about the n years that it has counted */
typedef struct
{
  const RiskctxTally *tally;
  guint64             n;
  guint64             nonzero;
  guint64             low;    /* first bin */
  guint               n_bins;
  guint64            *below;  /* see riskctx_tally_count_below () */
  double              minimum;
  double              maximum;
  double              scale;  /* largest absolute value, or 1 */
} RiskctxSpread;

/* Finds one rank for each of some probabilities, ascending, without sorting: it is shown all blocks
 * once, in any order and by any worker. The result does not depend on that: what is added across
 * blocks or lists are per-block sums in their order, or whole numbers. */
typedef struct _RiskctxRankSearch RiskctxRankSearch;

RiskctxRankSearch *riskctx_rank_search_new    (const RiskctxKernel *kernel,
                                               const RiskctxSpread *spread,
                                               guint                n_probabilities,
                                               const double        *probabilities,
                                               guint                workers);
void               riskctx_rank_search_free   (RiskctxRankSearch *self);
/* The smallest number that the value at a probability may turn out to be */
double             riskctx_rank_search_floor  (const RiskctxRankSearch *self, guint point);
/* How many bytes of values it will have kept when it has been shown all blocks, at most */
guint64            riskctx_rank_search_room   (const RiskctxRankSearch *self);
/* The block's values; all that are not among the n_values are 0 */
void               riskctx_rank_search_block  (RiskctxRankSearch *self, guint block, guint worker,
                                               const double *values, guint n_values);
/* FALSE if there are too few years for some interval */
gboolean           riskctx_rank_search_finish (RiskctxRankSearch *self, RiskctxPool *pool,
                                               RiskctxRank *ranks);

/* The same at once */
gboolean           riskctx_ranks_find         (RiskctxPool *pool, const RiskctxKernel *kernel,
                                               const RiskctxSpread *spread, const double *values,
                                               guint n_probabilities, const double *probabilities,
                                               RiskctxRank *ranks);

G_END_DECLS
