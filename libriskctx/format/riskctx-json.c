/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "riskctx-json.h"

#include "riskctx-error.h"
#include "riskctx-issue-private.h"
#include "riskctx-json-locate-private.h"
#include "riskctx-json-reader-private.h"
#include "riskctx-json-writer-private.h"

static void
set_error (GError            **error,
           RiskctxJsonReader  *reader,
           GBytes             *bytes)
{
  const RiskctxJsonProblem *problem = &g_array_index (reader->problems, RiskctxJsonProblem, 0);
  g_autoptr(RiskctxIssue) issue = riskctx_issue_new (problem->code, NULL, NULL, problem->args[0],
                                                     problem->args[1], problem->args[2]);
  g_autofree char *message = riskctx_issue_dup_message (issue, "en");
  gsize size;
  const void *data = g_bytes_get_data (bytes, &size);
  guint line, column;

  riskctx_json_locate_line (data, size, problem->offset, &line, &column);
  g_set_error (error, RISKCTX_ERROR, RISKCTX_ERROR_INVALID, "line %u, column %u: %s", line, column,
               message);
}

/**
 * riskctx_json_from_bytes:
 * @bytes: a JSON text, UTF-8 without byte order mark
 * @error: return location for an error
 *
 * Reads JSON as RFC 8259 defines it, and nothing else.
 *
 * Refused are also members given twice, brackets nested deeper than 64, numbers a double cannot
 * stand for, and NUL characters. Whole numbers up to 2^63 become integers, other numbers doubles.
 *
 * Returns: (transfer full): the value
 *
 * Raises [error@Error.INVALID] with line and column of the first mistake.
 *
 * Since: 1.0
 */
JsonNode *
riskctx_json_from_bytes (GBytes  *bytes,
                         GError **error)
{
  g_auto(RiskctxJsonReader) reader = { 0 };
  g_autoptr(JsonNode) node = NULL;
  const void *data;
  gsize size;

  g_return_val_if_fail (bytes != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  data = g_bytes_get_data (bytes, &size);
  riskctx_json_reader_init (&reader, data, size);
  node = riskctx_json_reader_read_node (&reader, riskctx_json_reader_next (&reader));
  if (node != NULL)
    riskctx_json_reader_next (&reader);

  if (reader.n_problems > 0)
    {
      set_error (error, &reader, bytes);
      return NULL;
    }

  return g_steal_pointer (&node);
}

/**
 * riskctx_json_to_string:
 * @node: a value
 * @pretty: whether to spread it over lines, two spaces a level, for people to read
 * @error: return location for an error
 *
 * Writes JSON text, without a line break at its end.
 *
 * Numbers are written in the shortest form that reads back the same, whatever the locale. Objects
 * and arrays that hold no others stand on one line of pretty text if they fit.
 *
 * Returns: (transfer full): the text
 *
 * Raises [error@Error.INVALID] if a number in @node is not finite or it is nested deeper than 64.
 *
 * Since: 1.0
 */
char *
riskctx_json_to_string (JsonNode  *node,
                        gboolean   pretty,
                        GError   **error)
{
  g_auto(RiskctxJsonWriter) writer = { 0 };
  char *text;

  g_return_val_if_fail (node != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  riskctx_json_writer_init (&writer, pretty);
  riskctx_json_writer_node (&writer, node);
  text = riskctx_json_writer_finish (&writer);
  if (text == NULL)
    g_set_error_literal (error, RISKCTX_ERROR, RISKCTX_ERROR_INVALID,
                         "a number is not finite, or brackets are nested deeper than 64");

  return text;
}
