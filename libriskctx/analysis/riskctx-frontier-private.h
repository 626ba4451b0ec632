/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "riskctx-frontier.h"
#include "riskctx-knapsack-private.h"
#include "riskctx-result-private.h"

G_BEGIN_DECLS

/* An assessment as the search for the best set of options wants it: a snapshot. */
typedef struct
{
  RiskctxKnapsack *knapsack;
  GStrv            ids;      /* of the options, in the order of the items */
  double          *one_time; /* by option */
  double          *running;  /* a year, by option */
  double           loss;     /* expected in a year, as things are */
  double           largest;  /* cost of everything together */
} RiskctxFrontierProblem;

/* forced and forbidden: options as bits in the order of the assessment, beside what it says */
RiskctxFrontierProblem *riskctx_frontier_problem_new  (RiskctxAssessment *assessment,
                                                       RiskctxBudgetKind  kind,
                                                       guint              years,
                                                       gboolean           give_up,
                                                       guint64            forced,
                                                       guint64            forbidden,
                                                       GError           **error);
void                    riskctx_frontier_problem_free (RiskctxFrontierProblem *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RiskctxFrontierProblem, riskctx_frontier_problem_free)

struct _RiskctxFrontierPoint
{
  GObject            parent_instance;
  GStrv              options;
  GStrv              entering;
  GStrv              leaving;
  double             cost;
  double             one_time_cost;
  double             running_cost;
  double             expected_loss;
  double             saving;
  double             marginal;          /* NaN: the first one, or free */
  double             net_present_value; /* NaN: there is none */
  double             gap;
  gboolean           recommended;
  RiskctxLossResult *result;    /* or NULL */
  RiskctxFigure     *tail_mean; /* or NULL */
};

extern const RiskctxResultShape riskctx_frontier_point_shape;

struct _RiskctxFrontier
{
  GObject            parent_instance;
  RiskctxAssessment *assessment;
  RiskctxSimulation *simulation;
  RiskctxBudgetKind  kind;
  double             budget;        /* INFINITY: no limit */
  double             running_limit; /* INFINITY: no limit */
  guint              years;
  double             discount_rate;
  gboolean           give_up;
  gboolean           simulate;
  guint64            max_nodes;
  GPtrArray         *points;
  GPtrArray         *reasons; /* RiskctxText */
  double             loss;
  gboolean           complete;
  double             progress;
};

void riskctx_frontier_set_progress (RiskctxFrontier *self, double progress);

/* Which point to take, and why. */
void riskctx_frontier_recommend (RiskctxFrontier *self);

G_END_DECLS
