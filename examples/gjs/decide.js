// SPDX-License-Identifier: CC0-1.0

// Chooses the measures for a budget, and shows what the decision depends on.
//
//   gjs -m decide.js [COMPANY]

import Riskctx from 'gi://Riskctx?version=1';
import System from 'system';

const shown = 3;

try {
    const [company = 'ec-site'] = System.programArgs;
    const assessment = Riskctx.Assessment.model_company(company);
    const frontier = Riskctx.Frontier.new(assessment);
    frontier.simulate = false;
    frontier.run(null);
    const best = frontier.get_recommended();
    print(`Recommended: ${(best ? best.get_options() : []).join(' + ')}`);

    const sensitivity = Riskctx.Sensitivity.new(assessment);
    sensitivity.simulate = false;
    sensitivity.run(null);
    for (let i = 0; i < Math.min(sensitivity.get_n_items(), shown); i++) {
        const entry = sensitivity.get_item(i);
        const [low, high] = [false, true].map(end =>
            entry.get_effect(Riskctx.SensitivityOutput.NET_PRESENT_VALUE, end).format('en'));
        print(`${entry.get_id()}: ${low} to ${high}`);
        for (const above of [false, true]) {
            const value = entry.get_switch(above);
            if (value.is_defined())
                print(`  ${value.get_label().get('en')}: ${value.format('en')}`);
        }
    }

    const payback = sensitivity.get_figure(Riskctx.SensitivityOutput.PAYBACK);
    print(payback.explain('en'));
} catch (error) {
    printerr(error.message);
    System.exit(1);
}
