"""PDFs of others behind ours: the bill of lading, the policy, the authority's certificate.

Their pages are taken as they are, so the whole can no longer claim to be PDF/A.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from io import BytesIO

from pypdf import PdfReader, PdfWriter
from pypdf.constants import PageLabelStyle
from pypdf.errors import PyPdfError
from pypdf.generic import StreamObject

from docgen.errors import InputError

_DAMAGE = (
    PyPdfError,
    ArithmeticError,
    AttributeError,
    LookupError,
    OSError,
    RecursionError,
    TypeError,
    ValueError,
)
"""What pypdf raises for files that are not as they should be."""
_CLAIM = re.compile(rb"<rdf:Description[^>]*pdfaid:part[^>]*/>")


def append_pdfs(content: bytes, others: Mapping[str, bytes], name: str, record: bytes) -> bytes:
    """A PDF with others behind it, each with a bookmark and page labels of its name.

    Args:
        content: the PDF that comes first; its structure, bookmarks and files inside stay.
        others: by name.
        name: of a file that is laid inside.
        record: its bytes.

    Raises:
        InputError: one of them is no PDF that can be read, or is locked.
    """
    writer = PdfWriter(clone_from=BytesIO(content))
    writer.pdf_header = PdfReader(BytesIO(content)).pdf_header
    for title, each in others.items():
        with _readable(title):
            _append(writer, title, each)
    _without_claim(writer)
    writer.add_attachment(name, record)
    made = BytesIO()
    writer.write(made)
    return made.getvalue()


def _append(writer: PdfWriter, title: str, content: bytes) -> None:
    reader, first = PdfReader(BytesIO(content)), len(writer.pages)
    if reader.is_encrypted:
        raise InputError(f"{title} is locked with a password; give a copy without one.")
    if not reader.pages:
        raise InputError(f"{title} has no pages.")
    writer.append(reader, outline_item=title, import_outline=False)
    writer.set_page_label(
        first, len(writer.pages) - 1, PageLabelStyle.DECIMAL, f"{title}-", start=1
    )


@contextmanager
def _readable(name: str) -> Iterator[None]:
    """Damage that pypdf meets in a file of others, in whatever way it meets it, is said plainly."""
    try:
        yield
    except _DAMAGE as error:
        raise InputError(
            f"{name} cannot be read as a PDF: {error}. Print it to a new PDF and give that."
        ) from error


def _without_claim(writer: PdfWriter) -> None:
    """Takes out of the metadata what says that the file is PDF/A."""
    metadata = writer.root_object.get("/Metadata")
    if isinstance(metadata := metadata and metadata.get_object(), StreamObject):
        metadata.set_data(_CLAIM.sub(b"", metadata.get_data()))
