# SPDX-License-Identifier: LGPL-2.1-or-later
"""The practical guides: check sheet, working day, policy. Every row is there, in both languages."""

import csv
import io
import json
import os
import re
from pathlib import Path

import gi

gi.require_version("Json", "1.0")
gi.require_version("Riskctx", "1")
from gi.repository import GLib, Json, Riskctx  # noqa: E402

import riskctx_tap  # noqa: E402

ROWS = Path(os.environ["RISKCTX_SOURCE_ROOT"]) / "tests" / "data" / "practice" / "rows.txt"
JAPANESE = re.compile("[\u3040-\u30ff\u3400-\u9fff]")
KINDS = {Riskctx.PracticeKind.QUESTION: ["AS_IS"],
         Riskctx.PracticeKind.SCENE: ["WEAKNESS", "SCENARIO", "HUMAN", "TECHNICAL"],
         Riskctx.PracticeKind.RULE: ["RULE"]}
PARTS = [name for names in KINDS.values() for name in names]
Mark = Riskctx.CheckMark
Theme = Riskctx.MeasureKind
NONE = Theme(0)


def rows():
    return [row for kind in KINDS for row in Riskctx.Practice.list(kind)]


def questions(theme=None):
    return [row.get_id() for row in Riskctx.Practice.list(Riskctx.PracticeKind.QUESTION)
            if theme in (None, row.get_group())]


def sheet(marks=(), assessment=None):
    """A sheet whose first questions have these answers."""
    one = Riskctx.CheckSheet.new(assessment or Riskctx.Assessment.new("a"))
    for question, mark in zip(questions(), marks):
        one.set_mark(question, mark, None)
    return one


def load(document):
    return Riskctx.Assessment.load_from_bytes(GLib.Bytes.new(json.dumps(document).encode()))


def to_python(node):
    return json.loads(Json.to_string(node, False))


class Guides(riskctx_tap.TestCase):
    def test_every_row_is_there(self):
        expected = [line for line in ROWS.read_text(encoding="utf-8").splitlines()
                    if not line.startswith("#")]
        found = [" ".join([row.get_id(), row.get_group(), *(["always"] if row.is_always() else []),
                           *row.get_related()]) for row in rows()]
        self.assertEqual(found, expected)

    def test_every_text_is_in_both_languages(self):
        wrong = []
        for kind, names in KINDS.items():
            for row in Riskctx.Practice.list(kind):
                texts = {"title": row.get_title()}
                for name in PARTS:
                    text = row.get_part(getattr(Riskctx.PracticePart, name))
                    if (text is not None) != (name in names):
                        wrong.append(f"{row.get_id()}: {name}")
                    elif text is not None:
                        texts[name] = text
                for name, text in texts.items():
                    english, japanese = text.get("en"), text.get("ja")
                    if JAPANESE.search(english) or not JAPANESE.search(japanese):
                        wrong.append(f"{row.get_id()}: {name}: {english} {japanese}")
                    if sorted(re.findall(r"\{\w+\}", english)) \
                            != sorted(re.findall(r"\{\w+\}", japanese)):
                        wrong.append(f"{row.get_id()}: {name}: placeholders")
        self.assertNothing(wrong)

    def test_no_text_stands_twice(self):
        texts = [text.get(language) for row in rows() for language in ("en", "ja")
                 for text in [row.get_title(),
                              *(row.get_part(getattr(Riskctx.PracticePart, n)) for n in PARTS)]
                 if text is not None]
        self.assertEqual(len(set(texts)), len(texts))

    def test_groups_have_names(self):
        for row in rows():
            for language in ("en", "ja"):
                self.assertNotEqual(row.get_group_label(language), row.get_group())

    def test_rows_are_tied_to_what_exists(self):
        catalog = Riskctx.Catalog.shipped("iso27002")
        numbers = {entry.get_number() for entry in catalog.get_entries()}
        wrong = [f"{row.get_id()}: {related}" for row in rows() for related in row.get_related()
                 if (related.startswith("iso27002:") and related[9:] not in numbers)
                 or (related.startswith("check:") and related[6:] not in questions())
                 or related.split(":")[0] not in ("iso27002", "check")]
        self.assertNothing(wrong)
        self.assertNothing([row.get_id() for row in rows() if not row.get_related()])

    def test_rows_are_found(self):
        for row in rows():
            self.assertEqual(Riskctx.Practice.find(row.get_id()), row)
        self.assertIsNone(Riskctx.Practice.find("c-nothing"))


class Scores(riskctx_tap.TestCase):
    def score(self, marks):
        return sheet(marks).dup_score(NONE).get_value()

    def test_points(self):
        # 25 answers, as in the self-diagnosis of IPA: 4, 2, 0 and −1 points out of 100.
        self.assertEqual(self.score([Mark.YES] * 25), 100)
        self.assertEqual(self.score([Mark.PARTLY] * 25), 50)
        self.assertEqual(self.score([Mark.NO] * 25), 0)
        self.assertEqual(self.score([Mark.YES] * 20 + [Mark.UNKNOWN] * 5), 75)
        self.assertEqual(self.score([Mark.YES] * 15 + [Mark.PARTLY] * 5 + [Mark.NO] * 5), 70)
        self.assertEqual(self.score([Mark.UNKNOWN] * 25), 0)

    def test_what_does_not_apply_does_not_count(self):
        self.assertEqual(self.score([Mark.YES, Mark.NOT_APPLICABLE, Mark.PARTLY]), 75)
        figure = sheet([Mark.NOT_APPLICABLE]).dup_score(NONE)
        self.assertFalse(figure.is_defined())
        self.assertTrue(figure.get_reason().get("ja"))

    def test_bands(self):
        bands = Riskctx.CheckBand
        for done, band in ((25, bands.FULL), (24, bands.GOOD), (18, bands.GOOD), (17, bands.MIDDLE),
                           (13, bands.MIDDLE), (12, bands.LOW), (0, bands.LOW)):
            self.assertEqual(sheet([Mark.YES] * done + [Mark.NO] * (25 - done)).get_band(), band)
        self.assertEqual(sheet().get_band(), bands.LOW)

    def test_levels(self):
        for marks, level in (([Mark.YES], 5), ([Mark.PARTLY], 2.5), ([Mark.NO], 0),
                             ([Mark.YES, Mark.YES, Mark.NO], 3.3)):
            self.assertEqual(sheet(marks).dup_level(NONE).get_value(), level)

    def test_themes_are_counted_apart(self):
        one = sheet([Mark.YES] * len(questions("organizational")) + [Mark.NO, Mark.PARTLY])
        self.assertEqual(one.dup_score(Theme.ORGANIZATIONAL).get_value(), 100)
        self.assertEqual(one.dup_score(Theme.HUMAN).get_value(), 25)
        self.assertFalse(one.dup_score(Theme.TECHNICAL).is_defined())
        self.assertEqual([one.count_answered(theme) for theme in
                          (Theme.ORGANIZATIONAL, Theme.HUMAN, Theme.PHYSICAL, Theme.TECHNICAL)],
                         [12, 2, 0, 0])
        self.assertEqual(sum(one.count_questions(theme) for theme in
                             (Theme.ORGANIZATIONAL, Theme.HUMAN, Theme.PHYSICAL, Theme.TECHNICAL)),
                         one.count_questions(NONE))
        self.assertIn("22", one.dup_score(NONE).get_note().get("en"))

    def test_vulnerability(self):
        for marks, value in (([Mark.YES] * 3, 1), ([Mark.YES, Mark.NOT_APPLICABLE], 1),
                             ([Mark.YES, Mark.NO], 2), ([Mark.PARTLY] * 2, 2),
                             ([Mark.NO, Mark.UNKNOWN], 3), ([], 0)):
            self.assertEqual(sheet(marks).get_vulnerability(NONE), value)

    def test_likelihood_and_risk_value(self):
        table = {(3, 3): 3, (3, 2): 2, (3, 1): 1, (2, 3): 2, (2, 2): 1, (2, 1): 1,
                 (1, 3): 1, (1, 2): 1, (1, 1): 1}
        values = set()
        for (threat, vulnerability), likelihood in table.items():
            self.assertEqual(Riskctx.rate_damage_likelihood(threat, vulnerability), likelihood)
            for importance in (1, 2, 3):
                value = Riskctx.rate_risk_value(importance, threat, vulnerability)
                self.assertEqual(value, importance * likelihood)
                values.add(value)
        self.assertEqual(values, {1, 2, 3, 4, 6, 9})


class Answers(riskctx_tap.TestCase):
    def test_the_document_keeps_them(self):
        one = sheet([Mark.PARTLY])
        one.set_mark("c-backup", Mark.NO, "Never tried")
        one.get_assessment().set_organization(Riskctx.Organization.new("o"))
        again = Riskctx.CheckSheet.new(Riskctx.Assessment.load_from_bytes(
            GLib.Bytes.new(one.get_assessment().to_text().encode())))
        self.assertEqual(again.get_mark(questions()[0]), Mark.PARTLY)
        self.assertEqual(again.get_mark("c-backup"), Mark.NO)
        self.assertEqual(again.get_assessment().get_checks()[1].get_note().get(None), "Never tried")
        self.assertFalse(again.is_answered("c-logs"))
        self.assertEqual([row["mark"] for row in again.to_dict("ja")["answers"] if "mark" in row],
                         ["partly", "no"])
        again.set_mark("c-backup", Mark.YES, None)
        self.assertEqual(len(again.get_assessment().get_checks()), 2)

    def test_an_unknown_question_is_refused(self):
        with self.assertRaises(GLib.Error) as caught:
            sheet().set_mark("c-bakcup", Mark.YES, None)
        self.assertTrue(caught.exception.matches(Riskctx.Error.quark(), Riskctx.Error.NOT_FOUND))
        self.assertIn("c-backup", caught.exception.message)

    def test_the_table_is_filled_in_and_read(self):
        for language, words in (("en", ["Yes", "partly", "NO"]), ("ja", ["はい", "一部", "いいえ"])):
            handout = Riskctx.Handout.new(Riskctx.HandoutKind.CHECK_SHEET, None, language)
            table = list(csv.reader(io.StringIO(handout.to_csv("answers").lstrip("\ufeff"))))
            self.assertEqual([row[0] for row in table[1:]], questions())
            for row, word in zip(table[1:], words):
                row[3], row[4] = word, 'a "note",\nof two lines'
            text = io.StringIO()
            csv.writer(text).writerows(table)
            one = sheet([Mark.NO, Mark.NO, Mark.YES, Mark.YES])
            self.assertTrue(one.read_csv("\ufeff" + text.getvalue()))
            self.assertEqual([one.get_mark(name) for name in questions()[:3]],
                             [Mark.YES, Mark.PARTLY, Mark.NO])
            self.assertFalse(one.is_answered(questions()[3]))
            self.assertIn("two lines", one.get_assessment().get_checks()[0].get_note().get(None))

    def test_every_mistake_is_told_and_nothing_is_taken(self):
        one = sheet()
        with self.assertRaises(GLib.Error) as caught:
            one.read_csv("id,answer\nc-policy,yes\nc-polcy,yes\nc-roles,perhaps\n")
        lines = caught.exception.message.split("\n")
        self.assertEqual([line[:7] for line in lines], ["line 3:", "line 4:"])
        self.assertEqual(one.count_answered(NONE), 0)
        for text in ("", "question,answer\n", "id,note\n"):
            with self.assertRaises(GLib.Error):
                one.read_csv(text)
        with self.assertRaises(GLib.Error) as caught:
            one.read_csv("id,answer\n" + "x" * (1 << 20))
        self.assertTrue(caught.exception.matches(Riskctx.Error.quark(), Riskctx.Error.TOO_LARGE))


class Applied(riskctx_tap.TestCase):
    def statements(self, assessment):
        return {s.get_id(): s for s in assessment.get_statements()
                if s.get_id().startswith("check-")}

    def factors(self, assessment):
        return {f.get_id(): f for f in assessment.get_factors() if f.get_id().startswith("check-")}

    def test_what_is_missing_becomes_an_as_is(self):
        assessment = Riskctx.Assessment.model_company("ec-site")
        one = sheet(assessment=assessment)
        one.set_mark("c-backup", Mark.NO, None)
        one.set_mark("c-logs", Mark.PARTLY, None)
        one.set_mark("c-desk", Mark.UNKNOWN, None)
        one.set_mark("c-policy", Mark.YES, None)
        one.set_mark("c-remote", Mark.NOT_APPLICABLE, None)
        self.assertEqual(one.apply(), 3)
        statements, factors = self.statements(assessment), self.factors(assessment)
        self.assertEqual(set(statements), {"check-c-backup", "check-c-logs", "check-c-desk"})
        self.assertEqual(set(factors), {"check-technical", "check-physical"})
        backup = statements["check-c-backup"]
        self.assertEqual(backup.get_kind(), Riskctx.StatementKind.AS_IS)
        self.assertEqual(backup.get_factors(), ["check-technical"])
        self.assertEqual(backup.get_level(), 1.3)  # 2 of 8 points
        self.assertEqual(backup.get_title().get("ja"),
                         Riskctx.Practice.find("c-backup").get_part(
                             Riskctx.PracticePart.AS_IS).get("ja"))
        self.assertEqual(factors["check-technical"].derive_side(), Riskctx.Side.INTERNAL)
        errors = [issue for issue in assessment.check()
                  if issue.get_severity() == Riskctx.Severity.ERROR]
        self.assertEqual(errors, [])
        # The weakest part is the level that there is: that of desks and screens.
        answer = Riskctx.Brief.new(assessment, None, None).get_answer(Riskctx.Question.REDUCTION)
        self.assertIn("from 0 to 3", answer.get_text().get("en"))
        for issue in assessment.list_findings():
            if (issue.get_item_id() or "").startswith("check-"):
                self.assertNotIn(issue.get_code(), ("RCX-W0404", "RCX-W0414", "RCX-W0420"))

    def test_it_is_brought_up_to_date(self):
        assessment = Riskctx.Assessment.model_company("ec-site")
        before = assessment.to_text()
        one = sheet(assessment=assessment)
        one.set_mark("c-backup", Mark.NO, None)
        one.apply()
        one.apply()
        self.assertEqual(len(self.statements(assessment)), 1)
        one.set_mark("c-backup", Mark.YES, None)
        self.assertEqual(one.apply(), 0)
        assessment.get_checks().remove(0)
        self.assertEqual((self.statements(assessment), self.factors(assessment)), ({}, {}))
        self.assertEqual(json.loads(assessment.to_text()), {**json.loads(before), "checks": []})

    def test_what_something_rests_on_stays(self):
        assessment = Riskctx.Assessment.model_company("ec-site")
        one = sheet(assessment=assessment)
        one.set_mark("c-backup", Mark.NO, None)
        one.apply()
        gap = assessment.find("g1")
        gap.set_statements([*gap.get_statements(), "check-c-backup"])
        one.set_mark("c-backup", Mark.YES, None)
        one.apply()
        self.assertEqual(set(self.statements(assessment)), {"check-c-backup"})
        self.assertEqual(set(self.factors(assessment)), {"check-technical"})


class Handouts(riskctx_tap.TestCase):
    def handout(self, kind, assessment=None, language="en"):
        return to_python(Riskctx.Handout.new(kind, assessment, language).to_json())

    def said(self, node):
        if isinstance(node, dict):
            yield from (text for key, value in node.items() if key != "svg"
                        for text in ([value] if key in ("text", "title", "note")
                                     and isinstance(value, str) else self.said(value)))
        elif isinstance(node, list):
            for value in node:
                yield from self.said(value)

    def test_everything_is_handed_out(self):
        for kind, practice in ((Riskctx.HandoutKind.CHECK_SHEET, Riskctx.PracticeKind.QUESTION),
                               (Riskctx.HandoutKind.WORKING_DAY, Riskctx.PracticeKind.SCENE),
                               (Riskctx.HandoutKind.POLICY, Riskctx.PracticeKind.RULE)):
            for language in ("en", "ja"):
                said = list(self.said(self.handout(kind, None, language)))
                for row in Riskctx.Practice.list(practice):
                    self.assertIn(row.get_title().get(language), said)
                handout = Riskctx.Handout.new(kind, None, language)
                for form in (Riskctx.ReportFormat.HTML, Riskctx.ReportFormat.MARKDOWN):
                    text = handout.to_string(form)
                    self.assertEqual(bool(JAPANESE.search(text)), language == "ja")
                    self.assertNotIn("{", re.sub(r"<style>.*?</style>", "", text, flags=re.S))

    def test_a_policy_has_the_rules_of_its_measures(self):
        assessment = Riskctx.Assessment.model_company("ec-site")
        said = set(self.said(self.handout(Riskctx.HandoutKind.POLICY, assessment)))
        met = set()
        for control in assessment.get_controls():
            met.update(control.get_requirements() or [])
        for rule in Riskctx.Practice.list(Riskctx.PracticeKind.RULE):
            wanted = rule.is_always() or bool(met & set(rule.get_related()))
            self.assertEqual(rule.get_title().get("en") in said, wanted, rule.get_id())
        text = "\n".join(said)
        self.assertIn("Offer a Web site where customers can buy with peace of mind.", text)
        self.assertIn("There is no CIO and no CISO", text)
        self.assertIn("Erase", text.replace("erase", "Erase"))

    def test_without_measures_only_what_always_belongs(self):
        document = json.loads(Riskctx.Assessment.model_company("ec-site").to_text())
        for control in document["controls"]:
            control["requirements"] = []
        said = set(self.said(self.handout(Riskctx.HandoutKind.POLICY, load(document))))
        for rule in Riskctx.Practice.list(Riskctx.PracticeKind.RULE):
            self.assertEqual(rule.get_title().get("en") in said, rule.is_always())

    def test_text_of_a_document_is_neither_markup_nor_a_blank(self):
        document = json.loads(Riskctx.Assessment.model_company("ec-site").to_text())
        document["organization"]["roles"] = {"en": "<b>{purpose}</b>", "ja": "<b>{purpose}</b>"}
        html = Riskctx.Handout.new(Riskctx.HandoutKind.POLICY, load(document), "en").to_string(
            Riskctx.ReportFormat.HTML)
        self.assertIn("&lt;b&gt;{purpose}&lt;/b&gt;", html)

    def test_the_working_day_shows_where_one_stands(self):
        assessment = Riskctx.Assessment.model_company("ec-site")
        sheet(assessment=assessment).set_mark("c-backup", Mark.NO, None)
        said = list(self.said(self.handout(Riskctx.HandoutKind.WORKING_DAY, assessment)))
        question = Riskctx.Practice.find("c-backup").get_title().get("en")
        self.assertIn(f"Your answer: {question} → No", said)
        self.assertTrue([text for text in said if text.startswith("Your measure: ")])

    def test_a_filled_sheet_shows_the_score(self):
        assessment = Riskctx.Assessment.model_company("ec-site")
        sheet([Mark.YES, Mark.NO], assessment)
        tables = {block["id"]: block
                  for section in self.handout(Riskctx.HandoutKind.CHECK_SHEET,
                                              assessment)["sections"]
                  for block in section["blocks"] if block["kind"] == "table"}
        self.assertEqual([row["cells"][2].get("number") for row in tables["themes"]["rows"]],
                         [50, None, None, None, 50])
        self.assertEqual([row["cells"][3]["text"] for row in tables["answers"]["rows"]][:3],
                         ["Yes", "No", ""])


if __name__ == "__main__":
    riskctx_tap.main()
