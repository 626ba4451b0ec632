/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "riskctx-document-read-private.h"

#include <string.h>

#include "riskctx-document-reader-private.h"
#include "riskctx-document.h"
#include "riskctx-error.h"

/* Every pointer with a mistake at it or below it */
static GHashTable *
collect_places (GListModel *issues)
{
  GHashTable *places = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < g_list_model_get_n_items (issues); i++)
    {
      g_autoptr(RiskctxIssue) issue = g_list_model_get_item (issues, i);
      const char *pointer = riskctx_issue_get_pointer (issue);

      if (riskctx_issue_get_severity (issue) != RISKCTX_SEVERITY_ERROR)
        continue;
      for (const char *p = strchr (pointer, '/'); p != NULL; p = strchr (p + 1, '/'))
        if (p != pointer)
          g_hash_table_add (places, g_strndup (pointer, (gsize) (p - pointer)));
      g_hash_table_add (places, g_strdup (pointer));
    }

  return places;
}

static void
locate (GBytes     *bytes,
        GListStore *issues)
{
  const void *data;
  gsize size;

  data = g_bytes_get_data (bytes, &size);
  riskctx_mistakes_position (data, size, G_LIST_MODEL (issues));
}

/* What could not be read is not there to be checked: to say that it is missing, or that its
 * estimate is incomplete, would be to report one mistake twice. */
static gboolean
follows_from (RiskctxIssue *issue,
              GHashTable   *places)
{
  RiskctxIssueCode code = riskctx_issue_get_number (issue);
  const char *pointer = riskctx_issue_get_pointer (issue);

  if (code == RISKCTX_ISSUE_REQUIRED)
    {
      g_autofree char *member = g_strconcat (pointer, "/", riskctx_issue_get_argument (issue, 0),
                                             NULL);

      return g_hash_table_contains (places, member);
    }

  return code < RISKCTX_ISSUE_ID && g_hash_table_contains (places, pointer);
}

static void
check (GBytes      *bytes,
       RiskctxItem *root,
       GListStore  *issues)
{
  g_autoptr(GListStore) found = riskctx_item_check (root);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (found));
  g_autoptr(GPtrArray) others = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(GHashTable) places = NULL;

  if (n == 0)
    return;

  places = collect_places (G_LIST_MODEL (issues));
  for (guint i = 0; i < n; i++)
    {
      g_autoptr(RiskctxIssue) issue = g_list_model_get_item (G_LIST_MODEL (found), i);

      if (!follows_from (issue, places))
        g_ptr_array_add (others, g_steal_pointer (&issue));
    }
  riskctx_mistakes_add_to (issues, others);
  locate (bytes, issues);
}

static gint
compare_issues (gconstpointer a,
                gconstpointer b,
                gpointer      data)
{
  RiskctxIssue *first = RISKCTX_ISSUE ((gpointer) a);
  RiskctxIssue *second = RISKCTX_ISSUE ((gpointer) b);
  gboolean first_is_last = riskctx_issue_get_number (first) == RISKCTX_ISSUE_TOO_MANY;
  gboolean second_is_last = riskctx_issue_get_number (second) == RISKCTX_ISSUE_TOO_MANY;
  guint line = riskctx_issue_get_line (first);
  guint other_line = riskctx_issue_get_line (second);
  guint column = riskctx_issue_get_column (first);
  guint other_column = riskctx_issue_get_column (second);

  if (first_is_last != second_is_last)
    return first_is_last - second_is_last;
  if (line != other_line)
    return line < other_line ? -1 : 1;

  return column < other_column ? -1 : column > other_column;
}

/* A newer document may mean anything by what it says, so nothing else is said about it. */
static gboolean
refuse_newer (GBytes      *bytes,
              RiskctxItem *root,
              GListStore  *issues)
{
  g_autofree char *text = NULL;
  g_autoptr(RiskctxIssue) issue = NULL;
  gint64 version;

  g_object_get (root, "version", &version, NULL);
  if (version <= RISKCTX_DOCUMENT_VERSION)
    return FALSE;

  text = g_strdup_printf ("%" G_GINT64_FORMAT, version);
  issue = riskctx_issue_new (RISKCTX_ISSUE_VERSION, "/version", NULL, text,
                             G_STRINGIFY (RISKCTX_DOCUMENT_VERSION), NULL);
  g_list_store_append (issues, issue);
  locate (bytes, issues);

  return TRUE;
}

/**
 * riskctx_document_read:
 * @bytes: the text of a document
 * @type: what its root is: an assessment or a catalog
 * @issues: an empty list, to which what is wrong or remarkable is added in the order of the text
 *
 * Reads a document and checks it.
 *
 * Returns: (transfer full) (nullable): the root, or %NULL if the document has errors
 */
RiskctxItem *
riskctx_document_read (GBytes     *bytes,
                       GType       type,
                       GListStore *issues)
{
  g_auto(RiskctxDocumentReader) reader = { 0 };
  g_autoptr(RiskctxItem) root = NULL;
  const void *data;
  gsize size;

  data = g_bytes_get_data (bytes, &size);
  riskctx_document_reader_init (&reader, data, size);
  root = riskctx_document_reader_read (&reader, type);
  if (root != NULL && refuse_newer (bytes, root, issues))
    return NULL;

  riskctx_mistakes_report (&reader.mistakes, &reader.json, data, size, issues);
  if (root != NULL)
    check (bytes, root, issues);
  g_list_store_sort (issues, compare_issues, NULL);

  return riskctx_issues_get_first_error (G_LIST_MODEL (issues), NULL) == NULL
           ? g_steal_pointer (&root) : NULL;
}

/**
 * riskctx_issues_get_first_error:
 * @issues: a list of issues
 * @n_errors: (out) (optional): how many errors there are
 *
 * Finds the first issue that is an error.
 *
 * Returns: (transfer none) (nullable): the issue
 */
RiskctxIssue *
riskctx_issues_get_first_error (GListModel *issues,
                                guint      *n_errors)
{
  RiskctxIssue *first = NULL;
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (issues); i++)
    {
      g_autoptr(RiskctxIssue) issue = g_list_model_get_item (issues, i);

      if (riskctx_issue_get_severity (issue) != RISKCTX_SEVERITY_ERROR)
        continue;
      n++;
      if (first == NULL)
        first = issue;
    }
  if (n_errors != NULL)
    *n_errors = n;

  return first;
}

/**
 * riskctx_document_set_error:
 * @issues: a list of issues with an error among them
 * @name: (nullable): what the document is called
 * @error: return location for an error
 *
 * Says what is wrong with a document in one line: the first mistake, and how many more there are.
 */
void
riskctx_document_set_error (GListModel  *issues,
                            const char  *name,
                            GError     **error)
{
  guint n_errors;
  RiskctxIssue *first = riskctx_issues_get_first_error (issues, &n_errors);
  g_autofree char *line = riskctx_issue_to_string (first, name, "en");
  g_autofree char *more = n_errors > 1 ? g_strdup_printf (" (and %u more)", n_errors - 1) : NULL;

  g_set_error (error, RISKCTX_ERROR,
               riskctx_issue_get_number (first) == RISKCTX_ISSUE_VERSION ? RISKCTX_ERROR_VERSION
                                                                         : RISKCTX_ERROR_INVALID,
               "%s%s", line, more != NULL ? more : "");
}
