# SPDX-License-Identifier: LGPL-2.1-or-later
"""Writes the page of all commands, as riskctx itself describes them.

Usage: commands.py RISKCTX > commands.md
"""

import os
import re
import subprocess
import sys


def help_of(command, *arguments):
    return subprocess.run([command, *arguments, "--help"], check=True, capture_output=True,
                          text=True, env={**os.environ, "LC_ALL": "C.UTF-8"}).stdout.strip()


def main(command):
    overview = help_of(command)
    print("Title: All commands\nSlug: commands\n\n# All commands\n\n"
          "What `riskctx --help` and `riskctx COMMAND --help` say. How they go together is told in\n"
          "[The command](command-line.html).\n\n"
          f"```\n{overview}\n```")
    listed = re.search(r"^Commands:\n((?: +.*\n)+)", overview, re.M)[1]
    for name in re.findall(r"^  (\S+) ", listed, re.M):
        print(f"\n## riskctx {name}\n\n```\n{help_of(command, name)}\n```")


if __name__ == "__main__":
    main(sys.argv[1])
