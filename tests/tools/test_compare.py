# SPDX-License-Identifier: LGPL-2.1-or-later
"""Two versions of a document: what changed, nothing else, and why the money moved."""

import copy
import json

import riskctx_tap
from command import FAILURE, MISTAKES, TestCase

FEW = ("--trials", "5000")


class Compare(TestCase):
    def setUp(self):
        super().setUp()
        self.before = json.loads(self.run_command("new", "company:ec-site").text)
        self.after = copy.deepcopy(self.before)

    def item(self, kind, name):
        return next(item for item in self.after[kind] if item["id"] == name)

    def files(self):
        return (self.write("before.json", json.dumps(self.before)),
                self.write("after.json", json.dumps(self.after)))

    def compare(self, *arguments):
        return self.run_command("compare", *self.files(), "--json", *FEW, *arguments).json

    def people_read(self, language):
        text = self.run_command("compare", *self.files(), *FEW, "-l", language).text
        return "".join(text.split())

    def named(self, result):
        return [(c["kind"], c["noun"], c["id"], c.get("member")) for c in result["changes"]]

    def assertAddsUp(self, result):
        parts = [change["part"]["value"] for change in result["changes"] if "part" in change]
        rest = result.get("rest", {}).get("value", 0)
        self.assertTrue(all(part == int(part) and part for part in parts), parts)
        self.assertEqual(result["expected_before"]["value"] + sum(parts) + rest,
                         result["expected_after"]["value"])

    def plant(self):
        malware = self.item("risks", "malware")
        malware["frequency"].update(mode=0.06, high=0.16)
        self.item("controls", "m1")["implementation"] = 0.5
        self.item("factors", "x1")["title"]["en"] = "Few people wish to go to a shop"
        self.after["risks"].append(
            {"id": "storm", "title": "Storm", "category": "disaster", "frequency": 0.5,
             "consequences": [{"impact": "disaster", "magnitude": 2000000}]})
        self.after["consultations"] = [c for c in self.after["consultations"]
                                       if c["id"] != "consultation-acquirer"]
        return [("changed", "factor", "x1", "title"), ("changed", "risk", "malware", "frequency"),
                ("added", "risk", "storm", None), ("changed", "control", "m1", "implementation"),
                ("removed", "consultation", "consultation-acquirer", None)]

    def test_five_planted_changes_and_nothing_else(self):
        planted = self.plant()
        self.assertEqual(self.named(self.compare()), planted)

    def test_the_parts_add_up_and_tell_who_moved_what(self):
        self.plant()
        result = self.compare()
        self.assertAddsUp(result)
        self.assertNotIn("rest", result)
        parts = {c["id"]: c["part"]["value"] for c in result["changes"] if "part" in c}
        self.assertEqual(set(parts), {"malware", "storm", "m1"})
        self.assertGreater(parts["malware"], 0)
        self.assertLess(parts["m1"], 0)
        # Half a storm a year at 2,000,000, seen over 5,000 years.
        self.assertAlmostEqual(parts["storm"], 1e6, delta=5 * 2e6 * (0.5 / 5000) ** 0.5)

    def test_what_follows_is_told(self):
        self.plant()
        result = self.compare("--language", "en")
        self.assertEqual([(f["code"], f.get("id")) for f in result["new_findings"]],
                         [("RCX-W0414", "storm")])
        changed = {answer["question"]: answer for answer in result["answers"]}
        self.assertIn("purpose", changed)
        said, says = ([source["text"]["en"] for source in changed["purpose"][side]["sources"]
                       if source.get("id") == "x1"] for side in ("before", "after"))
        self.assertNotEqual(said, says)

    def test_gone_and_new_findings_are_exchanged_with_the_versions(self):
        self.plant()
        there = self.compare()
        self.before, self.after = self.after, self.before
        back = self.compare()
        for one, other in (("new_findings", "gone_findings"), ("gone_findings", "new_findings")):
            self.assertEqual(there[one], back[other])
        self.assertEqual(there["expected_before"], {**back["expected_after"],
                                                    **{k: there["expected_before"][k]
                                                       for k in ("name", "label")
                                                       if k in there["expected_before"]}})
        parts = [sorted(c["part"]["value"] for c in result["changes"] if "part" in c)
                 for result in (there, back)]
        self.assertAddsUp(back)
        # Each way is taken with the same weight; only the rounding may differ.
        for one, other in zip(parts[0], sorted(-part for part in parts[1])):
            self.assertLessEqual(abs(one - other), 1)

    def test_changes_that_act_together_share_what_they_do(self):
        risk = {"id": "storm", "title": "Storm", "category": "disaster", "frequency": 2,
                "frequency_model": "fixed",
                "consequences": [{"impact": "disaster", "magnitude": 100}]}
        self.before["risks"] = [risk]
        self.after["risks"] = [copy.deepcopy(risk)]
        for document in (self.before, self.after):
            for kind in ("controls", "options", "damages", "reviews", "consultations",
                         "indicators", "incidents", "recoveries"):
                document.pop(kind, None)
            document.pop("criteria", None)
        self.after["risks"][0]["frequency"] = 1
        self.after["risks"][0]["consequences"][0]["magnitude"] = 50
        result = self.compare()
        # 200 becomes 50. Halving the frequency takes 100 first or 50 last, and so does the other.
        self.assertEqual((result["expected_before"]["value"], result["expected_after"]["value"]),
                         (200, 50))
        self.assertEqual([(c["member"], c["part"]["value"]) for c in result["changes"]],
                         [("frequency", -75), ("magnitude", -75)])

    def test_a_removed_risk_takes_its_loss_with_it(self):
        gone = self.after["risks"].pop()
        for kind in ("damages", "controls", "options", "indicators", "consultations", "incidents"):
            for item in self.after.get(kind, []):
                for part in [item, *item.get("effects", [])]:
                    for member in ("risks", "topics", "watches"):
                        if gone["id"] in part.get(member, []):
                            part[member].remove(gone["id"])
                    if part.get("risk") == gone["id"]:
                        del part["risk"]
        result = self.compare()
        self.assertIn(("removed", "risk", gone["id"], None), self.named(result))
        self.assertAddsUp(result)
        self.assertLess(next(c["part"]["value"] for c in result["changes"]
                             if c["kind"] == "removed"), 0)

    def test_the_same_is_the_same(self):
        result = self.compare()
        self.assertEqual([result[k] for k in ("changes", "new_findings", "gone_findings",
                                              "answers")], [[], [], [], []])
        self.assertNotIn("rest", result)
        self.assertIn("Nothinghaschanged.", self.people_read("en"))

    def test_order_is_no_change(self):
        for kind in ("risks", "factors", "controls", "stakeholders"):
            self.after[kind].reverse()
        for statement in self.after["statements"]:
            if "factors" in statement:
                statement["factors"].reverse()
        self.assertEqual(self.compare()["changes"], [])

    def test_parts_without_an_id_are_told_apart(self):
        risk = self.item("risks", "leak-attack")
        risk["consequences"].insert(1, {"impact": "social", "magnitude": 5})
        (change,) = self.compare()["changes"]
        self.assertEqual((change["kind"], change["noun"], change["id"], change["pointer"]),
                         ("added", "consequence", "leak-attack", "/risks/0/consequences/1"))

    def test_what_the_library_does_not_know_is_compared_too(self):
        self.before["organization"]["x-color"] = {"a": [1, 2]}
        self.after["organization"]["x-color"] = {"a": [1, 3]}
        (change,) = self.compare("-l", "en")["changes"]
        self.assertEqual((change["member"], change["before"], change["after"]),
                         ("x-color", {"en": '{"a":[1,2]}'}, {"en": '{"a":[1,3]}'}))

    def test_what_was_not_stated_is_said_to_be(self):
        del self.item("controls", "m1")["coverage"]
        self.item("factors", "x1")["note"] = "New"
        texts = {c["member"]: c for c in self.compare()["changes"]}
        self.assertNotIn("after", texts["coverage"])
        self.assertNotIn("before", texts["note"])
        self.assertIn("notstated→New", self.people_read("en"))
        self.assertIn("→記載なし", self.people_read("ja"))

    def test_another_currency_is_not_compared(self):
        self.after["currency"] = "USD"
        self.item("risks", "malware")["frequency"].update(mode=0.06, high=0.16)
        result = self.compare()
        self.assertNotIn("value", result["rest"])
        self.assertTrue(result["rest"]["reason"])
        self.assertFalse([c for c in result["changes"] if "part" in c])

    def test_people_read_the_same(self):
        self.plant()
        for language in ("ja", "en"):
            flat = self.people_read(language)
            result = self.compare("-l", language)
            for change in result["changes"]:
                for member in ("title", "before", "after"):
                    if member in change:
                        self.assertIn("".join(change[member][language].split()), flat)
            for finding in result["new_findings"] + result["gone_findings"]:
                self.assertIn("".join(finding["message"][language].split()), flat)

    def test_people_can_add_up(self):
        self.plant()
        text = self.run_command("compare", *self.files(), *FEW, "-l", "en").text
        table = text[text.index("Why the expected"):].split("\n\n")[0].splitlines()[2:]
        amounts = [int(line.split()[-1].replace(",", "").replace("\u2212", "-").replace("+", ""))
                   for line in table]
        self.assertEqual(len(amounts), 5)
        self.assertEqual(sum(amounts[:-1]), amounts[-1])

    def test_threads_do_not_matter(self):
        self.plant()
        self.assertEqual(self.compare("--threads", "1"), self.compare("--threads", "2"))

    def test_what_brings_risks_about_moves_money_too(self):
        shock = {"id": "quake", "title": "Quake", "frequency": 0.1,
                 "triggers": [{"risk": "plant-disaster"}]}
        self.after.setdefault("shocks", []).append(shock)
        result = self.compare()
        (change,) = result["changes"]
        self.assertEqual((change["kind"], change["noun"]), ("added", "shock"))
        self.assertGreater(change["part"]["value"], 0)
        self.assertAddsUp(result)

    def test_bad_documents(self):
        before, _ = self.files()
        self.run_command("compare", before, self.folder / "none.json", expect=FAILURE)
        wrong = self.write("wrong.json", '{"id": 5}')
        self.run_command("compare", wrong, before, expect=MISTAKES)


if __name__ == "__main__":
    riskctx_tap.main()
