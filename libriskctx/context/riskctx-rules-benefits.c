/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-findings-private.h"

#include "riskctx-enum-types.h"
#include "riskctx-estimate-law.h"
#include "riskctx-item-private.h"
#include "riskctx-money.h"
#include "riskctx-nouns.h"
#include "riskctx-sensitivity-private.h"
#include "riskctx-text-private.h"
#include "riskctx-validity.h"
#include "riskctx-wording-private.h"

/* Rules that protect from benefits that are not there. */

#define MAX_ASSUMPTIONS 3u

/* Both name the same, or one names all. */
static gboolean
overlap (const char *const *one,
         const char *const *other)
{
  if (one == NULL || *one == NULL || other == NULL || *other == NULL)
    return TRUE;
  for (; *one != NULL; one++)
    if (g_strv_contains (other, *one))
      return TRUE;
  return FALSE;
}

static gboolean
same_benefit (RiskctxEffect *one,
              RiskctxEffect *other)
{
  const RiskctxLossForm form = riskctx_effect_get_loss_form (one);
  const RiskctxLossForm second = riskctx_effect_get_loss_form (other);

  return riskctx_effect_get_target (one) == riskctx_effect_get_target (other)
         && overlap (riskctx_effect_get_risks (one), riskctx_effect_get_risks (other))
         && overlap (riskctx_effect_get_impacts (one), riskctx_effect_get_impacts (other))
         && (form == second || form == RISKCTX_LOSS_FORM_NONE || second == RISKCTX_LOSS_FORM_NONE);
}

static RiskctxText *
name_risk (RiskctxFindings *findings,
           RiskctxEffect   *one,
           RiskctxEffect   *other)
{
  const char *const *ids = riskctx_effect_get_risks (one);
  const char *const *others = riskctx_effect_get_risks (other);

  if (ids == NULL || *ids == NULL)
    ids = others;
  for (; ids != NULL && *ids != NULL; ids++)
    if (overlap (others, (const char *const[]) { *ids, NULL }))
      return riskctx_phrase_constant (*ids);
  return riskctx_phrase ("input.all-risks");
}

/* @equal: only where both are stated with the same numbers, so that one repeats the other */
static void
check_effects (RiskctxFindings *findings,
               RiskctxItem     *owner,
               RiskctxItemList *effects,
               RiskctxItemList *others,
               gboolean         equal)
{
  for (guint i = 0; i < riskctx_item_list_get_length (effects); i++)
    for (guint j = others == effects ? i + 1 : 0; j < riskctx_item_list_get_length (others); j++)
      {
        RiskctxEffect *effect = riskctx_item_list_peek (effects, i);
        RiskctxEffect *other = riskctx_item_list_peek (others, j);
        RiskctxEstimate *reduction = riskctx_effect_get_reduction (effect);
        RiskctxEstimate *again = riskctx_effect_get_reduction (other);
        RiskctxIssue *issue;

        if (!same_benefit (effect, other)
            || (equal && (reduction == NULL || again == NULL
                          || !riskctx_estimate_equal (reduction, again))))
          continue;
        issue = riskctx_findings_add (findings, RISKCTX_ITEM (other), NULL, RISKCTX_ISSUE_TWICE,
                                      riskctx_findings_name (owner), NULL, NULL);
        riskctx_findings_say (issue, 1,
                              riskctx_phrase_enum (RISKCTX_TYPE_EFFECT_TARGET,
                                                   (int) riskctx_effect_get_target (effect)));
        riskctx_findings_say (issue, 2, name_risk (findings, effect, other));
      }
}

static void
check_option (RiskctxFindings *findings,
              RiskctxOption   *option)
{
  RiskctxItemList *effects = riskctx_option_get_effects (option);
  RiskctxItemList *phases = riskctx_option_get_phases (option);

  check_effects (findings, RISKCTX_ITEM (option), effects, effects, FALSE);
  for (guint i = 0; i < riskctx_item_list_get_length (phases); i++)
    {
      const char *const *ids = riskctx_phase_get_controls (riskctx_item_list_peek (phases, i));

      for (; ids != NULL && *ids != NULL; ids++)
        {
          RiskctxItem *control = riskctx_assessment_find (findings->assessment, *ids);

          if (RISKCTX_IS_CONTROL (control))
            check_effects (findings, RISKCTX_ITEM (option),
                           riskctx_control_get_effects (RISKCTX_CONTROL (control)), effects, TRUE);
        }
    }
}

typedef struct
{
  double sum;
  double left;
} Taken;

static void
take (Taken           *taken,
      RiskctxItemList *effects,
      const char      *risk,
      double           scale)
{
  for (guint i = 0; i < riskctx_item_list_get_length (effects); i++)
    {
      RiskctxEffect *effect = riskctx_item_list_peek (effects, i);
      RiskctxEstimate *reduction = riskctx_effect_get_reduction (effect);
      const char *const *risks = riskctx_effect_get_risks (effect);
      double mean;

      if (riskctx_effect_get_target (effect) != RISKCTX_EFFECT_TARGET_FREQUENCY
          || reduction == NULL
          || (risks != NULL && *risks != NULL && !g_strv_contains (risks, risk)))
        continue;
      mean = CLAMP (riskctx_estimate_get_mean (reduction, NULL) * scale, 0, 1);
      taken->sum += mean;
      taken->left *= 1 - mean;
    }
}

/* Everything that is in place or could be */
static void
check_risk (RiskctxFindings *findings,
            RiskctxItem     *risk)
{
  RiskctxItemList *controls = riskctx_assessment_get_controls (findings->assessment);
  const char *id = riskctx_item_get_id (risk);
  Taken taken = { 0, 1 };
  g_autofree char *sum = NULL, *away = NULL;

  for (guint i = 0; i < riskctx_item_list_get_length (controls) && id != NULL; i++)
    {
      RiskctxControl *control = riskctx_item_list_peek (controls, i);

      take (&taken, riskctx_control_get_effects (control), id,
            riskctx_control_get_coverage (control));
    }
  if (taken.sum <= 1)
    return;
  sum = riskctx_format_percent (taken.sum, 0);
  away = riskctx_format_percent (1 - taken.left, 0);
  riskctx_findings_add (findings, risk, "frequency", RISKCTX_ISSUE_OVER_WHOLE, id, sum, away);
}

void
riskctx_rule_benefits (RiskctxFindings *findings)
{
  RiskctxItemList *controls = riskctx_assessment_get_controls (findings->assessment);
  RiskctxItemList *options = riskctx_assessment_get_options (findings->assessment);
  RiskctxItemList *risks = riskctx_assessment_get_risks (findings->assessment);

  for (guint i = 0; i < riskctx_item_list_get_length (controls); i++)
    {
      RiskctxItem *control = riskctx_item_list_peek (controls, i);
      RiskctxItemList *effects = riskctx_control_get_effects (RISKCTX_CONTROL (control));

      check_effects (findings, control, effects, effects, FALSE);
    }
  for (guint i = 0; i < riskctx_item_list_get_length (options); i++)
    check_option (findings, riskctx_item_list_peek (options, i));
  for (guint i = 0; i < riskctx_item_list_get_length (risks); i++)
    check_risk (findings, riskctx_item_list_peek (risks, i));
}

/* What is built must be run. An option that gives something up builds nothing. */
void
riskctx_rule_running (RiskctxFindings *findings)
{
  RiskctxItemList *options = riskctx_assessment_get_options (findings->assessment);

  for (guint i = 0; i < riskctx_item_list_get_length (options); i++)
    {
      RiskctxOption *option = riskctx_item_list_peek (options, i);
      RiskctxItemList *phases = riskctx_option_get_phases (option);
      gboolean once = FALSE, yearly = FALSE, builds = FALSE;

      for (guint j = 0; j < riskctx_item_list_get_length (phases); j++)
        {
          RiskctxPhase *phase = riskctx_item_list_peek (phases, j);
          RiskctxItemList *costs = riskctx_phase_get_costs (phase);
          const char *const *controls = riskctx_phase_get_controls (phase);

          builds = builds || (controls != NULL && *controls != NULL);
          for (guint k = 0; k < riskctx_item_list_get_length (costs); k++)
            if (riskctx_cost_get_timing (riskctx_item_list_peek (costs, k))
                == RISKCTX_COST_TIMING_ONE_TIME)
              once = TRUE;
            else
              yearly = TRUE;
        }
      if (once && !yearly && builds && riskctx_option_get_recovers (option))
        riskctx_findings_add (findings, RISKCTX_ITEM (option), NULL, RISKCTX_ISSUE_NO_RUNNING_COST,
                              riskctx_findings_name (RISKCTX_ITEM (option)), NULL, NULL);
    }
}

static RiskctxText *
write_figure (RiskctxFigure *figure)
{
  g_autofree char *en = riskctx_figure_format (figure, "en");
  g_autofree char *ja = riskctx_figure_format (figure, "ja");
  const RiskctxTextPair pairs[] = { { "en", en }, { "ja", ja } };

  return riskctx_text_new_from_pairs (pairs, G_N_ELEMENTS (pairs));
}

/* The end of an input that is worse for the plan, if it takes more than the plan gains */
static gboolean
find_ruin (RiskctxSensitivityInput *input,
           RiskctxFigure          **worst,
           double                  *at)
{
  const RiskctxSensitivityOutput output = RISKCTX_SENSITIVITY_OUTPUT_NET_PRESENT_VALUE;
  RiskctxFigure *low = riskctx_sensitivity_input_get_effect (input, output, FALSE);
  RiskctxFigure *high = riskctx_sensitivity_input_get_effect (input, output, TRUE);
  RiskctxFigure *value = riskctx_sensitivity_input_get_value (input);
  gboolean is_low;

  if (!riskctx_figure_has_basis (value)
      || riskctx_figure_get_basis (value) != RISKCTX_BASIS_ASSUMED
      || !riskctx_figure_is_defined (low) || !riskctx_figure_is_defined (high))
    return FALSE;
  is_low = riskctx_figure_get_value (low, NULL) < riskctx_figure_get_value (high, NULL);
  *worst = is_low ? low : high;
  riskctx_figure_get_interval (value, is_low ? at : NULL, is_low ? NULL : at);
  return riskctx_figure_get_value (*worst, NULL) < 0;
}

/* A plan that gains must not lose all of it by one assumption. */
void
riskctx_rule_assumptions (RiskctxFindings *findings)
{
  g_autoptr(RiskctxSensitivity) sensitivity = NULL;
  RiskctxFigure *gain;
  guint found = 0;

  if (findings->plan == NULL || *riskctx_investment_plan_get_options (findings->plan) == NULL)
    return;
  gain = riskctx_investment_plan_get_figure (findings->plan,
                                             RISKCTX_PLAN_FIGURE_NET_PRESENT_VALUE);
  if (!riskctx_figure_is_defined (gain) || riskctx_figure_get_value (gain, NULL) <= 0)
    return;
  sensitivity = riskctx_sensitivity_new (findings->assessment);
  riskctx_sensitivity_set_options (sensitivity,
                                   riskctx_investment_plan_get_options (findings->plan));
  riskctx_sensitivity_set_years (sensitivity, riskctx_investment_plan_get_years (findings->plan));
  riskctx_sensitivity_set_discount_rate (
    sensitivity, riskctx_investment_plan_get_discount_rate (findings->plan));
  riskctx_sensitivity_set_swings_only (sensitivity);
  if (!riskctx_sensitivity_run (sensitivity, NULL, NULL))
    return;
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (sensitivity))
                    && found < MAX_ASSUMPTIONS; i++)
    {
      g_autoptr(RiskctxSensitivityInput) input
        = g_list_model_get_item (G_LIST_MODEL (sensitivity), i);
      RiskctxFigure *worst;
      RiskctxIssue *issue;
      double at;

      if (!find_ruin (input, &worst, &at))
        continue;
      issue = riskctx_findings_add_at (findings, riskctx_sensitivity_input_get_pointer (input),
                                       RISKCTX_ISSUE_RESTS_ON);
      riskctx_findings_say (issue, 0,
                            riskctx_text_ref (riskctx_sensitivity_input_get_label (input)));
      riskctx_findings_say (issue, 1, riskctx_sensitivity_input_write (input, at));
      riskctx_findings_say (issue, 2, write_figure (worst));
      found++;
    }
}
