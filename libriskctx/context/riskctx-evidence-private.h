/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "riskctx-evidence.h"
#include "riskctx-result-private.h"
#include "riskctx-trace.h"

G_BEGIN_DECLS

/* What @item says, or @text instead; a figure that goes with it, or NULL. The text and the figure
 * are taken. */
RiskctxEvidence *riskctx_evidence_new (RiskctxItem   *item,
                                       RiskctxText   *text,
                                       RiskctxFigure *figure);
RiskctxEvidence *riskctx_evidence_new_from_step (RiskctxTraceStep *step);

extern const RiskctxResultShape riskctx_evidence_shape;

/* The objects of a list, borrowed, as a result that is written wants them. */
GPtrArray *riskctx_evidence_peek_all (GListStore *list);

G_END_DECLS
