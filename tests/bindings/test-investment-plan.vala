// SPDX-License-Identifier: LGPL-2.1-or-later

// Investment and recovery from Vala: the worked example, and what is undefined with its reason.

double value (Riskctx.InvestmentPlan plan, Riskctx.PlanFigure which) throws Error {
    return plan.get_figure (which).get_value ();
}

int main () {
    try {
        var assessment = Riskctx.Assessment.model_company ("ec-site");
        var plan = new Riskctx.InvestmentPlan (assessment, { "secure-site", "operations" });

        plan.benefit = new Riskctx.Estimate.fixed (120000000);
        plan.years = 5;
        plan.discount_rate = 0.05;
        plan.run (null);
        assert (plan.has_run ());
        assert (plan.options.length == 2);
        assert (value (plan, Riskctx.PlanFigure.ONE_TIME_COST) == 85000000);
        assert (value (plan, Riskctx.PlanFigure.RUNNING_COST) == 35000000);
        assert (value (plan, Riskctx.PlanFigure.REQUIRED_SALES) == 10087500000);
        assert (value (plan, Riskctx.PlanFigure.REQUIRED_SALES_BY_PROFIT) == 10700000000);
        assert ((value (plan, Riskctx.PlanFigure.PAYBACK) - 1).abs () < 1e-12);
        assert ((value (plan, Riskctx.PlanFigure.NET_PRESENT_VALUE) - 283005517).abs () < 0.5);
        assert (plan.cash_flows.get_n_items () == 6);

        var closing = new Riskctx.InvestmentPlan (assessment, { "close-site" });
        closing.benefit = new Riskctx.Estimate.fixed (0);
        closing.run (null);
        var payback = closing.get_figure (Riskctx.PlanFigure.PAYBACK);
        assert (!payback.is_defined ());
        assert (payback.get_reason ().has ("ja"));
        try {
            payback.get_value ();
            assert_not_reached ();
        } catch (Riskctx.Error error) {
            assert (error is Riskctx.Error.UNDEFINED);
        }

        var flows = new double[] { -100, 60, 60 };
        assert ((Riskctx.net_present_value (flows, 0.1) - (60 / 1.1 + 60 / 1.21 - 100)).abs ()
                < 1e-9);
    } catch (Error error) {
        GLib.error ("%s", error.message);
    }
    return 0;
}
