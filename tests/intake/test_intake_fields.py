"""Each kind of field refuses what it cannot hold, at its own place in the file."""

from __future__ import annotations

from typing import Any

import pytest

from docgen.findings import pointer
from tests.intake.orders import (
    at,
    changed,
    every_place,
    full,
    minimal,
    places,
    read,
    refused,
    without,
)

PLACES = [pointer(path) for path in every_place(full())]
MISSING = [
    *("/number", "/date", "/currency", "/seller", "/buyer", "/goods", "/terms"),
    *("/buyer/name", "/buyer/country", "/seller/banks/0/name", "/suppliers/0/id"),
    *("/goods/0/line", "/goods/0/description", "/goods/0/quantity", "/goods/0/unit"),
    *("/goods/0/price", "/goods/0/breakdown/0/quantity", "/charges/0/amount"),
    *("/terms/delivery", "/terms/delivery/rule", "/terms/payment", "/terms/payment/balance"),
    *("/terms/payment/type", "/consignee/type", "/consignee/party", "/consignee/party/name"),
    *("/packing/0/type", "/packing/0/kind", "/packing/0/count", "/packing/0/contents/0/line"),
    *("/packing/1/net_weight_kg", "/packing/2/count", "/pallets/0/size_cm/height"),
    *("/purchases/0/lines/0/vat_percent", "/invoice/number", "/packing_list/date"),
    *("/shipment/mode", "/shipment/port_of_loading/name", "/certificates/0/kind"),
    *("/issued/0/kind", "/waivers/0/reason"),
]
NOT_A_DATE = ["2026-02-30", "2026-13-01", "2026-1-5", "20261102", "02/11/2026", "", "2026-11-02T00"]
NOT_A_NUMBER = ["1,480.50", "1 480", "1.", ".5", "+5", "1e3", "NaN", "", "五", "٣", "1_000", "0x1"]
VALUES: list[tuple[str, list[Any]]] = [
    ("/date", [*NOT_A_DATE, 20261102, 1.5, True, None]),
    ("/terms/latest_shipment", NOT_A_DATE),
    ("/goods/0/price", [*NOT_A_NUMBER, "-0.01", -1, True, None, "1.123456789", "1" * 16]),
    ("/goods/0/quantity", [*NOT_A_NUMBER, "0", 0, "-1", "0.000"]),
    ("/packing/0/net_weight_kg", ["0", "-1", "1kg"]),
    ("/packing/0/size_cm/length", ["0", "46 cm"]),
    ("/goods/0/discount_percent", ["-1", "100.01", "30%"]),
    ("/terms/payment/deposit_percent", ["101", "-0.1"]),
    ("/purchases/0/lines/0/vat_percent", ["113", "13%"]),
    ("/packing/0/count", [0, -1, 10_000_001, "400", 400.0, 1.5, True, None]),
    ("/goods/0/line", [0, "1", 1.0, 10**20]),
    ("/terms/quality_claim_days", [-1, 3651, "30"]),
    ("/revision", [-1, 1000, "1", 1.0]),
    ("/terms/partial_shipment", ["true", 1, 0, "yes"]),
    ("/schema_version", ["2", 1, ""]),
    ("/kind", ["OWN", "", "mixed"]),
    ("/terms/payment/type", ["tt", "", None, 1, ["tt_deposit"], {}]),
    ("/packing/0/type", ["box", None]),
    ("/consignee/type", ["TO_ORDER", False]),
    ("/currency", ["DOLLAR", "", "ZZZ", "U" * 31]),
    ("/buyer/country", ["ENGLAND AND WALES", "ZZ", "", "4"]),
    ("/goods/0/unit", ["PCZ", "TON", "", " "]),
    ("/packing/0/kind", ["CTM", ""]),
    ("/terms/delivery/rule", ["FOBB", "DDQ", ""]),
    ("/terms/delivery/edition", ["20", "2020 ", ""]),
    ("/shipment/containers/0/type", ["41GP", "BIG"]),
    ("/shipment/port_of_loading/locode", ["cnnbo", "CN NBO", "CNNB1", "CNNBOO"]),
    ("/number", ["", "A/1", "../A", "A 1", ".A", "A.", "-A", "CON", "nul", "LPT1.x", "A" * 65]),
    ("/purchases/0/number", ["a\\b", "AUX"]),
    ("/invoice/number", ["", "-1", "A\n1", "号1", "A" * 65]),
    ("/suppliers/0/id", ["", "a b", "a" * 31]),
    ("/buyer/name", ["", " ", "\u3000", "A" * 301]),
    ("/goods/0/description", ["", "\n", " \n ", "A" * 4001]),
    ("/remarks", ["A" * 4001]),
    ("/goods", [[], {}, None]),
    ("/packing/0/contents", [[], None]),
    ("/waivers/0/rule", ["TOT-1", "tot-001", "TOT-0011", ""]),
    ("/waivers/0/reason", ["too short", " " * 20]),
    ("/issued/0/kind", ["", "Bill", "1bill", "a" * 61]),
]
WRONG = [(place, value) for place, values in VALUES for value in values]


def wrong_type(value: Any) -> list[Any]:
    """Values of the types that nothing of this value's type may be replaced with."""
    return ["text", 5, []] if isinstance(value, dict) else [{"a": 1}]


def test_the_order_that_the_tests_change_is_valid() -> None:
    assert read(full()).goods[0].line == 1


@pytest.mark.parametrize("place", PLACES)
def test_a_value_of_the_wrong_type_is_refused_at_its_place(place: str) -> None:
    order = full()
    value = at(order, next(each for each in every_place(order) if pointer(each) == place))
    for wrong in wrong_type(value):
        found = places(refused(changed(order, place, wrong)))
        assert [where for _, where in found] == [place], wrong


@pytest.mark.parametrize("place", MISSING)
def test_a_required_field_that_is_missing_is_named(place: str) -> None:
    assert places(refused(without(full(), place))) == [("INP-007", place)]


@pytest.mark.parametrize(("place", "value"), WRONG)
def test_a_value_out_of_bounds_is_refused_at_its_place(place: str, value: Any) -> None:
    assert [where for _, where in places(refused(changed(full(), place, value)))] == [place]


def test_several_faults_are_all_reported_in_one_pass() -> None:
    order = full()
    for place, value in [
        ("/date", "2026-02-30"),
        ("/buyer/country", "ZZ"),
        ("/goods/0/quantity", "4,800"),
        ("/packing/1/weight", "5"),
        ("/terms/payment/deposit_percent", "130"),
        ("/purchases/0/lines/0/price", None),
    ]:
        order = changed(order, place, value)
    assert sorted(where for _, where in places(refused(order))) == [
        "/buyer/country",
        "/date",
        "/goods/0/quantity",
        "/packing/1/weight",
        "/purchases/0/lines/0/price",
        "/terms/payment/deposit_percent",
    ]


def test_a_bad_line_does_not_make_the_list_of_lines_too_short() -> None:
    assert places(refused(changed(minimal(), "/goods/0/price", "x"))) == [
        ("INP-009", "/goods/0/price")
    ]


@pytest.mark.parametrize(
    ("place", "meant"),
    [
        ("/buyerr", "buyer"),
        ("/buyer/nmae", "name"),
        ("/goods/0/quantitty", "quantity"),
        ("/packing/0/net_weight", "net_weight_kg"),
        ("/packing/1/volume", "volume_m3"),
        ("/packing/0/size_cm/widht", "width"),
        ("/packing/0/contents/0/quantty", "quantity"),
        ("/terms/payment/deposit", "deposit_days"),
        ("/terms/delivery/plase", "place"),
        ("/consignee/prty", "party"),
        ("/consignee/party/adress", "address"),
        ("/consignee/party/banks/0/acount", "account"),
        ("/credit/expirydate", "expiry"),
        ("/shipment/port_of_loading/locod", "locode"),
        ("/waivers/0/resaon", "reason"),
    ],
)
def test_a_misspelt_key_is_refused_with_the_one_that_was_meant(place: str, meant: str) -> None:
    (finding,) = refused(changed(full(), place, "1"))
    assert (finding.code, finding.paths) == ("INP-008", (place,))
    assert finding.hint.startswith(f'did you mean "{meant}')


def test_a_key_like_no_other_is_refused_with_those_that_there_are() -> None:
    (finding,) = refused(changed(full(), "/packing/1/zzzzzz", 1))
    for key in ("contents", "net_weight_kg", "volume_m3"):
        assert key in finding.hint
    assert "count" not in finding.hint  # bulk has none


@pytest.mark.parametrize(
    ("place", "written", "code"),
    [
        ("/goods/0/unit", "PCS", "H87"),
        ("/goods/0/unit", "pieces", "H87"),
        ("/goods/0/unit", "SETS", "SET"),
        ("/goods/0/unit", "KGS", "KGM"),
        ("/goods/0/price_unit", "M/T", "TNE"),
        ("/packing/0/kind", "CTNS", "CT"),
        ("/buyer/country", "norway", "NO"),
        ("/currency", "usd", "USD"),
        ("/terms/delivery/rule", "fob", "FOB"),
    ],
)
def test_an_alias_becomes_the_code_of_the_table(place: str, written: str, code: str) -> None:
    value: object = read(changed(full(), place, written))
    for part in place.split("/")[1:]:
        value = value[int(part)] if isinstance(value, tuple) else getattr(value, part)
    assert value == code


@pytest.mark.parametrize(
    ("place", "written", "near"),
    [
        ("/goods/0/unit", "PCZ", "PC"),
        ("/currency", "USDD", "USD"),
        ("/buyer/country", "NORWEY", "NORWAY"),
        ("/packing/0/kind", "CARTONN", "CARTON"),
    ],
)
def test_an_unknown_code_is_refused_with_the_nearest(place: str, written: str, near: str) -> None:
    (finding,) = refused(changed(full(), place, written))
    assert (finding.paths, finding.actual) == ((place,), written)
    assert f"did you mean {near}" in finding.en
    assert f"是否为{near}" in finding.zh
