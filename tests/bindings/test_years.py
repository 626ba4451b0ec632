# SPDX-License-Identifier: LGPL-2.1-or-later
"""Years drawn whole: what is chosen, what it gives, and what it says about itself."""

import json

import gi
import riskctx_tap

gi.require_version("Json", "1.0")
gi.require_version("Riskctx", "1")
from gi.repository import GLib, Json, Riskctx  # noqa: E402

YEARS = Riskctx.SimulationMethod.YEARS
MONTE_CARLO = Riskctx.SimulationMethod.MONTE_CARLO
EXACT = Riskctx.SimulationMethod.EXACT
PLAIN = Riskctx.SimulationSampling.PLAIN
STRATIFIED = Riskctx.SimulationSampling.STRATIFIED
SOBOL = Riskctx.SimulationSampling.SOBOL
TOGETHER = [{"id": "group", "risks": ["flood", "theft"], "correlation": 0.999999}]


def risk(name):
    amount = {"distribution": "lognormal", "low": 1e4, "high": 1e6}
    return {"id": name, "category": "system", "frequency": 1.5,
            "consequences": [{"impact": "financial", "magnitude": amount}]}


def small(**more):
    """Two risks with one consequence each: all that a year can say"""
    document = {"id": "small", "organization": {}, "risks": [risk("flood"), risk("theft")], **more}
    return Riskctx.Assessment.from_json(Json.from_string(json.dumps(document)))


def simulate(assessment, **settings):
    return Riskctx.Simulation(assessment=assessment, **settings).run(None)


class Years(riskctx_tap.TestCase):
    def test_they_agree_with_the_exact_method(self):
        exact = simulate(small(), method=EXACT).total
        for sampling in (PLAIN, STRATIFIED, SOBOL):
            with self.subTest(sampling):
                result = simulate(small(), method=YEARS, sampling=sampling, trials=200000)
                self.assertEqual((result.method, result.sampling), (YEARS, sampling))
                mean = result.total.dup_mean()
                self.assertLess(abs(mean.get_value() - exact.get_mean()),
                                4 * mean.get_error())
                self.assertIn("2 of 2 risks", result.describe_method("en"))
                self.assertIn("2 件中 2 件", result.describe_method("ja"))

    def test_even_years_are_closer(self):
        plain = simulate(small(), method=YEARS, trials=100000).total.dup_mean()
        sobol = simulate(small(), sampling=SOBOL, trials=100000).total.dup_mean()
        self.assertLess(sobol.get_error(), 0.5 * plain.get_error())

    def test_samples_are_what_makes_them_the_cheapest(self):
        result = simulate(small(), keep_samples=True, curve_points=0, trials=5000)
        self.assertEqual(result.method, YEARS)
        self.assertIn("samples", result.describe_method("en"))
        self.assertEqual(len(list(result.total.samples)), 5000)
        # the curve of the largest events needs events
        self.assertEqual(simulate(small(), keep_samples=True, trials=5000).method, MONTE_CARLO)
        self.assertEqual(simulate(small(), trials=5000).method, EXACT)
        together = simulate(small(dependences=TOGETHER), keep_samples=True, curve_points=0,
                            trials=5000)
        self.assertEqual(together.method, MONTE_CARLO)

    def test_a_copula_joins_whole_years_when_asked(self):
        result = simulate(small(dependences=TOGETHER), method=YEARS, keep_samples=True, trials=4000)
        one, other = (list(result.get_by_risk(name).samples) for name in ("flood", "theft"))
        far = sum(abs(a - b) > 0.05 * max(a, b) for a, b in zip(one, other))
        self.assertLess(far, 40)
        self.assertGreater(sum(a > 0 for a in one), 2500)

    def test_sampling_without_whole_years_is_refused(self):
        for settings in ({"method": MONTE_CARLO}, {"method": EXACT}, {"trials": 32767}):
            with self.subTest(settings), self.assertRaises(GLib.Error):
                simulate(small(), **{"sampling": SOBOL, "trials": 50000, **settings})


if __name__ == "__main__":
    riskctx_tap.main()
