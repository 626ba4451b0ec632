/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "riskctx-years-private.h"

G_BEGIN_DECLS

/* What is left of an event's loss when insurance has paid its share of the part between the
 * deductible and the deductible plus the limit */
double riskctx_insurance_net (const RiskctxPlanRisk *risk, double loss);

/* E min (net (factor X), x), factor > 0; x may be INFINITY */
double riskctx_insurance_limited_mean (const RiskctxPlanRisk *risk, const RiskctxLaw *law,
                                       double factor, double x);

/* P (net (factor X) <= x) */
double riskctx_insurance_cdf (const RiskctxPlanRisk *risk, const RiskctxLaw *law, double factor,
                              double x);

G_END_DECLS
