/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "riskctx-investment-plan.h"

G_BEGIN_DECLS

#define RISKCTX_TYPE_PLAN_COMPARISON (riskctx_plan_comparison_get_type ())

RISKCTX_AVAILABLE_IN_1_0
G_DECLARE_FINAL_TYPE (RiskctxPlanComparison, riskctx_plan_comparison,
                      RISKCTX, PLAN_COMPARISON, GObject)

RISKCTX_AVAILABLE_IN_1_0
RiskctxPlanComparison *riskctx_plan_comparison_new (RiskctxAssessment *assessment);
RISKCTX_AVAILABLE_IN_1_0
RiskctxInvestmentPlan *riskctx_plan_comparison_get_do_nothing (RiskctxPlanComparison *self);
RISKCTX_AVAILABLE_IN_1_0
RiskctxInvestmentPlan *riskctx_plan_comparison_add (RiskctxPlanComparison *self,
                                                    const char *const     *options);
RISKCTX_AVAILABLE_IN_1_0
void riskctx_plan_comparison_add_all (RiskctxPlanComparison *self);
RISKCTX_AVAILABLE_IN_1_0
double riskctx_plan_comparison_get_progress (RiskctxPlanComparison *self);
RISKCTX_AVAILABLE_IN_1_0
gboolean riskctx_plan_comparison_run (RiskctxPlanComparison *self,
                                      GCancellable          *cancellable,
                                      GError               **error);
RISKCTX_AVAILABLE_IN_1_0
void riskctx_plan_comparison_run_async (RiskctxPlanComparison *self,
                                        GCancellable          *cancellable,
                                        GAsyncReadyCallback    callback,
                                        gpointer               user_data);
RISKCTX_AVAILABLE_IN_1_0
gboolean riskctx_plan_comparison_run_finish (RiskctxPlanComparison *self,
                                             GAsyncResult          *result,
                                             GError               **error);
RISKCTX_AVAILABLE_IN_1_0
RiskctxInvestmentPlan *riskctx_plan_comparison_get_best (RiskctxPlanComparison *self);
RISKCTX_AVAILABLE_IN_1_0
JsonNode *riskctx_plan_comparison_to_json (RiskctxPlanComparison *self);
RISKCTX_AVAILABLE_IN_1_0
JsonNode *riskctx_plan_comparison_get_schema (void);

G_END_DECLS
