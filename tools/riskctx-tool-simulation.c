/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-tool-simulation.h"

#define MAX_TRIALS  G_GUINT64_CONSTANT (1000000000)
#define MAX_THREADS 1024
/* Whole numbers up to here are the same in every reader of JSON. */
#define MAX_SEED    ((G_GUINT64_CONSTANT (1) << 53) - 1)

/* FALSE if one of the options makes no sense, and then that has been said. */
gboolean
tool_simulation_set (Tool                 *tool,
                     const ToolSimulation *options,
                     RiskctxSimulation    *simulation)
{
  guint64 count;

  if (options->trials != NULL)
    {
      if (!tool_parse_count (tool, "trials", options->trials, 1, MAX_TRIALS, &count))
        return FALSE;
      riskctx_simulation_set_trials (simulation, count);
    }
  if (options->seed != NULL)
    {
      if (!tool_parse_count (tool, "seed", options->seed, 0, MAX_SEED, &count))
        return FALSE;
      riskctx_simulation_set_seed (simulation, count);
    }
  if (options->threads != NULL)
    {
      if (!tool_parse_count (tool, "threads", options->threads, 1, MAX_THREADS, &count))
        return FALSE;
      riskctx_simulation_set_threads (simulation, (guint) count);
    }
  return TRUE;
}

RiskctxLossResult *
tool_simulation_run (Tool              *tool,
                     RiskctxSimulation *simulation,
                     GError           **error)
{
  ToolWait wait;

  tool_wait_begin (&wait, simulation);
  riskctx_simulation_run_async (simulation, tool->cancellable, tool_wait_callback, &wait);

  g_autoptr(GAsyncResult) result = tool_wait_end (&wait);

  return riskctx_simulation_run_finish (simulation, result, error);
}

gboolean
tool_plan_run (Tool                  *tool,
               RiskctxInvestmentPlan *plan,
               GError               **error)
{
  ToolWait wait;

  tool_wait_begin (&wait, plan);
  riskctx_investment_plan_run_async (plan, tool->cancellable, tool_wait_callback, &wait);

  g_autoptr(GAsyncResult) result = tool_wait_end (&wait);

  return riskctx_investment_plan_run_finish (plan, result, error);
}

static gboolean
excludes (RiskctxOption *option,
          const char    *id)
{
  const char *const *ids = riskctx_option_get_excludes (option);

  return ids != NULL && g_strv_contains (ids, id);
}

/* What the latest review decided on; or else, in the order of the document, every option that goes
 * together with those before it. */
char **
tool_choose_options (RiskctxAssessment *assessment)
{
  g_autoptr(RiskctxCycle) cycle = riskctx_cycle_new (assessment);
  RiskctxReview *latest = riskctx_cycle_get_latest (cycle);
  const char *const *decided = latest ? riskctx_review_get_options (latest) : NULL;
  GListModel *all = G_LIST_MODEL (riskctx_assessment_get_options (assessment));
  g_autoptr(GPtrArray) together = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(GStrvBuilder) ids = g_strv_builder_new ();

  if (decided != NULL && decided[0] != NULL)
    return g_strdupv ((char **) decided);
  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr(RiskctxOption) option = g_list_model_get_item (all, i);
      const char *id = riskctx_item_get_id (RISKCTX_ITEM (option));
      gboolean fits = TRUE;

      for (guint j = 0; fits && j < together->len; j++)
        fits = !excludes (together->pdata[j], id)
               && !excludes (option, riskctx_item_get_id (together->pdata[j]));
      if (fits)
        {
          g_strv_builder_add (ids, id);
          g_ptr_array_add (together, g_steal_pointer (&option));
        }
    }
  return g_strv_builder_end (ids);
}
