# SPDX-License-Identifier: LGPL-2.1-or-later
"""Two versions compared from a program: at once what changed, after a run what it does."""

import json

import gi

gi.require_version("Json", "1.0")
gi.require_version("Riskctx", "1")
from gi.repository import Gio, GLib, Json, Riskctx  # noqa: E402

import riskctx_tap  # noqa: E402


def load(edit=lambda document: None):
    document = json.loads(Riskctx.Assessment.model_company("ec-site").to_text())
    edit(document)
    return Riskctx.Assessment.load_from_bytes(GLib.Bytes.new(json.dumps(document).encode()))


def double_malware(document):
    malware = next(risk for risk in document["risks"] if risk["id"] == "malware")
    malware["frequency"] = {"distribution": "fixed", "value": 0.1}


def compare(edit=double_malware):
    comparison = Riskctx.VersionComparison.new(load(), load(edit))
    comparison.get_simulation().set_trials(5000)
    return comparison


class Versions(riskctx_tap.TestCase):
    def check_result(self, comparison):
        (change,) = comparison.get_changes()
        before, after = (figure.get_value() for figure in (comparison.get_expected_before(),
                                                           comparison.get_expected_after()))
        self.assertEqual(before + change.get_part().get_value(), after)
        self.assertGreater(after, before)
        self.assertIsNone(comparison.get_rest())
        self.assertTrue(comparison.is_answer_changed(Riskctx.Question.REDUCTION))
        self.assertFalse(comparison.is_answer_changed(Riskctx.Question.PURPOSE))

    def test_changes_are_there_at_once(self):
        comparison = compare()
        (change,) = comparison.get_changes()
        self.assertEqual((change.get_kind(), change.get_noun(), change.get_item_id(),
                          change.get_member(), change.get_pointer()),
                         (Riskctx.ChangeKind.CHANGED, "risk", "malware", "frequency", "/risks/3"))
        self.assertEqual(change.describe("ja"),
                         "頻度（年）：PERT分布 0.01 – 0.03 – 0.08 → 0.1")
        self.assertIsNone(change.get_part())
        self.assertIsNone(comparison.get_expected_before())
        self.assertIsNone(comparison.get_new_findings())
        self.assertFalse(comparison.is_answer_changed(Riskctx.Question.REDUCTION))

    def test_a_run(self):
        comparison = compare()
        self.assertTrue(comparison.run(None))
        self.assertEqual(comparison.get_progress(), 1)
        self.check_result(comparison)
        again = compare()
        again.run(None)
        self.assertEqual(*(Json.to_string(one.to_json(None), False) for one in (comparison, again)))

    def test_a_dictionary_is_what_json_says(self):
        comparison = compare()
        comparison.run()
        for language in ("ja", "en"):
            self.assertEqual(comparison.to_dict(language),
                             json.loads(Json.to_string(comparison.to_json(language), False)))
            self.assertEqual(list(comparison.to_dict(language)["changes"][0]["before"]),
                             [language])

    def test_a_run_in_a_thread(self):
        comparison, loop, seen = compare(), GLib.MainLoop(), []
        comparison.connect("notify::progress", lambda *_: seen.append(comparison.get_progress()))

        def done(_, result):
            self.assertTrue(comparison.run_finish(result))
            loop.quit()
        comparison.run_async(None, done)
        loop.run()
        self.assertEqual(seen, sorted(seen))
        self.assertEqual(seen[-1], 1)
        self.check_result(comparison)

    def test_a_run_that_is_cancelled(self):
        comparison, cancellable = compare(), Gio.Cancellable()
        cancellable.cancel()
        with self.assertRaises(GLib.Error) as caught:
            comparison.run(cancellable)
        self.assertTrue(caught.exception.matches(Gio.io_error_quark(), Gio.IOErrorEnum.CANCELLED))
        loop, errors = GLib.MainLoop(), []

        def done(_, result):
            try:
                comparison.run_finish(result)
            except GLib.Error as error:
                errors.append(error.code)
            loop.quit()
        comparison.run_async(cancellable, done)
        loop.run()
        self.assertEqual(errors, [Gio.IOErrorEnum.CANCELLED])

    def test_later_changes_do_not_reach_it(self):
        before = load()
        after = load(double_malware)
        comparison = Riskctx.VersionComparison.new(before, after)
        before.get_risks().remove(0)
        comparison.get_simulation().set_trials(1000)
        comparison.run(None)
        self.check_result(comparison)

    def test_estimates_are_written_for_people(self):
        estimate = Riskctx.Estimate.new_pert(1000000, 2000000, 5000000, 4)
        self.assertEqual(estimate.format("JPY", "ja"), "PERT分布 100万円 – 200万円 – 500万円")
        self.assertEqual(estimate.format(None, "en"), "PERT 1,000,000 – 2,000,000 – 5,000,000")
        self.assertEqual(Riskctx.Estimate.new_fixed(0.25).format(None, "ja"), "0.25")


if __name__ == "__main__":
    riskctx_tap.main()
