/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "riskctx-analysis-enums.h"
#include "riskctx-frontier-point.h"
#include "riskctx-simulation.h"

G_BEGIN_DECLS

#define RISKCTX_TYPE_FRONTIER (riskctx_frontier_get_type ())

RISKCTX_AVAILABLE_IN_1_0
G_DECLARE_FINAL_TYPE (RiskctxFrontier, riskctx_frontier, RISKCTX, FRONTIER, GObject)

RISKCTX_AVAILABLE_IN_1_0
RiskctxFrontier *riskctx_frontier_new (RiskctxAssessment *assessment);
RISKCTX_AVAILABLE_IN_1_0
RiskctxSimulation *riskctx_frontier_get_simulation (RiskctxFrontier *self);
RISKCTX_AVAILABLE_IN_1_0
RiskctxBudgetKind riskctx_frontier_get_budget_kind (RiskctxFrontier *self);
RISKCTX_AVAILABLE_IN_1_0
void riskctx_frontier_set_budget_kind (RiskctxFrontier  *self,
                                       RiskctxBudgetKind budget_kind);
RISKCTX_AVAILABLE_IN_1_0
double riskctx_frontier_get_budget (RiskctxFrontier *self);
RISKCTX_AVAILABLE_IN_1_0
void riskctx_frontier_set_budget (RiskctxFrontier *self,
                                  double           budget);
RISKCTX_AVAILABLE_IN_1_0
double riskctx_frontier_get_running_limit (RiskctxFrontier *self);
RISKCTX_AVAILABLE_IN_1_0
void riskctx_frontier_set_running_limit (RiskctxFrontier *self,
                                         double           running_limit);
RISKCTX_AVAILABLE_IN_1_0
guint riskctx_frontier_get_years (RiskctxFrontier *self);
RISKCTX_AVAILABLE_IN_1_0
void riskctx_frontier_set_years (RiskctxFrontier *self,
                                 guint            years);
RISKCTX_AVAILABLE_IN_1_0
double riskctx_frontier_get_discount_rate (RiskctxFrontier *self);
RISKCTX_AVAILABLE_IN_1_0
void riskctx_frontier_set_discount_rate (RiskctxFrontier *self,
                                         double           discount_rate);
RISKCTX_AVAILABLE_IN_1_0
gboolean riskctx_frontier_get_give_up (RiskctxFrontier *self);
RISKCTX_AVAILABLE_IN_1_0
void riskctx_frontier_set_give_up (RiskctxFrontier *self,
                                   gboolean         give_up);
RISKCTX_AVAILABLE_IN_1_0
gboolean riskctx_frontier_get_simulate (RiskctxFrontier *self);
RISKCTX_AVAILABLE_IN_1_0
void riskctx_frontier_set_simulate (RiskctxFrontier *self,
                                    gboolean         simulate);
RISKCTX_AVAILABLE_IN_1_0
guint64 riskctx_frontier_get_max_nodes (RiskctxFrontier *self);
RISKCTX_AVAILABLE_IN_1_0
void riskctx_frontier_set_max_nodes (RiskctxFrontier *self,
                                     guint64          max_nodes);
RISKCTX_AVAILABLE_IN_1_0
double riskctx_frontier_get_progress (RiskctxFrontier *self);

RISKCTX_AVAILABLE_IN_1_0
gboolean riskctx_frontier_run (RiskctxFrontier *self,
                               GCancellable    *cancellable,
                               GError         **error);
RISKCTX_AVAILABLE_IN_1_0
void riskctx_frontier_run_async (RiskctxFrontier    *self,
                                 GCancellable       *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer            user_data);
RISKCTX_AVAILABLE_IN_1_0
gboolean riskctx_frontier_run_finish (RiskctxFrontier *self,
                                      GAsyncResult    *result,
                                      GError         **error);

RISKCTX_AVAILABLE_IN_1_0
double riskctx_frontier_get_expected_loss (RiskctxFrontier *self);
RISKCTX_AVAILABLE_IN_1_0
gboolean riskctx_frontier_is_proven (RiskctxFrontier *self);
RISKCTX_AVAILABLE_IN_1_0
RiskctxFrontierPoint *riskctx_frontier_find (RiskctxFrontier *self,
                                             double           budget);
RISKCTX_AVAILABLE_IN_1_0
RiskctxFrontierPoint *riskctx_frontier_get_recommended (RiskctxFrontier *self);
RISKCTX_AVAILABLE_IN_1_0
guint riskctx_frontier_get_n_reasons (RiskctxFrontier *self);
RISKCTX_AVAILABLE_IN_1_0
RiskctxText *riskctx_frontier_get_reason (RiskctxFrontier *self,
                                          guint            position);
RISKCTX_AVAILABLE_IN_1_0
JsonNode *riskctx_frontier_to_json (RiskctxFrontier *self);
RISKCTX_AVAILABLE_IN_1_0
JsonNode *riskctx_frontier_get_schema (void);

G_END_DECLS
