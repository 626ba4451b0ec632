// SPDX-License-Identifier: LGPL-2.1-or-later

// Proposals and coverage as a program in JavaScript meets them.

import Riskctx from 'gi://Riskctx?version=1';

import {test, ok, equal, run} from './tap.js';

function proposals(assessment) {
    const list = assessment.list_candidates(null);
    const found = {};

    for (let i = 0; i < list.get_n_items(); i++)
        found[list.get_item(i).id] = list.get_item(i);
    return found;
}

test('a proposal is accepted, found again and taken back', () => {
    const company = Riskctx.Assessment.model_company('ec-site');
    const candidate = proposals(company)['measures-legal.x5'];

    equal(candidate.kind, Riskctx.CandidateKind.TO_BE);
    equal(candidate.outcome, Riskctx.CandidateOutcome.OPEN);
    equal(candidate.source.id, 'x5');

    const target = candidate.accept(null);

    equal(target.get_factors(), ['x5']);
    equal(proposals(company)['measures-legal.x5'].outcome, Riskctx.CandidateOutcome.ACCEPTED);
    candidate.reopen();
    equal(company.find(target.id), null);
});

test('coverage counts and lists', () => {
    const coverage = Riskctx.Coverage.new(Riskctx.Assessment.model_company('ec-site'));

    ok(coverage.count_class(Riskctx.ContextClass.INT_INFORMATION) > 0);
    equal(coverage.unmet_stakeholders.get_n_items(), 0);
});

run();
