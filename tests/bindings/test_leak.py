# SPDX-License-Identifier: LGPL-2.1-or-later
"""The JO model: published vectors, the map of items, and a leak as the cost of a consequence."""

import json

import gi

gi.require_version("Riskctx", "1")
from gi.repository import GLib, Riskctx  # noqa: E402

import riskctx_tap  # noqa: E402

# Levels of mental distress and economic loss, identifiability, responsibility, response: yen.
VECTORS = [
    (1, 1, "easy", "usual", "adequate", 6_000),
    (1, 1, "costly", "usual", "adequate", 3_000),
    (1, 2, "easy", "usual", "unknown", 18_000),
    (1, 3, "easy", "usual", "adequate", 78_000),
    (1, 3, "easy", "usual", "inadequate", 156_000),
    (2, 1, "easy", "higher", "adequate", 66_000),
    (3, 1, "easy", "higher", "adequate", 606_000),
    (3, 3, "easy", "higher", "inadequate", 1_500_000),
    (1, 1, "hard", "usual", "adequate", 1_000),
]
# The map of the reports, by sensitivity: 10^(x - 1) + 5^(y - 1).
MAP = {
    2: "name address birth-date sex email telephone employee-number license-number "
       "insurance-number pension-number bank-name",
    6: "passport purchase-history isp-account card-number account-number",
    26: "bank-account-pin card-number-expiry",
    11: "health-check medical-history surgery fingerprint body-measurements race nationality "
        "marks mail-content",
    15: "income assets balance debts",
    35: "will",
    101: "party-membership political-view creed religion registered-domicile medical-chart "
         "disability sexual-life",
    125: "criminal-record credit-blacklist",
}


def document(consequence, currency="JPY", **risk):
    return json.dumps({
        "id": "shop", "currency": currency, "organization": {"id": "o"},
        "risks": [{"id": "leak", "category": "system", "frequency": 1,
                   "frequency_model": "fixed", "consequences": [
                       {"impact": "litigation", **consequence}], **risk}]})


def load(*args, **kwargs):
    text = document(*args, **kwargs)
    return Riskctx.Assessment.load_from_bytes(GLib.Bytes.new(text.encode()))


def issues(*args, **kwargs):
    text = document(*args, **kwargs)
    found = Riskctx.Document.new(GLib.Bytes.new(text.encode()), None).get_issues()
    return [(i.get_code(), i.get_pointer().removeprefix("/risks/0/consequences/0"))
            for i in found if i.get_severity() == Riskctx.Severity.ERROR]


def leak(**fields):
    return load({"leak": {"persons": 1, **fields}}).get_risks()[0].get_consequences()[0].get_leak()


class Leak(riskctx_tap.TestCase):
    def test_published_amounts_are_met(self):
        for mental, economic, identifiability, responsibility, response, yen in VECTORS:
            with self.subTest(yen):
                each = leak(mental=mental, economic=economic, identifiability=identifiability,
                            responsibility=responsibility, response=response)
                self.assertEqual(each.estimate_per_person().get_value(), yen)

    def test_the_map_has_every_item_at_its_place(self):
        found = {}
        for number in range(len(Riskctx.LeakItem.__enum_values__)):
            item = Riskctx.LeakItem(number)
            sensitivity = 10 ** (Riskctx.LeakItem.get_mental(item) - 1) \
                + 5 ** (Riskctx.LeakItem.get_economic(item) - 1)
            found.setdefault(sensitivity, []).append(item.value_nick)
        self.assertEqual({k: sorted(v) for k, v in found.items()},
                         {k: sorted(v.split()) for k, v in MAP.items()})

    def test_levels_are_the_highest_and_may_be_stated(self):
        of = leak(items=["name", "medical-chart", "card-number-expiry"])
        self.assertEqual((of.derive_mental(), of.derive_economic()), (3, 3))
        of = leak(items=["name", "medical-chart", "card-number-expiry"], mental=2)
        self.assertEqual((of.derive_mental(), of.derive_economic()), (2, 3))

    def test_name_and_address_identify(self):
        for items, how in (("name address", "EASY"), ("name", "COSTLY"),
                           ("address telephone", "COSTLY"), ("address", "HARD"),
                           ("telephone email", "HARD"), ("name telephone", "COSTLY")):
            self.assertEqual(leak(items=items.split()).derive_identifiability(),
                             getattr(Riskctx.Identifiability, how), items)
        self.assertEqual(leak(items=["name", "address"], identifiability="hard")
                         .derive_identifiability(), Riskctx.Identifiability.HARD)

    def test_the_figure_explains_itself(self):
        figure = leak(items=["name", "address", "card-number-expiry"]).estimate_per_person()
        inputs = {figure.get_input(i).get_name(): figure.get_input(i).get_value()
                  for i in range(figure.get_n_inputs())}
        self.assertEqual(inputs, {"base-value": 500, "sensitivity": 26, "identifiability": 6,
                                  "responsibility": 1, "response": 1})
        for language, word in (("en", "mental level"), ("ja", "精神的苦痛")):
            self.assertIn(word, figure.explain(language))
            self.assertIn("JO", figure.get_source().get(language))

    def test_a_leak_is_what_a_consequence_costs(self):
        # A court case of 7,316 cards: 570 million yen presumed, about a fifth of it found.
        card = {"items": ["name", "address", "card-number-expiry"], "persons": 7316}
        fixed = load({"leak": card})
        stated = load({"magnitude": 7316 * 78_000})
        for assessment in (fixed, stated):
            consequence = assessment.get_risks()[0].get_consequences()[0]
            self.assertEqual(consequence.estimate_magnitude().get_mean(), 570_648_000)
        results = [Riskctx.Simulation(assessment=a, trials=1000) for a in (fixed, stated)]
        means = [r.run(None).get_total().get_mean() for r in results]
        self.assertEqual(means, [570_648_000] * 2)
        part = load({"leak": {**card, "calibration": 0.2}})
        self.assertAlmostEqual(part.get_risks()[0].get_consequences()[0].estimate_magnitude()
                               .get_mean(), 114_129_600)

    def test_uncertain_numbers_of_persons_stay_uncertain(self):
        persons = {"distribution": "uniform", "low": 1000, "high": 3000, "basis": "measured"}
        consequence = load({"leak": {"items": ["name"], "persons": persons}}) \
            .get_risks()[0].get_consequences()[0]
        magnitude = consequence.estimate_magnitude()
        self.assertAlmostEqual(magnitude.get_mean(), 2000 * 3000)
        self.assertEqual(magnitude.get_basis(), Riskctx.Basis.MEASURED)
        self.assertEqual(magnitude.get_distribution(), Riskctx.Distribution.PRODUCT)

    def test_mistakes_have_their_place(self):
        good = {"items": ["name"], "persons": 5}
        self.assertEqual(issues({"leak": good}), [])
        self.assertEqual(issues({}), [("RCX-E0202", "")])
        self.assertEqual(issues({"leak": good, "magnitude": 5}), [("RCX-E0217", "/leak")])
        self.assertEqual(issues({"leak": {"items": ["nam"], "persons": 5}}),
                         [("RCX-E0206", "/leak/items/0")])
        self.assertEqual(issues({"leak": {"persons": 5}}), [("RCX-E0202", "/leak")])
        self.assertEqual(issues({"leak": {"mental": 1, "persons": 5}}), [("RCX-E0202", "/leak")])
        self.assertEqual(issues({"leak": {"mental": 1, "economic": 2, "persons": 5}}), [])
        self.assertEqual(issues({"leak": {"items": ["name"]}}), [("RCX-E0202", "/leak")])
        self.assertEqual(issues({"leak": {**good, "mental": 4}}), [("RCX-E0203", "/leak/mental")])
        self.assertEqual(issues({"leak": {**good, "calibration": 0}}),
                         [("RCX-E0215", "/leak/calibration")])

    def test_another_currency_needs_its_own_basic_value(self):
        good = {"items": ["name"], "persons": 5}
        self.assertEqual(issues({"leak": good}, currency="EUR"), [("RCX-E0202", "/leak")])
        self.assertEqual(issues({"leak": {**good, "base_value": 3}}, currency="EUR"), [])
        assessment = load({"leak": {**good, "base_value": 3}}, currency="EUR")
        consequence = assessment.get_risks()[0].get_consequences()[0]
        self.assertEqual(consequence.estimate_magnitude().get_mean(), 5 * 3 * 2 * 3)
        self.assertEqual(consequence.get_leak().estimate_per_person().get_currency(), "EUR")

    def test_a_report_says_where_the_amount_comes_from(self):
        assessment = load({"leak": {"items": ["name", "address"], "persons": 5}})
        report = Riskctx.Report.new(assessment)
        for language, words in (("en", "JO model of JNSA"), ("ja", "JNSA の JO モデル")):
            report.set_language(language)
            report.run(None)
            self.assertIn(words, report.to_markdown())


if __name__ == "__main__":
    riskctx_tap.main()
