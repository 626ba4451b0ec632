# SPDX-License-Identifier: LGPL-2.1-or-later
"""Catalogs: what ships with the library, strict reading, search, crosswalks, and text policies."""

import json
import os
import re
import tempfile
from pathlib import Path

import gi

gi.require_version("Json", "1.0")
gi.require_version("Riskctx", "1")
from gi.repository import Gio, GLib, Json, Riskctx  # noqa: E402

import riskctx_tap  # noqa: E402

ROOT = Path(os.environ["RISKCTX_SOURCE_ROOT"])
DATA = ROOT / "libriskctx" / "data" / "catalogs"
CATALOGS = {c.get_id(): c for c in Riskctx.list_catalogs()}
JAPANESE = re.compile("[\u3040-\u30ff\u3400-\u9fff]")
# What each catalog holds, by kind: whoever removes a row on purpose changes these, too.
SIZES = {
    "fair-loss": {"class": 6},
    "figures": {"figure": 70},
    "iso27002": {"control": 93},
    "jnsa-damage": {"class": 6},
    "pci-dss": {"requirement": 83},
    "starter": {"control": 78, "damage": 34, "indicator": 25, "risk": 57},
}


def nick(value):
    return value.value_nick


def kind(entry):
    return nick(entry.get_kind())


def read(document):
    issues = Gio.ListStore.new(Riskctx.Issue)
    text = document if isinstance(document, str) else json.dumps(document, indent=1)
    catalog = Riskctx.Catalog.read(GLib.Bytes.new(text.encode()), issues)
    return catalog, [i.to_string(None, "en") for i in issues]


def own(policy="full", **more):
    return {"id": "own", "license": "LicenseRef-Example", "text_policy": policy, "entries": [
        {"id": "a-1", "title": {"en": "Locks on doors"}, "description": {"en": "All of them."},
         "group": {"en": "Doors"}, "number": "A.1", "tags": ["lock"], "related": ["iso27002:7.2"],
         **more},
        {"id": "a-2", "parent": "a-1", "title": {"en": "A bell"}}]}


class Shipped(riskctx_tap.TestCase):
    def test_they_hold_what_they_should(self):
        sizes = {}
        for id_, catalog in CATALOGS.items():
            kinds = [kind(entry) for entry in catalog.get_entries()]
            sizes[id_] = {k: kinds.count(k) for k in kinds}
        self.assertEqual(sizes, SIZES)

    def test_the_controls_of_the_standard_are_complete(self):
        numbers = [e.get_number() for e in CATALOGS["iso27002"].get_entries()]
        themes = {"5": 37, "6": 8, "7": 14, "8": 34}
        self.assertEqual(numbers, [f"{t}.{n}" for t, last in themes.items()
                                   for n in range(1, last + 1)])
        kinds = {"5": "organizational", "6": "human", "7": "physical", "8": "technical"}
        for entry in CATALOGS["iso27002"].get_entries():
            self.assertEqual(entry.get_measure_kinds().value_nicks, [kinds[entry.get_number()[0]]])
        new = [e.get_number() for e in CATALOGS["iso27002"].get_entries() if e.get_tags()]
        self.assertEqual(new, "5.7 5.23 5.30 7.4 8.9 8.10 8.11 8.12 8.16 8.23 8.28".split())

    def test_the_twelve_requirements_are_there(self):
        tops = [e.get_id() for e in CATALOGS["pci-dss"].get_entries() if not e.get_parent()]
        self.assertEqual(tops, [str(n) for n in range(1, 13)])

    def test_damage_categories_lead_to_forms_of_loss(self):
        catalogs = Riskctx.list_catalogs()
        walk = {e.get_id(): [r.partition(":")[2] for r in e.get_related()]
                for e in CATALOGS["jnsa-damage"].get_entries()}
        self.assertEqual(walk, {
            "response-cost": ["response", "replacement"], "compensation": ["fines-judgments"],
            "profit": ["productivity"], "monetary": ["replacement"],
            "administrative": ["fines-judgments"],
            "intangible": ["reputation", "competitive-advantage"]})
        self.assertEqual(Riskctx.list_related_items(catalogs, "fair-loss:replacement"),
                         ["jnsa-damage:response-cost", "jnsa-damage:monetary"])
        self.assertEqual([e.get_id() for e in CATALOGS["jnsa-damage"].get_entries()],
                         [nick(e.get_damage_category())
                          for e in CATALOGS["jnsa-damage"].get_entries()])

    def test_figures_have_a_source_a_date_and_a_unit(self):
        wrong = []
        for entry in CATALOGS["figures"].get_entries():
            figure = entry.get_figure()
            if not (figure and figure.get_unit() and figure.get_source() and figure.get_as_of()
                    and figure.get_basis() == Riskctx.Basis.PUBLISHED):
                wrong.append(entry.get_id())
        self.assertNothing(wrong)
        of = {e.get_id(): e.get_figure() for e in CATALOGS["figures"].get_entries()}
        for id_, mean in {"ransomware-mean-2025": 60.19e6, "ransomware-median-2025": 38e6,
                          "web-card-leak-2023": 38.43e6, "ec-closed-months": 8.6,
                          "presumed-person-2018": 29768, "call-center-3-months": 8.5e6}.items():
            self.assertAlmostEqual(of[id_].get_mean(), mean, msg=id_)
        self.assertAlmostEqual(sum(of[i].get_mean() for i in of if i.startswith("cause-")), 0.977)

    def test_everything_is_said_in_both_languages(self):
        wrong = []
        for path in DATA.glob("*.json"):
            def walk(value, place):
                if isinstance(value, dict) and "en" in value:
                    if set(value) != {"en", "ja"} or JAPANESE.search(value["en"]) \
                            or not (JAPANESE.search(value["ja"]) or value["ja"].isascii()):
                        wrong.append(f"{path.name}{place}: {value}")
                elif isinstance(value, dict):
                    for key, part in value.items():
                        walk(part, f"{place}/{key}")
                elif isinstance(value, list):
                    for number, part in enumerate(value):
                        walk(part, f"{place}/{number}")
            walk(json.loads(path.read_text(encoding="utf-8")), "")
        self.assertNothing(wrong)

    def test_the_starter_leads_from_controls_to_damages_in_all_categories(self):
        entries = {e.get_id(): e for e in CATALOGS["starter"].get_entries()}
        risks = {i: e for i, e in entries.items() if kind(e) == "risk"}
        counts = [sum(e.get_category() == c for e in risks.values()) for c in range(8)]
        self.assertTrue(all(n >= 6 for n in counts), counts)
        acted = {r for e in entries.values() if kind(e) == "control" for r in e.get_acts_on() or []}
        caused = {d for e in risks.values() for d in e.get_leads_to()}
        self.assertEqual(acted, set(risks))
        self.assertEqual(caused, {i for i, e in entries.items() if kind(e) == "damage"})
        watched = {nick(e.get_category()) for e in entries.values() if kind(e) == "indicator"}
        self.assertEqual(len(watched), 8, watched)
        self.assertEqual(kind(entries["c-offline-backup"]), "control")
        self.assertIn("starter:c-offline-backup",
                      Riskctx.list_related_items(Riskctx.list_catalogs(), "iso27002:8.13"))

    def test_every_entry_has_a_title_and_every_catalog_its_terms(self):
        wrong = []
        for id_, catalog in CATALOGS.items():
            if not (catalog.get_source() and catalog.get_license() == "CC0-1.0"
                    and catalog.get_title() and catalog.get_description()):
                wrong.append(id_)
            titles = {}
            for entry in catalog.get_entries():
                if not entry.get_title():
                    wrong.append(f"{id_}:{entry.get_id()}")
                    continue
                key = (entry.get_title().get("en"), entry.get_group() and
                       entry.get_group().get("en"), kind(entry))
                if id_ != "figures" and key in titles:
                    wrong.append(f"{id_}:{entry.get_id()} says what {titles[key]} says")
                titles[key] = entry.get_id()
        self.assertNothing(wrong)

    def test_every_citation_leads_somewhere(self):
        catalogs = Riskctx.list_catalogs()
        self.assertNothing(f"{id_}:{e.get_id()}: {citation}" for id_, c in CATALOGS.items()
                           for e in c.get_entries() for citation in e.get_related() or []
                           if not Riskctx.find_catalog_item(catalogs, citation))

    def test_they_are_written_as_they_were_read(self):
        for id_ in CATALOGS:
            text = (DATA / f"{id_}.json").read_text(encoding="utf-8")
            self.assertEqual(Riskctx.Catalog.shipped(id_).to_text(), text, id_)

    def test_model_companies_cite_what_exists(self):
        catalogs = Riskctx.list_catalogs()
        wrong = []
        for company in Riskctx.list_model_companies():
            for control in Riskctx.Assessment.model_company(company.get_id()).get_controls():
                wrong += [f"{company.get_id()}: {r}" for r in control.get_requirements() or []
                          if not Riskctx.find_catalog_item(catalogs, r)]
        self.assertNothing(wrong)

    def test_an_unknown_one_is_refused_with_what_was_meant(self):
        with self.assertRaises(GLib.Error) as caught:
            Riskctx.Catalog.shipped("iso27001")
        self.assertTrue(caught.exception.matches(Riskctx.error_quark(), Riskctx.Error.NOT_FOUND))
        self.assertIn("iso27002", caught.exception.message)


class Reading(riskctx_tap.TestCase):
    def test_an_own_catalog_is_read(self):
        catalog, issues = read(own())
        self.assertNothing(issues)
        self.assertEqual(catalog.get_entries()[1].get_parent(), "a-1")

    def test_every_mistake_is_listed_with_its_place(self):
        catalog, issues = read({"id": "own", "entries": [
            {"id": "a", "kind": "contrl", "related": ["iso27002"], "parent": "b"},
            {"id": "a", "title": 5, "measure_kinds": "human"},
            {"title": {"english": "x"}, "see_also": ["a", "c"]}]})
        self.assertIsNone(catalog)
        found = sorted(re.search(r"/entries\S*(?=:)|RCX-\w+", i).group()
                       + " " + re.search(r"RCX-\w+", i).group() for i in issues)
        self.assertEqual(found, [
            "/entries/0/kind RCX-E0206", "/entries/0/parent RCX-E0303",
            "/entries/0/related/0 RCX-E0308", "/entries/1/id RCX-E0302",
            "/entries/1/measure_kinds RCX-E0201", "/entries/1/title RCX-E0201",
            "/entries/2 RCX-E0202", "/entries/2/see_also/1 RCX-E0303",
            "/entries/2/title/english RCX-E0209"])
        self.assertTrue(all(re.match(r"\d+:\d+: ", i) for i in issues), issues)

    def test_circles_are_found(self):
        catalog, issues = read({"id": "own", "entries": [{"id": "a", "parent": "b"},
                                                         {"id": "b", "parent": "a"}]})
        self.assertIsNone(catalog)
        self.assertEqual(["E0305" in i for i in issues], [True])

    def test_a_newer_version_is_refused(self):
        catalog, issues = read({**own(), "version": 2})
        self.assertIsNone(catalog)
        self.assertEqual(["E0109" in i for i in issues], [True])

    def test_loading_says_the_first_mistake_and_where(self):
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "own.json")
            Path(path).write_text('{"id": "own",\n "entries": [{"id": "a b"}, {"id": "c d"}]}')
            with self.assertRaises(GLib.Error) as caught:
                Riskctx.Catalog.load(path)
        self.assertTrue(caught.exception.matches(Riskctx.error_quark(), Riskctx.Error.INVALID))
        self.assertIn("own.json:2:21: error: /entries/0/id", caught.exception.message)
        self.assertIn("1 more", caught.exception.message)

    def test_the_schema_describes_what_is_shipped(self):
        try:
            import jsonschema
        except ImportError:
            self.skipTest("jsonschema is not installed")
        schema = json.loads(Json.to_string(Riskctx.Catalog.schema(), False))
        validator = jsonschema.Draft202012Validator(schema)
        for path in DATA.glob("*.json"):
            found = list(validator.iter_errors(json.loads(path.read_text(encoding="utf-8"))))
            self.assertNothing(f"{path.name}: {e.message}" for e in found)
        self.assertTrue(list(validator.iter_errors({"id": "own", "entries": [{"kind": "x"}]})))


class Searching(riskctx_tap.TestCase):
    def ids(self, catalog, query):
        return [e.get_id() for e in CATALOGS[catalog].search(query)]

    def test_titles_come_first_and_every_word_counts(self):
        self.assertEqual(self.ids("iso27002", "malware"), ["8.7"])
        self.assertEqual(self.ids("iso27002", "ＭＡＬＷＡＲＥ"), ["8.7"])
        self.assertEqual(self.ids("iso27002", "マルウェア"), ["8.7"])
        self.assertEqual(self.ids("iso27002", "8.1")[0], "8.1")
        self.assertEqual(self.ids("pci-dss", "iso27002:8.17"), ["10.6"])
        self.assertEqual(self.ids("figures", "ransomware median"), ["ransomware-median-2025"])
        self.assertEqual(self.ids("iso27002", "no such words"), [])
        self.assertEqual(len(self.ids("iso27002", " ")), 93)

    def test_entries_are_found_by_id_and_by_number(self):
        catalog, _ = read(own())
        self.assertEqual(catalog.find("A.1").get_id(), "a-1")
        self.assertEqual(catalog.find("a-2").get_id(), "a-2")
        self.assertIsNone(catalog.find("A.2"))

    def test_crosswalks_go_both_ways(self):
        catalogs = Riskctx.list_catalogs()
        catalogs.append(read(own())[0])
        self.assertEqual(Riskctx.list_related_items(catalogs, "own:a-1"), ["iso27002:7.2"])
        self.assertIn("own:a-1", Riskctx.list_related_items(catalogs, "iso27002:7.2"))
        self.assertIn("pci-dss:9.2", Riskctx.list_related_items(catalogs, "iso27002:7.2"))
        self.assertEqual(Riskctx.list_related_items(catalogs, "own:none"), [])
        self.assertIsNone(Riskctx.find_catalog_item(catalogs, "iso27002"))


class Making(riskctx_tap.TestCase):
    def test_a_control_cites_where_it_comes_from(self):
        catalog, _ = read(own(measure_kinds=["physical"]))
        control = catalog.make_item("a-1")
        self.assertIsInstance(control, Riskctx.Control)
        self.assertEqual(control.get_requirements(), ["own:a-1", "iso27002:7.2"])
        self.assertEqual(control.get_kind().value_nicks, ["physical"])
        self.assertEqual(control.get_title().get("en"), "Locks on doors")

    def test_a_risk_and_a_damage_have_their_categories(self):
        catalog, issues = read({"id": "own", "entries": [
            {"id": "r", "kind": "risk", "category": "political", "title": {"en": "Law"}},
            {"id": "d", "kind": "damage", "damage_category": "profit"},
            {"id": "i", "kind": "indicator"}, {"id": "c", "kind": "class"}]})
        self.assertNothing(issues)
        self.assertEqual(catalog.make_item("r").get_category(), Riskctx.RiskCategory.POLITICAL)
        self.assertEqual(catalog.make_item("d").get_damage_category(),
                         Riskctx.DamageCategory.PROFIT)
        self.assertIsInstance(catalog.make_item("i"), Riskctx.Indicator)
        for id_, code in (("c", Riskctx.Error.UNSUPPORTED), ("x", Riskctx.Error.NOT_FOUND)):
            with self.assertRaises(GLib.Error) as caught:
                catalog.make_item(id_)
            self.assertTrue(caught.exception.matches(Riskctx.error_quark(), code))

    def test_text_that_must_not_be_shown_is_not_taken_along(self):
        catalog, _ = read(own("titles"))
        self.assertIsNone(catalog.make_item("a-1").get_description())
        self.assertEqual(catalog.make_item("a-1").get_title().get("en"), "Locks on doors")
        catalog, _ = read(own("ids"))
        self.assertIsNone(catalog.make_item("a-1").get_title())


class Policies(riskctx_tap.TestCase):
    LEVELS = [Riskctx.TextPolicy.FULL, Riskctx.TextPolicy.TITLES, Riskctx.TextPolicy.IDS]

    def assertForbidden(self, call, *args):
        with self.assertRaises(GLib.Error) as caught:
            call(*args)
        self.assertTrue(caught.exception.matches(Riskctx.error_quark(), Riskctx.Error.FORBIDDEN))
        self.assertIn("LicenseRef-Example", caught.exception.message)
        return caught.exception.message

    def test_what_is_forbidden_is_refused_and_what_is_allowed_is_not(self):
        for policy in range(3):
            catalog, _ = read(own(nick(self.LEVELS[policy])))
            for wanted in range(3):
                self.assertEqual(catalog.allows(self.LEVELS[wanted]), wanted >= policy)
                if wanted < policy:
                    self.assertForbidden(catalog.export, self.LEVELS[wanted])
                    continue
                text = catalog.export(self.LEVELS[wanted]).to_text()
                for level, words in enumerate((["All of them"], ["Locks on doors", "Doors"],
                                               ["a-1", "A.1", "iso27002:7.2", "lock"])):
                    for word in words:
                        self.assertEqual(f'"{word}' in text, level >= wanted, (policy, wanted))

    def test_writing_what_is_forbidden_is_refused(self):
        catalog, _ = read(own("ids"))
        message = self.assertForbidden(catalog.to_text)
        self.assertIn("“own”", message)
        self.assertIn("identifiers only", message)
        self.assertForbidden(catalog.to_json)
        with tempfile.TemporaryDirectory() as folder:
            self.assertForbidden(catalog.save, os.path.join(folder, "own.json"))
            self.assertEqual(os.listdir(folder), [])
            catalog.export(Riskctx.TextPolicy.IDS).save(os.path.join(folder, "own.json"))
            again = Riskctx.Catalog.load(os.path.join(folder, "own.json"))
        self.assertEqual(again.get_text_policy(), Riskctx.TextPolicy.IDS)
        self.assertEqual([e.get_id() for e in again.get_entries()], ["a-1", "a-2"])

    def test_members_that_are_not_known_may_be_text(self):
        self.assertForbidden(read(own("titles", x_statement="Text of the standard"))[0].to_text)
        catalog, _ = read(own("ids", x_statement="Text of the standard"))
        self.assertForbidden(catalog.to_text)
        self.assertNotIn("Text of", catalog.export(Riskctx.TextPolicy.IDS).to_text())


if __name__ == "__main__":
    riskctx_tap.main()
