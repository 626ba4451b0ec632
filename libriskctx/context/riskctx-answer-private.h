/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "riskctx-answer.h"
#include "riskctx-assessment.h"
#include "riskctx-result-private.h"

G_BEGIN_DECLS

/* An answer while it is being found. Whatever is added once is not added again. */
typedef struct
{
  RiskctxAssessment *assessment;
  RiskctxQuestion    question;
  gboolean           answered;
  GPtrArray         *sentences; /* RiskctxText * */
  RiskctxFigure     *figure;
  GListStore        *sources;
  GHashTable        *seen;      /* RiskctxItem * that is a source */
  GPtrArray         *notes;     /* RiskctxText * */
} RiskctxAnswerDraft;

void           riskctx_answer_draft_init   (RiskctxAnswerDraft *draft,
                                            RiskctxAssessment  *assessment,
                                            RiskctxQuestion     question);
/* Takes the texts and figures. */
void           riskctx_answer_draft_say    (RiskctxAnswerDraft *draft, RiskctxText *sentence);
void           riskctx_answer_draft_note   (RiskctxAnswerDraft *draft, RiskctxText *note);
void           riskctx_answer_draft_source (RiskctxAnswerDraft *draft,
                                            RiskctxItem        *item,
                                            RiskctxText        *text,
                                            RiskctxFigure      *figure);
/* Adds what the sources so far rest on, no further than @most links away, as far as it is context
 * and not system. */
void           riskctx_answer_draft_follow (RiskctxAnswerDraft *draft, guint most);
RiskctxAnswer *riskctx_answer_draft_end    (RiskctxAnswerDraft *draft);

extern const RiskctxResultShape riskctx_answer_shape;

G_END_DECLS
