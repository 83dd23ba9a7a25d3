"""One order file to its folder of papers: read, checked, printed, published, or blocked."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from docgen import checks, outbox
from docgen.api.asked import Asked
from docgen.api.company import Company, company_of
from docgen.api.made_with import versions
from docgen.api.orders import context_of, parse_order, read_file
from docgen.api.papers import PLAIN, Format, Style, require
from docgen.api.printing import check_files, gate, not_made, print_joined, print_paper
from docgen.api.remembering import history_of, ledger_of
from docgen.documents.kinds import KINDS
from docgen.documents.kinds import build as build_papers
from docgen.documents.parts import Document
from docgen.errors import InputError, UsageError
from docgen.manifest import Manifest, outdated
from docgen.order import Order
from docgen.renderers import pages_kept
from docgen.reports.model import CheckReport, of_report

if TYPE_CHECKING:
    from docgen.ledger import Ledger

_FORMS = tuple(kind.name for kind in KINDS.values() if kind.blank)
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
    ledger: Ledger | None = None,
    joined: bool = False,
) -> tuple[Path, Manifest, CheckReport]:
    """Reads an order file, checks it, and puts its papers into `out/<order number>/`.

    Papers that an error guards are not made, and the manifest says which error; a draft run makes
    them all with DRAFT 草稿 across each page. `taken` maps order numbers that were made before in
    this run to their files. What the ledger remembers is checked too; nothing is recorded in it.
    `joined` adds the set: all papers in one PDF, made where none of them is blocked.

    Raises:
        InputError: the file is no order, or its number is taken.
        UsageError: a kind is unknown, or the order has no facts for it.
        RenderError: a paper cannot be printed faithfully; nothing is written.
        OutputError: the files cannot be written; nothing is left behind.
        LedgerError: the ledger cannot be read.
    """
    path = Path(path)
    asked = Asked(company, ledger, kinds, formats, as_of, joined)
    return render_data(read_file(path), path, out, asked, style=style, taken=taken)


def render_data(
    data: bytes,
    path: Path,
    out: Path | str,
    asked: Asked,
    *,
    style: Style = PLAIN,
    taken: Mapping[str, Path] = MappingProxyType({}),
) -> tuple[Path, Manifest, CheckReport]:
    """`render_order` for the bytes of an order that were read from `path`."""
    company, kinds = asked.company or company_of(path), asked.kinds
    order = parse_order(data, path, company)
    _refuse_taken(order, path, taken)
    history = history_of(order, asked.ledger or ledger_of(company), kinds)
    context = context_of(order, company, asked.as_of, history)
    report = checks.check(order, context)
    said = of_report(report, path.name, sha256(data).hexdigest())
    papers = build_papers(order, context, kinds)
    require(order, kinds, papers)
    if style.overlay:
        papers = _with_blank(papers, order, kinds)
    free, blocked = gate(papers, report, style)
    files: dict[str, bytes] = check_files(order, said)
    with pages_kept(asked.joined):
        entries = [print_paper(paper, company, asked.formats, style, files) for paper in free]
        if asked.joined:
            entries.append(print_joined(order, free, blocked, (data, said), company, style, files))
    manifest = Manifest(
        order=order.number,
        revision=order.revision,
        as_of=context.as_of,
        input_sha256=said.input_sha256,
        versions=versions(),
        papers=(
            *entries,
            *blocked,
            *not_made(papers, kinds or (_FORMS if style.overlay else tuple(KINDS))),
        ),
        replaces=outdated(Path(out), order.number, said.input_sha256),
    )
    return outbox.write(Path(out), manifest, files), manifest, said


def _refuse_taken(order: Order, path: Path, taken: Mapping[str, Path]) -> None:
    if order.number in taken:
        raise InputError(
            f"{path} has the order number {order.number} of {taken[order.number]}, whose papers are"
            " made; give one of them its own number."
        )


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
