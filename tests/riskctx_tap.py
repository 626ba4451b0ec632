# SPDX-License-Identifier: LGPL-2.1-or-later
"""Runs the unittest cases of a module and reports them as TAP, one line per test method.

A test file ends with

    if __name__ == "__main__":
        riskctx_tap.main()

so that the harness counts every method, and a failure shows its traceback as TAP comments.
"""

import os
import sys
import unittest

# Frames of this module say nothing about a failure: unittest leaves them out.
__unittest = True


def interpreter_environment():
    """For a Python or GJS started by a test: a library with sanitizers needs theirs before it."""
    preload = os.environ.get("RISKCTX_INTERPRETER_PRELOAD")
    if not preload:
        return dict(os.environ)
    return {**os.environ, "LD_PRELOAD": preload, "ASAN_OPTIONS": "detect_leaks=0"}


class TestCase(unittest.TestCase):
    """A test case whose failures name everything that is wrong, one a line."""

    maxDiff = None

    def assertNothing(self, wrong, what="wrong"):
        lines = [str(one) for one in wrong]
        if lines:
            self.fail(f"{what}:\n" + "\n".join(lines))


class _TapResult(unittest.TestResult):
    def __init__(self):
        super().__init__()
        self.count = 0
        self.failed = 0

    def _line(self, ok, test, directive="", details=""):
        self.count += 1
        self.failed += not ok
        name = test.id().replace("__main__.", "").replace("#", " ")
        print(f"{'ok' if ok else 'not ok'} {self.count} - {name}{directive}")
        for line in details.splitlines():
            print(f"# {line}")
        sys.stdout.flush()

    def addSuccess(self, test):
        self._line(True, test)

    def addFailure(self, test, err):
        self._line(False, test, details=self._exc_info_to_string(err, test))

    addError = addFailure

    def addSkip(self, test, reason):
        self._line(True, test, directive=f" # SKIP {reason}")

    def addExpectedFailure(self, test, err):
        self._line(True, test)

    def addUnexpectedSuccess(self, test):
        self._line(False, test, details="expected to fail, but passed")

    def addSubTest(self, test, subtest, err):
        # A method with failing parts is one failed test, with the details of each part.
        if err is not None:
            self._line(False, subtest, details=self._exc_info_to_string(err, test))


def main(module="__main__"):
    result = _TapResult()
    unittest.defaultTestLoader.loadTestsFromName(module).run(result)
    print(f"1..{result.count}")
    sys.exit(1 if result.failed else 0)
