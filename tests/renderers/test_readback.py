"""A finished file that lost or changed a text is refused."""

from __future__ import annotations

from collections import Counter
from io import BytesIO
from typing import Literal

import pytest
from docx import Document as WordFile

from docgen import api
from docgen.errors import RenderError
from docgen.renderers.readback import (
    PAGE_END,
    missing,
    pdf_text,
    prove,
    read_pages,
    squeezed,
    texts,
    word_text,
)
from tests.samples import company, papers_of

INVOICE = next(p for p in papers_of("t02-germany-porcelain") if p.kind == "commercial-invoice")


READERS = {"pdf": pdf_text, "docx": word_text}
FORMATS: tuple[Literal["pdf", "docx"], ...] = ("pdf", "docx")


@pytest.mark.parametrize("format", FORMATS)
def test_a_faithful_file_is_let_through(format: Literal["pdf", "docx"]) -> None:
    printed = api.render(INVOICE, format, company())
    prove((INVOICE,), format, printed.content, printed.pages)


@pytest.mark.parametrize("format", FORMATS)
def test_a_file_of_another_figure_is_refused_and_the_place_named(
    format: Literal["pdf", "docx"],
) -> None:
    printed = api.render(INVOICE, format, company())
    other = INVOICE.model_copy(update={"words": "SAY EUROS ONE MILLION ONLY"})
    with pytest.raises(RenderError, match="does not show /words: SAY EUROS ONE MILLION ONLY"):
        prove((other,), format, printed.content, printed.pages)


def test_a_page_that_was_not_laid_out_is_refused() -> None:
    printed = api.render(INVOICE, "pdf", company())
    assert printed.pages
    with pytest.raises(RenderError, match="has 1 pages, not the 2 laid out"):
        prove((INVOICE,), "pdf", printed.content, printed.pages + 1)


def test_what_a_template_left_over_is_refused() -> None:
    word = WordFile(BytesIO(api.render(INVOICE, "docx", company()).content))
    word.add_paragraph("{{ doc.total }}")
    spoilt = BytesIO()
    word.save(spoilt)
    with pytest.raises(RenderError, match=r"prints '\{\{'"):
        prove((INVOICE,), "docx", spoilt.getvalue(), None)


@pytest.mark.parametrize("format", FORMATS)
def test_a_text_that_lost_its_end_is_missing(format: Literal["pdf", "docx"]) -> None:
    read = READERS[format](api.render(INVOICE, format, company()).content)
    place = max(texts((INVOICE,)), key=lambda each: len(each.text))
    whole = squeezed(place.text)
    assert missing((INVOICE,), squeezed(read).replace(whole, whole[:-1])) == (place,)


@pytest.mark.parametrize("format", FORMATS)
def test_a_value_is_missing_where_it_is_due_twice_and_printed_once(
    format: Literal["pdf", "docx"],
) -> None:
    read = squeezed(READERS[format](api.render(INVOICE, format, company()).content))
    often = Counter(squeezed(place.text) for place in texts((INVOICE,)))
    text, times = max(often.items(), key=lambda each: (each[1] > 1, len(each[0])))
    assert times > 1
    assert read.count(text) == times
    lost = missing((INVOICE,), read.replace(text, "", 1))
    assert [squeezed(place.text) for place in lost] == [text]


@pytest.mark.parametrize("format", FORMATS)
def test_characters_that_a_font_prints_alike_are_told_apart_by_neither(
    format: Literal["pdf", "docx"],
) -> None:
    both = INVOICE.model_copy(update={"statements": ("宁波・上海", "• FIRST · SECOND", "〜 ～")})
    printed = api.render(both, format, company())
    prove((both,), format, printed.content, printed.pages)


def test_accents_that_stand_apart_from_their_letter_are_read() -> None:
    accents = INVOICE.model_copy(update={"statements": ("H\u0337 Z\u0300\u0301\u0302\u0303.",) * 9})
    printed = api.render(accents, "pdf", company())
    prove((accents,), "pdf", printed.content, printed.pages)


def test_a_text_that_goes_on_over_a_page_end_is_found_and_missed_without_its_end() -> None:
    long = " ".join(f"WORD{number:03}" for number in range(490))
    row = INVOICE.rows[0].model_copy(update={"description": long})
    paper = INVOICE.model_copy(update={"rows": (row, *INVOICE.rows[1:])})
    printed = api.render(paper, "pdf", company())
    assert printed.pages
    assert printed.pages > 1
    prove((paper,), "pdf", printed.content, printed.pages)
    pages = PAGE_END.join(read_pages(printed.content))
    assert missing((paper,), pages) == ()
    (lost,) = missing((paper,), pages.replace("WORD489", ""))
    assert lost.text == long
