/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "riskctx-loss-figure.h"

G_BEGIN_DECLS

#define RISKCTX_TYPE_LOSS_COMPARISON (riskctx_loss_comparison_get_type ())

RISKCTX_AVAILABLE_IN_1_0
G_DECLARE_FINAL_TYPE (RiskctxLossComparison, riskctx_loss_comparison, RISKCTX, LOSS_COMPARISON,
                      GObject)

RISKCTX_AVAILABLE_IN_1_0
RiskctxLossComparison *riskctx_loss_comparison_new (RiskctxLossFigure *before,
                                                    RiskctxLossFigure *after,
                                                    GError           **error);
RISKCTX_AVAILABLE_IN_1_0
RiskctxLossFigure *riskctx_loss_comparison_get_before (RiskctxLossComparison *self);
RISKCTX_AVAILABLE_IN_1_0
RiskctxLossFigure *riskctx_loss_comparison_get_after (RiskctxLossComparison *self);
RISKCTX_AVAILABLE_IN_1_0
gboolean riskctx_loss_comparison_is_paired (RiskctxLossComparison *self);
RISKCTX_AVAILABLE_IN_1_0
RiskctxFigure *riskctx_loss_comparison_dup_mean (RiskctxLossComparison *self);
RISKCTX_AVAILABLE_IN_1_0
RiskctxFigure *riskctx_loss_comparison_dup_quantile (RiskctxLossComparison *self,
                                                     double                 probability);
RISKCTX_AVAILABLE_IN_1_0
RiskctxFigure *riskctx_loss_comparison_dup_tail_mean (RiskctxLossComparison *self,
                                                      double                 probability);
RISKCTX_AVAILABLE_IN_1_0
JsonNode *riskctx_loss_comparison_to_json (RiskctxLossComparison *self);
RISKCTX_AVAILABLE_IN_1_0
JsonNode *riskctx_loss_comparison_get_schema (void);

G_END_DECLS
