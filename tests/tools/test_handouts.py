# SPDX-License-Identifier: LGPL-2.1-or-later
"""Check sheet, working day and policy from the command line."""

import csv
import io
import json

import riskctx_tap
from command import FAILURE, USAGE, TestCase


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
