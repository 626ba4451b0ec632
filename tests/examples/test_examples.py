# SPDX-License-Identifier: LGPL-2.1-or-later
"""The examples run, and print the same in every language."""

import os
import re
import subprocess
import tempfile
from pathlib import Path

import riskctx_tap

EXAMPLES = Path(os.environ["RISKCTX_SOURCE_ROOT"]) / "examples"
COMPANY = Path(os.environ["RISKCTX_SOURCE_ROOT"]) / "libriskctx/data/companies/ec-site.json"


def commands(name):
    """The command of an example in each language that was built."""
    for language in ("C", "VALA"):
        program = os.environ.get(f"EXAMPLE_{language}_{name.upper()}")
        if program:
            yield language, [program]
    for language, folder, suffix, options in (("PYTHON", "python", ".py", []),
                                              ("GJS", "gjs", ".js", ["-m"])):
        interpreter = os.environ.get(f"EXAMPLE_{language}")
        if interpreter:
            yield language, [interpreter, *options, str(EXAMPLES / folder / (name + suffix))]


def run(language, command, *arguments, folder=None):
    environment = None if language in ("C", "VALA") else riskctx_tap.interpreter_environment()
    return subprocess.run([*command, *arguments], capture_output=True, text=True, timeout=120,
                          check=False, cwd=folder, env=environment)


class Examples(riskctx_tap.TestCase):
    def print_the_same(self, name, *arguments):
        if f"EXAMPLE_C_{name.upper()}" not in os.environ:
            self.skipTest("not built")
        printed = {}
        for language, command in commands(name):
            done = run(language, command, *arguments)
            self.assertEqual(done.returncode, 0, f"{language}: {done.stderr}")
            self.assertEqual(done.stderr, "", language)
            printed[language] = done.stdout
        first = next(iter(printed))
        for language, text in printed.items():
            self.assertEqual(text, printed[first], f"{language} is not {first}")
        return printed[first]

    def test_brief_gives_five_answers_with_their_sources(self):
        text = self.print_the_same("brief")
        lines = text.splitlines()
        self.assertEqual(len([line for line in lines if not line.startswith("  ")]), 5, text)
        self.assertTrue(any(line.startswith("  ") for line in lines))

    def test_brief_speaks_japanese(self):
        text = self.print_the_same("brief", str(COMPANY), "ja")
        self.assertRegex(text, "[\u3040-\u30ff]")

    def test_compare_shows_what_becomes_of_the_plan(self):
        text = self.print_the_same("compare", "0.3")
        # 10,000,000,000 + 35,000,000 / 0.4 before, the same by 0.3 after.
        self.assertRegex(text, r"10[,.]?087[,.]?5|10\.09|10,088")
        self.assertEqual(len(text.splitlines()), 5)

    def test_decide_shows_what_the_decision_depends_on(self):
        text = self.print_the_same("decide")
        lines = text.splitlines()
        self.assertEqual(lines[0], "Recommended: secure-site")
        self.assertTrue(lines[1].startswith("leak-attack.frequency: "), text)
        self.assertIn("Switching value below: 0.0113", text)
        self.assertIn("Payback: ", text)
        self.assertIn("= years until", text)

    def test_invest_shows_how_plans_can_turn_out(self):
        text = self.print_the_same("invest")
        plans = re.findall(r"^[a-z-]+$", text, re.MULTILINE)
        self.assertEqual(plans, ["secure-site", "operations", "close-site"])
        self.assertEqual(len(text.splitlines()), len(plans) * 9)
        self.assertEqual(text.count("Net present value, 10% point: "), len(plans))
        self.assertEqual(text.count("Probability of payback within 5 years: "), len(plans))

    def test_the_readme_shows_lines_of_the_examples(self):
        readme = (EXAMPLES.parent / "README.md").read_text(encoding="utf-8")
        for mark, name in (("python", "python/brief.py"), ("js", "gjs/brief.js"),
                           ("c", "c/brief.c")):
            shown, = re.findall(rf"```{mark}\n(.*?)```", readme, re.DOTALL)
            # A line is looked for behind the one before it.
            rest = [line.split("  # noqa")[0].strip() for line in
                    (EXAMPLES / name).read_text(encoding="utf-8").splitlines()]
            for line in filter(None, map(str.strip, shown.splitlines())):
                self.assertIn(line, rest, name)
                rest = rest[rest.index(line) + 1:]

    def write_reports(self, language, command, *documents):
        with tempfile.TemporaryDirectory() as folder:
            done = run(language, command, folder, *documents)
            pages = {path.name: path.read_bytes() for path in Path(folder).iterdir()}
        return done, pages

    def test_reports_are_the_same_from_every_language(self):
        if "EXAMPLE_C_REPORTS" not in os.environ:
            self.skipTest("not built")
        first = None
        for language, command in commands("reports"):
            with self.subTest(language):
                done, pages = self.write_reports(language, command, COMPANY,
                                                 COMPANY.with_name("medical.json"))
                self.assertEqual((done.returncode, done.stderr), (0, ""))
                self.assertEqual(done.stdout.split(), [
                    "ec-site.ja.html", "ec-site.en.html", "medical.ja.html", "medical.en.html"])
                self.assertEqual(set(pages), set(done.stdout.split()))
                for name, page in pages.items():
                    self.assertIn(f'lang="{name.split(".")[1]}"'.encode(), page)
                first = first or pages
                self.assertEqual(pages, first)

    def test_reports_go_on_after_a_document_with_mistakes(self):
        if "EXAMPLE_C_REPORTS" not in os.environ:
            self.skipTest("not built")
        for language, command in commands("reports"):
            with self.subTest(language):
                done, pages = self.write_reports(language, command, "nowhere.json", COMPANY)
                self.assertEqual(done.returncode, 1)
                self.assertIn("nowhere.json", done.stderr)
                self.assertEqual(set(pages), {"ec-site.ja.html", "ec-site.en.html"})

    def test_a_missing_document_is_a_message_and_not_a_crash(self):
        if "EXAMPLE_C_BRIEF" not in os.environ:
            self.skipTest("not built")
        with tempfile.TemporaryDirectory() as folder:
            for language, command in commands("brief"):
                with self.subTest(language):
                    done = run(language, command, "nowhere.json", folder=folder)
                    self.assertEqual(done.returncode, 1)
                    self.assertIn("nowhere.json", done.stderr)


if __name__ == "__main__":
    riskctx_tap.main()
