/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "riskctx-category.h"
#include "riskctx-figure.h"

G_BEGIN_DECLS

#define RISKCTX_TYPE_RANKED_CATEGORY (riskctx_ranked_category_get_type ())

RISKCTX_AVAILABLE_IN_1_0
G_DECLARE_FINAL_TYPE (RiskctxRankedCategory, riskctx_ranked_category,
                      RISKCTX, RANKED_CATEGORY, GObject)

RISKCTX_AVAILABLE_IN_1_0
RiskctxRiskCategory riskctx_ranked_category_get_category (RiskctxRankedCategory *self);
RISKCTX_AVAILABLE_IN_1_0
RiskctxCategory *riskctx_ranked_category_get_item (RiskctxRankedCategory *self);
RISKCTX_AVAILABLE_IN_1_0
gboolean riskctx_ranked_category_get_applicable (RiskctxRankedCategory *self);
RISKCTX_AVAILABLE_IN_1_0
RiskctxFigure *riskctx_ranked_category_get_money (RiskctxRankedCategory *self);
RISKCTX_AVAILABLE_IN_1_0
guint riskctx_ranked_category_get_money_rank (RiskctxRankedCategory *self);
RISKCTX_AVAILABLE_IN_1_0
RiskctxFigure *riskctx_ranked_category_get_rating (RiskctxRankedCategory *self);
RISKCTX_AVAILABLE_IN_1_0
guint riskctx_ranked_category_get_rating_rank (RiskctxRankedCategory *self);
RISKCTX_AVAILABLE_IN_1_0
gboolean riskctx_ranked_category_get_treat (RiskctxRankedCategory *self);
RISKCTX_AVAILABLE_IN_1_0
JsonNode *riskctx_ranked_category_to_json (RiskctxRankedCategory *self);

G_END_DECLS
