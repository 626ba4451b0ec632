/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "riskctx-analysis-enums.h"
#include "riskctx-assessment.h"
#include "riskctx-figure.h"

G_BEGIN_DECLS

#define RISKCTX_TYPE_RECOVERY_COURSE (riskctx_recovery_course_get_type ())

RISKCTX_AVAILABLE_IN_1_0
G_DECLARE_FINAL_TYPE (RiskctxRecoveryCourse, riskctx_recovery_course,
                      RISKCTX, RECOVERY_COURSE, GObject)

RISKCTX_AVAILABLE_IN_1_0
RiskctxRecoveryCourse *riskctx_recovery_course_new (RiskctxAssessment    *assessment,
                                                    const char           *recovery,
                                                    RiskctxRecoveryPeriod period,
                                                    GError              **error);
RISKCTX_AVAILABLE_IN_1_0
guint riskctx_recovery_course_get_n_periods (RiskctxRecoveryCourse *self);
RISKCTX_AVAILABLE_IN_1_0
double riskctx_recovery_course_get_amount (RiskctxRecoveryCourse *self,
                                           guint                  period,
                                           RiskctxRecoveryAmount  which);
RISKCTX_AVAILABLE_IN_1_0
RiskctxFigure *riskctx_recovery_course_get_figure (RiskctxRecoveryCourse *self,
                                                   RiskctxRecoveryFigure  which);
RISKCTX_AVAILABLE_IN_1_0
gboolean riskctx_recovery_course_is_in_time (RiskctxRecoveryCourse *self);
RISKCTX_AVAILABLE_IN_1_0
gboolean riskctx_recovery_course_keeps_data (RiskctxRecoveryCourse *self);
RISKCTX_AVAILABLE_IN_1_0
JsonNode *riskctx_recovery_course_to_json (RiskctxRecoveryCourse *self);
RISKCTX_AVAILABLE_IN_1_0
JsonNode *riskctx_recovery_course_get_schema (void);

G_END_DECLS
