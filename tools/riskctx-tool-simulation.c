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

GBytes *
tool_simulation_run_part (Tool              *tool,
                          RiskctxSimulation *simulation,
                          guint              part,
                          guint              n_parts,
                          GError           **error)
{
  ToolWait wait;

  tool_wait_begin (&wait, simulation);
  riskctx_simulation_run_part_async (simulation, part, n_parts, tool->cancellable,
                                     tool_wait_callback, &wait);

  g_autoptr(GAsyncResult) result = tool_wait_end (&wait);

  return riskctx_simulation_run_part_finish (simulation, result, error);
}

/* Parts may be larger together than memory: they are mapped, not read. */
RiskctxLossResult *
tool_simulation_merge (Tool              *tool,
                       RiskctxSimulation *simulation,
                       char             **files,
                       GError           **error)
{
  g_autoptr(GPtrArray) parts = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  ToolWait wait;

  for (guint i = 0; files[i] != NULL; i++)
    {
      g_autoptr(GMappedFile) file = g_mapped_file_new (files[i], FALSE, error);

      if (file == NULL)
        return NULL;
      g_ptr_array_add (parts, g_mapped_file_get_bytes (file));
    }
  tool_wait_begin (&wait, simulation);
  riskctx_simulation_merge_async (simulation, (GBytes *const *) parts->pdata, parts->len,
                                  tool->cancellable, tool_wait_callback, &wait);

  g_autoptr(GAsyncResult) result = tool_wait_end (&wait);

  return riskctx_simulation_merge_finish (simulation, result, error);
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
