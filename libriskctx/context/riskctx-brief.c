/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-brief-private.h"

#include "riskctx-enum-types.h"
#include "riskctx-evidence-private.h"
#include "riskctx-grounds-private.h"
#include "riskctx-item-private.h"
#include "riskctx-nouns.h"
#include "riskctx-wording-private.h"

#define N_QUESTIONS (RISKCTX_QUESTION_BUDGET + 1)

/**
 * RiskctxBrief:
 *
 * What establishing the context ends in: the answers to five questions, each with the statements,
 * factors and figures that led to it.
 *
 * What are the measures for, what do they cover, how far is risk to be reduced, from which risk
 * level on are measures taken, and which budget is given? Whoever reads the brief can follow every
 * answer back to the factors, and sees which factors, as-is, to-be and gap statements led to no
 * answer. The grounds say whether there is reason to treat system risk at all.
 *
 * A brief made from the assessment alone already answers what the document states; simulated losses
 * add the figures, and an investment plan what the chosen options do for them.
 *
 * A brief does not change, and does not follow later changes of the assessment.
 *
 * Since: 1.0
 */
struct _RiskctxBrief
{
  GObject            parent_instance;
  RiskctxAssessment *assessment;
  char              *id;
  RiskctxText       *title;
  GListStore        *answers;
  RiskctxGrounds    *grounds;
  GListStore        *used;
  GListStore        *not_used;
  GPtrArray         *written_answers; /* the lists once more, for writing */
  GPtrArray         *written_used;
  GPtrArray         *written_not_used;
};

G_DEFINE_FINAL_TYPE (RiskctxBrief, riskctx_brief, G_TYPE_OBJECT)

typedef enum
{
  PROP_ASSESSMENT = 1,
  PROP_ANSWERS,
  PROP_PURPOSE,
  PROP_SCOPE,
  PROP_REDUCTION,
  PROP_TRIGGER,
  PROP_BUDGET,
  PROP_GROUNDS,
  PROP_USED,
  PROP_NOT_USED,
} RiskctxBriefProperty;

static GParamSpec *properties[PROP_NOT_USED + 1];

static const RiskctxResultField rows[] = {
  { "assessment", RISKCTX_RESULT_STRING, G_STRUCT_OFFSET (RiskctxBrief, id),
    "The id of the assessment, if it has one." },
  { "title", RISKCTX_RESULT_TEXT, G_STRUCT_OFFSET (RiskctxBrief, title),
    "What the assessment is called." },
  { "answers", RISKCTX_RESULT_OBJECTS, G_STRUCT_OFFSET (RiskctxBrief, written_answers),
    "The five answers.", NULL, &riskctx_answer_shape },
  { "grounds", RISKCTX_RESULT_OBJECT, G_STRUCT_OFFSET (RiskctxBrief, grounds),
    "Whether there is any ground for treating system risk.", NULL, &riskctx_grounds_shape },
  { "used", RISKCTX_RESULT_OBJECTS, G_STRUCT_OFFSET (RiskctxBrief, written_used),
    "The factors, as-is, to-be and gap statements that led to an answer.", NULL,
    &riskctx_evidence_shape },
  { "not_used", RISKCTX_RESULT_OBJECTS, G_STRUCT_OFFSET (RiskctxBrief, written_not_used),
    "Those that led to none.", NULL, &riskctx_evidence_shape },
};

static const RiskctxResultShape brief_shape =
  RISKCTX_RESULT_SHAPE ("Brief", "The answers to the five questions of the context.", rows);

static void
riskctx_brief_dispose (GObject *object)
{
  RiskctxBrief *self = RISKCTX_BRIEF (object);

  g_clear_object (&self->assessment);
  g_clear_object (&self->answers);
  g_clear_object (&self->grounds);
  g_clear_object (&self->used);
  g_clear_object (&self->not_used);
  g_clear_pointer (&self->written_answers, g_ptr_array_unref);
  g_clear_pointer (&self->written_used, g_ptr_array_unref);
  g_clear_pointer (&self->written_not_used, g_ptr_array_unref);
  G_OBJECT_CLASS (riskctx_brief_parent_class)->dispose (object);
}

static void
riskctx_brief_finalize (GObject *object)
{
  RiskctxBrief *self = RISKCTX_BRIEF (object);

  g_free (self->id);
  g_clear_pointer (&self->title, riskctx_text_unref);
  G_OBJECT_CLASS (riskctx_brief_parent_class)->finalize (object);
}

static void
riskctx_brief_get_property (GObject    *object,
                            guint       prop_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  RiskctxBrief *self = RISKCTX_BRIEF (object);

  switch ((RiskctxBriefProperty) prop_id)
    {
    case PROP_ASSESSMENT:
      g_value_set_object (value, self->assessment);
      break;
    case PROP_ANSWERS:
      g_value_set_object (value, self->answers);
      break;
    case PROP_PURPOSE:
    case PROP_SCOPE:
    case PROP_REDUCTION:
    case PROP_TRIGGER:
    case PROP_BUDGET:
      if (self->written_answers != NULL)
        g_value_set_object (value, self->written_answers->pdata[prop_id - PROP_PURPOSE]);
      break;
    case PROP_GROUNDS:
      g_value_set_object (value, self->grounds);
      break;
    case PROP_USED:
      g_value_set_object (value, self->used);
      break;
    case PROP_NOT_USED:
      g_value_set_object (value, self->not_used);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
riskctx_brief_class_init (RiskctxBriefClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->dispose = riskctx_brief_dispose;
  object_class->finalize = riskctx_brief_finalize;
  object_class->get_property = riskctx_brief_get_property;

  /**
   * RiskctxBrief:assessment: (getter get_assessment)
   *
   * The assessment.
   *
   * Since: 1.0
   */
  properties[PROP_ASSESSMENT] =
    g_param_spec_object ("assessment", NULL, NULL, RISKCTX_TYPE_ASSESSMENT, flags);
  /**
   * RiskctxBrief:answers: (getter get_answers)
   *
   * The five answers, a list of [class@Answer].
   *
   * Since: 1.0
   */
  properties[PROP_ANSWERS] = g_param_spec_object ("answers", NULL, NULL, G_TYPE_LIST_MODEL, flags);
  /**
   * RiskctxBrief:purpose:
   *
   * What the measures are for.
   *
   * Since: 1.0
   */
  properties[PROP_PURPOSE] =
    g_param_spec_object ("purpose", NULL, NULL, RISKCTX_TYPE_ANSWER, flags);
  /**
   * RiskctxBrief:scope:
   *
   * What the measures cover.
   *
   * Since: 1.0
   */
  properties[PROP_SCOPE] = g_param_spec_object ("scope", NULL, NULL, RISKCTX_TYPE_ANSWER, flags);
  /**
   * RiskctxBrief:reduction:
   *
   * How far risk is to be reduced.
   *
   * Since: 1.0
   */
  properties[PROP_REDUCTION] =
    g_param_spec_object ("reduction", NULL, NULL, RISKCTX_TYPE_ANSWER, flags);
  /**
   * RiskctxBrief:trigger:
   *
   * From which risk level on measures are taken.
   *
   * Since: 1.0
   */
  properties[PROP_TRIGGER] =
    g_param_spec_object ("trigger", NULL, NULL, RISKCTX_TYPE_ANSWER, flags);
  /**
   * RiskctxBrief:budget:
   *
   * Which budget is given.
   *
   * Since: 1.0
   */
  properties[PROP_BUDGET] = g_param_spec_object ("budget", NULL, NULL, RISKCTX_TYPE_ANSWER, flags);
  /**
   * RiskctxBrief:grounds: (getter get_grounds)
   *
   * Whether there is any ground for treating system risk.
   *
   * Since: 1.0
   */
  properties[PROP_GROUNDS] =
    g_param_spec_object ("grounds", NULL, NULL, RISKCTX_TYPE_GROUNDS, flags);
  /**
   * RiskctxBrief:used: (getter get_used)
   *
   * The factors, as-is, to-be and gap statements that led to an answer, a list of [class@Evidence].
   *
   * Since: 1.0
   */
  properties[PROP_USED] = g_param_spec_object ("used", NULL, NULL, G_TYPE_LIST_MODEL, flags);
  /**
   * RiskctxBrief:not-used: (getter get_not_used)
   *
   * Those that led to none, a list of [class@Evidence].
   *
   * Since: 1.0
   */
  properties[PROP_NOT_USED] =
    g_param_spec_object ("not-used", NULL, NULL, G_TYPE_LIST_MODEL, flags);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
riskctx_brief_init (RiskctxBrief *self)
{
}

static RiskctxAnswer *(*const answers[N_QUESTIONS]) (const RiskctxBriefInputs *) = {
  [RISKCTX_QUESTION_PURPOSE] = riskctx_brief_answer_purpose,
  [RISKCTX_QUESTION_SCOPE] = riskctx_brief_answer_scope,
  [RISKCTX_QUESTION_REDUCTION] = riskctx_brief_answer_reduction,
  [RISKCTX_QUESTION_TRIGGER] = riskctx_brief_answer_trigger,
  [RISKCTX_QUESTION_BUDGET] = riskctx_brief_answer_budget,
};

/* The links of the chain that have to lead somewhere. */
static gboolean
should_be_used (RiskctxItem *item)
{
  if (RISKCTX_IS_FACTOR (item))
    return TRUE;
  if (!RISKCTX_IS_STATEMENT (item))
    return FALSE;

  const RiskctxStatementKind kind = riskctx_statement_get_kind (RISKCTX_STATEMENT (item));

  return kind == RISKCTX_STATEMENT_KIND_AS_IS || kind == RISKCTX_STATEMENT_KIND_TO_BE
         || kind == RISKCTX_STATEMENT_KIND_GAP;
}

static void
sort_out (RiskctxBrief    *self,
          RiskctxItemList *items,
          GHashTable      *reached)
{
  for (guint i = 0; i < riskctx_item_list_get_length (items); i++)
    {
      RiskctxItem *item = riskctx_item_list_peek (items, i);
      g_autoptr(RiskctxEvidence) evidence = NULL;

      if (!should_be_used (item))
        continue;
      evidence = riskctx_evidence_new (item, NULL, NULL);
      g_list_store_append (g_hash_table_contains (reached, item) ? self->used : self->not_used,
                           evidence);
    }
}

static void
account_for_everything (RiskctxBrief *self)
{
  g_autoptr(GHashTable) reached = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < self->written_answers->len; i++)
    {
      GListModel *sources = riskctx_answer_get_sources (self->written_answers->pdata[i]);

      for (guint j = 0; j < g_list_model_get_n_items (sources); j++)
        {
          g_autoptr(RiskctxEvidence) source = g_list_model_get_item (sources, j);

          g_hash_table_add (reached, riskctx_evidence_get_item (source));
        }
    }
  self->used = g_list_store_new (RISKCTX_TYPE_EVIDENCE);
  self->not_used = g_list_store_new (RISKCTX_TYPE_EVIDENCE);
  sort_out (self, riskctx_assessment_get_factors (self->assessment), reached);
  sort_out (self, riskctx_assessment_get_statements (self->assessment), reached);
  self->written_used = riskctx_evidence_peek_all (self->used);
  self->written_not_used = riskctx_evidence_peek_all (self->not_used);
}

/**
 * riskctx_brief_new:
 * @assessment: an assessment
 * @loss: (nullable): its simulated losses
 * @plan: (nullable): an investment plan of it that has run
 *
 * Answers the five questions from an assessment.
 *
 * Where no losses are given, those that the plan was made with are used. A plan that has not run
 * yet is left out.
 *
 * Returns: (transfer full): the brief
 *
 * Since: 1.0
 */
RiskctxBrief *
riskctx_brief_new (RiskctxAssessment     *assessment,
                   RiskctxLossResult     *loss,
                   RiskctxInvestmentPlan *plan)
{
  g_return_val_if_fail (RISKCTX_IS_ASSESSMENT (assessment), NULL);
  g_return_val_if_fail (loss == NULL || RISKCTX_IS_LOSS_RESULT (loss), NULL);
  g_return_val_if_fail (plan == NULL || RISKCTX_IS_INVESTMENT_PLAN (plan), NULL);

  RiskctxBrief *self = g_object_new (RISKCTX_TYPE_BRIEF, NULL);
  const char *currency = riskctx_assessment_get_currency (assessment);
  g_autoptr(RiskctxEvaluation) evaluation = NULL;
  RiskctxBriefInputs inputs = { assessment, loss, plan, NULL, currency != NULL ? currency : "JPY" };

  if (plan != NULL && !riskctx_investment_plan_has_run (plan))
    inputs.plan = NULL;
  if (loss == NULL && inputs.plan != NULL)
    inputs.loss = riskctx_investment_plan_get_loss_before (inputs.plan);
  if (inputs.loss != NULL)
    inputs.evaluation = evaluation = riskctx_evaluation_new (assessment, inputs.loss);

  self->assessment = g_object_ref (assessment);
  self->id = g_strdup (riskctx_item_get_id (RISKCTX_ITEM (assessment)));
  self->title = riskctx_wording_item (RISKCTX_ITEM (assessment));
  self->answers = g_list_store_new (RISKCTX_TYPE_ANSWER);
  for (guint i = 0; i < N_QUESTIONS; i++)
    {
      g_autoptr(RiskctxAnswer) answer = answers[i] (&inputs);

      g_list_store_append (self->answers, answer);
    }
  self->written_answers = riskctx_evidence_peek_all (self->answers);
  self->grounds = riskctx_grounds_new (assessment, inputs.loss, inputs.plan);
  account_for_everything (self);
  return self;
}

/**
 * riskctx_brief_get_assessment: (get-property assessment)
 * @self: a brief
 *
 * Gets the assessment that the brief was made from.
 *
 * Returns: (transfer none): the assessment
 *
 * Since: 1.0
 */
RiskctxAssessment *
riskctx_brief_get_assessment (RiskctxBrief *self)
{
  g_return_val_if_fail (RISKCTX_IS_BRIEF (self), NULL);
  return self->assessment;
}

/**
 * riskctx_brief_get_answers: (get-property answers)
 * @self: a brief
 *
 * Gets the five answers in the order of [enum@Question].
 *
 * Returns: (transfer none): a list of [class@Answer]
 *
 * Since: 1.0
 */
GListModel *
riskctx_brief_get_answers (RiskctxBrief *self)
{
  g_return_val_if_fail (RISKCTX_IS_BRIEF (self), NULL);
  return G_LIST_MODEL (self->answers);
}

/**
 * riskctx_brief_get_answer:
 * @self: a brief
 * @question: one of the five questions
 *
 * Gets the answer to a question.
 *
 * Returns: (transfer none): the answer
 *
 * Since: 1.0
 */
RiskctxAnswer *
riskctx_brief_get_answer (RiskctxBrief   *self,
                          RiskctxQuestion question)
{
  g_return_val_if_fail (RISKCTX_IS_BRIEF (self) && (guint) question < N_QUESTIONS, NULL);
  return self->written_answers->pdata[question];
}

/**
 * riskctx_brief_get_grounds: (get-property grounds)
 * @self: a brief
 *
 * Gets whether there is any ground for treating system risk.
 *
 * Returns: (transfer none): the grounds
 *
 * Since: 1.0
 */
RiskctxGrounds *
riskctx_brief_get_grounds (RiskctxBrief *self)
{
  g_return_val_if_fail (RISKCTX_IS_BRIEF (self), NULL);
  return self->grounds;
}

/**
 * riskctx_brief_get_used: (get-property used)
 * @self: a brief
 *
 * Gets the factors, as-is, to-be and gap statements that led to an answer, in their order in the
 * document.
 *
 * Returns: (transfer none): a list of [class@Evidence]
 *
 * Since: 1.0
 */
GListModel *
riskctx_brief_get_used (RiskctxBrief *self)
{
  g_return_val_if_fail (RISKCTX_IS_BRIEF (self), NULL);
  return G_LIST_MODEL (self->used);
}

/**
 * riskctx_brief_get_not_used: (get-property not-used)
 * @self: a brief
 *
 * Gets the factors, as-is, to-be and gap statements that led to no answer, in their order in the
 * document.
 *
 * Returns: (transfer none): a list of [class@Evidence]
 *
 * Since: 1.0
 */
GListModel *
riskctx_brief_get_not_used (RiskctxBrief *self)
{
  g_return_val_if_fail (RISKCTX_IS_BRIEF (self), NULL);
  return G_LIST_MODEL (self->not_used);
}

/**
 * riskctx_brief_to_json:
 * @self: a brief
 * @language: (nullable): the language of the texts, such as `ja`; all that there are if %NULL
 *
 * Describes the brief as JSON; texts are objects of language and text.
 *
 * Returns: (transfer full): the JSON, of the schema [func@Brief.get_schema]
 *
 * Since: 1.0
 */
JsonNode *
riskctx_brief_to_json (RiskctxBrief *self,
                       const char   *language)
{
  g_return_val_if_fail (RISKCTX_IS_BRIEF (self), NULL);

  JsonNode *node = riskctx_result_write (&brief_shape, self);

  riskctx_wording_restrict (node, &brief_shape, language);
  return node;
}

/**
 * riskctx_brief_get_schema:
 *
 * Gets the JSON Schema of what [method@Brief.to_json] writes.
 *
 * Returns: (transfer full): the schema
 *
 * Since: 1.0
 */
JsonNode *
riskctx_brief_get_schema (void)
{
  return riskctx_result_schema (&brief_shape);
}
