/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "riskctx-answer-private.h"
#include "riskctx-brief.h"
#include "riskctx-evaluation.h"

G_BEGIN_DECLS

/* What the five answers are made from. */
typedef struct
{
  RiskctxAssessment     *assessment;
  RiskctxLossResult     *loss;       /* or NULL */
  RiskctxInvestmentPlan *plan;       /* that has run, or NULL */
  RiskctxEvaluation     *evaluation; /* of the losses against the criteria, or NULL */
  const char            *currency;
} RiskctxBriefInputs;

RiskctxAnswer *riskctx_brief_answer_purpose   (const RiskctxBriefInputs *inputs);
RiskctxAnswer *riskctx_brief_answer_scope     (const RiskctxBriefInputs *inputs);
RiskctxAnswer *riskctx_brief_answer_reduction (const RiskctxBriefInputs *inputs);
RiskctxAnswer *riskctx_brief_answer_trigger   (const RiskctxBriefInputs *inputs);
RiskctxAnswer *riskctx_brief_answer_budget    (const RiskctxBriefInputs *inputs);

G_END_DECLS
