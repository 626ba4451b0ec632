# SPDX-License-Identifier: LGPL-2.1-or-later
"""What a browser makes of a page: laid out in a window, and printed on A4."""

import html
import json
import re
import shutil
import subprocess
import tempfile
import xml.etree.ElementTree as ElementTree
from pathlib import Path

PROBE = (Path(__file__).parent / "probe.js").read_text(encoding="utf-8")
POLICY = re.compile(r'<meta[^>]*http-equiv="Content-Security-Policy"[^>]*>', re.IGNORECASE)
XHTML = "{http://www.w3.org/1999/xhtml}"
A4 = (595.3, 841.9)


def available():
    return shutil.which("chromium") is not None and shutil.which("pdftotext") is not None


def _chromium(folder, *arguments):
    # Without the sandbox, because tests in a container run as root; the page is our own.
    return subprocess.run(
        ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
         "--disable-dev-shm-usage", "--disable-background-networking", "--no-first-run",
         "--force-color-profile=srgb", f"--user-data-dir={folder}/profile", *arguments],
        capture_output=True, text=True, timeout=120, check=True).stdout


def lay_out(page, width=1280):
    """The number of lines of text in a window of that width, and what is wrong with them."""
    with tempfile.TemporaryDirectory() as folder:
        probed = Path(folder) / "page.html"
        page = POLICY.sub("", page)
        probed.write_text(page.replace("</body>", f"<script>{PROBE}</script></body>"),
                          encoding="utf-8")
        dom = _chromium(folder, f"--window-size={width},2000", "--dump-dom", probed.as_uri())
    result = json.loads(html.unescape(re.search(r'<pre id="probe">(.*?)</pre>', dom, re.S)[1]))
    return result["lines"], result["wrong"]


def print_a4(page):
    """The words of every printed page with their boxes, and what is wrong with them."""
    with tempfile.TemporaryDirectory() as folder:
        source, pdf = Path(folder) / "page.html", Path(folder) / "page.pdf"
        source.write_text(page, encoding="utf-8")
        _chromium(folder, "--no-pdf-header-footer", f"--print-to-pdf={pdf}", source.as_uri())
        text = subprocess.run(["pdftotext", "-bbox", pdf, "-"], capture_output=True, text=True,
                              check=True).stdout
    # Controls that a PDF may hold are not allowed in XML.
    text = re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", "", text)
    pages, wrong = [], []
    for number, sheet in enumerate(ElementTree.fromstring(text).iter(XHTML + "page"), 1):
        size = float(sheet.get("width")), float(sheet.get("height"))
        if any(abs(a - b) > 1.5 for a, b in zip(sorted(size), A4)):
            wrong.append(f"page {number} is not A4: {size[0]} × {size[1]} pt")
        words = [(w.text, *(float(w.get(k)) for k in ("xMin", "yMin", "xMax", "yMax")))
                 for w in sheet.iter(XHTML + "word") if w.text and w.text.strip()]
        pages.append(words)
        wrong += [f"page {number}: “{text}” leaves the sheet" for text, *box in words
                  if box[0] < 0 or box[1] < 0 or box[2] > size[0] or box[3] > size[1]]
        wrong += [f"page {number}: {text}" for text in _overlaps(words)]
    return pages, wrong


def _overlaps(words):
    # A box is as high as the font, more than what is inked; two words on each other share much.
    ordered = sorted(words, key=lambda word: word[2])
    for i, (text, left, top, right, bottom) in enumerate(ordered):
        for other, left2, top2, right2, bottom2 in ordered[i + 1:]:
            if top2 >= bottom:
                break
            across = min(right, right2) - max(left, left2)
            down = min(bottom, bottom2) - max(top, top2)
            if across > 1.5 and down > 0.5 * min(bottom - top, bottom2 - top2):
                yield f"“{text}” and “{other}” overlap"
