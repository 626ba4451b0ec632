/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "riskctx-assessment-file.h"

#include "riskctx-document-private.h"
#include "riskctx-document-writer-private.h"
#include "riskctx-file-private.h"
#include "riskctx-json.h"

#include <string.h>

static RiskctxAssessment *
take_from (RiskctxDocument  *document,
           GError          **error)
{
  RiskctxAssessment *assessment;

  if (document == NULL)
    return NULL;
  assessment = riskctx_document_take_assessment (document, error);
  g_object_unref (document);

  return assessment;
}

/**
 * riskctx_assessment_load:
 * @path: (type filename): the path of a file
 * @error: return location for an error
 *
 * Loads an assessment from a document that is expected to be in order.
 *
 * [class@Document] shows everything that is wrong with a document, and its place in the file.
 *
 * Fails with [error@Error.INVALID] and the place of the first mistake if the document has
 * mistakes, with [error@Error.VERSION] if it was written for a newer version of the library, with
 * [error@Error.TOO_LARGE] if the file is larger than 256 MB, and with an error of
 * [error@Gio.IOErrorEnum] if it cannot be read.
 *
 * Returns: (transfer full): the assessment
 *
 * Since: 1.0
 */
RiskctxAssessment *
riskctx_assessment_load (const char  *path,
                         GError     **error)
{
  g_return_val_if_fail (path != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  return take_from (riskctx_document_load (path, error), error);
}

/**
 * riskctx_assessment_load_from_file:
 * @file: a file
 * @cancellable: (nullable): to stop reading
 * @error: return location for an error
 *
 * Loads an assessment from a file of any kind that GIO knows; see [func@Assessment.load].
 *
 * Returns: (transfer full): the assessment
 *
 * Since: 1.0
 */
RiskctxAssessment *
riskctx_assessment_load_from_file (GFile         *file,
                                   GCancellable  *cancellable,
                                   GError       **error)
{
  g_return_val_if_fail (G_IS_FILE (file), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  return take_from (riskctx_document_load_file (file, cancellable, error), error);
}

/**
 * riskctx_assessment_load_from_bytes:
 * @bytes: the text of a document, UTF-8
 * @error: return location for an error
 *
 * Loads an assessment from memory; see [func@Assessment.load].
 *
 * Returns: (transfer full): the assessment
 *
 * Since: 1.0
 */
RiskctxAssessment *
riskctx_assessment_load_from_bytes (GBytes  *bytes,
                                    GError **error)
{
  g_return_val_if_fail (bytes != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  return take_from (riskctx_document_new (bytes, NULL), error);
}

/**
 * riskctx_assessment_from_json:
 * @node: a document as a tree
 * @error: return location for an error
 *
 * Makes an assessment of a document that is already in memory as JSON.
 *
 * Fails with [error@Error.INVALID] if the document has mistakes. Their places are counted as if
 * the tree had been written by [func@json_to_string].
 *
 * Returns: (transfer full): the assessment
 *
 * Since: 1.0
 */
RiskctxAssessment *
riskctx_assessment_from_json (JsonNode  *node,
                              GError   **error)
{
  g_autoptr(GBytes) bytes = NULL;
  char *text;

  g_return_val_if_fail (node != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  text = riskctx_json_to_string (node, TRUE, error);
  if (text == NULL)
    return NULL;
  bytes = g_bytes_new_take (text, strlen (text));

  return riskctx_assessment_load_from_bytes (bytes, error);
}

/**
 * riskctx_assessment_to_text:
 * @self: an assessment
 *
 * Writes an assessment as a document: UTF-8 JSON, two spaces a level.
 *
 * Members come in the order in which they were read, with those that the library does not know
 * where they were. Writing what was read from such a text gives the same text.
 *
 * Returns: (transfer full): the text
 *
 * Since: 1.0
 */
char *
riskctx_assessment_to_text (RiskctxAssessment *self)
{
  g_return_val_if_fail (RISKCTX_IS_ASSESSMENT (self), NULL);

  return riskctx_document_to_text (RISKCTX_ITEM (self), TRUE);
}

/**
 * riskctx_assessment_to_json:
 * @self: an assessment
 *
 * Writes an assessment as a document, in the form of a tree.
 *
 * Returns: (transfer full): the document
 *
 * Since: 1.0
 */
JsonNode *
riskctx_assessment_to_json (RiskctxAssessment *self)
{
  g_autoptr(GBytes) bytes = NULL;
  char *text;

  g_return_val_if_fail (RISKCTX_IS_ASSESSMENT (self), NULL);

  text = riskctx_document_to_text (RISKCTX_ITEM (self), FALSE);
  g_return_val_if_fail (text != NULL, NULL);
  bytes = g_bytes_new_take (text, strlen (text));

  return riskctx_json_from_bytes (bytes, NULL);
}

/**
 * riskctx_assessment_save:
 * @self: an assessment
 * @path: (type filename): the path of a file
 * @error: return location for an error
 *
 * Saves an assessment as a document.
 *
 * An existing file is replaced at once or, whatever happens, stays as it was; its permissions are
 * kept. A read-only file is not replaced.
 *
 * Fails with an error of [error@Gio.IOErrorEnum] if the file cannot be written.
 *
 * Returns: %TRUE if it was saved
 *
 * Since: 1.0
 */
gboolean
riskctx_assessment_save (RiskctxAssessment  *self,
                         const char         *path,
                         GError            **error)
{
  g_autoptr(GFile) file = NULL;

  g_return_val_if_fail (RISKCTX_IS_ASSESSMENT (self), FALSE);
  g_return_val_if_fail (path != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  file = g_file_new_for_path (path);

  return riskctx_assessment_save_to_file (self, file, NULL, error);
}

/**
 * riskctx_assessment_save_to_file:
 * @self: an assessment
 * @file: a file
 * @cancellable: (nullable): to stop writing
 * @error: return location for an error
 *
 * Saves an assessment to a file of any kind that GIO knows; see [method@Assessment.save].
 *
 * Returns: %TRUE if it was saved
 *
 * Since: 1.0
 */
gboolean
riskctx_assessment_save_to_file (RiskctxAssessment  *self,
                                 GFile              *file,
                                 GCancellable       *cancellable,
                                 GError            **error)
{
  g_autofree char *text = NULL;

  g_return_val_if_fail (RISKCTX_IS_ASSESSMENT (self), FALSE);
  g_return_val_if_fail (G_IS_FILE (file), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  text = riskctx_document_to_text (RISKCTX_ITEM (self), TRUE);
  g_return_val_if_fail (text != NULL, FALSE);

  return riskctx_file_write (file, text, strlen (text), cancellable, error);
}
