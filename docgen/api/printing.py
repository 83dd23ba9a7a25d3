"""Papers printed for a folder, with an entry of the manifest for each that is and is not made."""

from __future__ import annotations

from docgen.api import joining
from docgen.api.company import Company
from docgen.api.papers import Format, Style, drafted, reason, render
from docgen.checks import Report
from docgen.documents.kinds import KINDS
from docgen.documents.parts import Document
from docgen.manifest import FileEntry, PaperEntry, file_entry
from docgen.order import Order
from docgen.reports import html
from docgen.reports.model import CheckReport


def gate(
    papers: tuple[Document, ...], report: Report, style: Style
) -> tuple[tuple[Document, ...], tuple[PaperEntry, ...]]:
    """The papers that may be printed, and an entry for each that may not."""
    if style.draft:
        return tuple(map(drafted, papers)), ()
    blocked = report.blocked
    return tuple(paper for paper in papers if paper.kind not in blocked), tuple(
        PaperEntry(
            kind=paper.kind,
            title=paper.meta.title,
            state="blocked",
            reason=f"the checks found {', '.join(blocked[paper.kind])}",
        )
        for paper in papers
        if paper.kind in blocked
    )


def check_files(order: Order, report: CheckReport) -> dict[str, bytes]:
    """The report of the checks, to file with the papers (单证核对表)."""
    stem = f"{order.number}-check"
    return {
        f"{stem}.json": (report.model_dump_json(indent=2) + "\n").encode(),
        f"{stem}.html": html.page((report,)).encode(),
    }


def print_paper(
    paper: Document,
    company: Company,
    formats: tuple[Format, ...],
    style: Style,
    files: dict[str, bytes],
) -> PaperEntry:
    """Renders one paper in every format into `files` and describes it."""
    entries: list[FileEntry] = []
    for format in formats:
        printed = render(paper, format, company, style)
        name = f"{paper.meta.stem}{'-overlay' if style.overlay else ''}.{format}"
        files[name] = printed.content
        entries.append(file_entry(format, name, printed.content, printed.pages))
    draft = paper.meta.draft or KINDS[paper.kind].form
    return PaperEntry(
        kind=paper.kind,
        title=paper.meta.title,
        state="drafted" if draft else "made",
        files=tuple(entries),
    )


def print_joined(
    order: Order,
    papers: tuple[Document, ...],
    blocked: tuple[PaperEntry, ...],
    source: tuple[bytes, CheckReport],
    company: Company,
    style: Style,
    files: dict[str, bytes],
) -> PaperEntry:
    """Renders all papers as one PDF into `files` and describes it; none while one is blocked.

    `source` is the order as it was read, and the report of its checks.
    """
    title = f"{joining.TITLE} {order.number}"
    if blocked:
        kinds = ", ".join(dict.fromkeys(entry.kind for entry in blocked))
        return PaperEntry(
            kind=joining.SET, title=title, state="blocked", reason=f"blocked: {kinds}"
        )
    printed = joining.render_set(order, papers, *source, company, style)
    name = f"{order.number}-{joining.SET}.pdf"
    files[name] = printed.content
    entry = file_entry("pdf", name, printed.content, printed.pages)
    state = "drafted" if any(paper.meta.draft for paper in papers) else "made"
    return PaperEntry(kind=joining.SET, title=title, state=state, files=(entry,))


def not_made(papers: tuple[Document, ...], asked: tuple[str, ...]) -> tuple[PaperEntry, ...]:
    """An entry for every kind that was not asked for, with the reason."""
    known = {paper.kind for paper in papers}
    return tuple(
        PaperEntry(
            kind=kind.name,
            title=kind.zh,
            state="not_asked_for",
            reason=f"the order {reason(kind.name)}"
            if kind.name in asked
            else "not among the kinds asked for",
        )
        for kind in KINDS.values()
        if kind.name not in known
    )
