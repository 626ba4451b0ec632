# SPDX-License-Identifier: LGPL-2.1-or-later
"""The same document, settings and seed give the same bytes: from the command, Python and
JavaScript, with any number of threads, in any order of the risks."""

import json
import os
import subprocess

import riskctx_tap
from command import TestCase

TRIALS, SEED = 20000, 7

PYTHON = """
import sys
import gi
gi.require_version("Riskctx", "1")
from gi.repository import Riskctx
simulation = Riskctx.Simulation.new(Riskctx.Assessment.load(sys.argv[1]))
simulation.trials, simulation.seed = int(sys.argv[2]), int(sys.argv[3])
simulation.method = getattr(Riskctx.SimulationMethod, sys.argv[4])
sys.stdout.buffer.write(Riskctx.json_to_string(simulation.run().to_json(), True).encode())
"""

GJS = """
import GLib from 'gi://GLib';
import Gio from 'gi://Gio';
import Riskctx from 'gi://Riskctx?version=1';
import System from 'system';
const [path, trials, seed, method] = System.programArgs;
const simulation = Riskctx.Simulation.new(Riskctx.Assessment.load(path));
simulation.trials = Number(trials);
simulation.seed = Number(seed);
simulation.method = Riskctx.SimulationMethod[method];
const text = Riskctx.json_to_string(simulation.run(null).to_json(), true);
const out = new Gio.UnixOutputStream({fd: 1, close_fd: false});
out.write_all(new TextEncoder().encode(text), null);
"""


def losses(risk):
    return {name: risk[name] for name in ("id", "mean", "sd", "any_loss", "levels")}


class SameBytes(TestCase):
    METHODS = {"auto": "AUTO", "monte-carlo": "MONTE_CARLO"}

    def setUp(self):
        super().setUp()
        self.document = self.new()

    def assess(self, document, method, *arguments):
        return self.run_command("assess", document, "--method", method, "--trials", TRIALS,
                                "--seed", SEED, "--json", *arguments).bytes

    def run_program(self, language, suffix, text, options, method):
        interpreter = os.environ.get(f"RISKCTX_{language}")
        if not interpreter:
            self.skipTest("not there")
        program = self.write("program" + suffix, text)
        done = subprocess.run([interpreter, *options, program, self.document, str(TRIALS),
                               str(SEED), method], capture_output=True, timeout=120, check=False,
                              env=riskctx_tap.interpreter_environment())
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout

    def test_threads_do_not_matter(self):
        for method in self.METHODS:
            with self.subTest(method):
                first = self.assess(self.document, method, "--threads", "1")
                for threads in ("2", "7"):
                    again = self.assess(self.document, method, "--threads", threads)
                    self.assertEqual(again, first)

    def test_the_order_of_the_risks_does_not_matter(self):
        document = json.loads(self.document.read_text(encoding="utf-8"))
        document["risks"].reverse()
        other = self.write("reversed.json", json.dumps(document, ensure_ascii=False))
        for method in self.METHODS:
            with self.subTest(method):
                self.assertEqual(self.assess(other, method), self.assess(self.document, method))

    def test_another_risk_does_not_change_the_draws_of_the_others(self):
        document = json.loads(self.document.read_text(encoding="utf-8"))
        model = document["risks"][1]
        document["risks"].insert(0, {
            **model, "id": "a-new-one",
            "consequences": [{**consequence, "id": "a-new-" + consequence["id"]}
                             for consequence in model["consequences"]]})
        other = self.write("more.json", json.dumps(document, ensure_ascii=False))
        more, all_ = (json.loads(self.assess(path, "monte-carlo"))["by_risk"]
                      for path in (other, self.document))
        self.assertEqual([losses(risk) for risk in more if risk["id"] != "a-new-one"],
                         [losses(risk) for risk in all_])

    def test_python_says_the_same(self):
        for method, name in self.METHODS.items():
            with self.subTest(method):
                self.assertEqual(self.run_program("PYTHON", ".py", PYTHON, [], name).strip(),
                                 self.assess(self.document, method).strip())

    def test_javascript_says_the_same(self):
        for method, name in self.METHODS.items():
            with self.subTest(method):
                self.assertEqual(self.run_program("GJS", ".js", GJS, ["-m"], name).strip(),
                                 self.assess(self.document, method).strip())


if __name__ == "__main__":
    riskctx_tap.main()
