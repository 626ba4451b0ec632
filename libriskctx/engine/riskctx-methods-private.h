/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "riskctx-plan-body-private.h"
#include "riskctx-simulate-private.h"

G_BEGIN_DECLS

/* The methods behind riskctx_simulate (). Both fill a result whose settings part is done already;
 * on failure it may be half full and is freed by the caller. */
gboolean riskctx_montecarlo_run (RiskctxPlan                   *plan,
                                 const RiskctxSimulateSettings *settings,
                                 RiskctxSimulateControl        *control,
                                 RiskctxSimulateResult         *result,
                                 GError                       **error);
gboolean riskctx_exact_run      (RiskctxPlan                   *plan,
                                 const RiskctxSimulateSettings *settings,
                                 RiskctxSimulateControl        *control,
                                 RiskctxSimulateResult         *result,
                                 GError                       **error);

/* FALSE with an error where the exact method does not apply */
gboolean riskctx_exact_check    (RiskctxPlan                   *plan,
                                 GError                       **error);
/* Totals only, of plans to which it applies; what they have in common is worked out once */
gboolean riskctx_exact_totals   (RiskctxPlan *const            *plans,
                                 guint                          n_plans,
                                 const RiskctxSimulateSettings *settings,
                                 RiskctxSimulateControl        *control,
                                 RiskctxLossSummary            *totals,
                                 GError                       **error);

/* What the laws of a risk, or of its consequences with one effect category, say about its moments.
 * category: RISKCTX_PLAN_CATEGORIES for all of them */
RiskctxLossFlags riskctx_plan_risk_flags (const RiskctxPlanRisk *risk, guint category);

gboolean riskctx_simulate_check_settings (const RiskctxSimulateSettings *self, GError **error);

/* Reports the share of the work that is done, and whether to go on */
gboolean riskctx_simulate_control_step (RiskctxSimulateControl *self, guint64 done, guint64 all);

G_END_DECLS
