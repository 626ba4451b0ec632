/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "riskctx-tool.h"

G_BEGIN_DECLS

/* The options of whatever simulates, as they were given; NULL where they were not. */
typedef struct
{
  const char *trials;
  const char *seed;
  const char *threads;
} ToolSimulation;

gboolean           tool_simulation_set (Tool *tool, const ToolSimulation *options,
                                        RiskctxSimulation *simulation);
RiskctxLossResult *tool_simulation_run (Tool *tool, RiskctxSimulation *simulation,
                                        GError **error);
GBytes            *tool_simulation_run_part (Tool *tool, RiskctxSimulation *simulation, guint part,
                                             guint n_parts, GError **error);
RiskctxLossResult *tool_simulation_merge    (Tool *tool, RiskctxSimulation *simulation,
                                             char **files, GError **error);
gboolean           tool_plan_run       (Tool *tool, RiskctxInvestmentPlan *plan, GError **error);

G_END_DECLS
