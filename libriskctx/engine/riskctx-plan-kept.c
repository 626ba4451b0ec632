/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-exact-private.h"

#include <math.h>

/* Gauss points of what is uncertain: shares are ratios, in which errors cancel */
#define POINTS RISKCTX_EXACT_POINTS_COARSE

double
riskctx_plan_kept_share (const RiskctxPlan *self,
                         guint              risk)
{
  const RiskctxPlanRisk *found = NULL;
  RiskctxPlanRisk plain;
  RiskctxYearSet set;
  double net = 0.0, gross = 0.0;

  for (guint i = 0; i < self->n_risks; i++)
    if (self->risks[i].position == risk)
      found = &self->risks[i];
  g_return_val_if_fail (found != NULL, 1.0);
  if (!found->insured)
    return 1.0;

  plain = *found;
  plain.insured = FALSE;
  riskctx_year_set_init (&set, found, POINTS, TRUE);
  for (guint i = 0; i < set.years[0]->n; i++)
    {
      const RiskctxYears *years = set.years[0];
      const double weight = years->weight[i] * years->keep[i];
      RiskctxYears uninsured = *years;
      RiskctxEventMoments left, all;

      if (!(weight > 0.0))
        continue;
      uninsured.risk = &plain;
      riskctx_exact_event_moments (years, i, G_MAXUINT, RISKCTX_KERNEL_AUTO, &left);
      riskctx_exact_event_moments (&uninsured, i, G_MAXUINT, RISKCTX_KERNEL_AUTO, &all);
      net += weight * left.mean;
      gross += weight * all.mean;
    }
  riskctx_year_set_clear (&set);
  return gross > 0.0 && isfinite (gross) ? CLAMP (net / gross, 0.0, 1.0) : 1.0;
}
