# SPDX-License-Identifier: CC0-1.0
"""Writes the reports of a list of documents, in Japanese and in English, into a folder.

    reports.py FOLDER DOCUMENT...
"""

import sys
from pathlib import Path

import gi

gi.require_version("Riskctx", "1")
from gi.repository import GLib, Riskctx  # noqa: E402


def write_reports(document, folder):
    assessment = Riskctx.Assessment.load(document)
    for language in ("ja", "en"):
        name = f"{assessment.id}.{language}.html"
        assessment.report(language=language).save(folder / name)
        print(name)


def main(folder, *documents):
    status = 0
    # A document with mistakes is named, and the others get their reports all the same.
    for document in documents:
        try:
            write_reports(document, Path(folder))
        except GLib.Error as error:
            print(error.message, file=sys.stderr)
            status = 1
    return status


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
