/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "riskctx-estimate.h"

G_BEGIN_DECLS

RISKCTX_AVAILABLE_IN_1_0
double riskctx_estimate_get_mean (RiskctxEstimate *self,
                                  GError         **error);
RISKCTX_AVAILABLE_IN_1_0
double riskctx_estimate_get_sd (RiskctxEstimate *self,
                                GError         **error);
RISKCTX_AVAILABLE_IN_1_0
double riskctx_estimate_get_quantile (RiskctxEstimate *self,
                                      double           probability,
                                      GError         **error);

G_END_DECLS
