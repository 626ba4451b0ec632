/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "riskctx-analysis-enums.h"
#include "riskctx-figure.h"
#include "riskctx-risk-enums.h"

G_BEGIN_DECLS

#define RISKCTX_TYPE_DOMINANCE (riskctx_dominance_get_type ())

typedef struct _RiskctxDominance RiskctxDominance;

RISKCTX_AVAILABLE_IN_1_0
GType riskctx_dominance_get_type (void) G_GNUC_CONST;

RISKCTX_AVAILABLE_IN_1_0
RiskctxDominance *riskctx_dominance_ref (RiskctxDominance *self);
RISKCTX_AVAILABLE_IN_1_0
void riskctx_dominance_unref (RiskctxDominance *self);
RISKCTX_AVAILABLE_IN_1_0
RiskctxYardstick riskctx_dominance_get_yardstick (RiskctxDominance *self);
RISKCTX_AVAILABLE_IN_1_0
RiskctxComparison riskctx_dominance_get_comparison (RiskctxDominance *self);
RISKCTX_AVAILABLE_IN_1_0
gboolean riskctx_dominance_is_defined (RiskctxDominance *self);
RISKCTX_AVAILABLE_IN_1_0
gboolean riskctx_dominance_get_holds (RiskctxDominance *self);
RISKCTX_AVAILABLE_IN_1_0
RiskctxFigure *riskctx_dominance_get_value (RiskctxDominance *self);
RISKCTX_AVAILABLE_IN_1_0
RiskctxFigure *riskctx_dominance_get_reference (RiskctxDominance *self);
RISKCTX_AVAILABLE_IN_1_0
guint riskctx_dominance_get_rank (RiskctxDominance *self);
RISKCTX_AVAILABLE_IN_1_0
char *riskctx_dominance_describe (RiskctxDominance *self,
                                  const char       *language);
RISKCTX_AVAILABLE_IN_1_0
JsonNode *riskctx_dominance_to_json (RiskctxDominance *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RiskctxDominance, riskctx_dominance_unref)

G_END_DECLS
