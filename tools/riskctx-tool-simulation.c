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
