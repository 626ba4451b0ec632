# SPDX-License-Identifier: LGPL-2.1-or-later
"""Check sheet, working day and policy from the command line."""

import csv
import io
import json

import riskctx_tap
from command import FAILURE, MISTAKES, USAGE, TestCase


class Handouts(TestCase):
    def test_a_sheet_goes_out_blank_and_comes_back_filled_in(self):
        mine, table, new = self.new(), self.folder / "sheet.csv", self.folder / "new.json"
        self.run_command("sheet", "-l", "ja", "-o", table)
        rows = list(csv.reader(io.StringIO(table.read_text(encoding="utf-8-sig"))))
        self.assertEqual(len(rows), 37)
        for row in rows[1:]:
            row[3] = "はい"
        rows[1][3] = "いいえ"
        text = io.StringIO()
        csv.writer(text).writerows(rows)
        table.write_text(text.getvalue(), encoding="utf-8")
        run = self.run_command("sheet", mine, "--fill", table, "--apply", "-l", "en", "-o", new)
        self.assertIn("1", run.messages)
        self.run_command("check", new)
        result = self.run_command("sheet", new, "--json").json
        self.assertEqual((result["answered"], result["band"]), (36, "good"))
        self.assertEqual(result["score"]["value"], 97.2)
        document = json.loads(new.read_text(encoding="utf-8"))
        self.assertIn("check-c-policy", [s["id"] for s in document["statements"]])
        blank = self.run_command("sheet", new, "--blank", "--format", "csv").text
        self.assertNotIn("いいえ", blank)

    def test_single_answers(self):
        mine = self.new()
        document = self.run_command("sheet", mine, "--answer", "c-backup=partly",
                                    "--answer", "c-logs=not-applicable").json
        self.assertEqual([(check["question"], check["mark"]) for check in document["checks"]],
                         [("c-backup", "partly"), ("c-logs", "not-applicable")])
        self.run_command("sheet", mine, "--answer", "c-backup", expect=USAGE)
        self.run_command("sheet", mine, "--answer", "c-backup=perhaps", expect=USAGE)
        self.run_command("sheet", mine, "--answer", "c-bakcup=yes", expect=FAILURE)
        self.run_command("sheet", "--answer", "c-backup=yes", expect=USAGE)
        self.run_command("sheet", mine, "--fill", self.folder / "none.csv", expect=FAILURE)
        self.assertNotIn("checks", json.loads(mine.read_text(encoding="utf-8")))

    def test_rows_of_ones_own_take_the_place_of_the_shipped_ones(self):
        text = {"en": "Are the keys kept in the office?", "ja": "鍵は事務所にありますか"}
        own = {"id": "our-keys", "group": "physical", "title": text,
               "parts": {"as-is": {"en": "The keys lie about", "ja": "鍵が放置されている"}},
               "related": ["iso27002:7.8"]}
        rows = self.write("rows.json", json.dumps({"rows": [own]}))
        table = self.run_command("sheet", "--rows", rows, "--format", "csv", "-l", "ja").text
        self.assertIn("鍵は事務所にありますか", table)
        self.assertEqual(table.count("\n"), 2)
        mine, new = self.new(), self.folder / "answered.json"
        self.run_command("sheet", mine, "--rows", rows, "--answer", "our-keys=no", "--apply",
                         "-o", new)
        self.run_command("check", new)
        statements = json.loads(new.read_text(encoding="utf-8"))["statements"]
        self.assertIn("鍵が放置されている",
                      json.dumps(next(s for s in statements if s["id"] == "check-our-keys"),
                                 ensure_ascii=False))
        result = self.run_command("sheet", new, "--rows", rows, "--json").json
        self.assertEqual((result["answered"], result["score"]["value"]), (1, 0))
        self.run_command("sheet", mine, "--rows", rows, "--answer", "c-backup=no", expect=FAILURE)

    def test_scenes_and_rules_of_ones_own(self):
        parts = {name: {"en": f"Our {name}."} for name in ("weakness", "scenario", "human",
                                                           "technical", "rule")}
        rule = {"rule": parts.pop("rule")}
        for command, own in (("workday", parts), ("policy", rule)):
            row = {"id": "our-row", "group": "depot", "always": True,
                   "title": {"en": "The <depot>"}, "parts": own}
            rows = self.write(f"{command}.json", json.dumps({"rows": [row]}))
            page = self.run_command(command, "company:ec-site", "--rows", rows, "--format", "html",
                                    "-l", "en").text
            self.assertIn("The &lt;depot&gt;", page)
            for name in own:
                self.assertIn(f"Our {name}.", page)

    def test_every_mistake_in_rows_is_listed(self):
        good = {"id": "our-row", "group": "physical", "title": {"en": "T"},
                "parts": {"as-is": {"en": "A"}}}
        wrong = [good, good, {**good, "id": "a b"}, {**good, "id": "x1", "group": "depot"},
                 {**good, "id": "x2", "title": "T"}, {**good, "id": "x3", "parts": {}},
                 {**good, "id": "x4", "related": ["8.13", 3]}, {**good, "id": "x5", "always": "no"},
                 {**good, "id": "x6", "title": {}}, {**good, "id": "x7", "title": {"?": "T"}}, 7]
        rows = self.write("wrong.json", json.dumps({"rows": wrong}, indent=1))
        run = self.run_command("sheet", "--rows", rows, "-l", "en", expect=MISTAKES)
        for place in ("/rows/1/id", "/rows/2/id", "/rows/3/group", "/rows/4/title",
                      "/rows/5/parts", "/rows/6/related/0", "/rows/6/related/1", "/rows/7/always",
                      "/rows/8/title", "/rows/9/title", "/rows/10"):
            self.assertIn(f" {place}: ", run.messages)
        for text in ("", "[", "[]", "{}", '{"rows": 1}', '{"rows": [], "rows": []}'):
            self.run_command("policy", "--rows", self.write("bad.json", text), expect=MISTAKES)
        self.run_command("policy", "--rows", self.folder / "none.json", expect=FAILURE)

    def test_the_name_of_the_file_says_the_format(self):
        for command in ("sheet", "workday", "policy"):
            for name, begin in (("a.html", "<!DOCTYPE html>"), ("a.md", "# "), ("a.json", "{")):
                path = self.folder / f"{command}-{name}"
                self.run_command(command, "company:ec-site", "-o", path)
                self.assertTrue(path.read_text(encoding="utf-8").startswith(begin))
            self.run_command(command, "--format", "word", expect=USAGE)

    def test_the_language_is_that_of_the_document_unless_asked_for(self):
        for command in ("sheet", "workday", "policy"):
            text = self.run_command(command, "company:ec-site",
                                    environment={"LANGUAGE": "en"}).bytes
            self.assertEqual(text, self.run_command(command, "company:ec-site", "-l", "ja").bytes)
            other = self.run_command(command, "company:ec-site", "-l", "en")
            self.assertNotEqual(text, other.bytes)

    def test_every_company_has_its_handouts(self):
        for company in self.run_command("companies", "--json").json["companies"]:
            for command in ("sheet", "workday", "policy"):
                for language in ("ja", "en"):
                    self.run_command(command, f"company:{company['id']}", "-l", language)


if __name__ == "__main__":
    riskctx_tap.main()
