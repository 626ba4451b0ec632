# SPDX-License-Identifier: LGPL-2.1-or-later
"""A person at a terminal: colors, a progress bar, and Ctrl-C."""

import os
import pty
import signal
import subprocess
import time

import riskctx_tap
from command import COMMAND, INTERRUPTED, MISTAKES, NEUTRAL, TestCase

LONG = ("assess", "company:ec-site", "--method", "monte-carlo", "--trials", "10000000",
        "--threads", "1")


def default_interrupt():
    # Whoever runs the tests in the background may have SIGINT ignored.
    signal.signal(signal.SIGINT, signal.SIG_DFL)


class Terminal(TestCase):
    def start(self, *arguments, environment=None, stdout=subprocess.PIPE):
        """Starts the command with its messages going to a terminal."""
        main, side = pty.openpty()
        process = subprocess.Popen([COMMAND, *map(str, arguments)], stdin=subprocess.DEVNULL,
                                   stdout=stdout, stderr=side, preexec_fn=default_interrupt,
                                   env={**NEUTRAL, "TERM": "xterm", **(environment or {})})
        os.close(side)
        self.addCleanup(os.close, main)
        self.addCleanup(process.stdout.close)
        return process, main

    def read(self, main):
        got = b""
        while True:
            try:
                chunk = os.read(main, 65536)
            except OSError:
                return got.decode("utf-8")
            if not chunk:
                return got.decode("utf-8")
            got += chunk

    def messages(self, *arguments, environment=None):
        process, main = self.start(*arguments, environment=environment)
        text = self.read(main)
        process.wait(60)
        return process.returncode, text

    def test_severities_are_colored_unless_that_is_not_wanted(self):
        path = self.write("bad.json", '{"version": 1')
        status, text = self.messages("check", path)
        self.assertEqual(status, MISTAKES)
        self.assertIn("\033[31m error: \033[0m", text)
        for environment in ({"NO_COLOR": "1"}, {"TERM": "dumb"}):
            status, text = self.messages("check", path, environment=environment)
            self.assertEqual(status, MISTAKES)
            self.assertNotIn("\033", text)
        _, text = self.messages("check", path, environment={"NO_COLOR": ""})
        self.assertIn("\033", text)
        self.assertNotIn("\033", self.run_command("check", path, expect=MISTAKES).messages)

    def interrupt(self, *arguments, environment=None, wait_for=None):
        """Presses Ctrl-C once the text has appeared, or else after a while."""
        process, main = self.start(*LONG, *arguments, environment=environment)
        text = b""
        if wait_for is None:
            time.sleep(1.5)
        while wait_for is not None and wait_for not in text:
            text += os.read(main, 65536)
        self.assertIsNone(process.poll(), "too fast to be interrupted")
        process.send_signal(signal.SIGINT)
        text = text.decode("utf-8") + self.read(main)
        # Fifty milliseconds on a machine that has nothing else to do.
        process.wait(10)
        self.assertEqual(process.returncode, INTERRUPTED)
        return process, text

    def test_ctrl_c_stops_at_once_and_leaves_nothing(self):
        path = self.folder / "result.json"
        process, _ = self.interrupt("--json", "-o", path, wait_for=b"[")
        self.assertEqual(process.stdout.read(), b"")
        self.assertEqual(list(self.folder.iterdir()), [])

    def test_progress_is_shown_after_a_while_and_cleared(self):
        _, text = self.interrupt(wait_for=b" %")
        self.assertRegex(text, r"\[#*\.*\] +\d+ %")
        self.assertTrue(text.endswith("\r\033[K"), repr(text[-40:]))

    def test_no_progress_on_a_dumb_terminal(self):
        _, text = self.interrupt(environment={"TERM": "dumb"})
        self.assertEqual(text, "")

    def test_what_is_quick_shows_no_progress(self):
        status, text = self.messages("assess", "company:ec-site", "--method", "monte-carlo",
                                     "--trials", "1000")
        self.assertEqual((status, text), (0, ""))

    def test_an_ignored_interrupt_stays_ignored(self):
        process = subprocess.Popen(
            [COMMAND, "check", "-"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, env=NEUTRAL,
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_IGN))
        time.sleep(0.3)
        process.send_signal(signal.SIGINT)
        _, messages = process.communicate(b"{", timeout=30)
        self.assertEqual(process.returncode, MISTAKES, messages)


if __name__ == "__main__":
    riskctx_tap.main()
