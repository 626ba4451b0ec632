/* SPDX-License-Identifier: CC0-1.0 */

/* Chooses the measures for a budget, and shows what the decision depends on.
 *
 *   decide [COMPANY]
 */

#include <riskctx.h>
#include <stdio.h>
#include <stdlib.h>

#define SHOWN 3

static gboolean
choose (RiskctxAssessment *assessment,
        GError           **error)
{
  static const char *const none[] = { NULL };
  g_autoptr(RiskctxFrontier) frontier = riskctx_frontier_new (assessment);
  RiskctxFrontierPoint *best;
  g_autofree char *options = NULL;

  riskctx_frontier_set_simulate (frontier, FALSE);
  if (!riskctx_frontier_run (frontier, NULL, error))
    return FALSE;
  best = riskctx_frontier_get_recommended (frontier);
  options = g_strjoinv (" + ", (char **) (best != NULL ? riskctx_frontier_point_get_options (best)
                                                       : none));
  printf ("Recommended: %s\n", options);
  return TRUE;
}

static void
show_input (RiskctxSensitivityInput *input)
{
  const RiskctxSensitivityOutput output = RISKCTX_SENSITIVITY_OUTPUT_NET_PRESENT_VALUE;
  g_autofree char *low = riskctx_figure_format (
    riskctx_sensitivity_input_get_effect (input, output, FALSE), "en");
  g_autofree char *high = riskctx_figure_format (
    riskctx_sensitivity_input_get_effect (input, output, TRUE), "en");

  printf ("%s: %s to %s\n", riskctx_sensitivity_input_get_id (input), low, high);
  for (int above = 0; above < 2; above++)
    {
      RiskctxFigure *value = riskctx_sensitivity_input_get_switch (input, above);
      g_autofree char *text = riskctx_figure_format (value, "en");

      if (riskctx_figure_is_defined (value))
        printf ("  %s: %s\n", riskctx_text_get (riskctx_figure_get_label (value), "en"), text);
    }
}

static gboolean
show_what_matters (RiskctxAssessment *assessment,
                   GError           **error)
{
  g_autoptr(RiskctxSensitivity) sensitivity = riskctx_sensitivity_new (assessment);
  GListModel *inputs = G_LIST_MODEL (sensitivity);
  g_autofree char *payback = NULL;

  riskctx_sensitivity_set_simulate (sensitivity, FALSE);
  if (!riskctx_sensitivity_run (sensitivity, NULL, error))
    return FALSE;
  for (guint i = 0; i < MIN (g_list_model_get_n_items (inputs), SHOWN); i++)
    {
      g_autoptr(RiskctxSensitivityInput) input = g_list_model_get_item (inputs, i);

      show_input (input);
    }
  payback = riskctx_figure_explain (
    riskctx_sensitivity_get_figure (sensitivity, RISKCTX_SENSITIVITY_OUTPUT_PAYBACK), "en");
  printf ("%s\n", payback);
  return TRUE;
}

int
main (int    argc,
      char **argv)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(RiskctxAssessment) assessment
    = riskctx_assessment_model_company (argc > 1 ? argv[1] : "ec-site", &error);

  if (assessment == NULL || !choose (assessment, &error)
      || !show_what_matters (assessment, &error))
    {
      fprintf (stderr, "%s\n", error->message);
      return EXIT_FAILURE;
    }
  return EXIT_SUCCESS;
}
