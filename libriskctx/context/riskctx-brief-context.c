/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-brief-private.h"

#include <math.h>

#include "riskctx-factor-mapping.h"
#include "riskctx-figure-private.h"
#include "riskctx-item-private.h"
#include "riskctx-nouns.h"
#include "riskctx-validity.h"
#include "riskctx-wording-private.h"

/* The first three answers come out of the context itself: purpose, scope and reduction. */

typedef void (*EachStatement) (RiskctxAnswerDraft *draft, RiskctxStatement *statement,
                               gpointer data);

static guint
each_statement (RiskctxAnswerDraft  *draft,
                RiskctxStatementKind kind,
                EachStatement        func,
                gpointer             data)
{
  RiskctxItemList *statements = riskctx_assessment_get_statements (draft->assessment);
  guint n = 0;

  for (guint i = 0; i < riskctx_item_list_get_length (statements); i++)
    {
      RiskctxStatement *statement = riskctx_item_list_peek (statements, i);

      if (!riskctx_item_has (RISKCTX_ITEM (statement), "kind")
          || riskctx_statement_get_kind (statement) != kind)
        continue;
      n++;
      func (draft, statement, data);
    }
  return n;
}

static void
use (RiskctxAnswerDraft *draft,
     RiskctxStatement   *statement,
     gpointer            data)
{
  riskctx_answer_draft_source (draft, RISKCTX_ITEM (statement), NULL, NULL);
}

static void
say_and_use (RiskctxAnswerDraft *draft,
             RiskctxStatement   *statement,
             gpointer            data)
{
  riskctx_answer_draft_say (draft, riskctx_wording_item (RISKCTX_ITEM (statement)));
  use (draft, statement, data);
}

/* An answer out of the context has at least one factor behind it. */
static gboolean
has_factor (RiskctxAnswerDraft *draft)
{
  GListModel *sources = G_LIST_MODEL (draft->sources);

  for (guint i = 0; i < g_list_model_get_n_items (sources); i++)
    {
      g_autoptr(RiskctxEvidence) source = g_list_model_get_item (sources, i);

      if (RISKCTX_IS_FACTOR (riskctx_evidence_get_item (source)))
        return TRUE;
    }
  return FALSE;
}

static RiskctxAnswer *
end (RiskctxAnswerDraft *draft,
     gboolean            stated,
     const char         *missing)
{
  gboolean is_rooted;

  riskctx_answer_draft_follow (draft, G_MAXUINT);
  is_rooted = has_factor (draft);
  draft->answered = stated && is_rooted;
  if (!stated)
    riskctx_answer_draft_say (draft, riskctx_phrase (missing));
  else if (!is_rooted)
    riskctx_answer_draft_note (draft, riskctx_phrase ("context.note.no-factor"));
  return riskctx_answer_draft_end (draft);
}

RiskctxAnswer *
riskctx_brief_answer_purpose (const RiskctxBriefInputs *inputs)
{
  RiskctxAnswerDraft draft;
  guint n;

  riskctx_answer_draft_init (&draft, inputs->assessment, RISKCTX_QUESTION_PURPOSE);
  n = each_statement (&draft, RISKCTX_STATEMENT_KIND_PURPOSE, say_and_use, NULL);
  /* What the organization aims at is what the measures are to serve. */
  each_statement (&draft, RISKCTX_STATEMENT_KIND_TO_BE, use, NULL);
  return end (&draft, n > 0, "context.purpose.missing");
}

typedef struct
{
  GHashTable *covered; /* ids */
  GPtrArray  *names;   /* RiskctxText * */
} Scope;

static void
cover (RiskctxAnswerDraft *draft,
       RiskctxStatement   *statement,
       gpointer            data)
{
  Scope *scope = data;
  const char *const *ids = riskctx_statement_get_scope (statement);

  for (guint i = 0; ids != NULL && ids[i] != NULL; i++)
    {
      RiskctxItem *item = riskctx_assessment_find (draft->assessment, ids[i]);

      if (item == NULL || !g_hash_table_add (scope->covered, (gpointer) ids[i]))
        continue;
      g_ptr_array_add (scope->names, riskctx_wording_item (item));
      riskctx_answer_draft_source (draft, item, NULL, NULL);
    }
}

/* What is said about the parts covered belongs to the scope: the target of measures. */
static void
use_target (RiskctxAnswerDraft *draft,
            const Scope        *scope)
{
  RiskctxItemList *factors = riskctx_assessment_get_factors (draft->assessment);

  for (guint i = 0; i < riskctx_item_list_get_length (factors); i++)
    {
      RiskctxFactor *factor = riskctx_item_list_peek (factors, i);
      const char *const *ids = riskctx_factor_get_components (factor);

      if (riskctx_factor_derive_reclass (factor) != RISKCTX_RECLASS_SECURITY_TARGET)
        continue;
      for (guint j = 0; ids != NULL && ids[j] != NULL; j++)
        if (g_hash_table_contains (scope->covered, ids[j]))
          {
            riskctx_answer_draft_source (draft, RISKCTX_ITEM (factor), NULL, NULL);
            break;
          }
    }
}

RiskctxAnswer *
riskctx_brief_answer_scope (const RiskctxBriefInputs *inputs)
{
  g_autoptr(GHashTable) covered = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func ((GDestroyNotify) riskctx_text_unref);
  Scope scope = { covered, names };
  RiskctxAnswerDraft draft;
  guint n;

  riskctx_answer_draft_init (&draft, inputs->assessment, RISKCTX_QUESTION_SCOPE);
  n = each_statement (&draft, RISKCTX_STATEMENT_KIND_SCOPE, say_and_use, NULL);
  each_statement (&draft, RISKCTX_STATEMENT_KIND_SCOPE, cover, &scope);
  if (names->len > 0)
    {
      g_autoptr(RiskctxText) list = riskctx_wording_list (names);

      riskctx_answer_draft_say (&draft, riskctx_phrase_texts ("context.scope.covers", &list, 1));
    }
  else if (n > 0)
    riskctx_answer_draft_note (&draft, riskctx_phrase ("context.note.no-parts"));
  use_target (&draft, &scope);
  return end (&draft, n > 0, "context.scope.missing");
}

typedef struct
{
  double     target;  /* NaN: not stated */
  double     current;
  GPtrArray *gaps;    /* RiskctxText * */
} Levels;

static gboolean
has_level (RiskctxStatement *statement)
{
  return riskctx_item_has (RISKCTX_ITEM (statement), "level");
}

static void
raise_target (RiskctxAnswerDraft *draft,
              RiskctxStatement   *statement,
              gpointer            data)
{
  Levels *levels = data;

  use (draft, statement, data);
  if (has_level (statement) && !(levels->target >= riskctx_statement_get_level (statement)))
    levels->target = riskctx_statement_get_level (statement);
}

/* The weakest part is the level that there is. */
static void
lower_current (RiskctxAnswerDraft *draft,
               RiskctxStatement   *statement,
               gpointer            data)
{
  Levels *levels = data;

  if (!has_level (statement))
    return;
  use (draft, statement, data);
  if (!(levels->current <= riskctx_statement_get_level (statement)))
    levels->current = riskctx_statement_get_level (statement);
}

static void
collect_gap (RiskctxAnswerDraft *draft,
             RiskctxStatement   *statement,
             gpointer            data)
{
  Levels *levels = data;

  use (draft, statement, data);
  g_ptr_array_add (levels->gaps, riskctx_wording_item (RISKCTX_ITEM (statement)));
}

static void
use_target_level (RiskctxAnswerDraft *draft,
                  Levels             *levels)
{
  RiskctxCriteria *criteria = riskctx_assessment_get_criteria (draft->assessment);

  each_statement (draft, RISKCTX_STATEMENT_KIND_LEVEL, raise_target, levels);
  if (criteria != NULL && riskctx_item_has (RISKCTX_ITEM (criteria), "target_level"))
    {
      levels->target = riskctx_criteria_get_target_level (criteria);
      riskctx_answer_draft_source (draft, RISKCTX_ITEM (criteria), NULL, NULL);
    }
}

static void
say_levels (RiskctxAnswerDraft *draft,
            const Levels       *levels)
{
  g_autoptr(RiskctxText) target = NULL;
  g_autoptr(RiskctxText) current = NULL;
  g_autoptr(RiskctxText) gaps = riskctx_wording_statements (levels->gaps);

  if (!isnan (levels->target))
    {
      target = riskctx_phrase_number (levels->target);
      draft->figure =
        riskctx_figure_new ("target_level", riskctx_phrase ("context.figure.target-level"), "level",
                            NULL, levels->target);
    }
  if (!isnan (levels->current))
    current = riskctx_phrase_number (levels->current);

  if (target != NULL && current != NULL)
    {
      RiskctxText *const args[] = { current, target };

      riskctx_answer_draft_say (draft, riskctx_phrase_texts (levels->target > levels->current
                                                               ? "context.reduction.levels"
                                                               : "context.reduction.level-reached",
                                                             args, G_N_ELEMENTS (args)));
      riskctx_figure_take_input (
        draft->figure,
        riskctx_figure_new ("current_level", riskctx_phrase ("context.figure.current-level"),
                            "level", NULL, levels->current));
    }
  else if (target != NULL)
    {
      riskctx_answer_draft_say (draft,
                                riskctx_phrase_texts ("context.reduction.target", &target, 1));
      riskctx_answer_draft_note (draft, riskctx_phrase ("context.note.no-current-level"));
    }
  if (levels->gaps->len > 0)
    riskctx_answer_draft_say (draft, riskctx_phrase_texts ("context.reduction.gaps", &gaps, 1));
}

/* The limit that the criteria set to the expected loss of everything together, NULL if none. */
static RiskctxLimit *
find_total_limit (RiskctxAssessment *assessment)
{
  RiskctxCriteria *criteria = riskctx_assessment_get_criteria (assessment);
  RiskctxItemList *limits = criteria != NULL ? riskctx_criteria_get_limits (criteria) : NULL;

  for (guint i = 0; limits != NULL && i < riskctx_item_list_get_length (limits); i++)
    {
      RiskctxLimit *limit = riskctx_item_list_peek (limits, i);

      if (riskctx_limit_get_category (limit) == NULL
          && riskctx_limit_get_measure (limit) == RISKCTX_RISK_MEASURE_MEAN)
        return limit;
    }
  return NULL;
}

static void
say_loss (RiskctxAnswerDraft       *draft,
          const RiskctxBriefInputs *inputs)
{
  g_autoptr(RiskctxFigure) mean =
    riskctx_loss_figure_dup_mean (riskctx_loss_result_get_total (inputs->loss));
  RiskctxLimit *limit = find_total_limit (inputs->assessment);
  g_autoptr(RiskctxText) loss = NULL;
  g_autoptr(RiskctxText) amount = NULL;

  riskctx_answer_draft_source (draft, RISKCTX_ITEM (inputs->assessment),
                               riskctx_text_ref (riskctx_figure_get_label (mean)),
                               riskctx_figure_ref (mean));
  if (!riskctx_figure_is_defined (mean) || limit == NULL)
    return;
  loss = riskctx_wording_figure (mean);
  amount = riskctx_wording_money (riskctx_limit_get_amount (limit), inputs->currency);

  RiskctxText *const args[] = { loss, amount };
  const gboolean is_above =
    riskctx_figure_get_value (mean, NULL) > riskctx_limit_get_amount (limit);

  riskctx_answer_draft_say (draft, riskctx_phrase_texts (is_above ? "context.reduction.loss"
                                                                  : "context.reduction.loss-within",
                                                         args, G_N_ELEMENTS (args)));
}

static void
say_plan (RiskctxAnswerDraft       *draft,
          const RiskctxBriefInputs *inputs)
{
  RiskctxFigure *before =
    riskctx_investment_plan_get_figure (inputs->plan, RISKCTX_PLAN_FIGURE_LOSS_BEFORE);
  RiskctxFigure *after =
    riskctx_investment_plan_get_figure (inputs->plan, RISKCTX_PLAN_FIGURE_LOSS_AFTER);
  g_autoptr(RiskctxText) first = NULL;
  g_autoptr(RiskctxText) second = NULL;

  if (!riskctx_figure_is_defined (before) || !riskctx_figure_is_defined (after))
    return;
  first = riskctx_wording_figure (before);
  second = riskctx_wording_figure (after);

  RiskctxText *const args[] = { first, second };

  riskctx_answer_draft_say (
    draft, riskctx_phrase_texts ("context.reduction.plan", args, G_N_ELEMENTS (args)));
}

RiskctxAnswer *
riskctx_brief_answer_reduction (const RiskctxBriefInputs *inputs)
{
  g_autoptr(GPtrArray) gaps = g_ptr_array_new_with_free_func ((GDestroyNotify) riskctx_text_unref);
  Levels levels = { NAN, NAN, gaps };
  RiskctxAnswerDraft draft;

  riskctx_answer_draft_init (&draft, inputs->assessment, RISKCTX_QUESTION_REDUCTION);
  use_target_level (&draft, &levels);
  each_statement (&draft, RISKCTX_STATEMENT_KIND_GAP, collect_gap, &levels);
  each_statement (&draft, RISKCTX_STATEMENT_KIND_AS_IS, lower_current, &levels);
  say_levels (&draft, &levels);
  if (inputs->loss != NULL)
    say_loss (&draft, inputs);
  else
    riskctx_answer_draft_note (&draft, riskctx_phrase ("context.note.no-loss"));
  if (inputs->plan != NULL)
    say_plan (&draft, inputs);
  return end (&draft, !isnan (levels.target) || gaps->len > 0, "context.reduction.missing");
}
