// SPDX-License-Identifier: LGPL-2.1-or-later

// What incidents say about estimates, as a program in JavaScript meets it.

import Riskctx from 'gi://Riskctx?version=1';

import {test, ok, equal, run} from './tap.js';

test('a company learns from its incidents', () => {
    const company = Riskctx.Assessment.model_company('trading');
    const list = company.list_lessons(null, null, 4);
    const found = {};

    for (let i = 0; i < list.get_n_items(); i++) {
        const lesson = list.get_item(i);

        if (lesson.consequence === null)
            found[lesson.risk.id] = lesson;
    }
    equal(found['core-failure'].count, 1);
    ok(found['core-failure'].before.get_mean() < found['core-failure'].after.get_mean());

    company.learn(null, null, 4);
    equal(company.incidents_from, '2026-04-01');
    equal(company.find('core-failure').frequency.get_mean(),
        found['core-failure'].after.get_mean());
});

run();
