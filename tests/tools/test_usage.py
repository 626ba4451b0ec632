# SPDX-License-Identifier: LGPL-2.1-or-later
"""How the command is called, what it says about itself, and in which language."""

import json
import os
import re
from pathlib import Path

import riskctx_tap
from command import FAILURE, FINE, GATE, MISTAKES, USAGE, TestCase

ROOT = Path(os.environ["RISKCTX_SOURCE_ROOT"])
WORDS = json.loads((ROOT / "libriskctx/data/words/tools.json").read_text(encoding="utf-8"))
TERMS = json.loads((ROOT / "libriskctx/data/words/terms.json").read_text(encoding="utf-8"))
SOURCES = {path: path.read_text(encoding="utf-8") for path in (ROOT / "tools").glob("*.c")}

JAPANESE = re.compile("[\u3041-\u30ff\u4e00-\u9fff]")
IN_JAPANESE = {"LANGUAGE": "ja"}


class Usage(TestCase):
    def commands(self):
        overview = self.run_command("--help").text
        block = overview.split("Commands:\n")[1].split("\n\n")[0]
        return re.findall(r"^  ([a-z]+) ", block, re.MULTILINE)

    def test_every_command_describes_itself_in_both_languages(self):
        for command in self.commands():
            for environment in ({}, IN_JAPANESE):
                with self.subTest(command, **environment):
                    text = self.run_command(command, "--help", environment=environment).text
                    self.assertRegex(text, rf"^(Usage|使い方): riskctx {command}\b")
                    self.assertIn("--json", text)
                    self.assertEqual(bool(JAPANESE.search(text)), environment == IN_JAPANESE)
                    # An example, and no key that found no words.
                    self.assertRegex(text, rf"(?m)^  riskctx {command}")
                    self.assertNotIn("tool.", text)

    def test_help_fits_a_terminal(self):
        def width(line):
            return sum(2 if ord(c) > 0x2e80 else 1 for c in line)
        for command in [None, *self.commands()]:
            for language in ("ja", "en"):
                run = self.run_command(*filter(None, (command, "--help", "--language", language)))
                self.assertNothing([line for line in run.text.splitlines() if width(line) > 80])

    def test_help_is_also_a_command(self):
        self.assertEqual(self.run_command("help").text, self.run_command("--help").text)
        self.assertEqual(self.run_command("help", "check").text,
                         self.run_command("check", "--help").text)
        self.run_command("help", "chekc", expect=USAGE)

    def test_the_version_is_on_the_standard_output(self):
        for arguments in (("--version",), ("check", "--version")):
            self.assertRegex(self.run_command(*arguments).text, r"^riskctx \d+\.\d+\.\d+\n$")

    def test_a_name_that_is_nearly_right_is_suggested(self):
        for arguments, meant in ((("chek",), "check"), (("asses", "x"), "assess"),
                                 (("check", "--jsno", "x"), "--json"),
                                 (("check", "x", "--fial-on=error"), "--fail-on")):
            with self.subTest(arguments):
                self.assertIn(meant, self.run_command(*arguments, expect=USAGE).messages)

    def test_a_name_that_is_far_from_right_is_not(self):
        run = self.run_command("abracadabra", expect=USAGE)
        self.assertNotIn("did you mean", run.messages)
        self.assertIn("riskctx --help", run.messages)

    def test_wrong_calls_are_refused(self):
        for arguments in ((), ("check",), ("check", "a", "b"), ("trace", "a"),
                          ("check", "--fail-on=nothing", "company:ec-site"),
                          ("check", "--level=", "company:ec-site"),
                          ("check", "-o"), ("check", "--language=xx", "company:ec-site"),
                          ("check", "--language=", "company:ec-site"),
                          ("schema", "no-such-schema"), ("new", "company:ec-site", "a", "-o", "b"),
                          ("format", "-i", "-"), ("format", "-i", "company:ec-site"),
                          ("--no-such-option", "check")):
            with self.subTest(arguments):
                run = self.run_command(*arguments, expect=USAGE)
                self.assertEqual(run.bytes, b"")
                self.assertIn("--help", run.messages)

    def test_options_stand_before_and_after_operands(self):
        first = self.run_command("check", "--json", "company:ec-site").bytes
        self.assertEqual(self.run_command("check", "company:ec-site", "--json").bytes, first)
        self.assertEqual(self.run_command("--json", "check", "company:ec-site").bytes, first)

    def test_two_dashes_end_the_options(self):
        path = self.write("--json", "{")
        os.chdir(path.parent)
        run = self.run_command("check", "--", "--json", expect=MISTAKES)
        self.assertIn("--json:1:", run.messages)


class Language(TestCase):
    def test_messages_follow_the_environment(self):
        for environment, japanese in (
                ({"LANGUAGE": "ja"}, True), ({"LANGUAGE": "ja_JP:en"}, True),
                ({"LANGUAGE": "de:ja:en"}, True), ({"LANGUAGE": "en:ja"}, False),
                ({"LC_ALL": "", "LC_MESSAGES": "ja_JP.UTF-8"}, True),
                ({"LC_ALL": "", "LANG": "ja_JP.UTF-8"}, True),
                ({"LC_ALL": "C"}, False), ({"LANGUAGE": "tlh"}, False)):
            with self.subTest(**environment):
                run = self.run_command("chek", expect=USAGE, environment=environment)
                self.assertEqual(bool(JAPANESE.search(run.messages)), japanese, run.messages)

    def test_an_argument_goes_before_the_environment(self):
        run = self.run_command("explain", "npv", "-l", "en", environment=IN_JAPANESE)
        self.assertFalse(JAPANESE.search(run.text))
        run = self.run_command("explain", "npv", "--language=ja-JP")
        self.assertTrue(JAPANESE.search(run.text))

    def test_japanese_is_written_whole_in_any_locale(self):
        for locale in ("C", "C.UTF-8", "POSIX"):
            run = self.run_command("explain", "npv", "-l", "ja", environment={"LC_ALL": locale})
            self.assertIn("正味現在価値", run.text)

    def test_every_word_is_there_in_both_languages_with_the_same_places(self):
        wrong = []
        for key, word in {**WORDS, **TERMS}.items():
            if set(word) != {"ja", "en"} or not all(word.values()):
                wrong.append(key)
            elif len({frozenset(re.findall(r"\{\d\}", text)) for text in word.values()}) > 1:
                wrong.append(f"{key}: different places")
            elif JAPANESE.search(word["en"]):
                wrong.append(f"{key}: Japanese in English")
            elif not JAPANESE.search(word["ja"]) and word["ja"] != word["en"]:
                wrong.append(f"{key}: no Japanese")
        self.assertNothing(wrong)

    def test_no_word_is_missing_and_none_is_left_over(self):
        used = {key for text in SOURCES.values() for key in re.findall(r'"(tool\.[a-z.-]+)"', text)}
        names = re.findall(r'\.name = "([a-z]+)"', "".join(SOURCES.values()))
        used |= {f"tool.{name}{part}" for name in names for part in ("", ".help")}
        used.discard("tool.")
        self.assertNothing(sorted(used - set(WORDS)), "missing")
        self.assertNothing(sorted(set(WORDS) - used), "left over")

    def test_every_term_has_a_name_and_a_text(self):
        names = {key for key in TERMS if not key.endswith(".text")}
        self.assertEqual({f"{name}.text" for name in names}, set(TERMS) - names)


class Explain(TestCase):
    def test_codes_are_found_however_they_are_written(self):
        expected = self.run_command("explain", "RCX-E0303").text
        self.assertIn("RCX-E0303", expected)
        for name in ("rcx-e0303", "E0303", "0303", "303"):
            self.assertEqual(self.run_command("explain", name).text, expected)

    def test_terms_are_found_by_id_and_by_name(self):
        expected = self.run_command("explain", "npv").text
        for name in ("NPV", "Net present value", "net present VALUE", "正味現在価値"):
            self.assertEqual(self.run_command("explain", name).text, expected)

    def test_what_is_not_known_is_a_failure_with_a_suggestion(self):
        self.assertIn("payback", self.run_command("explain", "paybcak", expect=FAILURE).messages)
        self.run_command("explain", "RCX-E9999", expect=FAILURE)

    def test_without_an_operand_everything_is_explained(self):
        ids = {entry["id"] for entry in self.run_command("explain", "--json").json["entries"]}
        self.assertIn("RCX-E0101", ids)
        self.assertIn("npv", ids)


class Check(TestCase):
    def test_a_company_is_in_order(self):
        for company in self.run_command("companies", "--json").json["companies"]:
            with self.subTest(company["id"]):
                self.run_command("check", f"company:{company['id']}", "--fail-on=error")

    def test_a_gate_is_tripped_by_its_level_and_worse(self):
        path = self.new()
        text = path.read_text(encoding="utf-8")
        noted = self.write("noted.json", text.replace("{", '{"x_own": 1,', 1))
        counts = self.run_command("check", noted, "--json").json
        self.assertGreater(counts["notes"], 0)
        self.run_command("check", noted, expect=FINE)
        self.run_command("check", noted, "--fail-on=info", expect=GATE)
        self.run_command("check", noted, "--fail-on=warning",
                         expect=GATE if counts["warnings"] else FINE)

    def test_a_file_gets_the_lines(self):
        path = self.write("bad.json", '{"version": 1')
        lines = self.folder / "lines.txt"
        run = self.run_command("check", path, "-o", lines, expect=MISTAKES)
        self.assertRegex(lines.read_text(encoding="utf-8"),
                         r"bad\.json:1:\d+: error: .*\[RCX-E0101\]\n")
        self.assertEqual((run.bytes, run.messages), (b"", ""))

    def test_a_level_leaves_out_what_matters_less(self):
        path = self.new()
        noted = self.write("noted.json",
                           path.read_text(encoding="utf-8").replace("{", '{"x_own": 1,', 1))
        issues = self.run_command("check", noted, "--json", "--level=warning").json["issues"]
        self.assertFalse([issue for issue in issues if issue["severity"] == "info"])


class Trace(TestCase):
    def test_a_gap_is_traced_to_the_facts(self):
        document = json.loads(self.new().read_text(encoding="utf-8"))
        kinds = {factor["id"] for factor in document["factors"]}
        steps = self.run_command("trace", "company:ec-site", "g1", "--json").json["steps"]
        reached = {step["id"] for step in steps}
        self.assertTrue(reached & kinds)
        self.assertNothing([s["id"] for s in steps if s["via"] not in reached | {"g1"}])
        text = self.run_command("trace", "company:ec-site", "g1").text
        self.assertNothing(sorted(i for i in reached if not re.search(rf"(?m)^ *{i}  ", text)))

    def test_up_and_down_are_each_other(self):
        up = {s["id"] for s in self.run_command("trace", "company:ec-site", "g1", "--json")
              .json["steps"]}
        for start in sorted(up)[:5]:
            down = self.run_command("trace", "company:ec-site", start, "--down", "--json").json
            self.assertIn("g1", {step["id"] for step in down["steps"]})

    def test_an_id_that_is_not_there_is_named(self):
        run = self.run_command("trace", "company:ec-site", "nowhere", expect=FAILURE)
        self.assertIn("nowhere", run.messages)


if __name__ == "__main__":
    riskctx_tap.main()
