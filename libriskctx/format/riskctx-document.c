/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "riskctx-document-private.h"

#include "riskctx-document-read-private.h"
#include "riskctx-file-private.h"
#include "riskctx-mistakes-private.h"

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
  self->assessment = (RiskctxAssessment *) riskctx_document_read (bytes, RISKCTX_TYPE_ASSESSMENT,
                                                                  self->issues);

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
  if (self->assessment == NULL)
    riskctx_document_set_error (G_LIST_MODEL (self->issues), self->name, error);

  return g_steal_pointer (&self->assessment);
}
