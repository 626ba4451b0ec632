/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>

#include "riskctx-context-enums.h"
#include "riskctx-evidence.h"
#include "riskctx-figure.h"

G_BEGIN_DECLS

#define RISKCTX_TYPE_ANSWER (riskctx_answer_get_type ())

RISKCTX_AVAILABLE_IN_1_0
G_DECLARE_FINAL_TYPE (RiskctxAnswer, riskctx_answer, RISKCTX, ANSWER, GObject)

RISKCTX_AVAILABLE_IN_1_0
RiskctxQuestion riskctx_answer_get_question (RiskctxAnswer *self);
RISKCTX_AVAILABLE_IN_1_0
gboolean riskctx_answer_get_answered (RiskctxAnswer *self);
RISKCTX_AVAILABLE_IN_1_0
RiskctxText *riskctx_answer_get_text (RiskctxAnswer *self);
RISKCTX_AVAILABLE_IN_1_0
RiskctxFigure *riskctx_answer_get_figure (RiskctxAnswer *self);
RISKCTX_AVAILABLE_IN_1_0
GListModel *riskctx_answer_get_sources (RiskctxAnswer *self);
RISKCTX_AVAILABLE_IN_1_0
char **riskctx_answer_dup_notes (RiskctxAnswer *self,
                                 const char    *language);

G_END_DECLS
