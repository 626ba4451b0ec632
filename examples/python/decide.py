# SPDX-License-Identifier: CC0-1.0
"""Chooses the measures for a budget, and shows what the decision depends on.

    decide.py [COMPANY]
"""

import sys

import gi

gi.require_version("Riskctx", "1")
from gi.repository import GLib, Riskctx  # noqa: E402

SHOWN = 3


def main(company="ec-site"):
    assessment = Riskctx.Assessment.model_company(company)
    frontier = Riskctx.Frontier.new(assessment)
    frontier.set_simulate(False)
    frontier.run(None)
    best = frontier.get_recommended()
    print("Recommended: " + " + ".join(best.get_options() if best else []))

    sensitivity = Riskctx.Sensitivity.new(assessment)
    sensitivity.set_simulate(False)
    sensitivity.run(None)
    for entry in list(sensitivity)[:SHOWN]:
        low, high = (entry.get_effect(Riskctx.SensitivityOutput.NET_PRESENT_VALUE, end)
                     .format("en") for end in (False, True))
        print(f"{entry.get_id()}: {low} to {high}")
        for above in (False, True):
            switch = entry.get_switch(above)
            if switch.is_defined():
                print(f"  {switch.get_label().get('en')}: {switch.format('en')}")

    payback = sensitivity.get_figure(Riskctx.SensitivityOutput.PAYBACK)
    print(payback.explain("en"))


if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
    except GLib.Error as error:
        sys.exit(error.message)
