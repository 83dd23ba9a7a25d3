"""HTML templates to PDF through WeasyPrint, with everything that it only logs made an error.

Importing this module needs Pango; it is imported when a PDF is asked for, so that Word files come
out without it. WeasyPrint wants one font configuration per process: it is kept for each
set of faces, and two threads must not render at the same time.
"""

from __future__ import annotations

import gc
import logging
import os
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from threading import Lock, get_ident

import pydyf
import weasyprint
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher

from docgen.documents.parts import Meta
from docgen.errors import RenderError
from docgen.renderers.environment import html_environment, naming_the_line
from docgen.renderers.fetching import Fetcher
from docgen.renderers.fonts import FontSet, fonts
from docgen.renderers.images import Picture
from docgen.renderers.page import may_have_notes, page

_LOGGER = logging.getLogger("weasyprint")
_one_at_a_time = Lock()


@dataclass(frozen=True)
class Filled:
    """A template, of a folder of templates, filled with the text of one paper."""

    template: Path
    templates: Path
    html: str
    pictures: tuple[tuple[str, Picture], ...]
    meta: Meta


def fill(
    template: Path,
    templates: Path,
    context: Mapping[str, object],
    pictures: Mapping[str, Picture],
    meta: Meta,
) -> Filled:
    """Fill an HTML template.

    Pictures are reached as `image:NAME`; other files only from the folder of templates.

    Raises:
        RenderError: a name in the template is not known.
    """
    name = template.relative_to(templates).as_posix()
    images = {picture: f"image:{picture}" for picture in pictures}
    with naming_the_line(name):
        text = html_environment(templates).get_template(name).render(context, images=images)
    return Filled(template, templates, text, tuple(pictures.items()), meta)


def render_pdf(filled: Filled) -> tuple[bytes, int]:
    """Print one paper: the PDF and its number of pages.

    Raises:
        RenderError: for anything that would not print faithfully.
    """
    faces = faces_of((filled,))
    with printing(filled.template.name):
        return _printed(filled, faces)


def _printed(filled: Filled, faces: FontSet) -> tuple[bytes, int]:
    """As `render_pdf`; its pages are gone when the garbage collector is let loose again."""
    paper = lay_out(filled, faces)
    content: bytes = paper.write_pdf(pdf_tags=True, finisher=pack)
    refuse_foreign_fonts(paper, faces)
    if (kept := _kept.get()) is not None:
        kept[filled, faces] = paper
    return content, len(paper.pages)


def faces_of(papers: Sequence[Filled]) -> FontSet:
    """The faces for whole pages: what the documents lack, a template's own words may need."""
    try:
        return fonts(each.html for each in papers)
    except RenderError as error:
        names = ", ".join(each.template.name for each in papers)
        raise RenderError(f"Template {names}: {error}") from error


_kept: ContextVar[dict[tuple[Filled, FontSet], weasyprint.Document] | None] = ContextVar(
    "kept", default=None
)


@contextmanager
def pages_kept() -> Iterator[None]:
    """Meanwhile the pages of each paper are kept for the set that takes them."""
    with _collector_paused():
        token = _kept.set({})
        try:
            yield
        finally:
            _kept.reset(token)


def pages_of(filled: Filled, faces: FontSet) -> weasyprint.Document:
    """As `lay_out`, or the pages that were kept; they are kept no longer.

    Written for an archive they are changed, and would not print alone as they did before.
    """
    kept = _kept.get() or {}
    return kept.pop((filled, faces), None) or lay_out(filled, faces)


def lay_out(filled: Filled, faces: FontSet) -> weasyprint.Document:
    """The pages of one paper, not yet written; only inside `printing`."""
    template = filled.template
    configuration = _configuration(faces)
    fetcher = Fetcher(filled.templates, dict(filled.pictures))
    styles = _styles(template)
    html = page(filled.html, str(template), fetcher, notes=styles.notes)
    paper = html.render(font_config=configuration, stylesheets=styles.sheets, pdf_tags=True)
    if not paper.metadata.lang:
        raise RenderError(f"Template {template.name}: <html> has no lang attribute; add one.")
    if not paper.make_bookmark_tree():
        raise RenderError(f"Template {template.name} has no heading for the bookmark; add an <h1>.")
    describe(paper, filled.meta)
    return paper


def pack(_: weasyprint.Document, pdf: pydyf.PDF) -> None:
    """Packs what pydyf would pack at its slowest: a fortieth of the time of a paper for 1% more.

    Called by WeasyPrint when a file is finished but for its bytes.
    """
    for each in pdf.objects:
        if isinstance(each, pydyf.Stream) and each.compress:
            each.compress = False
            content = each.data.partition(b"\nstream\n")[2].removesuffix(b"\nendstream")
            each.stream = [zlib.compress(content)]
            each.extra["Filter"] = "/FlateDecode"


def describe(paper: weasyprint.Document, meta: Meta) -> None:
    """What the file says about itself."""
    paper.metadata.title = meta.title
    paper.metadata.authors = [meta.author]
    paper.metadata.description = meta.subject
    paper.metadata.created = paper.metadata.modified = date.fromisoformat(meta.date).isoformat()


@contextmanager
def printing(name: str) -> Iterator[None]:
    """While a template is laid out and written: one at a time, and no warning is let pass."""
    with _one_at_a_time, _strict(name), _collector_paused():
        yield


@contextmanager
def _collector_paused() -> Iterator[None]:
    """No garbage collection meanwhile: a render makes many objects that all live to its end."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


@cache
def _configuration(faces: FontSet) -> FontConfiguration:
    """The faces registered once; cached, for they are copied to disk each time.

    Parsing the rules registers them; a render need not match the sheet with its elements again.
    """
    with _own_fonts_only():
        configuration = FontConfiguration()
    only_files = URLFetcher(allowed_protocols=("file",))
    weasyprint.CSS(string=faces.css, font_config=configuration, url_fetcher=only_files)
    return configuration


@contextmanager
def _own_fonts_only() -> Iterator[None]:
    """Fontconfig without the system's fonts, which would cost a fifth of the time of each render.

    It reads its settings when a FontConfiguration is made, and takes their place from here alone.
    """
    name = "FONTCONFIG_FILE"
    before = os.environ.get(name)
    os.environ[name] = str(Path(__file__).with_name("fonts.conf"))
    try:
        yield
    finally:
        if before is None:
            del os.environ[name]
        else:
            os.environ[name] = before


@dataclass(frozen=True)
class _Styles:
    """Style sheets, and whether they may have notes."""

    sheets: tuple[weasyprint.CSS, ...]
    notes: bool


@cache
def _styles(template: Path) -> _Styles:
    """`shared/base.css` and the template's own sheet, where they exist; parsed once a process."""
    named = (template.parent.parent / "shared" / "base.css", template.with_suffix(".css"))
    files = [file for file in named if file.is_file()]
    only_files = URLFetcher(allowed_protocols=("file",))
    return _Styles(
        tuple(weasyprint.CSS(filename=str(file), url_fetcher=only_files) for file in files),
        any(may_have_notes(file.read_text("utf-8")) for file in files),
    )


def refuse_foreign_fonts(paper: weasyprint.Document, faces: FontSet) -> None:
    """A family missing from a style sheet would come from the system, differently elsewhere."""
    own = {face.family for face in faces.faces}
    if foreign := sorted({font.family for font in paper.fonts.values()} - own):
        raise RenderError(
            f"{paper.metadata.title} prints with the system font {foreign[0]}; "
            'set font-family: "docgen", "docgen full", "docgen latin".'
        )


@contextmanager
def _strict(template: str) -> Iterator[None]:
    """Make the first warning that WeasyPrint logs meanwhile, and any refused URL, a RenderError."""
    complaints = _Complaints()
    level = _LOGGER.level
    _LOGGER.setLevel(logging.WARNING)
    _LOGGER.addFilter(complaints)
    try:
        yield
    except FatalURLFetchingError as error:  # a BaseException, so that nothing in between stops it
        raise RenderError(f"Template {template}: {error}") from error
    finally:
        _LOGGER.removeFilter(complaints)
        _LOGGER.setLevel(level)
    if complaints.texts:
        raise RenderError(f"Template {template} cannot be printed: {complaints.texts[0]}")


class _Complaints(logging.Filter):
    """Collects this thread's warnings and keeps them from being logged as well."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self._thread = get_ident()

    def filter(self, record: logging.LogRecord) -> bool:
        if record.thread != self._thread:
            return True
        self.texts.append(record.getMessage())
        return False
