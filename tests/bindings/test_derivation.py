# SPDX-License-Identifier: LGPL-2.1-or-later
"""Derivation and coverage: what follows from the context, rule by rule, and what is left out.

The table says once more what each rule is for: a factor of which class and aspect, or a component
of which attributes, and what has to be proposed for it. A rule that is lost proposes nothing.
"""

import json
import os
from pathlib import Path

import gi
import jsonschema

gi.require_version("Json", "1.0")
gi.require_version("Riskctx", "1")
from gi.repository import Gio, GLib, Json, Riskctx  # noqa: E402

import riskctx_tap  # noqa: E402

FOLDER = Path(os.environ["RISKCTX_SOURCE_ROOT"]) / "tests" / "data" / "context"

ENVIRONMENT, STAKEHOLDERS = "ext-environment", "ext-stakeholders"

# By class and aspect: the rules that propose something, and of which kind.
FACTORS = {
    (ENVIRONMENT, "politics"): {"threat-political": "threat"},
    (ENVIRONMENT, "economy"): {"budget-environment": "budget"},
    (ENVIRONMENT, "finance"): {"budget-environment": "budget"},
    (ENVIRONMENT, "society-culture"): {"threat-social": "threat", "measures-social": "to-be"},
    (ENVIRONMENT, "technology"): {"threat-technological": "threat",
                                  "measures-technological": "to-be"},
    (ENVIRONMENT, "law-regulation"): {"threat-legal": "threat", "measures-legal": "to-be"},
    (ENVIRONMENT, "nature"): {"threat-natural": "threat", "continuity": "to-be"},
    (ENVIRONMENT, "competition"): {"threat-competitive": "threat",
                                   "measures-competitive": "to-be"},
    (ENVIRONMENT, "market"): {"threat-competitive": "threat", "measures-competitive": "to-be"},
    ("ext-drivers", "drivers"): {"purpose": "purpose", "scope": "scope", "target-level": "to-be"},
    **{(STAKEHOLDERS, aspect): {"scope": "scope", "minimum-level": "level"}
       for aspect in ("shareholders", "customers", "partners", "industry")},
    **{(kind, aspect): {"weak-organizational": "weakness", "as-is-org-policy-strategy": "as-is"}
       for kind, aspect in (("int-governance", "governance"), ("int-governance", "structure"),
                            ("int-governance", "roles"), ("int-policy", "management-policy"),
                            ("int-policy", "security-policies"))},
    ("int-capability", "capital"): {"budget-capital": "budget"},
    **{("int-capability", aspect): {"budget-resources": "budget"}
       for aspect in ("people-time", "process-system", "technical-skill")},
    **{("int-stakeholders", aspect): {"weak-organizational": "weakness",
                                      "as-is-internal-influence": "as-is"}
       for aspect in ("executives", "security-management", "it-department", "employees")},
    **{("int-culture", aspect): {"weak-human": "weakness", "weak-technical": "weakness",
                                 "as-is-internal-influence": "as-is"}
       for aspect in ("principles-of-action", "way-of-thinking")},
    **{("int-information", aspect): {"weak-organizational": "weakness", "weak-human": "weakness",
                                     "weak-technical": "weakness", "weak-physical": "weakness",
                                     "as-is-security-target": "as-is"}
       for aspect in ("information-assets", "information-processing", "physical-area",
                      "risk-evaluation")},
    **{("int-standards", aspect): {"weak-organizational": "weakness",
                                   "as-is-current-level": "as-is"}
       for aspect in ("standards-guidelines", "models")},
    **{("int-contracts", aspect): {"weak-human": "weakness", "as-is-current-level": "as-is"}
       for aspect in ("employee-contracts", "partner-contracts")},
}
CATEGORIES = {"threat-political": "political", "threat-social": "social",
              "threat-technological": "system", "threat-legal": "litigation",
              "threat-natural": "disaster", "threat-competitive": "economic",
              "threat-intrusion": "system", "threat-malware": "system",
              "threat-card-leak": "system"}
COMPONENTS = [
    ({}, {}),
    ({"patched": True, "antivirus": "automatic", "logging": True, "log_reviewed": True,
      "log_preserved": True, "vulnerability_tested": True, "penetration_tested": True,
      "restriction": "technical", "configuration_reviewed": True, "stores_cvv": False,
      "stores_pan": False, "shares_production_network": False, "internet_reachable": True}, {}),
    ({"patched": False}, {"unpatched": "weakness"}),
    ({"patched": False, "internet_reachable": True},
     {"unpatched": "weakness", "threat-intrusion": "threat"}),
    ({"antivirus": "none"}, {"antivirus-none": "weakness", "threat-malware": "threat"}),
    ({"antivirus": "manual"}, {"antivirus-manual": "weakness"}),
    ({"logging": False}, {"no-logs": "weakness"}),
    ({"logging": False, "log_reviewed": False, "log_preserved": False}, {"no-logs": "weakness"}),
    ({"log_reviewed": False}, {"logs-unread": "weakness"}),
    ({"logging": True, "log_preserved": False}, {"logs-lost": "weakness"}),
    ({"vulnerability_tested": False}, {"untested-weaknesses": "weakness"}),
    ({"vulnerability_tested": False, "penetration_tested": True}, {}),
    ({"penetration_tested": False}, {"untested-intrusion": "weakness"}),
    ({"restriction": "operational"}, {"restriction-by-rule": "weakness"}),
    ({"configuration_reviewed": False}, {"unreviewed": "weakness"}),
    ({"shares_production_network": True}, {"shared-network": "weakness"}),
    ({"stores_cvv": True}, {"security-codes": "weakness"}),
    ({"stores_pan": True}, {"card-numbers": "weakness", "threat-card-leak": "threat"}),
]


def document(**members):
    return Riskctx.Assessment.from_json(Json.from_string(json.dumps(
        {"id": "test", "language": "en", "organization": {"id": "organization"}, **members})))


def factor(context_class="ext-environment", aspect="law-regulation", **members):
    return {"id": "f", "title": "A fact", "context_class": context_class, "aspect": aspect,
            **members}


def component(**members):
    return {"components": [{"id": "c", "title": "Server", "zone": "z", **members}],
            "zones": [{"id": "z"}]}


def proposals(assessment, rules=None):
    return {c.get_rule().get_id(): c for c in assessment.list_candidates(rules)}


def kinds(assessment, rules=None):
    return {rule: c.get_kind().value_nick for rule, c in proposals(assessment, rules).items()}


def errors(assessment):
    return [issue.dup_message("en") for issue in assessment.check()
            if issue.get_severity() == Riskctx.Severity.ERROR]


def read_rules(rules, **members):
    issues = Gio.ListStore.new(Riskctx.Issue)
    text = json.dumps({"id": "book", "rules": rules, **members})
    return Riskctx.Rulebook.read(GLib.Bytes.new(text.encode()), issues), list(issues)


def rule(**members):
    return {"id": "mine", "title": "Mine: {title}", "subject": "factor", "yields": "to-be",
            **members}


class Rules(riskctx_tap.TestCase):
    def test_every_row_of_the_mapping_leads_to_what_the_method_says(self):
        for (context_class, aspect), expected in FACTORS.items():
            assessment = document(factors=[factor(context_class, aspect)])
            self.assertEqual(kinds(assessment), expected, aspect)

    def test_every_attribute_of_a_component_leads_to_what_the_method_says(self):
        for attributes, expected in COMPONENTS:
            self.assertEqual(kinds(document(**component(**attributes))), expected, attributes)

    def test_no_rule_is_without_a_case(self):
        cases = set().union(*FACTORS.values(), *(expected for _, expected in COMPONENTS))
        self.assertEqual({r.get_id() for r in Riskctx.Rulebook.shipped().get_rules()}, cases)

    def test_what_the_document_states_wins_over_the_tables(self):
        self.assertEqual(kinds(document(factors=[factor(relations=["investment"])])),
                         {"budget-environment": "budget"})
        self.assertEqual(kinds(document(factors=[factor(pest="natural")])).keys(),
                         {"threat-natural"})

    def test_texts_are_bilingual_and_say_what_they_are_about(self):
        for one in Riskctx.Rulebook.shipped().get_rules():
            for text in (one.get_title(), one.get_description()):
                self.assertEqual(sorted(text.get_languages()), ["en", "ja"])
            for language in ("en", "ja"):
                self.assertEqual(one.get_title().get(language).count("{title}"), 1)


class Decisions(riskctx_tap.TestCase):
    def test_what_is_accepted_becomes_part_of_the_document(self):
        for (context_class, aspect), expected in FACTORS.items():
            assessment = document(factors=[factor(context_class, aspect)])
            for name, kind in expected.items():
                candidate = proposals(assessment)[name]
                result = candidate.accept(None)
                self.assertEqual(errors(assessment), [])
                self.assertEqual(candidate.get_outcome(), Riskctx.CandidateOutcome.ACCEPTED)
                if kind == "budget":
                    self.assertIsNone(result)
                    continue
                self.assertEqual(result.get_title().get("en"), candidate.get_title().get("en"))
                self.assertIn("A fact", result.get_title().get("en"))
                self.assertEqual(result.get_factors(), ["f"])
                if kind == "threat":
                    self.assertEqual(result.get_category().value_nick, CATEGORIES[name])
                    self.assertEqual(result.get_frequency().get_basis(), Riskctx.Basis.ASSUMED)
                else:
                    self.assertEqual(result.get_kind().value_nick,
                                     "as-is" if kind == "weakness" else kind)

    def test_a_weak_component_becomes_a_factor_from_which_more_follows(self):
        assessment = document(**component(patched=False))
        weakness = proposals(assessment)["unpatched"].accept(None)
        self.assertTrue(weakness.get_weakness())
        self.assertEqual(weakness.get_components(), ["c"])
        follow = proposals(assessment)["weak-technical"]
        self.assertEqual(follow.get_source(), weakness)
        threat = proposals(document(**component(stores_pan=True)))["threat-card-leak"]
        self.assertEqual(threat.accept(None).get_components(), ["c"])

    def test_a_decision_is_kept_in_the_document(self):
        assessment = document(factors=[factor()])
        proposals(assessment)["threat-legal"].accept(Riskctx.Text.new(None, "We are sued"))
        proposals(assessment)["measures-legal"].reject(Riskctx.Text.new(None, "Too vague"))
        again = Riskctx.Assessment.load_from_bytes(GLib.Bytes.new(assessment.to_text().encode()))
        found = proposals(again)
        self.assertEqual(found["threat-legal"].get_outcome(), Riskctx.CandidateOutcome.EDITED)
        self.assertEqual(found["measures-legal"].get_outcome(), Riskctx.CandidateOutcome.REJECTED)
        self.assertEqual(again.find("threat-legal.f").get_title().get("en"), "We are sued")
        derivation = found["threat-legal"].get_derivation()
        self.assertEqual((derivation.get_rule(), derivation.get_sources(), derivation.get_result()),
                         ("threat-legal", ["f"], "threat-legal.f"))
        self.assertEqual(found["measures-legal"].get_derivation().get_note().get("en"), "Too vague")

    def test_a_decision_can_be_taken_otherwise(self):
        assessment = document(factors=[factor()])
        before = assessment.to_text()
        candidate = proposals(assessment)["threat-legal"]
        candidate.accept(None)
        candidate.reject(None)
        self.assertIsNone(assessment.find("threat-legal.f"))
        candidate.accept(None)
        candidate.accept(Riskctx.Text.new(None, "Otherwise"))
        self.assertEqual(len(assessment.get_risks()), 1)
        self.assertEqual(len(assessment.get_derivations()), 1)
        candidate.reopen()
        candidate.reopen()
        self.assertEqual(candidate.get_outcome(), Riskctx.CandidateOutcome.OPEN)
        after = {name: value for name, value in json.loads(assessment.to_text()).items() if value}
        self.assertEqual(after, json.loads(before))

    def test_what_others_refer_to_stays(self):
        assessment = document(factors=[factor("ext-drivers", "drivers")])
        candidate = proposals(assessment)["target-level"]
        target = candidate.accept(None)
        gap = Riskctx.Statement.new("gap")
        gap.set_kind(Riskctx.StatementKind.GAP)
        gap.set_statements([target.get_id()])
        assessment.get_statements().append(gap)
        candidate.reject(None)
        self.assertIsNotNone(assessment.find(target.get_id()))
        self.assertEqual(errors(assessment), [])

    def test_titles_are_in_the_languages_of_the_source(self):
        assessment = document(factors=[factor(title={"ja": "個人情報保護法", "en": "Privacy act"})])
        title = proposals(assessment)["measures-legal"].get_title()
        self.assertIn("個人情報保護法", title.get("ja"))
        self.assertIn("Privacy act", title.get("en"))
        plain = proposals(document(factors=[factor()]))["measures-legal"].get_title()
        self.assertEqual(list(plain.get_languages()), list(Riskctx.Text.new(None, "x")
                                                           .get_languages()))

    def test_ids_never_collide(self):
        long = "f" * 128
        assessment = document(factors=[{**factor(), "id": long}], statements=[
            {"id": "measures-legal.f", "kind": "to-be"}])
        for candidate in assessment.list_candidates(None):
            candidate.accept(None)
        self.assertEqual(errors(assessment), [])
        assessment = document(factors=[factor()], statements=[
            {"id": "measures-legal.f", "kind": "to-be"}])
        self.assertEqual(proposals(assessment)["measures-legal"].accept(None).get_id(),
                         "measures-legal.f-2")

    def test_everything_the_companies_give_rise_to_can_be_accepted(self):
        for company in Riskctx.list_model_companies():
            assessment = Riskctx.Assessment.model_company(company.get_id())
            candidates = list(assessment.list_candidates(None))
            self.assertGreater(len(candidates), 40)
            for candidate in candidates:
                candidate.accept(None)
            self.assertEqual(errors(assessment), [], company.get_id())


class OwnRules(riskctx_tap.TestCase):
    def test_a_rule_of_ones_own_proposes(self):
        rules, issues = read_rules([
            rule(conditions=["relations=threat", "controllability=none", "reclass!=micro"]),
            rule(id="loose"),
            rule(id="system", subject="component", conditions=["patched!=true"],
                 yields="threat", category="system", frequency=0.5)])
        self.assertEqual(issues, [])
        assessment = document(factors=[factor()], **component())
        self.assertEqual(kinds(assessment, rules),
                         {"mine": "to-be", "loose": "to-be", "system": "threat"})
        self.assertEqual(proposals(assessment, rules)["mine"].get_title().get("en"),
                         "Mine: A fact")
        self.assertEqual(proposals(assessment, rules)["system"].accept(None).get_frequency()
                         .get_mean(), 0.5)

    def test_every_mistake_is_named_with_its_place(self):
        rules, issues = read_rules([
            rule(conditions=["relations=thread", "no-such=x", "relations", "=threat",
                             "title=x", "weakness=maybe", "stakeholder=bank"]),
            rule(id="2", subject="component", conditions=["side=external"]),
            rule(id="3", yields="threat"),
            rule(id="mine"), {"id": "5", "yields": "to-bee"}], language="english!")
        self.assertIsNone(rules)
        self.assertTrue(all(issue.get_line() == 1 and issue.get_column() > 1 for issue in issues))
        found = sorted((issue.get_pointer(), issue.get_code()) for issue in issues)
        self.assertEqual(found, sorted(
            [(f"/rules/0/conditions/{i}", "RCX-E0311") for i in range(7)]
            + [("/rules/1/conditions/0", "RCX-E0311"), ("/rules/2", "RCX-E0202"),
               ("/rules/2", "RCX-E0202"), ("/rules/3/id", "RCX-E0302"),
               ("/rules/4", "RCX-E0202"), ("/rules/4", "RCX-E0202"),
               ("/rules/4/yields", "RCX-E0206"), ("/language", "RCX-E0209")]))

    def test_no_text_does_harm(self):
        for text in ("", "[", "null", "[]", "{}", '{"id": "a", "rules": [1, null, {}]}',
                     '{"rules": {"a": 1}}', "\x00", "[" * 5000):
            issues = Gio.ListStore.new(Riskctx.Issue)
            self.assertIsNone(Riskctx.Rulebook.read(GLib.Bytes.new(text.encode()), issues))
            self.assertGreater(len(list(issues)), 0)
        with self.assertRaises(GLib.Error):
            Riskctx.Rulebook.load("/no/such/file.json")

    def test_the_schema_describes_the_rules_of_the_library(self):
        schema = json.loads(Json.to_string(Riskctx.Rulebook.schema(), False))
        jsonschema.Draft202012Validator.check_schema(schema)
        path = Path(os.environ["RISKCTX_SOURCE_ROOT"]) / "libriskctx" / "data" / "rules.json"
        jsonschema.validate(json.loads(path.read_text(encoding="utf-8")), schema,
                            cls=jsonschema.Draft202012Validator)


class Coverage(riskctx_tap.TestCase):
    def test_a_clinic_that_was_asked_everything_is_covered(self):
        clinic = Riskctx.Assessment.load(str(FOLDER / "clinic-document.json"))
        coverage = Riskctx.Coverage.new(clinic)
        self.assertTrue(coverage.is_complete())
        self.assertEqual(coverage.count_class(Riskctx.ContextClass.EXT_ENVIRONMENT), 12)
        self.assertEqual(coverage.count_class(Riskctx.ContextClass.INT_CONTRACTS), 2)
        self.assertEqual(coverage.count_pest(Riskctx.Pest.LEGAL), 1)
        self.assertEqual(coverage.count_force(Riskctx.Force.RIVALRY), 1)

    def test_what_is_left_out_is_named(self):
        assessment = document(
            factors=[factor(), {**factor(), "id": "used"}, {**factor(aspect="economy"), "id": "m"},
                     factor("int-governance", "roles") | {"id": "indirect"}],
            statements=[{"id": "s", "kind": "as-is", "factors": ["indirect"]},
                        {"id": "g", "kind": "gap", "statements": ["s"]},
                        {"id": "l", "kind": "level", "level": 2}],
            risks=[{"id": "r1", "category": "system", "frequency": 1, "factors": ["used"]},
                   {"id": "r2", "category": "system", "frequency": 1, "gaps": ["g"]},
                   {"id": "r3", "category": "system", "frequency": 1}],
            stakeholders=[{"id": "low", "side": "external", "expectation": "x",
                           "minimum_level": 2},
                          {"id": "high", "side": "external", "expectation": "x",
                           "minimum_level": 2.5},
                          {"id": "quiet", "side": "external"},
                          {"id": "inside", "side": "internal", "minimum_level": 5}])
        coverage = Riskctx.Coverage.new(assessment)

        def ids(items):
            return [item.get_id() for item in items]
        self.assertFalse(coverage.is_complete())
        self.assertEqual(ids(coverage.get_unused_factors()), ["f"])
        self.assertEqual(ids(coverage.get_baseless_risks()), ["r3"])
        self.assertEqual(ids(coverage.get_silent_stakeholders()), ["quiet", "inside"])
        self.assertEqual(ids(coverage.get_boundless_stakeholders()), ["quiet"])
        self.assertEqual(ids(coverage.get_unmet_stakeholders()), ["high"])
        said = json.loads(Json.to_string(coverage.to_json("en"), False))
        self.assertEqual(said["classes"]["ext-environment"], 3)
        self.assertEqual(said["classes"]["int-culture"], 0)
        self.assertEqual(said["pest"]["legal"], 2)
        self.assertEqual(said["unused_factors"], [{"id": "f", "title": "A fact"}])
        criteria = Riskctx.Criteria.new("c")
        criteria.set_target_level(3)
        assessment.set_criteria(criteria)
        self.assertEqual(ids(Riskctx.Coverage.new(assessment).get_unmet_stakeholders()), [])

    def test_nothing_is_covered_by_a_blank_document(self):
        coverage = Riskctx.Coverage.new(document())
        self.assertFalse(coverage.is_complete())
        for context_class in Riskctx.ContextClass.__enum_values__.values():
            self.assertEqual(coverage.count_class(context_class), 0)


if __name__ == "__main__":
    riskctx_tap.main()
