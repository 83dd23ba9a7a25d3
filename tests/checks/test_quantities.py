"""Quantities and totals across papers: one slip, one finding; any number of lines, in time."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from time import perf_counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.checks import Report, check
from docgen.context import Context
from docgen.totals import compute
from tests.checks.orders import AS_OF, TT, changed, order, report
from tests.samples import company

MINE = ("ARI", "TOT", "QTY")


def codes(got: Report) -> list[str]:
    return [x.finding.code for x in got.results if x.finding.code.startswith(MINE)]


@pytest.mark.parametrize(
    ("slip", "code"),
    [
        ({"/issued/1/lines/0/amount": "32040.00"}, "ARI-001"),
        ({"/issued/1/lines/0/amount": "2700.00"}, "ARI-004"),
        ({"/issued/1/amount": "48060.00"}, "TOT-001"),
        ({"/issued/0/amount": "48060.00"}, "TOT-001"),
        ({"/issued/3/amount": "48060.00"}, "TOT-001"),
        ({"/issued/1/amount_in_words": "SAY U.S. DOLLARS FORTY-SIX THOUSAND ONLY"}, "TOT-002"),
        ({"/issued/2/gross_weight_kg": "7570.00"}, "TOT-004"),
        ({"/issued/2/packages": 501}, "TOT-004"),
        ({"/issued/5/gross_weight_kg": "7570.00"}, "TOT-004"),
        ({"/issued/7/gross_weight_kg": "7570.00"}, "TOT-005"),
        ({"/issued/3/net_weight_kg": "6957.00"}, "TOT-005"),
        ({"/issued/2/lines/0/quantity": "11520"}, "QTY-001"),
        ({"/issued/1/lines/1/unit": "SET"}, "QTY-004"),
        ({"/issued/1/lines/1/description": "ENAMEL PLATE 28CM, WHITE"}, "QTY-005"),
        ({"/goods/0/breakdown/0/quantity": "6600"}, "QTY-006"),
        ({"/declared/volume_m3": "34.170"}, "TOT-004"),
    ],
)
def test_one_slip_gives_one_finding(slip: Mapping[str, Any], code: str) -> None:
    assert codes(report(TT, slip)) in ([code], [code, "TOT-001"])


def test_a_quantity_on_the_invoice_is_wrong_in_its_product_and_against_the_order() -> None:
    got = report(TT, {"/issued/1/lines/0/quantity": "10200"})
    assert codes(got) == ["ARI-001", "QTY-001"]


def test_a_weight_changed_after_all_papers_were_made_is_one_finding_naming_them_all() -> None:
    got = report(TT, {"/packing/0/gross_weight_kg": "16.20", "/declared": {}})
    (finding,) = [each.finding for each in got.results if each.finding.code == "TOT-005"]
    assert finding.paths == (
        *(f"/issued/{i}/gross_weight_kg" for i in (2, 3, 4, 5, 7)),
        "/packing",
    )
    assert (finding.expected, finding.actual) == ("7800.00", "7750.00")
    assert "bill of lading BSLNGB26030417" in finding.en and "提单BSLNGB26030417" in finding.zh


def test_a_wrong_paper_blocks_itself_and_a_wrong_transport_document_all_that_are_packed() -> None:
    assert report(TT, {"/issued/5/gross_weight_kg": "7570.00"}).blocked == {"form-a": ("TOT-004",)}
    blocked = report(TT, {"/issued/7/gross_weight_kg": "7570.00"}).blocked
    assert "sales-contract" not in blocked and "purchase-contract" not in blocked
    assert {"commercial-invoice", "packing-list", "form-a"} <= blocked.keys()


def test_a_missing_row_is_one_finding_with_every_total_it_touches() -> None:
    got = report(TT, remove=["/issued/2/lines/1"])
    assert codes(got).count("TOT-004") == 1
    (finding,) = [each.finding for each in got.results if each.finding.code == "TOT-004"]
    places = ("packages", "net_weight_kg", "gross_weight_kg", "volume_m3")
    assert finding.paths[:4] == tuple(f"/issued/2/{name}" for name in places)
    assert "net weight 6,975.00 for 3,600.00" in finding.en


def test_thresholds_are_those_of_the_settings() -> None:
    long_price = {"/goods/0/price": "2.70001"}
    assert "ARI-003" in codes(report(TT, long_price))
    relaxed = long_price | {"/checks": {"rules": {"ARI-003": {"price_decimals": 5}}}}
    assert "ARI-003" not in codes(report(TT, relaxed))
    rounded = {"/issued/7/volume_m3": "31.5"}
    allowed = rounded | {"/checks": {"rules": {"TOT-005": {"volume_m3": "0.05"}}}}
    assert "TOT-005" in codes(report(TT, rounded))
    assert "TOT-005" not in codes(report(TT, allowed))


@given(
    st.integers(1, 99_999),
    st.decimals(min_value="0.0001", max_value="999", places=4),
    st.sampled_from([Decimal("-0.01"), Decimal(0), Decimal("0.01")]),
)
def test_a_cent_is_noticed_on_any_line(quantity: int, price: Decimal, slip: Decimal) -> None:
    right = (quantity * price).quantize(Decimal("0.01"), "ROUND_HALF_UP")
    line = {"quantity": str(quantity), "price": str(price), "amount": str(right + slip)}
    got = report(TT, {"/issued": [{"kind": "shipping-advice", "lines": [line]}]})
    assert ("ARI-001" in codes(got)) == bool(slip)


@given(st.permutations(range(4)))
def test_the_order_of_the_lines_does_not_matter(places: list[int]) -> None:
    goods = [
        {"sku": sku, "description": text, "quantity": str(quantity), "unit": "H87"}
        for sku, text, quantity in (
            ("EM-12", "ENAMEL MUG 350ML, WHITE WITH BLUE RIM", 6000),
            ("", "ENAMEL MUG 350ML, WHITE WITH BLUE RIM", 6000),
            ("ep 26", "", 8000),
            ("", "enamel plate 26cm white", 1000),
        )
    ]
    lines = [goods[place] for place in places]
    assert codes(report(TT, {"/issued/2/lines": lines})) == []


def _large(lines: int) -> Report:
    raw = changed(TT, {}, ["/packing", "/declared", "/confirmed_prices", "/certificates"])
    first, numbers = raw["goods"][1], range(1, lines + 1)
    raw["goods"] = [
        {**first, "line": i, "sku": f"EP-{i}", "description": f"ENAMEL PLATE NO. {i}"}
        for i in numbers
    ]
    amount = {"price": "1.80", "amount": "16200.00"}
    sold = [{"sku": f"EP-{i}", "quantity": "9000", "unit": "H87", **amount} for i in numbers]
    packed = [{"sku": f"EP-{i}", "quantity": "9000", "unit": "H87"} for i in numbers]
    total = f"{16200 * lines}.00"
    raw["issued"] = [
        {"kind": "sales-contract", "number": "NB26-0105", "amount": total, "lines": sold},
        {"kind": "commercial-invoice", "number": "NB26-INV-012", "amount": total, "lines": sold},
        {"kind": "packing-list", "number": "NB26-INV-012", "lines": packed},
    ]
    raw["purchases"], raw["receipts"] = [], []
    one, own = order(raw), company()
    context = Context(AS_OF[TT], own.tables, compute(one, own.tables), own.profile)
    from docgen.checks.catalogue import CATALOGUE

    mine = {code: rule for code, rule in CATALOGUE.items() if code.startswith(MINE)}
    check(one, context, mine)
    started = perf_counter()
    got = check(one, context, mine)
    assert codes(got) == []
    _TIMES[lines] = perf_counter() - started
    return got


_TIMES: dict[int, float] = {}


def test_the_rules_grow_with_the_lines_and_not_faster() -> None:
    for lines in (100, 800):
        _large(lines)
    assert _TIMES[800] < 30 * _TIMES[100]
