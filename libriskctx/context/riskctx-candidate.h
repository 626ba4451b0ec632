/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>

#include "riskctx-assessment.h"
#include "riskctx-derivation.h"
#include "riskctx-rulebook.h"
#include "riskctx-rule.h"
#include "riskctx-version-macros.h"

G_BEGIN_DECLS

#define RISKCTX_TYPE_CANDIDATE (riskctx_candidate_get_type ())

RISKCTX_AVAILABLE_IN_1_0
G_DECLARE_FINAL_TYPE (RiskctxCandidate, riskctx_candidate, RISKCTX, CANDIDATE, GObject)

RISKCTX_AVAILABLE_IN_1_0
GListStore *riskctx_assessment_list_candidates (RiskctxAssessment *self,
                                                RiskctxRulebook    *rules);
RISKCTX_AVAILABLE_IN_1_0
const char *riskctx_candidate_get_id (RiskctxCandidate *self);
RISKCTX_AVAILABLE_IN_1_0
RiskctxRule *riskctx_candidate_get_rule (RiskctxCandidate *self);
RISKCTX_AVAILABLE_IN_1_0
RiskctxItem *riskctx_candidate_get_source (RiskctxCandidate *self);
RISKCTX_AVAILABLE_IN_1_0
RiskctxCandidateKind riskctx_candidate_get_kind (RiskctxCandidate *self);
RISKCTX_AVAILABLE_IN_1_0
RiskctxText *riskctx_candidate_get_title (RiskctxCandidate *self);
RISKCTX_AVAILABLE_IN_1_0
RiskctxCandidateOutcome riskctx_candidate_get_outcome (RiskctxCandidate *self);
RISKCTX_AVAILABLE_IN_1_0
RiskctxDerivation *riskctx_candidate_get_derivation (RiskctxCandidate *self);
RISKCTX_AVAILABLE_IN_1_0
RiskctxItem *riskctx_candidate_accept (RiskctxCandidate *self,
                                       RiskctxText      *title);
RISKCTX_AVAILABLE_IN_1_0
void riskctx_candidate_reject (RiskctxCandidate *self,
                               RiskctxText      *note);
RISKCTX_AVAILABLE_IN_1_0
void riskctx_candidate_reopen (RiskctxCandidate *self);

G_END_DECLS
