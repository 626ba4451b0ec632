# SPDX-License-Identifier: LGPL-2.1-or-later
"""Qualitative work on the common risk base: scales, their meaning in money, and the matrix."""

import itertools
import json
import math

import gi

gi.require_version("Riskctx", "1")
from gi.repository import GLib, Riskctx  # noqa: E402  pylint: disable=wrong-import-position

import riskctx_tap  # noqa: E402  pylint: disable=wrong-import-position


def read(matrix=(), impact=(), likelihood=()):
    text = json.dumps({"id": "a", "organization": {"id": "o"}, "criteria": {
        "impact_scale": [{"rating": r, "from": f} for r, f in impact],
        "likelihood_scale": [{"rating": r, "from": f} for r, f in likelihood],
        "matrix": [{"impact": i, "likelihood": l, "level": v} for i, l, v in matrix]}})
    result = Riskctx.Document.new(GLib.Bytes.new(text.encode()), None)
    errors = [(issue.get_code(), issue.get_pointer()) for issue in result.get_issues()]
    return result.get_assessment() and result.get_assessment().get_criteria(), errors


class Scales(riskctx_tap.TestCase):
    def test_money_becomes_a_rating_and_a_rating_money(self):
        criteria, _ = read(impact=[(1, 0), (2, 1e6), (4, 1e7)], likelihood=[(1, 0.01), (2, 1)])
        for loss, rating in ((-1, 0), (0, 1), (999999, 1), (1e6, 2), (9.9e6, 2), (1e7, 4),
                             (1e300, 4), (math.inf, 4)):
            self.assertEqual(criteria.rate_impact(loss), rating, loss)
        for frequency, rating in ((0, 0), (0.01, 1), (0.99, 1), (1, 2), (365, 2)):
            self.assertEqual(criteria.rate_likelihood(frequency), rating, frequency)
        self.assertEqual(criteria.get_impact_range(2), (True, 1e6, 1e7))
        self.assertEqual(criteria.get_impact_range(4), (True, 1e7, math.inf))
        self.assertEqual(criteria.get_impact_range(3), (False, 0, 0))
        self.assertEqual(criteria.get_likelihood_range(1), (True, 0.01, 1))

    def test_both_ways_agree(self):
        for company in Riskctx.list_model_companies():
            criteria = Riskctx.Assessment.model_company(company.get_id()).get_criteria()
            self.assertGreater(len(criteria.get_impact_scale()), 0)
            for step in criteria.get_impact_scale():
                known, start, end = criteria.get_impact_range(step.get_rating())
                self.assertTrue(known)
                self.assertEqual(criteria.rate_impact(start), step.get_rating())
                if math.isfinite(end):
                    self.assertEqual(criteria.rate_impact(math.nextafter(end, start)),
                                     step.get_rating())
                    self.assertEqual(criteria.rate_impact(end), step.get_rating() + 1)

    def test_without_a_scale_nothing_is_rated(self):
        criteria = Riskctx.Criteria.new(None)
        self.assertEqual(criteria.rate_impact(1e9), 0)
        self.assertEqual(criteria.find_level(1, 1), 0)


class Matrix(riskctx_tap.TestCase):
    def test_any_size_can_be_looked_up(self):
        cells = [(i, l, min(9, i + l - 1)) for i in range(1, 4) for l in range(1, 6)]
        criteria, errors = read(cells)
        self.assertEqual(errors, [])
        for impact, likelihood, level in cells:
            self.assertEqual(criteria.find_level(impact, likelihood), level)
        self.assertEqual(criteria.find_level(4, 1), 0)

    def test_a_level_that_falls_is_found_wherever_it_is(self):
        cells = [(i, l, i + l) for i, l in itertools.product((1, 2, 4), (1, 3))]
        self.assertEqual(read(cells)[1], [])
        for order in (cells, cells[::-1]):
            wrong = [(i, l, 1 if (i, l) == (4, 3) else v) for i, l, v in order]
            criteria, errors = read(wrong)
            self.assertIsNone(criteria)
            self.assertEqual({code for code, _ in errors}, {"RCX-E0313"})
        # Higher in one respect and lower in the other: nothing can be said.
        self.assertEqual(read([(1, 2, 3), (2, 1, 1)])[1], [])

    def test_a_cell_is_there_once(self):
        self.assertEqual(read([(1, 1, 1), (2, 1, 1), (1, 1, 1)])[1],
                         [("RCX-E0312", "/criteria/matrix/2")])
        many = [(1 + i % 9, 1 + i // 9 % 9, 9) for i in range(2000)]
        self.assertIn(("RCX-E0312", "/criteria/matrix/81"), read(many)[1])


if __name__ == "__main__":
    riskctx_tap.main()
