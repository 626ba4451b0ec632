# SPDX-License-Identifier: LGPL-2.1-or-later
"""The reports of all companies in both languages, as a browser and as a program reads them."""

import functools
import html
import json
import os
import re
import subprocess
import tempfile
import unittest
from pathlib import Path

import chromium
import jsonschema
import riskctx_tap

TOOL = os.environ["RISKCTX_COMMAND"]
JAPANESE = re.compile("[\u3041-\u30ff\u4e00-\u9fff]")
BOXES = {"company", "internal", "external", "as-is", "gap", "to-be", "damage"}
EVIL = "<script>alert(1)</script>"
SOURCE = Path(os.environ["RISKCTX_SOURCE_ROOT"])
# Requirements are cited as catalogs name them: pci-dss:3, iso27002:8.10.
CATALOGS = SOURCE / "libriskctx" / "data" / "catalogs"
REQUIREMENT = r"[a-z0-9-]+:[0-9][0-9.]*"
# The words of Latin letters that Japanese readers are used to: abbreviations, names, formulas.
ALLOWED = set("""
AI CAD CERT CIO CISO DB DCS DMARC DSS DX EC EDI EDR EU GDPR Gordon HMI IC ID IEC IPA ISMS ISO IT
IoT JNSA JO LAN Loeb OS PACS PC PCI PDCA PDM PERT PL POS PSIRT RCX REACH SBOM SIS SOC SSC SaaS
USB VPN WAF WMS Web libriskctx syslog
""".split())


def run(*arguments):
    return subprocess.run([TOOL, *arguments], capture_output=True, text=True, encoding="utf-8",
                          timeout=120, check=True).stdout


@functools.lru_cache(maxsize=None)
def companies():
    return re.findall(r"^company:(\S+)", run("companies"), re.MULTILINE)


SUFFIXES = {"html": ".html", "markdown": ".md", "json": ".json"}


@functools.lru_cache(maxsize=None)
def all_reports(form):
    """The reports of all companies in both languages in one form, written by one command."""
    with tempfile.TemporaryDirectory() as folder:
        run("report", *(f"company:{name}" for name in companies()), "--trials", "2000",
            "--format", form, "--folder", folder)
        return {path.name: path.read_text(encoding="utf-8") for path in Path(folder).iterdir()}


@functools.lru_cache(maxsize=None)
def report(document, language, form):
    if document.startswith("company:"):
        name = document.partition(":")[2]
        return all_reports(form)[f"{name}.{language}{SUFFIXES[form]}"]
    return run("report", document, "--trials", "2000", "--language", language, "--format", form)


def reports():
    return [(f"company:{name}", language) for name in companies() for language in ("ja", "en")]


def walk(value):
    """Every object of the report, from the outside in."""
    if isinstance(value, dict):
        yield value
    for inner in value.values() if isinstance(value, dict) else value:
        if isinstance(inner, (dict, list)):
            yield from walk(inner)


def numbers(document, language):
    tree = json.loads(report(document, language, "json"))
    return [(one["text"], one["number"]) for one in walk(tree)
            if "number" in one and "text" in one]


class Report(riskctx_tap.TestCase):
    def test_there_are_eight_companies(self):
        self.assertEqual(len(companies()), 8)

    def test_every_box_of_the_template_is_there_and_holds_something(self):
        for document, language in reports():
            with self.subTest(document, language=language):
                tree = json.loads(report(document, language, "json"))
                boards = {one["id"]: one["boxes"] for one in walk(tree)
                          if one.get("kind") == "board"}
                self.assertEqual({box["id"] for box in boards["overview"]}, BOXES)
                self.assertLessEqual({"option", "recovery"},
                                     {box["id"] for box in boards["improvement"]})
                for box in boards["overview"] + boards["improvement"]:
                    self.assertTrue(any(block.get("items") or block.get("text")
                                        for block in box["blocks"]), box["id"])

    def test_what_measures_cite_is_told_once_by_its_title(self):
        titles = {f"{catalog.stem}:{entry.get('number', entry['id'])}": entry["title"]
                  for catalog in CATALOGS.glob("*.json")
                  for entry in json.loads(catalog.read_text(encoding="utf-8"))["entries"]}
        for document, language in reports():
            with self.subTest(document, language=language):
                tables = self.tables(document, language)
                cited = {one for row in json.loads(run("new", document, "-"))["controls"]
                         for one in row.get("requirements", ())}
                rows = [[cell["text"] for cell in row["cells"]]
                        for row in tables.get("requirements", {"rows": ()})["rows"]]
                self.assertEqual({row[0] for row in rows}, cited & set(titles))
                self.assertEqual(len(rows), len({row[0] for row in rows}))
                for number, title in rows:
                    self.assertEqual(title, titles[number][language])
        self.assertIn("requirements", self.tables("company:ec-site", "en"))

    def test_incidents_and_what_they_say_are_listed(self):
        incidents = json.loads(run("new", "company:trading", "-"))["incidents"]
        for language in ("ja", "en"):
            tables = self.tables("company:trading", language)
            self.assertEqual(len(tables["incidents"]["rows"]), len(incidents))
            self.assertGreater(len(tables["lessons"]["rows"]), 0)

    def tables(self, document, language):
        tree = json.loads(report(document, language, "json"))
        return {one["id"]: one for one in walk(tree) if one.get("kind") == "table"}

    def test_one_command_writes_what_each_by_itself_would(self):
        self.assertEqual(len(all_reports("markdown")), 2 * len(companies()))
        for language in ("ja", "en"):
            with self.subTest(language):
                alone = run("report", "company:logistics", "--trials", "2000", "--language",
                            language, "--format", "markdown")
                self.assertEqual(report("company:logistics", language, "markdown"), alone)

    def test_every_report_fits_the_schema(self):
        schema = json.loads((SOURCE / "libriskctx/data/report.schema.json").read_text("utf-8"))
        validator = jsonschema.Draft202012Validator(schema)
        for document, language in reports():
            with self.subTest(document, language=language):
                tree = json.loads(report(document, language, "json"))
                self.assertNothing(f"{list(error.absolute_path)}: {error.message[:200]}"
                                   for error in validator.iter_errors(tree))

    def test_no_text_is_left_in_the_other_language(self):
        for document, language in reports():
            with self.subTest(document, language=language):
                text = re.sub("`[^`]*`", "", report(document, language, "markdown"))
                if language == "en":
                    self.assertNothing(line for line in text.splitlines()
                                       if JAPANESE.search(line))
                else:
                    words = set(re.findall(r"[A-Za-z]{2,}", re.sub(REQUIREMENT, "", text)))
                    self.assertNothing(sorted(words - ALLOWED))

    def test_figures_come_with_their_errors(self):
        for language in ("ja", "en"):
            tree = json.loads(report("company:ec-site", language, "json"))
            cards = next(one for one in walk(tree) if one.get("kind") == "cards")["items"]
            simulated = [card["value"] for card in cards if "error" in card["value"]]
            self.assertGreater(len(simulated), 3)
            for value in simulated:
                with self.subTest(value["text"], language=language):
                    self.assertRegex(value["margin"], "^± ")
                    digits = re.sub(r"\D", "", value["margin"]).strip("0")
                    self.assertEqual(len(digits), 1)

    def test_limits_exceeded_are_one_finding(self):
        tree = json.loads(report("company:ec-site", "en", "json"))
        tables = {one["id"]: one for one in walk(tree) if one.get("kind") == "table"}
        codes = [row["cells"][-1]["text"] for row in tables["findings"]["rows"]]
        self.assertEqual(codes.count("RCX-W0416"), 1)
        exceeded = [row for row in tables["verdicts"]["rows"]
                    if row["cells"][3]["text"] == "Exceeded"]
        self.assertGreater(len(exceeded), 3)

    def test_what_leads_to_no_answer_is_said(self):
        tree = json.loads(report("company:ec-site", "en", "json"))
        trace = next(one for one in walk(tree) if one.get("id") == "trace")
        marks = {row["cells"][0]["id"]: "".join(cell["text"] for cell in row["cells"][1:])
                 for row in trace["rows"]}
        self.assertEqual({one for one, mark in marks.items() if not mark}, {"n1", "a1"})
        self.assertEqual([row["cells"][0]["id"] for row in trace["rows"]
                          if row.get("tone") == "warning"], ["a1", "n1"])

    def test_renderings_agree_on_every_number(self):
        for document, language in reports():
            with self.subTest(document, language=language):
                page = report(document, language, "html")
                shown = [(html.unescape(text), float(number)) for number, text
                         in re.findall(r'<data value="([^"]*)">(.*?)</data>', page)]
                expected = numbers(document, language)
                self.assertTrue(expected)
                self.assertEqual(sorted(shown), sorted(expected))
                text = report(document, language, "markdown")
                self.assertNothing(one for one, _ in expected if one not in text)

    def test_nothing_undefined_is_printed(self):
        for document, language in reports():
            with self.subTest(document, language=language):
                text = report(document, language, "markdown")
                self.assertNothing(re.findall(r"(?i)(?<![a-z])-?(?:nan|inf)(?![a-z])", text))

    def test_text_of_a_document_stays_text(self):
        original = json.loads(run("new", "company:ec-site", "-o", "-"))
        for text in (EVIL, "\u0634\u0631\u0643\u0629 \u0627\u0644\u062a\u062c\u0627\u0631\u0629",
                     "long" * 1250):
            with self.subTest(text[:30]), tempfile.TemporaryDirectory() as folder:
                path = Path(folder) / "a.json"
                path.write_text(json.dumps({**original, "title": text}), encoding="utf-8")
                page = report(str(path), "en", "html")
                self.assertNotIn("<script", page)
                self.assertIn(html.escape(text, quote=False), page)
                if chromium.available():
                    self.assertNothing(chromium.lay_out(page)[1])


def emptied(document):
    for name, value in document.items():
        if isinstance(value, list):
            document[name] = []
    document["organization"] = {}
    del document["criteria"]


# What a document may lack, or have as nobody would wish.
POOR = {
    "nothing in any list": emptied,
    "no criteria": lambda d: d.pop("criteria"),
    "no figures": lambda d: [d["organization"].pop(name, None) for name in
                             ("sales", "profit", "contribution_margin", "funds_available")],
    "nothing sold": lambda d: d["organization"].update(sales=0, profit=0),
    "less than nothing": lambda d: d["organization"].update(sales=-5, profit=-7),
    "no margin": lambda d: d["organization"].update(contribution_margin=0),
    "a tail without a mean": lambda d: d["risks"][4]["consequences"][0].update(
        magnitude={"distribution": "lomax", "shape": 0.8, "scale": 1e6}),
}


class Poor(riskctx_tap.TestCase):
    def test_every_document_has_a_report_without_holes(self):
        base = run("new", "company:ec-site", "-")
        for what, change in POOR.items():
            document = json.loads(base)
            change(document)
            with tempfile.TemporaryDirectory() as folder, self.subTest(what):
                path = Path(folder) / "poor.json"
                path.write_text(json.dumps(document), encoding="utf-8")
                for language in ("ja", "en"):
                    page = report(str(path), language, "html")
                    text = html.unescape(re.sub("<[^>]*>", " ", page))
                    self.assertIsNone(re.search(r"\b(nan|inf|null)\b", text), language)
                    self.assertNotIn("report.", text)
                    # nothing to choose from, nothing to recover from
                    sections = 13 + bool(document.get("options")) + bool(document.get("recoveries"))
                    self.assertEqual(page.count('<section id="'), sections, language)


@unittest.skipUnless(chromium.available(), "no browser")
class Looks(riskctx_tap.TestCase):
    def test_nothing_overlaps_or_is_clipped_in_a_window_and_on_paper(self):
        for document, language in reports():
            with self.subTest(document, language=language):
                page = report(document, language, "html")
                lines, wrong = chromium.lay_out(page)
                self.assertGreater(lines, 300)
                self.assertNothing(wrong)
                self.assertNothing(chromium.lay_out_for_paper())
                # the overview is meant to be seen as a whole: one sheet
                self.assertLess(chromium.overview_on_paper(), chromium.PRINTED_HEIGHT)

    def test_nothing_leaves_the_sheet_on_paper(self):
        # The boxes of words in a PDF are as high as their font, which for Japanese is far higher
        # than what is inked: overlaps are looked for where the browser lays out, above.
        # Printing takes longest: every company once, both languages by turns.
        for document, language in reports()[::4] + reports()[3::4]:
            with self.subTest(document, language=language):
                pages, wrong = chromium.print_a4(report(document, language, "html"))
                self.assertGreater(len(pages), 5)
                self.assertNothing(one for one in wrong if not one.endswith("overlap"))

    def test_nothing_overlaps_or_is_clipped_on_a_telephone(self):
        for document, language in reports()[:4]:
            with self.subTest(document, language=language):
                self.assertNothing(chromium.lay_out(report(document, language, "html"), 400)[1])


if __name__ == "__main__":
    riskctx_tap.main()
