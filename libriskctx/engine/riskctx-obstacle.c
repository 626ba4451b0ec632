/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-plan-body-private.h"
#include "riskctx-simulate-private.h"

static const char *
consequence_obstacle (const RiskctxPlanConsequence *self)
{
  if (riskctx_law_minimum (self->magnitude) < 0.0)
    return "a magnitude can be below 0";
  if (self->probability != NULL && !riskctx_law_is_fixed (self->probability))
    return "the probability of a consequence is uncertain";
  if (self->probability_factors.n > 0)
    return "the effect of a control on a probability is uncertain";
  if (self->magnitude_factors.n > 0)
    return "the effect of a control on a magnitude is uncertain";
  return NULL;
}

const char *
riskctx_simulate_exact_obstacle (RiskctxPlan *plan)
{
  if (plan->dependent)
    return "risks depend on each other";
  if (plan->shared_draws)
    return "one uncertain effect of a control acts on several quantities";
  for (guint i = 0; i < plan->n_risks; i++)
    {
      const RiskctxPlanRisk *risk = &plan->risks[i];

      if (risk->insured)
        return "insurance pays by event";
      for (guint k = 0; k < risk->n_consequences; k++)
        {
          const char *obstacle = consequence_obstacle (&risk->consequences[k]);

          if (obstacle != NULL)
            return obstacle;
        }
    }
  return NULL;
}
