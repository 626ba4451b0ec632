# SPDX-License-Identifier: LGPL-2.1-or-later
"""The interview on a terminal: answers are lines of the standard input."""

import json
import os
from pathlib import Path

import riskctx_tap
from command import FAILURE, USAGE, TestCase

FOLDER = Path(os.environ["RISKCTX_SOURCE_ROOT"]) / "tests" / "data" / "context"
REPLIES = json.loads((FOLDER / "clinic.json").read_text(encoding="utf-8"))["replies"]


class Interview(TestCase):
    def ask(self, path, *lines, expect=0, language="en"):
        text = "".join(line + "\n" for line in lines).encode("utf-8")
        return self.run_command("new", "--interview", path, "-l", language, stdin=text,
                                expect=expect)

    def test_a_clinic_from_a_blank_document_to_a_report(self):
        path = self.folder / "clinic.json"
        lines = list(REPLIES.values())
        run = self.ask(path, *lines[:60])
        self.assertEqual(run.text, "")
        self.assertIn("riskctx new --interview", run.messages)
        self.ask(path, "?", *lines[60:])
        expected = json.loads((FOLDER / "clinic-document.json").read_text(encoding="utf-8"))
        self.assertEqual(json.loads(path.read_text(encoding="utf-8")), expected)

        brief = self.run_command("brief", path, "--json", "--trials", "2000").json
        self.assertEqual([answer["answered"] for answer in brief["answers"]], [True] * 5)
        self.run_command("report", path, "--trials", "2000", "-o", self.folder / "r.html")
        self.assertGreater((self.folder / "r.html").stat().st_size, 20000)

    def test_every_answer_is_saved_at_once(self):
        path = self.folder / "mine.json"
        self.ask(path)
        self.assertFalse(path.exists())
        for number, line in enumerate(list(REPLIES.values())[:5], 1):
            self.ask(path, line)
            replies = json.loads(path.read_text(encoding="utf-8"))["replies"]
            self.assertEqual(len(replies), number)
            self.assertEqual(list(self.folder.iterdir()), [path])

    def test_skipping_going_back_keeping_and_taking_back(self):
        path = self.folder / "mine.json"
        self.ask(path, "Shop", "", "<", "<", "", "Sells", "<", "-")
        document = json.loads(path.read_text(encoding="utf-8"))
        self.assertEqual(document["title"], "Shop")
        self.assertEqual(document["replies"], [{"question": "name", "value": "Shop"},
                                               {"question": "business"},
                                               {"question": "industry"}])
        self.assertNotIn("industry", document["organization"])

    def test_what_is_not_understood_is_asked_again(self):
        path = self.folder / "mine.json"
        run = self.ask(path, "Shop", "", "", "many", "12")
        self.assertIn("“many” is not understood", run.messages)
        document = json.loads(path.read_text(encoding="utf-8"))
        self.assertEqual(document["organization"]["employees"], 12)
        run = self.run_command("new", "-i", self.folder / "other.json", stdin=b"\xff\xfe\nShop\n")
        self.assertIn("UTF-8", run.messages)

    def test_it_speaks_japanese(self):
        path = self.folder / "mine.json"
        run = self.ask(path, "試験用の店", "?", language="ja")
        self.assertIn("組織の名前は何ですか。", run.messages)
        self.assertIn("ECサイト企業: 健康食品", run.messages)
        document = json.loads(path.read_text(encoding="utf-8"))
        self.assertEqual((document["language"], document["title"]), ("ja", "試験用の店"))
        # Taken up again without a language, it goes on in that of the document.
        self.assertIn("業種は何ですか。",
                      self.run_command("new", "-i", path, stdin="小売\n".encode()).messages)

    def test_a_model_company_can_be_gone_through(self):
        path = self.folder / "mine.json"
        self.run_command("new", "--interview", "company:ec-site", path, "-l", "ja",
                         stdin="税制が変わる\n".encode())
        self.assertTrue(path.exists())
        self.run_command("new", "--interview", "company:ec-site", path, expect=FAILURE)

    def test_calls_that_make_no_sense(self):
        path = self.folder / "mine.json"
        for more in (("--json",), ("-o", "x.json")):
            self.run_command("new", "--interview", path, *more, expect=USAGE)
        wrong = self.write("wrong.json", "{")
        self.run_command("new", "--interview", wrong, expect=3)
        self.assertEqual(wrong.read_text(encoding="utf-8"), "{")
        self.ask(self.folder / "no" / "folder.json", "Shop", expect=FAILURE)


if __name__ == "__main__":
    riskctx_tap.main()
