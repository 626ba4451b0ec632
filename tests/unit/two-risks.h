/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <riskctx.h>

/* Two risks whose annual loss has a closed form.
 *
 * leak (system): Poisson 0.5; 100 in litigation always, 50 in social with 0.3. The cost of an event
 * is X with E X = 115, E X² = 0.7 · 100² + 0.3 · 150² = 13750: mean 57.5, variance 6875.
 * flood (disaster): at most once, with 0.2; 1000 in financial: mean 200, variance 160000. */
#define LEAK_MEAN 57.5
#define LEAK_VARIANCE 6875.0
#define FLOOD_MEAN 200.0
#define FLOOD_VARIANCE 160000.0

static inline RiskctxConsequence *
make_consequence (const char         *id,
                  RiskctxRiskCategory impact,
                  double              magnitude,
                  double              probability)
{
  RiskctxConsequence *consequence = riskctx_consequence_new (id);
  g_autoptr(RiskctxEstimate) cost = riskctx_estimate_new_fixed (magnitude);
  g_autoptr(RiskctxEstimate) chance = riskctx_estimate_new_fixed (probability);

  riskctx_consequence_set_impact (consequence, impact);
  riskctx_consequence_set_magnitude (consequence, cost);
  if (probability < 1)
    riskctx_consequence_set_probability (consequence, chance);
  return consequence;
}

static inline void
add_consequence (RiskctxRisk        *risk,
                 RiskctxConsequence *consequence)
{
  riskctx_item_list_append (riskctx_risk_get_consequences (risk), RISKCTX_ITEM (consequence));
  g_object_unref (consequence);
}

static inline RiskctxRisk *
make_risk (const char           *id,
           RiskctxRiskCategory   category,
           RiskctxFrequencyModel model,
           double                frequency)
{
  RiskctxRisk *risk = riskctx_risk_new (id);
  g_autoptr(RiskctxEstimate) rate = riskctx_estimate_new_fixed (frequency);

  riskctx_risk_set_category (risk, category);
  riskctx_risk_set_frequency (risk, rate);
  riskctx_risk_set_frequency_model (risk, model);
  return risk;
}

static inline RiskctxRisk *
make_leak (void)
{
  RiskctxRisk *risk = make_risk ("leak", RISKCTX_RISK_CATEGORY_SYSTEM,
                                 RISKCTX_FREQUENCY_MODEL_POISSON, 0.5);

  add_consequence (risk, make_consequence ("claims", RISKCTX_RISK_CATEGORY_LITIGATION, 100, 1));
  add_consequence (risk, make_consequence (NULL, RISKCTX_RISK_CATEGORY_SOCIAL, 50, 0.3));
  return risk;
}

static inline RiskctxRisk *
make_flood (void)
{
  RiskctxRisk *risk = make_risk ("flood", RISKCTX_RISK_CATEGORY_DISASTER,
                                 RISKCTX_FREQUENCY_MODEL_BERNOULLI, 0.2);

  add_consequence (risk, make_consequence ("repair", RISKCTX_RISK_CATEGORY_FINANCIAL, 1000, 1));
  return risk;
}

static inline RiskctxEffect *
make_effect (RiskctxEffectTarget target,
             const char         *risk,
             double              reduction)
{
  RiskctxEffect *effect = riskctx_effect_new (NULL);
  g_autoptr(RiskctxEstimate) share = riskctx_estimate_new_fixed (reduction);
  const char *const risks[] = { risk, NULL };

  riskctx_effect_set_target (effect, target);
  riskctx_effect_set_reduction (effect, share);
  if (risk != NULL)
    riskctx_effect_set_risks (effect, risks);
  return effect;
}

static inline void
add_option (RiskctxAssessment *assessment,
            const char        *id,
            const char        *control,
            const char        *excludes)
{
  g_autoptr(RiskctxOption) option = riskctx_option_new (id);
  g_autoptr(RiskctxPhase) phase = riskctx_phase_new (NULL);
  const char *const controls[] = { control, NULL };
  const char *const excluded[] = { excludes, NULL };

  if (control != NULL)
    riskctx_phase_set_controls (phase, controls);
  if (excludes != NULL)
    riskctx_option_set_excludes (option, excluded);
  riskctx_item_list_append (riskctx_option_get_phases (option), RISKCTX_ITEM (phase));
  riskctx_item_list_append (riskctx_assessment_get_options (assessment), RISKCTX_ITEM (option));
}

static inline void
add_control (RiskctxAssessment *assessment,
             const char        *id,
             double             coverage,
             double             implementation,
             RiskctxEffect     *effect)
{
  g_autoptr(RiskctxControl) control = riskctx_control_new (id);

  riskctx_control_set_coverage (control, coverage);
  riskctx_control_set_implementation (control, implementation);
  riskctx_item_list_append (riskctx_control_get_effects (control), RISKCTX_ITEM (effect));
  riskctx_item_list_append (riskctx_assessment_get_controls (assessment), RISKCTX_ITEM (control));
  g_object_unref (effect);
}

static inline RiskctxAssessment *
make_assessment (gboolean reversed)
{
  RiskctxAssessment *assessment = riskctx_assessment_new (NULL);
  g_autoptr(RiskctxRisk) leak = make_leak ();
  g_autoptr(RiskctxRisk) flood = make_flood ();
  RiskctxItemList *risks = riskctx_assessment_get_risks (assessment);

  riskctx_item_list_append (risks, RISKCTX_ITEM (reversed ? flood : leak));
  riskctx_item_list_append (risks, RISKCTX_ITEM (reversed ? leak : flood));
  add_control (assessment, "waf", 0.8, 0,
               make_effect (RISKCTX_EFFECT_TARGET_FREQUENCY, "leak", 0.5));
  add_option (assessment, "secure", "waf", NULL);
  add_option (assessment, "close", NULL, "secure");
  return assessment;
}
