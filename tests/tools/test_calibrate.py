# SPDX-License-Identifier: LGPL-2.1-or-later
"""Estimates made of judgments and records, from the command line."""

import json

import riskctx_tap
from command import FAILURE, MISTAKES, USAGE, TestCase

# From the classical model's own example of four bins: see tests/unit/test-fits.c.
EXPERTS = "name,question,5%,50%,95%,truth\n" + "".join(
    f"A,q{i},10,20,30,{truth}\nB,q{i},1,2,3,{truth}\n"
    for i, truth in enumerate([5] + [15] * 9 + [25] * 9 + [35])) \
    + "A,x,100,200,400,\nB,x,1,2,4,\n"


class Calibrate(TestCase):
    def calibrate(self, *arguments, **options):
        return self.run_command("calibrate", *arguments, "--json", **options).json

    def test_an_interval_is_kept(self):
        estimate = self.calibrate("interval", 100, 10000, "--confidence", 0.8)["estimate"]
        self.assertEqual((estimate["distribution"], estimate["low"], estimate["high"]),
                         ("lognormal", 100, 10000))
        self.assertAlmostEqual(estimate["confidence"], 0.8)
        self.assertEqual(estimate["basis"], "expert")
        share = self.calibrate("interval", 0.1, 0.4, "--law", "share")["estimate"]
        self.assertEqual((share["distribution"], share["low"], share["high"]), ("pert", 0, 1))

    def test_points_move_outwards(self):
        ends = self.calibrate("points", 2, 5, 20)["estimate"]
        wide = self.calibrate("points", 2, 5, 20, "--confidence", 0.9)["estimate"]
        self.assertEqual((ends["low"], ends["mode"], ends["high"]), (2, 5, 20))
        self.assertEqual(wide["mode"], 5)
        self.assertLess(wide["low"], 2)
        self.assertGreater(wide["high"], 20)

    def test_losses_are_fitted(self):
        path = self.write("losses.csv", "\ufeff\"amount\"\r\n2\r\n3\r\n\r\n\"1\"\r\n")
        answer = self.calibrate("losses", path, "--replicates", 0)
        laws = {law["law"]: law for law in answer["fit"]["laws"]}
        self.assertAlmostEqual(laws["inverse-gaussian"]["shape"], 9, delta=1e-9)
        self.assertAlmostEqual(laws["exponential"]["mean"], 2, delta=1e-12)
        self.assertNotIn("anderson_darling_p", laws["gamma"])
        self.assertEqual(answer["estimate"]["basis"], "measured")
        again = self.run_command("calibrate", "losses", "-", "--replicates", 0, "--json",
                                 stdin=path.read_bytes()).json
        self.assertEqual(again, answer)
        known = self.calibrate("losses", path, "--threshold", 1, "--below", 4, "--replicates", 5)
        self.assertEqual((known["fit"]["n_below"], known["fit"]["truncated"]), (4, False))
        unknown = self.calibrate("losses", path, "--threshold", 0.5, "--replicates", 5)
        self.assertTrue(unknown["fit"]["truncated"])

    def test_counts_have_exposures(self):
        path = self.write("counts.csv", "count,years\n4,2\n1,0.5\n7,4\n2\n")
        answer = self.calibrate("counts", path)
        self.assertEqual(answer["fit"]["model"], "poisson")
        self.assertAlmostEqual(answer["estimate"]["mean"], 14.5 / 7.5)

    def test_experts_are_weighed(self):
        path = self.write("experts.csv", EXPERTS)
        answer = self.calibrate("experts", path)
        self.assertEqual([expert["weight"] for expert in answer["fit"]["experts"]], [1, 0])
        self.assertEqual(answer["estimate"]["components"][0]["high"], 400)
        equal = self.write("equal.csv", "A,x,100,200,400\nB,x,1,2,4\n")
        answer = self.calibrate("experts", equal)
        self.assertEqual([expert["weight"] for expert in answer["fit"]["experts"]], [0.5, 0.5])
        self.assertFalse(answer["fit"]["calibrated"])

    def test_an_estimate_can_stand_in_a_document(self):
        mine = self.new()
        document = json.loads(mine.read_text(encoding="utf-8"))
        path = self.write("counts.csv", "0\n1\n0\n2\n")
        document["risks"][0]["frequency"] = self.calibrate("counts", path)["estimate"]
        mine.write_text(json.dumps(document), encoding="utf-8")
        self.run_command("check", mine)

    def test_it_speaks_both_languages(self):
        path = self.write("losses.csv", "2\n3\n1\n")
        english = self.run_command("calibrate", "losses", path, "--language", "en").text
        japanese = self.run_command("calibrate", "losses", path, "--language", "ja").text
        self.assertIn("Fitted by maximum likelihood to 3 losses", english)
        self.assertIn("損失3件に最尤法で当てはめ", japanese)
        self.assertNotRegex(japanese, "likelihood|Best")

    def test_mistakes_are_located(self):
        path = self.write("losses.csv", "amount\r\n2\r\nthree\r\n1\r\n")
        run = self.run_command("calibrate", "losses", path, expect=MISTAKES)
        self.assertIn(f"{path}:3:", run.messages)
        half = self.write("counts.csv", "1\n0.5\n")
        run = self.run_command("calibrate", "counts", half, expect=MISTAKES)
        self.assertIn(f"{half}:2:", run.messages)
        falling = self.write("experts.csv", "A,x,3,2,1\n")
        run = self.run_command("calibrate", "experts", falling, expect=MISTAKES)
        self.assertIn(f"{falling}:1:", run.messages)
        missing = self.write("missing.csv", "A,q,1,2,3,2\nA,x,1,2,3\nB,x,1,2,3\n")
        run = self.run_command("calibrate", "experts", missing, expect=MISTAKES)
        self.assertIn("missing", run.messages)

    def test_wrong_calls_are_refused(self):
        self.run_command("calibrate", "guess", 1, expect=USAGE)
        self.run_command("calibrate", "interval", 1, expect=USAGE)
        self.run_command("calibrate", "interval", "one", 2, expect=USAGE)
        self.run_command("calibrate", "interval", 1, 2, "--law", "pert", expect=USAGE)
        self.run_command("calibrate", "losses", self.folder / "none.csv", expect=FAILURE)
        self.run_command("calibrate", "interval", 2, 1, expect=FAILURE)
        self.run_command("calibrate", "losses", self.write("few.csv", "1\n"), expect=FAILURE)


if __name__ == "__main__":
    riskctx_tap.main()
