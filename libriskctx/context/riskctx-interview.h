/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>

#include "riskctx-assessment.h"
#include "riskctx-interview-question.h"
#include "riskctx-version-macros.h"

G_BEGIN_DECLS

#define RISKCTX_TYPE_INTERVIEW (riskctx_interview_get_type ())

RISKCTX_AVAILABLE_IN_1_0
G_DECLARE_FINAL_TYPE (RiskctxInterview, riskctx_interview, RISKCTX, INTERVIEW, GObject)

RISKCTX_AVAILABLE_IN_1_0
RiskctxInterview *riskctx_interview_new (RiskctxAssessment *assessment,
                                         const char        *language);
RISKCTX_AVAILABLE_IN_1_0
RiskctxAssessment *riskctx_interview_get_assessment (RiskctxInterview *self);
RISKCTX_AVAILABLE_IN_1_0
const char *riskctx_interview_get_language (RiskctxInterview *self);
RISKCTX_AVAILABLE_IN_1_0
GListModel *riskctx_interview_get_questions (RiskctxInterview *self);
RISKCTX_AVAILABLE_IN_1_0
RiskctxInterviewQuestion *riskctx_interview_get_current (RiskctxInterview *self);
RISKCTX_AVAILABLE_IN_1_0
double riskctx_interview_get_progress (RiskctxInterview *self);
RISKCTX_AVAILABLE_IN_1_0
guint riskctx_interview_count_asked (RiskctxInterview *self);
RISKCTX_AVAILABLE_IN_1_0
guint riskctx_interview_count_settled (RiskctxInterview *self);
RISKCTX_AVAILABLE_IN_1_0
gboolean riskctx_interview_is_asked (RiskctxInterview *self,
                                     const char       *question);
RISKCTX_AVAILABLE_IN_1_0
gboolean riskctx_interview_is_settled (RiskctxInterview *self,
                                       const char       *question);
RISKCTX_AVAILABLE_IN_1_0
const char *riskctx_interview_get_reply (RiskctxInterview *self,
                                         const char       *question);
RISKCTX_AVAILABLE_IN_1_0
gboolean riskctx_interview_answer (RiskctxInterview *self,
                                   const char       *reply,
                                   GError          **error);
RISKCTX_AVAILABLE_IN_1_0
gboolean riskctx_interview_skip (RiskctxInterview *self,
                                 GError          **error);
RISKCTX_AVAILABLE_IN_1_0
gboolean riskctx_interview_back (RiskctxInterview *self);
RISKCTX_AVAILABLE_IN_1_0
gboolean riskctx_interview_go_to (RiskctxInterview *self,
                                  const char       *question,
                                  GError          **error);

G_END_DECLS
