/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "riskctx-simulate-private.h"

G_BEGIN_DECLS

/* The total loss under each of several plans, by Monte Carlo unless the settings ask for the exact
 * method: totals[i] is to the bit, or within the bounds of both, the total of riskctx_simulate ()
 * with the same settings and plan i, without the largest events. Plans that differ in controls or
 * insurance are best done so: what they have in common is drawn, or put on a grid, once. totals is
 * filled only on success; clear each with riskctx_summary_clear (). */
gboolean riskctx_simulate_totals (RiskctxPlan *const            *plans,
                                  guint                          n_plans,
                                  const RiskctxSimulateSettings *settings,
                                  RiskctxSimulateControl        *control,
                                  RiskctxLossSummary            *totals,
                                  GError                       **error);

G_END_DECLS
