# SPDX-License-Identifier: LGPL-2.1-or-later
"""What incidents say about estimates, and the document that has learned from them."""

import json

import riskctx_tap
from command import FAILURE, USAGE, TestCase


class Update(TestCase):
    def test_before_and_after_are_shown(self):
        found = self.run_command("update", "company:trading", "--json").json["lessons"]
        core, amount = (one for one in found if one["risk"] == "core-failure")
        self.assertEqual((core["member"], core["count"]), ("frequency", 1))
        self.assertAlmostEqual(core["exposure"], 365 / 365.25, 9)
        self.assertLess(core["before"]["low"], core["before"]["mean"])
        self.assertLess(core["before"]["mean"], core["after"]["mean"])
        self.assertEqual((amount["consequence"], amount["count"], amount["weight"]),
                         ("core-failure-stop", 1, 0.2))
        for language, word in (("en", "Weight of data"), ("ja", "観測の重み")):
            text = self.run_command("update", "company:trading", "-l", language).text
            self.assertIn(word, text)
            self.assertIn("core-failure", text)

    def test_the_document_learns_once(self):
        new = self.folder / "new.json"
        self.run_command("update", "company:trading", "--apply", "-o", new)
        self.run_command("check", new)
        document = json.loads(new.read_text(encoding="utf-8"))
        core = next(risk for risk in document["risks"] if risk["id"] == "core-failure")
        self.assertEqual(core["frequency"]["distribution"], "gamma")
        self.assertIn("1", core["frequency"]["source"]["en"])
        self.assertIn("1", core["frequency"]["source"]["ja"])
        self.assertEqual(document["incidents_from"], "2026-04-01")
        self.run_command("update", new, expect=FAILURE)

    def test_what_is_asked_for_has_to_make_sense(self):
        self.run_command("update", "company:ec-site", expect=FAILURE)
        self.run_command("update", "company:trading", "--since", "April", expect=USAGE)
        self.run_command("update", "company:trading", "--weight", "0", expect=USAGE)


if __name__ == "__main__":
    riskctx_tap.main()
