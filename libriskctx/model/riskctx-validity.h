/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "riskctx-assessment.h"
#include "riskctx-catalog.h"

G_BEGIN_DECLS

RISKCTX_AVAILABLE_IN_1_0
RiskctxItem *riskctx_assessment_find (RiskctxAssessment *self,
                                      const char        *id);
RISKCTX_AVAILABLE_IN_1_0
GListStore *riskctx_assessment_check (RiskctxAssessment *self);
RISKCTX_AVAILABLE_IN_1_0
GListStore *riskctx_catalog_check (RiskctxCatalog *self);
RISKCTX_AVAILABLE_IN_1_0
gboolean riskctx_id_is_valid (const char *id);

G_END_DECLS
