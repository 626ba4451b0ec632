/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-law-body-private.h"
#include "riskctx-plan-body-private.h"

static gboolean
same_law (const RiskctxLaw *a,
          const RiskctxLaw *b)
{
  if (a == b)
    return TRUE;
  if (a == NULL || b == NULL || a->kind != b->kind || a->truncated != b->truncated
      || a->a != b->a || a->b != b->b || a->c != b->c || a->d != b->d || a->n != b->n
      || a->n_parts != b->n_parts)
    return FALSE;
  for (guint i = 0; i < a->n; i++)
    if (a->values[i] != b->values[i] || a->weights[i] != b->weights[i])
      return FALSE;
  for (guint i = 0; i < a->n_parts; i++)
    if (!same_law (a->parts[i], b->parts[i])
        || (a->kind == RISKCTX_LAW_MIXTURE && a->weights[i] != b->weights[i]))
      return FALSE;
  return TRUE;
}

static gboolean
same_factors (const RiskctxPlanFactors *a,
              const RiskctxPlanFactors *b)
{
  if (a->certain != b->certain || a->n != b->n)
    return FALSE;
  for (guint i = 0; i < a->n; i++)
    if (a->uncertain[i].key != b->uncertain[i].key
        || a->uncertain[i].scale != b->uncertain[i].scale
        || !same_law (a->uncertain[i].effect, b->uncertain[i].effect))
      return FALSE;
  return TRUE;
}

gboolean
riskctx_plan_risk_same_draws (const RiskctxPlanRisk *a,
                              const RiskctxPlanRisk *b)
{
  if (a->kind != b->kind || a->dispersion != b->dispersion || a->trials != b->trials
      || a->n_consequences != b->n_consequences || !same_law (a->rate, b->rate)
      || !same_law (a->vulnerability, b->vulnerability))
    return FALSE;
  for (guint k = 0; k < a->n_consequences; k++)
    if (a->consequences[k].key != b->consequences[k].key
        || a->consequences[k].category != b->consequences[k].category
        || !same_law (a->consequences[k].probability, b->consequences[k].probability)
        || !same_law (a->consequences[k].magnitude, b->consequences[k].magnitude))
      return FALSE;
  return TRUE;
}

gboolean
riskctx_plan_risk_same_terms (const RiskctxPlanRisk *a,
                              const RiskctxPlanRisk *b)
{
  if (a->insured != b->insured || !same_factors (&a->frequency_factors, &b->frequency_factors)
      || (a->insured && (a->deductible != b->deductible || a->limit != b->limit
                         || a->share != b->share)))
    return FALSE;
  for (guint k = 0; k < a->n_consequences; k++)
    if (!same_factors (&a->consequences[k].probability_factors,
                       &b->consequences[k].probability_factors)
        || !same_factors (&a->consequences[k].magnitude_factors,
                          &b->consequences[k].magnitude_factors))
      return FALSE;
  return TRUE;
}
