// SPDX-License-Identifier: LGPL-2.1-or-later

// The interview as a program in JavaScript drives it.

import GLib from 'gi://GLib';
import Riskctx from 'gi://Riskctx?version=1';

import {test, ok, equal, throws, run} from './tap.js';

const [, bytes] = GLib.file_get_contents(GLib.build_filenamev(
    [GLib.getenv('G_TEST_SRCDIR'), 'data', 'context', 'clinic.json']));
const {replies} = JSON.parse(new TextDecoder().decode(bytes));

test('asks until the brief has its answers', () => {
    const interview = Riskctx.Interview.new(null, 'en');
    let asked = 0;

    for (let question = interview.current; question; question = interview.current) {
        ok(question.title.get('en').length > 0);
        interview.answer(replies[question.id]);
        asked++;
    }
    equal(asked, Object.keys(replies).length);
    equal(interview.progress, 1);

    const answers = Riskctx.Brief.new(interview.assessment, null, null).get_answers();

    for (let i = 0; i < answers.get_n_items(); i++)
        ok(answers.get_item(i).answered);
});

test('refuses, skips and goes back', () => {
    const interview = Riskctx.Interview.new(null, 'ja');

    interview.go_to('sales');
    ok(throws(() => interview.answer('たくさん')).message.includes('たくさん'));
    interview.answer('1億2000万円');
    equal(interview.assessment.organization.sales.get_mean(), 120000000);
    equal(interview.current.id, 'profit');
    ok(interview.back());
    interview.skip();
    equal(interview.assessment.organization.sales, null);
});

run();
