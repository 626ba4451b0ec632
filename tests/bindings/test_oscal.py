# SPDX-License-Identifier: LGPL-2.1-or-later
"""Catalogs in OSCAL: controls, parameters, links, and what is wrong with a file, and where.

tests/data/catalog/oscal.json is written for these tests, in the structure of the catalogs that NIST
publishes. RISKCTX_OSCAL may name files of those, separated by colons, to be read as well.
"""

import json
import os
import re
import time
from pathlib import Path

import gi

gi.require_version("Riskctx", "1")
from gi.repository import Gio, GLib, Riskctx  # noqa: E402

import riskctx_tap  # noqa: E402

FILE = Path(os.environ["RISKCTX_SOURCE_ROOT"]) / "tests" / "data" / "catalog" / "oscal.json"
SAMPLE = json.loads(FILE.read_text(encoding="utf-8"))


def read(document, language=None):
    issues = Gio.ListStore.new(Riskctx.Issue)
    text = document if isinstance(document, str) else json.dumps(document)
    catalog = Riskctx.Catalog.read_oscal(GLib.Bytes.new(text.encode()), language, issues)
    return catalog, [(i.get_code(), i.get_pointer()) for i in issues]


def control(**members):
    return {"catalog": {"metadata": {"title": "T"}, "controls": [
        {"id": "a-1", "title": "One", **members}]}}


def statement(prose, params):
    catalog, issues = read(control(params=params, parts=[{"name": "statement", "prose": prose}]))
    return catalog.find("a-1").get_description().get("en"), issues


class Sample(riskctx_tap.TestCase):
    def setUp(self):
        self.catalog, self.issues = read(SAMPLE)

    def entry(self, id_):
        return self.catalog.find(id_)

    def test_it_has_no_mistakes_and_its_terms(self):
        self.assertEqual(self.issues, [])
        self.assertEqual(self.catalog.get_id(), "example-catalog-rev-2")
        self.assertEqual(self.catalog.get_title().get("en"), "Example Catalog, Rev. 2")
        self.assertEqual(self.catalog.get_edition(), "2.1")
        self.assertEqual(self.catalog.get_as_of(), "2026-05-13")

    def test_controls_are_in_their_order_with_groups_and_parents(self):
        rows = [(e.get_id(), e.get_number(), e.get_parent(), e.get_group().get("en"))
                for e in self.catalog.get_entries()]
        self.assertEqual(rows, [
            ("ac-1", "AC-1", None, "Access"), ("ac-2", "AC-2", None, "Access"),
            ("ac-2.1", "AC-2(1)", "ac-2", "Access"), ("ac-3", "AC-3", None, "Access"),
            ("GV.OC", "Organizational Context (GV.OC)", None, "GOVERN"),
            ("GV.OC-01", "GV.OC-01", "GV.OC", "GOVERN")])

    def test_statements_have_their_labels_and_parameters(self):
        self.assertEqual(self.entry("ac-1").get_description().get("en"), (
            "a. Write a policy and give it to [staff or roles]:\n"
            "  1. [organization-level; system-level for [staff or roles]] policy that says:\n"
            "    (a) who does what; and\n"
            "  2. Procedures.\n"
            "b. Review it every 12 months."))

    def test_guidance_and_examples_are_notes(self):
        self.assertEqual(self.entry("ac-1").get_note().get("en"), "Policies bear on all systems.")
        self.assertEqual(self.entry("GV.OC-01").get_note().get("en"),
                         "Share the mission\nAsk for it")
        # Procedures of assessors are passed over.
        self.assertNotIn("Determine", self.catalog.to_text())

    def test_links_lead_to_entries_and_publications(self):
        self.assertEqual(self.entry("ac-1").get_see_also(), ["ac-2", "ac-2.1"])
        self.assertEqual(self.entry("ac-1").get_citations(),
                         ["[GUIDE]: A Guide to Policies, 2020", "Law 7"])
        self.assertFalse(self.entry("ac-3").get_see_also())

    def test_what_was_withdrawn_says_so(self):
        self.assertEqual(self.entry("ac-3").get_tags(), ["withdrawn"])
        self.assertFalse(self.entry("ac-2").get_tags())

    def test_it_is_a_catalog_like_any_other(self):
        again = Riskctx.Catalog.load_from_bytes(GLib.Bytes.new(self.catalog.to_text().encode()))
        self.assertEqual(again.to_text(), self.catalog.to_text())
        self.assertEqual([e.get_id() for e in self.catalog.search("organizational")], ["GV.OC"])
        self.assertEqual(self.catalog.make_item("ac-1").get_requirements(),
                         ["example-catalog-rev-2:ac-1"])
        self.catalog.set_text_policy(Riskctx.TextPolicy.IDS)
        with self.assertRaises(GLib.Error):
            self.catalog.to_text()

    def test_it_is_recognized(self):
        issues = Gio.ListStore.new(Riskctx.Issue)
        catalog = Riskctx.Catalog.read(GLib.Bytes.new(FILE.read_bytes()), issues)
        self.assertEqual(catalog.get_id(), "example-catalog-rev-2")
        self.assertEqual(Riskctx.Catalog.load(str(FILE)).get_id(), catalog.get_id())
        self.assertEqual(Riskctx.Catalog.load_oscal(str(FILE)).get_id(), catalog.get_id())

    def test_early_releases_name_members_otherwise(self):
        early = FILE.read_text(encoding="utf-8")
        for new, old in (('"params"', '"parameters"'), ('"props"', '"properties"'),
                         ('"choice"', '"alternatives"'), ("{{ insert: param, ", "{{ ")):
            self.assertIn(new, early)
            early = early.replace(new, old)
        catalog, issues = read(early)
        self.assertEqual(issues, [])
        self.assertEqual(catalog.to_text(), self.catalog.to_text())

    def test_another_language_may_be_said(self):
        catalog, _ = read(SAMPLE, "ja")
        self.assertEqual(list(catalog.find("ac-1").get_title().get_languages()), ["ja"])


class Parameters(riskctx_tap.TestCase):
    def test_values_come_before_choices_and_labels(self):
        for param, shown in (({"values": ["x", "y"], "label": "l"}, "x, y"),
                             ({"label": "l", "select": {"choice": ["x", "y"]}}, "[x; y]"),
                             ({"label": "l"}, "[l]"), ({}, "[p]")):
            self.assertEqual(statement("A {{ insert: param, p }} B", [{"id": "p", **param}]),
                             (f"A {shown} B", []))

    def test_what_is_not_defined_is_said(self):
        self.assertEqual(statement("A {{ insert: param, q }}", []),
                         ("A [q]", [("RCX-W0309", "/catalog/controls/0/id")]))

    def test_braces_that_are_no_parameter_stay(self):
        for prose in ("{{ two words }}", "{{", "}}", "{{ insert: x }}", "a {{ b"):
            self.assertEqual(statement(prose, []), (prose, []))

    def test_circles_end(self):
        text, issues = statement("{{ insert: param, a }}", [
            {"id": "a", "label": "{{ insert: param, b }}"},
            {"id": "b", "label": "{{ insert: param, a }}"}])
        self.assertEqual(text, "[[[a]]]")
        self.assertEqual(issues, [("RCX-W0309", "/catalog/controls/0/id")])

    def test_a_small_file_does_not_grow_without_end(self):
        params = [{"id": "p0", "label": "x" * 100}]
        params += [{"id": f"p{n}", "label": f"{{{{ insert: param, p{n - 1} }}}}" * 100}
                   for n in range(1, 8)]
        started = time.monotonic()
        catalog, issues = read(control(params=params, parts=[
            {"name": "statement", "prose": "{{ insert: param, p7 }}"}]))
        self.assertIsNone(catalog)
        self.assertEqual(issues, [("RCX-E0111", "")])
        self.assertLess(time.monotonic() - started, 5)


class Mistakes(riskctx_tap.TestCase):
    def check(self, document, *expected):
        catalog, issues = read(document)
        self.assertEqual(issues, list(expected))
        self.assertEqual(catalog is None, any("-E" in code for code, _ in issues))

    def test_every_mistake_has_its_place(self):
        self.check([], ("RCX-E0201", ""))
        self.check({"profile": {}}, ("RCX-E0202", ""))
        self.check({"catalog": []}, ("RCX-E0201", "/catalog"))
        self.check({"catalog": {}}, ("RCX-E0202", "/catalog"))
        self.check({"catalog": {"metadata": {}}}, ("RCX-E0202", "/catalog/metadata"))
        at = "/catalog/controls/0"
        self.check(control(id=5), ("RCX-E0202", at), ("RCX-E0201", at + "/id"))
        self.check(control(id="a b"), ("RCX-E0301", at + "/id"))
        self.check(control(title=None), ("RCX-E0202", at), ("RCX-E0201", at + "/title"))
        self.check(control(parts={}), ("RCX-E0201", at + "/parts"))
        self.check(control(parts=[{"prose": "x"}]), ("RCX-E0202", at + "/parts/0"))
        self.check(control(parts=["x"]), ("RCX-E0201", at + "/parts/0"))
        self.check(control(params=[{"label": "x"}]), ("RCX-E0202", at + "/params/0"))
        self.check(control(params=[{"id": "p", "values": [1]}]),
                   ("RCX-E0201", at + "/params/0/values/0"))
        self.check(control(controls=[{"id": "a-1", "title": "x"}, {}]),
                   ("RCX-E0302", at + "/id"), ("RCX-E0202", at + "/controls/1"),
                   ("RCX-E0202", at + "/controls/1"))
        self.check({"catalog": {"metadata": {"title": "T"}, "groups": [{"controls": 1}]}},
                   ("RCX-E0202", "/catalog/groups/0"), ("RCX-E0201", "/catalog/groups/0/controls"))

    def test_an_id_that_is_taken_says_where(self):
        issues = Gio.ListStore.new(Riskctx.Issue)
        document = {"catalog": {"metadata": {"title": "T"}, "controls": [
            {"id": "a", "title": "x"}, {"id": "a", "title": "y"}]}}
        Riskctx.Catalog.read_oscal(GLib.Bytes.new(json.dumps(document).encode()), None, issues)
        self.assertEqual([i.get_code() for i in issues], ["RCX-E0302"])
        self.assertEqual(issues[0].get_pointer(), "/catalog/controls/1/id")
        self.assertIn("/catalog/controls/0/id", issues[0].to_string(None, "en"))

    def test_broken_files_are_refused(self):
        text = FILE.read_text(encoding="utf-8")
        for cut in range(0, len(text), 97):
            catalog, issues = read(text[:cut])
            self.assertIsNone(catalog)
            self.assertTrue(issues)
        self.check(text + "{}", ("RCX-E0106", ""))

    def test_loading_says_the_first_mistake(self):
        with self.assertRaises(GLib.Error) as caught:
            Riskctx.Catalog.load_oscal(str(FILE) + ".none")
        self.assertTrue(caught.exception.matches(Gio.io_error_quark(), Gio.IOErrorEnum.NOT_FOUND))


class Size(riskctx_tap.TestCase):
    def test_ten_megabytes_are_read_quickly(self):
        prose = "Do what {{ insert: param, p }} says. " * 40
        controls = [{"id": f"c-{n}", "title": f"Control {n}", "params": [{"id": f"p-{n}"}],
                     "links": [{"href": f"#c-{n + 1}", "rel": "related"}],
                     "parts": [{"name": "statement", "parts": [
                         {"name": "item", "prose": prose}] * 4}]} for n in range(1700)]
        document = {"catalog": {"metadata": {"title": "Large"}, "params": [
            {"id": "p", "label": "somebody"}], "controls": controls}}
        data = GLib.Bytes.new(json.dumps(document).encode())
        self.assertGreater(data.get_size(), 10_000_000)
        issues = Gio.ListStore.new(Riskctx.Issue)
        started = time.monotonic()
        catalog = Riskctx.Catalog.read_oscal(data, None, issues)
        took = time.monotonic() - started
        self.assertEqual(len(catalog.get_entries()), 1700)
        self.assertLess(took, 5 if os.environ.get("LD_PRELOAD") else 2)

    def test_published_catalogs_are_read(self):
        paths = os.environ.get("RISKCTX_OSCAL")
        if not paths:
            self.skipTest("RISKCTX_OSCAL names no files")
        for path in paths.split(":"):
            catalog = Riskctx.Catalog.load_oscal(path)
            self.assertGreater(len(catalog.get_entries()), 20)
            self.assertFalse(re.search(r"\{\{|insert: param", catalog.to_text()))


if __name__ == "__main__":
    riskctx_tap.main()
