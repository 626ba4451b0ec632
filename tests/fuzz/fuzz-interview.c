/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* A line is a reply; an empty one skips, ^ goes back, @ID goes to a question. Whatever is said, a
 * reply that is refused has a reason and changes nothing, and the document can be read again. */

#include <riskctx.h>

#include <stdint.h>
#include <string.h>

#define MOST_REPLIES 24

int LLVMFuzzerTestOneInput (const uint8_t *data,
                            size_t         size);

/* TRUE if it was understood */
static gboolean
say (RiskctxInterview *interview,
     const char       *line,
     GError          **error)
{
  if (*line == '@')
    return riskctx_interview_go_to (interview, line + 1, error);
  if (*line == '^')
    {
      riskctx_interview_back (interview);
      return TRUE;
    }
  if (riskctx_interview_get_current (interview) == NULL)
    return TRUE;
  return *line == '\0' ? riskctx_interview_skip (interview, error)
                       : riskctx_interview_answer (interview, line, error);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autofree char *bytes = g_strndup ((const char *) data, size);
  g_autofree char *valid = g_utf8_make_valid (bytes, -1);
  g_auto(GStrv) lines = g_strsplit (valid, "\n", MOST_REPLIES);
  g_autoptr(RiskctxAssessment) assessment = riskctx_assessment_new ("fuzz");
  g_autoptr(RiskctxInterview) interview
    = riskctx_interview_new (assessment, size % 2 == 0 ? "en" : "ja");

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autofree char *before = riskctx_assessment_to_text (assessment);
      g_autoptr(GError) refused = NULL;
      const double progress = riskctx_interview_get_progress (interview);

      g_assert (progress >= 0 && progress <= 1);
      if (!say (interview, lines[i], &refused))
        {
          g_autofree char *after = riskctx_assessment_to_text (assessment);

          g_assert (refused != NULL && g_utf8_validate (refused->message, -1, NULL));
          g_assert_cmpstr (before, ==, after);
        }
      else
        g_assert_no_error (refused);
    }

  g_autofree char *text = riskctx_assessment_to_text (assessment);
  g_autoptr(GBytes) written = g_bytes_new_static (text, strlen (text));
  g_autoptr(GError) error = NULL;
  g_autoptr(RiskctxAssessment) again = riskctx_assessment_load_from_bytes (written, &error);

  g_assert_no_error (error);
  return 0;
}
