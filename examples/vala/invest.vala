// SPDX-License-Identifier: CC0-1.0

// Shows how investment plans can turn out: what is sure, and what is only likely.
//
//   invest [COMPANY]

const Riskctx.PlanOutcome[] OUTCOMES = {
    Riskctx.PlanOutcome.NET_PRESENT_VALUE_P10,
    Riskctx.PlanOutcome.NET_PRESENT_VALUE_P50,
    Riskctx.PlanOutcome.NET_PRESENT_VALUE_P90,
    Riskctx.PlanOutcome.GAIN,
    Riskctx.PlanOutcome.ANY_BAD_YEAR_BEFORE,
    Riskctx.PlanOutcome.ANY_BAD_YEAR_AFTER
};

void show (Riskctx.Figure figure) {
    stdout.printf ("  %s: %s\n", figure.get_label ().get ("en"), figure.format ("en"));
}

int main (string[] args) {
    try {
        var assessment = Riskctx.Assessment.model_company (args.length > 1 ? args[1] : "ec-site");
        ListModel options = assessment.get_options ();

        for (uint i = 0; i < options.get_n_items (); i++) {
            var option = (Riskctx.Option) options.get_item (i);
            string[] chosen = { option.id };
            var plan = new Riskctx.InvestmentPlan (assessment, chosen);

            plan.paths = 5000;
            plan.run (null);
            stdout.printf ("%s\n", option.id);
            show (plan.get_figure (Riskctx.PlanFigure.NET_PRESENT_VALUE));

            var distribution = plan.get_distribution ();

            foreach (var outcome in OUTCOMES)
                show (distribution.get_figure (outcome));
            show (distribution.get_payback_within (distribution.get_years ()));
        }
        return 0;
    } catch (Error error) {
        stderr.printf ("%s\n", error.message);
        return 1;
    }
}
