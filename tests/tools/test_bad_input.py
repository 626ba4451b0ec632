# SPDX-License-Identifier: LGPL-2.1-or-later
"""Documents that are no documents: each is refused quickly, with a place and a code."""

import os
import re
import subprocess
import unittest

import riskctx_tap
from command import COMMAND, FAILURE, MISTAKES, TestCase

PLACE = re.compile(r"^[^\n]*bad\.json:\d+:\d+: error: [^\n]*\[RCX-E\d{4}\]$", re.MULTILINE)
BEGIN = b'{"id": "a", "version": 1, "organization": {"id": "o", "title": "O"}, '

NOT_A_DOCUMENT = {
    "empty": b"",
    "blanks only": b" \n\t \n",
    "byte order mark": b'\xef\xbb\xbf{"version": 1}',
    "utf-16 little endian": '{"version": 1}'.encode("utf-16"),
    "utf-16 big endian": '{"version": 1}'.encode("utf-16-be"),
    "zero byte": b'{"version": \x00 1}',
    "zero byte in a text": b'{"version": 1, "language": "e\x00n"}',
    "control character in a text": b'{"version": 1, "language": "e\x01n"}',
    "overlong utf-8": b'{"language": "\xc0\xaf"}',
    "surrogate in utf-8": b'{"language": "\xed\xa0\x80"}',
    "half of a pair": b'{"language": "\\ud800"}',
    "not an object": b"[1, 2, 3]",
    "a number": b"42",
    "a comment": b'{"version": 1 /* one */}',
    "a trailing comma": b'{"version": 1,}',
    "single quotes": b"{'version': 1}",
    "text after the end": b'{"version": 1} {}',
    "cut off": b'{"version": 1, "organization": {"id": "o"',
    "a member twice": BEGIN + b'"currency": "JPY", "currency": "EUR"}',
    "too large a number": BEGIN + b'"risks": [{"id": "r", "dispersion": 1e400}]}',
    "too large an integer": BEGIN + b'"fiscal_year": 12345678901234567890}',
    "a leading zero": b'{"version": 01}',
    "not a number": b'{"version": NaN}',
    "deep arrays": b"[" * 100000,
    "deep objects": b'{"a":' * 100000,
    "deep and closed": b"[" * 1000 + b"]" * 1000,
    "newer than this": BEGIN.replace(b"1", b"999") + b'"language": "en"}',
    "an unknown currency": BEGIN + b'"currency": "XQZ"}',
}


class BadInput(TestCase):
    def test_is_refused_with_place_and_code(self):
        for name, content in NOT_A_DOCUMENT.items():
            with self.subTest(name):
                path = self.write("bad.json", content)
                run = self.run_command("check", path, expect=MISTAKES, timeout=10)
                self.assertRegex(run.messages, PLACE)

    def test_is_refused_by_every_command(self):
        path = self.write("bad.json", '{"version": 1')
        for command in ("brief", "assess", "report", "invest", "format", "diagram"):
            with self.subTest(command):
                self.run_command(command, path, expect=MISTAKES)

    def test_a_folder_is_not_a_document(self):
        run = self.run_command("check", self.folder, expect=FAILURE)
        self.assertIn(str(self.folder), run.messages)

    def test_a_missing_file_is_named(self):
        run = self.run_command("check", self.folder / "nowhere.json", expect=FAILURE)
        self.assertIn("nowhere.json", run.messages)

    @unittest.skipIf(os.geteuid() == 0, "root reads everything")
    def test_an_unreadable_file_is_named(self):
        path = self.write("secret.json", "{}")
        path.chmod(0)
        run = self.run_command("check", path, expect=FAILURE)
        self.assertIn("secret.json", run.messages)

    def test_a_huge_file_needs_no_huge_memory(self):
        path = self.folder / "huge.json"
        with open(path, "wb") as file:
            file.write(b'{"version": 1, "language": "')
            file.truncate(1 << 30)
        # Address sanitizers need far more than the program.
        memory = None if "asan" in COMMAND else 256 << 20
        run = self.run_command("check", path, expect=FAILURE, timeout=20, memory=memory)
        self.assertIn("huge.json", run.messages)

    def test_an_unknown_company_is_named_with_those_there_are(self):
        run = self.run_command("brief", "company:nobody", expect=FAILURE)
        self.assertIn("nobody", run.messages)
        self.assertIn("ec-site", run.messages)

    def test_a_pipe_is_read(self):
        text = self.new().read_bytes()
        self.run_command("check", "-", stdin=text)


class BadOutput(TestCase):
    def test_a_full_disk_is_a_failure(self):
        run = self.run_command("report", "company:ec-site", "-o", "/dev/full", expect=FAILURE)
        self.assertIn("/dev/full", run.messages)

    def test_a_full_disk_behind_stdout_is_a_failure(self):
        with open("/dev/full", "wb") as full:
            self.run_command("brief", "company:ec-site", "--json", stdout=full, expect=FAILURE)

    def test_a_folder_that_is_not_there_is_a_failure(self):
        self.run_command("report", "company:ec-site", "-o", self.folder / "no" / "report.html",
                         expect=FAILURE)

    def test_an_old_file_survives_a_failure(self):
        path = self.write("bad.json", '{"version": 1')
        self.run_command("format", path, "-o", path, expect=MISTAKES)
        self.assertEqual(path.read_text(encoding="utf-8"), '{"version": 1')

    def test_two_writers_at_once_leave_one_whole_file(self):
        source, target = self.new(), self.folder / "target.json"
        writers = [subprocess.Popen([COMMAND, "format", source, "-o", target]) for _ in range(8)]
        self.assertEqual([writer.wait(60) for writer in writers], [0] * 8)
        self.run_command("check", target)
        names = sorted(path.name for path in self.folder.iterdir())
        self.assertEqual(names, ["mine.json", "target.json"])


if __name__ == "__main__":
    riskctx_tap.main()
