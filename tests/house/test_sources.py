# SPDX-License-Identifier: LGPL-2.1-or-later
"""Rules for the text of the source files: licence line, length, columns, endings, leftovers."""

import os
import re
from pathlib import Path

import riskctx_tap

ROOT = Path(os.environ["RISKCTX_SOURCE_ROOT"])
SUFFIXES = {".c", ".h", ".py", ".js", ".vala", ".sh", ".build", ".toml", ".in"}
FOLDERS = ("libriskctx", "bindings", "tools", "examples", "tests", "build-aux", "doc")
# Data and corpora are kept as they are.
DATA = {"data", "corpus", "images"}

# Spelled in two halves, so that this file does not find itself.
SENTENCE = re.compile(r'^\s*"[^"]*"[,;) }]*$')
LEFTOVERS = re.compile(r"\b(TO" r"DO|FIX" r"ME|X" r"XX)\b|#\s*if\s+" r"0\b")


def sources():
    yield from (ROOT / name for name in ("meson.build", "meson_options.txt", ".ci/run"))
    for folder in FOLDERS:
        for path in sorted((ROOT / folder).rglob("*")):
            if path.is_file() and path.suffix in SUFFIXES \
                    and not (DATA & set(path.relative_to(ROOT).parts[1:-1])
                             and path.suffix not in (".build", ".py")):
                yield path


FILES = [(path, path.read_text(encoding="utf-8")) for path in sources() if path.exists()]


class Sources(riskctx_tap.TestCase):
    def collect(self, check):
        wrong = []
        for path, text in FILES:
            for found in check(path, text):
                wrong.append(f"{path.relative_to(ROOT)}{found}")
        self.assertNothing(wrong)

    def test_every_file_names_its_license_at_the_top(self):
        self.collect(lambda path, text: [": no SPDX line"] if "SPDX-License-Identifier:" not in
                     "".join(text.splitlines(True)[:3]) else [])

    def test_no_file_is_longer_than_800_lines(self):
        self.collect(lambda path, text: [f": {text.count(chr(10))} lines"]
                     if text.count("\n") >= 800 else [])

    def test_no_line_is_wider_than_100_columns(self):
        # A sentence that people read stays whole, so that it can be searched for.
        self.collect(lambda path, text: [f":{number}: {len(line)} columns"
                     for number, line in enumerate(text.splitlines(), 1)
                     if len(line) > 100 and not SENTENCE.match(line)
                     and path.suffix != ".toml"])

    def test_no_tabs_no_trailing_blanks_and_a_final_newline(self):
        def check(path, text):
            for number, line in enumerate(text.split("\n"), 1):
                if line != line.rstrip() or "\t" in line:
                    yield f":{number}: tab or trailing blank"
            if "\r" in text or not text.endswith("\n") or text.endswith("\n\n"):
                yield ": line endings"
        self.collect(check)

    def test_nothing_is_left_for_later(self):
        self.collect(lambda path, text: [f":{text[:m.start()].count(chr(10)) + 1}: {m.group()}"
                     for m in LEFTOVERS.finditer(text)])

    def test_no_file_is_called_utils(self):
        self.collect(lambda path, text: [": say what it holds"] if "util" in path.name else [])


if __name__ == "__main__":
    riskctx_tap.main()
