# SPDX-License-Identifier: LGPL-2.1-or-later
"""What the commands answer about the EC-site company."""

import json
import re

import riskctx_tap
from command import FAILURE, USAGE, TestCase

COMMANDS = ("companies", "new", "check", "format", "brief", "assess", "invest", "report",
            "diagram", "schema", "explain")


def numbers(node):
    """Every number in a JSON value."""
    if isinstance(node, dict):
        node = list(node.values())
    if isinstance(node, list):
        for child in node:
            yield from numbers(child)
    elif isinstance(node, (int, float)) and not isinstance(node, bool):
        yield node


class Invest(TestCase):
    BENEFIT = ("--benefit", "120000000", "--years", "5", "--discount-rate", "0.05")

    def contains(self, run, expected):
        found = list(numbers(run.json))
        self.assertNothing([f"{name}: {value}" for name, (value, tolerance) in expected.items()
                            if not any(abs(value - n) <= tolerance for n in found)], "not found")

    def test_both_options_together(self):
        run = self.run_command("invest", "company:ec-site", "secure-site", "operations",
                               *self.BENEFIT, "--json")
        # The figures of the worked example: see doc/numbers.md.
        self.contains(run, {
            "one-time": (85000000, 0),
            "running": (35000000, 0),
            "required sales by margin": (10087500000, 0.5),
            "required sales by profit": (10700000000, 0.5),
            "payback": (1.0, 1e-12),
            "discounted payback": (1.0525, 1e-12),
            "net present value": (283005517, 0.5),
            "internal rate of return": (0.965948, 5e-7),
            "return on security investment, five years": (1.3077, 5e-5),
        })

    def test_closing_the_site_is_not_recovered_and_says_why(self):
        run = self.run_command("invest", "company:ec-site", "close-site", "--json")
        self.contains(run, {"required sales": (12163636364, 0.5)})
        self.assertTrue(any(re.search("not recovered|nothing to recover|no payback|not meant", text)
                            for text in strings(run.json)), run.text)

    def test_an_option_that_is_not_there_is_named(self):
        run = self.run_command("invest", "company:ec-site", "no-such-option", expect=FAILURE)
        self.assertIn("no-such-option", run.messages)

    def test_without_a_benefit_it_is_the_simulated_reduction(self):
        run = self.run_command("invest", "company:ec-site", "secure-site", "--json")
        self.assertTrue(any("error" in key for key in keys(run.json)), "no error is given")


def strings(node):
    if isinstance(node, dict):
        node = list(node.values())
    if isinstance(node, list):
        for child in node:
            yield from strings(child)
    elif isinstance(node, str):
        yield node


def keys(node):
    if isinstance(node, dict):
        yield from node
        node = list(node.values())
    if isinstance(node, list):
        for child in node:
            yield from keys(child)


class Brief(TestCase):
    def test_five_answers_with_their_factors(self):
        document = json.loads(self.new().read_text(encoding="utf-8"))
        factors = {factor["id"] for factor in document["factors"]}
        for language in ("ja", "en"):
            with self.subTest(language):
                brief = self.run_command("brief", "company:ec-site", "--language", language,
                                         "--json").json
                mentioned = set(strings(brief))
                for question in ("purpose", "scope", "reduction", "trigger", "budget"):
                    self.assertIn(question, mentioned | set(keys(brief)))
                self.assertTrue(factors & mentioned)

    def test_nothing_is_passed_over(self):
        document = json.loads(self.new().read_text(encoding="utf-8"))
        wanted = {factor["id"] for factor in document["factors"]}
        wanted |= {statement["id"] for statement in document["statements"]
                   if statement["kind"] in ("as-is", "to-be", "gap")}
        brief = self.run_command("brief", "company:ec-site", "--json").json
        self.assertNothing(sorted(wanted - set(strings(brief)) - set(keys(brief))),
                           "neither used nor listed as not used")


class Usage(TestCase):
    def test_every_command_has_help(self):
        overview = self.run_command("--help").text
        for command in COMMANDS:
            with self.subTest(command):
                self.assertIn(command, overview)
                text = self.run_command(command, "--help").text
                self.assertIn("Usage", text)

    def test_mistakes_of_usage_have_their_own_status(self):
        for arguments in ((), ("no-such-command",), ("brief",), ("check", "--no-such-option", "x"),
                          ("brief", "company:ec-site", "--language", "tlh")):
            with self.subTest(arguments):
                run = self.run_command(*arguments, expect=USAGE)
                self.assertTrue(run.messages)
                self.assertEqual(run.bytes, b"")

    def test_nothing_that_is_not_a_number_is_written(self):
        for arguments in (("assess", "company:ec-site"), ("brief", "company:ec-site"),
                          ("invest", "company:ec-site", "close-site")):
            with self.subTest(arguments):
                text = self.run_command(*arguments, "--json").text
                self.assertNotRegex(text, r"(?i)(?<![\w-])-?(nan|inf(inity)?)(?![\w-])")


if __name__ == "__main__":
    riskctx_tap.main()
