/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>

#include "riskctx-figure.h"
#include "riskctx-item.h"
#include "riskctx-version-macros.h"

G_BEGIN_DECLS

#define RISKCTX_TYPE_EVIDENCE (riskctx_evidence_get_type ())

RISKCTX_AVAILABLE_IN_1_0
G_DECLARE_FINAL_TYPE (RiskctxEvidence, riskctx_evidence, RISKCTX, EVIDENCE, GObject)

RISKCTX_AVAILABLE_IN_1_0
RiskctxItem *riskctx_evidence_get_item (RiskctxEvidence *self);
RISKCTX_AVAILABLE_IN_1_0
const char *riskctx_evidence_get_id (RiskctxEvidence *self);
RISKCTX_AVAILABLE_IN_1_0
const char *riskctx_evidence_get_noun (RiskctxEvidence *self);
RISKCTX_AVAILABLE_IN_1_0
RiskctxText *riskctx_evidence_get_text (RiskctxEvidence *self);
RISKCTX_AVAILABLE_IN_1_0
const char *riskctx_evidence_get_via (RiskctxEvidence *self);
RISKCTX_AVAILABLE_IN_1_0
guint riskctx_evidence_get_depth (RiskctxEvidence *self);
RISKCTX_AVAILABLE_IN_1_0
RiskctxFigure *riskctx_evidence_get_figure (RiskctxEvidence *self);

G_END_DECLS
