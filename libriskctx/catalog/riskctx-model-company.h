/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "riskctx-assessment.h"

G_BEGIN_DECLS

#define RISKCTX_TYPE_MODEL_COMPANY (riskctx_model_company_get_type ())

RISKCTX_AVAILABLE_IN_1_0
G_DECLARE_FINAL_TYPE (RiskctxModelCompany, riskctx_model_company, RISKCTX, MODEL_COMPANY, GObject)

RISKCTX_AVAILABLE_IN_1_0
const char *riskctx_model_company_get_id (RiskctxModelCompany *self);
RISKCTX_AVAILABLE_IN_1_0
RiskctxText *riskctx_model_company_get_title (RiskctxModelCompany *self);
RISKCTX_AVAILABLE_IN_1_0
RiskctxText *riskctx_model_company_get_business (RiskctxModelCompany *self);
RISKCTX_AVAILABLE_IN_1_0
RiskctxProvenance riskctx_model_company_get_provenance (RiskctxModelCompany *self);

RISKCTX_AVAILABLE_IN_1_0
GListStore *riskctx_list_model_companies (GError **error);
RISKCTX_AVAILABLE_IN_1_0
RiskctxAssessment *riskctx_assessment_model_company (const char *id,
                                                     GError    **error);

G_END_DECLS
