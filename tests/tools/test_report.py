# SPDX-License-Identifier: LGPL-2.1-or-later
"""The report in its formats, and the diagram of the system."""

import csv
import io
import json
import re
import xml.etree.ElementTree as ElementTree

import riskctx_tap
from command import FAILURE, USAGE, TestCase

FEW = ("--trials", "5000")
EVIL = "<script>alert(1)</script>"
JAPANESE = re.compile("[\u3041-\u30ff\u4e00-\u9fff]")


class Report(TestCase):
    def report(self, *arguments, **options):
        return self.run_command("report", "company:ec-site", *FEW, *arguments, **options)

    def test_the_name_of_the_file_chooses_the_format(self):
        for name, start in (("a.html", "<!DOCTYPE html>"), ("a.md", "# "), ("a.json", "{"),
                            ("a.txt", "<!DOCTYPE html>")):
            with self.subTest(name):
                path = self.folder / name
                self.report("-o", path)
                text = path.read_text(encoding="utf-8")
                self.assertEqual(text[:len(start)].lower(), start.lower())

    def test_an_option_goes_before_the_name(self):
        path = self.folder / "a.html"
        self.report("-o", path, "--format", "markdown")
        self.assertTrue(path.read_text(encoding="utf-8").startswith("# "))
        self.assertEqual(self.report("--json").bytes, self.report("--format", "json").bytes)
        self.report("--format", "pdf", expect=USAGE)

    def test_the_language_is_asked_for_or_that_of_the_document(self):
        english = self.report("--language", "en").text
        japanese = self.report(environment={"LANGUAGE": "en"}).text
        self.assertIn('lang="en"', english[:200])
        self.assertIn('lang="ja"', japanese[:200])
        self.assertFalse(JAPANESE.search(re.sub(r"<style.*?</style>|font-family=\"[^\"]*\"", "",
                                                english, flags=re.DOTALL)))

    def test_many_documents_in_one_call(self):
        folder = self.folder / "reports"
        own = self.folder / "own.json"
        self.run_command("new", "company:medical", own)
        self.run_command("report", "company:ec-site", own, *FEW, "--folder", folder)
        self.assertEqual(sorted(path.name for path in folder.iterdir()),
                         ["ec-site.en.html", "ec-site.ja.html", "own.en.html", "own.ja.html"])
        for language in ("en", "ja"):
            self.assertEqual((folder / f"ec-site.{language}.html").read_bytes(),
                             self.report("--language", language).bytes)
        self.report("--folder", folder / "md", "--format", "markdown", "--language", "en")
        self.assertEqual([path.name for path in (folder / "md").iterdir()], ["ec-site.en.md"])

    def test_many_documents_need_a_folder_and_names_of_their_own(self):
        self.report("company:medical", expect=USAGE)
        self.report("company:ec-site", "--folder", self.folder / "r", expect=USAGE)
        self.report("--folder", self.folder / "r", "-o", self.folder / "a.html", expect=USAGE)
        self.report("--folder", self.folder / "r", "--table", "risks", expect=USAGE)
        self.assertFalse((self.folder / "r").exists())

    def test_the_same_report_every_time(self):
        self.assertEqual(self.report("--seed", "5").bytes, self.report("--seed", "5").bytes)
        self.assertNotEqual(self.report("--seed", "5").bytes, self.report("--seed", "6").bytes)

    def test_every_table_is_a_table(self):
        names = self.report("--format", "csv", expect=USAGE).messages
        names = re.search(r"choose one of (.*)", names)[1].split(", ")
        self.assertIn("risks", names)
        for name in ("risks", "cash-flows", "categories"):
            with self.subTest(name):
                self.assertIn(name, names)
                rows = list(csv.reader(io.StringIO(self.report("--table", name).text)))
                self.assertGreater(len(rows), 1)
                self.assertEqual({len(row) for row in rows}, {len(rows[0])})
        self.report("--table", "chairs", expect=USAGE)

    def test_years_and_rate_reach_the_plan(self):
        five = self.report("--table", "cash-flows", "--years", "5").text
        seven = self.report("--table", "cash-flows", "--years", "7").text
        self.assertEqual(seven.count("\n") - five.count("\n"), 2)
        self.assertNotEqual(self.report("--table", "plan-figures", "--discount-rate", "0.1").text,
                            self.report("--table", "plan-figures", "--discount-rate", "0").text)
        for arguments in (("--years", "0"), ("--discount-rate", "x"), ("--trials", "0"),
                          ("--seed", "-1")):
            self.report(*arguments, expect=USAGE)

    def test_what_a_document_says_is_text_and_nothing_else(self):
        document = json.loads(self.run_command("new", "company:ec-site").text)
        document["title"] = document["organization"]["title"] = EVIL
        document["components"][0]["title"] = EVIL
        path = self.write("evil.json", json.dumps(document))
        for command, *arguments in (("report", *FEW), ("diagram",)):
            text = self.run_command(command, path, *arguments).text
            self.assertNotIn("<script", text)
            self.assertIn("alert(1)", text)
        markdown = self.run_command("report", path, *FEW, "--format", "markdown").text
        self.assertNotRegex(markdown, r"(?<!\\)<script")

    def test_a_document_without_anything_has_a_report(self):
        path = self.write("empty.json", json.dumps(
            {"id": "a", "version": 1, "organization": {"id": "o", "title": "O"}}))
        for name in ("html", "markdown", "json"):
            self.run_command("report", path, "--format", name)

    def test_every_company_has_a_report_in_both_languages(self):
        for company in self.run_command("companies", "--json").json["companies"]:
            for language in ("ja", "en"):
                with self.subTest(company["id"], language=language):
                    self.run_command("report", f"company:{company['id']}", "--trials", "1000",
                                     "--language", language)


class Diagram(TestCase):
    def test_it_is_svg_with_the_parts_of_the_system(self):
        document = json.loads(self.run_command("new", "company:ec-site").text)
        for language in ("ja", "en"):
            svg = self.run_command("diagram", "company:ec-site", "-l", language).text
            root = ElementTree.fromstring(svg)
            self.assertTrue(root.tag.endswith("svg"))
            flat = "".join("".join(root.itertext()).split())
            for component in document["components"]:
                self.assertIn("".join(component["title"][language].split()), flat)

    def test_it_is_dot_for_those_who_want_it(self):
        self.assertTrue(self.run_command("diagram", "company:ec-site", "--format", "dot").text
                        .startswith("digraph "))
        self.run_command("diagram", "company:ec-site", "--format", "png", expect=USAGE)

    def test_pages_are_counted_from_one(self):
        self.assertEqual(self.run_command("diagram", "company:ec-site", "--page", "1").bytes,
                         self.run_command("diagram", "company:ec-site").bytes)
        for page in ("0", "99", "x"):
            self.run_command("diagram", "company:ec-site", "--page", page, expect=USAGE)

    def test_a_document_without_a_system_draws_nothing(self):
        path = self.write("empty.json", json.dumps(
            {"id": "a", "version": 1, "organization": {"id": "o", "title": "O"}}))
        run = self.run_command("diagram", path, expect=FAILURE)
        self.assertEqual(run.bytes, b"")
        self.assertIn("empty.json", run.messages)


if __name__ == "__main__":
    riskctx_tap.main()
