"""Word templates to Word files through docxtpl, without its traps.

docxtpl, used plainly, drops `A & B`, prints unknown names as nothing, runs any Python that a
template asks for, turns `{_{` in data into `{{`, escapes core properties twice, and stamps the
clock into the zip. What stands in a template is checked once when it is read, so that whatever
looks like a tag in the finished file is data, printed as it was given. A part of a template is read
and compiled once, which would be two thirds of the time of a paper.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from io import BytesIO
from pathlib import Path

from docx.shared import Mm
from docxtpl import DocxTemplate, InlineImage
from jinja2 import Template
from jinja2.sandbox import ImmutableSandboxedEnvironment
from lxml import etree

from docgen.documents.parts import Meta
from docgen.errors import RenderError
from docgen.renderers.docx_template import load_template
from docgen.renderers.environment import docx_environment, template_line
from docgen.renderers.images import LARGEST_MM, Picture

_LONGEST_PROPERTY = 255
"""Characters that a core property may have; it is not printed, so a longer one is cut."""
_ZIP_START = (1980, 1, 1, 0, 0, 0)
_KEPT = 128
"""Parts of templates kept compiled: body, header and footer of some forty kinds."""


def render_docx(
    template: Path,
    context: Mapping[str, object],
    pictures: Mapping[str, Picture],
    meta: Meta,
) -> bytes:
    """Fill a Word template; pictures are printed with `{{ images.NAME }}`.

    Raises:
        RenderError: for anything in the template that would not print faithfully.
    """
    paper = _Paper(template)
    images = {name: _inline(paper, name, picture) for name, picture in pictures.items()}
    paper.render({**context, "images": images}, docx_environment(), autoescape=True)
    _describe(paper, meta, template)
    saved = BytesIO()
    paper.save(saved)
    return _same_bytes(saved)


class _Paper(DocxTemplate):  # type: ignore[misc]
    """A docxtpl template that fails loudly, naming the paragraph, and leaves data alone."""

    def __init__(self, template: Path) -> None:
        super().__init__(BytesIO(load_template(template)))
        self._name = template.name

    def patch_xml(self, src_xml: str) -> str:
        """A part as Jinja reads it; the part of a template is the same for each paper."""
        return _patched(src_xml)

    def render_xml_part(
        self,
        src_xml: str,
        part: object,
        context: Mapping[str, object],
        jinja_env: ImmutableSandboxedEnvironment,
    ) -> str:
        """Fill one part: one paragraph a line, so that a line number finds the paragraph."""
        source = re.sub(r"<w:p([ >])", r"\n<w:p\1", src_xml)
        self.current_rendering_part = part
        try:
            filled = _compiled(source, jinja_env).render(context)
            filled = self.resolve_listing(re.sub(r"\n<w:p([ >])", r"<w:p\1", filled))
            etree.fromstring(filled.encode())
        except Exception as error:  # an expression in a template can raise anything
            raise RenderError(f"{self._name}{_paragraph(source, error)}: {error}") from error
        return str(filled)

    def render_properties(self, context: object, jinja_env: object = None) -> None:
        """Nothing: the core properties come from the document's own description."""


@lru_cache(maxsize=_KEPT)
def _patched(part: str) -> str:
    """Docxtpl's method by itself: it reads nothing of its object."""
    patched: str = DocxTemplate.patch_xml(None, part)
    return patched


@lru_cache(maxsize=_KEPT)
def _compiled(source: str, environment: ImmutableSandboxedEnvironment) -> Template:
    return environment.from_string(source)


def _paragraph(source: str, error: BaseException) -> str:
    """Where in a part an error arose, as the text of the paragraph."""
    _, number, _ = template_line(error)
    lines = source.splitlines()
    if not 0 < number <= len(lines):
        return ""
    return f", paragraph `{re.sub(r'<[^>]*>', '', lines[number - 1]).strip():.120}`"


def _inline(paper: DocxTemplate, name: str, picture: Picture) -> InlineImage:
    if name not in LARGEST_MM:
        known = ", ".join(LARGEST_MM)
        raise RenderError(f"There is no place for a picture {name}; it can be one of: {known}.")
    width, height = LARGEST_MM[name]
    if picture.width * height > picture.height * width:
        return InlineImage(paper, BytesIO(picture.content), width=Mm(width))
    return InlineImage(paper, BytesIO(picture.content), height=Mm(height))


def _describe(paper: DocxTemplate, meta: Meta, template: Path) -> None:
    """Set every core property; the dates are the paper's, never the clock's."""
    day = datetime.fromisoformat(meta.date)
    values: dict[str, object] = {
        "title": meta.title,
        "subject": meta.subject,
        "author": meta.author,
        "last_modified_by": meta.author,
        "language": meta.language,
        "created": day,
        "modified": day,
        "revision": 1,
        **dict.fromkeys(("category", "comments", "content_status", "identifier"), ""),
        **dict.fromkeys(("keywords", "version"), ""),
    }
    for name, value in values.items():
        try:
            cut = value[:_LONGEST_PROPERTY] if isinstance(value, str) else value
            setattr(paper.core_properties, name, cut)
        except ValueError as error:
            raise RenderError(f"{template.name}: property {name} cannot be set: {error}") from error


def _same_bytes(saved: BytesIO) -> bytes:
    """The zip again, in the same order, without the clock and the platform in it."""
    result = BytesIO()
    with zipfile.ZipFile(saved) as old, zipfile.ZipFile(result, "w") as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, _ZIP_START)
            entry.create_system = 0
            entry.external_attr = 0
            new.writestr(entry, old.read(name), zipfile.ZIP_DEFLATED, compresslevel=6)
    return result.getvalue()
