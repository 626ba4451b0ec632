// SPDX-License-Identifier: LGPL-2.1-or-later

// Catalogs and the practical guides as a program in JavaScript meets them.

import Riskctx from 'gi://Riskctx?version=1';

import {test, ok, equal, run} from './tap.js';

test('a catalog is searched and read in both languages', () => {
    const catalog = Riskctx.Catalog.shipped('iso27002');

    const found = catalog.search('malware');

    ok(found.get_n_items() > 0);
    const entry = found.get_item(0);
    ok(entry.title.get('ja') !== entry.title.get('en'));
});

test('the check sheet scores what was answered', () => {
    const questions = Riskctx.Practice.list(Riskctx.PracticeKind.QUESTION);
    const sheet = Riskctx.CheckSheet.new(Riskctx.Assessment.new('a'));

    for (let i = 0; i < questions.get_n_items(); i++)
        sheet.set_mark(questions.get_item(i).get_id(), Riskctx.CheckMark.YES, null);
    equal(sheet.count_answered(0), questions.get_n_items());
    equal(sheet.get_band(), Riskctx.CheckBand.FULL);
});

test('every rule of the policy has a text in both languages', () => {
    const rules = Riskctx.Practice.list(Riskctx.PracticeKind.RULE);

    ok(rules.get_n_items() > 0);
    for (let i = 0; i < rules.get_n_items(); i++) {
        const text = rules.get_item(i).get_part(Riskctx.PracticePart.RULE);

        ok(text.get('ja') !== text.get('en'));
    }
});

run();
