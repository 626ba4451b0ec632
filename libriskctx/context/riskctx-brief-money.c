/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-brief-private.h"

#include "riskctx-arithmetic.h"
#include "riskctx-enum-types.h"
#include "riskctx-factor-mapping.h"
#include "riskctx-figure-private.h"
#include "riskctx-item-private.h"
#include "riskctx-nouns.h"
#include "riskctx-text-private.h"
#include "riskctx-wording-private.h"

/* The last two answers are about money: from which risk level on, and which budget. */

#define N_CATEGORIES (RISKCTX_RISK_CATEGORY_SYSTEM + 1)

static void
note_method (RiskctxAnswerDraft       *draft,
             const RiskctxBriefInputs *inputs)
{
  if (inputs->loss == NULL)
    {
      riskctx_answer_draft_note (draft, riskctx_phrase ("context.note.no-loss"));
      return;
    }

  g_autofree char *en = riskctx_loss_result_describe_method (inputs->loss, "en");
  g_autofree char *ja = riskctx_loss_result_describe_method (inputs->loss, "ja");
  const RiskctxTextPair pairs[] = { { "en", en }, { "ja", ja } };

  riskctx_answer_draft_note (draft, riskctx_text_new_from_pairs (pairs, G_N_ELEMENTS (pairs)));
}

/* The categories whose expected loss reaches the threshold; all of them where it cannot be known.
 * */
static guint
find_treated (const RiskctxBriefInputs *inputs,
              double                    threshold,
              gboolean                  treated[N_CATEGORIES])
{
  guint n = 0;

  for (guint i = 0; i < N_CATEGORIES; i++)
    {
      treated[i] = TRUE;
      if (inputs->loss != NULL)
        {
          RiskctxLossFigure *figure =
            riskctx_loss_result_get_by_cause (inputs->loss, (RiskctxRiskCategory) i);
          g_autoptr(RiskctxFigure) mean = riskctx_loss_figure_dup_mean (figure);

          /* A mean that is infinite is above every threshold. */
          treated[i] = !riskctx_loss_figure_is_empty (figure)
                       && (!riskctx_figure_is_defined (mean)
                           || riskctx_figure_get_value (mean, NULL) >= threshold);
        }
      n += treated[i] ? 1 : 0;
    }
  return n;
}

static void
say_treated (RiskctxAnswerDraft *draft,
             const gboolean      treated[N_CATEGORIES],
             guint               n_treated)
{
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func ((GDestroyNotify) riskctx_text_unref);
  g_autoptr(RiskctxText) list = NULL;

  if (n_treated == 0)
    {
      riskctx_answer_draft_say (draft, riskctx_phrase ("context.trigger.none-reached"));
      return;
    }
  for (int i = 0; i < N_CATEGORIES; i++)
    if (treated[i])
      g_ptr_array_add (names, riskctx_phrase_enum (RISKCTX_TYPE_RISK_CATEGORY, i));
  list = riskctx_wording_list (names);
  riskctx_answer_draft_say (draft, riskctx_phrase_texts ("context.trigger.reached", &list, 1));
}

/* The threshold is spoken of apart. */
static guint
count_exceeded (RiskctxEvaluation *evaluation)
{
  GListModel *verdicts = riskctx_evaluation_get_verdicts (evaluation);
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (verdicts); i++)
    {
      g_autoptr(RiskctxVerdict) verdict = g_list_model_get_item (verdicts, i);

      n += riskctx_verdict_get_kind (verdict) != RISKCTX_CRITERION_KIND_THRESHOLD
           && riskctx_verdict_get_outcome (verdict) == RISKCTX_OUTCOME_EXCEEDED;
    }
  return n;
}

static void
say_limits (RiskctxAnswerDraft       *draft,
            const RiskctxBriefInputs *inputs,
            guint                     n_limits,
            guint                     n_points)
{
  g_autoptr(RiskctxText) limits = riskctx_wording_count (n_limits);
  g_autoptr(RiskctxText) points = riskctx_wording_count (n_points);
  RiskctxText *const args[] = { limits, points };

  if (n_limits + n_points == 0)
    return;
  riskctx_answer_draft_say (
    draft, riskctx_phrase_texts ("context.trigger.limits", args, G_N_ELEMENTS (args)));
  if (inputs->evaluation != NULL)
    {
      g_autoptr(RiskctxText) exceeded =
        riskctx_wording_count (count_exceeded (inputs->evaluation));

      riskctx_answer_draft_say (draft,
                                riskctx_phrase_texts ("context.trigger.exceeded", &exceeded, 1));
    }
}

/* The trigger decides about all risks; those whose category reaches it come first. */
static void
use_risks (RiskctxAnswerDraft *draft,
           const gboolean      treated[N_CATEGORIES])
{
  RiskctxItemList *risks = riskctx_assessment_get_risks (draft->assessment);

  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < riskctx_item_list_get_length (risks); i++)
      {
        RiskctxRisk *risk = riskctx_item_list_peek (risks, i);

        if (treated[riskctx_risk_get_category (risk)] == (pass == 0))
          riskctx_answer_draft_source (draft, RISKCTX_ITEM (risk), NULL, NULL);
      }
}

RiskctxAnswer *
riskctx_brief_answer_trigger (const RiskctxBriefInputs *inputs)
{
  RiskctxCriteria *criteria = riskctx_assessment_get_criteria (inputs->assessment);
  gboolean treated[N_CATEGORIES];
  guint n_limits = 0, n_points = 0, n_treated;
  gboolean has_threshold = FALSE;
  RiskctxAnswerDraft draft;

  riskctx_answer_draft_init (&draft, inputs->assessment, RISKCTX_QUESTION_TRIGGER);
  if (criteria != NULL)
    {
      has_threshold = riskctx_item_has (RISKCTX_ITEM (criteria), "treatment_threshold");
      n_limits = riskctx_item_list_get_length (riskctx_criteria_get_limits (criteria));
      n_points = riskctx_item_list_get_length (riskctx_criteria_get_curve (criteria));
    }
  if (!has_threshold && n_limits + n_points == 0)
    {
      riskctx_answer_draft_say (&draft, riskctx_phrase ("context.trigger.missing"));
      return riskctx_answer_draft_end (&draft);
    }

  draft.answered = TRUE;
  riskctx_answer_draft_source (&draft, RISKCTX_ITEM (criteria), NULL, NULL);
  n_treated = find_treated (
    inputs, has_threshold ? riskctx_criteria_get_treatment_threshold (criteria) : 0, treated);
  if (has_threshold)
    {
      const double threshold = riskctx_criteria_get_treatment_threshold (criteria);
      g_autoptr(RiskctxText) amount = riskctx_wording_money (threshold, inputs->currency);

      draft.figure = riskctx_figure_new (
        "treatment_threshold", riskctx_phrase ("context.figure.treatment-threshold"),
        RISKCTX_UNIT_CURRENCY_PER_YEAR, inputs->currency, threshold);
      riskctx_answer_draft_say (&draft,
                                riskctx_phrase_texts ("context.trigger.threshold", &amount, 1));
      if (inputs->loss != NULL)
        say_treated (&draft, treated, n_treated);
    }
  say_limits (&draft, inputs, n_limits, n_points);
  note_method (&draft, inputs);
  use_risks (&draft, treated);
  /* The factors and gaps right behind them: how a gap comes about is not a question of the
   * trigger. */
  riskctx_answer_draft_follow (&draft, 1);
  return riskctx_answer_draft_end (&draft);
}

static void
use_estimate (RiskctxAnswerDraft       *draft,
              const RiskctxBriefInputs *inputs,
              const char               *name,
              const char               *key,
              const char               *unit,
              RiskctxEstimate          *estimate)
{
  RiskctxOrganization *organization = riskctx_assessment_get_organization (inputs->assessment);

  if (estimate == NULL)
    return;
  riskctx_answer_draft_source (
    draft, RISKCTX_ITEM (organization), riskctx_phrase (key),
    riskctx_figure_new_estimate (name, riskctx_phrase (key), unit, inputs->currency, estimate));
}

/* Factors that say what can be spent, or who could spend it. */
static void
use_means (RiskctxAnswerDraft *draft)
{
  const guint means =
    RISKCTX_SECURITY_RELATION_INVESTMENT | RISKCTX_SECURITY_RELATION_RESOURCES;
  RiskctxItemList *factors = riskctx_assessment_get_factors (draft->assessment);

  for (guint i = 0; i < riskctx_item_list_get_length (factors); i++)
    {
      RiskctxFactor *factor = riskctx_item_list_peek (factors, i);

      if (riskctx_factor_derive_relations (factor) & means
          || riskctx_factor_derive_reclass (factor) == RISKCTX_RECLASS_RESOURCES)
        riskctx_answer_draft_source (draft, RISKCTX_ITEM (factor), NULL, NULL);
    }
}

/* What spending on system risk could be worth at most, NULL without losses. */
static RiskctxFigure *
find_bound (const RiskctxBriefInputs *inputs)
{
  g_autoptr(RiskctxFigure) mean = NULL;
  RiskctxFigure *bound;

  if (inputs->loss == NULL)
    return NULL;
  mean = riskctx_loss_figure_dup_mean (
    riskctx_loss_result_get_by_cause (inputs->loss, RISKCTX_RISK_CATEGORY_SYSTEM));
  if (!riskctx_figure_is_defined (mean))
    return NULL;
  bound = riskctx_figure_new (
    "gordon_loeb_bound", riskctx_phrase ("context.figure.bound"), RISKCTX_UNIT_CURRENCY_PER_YEAR,
    inputs->currency, riskctx_gordon_loeb_bound (riskctx_figure_get_value (mean, NULL)));
  riskctx_figure_take_formula (bound, riskctx_phrase ("context.formula.bound"));
  riskctx_figure_add_input (bound, mean);
  return bound;
}

static void
say_budget (RiskctxAnswerDraft       *draft,
            const RiskctxBriefInputs *inputs,
            RiskctxFigure            *funds,
            RiskctxFigure            *bound)
{
  const double fund = funds != NULL ? riskctx_figure_get_value (funds, NULL) : 0;
  const double most = bound != NULL ? riskctx_figure_get_value (bound, NULL) : 0;
  RiskctxFigure *least = funds == NULL || (bound != NULL && most < fund) ? bound : funds;
  g_autoptr(RiskctxText) suggested = riskctx_wording_figure (least);
  g_autoptr(RiskctxText) first = riskctx_wording_figure (funds != NULL ? funds : bound);
  g_autoptr(RiskctxText) second = riskctx_wording_figure (bound != NULL ? bound : funds);
  RiskctxText *const args[] = { suggested, first, second };

  draft->answered = TRUE;
  draft->figure = riskctx_figure_new ("budget", riskctx_phrase ("context.figure.budget"),
                                      RISKCTX_UNIT_CURRENCY, inputs->currency,
                                      riskctx_figure_get_value (least, NULL));
  riskctx_figure_take_formula (draft->figure, riskctx_phrase ("context.formula.budget"));
  if (funds != NULL)
    riskctx_figure_add_input (draft->figure, funds);
  if (bound != NULL)
    riskctx_figure_add_input (draft->figure, bound);
  riskctx_answer_draft_say (
    draft, riskctx_phrase_texts (funds == NULL ? "context.budget.bound"
                                 : bound == NULL ? "context.budget.funds" : "context.budget.both",
                                 args, G_N_ELEMENTS (args)));
  if (bound != NULL)
    riskctx_answer_draft_note (draft, riskctx_phrase ("context.note.bound"));
}

static void
compare_with_plan (RiskctxAnswerDraft       *draft,
                   const RiskctxBriefInputs *inputs)
{
  RiskctxFigure *once =
    riskctx_investment_plan_get_figure (inputs->plan, RISKCTX_PLAN_FIGURE_ONE_TIME_COST);
  RiskctxFigure *yearly =
    riskctx_investment_plan_get_figure (inputs->plan, RISKCTX_PLAN_FIGURE_RUNNING_COST);
  g_autoptr(RiskctxText) first = NULL;
  g_autoptr(RiskctxText) second = NULL;

  if (!riskctx_figure_is_defined (once) || !riskctx_figure_is_defined (yearly))
    return;
  first = riskctx_wording_figure (once);
  second = riskctx_wording_figure (yearly);

  RiskctxText *const args[] = { first, second };
  const gboolean is_above =
    riskctx_figure_get_value (once, NULL) > riskctx_figure_get_value (draft->figure, NULL);

  riskctx_answer_draft_say (draft, riskctx_phrase_texts (is_above ? "context.budget.plan-above"
                                                                  : "context.budget.plan-within",
                                                         args, G_N_ELEMENTS (args)));
}

RiskctxAnswer *
riskctx_brief_answer_budget (const RiskctxBriefInputs *inputs)
{
  RiskctxOrganization *organization = riskctx_assessment_get_organization (inputs->assessment);
  RiskctxEstimate *available =
    organization != NULL ? riskctx_organization_get_funds_available (organization) : NULL;
  g_autoptr(RiskctxFigure) bound = find_bound (inputs);
  g_autoptr(RiskctxFigure) funds = NULL;
  RiskctxAnswerDraft draft;

  riskctx_answer_draft_init (&draft, inputs->assessment, RISKCTX_QUESTION_BUDGET);
  if (available != NULL)
    {
      funds =
        riskctx_figure_new_estimate ("funds_available", riskctx_phrase ("context.figure.funds"),
                                     RISKCTX_UNIT_CURRENCY, inputs->currency, available);
      if (!riskctx_figure_is_defined (funds))
        g_clear_pointer (&funds, riskctx_figure_unref);
    }
  if (organization != NULL)
    {
      use_estimate (&draft, inputs, "funds_available", "context.figure.funds",
                    RISKCTX_UNIT_CURRENCY, available);
      use_estimate (&draft, inputs, "profit", "context.figure.profit",
                    RISKCTX_UNIT_CURRENCY_PER_YEAR, riskctx_organization_get_profit (organization));
      use_estimate (&draft, inputs, "sales", "context.figure.sales", RISKCTX_UNIT_CURRENCY_PER_YEAR,
                    riskctx_organization_get_sales (organization));
    }
  if (bound != NULL)
    riskctx_answer_draft_source (&draft, RISKCTX_ITEM (inputs->assessment),
                                 riskctx_text_ref (riskctx_figure_get_label (bound)),
                                 riskctx_figure_ref (bound));

  if (funds == NULL && bound == NULL)
    riskctx_answer_draft_say (&draft, riskctx_phrase ("context.budget.missing"));
  else
    {
      say_budget (&draft, inputs, funds, bound);
      if (inputs->plan != NULL)
        compare_with_plan (&draft, inputs);
    }
  note_method (&draft, inputs);
  use_means (&draft);
  riskctx_answer_draft_follow (&draft, G_MAXUINT);
  return riskctx_answer_draft_end (&draft);
}
