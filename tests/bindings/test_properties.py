# SPDX-License-Identifier: LGPL-2.1-or-later
"""Every property of every type: its default, what it keeps, and that it tells of a change once."""

import gi

gi.require_version("Riskctx", "1")
from gi.repository import GObject, Riskctx  # noqa: E402

import riskctx_tap  # noqa: E402


def types():
    """The types that anyone may make: nouns, and questions asked of an assessment."""
    for name in dir(Riskctx):
        cls = getattr(Riskctx, name)
        if isinstance(cls, type) and issubclass(cls, GObject.Object) \
                and not cls.__gtype__.is_abstract() and not cls.__gtype__.is_interface() \
                and (issubclass(cls, Riskctx.Item) or asks(cls)):
            yield cls


def asks(cls):
    """Whether a type is a question: it is given an assessment, once."""
    spec = cls.find_property("assessment")
    return spec is not None and bool(spec.flags & GObject.ParamFlags.CONSTRUCT_ONLY)


def make(cls, **values):
    if asks(cls):
        values["assessment"] = Riskctx.Assessment.new("assessment")
    return GObject.new(cls, **values)


CLASSES = {cls.__gtype__: cls for cls in (getattr(Riskctx, name) for name in dir(Riskctx))
           if hasattr(cls, "__gtype__")}


def is_writable(spec):
    return spec.flags & GObject.ParamFlags.WRITABLE \
        and not spec.flags & GObject.ParamFlags.CONSTRUCT_ONLY


def two_values(spec):
    """Two different values that a property may have, or None for a type that is not known here."""
    kind = spec.value_type
    if kind == GObject.TYPE_BOOLEAN:
        return True, False
    if kind.is_a(GObject.TYPE_ENUM):
        values = sorted(CLASSES[kind].__enum_values__)
        return CLASSES[kind](values[-1]), CLASSES[kind](values[0])
    if kind.is_a(GObject.TYPE_FLAGS):
        return CLASSES[kind](1), CLASSES[kind](3)
    if kind in (GObject.TYPE_INT, GObject.TYPE_UINT, GObject.TYPE_INT64, GObject.TYPE_UINT64):
        low = max(spec.minimum, 1)
        return min(low + 1, spec.maximum), low
    if kind == GObject.TYPE_DOUBLE:
        # Well inside: a border may be excluded by the setter.
        low, high = max(spec.minimum, 0.0), min(spec.maximum, 1.0)
        return low + (high - low) / 2, low + (high - low) / 4
    if kind == GObject.TYPE_STRING:
        return "2026-04-01", "2026-04-02"
    if kind == GObject.TYPE_STRV:
        return ["one", "two"], ["three"]
    if kind == Riskctx.Text.__gtype__:
        return Riskctx.Text.new("en", "one"), Riskctx.Text.new("en", "two")
    if kind == Riskctx.Estimate.__gtype__:
        return Riskctx.Estimate.new_fixed(0.5), Riskctx.Estimate.new_fixed(0.25)
    if kind.is_a(GObject.Object) and not kind.is_abstract():
        return GObject.new(kind), GObject.new(kind)
    return None


def same(a, b):
    return a.equal(b) if hasattr(a, "equal") and b is not None else a == b


class Properties(riskctx_tap.TestCase):
    def collect(self, check):
        wrong = []
        for cls in types():
            for spec in cls.list_properties():
                # A property of an object is tested with an object of its own.
                wrong += [f"{cls.__name__}:{spec.name}: {text}"
                          for text in check(make(cls), spec)]
        self.assertNothing(wrong)

    def test_there_are_types_with_properties(self):
        self.assertGreater(len(list(types())), 25)

    def test_default_is_what_the_specification_says(self):
        def check(item, spec):
            value = item.get_property(spec.name)
            if not is_writable(spec):
                return
            if spec.value_type in (GObject.TYPE_BOOLEAN, GObject.TYPE_INT, GObject.TYPE_UINT,
                                   GObject.TYPE_INT64, GObject.TYPE_UINT64, GObject.TYPE_DOUBLE) \
                    or spec.value_type.is_a(GObject.TYPE_ENUM):
                if value != spec.default_value:
                    yield f"{value} at first, {spec.default_value} by its specification"
        self.collect(check)

    def test_what_is_set_is_kept(self):
        def check(item, spec):
            if not is_writable(spec):
                return
            values = two_values(spec)
            if values is None:
                yield f"no value of {spec.value_type.name} is known here"
                return
            for value in values:
                item.set_property(spec.name, value)
                kept = item.get_property(spec.name)
                if not same(kept, value):
                    yield f"{kept!r} after {value!r}"
        self.collect(check)

    def test_a_change_is_told_once_and_no_change_is_not(self):
        def check(item, spec):
            if not is_writable(spec) or two_values(spec) is None:
                return
            told = []
            item.connect(f"notify::{spec.name}", lambda *_: told.append(1))
            first, second = two_values(spec)
            item.set_property(spec.name, first)
            item.set_property(spec.name, second)
            before = len(told)
            item.set_property(spec.name, second)
            if len(told) != before:
                yield "told of a change that was none"
            item.set_property(spec.name, first)
            if len(told) != before + 1:
                yield f"told {len(told) - before} times of one change"
        self.collect(check)

    def test_what_can_be_absent_can_be_taken_away(self):
        nullable = (GObject.TYPE_STRING, GObject.TYPE_STRV)

        def check(item, spec):
            if is_writable(spec) and (spec.value_type in nullable
                                      or spec.value_type.is_a(GObject.TYPE_BOXED)
                                      or spec.value_type.is_a(GObject.Object)):
                values = two_values(spec)
                if values is None:
                    return
                item.set_property(spec.name, values[0])
                item.set_property(spec.name, None)
                if item.get_property(spec.name):
                    yield "still there"
        self.collect(check)

    def test_what_is_given_at_construction_is_kept(self):
        def check(item, spec):
            if not is_writable(spec) or two_values(spec) is None:
                return
            value = two_values(spec)[0]
            made = make(type(item), **{spec.name.replace("-", "_"): value})
            if not same(made.get_property(spec.name), value):
                yield f"{made.get_property(spec.name)!r} after construction with {value!r}"
        self.collect(check)


if __name__ == "__main__":
    riskctx_tap.main()
