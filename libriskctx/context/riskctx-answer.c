/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-answer-private.h"

#include "riskctx-component.h"
#include "riskctx-enum-types.h"
#include "riskctx-evidence-private.h"
#include "riskctx-trace.h"
#include "riskctx-validity.h"
#include "riskctx-wording-private.h"
#include "riskctx-zone.h"

/**
 * RiskctxAnswer:
 *
 * The answer to one of the five questions that establishing the context has to answer, with
 * everything that led to it.
 *
 * The sources come in two parts: what the answer uses directly, such as statements, criteria and
 * figures of the organization, and what these in turn follow from, down to the factors.
 *
 * Answers do not change.
 *
 * Since: 1.0
 */
struct _RiskctxAnswer
{
  GObject        parent_instance;
  int            question;
  gboolean       answered;
  RiskctxText   *text;
  RiskctxFigure *figure;
  GListStore    *sources;
  GPtrArray     *notes;   /* RiskctxText * */
  RiskctxText   *label;   /* the question itself */
  GPtrArray     *written; /* the sources once more, for writing */
  GPtrArray     *remarks; /* Remark *: the notes once more, for writing */
};

typedef struct
{
  RiskctxText *text;
} Remark;

G_DEFINE_FINAL_TYPE (RiskctxAnswer, riskctx_answer, G_TYPE_OBJECT)

typedef enum
{
  PROP_QUESTION = 1,
  PROP_ANSWERED,
  PROP_TEXT,
  PROP_FIGURE,
  PROP_SOURCES
} RiskctxAnswerProperty;

static GParamSpec *properties[PROP_SOURCES + 1];

static const RiskctxResultField remark_rows[] = {
  { "text", RISKCTX_RESULT_TEXT, G_STRUCT_OFFSET (Remark, text), "What it says." },
};

static const RiskctxResultShape remark_shape =
  RISKCTX_RESULT_SHAPE ("Note", "How far the answer can be relied on.", remark_rows);

static const RiskctxResultField rows[] = {
  { "question", RISKCTX_RESULT_ENUM, G_STRUCT_OFFSET (RiskctxAnswer, question),
    "Which of the five questions.", riskctx_question_get_type },
  { "label", RISKCTX_RESULT_TEXT, G_STRUCT_OFFSET (RiskctxAnswer, label),
    "The question in words." },
  { "answered", RISKCTX_RESULT_BOOLEAN, G_STRUCT_OFFSET (RiskctxAnswer, answered),
    "Whether the assessment answers it, with at least one source." },
  { "text", RISKCTX_RESULT_TEXT, G_STRUCT_OFFSET (RiskctxAnswer, text),
    "The answer, or what is missing." },
  { "figure", RISKCTX_RESULT_FIGURE, G_STRUCT_OFFSET (RiskctxAnswer, figure),
    "The answer as a number, where it is one." },
  { "sources", RISKCTX_RESULT_OBJECTS, G_STRUCT_OFFSET (RiskctxAnswer, written),
    "What the answer rests on: what it uses directly, then what that follows from.", NULL,
    &riskctx_evidence_shape },
  { "notes", RISKCTX_RESULT_OBJECTS, G_STRUCT_OFFSET (RiskctxAnswer, remarks),
    "How far the answer can be relied on.", NULL, &remark_shape },
};

const RiskctxResultShape riskctx_answer_shape =
  RISKCTX_RESULT_SHAPE ("Answer", "The answer to one of the five questions of the context.", rows);

static void
riskctx_answer_dispose (GObject *object)
{
  RiskctxAnswer *self = RISKCTX_ANSWER (object);

  g_clear_object (&self->sources);
  g_clear_pointer (&self->written, g_ptr_array_unref);
  G_OBJECT_CLASS (riskctx_answer_parent_class)->dispose (object);
}

static void
riskctx_answer_finalize (GObject *object)
{
  RiskctxAnswer *self = RISKCTX_ANSWER (object);

  g_clear_pointer (&self->text, riskctx_text_unref);
  g_clear_pointer (&self->label, riskctx_text_unref);
  g_clear_pointer (&self->figure, riskctx_figure_unref);
  g_clear_pointer (&self->remarks, g_ptr_array_unref);
  g_clear_pointer (&self->notes, g_ptr_array_unref);
  G_OBJECT_CLASS (riskctx_answer_parent_class)->finalize (object);
}

static void
riskctx_answer_get_property (GObject    *object,
                             guint       prop_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  RiskctxAnswer *self = RISKCTX_ANSWER (object);

  switch ((RiskctxAnswerProperty) prop_id)
    {
    case PROP_QUESTION:
      g_value_set_enum (value, self->question);
      break;
    case PROP_ANSWERED:
      g_value_set_boolean (value, self->answered);
      break;
    case PROP_TEXT:
      g_value_set_boxed (value, self->text);
      break;
    case PROP_FIGURE:
      g_value_set_boxed (value, self->figure);
      break;
    case PROP_SOURCES:
      g_value_set_object (value, self->sources);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
riskctx_answer_class_init (RiskctxAnswerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->dispose = riskctx_answer_dispose;
  object_class->finalize = riskctx_answer_finalize;
  object_class->get_property = riskctx_answer_get_property;

  /**
   * RiskctxAnswer:question: (getter get_question)
   *
   * Which of the five questions.
   *
   * Since: 1.0
   */
  properties[PROP_QUESTION] = g_param_spec_enum ("question", NULL, NULL, RISKCTX_TYPE_QUESTION,
                                                 RISKCTX_QUESTION_PURPOSE, flags);
  /**
   * RiskctxAnswer:answered: (getter get_answered)
   *
   * Whether the assessment answers the question, with at least one source.
   *
   * Since: 1.0
   */
  properties[PROP_ANSWERED] = g_param_spec_boolean ("answered", NULL, NULL, FALSE, flags);
  /**
   * RiskctxAnswer:text: (getter get_text)
   *
   * The answer in words, or what is missing.
   *
   * Since: 1.0
   */
  properties[PROP_TEXT] = g_param_spec_boxed ("text", NULL, NULL, RISKCTX_TYPE_TEXT, flags);
  /**
   * RiskctxAnswer:figure: (getter get_figure)
   *
   * The answer as a number, where it is one.
   *
   * Since: 1.0
   */
  properties[PROP_FIGURE] = g_param_spec_boxed ("figure", NULL, NULL, RISKCTX_TYPE_FIGURE, flags);
  /**
   * RiskctxAnswer:sources: (getter get_sources)
   *
   * What the answer rests on, a list of [class@Evidence].
   *
   * Since: 1.0
   */
  properties[PROP_SOURCES] = g_param_spec_object ("sources", NULL, NULL, G_TYPE_LIST_MODEL, flags);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
riskctx_answer_init (RiskctxAnswer *self)
{
}

void
riskctx_answer_draft_init (RiskctxAnswerDraft *draft,
                           RiskctxAssessment  *assessment,
                           RiskctxQuestion     question)
{
  *draft = (RiskctxAnswerDraft) {
    .assessment = assessment,
    .question = question,
    .sentences = g_ptr_array_new_with_free_func ((GDestroyNotify) riskctx_text_unref),
    .sources = g_list_store_new (RISKCTX_TYPE_EVIDENCE),
    .seen = g_hash_table_new (NULL, NULL),
    .notes = g_ptr_array_new_with_free_func ((GDestroyNotify) riskctx_text_unref),
  };
}

void
riskctx_answer_draft_say (RiskctxAnswerDraft *draft,
                          RiskctxText        *sentence)
{
  g_ptr_array_add (draft->sentences, sentence);
}

void
riskctx_answer_draft_note (RiskctxAnswerDraft *draft,
                           RiskctxText        *note)
{
  g_ptr_array_add (draft->notes, note);
}

static void
add_source (RiskctxAnswerDraft *draft,
            RiskctxEvidence    *evidence)
{
  g_list_store_append (draft->sources, evidence);
  g_object_unref (evidence);
}

void
riskctx_answer_draft_source (RiskctxAnswerDraft *draft,
                             RiskctxItem        *item,
                             RiskctxText        *text,
                             RiskctxFigure      *figure)
{
  /* One item may give several figures, but says itself only once. */
  if (g_hash_table_add (draft->seen, item) || figure != NULL)
    {
      add_source (draft, riskctx_evidence_new (item, text, figure));
      return;
    }
  g_clear_pointer (&text, riskctx_text_unref);
}

static void
collect_steps (RiskctxAnswerDraft *draft,
               RiskctxItem        *item,
               guint               most,
               GPtrArray          *steps)
{
  const char *id = riskctx_item_get_id (item);
  g_autoptr(GListStore) trace = NULL;

  /* The assessment as a whole rests on everything. */
  if (RISKCTX_IS_ASSESSMENT (item) || id == NULL
      || riskctx_assessment_find (draft->assessment, id) != item)
    return;
  trace = riskctx_assessment_trace (draft->assessment, id, RISKCTX_TRACE_DIRECTION_UP, NULL);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (trace)); i++)
    {
      g_autoptr(RiskctxTraceStep) step = g_list_model_get_item (G_LIST_MODEL (trace), i);
      RiskctxItem *reached = riskctx_trace_step_get_item (step);

      /* They come nearest first. */
      if (riskctx_trace_step_get_depth (step) > most)
        break;
      if (!RISKCTX_IS_COMPONENT (reached) && !RISKCTX_IS_ZONE (reached))
        g_ptr_array_add (steps, g_steal_pointer (&step));
    }
}

static void
add_steps_of (RiskctxAnswerDraft *draft,
              GPtrArray          *steps,
              guint               depth)
{
  for (guint i = 0; i < steps->len; i++)
    {
      RiskctxTraceStep *step = steps->pdata[i];

      if (riskctx_trace_step_get_depth (step) == depth
          && g_hash_table_add (draft->seen, riskctx_trace_step_get_item (step)))
        add_source (draft, riskctx_evidence_new_from_step (step));
    }
}

void
riskctx_answer_draft_follow (RiskctxAnswerDraft *draft,
                             guint               most)
{
  GListModel *sources = G_LIST_MODEL (draft->sources);
  g_autoptr(GPtrArray) steps = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(GHashTable) followed = g_hash_table_new (NULL, NULL);
  guint deepest = 0;

  for (guint i = 0; i < g_list_model_get_n_items (sources); i++)
    {
      g_autoptr(RiskctxEvidence) source = g_list_model_get_item (sources, i);
      RiskctxItem *item = riskctx_evidence_get_item (source);

      if (g_hash_table_add (followed, item))
        collect_steps (draft, item, most, steps);
    }
  for (guint i = 0; i < steps->len; i++)
    deepest = MAX (deepest, riskctx_trace_step_get_depth (steps->pdata[i]));
  /* Nearest first, so that each is reached by a shortest way. */
  for (guint depth = 1; depth <= deepest; depth++)
    add_steps_of (draft, steps, depth);
}

/* Examples and readings are no facts: whoever relies on the answer should know. */
static void
note_provenance (RiskctxAnswerDraft *draft)
{
  GListModel *sources = G_LIST_MODEL (draft->sources);
  guint n_direct = 0, n_unsure = 0;

  for (guint i = 0; i < g_list_model_get_n_items (sources); i++)
    {
      g_autoptr(RiskctxEvidence) source = g_list_model_get_item (sources, i);
      const RiskctxProvenance provenance =
        riskctx_item_get_provenance (riskctx_evidence_get_item (source));

      if (riskctx_evidence_get_depth (source) > 0)
        continue;
      n_direct++;
      if (provenance == RISKCTX_PROVENANCE_INFERRED || provenance == RISKCTX_PROVENANCE_RECOLLECTED
          || provenance == RISKCTX_PROVENANCE_SKETCH)
        n_unsure++;
    }
  if (n_unsure > 0)
    {
      g_autoptr(RiskctxText) unsure = riskctx_wording_count (n_unsure);
      g_autoptr(RiskctxText) direct = riskctx_wording_count (n_direct);
      RiskctxText *const args[] = { unsure, direct };

      riskctx_answer_draft_note (draft, riskctx_phrase_texts ("context.note.unsure", args,
                                                              G_N_ELEMENTS (args)));
    }
}

RiskctxAnswer *
riskctx_answer_draft_end (RiskctxAnswerDraft *draft)
{
  RiskctxAnswer *self = g_object_new (RISKCTX_TYPE_ANSWER, NULL);

  note_provenance (draft);
  self->question = (int) draft->question;
  self->answered = draft->answered && g_list_model_get_n_items (G_LIST_MODEL (draft->sources)) > 0;
  self->label = riskctx_phrase_enum (RISKCTX_TYPE_QUESTION, self->question);
  self->text = riskctx_wording_chain (draft->sentences);
  self->figure = g_steal_pointer (&draft->figure);
  self->sources = g_steal_pointer (&draft->sources);
  self->notes = g_steal_pointer (&draft->notes);
  self->written = riskctx_evidence_peek_all (self->sources);
  self->remarks = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < self->notes->len; i++)
    {
      Remark *remark = g_new (Remark, 1);

      remark->text = self->notes->pdata[i];
      g_ptr_array_add (self->remarks, remark);
    }
  g_clear_pointer (&draft->sentences, g_ptr_array_unref);
  g_clear_pointer (&draft->seen, g_hash_table_unref);
  return self;
}

/**
 * riskctx_answer_get_question: (get-property question)
 * @self: an answer
 *
 * Gets which of the five questions is answered.
 *
 * Returns: the question
 *
 * Since: 1.0
 */
RiskctxQuestion
riskctx_answer_get_question (RiskctxAnswer *self)
{
  g_return_val_if_fail (RISKCTX_IS_ANSWER (self), RISKCTX_QUESTION_PURPOSE);
  return (RiskctxQuestion) self->question;
}

/**
 * riskctx_answer_get_answered: (get-property answered)
 * @self: an answer
 *
 * Gets whether the assessment answers the question, with at least one source.
 *
 * Returns: %TRUE if it does; otherwise the text says what is missing
 *
 * Since: 1.0
 */
gboolean
riskctx_answer_get_answered (RiskctxAnswer *self)
{
  g_return_val_if_fail (RISKCTX_IS_ANSWER (self), FALSE);
  return self->answered;
}

/**
 * riskctx_answer_get_text: (get-property text)
 * @self: an answer
 *
 * Gets the answer in words, in English and Japanese.
 *
 * Returns: (transfer none): the answer, or what is missing
 *
 * Since: 1.0
 */
RiskctxText *
riskctx_answer_get_text (RiskctxAnswer *self)
{
  g_return_val_if_fail (RISKCTX_IS_ANSWER (self), NULL);
  return self->text;
}

/**
 * riskctx_answer_get_figure: (get-property figure)
 * @self: an answer
 *
 * Gets the answer as a number, with its unit, formula and inputs: the level aimed at, the expected
 * annual loss from which on measures are taken, the budget.
 *
 * Returns: (transfer none) (nullable): the figure; %NULL where the answer is not a number
 *
 * Since: 1.0
 */
RiskctxFigure *
riskctx_answer_get_figure (RiskctxAnswer *self)
{
  g_return_val_if_fail (RISKCTX_IS_ANSWER (self), NULL);
  return self->figure;
}

/**
 * riskctx_answer_get_sources: (get-property sources)
 * @self: an answer
 *
 * Gets what the answer rests on: first what it uses directly, then what that follows from.
 *
 * Returns: (transfer none): a list of [class@Evidence]
 *
 * Since: 1.0
 */
GListModel *
riskctx_answer_get_sources (RiskctxAnswer *self)
{
  g_return_val_if_fail (RISKCTX_IS_ANSWER (self), NULL);
  return G_LIST_MODEL (self->sources);
}

/**
 * riskctx_answer_dup_notes:
 * @self: an answer
 * @language: `ja` or `en`
 *
 * Says how far the answer can be relied on: what was not stated, what is assumed, how figures were
 * computed.
 *
 * Returns: (transfer full) (array zero-terminated=1): the notes
 *
 * Since: 1.0
 */
char **
riskctx_answer_dup_notes (RiskctxAnswer *self,
                          const char    *language)
{
  g_return_val_if_fail (RISKCTX_IS_ANSWER (self) && language != NULL, NULL);

  char **notes = g_new0 (char *, self->notes->len + 1);

  for (guint i = 0; i < self->notes->len; i++)
    notes[i] = g_strdup (riskctx_text_get (self->notes->pdata[i], language));
  return notes;
}
