"""Documents to files: a document and the template of its kind give the bytes of a PDF or Word file.

The same document and template give the same bytes in any process. What would make a paper differ
from its document, a missing glyph or picture or an unknown name, stops the render and is named.

A template sees the document as `doc`, the pictures by name as `images`, and what the caller adds as
`context`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext, redirect_stdout
from dataclasses import dataclass
from importlib import import_module
from io import StringIO
from pathlib import Path
from types import MappingProxyType, ModuleType
from typing import TYPE_CHECKING, Literal

from docgen.documents.parts import Document, Meta
from docgen.errors import RenderError
from docgen.renderers.attached import Attached
from docgen.renderers.characters import refuse_unprintable
from docgen.renderers.images import load_pictures
from docgen.resources import shipped

if TYPE_CHECKING:
    from docgen.renderers.pdf import Filled

Format = Literal["pdf", "docx"]

_NOTHING: Mapping[str, object] = MappingProxyType({})
_NO_IMAGES: Mapping[str, Path] = MappingProxyType({})
_INSTALL_PANGO = (
    "PDF files need the Pango library, which could not be loaded. Install it. "
    "Debian, Ubuntu: apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0. "
    "Fedora: dnf install pango. macOS: brew install pango. "
    "Windows: install MSYS2, then pacman -S mingw-w64-ucrt-x86_64-pango. "
    "Word files can be made without it."
)


@dataclass(frozen=True)
class Rendered:
    """The bytes of a file; pages counted for a PDF, None for Word, which counts for itself."""

    content: bytes
    pages: int | None = None


@dataclass(frozen=True)
class Sheet:
    """A document with what its template is given besides: pictures by name, and further names.

    Attributes:
        label: of its pages in a set, before their number.
    """

    document: Document
    images: Mapping[str, Path]
    context: Mapping[str, object]
    label: str = ""


_NOTHING_ATTACHED: Mapping[str, Attached] = MappingProxyType({})


def render(
    document: Document,
    format: Format,
    *,
    images: Mapping[str, Path] = _NO_IMAGES,
    context: Mapping[str, object] = _NOTHING,
    templates: Path | None = None,
) -> Rendered:
    """Print a document with `<kind>/<kind>.html` or `.docx` of the templates folder.

    Args:
        document: the finished text.
        format: `pdf` or `docx`.
        images: picture files by name: logo, signature, seal.
        context: further names for the template, such as `draft`.
        templates: a folder used in place of the one that ships with docgen.

    Raises:
        RenderError: the paper would not be faithful to the document; says where and why.
    """
    sheet = Sheet(document, images, context)
    if format == "pdf":
        return Rendered(*pdf_renderer().render_pdf(_filled(sheet, templates)))
    from docgen.renderers.docx import render_docx  # who checks an order alone does not wait for it

    refuse_unprintable(document)
    _, template = _template(document, format, templates)
    names = {**context, "doc": document}
    return Rendered(render_docx(template, names, load_pictures(images), document.meta))


def render_set(
    sheets: Sequence[Sheet],
    meta: Meta,
    attachments: Mapping[str, Attached] = _NOTHING_ATTACHED,
    *,
    templates: Path | None = None,
) -> Rendered:
    """Print papers as one PDF/A-3u: a bookmark and page labels of each, and what is attached.

    Raises:
        RenderError: a paper would not be faithful to its document; says where and why.
    """
    pdf_renderer()
    from docgen.renderers.joined import render_joined

    filled = [_filled(sheet, templates) for sheet in sheets]
    labels = [sheet.label for sheet in sheets]
    return Rendered(*render_joined(filled, labels, meta, attachments))


def pages_kept(wanted: bool) -> AbstractContextManager[None]:
    """Where it is wanted: papers printed meanwhile are not laid out again for their set.

    It then takes the time of its writing alone; until then the pages of all stay in memory.
    """
    return pdf_renderer().pages_kept() if wanted else nullcontext()


def _filled(sheet: Sheet, templates: Path | None) -> Filled:
    document = sheet.document
    refuse_unprintable(document)
    folder, template = _template(document, "pdf", templates)
    names, pictures = {**sheet.context, "doc": document}, load_pictures(sheet.images)
    filled: Filled = pdf_renderer().fill(template, folder, names, pictures, document.meta)
    return filled


def _template(document: Document, format: Format, templates: Path | None) -> tuple[Path, Path]:
    """The folder of templates, and the one for a document."""
    folder = (templates or shipped("templates")).resolve()
    ending = "html" if format == "pdf" else "docx"
    return folder, folder / document.kind / f"{document.kind}.{ending}"


def pdf_renderer() -> ModuleType:
    """The PDF renderer, imported when first needed: WeasyPrint loads Pango as it is imported."""
    try:
        with redirect_stdout(StringIO()):  # WeasyPrint prints advice before it raises
            return import_module("docgen.renderers.pdf")
    except OSError as error:
        raise RenderError(f"{_INSTALL_PANGO} ({error})") from error
