# SPDX-License-Identifier: LGPL-2.1-or-later
"""What the manual shows is true: its documents are documents, its Python is Python."""

import os
import re
from pathlib import Path

import gi

gi.require_version("Riskctx", "1")
from gi.repository import GLib, Riskctx  # noqa: E402

import riskctx_tap  # noqa: E402

ROOT = Path(os.environ["RISKCTX_SOURCE_ROOT"])
PAGES = [*sorted((ROOT / "doc").glob("*.md")), *sorted(ROOT.glob("*.md"))]
# Pages that the library writes itself.
WRITTEN = {"issues.html", "fields.html", "commands.html", "four-languages.html"}
LINK = re.compile(r"\[[^]]+\]\(([^)#\s]+)[^)]*\)")


def blocks(language):
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        for match in re.finditer(rf"^```{language}\n(.*?)^```$", text, re.M | re.S):
            yield f"{page.name}:{text.count(chr(10), 0, match.start()) + 1}", match[1]


class Documentation(riskctx_tap.TestCase):
    def test_documents_have_no_mistakes(self):
        found = list(blocks("json"))
        self.assertTrue(found)
        wrong = []
        for where, text in found:
            document = Riskctx.Document.new(GLib.Bytes.new(text.encode()), where)
            wrong += [issue.to_string(where, "en") for issue in document.get_issues()
                      if issue.get_severity() == Riskctx.Severity.ERROR]
        self.assertNothing(wrong)

    def test_python_is_python(self):
        for where, text in blocks("python"):
            compile(text, where, "exec")

    def test_links_lead_to_files(self):
        wrong = []
        for page in PAGES:
            for target in LINK.findall(page.read_text(encoding="utf-8")):
                if ":" in target:
                    continue
                path = page.parent / target
                # A page of the reference is made of the page beside it, or by the library.
                known = path.exists() or (target.endswith(".html") and (
                    path.with_suffix(".md").exists() or target in WRITTEN))
                if not known:
                    wrong.append(f"{page.name}: {target}")
        self.assertNothing(wrong, "no such file")


if __name__ == "__main__":
    riskctx_tap.main()
