/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-simulate-private.h"
#include "riskctx-years-private.h"

RiskctxSimulateReason
riskctx_simulate_exact_obstacle (RiskctxPlan *plan)
{
  gboolean across_risks;

  if (plan->dependent)
    return RISKCTX_SIMULATE_REASON_DEPENDENT;
  if (!riskctx_year_model_fits (plan, &across_risks))
    return across_risks ? RISKCTX_SIMULATE_REASON_SHARED_EFFECTS
                        : RISKCTX_SIMULATE_REASON_UNCERTAIN;
  return RISKCTX_SIMULATE_REASON_NONE;
}

/* Insurance by event takes pairs of amounts for every category and kind of year. */
RiskctxSimulateMethod
riskctx_simulate_choose (RiskctxPlan           *plan,
                         RiskctxSimulateReason *reason)
{
  *reason = riskctx_simulate_exact_obstacle (plan);
  for (guint i = 0; *reason == RISKCTX_SIMULATE_REASON_NONE && i < plan->n_risks; i++)
    if (plan->risks[i].insured)
      *reason = RISKCTX_SIMULATE_REASON_INSURANCE;
  if (*reason != RISKCTX_SIMULATE_REASON_NONE)
    return RISKCTX_SIMULATE_MONTE_CARLO;
  *reason = RISKCTX_SIMULATE_REASON_INDEPENDENT;
  return RISKCTX_SIMULATE_EXACT;
}
