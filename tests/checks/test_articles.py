"""Which goods a line of a paper means, by number, by words, or by its place."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from docgen.checks.articles import in_unit, stated
from docgen.checks.shipments import invoices_of_the_sale, of_this_shipment
from tests.checks.orders import LC, TT, report
from tests.samples import company

MUG, PLATE = "#EM 12", "#EP 26"


def meant(*lines: dict[str, Any], **order: Any) -> tuple[str, ...]:
    paper = {"kind": "packing-list", "number": "PL-1", "lines": list(lines)}
    change = {"/issued/-": paper} | {f"/{at}": value for at, value in order.items()}
    return report(TT, change).dossier.articles.meant["/issued/9"]


@pytest.mark.parametrize(
    "line",
    [
        {"sku": "EM-12"},
        {"sku": "em 12", "description": "SOMETHING ELSE"},
        {"description": "Enamel mug 350ml, white with blue rim"},
        {"description": "TWO (2) CARTONS OF ENAMEL MUG 350ML, WHITE WITH BLUE RIM"},
        {"sku": "EM-21", "description": "ENAMEL MUG 350ML, WHITE WITH BLUE RIM"},
    ],
)
def test_a_line_is_known_by_its_number_or_its_words(line: dict[str, Any]) -> None:
    assert meant(line) == (MUG,)


def test_a_line_in_other_words_stands_for_the_goods_in_its_place() -> None:
    assert meant({"sku": "EM-12"}, {"description": "PLATE OF ENAMEL"}) == (MUG, PLATE)
    assert meant({"description": "搪瓷杯"}, {"description": "搪瓷盘"}) == (MUG, PLATE)
    assert meant({}, {}) == (MUG, PLATE)


def test_a_line_that_shares_no_word_or_no_place_means_no_goods() -> None:
    assert meant({"sku": "EM-12"}, {"description": "SPARE HANDLES"}) == (MUG, "")
    assert meant({"description": "MUG"}) == ("",)
    assert meant({"sku": "EM-12"}, {"sku": "EP-27", "description": "PLATE"}) == (MUG, "")


def test_a_place_that_another_line_has_is_not_given_twice() -> None:
    assert meant({"sku": "EP-26"}, {"description": "ENAMEL PLATE"}) == (PLATE, "")


def test_an_article_that_only_the_contract_has_is_known() -> None:
    bowl = {"sku": "EB-18", "description": "ENAMEL BOWL", "quantity": "5", "unit": "H87"}
    deal = report(TT, {"/issued/0/lines/-": bowl}).dossier
    assert deal.articles.meant["/issued/0"] == (MUG, PLATE, "#EB 18")
    assert deal.articles.known["#EB 18"].at == ()


def test_quantities_of_one_article_are_added_in_its_unit() -> None:
    lines = [
        {"sku": "EM-12", "quantity": "11988", "unit": "H87"},
        {"sku": "EM-12", "quantity": "1", "unit": "DZN"},
    ]
    deal = report(TT, {"/issued/2/lines": lines}).dossier
    said = stated(deal.articles, deal.theirs[2], deal.tables)
    assert said[MUG].quantity == 12000 and said[MUG].lines == (0, 1)


def test_a_quantity_turns_into_a_unit_of_its_kind_only() -> None:
    tables = company().tables
    assert in_unit(Decimal(3), "DPR", "PR", tables) == 36
    assert in_unit(Decimal("20.5"), "TNE", "KGM", tables) == 20500
    assert in_unit(Decimal(3), "SET", "PR", tables) is None
    assert in_unit(None, "SET", "SET", tables) is None


def test_papers_of_another_shipment_are_told_by_the_invoice_they_quote() -> None:
    earlier = {"kind": "commercial-invoice", "number": "NB26-INV-030", "amount": "100.00"}
    quoting = {"kind": "certificate-of-origin", "invoice_number": "NB26 INV 030"}
    carried = {"kind": "bill-of-lading", "number": "BSLNGB26030001"}
    papers = [earlier, quoting, carried, {"kind": "packing-list", "number": "NB26-INV-031"}]
    deal = report(LC, {"/issued": papers}).dossier
    assert [of_this_shipment(deal, paper) for paper in deal.theirs] == [False, False, False, True]
    assert [paper.place for paper in invoices_of_the_sale(deal)] == ["/invoice", "/issued/0"]


def test_without_an_invoice_of_ours_the_only_issued_one_is_that_of_the_shipment() -> None:
    only = {"kind": "commercial-invoice", "number": "NB26-INV-030", "amount": "26800.00"}
    deal = report(LC, {"/issued": [only]}, ["/invoice"]).dossier
    assert of_this_shipment(deal, deal.theirs[0])
    assert [paper.place for paper in invoices_of_the_sale(deal)] == ["/issued/0"]
