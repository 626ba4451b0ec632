/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-event-body-private.h"
#include "riskctx-arrivals-private.h"
#include "riskctx-stream-private.h"
#include "riskctx-year-private.h"

static void
copy_terms (RiskctxEventModel        *self,
            const RiskctxPlanRisk    *risk,
            const RiskctxNormalNodes *nodes)
{
  riskctx_factors_init (&self->frequency_factors, &risk->frequency_factors, nodes);
  self->insured = risk->insured;
  self->deductible = risk->deductible;
  self->limit = risk->limit;
  self->share = risk->share;
  for (guint i = 0; i < self->n; i++)
    {
      const RiskctxPlanConsequence *from = &risk->consequences[i];

      riskctx_factors_init (&self->consequences[i].probability_factors,
                            &from->probability_factors, nodes);
      riskctx_factors_init (&self->consequences[i].magnitude_factors, &from->magnitude_factors,
                            nodes);
    }
}

RiskctxEventModel *
riskctx_event_model_new (const RiskctxPlanRisk    *risk,
                         const RiskctxNormalNodes *nodes,
                         const RiskctxArrivals    *arrivals,
                         guint                     index)
{
  RiskctxEventModel *self = g_new0 (RiskctxEventModel, 1);

  self->count_key = riskctx_stream_derive (risk->key, RISKCTX_PURPOSE_COUNT);
  self->mark_key = riskctx_stream_derive (risk->key, RISKCTX_PURPOSE_MARK);
  self->index = index;
  if (arrivals != NULL && riskctx_arrivals_concern (arrivals, index))
    self->arrivals = arrivals;
  else
    self->counts = riskctx_count_table_new (risk);
  self->together = risk->group != NULL && (risk->group->scope & RISKCTX_COPULA_MAGNITUDES);
  self->n = risk->n_consequences;
  self->consequences = g_new0 (RiskctxEventConsequence, MAX (self->n, 1));
  for (guint i = 0; i < self->n; i++)
    {
      const RiskctxPlanConsequence *from = &risk->consequences[i];
      RiskctxEventConsequence *to = &self->consequences[i];

      to->category = from->category;
      to->happens_key = riskctx_stream_derive (from->key, RISKCTX_PURPOSE_HAPPENS);
      to->magnitude_key = riskctx_stream_derive (from->key, RISKCTX_PURPOSE_MAGNITUDE);
      to->probability_key = riskctx_stream_derive (from->key, RISKCTX_PURPOSE_PROBABILITY);
      to->certain_probability = 1.0;
      if (from->probability != NULL && riskctx_law_is_fixed (from->probability))
        to->certain_probability = riskctx_law_minimum (from->probability);
      else if (from->probability != NULL)
        to->probability = riskctx_sampler_new (from->probability, nodes);
      to->magnitude = riskctx_sampler_new (from->magnitude, nodes);
      self->categories |= 1u << from->category;
    }
  copy_terms (self, risk, nodes);
  return self;
}

RiskctxEventModel *
riskctx_event_model_new_whole (const RiskctxYearLaw     *law,
                               const RiskctxYearPattern *pattern,
                               const RiskctxArrivals    *arrivals)
{
  RiskctxEventModel *self = g_new0 (RiskctxEventModel, 1);

  self->law = law;
  self->pattern = pattern;
  self->arrivals = arrivals;
  self->categories = 1u << law->risk->consequences[0].category;
  return self;
}

RiskctxEventModel *
riskctx_event_model_new_variant (const RiskctxEventModel  *base,
                                 const RiskctxPlanRisk    *risk,
                                 const RiskctxNormalNodes *nodes)
{
  RiskctxEventModel *self = g_memdup2 (base, sizeof *base);

  self->base = base;
  self->consequences = g_memdup2 (base->consequences, base->n * sizeof *base->consequences);
  copy_terms (self, risk, nodes);
  return self;
}

void
riskctx_event_model_free (RiskctxEventModel *self)
{
  for (guint i = 0; i < self->n; i++)
    {
      if (self->base == NULL)
        {
          g_clear_pointer (&self->consequences[i].probability, riskctx_sampler_free);
          riskctx_sampler_free (self->consequences[i].magnitude);
        }
      riskctx_factors_clear (&self->consequences[i].probability_factors);
      riskctx_factors_clear (&self->consequences[i].magnitude_factors);
    }
  riskctx_factors_clear (&self->frequency_factors);
  if (self->base == NULL)
    g_clear_pointer (&self->counts, riskctx_count_table_free);
  g_free (self->consequences);
  g_free (self);
}

guint
riskctx_event_model_categories (const RiskctxEventModel *self)
{
  return self->categories;
}
