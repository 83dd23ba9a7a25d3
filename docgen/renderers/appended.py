"""PDFs of others behind ours: the bill of lading, the policy, the authority's certificate.

Their pages are taken as they are, so the whole can no longer claim to be PDF/A.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from io import BytesIO

from pypdf import PdfReader, PdfWriter
from pypdf.constants import PageLabelStyle
from pypdf.errors import PyPdfError
from pypdf.generic import NameObject, StreamObject

from docgen.errors import InputError

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
        reader, first = _reader(title, each), len(writer.pages)
        writer.append(reader, outline_item=title, import_outline=False)
        writer.set_page_label(
            first, len(writer.pages) - 1, PageLabelStyle.DECIMAL, f"{title}-", start=1
        )
    _without_claim(writer)
    writer.add_attachment(name, record)
    made = BytesIO()
    writer.write(made)
    return made.getvalue()


def _reader(name: str, content: bytes) -> PdfReader:
    try:
        reader = PdfReader(BytesIO(content))
        if reader.is_encrypted:
            raise InputError(f"{name} is locked with a password; give a copy without one.")
        if not reader.pages:
            raise InputError(f"{name} has no pages.")
    except (PyPdfError, ValueError, KeyError, OSError) as error:
        raise InputError(f"{name} cannot be read as a PDF: {error}.") from error
    return reader


def _without_claim(writer: PdfWriter) -> None:
    """Takes out of the metadata what says that the file is PDF/A."""
    metadata = writer.root_object.get("/Metadata")
    if metadata is not None:
        kept = StreamObject()
        kept.set_data(_CLAIM.sub(b"", metadata.get_object().get_data()))
        kept[NameObject("/Type")], kept[NameObject("/Subtype")] = (
            NameObject("/Metadata"),
            NameObject("/XML"),
        )
        writer.root_object[NameObject("/Metadata")] = writer._add_object(kept)
