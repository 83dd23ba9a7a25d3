"""Papers at the edges: one line and three hundred, long names, absent parts, the overlay."""

from __future__ import annotations

from io import BytesIO

import pypdf
import pytest

from docgen import api
from docgen.errors import RenderError
from docgen.order import Order
from docgen.renderers.readback import missing, pdf_text, squeezed, word_text
from tests.samples import company, order_of, papers

LONG_NAME = ("VEREINIGTE HAUSHALTSWAREN UND EDELSTAHLVERARBEITUNG " * 3)[:120]
LONG_ADDRESS = "\n".join(f"GEBAEUDE {n}, INDUSTRIEGEBIET NORDWEST, STRASSE {n}" for n in range(5))


def lengthened(order: Order, lines: int) -> Order:
    """The order with its first line, packing and purchase repeated."""
    goods, packing = order.goods[0], order.packing[0]
    return order.model_copy(
        update={
            "goods": tuple(goods.model_copy(update={"line": n}) for n in range(1, lines + 1)),
            "packing": tuple(
                packing.model_copy(
                    update={
                        "numbers": None,
                        "contents": (packing.contents[0].model_copy(update={"line": n}),),
                    }
                )
                for n in range(1, lines + 1)
            ),
        }
    )


def test_long_names_and_addresses_are_printed_whole() -> None:
    order = order_of("t01-norway-bowls")
    firm = {"name": LONG_NAME, "address": LONG_ADDRESS}
    long = order.model_copy(
        update={
            "buyer": order.buyer.model_copy(update=firm),
            "seller": order.seller.model_copy(update=firm),
        }
    )
    for paper in papers(long):
        for format, read in (("pdf", pdf_text), ("docx", word_text)):
            printed = read(api.render(paper, format, company()).content)
            assert missing((paper,), printed) == (), f"{paper.kind} {format}"


def test_text_that_no_size_fits_is_refused_with_its_box() -> None:
    order = order_of("t01-norway-bowls")
    firm = {"address": "\n".join(f"LINE {n} OF A VERY LONG ADDRESS" for n in range(40))}
    long = order.model_copy(update={"seller": order.seller.model_copy(update=firm)})
    (form,) = (paper for paper in papers(long) if paper.kind == "form-a")
    with pytest.raises(RenderError, match="/exporter"):
        api.render(form, "pdf", company())


@pytest.mark.parametrize("kind", ["commercial-invoice", "packing-list", "form-a"])
def test_three_hundred_lines_repeat_the_head_and_keep_the_total_with_a_row(kind: str) -> None:
    long = lengthened(order_of("t01-norway-bowls"), 300)
    (paper,) = (paper for paper in papers(long) if paper.kind == kind)
    rendered = api.render(paper, "pdf", company())
    reader = pypdf.PdfReader(BytesIO(rendered.content))
    pages = [squeezed(page.extract_text()) for page in reader.pages]
    assert rendered.pages == len(pages) > 10
    if kind == "form-a":
        assert all("Marksandnumbersofpackages" in page for page in pages)
        return
    (with_total,) = (page for page in pages if "TOTAL" in page)
    assert "STAINLESSSTEELMIXINGBOWL" in with_total
    head = "DescriptionofGoods"
    assert all(head in page for page in pages if "STAINLESSSTEELMIXINGBOWL" in page)


@pytest.mark.parametrize(
    ("kind", "lines"),
    [
        ("proforma-invoice", 5),
        ("booking-note", 5),
        ("insurance-application", 9),
        ("customs-declaration", 5),
        ("commercial-invoice", 5),
        ("packing-list", 7),
    ],
)
def test_no_signature_stands_on_a_page_without_goods(kind: str, lines: int) -> None:
    order = order_of("s02-every-fact").model_copy(update={"purchases": ()})
    (paper,) = papers(lengthened(order, lines), (kind,))
    pages = pypdf.PdfReader(BytesIO(api.render(paper, "pdf", company()).content)).pages
    assert len(pages) == 2
    name = order.goods[0].description_zh or order.goods[0].description
    assert squeezed(name) in squeezed(pages[1].extract_text())


@pytest.mark.parametrize("kind", ["sales-contract", "proforma-invoice", "purchase-contract"])
def test_two_parties_sign_on_lines_of_one_height(kind: str) -> None:
    order = order_of("s02-every-fact")
    longer = order.seller.model_copy(update={"name": LONG_NAME, "name_zh": "宁波明海" * 20})
    (paper,) = papers(order.model_copy(update={"seller": longer}), (kind,))
    content = api.render(paper, "pdf", company()).content
    caption = "授权代表" if kind == "purchase-contract" else "Authorised"
    (left, right) = _places_of(caption, content)
    assert left[0] < right[0] and left[1] == pytest.approx(right[1], abs=0.1)


def test_a_label_and_its_value_stand_on_one_line() -> None:
    (paper,) = papers(order_of("s02-every-fact"), ("shipping-advice",))
    content = api.render(paper, "pdf", company()).content
    for label, value in (("Measurement", "31.470"), ("Containers", "TGHU5531202")):
        ((_, low), (_, height)) = (_place_of(text, content) for text in (label, value))
        assert low == pytest.approx(height, abs=0.1)


def test_overlay_prints_the_typed_text_alone_and_moves_with_the_offset() -> None:
    (form,) = (p for p in papers(order_of("t01-norway-bowls")) if p.kind == "form-a")
    plain = api.render(form, "pdf", company(), api.Style(overlay=True))
    text = squeezed(pdf_text(plain.content))
    assert "NORDICHOMEAS" in text
    assert "Combineddeclaration" not in text
    assert "DRAFT" not in text
    assert "Page" not in "".join(pypdf.PdfReader(BytesIO(plain.content)).pages[0].extract_text())
    moved = api.render(form, "pdf", company(), api.Style(overlay=True, offset_mm=(10, 5)))
    (x0, y0), (x1, y1) = (_place_of("NORDIC HOME AS", each.content) for each in (plain, moved))
    assert x1 - x0 == pytest.approx(10 * 72 / 25.4, abs=0.1)
    assert y0 - y1 == pytest.approx(5 * 72 / 25.4, abs=0.1)


def test_a_draft_says_so_on_every_page() -> None:
    for paper in papers(order_of("t01-norway-bowls")):
        drafted = api.render(paper, "pdf", company(), api.Style(draft=True))
        for page in pypdf.PdfReader(BytesIO(drafted.content)).pages:
            assert "DRAFT" in page.extract_text()


def _place_of(text: str, content: bytes) -> tuple[float, float]:
    """Where a text starts on the first page, in points from the lower left corner."""
    return _places_on(pypdf.PdfReader(BytesIO(content)).pages[0], text)[0]


def _places_of(text: str, content: bytes) -> list[tuple[float, float]]:
    """The same of each place on the last page."""
    return _places_on(pypdf.PdfReader(BytesIO(content)).pages[-1], text)


def _places_on(page: pypdf.PageObject, text: str) -> list[tuple[float, float]]:
    found: list[tuple[float, float]] = []

    def visit(part: str, user: list[float], matrix: list[float], *_: object) -> None:
        if text in part:
            x = matrix[4] * user[0] + matrix[5] * user[2] + user[4]
            found.append((x, matrix[4] * user[1] + matrix[5] * user[3] + user[5]))

    page.extract_text(visitor_text=visit)
    return found
