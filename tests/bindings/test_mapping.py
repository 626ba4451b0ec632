# SPDX-License-Identifier: LGPL-2.1-or-later
"""The mapping tables of the working group, typed once more and compared row by row."""

import json
import os
from pathlib import Path

import gi

gi.require_version("Riskctx", "1")
from gi.repository import Riskctx  # noqa: E402  pylint: disable=wrong-import-position

import riskctx_tap  # noqa: E402  pylint: disable=wrong-import-position

DATA = Path(os.environ["RISKCTX_SOURCE_ROOT"]) / "libriskctx" / "data" / "mapping.json"

# id, class, sub-class, PEST, relations to security, evaluation required (!), re-classification,
# kinds of measure: o(rganizational) h(uman) t(echnical) p(hysical), read and not stated (†)
TABLE = """
E1 ext-environment politics political threat macro - .
E2 ext-environment economy economic investment macro - .
E3 ext-environment finance financial investment macro - .
E4 ext-environment society-culture social threat,measure-influence ! macro - .
E5 ext-environment technology technological threat,measure-influence ! macro - .
E6 ext-environment law-regulation legal threat,measure-influence ! macro - .
E7 ext-environment nature natural threat,measure-influence,business-continuity ! macro - .
E8 ext-environment competition none threat,measure-influence ! micro - .
E9 ext-drivers drivers none target-level,scope,purpose purpose-scope-level - .
E10 ext-stakeholders shareholders none minimum-level,scope purpose-scope-level - .
E11 ext-stakeholders customers none minimum-level,scope purpose-scope-level - .
E12 ext-stakeholders partners none minimum-level,scope purpose-scope-level - .
I1 int-governance governance none vulnerability org-policy-strategy o .
I2 int-governance structure none vulnerability org-policy-strategy o .
I3 int-governance roles none vulnerability org-policy-strategy o .
I4 int-policy management-policy none vulnerability org-policy-strategy o .
I5 int-policy security-policies none vulnerability org-policy-strategy o .
I6 int-capability capital none investment resources - .
I7 int-capability people-time none resources resources - .
I8 int-capability process-system none resources resources - .
I9 int-capability technical-skill none resources resources - .
I10 int-stakeholders executives none vulnerability internal-influence o .
I11 int-stakeholders security-management none vulnerability internal-influence o .
I12 int-stakeholders it-department none vulnerability internal-influence o .
I13 int-stakeholders employees none vulnerability internal-influence o .
I14 int-culture principles-of-action none vulnerability internal-influence ht †
I15 int-culture way-of-thinking none vulnerability internal-influence ht †
I16 int-information information-assets none vulnerability security-target ohtp .
I17 int-information information-processing none vulnerability security-target ohtp .
I18 int-information physical-area none vulnerability security-target ohtp .
I19 int-information risk-evaluation none vulnerability security-target ohtp †
I20 int-standards standards-guidelines none vulnerability current-level o .
I21 int-standards models none vulnerability current-level o .
I22 int-contracts employee-contracts none vulnerability current-level h †
I23 int-contracts partner-contracts none vulnerability current-level h †
"""
KINDS = {"o": "organizational", "h": "human", "t": "technical", "p": "physical"}


def expected():
    for line in TABLE.strip().splitlines():
        words = line.split()
        evaluation = "!" in words
        if evaluation:
            words.remove("!")
        row, context_class, aspect, pest, relations, reclass, kinds, reading = words
        yield {
            "id": row,
            "context_class": context_class,
            "aspect": aspect,
            "pest": pest,
            "relations": set(relations.split(",")),
            "needs_evaluation": evaluation,
            "reclass": reclass,
            "measure_kinds": {KINDS[letter] for letter in kinds if letter != "-"},
            "inferred": reading == "†",
        }


def nicks(flags):
    return set(flags.value_nicks)


class Mapping(riskctx_tap.TestCase):
    def test_the_data_has_every_row(self):
        rows = json.loads(DATA.read_text(encoding="utf-8"))["rows"]
        stored = [{k: set(v) if isinstance(v, list) else v for k, v in row.items() if k != "text"}
                  for row in rows]
        self.assertEqual(stored, list(expected()))

    def test_the_library_reads_every_row(self):
        rows = [{
            "id": row.get_id(),
            "context_class": row.get_context_class().value_nick,
            "aspect": row.get_aspect().value_nick,
            "pest": row.get_pest().value_nick,
            "relations": nicks(row.get_relations()),
            "needs_evaluation": row.get_needs_evaluation(),
            "reclass": row.get_reclass().value_nick,
            "measure_kinds": nicks(row.get_measure_kinds()),
            "inferred": row.get_inferred(),
        } for row in Riskctx.MappingRow.list()]
        self.assertEqual(rows, list(expected()))

    def test_every_row_is_found_by_class_and_aspect(self):
        for row in Riskctx.MappingRow.list():
            found = Riskctx.MappingRow.find(row.get_context_class(), row.get_aspect())
            self.assertEqual(found.get_id(), row.get_id())

    def test_every_row_speaks_both_languages(self):
        texts = {"en": [], "ja": []}
        for row in Riskctx.MappingRow.list():
            for language, said in texts.items():
                self.assertTrue(row.get_text().has(language))
                said.append(row.get_text().get(language))
        for language, said in texts.items():
            self.assertEqual(len(set(said)), 35, f"two rows say the same in {language}")
        self.assertNothing(text for text in texts["en"] if not text.isascii())
        self.assertNothing(text for text in texts["ja"] if text.isascii())

    def test_every_aspect_has_a_row(self):
        # A market is mapped as the competitive environment, an industry body as a partner.
        mapped = {row["aspect"] for row in expected()} | {"none", "market", "industry"}
        aspects = {value.value_nick for value in Riskctx.Aspect.__enum_values__.values()}
        self.assertEqual(mapped, aspects)


if __name__ == "__main__":
    riskctx_tap.main()
