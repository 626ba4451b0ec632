// SPDX-License-Identifier: CC0-1.0

// Changes one figure of the organization and shows what becomes of its investment plan.
//
//   compare [CONTRIBUTION-MARGIN]

const string[] OPTIONS = { "secure-site", "operations" };
const Riskctx.PlanFigure[] FIGURES = {
    Riskctx.PlanFigure.ONE_TIME_COST,
    Riskctx.PlanFigure.RUNNING_COST,
    Riskctx.PlanFigure.REQUIRED_SALES,
    Riskctx.PlanFigure.SALES_INCREASE,
    Riskctx.PlanFigure.PAYBACK
};

Riskctx.InvestmentPlan make_plan (Riskctx.Assessment assessment) throws Error {
    var plan = new Riskctx.InvestmentPlan (assessment, OPTIONS);

    plan.benefit = new Riskctx.Estimate.fixed (120000000);
    plan.run (null);
    return plan;
}

int main (string[] args) {
    var margin = args.length > 1 ? double.parse (args[1]) : 0.3;

    try {
        var assessment = Riskctx.Assessment.model_company ("ec-site");
        var before = make_plan (assessment);

        assessment.organization.contribution_margin = new Riskctx.Estimate.fixed (margin);
        var after = make_plan (assessment);

        foreach (var which in FIGURES) {
            var figure = before.get_figure (which);
            var changed = after.get_figure (which);

            stdout.printf ("%s: %s, then %s\n",
                           figure.get_label ().get ("en"),
                           figure.format ("en"), changed.format ("en"));
        }
        return 0;
    } catch (Error error) {
        stderr.printf ("%s\n", error.message);
        return 1;
    }
}
