# SPDX-License-Identifier: LGPL-2.1-or-later
"""Who may know whom: a room includes itself and the rooms below it, and nothing else."""

import os
import re
from pathlib import Path

import riskctx_tap

ROOT = Path(os.environ["RISKCTX_SOURCE_ROOT"])
LIBRARY = ROOT / "libriskctx"

ALLOWED = {
    "core": {"core"},
    "model": {"model", "core"},
    "format": {"format", "model", "core"},
    "catalog": {"catalog", "format", "model", "core"},
    "engine": {"engine"},
    "analysis": {"analysis", "engine", "model", "core"},
    "context": {"context", "analysis", "catalog", "model", "core"},
    "report": {"report", "context", "analysis", "catalog", "format", "model", "core"},
}

# The engine is plain C on arrays: the C library, GLib's basics and vector intrinsics.
ENGINE_SYSTEM = re.compile(r"(glib|assert|errno|float|limits|math|stdatomic|stdbool|stddef|stdint|"
                           r"stdlib|string|pthread|immintrin|arm_neon)\.h$")
INCLUDE = re.compile(r'^\s*#\s*include\s*(["<])([^">]+)[">]', re.MULTILINE)


def includes(path):
    return [(kind, name) for kind, name in INCLUDE.findall(path.read_text(encoding="utf-8"))]


def room_of_headers():
    rooms = {}
    for room in ALLOWED:
        for path in (LIBRARY / room).rglob("*.h"):
            rooms[path.name] = room
        # The nouns' headers are generated from their descriptions.
        for path in (LIBRARY / room).rglob("*.toml"):
            rooms[f"riskctx-{path.stem}.h"] = room
            rooms[f"riskctx-{path.stem}-private.h"] = room
    return rooms


ROOMS = room_of_headers()
# Made by the build, or at the root of the library: known to everyone.
SHARED = {"riskctx-enum-types.h", "riskctx-version.h", "riskctx-version-macros.h",
          "riskctx-resources.h", "config.h"}


class Includes(riskctx_tap.TestCase):
    def check_room(self, room):
        wrong = []
        for path in sorted((LIBRARY / room).rglob("*.[ch]")):
            for kind, name in includes(path):
                where = f"{path.relative_to(ROOT)} includes {name}"
                if name == "riskctx.h":
                    wrong.append(f"{where}: the umbrella is for users")
                elif name.startswith("riskctx"):
                    target = ROOMS.get(name)
                    if "/" in name:
                        wrong.append(f"{where}: headers are included by their plain name")
                    elif target is None and name not in SHARED:
                        wrong.append(f"{where}: no such header")
                    elif target is not None and target not in ALLOWED[room]:
                        wrong.append(f"{where}, which is in {target}")
                elif room == "engine" and (kind == '"' or not ENGINE_SYSTEM.match(name)):
                    # A fragment of our own, included once per vector width, is fine.
                    if not (path.parent / name).exists():
                        wrong.append(f"{where}: not for the engine")
        self.assertNothing(wrong)

    def test_tools_bindings_and_examples_use_the_public_header_only(self):
        wrong = []
        for folder in ("tools", "bindings", "examples"):
            for path in sorted((ROOT / folder).rglob("*.[ch]")):
                for _, name in includes(path):
                    if name.startswith("riskctx") and name != "riskctx.h" \
                            and not (path.parent / name).exists():
                        wrong.append(f"{path.relative_to(ROOT)} includes {name}")
        self.assertNothing(wrong)

    def test_public_headers_do_not_include_private_ones(self):
        wrong = [f"{path.relative_to(ROOT)} includes {name}"
                 for path in sorted(LIBRARY.rglob("*.h")) if not path.name.endswith("-private.h")
                 for _, name in includes(path) if name.endswith("-private.h")]
        self.assertNothing(wrong)

    def test_no_two_headers_share_a_name(self):
        names = [path.name for path in LIBRARY.rglob("*.h")]
        self.assertNothing(sorted(n for n in set(names) if names.count(n) > 1))


for _room in ALLOWED:
    setattr(Includes, f"test_{_room}_knows_only_the_rooms_below",
            lambda self, room=_room: self.check_room(room))

if __name__ == "__main__":
    riskctx_tap.main()
