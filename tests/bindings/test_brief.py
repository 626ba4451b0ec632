# SPDX-License-Identifier: LGPL-2.1-or-later
"""The brief as JSON: keeps to its schema, speaks one language if asked, passes nothing over."""

import json
import unicodedata

import gi
import jsonschema

gi.require_version("Json", "1.0")
gi.require_version("Riskctx", "1")
from gi.repository import Json, Riskctx  # noqa: E402  pylint: disable=wrong-import-position

import riskctx_tap  # noqa: E402  pylint: disable=wrong-import-position

QUESTIONS = ["purpose", "scope", "reduction", "trigger", "budget"]


def parse(node):
    return json.loads(Json.to_string(node, False))


def texts(node):
    """Every object that holds nothing but texts by language."""
    if isinstance(node, dict):
        if node and set(node) <= {"ja", "en"}:
            yield node
        else:
            for child in node.values():
                yield from texts(child)
    elif isinstance(node, list):
        for child in node:
            yield from texts(child)


def is_japanese(text):
    return any("HIRAGANA" in unicodedata.name(c, "") or "CJK UNIFIED" in unicodedata.name(c, "")
               for c in text)


class Brief(riskctx_tap.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.assessment = Riskctx.Assessment.model_company("ec-site")
        simulation = Riskctx.Simulation.new(cls.assessment)
        simulation.set_trials(2000)
        cls.loss = simulation.run(None)
        cls.plan = Riskctx.InvestmentPlan.new(cls.assessment, ["secure-site", "operations"])
        cls.plan.get_simulation().set_trials(2000)
        cls.plan.run(None)
        cls.full = Riskctx.Brief.new(cls.assessment, cls.loss, cls.plan)
        cls.bare = Riskctx.Brief.new(cls.assessment, None, None)

    def test_it_keeps_to_its_schema(self):
        schema = parse(Riskctx.Brief.get_schema())
        jsonschema.Draft202012Validator.check_schema(schema)
        for brief in (self.full, self.bare):
            for language in (None, "ja", "en"):
                jsonschema.validate(parse(brief.to_json(language)), schema,
                                    cls=jsonschema.Draft202012Validator)
        schema = parse(Riskctx.Cycle.get_schema())
        jsonschema.Draft202012Validator.check_schema(schema)
        cycle = Riskctx.Cycle.new(self.assessment)
        for date in (None, "2018-01-01", "2100-01-01"):
            jsonschema.validate(parse(cycle.to_json(date, None)), schema,
                                cls=jsonschema.Draft202012Validator)

    def test_it_answers_in_order(self):
        for brief in (self.full, self.bare):
            answers = parse(brief.to_json(None))["answers"]
            self.assertEqual([answer["question"] for answer in answers], QUESTIONS)
            for answer in answers:
                self.assertTrue(answer["answered"], answer["question"])
                self.assertTrue(any(s["noun"] == "factor" for s in answer["sources"]),
                                answer["question"])

    def test_the_properties_are_the_answers(self):
        for name, answer in zip(QUESTIONS, self.full.get_answers()):
            self.assertEqual(self.full.get_property(name), answer)
            self.assertEqual(answer.get_question().value_nick, name)

    def test_it_speaks_the_language_asked_for(self):
        for brief in (self.full, self.bare):
            for text in texts(parse(brief.to_json(None))):
                self.assertEqual(set(text), {"ja", "en"}, text)
            for language in ("ja", "en"):
                found = list(texts(parse(brief.to_json(language))))
                self.assertGreater(len(found), 100)
                self.assertNothing(text for text in found if set(text) != {language})
            self.assertNothing(text for text in texts(parse(brief.to_json("en")))
                               if is_japanese(text["en"]))

    def test_nothing_is_passed_over(self):
        wanted = [f.get_id() for f in self.assessment.get_factors()]
        wanted += [s.get_id() for s in self.assessment.get_statements()
                   if s.get_kind().value_nick in ("as-is", "to-be", "gap")]
        for brief in (self.full, self.bare):
            written = parse(brief.to_json(None))
            listed = [one["id"] for one in written["used"] + written["not_used"]]
            self.assertEqual(sorted(listed), sorted(wanted))
            sources = {s.get("id") for a in written["answers"] for s in a["sources"]}
            self.assertNothing({one["id"] for one in written["used"]} - sources)
            self.assertNothing({one["id"] for one in written["not_used"]} & sources)

    def test_every_trace_leads_back(self):
        for answer in parse(self.full.to_json(None))["answers"]:
            depths = {}
            for source in answer["sources"]:
                if source["depth"] > 0:
                    self.assertEqual(depths[source["via"]], source["depth"] - 1, source)
                depths.setdefault(source.get("id"), source["depth"])

    def test_the_budget_is_the_smaller_of_two(self):
        figure = parse(self.full.to_json(None))["answers"][4]["figure"]
        inputs = {one["name"]: one["value"] for one in figure["inputs"]}
        self.assertEqual(inputs["funds_available"], 100000000)
        self.assertEqual(figure["value"], min(inputs.values()))

    def test_findings_know_the_plan(self):
        alone = Riskctx.Assessment.list_findings(self.assessment)
        close = Riskctx.InvestmentPlan.new(self.assessment, ["secure-site"])
        close.set_benefit(Riskctx.Estimate.new_fixed(1))
        close.run(None)
        judged = self.assessment.list_findings_with(self.loss, close)
        codes = [issue.get_code() for issue in judged]
        self.assertNotIn("RCX-I0411", [issue.get_code() for issue in alone])
        self.assertEqual(codes.count("RCX-I0411"), 1)
        recovery = judged[codes.index("RCX-I0411")]
        self.assertEqual(recovery.get_item_id(), "secure-site")
        self.assertIn("secure-site", recovery.get_message())
        exceeded = [issue for issue in judged if issue.get_code() == "RCX-W0416"]
        self.assertTrue(exceeded)
        for issue in exceeded:
            self.assertFalse(is_japanese(issue.get_message()), issue.get_message())
            self.assertTrue(is_japanese(issue.dup_message("ja")), issue.dup_message("ja"))


if __name__ == "__main__":
    riskctx_tap.main()
