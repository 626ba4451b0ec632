// SPDX-License-Identifier: LGPL-2.1-or-later

// Documents as a program in JavaScript meets them: read, asked, changed, saved, and refused.

import Gio from 'gi://Gio';
import GLib from 'gi://GLib';
import Riskctx from 'gi://Riskctx?version=1';

import {test, ok, equal, throws, run} from './tap.js';

const FULL = GLib.build_filenamev([GLib.getenv('G_TEST_SRCDIR'), 'data', 'format', 'full.json']);

function read(text) {
    return Riskctx.Document.new(new GLib.Bytes(new TextEncoder().encode(text)), 'shop.json');
}

test('loads, asks and writes', () => {
    const assessment = Riskctx.Assessment.load(FULL);
    const [, bytes] = GLib.file_get_contents(FULL);
    const text = new TextDecoder().decode(bytes);

    equal(assessment.find('risk-1').category, Riskctx.RiskCategory.SYSTEM);
    equal(assessment.to_text(), text);
    equal(JSON.parse(Riskctx.json_to_string(assessment.to_json(), false)), JSON.parse(text));
});

test('a mistake is an exception with its place', () => {
    const error = throws(() => Riskctx.Assessment.load_from_bytes(
        new GLib.Bytes(new TextEncoder().encode('{\n "id": 5, "organization": {}\n}'))));

    ok(error.matches(Riskctx.error_quark(), Riskctx.Error.INVALID));
    equal(error.message, '2:8: error: /id: must be an id, not a number [RCX-E0201]');
    ok(throws(() => Riskctx.Assessment.load('/no/such/file.json'))
        .matches(Gio.IOErrorEnum, Gio.IOErrorEnum.NOT_FOUND));
});

test('all mistakes are there at once', () => {
    const issues = read('{"id":"a","organization":{},"risks":[{"id":"r","category":"sytem",' +
        '"frequency":-1}],"zones":[{"id":"z","parent":"y"}]}').get_issues();
    const codes = [];

    for (let i = 0; i < issues.get_n_items(); i++)
        codes.push(issues.get_item(i).code);
    equal(codes, ['RCX-E0206', 'RCX-E0204', 'RCX-E0303']);
    equal(issues.get_item(0).hint, 'system');
});

test('saves', () => {
    const folder = GLib.dir_make_tmp('riskctx-XXXXXX');
    const path = GLib.build_filenamev([folder, 'a.json']);
    const assessment = Riskctx.Assessment.load(FULL);

    ok(assessment.save(path));
    equal(Riskctx.Assessment.load(path).to_text(), assessment.to_text());
    GLib.unlink(path);
    GLib.rmdir(folder);
});

test('a result is JSON in one call', () => {
    const schema = JSON.parse(Riskctx.json_to_string(Riskctx.Assessment.schema(), true));

    equal(schema.required.includes('id'), true);
    equal(Object.keys(schema.$defs).includes('Risk'), true);
});

await run();
