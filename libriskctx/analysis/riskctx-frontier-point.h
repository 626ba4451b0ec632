/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "riskctx-loss-result.h"

G_BEGIN_DECLS

#define RISKCTX_TYPE_FRONTIER_POINT (riskctx_frontier_point_get_type ())

RISKCTX_AVAILABLE_IN_1_0
G_DECLARE_FINAL_TYPE (RiskctxFrontierPoint, riskctx_frontier_point, RISKCTX, FRONTIER_POINT,
                      GObject)

RISKCTX_AVAILABLE_IN_1_0
const char *const *riskctx_frontier_point_get_options (RiskctxFrontierPoint *self);
RISKCTX_AVAILABLE_IN_1_0
const char *const *riskctx_frontier_point_get_entering (RiskctxFrontierPoint *self);
RISKCTX_AVAILABLE_IN_1_0
const char *const *riskctx_frontier_point_get_leaving (RiskctxFrontierPoint *self);
RISKCTX_AVAILABLE_IN_1_0
double riskctx_frontier_point_get_cost (RiskctxFrontierPoint *self);
RISKCTX_AVAILABLE_IN_1_0
double riskctx_frontier_point_get_one_time_cost (RiskctxFrontierPoint *self);
RISKCTX_AVAILABLE_IN_1_0
double riskctx_frontier_point_get_running_cost (RiskctxFrontierPoint *self);
RISKCTX_AVAILABLE_IN_1_0
double riskctx_frontier_point_get_expected_loss (RiskctxFrontierPoint *self);
RISKCTX_AVAILABLE_IN_1_0
double riskctx_frontier_point_get_saving (RiskctxFrontierPoint *self);
RISKCTX_AVAILABLE_IN_1_0
gboolean riskctx_frontier_point_get_marginal_saving (RiskctxFrontierPoint *self,
                                                     double               *saving);
RISKCTX_AVAILABLE_IN_1_0
gboolean riskctx_frontier_point_get_net_present_value (RiskctxFrontierPoint *self,
                                                       double               *value);
RISKCTX_AVAILABLE_IN_1_0
double riskctx_frontier_point_get_gap (RiskctxFrontierPoint *self);
RISKCTX_AVAILABLE_IN_1_0
gboolean riskctx_frontier_point_is_recommended (RiskctxFrontierPoint *self);
RISKCTX_AVAILABLE_IN_1_0
RiskctxLossResult *riskctx_frontier_point_get_loss (RiskctxFrontierPoint *self);

G_END_DECLS
