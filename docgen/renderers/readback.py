"""A finished file read again: every text of the document must stand on it, and nothing broken.

Spaces and line ends are left out of the comparison, for each layout sets its own.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from io import BytesIO
from typing import Literal

from docgen.documents.parts import Document
from docgen.errors import RenderError

_PAGE_NUMBERS = re.compile(r"Page \d+ of \d+|第\d+页 ?共\d+页")
_LEFT_OVER = ("{{", "}}", "{%", "%}")
_UNREADABLE = "\ufffd"
_TAKEN = "\0"
Place = tuple[str, str]
"""Where in the document a text stands, and the text."""


def prove(
    document: Document, format: Literal["pdf", "docx"], content: bytes, pages: int | None
) -> None:
    """Refuses a file that does not say what its document says.

    Raises:
        RenderError: a text is missing, cut or printed less often than it is due; a page was lost;
            or something unreadable or left over is printed.
    """
    read = read_pages(content) if format == "pdf" else [word_text(content)]
    if pages is not None and len(read) != pages:
        raise RenderError(
            f"The {document.kind} ({format}) has {len(read)} pages where {pages} were laid out; "
            "nothing was let out."
        )
    if lost := missing(document, "\n".join(read)):
        where, text = lost[0]
        more = f", and {len(lost) - 1} more" if len(lost) > 1 else ""
        raise RenderError(
            f"The {document.kind} ({format}) does not show {where}: {text:.80}{more}; "
            "nothing was let out."
        )
    for mark in (*_LEFT_OVER, _UNREADABLE):
        if any(mark in page for page in read) and not any(mark in t for _, t in texts(document)):
            raise RenderError(
                f"The {document.kind} ({format}) prints {mark!r}; nothing was let out."
            )


def missing(document: Document, read: str) -> tuple[Place, ...]:
    """The texts of a document that what was read does not hold, whole and as often as due.

    Each text takes its print away, longest first, so that a quantity is not found in a longer
    number and two equal amounts are found only in two places.
    """
    rest = squeezed(read)
    lost = []
    for where, text in sorted(texts(document), key=lambda each: -len(squeezed(each[1]))):
        left = _without(text, rest)
        if left is None:
            lost.append((where, text))
        else:
            rest = left
    return tuple(lost)


def _without(text: str, printed: str) -> str | None:
    """The print without one copy of a text; in lines where a page may end between them."""
    for pieces in ([text], text.split("\n")):
        rest: str | None = printed
        for piece in map(squeezed, pieces):
            rest = rest.replace(piece, _TAKEN, 1) if rest is not None and piece in rest else None
        if rest is not None:
            return rest
    return None


def texts(document: Document) -> Iterator[Place]:
    """Every text of a document that has to be printed, with its place."""
    yield from _leaves(document.model_dump(exclude={"kind", "languages", "meta", "form"}), "")


def pdf_text(content: bytes) -> str:
    """What a PDF reads, without the page numbers."""
    return "\n".join(read_pages(content))


def read_pages(content: bytes) -> list[str]:
    """What each page of a PDF reads, without the page numbers."""
    import pypdfium2

    with pypdfium2.PdfDocument(content) as pdf:
        pages = [page.get_textpage().get_text_range() for page in pdf]
    pages = [page.replace("\ufffe", "-") for page in pages]  # a hyphen at the end of a line
    return [_PAGE_NUMBERS.sub("", page) for page in pages]


def word_text(content: bytes) -> str:
    """What the body of a Word file reads."""
    from docx import Document as WordFile

    found = []
    for element in WordFile(BytesIO(content)).element.body.iter():
        if element.tag.endswith("}t"):
            found.append(element.text or "")
        elif element.tag.endswith(("}br", "}tab", "}p")):
            found.append("\n")
    return "".join(found)


def squeezed(text: str) -> str:
    """The text without spaces and line ends."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def _leaves(value: object, where: str) -> Iterator[Place]:
    if isinstance(value, str):
        if value:
            yield where, value
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _leaves(item, f"{where}/{key}")
    elif isinstance(value, list | tuple):
        for index, item in enumerate(value):
            yield from _leaves(item, f"{where}/{index}")
