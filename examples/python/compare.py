# SPDX-License-Identifier: CC0-1.0
"""Changes one figure of the organization and shows what becomes of its investment plan.

    compare.py [CONTRIBUTION-MARGIN]
"""

import sys

import gi

gi.require_version("Riskctx", "1")
from gi.repository import GLib, Riskctx  # noqa: E402

OPTIONS = ["secure-site", "operations"]
FIGURES = [
    Riskctx.PlanFigure.ONE_TIME_COST,
    Riskctx.PlanFigure.RUNNING_COST,
    Riskctx.PlanFigure.REQUIRED_SALES,
    Riskctx.PlanFigure.SALES_INCREASE,
    Riskctx.PlanFigure.PAYBACK,
]


def make_plan(assessment):
    plan = Riskctx.InvestmentPlan.new(assessment, OPTIONS)
    plan.set_benefit(Riskctx.Estimate.new_fixed(120_000_000))
    plan.run(None)
    return plan


def main(margin="0.3"):
    assessment = Riskctx.Assessment.model_company("ec-site")
    before = make_plan(assessment)
    assessment.props.organization.props.contribution_margin = \
        Riskctx.Estimate.new_fixed(float(margin))
    after = make_plan(assessment)

    for which in FIGURES:
        figure, changed = before.get_figure(which), after.get_figure(which)
        print(f"{figure.get_label().get('en')}: {figure.format('en')}, "
              f"then {changed.format('en')}")


if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
    except GLib.Error as error:
        sys.exit(error.message)
