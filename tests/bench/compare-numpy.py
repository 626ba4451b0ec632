#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Runs bench-engine and the same workloads in numpy, in turn, and prints the ratios.

usage: compare-numpy.py BUILD_DIR [NAME...]
       (needs python3-numpy, and python3-scipy for W4; reads portfolio.json and choice.json in
       tests/data/engine;
       NAME: W1-2 W1-10 W2-event W2-year W3 W3-exact W4 W5)

The numpy side is meant to be strong: segment sums by cumulative sums, partition instead of sorting,
the curve by counting bins, events kept for all runs of W3, a grid of its own for each law of W4.
W3-exact has no numpy counterpart but 100,000 simulated years, which leave an error of about 1 % in
the 99 % quantile; ours is within 0.1 %. W4's numpy side has 4096 cells a law, which leave 0.03 %,
with 2048 it would be 0.09 %. It keeps the outputs of the workload and
nothing else. W5's numpy side tries every set of thirty measures, as all pairs of halves through
matrix products, which takes minutes; it stops where it does not find what choice.json says.

"ratio" compares the best elapsed times. "ratio_cpu" compares processor times, ours divided by the
two threads it runs on: on a machine that has other work it is the one to look at.
"""
import json
import math
import os
import pathlib
import subprocess
import sys
import time

import numpy as np

try:
    from scipy import fft, special
except ImportError:
    fft = special = None

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


def draw_counts(rng, frequency, n):
    if "lambda" in frequency:
        return rng.poisson(frequency["lambda"], n)
    a, b, start, span = pert_shape(frequency)
    return rng.poisson(rng.beta(a, b, n) * span + start)


def segment_sums(values, end):
    total = np.concatenate(([0.0], np.cumsum(values)))
    result = total[end]
    result[1:] -= total[end[:-1]]
    return result


def years(rng, frequency, law, n):
    end = np.cumsum(draw_counts(rng, frequency, n))
    return segment_sums(amounts(rng, law, int(end[-1])), end)


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


def controls(scenarios, all_controls, n=1_000_000):
    """Events and one mark each are drawn once; every control thins and scales them."""
    touching = [[] for _ in scenarios]
    for number, control in enumerate(all_controls):
        for effect in control["effects"]:
            touching[effect["scenario"]].append((number, effect["freq_mult"],
                                                 effect["sev_mult"]))
    before = np.zeros(n)
    change = np.zeros((len(all_controls), n))
    for number, (scenario, touched) in enumerate(zip(scenarios, touching)):
        rng = np.random.Generator(np.random.SFC64([7, number]))
        counts = draw_counts(rng, scenario["freq"], n)
        end = np.cumsum(counts)
        values = amounts(rng, scenario["sev"], int(end[-1]))
        plain = segment_sums(values, end)
        before += plain
        if touched:
            marks = rng.random(int(end[-1]), dtype=np.float32)
        for control, kept, scale in touched:
            change[control] += segment_sums(values * (marks < kept), end) * scale - plain

    def figures(total):
        parted = np.partition(total, [int(0.95 * n), int(0.99 * n)])
        return np.array((total.mean(), parted[int(0.95 * n)], parted[int(0.99 * n)],
                         parted[int(0.99 * n):].mean()))

    first = figures(before)
    return [first - figures(before + row) for row in change]


def amount_law(law):
    """E min (X, x), mean, mean square and upper quantile"""
    if "lo" in law:
        low, high = math.log(law["lo"]), math.log(law["hi"])
        mu, sigma = (low + high) / 2, (high - low) / (2 * Z95)
        mean = math.exp(mu + sigma * sigma / 2)

        def limited(x):
            with np.errstate(divide="ignore"):
                z = (np.log(x) - mu) / sigma
            return mean * special.ndtr(z - sigma) + x * special.ndtr(-z)

        return (limited, mean, mean * mean * math.exp(sigma * sigma),
                lambda p: math.exp(mu - sigma * special.ndtri(p)))
    a, b, start, span = pert_shape(law)
    share = a / (a + b)
    mean = start + span * share

    def limited_pert(x):
        t = np.clip((x - start) / span, 0, 1)
        below = span * share * special.betainc(a + 1, b, t)
        above = span * t * (1 - special.betainc(a, b, t))
        return np.where(x <= start, x, start + below + above)

    square = mean * mean + span * span * share * (1 - share) / (a + b + 1)
    return limited_pert, mean, square, lambda p: start + span


def rate_points(frequency):
    if "lambda" in frequency:
        return np.array([frequency["lambda"]]), np.array([1.0])
    a, b, start, span = pert_shape(frequency)
    points, weights = special.roots_jacobi(16, b - 1, a - 1)
    return start + span * (points + 1) / 2, weights / weights.sum()


def guess_end(parts):
    mean = variance = biggest = 0.0
    for (rates, weights), (_, first, second, upper) in parts:
        rate = float(weights @ rates)
        mean += rate * first
        variance += rate * second + (float(weights @ rates**2) - rate * rate) * first * first
        biggest = max(biggest, upper(min(2e-5 / rate, 0.5)))
    return mean + 6 * math.sqrt(variance) + 1.2 * biggest


def sum_quantile(parts, cells, tilt=18.0):
    """By tilted transforms; the distribution function is interpolated by a cubic"""
    step = guess_end(parts) / cells
    damp = np.exp(-tilt / cells * np.arange(cells))
    product = 1.0
    for (rates, weights), (limited, *_) in parts:
        survival = np.diff(limited(np.arange(cells + 1) * step)) / step
        mass = -np.diff(survival, prepend=1.0)
        event = fft.rfft(mass * damp) - 1
        product = product * sum(w * np.exp(r * event) for r, w in zip(rates, weights))
    reached = np.cumsum(fft.irfft(product, cells) / damp)
    cell = int(np.searchsorted(reached, 0.99))
    near = np.arange(cell - 2, cell + 2)
    curve = np.polyfit(near - cell + 0.5, reached[near], 3)
    place = -0.5 + (0.99 - reached[cell - 1]) / (reached[cell] - reached[cell - 1])
    for _ in range(4):
        place -= (np.polyval(curve, place) - 0.99) / np.polyval(np.polyder(curve), place)
    return step * (cell + place)


def exact_laws(scenarios, cells=4096):
    """The 99 % quantile of every risk, category and the total"""
    parts = [(rate_points(s["freq"]), amount_law(s["sev"])) for s in scenarios]
    groups = [[part] for part in parts]
    groups += [[part for part, s in zip(parts, scenarios) if s["category"] == category]
               for category in range(8)]
    return [sum_quantile(group, cells) for group in [*groups, parts]]


def mean_loss(scenario):
    frequency, law = scenario["freq"], scenario["sev"]
    rate = frequency.get("lambda") or (frequency["min"] + 4 * frequency["mode"]
                                       + frequency["max"]) / 6
    if "lo" in law:
        low, high = math.log(law["lo"]), math.log(law["hi"])
        return rate * math.exp((low + high) / 2 + ((high - low) / (2 * Z95)) ** 2 / 2)
    return rate * (law["min"] + 4 * law["mode"] + law["max"]) / 6


def halves(measures, factors, costs):
    """What every set of these measures leaves of each risk, what it costs, and which they are"""
    left, cost, bits = np.ones((1, factors.shape[1])), np.zeros(1), np.zeros(1, np.int64)
    for measure in measures:
        left = np.concatenate((left, left * factors[measure]))
        cost = np.concatenate((cost, cost + costs[measure]))
        bits = np.concatenate((bits, bits | 1 << measure))
    return left, cost, bits


def go_together(bits, choice):
    fine = np.ones(bits.shape, bool)
    for one, other in choice["exclusions"]:
        fine &= (bits >> one & bits >> other & 1) == 0
    for one, other in choice["dependencies"]:
        fine &= (bits >> one & ~(bits >> other) & 1) == 0
    return fine


def every_set(data, choice, rows=64):
    """The smallest expected loss for each budget, by trying all sets within the largest"""
    measures = data["controls"] + choice["controls"]
    losses = np.array([mean_loss(scenario) for scenario in data["scenarios"]])
    costs = np.array([measure["cost"] for measure in measures])
    factors = np.ones((len(measures), len(losses)))
    for number, measure in enumerate(measures):
        for effect in measure["effects"]:
            factors[number, effect["scenario"]] = effect["freq_mult"] * effect["sev_mult"]
    budgets = costs.sum() * 0.6 * np.arange(1, 21) / 20
    middle = len(measures) // 2
    first, first_cost, first_bits = halves(range(middle), factors, costs)
    second, second_cost, second_bits = halves(range(middle, len(measures)), factors, costs)
    affordable = first_cost <= budgets[-1]
    first = (first[affordable] * losses).astype(np.float32)
    first_cost, first_bits = first_cost[affordable], first_bits[affordable]
    order = np.argsort(second_cost)
    second = np.ascontiguousarray(second[order].T.astype(np.float32))
    second_cost, second_bits = second_cost[order], second_bits[order]
    best = np.full(len(budgets), np.inf)
    for start in range(0, len(first), rows):
        left = first[start:start + rows] @ second
        for row, values in enumerate(left, start):
            ends = np.searchsorted(second_cost, budgets - first_cost[row], side="right")
            values = values[:ends[-1]]
            values[~go_together(first_bits[row] | second_bits[:ends[-1]], choice)] = np.inf
            if len(values):
                least = np.minimum.accumulate(values)
                some = ends > 0
                best[some] = np.minimum(best[some], least[ends[some] - 1])
    if not np.allclose(best, choice["losses"], rtol=5.1e-6):
        sys.exit("every set tried: other losses than choice.json has")
    return best


def run_ours(program, name):
    environment = dict(os.environ, G_TEST_SRCDIR=str(TESTS))
    output = subprocess.run([program, name], env=environment, check=True, capture_output=True,
                            text=True).stdout
    return json.loads(output)


def compare(program, name, work, repeats):
    """The best of each side over some rounds, in each of which both have their turn"""
    best = {"numpy": math.inf, "numpy_cpu": math.inf, "riskctx": math.inf, "riskctx_cpu": math.inf}
    for _ in range(repeats):
        ours = run_ours(program, name)
        start, start_cpu = time.perf_counter(), time.process_time()
        work()
        now = {"numpy": time.perf_counter() - start, "numpy_cpu": time.process_time() - start_cpu,
               "riskctx": ours["seconds"], "riskctx_cpu": ours["cpu"]}
        best = {key: min(best[key], now[key]) for key in best}
    row = {"name": name, **{key: round(value, 4) for key, value in best.items()},
           "ratio": round(best["numpy"] / best["riskctx"], 1),
           "ratio_cpu": round(best["numpy_cpu"] / (best["riskctx_cpu"] / ours["threads"]), 1)}
    print(json.dumps(row), flush=True)


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    program = pathlib.Path(sys.argv[1]) / "tests" / "bench" / "bench-engine"
    with open(TESTS / "data" / "engine" / "portfolio.json", encoding="utf-8") as file:
        data = json.load(file)
    with open(TESTS / "data" / "engine" / "choice.json", encoding="utf-8") as file:
        choice = json.load(file)
    workloads = {
        "W1-2": (lambda: one_risk(2), 5),
        "W1-10": (lambda: one_risk(10), 4),
        "W2-event": (lambda: portfolio(data["scenarios"]), 2),
        # numpy has no other way to these figures than the years themselves
        "W2-year": (lambda: portfolio(data["scenarios"]), 2),
        "W3": (lambda: controls(data["scenarios"], data["controls"]), 2),
        "W3-exact": (lambda: controls(data["scenarios"], data["controls"], 100_000), 4),
        "W5": (lambda: every_set(data, choice), 1),
    }
    if special is not None:
        workloads["W4"] = (lambda: exact_laws(data["scenarios"]), 8)
    for name in sys.argv[2:] or workloads:
        compare(program, name, *workloads[name])


if __name__ == "__main__":
    main()
