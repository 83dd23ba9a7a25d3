"""An order's papers as text, and a paper as a PDF or Word file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from docgen import checks, renderers
from docgen.api.company import Company
from docgen.api.orders import context_of
from docgen.documents.captions import captions
from docgen.documents.kinds import KINDS
from docgen.documents.kinds import build as build_papers
from docgen.documents.parts import Document
from docgen.errors import BlockedError, UsageError
from docgen.history import NOTHING, History
from docgen.order import Order

Format = Literal["pdf", "docx"]


@dataclass(frozen=True)
class Style:
    """How papers are printed.

    Attributes:
        draft: DRAFT 草稿 across every page.
        overlay: the two certificates as typed text alone, for the official blank.
        offset_mm: how far right and down the overlay is moved.
        prove: read each finished file again and refuse one that does not say what it should.
    """

    draft: bool = False
    overlay: bool = False
    offset_mm: tuple[float, float] = (0, 0)
    prove: bool = False


PLAIN = Style()


def build(
    order: Order,
    company: Company | None = None,
    kinds: tuple[str, ...] = (),
    as_of: date | None = None,
    *,
    draft: bool = False,
    history: History = NOTHING,
) -> tuple[Document, ...]:
    """The papers that the order asks for as text, or those of the kinds named, once proved.

    A draft needs no proof; it says DRAFT 草稿 across every page.

    Raises:
        UsageError: a kind is unknown, or the order has no facts for it.
        BlockedError: the checks found an error that guards one of these papers.
    """
    context = context_of(order, company, as_of, history)
    made = build_papers(order, context, kinds)
    require(order, kinds, made)
    if draft:
        return tuple(map(drafted, made))
    refuse_blocked(checks.check(order, context), tuple(paper.kind for paper in made))
    return made


def require(order: Order, kinds: tuple[str, ...], made: tuple[Document, ...]) -> None:
    """Refuses a kind asked for that there is not, or that the order has no facts for.

    Raises:
        UsageError: so it is.
    """
    for name in kinds:
        if name not in KINDS:
            raise UsageError(f"unknown kind {name}; known: {', '.join(KINDS)}.")
        if not any(document.kind == name for document in made):
            raise UsageError(f"order {order.number} {reason(name)}.")


def refuse_blocked(report: checks.Report, kinds: tuple[str, ...]) -> None:
    """Refuses papers that a standing error guards.

    Raises:
        BlockedError: so it is.
    """
    blocked = {kind: codes for kind, codes in report.blocked.items() if kind in kinds}
    if blocked:
        said = "; ".join(f"{kind} by {', '.join(codes)}" for kind, codes in blocked.items())
        findings = tuple(each.finding for each in report.standing)
        raise BlockedError(f"order {report.order}: the checks block {said}.", findings)


def drafted(document: Document) -> Document:
    """The same paper, which can only be printed with DRAFT 草稿 across it."""
    return document.model_copy(update={"meta": document.meta.model_copy(update={"draft": True})})


def reason(name: str) -> str:
    """Why an order has no paper of that kind."""
    kind = KINDS[name]
    if kind.blank:
        return f"asks for no {name} (see `origin.kind`)"
    return f"has no `{kind.needs}`, which a {name} needs"


def render(
    document: Document,
    format: Format,
    company: Company | None = None,
    style: Style = PLAIN,
) -> renderers.Rendered:
    """The bytes of a paper as PDF or Word file.

    Raises:
        RenderError: the paper would not be faithful to its document.
    """
    from docgen.renderers.readback import prove

    made = sheet(document, company or Company(), style)
    printed = renderers.render(document, format, images=made.images, context=made.context)
    if style.prove:
        prove((document,), format, printed.content, printed.pages)
    if format == "pdf" and style.overlay and any(style.offset_mm):
        from docgen.renderers.overlay import shifted

        return renderers.Rendered(shifted(printed.content, *style.offset_mm), printed.pages)
    return printed


def sheet(document: Document, company: Company, style: Style, label: str = "") -> renderers.Sheet:
    """A paper with all that its template is given; `label` is for its pages in a set."""
    from docgen.renderers.fit import fit

    context = {
        "t": captions(document.kind, document.languages),
        "draft": style.draft or document.meta.draft,
        "overlay": style.overlay,
        "fit": fit,
    }
    return renderers.Sheet(document, _images(document, company), context, label)


def _images(document: Document, company: Company) -> Mapping[str, Path]:
    """The company's pictures on its own papers: not where the order names another seller."""
    seller = company.profile.seller
    return company.images if seller and seller.name == document.meta.author else {}
