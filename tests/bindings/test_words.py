# SPDX-License-Identifier: LGPL-2.1-or-later
"""What the library says: labels, sentences and codes, each held to a second source.

The labels and numbers of all enumerations are written once more in tests/data/words/labels.txt:
documents rely on the nicknames, programs on the numbers, and readers on the labels.
"""

import os
import re
from pathlib import Path

import gi

gi.require_version("Riskctx", "1")
from gi.repository import GObject, Riskctx  # noqa: E402

import riskctx_tap  # noqa: E402

LABELS = Path(os.environ["RISKCTX_SOURCE_ROOT"]) / "tests" / "data" / "words" / "labels.txt"
JAPANESE = re.compile("[\u3040-\u30ff\u3400-\u9fff]")
LETTERS = re.compile("[A-Za-z]{3}")
PLACEHOLDER = re.compile(r"\{\d\}")

# Code by code: E is an error, W a warning, I a remark. A code is never used again.
CODES = """
RCX-E0101 RCX-E0102 RCX-E0103 RCX-E0104 RCX-E0105 RCX-E0106 RCX-E0107 RCX-E0108 RCX-E0109 RCX-E0110
RCX-E0111
RCX-E0201 RCX-E0202 RCX-E0203 RCX-E0204 RCX-E0205 RCX-E0206 RCX-E0207 RCX-E0208 RCX-E0209 RCX-E0210
RCX-E0211 RCX-E0212 RCX-E0213 RCX-I0214 RCX-E0215 RCX-E0216 RCX-E0217
RCX-E0301 RCX-E0302 RCX-E0303 RCX-E0304 RCX-E0305 RCX-E0306 RCX-E0307 RCX-E0308 RCX-W0309 RCX-E0310
RCX-E0311 RCX-E0312 RCX-E0313
RCX-W0401 RCX-W0402 RCX-W0403 RCX-W0404 RCX-W0405 RCX-W0406 RCX-W0407 RCX-W0408 RCX-W0409 RCX-W0410
RCX-I0411 RCX-E0412 RCX-I0413 RCX-W0414 RCX-I0415 RCX-W0416 RCX-W0417 RCX-W0418 RCX-W0419 RCX-W0420
RCX-I0421 RCX-W0422 RCX-W0423 RCX-W0424 RCX-W0425 RCX-W0426 RCX-I0427 RCX-W0428
RCX-W0501 RCX-W0502 RCX-W0503 RCX-W0504 RCX-W0505 RCX-W0506 RCX-W0507 RCX-W0508 RCX-W0509 RCX-W0510
RCX-W0511
"""


def enumerations():
    for name in dir(Riskctx):
        kind = getattr(Riskctx, name)
        if isinstance(kind, type) and issubclass(kind, (GObject.GEnum, GObject.GFlags)):
            values = kind.__enum_values__ if issubclass(kind, GObject.GEnum) \
                else kind.__flags_values__
            yield name, kind.__gtype__, values


def labels():
    for name, gtype, values in enumerations():
        for number, value in sorted(values.items()):
            nick = value.value_nick if hasattr(value, "value_nick") else value.value_nicks[0]
            said = (Riskctx.enum_label(gtype, number, language) for language in ("en", "ja"))
            yield " | ".join([f"{name} {number} {nick}", *said])


class Words(riskctx_tap.TestCase):
    def test_every_value_has_its_number_nickname_and_labels(self):
        rows = [line for line in LABELS.read_text(encoding="utf-8").splitlines()
                if line and not line.startswith("#")]
        self.assertEqual(list(labels()), rows)

    def test_labels_tell_values_apart(self):
        wrong = []
        for name, gtype, values in enumerations():
            for language in ("en", "ja"):
                said = [Riskctx.enum_label(gtype, number, language) for number in values]
                if len(set(said)) != len(said):
                    wrong.append(f"{name} in {language}: {said}")
        self.assertNothing(wrong)

    def test_every_sentence_is_in_its_language(self):
        wrong = []
        for key in Riskctx.word_list_keys():
            english, japanese = Riskctx.word(key, "en"), Riskctx.word(key, "ja")
            if JAPANESE.search(english):
                wrong.append(f"{key}: {english}")
            if LETTERS.search(PLACEHOLDER.sub("", english)) and not JAPANESE.search(japanese) \
                    and not key.startswith("loss.formula."):
                wrong.append(f"{key}: {japanese}")
        self.assertNothing(wrong)

    def test_both_languages_have_the_same_placeholders(self):
        wrong = []
        for key in Riskctx.word_list_keys():
            english, japanese = (sorted(PLACEHOLDER.findall(Riskctx.word(key, language)))
                                 for language in ("en", "ja"))
            if english != japanese or len(set(english)) != len(english):
                wrong.append(f"{key}: {english} {japanese}")
        self.assertNothing(wrong)

    def test_a_language_is_a_prefix(self):
        self.assertEqual(Riskctx.word("side.external", "ja-JP"), "外部状況")
        self.assertEqual(Riskctx.word("side.external", "en-GB"), "External context")
        self.assertIsNone(Riskctx.word("no.such.word", "ja"))

    def test_codes_and_their_severity_stay(self):
        self.assertEqual(Riskctx.Issue.list_codes(), CODES.split())

    def test_every_code_is_explained_in_both_languages(self):
        wrong = []
        for code in Riskctx.Issue.list_codes():
            english, japanese = (Riskctx.Issue.explain(code, language) for language in ("en", "ja"))
            if JAPANESE.search(english) or not JAPANESE.search(japanese):
                wrong.append(f"{code}: {english} {japanese}")
        self.assertNothing(wrong)


if __name__ == "__main__":
    riskctx_tap.main()
