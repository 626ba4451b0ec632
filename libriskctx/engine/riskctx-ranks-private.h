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

/* Finds one rank for each of n_probabilities probabilities, ascending, without sorting. FALSE if
 * there are too few years for some interval. The result does not depend on the number of threads:
 * what is added across blocks or lists are per-block sums in their order, or whole numbers. */
gboolean riskctx_ranks_find (RiskctxPool         *pool,
                             const RiskctxKernel *kernel,
                             const RiskctxSpread *spread,
                             const double        *values,
                             guint                n_probabilities,
                             const double        *probabilities,
                             RiskctxRank         *ranks);

G_END_DECLS
