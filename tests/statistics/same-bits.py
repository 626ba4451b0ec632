# SPDX-License-Identifier: LGPL-2.1-or-later
"""Builds the engine with several compilers and degrees of optimization, and compares its results.

Usage: same-bits.py FOLDER

The results must be the same to the bit. Prints what differs; exit status 1 if anything does.
"""

import os
import shlex
import subprocess
import sys
from pathlib import Path

TESTS = Path(__file__).resolve().parent.parent
ENGINE = TESTS.parent / "libriskctx" / "engine"
WAYS = [("gcc", "-O0"), ("gcc", "-O3"), ("clang", "-O0"), ("clang", "-O3")]


def output(*command, **options):
    return subprocess.run([str(part) for part in command], check=True, text=True,
                          stdout=subprocess.PIPE, **options).stdout


def build(folder, compiler, optimization):
    flags = shlex.split(output("pkg-config", "--cflags", "glib-2.0", "gobject-2.0",
                               "json-glib-1.0", "check"))
    libraries = shlex.split(output("pkg-config", "--libs", "glib-2.0", "gobject-2.0",
                                   "json-glib-1.0", "check"))
    program = folder / f"bits-{compiler}{optimization}"
    output(compiler, "-std=gnu11", "-w", optimization, "-ffp-contract=off", "-D_GNU_SOURCE",
           "-DG_LOG_DOMAIN=\"Riskctx\"", *flags, f"-I{ENGINE}", f"-I{TESTS}",
           TESTS / "statistics" / "bits.c", *sorted(ENGINE.glob("*.c")), "-o", program,
           *libraries, "-lm", "-lpthread")
    return program


def main():
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    environment = {**os.environ, "G_TEST_SRCDIR": str(TESTS), "CK_FORK": "no"}
    results = {}
    for compiler, optimization in WAYS:
        program = build(folder, compiler, optimization)
        lines = [line for line in output(program, env=environment).splitlines()
                 if line.startswith("bits ")]
        results[f"{compiler} {optimization}"] = lines
        print(f"{compiler} {optimization}: {len(lines)} results", flush=True)
    (first, expected), *others = results.items()
    wrong = [f"{name}: {line}, but {first}: {known}" for name, lines in others
             for line, known in zip(lines, expected, strict=True) if line != known]
    print("\n".join(wrong))
    print(f"{len(expected) * len(others) - len(wrong)} passed, {len(wrong)} failed")
    sys.exit(1 if wrong or not expected else 0)


if __name__ == "__main__":
    main()
