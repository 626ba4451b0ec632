/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

#include "riskctx-assessment.h"
#include "riskctx-version-macros.h"

G_BEGIN_DECLS

RISKCTX_AVAILABLE_IN_1_0
RiskctxAssessment *riskctx_assessment_load            (const char         *path,
                                                       GError            **error);
RISKCTX_AVAILABLE_IN_1_0
RiskctxAssessment *riskctx_assessment_load_from_file  (GFile              *file,
                                                       GCancellable       *cancellable,
                                                       GError            **error);
RISKCTX_AVAILABLE_IN_1_0
RiskctxAssessment *riskctx_assessment_load_from_bytes (GBytes             *bytes,
                                                       GError            **error);
RISKCTX_AVAILABLE_IN_1_0
RiskctxAssessment *riskctx_assessment_from_json       (JsonNode           *node,
                                                       GError            **error);
RISKCTX_AVAILABLE_IN_1_0
gboolean           riskctx_assessment_save            (RiskctxAssessment  *self,
                                                       const char         *path,
                                                       GError            **error);
RISKCTX_AVAILABLE_IN_1_0
gboolean           riskctx_assessment_save_to_file    (RiskctxAssessment  *self,
                                                       GFile              *file,
                                                       GCancellable       *cancellable,
                                                       GError            **error);
RISKCTX_AVAILABLE_IN_1_0
JsonNode          *riskctx_assessment_to_json         (RiskctxAssessment  *self);
RISKCTX_AVAILABLE_IN_1_0
char              *riskctx_assessment_to_text         (RiskctxAssessment  *self);

G_END_DECLS
