/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-expectation-parts-private.h"

#include "riskctx-compile-private.h"
#include "riskctx-error.h"
#include "riskctx-item-private.h"
#include "riskctx-leak-amount.h"
#include "riskctx-phase.h"
#include "riskctx-risk.h"
#include "riskctx-shock.h"
#include "riskctx-trigger.h"

/* The expected annual loss as a sum of products. One term is one consequence of the events that
 * reach a risk in one way: its own, those of a shock, or those of a chain of triggers. */

#define MAX_TERMS 200000u

/* A chain of events, backwards: the risk whose consequences are meant first */
typedef struct
{
  guint  n;
  guint *risks;
} Way;

typedef struct
{
  RiskctxExpectation *self;
  RiskctxItemList    *risks;
  GHashTable         *positions;
  GPtrArray          *statements; /* RiskctxEffect, as the effects of the expectation */
  GArray             *impacts;    /* guint */
} Build;

static gboolean
add_effects (Build           *build,
             RiskctxItem     *owner,
             RiskctxItemList *effects,
             RiskctxControl  *control,
             guint            option,
             GError         **error)
{
  for (guint i = 0; i < riskctx_item_list_get_length (effects); i++)
    {
      RiskctxEffect *effect = riskctx_item_list_peek (effects, i);
      RiskctxExpectationEffect acting = { 0, control, option };
      const guint impacts = riskctx_compile_impacts (build->self->assessment, effect);
      int input;

      if (riskctx_effect_get_reduction (effect) == NULL)
        {
          g_set_error (error, RISKCTX_ERROR, RISKCTX_ERROR_INVALID,
                       "“reduction” of an effect of “%s” is missing",
                       riskctx_item_get_id (owner) != NULL ? riskctx_item_get_id (owner) : "");
          return FALSE;
        }
      input = riskctx_expectation_use (build->self, RISKCTX_ITEM (effect), "reduction",
                                       riskctx_effect_get_reduction (effect), TRUE, NULL, error);
      if (input < 0)
        return FALSE;
      acting.input = (guint) input;
      g_array_append_val (build->self->effects, acting);
      g_array_append_val (build->impacts, impacts);
      g_ptr_array_add (build->statements, effect);
    }
  return TRUE;
}

static gboolean
add_all_effects (Build   *build,
                 GError **error)
{
  RiskctxItemList *controls = riskctx_assessment_get_controls (build->self->assessment);
  RiskctxItemList *options = riskctx_assessment_get_options (build->self->assessment);

  for (guint i = 0; i < riskctx_item_list_get_length (controls); i++)
    {
      RiskctxControl *control = riskctx_item_list_peek (controls, i);

      if (!add_effects (build, RISKCTX_ITEM (control), riskctx_control_get_effects (control),
                        control, 0, error))
        return FALSE;
    }
  for (guint i = 0; i < riskctx_item_list_get_length (options); i++)
    {
      RiskctxItem *option = riskctx_item_list_peek (options, i);

      if (!add_effects (build, option, riskctx_option_get_effects (RISKCTX_OPTION (option)), NULL,
                        i, error))
        return FALSE;
    }
  return TRUE;
}

/* Which effects act on this consequence of this chain of events */
static void
list_effects (Build              *build,
              const Way          *way,
              RiskctxConsequence *consequence)
{
  for (guint a = 0; a < build->statements->len; a++)
    {
      RiskctxEffect *effect = g_ptr_array_index (build->statements, a);
      const gboolean frequency
        = riskctx_effect_get_target (effect) == RISKCTX_EFFECT_TARGET_FREQUENCY;

      if (!frequency && !riskctx_compile_reaches (effect, g_array_index (build->impacts, guint, a),
                                                  consequence))
        continue;
      for (guint k = 0; k < (frequency ? way->n : 1); k++)
        {
          RiskctxItem *risk = riskctx_item_list_peek (build->risks, way->risks[k]);

          if (riskctx_compile_concerns (effect, riskctx_item_get_id (risk)))
            g_array_append_val (build->self->effect_places, a);
        }
    }
}

/* @rate: the places of what is multiplied to the number of events of the chain */
static gboolean
add_terms (Build     *build,
           const Way *way,
           GArray    *rate,
           double     factor,
           GError   **error)
{
  RiskctxExpectation *self = build->self;
  RiskctxItem *risk = riskctx_item_list_peek (build->risks, way->risks[0]);
  RiskctxItemList *consequences = riskctx_risk_get_consequences (RISKCTX_RISK (risk));

  for (guint i = 0; i < riskctx_item_list_get_length (consequences); i++)
    {
      RiskctxConsequence *consequence = riskctx_item_list_peek (consequences, i);
      RiskctxItem *item = RISKCTX_ITEM (consequence);
      RiskctxEstimate *chance = riskctx_consequence_get_probability (consequence);
      g_autoptr(RiskctxEstimate) magnitude = riskctx_consequence_estimate_magnitude (consequence,
                                                                                     error);
      RiskctxExpectationTerm term = { .factor = factor, .risk = way->risks[0],
                                      .first = self->places->len,
                                      .first_effect = self->effect_places->len };

      if (magnitude == NULL)
        return FALSE;
      g_array_append_vals (self->places, rate->data, rate->len);
      if ((chance != NULL
           && riskctx_expectation_use (self, item, "probability", chance, TRUE, self->places,
                                       error) < 0)
          || riskctx_expectation_use (self, item, "magnitude", magnitude, TRUE, self->places,
                                      error) < 0)
        return FALSE;
      list_effects (build, way, consequence);
      term.n = self->places->len - term.first;
      term.n_effects = self->effect_places->len - term.first_effect;
      g_array_append_val (self->terms, term);
      if (self->terms->len > MAX_TERMS)
        {
          g_set_error_literal (error, RISKCTX_ERROR, RISKCTX_ERROR_TOO_LARGE,
                               "triggers lead to one another in too many ways");
          return FALSE;
        }
    }
  return TRUE;
}

/* From the risk at the end of the chain on to all that its events set off */
static gboolean
follow (Build   *build,
        guint    position,
        Way      behind,
        GArray  *rate,
        double   factor,
        GError **error)
{
  RiskctxItem *item = riskctx_item_list_peek (build->risks, position);
  RiskctxItemList *triggers;
  g_autofree guint *risks = g_new (guint, behind.n + 1);
  const Way way = { behind.n + 1, risks };

  risks[0] = position;
  for (guint k = 0; k < behind.n; k++)
    risks[k + 1] = behind.risks[k];
  if (way.n > riskctx_item_list_get_length (build->risks))
    {
      g_set_error_literal (error, RISKCTX_ERROR, RISKCTX_ERROR_INVALID,
                           "triggers go round in a circle");
      return FALSE;
    }
  if (!add_terms (build, &way, rate, factor, error))
    return FALSE;
  if (!riskctx_item_has (item, "triggers"))
    return TRUE;
  triggers = riskctx_risk_get_triggers (RISKCTX_RISK (item));
  for (guint i = 0; i < riskctx_item_list_get_length (triggers); i++)
    {
      RiskctxTrigger *trigger = riskctx_item_list_peek (triggers, i);
      const char *id = riskctx_trigger_get_risk (trigger);
      gpointer found;

      if (id == NULL || !g_hash_table_lookup_extended (build->positions, id, NULL, &found))
        continue;
      if (!follow (build, GPOINTER_TO_UINT (found), way, rate,
                   factor * riskctx_trigger_get_probability (trigger), error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
add_own_events (Build   *build,
                guint    position,
                GError **error)
{
  RiskctxItem *item = riskctx_item_list_peek (build->risks, position);
  RiskctxRisk *risk = RISKCTX_RISK (item);
  g_autoptr(GArray) rate = g_array_new (FALSE, FALSE, sizeof (guint));

  if (riskctx_risk_get_frequency (risk) == NULL)
    {
      g_set_error (error, RISKCTX_ERROR, RISKCTX_ERROR_INVALID, "“frequency” of “%s” is missing",
                   riskctx_item_get_id (item) != NULL ? riskctx_item_get_id (item) : "");
      return FALSE;
    }
  if (riskctx_expectation_use (build->self, item, "frequency", riskctx_risk_get_frequency (risk),
                               TRUE, rate, error) < 0
      || (riskctx_risk_get_vulnerability (risk) != NULL
          && riskctx_expectation_use (build->self, item, "vulnerability",
                                      riskctx_risk_get_vulnerability (risk), TRUE, rate,
                                      error) < 0))
    return FALSE;
  return follow (build, position, (Way) { 0, NULL }, rate, 1, error);
}

static gboolean
add_shock (Build        *build,
           RiskctxShock *shock,
           GError      **error)
{
  RiskctxItemList *triggers = riskctx_shock_get_triggers (shock);
  g_autoptr(GArray) rate = g_array_new (FALSE, FALSE, sizeof (guint));

  if (riskctx_shock_get_frequency (shock) == NULL)
    return TRUE;
  if (riskctx_expectation_use (build->self, RISKCTX_ITEM (shock), "frequency",
                               riskctx_shock_get_frequency (shock), TRUE, rate, error) < 0)
    return FALSE;
  for (guint i = 0; i < riskctx_item_list_get_length (triggers); i++)
    {
      RiskctxTrigger *trigger = riskctx_item_list_peek (triggers, i);
      const char *id = riskctx_trigger_get_risk (trigger);
      gpointer found;

      if (id != NULL && g_hash_table_lookup_extended (build->positions, id, NULL, &found)
          && !follow (build, GPOINTER_TO_UINT (found), (Way) { 0, NULL }, rate,
                      riskctx_trigger_get_probability (trigger), error))
        return FALSE;
    }
  return TRUE;
}

gboolean
riskctx_expectation_add_losses (RiskctxExpectation *self,
                                GError            **error)
{
  RiskctxItemList *shocks = riskctx_assessment_get_shocks (self->assessment);
  g_autoptr(GHashTable) positions = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr(GPtrArray) statements = g_ptr_array_new ();
  g_autoptr(GArray) impacts = g_array_new (FALSE, FALSE, sizeof (guint));
  Build build = { self, riskctx_assessment_get_risks (self->assessment), positions, statements,
                  impacts };
  const guint n = riskctx_item_list_get_length (build.risks);

  for (guint i = 0; i < n; i++)
    {
      const char *id = riskctx_item_get_id (riskctx_item_list_peek (build.risks, i));

      if (id != NULL)
        g_hash_table_insert (positions, (gpointer) id, GUINT_TO_POINTER (i));
    }
  if (!add_all_effects (&build, error))
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (!add_own_events (&build, i, error))
      return FALSE;
  for (guint i = 0; i < riskctx_item_list_get_length (shocks); i++)
    if (!add_shock (&build, riskctx_item_list_peek (shocks, i), error))
      return FALSE;
  return TRUE;
}
