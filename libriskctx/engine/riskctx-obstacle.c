/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-simulate-private.h"
#include "riskctx-years-private.h"

const char *
riskctx_simulate_exact_obstacle (RiskctxPlan *plan)
{
  gboolean across_risks;

  if (plan->dependent)
    return "risks depend on each other";
  if (!riskctx_year_model_fits (plan, &across_risks))
    return across_risks ? "too many uncertain effects act on several risks"
                        : "too many quantities of one risk are uncertain";
  return NULL;
}
