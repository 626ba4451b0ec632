# SPDX-License-Identifier: LGPL-2.1-or-later
"""Every header compiles alone: public ones as C11 and C++17, private ones as C11."""

import json
import os
import shlex
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import riskctx_tap

ROOT = Path(os.environ["RISKCTX_SOURCE_ROOT"])
BUILD = Path(os.environ["RISKCTX_BUILD_ROOT"])
LIBRARY = ROOT / "libriskctx"

PACKAGES = ["glib-2.0", "gobject-2.0", "gio-2.0", "json-glib-1.0"]
FLAGS = shlex.split(subprocess.check_output(["pkg-config", "--cflags", *PACKAGES], text=True))
for _base in (LIBRARY, BUILD / "libriskctx"):
    FLAGS += [f"-I{folder}" for folder in [_base, *sorted(_base.iterdir())]
              if folder.is_dir() and not folder.name.endswith(".p")]

C11 = ["gcc", "-std=c11", "-x", "c"]
CPP17 = ["g++", "-std=c++17", "-x", "c++"]


def installed_headers():
    plan = json.loads((BUILD / "meson-info" / "intro-installed.json").read_text())
    return sorted(Path(source) for source in plan if source.endswith(".h"))


def compile_alone(command, header):
    # -Wno-pedantic things of GLib's own stay out: its folders are system folders here.
    flags = [f.replace("-I", "-isystem", 1) if f.startswith("-I/usr") else f for f in FLAGS]
    run = subprocess.run([*command, "-fsyntax-only", "-Wall", "-Wextra", "-Werror",
                          "-Wno-unused-parameter", *flags, "-"],
                         input=f'#include "{header.name}"\n', capture_output=True, text=True,
                         check=False)
    return run.stderr


class Headers(riskctx_tap.TestCase):
    def check_all(self, command, headers):
        self.assertTrue(headers)
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            outcome = pool.map(lambda header: compile_alone(command, header), headers)
        self.assertNothing([text for text in outcome if text])

    def test_public_headers_compile_as_c11(self):
        self.check_all(C11, installed_headers())

    def test_public_headers_compile_as_cpp17(self):
        self.check_all(CPP17, installed_headers())

    def test_private_headers_compile_as_c11(self):
        private = sorted(LIBRARY.rglob("*-private.h"))
        if not private:
            self.skipTest("there are none")
        self.check_all(C11, private)

    def test_every_public_header_is_installed(self):
        installed = {path.name for path in installed_headers()}
        public = {path.name for path in LIBRARY.rglob("*.h")
                  if not path.name.endswith("-private.h")}
        self.assertNothing(sorted(public - installed))


if __name__ == "__main__":
    riskctx_tap.main()
