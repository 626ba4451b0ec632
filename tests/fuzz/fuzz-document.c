/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Any bytes are read as a document or refused with issues that have a place; what is read without
 * a mistake is written as a text that is read and written the same again. */

#include <riskctx.h>

#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput (const uint8_t *data,
                            size_t         size);

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autoptr(GBytes) bytes = g_bytes_new (data, size);
  g_autoptr(RiskctxDocument) document = riskctx_document_new (bytes, "fuzz");
  GListModel *issues = riskctx_document_get_issues (document);
  RiskctxAssessment *assessment = riskctx_document_get_assessment (document);
  gboolean has_errors = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (issues); i++)
    {
      g_autoptr(RiskctxIssue) issue = g_list_model_get_item (issues, i);
      g_autofree char *line = riskctx_issue_to_string (issue, "fuzz", i % 2 == 0 ? "en" : "ja");

      g_assert (g_utf8_validate (line, -1, NULL));
      g_assert (riskctx_issue_get_pointer (issue) != NULL);
      has_errors |= riskctx_issue_get_severity (issue) == RISKCTX_SEVERITY_ERROR;
    }
  g_assert ((assessment == NULL) == has_errors);

  if (assessment != NULL)
    {
      g_autofree char *text = riskctx_assessment_to_text (assessment);
      g_autoptr(GBytes) text_bytes = g_bytes_new_static (text, strlen (text));
      g_autoptr(RiskctxDocument) again = riskctx_document_new (text_bytes, "again");
      g_autofree char *text_again = NULL;

      g_assert (riskctx_document_get_assessment (again) != NULL);
      text_again = riskctx_assessment_to_text (riskctx_document_get_assessment (again));
      g_assert_cmpstr (text, ==, text_again);
    }

  return 0;
}
