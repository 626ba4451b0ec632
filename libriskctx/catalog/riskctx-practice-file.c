/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-practice-file.h"

#include <string.h>

#include "riskctx-document-read-private.h"
#include "riskctx-enum-types.h"
#include "riskctx-field-private.h"
#include "riskctx-file-private.h"
#include "riskctx-mistakes-private.h"
#include "riskctx-practice-private.h"
#include "riskctx-text-private.h"
#include "riskctx-validity.h"

/* Questions, scenes and rules of somebody else, in the format of the library's own. */

typedef struct
{
  RiskctxPracticeKind kind;
  GPtrArray          *issues;
  GHashTable         *ids; /* id → pointer */
} Reading;

typedef enum
{
  A_STRING,
  A_BOOLEAN,
  AN_ARRAY,
  AN_OBJECT,
} Sort;

static const char *const sorts[] = {
  [A_STRING] = "@format.string",
  [A_BOOLEAN] = "@format.boolean",
  [AN_ARRAY] = "@format.array",
  [AN_OBJECT] = "@format.object",
};

static const char *const row_members[] = { "id", "group", "title", "parts", "always", "related",
                                           NULL };

/* The parts of which a piece of each kind consists */
static const int parts[][5] = {
  [RISKCTX_PRACTICE_KIND_QUESTION] = { RISKCTX_PRACTICE_PART_AS_IS, -1 },
  [RISKCTX_PRACTICE_KIND_SCENE] = { RISKCTX_PRACTICE_PART_WEAKNESS, RISKCTX_PRACTICE_PART_SCENARIO,
                                    RISKCTX_PRACTICE_PART_HUMAN, RISKCTX_PRACTICE_PART_TECHNICAL,
                                    -1 },
  [RISKCTX_PRACTICE_KIND_RULE] = { RISKCTX_PRACTICE_PART_RULE, -1 },
};

static void
report (Reading         *self,
        RiskctxIssueCode code,
        const char      *pointer,
        const char      *arg0,
        const char      *arg1)
{
  g_ptr_array_add (self->issues, riskctx_issue_new (code, pointer, NULL, arg0, arg1, NULL));
}

static const char *
name_of (JsonNode *node)
{
  if (JSON_NODE_HOLDS_OBJECT (node))
    return sorts[AN_OBJECT];
  if (JSON_NODE_HOLDS_ARRAY (node))
    return sorts[AN_ARRAY];
  if (JSON_NODE_HOLDS_NULL (node))
    return "@format.null";
  if (json_node_get_value_type (node) == G_TYPE_STRING)
    return sorts[A_STRING];
  return json_node_get_value_type (node) == G_TYPE_BOOLEAN ? sorts[A_BOOLEAN] : "@format.number";
}

static gboolean
is (Reading    *self,
    JsonNode   *node,
    Sort        sort,
    const char *pointer)
{
  const char *name = name_of (node);

  if (g_str_equal (name, sorts[sort]))
    return TRUE;
  report (self, RISKCTX_ISSUE_TYPE, pointer, sorts[sort], name);
  return FALSE;
}

/* NULL: there is none, or it is something else. */
static JsonNode *
take (Reading    *self,
      JsonObject *object,
      const char *pointer,
      const char *name,
      Sort        sort,
      gboolean    required)
{
  JsonNode *node = json_object_get_member (object, name);
  g_autofree char *own = g_strconcat (pointer, "/", name, NULL);

  if (node == NULL)
    {
      if (required)
        report (self, RISKCTX_ISSUE_REQUIRED, pointer, name, NULL);
      return NULL;
    }
  return is (self, node, sort, own) ? node : NULL;
}

static void
check_members (Reading           *self,
               JsonObject        *object,
               const char        *pointer,
               const char *const *known)
{
  g_autoptr(GList) names = json_object_get_members (object);

  for (GList *name = names; name != NULL; name = name->next)
    if (!g_strv_contains (known, name->data))
      report (self, RISKCTX_ISSUE_UNKNOWN_MEMBER, pointer, name->data, NULL);
}

static void
check_text (Reading    *self,
            JsonObject *object,
            const char *pointer,
            const char *name)
{
  JsonNode *node = take (self, object, pointer, name, AN_OBJECT, TRUE);
  g_autofree char *own = g_strconcat (pointer, "/", name, NULL);
  const char *language;
  JsonNode *value;
  JsonObjectIter iter;

  if (node == NULL)
    return;
  if (json_object_get_size (json_node_get_object (node)) == 0)
    report (self, RISKCTX_ISSUE_TYPE, own, "@format.text-in-language", "@format.empty-object");
  json_object_iter_init_ordered (&iter, json_node_get_object (node));
  while (json_object_iter_next_ordered (&iter, &language, &value))
    if (!riskctx_language_is_valid (language))
      report (self, RISKCTX_ISSUE_LANGUAGE, own, language, NULL);
    else
      {
        g_autofree char *place = g_strconcat (own, "/", language, NULL);

        is (self, value, A_STRING, place);
      }
}

static void
check_parts (Reading    *self,
             JsonObject *row,
             const char *pointer)
{
  JsonNode *node = take (self, row, pointer, "parts", AN_OBJECT, TRUE);
  g_autofree char *own = g_strconcat (pointer, "/parts", NULL);
  const char *known[G_N_ELEMENTS (parts[0]) + 1] = { NULL };

  if (node == NULL)
    return;
  for (guint i = 0; parts[self->kind][i] >= 0; i++)
    {
      known[i] = riskctx_enum_to_nick (RISKCTX_TYPE_PRACTICE_PART, parts[self->kind][i]);
      check_text (self, json_node_get_object (node), own, known[i]);
    }
  check_members (self, json_node_get_object (node), own, known);
}

static void
check_id (Reading    *self,
          JsonObject *row,
          const char *pointer)
{
  JsonNode *node = take (self, row, pointer, "id", A_STRING, TRUE);
  const char *id = node != NULL ? json_node_get_string (node) : NULL;
  g_autofree char *own = g_strconcat (pointer, "/id", NULL);

  if (id == NULL)
    return;
  if (!riskctx_id_is_valid (id))
    report (self, RISKCTX_ISSUE_ID, own, id, NULL);
  else if (g_hash_table_contains (self->ids, id))
    report (self, RISKCTX_ISSUE_DUPLICATE_ID, own, id, g_hash_table_lookup (self->ids, id));
  else
    g_hash_table_insert (self->ids, (char *) id, g_steal_pointer (&own));
}

/* Questions belong to a theme, which counts; of the others it is a heading. */
static void
check_group (Reading    *self,
             JsonObject *row,
             const char *pointer)
{
  JsonNode *node = take (self, row, pointer, "group", A_STRING, TRUE);
  const char *group = node != NULL ? json_node_get_string (node) : NULL;
  g_autofree char *own = g_strconcat (pointer, "/group", NULL);
  g_autofree char *theme_name = riskctx_enum_name_type (RISKCTX_TYPE_MEASURE_KIND);
  int theme;

  if (group == NULL)
    return;
  if (self->kind != RISKCTX_PRACTICE_KIND_QUESTION)
    {
      if (!riskctx_id_is_valid (group))
        report (self, RISKCTX_ISSUE_ID, own, group, NULL);
    }
  else if (!riskctx_enum_from_nick (RISKCTX_TYPE_MEASURE_KIND, group, strlen (group), &theme))
    report (self, RISKCTX_ISSUE_NAME, own, group, theme_name);
}

static gboolean
is_citation (const char *text)
{
  const char *colon = strchr (text, ':');
  g_autofree char *catalog = colon != NULL ? g_strndup (text, (gsize) (colon - text)) : NULL;

  return catalog != NULL && riskctx_id_is_valid (catalog) && riskctx_id_is_valid (colon + 1);
}

static void
check_related (Reading    *self,
               JsonObject *row,
               const char *pointer)
{
  JsonNode *node = take (self, row, pointer, "related", AN_ARRAY, FALSE);
  JsonArray *array = node != NULL ? json_node_get_array (node) : NULL;

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);
      g_autofree char *own = g_strdup_printf ("%s/related/%u", pointer, i);

      if (is (self, element, A_STRING, own) && !is_citation (json_node_get_string (element)))
        report (self, RISKCTX_ISSUE_CITATION, own, json_node_get_string (element), NULL);
    }
}

static void
check_row (Reading    *self,
           JsonNode   *node,
           const char *pointer)
{
  JsonObject *row;

  if (!is (self, node, AN_OBJECT, pointer))
    return;
  row = json_node_get_object (node);
  check_id (self, row, pointer);
  check_group (self, row, pointer);
  check_text (self, row, pointer, "title");
  check_parts (self, row, pointer);
  take (self, row, pointer, "always", A_BOOLEAN, FALSE);
  check_related (self, row, pointer);
  check_members (self, row, pointer, row_members);
}

static JsonArray *
check_root (Reading  *self,
            JsonNode *root)
{
  JsonNode *rows;

  if (!is (self, root, AN_OBJECT, ""))
    return NULL;
  rows = take (self, json_node_get_object (root), "", "rows", AN_ARRAY, TRUE);
  if (rows == NULL)
    return NULL;
  for (guint i = 0; i < json_array_get_length (json_node_get_array (rows)); i++)
    {
      g_autofree char *pointer = g_strdup_printf ("/rows/%u", i);

      check_row (self, json_array_get_element (json_node_get_array (rows), i), pointer);
    }
  return json_node_get_array (rows);
}

/* NULL: it is not JSON, and the issues say why. */
static JsonNode *
read_node (GBytes     *bytes,
           GListStore *issues)
{
  g_auto(RiskctxJsonReader) reader = { 0 };
  g_auto(RiskctxMistakes) mistakes = { 0 };
  g_autoptr(JsonNode) node = NULL;
  gsize size;
  const void *data = g_bytes_get_data (bytes, &size);

  riskctx_json_reader_init (&reader, data, size);
  node = riskctx_json_reader_read_node (&reader, riskctx_json_reader_next (&reader));
  if (node != NULL)
    riskctx_json_reader_next (&reader);
  riskctx_mistakes_report (&mistakes, &reader, data, size, issues);
  return riskctx_issues_get_first_error (G_LIST_MODEL (issues), NULL) == NULL
           ? g_steal_pointer (&node) : NULL;
}

/**
 * riskctx_practice_read:
 * @bytes: JSON with the pieces
 * @kind: what they are
 * @issues: an empty list of [class@Issue], to which what is wrong or remarkable is added
 *
 * Reads pieces of practical help of one's own, and lists all mistakes with pointer, line and
 * column.
 *
 * The text is an object whose `rows` are objects with `id`, `group`, `title`, `parts` and, if
 * wanted, `related` (identifiers such as `iso27002:8.13`) and `always`. Titles and parts are
 * objects of texts by language. A question has the part `as-is`, and as its group a theme, a
 * nickname of [flags@MeasureKind]; a scene has `weakness`, `scenario`, `human` and `technical`; a
 * rule has `rule`.
 *
 * Returns: (transfer full) (nullable): a list of [class@Practice], or %NULL if one of the issues is
 *   an error
 *
 * Since: 1.0
 */
GListStore *
riskctx_practice_read (GBytes             *bytes,
                       RiskctxPracticeKind kind,
                       GListStore         *issues)
{
  g_return_val_if_fail (bytes != NULL, NULL);
  g_return_val_if_fail ((guint) kind < G_N_ELEMENTS (parts), NULL);
  g_return_val_if_fail (G_IS_LIST_STORE (issues), NULL);

  g_autoptr(JsonNode) root = read_node (bytes, issues);
  g_autoptr(GPtrArray) found = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  Reading self = { kind, found, ids };
  GListStore *list;
  JsonArray *rows;
  gsize size;
  const void *data = g_bytes_get_data (bytes, &size);

  if (root == NULL)
    return NULL;
  rows = check_root (&self, root);
  riskctx_mistakes_add_to (issues, found);
  riskctx_mistakes_position (data, size, G_LIST_MODEL (issues));
  if (riskctx_issues_get_first_error (G_LIST_MODEL (issues), NULL) != NULL)
    return NULL;
  list = g_list_store_new (RISKCTX_TYPE_PRACTICE);
  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      g_autoptr(RiskctxPractice) row =
        riskctx_practice_new_row (kind, json_array_get_object_element (rows, i));

      g_list_store_append (list, row);
    }
  return list;
}

/**
 * riskctx_practice_load:
 * @path: (type filename): the path of a file
 * @kind: what is in it
 * @error: return location for an error
 *
 * Reads pieces of practical help from a file, as [func@Practice.read] does.
 *
 * Fails with an error of `GIOErrorEnum` if the file cannot be read, and with
 * [error@Error.INVALID] if it has mistakes: the message names the first one and its place.
 *
 * Returns: (transfer full): a list of [class@Practice]
 *
 * Since: 1.0
 */
GListStore *
riskctx_practice_load (const char         *path,
                       RiskctxPracticeKind kind,
                       GError            **error)
{
  g_return_val_if_fail (path != NULL, NULL);
  g_return_val_if_fail ((guint) kind < G_N_ELEMENTS (parts), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  g_autoptr(GFile) file = g_file_new_for_path (path);
  g_autoptr(GBytes) bytes = riskctx_file_read (file, NULL, error);
  g_autoptr(GListStore) issues = g_list_store_new (RISKCTX_TYPE_ISSUE);
  GListStore *list;

  if (bytes == NULL)
    return NULL;
  list = riskctx_practice_read (bytes, kind, issues);
  if (list == NULL)
    riskctx_document_set_error (G_LIST_MODEL (issues), path, error);
  return list;
}
