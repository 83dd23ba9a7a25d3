"""A finished file read again: every text of the document must stand on it, and nothing broken.

Spaces and line ends are left out of the comparison, for each layout sets its own.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Literal

from docgen.documents.parts import Document
from docgen.errors import RenderError
from docgen.renderers.fonts import as_printed

_PAGE_NUMBERS = re.compile(r"Page \d+ of \d+|第\d+页 ?共\d+页")
_LEFT_OVER = ("{{", "}}", "{%", "%}")
_UNREADABLE = "\ufffd"
_TAKEN = "\0"
PAGE_END = "\f"
"""Between the pages of what was read."""
_LEAST = 4
"""Characters of a text that a page end may leave alone; fewer are found in any page by chance."""


@dataclass(frozen=True)
class Place:
    """A text of a document and where in it."""

    kind: str
    where: str
    text: str


def prove(
    papers: Sequence[Document], format: Literal["pdf", "docx"], content: bytes, pages: int | None
) -> None:
    """Refuses a file that does not say what its papers say.

    Raises:
        RenderError: a text is missing, cut or printed less often than it is due; a page was lost;
            or something unreadable or left over is printed.
    """
    read = read_pages(content) if format == "pdf" else [word_text(content)]
    if pages is not None and len(read) != pages:
        raise _unfaithful(
            papers[0].kind, format, f"has {len(read)} pages, not the {pages} laid out"
        )
    lost = missing(papers, PAGE_END.join(read))
    if lost and format == "pdf":  # texts side by side may be read into one another
        still = missing(papers, _as_written(content))
        lost = tuple(place for place in lost if place in still)
    if lost:
        more = f", and {len(lost) - 1} more" if len(lost) > 1 else ""
        said = f"does not show {lost[0].where}: {lost[0].text:.80}{more}"
        raise _unfaithful(lost[0].kind, format, said)
    known = {place.text for place in texts(papers)}
    for mark in (*_LEFT_OVER, _UNREADABLE):
        if any(mark in page for page in read) and not any(mark in text for text in known):
            raise _unfaithful(papers[0].kind, format, f"prints {mark!r}")


def _unfaithful(kind: str, format: str, said: str) -> RenderError:
    return RenderError(f"The {kind} ({format}) {said}; nothing was let out.")


def missing(papers: Sequence[Document], read: str) -> tuple[Place, ...]:
    """The texts of papers that what was read does not hold, whole and as often as due.

    Each text takes its print away, longest first, so that a quantity is not found in a longer
    number and two equal amounts are found only in two places. One that does not fit a page may go
    on over a `PAGE_END`.
    """
    rest = PAGE_END.join(map(squeezed, read.split(PAGE_END)))
    lost = []
    for place in sorted(texts(papers), key=lambda each: -len(squeezed(each.text))):
        left = _without(place.text, rest)
        if left is None:
            lost.append(place)
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
    return _without_over_pages(squeezed(text), printed)


def _without_over_pages(text: str, printed: str) -> str | None:
    """The print without a text that begins on one page and ends on one of the next."""
    pages = printed.split(PAGE_END)
    for first in sorted(range(len(pages) - 1), key=lambda page: -_begun(text, pages[page])):
        rest, left = text, pages[:first]
        for page in pages[first:]:
            length = _begun(rest, page)
            if length < _LEAST:
                break
            before, _, behind = (page.partition if rest != text else page.rpartition)(rest[:length])
            left.append(f"{before}{_TAKEN}{behind}")
            rest = rest[length:]
            if not rest:
                return PAGE_END.join([*left, *pages[len(left) :]])
    return None


def _begun(text: str, page: str) -> int:
    """How many characters of the beginning of a text a page holds together."""
    return bisect_left(range(len(text)), True, key=lambda last: text[: last + 1] not in page)


def texts(papers: Iterable[Document]) -> Iterator[Place]:
    """Every text of papers that has to be printed."""
    for paper in papers:
        said = paper.model_dump(exclude={"kind", "languages", "meta", "form"})
        for where, text in _leaves(said, ""):
            yield Place(paper.kind, where, text)


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


def _as_written(content: bytes) -> str:
    """What a PDF reads in the order in which it was written, wherever that stands on the page.

    Ten times slower than by sight, which takes apart what overlaps: accents, or narrow boxes.
    """
    import pypdf

    pages = pypdf.PdfReader(BytesIO(content)).pages
    return PAGE_END.join(_PAGE_NUMBERS.sub("", page.extract_text()) for page in pages)


def attached(content: bytes) -> dict[str, bytes]:
    """The files inside a PDF, by name."""
    import pypdfium2

    with pypdfium2.PdfDocument(content) as pdf:
        found = (pdf.get_attachment(number) for number in range(pdf.count_attachments()))
        return {each.get_name(): bytes(each.get_data()) for each in found}


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
    """The text as it looks, without spaces and line ends."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", as_printed(text)))


def _leaves(value: object, where: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        if value:
            yield where, value
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _leaves(item, f"{where}/{key}")
    elif isinstance(value, list | tuple):
        for index, item in enumerate(value):
            yield from _leaves(item, f"{where}/{index}")
