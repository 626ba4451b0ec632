/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-findings-private.h"

#include "riskctx-item-private.h"

#define MAX_FINDINGS 1000

static const RiskctxFindingsRule rules[] = {
  riskctx_rule_questions,
  riskctx_rule_mapping,
  riskctx_rule_levels,
  riskctx_rule_sources,
  riskctx_rule_addressed,
  riskctx_rule_evaluated,
  riskctx_rule_grounds,
  riskctx_rule_phases,
  riskctx_rule_figures,
  riskctx_rule_recovery,
  riskctx_rule_exclusive,
  riskctx_rule_card_data,
  riskctx_rule_components,
  riskctx_rule_cycle,
  riskctx_rule_benefits,
  riskctx_rule_running,
  riskctx_rule_assumptions,
  riskctx_rule_criteria,
  riskctx_rule_unused,
  riskctx_rule_categories,
  riskctx_rule_consequences,
  riskctx_rule_translations,
  riskctx_rule_estimates,
};

RiskctxIssue *
riskctx_findings_add (RiskctxFindings *findings,
                      RiskctxItem     *item,
                      const char      *member,
                      RiskctxIssueCode code,
                      const char      *arg0,
                      const char      *arg1,
                      const char      *arg2)
{
  const guint n = g_list_model_get_n_items (G_LIST_MODEL (findings->issues));
  g_autofree char *place = NULL;
  g_autofree char *pointer = NULL;
  g_autoptr(RiskctxIssue) issue = NULL;

  if (n > MAX_FINDINGS)
    return NULL;
  place = riskctx_item_dup_pointer (item);
  if (n == MAX_FINDINGS)
    {
      issue = riskctx_issue_new (RISKCTX_ISSUE_TOO_MANY, place, riskctx_item_get_id (item),
                                 G_STRINGIFY (MAX_FINDINGS), NULL, NULL);
      g_list_store_append (findings->issues, issue);
      return NULL;
    }
  pointer = member != NULL ? g_strconcat (place, "/", member, NULL) : g_strdup (place);
  issue = riskctx_issue_new (code, pointer, riskctx_item_get_id (item), arg0, arg1, arg2);
  g_list_store_append (findings->issues, issue);
  return issue;
}

RiskctxIssue *
riskctx_findings_add_at (RiskctxFindings *findings,
                         const char      *pointer,
                         RiskctxIssueCode code)
{
  g_autoptr(RiskctxIssue) issue = NULL;

  if (g_list_model_get_n_items (G_LIST_MODEL (findings->issues)) >= MAX_FINDINGS)
    return NULL;
  issue = riskctx_issue_new (code, pointer != NULL ? pointer : "", NULL, NULL, NULL, NULL);
  g_list_store_append (findings->issues, issue);
  return issue;
}

void
riskctx_findings_say (RiskctxIssue *issue,
                      guint         index,
                      RiskctxText  *text)
{
  if (issue != NULL)
    riskctx_issue_set_text (issue, index, text);
  riskctx_text_unref (text);
}

const char *
riskctx_findings_name (RiskctxItem *item)
{
  const char *id = riskctx_item_get_id (item);

  return id != NULL ? id : riskctx_item_get_noun (item);
}

/**
 * riskctx_assessment_list_findings:
 * @self: an assessment
 *
 * Lists what the method has to say about an assessment: answers that are missing, links of the
 * chain that lead nowhere, factors without a risk evaluation, costs in the wrong phase, weaknesses
 * of the system, texts without a translation, and the like.
 *
 * Findings are remarks and warnings; what makes a document unusable is for
 * [method@Assessment.check]. `riskctx explain CODE` says what to do about each.
 *
 * Returns: (transfer full): the findings, a list of [class@Issue], up to a thousand
 *
 * Since: 1.0
 */
GListStore *
riskctx_assessment_list_findings (RiskctxAssessment *self)
{
  return riskctx_assessment_list_findings_with (self, NULL, NULL);
}

/**
 * riskctx_assessment_list_findings_with:
 * @self: an assessment
 * @loss: (nullable): its simulated losses
 * @plan: (nullable): an investment plan of it that has run
 *
 * Lists what the method has to say about an assessment whose losses and plan are known.
 *
 * Beyond [method@Assessment.list_findings], this compares the losses with the criteria, judges the
 * grounds for treatment by money, and says whether the plan is recovered and on which assumptions
 * it rests.
 *
 * Returns: (transfer full): the findings, a list of [class@Issue], up to a thousand
 *
 * Since: 1.0
 */
GListStore *
riskctx_assessment_list_findings_with (RiskctxAssessment     *self,
                                       RiskctxLossResult     *loss,
                                       RiskctxInvestmentPlan *plan)
{
  g_return_val_if_fail (RISKCTX_IS_ASSESSMENT (self), NULL);
  g_return_val_if_fail (loss == NULL || RISKCTX_IS_LOSS_RESULT (loss), NULL);
  g_return_val_if_fail (plan == NULL || RISKCTX_IS_INVESTMENT_PLAN (plan), NULL);

  g_autoptr(RiskctxBrief) brief = riskctx_brief_new (self, loss, plan);
  RiskctxFindings findings = {
    .assessment = self,
    .loss = loss,
    .plan = plan != NULL && riskctx_investment_plan_has_run (plan) ? plan : NULL,
    .brief = brief,
    .issues = g_list_store_new (RISKCTX_TYPE_ISSUE),
  };

  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    rules[i] (&findings);
  return findings.issues;
}
