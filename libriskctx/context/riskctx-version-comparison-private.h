/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "riskctx-change-private.h"
#include "riskctx-investment-plan.h"
#include "riskctx-job-private.h"
#include "riskctx-version-comparison.h"

G_BEGIN_DECLS

struct _RiskctxVersionComparison
{
  GObject                parent_instance;
  RiskctxAssessment     *before; /* copies */
  RiskctxAssessment     *after;
  GListStore            *changes;
  RiskctxInvestmentPlan *plan_before; /* of the options that its reviews propose */
  RiskctxInvestmentPlan *plan_after;
  double                 progress;
  guint                  stage; /* of the run: the plans, then the bridge */
  RiskctxFigure         *expected_before;
  RiskctxFigure         *expected_after;
  RiskctxFigure         *rest;
  GListStore            *new_findings;
  GListStore            *gone_findings;
  RiskctxBrief          *brief_before;
  RiskctxBrief          *brief_after;
  gboolean               answer_changed[RISKCTX_QUESTION_BUDGET + 1];
};

#define RISKCTX_VERSION_COMPARISON_STAGES 3

void riskctx_version_comparison_set_progress (RiskctxVersionComparison *self, double of_stage);

/* How the expected loss of one version becomes that of the other: the changes that can move money
 * are made one after the other, and undone one after the other; half of each way is the part of the
 * change, so that no order is preferred and the parts add up. */
typedef struct _RiskctxBridge RiskctxBridge;

/* Adds the states in between to the job; both plans have run. NULL with an error if one of them
 * cannot be simulated. */
RiskctxBridge *riskctx_bridge_new   (RiskctxVersionComparison *self,
                                     RiskctxJob               *job,
                                     GError                  **error);
void           riskctx_bridge_free  (RiskctxBridge *self);
/* After the job: tells the changes their parts, and the comparison both ends and what is left. */
void           riskctx_bridge_apply (RiskctxBridge            *self,
                                     RiskctxVersionComparison *comparison,
                                     RiskctxJob               *job);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RiskctxBridge, riskctx_bridge_free)

/* What follows from the plans: briefs, findings, answers. */
void riskctx_version_comparison_conclude (RiskctxVersionComparison *self);

G_END_DECLS
