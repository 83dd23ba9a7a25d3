"""What the papers around a shipment say, by what the order has: terms, packing, purchases."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from docgen import api
from docgen.documents.parts import Document
from docgen.errors import UsageError
from docgen.order import Order
from docgen.renderers.readback import (
    missing,
    pdf_text,
    read_pages,
    squeezed,
    texts,
    word_text,
)
from tests.samples import company, order_of, papers, path_of

TT, LC, REEFER = "s02-every-fact", "s03-letter-of-credit", "t04-korea-garlic"


def changed(order: Order, part: str, **values: Any) -> Order:
    """The order with some facts of one of its parts changed."""
    whole = getattr(order, part).model_copy(update=values)
    return order.model_copy(update={part: whole})


def made(order: Order, kind: str) -> Any:
    (paper,) = papers(order, (kind,))
    return paper


def said(paper: Document) -> str:
    return "\n".join(place.text for place in texts((paper,)))


def fact(facts: Any, caption: str) -> str:
    return next((each.value for each in facts if each.caption.en == caption), "")


def with_term(order: Order, rule: str) -> Order:
    delivery = order.terms.delivery.model_copy(update={"rule": rule})
    return changed(order, "terms", delivery=delivery)


@pytest.mark.parametrize(
    ("rule", "clause"),
    [("FOB", "FREIGHT COLLECT"), ("CFR", "FREIGHT PREPAID"), ("FCA", "FREIGHT COLLECT")],
)
def test_the_freight_is_paid_by_whom_the_term_says(rule: str, clause: str) -> None:
    note = made(with_term(order_of(TT), rule), "booking-note")
    assert fact(note.service, "Freight") == clause


def test_a_booking_shows_the_cargo_and_no_price() -> None:
    order = order_of(TT)
    note = made(order, "booking-note")
    assert [(row.packages, row.gross, row.volume) for row in note.rows] == [
        ("250 CARTONS", "4,000.00", "18.720"),
        ("250 CARTONS", "3,750.00", "12.750"),
    ]
    assert (note.total_packages, note.total_gross, note.total_volume) == (
        "500 CARTONS",
        "7,750.00",
        "31.470",
    )
    assert "48,600" not in said(note)


def test_a_waybill_stands_in_place_of_bills_where_there_are_none() -> None:
    order = order_of(TT)
    by_air = changed(order, "shipment", mode="air")
    assert fact(made(by_air, "booking-note").service, "Bills of Lading") == "AIR WAYBILL"
    released = changed(order, "booking", bill="telex_release")
    assert "TELEX RELEASE" in fact(made(released, "booking-note").service, "Bills of Lading")


def test_a_booking_in_english_alone_has_no_chinese_words_of_ours() -> None:
    order = changed(order_of(TT), "booking", loading_place="JINHUA", bill="telex_release")
    profile = company().profile.model_copy(update={"languages": "en"})
    (note,) = papers(order, ("booking-note",), replace(company(), profile=profile))
    shown = note.model_copy(update={"shipper": note.shipper.model_copy(update={"name_zh": ""})})
    assert not [char for char in said(shown) if char > "\u2fff"]


def test_nothing_is_said_of_dangerous_goods_that_nobody_said() -> None:
    order = changed(order_of(TT), "booking", dangerous_goods="")
    assert fact(made(order, "booking-note").service, "Dangerous Goods") == ""


def test_side_marks_are_those_of_one_package() -> None:
    sheet = made(order_of(TT), "shipping-marks")
    assert sheet.main == ("FJORD TRADING", "FT-2207", "OSLO", "C/NO. 1-500")
    assert fact(sheet.facts, "Package Nos.") == "1-500"
    first = sheet.groups[0].lines
    assert {"ART. NO. EM-12", "QTY: 48 PCS", "G.W.: 16.00 KGS", "MADE IN CHINA"} <= set(first)
    assert "KEEP DRY" in first


def test_packages_without_numbers_are_counted_from_one() -> None:
    order = order_of(TT)
    bare = tuple(each.model_copy(update={"numbers": None}) for each in order.packing)
    sheet = made(order.model_copy(update={"packing": bare}), "shipping-marks")
    assert fact(sheet.facts, "Package Nos.") == "1-500"


@pytest.mark.parametrize(("percent", "amount"), [(110, "53,460.00"), (120, "58,320.00")])
def test_the_goods_are_insured_for_the_agreed_per_cent(percent: int, amount: str) -> None:
    insurance = order_of(TT).terms.insurance.model_copy(update={"percent_of_value": percent})
    asked = made(changed(order_of(TT), "terms", insurance=insurance), "insurance-application")
    assert fact(asked.value, "Amount Insured") == f"USD {amount}"


def test_the_insured_amount_is_rounded_half_up_at_the_cent() -> None:
    order = order_of(TT)
    goods = order.goods[0].model_copy(update={"price": Decimal("0.05"), "quantity": Decimal(1)})
    one = {"goods": (goods,), "packing": (), "purchases": ()}
    asked = made(order.model_copy(update=one), "insurance-application")
    assert fact(asked.value, "Amount Insured") == "USD 0.06"


def test_the_cover_is_that_of_the_contract_or_the_least_of_the_term() -> None:
    order = order_of(TT)
    assert made(order, "insurance-application").cover == "INSTITUTE CARGO CLAUSES (A) 1/1/09"
    insurance = order.terms.insurance.model_copy(update={"cover": ""})
    bare = changed(order, "terms", insurance=insurance)
    assert made(bare, "insurance-application").cover == "ICC(C)"


@pytest.mark.parametrize("case", [TT, LC, REEFER])
def test_a_factory_sees_no_price_and_not_whose_goods_they_are(case: str) -> None:
    order = order_of(case)
    for paper in papers(order, ("production-order",)):
        text = said(paper).replace("AQL 2.5", "")
        prices = [goods.price for goods in order.goods]
        prices += [line.price for purchase in order.purchases for line in purchase.lines]
        assert not [price for price in prices if f"{price:f}" in text]
        assert order.currency not in text and "元" not in text
        assert order.buyer.name not in text


def test_each_factory_has_an_order_of_its_own_for_its_goods_alone() -> None:
    order = order_of(LC)
    made_here = papers(order, ("production-order",))
    assert len({paper.meta.stem for paper in made_here}) == len(made_here) == 2
    for paper, purchase in zip(made_here, order.purchases, strict=True):
        bought = {line.line for line in purchase.lines}
        skus = [goods.sku for goods in order.goods if goods.line in bought]
        assert [row["sku"] for row in paper.model_dump()["rows"]] == skus


def test_requirements_of_the_customer_stand_with_their_line() -> None:
    paper = made(order_of(TT), "production-order")
    assert "杯口蓝边3毫米,杯身白色RAL 9010" in paper.rows[0].details
    assert [(each.colour, each.quantity) for each in paper.rows[0].variants] == [
        ("WHITE/BLUE", "6,000件"),
        ("WHITE/RED", "6,000件"),
    ]


def test_the_insured_amount_in_words_is_called_by_its_name() -> None:
    asked = made(order_of(TT), "insurance-application")
    for format, read in (("pdf", pdf_text), ("docx", word_text)):
        printed = squeezed(read(api.render(asked, format, company()).content)).replace(":", "")
        assert f"AmountInsured保险金额{squeezed(asked.words)}" in printed


@pytest.mark.parametrize(
    ("rule", "terms", "freight", "insurance"),
    [
        ("CIF", "CIF(1)", "USD/2000/3", "USD/160.38/3"),
        ("DAP", "CIF(1)", "USD/2000/3", "USD/160.38/3"),
        ("CFR", "C&F(2)", "USD/2000/3", ""),
        ("FOB", "FOB(3)", "", ""),
        ("EXW", "EXW(7)", "", ""),
    ],
)
def test_the_transaction_mode_follows_from_the_trade_term(
    rule: str, terms: str, freight: str, insurance: str
) -> None:
    declared = made(with_term(order_of(TT), rule), "customs-declaration")
    assert (declared.terms, declared.freight, declared.insurance) == (terms, freight, insurance)


def test_a_statutory_quantity_is_the_stated_one_or_that_of_the_order_in_its_unit() -> None:
    mug, plate = made(order_of(TT), "customs-declaration").items
    assert (mug.first, mug.second, mug.traded) == ("3,600千克", "", "12,000件")
    assert (plate.first, plate.second, plate.traded) == ("3,375千克", "9,000件", "9,000件")
    assert (mug.origin, mug.destination, mug.code) == ("中国(CHN)", "挪威(NOR)", "7323940000")


def test_packages_of_a_declaration_are_coded_and_never_none() -> None:
    declared = made(order_of(TT), "customs-declaration")
    assert (declared.packing, declared.packages) == ("纸制或纤维板制盒/箱(22)", "500")
    asked = order_of(TT).customs_declaration
    for case, packing, count in (
        ("t17-brazil-urea", "散装(00)", "1"),
        ("t09-pakistan-tiles", "纸制或纤维板制盒/箱(22)\n天然木托(93)", "6,000"),
    ):
        order = order_of(case).model_copy(update={"customs_declaration": asked})
        declared = made(order, "customs-declaration")
        assert (declared.packing, declared.packages) == (packing, count)


def test_a_weight_below_a_kilogram_is_declared_as_one() -> None:
    order = order_of(TT)
    light = {"net_weight_kg": Decimal("0.1"), "gross_weight_kg": Decimal("0.2"), "count": 1}
    packing = (order.packing[0].model_copy(update=light),)
    declared = made(order.model_copy(update={"packing": packing}), "customs-declaration")
    assert (declared.net, declared.gross) == ("1", "1")


def test_goods_of_processing_are_not_declared_as_general_trade() -> None:
    assert made(order_of(TT), "customs-declaration").supervision == "一般贸易(0110)"
    processed = made(order_of(TT).model_copy(update={"kind": "processing"}), "customs-declaration")
    assert (processed.supervision, processed.levy_kind) == ("", "")


def test_an_electronic_ledger_is_attached_under_code_b() -> None:
    order = order_of(REEFER)
    (number,) = (each.number for each in order.certificates if each.kind == "ledger")
    assert made(order, "customs-declaration").attached == f"B:{number}"


def test_a_declaration_cannot_be_typed_on_a_blank() -> None:
    with pytest.raises(UsageError, match="has no blank"):
        api.render_order(
            path_of(TT),
            "unused",
            company=company(),
            kinds=("customs-declaration",),
            style=api.Style(overlay=True),
        )


KINDS = (
    *("production-order", "shipping-marks", "booking-note"),
    *("insurance-application", "customs-declaration"),
)


def stretched(lines: int) -> Order:
    """The order with so many lines of goods, and names as long as they may be."""
    order = order_of(TT)
    firm = {"name": ("VEREINIGTE HAUSHALTSWAREN " * 5)[:120], "name_zh": "浙江搪瓷股份公司" * 10}
    numbers = range(1, lines + 1)

    def repeated(first: Any, **change: Any) -> tuple[Any, ...]:
        return tuple(
            first.model_copy(update={key: make(n) for key, make in change.items()}) for n in numbers
        )

    goods = repeated(order.goods[0], line=lambda n: n, description=lambda n: f"MUG NO. {n} " * 10)
    (contents,) = order.packing[0].contents
    packing = repeated(
        order.packing[0],
        numbers=lambda _: None,
        contents=lambda n: (contents.model_copy(update={"line": n}),),
    )
    bought = repeated(order.purchases[0].lines[0], line=lambda n: n)
    return order.model_copy(
        update={
            "goods": goods,
            "packing": packing,
            "purchases": (order.purchases[0].model_copy(update={"lines": bought}),),
            "seller": order.seller.model_copy(update=firm),
            "buyer": order.buyer.model_copy(update=firm),
            "suppliers": (order.suppliers[0].model_copy(update=firm),),
        }
    )


@pytest.mark.parametrize("lines", [1, 5, 25])
def test_many_lines_and_long_names_are_printed_whole(lines: int) -> None:
    for paper in papers(stretched(lines), KINDS):
        for format, read in (("pdf", pdf_text), ("docx", word_text)):
            printed = api.render(paper, format, company()).content
            assert missing((paper,), read(printed)) == (), f"{paper.kind} {format}"


def test_the_head_of_the_goods_stands_on_every_page_of_them() -> None:
    heads = {
        "production-order": "品名规格及要求",
        "shipping-marks": "On Each Package",
        "booking-note": "Description of Goods",
        "insurance-application": "Description of Goods",
        "customs-declaration": "商品名称及规格型号",
    }
    for paper in papers(stretched(25), KINDS):
        pages = read_pages(api.render(paper, "pdf", company()).content)
        with_goods = [page for page in pages if "MUG" in page or "EM-12" in page or "7323" in page]
        assert len(with_goods) > 1, paper.kind
        assert all(squeezed(heads[paper.kind]) in squeezed(page) for page in with_goods), paper.kind


def test_a_draft_declaration_is_marked_on_every_page_even_when_it_is_no_draft() -> None:
    (paper,) = papers(stretched(25), ("customs-declaration",))
    pages = read_pages(api.render(paper, "pdf", company()).content)
    assert len(pages) > 2
    assert all("非正式报关单" in page for page in pages)
