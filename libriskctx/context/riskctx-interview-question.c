/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-interview-private.h"

#include <json-glib/json-glib.h>
#include <string.h>

#include "riskctx-enum-types.h"
#include "riskctx-text-private.h"

#define INTERVIEW_PATH "/org/riskctx/interview.json"

/**
 * RiskctxInterviewQuestion:
 *
 * A question that a manager can answer, and what follows from the answer.
 *
 * The questions cover every class of ISO 31000, every tag of the macro environment and each of the
 * five competitive forces, and besides what a brief and a report need: profile, money, systems,
 * stakeholders, aims, risks, limits and options. See [class@Interview] for asking them.
 *
 * Questions do not change and may be shared between threads.
 *
 * Since: 1.0
 */
G_DEFINE_FINAL_TYPE (RiskctxInterviewQuestion, riskctx_interview_question, G_TYPE_OBJECT)

typedef enum
{
  PROP_ID = 1,
  PROP_SECTION,
  PROP_KIND,
  PROP_TITLE,
  PROP_HELP,
  PROP_CHOICES,
  PROP_AFTER,
} RiskctxInterviewQuestionProperty;

static GParamSpec *properties[PROP_AFTER + 1];

static void
assign_free (gpointer data)
{
  RiskctxAssign *assign = data;

  g_free (assign->path);
  g_free (assign->value);
  g_free (assign);
}

static void
choice_free (gpointer data)
{
  RiskctxInterviewChoice *choice = data;

  g_free (choice->id);
  riskctx_text_unref (choice->title);
  g_ptr_array_unref (choice->assigns);
  g_free (choice);
}

static void
riskctx_interview_question_finalize (GObject *object)
{
  RiskctxInterviewQuestion *self = RISKCTX_INTERVIEW_QUESTION (object);

  g_free (self->id);
  g_clear_pointer (&self->section, riskctx_text_unref);
  g_clear_pointer (&self->title, riskctx_text_unref);
  g_clear_pointer (&self->help, riskctx_text_unref);
  g_strfreev (self->after);
  g_strfreev (self->choice_ids);
  g_ptr_array_unref (self->choices);
  g_ptr_array_unref (self->assigns);
  G_OBJECT_CLASS (riskctx_interview_question_parent_class)->finalize (object);
}

static void
riskctx_interview_question_get_property (GObject    *object,
                                         guint       prop_id,
                                         GValue     *value,
                                         GParamSpec *pspec)
{
  RiskctxInterviewQuestion *self = RISKCTX_INTERVIEW_QUESTION (object);

  switch ((RiskctxInterviewQuestionProperty) prop_id)
    {
    case PROP_ID:
      g_value_set_string (value, self->id);
      break;
    case PROP_SECTION:
      g_value_set_boxed (value, self->section);
      break;
    case PROP_KIND:
      g_value_set_enum (value, (int) self->kind);
      break;
    case PROP_TITLE:
      g_value_set_boxed (value, self->title);
      break;
    case PROP_HELP:
      g_value_set_boxed (value, self->help);
      break;
    case PROP_CHOICES:
      g_value_set_boxed (value, self->choice_ids);
      break;
    case PROP_AFTER:
      g_value_set_boxed (value, self->after);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
riskctx_interview_question_class_init (RiskctxInterviewQuestionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->finalize = riskctx_interview_question_finalize;
  object_class->get_property = riskctx_interview_question_get_property;

  /**
   * RiskctxInterviewQuestion:id: (getter get_id)
   *
   * The id of the question.
   *
   * Since: 1.0
   */
  properties[PROP_ID] = g_param_spec_string ("id", NULL, NULL, NULL, flags);
  /**
   * RiskctxInterviewQuestion:section: (getter get_section)
   *
   * The part of the interview that the question belongs to.
   *
   * Since: 1.0
   */
  properties[PROP_SECTION] = g_param_spec_boxed ("section", NULL, NULL, RISKCTX_TYPE_TEXT, flags);
  /**
   * RiskctxInterviewQuestion:kind: (getter get_kind)
   *
   * What the question is answered with.
   *
   * Since: 1.0
   */
  properties[PROP_KIND] = g_param_spec_enum ("kind", NULL, NULL, RISKCTX_TYPE_REPLY_KIND,
                                             RISKCTX_REPLY_KIND_TEXT, flags);
  /**
   * RiskctxInterviewQuestion:title: (getter get_title)
   *
   * The question itself, in English and Japanese.
   *
   * Since: 1.0
   */
  properties[PROP_TITLE] = g_param_spec_boxed ("title", NULL, NULL, RISKCTX_TYPE_TEXT, flags);
  /**
   * RiskctxInterviewQuestion:help: (getter get_help)
   *
   * What to think of, and how to write the answer.
   *
   * Since: 1.0
   */
  properties[PROP_HELP] = g_param_spec_boxed ("help", NULL, NULL, RISKCTX_TYPE_TEXT, flags);
  /**
   * RiskctxInterviewQuestion:choices: (getter get_choices)
   *
   * The ids of the choices, for a question that offers some.
   *
   * Since: 1.0
   */
  properties[PROP_CHOICES] = g_param_spec_boxed ("choices", NULL, NULL, G_TYPE_STRV, flags);
  /**
   * RiskctxInterviewQuestion:after: (getter get_after)
   *
   * The questions that have to be answered before this one makes sense.
   *
   * Since: 1.0
   */
  properties[PROP_AFTER] = g_param_spec_boxed ("after", NULL, NULL, G_TYPE_STRV, flags);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
riskctx_interview_question_init (RiskctxInterviewQuestion *self)
{
  self->choices = g_ptr_array_new_with_free_func (choice_free);
  self->assigns = g_ptr_array_new_with_free_func (assign_free);
}

/* One of the things that a question is asked about: {each} and {label} stand for it. */
typedef struct
{
  const char *key;   /* or NULL */
  JsonObject *label;
} Each;

static char *
fill (const char *template,
      const Each *each,
      const char *language)
{
  g_autoptr(GString) string = g_string_new (template);

  if (each->key != NULL)
    {
      g_string_replace (string, "{each}", each->key, 0);
      if (language != NULL)
        g_string_replace (string, "{label}",
                          json_object_get_string_member (each->label, language), 0);
    }
  return g_string_free (g_steal_pointer (&string), FALSE);
}

static RiskctxText *
read_text (JsonObject *object,
           const char *member,
           const Each *each)
{
  JsonObject *text = json_object_get_object_member (object, member);
  g_autofree char *en = fill (json_object_get_string_member (text, "en"), each, "en");
  g_autofree char *ja = fill (json_object_get_string_member (text, "ja"), each, "ja");
  const RiskctxTextPair pairs[] = { { "en", en }, { "ja", ja } };

  return riskctx_text_new_from_pairs (pairs, G_N_ELEMENTS (pairs));
}

static GStrv
read_strings (JsonObject *object,
              const char *member,
              const Each *each)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  JsonArray *array = json_object_has_member (object, member)
                       ? json_object_get_array_member (object, member) : NULL;

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      g_autofree char *one = fill (json_array_get_string_element (array, i), each, NULL);

      g_strv_builder_add (builder, one);
    }
  return g_strv_builder_end (builder);
}

static void
read_assigns (JsonObject *object,
              const Each *each,
              GPtrArray  *assigns)
{
  static const struct
  {
    const char       *mark;
    RiskctxAssignKind kind;
  } marks[] = {
    { " = ", RISKCTX_ASSIGN_SET },
    { " ?= ", RISKCTX_ASSIGN_DEFAULT },
    { " += ", RISKCTX_ASSIGN_ADD },
    { " ~= ", RISKCTX_ASSIGN_LATER },
  };
  g_auto(GStrv) lines = read_strings (object, "set", each);

  for (guint i = 0; lines[i] != NULL; i++)
    for (guint j = 0; j < G_N_ELEMENTS (marks); j++)
      {
        const char *at = strstr (lines[i], marks[j].mark);
        RiskctxAssign *assign;

        if (at == NULL)
          continue;
        assign = g_new0 (RiskctxAssign, 1);
        assign->kind = marks[j].kind;
        assign->path = g_strndup (lines[i], (gsize) (at - lines[i]));
        assign->value = g_strdup (at + strlen (marks[j].mark));
        g_ptr_array_add (assigns, assign);
        break;
      }
}

static void
read_choices (RiskctxInterviewQuestion *self,
              JsonObject               *object,
              const Each               *each)
{
  g_autoptr(GStrvBuilder) ids = g_strv_builder_new ();
  JsonArray *array = json_object_has_member (object, "choices")
                       ? json_object_get_array_member (object, "choices") : NULL;

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonObject *member = json_array_get_object_element (array, i);
      RiskctxInterviewChoice *choice = g_new0 (RiskctxInterviewChoice, 1);

      choice->id = g_strdup (json_object_get_string_member (member, "id"));
      choice->title = read_text (member, "title", each);
      choice->assigns = g_ptr_array_new_with_free_func (assign_free);
      read_assigns (member, each, choice->assigns);
      g_strv_builder_add (ids, choice->id);
      g_ptr_array_add (self->choices, choice);
    }
  self->choice_ids = g_strv_builder_end (ids);
}

static RiskctxInterviewQuestion *
read_question (JsonObject  *object,
               const Each  *each,
               RiskctxText *section)
{
  RiskctxInterviewQuestion *self = g_object_new (RISKCTX_TYPE_INTERVIEW_QUESTION, NULL);
  const char *kind = json_object_get_string_member (object, "kind");
  int value;

  if (!riskctx_enum_from_nick (RISKCTX_TYPE_REPLY_KIND, kind, strlen (kind), &value))
    g_error ("the interview has a question of kind “%s”", kind);
  self->kind = (RiskctxReplyKind) value;
  self->id = fill (json_object_get_string_member (object, "id"), each, NULL);
  self->section = riskctx_text_ref (section);
  self->title = read_text (object, "title", each);
  self->help = read_text (object, "help", each);
  self->after = read_strings (object, "after", each);
  read_choices (self, object, each);
  read_assigns (object, each, self->assigns);
  return self;
}

static RiskctxText *
find_section (JsonArray  *sections,
              const char *id)
{
  const Each none = { NULL, NULL };

  for (guint i = 0; i < json_array_get_length (sections); i++)
    {
      JsonObject *section = json_array_get_object_element (sections, i);

      if (g_str_equal (json_object_get_string_member (section, "id"), id))
        return read_text (section, "title", &none);
    }
  g_error ("the interview has no section “%s”", id);
}

static void
add_question (GPtrArray   *questions,
              JsonObject  *object,
              RiskctxText *section)
{
  JsonObjectIter iter;
  Each each = { NULL, NULL };
  JsonNode *label;

  if (!json_object_has_member (object, "each"))
    {
      g_ptr_array_add (questions, read_question (object, &each, section));
      return;
    }
  json_object_iter_init_ordered (&iter, json_object_get_object_member (object, "each"));
  while (json_object_iter_next_ordered (&iter, &each.key, &label))
    {
      each.label = json_node_get_object (label);
      g_ptr_array_add (questions, read_question (object, &each, section));
    }
}

typedef struct
{
  GPtrArray  *list;  /* RiskctxInterviewQuestion * */
  GHashTable *ranks; /* places, owned, to positions from 1 on */
} Questions;

static void
add_ranks (GHashTable      *ranks,
           const GPtrArray *assigns)
{
  for (guint i = 0; i < assigns->len; i++)
    {
      const char *path = ((const RiskctxAssign *) assigns->pdata[i])->path;

      for (const char *end = strchr (path, ']'); end != NULL; end = strchr (end + 1, ']'))
        {
          g_autofree char *place = g_strndup (path, (gsize) (end + 1 - path));

          if (!g_hash_table_contains (ranks, place))
            g_hash_table_insert (ranks, g_steal_pointer (&place),
                                 GUINT_TO_POINTER (g_hash_table_size (ranks) + 1));
        }
    }
}

static GHashTable *
rank (const GPtrArray *questions)
{
  GHashTable *ranks = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < questions->len; i++)
    {
      const RiskctxInterviewQuestion *question = questions->pdata[i];

      add_ranks (ranks, question->assigns);
      for (guint j = 0; j < question->choices->len; j++)
        add_ranks (ranks, ((const RiskctxInterviewChoice *) question->choices->pdata[j])->assigns);
    }
  return ranks;
}

static GPtrArray *
read_questions (void)
{
  g_autoptr(GBytes) bytes = g_resources_lookup_data (INTERVIEW_PATH, G_RESOURCE_LOOKUP_FLAGS_NONE,
                                                     NULL);
  g_autoptr(JsonParser) parser = json_parser_new_immutable ();
  GPtrArray *questions = g_ptr_array_new_with_free_func (g_object_unref);
  JsonObject *root;
  JsonArray *array;
  gsize size;
  const char *text = g_bytes_get_data (bytes, &size);

  if (!json_parser_load_from_data (parser, text, (gssize) size, NULL))
    g_error ("the questions of the interview are not JSON");
  root = json_node_get_object (json_parser_get_root (parser));
  array = json_object_get_array_member (root, "questions");
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonObject *object = json_array_get_object_element (array, i);
      g_autoptr(RiskctxText) section =
        find_section (json_object_get_array_member (root, "sections"),
                      json_object_get_string_member (object, "section"));

      add_question (questions, object, section);
    }
  return questions;
}

static const Questions *
get_questions (void)
{
  static gsize ready;
  static Questions questions;

  if (g_once_init_enter (&ready))
    {
      questions.list = read_questions ();
      questions.ranks = rank (questions.list);
      g_once_init_leave (&ready, 1);
    }
  return &questions;
}

/**
 * riskctx_interview_question_list:
 *
 * Lists all questions, in the order in which they are best asked.
 *
 * Returns: (transfer full): the questions, a list of [class@InterviewQuestion]
 *
 * Since: 1.0
 */
GListStore *
riskctx_interview_question_list (void)
{
  GPtrArray *questions = get_questions ()->list;
  GListStore *list = g_list_store_new (RISKCTX_TYPE_INTERVIEW_QUESTION);

  g_list_store_splice (list, 0, 0, questions->pdata, questions->len);
  return list;
}

guint
riskctx_interview_question_get_rank (const char *place)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (get_questions ()->ranks, place));
}

const RiskctxInterviewChoice *
riskctx_interview_question_find_choice (RiskctxInterviewQuestion *self,
                                        const char               *id)
{
  for (guint i = 0; i < self->choices->len; i++)
    {
      const RiskctxInterviewChoice *choice = self->choices->pdata[i];

      if (g_str_equal (choice->id, id))
        return choice;
    }
  return NULL;
}

/**
 * riskctx_interview_question_get_id: (get-property id)
 * @self: a question
 *
 * Gets the id of the question.
 *
 * Returns: (transfer none): the id
 *
 * Since: 1.0
 */
const char *
riskctx_interview_question_get_id (RiskctxInterviewQuestion *self)
{
  g_return_val_if_fail (RISKCTX_IS_INTERVIEW_QUESTION (self), NULL);
  return self->id;
}

/**
 * riskctx_interview_question_get_section: (get-property section)
 * @self: a question
 *
 * Gets the part of the interview that the question belongs to.
 *
 * Returns: (transfer none): the title of the part, in English and Japanese
 *
 * Since: 1.0
 */
RiskctxText *
riskctx_interview_question_get_section (RiskctxInterviewQuestion *self)
{
  g_return_val_if_fail (RISKCTX_IS_INTERVIEW_QUESTION (self), NULL);
  return self->section;
}

/**
 * riskctx_interview_question_get_kind: (get-property kind)
 * @self: a question
 *
 * Gets what the question is answered with.
 *
 * Returns: the kind of reply
 *
 * Since: 1.0
 */
RiskctxReplyKind
riskctx_interview_question_get_kind (RiskctxInterviewQuestion *self)
{
  g_return_val_if_fail (RISKCTX_IS_INTERVIEW_QUESTION (self), RISKCTX_REPLY_KIND_TEXT);
  return self->kind;
}

/**
 * riskctx_interview_question_get_title: (get-property title)
 * @self: a question
 *
 * Gets the question itself.
 *
 * Returns: (transfer none): the question, in English and Japanese
 *
 * Since: 1.0
 */
RiskctxText *
riskctx_interview_question_get_title (RiskctxInterviewQuestion *self)
{
  g_return_val_if_fail (RISKCTX_IS_INTERVIEW_QUESTION (self), NULL);
  return self->title;
}

/**
 * riskctx_interview_question_get_help: (get-property help)
 * @self: a question
 *
 * Gets what to think of, and how to write the answer.
 *
 * Returns: (transfer none): the help, in English and Japanese
 *
 * Since: 1.0
 */
RiskctxText *
riskctx_interview_question_get_help (RiskctxInterviewQuestion *self)
{
  g_return_val_if_fail (RISKCTX_IS_INTERVIEW_QUESTION (self), NULL);
  return self->help;
}

/**
 * riskctx_interview_question_get_choices: (get-property choices)
 * @self: a question
 *
 * Gets the ids of the choices that the question offers.
 *
 * Returns: (transfer none) (array zero-terminated=1): the ids; empty unless the kind is
 *   %RISKCTX_REPLY_KIND_CHOICE
 *
 * Since: 1.0
 */
const char *const *
riskctx_interview_question_get_choices (RiskctxInterviewQuestion *self)
{
  g_return_val_if_fail (RISKCTX_IS_INTERVIEW_QUESTION (self), NULL);
  return (const char *const *) self->choice_ids;
}

/**
 * riskctx_interview_question_get_choice_title:
 * @self: a question
 * @choice: the id of one of its choices
 *
 * Gets what a choice means.
 *
 * Returns: (transfer none) (nullable): the choice in words, in English and Japanese; %NULL if there
 *   is none of that id
 *
 * Since: 1.0
 */
RiskctxText *
riskctx_interview_question_get_choice_title (RiskctxInterviewQuestion *self,
                                             const char               *choice)
{
  g_return_val_if_fail (RISKCTX_IS_INTERVIEW_QUESTION (self) && choice != NULL, NULL);

  const RiskctxInterviewChoice *found = riskctx_interview_question_find_choice (self, choice);

  return found != NULL ? found->title : NULL;
}

/**
 * riskctx_interview_question_get_after: (get-property after)
 * @self: a question
 *
 * Gets the questions that have to be answered before this one makes sense: their ids, each followed
 * by `=` and a choice where only that choice leads to this question.
 *
 * Returns: (transfer none) (array zero-terminated=1): the conditions, which all have to hold
 *
 * Since: 1.0
 */
const char *const *
riskctx_interview_question_get_after (RiskctxInterviewQuestion *self)
{
  g_return_val_if_fail (RISKCTX_IS_INTERVIEW_QUESTION (self), NULL);
  return (const char *const *) self->after;
}
