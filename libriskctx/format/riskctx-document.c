/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "riskctx-document-private.h"

#include "riskctx-validity.h"
#include "riskctx-document-reader-private.h"
#include "riskctx-error.h"
#include "riskctx-file-private.h"

#include <string.h>

/**
 * RiskctxDocument:
 *
 * A document that was read: its text, what is wrong with it, and the assessment if nothing is.
 *
 * Use it where the mistakes in a document are to be shown, all of them and with line and column;
 * [func@Assessment.load] is shorter where a document is expected to be right.
 *
 * ```python
 * document = Riskctx.Document.load("shop.json")
 * for issue in document.get_issues():
 *     print(issue.to_string(document.get_name(), "en"))
 * ```
 *
 * A document is thread-compatible: use it from one thread at a time.
 *
 * Since: 1.0
 */
struct _RiskctxDocument
{
  GObject            parent_instance;
  GBytes            *bytes;
  char              *name;
  GListStore        *issues;
  RiskctxAssessment *assessment;
};

G_DEFINE_FINAL_TYPE (RiskctxDocument, riskctx_document, G_TYPE_OBJECT)

typedef enum
{
  PROP_NAME = 1,
  PROP_ISSUES,
  PROP_ASSESSMENT,
} RiskctxDocumentProperty;

static GParamSpec *properties[PROP_ASSESSMENT + 1];

static void
riskctx_document_finalize (GObject *object)
{
  RiskctxDocument *self = RISKCTX_DOCUMENT (object);

  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_free (self->name);
  g_clear_object (&self->issues);
  g_clear_object (&self->assessment);

  G_OBJECT_CLASS (riskctx_document_parent_class)->finalize (object);
}

static void
riskctx_document_get_property (GObject    *object,
                               guint       prop_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  RiskctxDocument *self = RISKCTX_DOCUMENT (object);

  switch ((RiskctxDocumentProperty) prop_id)
    {
    case PROP_NAME:
      g_value_set_string (value, riskctx_document_get_name (self));
      break;
    case PROP_ISSUES:
      g_value_set_object (value, riskctx_document_get_issues (self));
      break;
    case PROP_ASSESSMENT:
      g_value_set_object (value, riskctx_document_get_assessment (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
riskctx_document_class_init (RiskctxDocumentClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->finalize = riskctx_document_finalize;
  object_class->get_property = riskctx_document_get_property;

  /**
   * RiskctxDocument:name: (getter get_name)
   *
   * What the document is called in messages: the path of its file.
   *
   * Since: 1.0
   */
  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, flags);
  /**
   * RiskctxDocument:issues: (getter get_issues)
   *
   * What is wrong with the document, or remarkable about it.
   *
   * Since: 1.0
   */
  properties[PROP_ISSUES] = g_param_spec_object ("issues", NULL, NULL, G_TYPE_LIST_MODEL, flags);
  /**
   * RiskctxDocument:assessment: (getter get_assessment)
   *
   * The assessment in the document; %NULL if the document has errors.
   *
   * Since: 1.0
   */
  properties[PROP_ASSESSMENT] = g_param_spec_object ("assessment", NULL, NULL,
                                                     RISKCTX_TYPE_ASSESSMENT, flags);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
riskctx_document_init (RiskctxDocument *self)
{
  self->issues = g_list_store_new (RISKCTX_TYPE_ISSUE);
}

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
check (RiskctxDocument   *self,
       RiskctxAssessment *assessment)
{
  g_autoptr(GListStore) found = riskctx_assessment_check (assessment);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (found));
  g_autoptr(GPtrArray) others = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(GHashTable) places = NULL;

  if (n == 0)
    return;

  places = collect_places (G_LIST_MODEL (self->issues));
  for (guint i = 0; i < n; i++)
    {
      g_autoptr(RiskctxIssue) issue = g_list_model_get_item (G_LIST_MODEL (found), i);

      if (!follows_from (issue, places))
        g_ptr_array_add (others, g_steal_pointer (&issue));
    }
  riskctx_mistakes_add_to (self->issues, others);
  riskctx_document_locate (self, G_LIST_MODEL (self->issues));
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

static gboolean
has_errors (RiskctxDocument *self)
{
  GListModel *issues = G_LIST_MODEL (self->issues);

  for (guint i = 0; i < g_list_model_get_n_items (issues); i++)
    {
      g_autoptr(RiskctxIssue) issue = g_list_model_get_item (issues, i);

      if (riskctx_issue_get_severity (issue) == RISKCTX_SEVERITY_ERROR)
        return TRUE;
    }

  return FALSE;
}

/* A newer document may mean anything by what it says, so nothing else is said about it. */
static gboolean
refuse_newer (RiskctxDocument   *self,
              RiskctxAssessment *assessment)
{
  gint64 version = riskctx_assessment_get_version (assessment);
  g_autofree char *text = NULL;
  g_autoptr(RiskctxIssue) issue = NULL;

  if (version <= RISKCTX_DOCUMENT_VERSION)
    return FALSE;

  text = g_strdup_printf ("%" G_GINT64_FORMAT, version);
  issue = riskctx_issue_new (RISKCTX_ISSUE_VERSION, "/version", NULL, text,
                             G_STRINGIFY (RISKCTX_DOCUMENT_VERSION), NULL);
  g_list_store_remove_all (self->issues);
  g_list_store_append (self->issues, issue);
  riskctx_document_locate (self, G_LIST_MODEL (self->issues));

  return TRUE;
}

static void
read_all (RiskctxDocument *self)
{
  g_auto(RiskctxDocumentReader) reader = { 0 };
  g_autoptr(RiskctxAssessment) assessment = NULL;
  const void *data;
  gsize size;

  data = g_bytes_get_data (self->bytes, &size);
  riskctx_document_reader_init (&reader, data, size);
  assessment = (RiskctxAssessment *) riskctx_document_reader_read (&reader,
                                                                   RISKCTX_TYPE_ASSESSMENT);
  if (assessment != NULL && refuse_newer (self, assessment))
    return;

  riskctx_mistakes_report (&reader.mistakes, &reader.json, data, size, self->issues);
  if (assessment != NULL)
    check (self, assessment);
  g_list_store_sort (self->issues, compare_issues, NULL);
  if (!has_errors (self))
    self->assessment = g_steal_pointer (&assessment);
}

/**
 * riskctx_document_new:
 * @bytes: the text of a document, UTF-8
 * @name: (nullable): what to call it in messages
 *
 * Reads a document from memory. This cannot fail; whether it was in order is told by its
 * [property@Document:issues].
 *
 * Returns: (transfer full): a new document
 *
 * Since: 1.0
 */
RiskctxDocument *
riskctx_document_new (GBytes     *bytes,
                      const char *name)
{
  RiskctxDocument *self;

  g_return_val_if_fail (bytes != NULL, NULL);

  self = g_object_new (RISKCTX_TYPE_DOCUMENT, NULL);
  self->bytes = g_bytes_ref (bytes);
  self->name = g_strdup (name);
  read_all (self);

  return self;
}

/**
 * riskctx_document_load:
 * @path: (type filename): the path of a file
 * @error: return location for an error
 *
 * Reads a document from a file. This fails only if the file cannot be read; whether the document
 * was in order is told by its [property@Document:issues].
 *
 * Fails with [error@Error.TOO_LARGE] if the file is larger than 256 MB, and with an error of
 * [error@Gio.IOErrorEnum] if it cannot be read.
 *
 * Returns: (transfer full): a new document
 *
 * Since: 1.0
 */
RiskctxDocument *
riskctx_document_load (const char  *path,
                       GError     **error)
{
  g_autoptr(GFile) file = NULL;
  g_autoptr(GBytes) bytes = NULL;

  g_return_val_if_fail (path != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  file = g_file_new_for_path (path);
  bytes = riskctx_file_read (file, NULL, error);
  if (bytes == NULL)
    return NULL;

  return riskctx_document_new (bytes, path);
}

/**
 * riskctx_document_load_file:
 * @file: a file
 * @cancellable: (nullable): to stop reading
 * @error: return location for an error
 *
 * Reads a document from a file of any kind that GIO knows; see [func@Document.load].
 *
 * Returns: (transfer full): a new document
 *
 * Since: 1.0
 */
RiskctxDocument *
riskctx_document_load_file (GFile         *file,
                            GCancellable  *cancellable,
                            GError       **error)
{
  g_autoptr(GBytes) bytes = NULL;
  g_autofree char *name = NULL;

  g_return_val_if_fail (G_IS_FILE (file), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  bytes = riskctx_file_read (file, cancellable, error);
  if (bytes == NULL)
    return NULL;
  name = g_file_get_parse_name (file);

  return riskctx_document_new (bytes, name);
}

/**
 * riskctx_document_get_name: (get-property name)
 * @self: a document
 *
 * Gets what the document is called in messages.
 *
 * Returns: (transfer none) (nullable): the name
 *
 * Since: 1.0
 */
const char *
riskctx_document_get_name (RiskctxDocument *self)
{
  g_return_val_if_fail (RISKCTX_IS_DOCUMENT (self), NULL);

  return self->name;
}

/**
 * riskctx_document_get_issues: (get-property issues)
 * @self: a document
 *
 * Gets what is wrong with the document, or remarkable about it, in the order of the text, up to a
 * thousand errors.
 *
 * Returns: (transfer none): a list of [class@Issue]
 *
 * Since: 1.0
 */
GListModel *
riskctx_document_get_issues (RiskctxDocument *self)
{
  g_return_val_if_fail (RISKCTX_IS_DOCUMENT (self), NULL);

  return G_LIST_MODEL (self->issues);
}

/**
 * riskctx_document_get_assessment: (get-property assessment)
 * @self: a document
 *
 * Gets the assessment in the document.
 *
 * Returns: (transfer none) (nullable): the assessment, or %NULL if the document has errors
 *
 * Since: 1.0
 */
RiskctxAssessment *
riskctx_document_get_assessment (RiskctxDocument *self)
{
  g_return_val_if_fail (RISKCTX_IS_DOCUMENT (self), NULL);

  return self->assessment;
}

/**
 * riskctx_document_locate:
 * @self: a document
 * @issues: a list of [class@Issue] about its assessment
 *
 * Gives line and column to issues that were found later, such as the findings of the method.
 *
 * Since: 1.0
 */
void
riskctx_document_locate (RiskctxDocument *self,
                         GListModel      *issues)
{
  const void *data;
  gsize size;

  g_return_if_fail (RISKCTX_IS_DOCUMENT (self));
  g_return_if_fail (G_IS_LIST_MODEL (issues));

  data = g_bytes_get_data (self->bytes, &size);
  riskctx_mistakes_position (data, size, issues);
}

RiskctxAssessment *
riskctx_document_take_assessment (RiskctxDocument  *self,
                                  GError          **error)
{
  GListModel *issues = G_LIST_MODEL (self->issues);
  g_autoptr(RiskctxIssue) first = NULL;
  g_autofree char *line = NULL;
  g_autofree char *more = NULL;
  guint others = 0;

  if (self->assessment != NULL)
    return g_steal_pointer (&self->assessment);

  for (guint i = 0; i < g_list_model_get_n_items (issues); i++)
    {
      g_autoptr(RiskctxIssue) issue = g_list_model_get_item (issues, i);

      if (riskctx_issue_get_severity (issue) != RISKCTX_SEVERITY_ERROR)
        continue;
      if (first == NULL)
        first = g_steal_pointer (&issue);
      else
        others++;
    }

  line = riskctx_issue_to_string (first, self->name, "en");
  if (others > 0)
    more = g_strdup_printf (" (and %u more)", others);
  g_set_error (error, RISKCTX_ERROR,
               riskctx_issue_get_number (first) == RISKCTX_ISSUE_VERSION ? RISKCTX_ERROR_VERSION
                                                                         : RISKCTX_ERROR_INVALID,
               "%s%s", line, more != NULL ? more : "");

  return NULL;
}
