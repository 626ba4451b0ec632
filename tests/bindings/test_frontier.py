# SPDX-License-Identifier: LGPL-2.1-or-later
"""The best set of options for every budget, from a document to its points."""

import itertools
import json
import random

import gi
import jsonschema
import riskctx_tap

gi.require_version("Json", "1.0")
gi.require_version("Riskctx", "1")
from gi.repository import Gio, GLib, Json, Riskctx  # noqa: E402

EXACT = Riskctx.SimulationMethod.EXACT


def option(name, once, yearly=0, **more):
    costs = [{"amount": once, "timing": "one-time"}, {"amount": yearly, "timing": "yearly"}]
    return {"id": name, "phases": [{"kind": "full", "costs": costs, "controls": [f"c-{name}"]}],
            **more}


def control(name, risks, reduction, target="frequency", **more):
    return {"id": f"c-{name}", "effects": [
        {"target": target, "risks": risks, "reduction": reduction}], **more}


def risk(name, frequency, amount, **more):
    return {"id": name, "category": "system", "frequency": frequency,
            "consequences": [{"impact": "financial", "magnitude": amount}], **more}


def assessment(risks, controls, options, **more):
    document = {"id": "small", "currency": "JPY", "risks": risks, "controls": controls,
                "options": options, "organization": more.pop("organization", {}), **more}
    return Riskctx.Assessment.from_json(Json.from_string(json.dumps(document)))


def small(**more):
    """A loss of 100 a year; a saves half of it, b 30 %, c what a saves, for less and yearly."""
    return assessment(
        [risk("leak", 0.1, 1000)],
        [control("a", ["leak"], 0.5), control("b", [], 0.3, "magnitude"),
         control("c", ["leak"], 0.5, coverage=0.9, implementation=0.2)],
        [option("a", 60), option("b", 50), option("c", 40, 9, excludes=["a"])], **more)


def frontier(subject, **settings):
    result = Riskctx.Frontier.new(subject)
    result.get_simulation().set_method(EXACT)
    for name, value in settings.items():
        result.set_property(name.replace("_", "-"), value)
    result.run(None)
    return result


def sets(result):
    return [(point.get_cost(), "".join(point.get_options())) for point in result]


class Frontier(riskctx_tap.TestCase):
    def test_lost_contribution_counts(self):
        """To close costs little and leaves the smallest loss, but the contribution is gone."""
        options = [option("a", 60), option("b", 50),
                   option("close", 10, sales_change=-500, recovers=False,
                          excludes=["a", "b"])]
        controls = [control("a", ["leak"], 0.5), control("b", [], 0.3, "magnitude"),
                    control("close", ["leak"], 1)]
        margin = {"organization": {"contribution_margin": 0.4, "sales": 1000}}
        dear = frontier(assessment([risk("leak", 0.1, 1000)], controls, options, **margin),
                        give_up=True)
        self.assertEqual(sets(dear), [(0, ""), (50, "b"), (60, "a"), (110, "ab")])
        self.assertEqual(list(dear.get_recommended().get_options()), ["a", "b"])
        options[2]["sales_change"] = -100  # 40 a year, with a loss of 100 avoided
        cheap = frontier(assessment([risk("leak", 0.1, 1000)], controls, options, **margin),
                         give_up=True)
        self.assertEqual(sets(cheap), [(0, ""), (10, "close"), (110, "ab")])
        closed = list(cheap)[1]
        self.assertAlmostEqual(closed.get_expected_loss(), 0)
        self.assertAlmostEqual(closed.get_saving(), 100)
        self.assertAlmostEqual(closed.get_marginal_saving()[1], (100 - 40) / 10)

    def test_lost_contribution_equals_brute_force(self):
        for seed in range(20):
            rng = random.Random(seed)
            names = "abcdef"
            controls = [control(n, ["leak"], rng.uniform(0.05, 0.6)) for n in names]
            options = [option(n, rng.randint(1, 90)) for n in names]
            for chosen in rng.sample(range(6), 2):
                options[chosen]["sales_change"] = rng.uniform(-200, 100)
            subject = assessment([risk("leak", 0.1, 1000)], controls, options,
                                 organization={"contribution_margin": 0.5})
            points = [(p.get_cost(), p.get_expected_loss()
                       - 0.5 * sum(options[names.index(o)].get("sales_change", 0)
                                   for o in p.get_options()))
                      for p in frontier(subject, simulate=False)]
            best, left = [], float("inf")
            subsets = []
            for size in range(7):
                for subset in itertools.combinations(range(6), size):
                    loss = 100.0
                    for k in subset:
                        loss *= 1 - controls[k]["effects"][0]["reduction"]
                    loss -= 0.5 * sum(options[k].get("sales_change", 0) for k in subset)
                    cost = sum(options[k]["phases"][0]["costs"][0]["amount"] for k in subset)
                    subsets.append((cost, loss))
            for cost, loss in sorted(subsets):
                if loss < left - 1e-9:
                    if best and best[-1][0] == cost:
                        best.pop()
                    best.append((cost, loss))
                    left = loss
            self.assertEqual([cost for cost, _ in points], [cost for cost, _ in best], seed)
            for (_, loss), (_, exact) in zip(points, best):
                self.assertAlmostEqual(loss, exact, places=6)

    def test_points_are_what_the_formulas_say(self):
        result = frontier(small())
        base = 100 * (1 - 0.5 * 0.9 * 0.2)  # c is in place to a fifth
        self.assertAlmostEqual(result.get_expected_loss(), base)
        self.assertEqual(sets(result), [(0, ""), (40, "c"), (60, "a"), (90, "bc"), (110, "ab")])
        losses = [base, 55, base / 2, 55 * 0.7, base * 0.35]
        for point, loss in zip(result, losses):
            self.assertAlmostEqual(point.get_expected_loss(), loss)
            self.assertAlmostEqual(point.get_saving(), base - loss)
            self.assertEqual(point.get_gap(), 0)
        points = list(result)
        self.assertEqual(points[0].get_marginal_saving(), (False, 0))
        defined, marginal = points[1].get_marginal_saving()
        self.assertAlmostEqual(marginal, (base - 55) / 40)
        self.assertEqual(list(points[2].get_entering()), ["a"])
        self.assertEqual(list(points[2].get_leaving()), ["c"])
        self.assertEqual(points[1].get_running_cost(), 9)
        self.assertTrue(result.is_proven())
        self.assertEqual(result.find(89).get_cost(), 60)

    def test_it_agrees_with_the_simulation(self):
        for name in ("ec-site", "chem-it", "medical"):
            subject = Riskctx.Assessment.model_company(name)
            for insured in subject.get_risks():
                insured.unset("insurance_limit")
            result = Riskctx.Frontier(assessment=subject, give_up=True)
            result.get_simulation().set_trials(20000)
            result.run(None)
            self.assertGreater(result.get_n_items(), 2)
            for point in result:
                total = point.get_loss().get_total()
                with self.subTest(name, options=list(point.get_options())):
                    mean = total.dup_mean()
                    self.assertAlmostEqual(point.get_expected_loss(), mean.get_value(),
                                           delta=5 * mean.get_error())
                    self.assertLess(mean.get_error(), 0.1 * mean.get_value())

    def test_dependence_is_followed(self):
        subject = assessment(
            [risk("attack", 2, 10, triggers=[{"risk": "leak", "probability": 0.25}]),
             risk("leak", 0.1, 1000)],
            [control("a", ["attack"], 0.5), control("b", ["leak"], 0.2)],
            [option("a", 1), option("b", 1)],
            shocks=[{"id": "quake", "frequency": 0.5,
                     "triggers": [{"risk": "leak", "probability": 0.2}]}])
        result = frontier(subject, simulate=False)
        leak = 0.1 + 0.5 * 0.2
        self.assertAlmostEqual(result.get_expected_loss(), 20 + 1000 * (leak + 0.5))
        points = {"".join(point.get_options()): point.get_expected_loss() for point in result}
        self.assertAlmostEqual(points["a"], 10 + 1000 * (leak + 0.25))
        self.assertAlmostEqual(points["ab"], 10 + 800 * (leak + 0.25))
        self.assertIsNone(result.get_item(0).get_loss())

    def test_every_set_tried(self):
        """Random documents: no set that is allowed is better, and the plan's own figures agree."""
        rand = random.Random(5)
        for _ in range(12):
            risks = [risk(f"r{i}", rand.uniform(0.1, 1), rand.uniform(10, 100)) for i in range(4)]
            controls = [control(f"o{i}", [f"r{k}" for k in range(4) if rand.random() < 0.6]
                                or ["r0"], rand.random(), rand.choice(["frequency", "magnitude"]),
                                coverage=rand.random(), implementation=rand.random() / 2)
                        for i in range(6)]
            options = [option(f"o{i}", rand.randint(1, 30), rand.randint(0, 5)) for i in range(6)]
            options[0]["excludes"] = ["o1"]
            options[2]["requires"] = ["o3"]
            options[4]["mandatory"] = True
            # two options bring the same measure, which counts once
            options[5]["phases"][0]["controls"].append("c-o3")
            subject = assessment(risks, controls, options)
            result = frontier(subject, simulate=False)
            simulation = Riskctx.Simulation(assessment=subject, method=EXACT)
            for n in range(7):
                for chosen in itertools.combinations(range(6), n):
                    if {0, 1} <= set(chosen) or (2 in chosen and 3 not in chosen) \
                            or 4 not in chosen:
                        continue
                    cost = sum(options[i]["phases"][0]["costs"][0]["amount"] for i in chosen)
                    simulation.set_options([f"o{i}" for i in chosen])
                    mean = simulation.run(None).get_total().get_mean()
                    self.assertLessEqual(result.find(cost).get_expected_loss(), mean * (1 + 1e-5))

    def test_budget_kinds_and_limits(self):
        total = frontier(small(), budget_kind=Riskctx.BudgetKind.TOTAL, years=5, simulate=False)
        self.assertEqual(sets(total), [(0, ""), (50, "b"), (60, "a"), (110, "ab")])
        limited = frontier(small(), running_limit=8, simulate=False)
        self.assertEqual(sets(limited), [(0, ""), (50, "b"), (60, "a"), (110, "ab")])
        self.assertEqual(sets(frontier(small(), budget=59, simulate=False)),
                         [(0, ""), (40, "c")])
        self.assertEqual(sets(frontier(small(), budget=0, simulate=False)), [(0, "")])

    def test_what_is_mandatory(self):
        subject = small()
        subject.get_options().get_item(1).set_mandatory(True)
        self.assertEqual(sets(frontier(subject, simulate=False)),
                         [(50, "b"), (90, "bc"), (110, "ab")])
        nothing = frontier(subject, budget=49, simulate=False)
        self.assertEqual(nothing.get_n_items(), 0)
        self.assertIsNone(nothing.get_recommended())
        self.assertIn("mandatory", nothing.get_reason(0).get("en"))
        self.assertIsNone(frontier(subject, simulate=False).find(49))

    def test_the_recommendation_pays_most_and_can_be_paid(self):
        rich = frontier(small(), years=5)
        values = [point.get_net_present_value()[1] for point in rich]
        best = rich.get_recommended()
        self.assertEqual(best.get_net_present_value()[1], max(values))
        factor = sum(1.05 ** -t for t in range(1, 6))
        self.assertAlmostEqual(values[2], 91 / 2 * factor - 60, delta=0.01)
        plan = Riskctx.InvestmentPlan.new(small(), ["c"])
        plan.get_simulation().set_method(EXACT)
        plan.run(None)
        figure = plan.get_figure(Riskctx.PlanFigure.NET_PRESENT_VALUE)
        self.assertAlmostEqual(values[1], figure.get_value(), delta=1e-6)
        poor = frontier(small(organization={"funds_available": 45}), years=5)
        self.assertEqual(list(poor.get_recommended().get_options()), ["c"])
        for language, word in (("en", "available"), ("ja", "資金")):
            reasons = [poor.get_reason(i).get(language) for i in range(poor.get_n_reasons())]
            self.assertTrue(any(word in reason for reason in reasons), reasons)

    def test_what_the_funds_keep_away_is_said(self):
        def reasons(funds):
            result = frontier(small(organization={"funds_available": funds}), years=5)
            return [result.get_reason(i).get("en") for i in range(result.get_n_reasons())]

        dearest = frontier(small(), years=5).get_recommended().get_one_time_cost()
        for funds in (0, dearest - 1):
            self.assertTrue(any("the funds do not pay" in one for one in reasons(funds)), funds)
        self.assertFalse(any("the funds do not pay" in one for one in reasons(dearest)))
        self.assertIn("No set that can be paid", reasons(0)[0])

    def test_what_gives_up_is_asked_for(self):
        subject = Riskctx.Assessment.model_company("ec-site")
        without = frontier(subject, simulate=False)
        self.assertNotIn("close-site", {o for point in without for o in point.get_options()})
        with_it = frontier(subject, simulate=False, give_up=True)
        # it leaves the smallest loss, and costs more of the contribution than that
        self.assertNotIn("close-site", {o for point in with_it for o in point.get_options()})

    def test_no_options_at_all(self):
        result = frontier(assessment([risk("leak", 1, 1)], [], []))
        self.assertEqual(sets(result), [(0, "")])
        self.assertEqual(list(result.get_recommended().get_options()), [])

    def test_free_options_are_taken(self):
        result = frontier(assessment([risk("leak", 1, 1)], [control("a", ["leak"], 0.5)],
                                     [option("a", 0)]), simulate=False)
        self.assertEqual(sets(result), [(0, "a")])

    def test_mistakes_are_named(self):
        gain = assessment([risk("luck", 1, -5)], [], [])
        endless = assessment([risk("tail", 1, {"distribution": "lomax", "shape": 0.9,
                                               "scale": 1})], [], [])
        for subject, word in ((gain, "luck"), (endless, "tail")):
            with self.assertRaises(GLib.Error) as caught:
                frontier(subject)
            self.assertTrue(caught.exception.matches(Riskctx.error_quark(),
                                                     Riskctx.Error.UNSUPPORTED))
            self.assertIn(word, caught.exception.message)

    def test_it_runs_aside_and_stops(self):
        loop = GLib.MainLoop()
        subject = small()
        aside = Riskctx.Frontier.new(subject)
        aside.get_simulation().set_method(EXACT)
        answers = []

        def done(source, result):
            try:
                answers.append(source.run_finish(result))
            except GLib.Error as error:
                answers.append(error)
            loop.quit()

        aside.run_async(None, done)
        loop.run()
        self.assertEqual(answers, [True])
        self.assertEqual(sets(aside), sets(frontier(subject)))
        cancelled = Gio.Cancellable()
        cancelled.cancel()
        aside.run_async(cancelled, done)
        loop.run()
        self.assertTrue(answers[1].matches(Gio.io_error_quark(), Gio.IOErrorEnum.CANCELLED))
        with self.assertRaises(GLib.Error):
            aside.run(cancelled)

    def test_json_is_what_the_schema_says(self):
        result = frontier(small())
        schema = json.loads(Json.to_string(Riskctx.Frontier.get_schema(), False))
        text = json.loads(Json.to_string(result.to_json(), False))
        jsonschema.Draft202012Validator(schema).validate(text)
        self.assertEqual([point["options"] for point in text["points"]],
                         [list(point.get_options()) for point in result])
        self.assertEqual(sum(point["recommended"] for point in text["points"]), 1)
        self.assertEqual(text["expected_loss"], result.get_expected_loss())


if __name__ == "__main__":
    riskctx_tap.main()
