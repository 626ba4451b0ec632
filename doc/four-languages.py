# SPDX-License-Identifier: LGPL-2.1-or-later
"""Writes the page that shows the same programs in every language, from examples/.

Usage: four-languages.py EXAMPLES > four-languages.md
"""

import sys
from pathlib import Path

PROGRAMS = {
    "brief": "Load and brief",
    "compare": "Change a figure and compare",
    "reports": "Reports for a list of documents",
}
LANGUAGES = {
    "C": ("c", ".c", "c"),
    "Python": ("python", ".py", "python"),
    "JavaScript (GJS)": ("gjs", ".js", "js"),
    "Vala": ("vala", ".vala", "vala"),
}


def main(examples):
    print("Title: One concept, four languages\nSlug: four-languages\n\n"
          "# One concept, four languages\n\n"
          "The words are the same everywhere; only the grammar changes. These are the programs of\n"
          "`examples/`, which the tests build and run: they print the same in every language.")
    for stem, title in PROGRAMS.items():
        print(f"\n## {title}")
        for language, (folder, suffix, mark) in LANGUAGES.items():
            path = examples / folder / (stem + suffix)
            if path.exists():
                # The first line is the license of the file.
                text = path.read_text(encoding="utf-8").split("\n", 1)[1].strip("\n")
                print(f"\n### {title}: {language}\n\n```{mark}\n{text}\n```")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
