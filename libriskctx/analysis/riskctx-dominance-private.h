/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "riskctx-dominance.h"
#include "riskctx-result-private.h"

G_BEGIN_DECLS

/* Compares one figure with others. NULL entries in others are left out; an undefined one makes the
 * comparison undefined. label: of the category. */
RiskctxDominance *riskctx_dominance_new (RiskctxRiskCategory   category,
                                         RiskctxYardstick      yardstick,
                                         RiskctxComparison     comparison,
                                         guint                 top_n,
                                         RiskctxFigure        *value,
                                         RiskctxFigure *const *others,
                                         guint                 n_others);

extern const RiskctxResultShape riskctx_dominance_shape;

G_END_DECLS
