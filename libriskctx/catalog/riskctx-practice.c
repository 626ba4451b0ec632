/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-practice-private.h"

#include "riskctx-enum-types.h"
#include "riskctx-field-private.h"
#include "riskctx-text-private.h"
#include "riskctx-words.h"

#define N_PARTS (RISKCTX_PRACTICE_PART_RULE + 1)

/**
 * RiskctxPractice:
 *
 * A piece of practical help: a question of the check sheet, a scene of the working day, or a rule
 * of the policy.
 *
 * Those that ship with the library are in Japanese and English. All three kinds are tied to the
 * same controls, by their numbers in ISO/IEC 27002:2022, and scenes to the questions that ask about
 * them. The texts are our own. [func@Practice.load] reads pieces of somebody else.
 *
 * Pieces do not change and are shared between threads.
 *
 * Since: 1.0
 */
struct _RiskctxPractice
{
  GObject      parent_instance;
  int          kind;
  char        *id;
  char        *group;
  RiskctxText *title;
  RiskctxText *parts[N_PARTS];
  gboolean     always;
  GStrv        related;
};

G_DEFINE_FINAL_TYPE (RiskctxPractice, riskctx_practice, G_TYPE_OBJECT)

static const char *const files[] = {
  [RISKCTX_PRACTICE_KIND_QUESTION] = "/org/riskctx/practice/check-sheet.json",
  [RISKCTX_PRACTICE_KIND_SCENE] = "/org/riskctx/practice/working-day.json",
  [RISKCTX_PRACTICE_KIND_RULE] = "/org/riskctx/practice/policy.json",
};

static void
riskctx_practice_finalize (GObject *object)
{
  RiskctxPractice *self = RISKCTX_PRACTICE (object);

  g_free (self->id);
  g_free (self->group);
  g_clear_pointer (&self->title, riskctx_text_unref);
  for (guint i = 0; i < N_PARTS; i++)
    g_clear_pointer (&self->parts[i], riskctx_text_unref);
  g_strfreev (self->related);
  G_OBJECT_CLASS (riskctx_practice_parent_class)->finalize (object);
}

static void
riskctx_practice_class_init (RiskctxPracticeClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = riskctx_practice_finalize;
}

static void
riskctx_practice_init (RiskctxPractice *self)
{
}

static RiskctxText *
read_text (JsonObject *object)
{
  g_autoptr(GArray) pairs = g_array_new (FALSE, FALSE, sizeof (RiskctxTextPair));
  const char *language;
  JsonNode *value;
  JsonObjectIter iter;

  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &language, &value))
    {
      const RiskctxTextPair pair = { language, json_node_get_string (value) };

      g_array_append_val (pairs, pair);
    }
  return riskctx_text_new_from_pairs ((const RiskctxTextPair *) (gpointer) pairs->data,
                                      pairs->len);
}

static GStrv
read_strings (JsonArray *array)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    g_strv_builder_add (builder, json_array_get_string_element (array, i));
  return g_strv_builder_end (builder);
}

RiskctxPractice *
riskctx_practice_new_row (RiskctxPracticeKind kind,
                          JsonObject         *object)
{
  RiskctxPractice *self = g_object_new (RISKCTX_TYPE_PRACTICE, NULL);
  JsonObject *parts = json_object_get_object_member (object, "parts");

  self->kind = (int) kind;
  self->id = g_strdup (json_object_get_string_member (object, "id"));
  self->group = g_strdup (json_object_get_string_member (object, "group"));
  self->title = read_text (json_object_get_object_member (object, "title"));
  self->always = json_object_get_boolean_member_with_default (object, "always", FALSE);
  self->related = read_strings (json_object_has_member (object, "related")
                                  ? json_object_get_array_member (object, "related") : NULL);
  for (int i = 0; i < N_PARTS; i++)
    {
      const char *name = riskctx_enum_to_nick (RISKCTX_TYPE_PRACTICE_PART, i);

      if (json_object_has_member (parts, name))
        self->parts[i] = read_text (json_object_get_object_member (parts, name));
    }
  return self;
}

static void
read_rows (GListStore         *rows,
           RiskctxPracticeKind kind)
{
  g_autoptr(GBytes) bytes =
    g_resources_lookup_data (files[kind], G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_autoptr(JsonParser) parser = json_parser_new_immutable ();
  gsize size;
  const char *text = g_bytes_get_data (bytes, &size);
  JsonArray *array;

  if (!json_parser_load_from_data (parser, text, (gssize) size, NULL))
    g_error ("%s is not JSON", files[kind]);
  array = json_object_get_array_member (json_node_get_object (json_parser_get_root (parser)),
                                        "rows");
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      g_autoptr(RiskctxPractice) row =
        riskctx_practice_new_row (kind, json_array_get_object_element (array, i));

      g_list_store_append (rows, row);
    }
}

/* Read once, never changed. */
static GListModel *
get_rows (RiskctxPracticeKind kind)
{
  static gsize ready;
  static GListStore *rows[G_N_ELEMENTS (files)];

  if (g_once_init_enter (&ready))
    {
      for (guint i = 0; i < G_N_ELEMENTS (files); i++)
        {
          rows[i] = g_list_store_new (RISKCTX_TYPE_PRACTICE);
          read_rows (rows[i], (RiskctxPracticeKind) i);
        }
      g_once_init_leave (&ready, 1);
    }
  return G_LIST_MODEL (rows[kind]);
}

/**
 * riskctx_practice_list:
 * @kind: what is wanted
 *
 * Lists the pieces of one kind, in the order in which they are read.
 *
 * Returns: (transfer full): a list of [class@Practice]
 *
 * Since: 1.0
 */
GListStore *
riskctx_practice_list (RiskctxPracticeKind kind)
{
  g_return_val_if_fail ((guint) kind < G_N_ELEMENTS (files), NULL);

  GListModel *rows = get_rows (kind);
  GListStore *list = g_list_store_new (RISKCTX_TYPE_PRACTICE);

  for (guint i = 0; i < g_list_model_get_n_items (rows); i++)
    {
      g_autoptr(RiskctxPractice) row = g_list_model_get_item (rows, i);

      g_list_store_append (list, row);
    }
  return list;
}

/**
 * riskctx_practice_find:
 * @id: an id, such as `c-backup`
 *
 * Looks for a piece of any kind.
 *
 * Returns: (transfer full) (nullable): the piece
 *
 * Since: 1.0
 */
RiskctxPractice *
riskctx_practice_find (const char *id)
{
  g_return_val_if_fail (id != NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      GListModel *rows = get_rows ((RiskctxPracticeKind) i);

      for (guint j = 0; j < g_list_model_get_n_items (rows); j++)
        {
          g_autoptr(RiskctxPractice) row = g_list_model_get_item (rows, j);

          if (g_str_equal (row->id, id))
            return g_steal_pointer (&row);
        }
    }
  return NULL;
}

/**
 * riskctx_practice_get_kind:
 * @self: a piece of practical help
 *
 * Gets what it is.
 *
 * Returns: the kind
 *
 * Since: 1.0
 */
RiskctxPracticeKind
riskctx_practice_get_kind (RiskctxPractice *self)
{
  g_return_val_if_fail (RISKCTX_IS_PRACTICE (self), RISKCTX_PRACTICE_KIND_QUESTION);
  return (RiskctxPracticeKind) self->kind;
}

/**
 * riskctx_practice_get_id:
 * @self: a piece of practical help
 *
 * Gets the id, which never changes.
 *
 * Returns: (transfer none): the id
 *
 * Since: 1.0
 */
const char *
riskctx_practice_get_id (RiskctxPractice *self)
{
  g_return_val_if_fail (RISKCTX_IS_PRACTICE (self), NULL);
  return self->id;
}

/**
 * riskctx_practice_get_group:
 * @self: a piece of practical help
 *
 * Gets the group it belongs to: of a question the kind of measure, as a nickname of
 * [flags@MeasureKind]; of a scene the time of the day; of a rule whom it is for.
 *
 * Returns: (transfer none): the group
 *
 * Since: 1.0
 */
const char *
riskctx_practice_get_group (RiskctxPractice *self)
{
  g_return_val_if_fail (RISKCTX_IS_PRACTICE (self), NULL);
  return self->group;
}

/**
 * riskctx_practice_get_group_label:
 * @self: a piece of practical help
 * @language: `ja` or `en`
 *
 * Names the group for people.
 *
 * Returns: (transfer none): the name
 *
 * Since: 1.0
 */
const char *
riskctx_practice_get_group_label (RiskctxPractice *self,
                                  const char      *language)
{
  g_return_val_if_fail (RISKCTX_IS_PRACTICE (self) && language != NULL, NULL);

  g_autofree char *key = g_strconcat ("practice.group.", self->group, NULL);
  const char *word = riskctx_word (key, language);

  return word != NULL ? word : self->group;
}

/**
 * riskctx_practice_get_title:
 * @self: a piece of practical help
 *
 * Gets the question, or what the scene or rule is called.
 *
 * Returns: (transfer none): the title
 *
 * Since: 1.0
 */
RiskctxText *
riskctx_practice_get_title (RiskctxPractice *self)
{
  g_return_val_if_fail (RISKCTX_IS_PRACTICE (self), NULL);
  return self->title;
}

/**
 * riskctx_practice_get_part:
 * @self: a piece of practical help
 * @part: which of its texts
 *
 * Gets one of its texts. In a rule, `{purpose}`, `{scope}`, `{roles}` and `{review}` stand for what
 * an assessment says.
 *
 * Returns: (transfer none) (nullable): the text; %NULL if pieces of this kind have none of it
 *
 * Since: 1.0
 */
RiskctxText *
riskctx_practice_get_part (RiskctxPractice    *self,
                           RiskctxPracticePart part)
{
  g_return_val_if_fail (RISKCTX_IS_PRACTICE (self) && (guint) part < N_PARTS, NULL);
  return self->parts[part];
}

/**
 * riskctx_practice_is_always:
 * @self: a piece of practical help
 *
 * Gets whether a rule belongs to every policy, whichever measures are chosen.
 *
 * Returns: %TRUE if it does
 *
 * Since: 1.0
 */
gboolean
riskctx_practice_is_always (RiskctxPractice *self)
{
  g_return_val_if_fail (RISKCTX_IS_PRACTICE (self), FALSE);
  return self->always;
}

/**
 * riskctx_practice_get_related:
 * @self: a piece of practical help
 *
 * Gets what it is tied to, as source and identifier: `iso27002:8.13`, `check:c-backup`.
 *
 * Returns: (transfer none) (array zero-terminated=1): the identifiers
 *
 * Since: 1.0
 */
const char *const *
riskctx_practice_get_related (RiskctxPractice *self)
{
  g_return_val_if_fail (RISKCTX_IS_PRACTICE (self), NULL);
  return (const char *const *) self->related;
}
