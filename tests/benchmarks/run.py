"""Prints what docgen costs in time and size, side by side with what it is measured against.

Each pair of figures is taken in turn in one process, so that a machine whose speed drifts slows
both alike; the ratio is the median of the ratios pair by pair. Run it with `make bench`.
"""

from __future__ import annotations

import re
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from io import BytesIO

import weasyprint
from docxtpl import DocxTemplate

from docgen import api
from docgen.documents.captions import captions
from docgen.documents.parts import Document
from docgen.order import Order
from docgen.renderers.docx import render_docx
from docgen.renderers.environment import html_environment
from docgen.renderers.fit import fit
from docgen.resources import shipped
from tests.samples import company, order_of, path_of
from tests.samples import papers as papers_of

ROUNDS = 15
SYSTEM_FONT = '"Noto Sans CJK SC"'


SIX = (
    "sales-contract",
    "purchase-contract",
    "commercial-invoice",
    "packing-list",
    "inspection-request",
    "certificate-of-origin",
)
"""The papers that nearly every order asks for; a Form A takes the place of the last."""


def seconds(action: Callable[[], object]) -> float:
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def pairs(ours: Callable[[], object], theirs: Callable[[], object]) -> tuple[float, float, float]:
    """Median seconds of either, and the median ratio, after one warm-up."""
    ours(), theirs()
    taken = [(seconds(ours), seconds(theirs)) for _ in range(ROUNDS)]
    return (
        statistics.median(a for a, _ in taken),
        statistics.median(b for _, b in taken),
        statistics.median(a / b for a, b in taken),
    )


def say(what: str, ours: float, theirs: float, ratio: float, target: str) -> None:
    print(
        f"{what}: {ours * 1000:.0f} ms against {theirs * 1000:.0f} ms, ratio {ratio:.2f} ({target})"
    )


def bare() -> api.Company:
    """The sample company without pictures, whose cost depends on the pictures alone."""
    return api.Company(profile=company().profile, tables=company().tables)


def first_lines(count: int) -> Order:
    """The sixty-line sample cut to its first lines."""
    order = order_of("s60-sixty-lines")
    update = {"goods": order.goods[:count], "packing": order.packing[:count]}
    return order.model_copy(update={**update, "purchases": (), "discounts": (), "charges": ()})


def invoice_of(order: Order) -> Document:
    return papers_of(order, ("commercial-invoice",))[0]


def html_of(paper: Document, font: str) -> str:
    """The filled HTML template with its style sheet inside, set in a font of the system."""
    folder = shipped("templates")
    names = captions(paper.kind, paper.languages)
    context = {"doc": paper, "t": names, "draft": False, "overlay": False, "fit": fit, "images": {}}
    template = html_environment(folder).get_template(f"{paper.kind}/{paper.kind}.html")
    css = (folder / "shared" / "base.css").read_text("utf-8")
    css = css.replace('docgen, "docgen full", "docgen latin"', font).replace(
        "7pt docgen", f"7pt {font}"
    )
    return template.render(context).replace("</head>", f"<style>{css}</style></head>")


def has_system_font() -> bool:
    """Whether the machine has the Chinese font that a template would name if docgen had none."""
    if not shutil.which("fc-list"):
        return False
    asked = ["fc-list", f":family={SYSTEM_FONT[1:-1]}"]
    return bool(subprocess.run(asked, capture_output=True, check=False).stdout)


def invoice_as_pdf() -> None:
    paper, own = invoice_of(first_lines(5)), bare()
    content = api.render(paper, "pdf", own).content
    print(f"5-line bilingual invoice as PDF: {len(content) / 1000:.0f} KB (at most 60)")
    if not has_system_font():
        print("SKIPPED: the comparison with the system's Noto CJK; install fonts-noto-cjk")
        return
    html = html_of(paper, SYSTEM_FONT)
    figures = pairs(
        lambda: api.render(paper, "pdf", own), lambda: weasyprint.HTML(string=html).write_pdf()
    )
    say("the same against WeasyPrint with system Noto CJK", *figures, "at most 0.50")


def seven_papers() -> None:
    order = order_of("t04-korea-garlic")
    form = order.origin and order.origin.model_copy(update={"kind": "form_a"})
    papers = papers_of(order, SIX)
    papers += papers_of(order.model_copy(update={"origin": form}), ("form-a",))
    single = next(paper for paper in papers if paper.kind == "commercial-invoice")
    figures = pairs(
        lambda: [api.render(paper, "pdf", bare()) for paper in papers],
        lambda: api.render(single, "pdf", bare()),
    )
    say(f"{len(papers)} papers of one order as PDF against its invoice", *figures, "at most 8")


def invoice_as_word() -> None:
    paper = invoice_of(first_lines(5))
    template = shipped("templates") / paper.kind / f"{paper.kind}.docx"
    names = {"doc": paper, "t": captions(paper.kind, paper.languages), "draft": False}

    def plain() -> None:
        made = DocxTemplate(template)
        made.render({**names, "images": {}}, autoescape=True)
        made.save(BytesIO())

    figures = pairs(lambda: render_docx(template, names, {}, paper.meta), plain)
    say("the invoice as Word file against bare docxtpl", *figures, "at most 1.25")


def building() -> None:
    order_path = path_of("s60-sixty-lines")
    data = re.sub(rb"\s+", b" ", order_path.read_bytes())
    papers = papers_of(first_lines(20), ("commercial-invoice",))

    def build() -> None:
        api.parse_order(data, order_path, company())
        api.compute(first_lines(20))
        papers_of(first_lines(20), ("commercial-invoice",))

    figures = pairs(build, lambda: [api.render(paper, "pdf", bare()) for paper in papers])
    say("load 60, total and build 20 lines against rendering them", *figures, "at most 0.10")


def starting() -> None:
    taken = [
        seconds(
            lambda: subprocess.run(
                [sys.executable, "-m", "docgen", "--help"], check=True, capture_output=True
            )
        )
        for _ in range(ROUNDS)
    ]
    print(f"docgen --help: {statistics.median(taken):.2f} s (at most 0.30)")


def main() -> None:
    for part in (invoice_as_pdf, seven_papers, invoice_as_word, building, starting):
        part()


if __name__ == "__main__":
    main()
