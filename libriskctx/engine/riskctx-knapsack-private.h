/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "riskctx-simulate-private.h"

G_BEGIN_DECLS

#define RISKCTX_KNAPSACK_ITEMS 64u   /* at most; a choice is a set of bits */
#define RISKCTX_KNAPSACK_BUDGETS 64u /* answered at once, at most */

/* The best set of items for a budget. A loss has cells, each with an amount; a block multiplies
 * some of the cells by factors in 0 to 1, and is in effect once any item that brings it is chosen.
 * Hence effects overlap, and two items that bring the same block do not count it twice. */
typedef struct _RiskctxKnapsack RiskctxKnapsack;

typedef struct
{
  guint64  items; /* bit i: item i */
  double   cost;
  double   running;
  double   loss;  /* what is left */
  double   bound; /* no set within the budget leaves less than this */
  gboolean feasible; /* what is mandatory fits into the budget */
  gboolean proven;   /* nothing leaves less than loss, but for rounding */
} RiskctxKnapsackChoice;

RiskctxKnapsack *riskctx_knapsack_new  (guint n_cells, const double *losses);
void             riskctx_knapsack_free (RiskctxKnapsack *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RiskctxKnapsack, riskctx_knapsack_free)

guint riskctx_knapsack_add_block  (RiskctxKnapsack *self);
void  riskctx_knapsack_add_factor (RiskctxKnapsack *self, guint block, guint cell, double factor);
/* cost counts against the budget, running against the limit of the run; both 0 or more */
guint riskctx_knapsack_add_item   (RiskctxKnapsack *self, double cost, double running,
                                   gboolean mandatory);
void  riskctx_knapsack_give       (RiskctxKnapsack *self, guint item, guint block);
/* An item that excludes itself is never chosen. */
void  riskctx_knapsack_exclude    (RiskctxKnapsack *self, guint item, guint other);
void  riskctx_knapsack_require    (RiskctxKnapsack *self, guint item, guint other);

/* What a set of items leaves of the loss, whether or not they go together */
double   riskctx_knapsack_loss     (RiskctxKnapsack *self, guint64 items);
/* Whether nothing in it excludes another or lacks one, and all that is mandatory is there */
gboolean riskctx_knapsack_is_valid (RiskctxKnapsack *self, guint64 items);

/* What must be paid at least, for what is mandatory and what that requires */
double   riskctx_knapsack_least_cost (RiskctxKnapsack *self);

/* Branch and bound for all budgets (ascending, 64 at most) at once. What a further item saves never
 * grows by what is chosen before it, so the sum of what each would save now, filled up like a
 * fractional knapsack, bounds what any set can save. max_nodes: when to give up proving; 0 for
 * never. FALSE if it was cancelled. */
gboolean riskctx_knapsack_solve (RiskctxKnapsack        *self,
                                 guint                   n_budgets,
                                 const double           *budgets,
                                 double                  running_limit,
                                 guint64                 max_nodes,
                                 RiskctxSimulateControl *control,
                                 RiskctxKnapsackChoice  *choices,
                                 guint64                *n_nodes);

/* The best set for every budget up to the largest, as points of ascending cost and descending loss:
 * each is the best for all budgets from its cost up to the next one's. Elements are
 * RiskctxKnapsackChoice; none where what is mandatory does not fit. max_nodes is for all of them
 * together; max_points ends the search for points between points. NULL if it was cancelled. */
GArray *riskctx_knapsack_frontier (RiskctxKnapsack        *self,
                                   double                  largest_budget,
                                   double                  running_limit,
                                   guint64                 max_nodes,
                                   guint                   max_points,
                                   RiskctxSimulateControl *control,
                                   gboolean               *complete);

G_END_DECLS
