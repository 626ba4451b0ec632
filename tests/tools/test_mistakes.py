# SPDX-License-Identifier: LGPL-2.1-or-later
"""Mistakes that people make in a document: all are reported, each at its place, and no others."""

import json
import re

import riskctx_tap
from command import MISTAKES, TestCase

LINE = re.compile(r"^(?P<file>.*):(?P<line>\d+):(?P<column>\d+): error: (?P<pointer>/\S*): "
                  r"(?P<message>.*) \[(?P<code>RCX-E\d{4})\]$")


def place(text, offset):
    line = text.count("\n", 0, offset) + 1
    return line, offset - (text.rfind("\n", 0, offset) + 1) + 1


class Mistakes(TestCase):
    def replace_once(self, text, pattern, replacement, group):
        """Replaces a group of the first match; gives back the text and where the group began."""
        match = re.search(pattern, text)
        self.assertIsNotNone(match, pattern)
        start, end = match.span(group)
        return text[:start] + replacement + text[end:], start

    def errors(self, path):
        run = self.run_command("check", path, expect=MISTAKES)
        found = [LINE.match(line) for line in run.messages.splitlines() if ": error: " in line]
        self.assertNotIn(None, found, run.messages)
        return [{**m.groupdict(), "line": int(m["line"]), "column": int(m["column"])}
                for m in found], run.messages

    def test_three_mistakes_are_three_lines(self):
        text = self.new().read_text(encoding="utf-8")
        text, _ = self.replace_once(text, r'"category": ("system")', '"sytsem"', 1)
        text, _ = self.replace_once(text, r'"distribution": "lognormal",\s*"low": ([\d.]+)',
                                    "9e15", 1)
        text, _ = self.replace_once(text, r'"gaps": \[\s*("[^"]*")', '"nowhere"', 1)
        expected = sorted([
            (*place(text, text.index('"sytsem"')), "RCX-E0206"),
            (*place(text, text.index("9e15")), "RCX-E0207"),
            (*place(text, text.index('"nowhere"')), "RCX-E0303"),
        ])

        errors, messages = self.errors(self.write("wrong.json", text))

        self.assertEqual(sorted((e["line"], e["column"], e["code"]) for e in errors), expected)
        self.assertIn("system", next(m for m in messages.splitlines() if "sytsem" in m
                                     or "did you mean" in m))
        for error in errors:
            self.assertTrue(error["file"].endswith("wrong.json"))

    def test_the_same_list_comes_as_json(self):
        text = self.new().read_text(encoding="utf-8")
        text, offset = self.replace_once(text, r'"category": ("system")', '"sytsem"', 1)
        run = self.run_command("check", self.write("wrong.json", text), "--json", expect=MISTAKES)
        issues = [issue for issue in json.dumps(run.json) and flatten(run.json)
                  if issue.get("code") == "RCX-E0206"]
        self.assertEqual(len(issues), 1)
        self.assertEqual((issues[0]["line"], issues[0]["column"]), place(text, offset))
        self.assertRegex(issues[0]["pointer"], r"^/risks/\d+/category$|^/categories/")


def flatten(node):
    """Every object in a JSON value."""
    if isinstance(node, dict):
        yield node
        node = node.values()
    elif not isinstance(node, list):
        return
    for child in node:
        yield from flatten(child)


class Format(TestCase):
    def test_is_idempotent_and_keeps_what_it_does_not_know(self):
        text = self.new().read_text(encoding="utf-8")
        known = '"organization": {'
        unknown = '\n    "x_first": {"b": [1, 2.50, "text"], "a": null},'
        self.assertIn(known, text)
        text = text.replace(known, known + unknown, 1).replace("{", '{"x_top": [true],', 1)
        path = self.write("unknown.json", text)

        once = self.run_command("format", path, "-o", "-").text
        twice = self.run_command("format", "-", "-o", "-", stdin=once.encode()).text

        self.assertEqual(once, twice)
        self.assertEqual(ordered(once), ordered(text))

    def test_an_untouched_document_keeps_its_bytes(self):
        path = self.new()
        self.assertEqual(self.run_command("format", path, "-o", "-").bytes, path.read_bytes())


def ordered(text):
    """A document with the order of its members, and numbers as values."""
    return json.loads(text, object_pairs_hook=lambda pairs: pairs)


if __name__ == "__main__":
    riskctx_tap.main()
