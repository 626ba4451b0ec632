# SPDX-License-Identifier: LGPL-2.1-or-later
"""Insurance as an option, and phases that are done later, against closed forms."""

import json
import math

import gi
import riskctx_tap

gi.require_version("Json", "1.0")
gi.require_version("Riskctx", "1")
from gi.repository import GLib, Json, Riskctx  # noqa: E402


def assessment(magnitude, insurance, frequency=1, model="fixed", **risk):
    document = {
        "id": "small", "currency": "JPY", "organization": {},
        "risks": [{"id": "r", "category": "system", "frequency": frequency,
                   "frequency_model": model,
                   "consequences": [{"impact": "financial", "magnitude": magnitude}], **risk},
                  {"id": "other", "category": "disaster", "frequency": 1,
                   "frequency_model": "fixed",
                   "consequences": [{"impact": "financial", "magnitude": 7}]}],
        "options": [{"id": "cover", "treatment": "share", "insurance": insurance,
                     "phases": [{"kind": "full", "costs": [
                         {"amount": 30, "timing": "yearly", "from_year": 1}]}]}],
    }
    return Riskctx.Assessment.from_json(Json.from_string(json.dumps(document)))


def mean(subject, options=("cover",), trials=1000):
    simulation = Riskctx.Simulation.new(subject)
    simulation.set_property("options", list(options))
    simulation.set_method(Riskctx.SimulationMethod.MONTE_CARLO)
    simulation.set_trials(trials)
    figure = simulation.run(None).get_total().dup_mean()
    return figure.get_value(), figure.get_error()


def phi(x):
    return math.erfc(-x / math.sqrt(2)) / 2


def limited(mu, sigma, cap):
    """E min (X, cap) of a lognormal X."""
    z = (math.log(cap) - mu) / sigma
    return math.exp(mu + sigma * sigma / 2) * phi(z - sigma) + cap * (1 - phi(z))


class Insurance(riskctx_tap.TestCase):
    def test_a_certain_loss_is_shared_by_the_terms(self):
        for terms, left in [
            ({"deductible": 200, "limit": 500, "share": 0.8}, 1000 - 0.8 * 500),
            ({"deductible": 200, "share": 0.5}, 1000 - 0.5 * 800),
            ({"limit": 300}, 700),
            ({}, 0),
            ({"deductible": 1000}, 1000),
            ({"deductible": 5000, "limit": 9}, 1000),
            ({"limit": 0}, 1000),
            ({"share": 0}, 1000),
        ]:
            subject = assessment(1000, [{"risks": ["r"], **terms}])
            self.assertAlmostEqual(mean(subject)[0], left + 7, places=9, msg=str(terms))
            self.assertAlmostEqual(mean(subject, ())[0], 1007, places=9)

    def test_without_risks_it_covers_all_and_the_last_terms_count(self):
        self.assertAlmostEqual(mean(assessment(1000, [{"deductible": 5}]))[0], 10)
        self.assertAlmostEqual(
            mean(assessment(1000, [{"deductible": 5}, {"risks": ["r"], "deductible": 900}]))[0],
            905)

    def test_it_takes_the_place_of_what_the_risk_has(self):
        subject = assessment(1000, [{"risks": ["r"], "deductible": 400}],
                             deductible=100, insurance_limit=200)
        self.assertAlmostEqual(mean(subject, ())[0], 807)
        self.assertAlmostEqual(mean(subject)[0], 407)

    def test_the_mean_payment_is_the_limited_mean_of_the_layer(self):
        mu, sigma, deductible, limit, share = math.log(100), 1.2, 80, 400, 0.75
        low, high = (math.exp(mu + z * sigma) for z in (-1.6448536269514722, 1.6448536269514722))
        subject = assessment({"distribution": "lognormal", "low": low, "high": high},
                             [{"risks": ["r"], "deductible": deductible, "limit": limit,
                               "share": share}], frequency=2.5, model="poisson")
        layer = limited(mu, sigma, deductible + limit) - limited(mu, sigma, deductible)
        gross = math.exp(mu + sigma * sigma / 2)
        value, error = mean(subject, trials=200000)
        self.assertLess(abs(value - 7 - 2.5 * (gross - share * layer)), 4.5 * error)
        self.assertLess(error, 0.02 * value)

    def test_the_premium_is_a_running_cost(self):
        plan = Riskctx.InvestmentPlan.new(assessment(1000, [{"risks": ["r"]}]), ["cover"])
        plan.get_simulation().set_trials(1000)
        plan.run(None)
        for which, value in [(Riskctx.PlanFigure.RUNNING_COST, 30),
                             (Riskctx.PlanFigure.BENEFIT, 1000),
                             (Riskctx.PlanFigure.NET_BENEFIT, 970)]:
            self.assertAlmostEqual(plan.get_figure(which).get_value(), value, places=6)

    def test_the_terms_are_kept_and_checked(self):
        subject = assessment(1, [{"risks": ["r"], "deductible": 3, "limit": 5, "share": 0.5}])
        terms = subject.get_options()[0].get_insurance()[0]
        self.assertEqual([terms.get_deductible(), terms.get_limit(), terms.get_share(),
                          terms.get_risks()], [3, 5, 0.5, ["r"]])
        terms.set_share(0.25)
        self.assertIn('"share":0.25', Json.to_string(subject.to_json(), False))


class Phases(riskctx_tap.TestCase):
    def test_work_that_ends_before_it_begins_is_found(self):
        text = json.dumps({"id": "a", "organization": {}, "options": [
            {"id": "o", "phases": [{"kind": "full", "from_year": 3, "done_year": 1}]}]})
        with self.assertRaisesRegex(GLib.Error, "from_year: must not be above done_year"):
            Riskctx.Assessment.from_json(Json.from_string(text))


if __name__ == "__main__":
    riskctx_tap.main()
