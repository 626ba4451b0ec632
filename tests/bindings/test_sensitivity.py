# SPDX-License-Identifier: LGPL-2.1-or-later
"""Which numbers matter: against closed forms, and against decisions that are made anew."""

import copy
import json
import math
import time

import gi
import jsonschema
import riskctx_tap

gi.require_version("Json", "1.0")
gi.require_version("Riskctx", "1")
from gi.repository import Gio, GLib, Json, Riskctx  # noqa: E402

LOSS = Riskctx.SensitivityOutput.EXPECTED_LOSS
TAIL = Riskctx.SensitivityOutput.TAIL_MEAN
VALUE = Riskctx.SensitivityOutput.NET_PRESENT_VALUE
PAYBACK = Riskctx.SensitivityOutput.PAYBACK
COMPANIES = ("chem-it", "chem-ot", "ec-site", "equipment", "logistics", "medical", "supermarket",
             "trading")


def uniform(low, high):
    return {"distribution": "uniform", "low": low, "high": high}


def assessment(document):
    return Riskctx.Assessment.from_json(Json.from_string(json.dumps(document)))


def small(frequency=uniform(0, 0.2), amount=1000, reduction=0.5, cost=100, **more):
    """A loss of 100 a year, half of which a measure takes away that costs 100 once."""
    return {
        "id": "small", "currency": "JPY", "organization": more.pop("organization", {}),
        "risks": [{"id": "leak", "category": "system", "frequency": frequency,
                   "consequences": [{"id": "harm", "impact": "financial", "magnitude": amount}]}],
        "controls": [{"id": "c", "effects": [
            {"target": "frequency", "risks": ["leak"], "reduction": reduction}]}],
        "options": more.pop("options", [{"id": "fix", "phases": [
            {"kind": "full", "controls": ["c"],
             "costs": [{"amount": cost, "timing": "one-time"}]}]}]), **more}


def sensitivity(subject, **settings):
    subject = assessment(subject) if isinstance(subject, dict) else subject
    result = Riskctx.Sensitivity.new(subject)
    result.set_simulate(False)
    for name, value in settings.items():
        result.set_property(name.replace("_", "-"), value)
    result.run(None)
    return result


def by_id(result):
    return {entry.get_id(): entry for entry in result}


def company(name):
    return json.loads(Riskctx.json_to_string(Riskctx.Assessment.model_company(name).to_json(),
                                             False))


def annuity(rate, years):
    return sum((1 + rate) ** -year for year in range(1, years + 1))


class Sensitivity(riskctx_tap.TestCase):
    def test_tornado_is_what_the_formula_says(self):
        result = sensitivity(small(), discount_rate=0.1)
        frequency = by_id(result)["leak.frequency"]
        worth = annuity(0.1, 5) * 1000 * 0.5
        for high, quantile in ((False, 0.01), (True, 0.19)):
            self.assertAlmostEqual(frequency.get_effect(LOSS, high).get_value(), quantile * 1000)
            self.assertAlmostEqual(frequency.get_effect(VALUE, high).get_value(),
                                   worth * quantile - 100, places=6)
        self.assertAlmostEqual(result.get_figure(VALUE).get_value(), worth * 0.1 - 100, places=6)
        self.assertAlmostEqual(result.get_figure(PAYBACK).get_value(), 2)
        self.assertAlmostEqual(frequency.get_effect(PAYBACK, True).get_value(), 100 / 95)
        self.assertAlmostEqual(frequency.get_swing(LOSS), 180)
        self.assertEqual(list(result.get_recommended()), ["fix"])
        self.assertTrue(result.is_complete())
        self.assertEqual(frequency.get_pointer(), "/risks/0/frequency")

    def test_indices_of_a_product(self):
        result = sensitivity(small(uniform(0, 0.2), uniform(500, 1500)), samples=20000)
        found = by_id(result)
        means, variances = (0.1, 1000.0), (0.2 ** 2 / 12, 1000.0 ** 2 / 12)
        all_of_it = ((variances[0] + means[0] ** 2) * (variances[1] + means[1] ** 2)
                     - (means[0] * means[1]) ** 2)
        for k, name in enumerate(("leak.frequency", "harm.magnitude")):
            other = 1 - k
            first = variances[k] * means[other] ** 2 / all_of_it
            total = variances[k] * (means[other] ** 2 + variances[other]) / all_of_it
            for figure, exact in ((found[name].get_first_order(), first),
                                  (found[name].get_total_order(), total)):
                self.assertLess(abs(figure.get_value() - exact), 4 * figure.get_error())
                self.assertLess(figure.get_error(), 0.02)

    def test_information_is_worth_what_the_integral_says(self):
        worth = annuity(0.05, 5) * 1000 * 0.5  # by event a year
        for cost in (100, 300):  # it pays on average, and it does not
            threshold = cost / worth
            gain = worth * (0.2 - threshold) ** 2 / 2 / 0.2
            exact = gain - max(worth * 0.1 - cost, 0)
            result = sensitivity(small(cost=cost), samples=20000)
            frequency = by_id(result)["leak.frequency"]
            figure = frequency.get_information_value()
            self.assertAlmostEqual(figure.get_value(), exact, delta=exact * 1e-3)
            everything = result.get_information_value()
            self.assertLess(abs(everything.get_value() - exact), 4 * everything.get_error())
            pays = cost < worth * 0.1
            self.assertEqual(list(result.get_recommended()), ["fix"] if pays else [])
            self.assertEqual(list(result.get_plan()), ["fix"])
            switch = frequency.get_switch(not pays)
            self.assertAlmostEqual(switch.get_value(), threshold, places=12)
            self.assertEqual(list(frequency.get_options_beyond(not pays)), [] if pays else ["fix"])
            self.assertFalse(frequency.get_switch(pays).is_defined())

    def test_rate_switches_at_the_internal_rate_of_return(self):
        rate = by_id(sensitivity(small()))["discount-rate"].get_switch(True).get_value()
        self.assertAlmostEqual(annuity(rate, 5) * 50, 100, places=9)

    def test_expected_values_agree_with_the_rest(self):
        for name in COMPANIES:
            subject = Riskctx.Assessment.model_company(name)
            result = sensitivity(subject, samples=2)
            frontier = Riskctx.Frontier.new(subject)
            frontier.set_simulate(False)
            frontier.run(None)
            loss = frontier.get_expected_loss()
            self.assertAlmostEqual(result.get_figure(LOSS).get_value(), loss, delta=loss * 1e-9)
            for point in frontier:
                ids = list(point.get_options())
                plan = Riskctx.InvestmentPlan.new(subject, ids)
                plan.get_simulation().set_trials(20000)
                plan.set_paths(0)
                plan.run(None)
                npv = plan.get_figure(Riskctx.PlanFigure.NET_PRESENT_VALUE)
                here = sensitivity(subject, samples=2, options=ids)
                self.assertLess(abs(here.get_figure(VALUE).get_value() - npv.get_value()),
                                1 + 4.5 * npv.get_error(), f"{name} {ids}")

    def test_insurance_pays_its_share(self):
        mu, sigma, deductible, limit, share = math.log(100), 1.2, 80, 400, 0.75
        low, high = (math.exp(mu + z * sigma) for z in (-1.6448536269514722, 1.6448536269514722))
        magnitude = {"distribution": "lognormal", "low": low, "high": high}

        def limited(cap):
            z = (math.log(cap) - mu) / sigma
            below, above = (math.erfc(-x / math.sqrt(2)) / 2 for x in (z - sigma, -z))
            return math.exp(mu + sigma * sigma / 2) * below + cap * above

        gross = math.exp(mu + sigma * sigma / 2)
        kept = 1 - share * (limited(deductible + limit) - limited(deductible)) / gross
        terms = {"deductible": deductible, "insurance_limit": limit, "insured_share": share}
        cover = {"id": "cover", "insurance": [{"deductible": deductible, "limit": limit,
                                               "share": share}],
                 "phases": [{"kind": "full", "costs": [{"amount": 1, "timing": "yearly",
                                                        "from_year": 1}]}]}
        document = small(amount=magnitude)
        document["risks"][0].update(terms)
        result = sensitivity(document)
        self.assertAlmostEqual(result.get_figure(LOSS).get_value(), 0.1 * gross * kept, places=6)
        self.assertAlmostEqual(result.get_figure(VALUE).get_value(),
                               annuity(0.05, 5) * 0.05 * gross * kept - 100, places=6)
        # insurance as an option: alone, and beside a measure that halves the frequency
        document = small(amount=magnitude, cost=1)
        document["options"].append(cover)
        for options, left, cost in ((["cover"], kept, 0), (["fix", "cover"], kept / 2, 1)):
            value = annuity(0.05, 5) * (0.1 * gross * (1 - left) - 1) - cost
            here = sensitivity(document, options=options)
            self.assertAlmostEqual(here.get_figure(VALUE).get_value(), value, places=6)
        frontier = Riskctx.Frontier.new(assessment(document))
        frontier.set_simulate(False)
        frontier.set_budget_kind(Riskctx.BudgetKind.TOTAL)
        frontier.run(None)
        losses = {tuple(sorted(point.get_options())): point.get_expected_loss()
                  for point in frontier}
        self.assertAlmostEqual(losses[("cover", "fix")], 0.1 * gross * kept / 2, places=6)

    def test_phases_act_as_they_do_in_a_plan(self):
        document = small(organization={"id": "o", "sales": 1000, "contribution_margin": 0.5})
        document["options"][0]["phases"][0]["done_year"] = 3
        document["options"][0].update(sales_change=40, running_cost_saved=8,
                                      new_contribution_margin=0.51)
        plan = Riskctx.InvestmentPlan.new(assessment(document), ["fix"])
        plan.get_simulation().set_trials(1000)  # the exact method knows the means
        plan.set_paths(0)
        plan.run(None)
        npv = plan.get_figure(Riskctx.PlanFigure.NET_PRESENT_VALUE).get_value()
        here = sensitivity(document).get_figure(VALUE).get_value()
        self.assertAlmostEqual(here, npv, places=6)
        flows = [flow.get_net() for flow in plan.get_cash_flows()]
        by_hand = [-100]
        for year in range(1, 6):
            degree = min(year / 4, 1)
            margin = 0.5 + 0.01 * degree
            by_hand.append(degree * (50 + 8) + 40 * degree * margin + 1000 * 0.01 * degree)
        for flow, value in zip(flows, by_hand):
            self.assertAlmostEqual(flow, value, places=6)

    def decide(self, document, **settings):
        result = sensitivity(document, samples=2, **settings)
        return list(result.get_recommended())

    def test_decision_changes_where_it_is_said_to(self):
        document = company("ec-site")
        found = by_id(sensitivity(document, samples=2))

        def with_frequency(value):
            changed = copy.deepcopy(document)
            risk = next(r for r in changed["risks"] if r["id"] == "leak-attack")
            risk["frequency"] = value
            return {"document": changed}

        def with_margin(value):
            changed = copy.deepcopy(document)
            changed["organization"]["contribution_margin"] = value
            return {"document": changed}

        cases = {"leak-attack.frequency": with_frequency,
                 "organization.contribution_margin": with_margin,
                 "discount-rate": lambda rate: {"document": document, "discount_rate": rate}}
        today = self.decide(document)
        for name, change in cases.items():
            crossed = 0
            for above in (False, True):
                switch = found[name].get_switch(above)
                if not switch.is_defined():
                    continue
                crossed += 1
                value = switch.get_value()
                step = 1e-6 * (1 if above else -1) * max(abs(value), 1e-3)
                self.assertEqual(self.decide(**change(value - step)), today, name)
                beyond = self.decide(**change(value + step))
                self.assertEqual(beyond, list(found[name].get_options_beyond(above)), name)
                self.assertNotEqual(beyond, today, name)
            self.assertGreater(crossed, 0, name)

    def test_tail_uses_common_random_numbers(self):
        subject = assessment(small())
        result = Riskctx.Sensitivity.new(subject)
        result.get_simulation().set_method(Riskctx.SimulationMethod.MONTE_CARLO)
        result.get_simulation().set_trials(20000)
        result.run(None)
        frequency = by_id(result)["leak.frequency"]
        for high, value in ((False, 0.01), (True, 0.19)):
            alone = Riskctx.Simulation.new(assessment(small(frequency=value)))
            alone.set_method(Riskctx.SimulationMethod.MONTE_CARLO)
            alone.set_trials(20000)
            loss = alone.run(None)
            self.assertAlmostEqual(frequency.get_effect(TAIL, high).get_value(),
                                   loss.get_total().get_tail_mean(loss.get_tail()), places=9)
        self.assertFalse(frequency.get_effect(TAIL, True).get_label().get("ja") == "")

    def test_same_seed_same_bits_and_schema(self):
        first, second = (sensitivity(small()).to_json() for _ in range(2))
        self.assertEqual(Json.to_string(first, False), Json.to_string(second, False))
        schema = json.loads(Json.to_string(Riskctx.Sensitivity.get_schema(), False))
        jsonschema.Draft202012Validator(schema).validate(json.loads(Json.to_string(first, False)))
        before = Riskctx.Sensitivity.new(assessment(small()))
        self.assertFalse(before.has_run())
        jsonschema.Draft202012Validator(schema).validate(
            json.loads(Json.to_string(before.to_json(), False)))

    def test_what_cannot_be_decided_is_said(self):
        nothing = sensitivity(small(options=[]))
        self.assertEqual(list(nothing.get_recommended()), [])
        self.assertFalse(nothing.get_figure(PAYBACK).is_defined())
        self.assertGreater(by_id(nothing)["leak.frequency"].get_swing(LOSS), 0)
        poor = sensitivity(small(organization={"id": "o", "funds_available": 0}))
        self.assertEqual(list(poor.get_recommended()), [])
        self.assertEqual(poor.get_information_value().get_value(), 0)  # nothing else can be paid
        self.assertEqual(by_id(poor)["leak.frequency"].get_information_value().get_value(), 0)
        funds = by_id(poor)["o.funds_available"] if "o.funds_available" in by_id(poor) else None
        self.assertIsNone(funds)  # nothing times a thousand is nothing
        rich = by_id(sensitivity(small(organization={"id": "o", "funds_available": 150})))
        self.assertAlmostEqual(rich["o.funds_available"].get_switch(False).get_value(), 100)
        forced = small(organization={"id": "o", "funds_available": 0})
        forced["options"][0]["mandatory"] = True
        stuck = sensitivity(forced)
        self.assertNotIn("recommended", json.loads(Json.to_string(stuck.to_json(), False)))
        self.assertIn("no set", stuck.get_information_value().get_reason().get("en"))
        with self.assertRaisesRegex(GLib.Error, "did you mean “fix”"):
            sensitivity(small(), options=["fxi"])

    def test_exclusive_options_and_horizons(self):
        options = [{"id": name, "excludes": [other for other in "abc" if other != name],
                    "phases": [{"kind": "full", "controls": ["c"],
                                "costs": [{"amount": cost, "timing": "one-time"}]}]}
                   for name, cost in (("a", 90), ("b", 80), ("c", 40))]
        document = small(options=options)
        for option in document["options"]:
            option["id"] = "o-" + option["id"]
            option["excludes"] = ["o-" + other for other in option["excludes"]]
        self.assertEqual(list(sensitivity(document).get_recommended()), ["o-c"])
        self.assertEqual(list(sensitivity(document, years=1).get_recommended()), ["o-c"])
        self.assertEqual(list(sensitivity(document, years=1, discount_rate=0.5)
                              .get_recommended()), [])
        long = sensitivity(document, years=50, discount_rate=0.0)
        self.assertAlmostEqual(long.get_figure(VALUE).get_value(), 50 * 50 - 40)

    def test_it_is_cancelled_at_once(self):
        result = Riskctx.Sensitivity.new(Riskctx.Assessment.model_company("ec-site"))
        result.set_samples(60000)
        loop, cancellable, seen = GLib.MainLoop(), Gio.Cancellable(), {}

        def cancel():
            seen["at"] = time.monotonic()
            cancellable.cancel()

        def done(source, outcome):
            seen["after"] = time.monotonic() - seen["at"]
            try:
                source.run_finish(outcome)
            except GLib.Error as error:
                seen["error"] = error
            loop.quit()

        result.run_async(cancellable, done)
        GLib.timeout_add(300, cancel)
        loop.run()
        self.assertTrue(seen["error"].matches(Gio.io_error_quark(), Gio.IOErrorEnum.CANCELLED))
        self.assertLess(seen["after"], 0.5)  # 50 ms on a machine that has nothing else to do
        self.assertFalse(result.has_run())


class Checks(riskctx_tap.TestCase):
    """What protects from benefits that are not there: planted, and not planted."""

    def codes(self, document, plan=None):
        subject = assessment(document)
        if plan is not None:
            plan = Riskctx.InvestmentPlan.new(subject, plan)
            plan.run(None)
        found = subject.list_findings_with(None, plan)
        for issue in found:
            self.assertNotIn("{", issue.get_message())
        return [(issue.get_code()[-4:], issue.get_pointer()) for issue in found]

    def test_a_benefit_that_is_stated_twice(self):
        document = small()
        self.assertNotIn("0425", dict(self.codes(document)))
        effects = document["controls"][0]["effects"]
        effects.append(dict(effects[0], target="magnitude"))
        self.assertNotIn("0425", dict(self.codes(document)))
        effects.append(dict(effects[0], reduction=0.1))
        self.assertIn(("0425", "/controls/0/effects/2"), self.codes(document))
        effects[2]["risks"] = ["other"]
        document["risks"].append(dict(document["risks"][0], id="other", consequences=[]))
        self.assertNotIn("0425", dict(self.codes(document)))
        document["options"][0]["effects"] = [dict(effects[0])]  # the measure says that already
        self.assertIn(("0425", "/options/0/effects/0"), self.codes(document))
        document["options"][0]["effects"][0]["reduction"] = 0.4
        self.assertNotIn("0425", dict(self.codes(document)))

    def test_running_cost_that_is_missing(self):
        document = small()
        self.assertIn(("0426", "/options/0"), self.codes(document))
        document["options"][0]["phases"][0]["costs"].append({"amount": 1, "timing": "yearly"})
        self.assertNotIn("0426", dict(self.codes(document)))

    def test_reductions_of_more_than_everything(self):
        document = small(reduction=0.6)
        self.assertNotIn("0427", dict(self.codes(document)))
        document["controls"].append(dict(document["controls"][0], id="d"))
        self.assertIn(("0427", "/risks/0/frequency"), self.codes(document))

    def test_a_plan_that_rests_on_an_assumption(self):
        document = small(dict(uniform(0, 0.2), basis="assumed"))
        self.assertIn(("0428", "/risks/0/frequency"), self.codes(document, ["fix"]))
        self.assertNotIn("0428", dict(self.codes(document)))
        self.assertNotIn("0428", dict(self.codes(document, [])))
        document["risks"][0]["frequency"]["basis"] = "measured"
        self.assertNotIn("0428", dict(self.codes(document, ["fix"])))
        sure = small(dict(uniform(0.09, 0.11), basis="assumed"))
        self.assertNotIn("0428", dict(self.codes(sure, ["fix"])))


if __name__ == "__main__":
    riskctx_tap.main()
