# SPDX-License-Identifier: LGPL-2.1-or-later
"""The document format, tried by changing a document that has everything in it.

tests/data/format/full.json states every member of every noun once. Its mutations are read, and
judged by the schema as well: the two must agree, and the mistake must be reported where it is.
"""

import copy
import json
import os
import pathlib
import random
import re

import gi

gi.require_version("Riskctx", "1")
from gi.repository import GLib, Riskctx  # noqa: E402

import riskctx_tap  # noqa: E402

DATA = pathlib.Path(os.environ["RISKCTX_SOURCE_ROOT"]) / "tests" / "data" / "format"
FULL = json.loads((DATA / "full.json").read_text(encoding="utf-8"))
SCHEMA = json.loads(Riskctx.json_to_string(Riskctx.Assessment.schema(), False))
VALUES = [None, True, 7, -1, 0.5, 1e9, "x", "", "no such", [], [1], ["x", "x"], {}, {"a": 1}]
# What a schema can say as well: type, required, range, name, parameters, form of an id, language.
BOTH = {"RCX-E0201", "RCX-E0202", "RCX-E0203", "RCX-E0204", "RCX-E0205", "RCX-E0206", "RCX-E0208",
        "RCX-E0209", "RCX-E0215", "RCX-E0301"}


def read(document):
    text = json.dumps(document, ensure_ascii=False)
    return text, Riskctx.Document.new(GLib.Bytes.new(text.encode()), None)


def errors(document):
    return [i for i in document.get_issues() if i.get_severity() == Riskctx.Severity.ERROR]


def pointer(path):
    return "".join("/" + str(p).replace("~", "~0").replace("/", "~1") for p in path)


def follow(document, path):
    for step in path:
        document = document[step]
    return document


def changed(document, path, value):
    document = copy.deepcopy(document)
    follow(document, path[:-1])[path[-1]] = value
    return document


def noun_of(spec):
    """The name of the noun that a property holds, one or a list of them."""
    reference = spec.get("$ref") or spec.get("items", {}).get("$ref") or ""
    name = reference.rpartition("/")[2]
    return name if name[:1].isupper() else None


def walk(item=FULL, spec=SCHEMA, noun="", path=()):
    """Every member of every item: the item's path, its noun, the member and its schema."""
    for name, value in item.items():
        inner = spec["properties"][name]
        yield path, noun, name, inner
        below = noun_of(inner)
        if below:
            parts = enumerate(value) if isinstance(value, list) else [(None, value)]
            for i, part in parts:
                place = path + ((name,) if i is None else (name, i))
                yield from walk(part, SCHEMA["$defs"][below], below, place)


def firsts():
    """Every member of every noun once."""
    seen = set()
    for path, noun, name, spec in walk():
        if (noun, name) not in seen:
            seen.add((noun, name))
            yield path, noun, name, spec


def references():
    for path, noun, name, spec in walk():
        if "Refers to:" in spec["description"]:
            value = follow(FULL, path)[name]
            if isinstance(value, list):
                yield from (path + (name, i) for i in range(len(value)))
            else:
                yield path + (name,)


def ids():
    for path, noun, name, spec in walk():
        if name == "id":
            yield path + (name,)


def place_of(text, offset):
    """Line and column of a character, the way an editor counts."""
    return text.count("\n", 0, offset) + 1, offset - (text.rfind("\n", 0, offset) + 1) + 1


class Full(riskctx_tap.TestCase):
    def test_it_is_in_order(self):
        _, document = read(FULL)
        self.assertNothing(i.to_string("full.json", "en") for i in document.get_issues())

    def test_it_states_every_member_of_every_noun(self):
        stated = {(noun, name) for _, noun, name, _ in firsts()}
        described = {("", name) for name in SCHEMA["properties"]}
        for noun, spec in SCHEMA["$defs"].items():
            if noun[:1].isupper():
                described |= {(noun, name) for name in spec["properties"]}
        self.assertNothing(sorted(described - stated), "add them to tests/data/format/full.json")

    def test_it_has_every_law_and_parameter(self):
        text = json.dumps(FULL)
        estimate = SCHEMA["$defs"]["estimate"]["properties"]
        laws = estimate["distribution"]["enum"]
        self.assertNothing(law for law in laws if f'"distribution": "{law}"' not in text)
        self.assertNothing(name for name in estimate if f'"{name}":' not in text)

    def test_it_is_written_as_it_was_read(self):
        text, document = read(FULL)
        written = document.get_assessment().to_text()
        self.assertEqual(json.loads(written, object_pairs_hook=list),
                         json.loads(text, object_pairs_hook=list))
        _, again = read(json.loads(written))
        self.assertEqual(again.get_assessment().to_text(), written)

    def test_it_survives_from_json_and_copy(self):
        assessment = read(FULL)[1].get_assessment()
        text = assessment.to_text()
        self.assertEqual(Riskctx.Assessment.from_json(assessment.to_json()).to_text(), text)
        self.assertEqual(assessment.copy().to_text(), text)


class Agreement(riskctx_tap.TestCase):
    """Reader and schema, side by side."""

    @classmethod
    def setUpClass(cls):
        try:
            import jsonschema
        except ImportError:
            cls.validator = None
        else:
            jsonschema.Draft202012Validator.check_schema(SCHEMA)
            cls.validator = jsonschema.Draft202012Validator(SCHEMA)

    def setUp(self):
        if self.validator is None:
            self.skipTest("jsonschema is not there")

    def refused(self, item, noun):
        """Whether the schema refuses an item; the rest of the document is in order."""
        spec = {"$ref": f"#/$defs/{noun}"} if noun else SCHEMA
        return not self.validator.evolve(schema=spec, resolver=self.validator.resolver) \
            .is_valid(item)

    def judge(self, document, path, noun, what, wrong, related):
        """Both verdicts on a document with one change, at or below @related."""
        _, result = read(document)
        found = errors(result)
        refused = self.refused(follow(document, path), noun)
        if refused and not found:
            wrong.append(f"{what}: the schema refuses it, the reader does not")
        plain = [i for i in found if i.get_code() in BOTH and "estimate" not in what]
        if plain and not refused and not what.startswith(("Flow.path", "Dependence.risks")):
            wrong.append(f"{what}: the reader refuses it ({plain[0].to_string(None, 'en')}), "
                         "the schema does not")
        if (result.get_assessment() is None) != bool(found):
            wrong.append(f"{what}: an assessment with errors, or none without")
        for issue in found:
            # Links may break elsewhere; values break where they are.
            if issue.get_code() < "RCX-E0300" and not issue.get_pointer().startswith(related) \
                    and not related.startswith(issue.get_pointer()):
                wrong.append(f"{what}: reported at {issue.get_pointer()}")
            if issue.get_line() != 1 or issue.get_column() < 1:
                wrong.append(f"{what}: without a place")

    def test_the_schema_accepts_what_is_in_order(self):
        self.assertNothing(e.message for e in self.validator.iter_errors(FULL))

    def test_every_member_takes_every_other_type(self):
        wrong = []
        for path, noun, name, _ in firsts():
            for value in VALUES:
                document = changed(FULL, path + (name,), value)
                what = f"{noun}.{name} = {json.dumps(value)}"
                # Two figures may not fit together any more: the other may be named.
                self.judge(document, path, noun, what, wrong, pointer(path))
        self.assertNothing(wrong)

    def test_every_member_is_left_out(self):
        wrong = []
        for path, noun, name, spec in firsts():
            document = copy.deepcopy(FULL)
            del follow(document, path)[name]
            self.judge(document, path, noun, f"{noun} without {name}", wrong, pointer(path))
        self.assertNothing(wrong)

    def test_every_parameter_of_every_estimate_changes(self):
        wrong = []
        for path, noun, name, spec in walk():
            estimate = follow(FULL, path)[name]
            if spec.get("$ref") != "#/$defs/estimate" or not isinstance(estimate, dict):
                continue
            for parameter in estimate:
                place = path + (name, parameter)
                for value in (None, True, -1, 0, "x", [], {}, [None]):
                    document = changed(FULL, place, value)
                    what = f"estimate {pointer(place)} = {json.dumps(value)}"
                    self.judge(document, path, noun, what, wrong, pointer(path + (name,)))
                document = copy.deepcopy(FULL)
                del follow(document, place[:-1])[parameter]
                self.judge(document, path, noun, f"estimate without {pointer(place)}", wrong,
                           pointer(path + (name,)))
        self.assertNothing(wrong)

    def test_bounds_are_where_both_say(self):
        wrong = []
        for path, noun, name, spec in firsts():
            if name == "version":
                continue
            for bound, inside, outside in (("minimum", 0, -1), ("exclusiveMinimum", 1, 0),
                                           ("maximum", 0, 1)):
                if bound not in spec:
                    continue
                for step, fine in ((inside, True), (outside, False)):
                    value = spec[bound] + step
                    if fine and value > spec.get("maximum", value):
                        value = spec["maximum"]
                    document = changed(FULL, path + (name,), value)
                    found = [i for i in errors(read(document)[1])
                             if i.get_pointer() == pointer(path + (name,)) and i.get_code() in BOTH]
                    if fine == bool(found) or fine == self.refused(follow(document, path), noun):
                        wrong.append(f"{noun}.{name} = {value}: {bound} {spec[bound]}")
        self.assertNothing(wrong)

    def test_ids_are_as_long_and_made_of_what_both_say(self):
        wrong = []
        for name, fine in (("a", True), ("0", True), ("a" * 128, True), ("a" * 129, False),
                           ("a.b_c-D9", True), ("", False), (".a", False), ("-a", False),
                           ("_a", False), ("a b", False), ("a:b", False), ("a/b", False),
                           ("é", False)):
            document = changed(FULL, ("zones",), [{"id": name}])
            found = [i.get_code() for i in errors(read(document)[1])
                     if i.get_pointer() == "/zones/0/id"]
            if fine == bool(found) or fine == self.refused({"id": name}, "Zone"):
                wrong.append(f"{name!r}: {found}")
        self.assertNothing(wrong)


class Mutations(riskctx_tap.TestCase):
    def test_a_wrong_type_is_placed_exactly(self):
        wrong = []
        for path, noun, name, spec in walk():
            text, result = read(changed(FULL, path + (name,), ["@@", 0]))
            if spec.get("type") == "array" and spec["items"].get("type") == "string":
                continue  # strings are free
            here = pointer(path + (name,))
            found = [i for i in errors(result) if i.get_pointer().startswith(here)]
            start = text.index('["@@"')
            if not found:
                wrong.append(f"{pointer(path)}/{name}: nothing is wrong with it")
            for issue in found:
                inside = start <= issue.get_column() - 1 <= start + len('["@@", 0]')
                if not inside or issue.get_line() != 1:
                    wrong.append(f"{issue.get_pointer()}: column {issue.get_column()}, not {start}")
        self.assertNothing(wrong)

    def test_positions_count_lines_and_characters(self):
        text = json.dumps(changed(FULL, ("risks", 0, "category"), "@@"), ensure_ascii=False,
                          indent=3)
        document = Riskctx.Document.new(GLib.Bytes.new(text.encode()), "full.json")
        issue = errors(document)[0]
        self.assertEqual((issue.get_line(), issue.get_column()),
                         place_of(text, text.index('"@@"')))

    def test_every_reference_dangles(self):
        wrong = []
        for path in references():
            text, result = read(changed(FULL, path, "nowhere-at-all"))
            found = [(i.get_code(), i.get_pointer(), i.get_column()) for i in errors(result)]
            where = text.index('"nowhere-at-all"') + 1
            if found != [("RCX-E0303", pointer(path), where)]:
                wrong.append(f"{pointer(path)}: {found}")
        self.assertNothing(wrong)

    def test_every_reference_leads_to_the_wrong_kind(self):
        wrong = []
        for path in references():
            if path[-2] in ("topics", "watches") or path[-1] == "result":
                continue  # these may refer to anything
            _, result = read(changed(FULL, path, FULL["id"]))
            found = [(i.get_code(), i.get_pointer()) for i in errors(result)]
            if found != [("RCX-E0304", pointer(path))]:
                wrong.append(f"{pointer(path)}: {found}")
        self.assertNothing(wrong)

    def test_every_id_is_missed_where_it_was_referred_to(self):
        wrong = []
        for path in ids():
            name = follow(FULL, path)
            expected = sorted(pointer(p) for p in references() if follow(FULL, p) == name)
            _, result = read(changed(FULL, path, "renamed"))
            found = sorted(i.get_pointer() for i in errors(result) if i.get_code() == "RCX-E0303")
            if found != expected or len(errors(result)) != len(expected):
                wrong.append(f"{name}: {found}, not {expected}")
        self.assertNothing(wrong)

    def test_every_id_is_taken(self):
        wrong = []
        every = list(ids())
        for path, other in zip(every, every[1:] + every[:1]):
            _, result = read(changed(FULL, path, follow(FULL, other)))
            if "RCX-E0302" not in [i.get_code() for i in errors(result)]:
                wrong.append(pointer(path))
        self.assertNothing(wrong)

    def test_every_list_is_empty(self):
        wrong = []
        for path, noun, name, spec in walk():
            if not isinstance(follow(FULL, path)[name], list):
                continue
            document = changed(FULL, path + (name,), [])
            _, result = read(document)
            assessment = result.get_assessment()
            codes = {i.get_code() for i in errors(result)}
            # What was in it may be missed; that it is empty may be below a minimum.
            if not codes <= {"RCX-E0303", "RCX-E0204"}:
                wrong.append(f"{pointer(path)}/{name}: {codes}")
            if assessment and json.loads(assessment.to_text()) != document:
                wrong.append(f"{pointer(path)}/{name}: is not kept")
        self.assertNothing(wrong)

    def test_everything_is_empty(self):
        document = {"id": "a", "organization": {}}
        for name, spec in SCHEMA["properties"].items():
            if spec.get("type") == "array":
                document[name] = []
        _, result = read(document)
        self.assertNothing(i.to_string(None, "en") for i in errors(result))
        self.assertEqual(json.loads(result.get_assessment().to_text()), document)

    def test_the_order_of_members_is_kept(self):
        rand = random.Random(1)

        def shuffled(value):
            if isinstance(value, list):
                return [shuffled(one) for one in value]
            if not isinstance(value, dict):
                return value
            items = [(name, shuffled(one)) for name, one in value.items()]
            rand.shuffle(items)
            return dict(items)

        for _ in range(20):
            text, result = read(shuffled(FULL))
            self.assertEqual(json.loads(result.get_assessment().to_text(), object_pairs_hook=list),
                             json.loads(text, object_pairs_hook=list))

    def test_unknown_members_are_kept_in_their_place_everywhere(self):
        rand = random.Random(2)
        own = [None, True, 1, -2.5, "é", [], {}, [1, [{"deep": [0.1]}]], {"b": 1, "a": {"c": None}}]
        count = 0

        def strewn(value, spec):
            nonlocal count
            if isinstance(value, list):
                return [strewn(one, spec.get("items", {})) for one in value]
            if not isinstance(value, dict):
                return value
            reference = spec.get("$ref", "")
            if reference == "#/$defs/text":
                return value
            if reference:
                spec = SCHEMA["$defs"][reference.rpartition("/")[2]]
            items = [(name, strewn(one, spec["properties"].get(name, {})))
                     for name, one in value.items()]
            for number in range(rand.randint(1, 3)):
                items.insert(rand.randint(0, len(items)), (f"x-own{number}", rand.choice(own)))
                count += 1
            return dict(items)

        document = strewn(FULL, SCHEMA)
        text, result = read(document)
        self.assertNothing(i.to_string(None, "en") for i in errors(result))
        self.assertGreater(count, 100)
        assessment = result.get_assessment()
        self.assertEqual(json.loads(assessment.to_text(), object_pairs_hook=list),
                         json.loads(text, object_pairs_hook=list))
        self.assertEqual(json.loads(assessment.copy().to_text(), object_pairs_hook=list),
                         json.loads(text, object_pairs_hook=list))

    def test_every_member_given_twice(self):
        wrong = []
        text = json.dumps(FULL, ensure_ascii=False, indent=1)
        for match in re.finditer(r'^( +)("[^"]+"): ', text, re.MULTILINE):
            if text[match.end()] in "{[":
                continue
            line = text[match.start():text.index("\n", match.start())].rstrip(",")
            twice = text[:match.start()] + line + ",\n" + text[match.start():]
            document = Riskctx.Document.new(GLib.Bytes.new(twice.encode()), None)
            place = place_of(twice, match.start() + len(line) + 2 + len(match.group(1)))
            found = [(i.get_code(), (i.get_line(), i.get_column())) for i in errors(document)]
            if found != [("RCX-E0104", place)]:
                wrong.append(f"{match.group(2)} at {place}: {found}")
        self.assertNothing(wrong)

    def test_misspelled_names_get_a_hint(self):
        wrong = []
        for path, noun, name, spec in firsts():
            if "enum" not in spec:
                continue
            for nick in spec["enum"]:
                if len(nick) < 4:
                    continue
                _, result = read(changed(FULL, path + (name,), nick[:2] + nick[3:]))
                found = [i.get_hint() for i in errors(result)]
                if found != [nick]:
                    wrong.append(f"{noun}.{name} = {nick[:2] + nick[3:]}: {found}, not {nick}")
                for language in ("ja", "en"):
                    message = errors(result)[0].dup_message(language)
                    if "type." in message or "@" in message:
                        wrong.append(f"{noun}.{name}: {message}")
        self.assertNothing(wrong)


class Json(riskctx_tap.TestCase):
    def test_numbers_are_as_short_as_python_writes_them(self):
        rand = random.Random(3)
        wrong = []
        for _ in range(2000):
            value = rand.uniform(-1, 1) * 10 ** rand.randint(-300, 300)
            text = Riskctx.json_to_string(Riskctx.json_from_bytes(
                GLib.Bytes.new(repr(value).encode())), False)
            digits = re.sub(r"e.*|\.|-", "", text).strip("0")
            expected = re.sub(r"e.*|\.|-", "", repr(value)).strip("0")
            if float(text) != value or digits != expected:
                wrong.append(f"{value!r}: {text}")
        self.assertNothing(wrong)

    def test_texts_are_read_as_python_reads_them(self):
        rand = random.Random(4)
        letters = 'ab"\\/\b\f\n\r\té漢😀\u2028\x7f\x1f '
        for _ in range(300):
            value = {"".join(rand.choices(letters, k=rand.randint(0, 40))): rand.random()
                     for _ in range(5)}
            for ascii_only in (True, False):
                text = json.dumps(value, ensure_ascii=ascii_only)
                node = Riskctx.json_from_bytes(GLib.Bytes.new(text.encode()))
                self.assertEqual(json.loads(Riskctx.json_to_string(node, ascii_only)), value)

    def test_mistakes_are_exceptions_with_a_place(self):
        with self.assertRaises(GLib.Error) as caught:
            Riskctx.json_from_bytes(GLib.Bytes.new(b'{"a": 1,\n "b": 01}'))
        self.assertTrue(caught.exception.matches(Riskctx.error_quark(), Riskctx.Error.INVALID))
        self.assertIn("line 2, column 7", caught.exception.message)
        with self.assertRaises(GLib.Error) as caught:
            Riskctx.Assessment.load(str(DATA / "missing.json"))
        self.assertIn("missing.json", caught.exception.message)


if __name__ == "__main__":
    riskctx_tap.main()
