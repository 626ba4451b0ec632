#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Adds up the test logs of Meson, and shows what failed.

Usage: summarize-tests.py TESTLOG.json... [--more LABEL:passed|failed|skipped]...

A program that speaks TAP counts with each of its tests, any other program counts as one.
A program that ends badly without naming a failed test counts as one failed test.
The last line is `N passed, N failed`, with `, N skipped` where any were.
The exit status is 1 if anything failed, or if nothing ran.
"""

import argparse
import json
import re
import sys

TAP_LINE = re.compile(r"^(ok|not ok)\b(?:\s+\d+)?\s*(?:-\s*)?(.*)$")
DIRECTIVE = re.compile(r"#\s*(SKIP|TO" r"DO)\b", re.IGNORECASE)
LINES_SHOWN = 40


def tap_lines(text):
    for line in text.splitlines():
        match = TAP_LINE.match(line)
        if match:
            yield match.group(1) == "ok", match.group(2)


def count(run):
    """The numbers of passed, failed and skipped tests of one program, and whether it is bad."""
    passed = failed = skipped = 0
    for ok, description in tap_lines(run.get("stdout") or ""):
        if DIRECTIVE.search(description):
            skipped += 1
        elif ok:
            passed += 1
        else:
            failed += 1

    result = run["result"]
    bad = result not in ("OK", "SKIP", "EXPECTEDFAIL")
    if passed + failed + skipped == 0:
        if result == "SKIP":
            skipped = 1
        elif not bad:
            passed = 1
    if bad and failed == 0:
        failed = 1
    return passed, failed, skipped, bad


def show(run):
    print(f"\n{run['name']}: {run['result']}", file=sys.stderr)
    output = (run.get("stdout") or "").splitlines()
    failures = [i for i, line in enumerate(output) if line.startswith("not ok")]
    if failures:
        # Each failed test with the comments that follow it.
        output = [line for start in failures
                  for line in [output[start], *takewhile_comment(output[start + 1:])]]
    lines = output + (run.get("stderr") or "").splitlines()
    for line in lines[:LINES_SHOWN]:
        print(f"  {line}", file=sys.stderr)
    if len(lines) > LINES_SHOWN:
        print(f"  … {len(lines) - LINES_SHOWN} more lines in the test log", file=sys.stderr)
    print(f"  again: {' '.join(run['command'])}", file=sys.stderr)


def takewhile_comment(lines):
    for line in lines:
        if not line.startswith("#"):
            return
        yield line


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("logs", nargs="*")
    parser.add_argument("--more", action="append", default=[])
    options = parser.parse_args()

    totals = {"passed": 0, "failed": 0, "skipped": 0}
    for log in options.logs:
        with open(log, encoding="utf-8") as lines:
            for line in lines:
                run = json.loads(line)
                passed, failed, skipped, bad = count(run)
                totals["passed"] += passed
                totals["failed"] += failed
                totals["skipped"] += skipped
                if bad:
                    show(run)
    for item in options.more:
        label, _, outcome = item.rpartition(":")
        totals[outcome] += 1
        if outcome == "failed":
            print(f"\n{label}: failed", file=sys.stderr)

    sys.stderr.flush()
    text = f"{totals['passed']} passed, {totals['failed']} failed"
    if totals["skipped"]:
        text += f", {totals['skipped']} skipped"
    print(text)
    sys.exit(1 if totals["failed"] or not totals["passed"] else 0)


if __name__ == "__main__":
    main()
