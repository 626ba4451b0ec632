# SPDX-License-Identifier: LGPL-2.1-or-later
"""Simulating until a figure is precise, and the change between two simulations with its error."""

import json
import math
import statistics

import gi
import jsonschema
import riskctx_tap

gi.require_version("Json", "1.0")
gi.require_version("Riskctx", "1")
from gi.repository import GLib, Json, Riskctx  # noqa: E402

MONTE_CARLO = Riskctx.SimulationMethod.MONTE_CARLO
Z99 = 2.5758293035489004


def company():
    """Two risks; a measure halves the frequency of one and takes a tenth of its cost."""
    document = {
        "id": "two", "organization": {}, "currency": "JPY",
        "risks": [
            {"id": "leak", "category": "system", "frequency": 0.8, "consequences": [
                {"impact": "social", "magnitude": {"distribution": "lognormal", "low": 10,
                                                   "high": 300}}]},
            {"id": "flood", "category": "disaster", "frequency": 0.6, "consequences": [
                {"impact": "financial", "magnitude": {"distribution": "gamma", "mean": 200,
                                                      "cv": 1}}]}],
        "controls": [{"id": "waf", "effects": [
            {"target": "frequency", "risks": ["leak"], "reduction": 0.2},
            {"target": "magnitude", "risks": ["leak"], "reduction": 0.1}]}],
        "options": [{"id": "secure", "phases": [{"kind": "full", "controls": ["waf"]}]}]}
    return Riskctx.Assessment.from_json(Json.from_string(json.dumps(document)))


def simulate(options=(), **settings):
    simulation = Riskctx.Simulation(assessment=company(), **{"method": MONTE_CARLO, **settings})
    simulation.set_options(list(options))
    return simulation.run(None)


def compare(**settings):
    before, after = simulate(**settings), simulate(["secure"], **settings)
    return Riskctx.LossComparison.new(before.total, after.total)


class Precision(riskctx_tap.TestCase):
    def error(self, result):
        quantile = result.total.dup_quantile(result.get_tail())
        low, high = quantile.get_interval()
        return (high - low) / (2 * Z99) / quantile.get_value()

    def test_it_goes_on_until_it_is_precise(self):
        rough = simulate(trials=2000)
        result = simulate(trials=2000, precision=0.01)
        self.assertGreater(self.error(rough), 0.01)
        self.assertGreater(result.get_trials(), 2000)
        self.assertLessEqual(self.error(result), 0.01)
        # not far more than it takes: the error falls with the root of the number of years
        self.assertGreater(self.error(result), 0.002)

    def test_it_is_to_the_bit_a_run_of_so_many_years(self):
        result = simulate(trials=2000, precision=0.02)
        again = simulate(trials=result.get_trials())
        self.assertEqual(Json.to_string(result.to_json(), False),
                         Json.to_string(again.to_json(), False))

    def test_it_has_a_bound(self):
        result = simulate(trials=2000, precision=1e-4, max_trials=9000)
        self.assertEqual(result.get_trials(), 9000)
        self.assertEqual(simulate(trials=2000, precision=1e-4, max_trials=100).get_trials(), 2000)

    def test_it_leaves_the_exact_method_alone(self):
        result = simulate(precision=0.01, method=Riskctx.SimulationMethod.EXACT)
        self.assertEqual(result.get_method(), Riskctx.SimulationMethod.EXACT)

    def test_it_ends_where_there_is_nothing(self):
        empty = Riskctx.Assessment.from_json(
            Json.from_string('{"id": "empty", "organization": {}}'))
        simulation = Riskctx.Simulation(assessment=empty, method=MONTE_CARLO, precision=0.01)
        self.assertEqual(simulation.run(None).get_trials(), 100000)


class Comparison(riskctx_tap.TestCase):
    def test_differences_are_measured_year_by_year(self):
        settings = {"trials": 20000, "keep_samples": True}
        before, after = simulate(**settings), simulate(["secure"], **settings)
        comparison = Riskctx.LossComparison.new(before.total, after.total)
        self.assertTrue(comparison.is_paired())
        differences = [b - a for a, b in zip(before.total.samples, after.total.samples)]
        mean = comparison.dup_mean()
        self.assertAlmostEqual(mean.get_value(), statistics.fmean(differences), places=6)
        self.assertAlmostEqual(mean.get_error(),
                               statistics.stdev(differences) / math.sqrt(len(differences)),
                               places=6)
        for p in (0.9, 0.99):
            for name in ("quantile", "tail_mean"):
                figure = getattr(comparison, f"dup_{name}")(p)
                value = getattr(after.total, f"get_{name}")(p) \
                    - getattr(before.total, f"get_{name}")(p)
                self.assertAlmostEqual(figure.get_value(), value, places=6)
                low, high = figure.get_interval()
                self.assertTrue(low <= value <= high)

    def test_common_random_numbers_pay(self):
        paired = compare(trials=20000, keep_samples=True)
        apart = compare(trials=20000)
        self.assertFalse(apart.is_paired())
        for name, arguments in (("mean", ()), ("tail_mean", (0.99,))):
            small, large = (getattr(c, f"dup_{name}")(*arguments) for c in (paired, apart))
            self.assertEqual(small.get_value(), large.get_value())
            self.assertLess(small.get_error(), 0.5 * large.get_error())

    def test_errors_are_those_of_many_seeds(self):
        """The spread over seeds is what the errors say, within what 40 seeds can tell."""
        for name, arguments in (("mean", ()), ("quantile", (0.95,)), ("tail_mean", (0.95,))):
            with self.subTest(name):
                values, errors = [], []
                for seed in range(1, 41):
                    figure = getattr(compare(trials=4000, seed=seed, keep_samples=True),
                                     f"dup_{name}")(*arguments)
                    values.append(figure.get_value())
                    errors.append(figure.get_error())
                said = math.sqrt(statistics.fmean(error * error for error in errors))
                self.assertTrue(0.65 < statistics.stdev(values) / said < 1.5,
                                (statistics.stdev(values), said))

    def test_it_agrees_with_the_exact_method(self):
        exact = compare(method=Riskctx.SimulationMethod.EXACT)
        paired = compare(trials=40000, keep_samples=True)
        self.assertFalse(exact.is_paired())
        for name, arguments in (("mean", ()), ("quantile", (0.9,)), ("tail_mean", (0.99,))):
            figure = getattr(paired, f"dup_{name}")(*arguments)
            truth = getattr(exact, f"dup_{name}")(*arguments)
            self.assertAlmostEqual(figure.get_value(), truth.get_value(),
                                   delta=5 * figure.get_error() + truth.get_error())

    def test_the_same_twice_is_no_change(self):
        result = simulate(trials=5000, keep_samples=True)
        same = Riskctx.LossComparison.new(result.total, result.total)
        for figure in (same.dup_mean(), same.dup_quantile(0.9), same.dup_tail_mean(0.99)):
            self.assertEqual((figure.get_value(), figure.get_error()), (0, 0))

    def test_other_seeds_are_not_paired(self):
        settings = {"trials": 5000, "keep_samples": True}
        before, after = simulate(seed=1, **settings), simulate(["secure"], seed=2, **settings)
        self.assertFalse(Riskctx.LossComparison.new(before.total, after.total).is_paired())

    def test_currencies_are_not_mixed(self):
        other = company()
        other.set_currency("EUR")
        result = Riskctx.Simulation(assessment=other, trials=10).run(None)
        with self.assertRaises(GLib.Error) as caught:
            Riskctx.LossComparison.new(simulate(trials=10).total, result.total)
        self.assertTrue(caught.exception.matches(Riskctx.error_quark(), Riskctx.Error.INVALID))

    def test_json_is_what_the_schema_says(self):
        comparison = compare(trials=5000, keep_samples=True)
        schema = json.loads(Json.to_string(Riskctx.LossComparison.get_schema(), False))
        text = json.loads(Json.to_string(comparison.to_json(), False))
        jsonschema.Draft202012Validator(schema).validate(text)
        self.assertTrue(text["paired"])
        self.assertEqual(text["mean"]["value"], comparison.dup_mean().get_value())
        self.assertIn(0.99, [level["probability"] for level in text["levels"]])


if __name__ == "__main__":
    riskctx_tap.main()
