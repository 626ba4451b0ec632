# SPDX-License-Identifier: LGPL-2.1-or-later
"""The probe finds what it is for, and is content with a good page."""

import unittest

import chromium
import riskctx_tap

GOOD = """<p>Two lines of text that do not touch,<br>one below the other.</p>
<table><tr><th>left</th><td>100</td></tr></table>
<svg width="200" height="40" viewBox="0 0 200 40"><title>unseen</title>
<text x="10" y="20">inside</text></svg>
<span style="position:absolute;width:1px;height:1px;overflow:hidden">for readers</span>"""

BAD = {
    "overlap": '<p style="margin:0">one line of text</p>'
               '<p style="margin:0;position:relative;top:-14px">another line</p>',
    "leaves the page": '<p style="position:relative;left:1200px;white-space:nowrap">'
                       'a line that goes on and on to the right</p>',
    "wide": '<div style="width:3000px">wide</div>',
    "sticks out of <svg>": '<svg width="100" height="40" viewBox="0 0 100 40" overflow="visible">'
                           '<text x="60" y="20">much too long for this</text></svg>',
    "sticks out of <div>": '<div style="width:50px;overflow:hidden;white-space:nowrap">'
                           'clipped away at its end</div>',
    "sticks out of <td>": '<table style="table-layout:fixed;width:80px"><tr><td>'
                          'Unbreakableandmuchtoolong</td><td></td></tr></table>',
}


def page(body):
    return f'<!DOCTYPE html><html lang="en"><meta charset="utf-8"><body>{body}</body></html>'


@unittest.skipUnless(chromium.available(), "no browser")
class Probe(riskctx_tap.TestCase):
    def test_is_content_with_a_good_page(self):
        lines, wrong = chromium.lay_out(page(GOOD))
        self.assertNothing(wrong)
        self.assertEqual(lines, 5)

    def test_finds_what_is_wrong(self):
        for expected, body in BAD.items():
            with self.subTest(expected):
                _, wrong = chromium.lay_out(page(body))
                self.assertTrue(any(expected in text for text in wrong), wrong)

    def test_is_content_with_a_good_print(self):
        pages, wrong = chromium.print_a4(page("<style>@page{size:A4}</style>" + GOOD))
        self.assertNothing(wrong)
        self.assertEqual(len(pages), 1)

    def test_finds_what_is_wrong_in_print(self):
        _, wrong = chromium.print_a4(page("<style>@page{size:A5}</style>" + BAD["overlap"]))
        self.assertTrue(any("not A4" in text for text in wrong), wrong)
        self.assertTrue(any("overlap" in text for text in wrong), wrong)


if __name__ == "__main__":
    riskctx_tap.main()
