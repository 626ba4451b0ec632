# SPDX-License-Identifier: LGPL-2.1-or-later
"""What incidents say about estimates, as a program in Python meets it."""

import gi

gi.require_version("Riskctx", "1")
from gi.repository import Riskctx  # noqa: E402

import riskctx_tap  # noqa: E402


class Lessons(riskctx_tap.TestCase):
    def test_a_company_learns(self):
        company = Riskctx.Assessment.model_company("trading")
        lessons = {one.get_risk().get_id(): one for one in company.lessons()
                   if one.get_consequence() is None}
        core = lessons["core-failure"]
        self.assertEqual(core.get_count(), 1)
        self.assertEqual(lessons["payment-attack"].get_count(), 0)
        self.assertLess(core.get_before().get_mean(), core.get_after().get_mean())
        self.assertGreater(lessons["payment-attack"].get_before().get_mean(),
                           lessons["payment-attack"].get_after().get_mean())
        after = core.get_after().get_mean()
        company.learn()
        self.assertEqual(company["core-failure"].get_frequency().get_mean(), after)
        self.assertEqual(company.get_incidents_from(), "2026-04-01")
        self.assertTrue(any("core-failure" in change.describe("en") or change.get_member()
                            for change in Riskctx.VersionComparison.new(
                                Riskctx.Assessment.model_company("trading"),
                                company).get_changes()))

    def test_an_incident_is_recorded(self):
        company = Riskctx.Assessment.model_company("trading")
        incident = Riskctx.Incident.new("fresh")
        incident.set_date("2026-01-10")
        incident.set_risk("core-failure")
        loss = Riskctx.IncidentLoss.new(None)
        loss.set_consequence("core-failure-stop")
        loss.set_amount(2_000_000)
        incident.get_losses().append(loss)
        company.get_incidents().append(incident)
        found = {(one.get_risk().get_id(), one.get_consequence() is not None): one.get_count()
                 for one in company.lessons(weight=2)}
        self.assertEqual(found["core-failure", False], 2)
        self.assertEqual(found["core-failure", True], 2)


if __name__ == "__main__":
    riskctx_tap.main()
