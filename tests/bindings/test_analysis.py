# SPDX-License-Identifier: LGPL-2.1-or-later
"""Results of the analysis: they are what their schemas say, and speak both languages."""

import json
import re

import gi
import jsonschema
import riskctx_tap

gi.require_version("Json", "1.0")
gi.require_version("Riskctx", "1")
from gi.repository import Json, Riskctx  # noqa: E402

OPTIONS = ["secure-site", "operations"]
JAPANESE = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")
# What the library says by itself about the worked example, apart from texts of the document
SPOKEN = ("label", "formula", "note", "reason")


def company():
    return Riskctx.Assessment.model_company("ec-site")


def to_python(node):
    return json.loads(Json.to_string(node, False))


def simulate(assessment, **settings):
    simulation = Riskctx.Simulation(assessment=assessment, trials=5000, **settings)
    return simulation.run(None)


def run_plan(options, benefit=None):
    plan = Riskctx.InvestmentPlan(assessment=company(), options=options)
    plan.get_simulation().set_trials(5000)
    if benefit is not None:
        plan.set_benefit(Riskctx.Estimate.new_fixed(benefit))
    plan.run(None)
    return plan


def compare():
    comparison = Riskctx.PlanComparison(assessment=company())
    comparison.get_do_nothing().get_simulation().set_trials(5000)
    comparison.add_all()
    comparison.run(None)
    return comparison


def evaluate():
    assessment = company()
    return Riskctx.Evaluation.new(assessment, simulate(assessment))


def figures(node):
    if isinstance(node, dict):
        if "defined" in node and "label" in node:
            yield node
        node = list(node.values())
    if isinstance(node, list):
        for child in node:
            yield from figures(child)


class Schemas(riskctx_tap.TestCase):
    def check(self, result, kind):
        schema, value = to_python(kind.get_schema()), to_python(result.to_json())
        jsonschema.Draft202012Validator.check_schema(schema)
        jsonschema.Draft202012Validator(schema).validate(value)
        # Something that the schema does not name would have been refused.
        with self.assertRaises(jsonschema.ValidationError):
            jsonschema.Draft202012Validator(schema).validate({**value, "unknown": 1})

    def test_losses(self):
        result = simulate(company(), keep_samples=True)
        self.check(result, Riskctx.LossResult)
        self.check(result.get_total(), Riskctx.LossFigure)

    def test_evaluation(self):
        self.check(evaluate(), Riskctx.Evaluation)

    def test_plans(self):
        self.check(run_plan(OPTIONS), Riskctx.InvestmentPlan)
        self.check(run_plan(["close-site"]), Riskctx.InvestmentPlan)
        self.check(Riskctx.InvestmentPlan(assessment=company()), Riskctx.InvestmentPlan)

    def test_comparison(self):
        self.check(compare(), Riskctx.PlanComparison)

    def test_figure(self):
        plan = run_plan(OPTIONS)
        self.check(plan.get_figure(Riskctx.PlanFigure.NET_PRESENT_VALUE), Riskctx.Figure)


class Results(riskctx_tap.TestCase):
    def test_figures_of_the_worked_example(self):
        value = to_python(run_plan(OPTIONS, 120000000).to_json())
        for name, expected, tolerance in (
                ("one_time_cost", 85000000, 0), ("running_cost", 35000000, 0),
                ("required_sales_by_margin", 10087500000, 0),
                ("required_sales_by_profit", 10700000000, 0), ("payback", 1, 0),
                ("discounted_payback", 1.0525, 1e-12), ("net_present_value", 283005517, 0.5),
                ("internal_rate_of_return", 0.965948, 5e-7),
                ("security_return_first_year", 0, 0), ("security_return", 1.3077, 5e-5)):
            with self.subTest(name):
                self.assertAlmostEqual(value[name]["value"], expected, delta=tolerance)

    def test_the_same_bytes_whatever_the_threads(self):
        texts = {Json.to_string(simulate(company(), seed=7, threads=threads).to_json(), False)
                 for threads in (1, 2, 3)}
        self.assertEqual(len(texts), 1)

    def test_every_figure_speaks_both_languages(self):
        wrong = []
        for plan in (run_plan(OPTIONS), run_plan(["close-site"]), run_plan([])):
            for figure in figures(to_python(plan.to_json())):
                for member in SPOKEN:
                    said = figure.get(member)
                    if said is not None and ("en" not in said or "ja" not in said):
                        wrong.append(f"{figure['name']}: {member}")
                if "label" in figure and JAPANESE.search(figure["label"]["en"]):
                    wrong.append(f"{figure['name']}: {figure['label']['en']}")
        self.assertNothing(sorted(set(wrong)))

    def test_verdicts_are_sentences(self):
        for verdict in evaluate().get_verdicts():
            self.assertNotRegex(verdict.describe("en"), r"\{\d\}|verdict\.")
            self.assertNotRegex(verdict.describe("en"), JAPANESE)
            self.assertRegex(verdict.describe("ja"), JAPANESE)

    def test_mistakes_are_exceptions(self):
        for options, code in ((["secure-site", "close-site"], Riskctx.Error.INVALID),
                              (["nothing"], Riskctx.Error.NOT_FOUND)):
            with self.subTest(options), self.assertRaises(gi.repository.GLib.Error) as caught:
                run_plan(options)
            self.assertTrue(caught.exception.matches(Riskctx.error_quark(), code))


if __name__ == "__main__":
    riskctx_tap.main()
