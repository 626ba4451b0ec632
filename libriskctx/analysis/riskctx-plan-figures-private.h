/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "riskctx-loss-result.h"
#include "riskctx-plan-terms-private.h"

G_BEGIN_DECLS

/* Figures of all kinds, by RiskctxPlanFigure. benefit: given, or NULL for the difference of the
 * losses; losses may be NULL. */
GPtrArray *riskctx_plan_figures_new (const RiskctxPlanTerms *terms,
                                     RiskctxEstimate        *benefit,
                                     RiskctxLossResult      *loss_before,
                                     RiskctxLossResult      *loss_after);
/* The same before a plan has been computed: all undefined. */
GPtrArray *riskctx_plan_figures_new_empty (const char *currency);

G_END_DECLS
