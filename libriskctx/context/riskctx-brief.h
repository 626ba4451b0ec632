/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

#include "riskctx-answer.h"
#include "riskctx-assessment.h"
#include "riskctx-grounds.h"
#include "riskctx-investment-plan.h"
#include "riskctx-loss-result.h"

G_BEGIN_DECLS

#define RISKCTX_TYPE_BRIEF (riskctx_brief_get_type ())

RISKCTX_AVAILABLE_IN_1_0
G_DECLARE_FINAL_TYPE (RiskctxBrief, riskctx_brief, RISKCTX, BRIEF, GObject)

RISKCTX_AVAILABLE_IN_1_0
RiskctxBrief *riskctx_brief_new (RiskctxAssessment     *assessment,
                                 RiskctxLossResult     *loss,
                                 RiskctxInvestmentPlan *plan);
RISKCTX_AVAILABLE_IN_1_0
RiskctxAssessment *riskctx_brief_get_assessment (RiskctxBrief *self);
RISKCTX_AVAILABLE_IN_1_0
GListModel *riskctx_brief_get_answers (RiskctxBrief *self);
RISKCTX_AVAILABLE_IN_1_0
RiskctxAnswer *riskctx_brief_get_answer (RiskctxBrief   *self,
                                         RiskctxQuestion question);
RISKCTX_AVAILABLE_IN_1_0
RiskctxGrounds *riskctx_brief_get_grounds (RiskctxBrief *self);
RISKCTX_AVAILABLE_IN_1_0
GListModel *riskctx_brief_get_used (RiskctxBrief *self);
RISKCTX_AVAILABLE_IN_1_0
GListModel *riskctx_brief_get_not_used (RiskctxBrief *self);
RISKCTX_AVAILABLE_IN_1_0
JsonNode *riskctx_brief_to_json (RiskctxBrief *self,
                                 const char   *language);
RISKCTX_AVAILABLE_IN_1_0
JsonNode *riskctx_brief_get_schema (void);

G_END_DECLS
