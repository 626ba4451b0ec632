# SPDX-License-Identifier: LGPL-2.1-or-later
"""Every model company can be relied on: it loads, breaks no rule, and ends in a brief."""

import json

import gi

gi.require_version("Json", "1.0")
gi.require_version("Riskctx", "1")
from gi.repository import Json, Riskctx  # noqa: E402  pylint: disable=wrong-import-position

import riskctx_tap  # noqa: E402  pylint: disable=wrong-import-position

COMPANIES = [company.get_id() for company in Riskctx.list_model_companies()]


class Companies(riskctx_tap.TestCase):
    def each(self, check):
        self.assertIn("ec-site", COMPANIES)
        for company in COMPANIES:
            with self.subTest(company):
                check(Riskctx.Assessment.model_company(company))

    def test_it_keeps_the_rules_of_documents(self):
        self.each(lambda a: self.assertNothing(i.to_string(None, "en") for i in a.check()))

    def test_it_has_no_finding_that_is_an_error(self):
        self.each(lambda a: self.assertNothing(
            i.to_string(None, "en") for i in a.list_findings()
            if i.get_severity() == Riskctx.Severity.ERROR))

    def test_everything_is_said_in_both_languages(self):
        self.each(lambda a: self.assertNothing(
            i.to_string(None, "en") for i in a.list_findings() if i.get_code() == "RCX-W0414"))

    def test_no_finding_is_about_the_chain(self):
        # Open gaps, missing sources and unanswered questions are for users, not for examples. That
        # there is no ground to invest is a result, and not a mistake.
        chain = {f"RCX-W{number:04}" for number in (*range(401, 407), *range(418, 425))}
        self.each(lambda a: self.assertNothing(
            i.to_string(None, "en") for i in a.list_findings() if i.get_code() in chain))

    def test_it_answers_the_five_questions(self):
        def check(assessment):
            brief = json.loads(Json.to_string(Riskctx.Brief.new(assessment, None, None)
                                              .to_json("en"), False))
            self.assertEqual([a["answered"] for a in brief["answers"]], [True] * 5)
            for answer in brief["answers"]:
                self.assertTrue(any(s["noun"] == "factor" for s in answer["sources"]),
                                answer["question"])
        self.each(check)


if __name__ == "__main__":
    riskctx_tap.main()
