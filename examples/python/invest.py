# SPDX-License-Identifier: CC0-1.0
"""Shows how investment plans can turn out: what is sure, and what is only likely.

    invest.py [COMPANY]
"""

import sys

import gi

gi.require_version("Riskctx", "1")
from gi.repository import GLib, Riskctx  # noqa: E402

OUTCOMES = (
    Riskctx.PlanOutcome.NET_PRESENT_VALUE_P10,
    Riskctx.PlanOutcome.NET_PRESENT_VALUE_P50,
    Riskctx.PlanOutcome.NET_PRESENT_VALUE_P90,
    Riskctx.PlanOutcome.GAIN,
    Riskctx.PlanOutcome.ANY_BAD_YEAR_BEFORE,
    Riskctx.PlanOutcome.ANY_BAD_YEAR_AFTER,
)


def show(figure):
    print(f"  {figure.get_label().get('en')}: {figure.format('en')}")


def main(company="ec-site"):
    assessment = Riskctx.Assessment.model_company(company)
    for option in assessment.get_options():
        plan = Riskctx.InvestmentPlan.new(assessment, [option.get_id()])
        plan.set_paths(5000)
        plan.run(None)
        print(option.get_id())
        show(plan.get_figure(Riskctx.PlanFigure.NET_PRESENT_VALUE))
        distribution = plan.get_distribution()
        for outcome in OUTCOMES:
            show(distribution.get_figure(outcome))
        show(distribution.get_payback_within(distribution.get_years()))


if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
    except GLib.Error as error:
        sys.exit(error.message)
