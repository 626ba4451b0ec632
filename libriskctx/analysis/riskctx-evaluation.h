/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "riskctx-assessment.h"
#include "riskctx-dominance.h"
#include "riskctx-loss-result.h"
#include "riskctx-ranked-category.h"
#include "riskctx-verdict.h"

G_BEGIN_DECLS

#define RISKCTX_TYPE_EVALUATION (riskctx_evaluation_get_type ())

RISKCTX_AVAILABLE_IN_1_0
G_DECLARE_FINAL_TYPE (RiskctxEvaluation, riskctx_evaluation, RISKCTX, EVALUATION, GObject)

RISKCTX_AVAILABLE_IN_1_0
RiskctxEvaluation *riskctx_evaluation_new (RiskctxAssessment *assessment,
                                           RiskctxLossResult *result);
RISKCTX_AVAILABLE_IN_1_0
RiskctxLossResult *riskctx_evaluation_get_result (RiskctxEvaluation *self);
RISKCTX_AVAILABLE_IN_1_0
GListModel *riskctx_evaluation_get_verdicts (RiskctxEvaluation *self);
RISKCTX_AVAILABLE_IN_1_0
guint riskctx_evaluation_get_n_exceeded (RiskctxEvaluation *self);
RISKCTX_AVAILABLE_IN_1_0
GListModel *riskctx_evaluation_get_ranking (RiskctxEvaluation *self);
RISKCTX_AVAILABLE_IN_1_0
RiskctxRankedCategory *riskctx_evaluation_get_category (RiskctxEvaluation  *self,
                                                        RiskctxRiskCategory category);
RISKCTX_AVAILABLE_IN_1_0
RiskctxDominance *riskctx_evaluation_compare (RiskctxEvaluation  *self,
                                              RiskctxRiskCategory category,
                                              RiskctxYardstick    yardstick,
                                              RiskctxComparison   comparison,
                                              guint               top_n);
RISKCTX_AVAILABLE_IN_1_0
JsonNode *riskctx_evaluation_to_json (RiskctxEvaluation *self);
RISKCTX_AVAILABLE_IN_1_0
JsonNode *riskctx_evaluation_get_schema (void);

G_END_DECLS
