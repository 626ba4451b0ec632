/* SPDX-License-Identifier: CC0-1.0 */

/* Shows how investment plans can turn out: what is sure, and what is only likely.
 *
 *   invest [COMPANY]
 */

#include <riskctx.h>
#include <stdio.h>
#include <stdlib.h>

static void
show (RiskctxFigure *figure)
{
  g_autofree char *text = riskctx_figure_format (figure, "en");

  printf ("  %s: %s\n", riskctx_text_get (riskctx_figure_get_label (figure), "en"), text);
}

static gboolean
show_option (RiskctxAssessment *assessment,
             const char        *id,
             GError           **error)
{
  static const RiskctxPlanOutcome outcomes[] = {
    RISKCTX_PLAN_OUTCOME_NET_PRESENT_VALUE_P10,
    RISKCTX_PLAN_OUTCOME_NET_PRESENT_VALUE_P50,
    RISKCTX_PLAN_OUTCOME_NET_PRESENT_VALUE_P90,
    RISKCTX_PLAN_OUTCOME_GAIN,
    RISKCTX_PLAN_OUTCOME_ANY_BAD_YEAR_BEFORE,
    RISKCTX_PLAN_OUTCOME_ANY_BAD_YEAR_AFTER,
  };
  const char *const options[] = { id, NULL };
  g_autoptr(RiskctxInvestmentPlan) plan = riskctx_investment_plan_new (assessment, options);
  RiskctxPlanDistribution *distribution;

  riskctx_investment_plan_set_paths (plan, 5000);
  if (!riskctx_investment_plan_run (plan, NULL, error))
    return FALSE;
  printf ("%s\n", id);
  show (riskctx_investment_plan_get_figure (plan, RISKCTX_PLAN_FIGURE_NET_PRESENT_VALUE));
  distribution = riskctx_investment_plan_get_distribution (plan);
  for (guint i = 0; i < G_N_ELEMENTS (outcomes); i++)
    show (riskctx_plan_distribution_get_figure (distribution, outcomes[i]));
  show (riskctx_plan_distribution_get_payback_within (
    distribution, riskctx_plan_distribution_get_years (distribution)));
  return TRUE;
}

int
main (int    argc,
      char **argv)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(RiskctxAssessment) assessment
    = riskctx_assessment_model_company (argc > 1 ? argv[1] : "ec-site", &error);
  gboolean shown = assessment != NULL;
  GListModel *options = shown ? G_LIST_MODEL (riskctx_assessment_get_options (assessment)) : NULL;

  for (guint i = 0; shown && i < g_list_model_get_n_items (options); i++)
    {
      g_autoptr(RiskctxItem) option = g_list_model_get_item (options, i);

      shown = show_option (assessment, riskctx_item_get_id (option), &error);
    }
  if (shown)
    return EXIT_SUCCESS;
  fprintf (stderr, "%s\n", error->message);
  return EXIT_FAILURE;
}
