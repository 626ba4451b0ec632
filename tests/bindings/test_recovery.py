# SPDX-License-Identifier: LGPL-2.1-or-later
"""What a recovery does to cash, against courses that are computed by hand."""

import json

import gi
import jsonschema
import riskctx_tap

gi.require_version("Json", "1.0")
gi.require_version("Riskctx", "1")
from gi.repository import GLib, Json, Riskctx  # noqa: E402

Amount = Riskctx.RecoveryAmount
Figure = Riskctx.RecoveryFigure
WEEK, MONTH = Riskctx.RecoveryPeriod.WEEK, Riskctx.RecoveryPeriod.MONTH

# 10 of sales a day, 4 of contribution, 3 of fixed cost, 1 of profit
BUSINESS = {"sales": 3650, "contribution_margin": 0.4, "profit": 365, "cash": 20}


def course(steps, period=WEEK, organization=None, **recovery):
    document = {"id": "small", "currency": "JPY",
                "organization": BUSINESS if organization is None else organization,
                "recoveries": [{"id": "stop", "title": "Stop", "steps": steps, **recovery}]}
    assessment = Riskctx.Assessment.from_json(Json.from_string(json.dumps(document)))
    return Riskctx.RecoveryCourse.new(assessment, "stop", period)


class Recovery(riskctx_tap.TestCase):
    def amounts(self, result, which):
        return [result.get_amount(i, which) for i in range(result.get_n_periods())]

    def same(self, values, expected):
        self.assertEqual(len(values), len(expected), values)
        for value, wanted in zip(values, expected):
            self.assertAlmostEqual(value, wanted, places=9)

    def value(self, result, which):
        return result.get_figure(which).get_value()

    def test_a_stop_of_ten_days(self):
        result = course([{"days": 10, "cost": 30, "resumes": 1}])
        self.same(self.amounts(result, Amount.SALES_LOST), [70, 30, 0])
        self.same(self.amounts(result, Amount.CONTRIBUTION_LOST), [28, 12, 0])
        self.same(self.amounts(result, Amount.CONTRIBUTION), [0, 16, 28])
        self.same(self.amounts(result, Amount.FIXED_COST), [21, 21, 21])
        self.same(self.amounts(result, Amount.RECOVERY_COST), [21, 9, 0])
        # 20 − 21 − 21, + 16 − 21 − 9, + 28 − 21
        self.same(self.amounts(result, Amount.CASH), [-22, -36, -29])
        for which, wanted in [(Figure.FIRST_RESUMED, 10), (Figure.ALL_RESUMED, 10),
                              (Figure.SALES_LOST, 100), (Figure.CONTRIBUTION_LOST, 40),
                              (Figure.RECOVERY_COST, 30), (Figure.INSURANCE, 0),
                              (Figure.LOSS, 70), (Figure.LOWEST_CASH, -36),
                              (Figure.CASH_NEEDED, 56), (Figure.SURVIVAL, 20 / (3 * 365 / 12))]:
            self.assertAlmostEqual(self.value(result, which), wanted, places=9, msg=str(which))

    def test_it_resumes_in_part_and_customers_come_back_slowly(self):
        # half stands still; half of that runs from day 7 on, all from day 14 on; a fifth of the
        # customers stay away until then and are back, evenly, on day 28
        result = course([{"days": 7}, {"days": 0, "cost": 5, "resumes": 0.5},
                         {"days": 7, "resumes": 1}],
                        stopped_share=0.5, lost_share=0.2, regain_days=14)
        self.same(self.amounts(result, Amount.SALES_LOST),
                  [35, 70 * 0.5 * (1 - 0.5 * 0.8), 70 * 0.5 * 0.15, 70 * 0.5 * 0.05, 0])
        self.same(self.amounts(result, Amount.RECOVERY_COST), [0, 5, 0, 0, 0])
        self.assertAlmostEqual(self.value(result, Figure.FIRST_RESUMED), 7)
        self.assertAlmostEqual(self.value(result, Figure.ALL_RESUMED), 14)
        # 3 of fixed cost less 2 that come in all the same: 1 a day
        self.assertAlmostEqual(self.value(result, Figure.SURVIVAL), 20 / (365 / 12))

    def test_insurance_pays_late(self):
        result = course([{"days": 10, "cost": 30, "resumes": 1}],
                        insurance={"deductible": 10, "limit": 50, "share": 0.8},
                        insurance_delay=20)
        self.assertAlmostEqual(self.value(result, Figure.INSURANCE), 0.8 * 50)
        self.assertAlmostEqual(self.value(result, Figure.LOSS), 70 - 40)
        paid = self.amounts(result, Amount.INSURANCE)
        self.assertEqual([i for i, amount in enumerate(paid) if amount], [4])
        self.assertAlmostEqual(self.value(result, Figure.LOWEST_CASH), -36)
        self.assertEqual(len(paid), 6)

    def test_months_add_up_like_weeks(self):
        steps = [{"days": 60, "cost": 30}, {"days": 40, "cost": 7, "resumes": 1}]
        weeks, months = course(steps), course(steps, MONTH)
        for which in (Amount.SALES_LOST, Amount.RECOVERY_COST):
            self.assertAlmostEqual(sum(self.amounts(weeks, which)),
                                   sum(self.amounts(months, which)), places=6)
        self.assertAlmostEqual(self.amounts(months, Amount.SALES_LOST)[0], 3650 / 12, places=9)

    def test_objectives(self):
        for objective, in_time in ((10, True), (9, False), (None, True)):
            more = {} if objective is None else {"objective": objective}
            self.assertEqual(course([{"days": 10, "resumes": 1}], **more).is_in_time(), in_time)
        for age, kept in ((1, True), (2, False)):
            result = course([{"days": 1, "resumes": 1}], point_objective=1, copy_age=age)
            self.assertEqual(result.keeps_data(), kept)

    def test_what_does_not_exist_says_why(self):
        result = course([{"days": 10}])
        self.assertFalse(result.is_in_time())
        for which in (Figure.FIRST_RESUMED, Figure.ALL_RESUMED):
            self.assertIn("does not run again", result.get_figure(which).get_reason().get("en"))
        for missing, reason in [("sales", "sales are not"), ("contribution_margin", "margin"),
                                ("profit", "profit is not")]:
            business = {name: value for name, value in BUSINESS.items() if name != missing}
            result = course([{"days": 10, "resumes": 1}], organization=business)
            self.assertEqual(result.get_n_periods(), 0)
            self.assertIn(reason, result.get_figure(Figure.LOSS).get_reason().get("en"))
        result = course([{"days": 10, "resumes": 1}],
                        organization={**BUSINESS, "cash": None} and {
                            name: value for name, value in BUSINESS.items() if name != "cash"})
        self.assertIn("cash", result.get_figure(Figure.SURVIVAL).get_reason().get("en"))
        self.assertAlmostEqual(self.value(result, Figure.CASH_NEEDED), 7 * 3 + 3 * 3 - 4 * 4 + 12)
        result = course([{"days": 10, "resumes": 1}], stopped_share=0.1)
        self.assertIn("even then", result.get_figure(Figure.SURVIVAL).get_reason().get("en"))
        with self.assertRaises(GLib.Error):
            Riskctx.RecoveryCourse.new(Riskctx.Assessment.new(None), "nowhere", WEEK)

    def test_no_steps_no_loss(self):
        result = course([])
        self.assertEqual([self.value(result, which) for which in
                          (Figure.ALL_RESUMED, Figure.SALES_LOST, Figure.LOSS)], [0, 0, 0])

    def test_its_json_keeps_its_schema(self):
        schema = json.loads(Json.to_string(Riskctx.RecoveryCourse.get_schema(), False))
        company = Riskctx.Assessment.model_company("ec-site")
        for recovery in company.get_recoveries():
            result = Riskctx.RecoveryCourse.new(company, recovery.get_id(), MONTH)
            jsonschema.validate(json.loads(Json.to_string(result.to_json(), False)), schema)
            self.assertTrue(result.get_figure(Figure.LOSS).is_defined())
            self.assertGreater(self.value(result, Figure.CASH_NEEDED), 0)
        self.assertEqual(len(list(company.get_recoveries())), 1)


if __name__ == "__main__":
    riskctx_tap.main()
