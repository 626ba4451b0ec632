# SPDX-License-Identifier: LGPL-2.1-or-later
"""Writes the page of all members of a document, from its schema.

Usage: fields.py SCHEMA.json > fields.md
"""

import json
import sys

COMMON = ("id", "title", "description", "provenance", "note", "references")
NAMED = {"id": "id", "text": "text", "estimate": "estimate", "date": "date"}


def kind(schema):
    """What a member holds, in a few words."""
    if "$ref" in schema:
        name = schema["$ref"].rsplit("/", 1)[1]
        return NAMED.get(name) or f"[{name}](#{name.lower()})"
    if "enum" in schema:
        return " · ".join(f"`{value}`" for value in schema["enum"])
    if schema.get("type") == "array":
        return f"list of {kind(schema['items'])}"
    if "allOf" in schema:
        return kind(schema["allOf"][0])
    return schema.get("type", "any")


def bounds(schema):
    words = [("minimum", "at least"), ("exclusiveMinimum", "above"), ("maximum", "at most"),
             ("exclusiveMaximum", "below")]
    text = ", ".join(f"{word} {schema[key]}" for key, word in words if key in schema)
    return f" ({text})" if text else ""


def table(schema, skip=()):
    print("\n| Member | Holds | Meaning |\n|---|---|---|")
    for name, member in schema["properties"].items():
        if name not in skip:
            star = " *" if name in schema.get("required", ()) else ""
            print(f"| `{name}`{star} | {kind(member)}{bounds(member)} "
                  f"| {member.get('description', '')} |")


def main(path):
    with open(path, encoding="utf-8") as file:
        schema = json.load(file)
    definitions = {name: d for name, d in schema["$defs"].items() if "properties" in d
                   and name not in NAMED}
    common = {"properties": {k: v for k, v in schema["properties"].items() if k in COMMON}}

    print("Title: Members of a document\nSlug: fields\n\n# Members of a document\n\n"
          "Everything a document can hold, as its schema says it. A star marks what must be there. How\n"
          "texts, estimates, ids and dates are written is told in [The document](document.html).\n\n"
          "## Every item")
    table(common)
    print("\n## Assessment")
    table(schema, COMMON)
    for name, definition in definitions.items():
        print(f"\n## {name}")
        if "description" in definition:
            print(f"\n{definition['description']}")
        table(definition, COMMON)


if __name__ == "__main__":
    main(sys.argv[1])
