# SPDX-License-Identifier: LGPL-2.1-or-later
"""The five answers, each with what leads to it, and nothing passed over."""

import json

import riskctx_tap
from command import FAILURE, TestCase

QUESTIONS = ["purpose", "scope", "reduction", "trigger", "budget"]
FEW = ("--trials", "5000")


class Brief(TestCase):
    def setUp(self):
        super().setUp()
        self.document = json.loads(self.run_command("new", "company:ec-site").text)

    def brief(self, *arguments):
        return self.run_command("brief", "company:ec-site", *FEW, "--json", *arguments).json

    def test_five_answers_in_their_order(self):
        for language in ("ja", "en"):
            brief = self.brief("--language", language)
            self.assertEqual([a["question"] for a in brief["answers"]], QUESTIONS)
            for answer in brief["answers"]:
                self.assertTrue(answer["answered"])
                self.assertTrue(answer["text"])

    def test_every_answer_names_the_factors_that_lead_to_it(self):
        titles = {factor["id"]: factor["title"] for factor in self.document["factors"]}
        for language in ("ja", "en"):
            for answer in self.brief("--language", language)["answers"]:
                with self.subTest(language=language, question=answer["question"]):
                    factors = [s for s in answer["sources"] if s.get("id") in titles]
                    self.assertTrue(factors)
                    for source in factors:
                        self.assertEqual(source["text"],
                                         {language: titles[source["id"]][language]})

    def test_people_read_the_same(self):
        for language in ("ja", "en"):
            text = self.run_command("brief", "company:ec-site", *FEW, "-l", language).text
            flat = "".join(text.split())
            for answer in self.brief("--language", language)["answers"]:
                for text in [answer["text"], *(source["text"] for source in answer["sources"])]:
                    self.assertIn("".join(text[language].split()), flat)

    def test_nothing_is_passed_over(self):
        wanted = {factor["id"] for factor in self.document["factors"]}
        wanted |= {statement["id"] for statement in self.document["statements"]
                   if statement["kind"] in ("as-is", "to-be", "gap")}
        brief = self.brief()
        reached = {s.get("id") for answer in brief["answers"] for s in answer["sources"]}
        not_used = {item["id"] for item in brief["not_used"]}
        self.assertNothing(sorted(wanted - reached - not_used), "passed over")
        self.assertNothing(sorted(reached & not_used), "used and not used")

    def test_the_language_is_that_of_the_document_unless_asked_for(self):
        # Not that of whoever runs the command.
        self.assertEqual(self.run_command("brief", "company:ec-site", *FEW,
                                          environment={"LANGUAGE": "en"}).bytes,
                         self.run_command("brief", "company:ec-site", *FEW,
                                          "--language", "ja").bytes)

    def test_programs_get_both_languages_unless_they_ask_for_one(self):
        for answer in self.brief()["answers"]:
            self.assertEqual(set(answer["text"]), {"ja", "en"})

    def test_the_options_of_the_budget_can_be_chosen(self):
        one = self.brief("--option", "operations", "--language", "en")
        other = self.brief("--option", "secure-site", "--language", "en")
        self.assertNotEqual(one["answers"][4]["text"], other["answers"][4]["text"])
        self.run_command("brief", "company:ec-site", "--option", "nowhere", expect=FAILURE)

    def test_threads_do_not_matter(self):
        self.assertEqual(self.brief("--threads", "1"), self.brief("--threads", "2"))

    def test_a_document_without_anything_has_five_questions_open(self):
        path = self.write("empty.json", json.dumps(
            {"id": "a", "version": 1, "organization": {"id": "o", "title": "O"}}))
        brief = self.run_command("brief", path, "--json").json
        self.assertEqual([a["question"] for a in brief["answers"]], QUESTIONS)
        self.assertFalse(any(a["answered"] for a in brief["answers"][:2]))


if __name__ == "__main__":
    riskctx_tap.main()
