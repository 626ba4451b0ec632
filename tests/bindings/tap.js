// SPDX-License-Identifier: LGPL-2.1-or-later

// The least that a test needs: named cases, reported as TAP, with the reasons of a failure.
//
//   import {test, equal, throws, run} from './tap.js';
//   test('adds', () => equal(1 + 1, 2));
//   await run();

import System from 'system';

const cases = [];

export function test(name, body) {
    cases.push({name, body});
}

export function ok(value, what = 'expected something true') {
    if (!value)
        throw new Error(`${what}, got ${value}`);
}

export function equal(actual, expected, what = 'value') {
    const [a, e] = [actual, expected].map(value => JSON.stringify(value));
    if (a !== e)
        throw new Error(`${what} is ${a}, expected ${e}`);
}

export function close(actual, expected, relative, what = 'value') {
    const size = Math.max(Math.abs(actual), Math.abs(expected), 1e-300);
    if (!(Math.abs(actual - expected) <= relative * size))
        throw new Error(`${what} is ${actual}, expected ${expected}`);
}

// Runs the body, and gives back what it threw.
export function throws(body) {
    try {
        body();
    } catch (error) {
        return error;
    }
    throw new Error('expected an exception, got none');
}

export async function run() {
    let failed = 0;

    print(`1..${cases.length}`);
    for (const [index, {name, body}] of cases.entries()) {
        try {
            await body();
            print(`ok ${index + 1} - ${name}`);
        } catch (error) {
            failed++;
            print(`not ok ${index + 1} - ${name}`);
            for (const line of `${error.message}\n${error.stack ?? ''}`.trim().split('\n'))
                print(`# ${line}`);
        }
    }
    System.exit(failed > 0 ? 1 : 0);
}
