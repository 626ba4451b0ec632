/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>

#include "riskctx-assessment.h"
#include "riskctx-investment-plan.h"
#include "riskctx-issue.h"
#include "riskctx-loss-result.h"

G_BEGIN_DECLS

RISKCTX_AVAILABLE_IN_1_0
GListStore *riskctx_assessment_list_findings (RiskctxAssessment *self);
RISKCTX_AVAILABLE_IN_1_0
GListStore *riskctx_assessment_list_findings_with (RiskctxAssessment     *self,
                                                   RiskctxLossResult     *loss,
                                                   RiskctxInvestmentPlan *plan);

G_END_DECLS
