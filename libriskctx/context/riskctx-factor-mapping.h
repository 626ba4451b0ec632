/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "riskctx-factor.h"
#include "riskctx-mapping-row.h"

G_BEGIN_DECLS

RISKCTX_AVAILABLE_IN_1_0
RiskctxMappingRow *riskctx_factor_dup_mapping (RiskctxFactor *self);
RISKCTX_AVAILABLE_IN_1_0
RiskctxSide riskctx_factor_derive_side (RiskctxFactor *self);
RISKCTX_AVAILABLE_IN_1_0
RiskctxControllability riskctx_factor_derive_controllability (RiskctxFactor *self);
RISKCTX_AVAILABLE_IN_1_0
RiskctxPest riskctx_factor_derive_pest (RiskctxFactor *self);
RISKCTX_AVAILABLE_IN_1_0
RiskctxSecurityRelation riskctx_factor_derive_relations (RiskctxFactor *self);
RISKCTX_AVAILABLE_IN_1_0
RiskctxReclass riskctx_factor_derive_reclass (RiskctxFactor *self);
RISKCTX_AVAILABLE_IN_1_0
RiskctxMeasureKind riskctx_factor_derive_measure_kinds (RiskctxFactor *self);
RISKCTX_AVAILABLE_IN_1_0
gboolean riskctx_factor_derive_needs_evaluation (RiskctxFactor *self);

G_END_DECLS
