# SPDX-License-Identifier: LGPL-2.1-or-later
"""What the overrides add for Python: each protocol once. Names as in test-overrides.js."""

import os
import pathlib
import signal
import tempfile
import threading
import time
import unittest

import gi

gi.require_version("Riskctx", "1")
from gi.repository import GLib, Riskctx  # noqa: E402

import riskctx_tap  # noqa: E402

try:
    import numpy
except ImportError:
    numpy = None


class Overrides(riskctx_tap.TestCase):
    def setUp(self):
        self.assessment = Riskctx.Assessment.model_company("ec-site")

    def test_properties_are_attributes(self):
        organization = self.assessment.organization
        self.assertEqual(organization.employees, 300)
        organization.sales = 5
        self.assertEqual(float(organization.sales), 5)
        organization.business = {"en": "tea", "ja": "茶"}
        self.assertEqual(organization.business["ja"], "茶")
        organization.title = "plain"
        self.assertEqual(str(organization.title), "plain")
        with self.assertRaises(AttributeError):
            organization.no_such_thing
        with self.assertRaises(AttributeError):
            organization.no_such_thing = 1

    def test_lists_have_length_items_and_iteration(self):
        risks = self.assessment.risks
        ids = [risk.id for risk in risks]
        self.assertEqual(len(ids), len(risks))
        self.assertEqual(risks[0].id, ids[0])
        self.assertIn("leak-attack", ids)

    def test_items_are_found_by_id(self):
        self.assertIsInstance(self.assessment["leak-attack"], Riskctx.Risk)
        self.assertIn("g1", self.assessment)
        self.assertNotIn("nobody", self.assessment)
        with self.assertRaises(KeyError):
            self.assessment["nobody"]

    def test_values_are_compared_by_content(self):
        a, b = (Riskctx.Estimate.new_uniform(1, 2) for _ in range(2))
        self.assertEqual(a, b)
        self.assertEqual(len({a, b}), 1)
        self.assertNotEqual(a, Riskctx.Estimate.new_uniform(1, 3))
        self.assertNotEqual(a, 1)
        x, y = (Riskctx.Text.new("ja", "差異") for _ in range(2))
        self.assertEqual(x, y)
        self.assertEqual(len({x, y}), 1)
        self.assertEqual(repr(a), "<Riskctx.Estimate uniform (low 1, high 2)>")

    def test_exceptions_say_what_and_where(self):
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / "bad.json"
            path.write_text('{\n  "id": "a", "organization": {"employees": -1}\n}\n',
                            encoding="utf-8")
            with self.assertRaises(GLib.Error) as caught:
                Riskctx.Assessment.load(path)
        self.assertTrue(caught.exception.matches(Riskctx.error_quark(), Riskctx.Error.INVALID))
        self.assertIn("bad.json:2:44", caught.exception.message)
        self.assertIn("RCX-E0204", caught.exception.message)

    def test_documents_are_saved_and_loaded_by_path(self):
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / "mine.json"
            self.assessment.save(path)
            again = Riskctx.Assessment.load(path)
        self.assertEqual(again.to_dict(), self.assessment.to_dict())

    def test_issues_are_readable(self):
        self.assessment.organization = None
        issue, = self.assessment.check()
        self.assertEqual(str(issue), "error: /: “organization” is missing [RCX-E0202]")
        self.assertEqual(issue.code, "RCX-E0202")

    def test_simulation_takes_settings_and_gives_figures(self):
        result = self.assessment.simulate(method=Riskctx.SimulationMethod.MONTE_CARLO, trials=5000,
                                          seed=7, keep_samples=True)
        self.assertEqual(result.get_trials(), 5000)
        self.assertEqual(result.get_seed(), 7)
        mean = result.get_total().dup_mean()
        self.assertGreater(float(mean), 0)
        self.assertTrue(mean)
        self.assertIn("mean", repr(mean))
        self.assertEqual(result.to_dict()["seed"], 7)

    @unittest.skipUnless(numpy, "numpy is not installed")
    def test_numbers_in_bulk_are_arrays(self):
        result = self.assessment.simulate(method=Riskctx.SimulationMethod.MONTE_CARLO, trials=5000,
                                          keep_samples=True)
        total = result.get_total()
        samples = total.samples
        self.assertEqual(samples.shape, (5000,))
        self.assertAlmostEqual(samples.mean() / total.get_mean(), 1, places=12)
        self.assertFalse(samples.flags.writeable)
        curve = total.curve()
        self.assertEqual(curve.shape[1], 2)
        self.assertTrue((numpy.diff(curve[:, 0]) > 0).all())
        self.assertTrue((numpy.diff(curve[:, 1]) <= 0).all())
        table = result.cause_effect
        self.assertEqual(table.shape, (8, 8))
        self.assertAlmostEqual(table.sum() / total.get_mean(), 1, places=9)

    def test_plans_give_their_figures_by_name(self):
        plan = self.assessment.invest(["secure-site", "operations"],
                                      benefit=Riskctx.Estimate.new_fixed(120_000_000))
        self.assertEqual(plan.payback_years, 1.0)
        self.assertEqual(float(plan["one-time-cost"]), 85_000_000)
        self.assertEqual(plan.to_dict()["options"], ["secure-site", "operations"])
        alternative = self.assessment.invest(["close-site"],
                                             benefit=Riskctx.Estimate.new_fixed(0))
        self.assertIsNone(alternative.payback_years)
        self.assertFalse(alternative["payback"])
        with self.assertRaises(KeyError):
            plan["no such figure"]
        with self.assertRaises(GLib.Error):
            self.assessment.invest(["secure-site", "close-site"])

    def test_the_brief_has_five_answers(self):
        brief = self.assessment.brief()
        for question in ("purpose", "scope", "reduction", "trigger", "budget"):
            answer = getattr(brief, question)
            self.assertTrue(answer.get_answered(), question)
            self.assertTrue(str(answer))
        with self.assertRaises(AttributeError):
            brief.sixth

    def test_reports_are_saved_by_their_ending(self):
        report = self.assessment.report(language="en", trials=2000)
        with tempfile.TemporaryDirectory() as folder:
            for ending, begin in ((".html", "<!DOCTYPE html>"), (".md", "# "), (".json", "{")):
                path = pathlib.Path(folder) / f"report{ending}"
                report.save(path)
                self.assertTrue(path.read_text(encoding="utf-8").startswith(begin), ending)
        self.assertIn("srcdoc", report._repr_html_())
        self.assertEqual(report.to_dict()["language"], "en")

    def test_interrupts_stop_a_run(self):
        simulation = Riskctx.Simulation.new(self.assessment)
        simulation.method = Riskctx.SimulationMethod.MONTE_CARLO
        simulation.trials = 20_000_000
        previous = signal.signal(signal.SIGINT, signal.default_int_handler)
        timer = threading.Timer(0.5, os.kill, (os.getpid(), signal.SIGINT))
        try:
            timer.start()
            begun = time.monotonic()
            with self.assertRaises(KeyboardInterrupt):
                simulation.run()
            self.assertLess(time.monotonic() - begun, 60)
        finally:
            timer.cancel()
            signal.signal(signal.SIGINT, previous)


if __name__ == "__main__":
    riskctx_tap.main()
