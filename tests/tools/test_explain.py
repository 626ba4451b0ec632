# SPDX-License-Identifier: LGPL-2.1-or-later
"""Every figure of every result can be explained, by its name and in both languages."""

import re

import riskctx_tap
from command import FAILURE, TestCase

FEW = ("--trials", "2000")
# What the document states comes from nothing else; it has a basis instead.
STATED = re.compile(r"plan\.(sales|profit|contribution-margin|funds-available)"
                    r"|sensitivity\..*\.value")
# Levels and amounts that somebody has set: there is nothing to compute.
SET = ("brief.reduction", "brief.trigger", "sensitivity.discount-rate.value")
ENGLISH = re.compile(r"[a-z]{3,} [a-z]{2,} [a-z]{3,}")


class Explain(TestCase):
    def names(self, language, *more):
        run = self.run_command("explain", "company:ec-site", "--json", "-l", language, *FEW, *more)
        return {entry["id"]: entry["text"] for entry in run.json["entries"]}

    def test_every_figure_has_its_formula_and_inputs_in_both_languages(self):
        japanese, english = self.names("ja"), self.names("en")
        self.assertEqual(list(japanese), list(english))
        for prefix in ("loss.", "loss.risk.leak-attack.", "loss.cause.system.", "loss-after.",
                       "loss.impact.litigation.", "plan.", "criteria.", "brief.",
                       "sensitivity.leak-attack.frequency."):
            self.assertTrue([name for name in english if name.startswith(prefix)], prefix)
        self.assertGreaterEqual(len([name for name in english if name.startswith("plan.")]), 27)
        wrong = []
        for texts, equals, basis in ((english, "= ", "("), (japanese, "＝ ", "（")):
            for name, text in texts.items():
                lines = text.split("\n")
                stated = STATED.fullmatch(name) is not None
                if name in SET:
                    continue
                if stated and basis not in lines[0]:
                    wrong.append(f"{name}: no basis: {text}")
                if not stated and not any(line.startswith(equals) for line in lines):
                    wrong.append(f"{name}: no formula: {text}")
                computed = name.startswith(("loss", "criteria", "sensitivity.leak"))
                if computed and not stated and not any(line.startswith("  ") for line in lines):
                    wrong.append(f"{name}: no inputs: {text}")
        wrong += [f"{name}: {text}" for name, text in japanese.items() if ENGLISH.search(text)]
        self.assertNothing(wrong[:20])

    def test_the_estimates_behind_a_figure_are_named_with_their_source(self):
        text = self.run_command("explain", "company:ec-site", "loss.risk.leak-attack.mean",
                                "-l", "en", *FEW).text
        self.assertIn("events a year: 0.05 (Assumed; Assumed: 0.05 a year", text)
        self.assertIn("seed 1", text)
        self.assertIn("Error: ±", text)

    def test_a_figure_is_followed_to_what_it_comes_from(self):
        text = self.run_command("explain", "company:ec-site", "plan.npv", "-l", "en", *FEW).text
        for words in ("Net present value: ", "Net benefit a year: ", "Expected loss avoided",
                      "Discount rate: 5.0%", "2,000 years, seed 1"):
            self.assertIn(words, text)
        node = self.run_command("explain", "company:ec-site", "plan.npv", "--json", *FEW).json
        self.assertEqual(node["name"], "net-present-value")
        self.assertGreater(len(node["inputs"]), 2)

    def test_options_may_be_chosen_and_names_mistyped(self):
        text = self.run_command("explain", "company:ec-site", "plan.one-time-cost", "--option",
                                "operations", "-l", "en", *FEW).text
        self.assertIn("¥10.0M", text)
        run = self.run_command("explain", "company:ec-site", "plan.paybak", *FEW, expect=FAILURE)
        self.assertIn("plan.payback", run.messages)


if __name__ == "__main__":
    riskctx_tap.main()
