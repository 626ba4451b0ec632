/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>

#include "riskctx-assessment.h"
#include "riskctx-consequence.h"
#include "riskctx-risk.h"
#include "riskctx-version-macros.h"

G_BEGIN_DECLS

#define RISKCTX_TYPE_LESSON (riskctx_lesson_get_type ())

RISKCTX_AVAILABLE_IN_1_0
G_DECLARE_FINAL_TYPE (RiskctxLesson, riskctx_lesson, RISKCTX, LESSON, GObject)

RISKCTX_AVAILABLE_IN_1_0
GListStore *riskctx_assessment_list_lessons (RiskctxAssessment *self,
                                             const char        *since,
                                             const char        *until,
                                             double             weight,
                                             GError           **error);
RISKCTX_AVAILABLE_IN_1_0
gboolean riskctx_assessment_learn (RiskctxAssessment *self,
                                   const char        *since,
                                   const char        *until,
                                   double             weight,
                                   GError           **error);
RISKCTX_AVAILABLE_IN_1_0
RiskctxRisk *riskctx_lesson_get_risk (RiskctxLesson *self);
RISKCTX_AVAILABLE_IN_1_0
RiskctxConsequence *riskctx_lesson_get_consequence (RiskctxLesson *self);
RISKCTX_AVAILABLE_IN_1_0
RiskctxEstimate *riskctx_lesson_get_before (RiskctxLesson *self);
RISKCTX_AVAILABLE_IN_1_0
RiskctxEstimate *riskctx_lesson_get_after (RiskctxLesson *self);
RISKCTX_AVAILABLE_IN_1_0
guint riskctx_lesson_get_count (RiskctxLesson *self);
RISKCTX_AVAILABLE_IN_1_0
double riskctx_lesson_get_exposure (RiskctxLesson *self);
RISKCTX_AVAILABLE_IN_1_0
double riskctx_lesson_get_weight (RiskctxLesson *self);
RISKCTX_AVAILABLE_IN_1_0
RiskctxText *riskctx_lesson_get_reason (RiskctxLesson *self);

G_END_DECLS
