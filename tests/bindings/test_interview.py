# SPDX-License-Identifier: LGPL-2.1-or-later
"""The interview: a dental clinic, invented for this test, from a blank document to a brief.

tests/data/context/clinic.json has one reply to every question, clinic-document.json the document
that has to come out of them, link by link. A question that is lost leaves a reply over, a new one
finds none, and one that states something else makes another document.
"""

import json
import os
import re
import tempfile
from pathlib import Path

import gi

gi.require_version("Json", "1.0")
gi.require_version("Riskctx", "1")
from gi.repository import GLib, Json, Riskctx  # noqa: E402  pylint: disable=wrong-import-position

import riskctx_tap  # noqa: E402  pylint: disable=wrong-import-position

ROOT = Path(os.environ["RISKCTX_SOURCE_ROOT"])
FOLDER = ROOT / "tests" / "data" / "context"
REPLIES = json.loads((FOLDER / "clinic.json").read_text(encoding="utf-8"))["replies"]
EXPECTED = json.loads((FOLDER / "clinic-document.json").read_text(encoding="utf-8"))
LINKS = ("components", "factors", "gaps", "risks", "scope", "stakeholders",
         "statements")
JAPANESE = re.compile("[\u3040-\u30ff\u3400-\u9fff]")


def content(assessment):
    """The document; references come in the order of the answers, which is of no account."""
    def ordered(node):
        if isinstance(node, dict):
            return {name: sorted(value) if name in LINKS and isinstance(value[0], str)
                    else ordered(value)
                    for name, value in node.items()}
        return [ordered(value) for value in node] if isinstance(node, list) else node
    return ordered(json.loads(assessment.to_text()))


def answer_all(interview, replies):
    while interview.props.current:
        interview.answer(replies[interview.props.current.get_id()])


def fill(language="en"):
    interview = Riskctx.Interview.new(None, language)
    answer_all(interview, REPLIES)
    return interview


def say(question, reply, language="en", before=()):
    """What one question makes of a reply, after others."""
    interview = Riskctx.Interview.new(None, language)
    for earlier in before:
        interview.go_to(earlier)
        interview.answer(REPLIES[earlier])
    interview.go_to(question)
    interview.answer(reply)
    return interview.get_assessment()


def errors(assessment):
    return [issue.dup_message("en") for issue in assessment.check()
            if issue.get_severity() == Riskctx.Severity.ERROR]


class Interview(riskctx_tap.TestCase):
    def test_every_question_is_asked_once_and_has_a_reply(self):
        asked = []
        interview = Riskctx.Interview.new(None, "en")
        while interview.props.current:
            asked.append(interview.props.current.get_id())
            interview.answer(REPLIES[asked[-1]])
            self.assertEqual(errors(interview.get_assessment()), [], asked[-1])
        self.assertEqual(asked, list(REPLIES))
        self.assertEqual(interview.props.progress, 1)
        self.assertEqual(interview.count_settled(), len(REPLIES))

    def test_the_document_is_what_was_said(self):
        document = content(fill().get_assessment())
        expected = content(Riskctx.Assessment.load(str(FOLDER / "clinic-document.json")))
        for member in sorted(set(document) | set(expected)):
            self.assertEqual(document.get(member), expected.get(member), member)

    def test_every_class_tag_force_and_row_of_the_mapping_is_asked_about(self):
        factors = list(fill().get_assessment().get_factors())
        rows = {factor.dup_mapping().get_id() for factor in factors}
        self.assertEqual(rows, {f"E{i}" for i in range(1, 13)} | {f"I{i}" for i in range(1, 24)})
        for enum, found in (
                (Riskctx.ContextClass, {factor.get_context_class() for factor in factors}),
                (Riskctx.Pest, {factor.derive_pest() for factor in factors}),
                (Riskctx.Force, {factor.get_force() for factor in factors})):
            self.assertEqual(found, set(enum.__enum_values__.values()), enum)

    def test_the_brief_has_five_answers_and_the_report_no_holes(self):
        assessment = fill().get_assessment()
        plan = Riskctx.InvestmentPlan.new(assessment, ["option-main"])
        plan.get_simulation().set_trials(2000)
        plan.run(None)
        brief = Riskctx.Brief.new(assessment, plan.get_loss_before(), plan)
        self.assertEqual([a.get_answered() for a in brief.get_answers()], [True] * 5)
        self.assertEqual(len(brief.get_not_used()), 0)
        self.assertTrue(brief.get_grounds().get_any_holds())
        # What is left to find is what the clinic says about its computers.
        codes = {issue.get_code() for issue in assessment.list_findings()}
        self.assertEqual(codes, {"RCX-W0503", "RCX-W0505", "RCX-W0508"})

        for language, holes in (("en", ("Undecided", "not stated", "Not stated", "Not answered")),
                                ("ja", ("未決定", "示されていない", "未回答", "指定なし"))):
            report = Riskctx.Report.new(assessment)
            report.set_language(language)
            report.set_trials(2000)
            report.run(None)
            text = report.to_markdown()
            for hole in holes:
                self.assertNotIn(hole, text)

    def test_every_question_has_an_effect_that_can_be_taken_back(self):
        interview = fill()
        full = content(interview.get_assessment())
        text = interview.get_assessment().to_text()
        for number, question in enumerate(REPLIES):
            again = Riskctx.Interview.new(
                Riskctx.Assessment.load_from_bytes(GLib.Bytes.new(text.encode())), "en")
            again.go_to(question)
            again.skip()
            less = content(again.get_assessment())
            self.assertEqual(errors(again.get_assessment()), [], question)
            self.assertNotEqual({**less, "replies": 0}, {**full, "replies": 0}, question)
            self.assertNotIn(f'"value": "{REPLIES[question]}"',
                             json.dumps([r for r in less["replies"] if r["question"] == question]))
            if number % 5 == 0:
                answer_all(again, REPLIES)
                again.go_to(question)
                again.answer(REPLIES[question])
                answer_all(again, REPLIES)
                self.assertEqual({**content(again.get_assessment()), "replies": 0},
                                 {**full, "replies": 0}, question)

    def test_an_interview_is_taken_up_where_it_was_left(self):
        with tempfile.TemporaryDirectory() as folder:
            path = str(Path(folder) / "clinic.json")
            current = "name"
            while current:
                before = Riskctx.Assessment.load(path) if os.path.exists(path) else None
                interview = Riskctx.Interview.new(before, "en")
                self.assertEqual(interview.props.current.get_id(), current)
                for _ in range(17):
                    if interview.props.current:
                        interview.answer(REPLIES[interview.props.current.get_id()])
                interview.get_assessment().save(path)
                current = interview.props.current and interview.props.current.get_id()
            self.assertEqual(content(Riskctx.Assessment.load(path)),
                             content(fill().get_assessment()))

    def test_what_a_document_already_says_is_not_asked(self):
        company = Riskctx.Assessment.model_company("ec-site")
        before = content(company)
        interview = Riskctx.Interview.new(company, "ja")
        self.assertTrue(interview.is_settled("sales"))
        self.assertTrue(interview.is_settled("strategy"))
        self.assertFalse(interview.is_settled("politics"))
        interview.go_to("politics")
        interview.answer("補助金の制度が変わる")
        document = content(company)
        self.assertEqual(document["factors"][-1]["title"], "補助金の制度が変わる")
        self.assertEqual(document["factors"][:-1], before["factors"])
        self.assertEqual(document["risks"], before["risks"])

    def test_going_back_and_saying_otherwise(self):
        interview = fill()
        self.assertIsNone(interview.props.current)
        self.assertTrue(interview.back())
        self.assertEqual(interview.props.current.get_id(), list(REPLIES)[-1])
        interview.go_to("category-disaster")
        interview.answer("no")
        document = content(interview.get_assessment())
        self.assertEqual([r["id"] for r in document["risks"] if "disaster" in r["id"]], [])
        self.assertFalse(next(c for c in document["categories"]
                              if c["id"] == "disaster")["applicable"])
        self.assertFalse(interview.is_asked("frequency-disaster"))
        self.assertIsNone(interview.get_reply("risk-disaster"))
        interview.go_to("category-disaster")
        interview.answer("yes")
        self.assertEqual(interview.props.current.get_id(), "risk-disaster")
        interview.go_to("main-system-place")
        interview.answer("In our own rooms")
        document = content(interview.get_assessment())
        self.assertNotIn("zone-cloud", [zone["id"] for zone in document["zones"]])
        first = Riskctx.Interview.new(None, "en")
        self.assertFalse(first.back())

    def test_figures_as_people_write_them(self):
        for reply, mean in (("1200000", 1.2e6), ("1,200,000", 1.2e6), ("120万", 1.2e6),
                            ("１２０万円", 1.2e6), ("1億2000万円", 1.2e8), ("1.5億", 1.5e8),
                            ("1.2 million", 1.2e6), ("¥300", 300), ("500k yen", 5e5), ("0", 0)):
            estimate = say("funds-available", reply).get_organization().get_funds_available()
            self.assertAlmostEqual(estimate.get_mean(), mean, msg=reply)
            self.assertEqual(estimate.get_basis(), Riskctx.Basis.EXPERT)
        profit = say("profit", "-300万").get_organization().get_profit()
        self.assertEqual(profit.get_mean(), -3e6)
        margin = say("contribution-margin", "38%").get_organization().get_contribution_margin()
        self.assertAlmostEqual(margin.get_mean(), 0.38)

    def test_ranges(self):
        for reply in ("100万-500万", "100-500万", "1,000,000〜5,000,000", "100万から500万円",
                      "1 million to 5 million"):
            estimate = say("funds-available", reply).get_organization().get_funds_available()
            self.assertEqual(estimate.get_distribution(), Riskctx.Distribution.LOGNORMAL)
            self.assertEqual([estimate.get_parameter(n) for n in ("low", "high")], [1e6, 5e6])
        estimate = say("funds-available", "0-500").get_organization().get_funds_available()
        self.assertEqual(estimate.get_distribution(), Riskctx.Distribution.UNIFORM)
        estimate = say("funds-available", "1-2-6").get_organization().get_funds_available()
        self.assertEqual(estimate.get_distribution(), Riskctx.Distribution.PERT)
        before = ("category-system", "risk-system")
        for reply, low, high in (("5-20", 0.05, 0.2), ("10年に一度", 0.1, 0.1),
                                 ("1/12", 12, 12), ("5〜20年", 0.05, 0.2)):
            frequency = say("frequency-system", reply, before=before).find("risk-system") \
                .get_frequency()
            if low == high:
                self.assertAlmostEqual(frequency.get_mean(), low)
            else:
                self.assertAlmostEqual(frequency.get_parameter("low"), low)
                self.assertAlmostEqual(frequency.get_parameter("high"), high)

    def test_what_makes_no_sense_is_refused_and_changes_nothing(self):
        for question, reply in (
                ("sales", "a lot"), ("sales", "12x"), ("sales", "1,20"), ("sales", "500-100"),
                ("sales", "1-2-3-4"), ("sales", "1.2.3"), ("sales", "1e9"), ("sales", "nan"),
                ("sales", "9" * 400), ("employees", "10-20"), ("employees", "3.5"),
                ("employees", "-1"), ("fiscal-year", "26"), ("contribution-margin", "120%"),
                ("currency", "yen"), ("category-system", "perhaps"), ("category-system", "3"),
                ("target-level", "7"), ("review-date", "tomorrow"), ("review-date", "2026-02-30"),
                ("bad-year", "1-2")):
            for language in ("en", "ja"):
                interview = Riskctx.Interview.new(None, language)
                interview.go_to(question)
                before = interview.get_assessment().to_text()
                with self.assertRaises(GLib.Error, msg=f"{question}: {reply}") as caught:
                    interview.answer(reply)
                self.assertTrue(caught.exception.matches(Riskctx.error_quark(),
                                                         Riskctx.Error.INVALID))
                self.assertEqual(bool(JAPANESE.search(caught.exception.message)),
                                 language == "ja", caught.exception.message)
                self.assertEqual(interview.get_assessment().to_text(), before)
                self.assertEqual(interview.props.current.get_id(), question)
        interview = fill()
        for call in (lambda: interview.answer("more"), interview.skip,
                     lambda: interview.go_to("no-such-question")):
            with self.assertRaises(GLib.Error) as caught:
                call()
            self.assertTrue(caught.exception.matches(Riskctx.error_quark(),
                                                     Riskctx.Error.NOT_FOUND))

    def test_what_is_not_known_is_assumed_and_says_so(self):
        risk = say("risk-system", "Everything stops", before=("category-system",)) \
            .find("risk-system")
        self.assertEqual(risk.get_frequency().get_mean(), 0.1)
        self.assertEqual(risk.get_frequency().get_basis(), Riskctx.Basis.ASSUMED)

    def test_everything_may_be_passed_over(self):
        interview = Riskctx.Interview.new(None, "ja")
        while interview.props.current:
            interview.skip()
        assessment = interview.get_assessment()
        self.assertEqual(errors(assessment), [])
        self.assertEqual(len(assessment.get_factors()), 0)
        self.assertEqual(interview.props.progress, 1)

    def test_questions_and_helps_are_in_their_language(self):
        wrong = []
        for question in Riskctx.InterviewQuestion.list():
            texts = [question.get_section(), question.get_title(), question.get_help()]
            texts += [question.get_choice_title(choice) for choice in question.get_choices()]
            for text in texts:
                if JAPANESE.search(text.get("en")) or not JAPANESE.search(text.get("ja")) \
                        or "{" in text.get("en") + text.get("ja"):
                    wrong.append(f"{question.get_id()}: {text.get('en')} | {text.get('ja')}")
            if "?" not in question.get_title().get("en"):
                wrong.append(question.get_id())
        self.assertNothing(wrong)

    def test_examples_are_those_of_the_model_companies(self):
        questions = {q.get_id(): q for q in Riskctx.InterviewQuestion.list()}
        company = Riskctx.Assessment.model_company("ec-site")
        law = [factor.get_title().get("en") for factor in company.get_factors()
               if factor.get_aspect() == Riskctx.Aspect.LAW_REGULATION]
        examples = questions["law-regulation"].list_examples("en")
        for title in law:
            self.assertIn(f"EC-site company: {title}", examples)
        self.assertGreaterEqual(len(examples), 8)
        self.assertTrue(all(JAPANESE.search(e) for e in questions["purpose"].list_examples("ja")))
        self.assertIn("EC-site company: ¥10B", questions["sales"].list_examples("en"))
        self.assertEqual(questions["phase-initial-cost"].list_examples("en"), [])
        factors = [q for q in questions.values() if any(
            q.get_id() == factor["id"] for factor in EXPECTED["factors"])]
        without = [q.get_id() for q in factors if not q.list_examples("en")]
        self.assertNothing([] if len(without) <= 8 else without)

    def test_hostile_replies_in_a_document_do_no_harm(self):
        document = json.loads(json.dumps(EXPECTED))
        document["replies"].append({"question": "no-such-question", "value": "x"})
        for reply in document["replies"]:
            if reply["question"] in ("sales", "category-system", "cost-system"):
                reply["value"] = "{each} $ @x = "
        node = Json.from_string(json.dumps(document))
        interview = Riskctx.Interview.new(Riskctx.Assessment.from_json(node), "en")
        interview.go_to("name")
        interview.answer("Another name")
        self.assertEqual(errors(interview.get_assessment()), [])


if __name__ == "__main__":
    riskctx_tap.main()
