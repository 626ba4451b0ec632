/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "riskctx-analysis-enums.h"
#include "riskctx-figure.h"

G_BEGIN_DECLS

#define RISKCTX_TYPE_PLAN_DISTRIBUTION (riskctx_plan_distribution_get_type ())

RISKCTX_AVAILABLE_IN_1_0
G_DECLARE_FINAL_TYPE (RiskctxPlanDistribution, riskctx_plan_distribution,
                      RISKCTX, PLAN_DISTRIBUTION, GObject)

RISKCTX_AVAILABLE_IN_1_0
guint64 riskctx_plan_distribution_get_paths (RiskctxPlanDistribution *self);
RISKCTX_AVAILABLE_IN_1_0
guint riskctx_plan_distribution_get_years (RiskctxPlanDistribution *self);
RISKCTX_AVAILABLE_IN_1_0
RiskctxFigure *riskctx_plan_distribution_get_figure (RiskctxPlanDistribution *self,
                                                     RiskctxPlanOutcome       which);
RISKCTX_AVAILABLE_IN_1_0
RiskctxFigure *riskctx_plan_distribution_get_payback_within (RiskctxPlanDistribution *self,
                                                             guint                    years);
RISKCTX_AVAILABLE_IN_1_0
GBytes *riskctx_plan_distribution_get_samples (RiskctxPlanDistribution *self);
RISKCTX_AVAILABLE_IN_1_0
JsonNode *riskctx_plan_distribution_to_json (RiskctxPlanDistribution *self);
RISKCTX_AVAILABLE_IN_1_0
JsonNode *riskctx_plan_distribution_get_schema (void);

G_END_DECLS
