"""Prices and purchases: which papers a leak blocks, and that the work grows with the lines only."""

from __future__ import annotations

import time
from decimal import Decimal
from typing import Any

import pytest

from docgen import api
from docgen.checks import CATALOGUE, check
from docgen.checks.costs import Reckoning, reckoning
from docgen.checks.deal import deal_of
from docgen.checks.papers import CI, CO, FA, PI, PL, SA, SC, SM
from docgen.context import Context
from tests.checks.orders import AS_OF, LC, TT, changed, order, report
from tests.samples import company

FACTORY = "JINHUA EVERGLAZE ENAMELWARE CO., LTD."
MINE = ("PRC", "COV", "PAY")


def leaks(change: dict[str, Any]) -> list[Any]:
    return [each for each in report(TT, change).results if each.finding.code == "PRC-008"]


@pytest.mark.parametrize(
    ("place", "kinds"),
    [
        ("/remarks", {SC}),
        ("/goods/0/description", {SC, CI, PL, CO, FA, SM, PI, SA}),
        ("/goods/0/brand", {SC, CI, PI}),
        ("/packing/0/contents/0/note", {PL, SM}),
        ("/terms/inspection_by", {SC}),
        ("/terms/documents/0", {SC}),
        ("/invoice/statements/0", {CI}),
        ("/origin/remarks", {CO, FA}),
        ("/shipment/marks", {SC, CI, PL, CO, FA, SM, PI, SA}),
        ("/proforma/remarks", {PI}),
        ("/shipping_advice/remarks", {SA}),
        ("/marks_sheet/side", {SM}),
        ("/issued/2/lines/0/description", {PL}),
        ("/issued/7/notify", set()),
    ],
)
def test_a_leak_blocks_the_papers_that_print_it(place: str, kinds: set[str]) -> None:
    (found,) = leaks({place: FACTORY})
    assert found.finding.paths == (place,)
    assert set(found.blocks) == kinds


def test_the_inspection_request_names_the_producer_without_a_leak() -> None:
    assert not leaks({"/inspection/storage_place_zh": "金华恒釉搪瓷制品有限公司仓库"})


def test_the_running_example_earns_what_was_reckoned_by_hand() -> None:
    base = order(changed(TT, {}))
    own = company()
    totals = api.compute(base, own)
    deal = deal_of(base, Context(AS_OF[TT], own.tables, totals, own.profile))
    reckoned = reckoning(deal)
    assert isinstance(reckoned, Reckoning)
    assert reckoned.free_on_board == Decimal("46439.62")
    assert reckoned.refund == Decimal("35755.75")
    assert reckoned.margin == Decimal("16.58")
    assert reckoned.exchange_cost == Decimal("5.9226")


def many(lines: int) -> dict[str, Any]:
    raw = changed(LC, {"/issued": [], "/declared": {}})
    one = raw["goods"][1]
    raw["goods"] = [one | {"line": n, "sku": f"NA-{n}"} for n in range(1, lines + 1)]
    group, line = raw["packing"][1], raw["purchases"][1]["lines"][0]
    raw["packing"] = [
        group | {"contents": [{"line": n, "quantity": "25"}], "numbers": None}
        for n in range(1, lines + 1)
    ]
    raw["pallets"] = []
    raw["purchases"] = [
        raw["purchases"][1] | {"lines": [line | {"line": n} for n in range(1, lines + 1)]}
    ]
    raw["confirmed_prices"] = [
        raw["confirmed_prices"][1] | {"line": n} for n in range(1, lines + 1)
    ]
    return raw


def seconds(lines: int) -> float:
    """Best of three runs of these rules over an order of so many lines."""
    rules = {code: rule for code, rule in CATALOGUE.items() if code.startswith(MINE)}
    big, own = order(many(lines)), company()
    totals = api.compute(big, own)
    context = Context(AS_OF[LC], own.tables, totals, own.profile)
    times = []
    for _ in range(3):
        start = time.perf_counter()
        check(big, context, rules)
        times.append(time.perf_counter() - start)
    return min(times)


def test_the_work_grows_with_the_lines_not_with_their_square() -> None:
    seconds(50)
    few, more = seconds(100), seconds(800)
    assert more < few * 8 * 3, (few, more)
