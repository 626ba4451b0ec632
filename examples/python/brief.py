# SPDX-License-Identifier: CC0-1.0
"""Loads an assessment and prints its brief: five answers, each with what led to it.

    brief.py [DOCUMENT [LANGUAGE]]
"""

import sys

import gi

gi.require_version("Riskctx", "1")
from gi.repository import GLib, Riskctx  # noqa: E402


def main(document=None, language="en"):
    if document:
        assessment = Riskctx.Assessment.load(document)
    else:
        assessment = Riskctx.Assessment.model_company("ec-site")

    loss = Riskctx.Simulation.new(assessment).run(None)
    brief = Riskctx.Brief.new(assessment, loss, None)

    for answer in brief.get_answers():
        print(answer.get_text().get(language))
        for source in answer.get_sources():
            print(f"  {source.get_id()}: {source.get_text().get(language)}")


if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
    except GLib.Error as error:
        sys.exit(error.message)
