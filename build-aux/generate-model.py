#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Writes the C header and source of one noun of the model from its description.

A noun is described once, in libriskctx/model/<noun>.toml: one table a field, with its kind, range,
unit, what it refers to and one sentence of documentation. From it come the struct, the table of
fields that the rest of the library works from, the properties, and the typed accessors with their
documentation. What cannot be said in a table, the invariants, stands in riskctx-<noun>-check.c.
"""

import argparse
import pathlib
import textwrap
import tomllib

# kind: (C type of the member, C type in and out of accessors, annotations of getter and setter)
KINDS = {
    "boolean": ("gboolean", "gboolean", "", ""),
    "integer": ("gint64", "gint64", "", ""),
    "number": ("double", "double", "", ""),
    "string": ("char *", "const char *", "(transfer none) (nullable)", "(nullable)"),
    "date": ("char *", "const char *", "(transfer none) (nullable)", "(nullable)"),
    "text": ("RiskctxText *", "RiskctxText *", "(transfer none) (nullable)", "(nullable)"),
    "enum": ("int", None, "", ""),
    "flags": ("guint", None, "", ""),
    "estimate": ("RiskctxEstimate *", "RiskctxEstimate *", "(transfer none) (nullable)",
                 "(nullable)"),
    "strings": ("GStrv", "const char *const *",
                "(transfer none) (nullable) (array zero-terminated=1)",
                "(nullable) (array zero-terminated=1)"),
    "reference": ("char *", "const char *", "(transfer none) (nullable)", "(nullable)"),
    "references": ("GStrv", "const char *const *",
                   "(transfer none) (nullable) (array zero-terminated=1)",
                   "(nullable) (array zero-terminated=1)"),
    "item": ("RiskctxItem *", None, "(transfer none) (nullable)", "(nullable)"),
    "items": ("RiskctxItemList *", "RiskctxItemList *", "(transfer none)", ""),
}
SETTERS = {"boolean": "boolean", "integer": "integer", "number": "number", "string": "string",
           "date": "string", "reference": "string", "text": "text", "enum": "enum",
           "flags": "flags", "estimate": "estimate", "strings": "strings",
           "references": "strings", "item": "item"}
GUARDS = {"boolean": "FALSE", "integer": "0", "number": "0", "enum": "0", "flags": "0"}


def snake(camel):
    return "".join("_" + c.lower() if c.isupper() and i else c.lower() for i, c in enumerate(camel))


def spaced(c_type):
    """A C type in front of a name: with a blank between, except after a star."""
    return c_type if c_type.endswith("*") else c_type + " "


def comment(lines):
    """A documentation comment; lines beginning with @ or a tag hang their continuation."""
    out = ["/**"]
    for position, line in enumerate(lines):
        if position == 0:  # the scanner wants the symbol and its annotations on one line
            out.append(" * " + line)
            continue
        hang = "   " if line.startswith("@") or line.startswith("Returns:") else ""
        wrapped = textwrap.wrap(line, 94, subsequent_indent=hang, break_on_hyphens=False) or [""]
        out += [(" * " + part).rstrip() for part in wrapped]
    return "\n".join(out + [" */"])


def number(value):
    return {None: "0"}.get(value, repr(float(value)) if isinstance(value, float) else str(value))


class Field:
    def __init__(self, noun, name, row):
        self.noun, self.name, self.row = noun, name, row
        self.kind = row["kind"]
        self.types = row.get("to", row.get("type", []))
        if isinstance(self.types, str):
            self.types = [self.types]
        self.doc = row["doc"]
        self.since = row.get("since", "1.0")
        self.member_type, self.type, self.out, self.into = KINDS[self.kind]
        if self.type is None:
            self.type = f"Riskctx{self.types[0]}" + (" *" if self.kind == "item" else "")
        self.json = row.get("json", name)

    def facts(self):
        """Unit and range, as a sentence for the documentation."""
        facts = []
        if "unit" in self.row:
            facts.append(f"in {self.row['unit']}")
        low, high = self.row.get("min"), self.row.get("above", None)
        if high is not None:
            facts.append(f"above {high}")
        if low is not None:
            facts.append(f"at least {low}")
        if "max" in self.row:
            facts.append(f"at most {self.row['max']}")
        if "default" in self.row:
            facts.append(f"{str(self.row['default']).lower()} where not stated")
        if self.kind == "date":
            facts.append("a calendar date such as 2026-04-01")
        if self.kind in ("reference", "references"):
            kinds = " or ".join(f"[class@{t}]" for t in self.types)
            facts.append(("the id of a " if self.kind == "reference" else "ids of ") + kinds)
        if not facts:
            return []
        sentence = "; ".join(facts)
        return ["", sentence[0].upper() + sentence[1:] + "."]

    def table_row(self):
        flags = []
        if self.row.get("required"):
            flags.append("RISKCTX_FIELD_REQUIRED")
        if self.row.get("lateral"):
            flags.append("RISKCTX_FIELD_LATERAL")
        low = self.row.get("min", self.row.get("above"))
        if "above" in self.row:
            flags.append("RISKCTX_FIELD_EXCLUSIVE_MIN")
        low = "-G_MAXDOUBLE" if low is None else number(low)
        high = "G_MAXDOUBLE" if "max" not in self.row else number(self.row["max"])
        initial = self.row.get("default", 0)
        if isinstance(initial, bool):
            initial = int(initial)
        elif isinstance(initial, str):
            initial = self.enum_constant(initial)
        unit = f'"{self.row["unit"]}"' if "unit" in self.row else "NULL"
        types = ", ".join(f"riskctx_{snake(t)}_get_type" for t in self.types) or "NULL"
        doc = self.doc.replace('"', '\\"')
        kind = f"RISKCTX_FIELD_{self.kind.upper()}"
        offset = f"G_STRUCT_OFFSET (Riskctx{self.noun.camel}, {self.name})"
        return (f'  {{ "{self.json}", {kind}, {" | ".join(flags) or "0"},\n'
                f"    {offset}, {low}, {high}, {initial}, {unit},\n"
                f'    "{doc}",\n    {{ {types} }} }},')

    def enum_constant(self, nick):
        return f"RISKCTX_{snake(self.types[0]).upper()}_{nick.upper().replace('-', '_')}"

    @property
    def index(self):
        return f"ROW_{self.name.upper()}"

    @property
    def row_number(self):
        return f"RISKCTX_ITEM_N_ROWS + {self.index}"

    def initialization(self):
        value = self.row["default"]
        if isinstance(value, bool):
            value = str(value).upper()
        elif isinstance(value, str):
            value = self.enum_constant(value)
        else:
            value = number(value)
        return f"  self->{self.name} = {value};"

    def property_doc(self):
        dashed = self.name.replace("_", "-")
        links = f"(getter get_{self.name})"
        if self.kind != "items":
            links += f" (setter set_{self.name})"
        return comment([f"Riskctx{self.noun.camel}:{dashed}: {links}", "", self.doc] + self.facts()
                       + ["", f"Since: {self.since}"])

    def getter(self):
        noun = self.noun
        name = f"{noun.prefix}_get_{self.name}"
        annotation = f"{self.out}: " if self.out else ""
        what = f"the list of [class@{self.types[0]}]" if self.kind == "items" else "the value"
        lines = [f"{name}: (get-property {self.name.replace('_', '-')})",
                 f"@self: a {noun.words}", "", self.doc] + self.facts()
        lines += ["", f"Returns: {annotation}{what}", "", f"Since: {self.since}"]
        guard = GUARDS.get(self.kind, "NULL")
        value = f"self->{self.name}"
        if self.kind == "items":
            value = f"riskctx_item_ensure_list (RISKCTX_ITEM (self), {self.row_number})"
        elif self.kind == "enum" or self.kind == "flags":
            value = f"(Riskctx{self.types[0]}) {value}"
        elif self.kind == "item":
            value = f"({self.type}) {value}"
        elif self.kind in ("strings", "references"):
            value = f"(const char *const *) {value}"
        body = (f"{spaced(self.type)}\n{name} ({noun.type} *self)\n{{\n"
                f"  g_return_val_if_fail (RISKCTX_IS_{noun.upper} (self), {guard});\n"
                f"  return {value};\n}}")
        declaration = (f"RISKCTX_AVAILABLE_IN_{self.since.replace('.', '_')}\n"
                       f"{spaced(self.type)}{name} ({noun.type} *self);")
        return declaration, comment(lines) + "\n" + body.replace(" \n", "\n")

    def setter(self):
        if self.kind == "items":
            return None
        noun = self.noun
        name = f"{noun.prefix}_set_{self.name}"
        annotation = f"{self.into}: " if self.into else ""
        lines = [f"{name}: (set-property {self.name.replace('_', '-')})",
                 f"@self: a {noun.words}", f"@{self.name}: {annotation}the value", ""]
        lines += ["Sets: " + self.doc[0].lower() + self.doc[1:]] + self.facts()
        lines += ["", f"Since: {self.since}"]
        argument = f"{spaced(self.type)}{self.name}"
        pad = " " * (len(name) + 2)
        value = self.name
        if self.kind == "item":
            value = f"(RiskctxItem *) {value}"
        elif self.kind in ("enum", "flags"):
            value = ("(int) " if self.kind == "enum" else "(guint) ") + value
        body = (f"void\n{name} ({noun.type} *self,\n{pad}{argument})\n{{\n"
                f"  g_return_if_fail (RISKCTX_IS_{noun.upper} (self));\n"
                f"  riskctx_item_set_{SETTERS[self.kind]} (RISKCTX_ITEM (self), "
                f"{self.row_number}, {value});\n}}")
        declaration = (f"RISKCTX_AVAILABLE_IN_{self.since.replace('.', '_')}\n"
                       f"void {name} ({noun.type} *self,\n{' ' * (len(name) + 7)}{argument});")
        return declaration, comment(lines) + "\n" + body


class Noun:
    def __init__(self, path):
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        self.camel = data["name"]
        self.snake = snake(self.camel)
        self.dashed = self.snake.replace("_", "-")
        self.upper = self.snake.upper()
        self.words = data.get("words", self.snake.replace("_", " "))
        self.prefix = f"riskctx_{self.snake}"
        self.type = f"Riskctx{self.camel}"
        self.doc = data["doc"].strip().split("\n")
        self.check = data.get("check", False)
        self.needs_id = data.get("id") != "optional"
        self.fields = [Field(self, name, row) for name, row in data.get("fields", {}).items()]
        self.source = path.name

    def includes(self):
        """Headers of the types that accessors take and give."""
        names = {snake(f.types[0]).replace("_", "-") for f in self.fields if f.kind == "item"}
        return "".join(f'#include "riskctx-{name}.h"\n' for name in sorted(names))

    def header(self):
        parts = []
        for field in self.fields:
            parts.append(field.getter()[0])
            if field.setter():
                parts.append(field.setter()[0])
        return f"""/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Made from {self.source} by generate-model.py. */
#pragma once

#include "riskctx-context-enums.h"
#include "riskctx-item.h"
#include "riskctx-item-list.h"
#include "riskctx-leak-enums.h"
#include "riskctx-risk-enums.h"
{self.includes()}
G_BEGIN_DECLS

#define RISKCTX_TYPE_{self.upper} ({self.prefix}_get_type ())
#define RISKCTX_{self.upper}(object) \\
  (G_TYPE_CHECK_INSTANCE_CAST ((object), RISKCTX_TYPE_{self.upper}, {self.type}))
#define RISKCTX_IS_{self.upper}(object) \\
  (G_TYPE_CHECK_INSTANCE_TYPE ((object), RISKCTX_TYPE_{self.upper}))

typedef struct _{self.type} {self.type};

RISKCTX_AVAILABLE_IN_1_0
GType {self.prefix}_get_type (void) G_GNUC_CONST;

RISKCTX_AVAILABLE_IN_1_0
{self.type} *{self.prefix}_new (const char *id);
{chr(10).join(parts)}

G_DEFINE_AUTOPTR_CLEANUP_FUNC ({self.type}, g_object_unref)

G_END_DECLS
"""

    def code(self):
        members = "\n".join(f"  {spaced(f.member_type)}{f.name};" for f in self.fields)
        rows = "\n".join(f"  {f.index}," for f in self.fields)
        table = "\n".join(f.table_row() for f in self.fields)
        docs = "\n".join(textwrap.indent(f.property_doc(), "  ") for f in self.fields)
        initials = "\n".join(f.initialization() for f in self.fields if "default" in f.row)
        functions = []
        for field in self.fields:
            functions.append(field.getter()[1])
            if field.setter():
                functions.append(field.setter()[1])
        class_doc = comment([self.type + ":", ""] + self.doc + ["", "Since: 1.0"])
        new_doc = comment([f"{self.prefix}_new:",
                           f"@id: (nullable): an id, unique in the assessment it will belong to",
                           "", f"Creates a {self.words} of which nothing is stated yet.", "",
                           f"Returns: (transfer full): a new {self.words}", "", "Since: 1.0"])
        check = (f"void {self.prefix}_check_item (RiskctxItem *item, RiskctxCheck *check);\n\n"
                 if self.check else "")
        needs_id = "TRUE" if self.needs_id else "FALSE"
        set_check = f"  item_class->check = {self.prefix}_check_item;\n" if self.check else ""
        table_code = f"static const RiskctxField rows[] = {{\n{table}\n}};\n" if self.fields else ""
        rows_of_class = "rows, G_N_ELEMENTS (rows)" if self.fields else "NULL, 0"
        install = f"  riskctx_item_class_install_fields (item_class, {rows_of_class});\n"
        enum_code = (f"enum\n{{\n{rows}\n}};\n\n" if self.fields else "")
        return f"""/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Made from {self.source} by generate-model.py. */
#include "riskctx-{self.dashed}.h"

#include "riskctx-check-private.h"
#include "riskctx-enum-types.h"
#include "riskctx-item-private.h"
#include "riskctx-nouns.h"

{class_doc}
struct _{self.type}
{{
  RiskctxItem parent_instance;
{members}
}};

typedef struct
{{
  RiskctxItemClass parent_class;
}} {self.type}Class;

G_DEFINE_FINAL_TYPE ({self.type}, {self.prefix}, RISKCTX_TYPE_ITEM)

{enum_code}{table_code}
{check}static void
{self.prefix}_class_init ({self.type}Class *klass)
{{
  RiskctxItemClass *item_class = (RiskctxItemClass *) klass;

{docs}
  item_class->noun = "{self.snake.replace('_', ' ')}";
  item_class->needs_id = {needs_id};
{set_check}{install}}}

static void
{self.prefix}_init ({self.type} *self)
{{
{initials}
}}

{new_doc}
{self.type} *
{self.prefix}_new (const char *id)
{{
  return riskctx_item_new (RISKCTX_TYPE_{self.upper}, id);
}}

{(chr(10) * 2).join(functions)}
"""


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("noun", type=pathlib.Path)
    parser.add_argument("header", type=pathlib.Path)
    parser.add_argument("source", type=pathlib.Path)
    args = parser.parse_args()
    noun = Noun(args.noun)
    args.header.write_text(noun.header(), encoding="utf-8")
    args.source.write_text(noun.code(), encoding="utf-8")


if __name__ == "__main__":
    main()
