/* SPDX-License-Identifier: CC0-1.0 */

/* Writes the reports of a list of documents, in Japanese and in English, into a folder.
 *
 *   reports FOLDER DOCUMENT...
 */

#include <riskctx.h>
#include <stdio.h>
#include <stdlib.h>

static const char *const languages[] = { "ja", "en" };

static gboolean
write_reports (const char *document,
               const char *folder,
               GError    **error)
{
  g_autoptr(RiskctxAssessment) assessment = riskctx_assessment_load (document, error);

  if (assessment == NULL)
    return FALSE;

  for (gsize i = 0; i < G_N_ELEMENTS (languages); i++)
    {
      g_autofree char *name = g_strdup_printf (
        "%s.%s.html", riskctx_item_get_id (RISKCTX_ITEM (assessment)), languages[i]);
      g_autoptr(GFile) file = g_file_new_build_filename (folder, name, NULL);
      g_autoptr(RiskctxReport) report = riskctx_report_new (assessment);

      riskctx_report_set_language (report, languages[i]);
      if (!riskctx_report_run (report, NULL, error)
          || !riskctx_report_save (report, file, RISKCTX_REPORT_FORMAT_HTML, NULL, error))
        return FALSE;
      printf ("%s\n", name);
    }

  return TRUE;
}

int
main (int    argc,
      char **argv)
{
  int status = EXIT_SUCCESS;

  /* A document with mistakes is named, and the others get their reports all the same. */
  for (int i = 2; i < argc; i++)
    {
      g_autoptr(GError) error = NULL;

      if (!write_reports (argv[i], argv[1], &error))
        {
          fprintf (stderr, "%s\n", error->message);
          status = EXIT_FAILURE;
        }
    }

  return status;
}
