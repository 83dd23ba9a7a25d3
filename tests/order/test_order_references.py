"""Numbers inside an order name one thing each, and that thing exists."""

from __future__ import annotations

import pytest

from tests.intake.orders import at, changed, full, path_of_pointer, places, refused


@pytest.mark.parametrize(
    "place",
    [
        "/packing/0/contents/0/line",
        "/packing/1/contents/0/line",
        "/purchases/0/lines/0/line",
        "/purchases/0/production/lines/0/line",
        "/stock/0/line",
        "/confirmed_prices/0/line",
    ],
)
def test_a_line_that_does_not_exist_is_refused_where_it_is_named(place: str) -> None:
    (finding,) = refused(changed(full(), place, 7))
    assert (finding.code, finding.paths) == ("INP-012", (place,))
    assert (finding.actual, finding.expected) == ("7", "1")


def test_a_supplier_that_does_not_exist_is_refused() -> None:
    (finding,) = refused(changed(full(), "/purchases/0/supplier", "hengdo"))
    assert (finding.code, finding.paths) == ("INP-012", ("/purchases/0/supplier",))
    assert finding.expected == "hengda"


@pytest.mark.parametrize(
    ("listed", "named"), [("/goods", "line"), ("/suppliers", "id"), ("/purchases", "number")]
)
def test_a_number_used_twice_is_refused_at_the_second(listed: str, named: str) -> None:
    order = full()
    entries = at(order, path_of_pointer(listed))
    entries.append(entries[0])
    assert places(refused(order)) == [("INP-011", f"{listed}/1/{named}")]


def test_every_broken_reference_is_reported() -> None:
    order = changed(changed(full(), "/goods/0/line", 9), "/purchases/0/supplier", "x")
    assert len(refused(order)) == 8
