/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "riskctx-loss-figure.h"

G_BEGIN_DECLS

#define RISKCTX_TYPE_LOSS_RESULT (riskctx_loss_result_get_type ())

RISKCTX_AVAILABLE_IN_1_0
G_DECLARE_FINAL_TYPE (RiskctxLossResult, riskctx_loss_result, RISKCTX, LOSS_RESULT, GObject)

RISKCTX_AVAILABLE_IN_1_0
const char *const *riskctx_loss_result_get_options (RiskctxLossResult *self);
RISKCTX_AVAILABLE_IN_1_0
const char *riskctx_loss_result_get_currency (RiskctxLossResult *self);
RISKCTX_AVAILABLE_IN_1_0
RiskctxSimulationMethod riskctx_loss_result_get_method (RiskctxLossResult *self);
RISKCTX_AVAILABLE_IN_1_0
guint64 riskctx_loss_result_get_trials (RiskctxLossResult *self);
RISKCTX_AVAILABLE_IN_1_0
guint64 riskctx_loss_result_get_seed (RiskctxLossResult *self);
RISKCTX_AVAILABLE_IN_1_0
RiskctxSimulationSampling riskctx_loss_result_get_sampling (RiskctxLossResult *self);
RISKCTX_AVAILABLE_IN_1_0
double riskctx_loss_result_get_tail (RiskctxLossResult *self);
RISKCTX_AVAILABLE_IN_1_0
char *riskctx_loss_result_describe_method (RiskctxLossResult *self,
                                           const char        *language);

RISKCTX_AVAILABLE_IN_1_0
RiskctxLossFigure *riskctx_loss_result_get_total (RiskctxLossResult *self);
RISKCTX_AVAILABLE_IN_1_0
RiskctxLossFigure *riskctx_loss_result_get_by_cause (RiskctxLossResult  *self,
                                                     RiskctxRiskCategory category);
RISKCTX_AVAILABLE_IN_1_0
RiskctxLossFigure *riskctx_loss_result_get_by_impact (RiskctxLossResult  *self,
                                                      RiskctxRiskCategory category);
RISKCTX_AVAILABLE_IN_1_0
RiskctxLossFigure *riskctx_loss_result_get_by_risk (RiskctxLossResult *self,
                                                    const char        *id,
                                                    GError           **error);
RISKCTX_AVAILABLE_IN_1_0
GListModel *riskctx_loss_result_get_causes (RiskctxLossResult *self);
RISKCTX_AVAILABLE_IN_1_0
GListModel *riskctx_loss_result_get_impacts (RiskctxLossResult *self);
RISKCTX_AVAILABLE_IN_1_0
GListModel *riskctx_loss_result_get_risks (RiskctxLossResult *self);

RISKCTX_AVAILABLE_IN_1_0
RiskctxFigure *riskctx_loss_result_dup_cause_effect (RiskctxLossResult  *self,
                                                     RiskctxRiskCategory cause,
                                                     RiskctxRiskCategory impact);
RISKCTX_AVAILABLE_IN_1_0
GBytes *riskctx_loss_result_get_cause_effect_table (RiskctxLossResult *self);

RISKCTX_AVAILABLE_IN_1_0
RiskctxLossResult *riskctx_loss_result_get_cross_check (RiskctxLossResult *self);
RISKCTX_AVAILABLE_IN_1_0
RiskctxFigure *riskctx_loss_result_dup_distance (RiskctxLossResult *self,
                                                 RiskctxRiskMeasure measure,
                                                 double             level);

RISKCTX_AVAILABLE_IN_1_0
JsonNode *riskctx_loss_result_to_json (RiskctxLossResult *self);
RISKCTX_AVAILABLE_IN_1_0
JsonNode *riskctx_loss_result_get_schema (void);

G_END_DECLS
