"""Shifts the text of a form by millimetres, so that it meets the boxes of the official blank."""

from __future__ import annotations

from io import BytesIO

from pypdf import PdfReader, PdfWriter, Transformation

_POINTS_PER_MM = 72 / 25.4


def shifted(content: bytes, right_mm: float, down_mm: float) -> bytes:
    """The PDF with everything on each page moved right and down."""
    writer = PdfWriter(clone_from=PdfReader(BytesIO(content)))
    move = Transformation().translate(right_mm * _POINTS_PER_MM, -down_mm * _POINTS_PER_MM)
    for page in writer.pages:
        page.add_transformation(move)
    result = BytesIO()
    writer.write(result)
    return result.getvalue()
