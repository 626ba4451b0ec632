/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "riskctx-assessment.h"
#include "riskctx-cash-flow.h"
#include "riskctx-figure.h"
#include "riskctx-loss-result.h"
#include "riskctx-plan-distribution.h"
#include "riskctx-simulation.h"

G_BEGIN_DECLS

#define RISKCTX_TYPE_INVESTMENT_PLAN (riskctx_investment_plan_get_type ())

RISKCTX_AVAILABLE_IN_1_0
G_DECLARE_FINAL_TYPE (RiskctxInvestmentPlan, riskctx_investment_plan,
                      RISKCTX, INVESTMENT_PLAN, GObject)

RISKCTX_AVAILABLE_IN_1_0
RiskctxInvestmentPlan *riskctx_investment_plan_new (RiskctxAssessment *assessment,
                                                    const char *const *options);

RISKCTX_AVAILABLE_IN_1_0
RiskctxAssessment *riskctx_investment_plan_get_assessment (RiskctxInvestmentPlan *self);
RISKCTX_AVAILABLE_IN_1_0
const char *const *riskctx_investment_plan_get_options (RiskctxInvestmentPlan *self);
RISKCTX_AVAILABLE_IN_1_0
RiskctxEstimate *riskctx_investment_plan_get_benefit (RiskctxInvestmentPlan *self);
RISKCTX_AVAILABLE_IN_1_0
void riskctx_investment_plan_set_benefit (RiskctxInvestmentPlan *self,
                                          RiskctxEstimate       *benefit);
RISKCTX_AVAILABLE_IN_1_0
guint riskctx_investment_plan_get_years (RiskctxInvestmentPlan *self);
RISKCTX_AVAILABLE_IN_1_0
void riskctx_investment_plan_set_years (RiskctxInvestmentPlan *self,
                                        guint                  years);
RISKCTX_AVAILABLE_IN_1_0
double riskctx_investment_plan_get_discount_rate (RiskctxInvestmentPlan *self);
RISKCTX_AVAILABLE_IN_1_0
void riskctx_investment_plan_set_discount_rate (RiskctxInvestmentPlan *self,
                                                double                 discount_rate);
RISKCTX_AVAILABLE_IN_1_0
RiskctxRequiredSalesMethod riskctx_investment_plan_get_sales_method (RiskctxInvestmentPlan *self);
RISKCTX_AVAILABLE_IN_1_0
void riskctx_investment_plan_set_sales_method (RiskctxInvestmentPlan     *self,
                                               RiskctxRequiredSalesMethod sales_method);
RISKCTX_AVAILABLE_IN_1_0
guint riskctx_investment_plan_get_amortization_years (RiskctxInvestmentPlan *self);
RISKCTX_AVAILABLE_IN_1_0
void riskctx_investment_plan_set_amortization_years (RiskctxInvestmentPlan *self,
                                                     guint                  amortization_years);
RISKCTX_AVAILABLE_IN_1_0
RiskctxSimulation *riskctx_investment_plan_get_simulation (RiskctxInvestmentPlan *self);
RISKCTX_AVAILABLE_IN_1_0
void riskctx_investment_plan_set_loss_before (RiskctxInvestmentPlan *self,
                                              RiskctxLossResult     *loss_before);
RISKCTX_AVAILABLE_IN_1_0
double riskctx_investment_plan_get_progress (RiskctxInvestmentPlan *self);

RISKCTX_AVAILABLE_IN_1_0
guint64 riskctx_investment_plan_get_paths (RiskctxInvestmentPlan *self);
RISKCTX_AVAILABLE_IN_1_0
void riskctx_investment_plan_set_paths (RiskctxInvestmentPlan *self,
                                        guint64                paths);
RISKCTX_AVAILABLE_IN_1_0
double riskctx_investment_plan_get_tax_rate (RiskctxInvestmentPlan *self);
RISKCTX_AVAILABLE_IN_1_0
void riskctx_investment_plan_set_tax_rate (RiskctxInvestmentPlan *self,
                                           double                 tax_rate);
RISKCTX_AVAILABLE_IN_1_0
RiskctxPlanDistribution *riskctx_investment_plan_get_distribution (RiskctxInvestmentPlan *self);

RISKCTX_AVAILABLE_IN_1_0
gboolean riskctx_investment_plan_run (RiskctxInvestmentPlan *self,
                                      GCancellable          *cancellable,
                                      GError               **error);
RISKCTX_AVAILABLE_IN_1_0
void riskctx_investment_plan_run_async (RiskctxInvestmentPlan *self,
                                        GCancellable          *cancellable,
                                        GAsyncReadyCallback    callback,
                                        gpointer               user_data);
RISKCTX_AVAILABLE_IN_1_0
gboolean riskctx_investment_plan_run_finish (RiskctxInvestmentPlan *self,
                                             GAsyncResult          *result,
                                             GError               **error);

RISKCTX_AVAILABLE_IN_1_0
gboolean riskctx_investment_plan_has_run (RiskctxInvestmentPlan *self);
RISKCTX_AVAILABLE_IN_1_0
RiskctxFigure *riskctx_investment_plan_get_figure (RiskctxInvestmentPlan *self,
                                                   RiskctxPlanFigure      which);
RISKCTX_AVAILABLE_IN_1_0
GListModel *riskctx_investment_plan_get_cash_flows (RiskctxInvestmentPlan *self);
RISKCTX_AVAILABLE_IN_1_0
RiskctxLossResult *riskctx_investment_plan_get_loss_before (RiskctxInvestmentPlan *self);
RISKCTX_AVAILABLE_IN_1_0
RiskctxLossResult *riskctx_investment_plan_get_loss_after (RiskctxInvestmentPlan *self);
RISKCTX_AVAILABLE_IN_1_0
JsonNode *riskctx_investment_plan_to_json (RiskctxInvestmentPlan *self);
RISKCTX_AVAILABLE_IN_1_0
JsonNode *riskctx_investment_plan_get_schema (void);

G_END_DECLS
