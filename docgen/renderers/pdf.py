"""HTML templates to PDF through WeasyPrint, with everything that it only logs made an error.

Importing this module needs Pango; it is imported when a PDF is asked for, so that Word files come
out without it. WeasyPrint wants one font configuration per process: it is kept for each
set of faces, and two threads must not render at the same time.
"""

from __future__ import annotations

import gc
import logging
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from functools import cache
from pathlib import Path
from threading import Lock, get_ident
from urllib.request import url2pathname

import weasyprint
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import (
    FatalURLFetchingError,
    URLFetcher,
    URLFetcherResponse,
)

from docgen.documents.parts import Meta
from docgen.errors import RenderError
from docgen.renderers.environment import html_environment, naming_the_line
from docgen.renderers.fonts import FontSet, fonts
from docgen.renderers.images import Picture

_LOGGER = logging.getLogger("weasyprint")
_MEDIA_TYPES = {
    ".css": "text/css",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".svg": "image/svg+xml",
}
"""What a template may bring besides itself, by ending."""
_one_at_a_time = Lock()


def render_pdf(
    template: Path,
    templates: Path,
    context: Mapping[str, object],
    pictures: Mapping[str, Picture],
    meta: Meta,
) -> tuple[bytes, int]:
    """Fill an HTML template and print it: the PDF and its number of pages.

    Pictures are reached as `image:NAME`; other files only from the folder of templates.

    Raises:
        RenderError: for anything that would not print faithfully.
    """
    name = template.relative_to(templates).as_posix()
    images = {picture: f"image:{picture}" for picture in pictures}
    with naming_the_line(name):
        text = html_environment(templates).get_template(name).render(context, images=images)
    faces = _faces(text, name)
    with _one_at_a_time, _strict(name), _collector_paused():
        return _print(text, template, faces, _Fetcher(templates, pictures), meta)


def _faces(text: str, template: str) -> FontSet:
    """The faces for the whole page: what the document lacks, the template's own words may need."""
    try:
        return fonts([text])
    except RenderError as error:
        raise RenderError(f"Template {template}: {error}") from error


def _print(
    text: str, template: Path, faces: FontSet, fetcher: URLFetcher, meta: Meta
) -> tuple[bytes, int]:
    configuration, font_faces = _configuration(faces)
    html = weasyprint.HTML(string=text, base_url=str(template), url_fetcher=fetcher)
    sheets = [font_faces, *_style_sheets(template)]
    paper = html.render(font_config=configuration, stylesheets=sheets, pdf_tags=True)
    if not paper.metadata.lang:
        raise RenderError(f"Template {template.name}: <html> has no lang attribute; add one.")
    if not paper.make_bookmark_tree():
        raise RenderError(f"Template {template.name} has no heading for the bookmark; add an <h1>.")
    paper.metadata.title = meta.title
    paper.metadata.authors = [meta.author]
    paper.metadata.description = meta.subject
    paper.metadata.created = paper.metadata.modified = date.fromisoformat(meta.date).isoformat()
    content: bytes = paper.write_pdf(pdf_tags=True)
    _refuse_foreign_fonts(paper, faces, template)
    return content, len(paper.pages)


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
def _configuration(faces: FontSet) -> tuple[FontConfiguration, weasyprint.CSS]:
    """The faces registered once; cached, for they are copied to disk each time."""
    with _own_fonts_only():
        configuration = FontConfiguration()
    return configuration, weasyprint.CSS(
        string=faces.css,
        font_config=configuration,
        url_fetcher=URLFetcher(allowed_protocols=("file",)),
    )


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


@cache
def _style_sheets(template: Path) -> tuple[weasyprint.CSS, ...]:
    """`shared/base.css` and the template's own sheet, where they exist; parsed once a process."""
    files = (template.parent.parent / "shared" / "base.css", template.with_suffix(".css"))
    only_files = URLFetcher(allowed_protocols=("file",))
    return tuple(
        weasyprint.CSS(filename=str(file), url_fetcher=only_files)
        for file in files
        if file.is_file()
    )


def _refuse_foreign_fonts(paper: weasyprint.Document, faces: FontSet, template: Path) -> None:
    """A family missing from a style sheet would come from the system, differently elsewhere."""
    own = {face.family for face in faces.faces}
    if foreign := sorted({font.family for font in paper.fonts.values()} - own):
        raise RenderError(
            f"Template {template.name} prints with the system font {foreign[0]}; "
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


class _Fetcher(URLFetcher):  # type: ignore[misc]
    """Reads the files of the templates folder and the pictures of the profile, nothing else."""

    def __init__(self, templates: Path, pictures: Mapping[str, Picture]) -> None:
        super().__init__(allowed_protocols=("file", "image"))
        self._templates = templates.resolve()
        self._pictures = pictures

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:
        scheme, _, rest = url.partition(":")
        if scheme == "image":
            return self._picture(url, rest)
        if scheme == "file":
            path = Path(url2pathname(rest.partition("?")[0].removeprefix("//"))).resolve()
            media_type = _MEDIA_TYPES.get(path.suffix)
            if media_type and path.is_relative_to(self._templates) and path.is_file():
                return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": media_type})
        raise FatalURLFetchingError(
            f"{url:.200} is neither a style sheet or picture of the templates folder, "
            "nor a picture of the profile; only those are read."
        )

    def _picture(self, url: str, name: str) -> URLFetcherResponse:
        if name not in self._pictures:
            known = ", ".join(sorted(self._pictures)) or "none"
            raise FatalURLFetchingError(f"there is no picture {name}; the profile names: {known}.")
        picture = self._pictures[name]
        return URLFetcherResponse(url, picture.content, {"Content-Type": picture.media_type})
