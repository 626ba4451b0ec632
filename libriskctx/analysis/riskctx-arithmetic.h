/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "riskctx-analysis-enums.h"
#include "riskctx-version-macros.h"

G_BEGIN_DECLS

RISKCTX_AVAILABLE_IN_1_0
double riskctx_net_present_value (const double *flows,
                                  guint         n_flows,
                                  double        rate,
                                  GError      **error);
RISKCTX_AVAILABLE_IN_1_0
double *riskctx_internal_rates_of_return (const double *flows,
                                          guint         n_flows,
                                          guint        *n_rates,
                                          GError      **error);
RISKCTX_AVAILABLE_IN_1_0
double riskctx_payback (const double *flows,
                        guint         n_flows,
                        double        rate,
                        GError      **error);
RISKCTX_AVAILABLE_IN_1_0
double riskctx_required_sales_by_margin (double   sales,
                                         double   margin,
                                         double   new_margin,
                                         double   added_cost,
                                         GError **error);
RISKCTX_AVAILABLE_IN_1_0
double riskctx_required_sales_by_profit (double   sales,
                                         double   profit,
                                         double   added_cost,
                                         GError **error);
RISKCTX_AVAILABLE_IN_1_0
double riskctx_return_on_security_investment (double   avoided_loss,
                                              double   cost,
                                              GError **error);
RISKCTX_AVAILABLE_IN_1_0
double riskctx_gordon_loeb_bound (double expected_loss);
RISKCTX_AVAILABLE_IN_1_0
double riskctx_gordon_loeb_optimum (RiskctxBreachClass breach_class,
                                    double             vulnerability,
                                    double             loss,
                                    double             alpha,
                                    double             beta,
                                    double            *residual,
                                    GError           **error);

G_END_DECLS
