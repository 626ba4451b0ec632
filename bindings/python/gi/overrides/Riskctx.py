# SPDX-License-Identifier: LGPL-2.1-or-later
"""What a typelib cannot say: attributes for properties, plain values for boxed ones, conveniences
that take keywords, results as dictionaries, arrays and data frames, and Ctrl-C that stops a run."""

import functools
import json
import os
import threading

from gi.module import get_introspection_module
from gi.overrides import override
from gi.repository import Gio, GLib

Riskctx = get_introspection_module("Riskctx")
__all__ = []


def _plain_path(path):
    return os.fspath(path) if isinstance(path, os.PathLike) else path


def _run(call):
    """Runs call(cancellable) in another thread, so that KeyboardInterrupt arrives and stops it.

    A C call with the main thread in it would swallow the interrupt.
    """
    if threading.current_thread() is not threading.main_thread():
        return call(None)
    cancellable = Gio.Cancellable()
    outcome = {}

    def work():
        try:
            outcome["result"] = call(cancellable)
        except BaseException as error:  # handed over to the thread that waits
            outcome["error"] = error

    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    try:
        while thread.is_alive():
            thread.join(0.05)
    except KeyboardInterrupt:
        cancellable.cancel()
        thread.join()
        raise
    if "error" in outcome:
        raise outcome["error"]
    return outcome["result"]


class _Doubles:
    """Native doubles in a GLib.Bytes, seen by numpy without a copy; keeps the bytes alive."""

    def __init__(self, gbytes, columns):
        count = gbytes.get_size() // 8
        self._gbytes = gbytes
        shape = (count,) if columns == 1 else (count // columns, columns)
        self.__array_interface__ = {"version": 3, "typestr": "=f8", "shape": shape,
                                    "data": (gbytes.get_region(8, 0, count), True)}


def _array(gbytes, columns=1):
    import numpy  # optional: only who asks for an array needs it

    if gbytes is None:
        return None
    if not gbytes.get_size():
        return numpy.empty(0 if columns == 1 else (0, columns))
    return numpy.asarray(_Doubles(gbytes, columns))


def _dict(node):
    return json.loads(Riskctx.json_to_string(node, False))


class _WithDict:
    """For results: to_dict () beside to_json ()."""

    def to_dict(self, *args):
        return _dict(self.to_json(*args))


class _Attributes:
    """Properties as attributes, with - as _."""

    def __getattr__(self, name):
        if not name.startswith("_") and self.find_property(name.replace("_", "-")):
            return getattr(self.props, name)
        raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")

    def __setattr__(self, name, value):
        pspec = None if name.startswith("_") else self.find_property(name.replace("_", "-"))
        if pspec is None:
            raise AttributeError(f"{type(self).__name__!r} object has no property {name!r}")
        kind = pspec.value_type.name
        if kind == "RiskctxEstimate" and isinstance(value, (int, float)):
            value = Riskctx.Estimate.new_fixed(value)
        elif kind == "RiskctxText" and isinstance(value, (str, dict)):
            value = text(value)
        setattr(self.props, name, value)


def text(value):
    """A Text from a string, or from a dictionary of languages."""
    if isinstance(value, str):
        return Riskctx.Text.new(None, value)
    result = None
    for language, words in value.items():
        result = result.with_(language, words) if result else Riskctx.Text.new(language, words)
    return result


class Text(Riskctx.Text):
    def __str__(self):
        return self.get(None)

    def __getitem__(self, language):
        return self.get(language)

    def __repr__(self):
        return f"<Riskctx.Text {self.to_string()}>"

    def __eq__(self, other):
        return self.equal(other) if isinstance(other, Riskctx.Text) else NotImplemented

    def __hash__(self):
        return self.hash()


Text = override(Text)
__all__.append("Text")


class Estimate(Riskctx.Estimate):
    def __repr__(self):
        return f"<Riskctx.Estimate {self.to_string()}>"

    def __eq__(self, other):
        return self.equal(other) if isinstance(other, Riskctx.Estimate) else NotImplemented

    def __hash__(self):
        return self.hash()

    def __float__(self):
        return self.get_mean()


Estimate = override(Estimate)
__all__.append("Estimate")


class Figure(Riskctx.Figure):
    def __float__(self):
        return self.get_value()

    def __bool__(self):
        return self.is_defined()

    def __str__(self):
        return self.format("en")

    def __repr__(self):
        return f"<Riskctx.Figure {self.get_name()}: {self.format('en')}>"

    def to_dict(self):
        return _dict(self.to_json())


Figure = override(Figure)
__all__.append("Figure")


class Item(_Attributes, Riskctx.Item):
    def __repr__(self):
        return f"<Riskctx.{type(self).__name__} {self.get_id()!r}>"


Item = override(Item)
__all__.append("Item")


class Issue(_Attributes, Riskctx.Issue):
    def __str__(self):
        return self.to_string(None, "en")

    def __repr__(self):
        return f"<Riskctx.Issue {self}>"


Issue = override(Issue)
__all__.append("Issue")


class Assessment(Riskctx.Assessment):
    @classmethod
    def load(cls, path):
        """Reads a document; raises GLib.Error with the places of all its mistakes."""
        return _load(_plain_path(path))

    def save(self, path):
        return _save(self, _plain_path(path))

    def __getitem__(self, item_id):
        item = self.find(item_id)
        if item is None:
            raise KeyError(item_id)
        return item

    def __contains__(self, item_id):
        return self.find(item_id) is not None

    def to_dict(self):
        return _dict(self.to_json())

    def simulate(self, options=None, **settings):
        """Computes the losses; settings are the properties of Simulation. Ctrl-C stops it."""
        simulation = Riskctx.Simulation.new(self)
        if options is not None:
            simulation.set_options(list(options))
        for name, value in settings.items():
            setattr(simulation, name, value)
        return simulation.run()

    def invest(self, options, loss_before=None, **settings):
        """Makes the plan for some options; settings are the properties of InvestmentPlan."""
        plan = Riskctx.InvestmentPlan.new(self, list(options))
        if loss_before is not None:
            plan.set_loss_before(loss_before)
        for name, value in settings.items():
            setattr(plan, name, value)
        plan.run()
        return plan

    def choose(self, **settings):
        """Finds the best options for every budget; settings are the properties of Frontier."""
        frontier = Riskctx.Frontier.new(self)
        for name, value in settings.items():
            setattr(frontier, name, value)
        frontier.run()
        return frontier

    def sensitivity(self, options=None, **settings):
        """Finds which numbers matter; settings are the properties of Sensitivity."""
        sensitivity = Riskctx.Sensitivity.new(self)
        if options is not None:
            sensitivity.set_options(list(options))
        for name, value in settings.items():
            setattr(sensitivity, name, value)
        sensitivity.run()
        return sensitivity

    def lessons(self, since=None, until=None, weight=4):
        """What incidents say about the estimates; dates as texts such as 2025-04-01."""
        return list(self.list_lessons(since, until, weight))

    def learn(self, since=None, until=None, weight=4):
        """Changes the estimates as the lessons say."""
        return _learn(self, since, until, weight)

    def brief(self, loss=None, plan=None):
        """Answers the five questions; the losses are computed where they are not given."""
        return Riskctx.Brief.new(self, loss or self.simulate(), plan)

    def report(self, **settings):
        """Makes the report; settings are the properties of Report."""
        report = Riskctx.Report.new(self)
        for name, value in settings.items():
            setattr(report, name, value)
        report.run()
        return report


_learn = Riskctx.Assessment.learn
_load = Riskctx.Assessment.load
_save = Riskctx.Assessment.save
Assessment = override(Assessment)
__all__.append("Assessment")


class Simulation(_Attributes, Riskctx.Simulation):
    def run(self, cancellable=None):
        call = super().run
        return call(cancellable) if cancellable else _run(call)

    def run_part(self, part, n_parts, cancellable=None):
        """Some of the years, as bytes, which can be sent to where they are merged."""
        call = functools.partial(super().run_part, part, n_parts)
        return (call(cancellable) if cancellable else _run(call)).get_data()

    def merge(self, parts, cancellable=None):
        """The result of parts, each what run_part () gave, or any other bytes that hold it."""
        parts = [part if isinstance(part, GLib.Bytes) else GLib.Bytes.new(part) for part in parts]
        call = functools.partial(super().merge, parts)
        return call(cancellable) if cancellable else _run(call)


Simulation = override(Simulation)
__all__.append("Simulation")


class LossFigure(_Attributes, _WithDict, Riskctx.LossFigure):
    @property
    def samples(self):
        """The annual losses of the simulated years as an array; None if they were not kept."""
        return _array(self.get_samples())

    def curve(self, which=None):
        """Losses and the probability of more, as an array of two columns."""
        return _array(self.get_curve(which or Riskctx.LossCurve.ANNUAL), 2)


LossFigure = override(LossFigure)
__all__.append("LossFigure")


class LossResult(_Attributes, _WithDict, Riskctx.LossResult):
    @property
    def cause_effect(self):
        """The 8 × 8 table of expected losses, causes by impacts, as an array."""
        return _array(self.get_cause_effect_table()).reshape(8, 8)

    def to_pandas(self):
        """One row a risk: id, category, mean, standard error, quantiles, in currency a year."""
        import pandas

        rows = []
        for figure in self.get_risks():
            mean = figure.dup_mean()
            rows.append({"risk": figure.get_id(), "category": figure.get_category().value_nick,
                         "mean": float(mean) if mean else None,
                         "mean_error": mean.get_error() if mean.has_error() else None,
                         "p95": figure.get_quantile(0.95), "p99": figure.get_quantile(0.99),
                         "unit": f"{self.get_currency()}/year"})
        return pandas.DataFrame(rows).set_index("risk")


LossResult = override(LossResult)
__all__.append("LossResult")


class InvestmentPlan(_Attributes, _WithDict, Riskctx.InvestmentPlan):
    def run(self, cancellable=None):
        call = super().run
        return call(cancellable) if cancellable else _run(call)

    def __getitem__(self, name):
        """A figure by its name: plan["payback"]."""
        which = getattr(Riskctx.PlanFigure, name.replace("-", "_").upper(), None)
        if which is None:
            raise KeyError(name)
        return self.get_figure(which)

    @property
    def payback_years(self):
        """Years until the one-time cost is recovered; None if it is not."""
        figure = self["payback"]
        return float(figure) if figure else None


InvestmentPlan = override(InvestmentPlan)
__all__.append("InvestmentPlan")


class Frontier(_Attributes, _WithDict, Riskctx.Frontier):
    def run(self, cancellable=None):
        call = super().run
        return call(cancellable) if cancellable else _run(call)


Frontier = override(Frontier)
__all__.append("Frontier")


class Sensitivity(_Attributes, _WithDict, Riskctx.Sensitivity):
    def run(self, cancellable=None):
        call = super().run
        return call(cancellable) if cancellable else _run(call)


Sensitivity = override(Sensitivity)
__all__.append("Sensitivity")


class Brief(Riskctx.Brief):
    def __getattr__(self, name):
        question = None if name.startswith("_") else getattr(Riskctx.Question, name.upper(), None)
        if question is None:
            raise AttributeError(f"'Brief' object has no attribute {name!r}")
        return self.get_answer(question)

    def to_dict(self, language="en"):
        return _dict(self.to_json(language))


Brief = override(Brief)
__all__.append("Brief")


class Answer(_Attributes, Riskctx.Answer):
    def __str__(self):
        return str(self.get_text())


Answer = override(Answer)
__all__.append("Answer")


class VersionComparison(Riskctx.VersionComparison):
    def run(self, cancellable=None):
        call = super().run
        return call(cancellable) if cancellable else _run(call)

    def to_dict(self, language="en"):
        return _dict(self.to_json(language))


VersionComparison = override(VersionComparison)
__all__.append("VersionComparison")


class CheckSheet(Riskctx.CheckSheet):
    def to_dict(self, language="en"):
        return _dict(self.to_json(language))


CheckSheet = override(CheckSheet)
__all__.append("CheckSheet")


class Report(_Attributes, _WithDict, Riskctx.Report):
    def run(self, cancellable=None):
        call = super().run
        return call(cancellable) if cancellable else _run(call)

    def save(self, path, format=None):
        """Saves a rendering; without a format the name's ending tells which."""
        path = _plain_path(path)
        if format is None:
            format = {".md": Riskctx.ReportFormat.MARKDOWN, ".json": Riskctx.ReportFormat.JSON}.get(
                os.path.splitext(path)[1], Riskctx.ReportFormat.HTML)
        return super().save(Gio.File.new_for_path(path), format, None)

    def to_html(self):
        return self.to_string(Riskctx.ReportFormat.HTML)

    def to_markdown(self):
        return self.to_string(Riskctx.ReportFormat.MARKDOWN)

    def _repr_html_(self):
        page = GLib.markup_escape_text(self.to_html(), -1)
        return f'<iframe srcdoc="{page}" style="width:100%;height:40rem;border:0"></iframe>'


Report = override(Report)
__all__.append("Report")
