/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "riskctx-tool.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#define COMPANY "company:"
#define CHUNK   (64 * 1024)
/* As much as the library reads from a file. */
#define LARGEST (256 * 1024 * 1024)

GBytes *
tool_read_standard_input (GError **error)
{
  g_autoptr(GByteArray) array = g_byte_array_new ();
  guint8 buffer[CHUNK];

  for (;;)
    {
      gssize n = read (STDIN_FILENO, buffer, sizeof buffer);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        {
          int saved_errno = errno;

          g_set_error (error, G_IO_ERROR, g_io_error_from_errno (saved_errno), "-: %s",
                       g_strerror (saved_errno));
          return NULL;
        }
      if (n == 0)
        return g_byte_array_free_to_bytes (g_steal_pointer (&array));
      if (array->len + (gsize) n > LARGEST)
        {
          g_set_error (error, RISKCTX_ERROR, RISKCTX_ERROR_TOO_LARGE,
                       "-: larger than the %d MB that a document may have", LARGEST >> 20);
          return NULL;
        }
      g_byte_array_append (array, buffer, (guint) n);
    }
}

static RiskctxDocument *
load (Tool        *tool,
      const char  *name,
      GError     **error)
{
  if (strcmp (name, "-") == 0)
    {
      g_autoptr(GBytes) bytes = tool_read_standard_input (error);

      return bytes ? riskctx_document_new (bytes, name) : NULL;
    }
  if (g_str_has_prefix (name, COMPANY))
    {
      g_autoptr(RiskctxAssessment) assessment =
        riskctx_assessment_model_company (name + strlen (COMPANY), error);
      char *text = assessment ? riskctx_assessment_to_text (assessment) : NULL;
      g_autoptr(GBytes) bytes = text ? g_bytes_new_take (text, strlen (text)) : NULL;

      return bytes ? riskctx_document_new (bytes, name) : NULL;
    }
  return riskctx_document_load (name, error);
}

/* Reads a document without a word about its mistakes; NULL only if it cannot be read at all, and
 * then that has been said. */
RiskctxDocument *
tool_load_text (Tool       *tool,
                const char *name,
                ToolStatus *status)
{
  g_autoptr(GError) error = NULL;
  RiskctxDocument *document = load (tool, name, &error);

  *status = document ? TOOL_FINE : tool_fail (tool, error);
  return document;
}

guint
tool_count_issues (GListModel     *issues,
                   RiskctxSeverity severity)
{
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (issues); i++)
    {
      g_autoptr(RiskctxIssue) issue = g_list_model_get_item (issues, i);

      n += riskctx_issue_get_severity (issue) == severity;
    }
  return n;
}

/* The severity stands out on a terminal that shows colors. */
static void
append_issue (Tool         *tool,
              GString      *string,
              RiskctxIssue *issue,
              const char   *name,
              gboolean      color)
{
  static const struct { const char *word, *color; } severities[] = {
    { " info: ", "\033[36m" }, { " warning: ", "\033[33m" }, { " error: ", "\033[31m" },
  };
  RiskctxSeverity severity = riskctx_issue_get_severity (issue);
  g_autofree char *line = riskctx_issue_to_string (issue, name, tool->message_language);
  const char *word = color ? strstr (line, severities[severity].word) : NULL;

  if (word == NULL)
    g_string_append (string, line);
  else
    {
      gsize length = strlen (severities[severity].word);

      g_string_append_len (string, line, word - line);
      g_string_append (string, severities[severity].color);
      g_string_append_len (string, word, (gssize) length);
      g_string_append (string, "\033[0m");
      g_string_append (string, word + length);
    }
  g_string_append_c (string, '\n');
}

/* One line an issue, of those that are at least so grave. */
char *
tool_format_issues (Tool           *tool,
                    const char     *name,
                    GListModel     *issues,
                    RiskctxSeverity at_least,
                    gboolean        color)
{
  GString *lines = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (issues); i++)
    {
      g_autoptr(RiskctxIssue) issue = g_list_model_get_item (issues, i);

      if (riskctx_issue_get_severity (issue) >= at_least)
        append_issue (tool, lines, issue, name, color);
    }
  return g_string_free (lines, FALSE);
}

/* Reads a document that has to be right: a path, "-" or "company:ID". Otherwise all mistakes are
 * said, and NULL is returned. */
RiskctxAssessment *
tool_load (Tool       *tool,
           const char *name,
           ToolStatus *status)
{
  g_autoptr(RiskctxDocument) document = tool_load_text (tool, name, status);

  if (document == NULL)
    return NULL;

  RiskctxAssessment *assessment = riskctx_document_get_assessment (document);

  if (assessment == NULL)
    {
      g_autofree char *lines = tool_format_issues (tool, name,
                                                   riskctx_document_get_issues (document),
                                                   RISKCTX_SEVERITY_ERROR, tool->color);

      tool_write_message (lines);
      *status = TOOL_MISTAKES;
      return NULL;
    }
  if (g_cancellable_is_cancelled (tool->cancellable))
    {
      *status = TOOL_INTERRUPTED;
      return NULL;
    }
  return g_object_ref (assessment);
}
