/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-report-inputs-private.h"

#include "riskctx-findings.h"
#include "riskctx-item-private.h"

#define CHOICE_SAMPLES 256
/* More courses of a plan than this would not be seen in a report. */
#define MOST_PATHS 20000u

/* Finds everything out that a report is about to say. */

static RiskctxInvestmentPlan *
run_plan (RiskctxReportInputs *in,
          const char *const *options,
          const RiskctxReportSettings *settings,
          GCancellable *cancellable,
          GError **error)
{
  g_autoptr(RiskctxInvestmentPlan) plan = riskctx_investment_plan_new (in->assessment, options);
  RiskctxSimulation *simulation = riskctx_investment_plan_get_simulation (plan);

  riskctx_investment_plan_set_years (plan, settings->years);
  riskctx_investment_plan_set_discount_rate (plan, settings->discount_rate);
  riskctx_simulation_set_trials (simulation, settings->trials);
  riskctx_simulation_set_seed (simulation, settings->seed);
  riskctx_investment_plan_set_paths (plan, MIN (settings->trials, MOST_PATHS));
  if (in->before != NULL)
    riskctx_investment_plan_set_loss_before (plan, in->before);
  return riskctx_investment_plan_run (plan, cancellable, error) ? g_steal_pointer (&plan) : NULL;
}

/* Doing nothing, the plan proposed, then every option by itself that is not the plan. */
static gboolean
run_plans (RiskctxReportInputs *in,
           const RiskctxReportSettings *settings,
           GCancellable *cancellable,
           GError **error)
{
  static const char *const nothing[] = { NULL };
  g_auto(GStrv) chosen = riskctx_cycle_propose_options (in->cycle);
  RiskctxItemList *options = riskctx_assessment_get_options (in->assessment);
  guint n_options = riskctx_item_list_get_length (options);
  gboolean single = g_strv_length (chosen) == 1;
  guint n_plans = 1 + (chosen[0] != NULL) + n_options - (single ? 1 : 0);
  RiskctxInvestmentPlan *plan = run_plan (in, nothing, settings, cancellable, error);

  if (plan == NULL)
    return FALSE;
  g_ptr_array_add (in->plans, plan);
  if (chosen[0] != NULL)
    {
      if ((plan = run_plan (in, (const char *const *) chosen, settings, cancellable, error))
          == NULL)
        return FALSE;
      g_ptr_array_add (in->plans, plan);
      in->plan = plan;
      g_set_object (&in->after, riskctx_investment_plan_get_loss_after (plan));
    }
  for (guint i = 0; i < n_options; i++)
    {
      const char *alone[] = { riskctx_item_get_id (riskctx_item_list_peek (options, i)), NULL };

      if (single && g_str_equal (chosen[0], alone[0]))
        continue;
      settings->progress (0.4 + 0.5 * in->plans->len / n_plans, settings->data);
      if ((plan = run_plan (in, alone, settings, cancellable, error)) == NULL)
        return FALSE;
      g_ptr_array_add (in->plans, plan);
    }
  return TRUE;
}

/* What the options are worth together, and what that depends on. Where an expected value is
 * infinite there is nothing to be said, and the report says so. FALSE: cancelled. */
static gboolean
run_choice (RiskctxReportInputs *in,
            const RiskctxReportSettings *settings,
            GCancellable *cancellable,
            GError **error)
{
  g_autoptr(RiskctxFrontier) frontier = riskctx_frontier_new (in->assessment);
  g_autoptr(RiskctxSensitivity) sensitivity = riskctx_sensitivity_new (in->assessment);
  RiskctxSimulation *simulation = riskctx_frontier_get_simulation (frontier);

  if (riskctx_item_list_get_length (riskctx_assessment_get_options (in->assessment)) == 0)
    return TRUE;
  riskctx_frontier_set_years (frontier, settings->years);
  riskctx_frontier_set_discount_rate (frontier, settings->discount_rate);
  riskctx_frontier_set_give_up (frontier, TRUE);
  riskctx_simulation_set_trials (simulation, settings->trials);
  riskctx_simulation_set_seed (simulation, settings->seed);
  if (riskctx_frontier_run (frontier, cancellable, NULL))
    in->frontier = g_steal_pointer (&frontier);
  riskctx_sensitivity_set_years (sensitivity, settings->years);
  riskctx_sensitivity_set_discount_rate (sensitivity, settings->discount_rate);
  riskctx_sensitivity_set_simulate (sensitivity, FALSE);
  riskctx_sensitivity_set_samples (sensitivity, CHOICE_SAMPLES);
  if (in->plan != NULL)
    riskctx_sensitivity_set_options (sensitivity, riskctx_investment_plan_get_options (in->plan));
  riskctx_simulation_set_seed (riskctx_sensitivity_get_simulation (sensitivity), settings->seed);
  if (riskctx_sensitivity_run (sensitivity, cancellable, NULL))
    in->sensitivity = g_steal_pointer (&sensitivity);
  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}

RiskctxReportInputs *
riskctx_report_inputs_new (RiskctxAssessment *assessment,
                           const RiskctxReportSettings *settings,
                           GCancellable *cancellable,
                           GError **error)
{
  g_autoptr(RiskctxReportInputs) in = g_atomic_rc_box_new0 (RiskctxReportInputs);
  g_autoptr(RiskctxSimulation) simulation = riskctx_simulation_new (assessment);
  const char *currency = riskctx_assessment_get_currency (assessment);

  in->assessment = g_object_ref (assessment);
  in->language = settings->language;
  in->currency = currency ? currency : "JPY";
  in->years = settings->years;
  in->discount_rate = settings->discount_rate;
  in->plans = g_ptr_array_new_with_free_func (g_object_unref);
  in->cycle = riskctx_cycle_new (assessment);

  riskctx_simulation_set_trials (simulation, settings->trials);
  riskctx_simulation_set_seed (simulation, settings->seed);
  riskctx_simulation_set_cross_check (simulation, TRUE);
  if ((in->before = riskctx_simulation_run (simulation, cancellable, error)) == NULL)
    return NULL;
  settings->progress (0.4, settings->data);
  if (!run_plans (in, settings, cancellable, error)
      || !run_choice (in, settings, cancellable, error))
    return NULL;

  in->evaluation = riskctx_evaluation_new (assessment, in->before);
  if (in->after != NULL)
    in->evaluation_after = riskctx_evaluation_new (assessment, in->after);
  in->brief = riskctx_brief_new (assessment, in->before, in->plan);
  in->grounds = riskctx_brief_get_grounds (in->brief);
  in->findings = riskctx_assessment_list_findings_with (assessment, in->before, in->plan);
  settings->progress (0.95, settings->data);
  return g_steal_pointer (&in);
}

static void
clear (gpointer data)
{
  RiskctxReportInputs *in = data;

  g_clear_object (&in->assessment);
  g_clear_object (&in->before);
  g_clear_object (&in->after);
  g_clear_object (&in->evaluation);
  g_clear_object (&in->evaluation_after);
  g_clear_pointer (&in->plans, g_ptr_array_unref);
  g_clear_object (&in->frontier);
  g_clear_object (&in->sensitivity);
  g_clear_object (&in->brief);
  g_clear_object (&in->cycle);
  g_clear_object (&in->findings);
}

void
riskctx_report_inputs_unref (RiskctxReportInputs *in)
{
  g_atomic_rc_box_release_full (in, clear);
}
