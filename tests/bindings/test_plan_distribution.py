# SPDX-License-Identifier: LGPL-2.1-or-later
"""An investment plan as a distribution, against probabilities that can be counted by hand."""

import json
import random

import gi
import riskctx_tap

gi.require_version("Json", "1.0")
gi.require_version("Riskctx", "1")
from gi.repository import Gio, GLib, Json, Riskctx  # noqa: E402

Outcome = Riskctx.PlanOutcome
Figure = Riskctx.PlanFigure


def assessment(costs, organization=None, phase=None, option=None, **more):
    """A loss of 1000 every other year; the option prevents it."""
    document = {
        "id": "small", "currency": "JPY", "organization": organization or {},
        "risks": [{"id": "r", "category": "system", "frequency": 0.5,
                   "frequency_model": "bernoulli",
                   "consequences": [{"impact": "financial", "magnitude": 1000}]}],
        "controls": [{"id": "c", "effects": [{"target": "frequency", "reduction": 1}]}],
        "options": [{"id": "o", "phases": [{"kind": "full", "costs": costs, "controls": ["c"],
                                            **(phase or {})}], **(option or {})}],
        **more}
    return Riskctx.Assessment.from_json(Json.from_string(json.dumps(document)))


def once(amount):
    return {"amount": amount, "timing": "one-time"}


def yearly(amount):
    return {"amount": amount, "timing": "yearly", "from_year": 1}


def run(subject, options=("o",), years=2, rate=0.0, paths=20000, **settings):
    plan = Riskctx.InvestmentPlan.new(subject, list(options))
    plan.set_years(years)
    plan.set_discount_rate(rate)
    plan.set_paths(paths)
    for name, value in settings.items():
        plan.set_property(name.replace("_", "-"), value)
    plan.run(None)
    return plan


class Distribution(riskctx_tap.TestCase):
    def near(self, figure, value, what=""):
        self.assertTrue(figure.is_defined(), figure.get_reason() and figure.get_reason().get("en"))
        self.assertLess(abs(figure.get_value() - value), 4.5 * figure.get_error(),
                        f"{what}: {figure.get_value()} for {value}")

    def test_counted_by_hand(self):
        plan = run(assessment([once(900)], {"profit": 500, "cash": 400}))
        result = plan.get_distribution()
        self.assertEqual((result.get_paths(), result.get_years()), (20000, 2))
        self.near(result.get_payback_within(1), 0.5, "payback 1")
        self.near(result.get_payback_within(2), 0.75, "payback 2")
        for outcome, value in [
            (Outcome.NET_PRESENT_VALUE, 100), (Outcome.GAIN, 0.75),
            (Outcome.SECURITY_RETURN, 1000 / 900 - 1),
            (Outcome.BAD_YEAR_BEFORE, 0.5), (Outcome.BAD_YEAR_AFTER, 0),
            (Outcome.ANY_BAD_YEAR_BEFORE, 0.75), (Outcome.ANY_BAD_YEAR_AFTER, 0),
            (Outcome.CASH_SHORT_BEFORE, 0.5), (Outcome.CASH_SHORT_AFTER, 1),
        ]:
            self.near(result.get_figure(outcome), value, outcome.value_nick)
        for outcome, value in [(Outcome.NET_PRESENT_VALUE_P10, -900),
                               (Outcome.NET_PRESENT_VALUE_P50, 100),
                               (Outcome.NET_PRESENT_VALUE_P90, 1100),
                               (Outcome.SECURITY_RETURN_P10, -1),
                               (Outcome.SECURITY_RETURN_P90, 11 / 9)]:
            self.assertAlmostEqual(result.get_figure(outcome).get_value(), value, places=9)
        values = set(memoryview(result.get_samples().get_data()).cast("d"))
        self.assertEqual(values, {-900, 100, 1100})

    def test_discounting_and_tax(self):
        subject = assessment([once(900), yearly(50)])
        plain = run(subject, rate=0.1).get_distribution()
        self.near(plain.get_figure(Outcome.NET_PRESENT_VALUE),
                  -900 + 450 / 1.1 + 450 / 1.21)
        taxed = run(subject, rate=0.1, tax_rate=0.3)
        for a, b in zip(memoryview(plain.get_samples().get_data()).cast("d"),
                        memoryview(taxed.get_distribution().get_samples().get_data()).cast("d")):
            self.assertAlmostEqual(0.7 * a, b, places=6)
        self.assertAlmostEqual(taxed.get_figure(Figure.NET_PRESENT_VALUE).get_value(),
                               0.7 * (-900 + 450 / 1.1 + 450 / 1.21), places=6)

    def test_a_phase_acts_in_part_while_it_is_built(self):
        plan = run(assessment([once(900)], phase={"done_year": 1}), years=3)
        benefits = [flow.get_benefit() for flow in plan.get_cash_flows()]
        for benefit, value in zip(benefits, [0, 250, 500, 500]):
            self.assertAlmostEqual(benefit, value, places=6)
        self.assertAlmostEqual(plan.get_figure(Figure.NET_PRESENT_VALUE).get_value(), 350,
                               places=6)
        self.near(plan.get_distribution().get_figure(Outcome.NET_PRESENT_VALUE), 350)
        # a loss of year 1 is prevented with one half: nothing is back before year 2 otherwise
        self.near(plan.get_distribution().get_payback_within(1), 0.25)

    def test_the_mean_agrees_with_the_plan_by_expected_values(self):
        company = Riskctx.Assessment.model_company("ec-site")
        for options in (["secure-site", "operations"], ["operations"], ["close-site"], []):
            plan = run(company, options, years=5, rate=0.05)
            expected = plan.get_figure(Figure.NET_PRESENT_VALUE)
            mean = plan.get_distribution().get_figure(Outcome.NET_PRESENT_VALUE)
            error = max(mean.get_error(), 1e-6) + expected.get_error()
            self.assertLess(abs(mean.get_value() - expected.get_value()), 4.5 * error,
                            str(options))

    def test_uncertain_costs_are_drawn(self):
        cost = {"distribution": "uniform", "low": 800, "high": 1000}
        result = run(assessment([once(cost)], option={"phases": [
            {"kind": "full", "costs": [once(cost)]}]})).get_distribution()
        for outcome, value in [(Outcome.NET_PRESENT_VALUE, -900),
                               (Outcome.NET_PRESENT_VALUE_P10, -980),
                               (Outcome.NET_PRESENT_VALUE_P50, -900),
                               (Outcome.NET_PRESENT_VALUE_P90, -820)]:
            self.near(result.get_figure(outcome), value, outcome.value_nick)

    def test_sales_margin_and_savings_count(self):
        plan = run(assessment([once(10)], {"sales": 1000, "contribution_margin": 0.4}, option={
            "sales_change": 100, "new_contribution_margin": 0.5, "running_cost_saved": 7}))
        # (1000 + 100) · 0.5 − 1000 · 0.4 + 7 = 157, and 500 of losses
        self.assertAlmostEqual(plan.get_figure(Figure.NET_PRESENT_VALUE).get_value(),
                               -10 + 2 * 657, places=6)
        self.near(plan.get_distribution().get_figure(Outcome.NET_PRESENT_VALUE), -10 + 2 * 657)

    def test_same_bits_whatever_the_threads(self):
        company = Riskctx.Assessment.model_company("ec-site")
        answers = set()
        for threads in (1, 3):
            plan = Riskctx.InvestmentPlan.new(company, ["operations"])
            plan.set_paths(3000)
            plan.get_simulation().set_threads(threads)
            plan.run(None)
            answers.add(Json.to_string(plan.get_distribution().to_json(), False))
        self.assertEqual(len(answers), 1)

    def test_side_by_side_is_what_each_is_by_itself(self):
        company = Riskctx.Assessment.model_company("ec-site")
        comparison = Riskctx.PlanComparison.new(company)
        comparison.get_do_nothing().set_paths(2000)
        comparison.add_all()
        comparison.run(None)
        for beside in comparison:
            alone = Riskctx.InvestmentPlan.new(company, beside.get_options())
            alone.set_paths(2000)
            alone.run(None)
            self.assertEqual(Json.to_string(alone.to_json(), False),
                             Json.to_string(beside.to_json(), False))

    def test_what_does_not_exist_says_why(self):
        result = run(assessment([])).get_distribution()
        self.assertIn("no one-time cost", result.get_payback_within(1).get_reason().get("en"))
        self.assertIn("nothing is spent",
                      result.get_figure(Outcome.SECURITY_RETURN).get_reason().get("en"))
        for which, reason in [(Outcome.BAD_YEAR_BEFORE, "profit is not stated"),
                              (Outcome.CASH_SHORT_AFTER, "cash at hand is not stated")]:
            self.assertIn(reason, result.get_figure(which).get_reason().get("en"))
        for profit in (0, -5):
            figure = run(assessment([], {"profit": profit})).get_distribution().get_figure(
                Outcome.ANY_BAD_YEAR_AFTER)
            self.assertIn("not above 0", figure.get_reason().get("en"))
        given = Riskctx.InvestmentPlan.new(assessment([once(1)]), ["o"])
        given.set_benefit(Riskctx.Estimate.new_fixed(5))
        given.run(None)
        self.assertIsNone(given.get_distribution())
        self.assertIsNone(run(assessment([once(1)]), paths=0).get_distribution())
        self.assertEqual(run(assessment([once(1)]), ()).get_distribution().get_figure(
            Outcome.NET_PRESENT_VALUE).get_value(), 0)

    def test_short_and_long_horizons(self):
        for years in (1, 50):
            plan = run(assessment([once(900)]), years=years, paths=2000)
            result = plan.get_distribution()
            self.near(result.get_payback_within(1), 0.5)
            self.near(result.get_payback_within(years), 1 - 0.5 ** years)
            self.near(result.get_figure(Outcome.NET_PRESENT_VALUE), -900 + 500 * years)

    def test_an_infinite_mean_has_quantiles_only(self):
        result = run(assessment([once(900)], risks=[
            {"id": "r", "category": "system", "frequency": 0.5, "consequences": [
                {"impact": "financial", "magnitude": {
                    "distribution": "lomax", "shape": 0.9, "scale": 10}}]}]),
                     paths=2000).get_distribution()
        self.assertFalse(result.get_figure(Outcome.NET_PRESENT_VALUE).is_defined())
        self.assertTrue(result.get_figure(Outcome.NET_PRESENT_VALUE_P50).is_defined())

    def test_it_can_be_cancelled(self):
        plan = Riskctx.InvestmentPlan.new(assessment([once(900)]), ["o"])
        cancellable = Gio.Cancellable()
        cancellable.cancel()
        with self.assertRaises(GLib.Error):
            plan.run(cancellable)
        self.assertIsNone(plan.get_distribution())


class Ownership(riskctx_tap.TestCase):
    def test_total_and_equivalent_annual_cost(self):
        plan = run(assessment([once(100), yearly(10)]), years=5, rate=0.05, paths=0)
        annuity = sum(1.05 ** -t for t in range(1, 6))
        self.assertAlmostEqual(plan.get_figure(Figure.TOTAL_COST).get_value(), 150, places=9)
        self.assertAlmostEqual(plan.get_figure(Figure.EQUIVALENT_ANNUAL_COST).get_value(),
                               100 / annuity + 10, places=9)
        flat = run(assessment([once(100), yearly(10)]), years=5, rate=0.0, paths=0)
        self.assertAlmostEqual(flat.get_figure(Figure.EQUIVALENT_ANNUAL_COST).get_value(), 30,
                               places=9)


class Properties(riskctx_tap.TestCase):
    def test_flows(self):
        source = random.Random(5)
        for _ in range(200):
            years = source.randint(1, 50)
            rate = source.uniform(-0.3, 0.6)
            flows, other = ([-source.uniform(1, 100)] + [source.uniform(0, 60)
                            for _ in range(years)] for _ in range(2))
            value = Riskctx.net_present_value
            factor = source.uniform(-3, 3)
            mixed = [a + factor * b for a, b in zip(flows, other)]
            self.assertAlmostEqual(value(mixed, rate),
                                   value(flows, rate) + factor * value(other, rate),
                                   delta=1e-7 * sum(abs(x) for x in mixed) * 2 ** (years / 2))
            try:
                roots = Riskctx.internal_rates_of_return(flows)
            except GLib.Error:
                roots = []
            for root in roots:
                self.assertLess(abs(value(flows, root)),
                                1e-6 * (1 + sum(abs(f) / (1 + root) ** t
                                                for t, f in enumerate(flows))))
            richer = [flows[0]] + [flow + source.uniform(0, 5) for flow in flows[1:]]
            try:
                payback = Riskctx.payback(flows, 0.05)
            except GLib.Error:
                continue
            self.assertLessEqual(Riskctx.payback(richer, 0.05), payback + 1e-12)


if __name__ == "__main__":
    riskctx_tap.main()
