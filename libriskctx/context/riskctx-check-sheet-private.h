/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "riskctx-check-result.h"
#include "riskctx-check-sheet.h"
#include "riskctx-practice.h"

G_BEGIN_DECLS

/* The answer to a question, borrowed; NULL if there is none. */
RiskctxCheckResult *riskctx_check_sheet_peek (RiskctxCheckSheet *self, const char *question);
/* Forgets the answer to a question. */
void                riskctx_check_sheet_erase (RiskctxCheckSheet *self, const char *question);
/* Reads what people write for an answer: yes, はい, not-applicable; FALSE: nothing of the kind. */
gboolean            riskctx_check_mark_read (const char *text, RiskctxCheckMark *mark);
/* What the sheet asks, borrowed. */
GListModel         *riskctx_check_sheet_peek_questions (RiskctxCheckSheet *self);
RiskctxMeasureKind  riskctx_check_sheet_theme_of (RiskctxPractice *question);

G_END_DECLS
