// SPDX-License-Identifier: LGPL-2.1-or-later
// What the overrides add for JavaScript: each protocol once. Names as in test_overrides.py.

import Gio from 'gi://Gio';
import GLib from 'gi://GLib';
import Riskctx from 'gi://Riskctx?version=1';

import {close, equal, ok, run, test, throws} from './tap.js';

const company = () => Riskctx.Assessment.model_company('ec-site');

test('properties are attributes', () => {
    const organization = company().organization;
    equal(organization.employees, 300);
    organization.sales = Riskctx.Estimate.new_fixed(5);
    equal(organization.sales.get_parameter('value'), 5);
    organization.business = Riskctx.Text.new('ja', '茶');
    equal(organization.business.get('ja'), '茶');
    equal(`${organization.business}`, '茶');
});

test('lists have length, items and iteration', () => {
    const risks = company().risks;
    const ids = [...risks].map(risk => risk.id);
    equal(ids.length, risks.get_n_items());
    equal(risks.get_item(0).id, ids[0]);
    ok(ids.includes('leak-attack'));
});

test('values are compared by content', () => {
    const [a, b] = [1, 2].map(() => Riskctx.Estimate.new_uniform(1, 2));
    ok(a.equal(b));
    equal(`${a}`, 'uniform (low 1, high 2)');
});

test('exceptions say what and where', () => {
    const [file, stream] = Gio.File.new_tmp('riskctx-XXXXXX.json');
    stream.close(null);
    GLib.file_set_contents(file.get_path(),
        '{\n  "id": "a", "organization": {"employees": -1}\n}\n');
    const error = throws(() => Riskctx.Assessment.load(file.get_path()));
    file.delete(null);
    ok(error.matches(Riskctx.Error, Riskctx.Error.INVALID));
    ok(error.message.includes(':2:44'), error.message);
    ok(error.message.includes('RCX-E0204'), error.message);
});

test('risks go together', () => {
    const assessment = company();
    const group = Riskctx.Dependence.new('group');
    group.risks = [...assessment.risks].slice(0, 3).map(risk => risk.id);
    group.correlation = -0.9;
    assessment.dependences.append(group);
    const codes = [...assessment.check()].map(issue => issue.code);
    equal(codes.join(), 'RCX-E0216');
    const nearest = group.dup_nearest();
    close(nearest[1], -0.5, 1e-6);
    group.correlation = nearest[1];
    equal(assessment.check().get_n_items(), 0);
    const simulation = Riskctx.Simulation.new(assessment);
    simulation.trials = 1000;
    equal(simulation.run(null).method, Riskctx.SimulationMethod.MONTE_CARLO);
});

test('options are chosen for every budget', async () => {
    const frontier = Riskctx.Frontier.new(company());
    frontier.simulation.trials = 500;
    ok(await frontier.run_async(null));
    const places = [...Array(frontier.get_n_items()).keys()];
    const costs = places.map(i => frontier.get_item(i).get_cost());
    ok(costs.length > 2 && costs.every((cost, i) => i === 0 || cost > costs[i - 1]));
    ok(frontier.is_proven());
    equal(frontier.find(costs[1] + 1).get_cost(), costs[1]);
});

test('a run is a promise', async () => {
    const simulation = Riskctx.Simulation.new(company());
    simulation.method = Riskctx.SimulationMethod.MONTE_CARLO;
    simulation.trials = 5000;
    simulation.seed = 7;
    simulation.keep_samples = true;
    const result = await simulation.run_async(null);
    equal(result.get_trials(), 5000);
    const samples = result.get_total().samples_array();
    equal(samples.length, 5000);
    const mean = samples.reduce((sum, loss) => sum + loss, 0) / 5000;
    close(mean, result.get_total().get_mean(), 1e-12);
    const table = result.cause_effect_array();
    equal(table.length, 64);
    close(table.reduce((sum, loss) => sum + loss, 0), result.get_total().get_mean(), 1e-9);
});

test('whole years are spread as asked', () => {
    const simulation = Riskctx.Simulation.new(company());
    simulation.method = Riskctx.SimulationMethod.YEARS;
    simulation.sampling = Riskctx.SimulationSampling.STRATIFIED;
    simulation.trials = 32768;
    const result = simulation.run(null);
    equal(result.method, Riskctx.SimulationMethod.YEARS);
    equal(result.sampling, Riskctx.SimulationSampling.STRATIFIED);
    simulation.method = Riskctx.SimulationMethod.EXACT;
    simulation.sampling = Riskctx.SimulationSampling.PLAIN;
    const exact = simulation.run(null).get_total().get_mean();
    ok(Math.abs(result.get_total().get_mean() - exact) < 0.05 * exact);
});

test('two versions are compared, and their run is a promise', async () => {
    const after = company();
    after.find('malware').frequency = Riskctx.Estimate.new_fixed(0.1);
    const comparison = Riskctx.VersionComparison.new(company(), after);
    comparison.get_simulation().trials = 2000;
    equal(comparison.get_changes().get_n_items(), 1);
    ok(await comparison.run_async(null));
    const change = comparison.get_changes().get_item(0);
    equal(change.get_item_id(), 'malware');
    equal(comparison.get_expected_before().get_value() + change.get_part().get_value(),
        comparison.get_expected_after().get_value());
});

test('a simulation in parts', async () => {
    const simulation = Riskctx.Simulation.new(company());
    simulation.trials = 9000;
    const parts = [];
    for (let part = 0; part < 3; part++)
        parts.push(await simulation.run_part_async(part, 3, null));
    const merged = await simulation.merge_async(parts.reverse(), null);
    simulation.method = Riskctx.SimulationMethod.MONTE_CARLO;
    const whole = simulation.run(null);
    equal(Riskctx.json_to_string(merged.to_json(), false),
        Riskctx.json_to_string(whole.to_json(), false));
});

test('a cancelled run is a rejected promise', async () => {
    const simulation = Riskctx.Simulation.new(company());
    const cancellable = new Gio.Cancellable();
    simulation.method = Riskctx.SimulationMethod.MONTE_CARLO;
    simulation.trials = 20000000;
    GLib.timeout_add(GLib.PRIORITY_DEFAULT, 300, () => {
        cancellable.cancel();
        return GLib.SOURCE_REMOVE;
    });
    let error = null;
    try {
        await simulation.run_async(cancellable);
    } catch (caught) {
        error = caught;
    }
    ok(error?.matches(Gio.IOErrorEnum, Gio.IOErrorEnum.CANCELLED));
});

await run();
