/* SPDX-License-Identifier: CC0-1.0 */

/* Loads an assessment and prints its brief: five answers, each with what led to it.
 *
 *   brief [DOCUMENT [LANGUAGE]]
 */

#include <riskctx.h>
#include <stdio.h>
#include <stdlib.h>

int
main (int    argc,
      char **argv)
{
  const char *language = argc > 2 ? argv[2] : "en";
  g_autoptr(GError) error = NULL;
  g_autoptr(RiskctxAssessment) assessment = NULL;
  g_autoptr(RiskctxSimulation) simulation = NULL;
  g_autoptr(RiskctxLossResult) loss = NULL;
  g_autoptr(RiskctxBrief) brief = NULL;

  if (argc > 1)
    assessment = riskctx_assessment_load (argv[1], &error);
  else
    assessment = riskctx_assessment_model_company ("ec-site", &error);

  if (assessment != NULL)
    {
      simulation = riskctx_simulation_new (assessment);
      loss = riskctx_simulation_run (simulation, NULL, &error);
    }

  if (loss == NULL)
    {
      fprintf (stderr, "%s\n", error->message);
      return EXIT_FAILURE;
    }

  brief = riskctx_brief_new (assessment, loss, NULL);

  GListModel *answers = riskctx_brief_get_answers (brief);

  for (guint i = 0; i < g_list_model_get_n_items (answers); i++)
    {
      g_autoptr(RiskctxAnswer) answer = g_list_model_get_item (answers, i);
      GListModel *sources = riskctx_answer_get_sources (answer);

      printf ("%s\n", riskctx_text_get (riskctx_answer_get_text (answer), language));
      for (guint j = 0; j < g_list_model_get_n_items (sources); j++)
        {
          g_autoptr(RiskctxEvidence) source = g_list_model_get_item (sources, j);

          printf ("  %s: %s\n", riskctx_evidence_get_id (source),
                  riskctx_text_get (riskctx_evidence_get_text (source), language));
        }
    }

  return EXIT_SUCCESS;
}
