"""Papers joined into one archival PDF, from their pages and not from their files.

A merge of finished files would lose the structure, the bookmarks and the claim to PDF/A; pages laid
out with one set of fonts and written once keep them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

import pydyf
import weasyprint

from docgen.documents.parts import Meta
from docgen.renderers.attached import Attached
from docgen.renderers.fonts import FontSet
from docgen.renderers.pdf import (
    Filled,
    describe,
    faces_of,
    pack,
    pages_of,
    printing,
    refuse_foreign_fonts,
)

VARIANT = "pdf/a-3u"
"""Archival, with files inside (3) and text that can be read again (u); ISO 19005-3."""


def render_joined(
    papers: Sequence[Filled], labels: Sequence[str], meta: Meta, attachments: Mapping[str, Attached]
) -> tuple[bytes, int]:
    """Print papers as one PDF/A-3u and count its pages.

    Args:
        papers: at least one, in the order of their pages.
        labels: what stands before the page number of each paper where a reader lists the pages.
        meta: what the file says of itself.
        attachments: files to lie in it, by name.

    Raises:
        RenderError: for anything that would not print faithfully.
    """
    faces = faces_of(papers)
    attached = [_attachment(name, each, meta) for name, each in attachments.items()]
    with printing(meta.title):
        return _printed(papers, labels, meta, attached, faces)


def _printed(
    papers: Sequence[Filled],
    labels: Sequence[str],
    meta: Meta,
    attached: list[weasyprint.Attachment],
    faces: FontSet,
) -> tuple[bytes, int]:
    """As `render_joined`; its pages are gone when the garbage collector is let loose again."""
    laid = [pages_of(paper, faces) for paper in papers]
    whole = laid[0].copy([page for each in laid for page in each.pages])
    describe(whole, meta)
    whole.metadata.attachments = attached
    content: bytes = whole.write_pdf(
        pdf_variant=VARIANT,
        pdf_tags=True,
        finisher=_archival([len(each.pages) for each in laid], labels),
    )
    refuse_foreign_fonts(whole, faces)
    return content, len(whole.pages)


def _attachment(name: str, attached: Attached, meta: Meta) -> weasyprint.Attachment:
    """Dated by the paper and not by the clock, so that the same set has the same bytes."""
    day = datetime.fromisoformat(meta.date)
    return weasyprint.Attachment(
        string=attached.content,
        name=name,
        description=attached.description,
        relationship=attached.relationship,
        created=day,
        modified=day,
    )


def _archival(
    counts: Sequence[int], labels: Sequence[str]
) -> Callable[[weasyprint.Document, pydyf.PDF], None]:
    """Adds page labels, each paper counted from one, and opens the file with its bookmarks.

    Pictures are not smoothed when they are enlarged: an archive forbids it (ISO 19005-3, 6.2.8).
    """

    def finish(whole: weasyprint.Document, pdf: pydyf.PDF) -> None:
        numbers, first = list[Any](), 0
        for count, label in zip(counts, labels, strict=True):
            prefix = pydyf.String(f"{label}-")
            numbers += [first, pydyf.Dictionary({"S": "/D", "P": prefix, "St": 1})]
            first += count
        pdf.catalog["PageLabels"] = pydyf.Dictionary({"Nums": pydyf.Array(numbers)})
        pdf.catalog["PageMode"] = "/UseOutlines"
        for each in pdf.objects:
            if isinstance(each, pydyf.Stream) and "Interpolate" in each.extra:
                each.extra["Interpolate"] = "false"
        pack(whole, pdf)

    return finish
