/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "riskctx-consequence.h"
#include "riskctx-figure.h"
#include "riskctx-leak.h"

G_BEGIN_DECLS

RISKCTX_AVAILABLE_IN_1_0
guint riskctx_leak_item_get_mental (RiskctxLeakItem item);
RISKCTX_AVAILABLE_IN_1_0
guint riskctx_leak_item_get_economic (RiskctxLeakItem item);
RISKCTX_AVAILABLE_IN_1_0
guint riskctx_leak_derive_mental (RiskctxLeak *self);
RISKCTX_AVAILABLE_IN_1_0
guint riskctx_leak_derive_economic (RiskctxLeak *self);
RISKCTX_AVAILABLE_IN_1_0
RiskctxIdentifiability riskctx_leak_derive_identifiability (RiskctxLeak *self);
RISKCTX_AVAILABLE_IN_1_0
RiskctxFigure *riskctx_leak_estimate_per_person (RiskctxLeak *self);
RISKCTX_AVAILABLE_IN_1_0
RiskctxEstimate *riskctx_leak_estimate_amount (RiskctxLeak *self,
                                               GError     **error);
RISKCTX_AVAILABLE_IN_1_0
RiskctxEstimate *riskctx_consequence_estimate_magnitude (RiskctxConsequence *self,
                                                         GError            **error);

G_END_DECLS
