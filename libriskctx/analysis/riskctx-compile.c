/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-compile-private.h"

#include <math.h>
#include <string.h>

#include "riskctx-category.h"
#include "riskctx-validity.h"
#include "riskctx-consequence.h"
#include "riskctx-control.h"
#include "riskctx-effect.h"
#include "riskctx-error.h"
#include "riskctx-item-private.h"
#include "riskctx-insurance.h"
#include "riskctx-leak-amount.h"
#include "riskctx-risk.h"
#include "riskctx-stream-private.h"

/* One statement of an effect, made ready: whom it concerns, by how much, under which key. */
typedef struct
{
  RiskctxEffect *effect; /* not owned */
  guint64        key;
  RiskctxLaw    *reduction;
  double         scale;
  guint          impacts; /* bit c: category c is concerned */
} ActingEffect;

static void
acting_effect_free (ActingEffect *self)
{
  riskctx_law_unref (self->reduction);
  g_free (self);
}

typedef struct
{
  RiskctxAssessment  *assessment;
  RiskctxPlanBuilder *builder;
  GPtrArray          *effects; /* of ActingEffect */
  GPtrArray          *options; /* of RiskctxOption */
  guint               year;
} Compilation;

/* Parts without an id of their own are told apart by their place in their owner. No id contains
 * the sign, so that the two never meet. */
static guint64
key_of_part (RiskctxItem *owner,
             RiskctxItem *part,
             guint        position)
{
  const char *id = riskctx_item_get_id (owner);
  g_autofree char *place = g_strdup_printf ("#%u", position);

  return riskctx_stream_key (id != NULL ? id : "",
                             riskctx_item_get_id (part) != NULL ? riskctx_item_get_id (part)
                                                                : place);
}

guint
riskctx_compile_impacts (RiskctxAssessment *assessment,
                         RiskctxEffect     *effect)
{
  const char *const *ids = riskctx_effect_get_impacts (effect);
  guint impacts = 0;

  if (ids == NULL || *ids == NULL)
    return (1u << RISKCTX_PLAN_CATEGORIES) - 1;
  for (; *ids != NULL; ids++)
    {
      RiskctxItem *item = riskctx_assessment_find (assessment, *ids);

      if (item != NULL && RISKCTX_IS_CATEGORY (item))
        impacts |= 1u << riskctx_category_get_category (RISKCTX_CATEGORY (item));
    }
  return impacts;
}

static gboolean
add_effects (Compilation     *self,
             RiskctxItem     *owner,
             RiskctxItemList *effects,
             double           scale,
             GError         **error)
{
  for (guint i = 0; i < riskctx_item_list_get_length (effects) && scale > 0; i++)
    {
      RiskctxEffect *effect = riskctx_item_list_peek (effects, i);
      g_autoptr(RiskctxLaw) law = riskctx_compile_law (riskctx_effect_get_reduction (effect), owner,
                                          "reduction", error);
      ActingEffect *acting;

      if (law == NULL)
        return FALSE;
      acting = g_new (ActingEffect, 1);
      acting->effect = effect;
      acting->key = key_of_part (owner, RISKCTX_ITEM (effect), i);
      acting->reduction = g_steal_pointer (&law);
      acting->scale = scale;
      acting->impacts = riskctx_compile_impacts (self->assessment, effect);
      g_ptr_array_add (self->effects, acting);
    }
  return TRUE;
}

static gboolean
collect_effects (Compilation *self,
                 GError     **error)
{
  RiskctxItemList *controls = riskctx_assessment_get_controls (self->assessment);

  for (guint i = 0; i < riskctx_item_list_get_length (controls); i++)
    {
      RiskctxControl *control = riskctx_item_list_peek (controls, i);
      RiskctxItem *item = RISKCTX_ITEM (control);
      const double degree = riskctx_compile_control_degree (control, self->options, self->year);

      if (!add_effects (self, item, riskctx_control_get_effects (control),
                        degree * riskctx_control_get_coverage (control), error))
        return FALSE;
    }
  for (guint i = 0; i < self->options->len; i++)
    {
      RiskctxOption *option = g_ptr_array_index (self->options, i);

      if (!add_effects (self, RISKCTX_ITEM (option), riskctx_option_get_effects (option),
                        riskctx_compile_option_degree (option, self->year), error))
        return FALSE;
    }
  return TRUE;
}

/* What an option takes out counts in place of what the risk has today. */
static RiskctxInsurance *
find_insurance (Compilation *self,
                const char  *risk)
{
  RiskctxInsurance *found = NULL;

  for (guint i = 0; i < self->options->len; i++)
    {
      RiskctxOption *option = g_ptr_array_index (self->options, i);
      RiskctxItemList *insurance = riskctx_option_get_insurance (option);

      if (riskctx_compile_option_degree (option, self->year) < 1)
        continue;
      for (guint j = 0; j < riskctx_item_list_get_length (insurance); j++)
        {
          RiskctxInsurance *terms = riskctx_item_list_peek (insurance, j);
          const char *const *risks = riskctx_insurance_get_risks (terms);

          if (risks == NULL || *risks == NULL || g_strv_contains (risks, risk))
            found = terms;
        }
    }
  return found;
}

static void
add_insurance (Compilation *self,
               RiskctxRisk *risk,
               guint        position)
{
  RiskctxItem *item = RISKCTX_ITEM (risk);
  RiskctxInsurance *terms = find_insurance (self, riskctx_item_get_id (item));

  if (terms != NULL)
    riskctx_plan_builder_set_insurance (self->builder, position,
                                        riskctx_insurance_get_deductible (terms),
                                        riskctx_item_has (RISKCTX_ITEM (terms), "limit")
                                          ? riskctx_insurance_get_limit (terms) : INFINITY,
                                        riskctx_insurance_get_share (terms));
  else if (riskctx_item_has (item, "insurance_limit"))
    riskctx_plan_builder_set_insurance (self->builder, position, riskctx_risk_get_deductible (risk),
                                        riskctx_risk_get_insurance_limit (risk),
                                        riskctx_risk_get_insured_share (risk));
}

gboolean
riskctx_compile_concerns (RiskctxEffect *effect,
                          const char    *risk)
{
  const char *const *risks = riskctx_effect_get_risks (effect);

  return risks == NULL || *risks == NULL || (risk != NULL && g_strv_contains (risks, risk));
}

gboolean
riskctx_compile_reaches (RiskctxEffect      *effect,
                         guint               impacts,
                         RiskctxConsequence *consequence)
{
  const RiskctxLossForm form = riskctx_effect_get_loss_form (effect);

  return impacts & 1u << riskctx_consequence_get_impact (consequence)
         && (form == RISKCTX_LOSS_FORM_NONE
             || form == riskctx_consequence_get_loss_form (consequence));
}

static gboolean
concerns (const ActingEffect *acting,
          const char         *risk,
          RiskctxEffectTarget target)
{
  return riskctx_effect_get_target (acting->effect) == target
         && riskctx_compile_concerns (acting->effect, risk);
}

static void
apply_to_consequence (Compilation        *self,
                      const char         *risk,
                      guint               position,
                      RiskctxConsequence *consequence,
                      guint               place)
{
  for (guint i = 0; i < self->effects->len; i++)
    {
      const ActingEffect *acting = g_ptr_array_index (self->effects, i);

      if (!riskctx_compile_reaches (acting->effect, acting->impacts, consequence))
        continue;
      if (concerns (acting, risk, RISKCTX_EFFECT_TARGET_PROBABILITY))
        riskctx_plan_builder_add_probability_effect (self->builder, position, place, acting->key,
                                                     acting->reduction, acting->scale);
      else if (concerns (acting, risk, RISKCTX_EFFECT_TARGET_MAGNITUDE))
        riskctx_plan_builder_add_magnitude_effect (self->builder, position, place, acting->key,
                                                   acting->reduction, acting->scale);
    }
}

static gboolean
add_consequence (Compilation        *self,
                 RiskctxRisk        *risk,
                 guint               position,
                 RiskctxConsequence *consequence,
                 guint               place,
                 GError            **error)
{
  RiskctxItem *item = RISKCTX_ITEM (risk);
  g_autoptr(RiskctxLaw) probability = NULL;
  g_autoptr(RiskctxLaw) magnitude = NULL;
  g_autoptr(RiskctxEstimate) cost = NULL;
  g_autoptr(GError) local_error = NULL;

  if (riskctx_consequence_get_probability (consequence) != NULL)
    {
      probability = riskctx_compile_law (riskctx_consequence_get_probability (consequence), item,
                                         "probability", error);
      if (probability == NULL)
        return FALSE;
    }
  cost = riskctx_consequence_estimate_magnitude (consequence, &local_error);
  if (cost == NULL)
    {
      g_propagate_prefixed_error (error, g_steal_pointer (&local_error),
                                  "magnitude of %s “%s”: ", riskctx_item_get_noun (item),
                                  riskctx_item_get_id (item) != NULL ? riskctx_item_get_id (item)
                                                                     : "");
      return FALSE;
    }
  magnitude = riskctx_compile_law (cost, item, "magnitude", error);
  if (magnitude == NULL)
    return FALSE;
  riskctx_plan_builder_add_consequence (self->builder, position,
                                        key_of_part (item, RISKCTX_ITEM (consequence), place),
                                        riskctx_consequence_get_impact (consequence), probability,
                                        magnitude);
  apply_to_consequence (self, riskctx_item_get_id (item), position, consequence, place);
  return TRUE;
}

static gboolean
add_frequency (Compilation *self,
               RiskctxRisk *risk,
               guint        position,
               GError     **error)
{
  RiskctxItem *item = RISKCTX_ITEM (risk);
  const guint trials = (guint) MAX (riskctx_risk_get_trials (risk), 1);
  RiskctxFrequencyKind kind;
  g_autoptr(RiskctxLaw) rate
    = riskctx_compile_rate (riskctx_risk_get_frequency (risk),
                            riskctx_risk_get_frequency_model (risk), trials, item, &kind, error);

  if (rate == NULL)
    return FALSE;
  riskctx_plan_builder_set_frequency (self->builder, position, kind, rate,
                                      riskctx_risk_get_dispersion (risk), trials);
  if (riskctx_risk_get_vulnerability (risk) != NULL)
    {
      g_autoptr(RiskctxLaw) vulnerability
        = riskctx_compile_law (riskctx_risk_get_vulnerability (risk), item, "vulnerability", error);

      if (vulnerability == NULL)
        return FALSE;
      riskctx_plan_builder_set_vulnerability (self->builder, position, vulnerability);
    }
  return TRUE;
}

static gboolean
add_risk (Compilation *self,
          RiskctxRisk *risk,
          GError     **error)
{
  RiskctxItem *item = RISKCTX_ITEM (risk);
  RiskctxItemList *consequences = riskctx_risk_get_consequences (risk);
  const char *id = riskctx_item_get_id (item);
  guint position;

  if (id == NULL)
    {
      g_set_error_literal (error, RISKCTX_ERROR, RISKCTX_ERROR_INVALID,
                           "a risk has no id, which its random numbers depend on");
      return FALSE;
    }
  position = riskctx_plan_builder_add_risk (self->builder, riskctx_stream_key (id, NULL),
                                            riskctx_risk_get_category (risk));
  if (!add_frequency (self, risk, position, error))
    return FALSE;
  add_insurance (self, risk, position);
  for (guint i = 0; i < self->effects->len; i++)
    {
      const ActingEffect *acting = g_ptr_array_index (self->effects, i);

      if (concerns (acting, id, RISKCTX_EFFECT_TARGET_FREQUENCY))
        riskctx_plan_builder_add_frequency_effect (self->builder, position, acting->key,
                                                   acting->reduction, acting->scale);
    }
  for (guint i = 0; i < riskctx_item_list_get_length (consequences); i++)
    if (!add_consequence (self, risk, position, riskctx_item_list_peek (consequences, i), i,
                          error))
      return FALSE;
  return TRUE;
}

/* The engine knows risks by position only; people know them by their ids. */
static RiskctxPlan *
build (RiskctxAssessment  *assessment,
       RiskctxPlanBuilder *builder,
       GError            **error)
{
  g_autoptr(GError) refused = NULL;
  RiskctxPlan *plan = riskctx_plan_builder_build (builder, &refused);
  RiskctxItemList *risks = riskctx_assessment_get_risks (assessment);
  char *end;
  guint64 position;

  if (plan != NULL)
    return plan;
  if (!g_str_has_prefix (refused->message, "risk "))
    {
      g_set_error_literal (error, RISKCTX_ERROR, RISKCTX_ERROR_INVALID, refused->message);
      return NULL;
    }
  position = g_ascii_strtoull (refused->message + strlen ("risk "), &end, 10);
  g_assert (position < riskctx_item_list_get_length (risks) && g_str_has_prefix (end, ": "));
  g_set_error (error, RISKCTX_ERROR, RISKCTX_ERROR_INVALID, "risk “%s”: %s",
               riskctx_item_get_id (riskctx_item_list_peek (risks, (guint) position)), end + 2);
  return NULL;
}

RiskctxPlan *
riskctx_compile_plan_in_year (RiskctxAssessment  *assessment,
                              const char *const  *options,
                              guint               year,
                              GError            **error)
{
  g_autoptr(GPtrArray) chosen = riskctx_compile_options (assessment, options, error);
  g_autoptr(RiskctxPlanBuilder) builder = riskctx_plan_builder_new ();
  g_autoptr(GPtrArray) effects
    = g_ptr_array_new_with_free_func ((GDestroyNotify) acting_effect_free);
  RiskctxItemList *risks = riskctx_assessment_get_risks (assessment);
  Compilation self = { assessment, builder, effects, chosen, year };

  if (chosen == NULL || !collect_effects (&self, error))
    return NULL;
  for (guint i = 0; i < riskctx_item_list_get_length (risks); i++)
    if (!add_risk (&self, riskctx_item_list_peek (risks, i), error))
      return NULL;
  if (!riskctx_compile_links (assessment, builder, error))
    return NULL;
  return build (assessment, builder, error);
}

RiskctxPlan *
riskctx_compile_plan (RiskctxAssessment  *assessment,
                      const char *const  *options,
                      GError            **error)
{
  return riskctx_compile_plan_in_year (assessment, options, RISKCTX_COMPILE_DONE, error);
}
