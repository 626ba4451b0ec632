# SPDX-License-Identifier: LGPL-2.1-or-later
"""The fields of a document, held to a second source.

Types, ranges, targets and defaults are written once more in tests/data/format/fields.txt. Whoever
changes a field of the format on purpose changes that line, too.
"""

import json
import os
import re
from pathlib import Path

import gi

gi.require_version("Riskctx", "1")
gi.require_version("Json", "1.0")
from gi.repository import GObject, Json, Riskctx  # noqa: E402

import riskctx_tap  # noqa: E402

FIELDS = Path(os.environ["RISKCTX_SOURCE_ROOT"]) / "tests" / "data" / "format" / "fields.txt"
BOUNDS = (("minimum", ">="), ("exclusiveMinimum", ">"), ("maximum", "<="))


def kind(schema):
    if "$ref" in schema:
        return schema["$ref"].removeprefix("#/$defs/")
    if "enum" in schema:
        return "one of " + ",".join(schema["enum"])
    if schema["type"] == "array":
        return "list of " + kind(schema["items"]).removeprefix("one of ")
    return schema["type"]


def default(noun, name):
    instance = getattr(Riskctx, noun)()
    value = instance.get_property(name.removeprefix("$").replace("_", "-"))
    return f" = {value:g}" if isinstance(value, (bool, int, float)) and \
        not isinstance(value, (GObject.GEnum, GObject.GFlags)) and value else ""


def describe(noun, schema):
    for name, field in schema["properties"].items():
        words = [f"{noun}.{name}:", kind(field)]
        words += [f"{sign}{field[bound]:g}" for bound, sign in BOUNDS if bound in field]
        if name in schema["required"]:
            words.append("required")
        if "Refers to: " in field["description"]:
            words.append("to " + field["description"].partition("Refers to: ")[2].rstrip("."))
        yield " ".join(words) + (default(noun, name) if noun != "estimate" else "")


def fields():
    schema = json.loads(Json.to_string(Riskctx.Assessment.schema(), False))
    yield from describe("Assessment", schema)
    for noun, definition in schema["$defs"].items():
        if "properties" in definition:
            yield from describe(noun, {"required": [], **definition})


class Fields(riskctx_tap.TestCase):
    def test_every_field_has_its_type_range_target_and_default(self):
        rows = [line for line in FIELDS.read_text(encoding="utf-8").splitlines()
                if not line.startswith("#")]
        self.assertEqual(list(fields()), rows)

    def test_every_noun_and_field_has_a_name_for_people(self):
        names = [row.split(":")[0].split(".") for row in fields() if not row.startswith("estimate")]
        keys = {"member." + member for _, member in names}
        keys |= {"noun." + re.sub("(?<=.)([A-Z])", r"-\1", noun).lower() for noun, _ in names}
        self.assertNothing([key for key in sorted(keys) if not Riskctx.word(key, "ja")],
                           "add them to libriskctx/data/words/changes.json")


if __name__ == "__main__":
    riskctx_tap.main()
