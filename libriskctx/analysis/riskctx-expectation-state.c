/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-expectation-parts-private.h"

#include "riskctx-compile-private.h"
#include "riskctx-item-private.h"

/* What a set of options makes of effects and insurance, year by year until all is done. */

static GStrv
list_ids (RiskctxExpectation *self,
          guint64             set)
{
  RiskctxItemList *options = riskctx_assessment_get_options (self->assessment);
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < self->n_options; i++)
    {
      const char *id = riskctx_item_get_id (riskctx_item_list_peek (options, i));

      if (set >> i & 1)
        g_strv_builder_add (builder, id != NULL ? id : "");
    }
  return g_strv_builder_end (builder);
}

static gboolean
is_insured (RiskctxExpectation *self,
            GPtrArray          *chosen)
{
  RiskctxItemList *risks = riskctx_assessment_get_risks (self->assessment);

  for (guint i = 0; i < self->n_risks; i++)
    if (riskctx_item_has (riskctx_item_list_peek (risks, i), "insurance_limit"))
      return TRUE;
  for (guint i = 0; i < chosen->len; i++)
    if (riskctx_item_list_get_length (
          riskctx_option_get_insurance (g_ptr_array_index (chosen, i))) > 0)
      return TRUE;
  return FALSE;
}

static guint
count_states (GPtrArray *chosen)
{
  guint year = 1;

  for (guint i = 0; i < chosen->len; i++)
    while (year <= RISKCTX_EXPECTATION_MAX_YEARS
           && riskctx_compile_option_degree (g_ptr_array_index (chosen, i), year) < 1)
      year++;
  return year;
}

static double
scale_of (RiskctxExpectation             *self,
          const RiskctxExpectationEffect *effect,
          GPtrArray                      *chosen,
          const double                   *degrees,
          guint                           year)
{
  if (effect->control == NULL)
    return degrees[effect->option];
  return riskctx_control_get_coverage (effect->control)
         * riskctx_compile_control_degree (effect->control, chosen, year);
}

gboolean
riskctx_expectation_state_set (RiskctxExpectation *self,
                               guint64             options,
                               GError            **error)
{
  RiskctxItemList *list = riskctx_assessment_get_options (self->assessment);
  g_auto(GStrv) ids = list_ids (self, options);
  g_autoptr(GPtrArray) chosen
    = riskctx_compile_options (self->assessment, (const char *const *) ids, error);
  RiskctxExpectationSet set = { options, 0, NULL, NULL, NULL };

  if (chosen == NULL)
    return FALSE;
  set.n_states = count_states (chosen);
  set.scales = g_new (double, (gsize) set.n_states * self->effects->len + 1);
  set.kept = g_new (double, (gsize) set.n_states * self->n_risks + 1);
  set.degrees = g_new0 (double, (gsize) set.n_states * self->n_options + 1);
  g_array_append_val (self->sets, set);
  for (guint state = 0; state < set.n_states; state++)
    {
      const guint year = state + 1 < set.n_states ? state + 1 : RISKCTX_COMPILE_DONE;
      double *degrees = set.degrees + (gsize) state * self->n_options;
      double *kept = set.kept + (gsize) state * self->n_risks;
      g_autoptr(RiskctxPlan) plan = NULL;

      for (guint i = 0; i < self->n_options; i++)
        if (options >> i & 1)
          degrees[i] = riskctx_compile_option_degree (riskctx_item_list_peek (list, i), year);
      for (guint i = 0; i < self->effects->len; i++)
        set.scales[(gsize) state * self->effects->len + i]
          = scale_of (self, &g_array_index (self->effects, RiskctxExpectationEffect, i), chosen,
                      degrees, year);
      if (is_insured (self, chosen)
          && (plan = riskctx_compile_plan_in_year (self->assessment, (const char *const *) ids,
                                                   year, error)) == NULL)
        {
          g_array_set_size (self->sets, self->sets->len - 1);
          return FALSE;
        }
      for (guint i = 0; i < self->n_risks; i++)
        kept[i] = plan != NULL ? riskctx_plan_kept_share (plan, i) : 1;
    }
  return TRUE;
}
