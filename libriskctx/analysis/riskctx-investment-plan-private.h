/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "riskctx-investment-plan.h"
#include "riskctx-job-private.h"
#include "riskctx-loss-data-private.h"
#include "riskctx-plan-terms-private.h"
#include "riskctx-result-private.h"

G_BEGIN_DECLS

struct _RiskctxInvestmentPlan
{
  GObject                     parent_instance;
  RiskctxAssessment          *assessment;
  GStrv                       options;
  RiskctxEstimate            *benefit;
  guint                       years;
  double                      discount_rate;
  RiskctxRequiredSalesMethod  sales_method;
  guint                       amortization_years;
  RiskctxSimulation          *simulation;
  RiskctxLossResult          *given_loss; /* the present state, where the caller knows it */
  double                      progress;
  guint64                     paths;      /* 0: no distribution */
  double                      tax_rate;

  /* the answer */
  gboolean                    has_run;
  GPtrArray                  *figures;
  GListStore                 *cash_flows;
  GPtrArray                  *titles;     /* RiskctxText: of the options */
  RiskctxLossResult          *loss_before;
  RiskctxLossResult          *loss_after;
  RiskctxPlanDistribution    *distribution;
};

#define RISKCTX_INVESTMENT_PLAN_MAX_PATHS G_GUINT64_CONSTANT (10000000)

void riskctx_investment_plan_set_progress (RiskctxInvestmentPlan *self, double progress);
/* Forgets the answer, because the question has changed. */
void riskctx_investment_plan_forget       (RiskctxInvestmentPlan *self);
/* Takes over the settings of another plan. */
void riskctx_investment_plan_copy_settings (RiskctxInvestmentPlan *self,
                                            RiskctxInvestmentPlan *from);

/* What is written about a plan; the comparison writes several. */
extern const RiskctxResultShape riskctx_investment_plan_shape;

typedef struct _RiskctxPlanDescription RiskctxPlanDescription;

RiskctxPlanDescription *riskctx_investment_plan_describe  (RiskctxInvestmentPlan  *self);
void                    riskctx_plan_description_free     (RiskctxPlanDescription *self);

G_END_DECLS
