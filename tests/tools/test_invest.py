# SPDX-License-Identifier: LGPL-2.1-or-later
"""What options cost and when they pay back: the worked example, to the last digit."""

import json
import re

import riskctx_tap
from command import FAILURE, USAGE, TestCase

BENEFIT = ("--benefit", "120000000", "--years", "5", "--discount-rate", "0.05")
FEW = ("--trials", "5000")

# The figure of the worked example, and how exact it is stated.
EXAMPLE = {
    "one_time_cost": (85000000, 0),
    "running_cost": (35000000, 0),
    "required_sales": (10087500000, 0),
    "required_sales_by_margin": (10087500000, 0),
    "sales_increase_by_margin": (0.00875, 1e-12),
    "required_sales_by_profit": (10700000000, 0),
    "sales_increase_by_profit": (0.07, 1e-12),
    "payback": (1.0, 1e-12),
    "discounted_payback": (1.0525, 1e-12),
    "net_present_value": (283005517, 0.5),
    "internal_rate_of_return": (0.965948, 5e-7),
    "security_return_first_year": (0.0, 1e-12),
    "security_return": (1.3077, 5e-5),
}


class Invest(TestCase):
    def invest(self, *arguments, **options):
        return self.run_command("invest", *arguments, "--json", **options).json

    def test_the_worked_example(self):
        plan = self.invest("company:ec-site", "secure-site", "operations", *BENEFIT)
        for name, (value, tolerance) in EXAMPLE.items():
            with self.subTest(name):
                self.assertTrue(plan[name]["defined"])
                self.assertLessEqual(abs(plan[name]["value"] - value), tolerance)

    def test_the_order_of_options_does_not_matter(self):
        one = self.invest("company:ec-site", "secure-site", "operations", *BENEFIT)
        other = self.invest("company:ec-site", "operations", "secure-site", *BENEFIT)
        for name in EXAMPLE:
            self.assertEqual(one[name]["value"], other[name]["value"])

    def test_closing_the_site_pays_nothing_back_and_says_why(self):
        plan = self.invest("company:ec-site", "close-site", *FEW)
        self.assertAlmostEqual(plan["required_sales"]["value"], 12163636364, delta=0.5)
        self.assertAlmostEqual(plan["sales_increase"]["value"], 0.2164, delta=5e-5)
        self.assertFalse(plan["payback"]["defined"])
        self.assertNotIn("value", plan["payback"])
        self.assertEqual(set(plan["payback"]["reason"]), {"ja", "en"})
        for language in ("ja", "en"):
            text = self.run_command("invest", "company:ec-site", "close-site", *FEW, "-l",
                                    language).text
            first = plan["payback"]["reason"][language].split()[0][:8]
            self.assertIn(first, text)

    def test_without_a_benefit_it_is_the_simulated_reduction_with_its_error(self):
        plan = self.invest("company:ec-site", "secure-site", "operations", *FEW)
        self.assertGreater(plan["benefit"]["value"], 0)
        self.assertGreater(plan["benefit"]["error"], 0)
        self.assertAlmostEqual(plan["benefit"]["value"],
                               plan["loss_before"]["value"] - plan["loss_after"]["value"], delta=1)
        again = self.invest("company:ec-site", "secure-site", "operations", *FEW, "--threads", "1")
        self.assertEqual(again, plan)

    def test_the_method_of_required_sales_can_be_chosen(self):
        plan = self.invest("company:ec-site", "secure-site", "operations", *BENEFIT,
                           "--method", "profit-ratio")
        self.assertEqual(plan["required_sales"]["value"], 10700000000)
        spread = self.invest("company:ec-site", "secure-site", "operations", *BENEFIT,
                             "--amortization-years", "5")
        self.assertEqual(spread["required_sales_by_margin"]["value"],
                         10000000000 + (35000000 + 85000000 / 5) / 0.4)

    def test_years_and_cash_flows(self):
        plan = self.invest("company:ec-site", "secure-site", *BENEFIT, "--years", "7")
        flows = plan["cash_flows"]
        self.assertEqual([flow["year"] for flow in flows], list(range(8)))
        total = 0
        for flow in flows:
            total += flow["net"]
            self.assertEqual(flow["cumulative"], total)

    def test_without_options_all_are_compared(self):
        document = json.loads(self.run_command("new", "company:ec-site").text)
        ids = [option["id"] for option in document["options"]]
        plans = self.invest("company:ec-site", *FEW)["plans"]
        self.assertEqual([plan["options"] for plan in plans],
                         [[], *([id] for id in ids), ["secure-site", "operations"]])
        text = self.run_command("invest", "company:ec-site", *FEW, "-l", "en").text
        for name in ("do nothing", *ids, "secure-site + operations"):
            self.assertRegex(text, rf"(?m)^{re.escape(name)}  ")
        outcomes = text.split("How the net present value can turn out")[1]
        row = re.search(r"(?m)^secure-site  +(.*)$", outcomes)[1]
        distribution = plans[1]["distribution"]
        self.assertEqual(len(re.split(" {2,}", row.strip())), 7, row)
        for name in ("gain", "any_bad_year_after", "cash_short_after"):
            self.assertIn(f"{distribution[name]['value'] * 100:.1f}%", row)
        self.assertIn(f"{distribution['net_present_value_p10']['value'] / -1e6:.1f}", row)
        none = self.run_command("invest", "company:ec-site", *FEW, "--paths", "0", "-l", "en").text
        self.assertNotIn("How the net present value", none)
        # One by one or together: the same figures.
        alone = self.invest("company:ec-site", "secure-site", *FEW)
        self.assertEqual(plans[1]["net_present_value"], alone["net_present_value"])

    def test_numbers_that_are_none_are_refused(self):
        for arguments in (("--benefit", "much"), ("--benefit", "1e400"), ("--benefit", "nan"),
                          ("--benefit", "inf"), ("--benefit", "0x10"), ("--benefit", "1,000"),
                          ("--benefit", ""), ("--benefit", " 1"), ("--years", "0"),
                          ("--years", "101"), ("--years", "2.5"), ("--discount-rate", "-1"),
                          ("--discount-rate", "11"), ("--discount-rate", "5%"),
                          ("--method", "guess"), ("--amortization-years", "-1"),
                          ("--trials", "0")):
            with self.subTest(arguments):
                run = self.run_command("invest", "company:ec-site", "secure-site", *arguments,
                                       expect=USAGE)
                self.assertIn(arguments[0], run.messages)
                self.assertEqual(run.bytes, b"")

    def test_a_benefit_may_be_nothing_or_less(self):
        for benefit in ("0", "-1000000", "1.5e8"):
            plan = self.invest("company:ec-site", "secure-site", "--benefit", benefit)
            self.assertEqual(plan["benefit"]["value"], float(benefit))

    def test_options_that_exclude_each_other_are_refused(self):
        run = self.run_command("invest", "company:ec-site", "secure-site", "close-site",
                               expect=FAILURE)
        self.assertIn("RCX-E0412", run.messages)
        run = self.run_command("invest", "company:ec-site", "nowhere", expect=FAILURE)
        self.assertIn("nowhere", run.messages)

    def change(self, **members):
        document = json.loads(self.new().read_text(encoding="utf-8"))
        for name, value in members.items():
            if value is None:
                document["organization"].pop(name, None)
            else:
                document["organization"][name] = value
        (self.folder / "mine.json").unlink()
        return self.write("changed.json", json.dumps(document))

    def test_strange_figures_of_the_organization_are_explained(self):
        for members, undefined in (
                ({"sales": 0}, "sales_increase_by_margin"),
                ({"profit": 0}, "required_sales_by_profit"),
                ({"profit": -5e8}, "required_sales_by_profit"),
                ({"contribution_margin": 0}, "required_sales_by_margin"),
                ({"sales": None}, "required_sales_by_profit"),
                ({"contribution_margin": None}, "required_sales_by_margin")):
            with self.subTest(**members):
                plan = self.invest(self.change(**members), "secure-site", *BENEFIT)
                self.assertFalse(plan[undefined]["defined"])
                self.assertTrue(plan[undefined]["reason"]["en"])

    def small(self, name, options, **organization):
        document = {
            "id": "edge", "currency": "JPY", "fiscal_year": 2026,
            "organization": {"sales": 1e9, "profit": 5e7, "contribution_margin": 0.4,
                             "funds_available": 1e8, "cash": 1e8, **organization},
            "risks": [{"id": "r", "category": "system", "frequency": 0.5,
                       "consequences": [{"impact": "financial", "magnitude": 1e7}]}],
            "controls": [{"id": "m1", "effects": [{"target": "frequency", "reduction": 0.5}]}],
            "options": options}
        return self.write(name, json.dumps(document))

    def test_every_edge_has_a_clear_answer(self):
        def option(name, cost=1e6, **more):
            return {"id": name, "title": name, "treatment": "reduce", **more,
                    "phases": [{"kind": "full", "controls": ["m1"],
                                "costs": [{"amount": cost, "timing": "one-time"}]}]}

        exclusive = [option(f"o{i}", excludes=[f"o{j}" for j in range(3) if j != i])
                     for i in range(3)]
        documents = {
            "no options": ([], {}),
            "all exclusive": (exclusive, {}),
            "cost zero": ([option("o0", cost=0)], {}),
            "no profit": ([option("o0")], {"profit": 0}),
            "a loss": ([option("o0")], {"profit": -5e7}),
            "no margin": ([option("o0")], {"contribution_margin": 0}),
            "no funds": ([option("o0")], {"funds_available": 0}),
        }
        for name, (options, organization) in documents.items():
            with self.subTest(name):
                path = self.small("edge.json", options, **organization)
                for years in ("1", "50"):
                    few = (*FEW, "--paths", "500", "--years", years)
                    plans = self.invest(path, *few)["plans"]
                    self.assertEqual([plan["options"] for plan in plans],
                                     [[], *([entry["id"]] for entry in options)])
                    for plan in plans:
                        for key, figure in plan.items():
                            if isinstance(figure, dict) and figure.get("defined") is False:
                                self.assertTrue(figure["reason"]["en"], key)
                                self.assertTrue(figure["reason"]["ja"], key)
                        self.assertTrue(plan["net_present_value"]["defined"])
                    text = self.run_command("invest", path, *few, "-l", "en").text
                    self.assertNotRegex(text.lower(), r"\b(nan|inf)\b")
                    for entry in options[:1]:
                        one = self.run_command("invest", path, entry["id"], *few, "-l", "ja").text
                        self.assertNotRegex(one.lower(), r"\b(nan|inf)\b")
                points = self.run_command("choose", path, "--budget", "0", *FEW,
                                          "--json").json["points"]
                free = [entry["id"] for entry in options
                        if entry["phases"][0]["costs"][0]["amount"] == 0]
                self.assertEqual([point["options"] for point in points], [free])
                self.run_command("choose", path, *FEW, "-l", "ja")


if __name__ == "__main__":
    riskctx_tap.main()
