# SPDX-License-Identifier: LGPL-2.1-or-later
"""What is installed works by itself: a program finds it by pkg-config, or as a subproject."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import riskctx_tap

ROOT = Path(os.environ["RISKCTX_SOURCE_ROOT"])
BUILD = Path(os.environ["RISKCTX_BUILD_ROOT"])
MESON = "/usr/bin/meson" if Path("/usr/bin/meson").exists() else "meson"

PROGRAM = """
#include <riskctx.h>
int
main (void)
{
  return riskctx_version_check (RISKCTX_MAJOR_VERSION, RISKCTX_MINOR_VERSION, 0) ? 0 : 1;
}
"""
PROJECT = """
project('user', 'c')
riskctx = dependency('riskctx-1', fallback: 'libriskctx')
executable('program', 'program.c', dependencies: riskctx)
"""


def run(*command, **options):
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True,
                          check=False, **options)
    if done.returncode != 0:
        raise AssertionError(f"{command}\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
    return done.stdout


class Install(riskctx_tap.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = Path(tempfile.mkdtemp())
        cls.addClassCleanup(shutil.rmtree, cls.folder)
        (cls.folder / "program.c").write_text(PROGRAM, encoding="utf-8")
        run(MESON, "install", "-C", BUILD, "--no-rebuild", "--quiet", "--destdir", cls.folder / "d")
        cls.pc = next(cls.folder.rglob("riskctx-1.pc"))
        cls.libdir = cls.pc.parent.parent
        prefix = run("pkg-config", "--variable=prefix", cls.pc).strip()
        cls.prefix = cls.folder / "d" / prefix[1:]
        # As if the temporary folder were the place it was made for.
        text = cls.pc.read_text(encoding="utf-8")
        cls.pc.write_text(text.replace(f"prefix={prefix}", f"prefix={cls.prefix}", 1),
                          encoding="utf-8")

    def test_a_program_is_built_by_pkg_config(self):
        flags = run("pkg-config", "--cflags", "--libs", self.pc).split()
        program = self.folder / "program"
        # A library built with a sanitizer is no concern of this test.
        run("gcc", "-Wall", "-Werror", self.folder / "program.c", "-o", program, *flags)
        run(program, env={"LD_LIBRARY_PATH": str(self.libdir)})

    def test_the_command_runs(self):
        command = self.prefix / "bin" / "riskctx"
        text = run(command, "--version", env={"LD_LIBRARY_PATH": str(self.libdir)})
        self.assertRegex(text, r"\d+\.\d+\.\d+")

    def test_nothing_private_is_installed(self):
        installed = [path.name for path in self.folder.glob("d/**/*") if path.is_file()]
        self.assertNothing([name for name in installed if name.endswith(("-private.h", ".a"))])

    def test_it_is_a_subproject(self):
        project = self.folder / "project"
        (project / "subprojects").mkdir(parents=True)
        (project / "subprojects" / "libriskctx").symlink_to(ROOT)
        (project / "meson.build").write_text(PROJECT, encoding="utf-8")
        shutil.copy(self.folder / "program.c", project)
        run(MESON, "setup", "--wrap-mode=forcefallback", project / "build", project,
            "-Dlibriskctx:introspection=disabled", "-Dlibriskctx:tests=disabled")


if __name__ == "__main__":
    riskctx_tap.main()
