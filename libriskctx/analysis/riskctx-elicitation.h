/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "riskctx-estimate.h"

G_BEGIN_DECLS

RISKCTX_AVAILABLE_IN_1_0
RiskctxEstimate *riskctx_estimate_new_quantiles (RiskctxDistribution distribution,
                                                 double              low_probability,
                                                 double              low,
                                                 double              high_probability,
                                                 double              high,
                                                 GError            **error);
RISKCTX_AVAILABLE_IN_1_0
RiskctxEstimate *riskctx_estimate_new_share (double   low,
                                             double   high,
                                             double   confidence,
                                             GError **error);
RISKCTX_AVAILABLE_IN_1_0
RiskctxEstimate *riskctx_estimate_new_three_points (RiskctxDistribution distribution,
                                                    double              low,
                                                    double              likely,
                                                    double              high,
                                                    double              confidence,
                                                    GError            **error);

G_END_DECLS
