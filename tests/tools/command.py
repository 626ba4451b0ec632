# SPDX-License-Identifier: LGPL-2.1-or-later
"""Runs the riskctx command as a person would, and keeps what it said."""

import json
import os
import resource
import subprocess
import tempfile
from pathlib import Path

import riskctx_tap

COMMAND = os.environ["RISKCTX_COMMAND"]

FINE, FAILURE, USAGE, MISTAKES, GATE, INTERRUPTED = 0, 1, 2, 3, 4, 130

# The language of whoever runs the tests is not the language of the tests.
NEUTRAL = {name: value for name, value in os.environ.items() if name not in ("LANGUAGE", "LANG")}


class Run:
    def __init__(self, arguments, stdin=b"", stdout=subprocess.PIPE, timeout=60, memory=None,
                 environment=None):
        def limit():
            # Of data only: sanitizers and the program's text need address space of their own.
            resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))

        self.arguments = [str(argument) for argument in arguments]
        done = subprocess.run([COMMAND, *self.arguments], input=stdin, stdout=stdout,
                              stderr=subprocess.PIPE, timeout=timeout, check=False,
                              env={**NEUTRAL, **(environment or {})},
                              preexec_fn=limit if memory else None)
        self.status = done.returncode
        self.bytes = done.stdout or b""
        self.messages = done.stderr.decode("utf-8")

    @property
    def text(self):
        return self.bytes.decode("utf-8")

    @property
    def json(self):
        return json.loads(self.text)


class TestCase(riskctx_tap.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def run_command(self, *arguments, expect=FINE, **options):
        run = Run(arguments, **options)
        self.assertEqual(run.status, expect, f"{run.arguments}\n{run.messages}")
        # Whatever happens, it is the program that speaks, not a library below it.
        for word in ("CRITICAL", "GLib-", "Riskctx-WARNING", "Sanitizer", "runtime error"):
            self.assertNotIn(word, run.messages)
        return run

    def write(self, name, content):
        path = self.folder / name
        if isinstance(content, bytes):
            path.write_bytes(content)
        else:
            path.write_text(content, encoding="utf-8")
        return path

    def new(self, name="mine.json", company="ec-site"):
        path = self.folder / name
        self.run_command("new", f"company:{company}", path)
        return path
