/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "riskctx-brief.h"
#include "riskctx-findings.h"
#include "riskctx-issue-private.h"

G_BEGIN_DECLS

/* What the rules look at, and what they have found. */
typedef struct
{
  RiskctxAssessment     *assessment;
  RiskctxLossResult     *loss;  /* or NULL */
  RiskctxInvestmentPlan *plan;  /* that has run, or NULL */
  RiskctxBrief          *brief;
  GListStore            *issues;
} RiskctxFindings;

typedef void (*RiskctxFindingsRule) (RiskctxFindings *findings);

/* Reports something about @item, or its member @member if that is not NULL. The issue is borrowed;
 * NULL once there are too many. */
RiskctxIssue *riskctx_findings_add (RiskctxFindings *findings,
                                    RiskctxItem     *item,
                                    const char      *member,
                                    RiskctxIssueCode code,
                                    const char      *arg0,
                                    const char      *arg1,
                                    const char      *arg2);
/* The same about a place in the document, as a JSON Pointer. */
RiskctxIssue *riskctx_findings_add_at (RiskctxFindings *findings,
                                       const char      *pointer,
                                       RiskctxIssueCode code);
/* Puts a text in the place of an argument and takes it; @issue may be NULL. */
void          riskctx_findings_say (RiskctxIssue *issue, guint index, RiskctxText *text);
/* What an item is called in a message: its id, else its noun. */
const char   *riskctx_findings_name (RiskctxItem *item);

/* The rules, each with its number in the method where it has one. */
void riskctx_rule_questions      (RiskctxFindings *findings); /*  1 */
void riskctx_rule_mapping        (RiskctxFindings *findings); /*  2 */
void riskctx_rule_levels         (RiskctxFindings *findings); /*  3 */
void riskctx_rule_sources        (RiskctxFindings *findings); /*  4 */
void riskctx_rule_addressed      (RiskctxFindings *findings); /*  4 */
void riskctx_rule_evaluated      (RiskctxFindings *findings); /*  5 */
void riskctx_rule_grounds        (RiskctxFindings *findings); /*  6 */
void riskctx_rule_phases         (RiskctxFindings *findings); /*  7 */
void riskctx_rule_figures        (RiskctxFindings *findings); /*  8 */
void riskctx_rule_recovery       (RiskctxFindings *findings); /*  9 */
void riskctx_rule_exclusive      (RiskctxFindings *findings); /* 10 */
void riskctx_rule_card_data      (RiskctxFindings *findings); /* 11 */
void riskctx_rule_components     (RiskctxFindings *findings); /* 12 */
void riskctx_rule_cycle          (RiskctxFindings *findings);
void riskctx_rule_benefits       (RiskctxFindings *findings);
void riskctx_rule_running        (RiskctxFindings *findings);
void riskctx_rule_assumptions    (RiskctxFindings *findings);
void riskctx_rule_criteria       (RiskctxFindings *findings);
void riskctx_rule_unused         (RiskctxFindings *findings);
void riskctx_rule_categories     (RiskctxFindings *findings);
void riskctx_rule_consequences   (RiskctxFindings *findings);
void riskctx_rule_translations   (RiskctxFindings *findings);
void riskctx_rule_estimates      (RiskctxFindings *findings);

G_END_DECLS
