#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Takes every row out of the library's data in turn, and lists those that no test misses.

usage: remove-rows.py BUILD_DIR [FILE...]   (a few minutes; FILE such as rules.json)

The library is not built again: GIO lays a file without the row over the one in the library.
"""
import json
import os
import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
DATA = ROOT / "libriskctx" / "data"
# What is in a list of a file, and the test that knows it
ROWS = {
    "mapping.json": ("rows", "test_mapping.py"),
    "rules.json": ("rules", "test_derivation.py"),
    "interview.json": ("questions", "test_interview.py"),
    **{f"practice/{name}.json": ("rows", "test_practice.py")
       for name in ("check-sheet", "policy", "working-day")},
    **{f"catalogs/{path.name}": ("entries", "test_catalogs.py")
       for path in sorted((DATA / "catalogs").glob("*.json"))},
}


def passes(build, test, overlays=""):
    library = str(build / "libriskctx")
    environment = dict(os.environ, LD_LIBRARY_PATH=library, GI_TYPELIB_PATH=library,
                       PYTHONPATH=f"{ROOT / 'bindings' / 'python'}:{ROOT / 'tests'}",
                       RISKCTX_COMMAND=str(build / "tools" / "riskctx"),
                       RISKCTX_SOURCE_ROOT=str(ROOT), G_TEST_SRCDIR=str(ROOT / "tests"),
                       G_TEST_BUILDDIR=str(build / "tests"))
    if overlays:
        environment["G_RESOURCE_OVERLAYS"] = overlays
    run = subprocess.run([sys.executable, ROOT / "tests" / "bindings" / test], env=environment,
                         capture_output=True, text=True, timeout=300)
    return run.returncode == 0 and "\nnot ok" not in run.stdout


def main():
    build = pathlib.Path(sys.argv[1]).resolve()
    missed = 0
    for name in sys.argv[2:] or ROWS:
        kind, test = ROWS[name]
        data = json.loads((DATA / name).read_text(encoding="utf-8"))
        rows = data[kind]
        with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as other:
            overlay = f"/org/riskctx/{name}={other.name}"

            def lay(rest):
                other.seek(0)
                other.truncate()
                json.dump({**data, kind: rest}, other, ensure_ascii=False)
                other.flush()

            lay(rows)
            if not passes(build, test, overlay):
                sys.exit(f"{test} fails with {name} as it is")
            left = []
            for i, row in enumerate(rows):
                lay(rows[:i] + rows[i + 1:])
                if passes(build, test, overlay):
                    left.append(row.get("id", str(i)))
        missed += len(left)
        print(f"{name}: {len(rows)} {kind} taken out, {len(left)} not missed", *left, flush=True)
    sys.exit(missed > 0)


if __name__ == "__main__":
    main()
