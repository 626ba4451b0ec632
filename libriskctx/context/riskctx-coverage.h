/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

#include "riskctx-assessment.h"
#include "riskctx-version-macros.h"

G_BEGIN_DECLS

#define RISKCTX_TYPE_COVERAGE (riskctx_coverage_get_type ())

RISKCTX_AVAILABLE_IN_1_0
G_DECLARE_FINAL_TYPE (RiskctxCoverage, riskctx_coverage, RISKCTX, COVERAGE, GObject)

RISKCTX_AVAILABLE_IN_1_0
RiskctxCoverage *riskctx_coverage_new (RiskctxAssessment *assessment);
RISKCTX_AVAILABLE_IN_1_0
guint riskctx_coverage_count_class (RiskctxCoverage    *self,
                                    RiskctxContextClass context_class);
RISKCTX_AVAILABLE_IN_1_0
guint riskctx_coverage_count_pest (RiskctxCoverage *self,
                                   RiskctxPest      pest);
RISKCTX_AVAILABLE_IN_1_0
guint riskctx_coverage_count_force (RiskctxCoverage *self,
                                    RiskctxForce     force);
RISKCTX_AVAILABLE_IN_1_0
GListModel *riskctx_coverage_get_unused_factors (RiskctxCoverage *self);
RISKCTX_AVAILABLE_IN_1_0
GListModel *riskctx_coverage_get_baseless_risks (RiskctxCoverage *self);
RISKCTX_AVAILABLE_IN_1_0
GListModel *riskctx_coverage_get_silent_stakeholders (RiskctxCoverage *self);
RISKCTX_AVAILABLE_IN_1_0
GListModel *riskctx_coverage_get_boundless_stakeholders (RiskctxCoverage *self);
RISKCTX_AVAILABLE_IN_1_0
GListModel *riskctx_coverage_get_unmet_stakeholders (RiskctxCoverage *self);
RISKCTX_AVAILABLE_IN_1_0
gboolean riskctx_coverage_is_complete (RiskctxCoverage *self);
RISKCTX_AVAILABLE_IN_1_0
JsonNode *riskctx_coverage_to_json (RiskctxCoverage *self,
                                    const char      *language);

G_END_DECLS
