// SPDX-License-Identifier: CC0-1.0

// Loads an assessment and prints its brief: five answers, each with what led to it.
//
//   gjs -m brief.js [DOCUMENT [LANGUAGE]]

import Riskctx from 'gi://Riskctx?version=1';
import System from 'system';

const [path, language = 'en'] = System.programArgs;

try {
    const assessment = path
        ? Riskctx.Assessment.load(path)
        : Riskctx.Assessment.model_company('ec-site');

    const loss = Riskctx.Simulation.new(assessment).run(null);
    const brief = Riskctx.Brief.new(assessment, loss, null);

    for (const answer of brief.get_answers()) {
        print(answer.get_text().get(language));
        for (const source of answer.get_sources())
            print(`  ${source.get_id()}: ${source.get_text().get(language)}`);
    }
} catch (error) {
    printerr(error.message);
    System.exit(1);
}
