// SPDX-License-Identifier: CC0-1.0

// Shows how investment plans can turn out: what is sure, and what is only likely.
//
//   gjs -m invest.js [COMPANY]

import Riskctx from 'gi://Riskctx?version=1';
import System from 'system';

const outcomes = [
    Riskctx.PlanOutcome.NET_PRESENT_VALUE_P10,
    Riskctx.PlanOutcome.NET_PRESENT_VALUE_P50,
    Riskctx.PlanOutcome.NET_PRESENT_VALUE_P90,
    Riskctx.PlanOutcome.GAIN,
    Riskctx.PlanOutcome.ANY_BAD_YEAR_BEFORE,
    Riskctx.PlanOutcome.ANY_BAD_YEAR_AFTER,
];

function show(figure) {
    print(`  ${figure.get_label().get('en')}: ${figure.format('en')}`);
}

try {
    const [company = 'ec-site'] = System.programArgs;
    const assessment = Riskctx.Assessment.model_company(company);
    const options = assessment.get_options();
    for (let i = 0; i < options.get_n_items(); i++) {
        const option = options.get_item(i);
        const plan = Riskctx.InvestmentPlan.new(assessment, [option.id]);
        plan.paths = 5000;
        plan.run(null);
        print(option.id);
        show(plan.get_figure(Riskctx.PlanFigure.NET_PRESENT_VALUE));
        const distribution = plan.get_distribution();
        for (const outcome of outcomes)
            show(distribution.get_figure(outcome));
        show(distribution.get_payback_within(distribution.get_years()));
    }
} catch (error) {
    printerr(error.message);
    System.exit(1);
}
