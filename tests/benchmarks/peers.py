"""Prints what one five-line bilingual invoice costs with docgen and with what else one might use.

Every peer is given its own best way: warm where it can be, and the texts ready made. Each pair is
taken in turn; the ratio is the median of the ratios pair by pair. What is not installed is said.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import typst
import weasyprint
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

from docgen import api
from docgen.renderers.fonts import fonts
from docgen.renderers.readback import texts
from tests.benchmarks.run import (
    SYSTEM_FONT,
    bare,
    first_lines,
    has_system_font,
    html_of,
    invoice_of,
    seconds,
)

PAPER = invoice_of(first_lines(5))
ROUNDS, FEW = 11, 3
MANY = 8
"""Files that one LibreOffice converts, to leave out what its start costs."""


def ours() -> object:
    return api.render(PAPER, "pdf", bare())


def compare(peer: str, theirs: Callable[[], object], rounds: int, target: str) -> None:
    """A line of the table: both medians, and how many times faster docgen is."""
    ours(), theirs()
    taken = sorted(
        (b / a, a, b) for a, b in ((seconds(ours), seconds(theirs)) for _ in range(rounds))
    )
    ratio = taken[rounds // 2][0]
    mine = sorted(a for _, a, _ in taken)[rounds // 2]
    other = sorted(b for _, _, b in taken)[rounds // 2]
    print(f"| {peer} | {other * 1000:.0f} ms | {mine * 1000:.0f} ms | {ratio:.2f} | {target} |")


_ABSENT = list[str]()


def absent(peer: str, packages: str) -> None:
    """A line of the table for what cannot be compared here."""
    print(f"| {peer} | SKIPPED: {packages} not installed | | | |")
    _ABSENT.extend(packages.split())


def say_how_to_have_all() -> None:
    if _ABSENT:
        wanted = " ".join(dict.fromkeys(_ABSENT))
        print(
            f"\nTHE TABLE IS NOT WHOLE. These are large and are installed by hand alone:\n"
            f"    apt-get install --no-install-recommends {wanted}\nThen run it again.\n"
        )


def plain_weasyprint() -> None:
    if not has_system_font():
        absent("WeasyPrint, plain", "fontconfig fonts-noto-cjk")
        return
    html = html_of(PAPER, SYSTEM_FONT)
    compare(
        "WeasyPrint, plain",
        lambda: weasyprint.HTML(string=html).write_pdf(),
        ROUNDS,
        "at least 2",
    )


def chromium() -> None:
    if not (shutil.which("chromium") and has_system_font()):
        absent("Chromium, warm", "chromium fontconfig fonts-noto-cjk")
        return
    html = html_of(PAPER, SYSTEM_FONT)
    with Browser.started() as browser:
        compare("Chromium, warm", lambda: browser.pdf(html), ROUNDS, "at least 3")


class Browser:
    """A headless Chromium with one page, spoken to over its pipe."""

    def __init__(self, ask: int, answer: int) -> None:
        self._ask, self._answer = ask, answer
        self._number, self._read = 0, b""
        target = self._call("Target.createTarget", url="about:blank")["targetId"]
        attached = self._call("Target.attachToTarget", targetId=target, flatten=True)
        self._page = {"sessionId": attached["sessionId"]}
        tree = self._call("Page.getFrameTree", **self._page)
        self._frame = tree["frameTree"]["frame"]["id"]

    @classmethod
    @contextmanager
    def started(cls) -> Iterator[Browser]:
        (theirs_in, ask), (answer, theirs_out) = os.pipe(), os.pipe()

        with tempfile.TemporaryDirectory() as folder:
            options = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run"]
            options += ["--disable-background-networking", "--disable-component-update"]
            options += [f"--user-data-dir={folder}", "--remote-debugging-pipe"]
            pipes = f'exec chromium "$@" 3<&{theirs_in} 4>&{theirs_out}'  # where it expects them
            with subprocess.Popen(
                ["sh", "-c", pipes, "sh", *options],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                pass_fds=(theirs_in, theirs_out),
            ) as run:
                for end in (theirs_in, theirs_out):
                    os.close(end)
                try:
                    browser = cls(ask, answer)
                    yield browser
                    browser._call("Browser.close")  # a killed one's children write on for a while
                    run.wait(timeout=30)
                finally:
                    run.kill()
                    for end in (ask, answer):
                        os.close(end)

    def pdf(self, html: str) -> str:
        """The page as PDF, in base64."""
        self._call("Page.setDocumentContent", frameId=self._frame, html=html, **self._page)
        asked = {"preferCSSPageSize": True, "printBackground": True}
        content: str = self._call("Page.printToPDF", **asked, **self._page)["data"]
        return content

    def _call(self, method: str, sessionId: str = "", **params: object) -> Any:  # noqa: N803
        self._number += 1
        asked = {"id": self._number, "method": method, "params": params}
        if sessionId:
            asked["sessionId"] = sessionId
        os.write(self._ask, json.dumps(asked).encode() + b"\0")
        while True:
            while b"\0" not in self._read:
                if not (more := os.read(self._answer, 1 << 20)):
                    raise OSError("Chromium has ended")
                self._read += more
            message, _, self._read = self._read.partition(b"\0")
            said = json.loads(message)
            if said.get("id") == self._number:
                return said["result"]


def libreoffice() -> None:
    if not shutil.which("soffice"):
        absent("LibreOffice from DOCX", "libreoffice-writer")
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        files = [folder / f"{number}.docx" for number in range(MANY)]
        for file in files:
            file.write_bytes(api.render(PAPER, "docx", bare()).content)

        def convert(chosen: list[Path]) -> None:
            command = ["soffice", "--headless", f"-env:UserInstallation={folder.as_uri()}/profile"]
            asked = ["--convert-to", "pdf", "--outdir", name, *map(str, chosen)]
            subprocess.run([*command, *asked], check=True, capture_output=True)

        compare("LibreOffice, a process a file", lambda: convert(files[:1]), FEW, "at least 15")
        one = min(seconds(lambda: convert(files[:1])) for _ in range(FEW))
        many = min(seconds(lambda: convert(files)) for _ in range(FEW))
        mine = min(seconds(ours) for _ in range(ROUNDS))
        warm = (many - one) / (MANY - 1)
        print(
            f"| LibreOffice, warm, {MANY} files a process | {warm * 1000:.0f} ms |"
            f" {mine * 1000:.0f} ms | {warm / mine:.2f} | stated |"
        )


def with_typst() -> None:
    faces = fonts(place.text for place in texts((PAPER,))).faces
    folder = faces[0].path.parent
    with tempfile.TemporaryDirectory() as name:
        source = Path(name) / "invoice.typ"
        source.write_text(_TYPST, encoding="utf-8")
        compiler = typst.Compiler(str(source), font_paths=[str(folder)])
        data = {"rows": _rows(), "facts": _facts(), "words": PAPER.words}  # type: ignore[attr-defined]
        count = iter(range(10**6))

        def compile_one() -> bytes:  # a number of its own, or it would answer from its memory
            asked = {"data": json.dumps({**data, "number": str(next(count))})}
            made: bytes = compiler.compile(sys_inputs=asked)
            return made

        compare("Typst, warm", compile_one, ROUNDS, "stated")


_TYPST = """\
#let d = json(bytes(sys.inputs.data))
#set page(paper: "a4", margin: 14mm)
#set text(font: "Noto Sans SC", size: 8pt)
= COMMERCIAL INVOICE 商业发票 #d.number
#for each in d.facts [#each \\ ]
#table(columns: (1fr, 6fr, 2fr, 2fr, 2fr), ..d.rows.flatten())
#d.words
"""


def reportlab() -> None:
    faces = fonts(place.text for place in texts((PAPER,))).faces
    pdfmetrics.registerFont(TTFont("docgen", str(faces[0].path)))
    style = ParagraphStyle("plain", fontName="docgen", fontSize=8, leading=10)

    def make() -> None:
        story = [Paragraph("COMMERCIAL INVOICE 商业发票", style)]
        story += [Paragraph(text, style) for text in _facts()]
        rows = [[Paragraph(text, style) for text in row] for row in _rows()]
        story += [Table(rows), Paragraph(PAPER.words, style)]  # type: ignore[attr-defined]
        with tempfile.TemporaryFile() as file:
            SimpleDocTemplate(file, pagesize=A4).build(story)

    compare("ReportLab", make, ROUNDS, "stated")


def _rows() -> list[list[str]]:
    return [
        [row.number, f"{row.description} {row.description_zh}", row.quantity, row.price, row.amount]
        for row in PAPER.rows  # type: ignore[attr-defined]
    ]


def _facts() -> list[str]:
    """Every other text of the paper."""
    return [place.text for place in texts((PAPER,)) if not place.where.startswith("/rows")]


def main() -> None:
    print("| peer | its time | docgen's | times faster | target |")
    print("|---|---|---|---|---|")
    for part in (plain_weasyprint, chromium, libreoffice, with_typst, reportlab):
        part()
    say_how_to_have_all()


if __name__ == "__main__":
    main()
