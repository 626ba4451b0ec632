# SPDX-License-Identifier: LGPL-2.1-or-later
"""Proposals and coverage on the command line."""

import json

import riskctx_tap
from command import FAILURE, MISTAKES, USAGE, TestCase


class Derive(TestCase):
    def candidates(self, path, *more):
        found = self.run_command("derive", path, "--json", *more).json["candidates"]
        return {candidate["id"]: candidate for candidate in found}

    def test_proposals_are_listed_and_decided_upon(self):
        path = self.new()
        text = self.run_command("derive", path, "-l", "en").text
        self.assertIn("threat-legal.x5", text)
        self.run_command("derive", path, "--accept", "threat-legal.x5", "--reject",
                         "measures-legal.x5", "--edit", "scope.x8=Card data = everything",
                         "-o", path)
        document = json.loads(path.read_text(encoding="utf-8"))
        self.assertEqual([d["outcome"] for d in document["derivations"]],
                         ["rejected", "accepted", "edited"])
        self.assertEqual(document["statements"][-1]["title"], "Card data = everything")
        found = self.candidates(path)
        self.assertEqual(found["threat-legal.x5"]["outcome"], "accepted")
        self.assertEqual(found["threat-legal.x5"]["result"], "threat-legal.x5")
        self.assertIn("[Rejected]", self.run_command("derive", path, "-l", "en").text)
        self.run_command("check", path)
        self.run_command("derive", path, "--reopen", "threat-legal.x5", "-o", path)
        self.assertEqual(self.candidates(path)["threat-legal.x5"]["outcome"], "open")

    def test_rules_in_a_file_are_added(self):
        path = self.new()
        rules = self.write("rules.json", json.dumps({"id": "book", "rules": [{
            "id": "ours", "title": "Ours: {title}", "subject": "factor", "yields": "to-be",
            "conditions": ["aspect=law-regulation"]}]}))
        found = self.candidates(path, "--rules", rules)
        self.assertEqual(found["ours.x5"]["kind"], "to-be")
        self.assertIn("threat-legal.x5", found)

    def test_mistakes_in_rules_are_shown_with_their_place(self):
        path = self.new()
        rules = self.write("rules.json", '{\n  "id": "book",\n  "rules": [\n    { "id": "a", '
                           '"title": "x", "subject": "factor", "yields": "to-be",\n'
                           '      "conditions": ["nothing=at all"] }\n  ]\n}\n')
        run = self.run_command("derive", path, "--rules", rules, "-l", "en", expect=MISTAKES)
        self.assertIn("rules.json:5:22: error: /rules/0/conditions/0:", run.messages)
        self.assertIn("RCX-E0311", run.messages)

    def test_calls_that_make_no_sense(self):
        path = self.new()
        self.run_command("derive", path, "--accept", "no.such", expect=FAILURE)
        self.run_command("derive", path, "--edit", "scope.x8", expect=USAGE)
        self.run_command("derive", path, "--edit", "scope.x8=", expect=USAGE)
        self.run_command("derive", path, "--rules", self.folder / "none.json", expect=FAILURE)


class Coverage(TestCase):
    def test_what_is_left_out_is_shown(self):
        path = self.new()
        document = json.loads(path.read_text(encoding="utf-8"))
        document["factors"].append({"id": "idle", "title": "Left alone",
                                    "context_class": "int-culture"})
        path.write_text(json.dumps(document), encoding="utf-8")
        found = self.run_command("coverage", path, "--json").json
        self.assertEqual([item["id"] for item in found["unused_factors"]][-1], "idle")
        for language, words in (("en", "Factors from which nothing follows"),
                                ("ja", "何も導いていない状況")):
            text = self.run_command("coverage", path, "-l", language).text
            self.assertIn(words, text)
            self.assertIn("idle", text)


if __name__ == "__main__":
    riskctx_tap.main()
