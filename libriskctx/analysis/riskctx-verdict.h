/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "riskctx-analysis-enums.h"
#include "riskctx-figure.h"
#include "riskctx-item.h"
#include "riskctx-risk-enums.h"

G_BEGIN_DECLS

#define RISKCTX_TYPE_VERDICT (riskctx_verdict_get_type ())

RISKCTX_AVAILABLE_IN_1_0
G_DECLARE_FINAL_TYPE (RiskctxVerdict, riskctx_verdict, RISKCTX, VERDICT, GObject)

RISKCTX_AVAILABLE_IN_1_0
RiskctxCriterionKind riskctx_verdict_get_kind (RiskctxVerdict *self);
RISKCTX_AVAILABLE_IN_1_0
RiskctxLimitKind riskctx_verdict_get_limit_kind (RiskctxVerdict *self);
RISKCTX_AVAILABLE_IN_1_0
RiskctxItem *riskctx_verdict_get_item (RiskctxVerdict *self);
RISKCTX_AVAILABLE_IN_1_0
gboolean riskctx_verdict_has_category (RiskctxVerdict *self);
RISKCTX_AVAILABLE_IN_1_0
RiskctxRiskCategory riskctx_verdict_get_category (RiskctxVerdict *self);
RISKCTX_AVAILABLE_IN_1_0
RiskctxRiskMeasure riskctx_verdict_get_measure (RiskctxVerdict *self);
RISKCTX_AVAILABLE_IN_1_0
double riskctx_verdict_get_level (RiskctxVerdict *self);
RISKCTX_AVAILABLE_IN_1_0
double riskctx_verdict_get_limit (RiskctxVerdict *self);
RISKCTX_AVAILABLE_IN_1_0
RiskctxFigure *riskctx_verdict_get_figure (RiskctxVerdict *self);
RISKCTX_AVAILABLE_IN_1_0
RiskctxOutcome riskctx_verdict_get_outcome (RiskctxVerdict *self);
RISKCTX_AVAILABLE_IN_1_0
double riskctx_verdict_get_excess (RiskctxVerdict *self);
RISKCTX_AVAILABLE_IN_1_0
double riskctx_verdict_get_doubt (RiskctxVerdict *self);
RISKCTX_AVAILABLE_IN_1_0
char *riskctx_verdict_describe (RiskctxVerdict *self,
                                const char     *language);
RISKCTX_AVAILABLE_IN_1_0
JsonNode *riskctx_verdict_to_json (RiskctxVerdict *self);

G_END_DECLS
