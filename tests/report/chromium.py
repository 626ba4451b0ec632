# SPDX-License-Identifier: LGPL-2.1-or-later
"""What a browser makes of a page: laid out in a window, and printed on A4."""

import atexit
import base64
import fcntl
import json
import os
import re
import shutil
import subprocess
import tempfile
import xml.etree.ElementTree as ElementTree
from pathlib import Path

PROBE = (Path(__file__).parent / "probe.js").read_text(encoding="utf-8")
XHTML = "{http://www.w3.org/1999/xhtml}"
A4 = (595.3, 841.9)
# What the margins leave of a sheet of A4, in CSS pixels.
PRINTED_WIDTH = 688
PRINTED_HEIGHT = 1001


def available():
    return shutil.which("chromium") is not None and shutil.which("pdftotext") is not None


class Browser:
    """One browser for all pages: starting one takes longer than laying a page out. It is spoken to
    by its DevTools protocol over a pair of pipes: messages of JSON, each ended by a NUL."""

    def __init__(self):
        self.folder = tempfile.TemporaryDirectory()
        # Out of the way of 3 and 4, which the browser wants.
        to_browser, self._out = (fcntl.fcntl(fd, fcntl.F_DUPFD_CLOEXEC, 10) for fd in os.pipe())
        self._in, from_browser = (fcntl.fcntl(fd, fcntl.F_DUPFD_CLOEXEC, 10) for fd in os.pipe())

        def give():
            os.dup2(to_browser, 3)
            os.dup2(from_browser, 4)

        # Without the sandbox, because tests in a container run as root; the pages are our own.
        self._process = subprocess.Popen(
            ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
             "--disable-dev-shm-usage", "--disable-background-networking", "--no-first-run",
             "--force-color-profile=srgb", f"--user-data-dir={self.folder.name}/profile",
             "--remote-debugging-pipe", "about:blank"],
            pass_fds=(3, 4), preexec_fn=give, stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(to_browser)
        os.close(from_browser)
        self._count = 0
        self._rest = b""
        self._session = None
        target = self.ask("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.ask("Target.attachToTarget", targetId=target,
                                 flatten=True)["sessionId"]
        self.ask("Page.enable")
        atexit.register(self.close)

    def _next(self):
        while b"\0" not in self._rest:
            more = os.read(self._in, 1 << 20)
            if not more:
                raise RuntimeError("the browser has gone")
            self._rest += more
        message, self._rest = self._rest.split(b"\0", 1)
        return json.loads(message)

    def ask(self, method, until=None, **parameters):
        """The answer to a command; @until: the event to wait for besides."""
        self._count += 1
        message = {"id": self._count, "method": method, "params": parameters}
        if self._session:
            message["sessionId"] = self._session
        data = json.dumps(message).encode() + b"\0"
        while data:
            data = data[os.write(self._out, data):]
        answer = None
        while answer is None or until is not None:
            got = self._next()
            if got.get("id") == self._count:
                if "error" in got:
                    raise RuntimeError(f"{method}: {got['error']}")
                answer = got["result"]
            elif got.get("method") == until:
                until = None
        return answer

    def show(self, page):
        path = Path(self.folder.name) / "page.html"
        path.write_text(page, encoding="utf-8")
        self.ask("Page.navigate", until="Page.loadEventFired", url=path.as_uri())

    def probe(self, width, media=""):
        self.ask("Emulation.setEmulatedMedia", media=media)
        self.ask("Emulation.setDeviceMetricsOverride", width=width, height=2000,
                 deviceScaleFactor=1, mobile=False)
        result = json.loads(self.value(PROBE + """
            (() => { const probe = document.getElementById('probe');
                     probe.remove(); return probe.textContent; })()"""))
        return result["lines"], result["wrong"]

    def value(self, expression):
        return self.ask("Runtime.evaluate", expression=expression)["result"]["value"]

    def pdf(self):
        self.ask("Emulation.setEmulatedMedia", media="")
        return base64.b64decode(self.ask("Page.printToPDF", preferCSSPageSize=True,
                                         printBackground=True)["data"])

    def close(self):
        self._session = None
        self.ask("Browser.close")
        self._process.wait(timeout=20)
        os.close(self._out)
        os.close(self._in)
        self.folder.cleanup()


_browser = None


def browser():
    global _browser  # as few browsers as there are test programs
    if _browser is None:
        _browser = Browser()
    return _browser


def lay_out(page, width=1280):
    """The number of lines of text in a window of that width, and what is wrong with them."""
    browser().show(page)
    return browser().probe(width)


def lay_out_for_paper():
    """What is wrong with the page shown last when it is laid out for A4."""
    return browser().probe(PRINTED_WIDTH, "print")[1]


def overview_on_paper():
    """How high the overview of the page laid out last for A4 is with its heading, in CSS pixels."""
    return browser().value("""document.querySelector('.overview').getBoundingClientRect().bottom
                              - document.querySelector('#gap > h2').getBoundingClientRect().top""")


def print_a4(page):
    """The words of every printed page with their boxes, and what is wrong with them."""
    browser().show(page)
    pdf = Path(browser().folder.name) / "page.pdf"
    pdf.write_bytes(browser().pdf())
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
