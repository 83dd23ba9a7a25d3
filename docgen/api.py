"""The way from an order file to its papers, as short functions that each serve alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from types import MappingProxyType
from typing import Literal

from docgen import __version__, outbox, renderers
from docgen.context import Context
from docgen.documents.captions import captions
from docgen.documents.kinds import KINDS
from docgen.documents.kinds import build as build_papers
from docgen.documents.parts import Document
from docgen.errors import InputError, UsageError
from docgen.intake import PROFILE_NAME, read_order, read_profile
from docgen.intake.strict_json import MAX_BYTES
from docgen.order import Order
from docgen.order.profile import Profile
from docgen.outbox import FileEntry, Manifest, PaperEntry
from docgen.tables import Tables, load_tables
from docgen.totals import Totals
from docgen.totals import compute as compute_totals

Format = Literal["pdf", "docx"]
_LIBRARIES = ("weasyprint", "docxtpl", "pydantic")


@dataclass(frozen=True)
class Company:
    """Who prints: the profile, the pictures it names, and the tables with its own rows in them."""

    profile: Profile = field(default_factory=Profile)
    images: Mapping[str, Path] = field(default_factory=lambda: MappingProxyType({}))
    tables: Tables = field(default_factory=load_tables)


@dataclass(frozen=True)
class Style:
    """How papers are printed.

    Attributes:
        draft: DRAFT 草稿 across every page.
        overlay: the two certificates as typed text alone, for the official blank.
        offset_mm: how far right and down the overlay is moved.
    """

    draft: bool = False
    overlay: bool = False
    offset_mm: tuple[float, float] = (0, 0)


PLAIN = Style()
_FORMS = tuple(kind.name for kind in KINDS.values() if kind.form)
_FORMS_SAID = " or ".join(_FORMS)


def load_company(path: Path | str) -> Company:
    """The company whose `docgen.toml` is at `path`.

    Raises:
        InputError: the profile or one of its tables is not valid.
    """
    path = Path(path)
    profile, tables = read_profile(path)
    named = {"logo": profile.logo, "signature": profile.signature, "seal": profile.seal}
    return Company(
        profile=profile,
        images={name: path.parent / file for name, file in named.items() if file},
        tables=tables,
    )


def company_of(order_file: Path | str) -> Company:
    """The company whose profile lies in the order's folder or the nearest folder above it."""
    for folder in Path(order_file).resolve().parents:
        if (folder / PROFILE_NAME).is_file():
            return load_company(folder / PROFILE_NAME)
    return Company()


def load_order(path: Path | str, company: Company | None = None) -> Order:
    """The order in a file, with what it leaves to the company profile.

    Raises:
        InputError: the file cannot be read or is no order; its findings name every problem.
    """
    return parse_order(read_file(Path(path)), Path(path), company)


def parse_order(data: bytes, path: Path, company: Company | None = None) -> Order:
    """The order in bytes that were read from `path`."""
    company = company or company_of(path)
    return read_order(data, company.tables, company.profile, str(path))


def read_file(path: Path) -> bytes:
    """The bytes of an order file.

    Raises:
        InputError: the file cannot be read.
    """
    try:
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)  # one more than an order may have is refused
    except OSError as error:
        raise InputError(f"cannot read the order {path}: {error.strerror}.") from error


def compute(order: Order, company: Company | None = None) -> Totals:
    """Every figure that follows from the order."""
    return compute_totals(order, (company or Company()).tables)


def build(
    order: Order,
    company: Company | None = None,
    kinds: tuple[str, ...] = (),
    as_of: date | None = None,
) -> tuple[Document, ...]:
    """The papers that the order asks for as text, or those of the kinds named.

    Raises:
        UsageError: a kind is unknown, or the order has no facts for it.
    """
    company = company or Company()
    totals = compute_totals(order, company.tables)
    context = Context(as_of or date.today(), company.tables, totals, company.profile)
    made = build_papers(order, context, kinds)
    for name in kinds:
        if name not in KINDS:
            raise UsageError(f"unknown kind {name}; known: {', '.join(KINDS)}.")
        if not any(document.kind == name for document in made):
            raise UsageError(f"order {order.number} {_reason(name)}.")
    return made


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
    from docgen.renderers.fit import fit

    printed = renderers.render(
        document,
        format,
        images=_images(document, company or Company()),
        context={
            "t": captions(document.kind, document.languages),
            "draft": style.draft,
            "overlay": style.overlay,
            "fit": fit,
        },
    )
    if format == "pdf" and style.overlay and any(style.offset_mm):
        from docgen.renderers.overlay import shifted

        return renderers.Rendered(shifted(printed.content, *style.offset_mm), printed.pages)
    return printed


def _images(document: Document, company: Company) -> Mapping[str, Path]:
    """The company's pictures on its own papers: not where the order names another seller."""
    seller = company.profile.seller
    return company.images if seller and seller.name == document.meta.author else {}


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
) -> tuple[Path, Manifest]:
    """Reads an order file and puts its papers and their manifest into `out/<order number>/`.

    `taken` maps order numbers that were made before in this run to their files.

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
    if order.number in taken:
        raise InputError(
            f"{path} has the order number {order.number} of {taken[order.number]}, whose papers are"
            " made; give one of them its own number."
        )
    day = as_of or date.today()
    papers = build(order, company, kinds, day)
    if style.overlay:
        papers = _with_blank(papers, order, kinds)
    files: dict[str, bytes] = {}
    entries = [_print(paper, company, formats, style, files) for paper in papers]
    manifest = Manifest(
        order=order.number,
        revision=order.revision,
        as_of=day,
        input_sha256=sha256(data).hexdigest(),
        versions={"docgen": __version__, **{name: version(name) for name in _LIBRARIES}},
        papers=(*entries, *_not_made(papers, kinds or (_FORMS if style.overlay else tuple(KINDS)))),
    )
    return outbox.write(Path(out), manifest, files), manifest


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
    draft = style.draft or KINDS[paper.kind].form
    return PaperEntry(
        kind=paper.kind,
        title=paper.meta.title,
        state="drafted" if draft else "made",
        files=tuple(entries),
    )


def _not_made(papers: tuple[Document, ...], asked: tuple[str, ...]) -> tuple[PaperEntry, ...]:
    """An entry for every kind that was not made, with the reason."""
    made = {paper.kind for paper in papers}
    return tuple(
        PaperEntry(
            kind=kind.name,
            title=kind.zh,
            state="not_asked_for",
            reason=f"the order {_reason(kind.name)}"
            if kind.name in asked
            else "not among the kinds asked for",
        )
        for kind in KINDS.values()
        if kind.name not in made
    )


def _reason(name: str) -> str:
    kind = KINDS[name]
    if kind.form:
        return f"asks for no {name} (see `origin.kind`)"
    return f"has no `{kind.needs}`, which a {name} needs"
