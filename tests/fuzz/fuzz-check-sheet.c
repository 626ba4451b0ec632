/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Any text is taken as answers or refused with a reason; what is refused leaves no answer behind,
 * and what is taken stands in a document that can be read again. */

#include <riskctx.h>

#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput (const uint8_t *data,
                            size_t         size);

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_autoptr(RiskctxAssessment) assessment = riskctx_assessment_new ("fuzz");
  g_autoptr(RiskctxOrganization) organization = riskctx_organization_new ("o");
  g_autoptr(RiskctxCheckSheet) sheet = riskctx_check_sheet_new (assessment);
  g_autoptr(GError) error = NULL;

  riskctx_assessment_set_organization (assessment, organization);
  if (!riskctx_check_sheet_read_csv (sheet, text, &error))
    {
      g_assert (error != NULL && g_utf8_validate (error->message, -1, NULL));
      g_assert_cmpuint (riskctx_check_sheet_count_answered (sheet, 0), ==, 0);
      return 0;
    }
  g_assert_no_error (error);
  riskctx_check_sheet_apply (sheet);

  g_autofree char *document = riskctx_assessment_to_text (assessment);
  g_autoptr(GBytes) bytes = g_bytes_new_static (document, strlen (document));
  g_autoptr(RiskctxAssessment) again = riskctx_assessment_load_from_bytes (bytes, &error);

  g_assert_no_error (error);

  g_autoptr(RiskctxCheckSheet) kept = riskctx_check_sheet_new (again);

  g_assert_cmpuint (riskctx_check_sheet_count_answered (kept, 0), ==,
                    riskctx_check_sheet_count_answered (sheet, 0));
  return 0;
}
