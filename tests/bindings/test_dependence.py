# SPDX-License-Identifier: LGPL-2.1-or-later
"""Shocks, triggers and groups of risks that go together, from a document to its figures."""

import json

import gi
import riskctx_tap

gi.require_version("Json", "1.0")
gi.require_version("Riskctx", "1")
from gi.repository import Json, Riskctx  # noqa: E402


def risk(name, frequency, amount, **more):
    return {"id": name, "category": "system", "frequency": frequency,
            "consequences": [{"impact": "financial", "magnitude": amount}], **more}


def assessment(**more):
    document = {"id": "small", "organization": {},
                "risks": [risk("a", 0.5, 100), risk("b", 0.5, 100)], **more}
    return Riskctx.Assessment.from_json(Json.from_string(json.dumps(document)))


def simulate(subject, **settings):
    simulation = Riskctx.Simulation(assessment=subject, trials=20000, keep_samples=True, **settings)
    return simulation.run(None)


class Dependence(riskctx_tap.TestCase):
    def test_a_group_moves_together(self):
        subject = assessment(dependences=[{"id": "group", "risks": ["a", "b"], "correlation": 1}])
        result = simulate(subject)
        a, b = (list(result.get_by_risk(name).samples) for name in "ab")
        self.assertEqual(a, b)
        self.assertIn("depend", result.describe_method("en"))
        self.assertIn("依存", result.describe_method("ja"))
        free = simulate(assessment(), method=Riskctx.SimulationMethod.MONTE_CARLO)
        self.assertEqual(list(free.get_by_risk("a").samples) == list(free.get_by_risk("b").samples),
                         False)

    def test_a_trigger_brings_the_other(self):
        subject = assessment(risks=[
            risk("a", 0.5, 100, triggers=[{"risk": "b"}]), risk("b", 0, 30)])
        result = simulate(subject)
        a, b = (list(result.get_by_risk(name).samples) for name in "ab")
        self.assertEqual([round(x * 0.3) for x in a], [round(x) for x in b])
        self.assertAlmostEqual(result.total.get_mean(), 65, delta=5)

    def test_a_shock_hits_both(self):
        subject = assessment(
            risks=[risk("a", 0, 100), risk("b", 0, 30)],
            shocks=[{"id": "quake", "frequency": 1, "frequency_model": "fixed",
                     "triggers": [{"risk": "a"}, {"risk": "b", "probability": 0.5}]}])
        result = simulate(subject)
        self.assertEqual(set(result.get_by_risk("a").samples), {100})
        self.assertEqual(set(result.get_by_risk("b").samples), {0, 30})
        self.assertAlmostEqual(result.get_by_risk("b").get_mean(), 15, delta=0.6)

    def test_it_is_written_back(self):
        document = {"dependences": [{"id": "group", "copula": "student-t", "degrees": 3,
                                     "scope": ["magnitudes"], "risks": ["a", "b"],
                                     "pairs": [{"risk": "a", "other": "b", "correlation": -0.4}]}]}
        subject = assessment(**document)
        written = json.loads(Json.to_string(subject.to_json(), False))
        self.assertEqual(written["dependences"], document["dependences"])
        group = subject.get_dependences().get_item(0)
        self.assertEqual(group.get_scope(), Riskctx.DependenceScope.MAGNITUDES)
        self.assertEqual(list(group.dup_matrix()), [1, -0.4, -0.4, 1])
        self.assertEqual(list(group.dup_nearest()), [1, -0.4, -0.4, 1])

    def test_contradictions_are_found_and_mended(self):
        pairs = [{"risk": "a", "other": "b", "correlation": 0},
                 {"risk": "b", "other": "c", "correlation": 0},
                 {"risk": "a", "other": "c", "correlation": 0}]
        subject = assessment(
            risks=[risk(name, 1, 1) for name in "abc"],
            dependences=[{"id": "group", "risks": ["a", "b", "c"], "pairs": pairs}])
        group = subject.get_dependences().get_item(0)
        for pair, value in zip(group.get_pairs(), (0.9, 0.9, -0.9)):
            pair.set_correlation(value)
        issues = [issue.to_string(None, "ja") for issue in subject.check()]
        self.assertEqual(len(issues), 1)
        self.assertIn("RCX-E0216", issues[0])
        self.assertIn("/dependences/0/risks/2", issues[0])
        nearest = list(group.dup_nearest())
        for pair, value in zip(group.get_pairs(), (nearest[1], nearest[5], nearest[2])):
            pair.set_correlation(value)
        self.assertEqual(subject.check().get_n_items(), 0)
        # By symmetry all three are as far from what was asked: the nearest is 0.5, 0.5, -0.5.
        self.assertAlmostEqual(nearest[1], 0.5, places=6)
        self.assertAlmostEqual(nearest[2], -0.5, places=6)


if __name__ == "__main__":
    riskctx_tap.main()
