/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

#include "riskctx-assessment.h"
#include "riskctx-ground-result.h"
#include "riskctx-investment-plan.h"
#include "riskctx-loss-result.h"

G_BEGIN_DECLS

#define RISKCTX_TYPE_GROUNDS (riskctx_grounds_get_type ())

RISKCTX_AVAILABLE_IN_1_0
G_DECLARE_FINAL_TYPE (RiskctxGrounds, riskctx_grounds, RISKCTX, GROUNDS, GObject)

RISKCTX_AVAILABLE_IN_1_0
RiskctxGrounds *riskctx_grounds_new (RiskctxAssessment     *assessment,
                                     RiskctxLossResult     *loss,
                                     RiskctxInvestmentPlan *plan);
RISKCTX_AVAILABLE_IN_1_0
gboolean riskctx_grounds_get_any_holds (RiskctxGrounds *self);
RISKCTX_AVAILABLE_IN_1_0
GListModel *riskctx_grounds_get_results (RiskctxGrounds *self);
RISKCTX_AVAILABLE_IN_1_0
RiskctxGroundResult *riskctx_grounds_get_result (RiskctxGrounds *self,
                                                 RiskctxGround   ground);
RISKCTX_AVAILABLE_IN_1_0
RiskctxText *riskctx_grounds_get_conclusion (RiskctxGrounds *self);
RISKCTX_AVAILABLE_IN_1_0
const char *riskctx_grounds_get_review_date (RiskctxGrounds *self);
RISKCTX_AVAILABLE_IN_1_0
JsonNode *riskctx_grounds_to_json (RiskctxGrounds *self,
                                   const char     *language);

G_END_DECLS
