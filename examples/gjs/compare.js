// SPDX-License-Identifier: CC0-1.0

// Changes one figure of the organization and shows what becomes of its investment plan.
//
//   gjs -m compare.js [CONTRIBUTION-MARGIN]

import Riskctx from 'gi://Riskctx?version=1';
import System from 'system';

const options = ['secure-site', 'operations'];
const figures = [
    Riskctx.PlanFigure.ONE_TIME_COST,
    Riskctx.PlanFigure.RUNNING_COST,
    Riskctx.PlanFigure.REQUIRED_SALES,
    Riskctx.PlanFigure.SALES_INCREASE,
    Riskctx.PlanFigure.PAYBACK,
];

function makePlan(assessment) {
    const plan = Riskctx.InvestmentPlan.new(assessment, options);
    plan.benefit = Riskctx.Estimate.new_fixed(120000000);
    plan.run(null);
    return plan;
}

try {
    const [margin = '0.3'] = System.programArgs;
    const assessment = Riskctx.Assessment.model_company('ec-site');
    const before = makePlan(assessment);
    assessment.organization.contribution_margin = Riskctx.Estimate.new_fixed(Number(margin));
    const after = makePlan(assessment);

    for (const which of figures) {
        const [figure, changed] = [before, after].map(plan => plan.get_figure(which));
        print(`${figure.get_label().get('en')}: ${figure.format('en')}, ` +
            `then ${changed.format('en')}`);
    }
} catch (error) {
    printerr(error.message);
    System.exit(1);
}
