# SPDX-License-Identifier: LGPL-2.1-or-later
"""Every property of every answer says what its function says, and says something somewhere."""

import gi

gi.require_version("Riskctx", "1")
from gi.repository import Gio, GLib, GObject, Riskctx  # noqa: E402

import riskctx_tap  # noqa: E402


# What these say is compared where it is made: see test_brief.py.
ANSWERS = ["Brief.budget", "Brief.purpose", "Brief.reduction", "Brief.scope", "Brief.trigger"]


def run_plan(assessment, *options):
    plan = Riskctx.InvestmentPlan.new(assessment, options)
    plan.get_simulation().set_trials(2000)
    plan.run(None)
    return plan


def roots():
    """Answers of every kind, of which all other answers are parts."""
    assessment = Riskctx.Assessment.model_company("ec-site")
    criteria = assessment.get_criteria()
    criteria.set_treatment_threshold(1)
    for limit in criteria.get_limits():
        limit.set_amount(1)
    simulation = Riskctx.Simulation.new(assessment)
    simulation.set_trials(2000)
    simulation.set_options(["secure-site"])
    loss = simulation.run(None)
    plan = run_plan(assessment, "secure-site", "operations")
    comparison = Riskctx.PlanComparison.new(assessment)
    comparison.add(["secure-site", "operations"])
    comparison.run(None)
    yield from (simulation, loss, plan, comparison, run_plan(assessment, "close-site"))
    yield Riskctx.Simulation(assessment=assessment, trials=32768,
                             sampling=Riskctx.SimulationSampling.SOBOL).run(None)
    yield Riskctx.Evaluation.new(assessment, loss)
    yield Riskctx.Brief.new(assessment, loss, plan)
    yield Riskctx.Grounds.new(assessment, loss, plan)
    yield Riskctx.Cycle.new(assessment)
    yield Riskctx.MappingRow.list()
    yield Riskctx.list_model_companies()
    yield assessment.list_findings()
    for text in (b'{\n"titel": "a"}', b'{"id": "a", "organization": {}}'):
        yield Riskctx.Document.new(GLib.Bytes.new(text), "a.json")


def reach(start):
    """An object and all answers that its properties and lists lead to; no nouns."""
    todo, seen = list(start), []
    while todo:
        item = todo.pop()
        if not isinstance(item, GObject.Object) or isinstance(item, Riskctx.Item) \
                or any(item is other for other in seen):
            continue
        seen.append(item)
        if isinstance(item, Gio.ListModel):
            todo += [item.get_item(i) for i in range(item.get_n_items())]
        if not type(item).__gtype__.name.startswith("Riskctx"):
            continue
        for spec in item.list_properties():
            if spec.value_type.is_a(GObject.TYPE_OBJECT) or spec.value_type.is_a(Gio.ListModel):
                todo.append(item.get_property(spec.name))
    return seen


def getter(item, name):
    name = name.replace("-", "_")
    return getattr(item, f"get_{name}", None) or getattr(item, f"is_{name}", None) \
        or getattr(item, name, None)


def same(a, b):
    if hasattr(a, "to_string"):
        return b is not None and a.to_string() == b.to_string()
    if isinstance(a, GObject.GBoxed):
        return b is not None and (not hasattr(a, "equal") or a.equal(b))
    return a == b


def properties(item):
    """Those that tell something; what is set is covered by test_properties.py."""
    return [spec for spec in item.list_properties() if not spec.flags & GObject.ParamFlags.WRITABLE]


class Results(riskctx_tap.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.answers = [item for item in reach(roots())
                       if type(item).__gtype__.name.startswith("Riskctx")]

    def test_properties_say_what_functions_say(self):
        wrong = []
        for item in self.answers:
            for spec in properties(item):
                name = f"{type(item).__name__}.{spec.name}"
                function = getter(item, spec.name)
                if name in ANSWERS:
                    continue
                if function is None:
                    wrong.append(f"{name}: no function")
                elif not same(item.get_property(spec.name), function()):
                    wrong.append(f"{name}: {item.get_property(spec.name)!r}, not {function()!r}")
        self.assertNothing(sorted(set(wrong)))

    def test_every_property_says_something(self):
        silent = set()
        spoken = set()
        for item in self.answers:
            for spec in properties(item):
                value = item.get_property(spec.name)
                (spoken if value not in (None, spec.default_value) else silent).add(
                    f"{type(item).__name__}.{spec.name}")
        self.assertGreater(len(spoken), 80)
        self.assertNothing(sorted(silent - spoken))


if __name__ == "__main__":
    riskctx_tap.main()
