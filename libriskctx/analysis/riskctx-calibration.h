/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "riskctx-estimate.h"

G_BEGIN_DECLS

RISKCTX_AVAILABLE_IN_1_0
RiskctxEstimate *riskctx_estimate_new_rate (double   events,
                                            double   exposure,
                                            GError **error);
RISKCTX_AVAILABLE_IN_1_0
RiskctxEstimate *riskctx_estimate_update_rate (RiskctxEstimate *self,
                                               double           events,
                                               double           exposure,
                                               GError         **error);
RISKCTX_AVAILABLE_IN_1_0
RiskctxEstimate *riskctx_estimate_update_magnitude (RiskctxEstimate *self,
                                                    const double    *amounts,
                                                    guint            n_amounts,
                                                    double           weight,
                                                    GError         **error);

G_END_DECLS
