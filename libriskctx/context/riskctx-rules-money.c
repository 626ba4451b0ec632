/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-findings-private.h"

#include "riskctx-enum-types.h"
#include "riskctx-estimate-law.h"
#include "riskctx-evaluation.h"
#include "riskctx-item-private.h"
#include "riskctx-nouns.h"
#include "riskctx-number-private.h"
#include "riskctx-text-private.h"
#include "riskctx-validity.h"
#include "riskctx-wording-private.h"

/* Rules about costs, plans and criteria. */

/* ① and ② are spent this fiscal year, once; what they cost afterwards is paid every year. ③ costs
 * something every year from the next on. */
static void
check_cost (RiskctxFindings *findings,
            RiskctxPhase    *phase,
            RiskctxCost     *cost)
{
  const RiskctxPhaseKind kind = riskctx_phase_get_kind (phase);
  const gboolean is_yearly = riskctx_cost_get_timing (cost) == RISKCTX_COST_TIMING_YEARLY;
  const gint64 year = riskctx_cost_get_from_year (cost);
  RiskctxItem *item = RISKCTX_ITEM (cost);
  RiskctxIssue *issue;

  if (kind == RISKCTX_PHASE_KIND_SUSTAIN && !is_yearly)
    {
      issue = riskctx_findings_add (findings, item, "timing", RISKCTX_ISSUE_PHASE_TIMING, NULL,
                                    NULL, NULL);
      riskctx_findings_say (issue, 0, riskctx_phrase_enum (RISKCTX_TYPE_PHASE_KIND, (int) kind));
    }
  if (kind == RISKCTX_PHASE_KIND_SUSTAIN ? year < 1 : !is_yearly && year != 0)
    {
      g_autofree char *stated = riskctx_number_to_string ((double) year);

      issue = riskctx_findings_add (findings, item, "from_year", RISKCTX_ISSUE_PHASE_YEAR, NULL,
                                    stated, kind == RISKCTX_PHASE_KIND_SUSTAIN ? "1" : "0");
      riskctx_findings_say (issue, 0, riskctx_phrase_enum (RISKCTX_TYPE_PHASE_KIND, (int) kind));
    }
}

void
riskctx_rule_phases (RiskctxFindings *findings)
{
  RiskctxItemList *options = riskctx_assessment_get_options (findings->assessment);

  for (guint i = 0; i < riskctx_item_list_get_length (options); i++)
    {
      RiskctxItemList *phases = riskctx_option_get_phases (riskctx_item_list_peek (options, i));

      for (guint j = 0; j < riskctx_item_list_get_length (phases); j++)
        {
          RiskctxPhase *phase = riskctx_item_list_peek (phases, j);
          RiskctxItemList *costs = riskctx_phase_get_costs (phase);

          for (guint k = 0; k < riskctx_item_list_get_length (costs); k++)
            check_cost (findings, phase, riskctx_item_list_peek (costs, k));
        }
    }
}

static void
check_figure (RiskctxFindings *findings,
              RiskctxItem     *organization,
              const char      *member,
              const char      *word)
{
  RiskctxIssue *issue;

  if (riskctx_item_has (organization, member))
    return;
  issue = riskctx_findings_add (findings, organization, NULL, RISKCTX_ISSUE_NO_FIGURE, member, NULL,
                                NULL);
  riskctx_findings_say (issue, 0, riskctx_phrase (word));
}

/* Needed as soon as there is something to plan. */
void
riskctx_rule_figures (RiskctxFindings *findings)
{
  RiskctxOrganization *organization = riskctx_assessment_get_organization (findings->assessment);
  RiskctxItemList *options = riskctx_assessment_get_options (findings->assessment);
  RiskctxEstimate *margin;
  double mean;

  if (organization == NULL || riskctx_item_list_get_length (options) == 0)
    return;
  check_figure (findings, RISKCTX_ITEM (organization), "sales", "context.figure.sales");
  check_figure (findings, RISKCTX_ITEM (organization), "profit", "context.figure.profit");
  check_figure (findings, RISKCTX_ITEM (organization), "contribution_margin",
                "context.figure.margin");

  margin = riskctx_organization_get_contribution_margin (organization);
  mean = margin != NULL ? riskctx_estimate_get_mean (margin, NULL) : 1;
  if (mean <= 0)
    {
      g_autofree char *stated = riskctx_number_to_string (mean);

      riskctx_findings_add (findings, RISKCTX_ITEM (organization), "contribution_margin",
                            RISKCTX_ISSUE_MARGIN, stated, NULL, NULL);
    }
}

static gboolean
is_chosen (const char *const *options,
           RiskctxItem       *option)
{
  const char *id = riskctx_item_get_id (option);

  return options != NULL && id != NULL && g_strv_contains (options, id);
}

/* A plan that is not recovered says so, and whose cost it is. */
void
riskctx_rule_recovery (RiskctxFindings *findings)
{
  RiskctxItemList *options = riskctx_assessment_get_options (findings->assessment);
  RiskctxFigure *payback;
  const char *const *chosen;

  if (findings->plan == NULL)
    return;
  payback = riskctx_investment_plan_get_figure (findings->plan, RISKCTX_PLAN_FIGURE_PAYBACK);
  if (riskctx_figure_is_defined (payback))
    return;
  chosen = riskctx_investment_plan_get_options (findings->plan);
  for (guint i = 0; i < riskctx_item_list_get_length (options); i++)
    {
      RiskctxOption *option = riskctx_item_list_peek (options, i);
      RiskctxIssue *issue;

      /* What gives something up has nothing to recover. */
      if (!is_chosen (chosen, RISKCTX_ITEM (option)) || !riskctx_option_get_recovers (option))
        continue;
      issue =
        riskctx_findings_add (findings, RISKCTX_ITEM (option), NULL, RISKCTX_ISSUE_NOT_RECOVERED,
                              riskctx_findings_name (RISKCTX_ITEM (option)), NULL, NULL);
      riskctx_findings_say (issue, 1, riskctx_text_ref (riskctx_figure_get_reason (payback)));
    }
}

static gboolean
excludes (RiskctxAssessment *assessment,
          const char        *one,
          const char        *other)
{
  RiskctxItem *item = riskctx_assessment_find (assessment, one);
  const char *const *excluded =
    RISKCTX_IS_OPTION (item) ? riskctx_option_get_excludes (RISKCTX_OPTION (item)) : NULL;

  return excluded != NULL && g_strv_contains (excluded, other);
}

static void
check_pair (RiskctxFindings *findings,
            RiskctxItem     *item,
            const char      *member,
            const char      *one,
            const char      *other)
{
  if (excludes (findings->assessment, one, other) || excludes (findings->assessment, other, one))
    riskctx_findings_add (findings, item, member, RISKCTX_ISSUE_EXCLUSIVE, one, other, NULL);
}

/* Nobody decides for two options that exclude each other, and none requires what it excludes. */
void
riskctx_rule_exclusive (RiskctxFindings *findings)
{
  RiskctxItemList *reviews = riskctx_assessment_get_reviews (findings->assessment);
  RiskctxItemList *options = riskctx_assessment_get_options (findings->assessment);

  for (guint i = 0; i < riskctx_item_list_get_length (reviews); i++)
    {
      RiskctxReview *review = riskctx_item_list_peek (reviews, i);
      const char *const *chosen = riskctx_review_get_options (review);

      for (guint j = 0; chosen != NULL && chosen[j] != NULL; j++)
        for (guint k = j + 1; chosen[k] != NULL; k++)
          check_pair (findings, RISKCTX_ITEM (review), "options", chosen[j], chosen[k]);
    }
  for (guint i = 0; i < riskctx_item_list_get_length (options); i++)
    {
      RiskctxOption *option = riskctx_item_list_peek (options, i);
      const char *const *required = riskctx_option_get_requires (option);

      for (guint j = 0; required != NULL && required[j] != NULL; j++)
        check_pair (findings, RISKCTX_ITEM (option), "requires",
                    riskctx_findings_name (RISKCTX_ITEM (option)), required[j]);
    }
}

static RiskctxText *
describe (RiskctxVerdict *verdict)
{
  g_autofree char *en = riskctx_verdict_describe (verdict, "en");
  g_autofree char *ja = riskctx_verdict_describe (verdict, "ja");
  const RiskctxTextPair pairs[] = { { "en", en }, { "ja", ja } };

  return riskctx_text_new_from_pairs (pairs, G_N_ELEMENTS (pairs));
}

void
riskctx_rule_criteria (RiskctxFindings *findings)
{
  g_autoptr(RiskctxEvaluation) evaluation = NULL;
  GListModel *verdicts;

  if (findings->loss == NULL)
    return;
  evaluation = riskctx_evaluation_new (findings->assessment, findings->loss);
  verdicts = riskctx_evaluation_get_verdicts (evaluation);
  for (guint i = 0; i < g_list_model_get_n_items (verdicts); i++)
    {
      g_autoptr(RiskctxVerdict) verdict = g_list_model_get_item (verdicts, i);
      RiskctxItem *item = riskctx_verdict_get_item (verdict);
      RiskctxIssue *issue;

      if (riskctx_verdict_get_outcome (verdict) != RISKCTX_OUTCOME_EXCEEDED)
        continue;
      issue =
        riskctx_findings_add (findings, item != NULL ? item : RISKCTX_ITEM (findings->assessment),
                              NULL, RISKCTX_ISSUE_OVER_LIMIT, NULL, NULL, NULL);
      riskctx_findings_say (issue, 0, describe (verdict));
    }
}
