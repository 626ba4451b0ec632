/* SPDX-License-Identifier: CC0-1.0 */

/* Changes one figure of the organization and shows what becomes of its investment plan.
 *
 *   compare [CONTRIBUTION-MARGIN]
 */

#include <riskctx.h>
#include <stdio.h>
#include <stdlib.h>

static const char *const options[] = { "secure-site", "operations", NULL };

static const RiskctxPlanFigure figures[] = {
  RISKCTX_PLAN_FIGURE_ONE_TIME_COST,
  RISKCTX_PLAN_FIGURE_RUNNING_COST,
  RISKCTX_PLAN_FIGURE_REQUIRED_SALES,
  RISKCTX_PLAN_FIGURE_SALES_INCREASE,
  RISKCTX_PLAN_FIGURE_PAYBACK,
};

static RiskctxInvestmentPlan *
make_plan (RiskctxAssessment *assessment,
           GError           **error)
{
  g_autoptr(RiskctxInvestmentPlan) plan = riskctx_investment_plan_new (assessment, options);
  g_autoptr(RiskctxEstimate) benefit = riskctx_estimate_new_fixed (120000000);

  riskctx_investment_plan_set_benefit (plan, benefit);
  if (!riskctx_investment_plan_run (plan, NULL, error))
    return NULL;
  return g_steal_pointer (&plan);
}

int
main (int    argc,
      char **argv)
{
  const double margin = argc > 1 ? g_ascii_strtod (argv[1], NULL) : 0.3;
  g_autoptr(GError) error = NULL;
  g_autoptr(RiskctxEstimate) estimate = riskctx_estimate_new_fixed (margin);
  g_autoptr(RiskctxInvestmentPlan) before = NULL;
  g_autoptr(RiskctxInvestmentPlan) after = NULL;
  g_autoptr(RiskctxAssessment) assessment = riskctx_assessment_model_company ("ec-site", &error);

  if (assessment != NULL)
    before = make_plan (assessment, &error);
  if (before != NULL)
    {
      RiskctxOrganization *organization = riskctx_assessment_get_organization (assessment);

      riskctx_organization_set_contribution_margin (organization, estimate);
      after = make_plan (assessment, &error);
    }
  if (after == NULL)
    {
      fprintf (stderr, "%s\n", error->message);
      return EXIT_FAILURE;
    }

  for (gsize i = 0; i < G_N_ELEMENTS (figures); i++)
    {
      RiskctxFigure *figure = riskctx_investment_plan_get_figure (before, figures[i]);
      RiskctxFigure *changed = riskctx_investment_plan_get_figure (after, figures[i]);
      g_autofree char *text = riskctx_figure_format (figure, "en");
      g_autofree char *changed_text = riskctx_figure_format (changed, "en");

      printf ("%s: %s, then %s\n",
              riskctx_text_get (riskctx_figure_get_label (figure), "en"), text, changed_text);
    }

  return EXIT_SUCCESS;
}
