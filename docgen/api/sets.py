"""One order file to its folder of papers: read, checked, printed, published, or blocked."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from types import MappingProxyType

from docgen import __version__, checks, outbox
from docgen.api.company import Company, company_of
from docgen.api.orders import context_of, parse_order, read_file
from docgen.api.papers import PLAIN, Format, Style, drafted, reason, render, require
from docgen.checks import Report
from docgen.documents.kinds import KINDS
from docgen.documents.kinds import build as build_papers
from docgen.documents.parts import Document
from docgen.errors import InputError, UsageError
from docgen.history import NOTHING, History
from docgen.order import Order
from docgen.outbox import FileEntry, Manifest, PaperEntry
from docgen.reports import html
from docgen.reports.model import CheckReport, of_report

_LIBRARIES = ("weasyprint", "docxtpl", "pydantic")
_FORMS = tuple(kind.name for kind in KINDS.values() if kind.form)
_FORMS_SAID = " or ".join(_FORMS)


def render_order(
    path: Path | str,
    out: Path | str,
    *,
    company: Company | None = None,
    kinds: tuple[str, ...] = (),
    formats: tuple[Format, ...] = ("pdf", "docx"),
    style: Style = PLAIN,
    as_of: date | None = None,
    taken: Mapping[str, Path] = MappingProxyType({}),
    history: History = NOTHING,
) -> tuple[Path, Manifest, CheckReport]:
    """Reads an order file, checks it, and puts its papers into `out/<order number>/`.

    Papers that an error guards are not made, and the manifest says which error; a draft run makes
    them all with DRAFT 草稿 across each page. `taken` maps order numbers that were made before in
    this run to their files.

    Raises:
        InputError: the file is no order, or its number is taken.
        UsageError: a kind is unknown, or the order has no facts for it.
        RenderError: a paper cannot be printed faithfully; nothing is written.
        OutputError: the files cannot be written; nothing is left behind.
    """
    path = Path(path)
    company = company or company_of(path)
    data = read_file(path)
    order = parse_order(data, path, company)
    _refuse_taken(order, path, taken)
    context = context_of(order, company, as_of, history)
    report = checks.check(order, context)
    said = of_report(report, path.name, sha256(data).hexdigest())
    papers = build_papers(order, context, kinds)
    require(order, kinds, papers)
    if style.overlay:
        papers = _with_blank(papers, order, kinds)
    free, blocked = _gate(papers, report, style)
    files: dict[str, bytes] = _check_files(order, said)
    entries = [_print(paper, company, formats, style, files) for paper in free]
    manifest = Manifest(
        order=order.number,
        revision=order.revision,
        as_of=context.as_of,
        input_sha256=said.input_sha256,
        versions={"docgen": __version__, **{name: version(name) for name in _LIBRARIES}},
        papers=(
            *entries,
            *blocked,
            *_not_made(papers, kinds or (_FORMS if style.overlay else tuple(KINDS))),
        ),
        replaces=outbox.outdated(Path(out), order.number, said.input_sha256),
    )
    return outbox.write(Path(out), manifest, files), manifest, said


def _refuse_taken(order: Order, path: Path, taken: Mapping[str, Path]) -> None:
    if order.number in taken:
        raise InputError(
            f"{path} has the order number {order.number} of {taken[order.number]}, whose papers are"
            " made; give one of them its own number."
        )


def _gate(
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


def _check_files(order: Order, report: CheckReport) -> dict[str, bytes]:
    """The report of the checks, to file with the papers (单证核对表)."""
    stem = f"{order.number}-check"
    return {
        f"{stem}.json": (report.model_dump_json(indent=2) + "\n").encode(),
        f"{stem}.html": html.page((report,)).encode(),
    }


def _with_blank(
    papers: tuple[Document, ...], order: Order, kinds: tuple[str, ...]
) -> tuple[Document, ...]:
    """The papers that are typed on an official blank."""
    for name in kinds:
        if name not in _FORMS:
            raise UsageError(
                f"a {name} has no blank to be typed on; those that have: {_FORMS_SAID}."
            )
    forms = tuple(paper for paper in papers if paper.kind in _FORMS)
    if not forms:
        raise UsageError(f"order {order.number} asks for no {_FORMS_SAID} (see `origin.kind`).")
    return forms


def _print(
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
        entries.append(outbox.file_entry(format, name, printed.content, printed.pages))
    draft = paper.meta.draft or KINDS[paper.kind].form
    return PaperEntry(
        kind=paper.kind,
        title=paper.meta.title,
        state="drafted" if draft else "made",
        files=tuple(entries),
    )


def _not_made(papers: tuple[Document, ...], asked: tuple[str, ...]) -> tuple[PaperEntry, ...]:
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
