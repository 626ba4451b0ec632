# SPDX-License-Identifier: LGPL-2.1-or-later
"""What comes with the command: completion in the shell, and the manual page."""

import os
import re
import subprocess
from pathlib import Path

import riskctx_tap
from command import COMMAND, TestCase

ROOT = Path(os.environ["RISKCTX_SOURCE_ROOT"])

# Completes the last of the words, as bash splits them.
COMPLETE = r"""
. "$1"; shift
COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMPREPLY=()
_riskctx_complete
printf '%s\n' "${COMPREPLY[@]}"
"""


class Completion(TestCase):
    def complete(self, *words):
        done = subprocess.run(["bash", "-c", COMPLETE, "bash", ROOT / "tools/riskctx.bash",
                               COMMAND, *words], capture_output=True, text=True, check=False,
                              cwd=self.folder, stdin=subprocess.DEVNULL)
        self.assertNotIn("error", done.stderr)
        return done.stdout.split()

    def test_commands(self):
        self.assertEqual(self.complete("che"), ["check"])
        self.assertIn("explain", self.complete(""))
        self.assertEqual(self.complete("help", "che"), ["check"])

    def test_options_are_those_of_the_command(self):
        self.assertEqual(self.complete("format", "--in"), ["--in-place"])
        self.assertEqual(self.complete("check", "--in"), [])
        self.assertIn("--json", self.complete("check", "-"))

    def test_languages(self):
        self.assertEqual(self.complete("check", "--language", ""), ["ja", "en"])

    def test_files_and_companies(self):
        self.write("mine.json", "{}")
        self.assertEqual(self.complete("check", "mi"), ["mine.json"])
        self.assertEqual(self.complete("check", "comp"), ["company:"])
        self.assertEqual(self.complete("check", "company", ":"), self.complete("check", "company",
                                                                              ":", ""))
        self.assertEqual(self.complete("check", "company", ":", "ec"), ["ec-site"])

    def test_schemas(self):
        self.assertEqual(self.complete("schema", "doc"), ["document"])


class Manual(TestCase):
    def test_every_command_and_option_is_in_the_manual(self):
        for language in ("en", "ja"):
            page = subprocess.run(["python3", ROOT / "tools/manual.py", COMMAND, language],
                                  capture_output=True, encoding="utf-8", check=True).stdout
            plain = page.replace("\\-", "-").replace("\\:", "")
            overview = self.run_command("--help", "--language", "en").text
            commands = overview.split("Commands:\n")[1].split("\n\n")[0]
            for name in re.findall(r"(?m)^  ([a-z-]+)", commands):
                with self.subTest(language=language, command=name):
                    self.assertIn(f".SS riskctx {name}", plain)
                    own = self.run_command(name, "--help", "-l", "en").text
                    for option in re.findall(r"(?m)^  (?:-\w, )?(--[a-z-]+)", own):
                        self.assertIn(option, plain)


if __name__ == "__main__":
    riskctx_tap.main()
