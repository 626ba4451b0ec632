# SPDX-License-Identifier: LGPL-2.1-or-later
"""The cycle of review: where it stands, what is put on record, and what has changed since."""

import json

import riskctx_tap
from command import FAILURE, USAGE, TestCase

RECORD = ("--record", "persuasion", "--date", "2018-09-30", "--next", "2019-03-31")


class Review(TestCase):
    def setUp(self):
        super().setUp()
        self.mine = self.new()

    def text(self, *arguments, document=None, language="en"):
        text = self.run_command("review", document or self.mine, "-l", language, *arguments).text
        return " ".join(text.split())

    def record(self, *arguments):
        new = self.folder / "new.json"
        self.run_command("review", self.mine, *RECORD, *arguments, "-o", new)
        return new

    def test_where_it_stands(self):
        result = self.run_command("review", self.mine, "--json", "--date", "2018-07-01").json
        self.assertEqual((result["state"], result["next_date"], result["steps"]),
                         ("gap-visible", "2018-09-30", ["persuasion"]))
        self.assertEqual([item["id"] for item in result["overdue"]],
                         ["indicator-patches", "indicator-logs", "indicator-cards",
                          "indicator-chargebacks"])
        self.assertEqual([item["id"] for item in result["consultations"]],
                         ["consultation-acquirer", "consultation-2018-03"])

    def test_people_read_it_in_both_languages(self):
        self.assertIn("Next review: 2018-09-30", self.text("--date", "2018-07-01"))
        self.assertIn("overdue since 2018-06-30", self.text("--date", "2018-07-01"))
        self.assertNotIn("Overdue", self.text("--date", "2018-06-30"))
        self.assertIn("次の見直し：2018-09-30", self.text("--date", "2018-07-01", language="ja"))

    def test_whoever_was_not_consulted_is_named(self):
        document = json.loads(self.mine.read_text(encoding="utf-8"))
        document["consultations"].append({"id": "talk", "title": "Talk", "date": "2018-04-02",
                                          "stakeholders": ["customers", "employees"]})
        path = self.write("talked.json", json.dumps(document))
        result = self.run_command("review", path, "--json").json
        self.assertEqual([item["id"] for item in result["not_consulted"]],
                         ["card-industry", "acquirer", "executives", "it-department"])

    def test_a_review_is_put_on_record(self):
        new = self.record("--decision", "Ask the board", "-l", "en")
        before, after = (json.loads(path.read_text(encoding="utf-8")) for path in (self.mine, new))
        review = after["reviews"].pop()
        self.assertEqual(after, before)
        self.assertEqual({name: review[name] for name in
                          ("id", "date", "loop", "state", "gaps", "next_date", "decision")},
                         {"id": "review-2018-09-30", "date": "2018-09-30",
                          "loop": "external-informed", "state": "persuasion", "gaps": ["g1", "g2"],
                          "next_date": "2019-03-31", "decision": {"en": "Ask the board"}})
        self.run_command("check", new)
        self.assertIn("Next review: 2019-03-31", self.text(document=new))

    def test_the_document_as_it_was_is_kept_and_compared(self):
        snapshot = self.folder / "then.json"
        new = self.record("--snapshot", snapshot)
        self.assertEqual(json.loads(snapshot.read_text(encoding="utf-8")),
                         json.loads(self.mine.read_text(encoding="utf-8")))
        document = json.loads(new.read_text(encoding="utf-8"))
        self.assertEqual(document["reviews"][-1]["snapshot"], "then.json")
        document["organization"]["employees"] = 320
        new.write_text(json.dumps(document), encoding="utf-8")
        self.assertIn("Employees: 300 → 320", self.text(document=new))
        # An older file is not overwritten, and the document stays as it is.
        self.run_command("review", self.mine, *RECORD, "--snapshot", snapshot, expect=FAILURE)

    def test_a_document_does_not_choose_what_is_read(self):
        document = json.loads(self.mine.read_text(encoding="utf-8"))
        other = self.write("other.json", json.dumps(document))
        for name in (str(other), "../" + self.folder.name + "/other.json", ".other.json"):
            document["reviews"][-1]["snapshot"] = name
            path = self.write("sly.json", json.dumps(document))
            self.assertNotIn("Changes since", self.text(document=path))
            self.assertIn("Changes since", self.text("--since", other, document=path))

    def test_steps_and_dates_out_of_order_are_refused(self):
        for arguments, message in (
                (("--record", "closed", "--date", "2018-09-30"), "persuasion"),
                (("--record", "persuasion", "--date", "2018-03-30"), "2018-03-31"),
                (("--record", "persuasion", "--date", "2018-09-30", "--next", "2018-09-01"),
                 "2018-09-01"),
                (("--record", "persuasion", "--date", "2018-09-30", "--next", "soon"), "soon")):
            run = self.run_command("review", self.mine, *arguments, expect=FAILURE)
            self.assertIn(message, run.messages)
        self.run_command("review", self.mine, "--date", "2018-02-30", expect=USAGE)
        self.run_command("review", self.mine, "--record", "done", expect=USAGE)
        self.run_command("review", self.mine, "--next", "2019-01-01", expect=USAGE)

    def test_the_whole_turn(self):
        path, year = self.mine, 2019
        for state in ("persuasion", "redeployment", "planned", "executed", "closed",
                      "gap-visible", "persuasion", "retained", "gap-visible"):
            new = self.folder / f"{year}.json"
            self.run_command("review", path, "--record", state, "--date", f"{year}-01-01",
                             "-o", new)
            path, year = new, year + 1
        reviews = json.loads(path.read_text(encoding="utf-8"))["reviews"]
        self.assertEqual(len(reviews), 10)
        self.assertEqual([bool(review.get("options")) for review in reviews[1:]],
                         [False, True, True, True, False, False, False, False, False])

    def test_no_ground_means_do_not_invest_until_the_next_review(self):
        document = json.loads(self.mine.read_text(encoding="utf-8"))
        document["organization"].pop("strategy", None)
        document["organization"].pop("strategic_components", None)
        for category in document["categories"]:
            category.pop("lowers", None)
            category["impact_rating"] = category["likelihood_rating"] = \
                1 if category["category"] == "system" else 5
        path = self.write("none.json", json.dumps(document))
        self.assertIn("do not invest, review on 2018-09-30", self.text(document=path))
        self.assertIn("投資しない。2018-09-30 に見直す", self.text(document=path, language="ja"))


if __name__ == "__main__":
    riskctx_tap.main()
