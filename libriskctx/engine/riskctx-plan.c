/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-plan-body-private.h"

#include <math.h>
#include <stdlib.h>

/* More events a year than this cannot be simulated one by one in any useful time. */
#define LARGEST_RATE 1e7
/* A negative binomial tail is geometric with this length; 40 of them must fit a table. */
#define LARGEST_SPREAD 20000.0

typedef struct
{
  guint64     key;
  guint       category;
  RiskctxLaw *probability;
  RiskctxLaw *magnitude;
  GArray     *probability_effects;
  GArray     *magnitude_effects;
} Consequence;

typedef struct
{
  guint64              key;
  guint                category;
  RiskctxFrequencyKind kind;
  RiskctxLaw          *rate;
  double               dispersion;
  guint                trials;
  RiskctxLaw          *vulnerability;
  gboolean             insured;
  double               deductible;
  double               limit;
  double               share;
  GArray              *effects;
  GPtrArray           *consequences;
} Risk;

static void
clear_effect (gpointer data)
{
  RiskctxPlanEffect *effect = data;

  g_clear_pointer (&effect->effect, riskctx_law_unref);
}

static GArray *
effects_new (void)
{
  GArray *effects = g_array_new (FALSE, FALSE, sizeof (RiskctxPlanEffect));

  g_array_set_clear_func (effects, clear_effect);
  return effects;
}

static void
effects_add (GArray     *effects,
             guint64     key,
             RiskctxLaw *effect,
             double      scale)
{
  const RiskctxPlanEffect item = { key, riskctx_law_ref (effect), scale };

  g_array_append_val (effects, item);
}

static void
consequence_free (gpointer data)
{
  Consequence *self = data;

  g_clear_pointer (&self->probability, riskctx_law_unref);
  g_clear_pointer (&self->magnitude, riskctx_law_unref);
  g_array_unref (self->probability_effects);
  g_array_unref (self->magnitude_effects);
  g_free (self);
}

static void
risk_free (gpointer data)
{
  Risk *self = data;

  g_clear_pointer (&self->rate, riskctx_law_unref);
  g_clear_pointer (&self->vulnerability, riskctx_law_unref);
  g_array_unref (self->effects);
  g_ptr_array_unref (self->consequences);
  g_free (self);
}

RiskctxPlanBuilder *
riskctx_plan_builder_new (void)
{
  RiskctxPlanBuilder *self = g_new0 (RiskctxPlanBuilder, 1);

  self->risks = g_ptr_array_new_with_free_func (risk_free);
  self->links = riskctx_plan_links_new ();
  return self;
}

void
riskctx_plan_builder_free (RiskctxPlanBuilder *self)
{
  g_ptr_array_unref (self->risks);
  riskctx_plan_links_free (self->links);
  g_free (self);
}

static Risk *
get_risk (RiskctxPlanBuilder *self,
          guint               risk)
{
  g_assert (risk < self->risks->len);

  return g_ptr_array_index (self->risks, risk);
}

static Consequence *
get_consequence (RiskctxPlanBuilder *self,
                 guint               risk,
                 guint               consequence)
{
  const Risk *owner = get_risk (self, risk);

  g_assert (consequence < owner->consequences->len);

  return g_ptr_array_index (owner->consequences, consequence);
}

static void
replace_law (RiskctxLaw **place,
             RiskctxLaw  *law)
{
  RiskctxLaw *before = *place;

  *place = law != NULL ? riskctx_law_ref (law) : NULL;
  if (before != NULL)
    riskctx_law_unref (before);
}

guint
riskctx_plan_builder_add_risk (RiskctxPlanBuilder *self,
                               guint64             key,
                               guint               category)
{
  Risk *risk = g_new0 (Risk, 1);

  risk->key = key;
  risk->category = category;
  risk->effects = effects_new ();
  risk->consequences = g_ptr_array_new_with_free_func (consequence_free);
  g_ptr_array_add (self->risks, risk);
  return self->risks->len - 1;
}

void
riskctx_plan_builder_set_frequency (RiskctxPlanBuilder   *self,
                                    guint                 risk,
                                    RiskctxFrequencyKind  kind,
                                    RiskctxLaw           *rate,
                                    double                dispersion,
                                    guint                 trials)
{
  Risk *owner = get_risk (self, risk);

  owner->kind = kind;
  replace_law (&owner->rate, rate);
  owner->dispersion = dispersion;
  owner->trials = trials;
}

void
riskctx_plan_builder_set_vulnerability (RiskctxPlanBuilder *self,
                                        guint               risk,
                                        RiskctxLaw         *probability)
{
  replace_law (&get_risk (self, risk)->vulnerability, probability);
}

void
riskctx_plan_builder_set_insurance (RiskctxPlanBuilder *self,
                                    guint               risk,
                                    double              deductible,
                                    double              limit,
                                    double              share)
{
  Risk *owner = get_risk (self, risk);

  owner->insured = TRUE;
  owner->deductible = deductible;
  owner->limit = limit;
  owner->share = share;
}

guint
riskctx_plan_builder_add_consequence (RiskctxPlanBuilder *self,
                                      guint               risk,
                                      guint64             key,
                                      guint               category,
                                      RiskctxLaw         *probability,
                                      RiskctxLaw         *magnitude)
{
  Risk *owner = get_risk (self, risk);
  Consequence *consequence = g_new0 (Consequence, 1);

  consequence->key = key;
  consequence->category = category;
  replace_law (&consequence->probability, probability);
  replace_law (&consequence->magnitude, magnitude);
  consequence->probability_effects = effects_new ();
  consequence->magnitude_effects = effects_new ();
  g_ptr_array_add (owner->consequences, consequence);
  return owner->consequences->len - 1;
}

void
riskctx_plan_builder_add_frequency_effect (RiskctxPlanBuilder *self,
                                           guint               risk,
                                           guint64             key,
                                           RiskctxLaw         *effect,
                                           double              scale)
{
  effects_add (get_risk (self, risk)->effects, key, effect, scale);
}

void
riskctx_plan_builder_add_probability_effect (RiskctxPlanBuilder *self,
                                             guint               risk,
                                             guint               consequence,
                                             guint64             key,
                                             RiskctxLaw         *effect,
                                             double              scale)
{
  effects_add (get_consequence (self, risk, consequence)->probability_effects, key, effect, scale);
}

void
riskctx_plan_builder_add_magnitude_effect (RiskctxPlanBuilder *self,
                                           guint               risk,
                                           guint               consequence,
                                           guint64             key,
                                           RiskctxLaw         *effect,
                                           double              scale)
{
  effects_add (get_consequence (self, risk, consequence)->magnitude_effects, key, effect, scale);
}

/* Why a risk cannot be simulated, or NULL */

static const char *
check_share (const RiskctxLaw *law,
             const char       *message)
{
  return riskctx_law_minimum (law) < 0.0 || riskctx_law_maximum (law) > 1.0 ? message : NULL;
}

static const char *
check_effects (const GArray *effects)
{
  const char *wrong = NULL;

  for (guint i = 0; i < effects->len && wrong == NULL; i++)
    {
      const RiskctxPlanEffect *effect = &g_array_index (effects, RiskctxPlanEffect, i);

      if (!(effect->scale >= 0.0 && effect->scale <= 1.0))
        wrong = "coverage times implementation of a control must be between 0 and 1";
      else
        wrong = check_share (effect->effect, "the effect of a control must be between 0 and 1");
    }
  return wrong;
}

static const char *
check_consequence (const Consequence *self)
{
  const char *wrong = NULL;

  if (self->category >= RISKCTX_PLAN_CATEGORIES)
    return "the category of a consequence must be between 0 and 7";
  if (self->magnitude == NULL)
    return "a consequence must have a magnitude";
  if (self->probability != NULL)
    wrong = check_share (self->probability,
                         "the probability of a consequence must be between 0 and 1");
  if (wrong == NULL)
    wrong = check_effects (self->probability_effects);
  if (wrong == NULL)
    wrong = check_effects (self->magnitude_effects);
  return wrong;
}

const char *
riskctx_plan_check_frequency (RiskctxFrequencyKind kind,
                              const RiskctxLaw    *rate,
                              double               dispersion,
                              guint                trials)
{
  if (rate == NULL)
    return "a risk must have a frequency";
  if (riskctx_law_minimum (rate) < 0.0)
    return "a frequency must not be below 0";
  if (!riskctx_law_has_mean (rate))
    return "the law of a frequency must have a finite mean";

  switch (kind)
    {
    case RISKCTX_FREQUENCY_KIND_NEGATIVE_BINOMIAL:
      if (!(dispersion >= 1e-3 && dispersion <= 1e6))
        return "the dispersion must be between 0.001 and 1000000";
      if (riskctx_law_mean (rate) / MIN (dispersion, 1.0) > LARGEST_SPREAD)
        return "the mean divided by the dispersion must not be above 20000";
      break;
    case RISKCTX_FREQUENCY_KIND_BINOMIAL:
      if (trials < 1 || trials > 10000000)
        return "the number of trials must be between 1 and 10000000";
      return check_share (rate, "the probability of an event must be between 0 and 1");
    case RISKCTX_FREQUENCY_KIND_BERNOULLI:
      return check_share (rate, "the probability of an event must be between 0 and 1");
    case RISKCTX_FREQUENCY_KIND_POISSON:
    case RISKCTX_FREQUENCY_KIND_FIXED:
      break;
    default:
      return "the kind of frequency is unknown";
    }
  if (riskctx_law_mean (rate) > LARGEST_RATE)
    return "a frequency must not be above 10000000 a year";
  return NULL;
}

static const char *
check_risk (const Risk *self)
{
  const char *wrong;

  if (self->category >= RISKCTX_PLAN_CATEGORIES)
    return "the category of a risk must be between 0 and 7";
  wrong = riskctx_plan_check_frequency (self->kind, self->rate, self->dispersion, self->trials);
  if (wrong == NULL && self->vulnerability != NULL)
    wrong = check_share (self->vulnerability, "a vulnerability must be between 0 and 1");
  if (wrong == NULL)
    wrong = check_effects (self->effects);
  if (wrong == NULL && self->insured
      && !(self->deductible >= 0.0 && isfinite (self->deductible) && self->limit >= 0.0
           && self->share >= 0.0 && self->share <= 1.0))
    wrong = "insurance needs a deductible and a limit not below 0 and a share between 0 and 1";
  for (guint i = 0; i < self->consequences->len && wrong == NULL; i++)
    wrong = check_consequence (g_ptr_array_index (self->consequences, i));
  return wrong;
}

static int
compare_keys (guint64 a,
              guint64 b)
{
  return (a > b) - (a < b);
}

static int
compare_effects (const void *a,
                 const void *b)
{
  const RiskctxPlanEffect *x = a, *y = b;
  const int order = compare_keys (x->key, y->key);

  return order != 0 ? order : (x->scale > y->scale) - (x->scale < y->scale);
}

static int
compare_consequences (const void *a,
                      const void *b)
{
  return compare_keys (((const RiskctxPlanConsequence *) a)->key,
                       ((const RiskctxPlanConsequence *) b)->key);
}

static int
compare_risks (const void *a,
               const void *b)
{
  return compare_keys (((const RiskctxPlanRisk *) a)->key, ((const RiskctxPlanRisk *) b)->key);
}

static RiskctxPlanFactors
freeze_effects (const GArray *effects,
                GHashTable   *keys,
                gboolean     *shared)
{
  RiskctxPlanFactors self = { 1.0, 0, g_new0 (RiskctxPlanEffect, MAX (effects->len, 1)) };
  g_autofree RiskctxPlanEffect *sorted = g_new (RiskctxPlanEffect, MAX (effects->len, 1));

  for (guint i = 0; i < effects->len; i++)
    sorted[i] = g_array_index (effects, RiskctxPlanEffect, i);
  qsort (sorted, effects->len, sizeof *sorted, compare_effects);

  for (guint i = 0; i < effects->len; i++)
    {
      if (sorted[i].scale == 0.0)
        continue;
      if (riskctx_law_is_fixed (sorted[i].effect))
        {
          self.certain *= 1.0 - riskctx_law_minimum (sorted[i].effect) * sorted[i].scale;
          continue;
        }
      if (!g_hash_table_add (keys, g_memdup2 (&sorted[i].key, sizeof sorted[i].key)))
        *shared = TRUE;
      self.uncertain[self.n] = sorted[i];
      riskctx_law_ref (self.uncertain[self.n++].effect);
    }
  return self;
}

static void
factors_clear (RiskctxPlanFactors *self)
{
  for (guint i = 0; i < self->n; i++)
    riskctx_law_unref (self->uncertain[i].effect);
  g_free (self->uncertain);
}

static void
freeze_risk (const Risk      *from,
             guint            position,
             RiskctxPlanRisk *to,
             GHashTable      *keys,
             gboolean        *shared)
{
  to->key = from->key;
  to->position = position;
  to->category = from->category;
  to->kind = from->kind;
  to->rate = riskctx_law_ref (from->rate);
  to->dispersion = from->dispersion;
  to->trials = from->trials;
  if (from->vulnerability != NULL && riskctx_law_minimum (from->vulnerability) < 1.0)
    to->vulnerability = riskctx_law_ref (from->vulnerability);
  to->frequency_factors = freeze_effects (from->effects, keys, shared);
  to->insured = from->insured && from->share > 0.0 && from->limit > 0.0;
  to->deductible = from->deductible;
  to->limit = from->limit;
  to->share = from->share;
  to->n_consequences = from->consequences->len;
  to->consequences = g_new0 (RiskctxPlanConsequence, MAX (to->n_consequences, 1));
  for (guint i = 0; i < to->n_consequences; i++)
    {
      const Consequence *source = g_ptr_array_index (from->consequences, i);
      RiskctxPlanConsequence *target = &to->consequences[i];

      target->key = source->key;
      target->category = source->category;
      if (source->probability != NULL && riskctx_law_minimum (source->probability) < 1.0)
        target->probability = riskctx_law_ref (source->probability);
      target->magnitude = riskctx_law_ref (source->magnitude);
      target->probability_factors = freeze_effects (source->probability_effects, keys, shared);
      target->magnitude_factors = freeze_effects (source->magnitude_effects, keys, shared);
    }
  qsort (to->consequences, to->n_consequences, sizeof *to->consequences, compare_consequences);
}

static gboolean
check_unique (const RiskctxPlan *plan,
              GError           **error)
{
  g_autoptr(GHashTable) seen = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint i = 0; i < plan->n_risks; i++)
    {
      RiskctxPlanRisk *risk = &plan->risks[i];

      if (!g_hash_table_add (seen, &risk->key))
        {
          g_set_error (error, RISKCTX_ENGINE_ERROR, RISKCTX_ENGINE_ERROR_INVALID,
                       "risk %u: its key is used twice", risk->position);
          return FALSE;
        }
      for (guint j = 0; j < risk->n_consequences; j++)
        if (!g_hash_table_add (seen, &risk->consequences[j].key))
          {
            g_set_error (error, RISKCTX_ENGINE_ERROR, RISKCTX_ENGINE_ERROR_INVALID,
                         "risk %u: the key of one of its consequences is used twice",
                         risk->position);
            return FALSE;
          }
    }
  return TRUE;
}

RiskctxPlan *
riskctx_plan_builder_build (RiskctxPlanBuilder *self,
                            GError            **error)
{
  g_autoptr(GHashTable) keys = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr(RiskctxPlan) plan = NULL;
  g_autofree guint *positions = NULL;

  for (guint i = 0; i < self->risks->len; i++)
    {
      const char *wrong = check_risk (g_ptr_array_index (self->risks, i));

      if (wrong != NULL)
        {
          g_set_error (error, RISKCTX_ENGINE_ERROR, RISKCTX_ENGINE_ERROR_INVALID, "risk %u: %s", i,
                       wrong);
          return NULL;
        }
    }

  plan = g_atomic_rc_box_new0 (RiskctxPlan);
  plan->n_risks = self->risks->len;
  plan->risks = g_new0 (RiskctxPlanRisk, MAX (plan->n_risks, 1));
  for (guint i = 0; i < plan->n_risks; i++)
    freeze_risk (g_ptr_array_index (self->risks, i), i, &plan->risks[i], keys,
                 &plan->shared_draws);
  qsort (plan->risks, plan->n_risks, sizeof *plan->risks, compare_risks);

  positions = g_new (guint, MAX (plan->n_risks, 1));
  for (guint i = 0; i < plan->n_risks; i++)
    positions[plan->risks[i].position] = i;
  if (!check_unique (plan, error)
      || !riskctx_plan_links_freeze (self->links, plan, positions, error))
    return NULL;
  return g_steal_pointer (&plan);
}

static void
plan_clear (gpointer data)
{
  RiskctxPlan *self = data;

  for (guint i = 0; i < self->n_risks; i++)
    {
      RiskctxPlanRisk *risk = &self->risks[i];

      riskctx_law_unref (risk->rate);
      g_clear_pointer (&risk->vulnerability, riskctx_law_unref);
      factors_clear (&risk->frequency_factors);
      for (guint j = 0; j < risk->n_consequences; j++)
        {
          RiskctxPlanConsequence *consequence = &risk->consequences[j];

          g_clear_pointer (&consequence->probability, riskctx_law_unref);
          riskctx_law_unref (consequence->magnitude);
          factors_clear (&consequence->probability_factors);
          factors_clear (&consequence->magnitude_factors);
        }
      g_free (risk->consequences);
    }
  riskctx_plan_links_clear (self);
  g_free (self->risks);
}

RiskctxPlan *
riskctx_plan_ref (RiskctxPlan *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
riskctx_plan_unref (RiskctxPlan *self)
{
  g_atomic_rc_box_release_full (self, plan_clear);
}

guint
riskctx_plan_n_risks (const RiskctxPlan *self)
{
  return self->n_risks;
}

double
riskctx_plan_factors_mean (const RiskctxPlanFactors *self)
{
  double product = self->certain;

  for (guint i = 0; i < self->n; i++)
    product *= 1.0 - riskctx_law_mean (self->uncertain[i].effect) * self->uncertain[i].scale;
  return product;
}

double
riskctx_plan_consequence_probability (const RiskctxPlanConsequence *self)
{
  const double given = self->probability != NULL ? riskctx_law_mean (self->probability) : 1.0;

  return given * riskctx_plan_factors_mean (&self->probability_factors);
}

double
riskctx_plan_risk_rate (const RiskctxPlanRisk *self)
{
  double rate = riskctx_law_mean (self->rate);

  if (self->kind == RISKCTX_FREQUENCY_KIND_BINOMIAL)
    rate *= self->trials;
  if (self->vulnerability != NULL)
    rate *= riskctx_law_mean (self->vulnerability);
  return rate;
}

double
riskctx_plan_gross_mean (const RiskctxPlan *self,
                         guint              risk)
{
  for (guint i = 0; i < self->n_risks; i++)
    {
      const RiskctxPlanRisk *found = &self->risks[i];
      double event = 0.0, rate;

      if (found->position != risk)
        continue;
      rate = (riskctx_plan_risk_rate (found) + found->other_rate)
             * riskctx_plan_factors_mean (&found->frequency_factors);
      for (guint j = 0; j < found->n_consequences; j++)
        {
          const RiskctxPlanConsequence *consequence = &found->consequences[j];
          const double share = riskctx_plan_consequence_probability (consequence)
                               * riskctx_plan_factors_mean (&consequence->magnitude_factors);

          /* what never happens costs nothing, even where its mean is infinite */
          if (rate * share > 0.0)
            event += share * riskctx_law_mean (consequence->magnitude);
        }
      return rate > 0.0 ? rate * event : 0.0;
    }
  g_return_val_if_reached (0.0);
}
