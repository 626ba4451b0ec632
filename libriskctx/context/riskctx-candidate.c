/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-candidate.h"

#include <string.h>

#include "riskctx-enum-types.h"
#include "riskctx-factor-mapping.h"
#include "riskctx-item-private.h"
#include "riskctx-nouns.h"
#include "riskctx-rule-private.h"
#include "riskctx-rulebook-file.h"
#include "riskctx-text-private.h"
#include "riskctx-validity.h"

/**
 * RiskctxCandidate:
 *
 * Something that a rule proposes because of a factor or a component: a purpose, scope or level, an
 * as-is or to-be, a threat, a weakness, or a limit of the budget.
 *
 * [method@Assessment.list_candidates] lists what rules propose. Whoever knows the organization then
 * accepts it, as it is or in other words, or rejects it; the decision stays in the assessment as a
 * [class@Derivation], so that the same is not proposed again. What is accepted becomes part of the
 * assessment, with a link to what it was derived from:
 *
 * | kind | becomes |
 * |---|---|
 * | purpose, scope, level, as-is, to-be | a [class@Statement] |
 * | threat | a [class@Risk], with the category and the assumed frequency of the rule |
 * | weakness of a factor | an as-is statement |
 * | weakness of a component | a [class@Factor] that is a weakness, from which more may follow |
 * | budget | the decision itself, with the amount if one is given |
 *
 * Candidates are thread-compatible: use one from one thread at a time.
 *
 * Since: 1.0
 */
struct _RiskctxCandidate
{
  GObject            parent_instance;
  RiskctxAssessment *assessment;
  RiskctxRule       *rule;
  RiskctxItem       *source;
  char              *id;
  RiskctxText       *title;
  RiskctxDerivation *derivation; /* or NULL */
};

G_DEFINE_FINAL_TYPE (RiskctxCandidate, riskctx_candidate, G_TYPE_OBJECT)

typedef enum
{
  PROP_ID = 1,
  PROP_RULE,
  PROP_SOURCE,
  PROP_KIND,
  PROP_TITLE,
  PROP_OUTCOME,
  PROP_DERIVATION,
} RiskctxCandidateProperty;

static GParamSpec *properties[PROP_DERIVATION + 1];

static void
riskctx_candidate_dispose (GObject *object)
{
  RiskctxCandidate *self = RISKCTX_CANDIDATE (object);

  g_clear_object (&self->assessment);
  g_clear_object (&self->rule);
  g_clear_object (&self->source);
  g_clear_object (&self->derivation);
  G_OBJECT_CLASS (riskctx_candidate_parent_class)->dispose (object);
}

static void
riskctx_candidate_finalize (GObject *object)
{
  RiskctxCandidate *self = RISKCTX_CANDIDATE (object);

  g_free (self->id);
  g_clear_pointer (&self->title, riskctx_text_unref);
  G_OBJECT_CLASS (riskctx_candidate_parent_class)->finalize (object);
}

static void
riskctx_candidate_get_property (GObject    *object,
                                guint       prop_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  RiskctxCandidate *self = RISKCTX_CANDIDATE (object);

  switch ((RiskctxCandidateProperty) prop_id)
    {
    case PROP_ID:
      g_value_set_string (value, self->id);
      break;
    case PROP_RULE:
      g_value_set_object (value, self->rule);
      break;
    case PROP_SOURCE:
      g_value_set_object (value, self->source);
      break;
    case PROP_KIND:
      g_value_set_enum (value, (int) riskctx_candidate_get_kind (self));
      break;
    case PROP_TITLE:
      g_value_set_boxed (value, self->title);
      break;
    case PROP_OUTCOME:
      g_value_set_enum (value, (int) riskctx_candidate_get_outcome (self));
      break;
    case PROP_DERIVATION:
      g_value_set_object (value, self->derivation);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
riskctx_candidate_class_init (RiskctxCandidateClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->dispose = riskctx_candidate_dispose;
  object_class->finalize = riskctx_candidate_finalize;
  object_class->get_property = riskctx_candidate_get_property;

  /**
   * RiskctxCandidate:id: (getter get_id)
   *
   * The id: that of the rule and that of the source.
   *
   * Since: 1.0
   */
  properties[PROP_ID] = g_param_spec_string ("id", NULL, NULL, NULL, flags);
  /**
   * RiskctxCandidate:rule: (getter get_rule)
   *
   * The rule that proposes it.
   *
   * Since: 1.0
   */
  properties[PROP_RULE] = g_param_spec_object ("rule", NULL, NULL, RISKCTX_TYPE_RULE, flags);
  /**
   * RiskctxCandidate:source: (getter get_source)
   *
   * The factor or component that it is derived from.
   *
   * Since: 1.0
   */
  properties[PROP_SOURCE] = g_param_spec_object ("source", NULL, NULL, RISKCTX_TYPE_ITEM, flags);
  /**
   * RiskctxCandidate:kind: (getter get_kind)
   *
   * What is proposed.
   *
   * Since: 1.0
   */
  properties[PROP_KIND] =
    g_param_spec_enum ("kind", NULL, NULL, RISKCTX_TYPE_CANDIDATE_KIND,
                       RISKCTX_CANDIDATE_KIND_PURPOSE, flags);
  /**
   * RiskctxCandidate:title: (getter get_title)
   *
   * The proposal in words.
   *
   * Since: 1.0
   */
  properties[PROP_TITLE] = g_param_spec_boxed ("title", NULL, NULL, RISKCTX_TYPE_TEXT, flags);
  /**
   * RiskctxCandidate:outcome: (getter get_outcome)
   *
   * What was decided about it.
   *
   * Since: 1.0
   */
  properties[PROP_OUTCOME] =
    g_param_spec_enum ("outcome", NULL, NULL, RISKCTX_TYPE_CANDIDATE_OUTCOME,
                       RISKCTX_CANDIDATE_OUTCOME_OPEN, flags);
  /**
   * RiskctxCandidate:derivation: (getter get_derivation)
   *
   * The decision, as it stands in the assessment.
   *
   * Since: 1.0
   */
  properties[PROP_DERIVATION] =
    g_param_spec_object ("derivation", NULL, NULL, RISKCTX_TYPE_DERIVATION, flags);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
riskctx_candidate_init (RiskctxCandidate *self)
{
}

/* What the mapping tables add to what a factor states. */
static gboolean
find_derived (RiskctxFactor *factor,
              const char    *member,
              int           *value)
{
  if (g_str_equal (member, "side"))
    *value = (int) riskctx_factor_derive_side (factor);
  else if (g_str_equal (member, "controllability"))
    *value = (int) riskctx_factor_derive_controllability (factor);
  else if (g_str_equal (member, "pest"))
    *value = (int) riskctx_factor_derive_pest (factor);
  else if (g_str_equal (member, "relations"))
    *value = (int) riskctx_factor_derive_relations (factor);
  else if (g_str_equal (member, "reclass"))
    *value = (int) riskctx_factor_derive_reclass (factor);
  else if (g_str_equal (member, "measure_kinds"))
    *value = (int) riskctx_factor_derive_measure_kinds (factor);
  else if (g_str_equal (member, "needs_evaluation"))
    *value = riskctx_factor_derive_needs_evaluation (factor);
  else
    return FALSE;
  return TRUE;
}

static gboolean
is_equal (const RiskctxCondition *condition,
          RiskctxItem            *item)
{
  const RiskctxField *fields = RISKCTX_ITEM_GET_CLASS (item)->fields;
  int value;

  if (!RISKCTX_IS_FACTOR (item)
      || !find_derived (RISKCTX_FACTOR (item), condition->member, &value))
    {
      if (!riskctx_item_has_row (item, (guint) condition->row))
        return FALSE;
      value = riskctx_field_at (item, &fields[condition->row], int);
    }
  if (condition->type != G_TYPE_INVALID && G_TYPE_IS_FLAGS (condition->type))
    return (value & condition->value) != 0;
  return value == condition->value;
}

static gboolean
applies (RiskctxRule *rule,
         RiskctxItem *item)
{
  const char *const *conditions = riskctx_rule_get_conditions (rule);

  for (guint i = 0; conditions != NULL && conditions[i] != NULL; i++)
    {
      g_auto(RiskctxCondition) condition = { 0 };

      /* Nobody has checked a rule that was made by a program. */
      if (!riskctx_condition_init (&condition, riskctx_rule_get_subject (rule), conditions[i])
          || is_equal (&condition, item) == condition.negated)
        return FALSE;
    }
  return TRUE;
}

/* The rule's words about the source, in the languages in which the source has a title. */
static RiskctxText *
dup_title (RiskctxAssessment *assessment,
           RiskctxRule       *rule,
           RiskctxItem       *source)
{
  RiskctxText *template = riskctx_item_get_title (RISKCTX_ITEM (rule));
  const char *own = riskctx_assessment_get_language (assessment);
  const RiskctxTextPair named = { "", riskctx_item_get_id (source) };
  const RiskctxTextPair *pairs = &named;
  g_autoptr(GPtrArray) values = g_ptr_array_new_with_free_func (g_free);
  g_autofree RiskctxTextPair *filled = NULL;
  guint n = 1;

  if (riskctx_item_get_title (source) != NULL)
    pairs = riskctx_text_get_pairs (riskctx_item_get_title (source), &n);
  filled = g_new (RiskctxTextPair, n);
  for (guint i = 0; i < n; i++)
    {
      const char *language = pairs[i].language[0] != '\0' ? pairs[i].language
                             : own != NULL ? own : "en";
      GString *value = g_string_new (template ? riskctx_text_get (template, language) : "{title}");

      g_string_replace (value, "{title}", pairs[i].value, 1);
      filled[i] = (RiskctxTextPair) { pairs[i].language, value->str };
      g_ptr_array_add (values, g_string_free (value, FALSE));
    }
  return riskctx_text_new_from_pairs (filled, n);
}

static RiskctxDerivation *
find_derivation (RiskctxAssessment *assessment,
                 RiskctxRule       *rule,
                 RiskctxItem       *source)
{
  RiskctxItemList *list = riskctx_assessment_get_derivations (assessment);
  const char *id = riskctx_item_get_id (RISKCTX_ITEM (rule));

  for (guint i = 0; i < riskctx_item_list_get_length (list); i++)
    {
      RiskctxDerivation *derivation = riskctx_item_list_peek (list, i);
      const char *const *sources = riskctx_derivation_get_sources (derivation);

      if (g_strcmp0 (riskctx_derivation_get_rule (derivation), id) == 0 && sources != NULL
          && g_strv_contains (sources, riskctx_item_get_id (source)))
        return derivation;
    }
  return NULL;
}

static void
add_candidates (GListStore        *candidates,
                RiskctxAssessment *assessment,
                RiskctxRule       *rule,
                RiskctxItemList   *items)
{
  for (guint i = 0; i < riskctx_item_list_get_length (items); i++)
    {
      RiskctxItem *item = riskctx_item_list_peek (items, i);
      g_autoptr(RiskctxCandidate) candidate = NULL;
      RiskctxDerivation *derivation;

      /* What has no id cannot be referred to. */
      if (riskctx_item_get_id (item) == NULL || !applies (rule, item))
        continue;
      candidate = g_object_new (RISKCTX_TYPE_CANDIDATE, NULL);
      candidate->assessment = g_object_ref (assessment);
      candidate->rule = g_object_ref (rule);
      candidate->source = g_object_ref (item);
      candidate->id = g_strdup_printf ("%s.%s", riskctx_item_get_id (RISKCTX_ITEM (rule)),
                                       riskctx_item_get_id (item));
      candidate->title = dup_title (assessment, rule, item);
      derivation = find_derivation (assessment, rule, item);
      candidate->derivation = derivation != NULL ? g_object_ref (derivation) : NULL;
      g_list_store_append (candidates, candidate);
    }
}

/**
 * riskctx_assessment_list_candidates:
 * @self: an assessment
 * @rules: (nullable): the rules, or %NULL for those that come with the library
 *
 * Lists what rules propose for an assessment, with what was decided about it: for each rule in its
 * order, each factor or component in the order of the assessment.
 *
 * Returns: (transfer full): the proposals, a list of [class@Candidate]
 *
 * Since: 1.0
 */
GListStore *
riskctx_assessment_list_candidates (RiskctxAssessment *self,
                                    RiskctxRulebook    *rules)
{
  g_return_val_if_fail (RISKCTX_IS_ASSESSMENT (self), NULL);
  g_return_val_if_fail (rules == NULL || RISKCTX_IS_RULEBOOK (rules), NULL);

  g_autoptr(RiskctxRulebook) set = rules ? g_object_ref (rules) : riskctx_rulebook_shipped ();
  RiskctxItemList *list = riskctx_rulebook_get_rules (set);
  GListStore *candidates = g_list_store_new (RISKCTX_TYPE_CANDIDATE);

  for (guint i = 0; i < riskctx_item_list_get_length (list); i++)
    {
      RiskctxRule *rule = riskctx_item_list_peek (list, i);

      if (riskctx_item_get_id (RISKCTX_ITEM (rule)) != NULL)
        add_candidates (candidates, self, rule,
                        riskctx_rule_get_subject (rule) == RISKCTX_RULE_SUBJECT_FACTOR
                          ? riskctx_assessment_get_factors (self)
                          : riskctx_assessment_get_components (self));
    }
  return candidates;
}

/**
 * riskctx_candidate_get_id: (get-property id)
 * @self: a candidate
 *
 * Gets the id of the candidate: the id of the rule, a dot, and the id of the source.
 *
 * Returns: (transfer none): the id
 *
 * Since: 1.0
 */
const char *
riskctx_candidate_get_id (RiskctxCandidate *self)
{
  g_return_val_if_fail (RISKCTX_IS_CANDIDATE (self), NULL);
  return self->id;
}

/**
 * riskctx_candidate_get_rule: (get-property rule)
 * @self: a candidate
 *
 * Gets the rule that proposes it.
 *
 * Returns: (transfer none): the rule
 *
 * Since: 1.0
 */
RiskctxRule *
riskctx_candidate_get_rule (RiskctxCandidate *self)
{
  g_return_val_if_fail (RISKCTX_IS_CANDIDATE (self), NULL);
  return self->rule;
}

/**
 * riskctx_candidate_get_source: (get-property source)
 * @self: a candidate
 *
 * Gets what it is derived from.
 *
 * Returns: (transfer none): the factor or component
 *
 * Since: 1.0
 */
RiskctxItem *
riskctx_candidate_get_source (RiskctxCandidate *self)
{
  g_return_val_if_fail (RISKCTX_IS_CANDIDATE (self), NULL);
  return self->source;
}

/**
 * riskctx_candidate_get_kind: (get-property kind)
 * @self: a candidate
 *
 * Gets what is proposed.
 *
 * Returns: the kind
 *
 * Since: 1.0
 */
RiskctxCandidateKind
riskctx_candidate_get_kind (RiskctxCandidate *self)
{
  g_return_val_if_fail (RISKCTX_IS_CANDIDATE (self), RISKCTX_CANDIDATE_KIND_PURPOSE);
  return riskctx_rule_get_yields (self->rule);
}

/**
 * riskctx_candidate_get_title: (get-property title)
 * @self: a candidate
 *
 * Gets the proposal in words, in the languages in which the source has a title.
 *
 * Returns: (transfer none): the proposal
 *
 * Since: 1.0
 */
RiskctxText *
riskctx_candidate_get_title (RiskctxCandidate *self)
{
  g_return_val_if_fail (RISKCTX_IS_CANDIDATE (self), NULL);
  return self->title;
}

/**
 * riskctx_candidate_get_outcome: (get-property outcome)
 * @self: a candidate
 *
 * Gets what was decided about it.
 *
 * Returns: the outcome; %RISKCTX_CANDIDATE_OUTCOME_OPEN if nothing was
 *
 * Since: 1.0
 */
RiskctxCandidateOutcome
riskctx_candidate_get_outcome (RiskctxCandidate *self)
{
  g_return_val_if_fail (RISKCTX_IS_CANDIDATE (self), RISKCTX_CANDIDATE_OUTCOME_OPEN);
  return self->derivation != NULL ? riskctx_derivation_get_outcome (self->derivation)
                                  : RISKCTX_CANDIDATE_OUTCOME_OPEN;
}

/**
 * riskctx_candidate_get_derivation: (get-property derivation)
 * @self: a candidate
 *
 * Gets the decision, as it stands in the assessment.
 *
 * Returns: (transfer none) (nullable): the decision, or %NULL if there is none
 *
 * Since: 1.0
 */
RiskctxDerivation *
riskctx_candidate_get_derivation (RiskctxCandidate *self)
{
  g_return_val_if_fail (RISKCTX_IS_CANDIDATE (self), NULL);
  return self->derivation;
}

/* Ids are as long as they may be, and may be taken. */
static char *
dup_free_id (RiskctxCandidate *self,
             const char       *prefix)
{
  g_autofree char *base = g_strdup_printf ("%s%.100s", prefix, self->id);
  g_autofree char *id = g_strdup (base);

  for (guint i = 2; riskctx_assessment_find (self->assessment, id) != NULL; i++)
    {
      g_free (id);
      id = g_strdup_printf ("%s-%u", base, i);
    }
  return g_steal_pointer (&id);
}

static RiskctxItem *
make_statement (RiskctxCandidate    *self,
                RiskctxStatementKind kind,
                const char          *id)
{
  RiskctxStatement *statement = riskctx_statement_new (id);
  const char *const sources[] = { riskctx_item_get_id (self->source), NULL };

  riskctx_statement_set_kind (statement, kind);
  if (RISKCTX_IS_FACTOR (self->source))
    riskctx_statement_set_factors (statement, sources);
  else
    riskctx_statement_set_scope (statement, sources);
  riskctx_item_list_append (riskctx_assessment_get_statements (self->assessment),
                            RISKCTX_ITEM (statement));
  return RISKCTX_ITEM (statement);
}

static RiskctxItem *
make_risk (RiskctxCandidate *self,
           const char       *id)
{
  RiskctxRisk *risk = riskctx_risk_new (id);
  const char *const sources[] = { riskctx_item_get_id (self->source), NULL };

  riskctx_risk_set_category (risk, riskctx_rule_get_category (self->rule));
  riskctx_risk_set_frequency (risk, riskctx_rule_get_frequency (self->rule));
  if (RISKCTX_IS_FACTOR (self->source))
    riskctx_risk_set_factors (risk, sources);
  else
    riskctx_risk_set_components (risk, sources);
  riskctx_item_list_append (riskctx_assessment_get_risks (self->assessment), RISKCTX_ITEM (risk));
  return RISKCTX_ITEM (risk);
}

static RiskctxItem *
make_weakness (RiskctxCandidate *self,
               const char       *id)
{
  RiskctxFactor *factor;
  const char *const sources[] = { riskctx_item_get_id (self->source), NULL };

  if (RISKCTX_IS_FACTOR (self->source))
    return make_statement (self, RISKCTX_STATEMENT_KIND_AS_IS, id);
  factor = riskctx_factor_new (id);
  riskctx_factor_set_context_class (factor, RISKCTX_CONTEXT_CLASS_INT_INFORMATION);
  riskctx_factor_set_aspect (factor, RISKCTX_ASPECT_INFORMATION_PROCESSING);
  riskctx_factor_set_components (factor, sources);
  riskctx_factor_set_weakness (factor, TRUE);
  riskctx_item_list_append (riskctx_assessment_get_factors (self->assessment),
                            RISKCTX_ITEM (factor));
  return RISKCTX_ITEM (factor);
}

static RiskctxItem *
make_result (RiskctxCandidate *self,
             const char       *id)
{
  switch (riskctx_candidate_get_kind (self))
    {
    case RISKCTX_CANDIDATE_KIND_PURPOSE:
      return make_statement (self, RISKCTX_STATEMENT_KIND_PURPOSE, id);
    case RISKCTX_CANDIDATE_KIND_SCOPE:
      return make_statement (self, RISKCTX_STATEMENT_KIND_SCOPE, id);
    case RISKCTX_CANDIDATE_KIND_LEVEL:
      return make_statement (self, RISKCTX_STATEMENT_KIND_LEVEL, id);
    case RISKCTX_CANDIDATE_KIND_AS_IS:
      return make_statement (self, RISKCTX_STATEMENT_KIND_AS_IS, id);
    case RISKCTX_CANDIDATE_KIND_TO_BE:
      return make_statement (self, RISKCTX_STATEMENT_KIND_TO_BE, id);
    case RISKCTX_CANDIDATE_KIND_THREAT:
      return make_risk (self, id);
    case RISKCTX_CANDIDATE_KIND_WEAKNESS:
      return make_weakness (self, id);
    case RISKCTX_CANDIDATE_KIND_BUDGET:
    default:
      return NULL;
    }
}

static void
notify_decision (RiskctxCandidate *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_OUTCOME]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DERIVATION]);
}

static void
decide (RiskctxCandidate       *self,
        RiskctxCandidateOutcome outcome)
{
  g_autofree char *id = dup_free_id (self, "decision-");
  const char *const sources[] = { riskctx_item_get_id (self->source), NULL };

  self->derivation = riskctx_derivation_new (id);
  riskctx_derivation_set_rule (self->derivation, riskctx_item_get_id (RISKCTX_ITEM (self->rule)));
  riskctx_derivation_set_sources (self->derivation, sources);
  riskctx_derivation_set_outcome (self->derivation, outcome);
  riskctx_item_list_append (riskctx_assessment_get_derivations (self->assessment),
                            RISKCTX_ITEM (self->derivation));
}

static void
remove_from (RiskctxItemList *list,
             RiskctxItem     *item)
{
  guint position;

  if (riskctx_item_list_get_position (list, item, &position))
    riskctx_item_list_remove (list, position);
}

/* Whether anything in @item, or below it, refers to @id. */
static gboolean
refers_to (RiskctxItem *item,
           const char  *id)
{
  RiskctxItemClass *klass = RISKCTX_ITEM_GET_CLASS (item);

  for (guint i = 0; i < klass->n_fields; i++)
    {
      const RiskctxField *field = &klass->fields[i];
      gpointer value;

      if (!riskctx_item_has_row (item, i) || field->kind < RISKCTX_FIELD_REFERENCE)
        continue;
      value = riskctx_field_at (item, field, gpointer);
      if (field->kind == RISKCTX_FIELD_REFERENCE && g_str_equal (value, id))
        return TRUE;
      if (field->kind == RISKCTX_FIELD_REFERENCES && g_strv_contains (value, id))
        return TRUE;
      if (field->kind == RISKCTX_FIELD_ITEM && refers_to (value, id))
        return TRUE;
      if (field->kind == RISKCTX_FIELD_ITEMS)
        for (guint j = 0; j < riskctx_item_list_get_length (value); j++)
          if (refers_to (riskctx_item_list_peek (value, j), id))
            return TRUE;
    }
  return FALSE;
}

/* What came of an earlier decision goes, unless something else refers to it by now. */
static void
undo (RiskctxCandidate *self)
{
  g_autofree char *id = NULL;
  RiskctxItem *result;

  if (self->derivation == NULL)
    return;
  id = g_strdup (riskctx_derivation_get_result (self->derivation));
  result = id != NULL ? riskctx_assessment_find (self->assessment, id) : NULL;
  remove_from (riskctx_assessment_get_derivations (self->assessment),
               RISKCTX_ITEM (self->derivation));
  g_clear_object (&self->derivation);
  if (result == NULL || refers_to (RISKCTX_ITEM (self->assessment), id))
    return;
  if (RISKCTX_IS_STATEMENT (result))
    remove_from (riskctx_assessment_get_statements (self->assessment), result);
  else if (RISKCTX_IS_RISK (result))
    remove_from (riskctx_assessment_get_risks (self->assessment), result);
  else if (RISKCTX_IS_FACTOR (result))
    remove_from (riskctx_assessment_get_factors (self->assessment), result);
}

/**
 * riskctx_candidate_accept:
 * @self: a candidate
 * @title: (nullable): the proposal in other words, or %NULL to take it as it is
 *
 * Accepts a proposal: what it says becomes part of the assessment, and the decision is kept there.
 * An earlier decision is replaced.
 *
 * Returns: (transfer none) (nullable): what has come of it; %NULL for a limit of the budget, which
 *   is the decision itself
 *
 * Since: 1.0
 */
RiskctxItem *
riskctx_candidate_accept (RiskctxCandidate *self,
                          RiskctxText      *title)
{
  g_return_val_if_fail (RISKCTX_IS_CANDIDATE (self), NULL);

  const gboolean is_edited = title != NULL && !riskctx_text_equal (title, self->title);
  RiskctxText *words = is_edited ? title : self->title;
  g_autoptr(RiskctxItem) result = NULL;

  undo (self);

  g_autofree char *id = dup_free_id (self, "");

  result = make_result (self, id);
  decide (self, is_edited ? RISKCTX_CANDIDATE_OUTCOME_EDITED : RISKCTX_CANDIDATE_OUTCOME_ACCEPTED);
  riskctx_item_set_title (RISKCTX_ITEM (self->derivation), words);
  if (result != NULL)
    {
      riskctx_item_set_title (result, words);
      riskctx_item_set_provenance (result, RISKCTX_PROVENANCE_INFERRED);
      riskctx_derivation_set_result (self->derivation, id);
    }
  notify_decision (self);
  return result; /* kept by the assessment */
}

/**
 * riskctx_candidate_reject:
 * @self: a candidate
 * @note: (nullable): why
 *
 * Rejects a proposal; the decision is kept in the assessment, so that nobody has to take it twice.
 * What came of an earlier decision is removed, unless something else refers to it by now.
 *
 * Since: 1.0
 */
void
riskctx_candidate_reject (RiskctxCandidate *self,
                          RiskctxText      *note)
{
  g_return_if_fail (RISKCTX_IS_CANDIDATE (self));

  undo (self);
  decide (self, RISKCTX_CANDIDATE_OUTCOME_REJECTED);
  if (note != NULL)
    riskctx_item_set_note (RISKCTX_ITEM (self->derivation), note);
  notify_decision (self);
}

/**
 * riskctx_candidate_reopen:
 * @self: a candidate
 *
 * Takes a decision back, with what came of it unless something else refers to that by now.
 *
 * Since: 1.0
 */
void
riskctx_candidate_reopen (RiskctxCandidate *self)
{
  g_return_if_fail (RISKCTX_IS_CANDIDATE (self));

  undo (self);
  notify_decision (self);
}
