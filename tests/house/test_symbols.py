# SPDX-License-Identifier: LGPL-2.1-or-later
"""The public face: what the library exports, what the GIR describes, and what was promised.

After a deliberate change of the API, `tests/house/test_symbols.py --write` in the environment
of the test (or `tests/run.sh --write-symbols`) writes the promise anew.
"""

import os
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import riskctx_tap

ROOT = Path(os.environ["RISKCTX_SOURCE_ROOT"])
PROMISE = ROOT / "libriskctx" / "riskctx.syms"

CORE = "{http://www.gtk.org/introspection/core/1.0}"
C = "{http://www.gtk.org/introspection/c/1.0}"
GLIB = "{http://www.gtk.org/introspection/glib/1.0}"

CALLABLES = ("function", "method", "constructor", "virtual-method", "callback", GLIB + "signal")
VERSIONED = ("function", "method", "constructor", "class", "interface", "record", "enumeration",
             "bitfield", "constant", "property", "function-macro", "callback")

# C only, on purpose: macros have no meaning elsewhere.
NOT_INTROSPECTABLE = {"RISKCTX_CHECK_VERSION"}


def local(element):
    return element.tag.replace(CORE, "")


NAMESPACE = ElementTree.parse(os.environ["RISKCTX_GIR"]).getroot().find(CORE + "namespace")
ELEMENTS = [element for element in NAMESPACE.iter() if isinstance(element.tag, str)]
PARENTS = {child: parent for parent in NAMESPACE.iter() for child in parent}


def is_cast(element):
    """Whether an element is one of the macros that every type has, such as RISKCTX_IS_FOO ()."""
    return local(element) == "function-macro" and element.get(C + "identifier") in CASTS


CASTS = {f"RISKCTX_{infix}{element.get(C + 'symbol-prefix').upper()}{suffix}"
         for element in ELEMENTS if local(element) in ("class", "interface")
         for infix, suffix in (("", ""), ("IS_", ""), ("", "_CLASS"), ("IS_", "_CLASS"),
                               ("", "_GET_CLASS"))}


def label(element):
    own = element.get(C + "identifier") or element.get("name")
    parent = PARENTS.get(element)
    return f"{parent.get('name')}.{own}" if local(element) == "property" else own


def symbols_of_gir():
    found = set()
    for element in ELEMENTS:
        if local(element) in ("function", "method", "constructor"):
            found.add(element.get(C + "identifier"))
        get_type = element.get(GLIB + "get-type")
        if get_type and get_type != "intern":
            found.add(get_type)
    return found


def symbols_of_library():
    lines = subprocess.check_output(["nm", "-D", "--defined-only", os.environ["RISKCTX_LIBRARY"]],
                                    text=True).splitlines()
    return {line.split()[-1].split("@")[0] for line in lines}


class Symbols(riskctx_tap.TestCase):
    def test_the_library_exports_what_was_promised(self):
        promised = {line for line in PROMISE.read_text(encoding="utf-8").splitlines()
                    if line and not line.startswith("#")}
        exported = symbols_of_library()
        self.assertNothing(sorted(promised - exported), "promised, but gone")
        self.assertNothing(sorted(exported - promised), "exported, but not in riskctx.syms")

    def test_the_library_exports_what_the_gir_describes(self):
        exported, described = symbols_of_library(), symbols_of_gir()
        self.assertNothing(sorted(exported - described), "exported, but not described")
        self.assertNothing(sorted(described - exported), "described, but not exported")

    def test_every_exported_symbol_carries_the_prefix(self):
        self.assertNothing(sorted(name for name in symbols_of_library()
                                if not name.startswith("riskctx_")))

    def test_everything_is_introspectable(self):
        hidden = {label(e) for e in ELEMENTS
                  if e.get("introspectable") == "0" and not is_cast(e)}
        self.assertNothing(sorted(hidden - NOT_INTROSPECTABLE))
        self.assertNothing(sorted(NOT_INTROSPECTABLE - hidden), "the list names too much")

    def test_everything_says_since_when(self):
        missing = []
        for element in ELEMENTS:
            if local(element) not in VERSIONED or element.get("version") or is_cast(element):
                continue
            # Class structs have no text of their own, and types inside a signature are not ours.
            if element.get(GLIB + "is-gtype-struct-for") or local(PARENTS[element]) == "field":
                continue
            missing.append(label(element))
        self.assertNothing(sorted(missing))

    def test_everything_is_documented(self):
        missing = []
        for element in ELEMENTS:
            kind = local(element)
            if kind in VERSIONED and not is_cast(element) \
                    and not element.get(GLIB + "is-gtype-struct-for") \
                    and local(PARENTS[element]) != "field":
                if element.find(CORE + "doc") is None:
                    missing.append(label(element))
            if kind in ("function", "method", "constructor"):
                parameters = list(element.iterfind(f"{CORE}parameters/{CORE}parameter"))
                value = element.find(CORE + "return-value")
                if value.find(CORE + "type") is None \
                        or value.find(CORE + "type").get("name") != "none":
                    parameters.append(value)
                missing += [f"{label(element)}: {p.get('name', 'return value')}"
                            for p in parameters if p.find(CORE + "doc") is None]
        self.assertNothing(sorted(missing))

    def test_no_struct_shows_its_fields(self):
        self.assertNothing(sorted(f"{e.get('name')}.{f.get('name')}" for e in ELEMENTS
                                if local(e) in ("record", "class")
                                and not e.get(GLIB + "is-gtype-struct-for")
                                for f in e.findall(CORE + "field")
                                if f.get("name") not in ("parent_instance", "g_iface")))

    def test_no_linked_list_is_passed(self):
        used = {t.get("name") for t in NAMESPACE.iter(CORE + "type")}
        self.assertNothing(sorted(used & {"GLib.List", "GLib.SList"}))


def write():
    header = ("# SPDX-License-Identifier: LGPL-2.1-or-later\n"
              "# Every symbol the library exports. Only additions keep the ABI.\n")
    PROMISE.write_text(header + "".join(f"{s}\n" for s in sorted(symbols_of_library())),
                       encoding="utf-8")


if __name__ == "__main__":
    if "--write" in sys.argv:
        write()
    else:
        riskctx_tap.main()
