# SPDX-License-Identifier: LGPL-2.1-or-later
"""A simulation that is divided, in this process and over others, and one in little memory."""

import concurrent.futures
import json
import multiprocessing

import gi
import riskctx_tap

gi.require_version("Json", "1.0")
gi.require_version("Riskctx", "1")
from gi.repository import Gio, GLib, Json, Riskctx  # noqa: E402

TRIALS = 40000  # ten blocks
SMALL_TRIALS = 3 * 4096 + 1


def make(trials=TRIALS, **settings):
    assessment = Riskctx.Assessment.model_company("ec-site")
    return Riskctx.Simulation(assessment=assessment, seed=3, trials=trials, **settings)


def text(result):
    return Riskctx.json_to_string(result.to_json(), False)


def whole(**settings):
    return make(method=Riskctx.SimulationMethod.MONTE_CARLO, **settings).run(None)


def work(part):
    """What another machine would do, in a process of its own: only bytes travel"""
    return make().run_part(part, 3)


class Parts(riskctx_tap.TestCase):
    def test_processes_share_the_years(self):
        context = multiprocessing.get_context("spawn")
        with concurrent.futures.ProcessPoolExecutor(2, context) as pool:
            parts = list(pool.map(work, (2, 0, 1)))
        result = make().merge(parts)
        self.assertEqual(text(result), text(whole()))
        self.assertEqual(result.trials, TRIALS)

    def test_any_number_of_parts(self):
        expected = text(whole(trials=SMALL_TRIALS))
        for n in (1, 2, 4):
            parts = [make(SMALL_TRIALS).run_part(part, n) for part in range(n)]
            with self.subTest(n):
                self.assertEqual(text(make(SMALL_TRIALS).merge(parts)), expected)
        with self.assertRaisesRegex(GLib.Error, "4 parts at most"):
            make(SMALL_TRIALS).run_part(0, 5)

    def test_what_is_found_may_change_after_the_parts_were_made(self):
        part = make(SMALL_TRIALS).run_part(0, 1)
        settings = {"curve_points": 0, "keep_samples": True, "tail": 0.9}
        result = make(SMALL_TRIALS, **settings).merge([part])
        expected = whole(trials=SMALL_TRIALS, **settings)
        self.assertEqual(text(result), text(expected))
        self.assertEqual(list(result.total.samples), list(expected.total.samples))

    def test_a_check_by_the_exact_method(self):
        amount = {"distribution": "lognormal", "low": 1e4, "high": 1e6}
        document = {"id": "one", "organization": {}, "risks": [
            {"id": "flood", "category": "system", "frequency": 1.5,
             "consequences": [{"impact": "financial", "magnitude": amount}]}]}
        assessment = Riskctx.Assessment.from_json(Json.from_string(json.dumps(document)))
        simulation = Riskctx.Simulation(assessment=assessment, trials=SMALL_TRIALS,
                                        cross_check=True)
        result = simulation.merge([simulation.run_part(0, 1)])
        self.assertEqual(result.get_cross_check().method, Riskctx.SimulationMethod.EXACT)

    def test_parts_of_something_else_are_refused(self):
        part = make(SMALL_TRIALS).run_part(0, 1)
        other = make(SMALL_TRIALS)
        other.options = ["operations"]
        cases = ((make(SMALL_TRIALS + 1), [part]), (make(SMALL_TRIALS), []),
                 (make(SMALL_TRIALS), [part, part]), (other, [part]),
                 (make(SMALL_TRIALS), [part[:-1]]),
                 (make(SMALL_TRIALS), [b""]))
        for number, (simulation, parts) in enumerate(cases):
            with self.subTest(number), self.assertRaises(GLib.Error) as caught:
                simulation.merge(parts)
            self.assertTrue(caught.exception.matches(Riskctx.Error.quark(),
                                                     Riskctx.Error.INVALID))
        changed = make(SMALL_TRIALS)
        changed.seed = 4
        with self.assertRaisesRegex(GLib.Error, "another plan or seed"):
            changed.merge([part])

    def test_bytes_may_begin_anywhere(self):
        part = make(SMALL_TRIALS).run_part(0, 1)
        for offset in range(1, 9, 3):
            bytes_ = GLib.Bytes.new(b" " * offset + part)
            moved = bytes_.new_from_bytes(offset, len(part))
            self.assertEqual(make(SMALL_TRIALS).merge([moved]).trials, SMALL_TRIALS)

    def test_other_methods_cannot_be_divided(self):
        method = Riskctx.SimulationMethod
        for settings in ({"method": method.EXACT}, {"method": method.YEARS}, {"precision": 0.01},
                         {"sampling": Riskctx.SimulationSampling.SOBOL}):
            for call in (lambda s: s.run_part(0, 1), lambda s: s.merge([])):
                with self.subTest(settings), self.assertRaises(GLib.Error) as caught:
                    call(make(**settings))
                self.assertTrue(caught.exception.matches(Riskctx.Error.quark(),
                                                         Riskctx.Error.UNSUPPORTED))

    def test_in_a_thread_with_progress(self):
        loop, seen, got = GLib.MainLoop(), [], []

        def done(simulation, result):
            got.append(simulation.run_part_finish(result))
            simulation.merge_async(got, None, merged)

        def merged(simulation, result):
            got.append(simulation.merge_finish(result))
            loop.quit()

        simulation = make()
        simulation.connect("notify::progress", lambda *_: seen.append(simulation.progress))
        simulation.run_part_async(0, 1, None, done)
        loop.run()
        self.assertEqual(text(got[1]), text(whole()))
        self.assertEqual(seen[-1], 1)

    def test_a_cancelled_part_is_none(self):
        cancellable = Gio.Cancellable()
        cancellable.cancel()
        for call in (lambda: make().run_part(0, 1, cancellable),
                     lambda: make().merge([], cancellable)):
            with self.assertRaises(GLib.Error) as caught:
                call()
            self.assertTrue(caught.exception.matches(Gio.io_error_quark(),
                                                     Gio.IOErrorEnum.CANCELLED))


class Memory(riskctx_tap.TestCase):
    def test_little_memory_gives_the_same(self):
        expected = text(whole())
        for kilobytes in (1, 1000, 4000):
            with self.subTest(kilobytes):
                self.assertEqual(text(whole(memory=kilobytes << 10)), expected)

    def test_what_does_not_fit_is_explained(self):
        with self.assertRaisesRegex(GLib.Error, "samples of 40000 years need more than 1 MiB"):
            whole(keep_samples=True, memory=1 << 20)
        with self.assertRaisesRegex(GLib.Error, "divide them into more parts"):
            make(memory=1 << 16).run_part(0, 1)
        self.assertEqual(make(memory=1 << 30).memory, 1 << 30)


if __name__ == "__main__":
    riskctx_tap.main()
