/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-findings-private.h"

#include "riskctx-cycle.h"
#include "riskctx-enum-types.h"
#include "riskctx-factor-mapping.h"
#include "riskctx-item-private.h"
#include "riskctx-nouns.h"
#include "riskctx-number-private.h"
#include "riskctx-trace.h"
#include "riskctx-validity.h"
#include "riskctx-wording-private.h"

/* Rules about the chain from factors to options. */

void
riskctx_rule_questions (RiskctxFindings *findings)
{
  GListModel *answers = riskctx_brief_get_answers (findings->brief);

  for (guint i = 0; i < g_list_model_get_n_items (answers); i++)
    {
      g_autoptr(RiskctxAnswer) answer = g_list_model_get_item (answers, i);
      const int question = (int) riskctx_answer_get_question (answer);
      RiskctxIssue *issue;

      if (riskctx_answer_get_answered (answer))
        continue;
      issue = riskctx_findings_add (findings, RISKCTX_ITEM (findings->assessment), NULL,
                                    RISKCTX_ISSUE_QUESTION, NULL, NULL, NULL);
      riskctx_findings_say (issue, 0, riskctx_phrase_enum (RISKCTX_TYPE_QUESTION, question));
    }
}

static gboolean
is_external (RiskctxReclass reclass)
{
  return reclass == RISKCTX_RECLASS_MACRO || reclass == RISKCTX_RECLASS_MICRO
         || reclass == RISKCTX_RECLASS_PURPOSE_SCOPE_LEVEL;
}

static void
check_reclass (RiskctxFindings *findings,
               RiskctxFactor   *factor)
{
  const RiskctxReclass reclass = riskctx_factor_derive_reclass (factor);
  const char *name = riskctx_findings_name (RISKCTX_ITEM (factor));
  RiskctxIssue *issue;

  if (reclass == RISKCTX_RECLASS_NONE)
    riskctx_findings_add (findings, RISKCTX_ITEM (factor), NULL, RISKCTX_ISSUE_NO_RECLASS, name,
                          NULL, NULL);
  else if (is_external (reclass) != (riskctx_factor_derive_side (factor) == RISKCTX_SIDE_EXTERNAL))
    {
      issue = riskctx_findings_add (findings, RISKCTX_ITEM (factor), "reclass",
                                    RISKCTX_ISSUE_RECLASS, name, NULL, NULL);
      riskctx_findings_say (issue, 1, riskctx_phrase_enum (RISKCTX_TYPE_RECLASS, (int) reclass));
    }
}

static void
check_aspect (RiskctxFindings *findings,
              RiskctxFactor   *factor)
{
  const int aspect = (int) riskctx_factor_get_aspect (factor);
  const int context_class = (int) riskctx_factor_get_context_class (factor);
  g_autoptr(RiskctxMappingRow) row = riskctx_factor_dup_mapping (factor);
  RiskctxIssue *issue;

  if (aspect == RISKCTX_ASPECT_NONE || riskctx_mapping_row_get_aspect (row) != RISKCTX_ASPECT_NONE)
    return;
  issue = riskctx_findings_add (findings, RISKCTX_ITEM (factor), "aspect", RISKCTX_ISSUE_ASPECT,
                                riskctx_findings_name (RISKCTX_ITEM (factor)), NULL, NULL);
  riskctx_findings_say (issue, 1, riskctx_phrase_enum (RISKCTX_TYPE_ASPECT, aspect));
  riskctx_findings_say (issue, 2, riskctx_phrase_enum (RISKCTX_TYPE_CONTEXT_CLASS, context_class));
}

/* @word: what of the row the factor may state otherwise */
static void
check_override (RiskctxFindings *findings,
                RiskctxFactor   *factor,
                const char      *member,
                const char      *word,
                guint            stated,
                guint            table)
{
  RiskctxItem *item = RISKCTX_ITEM (factor);
  RiskctxIssue *issue;

  if (!riskctx_item_has (item, member) || stated == table || riskctx_item_get_note (item) != NULL)
    return;
  issue = riskctx_findings_add (findings, item, member, RISKCTX_ISSUE_OVERRIDE,
                                riskctx_findings_name (item), NULL, NULL);
  riskctx_findings_say (issue, 1, riskctx_phrase (word));
}

static void
check_overrides (RiskctxFindings *findings,
                 RiskctxFactor   *factor)
{
  g_autoptr(RiskctxMappingRow) row = riskctx_factor_dup_mapping (factor);

  /* What a whole class shares is no table row that could be departed from. */
  if (riskctx_mapping_row_get_aspect (row) == RISKCTX_ASPECT_NONE)
    return;
  check_override (findings, factor, "pest", "context.finding.departs-pest",
                  riskctx_factor_get_pest (factor), riskctx_mapping_row_get_pest (row));
  check_override (findings, factor, "relations", "context.finding.departs-relations",
                  riskctx_factor_get_relations (factor), riskctx_mapping_row_get_relations (row));
  check_override (findings, factor, "reclass", "context.finding.departs-reclass",
                  riskctx_factor_get_reclass (factor), riskctx_mapping_row_get_reclass (row));
  check_override (findings, factor, "measure_kinds", "context.finding.departs-kinds",
                  riskctx_factor_get_measure_kinds (factor),
                  riskctx_mapping_row_get_measure_kinds (row));
  check_override (findings, factor, "needs_evaluation", "context.finding.departs-evaluation",
                  (guint) riskctx_factor_get_needs_evaluation (factor),
                  (guint) riskctx_mapping_row_get_needs_evaluation (row));
}

void
riskctx_rule_mapping (RiskctxFindings *findings)
{
  RiskctxItemList *factors = riskctx_assessment_get_factors (findings->assessment);

  for (guint i = 0; i < riskctx_item_list_get_length (factors); i++)
    {
      RiskctxFactor *factor = riskctx_item_list_peek (factors, i);

      check_reclass (findings, factor);
      check_aspect (findings, factor);
      check_overrides (findings, factor);
    }
}

/* The level that somebody outside demands above @level, which @item states in @member. */
static void
check_level (RiskctxFindings *findings,
             RiskctxItem     *item,
             const char      *member,
             double           level)
{
  RiskctxItemList *stakeholders = riskctx_assessment_get_stakeholders (findings->assessment);
  g_autofree char *target = riskctx_number_to_string (level);

  for (guint i = 0; i < riskctx_item_list_get_length (stakeholders); i++)
    {
      RiskctxStakeholder *stakeholder = riskctx_item_list_peek (stakeholders, i);
      g_autofree char *minimum = NULL;

      if (riskctx_stakeholder_get_side (stakeholder) != RISKCTX_SIDE_EXTERNAL
          || !riskctx_item_has (RISKCTX_ITEM (stakeholder), "minimum_level")
          || riskctx_stakeholder_get_minimum_level (stakeholder) <= level)
        continue;
      minimum = riskctx_number_to_string (riskctx_stakeholder_get_minimum_level (stakeholder));
      riskctx_findings_add (findings, item, member, RISKCTX_ISSUE_LEVEL, target, minimum,
                            riskctx_findings_name (RISKCTX_ITEM (stakeholder)));
    }
}

void
riskctx_rule_levels (RiskctxFindings *findings)
{
  RiskctxCriteria *criteria = riskctx_assessment_get_criteria (findings->assessment);
  RiskctxItemList *statements = riskctx_assessment_get_statements (findings->assessment);

  if (criteria != NULL && riskctx_item_has (RISKCTX_ITEM (criteria), "target_level"))
    check_level (findings, RISKCTX_ITEM (criteria), "target_level",
                 riskctx_criteria_get_target_level (criteria));
  for (guint i = 0; i < riskctx_item_list_get_length (statements); i++)
    {
      RiskctxStatement *statement = riskctx_item_list_peek (statements, i);

      if (riskctx_statement_get_kind (statement) == RISKCTX_STATEMENT_KIND_LEVEL
          && riskctx_item_has (RISKCTX_ITEM (statement), "level"))
        check_level (findings, RISKCTX_ITEM (statement), "level",
                     riskctx_statement_get_level (statement));
    }
}

/* TRUE if @item follows, by any number of steps, from a factor of that side. */
static gboolean
follows_from (RiskctxFindings *findings,
              RiskctxItem     *item,
              RiskctxSide      side)
{
  const char *id = riskctx_item_get_id (item);
  g_autoptr(GListStore) steps = NULL;

  if (id == NULL || riskctx_assessment_find (findings->assessment, id) != item)
    return FALSE;
  steps = riskctx_assessment_trace (findings->assessment, id, RISKCTX_TRACE_DIRECTION_UP, NULL);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (steps)); i++)
    {
      g_autoptr(RiskctxTraceStep) step = g_list_model_get_item (G_LIST_MODEL (steps), i);
      RiskctxItem *source = riskctx_trace_step_get_item (step);

      if (RISKCTX_IS_FACTOR (source)
          && riskctx_factor_derive_side (RISKCTX_FACTOR (source)) == side)
        return TRUE;
    }
  return FALSE;
}

/* TRUE if @ids name a statement of that kind. */
static gboolean
refers_to (RiskctxFindings     *findings,
           const char *const   *ids,
           RiskctxStatementKind kind)
{
  for (guint i = 0; ids != NULL && ids[i] != NULL; i++)
    {
      RiskctxItem *item = riskctx_assessment_find (findings->assessment, ids[i]);

      if (RISKCTX_IS_STATEMENT (item)
          && riskctx_statement_get_kind (RISKCTX_STATEMENT (item)) == kind)
        return TRUE;
    }
  return FALSE;
}

static void
report_no_source (RiskctxFindings *findings,
                  RiskctxItem     *item,
                  const char      *member,
                  const char      *word)
{
  RiskctxIssue *issue = riskctx_findings_add (findings, item, member, RISKCTX_ISSUE_NO_SOURCE,
                                              riskctx_findings_name (item), NULL, NULL);

  riskctx_findings_say (issue, 1, riskctx_phrase (word));
}

static void
check_statement (RiskctxFindings  *findings,
                 RiskctxStatement *statement)
{
  RiskctxItem *item = RISKCTX_ITEM (statement);

  if (!riskctx_item_has (item, "kind"))
    return;
  switch (riskctx_statement_get_kind (statement))
    {
    case RISKCTX_STATEMENT_KIND_AS_IS:
      if (!follows_from (findings, item, RISKCTX_SIDE_INTERNAL))
        report_no_source (findings, item, NULL, "context.source.internal-factor");
      break;
    case RISKCTX_STATEMENT_KIND_PURPOSE:
    case RISKCTX_STATEMENT_KIND_SCOPE:
    case RISKCTX_STATEMENT_KIND_LEVEL:
    case RISKCTX_STATEMENT_KIND_TO_BE:
      if (!follows_from (findings, item, RISKCTX_SIDE_EXTERNAL))
        report_no_source (findings, item, NULL, "context.source.external-factor");
      break;
    case RISKCTX_STATEMENT_KIND_GAP:
      if (!refers_to (findings, riskctx_statement_get_statements (statement),
                      RISKCTX_STATEMENT_KIND_TO_BE))
        report_no_source (findings, item, NULL, "context.source.to-be");
      break;
    default:
      break;
    }
}

void
riskctx_rule_sources (RiskctxFindings *findings)
{
  RiskctxItemList *statements = riskctx_assessment_get_statements (findings->assessment);
  RiskctxItemList *damages = riskctx_assessment_get_damages (findings->assessment);
  RiskctxItemList *options = riskctx_assessment_get_options (findings->assessment);

  for (guint i = 0; i < riskctx_item_list_get_length (statements); i++)
    check_statement (findings, riskctx_item_list_peek (statements, i));
  for (guint i = 0; i < riskctx_item_list_get_length (damages); i++)
    {
      RiskctxDamage *damage = riskctx_item_list_peek (damages, i);

      if (!refers_to (findings, riskctx_damage_get_gaps (damage), RISKCTX_STATEMENT_KIND_GAP))
        report_no_source (findings, RISKCTX_ITEM (damage), NULL, "context.source.gap");
    }
  for (guint i = 0; i < riskctx_item_list_get_length (options); i++)
    {
      RiskctxOption *option = riskctx_item_list_peek (options, i);

      if (!refers_to (findings, riskctx_option_get_gaps (option), RISKCTX_STATEMENT_KIND_GAP))
        report_no_source (findings, RISKCTX_ITEM (option), NULL, "context.source.gap");
    }
}

static void
add_ids (GHashTable        *set,
         const char *const *ids)
{
  for (; ids != NULL && *ids != NULL; ids++)
    g_hash_table_add (set, (gpointer) *ids);
}

/* The gaps that an option closes, by itself or by the measures that it puts in place. */
static GHashTable *
find_closed_gaps (RiskctxAssessment *assessment)
{
  GHashTable *closed = g_hash_table_new (g_str_hash, g_str_equal);
  RiskctxItemList *options = riskctx_assessment_get_options (assessment);

  for (guint i = 0; i < riskctx_item_list_get_length (options); i++)
    {
      RiskctxOption *option = riskctx_item_list_peek (options, i);
      RiskctxItemList *phases = riskctx_option_get_phases (option);

      add_ids (closed, riskctx_option_get_gaps (option));
      for (guint j = 0; j < riskctx_item_list_get_length (phases); j++)
        {
          const char *const *ids = riskctx_phase_get_controls (riskctx_item_list_peek (phases, j));

          for (; ids != NULL && *ids != NULL; ids++)
            {
              RiskctxItem *control = riskctx_assessment_find (assessment, *ids);

              if (RISKCTX_IS_CONTROL (control))
                add_ids (closed, riskctx_control_get_gaps (RISKCTX_CONTROL (control)));
            }
        }
    }
  return closed;
}

void
riskctx_rule_addressed (RiskctxFindings *findings)
{
  RiskctxItemList *statements = riskctx_assessment_get_statements (findings->assessment);
  g_autoptr(GHashTable) closed = find_closed_gaps (findings->assessment);

  for (guint i = 0; i < riskctx_item_list_get_length (statements); i++)
    {
      RiskctxStatement *statement = riskctx_item_list_peek (statements, i);
      const char *id = riskctx_item_get_id (RISKCTX_ITEM (statement));

      if (riskctx_statement_get_kind (statement) == RISKCTX_STATEMENT_KIND_GAP
          && (id == NULL || !g_hash_table_contains (closed, id)))
        riskctx_findings_add (findings, RISKCTX_ITEM (statement), NULL, RISKCTX_ISSUE_NOT_ADDRESSED,
                              riskctx_findings_name (RISKCTX_ITEM (statement)), NULL, NULL);
    }
}

void
riskctx_rule_evaluated (RiskctxFindings *findings)
{
  RiskctxItemList *factors = riskctx_assessment_get_factors (findings->assessment);
  RiskctxItemList *risks = riskctx_assessment_get_risks (findings->assessment);
  g_autoptr(GHashTable) evaluated = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < riskctx_item_list_get_length (risks); i++)
    add_ids (evaluated, riskctx_risk_get_factors (riskctx_item_list_peek (risks, i)));
  for (guint i = 0; i < riskctx_item_list_get_length (factors); i++)
    {
      RiskctxFactor *factor = riskctx_item_list_peek (factors, i);
      const char *id = riskctx_item_get_id (RISKCTX_ITEM (factor));

      if (riskctx_factor_derive_needs_evaluation (factor)
          && (id == NULL || !g_hash_table_contains (evaluated, id)))
        riskctx_findings_add (findings, RISKCTX_ITEM (factor), NULL, RISKCTX_ISSUE_NOT_EVALUATED,
                              riskctx_findings_name (RISKCTX_ITEM (factor)), NULL, NULL);
    }
}

void
riskctx_rule_grounds (RiskctxFindings *findings)
{
  if (!riskctx_grounds_get_any_holds (riskctx_brief_get_grounds (findings->brief)))
    riskctx_findings_add (findings, RISKCTX_ITEM (findings->assessment), NULL,
                          RISKCTX_ISSUE_NO_GROUND, NULL, NULL, NULL);
}

/* A review may find the state unchanged, but not jump. */
void
riskctx_rule_cycle (RiskctxFindings *findings)
{
  g_autoptr(RiskctxCycle) cycle = riskctx_cycle_new (findings->assessment);
  GListModel *history = riskctx_cycle_get_history (cycle);

  for (guint i = 1; i < g_list_model_get_n_items (history); i++)
    {
      g_autoptr(RiskctxReview) earlier = g_list_model_get_item (history, i - 1);
      g_autoptr(RiskctxReview) later = g_list_model_get_item (history, i);
      const RiskctxLoopState from = riskctx_review_get_state (earlier);
      const RiskctxLoopState to = riskctx_review_get_state (later);
      RiskctxIssue *issue;

      if (from == to || riskctx_loop_state_allows (from, to))
        continue;
      issue = riskctx_findings_add (findings, RISKCTX_ITEM (later), "state", RISKCTX_ISSUE_CYCLE,
                                    NULL, NULL, NULL);
      riskctx_findings_say (issue, 0, riskctx_phrase_enum (RISKCTX_TYPE_LOOP_STATE, (int) to));
      riskctx_findings_say (issue, 1, riskctx_phrase_enum (RISKCTX_TYPE_LOOP_STATE, (int) from));
    }
}
