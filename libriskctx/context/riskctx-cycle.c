/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-cycle-private.h"

#include <string.h>

#include "riskctx-check-private.h"
#include "riskctx-enum-types.h"
#include "riskctx-evidence-private.h"
#include "riskctx-item-private.h"
#include "riskctx-nouns.h"
#include "riskctx-wording-private.h"
#include "riskctx-words.h"

/**
 * RiskctxCycle:
 *
 * Where an organization stands in the cycle of review.
 *
 * At first the cycle is driven by the internal context alone: the same measures go round year after
 * year. Once the external context is recorded and a to-be is stated, the gap becomes visible; it is
 * fed back to the people who decide, who agree and redeploy resources, or refuse and retain the
 * risk until the next review; what was agreed is planned and carried out, and the gap is measured
 * again.
 *
 * ```
 * internal loop → gap visible → persuasion → redeployment → planned → executed → closed
 *                      ↑             └→ retained ─┐                          │        │
 *                      └──────────────────────────┴──────────────────────────┴────────┘
 * ```
 *
 * A cycle is read from the reviews of an assessment. [method@Cycle.record] adds one and moves it
 * on; other changes of the assessment do not reach it.
 *
 * Since: 1.0
 */
G_DEFINE_FINAL_TYPE (RiskctxCycle, riskctx_cycle, G_TYPE_OBJECT)

typedef enum
{
  PROP_LOOP = 1,
  PROP_STATE,
  PROP_LATEST,
  PROP_NEXT_DATE,
  PROP_HISTORY
} RiskctxCycleProperty;

static GParamSpec *properties[PROP_HISTORY + 1];

/* The steps that the working group draws. Closed is not the end: the next review finds whether a
 * new gap has opened. */
static const struct
{
  RiskctxLoopState from;
  RiskctxLoopState to;
  const char      *word;
} transitions[] = {
  { RISKCTX_LOOP_STATE_INTERNAL_LOOP, RISKCTX_LOOP_STATE_INTERNAL_LOOP, "context.cycle.turn" },
  { RISKCTX_LOOP_STATE_INTERNAL_LOOP, RISKCTX_LOOP_STATE_GAP_VISIBLE, "context.cycle.see" },
  { RISKCTX_LOOP_STATE_GAP_VISIBLE, RISKCTX_LOOP_STATE_PERSUASION, "context.cycle.feedback" },
  { RISKCTX_LOOP_STATE_PERSUASION, RISKCTX_LOOP_STATE_REDEPLOYMENT, "context.cycle.agree" },
  { RISKCTX_LOOP_STATE_PERSUASION, RISKCTX_LOOP_STATE_RETAINED, "context.cycle.refuse" },
  { RISKCTX_LOOP_STATE_REDEPLOYMENT, RISKCTX_LOOP_STATE_PLANNED, "context.cycle.plan" },
  { RISKCTX_LOOP_STATE_PLANNED, RISKCTX_LOOP_STATE_EXECUTED, "context.cycle.execute" },
  { RISKCTX_LOOP_STATE_EXECUTED, RISKCTX_LOOP_STATE_GAP_VISIBLE, "context.cycle.measure-open" },
  { RISKCTX_LOOP_STATE_EXECUTED, RISKCTX_LOOP_STATE_CLOSED, "context.cycle.measure-closed" },
  { RISKCTX_LOOP_STATE_RETAINED, RISKCTX_LOOP_STATE_GAP_VISIBLE, "context.cycle.review" },
  { RISKCTX_LOOP_STATE_CLOSED, RISKCTX_LOOP_STATE_GAP_VISIBLE, "context.cycle.review" },
};

static void
riskctx_cycle_dispose (GObject *object)
{
  RiskctxCycle *self = RISKCTX_CYCLE (object);

  g_clear_object (&self->assessment);
  g_clear_object (&self->history);
  g_clear_object (&self->latest);
  G_OBJECT_CLASS (riskctx_cycle_parent_class)->dispose (object);
}

static void
riskctx_cycle_finalize (GObject *object)
{
  RiskctxCycle *self = RISKCTX_CYCLE (object);

  g_free (self->next_date);
  G_OBJECT_CLASS (riskctx_cycle_parent_class)->finalize (object);
}

static void
riskctx_cycle_get_property (GObject    *object,
                            guint       prop_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  RiskctxCycle *self = RISKCTX_CYCLE (object);

  switch ((RiskctxCycleProperty) prop_id)
    {
    case PROP_LOOP:
      g_value_set_enum (value, self->loop);
      break;
    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;
    case PROP_LATEST:
      g_value_set_object (value, self->latest);
      break;
    case PROP_NEXT_DATE:
      g_value_set_string (value, self->next_date);
      break;
    case PROP_HISTORY:
      g_value_set_object (value, self->history);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
riskctx_cycle_class_init (RiskctxCycleClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->dispose = riskctx_cycle_dispose;
  object_class->finalize = riskctx_cycle_finalize;
  object_class->get_property = riskctx_cycle_get_property;

  /**
   * RiskctxCycle:loop: (getter get_loop)
   *
   * Which loop the organization is in.
   *
   * Since: 1.0
   */
  properties[PROP_LOOP] =
    g_param_spec_enum ("loop", NULL, NULL, RISKCTX_TYPE_LOOP, RISKCTX_LOOP_INTERNAL, flags);
  /**
   * RiskctxCycle:state: (getter get_state)
   *
   * Where it stands.
   *
   * Since: 1.0
   */
  properties[PROP_STATE] = g_param_spec_enum ("state", NULL, NULL, RISKCTX_TYPE_LOOP_STATE,
                                              RISKCTX_LOOP_STATE_INTERNAL_LOOP, flags);
  /**
   * RiskctxCycle:latest: (getter get_latest)
   *
   * The latest review.
   *
   * Since: 1.0
   */
  properties[PROP_LATEST] = g_param_spec_object ("latest", NULL, NULL, RISKCTX_TYPE_REVIEW, flags);
  /**
   * RiskctxCycle:next-date: (getter get_next_date)
   *
   * When the next review is due.
   *
   * Since: 1.0
   */
  properties[PROP_NEXT_DATE] = g_param_spec_string ("next-date", NULL, NULL, NULL, flags);
  /**
   * RiskctxCycle:history: (getter get_history)
   *
   * The reviews by date, a list of [class@Review].
   *
   * Since: 1.0
   */
  properties[PROP_HISTORY] = g_param_spec_object ("history", NULL, NULL, G_TYPE_LIST_MODEL, flags);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
riskctx_cycle_init (RiskctxCycle *self)
{
}

/* Dates in this form are in the order of their texts. Reviews of one day stay as they were
 * entered. */
static int
compare_reviews (gconstpointer a,
                 gconstpointer b,
                 gpointer      data)
{
  return g_strcmp0 (riskctx_review_get_date ((RiskctxReview *) a),
                    riskctx_review_get_date ((RiskctxReview *) b));
}

static gboolean
has_to_be (RiskctxAssessment *assessment)
{
  RiskctxItemList *statements = riskctx_assessment_get_statements (assessment);

  for (guint i = 0; i < riskctx_item_list_get_length (statements); i++)
    if (riskctx_statement_get_kind (riskctx_item_list_peek (statements, i))
        == RISKCTX_STATEMENT_KIND_TO_BE)
      return TRUE;
  return FALSE;
}

void
riskctx_cycle_read (RiskctxCycle *self)
{
  RiskctxItemList *reviews = riskctx_assessment_get_reviews (self->assessment);
  guint n;

  g_list_store_remove_all (self->history);
  for (guint i = 0; i < riskctx_item_list_get_length (reviews); i++)
    g_list_store_append (self->history, riskctx_item_list_peek (reviews, i));
  g_list_store_sort (self->history, compare_reviews, NULL);
  g_clear_object (&self->latest);
  g_clear_pointer (&self->next_date, g_free);

  n = g_list_model_get_n_items (G_LIST_MODEL (self->history));
  if (n == 0)
    {
      const gboolean informed = has_to_be (self->assessment);

      self->loop = informed ? RISKCTX_LOOP_EXTERNAL_INFORMED : RISKCTX_LOOP_INTERNAL;
      self->state = informed ? RISKCTX_LOOP_STATE_GAP_VISIBLE : RISKCTX_LOOP_STATE_INTERNAL_LOOP;
      return;
    }
  self->latest = g_list_model_get_item (G_LIST_MODEL (self->history), n - 1);
  self->loop = (int) riskctx_review_get_loop (self->latest);
  self->state = (int) riskctx_review_get_state (self->latest);
  self->next_date = g_strdup (riskctx_review_get_next_date (self->latest));
}

/**
 * riskctx_cycle_new:
 * @assessment: an assessment
 *
 * Reads the cycle from the reviews of an assessment.
 *
 * Without reviews the state follows from the statements: the gap is visible once a to-be is stated.
 *
 * Returns: (transfer full): the cycle
 *
 * Since: 1.0
 */
RiskctxCycle *
riskctx_cycle_new (RiskctxAssessment *assessment)
{
  g_return_val_if_fail (RISKCTX_IS_ASSESSMENT (assessment), NULL);

  RiskctxCycle *self = g_object_new (RISKCTX_TYPE_CYCLE, NULL);

  self->assessment = g_object_ref (assessment);
  self->history = g_list_store_new (RISKCTX_TYPE_REVIEW);
  riskctx_cycle_read (self);
  return self;
}

/**
 * riskctx_cycle_get_loop: (get-property loop)
 * @self: a cycle
 *
 * Gets which loop the organization is in.
 *
 * Returns: the loop
 *
 * Since: 1.0
 */
RiskctxLoop
riskctx_cycle_get_loop (RiskctxCycle *self)
{
  g_return_val_if_fail (RISKCTX_IS_CYCLE (self), RISKCTX_LOOP_INTERNAL);
  return (RiskctxLoop) self->loop;
}

/**
 * riskctx_cycle_get_state: (get-property state)
 * @self: a cycle
 *
 * Gets where the organization stands in the cycle.
 *
 * Returns: the state
 *
 * Since: 1.0
 */
RiskctxLoopState
riskctx_cycle_get_state (RiskctxCycle *self)
{
  g_return_val_if_fail (RISKCTX_IS_CYCLE (self), RISKCTX_LOOP_STATE_INTERNAL_LOOP);
  return (RiskctxLoopState) self->state;
}

/**
 * riskctx_cycle_get_latest: (get-property latest)
 * @self: a cycle
 *
 * Gets the latest review.
 *
 * Returns: (transfer none) (nullable): the review, or %NULL if there is none
 *
 * Since: 1.0
 */
RiskctxReview *
riskctx_cycle_get_latest (RiskctxCycle *self)
{
  g_return_val_if_fail (RISKCTX_IS_CYCLE (self), NULL);
  return self->latest;
}

/**
 * riskctx_cycle_get_next_date: (get-property next-date)
 * @self: a cycle
 *
 * Gets when the next review is due.
 *
 * Returns: (transfer none) (nullable): a calendar date such as 2026-04-01, or %NULL if none is
 *   stated
 *
 * Since: 1.0
 */
const char *
riskctx_cycle_get_next_date (RiskctxCycle *self)
{
  g_return_val_if_fail (RISKCTX_IS_CYCLE (self), NULL);
  return self->next_date;
}

/**
 * riskctx_cycle_get_history: (get-property history)
 * @self: a cycle
 *
 * Gets the reviews in the order of their dates.
 *
 * Returns: (transfer none): a list of [class@Review]
 *
 * Since: 1.0
 */
GListModel *
riskctx_cycle_get_history (RiskctxCycle *self)
{
  g_return_val_if_fail (RISKCTX_IS_CYCLE (self), NULL);
  return G_LIST_MODEL (self->history);
}

static void
add_overdue (GListStore  *overdue,
             RiskctxItem *item,
             const char  *due,
             const char  *date)
{
  g_autoptr(RiskctxText) name = NULL;
  g_autoptr(RiskctxText) since = NULL;
  g_autoptr(RiskctxEvidence) one = NULL;

  if (due == NULL || strcmp (due, date) >= 0)
    return;
  name = riskctx_wording_item (item);
  since = riskctx_phrase_constant (due);

  RiskctxText *const args[] = { name, since };

  one = riskctx_evidence_new (
    item, riskctx_phrase_texts ("context.cycle.overdue", args, G_N_ELEMENTS (args)), NULL);
  g_list_store_append (overdue, one);
}

static gboolean
excludes (RiskctxOption *option,
          RiskctxOption *other)
{
  const char *const *excluded = riskctx_option_get_excludes (option);
  const char *id = riskctx_item_get_id (RISKCTX_ITEM (other));

  return excluded != NULL && id != NULL && g_strv_contains (excluded, id);
}

/**
 * riskctx_cycle_propose_options:
 * @self: a cycle
 *
 * Proposes which options to carry out: those that the latest review chose; if it chose none, all
 * that do not exclude each other, the earlier in the document before the later.
 *
 * Returns: (transfer full) (array zero-terminated=1): the ids of the options
 *
 * Since: 1.0
 */
char **
riskctx_cycle_propose_options (RiskctxCycle *self)
{
  g_return_val_if_fail (RISKCTX_IS_CYCLE (self), NULL);

  RiskctxReview *latest = riskctx_cycle_get_latest (self);
  const char *const *chosen = latest ? riskctx_review_get_options (latest) : NULL;
  RiskctxItemList *options = riskctx_assessment_get_options (self->assessment);
  g_autoptr(GPtrArray) together = g_ptr_array_new ();
  g_autoptr(GStrvBuilder) ids = g_strv_builder_new ();

  if (chosen != NULL && chosen[0] != NULL)
    return g_strdupv ((char **) chosen);
  for (guint i = 0; i < riskctx_item_list_get_length (options); i++)
    {
      RiskctxOption *option = riskctx_item_list_peek (options, i);
      gboolean fits = riskctx_item_get_id (RISKCTX_ITEM (option)) != NULL;

      for (guint j = 0; fits && j < together->len; j++)
        fits = !excludes (option, together->pdata[j]) && !excludes (together->pdata[j], option);
      if (fits)
        {
          g_ptr_array_add (together, option);
          g_strv_builder_add (ids, riskctx_item_get_id (RISKCTX_ITEM (option)));
        }
    }
  return g_strv_builder_end (ids);
}

/**
 * riskctx_cycle_list_overdue:
 * @self: a cycle
 * @date: today, as a calendar date such as 2026-04-01
 *
 * Lists what should have been done before a date: the next review, and the indicators that were to
 * be measured.
 *
 * What is due on the date itself is not overdue yet.
 *
 * Returns: (transfer full): a list of [class@Evidence], whose texts say since when
 *
 * Since: 1.0
 */
GListStore *
riskctx_cycle_list_overdue (RiskctxCycle *self,
                            const char   *date)
{
  g_return_val_if_fail (RISKCTX_IS_CYCLE (self), NULL);
  g_return_val_if_fail (date != NULL && riskctx_date_is_valid (date), NULL);

  GListStore *overdue = g_list_store_new (RISKCTX_TYPE_EVIDENCE);
  RiskctxItemList *indicators = riskctx_assessment_get_indicators (self->assessment);

  if (self->latest != NULL)
    add_overdue (overdue, RISKCTX_ITEM (self->latest), self->next_date, date);
  for (guint i = 0; i < riskctx_item_list_get_length (indicators); i++)
    {
      RiskctxIndicator *indicator = riskctx_item_list_peek (indicators, i);

      add_overdue (overdue, RISKCTX_ITEM (indicator), riskctx_indicator_get_next_date (indicator),
                   date);
    }
  return overdue;
}

typedef struct
{
  int          loop;
  int          state;
  RiskctxText *label;
  char        *latest;
  char        *next_date;
  char        *date;
  GPtrArray   *overdue;
  GStrv        steps;
  GPtrArray   *consultations;
  GPtrArray   *not_consulted;
} Record;

static const RiskctxResultField rows[] = {
  { "loop", RISKCTX_RESULT_ENUM, G_STRUCT_OFFSET (Record, loop),
    "Which loop the organization is in.", riskctx_loop_get_type },
  { "state", RISKCTX_RESULT_ENUM, G_STRUCT_OFFSET (Record, state),
    "Where it stands.", riskctx_loop_state_get_type },
  { "label", RISKCTX_RESULT_TEXT, G_STRUCT_OFFSET (Record, label),
    "The state in words." },
  { "latest", RISKCTX_RESULT_STRING, G_STRUCT_OFFSET (Record, latest),
    "The id of the latest review." },
  { "next_date", RISKCTX_RESULT_STRING, G_STRUCT_OFFSET (Record, next_date),
    "When the next review is due." },
  { "date", RISKCTX_RESULT_STRING, G_STRUCT_OFFSET (Record, date),
    "The date at which it was asked what is overdue." },
  { "overdue", RISKCTX_RESULT_OBJECTS, G_STRUCT_OFFSET (Record, overdue),
    "What should have been done before that date.", NULL, &riskctx_evidence_shape },
  { "steps", RISKCTX_RESULT_STRINGS, G_STRUCT_OFFSET (Record, steps),
    "The states that the next step may lead to." },
  { "consultations", RISKCTX_RESULT_OBJECTS, G_STRUCT_OFFSET (Record, consultations),
    "What was discussed, by date.", NULL, &riskctx_evidence_shape },
  { "not_consulted", RISKCTX_RESULT_OBJECTS, G_STRUCT_OFFSET (Record, not_consulted),
    "The stakeholders with whom nothing was discussed since the latest review.", NULL,
    &riskctx_evidence_shape },
};

/* The items of a list as evidence, to be written. */
static GPtrArray *
describe_items (GListStore *items)
{
  g_autoptr(GListStore) list = items;
  GPtrArray *described = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (list)); i++)
    {
      g_autoptr(RiskctxItem) item = g_list_model_get_item (G_LIST_MODEL (list), i);

      g_ptr_array_add (described, riskctx_evidence_new (item, NULL, NULL));
    }
  return described;
}

static char **
list_steps (RiskctxLoopState from)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < G_N_ELEMENTS (transitions); i++)
    if (transitions[i].from == from)
      g_strv_builder_add (builder, riskctx_enum_to_nick (RISKCTX_TYPE_LOOP_STATE,
                                                         (int) transitions[i].to));
  return g_strv_builder_end (builder);
}

static const RiskctxResultShape cycle_shape =
  RISKCTX_RESULT_SHAPE ("Cycle", "Where an organization stands in the cycle of review.", rows);

/**
 * riskctx_cycle_to_json:
 * @self: a cycle
 * @date: (nullable): today, as a calendar date such as 2026-04-01, to say what is overdue
 * @language: (nullable): the language of the texts, such as `ja`; all that there are if %NULL
 *
 * Describes the cycle as JSON; texts are objects of language and text.
 *
 * Returns: (transfer full): the JSON, of the schema [func@Cycle.get_schema]
 *
 * Since: 1.0
 */
JsonNode *
riskctx_cycle_to_json (RiskctxCycle *self,
                       const char   *date,
                       const char   *language)
{
  g_return_val_if_fail (RISKCTX_IS_CYCLE (self), NULL);
  g_return_val_if_fail (date == NULL || riskctx_date_is_valid (date), NULL);

  g_autoptr(RiskctxText) label = riskctx_phrase_enum (RISKCTX_TYPE_LOOP_STATE, self->state);
  g_autoptr(GListStore) overdue = date != NULL ? riskctx_cycle_list_overdue (self, date) : NULL;
  g_autoptr(GPtrArray) objects = overdue != NULL ? riskctx_evidence_peek_all (overdue) : NULL;
  g_auto(GStrv) steps = list_steps ((RiskctxLoopState) self->state);
  g_autoptr(GPtrArray) consultations =
    describe_items (riskctx_cycle_list_consultations (self, NULL));
  g_autoptr(GPtrArray) not_consulted = describe_items (riskctx_cycle_list_not_consulted (self));
  const Record record = {
    .loop = self->loop,
    .state = self->state,
    .label = label,
    .latest =
      self->latest != NULL ? (char *) riskctx_item_get_id (RISKCTX_ITEM (self->latest)) : NULL,
    .next_date = self->next_date,
    .date = (char *) date,
    .overdue = objects,
    .steps = steps,
    .consultations = consultations,
    .not_consulted = not_consulted,
  };
  JsonNode *node = riskctx_result_write (&cycle_shape, &record);

  riskctx_wording_restrict (node, &cycle_shape, language);
  return node;
}

/**
 * riskctx_cycle_get_schema:
 *
 * Gets the JSON Schema of what [method@Cycle.to_json] writes.
 *
 * Returns: (transfer full): the schema
 *
 * Since: 1.0
 */
JsonNode *
riskctx_cycle_get_schema (void)
{
  return riskctx_result_schema (&cycle_shape);
}

static const char *
find_word (RiskctxLoopState from,
           RiskctxLoopState to)
{
  for (guint i = 0; i < G_N_ELEMENTS (transitions); i++)
    if (transitions[i].from == from && transitions[i].to == to)
      return transitions[i].word;
  return NULL;
}

/**
 * riskctx_loop_state_allows:
 * @from: a state
 * @to: a state
 *
 * Tells whether one step of the cycle leads from one state to another.
 *
 * Returns: %TRUE if it does
 *
 * Since: 1.0
 */
gboolean
riskctx_loop_state_allows (RiskctxLoopState from,
                           RiskctxLoopState to)
{
  return find_word (from, to) != NULL;
}

/**
 * riskctx_loop_state_describe:
 * @from: a state
 * @to: a state
 * @language: `ja` or `en`
 *
 * Says what leads from one state to another.
 *
 * Returns: (transfer none) (nullable): the step in words, or %NULL if no step leads there
 *
 * Since: 1.0
 */
const char *
riskctx_loop_state_describe (RiskctxLoopState from,
                             RiskctxLoopState to,
                             const char      *language)
{
  g_return_val_if_fail (language != NULL, NULL);

  const char *word = find_word (from, to);

  return word != NULL ? riskctx_word (word, language) : NULL;
}
