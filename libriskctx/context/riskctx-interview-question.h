/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>

#include "riskctx-context-enums.h"
#include "riskctx-text.h"
#include "riskctx-version-macros.h"

G_BEGIN_DECLS

#define RISKCTX_TYPE_INTERVIEW_QUESTION (riskctx_interview_question_get_type ())

RISKCTX_AVAILABLE_IN_1_0
G_DECLARE_FINAL_TYPE (RiskctxInterviewQuestion, riskctx_interview_question, RISKCTX,
                      INTERVIEW_QUESTION, GObject)

RISKCTX_AVAILABLE_IN_1_0
GListStore *riskctx_interview_question_list (void);
RISKCTX_AVAILABLE_IN_1_0
const char *riskctx_interview_question_get_id (RiskctxInterviewQuestion *self);
RISKCTX_AVAILABLE_IN_1_0
RiskctxText *riskctx_interview_question_get_section (RiskctxInterviewQuestion *self);
RISKCTX_AVAILABLE_IN_1_0
RiskctxReplyKind riskctx_interview_question_get_kind (RiskctxInterviewQuestion *self);
RISKCTX_AVAILABLE_IN_1_0
RiskctxText *riskctx_interview_question_get_title (RiskctxInterviewQuestion *self);
RISKCTX_AVAILABLE_IN_1_0
RiskctxText *riskctx_interview_question_get_help (RiskctxInterviewQuestion *self);
RISKCTX_AVAILABLE_IN_1_0
const char *const *riskctx_interview_question_get_choices (RiskctxInterviewQuestion *self);
RISKCTX_AVAILABLE_IN_1_0
RiskctxText *riskctx_interview_question_get_choice_title (RiskctxInterviewQuestion *self,
                                                          const char               *choice);
RISKCTX_AVAILABLE_IN_1_0
const char *const *riskctx_interview_question_get_after (RiskctxInterviewQuestion *self);
RISKCTX_AVAILABLE_IN_1_0
char **riskctx_interview_question_list_examples (RiskctxInterviewQuestion *self,
                                                 const char               *language);

G_END_DECLS
