#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Runs bench-engine and the same workloads in numpy, one after the other, and prints the ratios.

usage: compare-numpy.py BUILD_DIR        (needs python3-numpy; tests/data/engine/portfolio.json)

The numpy side is meant to be strong: segment sums by cumulative sums, partition instead of sorting,
the curve by counting bins. It keeps the outputs of the workload and nothing else.
"""
import json
import math
import os
import pathlib
import statistics
import subprocess
import sys
import time

import numpy as np

TESTS = pathlib.Path(__file__).resolve().parent.parent
Z95 = 1.6448536269514722
PROBABILITIES = np.array([0.5, 0.9, 0.95, 0.99, 0.995])


def pert_shape(law):
    span = law["max"] - law["min"]
    return (1 + 4 * (law["mode"] - law["min"]) / span,
            1 + 4 * (law["max"] - law["mode"]) / span, law["min"], span)


def amounts(rng, law, n):
    if "lo" in law:
        low, high = math.log(law["lo"]), math.log(law["hi"])
        values = rng.standard_normal(n)
        values *= (high - low) / (2 * Z95)
        values += (low + high) / 2
        return np.exp(values, out=values)
    a, b, start, span = pert_shape(law)
    values = rng.beta(a, b, n)
    values *= span
    values += start
    return values


def years(rng, frequency, law, n):
    if "lambda" in frequency:
        rate = frequency["lambda"]
    else:
        a, b, start, span = pert_shape(frequency)
        rate = rng.beta(a, b, n) * span + start
    end = np.cumsum(rng.poisson(rate, n))
    total = np.concatenate(([0.0], np.cumsum(amounts(rng, law, int(end[-1])))))
    result = total[end]
    result[1:] -= total[end[:-1]]
    return result


def summary(values):
    n = len(values)
    ranks = np.minimum((PROBABILITIES * n).astype(int), n - 1)
    parted = np.partition(values, np.unique(ranks))
    tail = parted[ranks[3]:]
    top = tail.max()
    low = max(1.0, parted[ranks[0]] * 1e-2)
    curve = np.zeros(200)
    if top > low:
        positive = values[values >= low]
        bins = (np.log(positive / low) * (199 / math.log(top / low))).astype(np.int32)
        curve = np.bincount(bins, minlength=200)[::-1].cumsum()[::-1] / n
    return parted[ranks], tail.mean(), curve


def one_risk(rate, n=1_000_000):
    rng = np.random.Generator(np.random.SFC64(1))
    return summary(years(rng, {"lambda": rate}, {"lo": 1e4, "hi": 1e6}, n))


def portfolio(scenarios, n=1_000_000):
    rng = np.random.Generator(np.random.SFC64(1))
    categories = np.zeros((8, n))
    results = []
    for scenario in scenarios:
        values = years(rng, scenario["freq"], scenario["sev"], n)
        categories[scenario["category"]] += values
        results.append(summary(values))
    results += [summary(row) for row in categories]
    results.append(summary(categories.sum(axis=0)))
    return results


def clock(work, repeats):
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    program = pathlib.Path(sys.argv[1]) / "tests" / "bench" / "bench-engine"
    environment = dict(os.environ, G_TEST_SRCDIR=str(TESTS))
    output = subprocess.run([program], env=environment, check=True, capture_output=True,
                            text=True).stdout
    ours = {row["name"]: row["seconds"] for row in map(json.loads, output.splitlines())}
    with open(TESTS / "data" / "engine" / "portfolio.json", encoding="utf-8") as file:
        scenarios = json.load(file)["scenarios"]
    workloads = (
        ("W1-2", lambda: one_risk(2), 5),
        ("W1-10", lambda: one_risk(10), 3),
        ("W2-event", lambda: portfolio(scenarios), 1),
    )
    for name, work, repeats in workloads:
        theirs = clock(work, repeats)
        print(json.dumps({"name": name, "numpy": round(theirs, 4), "riskctx": ours[name],
                          "ratio": round(theirs / ours[name], 2)}), flush=True)


if __name__ == "__main__":
    main()
