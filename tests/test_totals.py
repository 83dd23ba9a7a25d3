"""Figures: those of the sample orders worked out by hand, and what has to hold for any order."""

from __future__ import annotations

import os
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docgen.errors import InputError
from docgen.order import Order
from docgen.tables import load_tables
from docgen.totals import Totals, compute
from tests.samples import company, order_of

TABLES = load_tables()
EXAMPLES = 10_000 if os.environ.get("DOCGEN_SOAK") else 300

# order: line amounts, total, packages, net kg, gross kg, m3
FIGURES = {
    "t01-norway-bowls": ("32880.00", "32880.00", 400, "5040.00", "5640.00", "32.163"),
    "t02-germany-porcelain": (
        *("19872.00 16992.00", "36864.00", 1200),
        *("17712.00", "19080.00", "40.370"),
    ),
    "t03-japan-tshirts": ("12840000", "12840000", 500, "5400.00", "6000.00", "42.000"),
    "t04-korea-garlic": ("58240.00", "58240.00", 5200, "52000.00", "52780.00", "138.445"),
    "t05-vietnam-adapters": (
        *("47300.00 20600.00", "67900.00", 300),
        *("5950.00", "6340.00", "15.957"),
    ),
    "t06-australia-chairs": ("56400.00", "56400.00", 1000, "15600.00", "17200.00", "83.160"),
    "t07-newzealand-boards": ("40800.00", "40800.00", 400, "7680.00", "8160.00", "23.712"),
    "t09-pakistan-tiles": ("37584.00", "37584.00", 6000, "189000.00", "192000.00", "93.769"),
    "t11-russia-grinders": ("354000.00", "354000.00", 500, "6450.00", "7100.00", "21.252"),
    "t12-morocco-tea": ("89280.00", "89280.00", 1200, "36000.00", "36600.00", "97.200"),
    "t15-canada-luggage": ("43568.00", "43568.00", 1120, "13216.00", "15232.00", "159.441"),
}
# order: purchase amounts with VAT; their sum, net and VAT
PURCHASES = {
    "t01-norway-bowls": ("184800.00", "184800.00", "163539.82", "21260.18"),
    "t02-germany-porcelain": ("103680.00 91440.00", "195120.00", "172672.57", "22447.43"),
}


def goods(**changes: Any) -> dict[str, Any]:
    return {
        "line": 1,
        "description": "BOWLS",
        "quantity": Decimal(1),
        "unit": "H87",
        "price": Decimal(1),
    } | changes


def cartons(**changes: Any) -> dict[str, Any]:
    return {
        "type": "packages",
        "kind": "CT",
        "count": 10,
        "contents": [{"line": 1, "quantity": 1}],
        "net_weight_kg": "1.5",
        "gross_weight_kg": "2",
    } | changes


def order(*lines: dict[str, Any], **changes: Any) -> Order:
    firm = {"name": "A CO.", "country": "CN"}
    return Order.model_validate(
        {
            "number": "A1",
            "date": "2026-11-02",
            "currency": "USD",
            "seller": firm,
            "buyer": firm,
            "goods": list(lines or [goods()]),
            "terms": {
                "delivery": {"rule": "FOB", "place": "NINGBO"},
                "payment": {"type": "tt_advance"},
            },
        }
        | changes
    )


def totals(*lines: dict[str, Any], **changes: Any) -> Totals:
    return compute(order(*lines, **changes), TABLES)


def decimals(text: str) -> list[Decimal]:
    return [Decimal(each) for each in text.split()]


@pytest.mark.parametrize("case", FIGURES)
def test_sample_comes_to_the_figures_worked_out_by_hand(case: str) -> None:
    lines, amount, packages, net, gross, volume = FIGURES[case]
    made = compute(order_of(case), company().tables)
    assert [line.amount for line in made.lines] == decimals(lines)
    assert made.amount == Decimal(amount)
    assert made.package_count == packages
    assert (made.net_weight, made.gross_weight) == (Decimal(net), Decimal(gross))
    assert made.volume == Decimal(volume)


@pytest.mark.parametrize("case", PURCHASES)
def test_purchase_is_split_into_net_and_vat(case: str) -> None:
    lines, amount, net, vat = PURCHASES[case]
    made = compute(order_of(case), company().tables).purchases
    assert [each for purchase in made for each in purchase.amounts] == decimals(lines)
    assert sum(purchase.amount for purchase in made) == Decimal(amount)
    assert sum(purchase.net for purchase in made) == Decimal(net)
    assert sum(purchase.vat for purchase in made) == Decimal(vat)


@pytest.mark.parametrize(
    ("currency", "quantity", "price", "amount"),
    [
        ("USD", "1001", "0.3333", "333.63"),
        ("USD", "1", "0.005", "0.01"),
        ("USD", "1", "0.00499999", "0.00"),
        ("USD", "1", "2.675", "2.68"),
        ("USD", "3", "1.115", "3.35"),
        ("JPY", "1", "0.5", "1"),
        ("JPY", "3", "428.49", "1285"),
        ("JPY", "1", "2.5", "3"),
        ("KWD", "1", "1.0005", "1.001"),
        ("KWD", "3", "0.3333", "1.000"),
    ],
)
def test_line_is_rounded_once_half_up_at_the_minor_unit(
    currency: str, quantity: str, price: str, amount: str
) -> None:
    made = totals(goods(quantity=quantity, price=price), currency=currency)
    assert made.lines[0].gross == Decimal(amount)


@pytest.mark.parametrize(
    ("line", "amount"),
    [
        ({"quantity": 30, "unit": "H87", "price": 12, "price_unit": "DZN"}, "30.00"),
        ({"quantity": 1, "unit": "H87", "price": 1, "price_unit": "DZN"}, "0.08"),
        ({"quantity": 18, "unit": "H87", "price": "0.01", "price_unit": "DZN"}, "0.02"),
        ({"quantity": 2, "unit": "GRO", "price": "1.20", "price_unit": "DZN"}, "28.80"),
        ({"quantity": 52000, "unit": "KGM", "price": 1120, "price_unit": "TNE"}, "58240.00"),
        ({"quantity": "52.78", "unit": "TNE", "price": "1.12", "price_unit": "KGM"}, "59113.60"),
        ({"quantity": 1000, "unit": "LBR", "price": 1, "price_unit": "KGM"}, "453.59"),
        ({"quantity": 100, "unit": "SET", "price": 5, "price_unit": "SET"}, "500.00"),
        ({"quantity": 2500, "unit": "H87", "price": 3, "price_unit_size": 1000}, "7.50"),
        (
            {"quantity": 60, "unit": "SET", "price": 7, "price_unit": "CT", "price_unit_size": 12},
            "35.00",
        ),
        (
            {"quantity": 24, "unit": "H87", "price": 1, "price_unit": "DZN", "price_unit_size": 24},
            "1.00",
        ),
    ],
)
def test_quantity_is_turned_into_the_unit_of_the_price(line: dict[str, Any], amount: str) -> None:
    assert totals(goods(**line)).amount == Decimal(amount)


def test_half_a_cent_stays_half_a_cent_when_units_are_turned() -> None:
    # 100,000,000 lb are 45,359,237 kg
    pounds = goods(quantity=10**8, unit="LBR", price="0.005", price_unit="KGM")
    assert totals(pounds).amount == Decimal("226796.19")
    grams = goods(quantity="0.5", unit="GRM", price="10", price_unit="KGM")
    assert totals(grams).amount == Decimal("0.01")


def test_every_price_for_a_unit_of_another_kind_is_a_finding() -> None:
    lines = [
        goods(line=1, unit="SET", price_unit="KGM"),
        goods(line=2),
        goods(line=3, unit="KGM", price_unit="DZN"),
    ]
    with pytest.raises(InputError) as error:
        totals(*lines)
    assert [(each.code, each.paths) for each in error.value.findings] == [
        ("INP-013", ("/goods/0/price_unit",)),
        ("INP-013", ("/goods/2/price_unit",)),
    ]
    assert "price_unit_size" in error.value.findings[0].hint


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"discounts": [{"description": "X", "amount": "1.01"}]}, "/goods"),
        ({"goods": [goods(discount_amount=2)]}, "/goods"),
        ({"goods": [goods(quantity="9" * 15, price="9" * 15)]}, "/goods"),
    ],
    ids=["discount above the goods", "discount above the line", "too large"],
)
def test_a_total_that_no_paper_can_say_is_a_finding(changes: dict[str, Any], place: str) -> None:
    with pytest.raises(InputError) as error:
        totals(**changes)
    assert [(each.code, each.paths) for each in error.value.findings] == [("INP-014", (place,))]


def test_line_and_order_discounts_and_charges() -> None:
    made = totals(
        goods(quantity=100, price="9.99", discount_percent="2.5", discount_amount="1.20"),
        goods(line=2, quantity=3, price="0.33"),
        discounts=[
            {"description": "LOYALTY", "percent": "3"},
            {"description": "SAMPLES", "amount": "5"},
            {"description": "BOTH", "percent": "1", "amount": "0.50"},
        ],
        charges=[
            {"kind": "freight", "description": "FREIGHT", "amount": "120.40"},
            {"kind": "bank", "description": "BANK", "amount": "15"},
        ],
    )
    assert [line.discount for line in made.lines] == decimals("26.18 0")
    assert [line.amount for line in made.lines] == decimals("972.82 0.99")
    assert made.goods_amount == Decimal("973.81")
    assert made.discounts == tuple(decimals("29.21 5 10.24"))
    assert made.amount == Decimal("1064.76")


def test_goods_free_of_charge_count_as_quantity_and_cost_nothing() -> None:
    made = totals(
        goods(quantity=100, price=2), goods(line=2, quantity=5, price=0, free_of_charge=True)
    )
    assert made.amount == 200
    assert [(each.unit, each.quantity) for each in made.quantity] == [("H87", Decimal(105))]


def test_quantities_are_added_unit_by_unit() -> None:
    made = totals(
        goods(quantity=100),
        goods(line=2, quantity="2.5", unit="TNE"),
        goods(line=3, quantity=7),
    )
    assert [(each.unit, each.quantity) for each in made.quantity] == [
        ("H87", Decimal(107)),
        ("TNE", Decimal("2.5")),
    ]


@pytest.mark.parametrize(
    ("currency", "price", "percent", "deposit"),
    [
        ("USD", "32880", "30", "9864.00"),
        ("USD", "0.01", "50", "0.01"),
        ("USD", "100.01", "33.333", "33.34"),
        ("JPY", "12840001", "30", "3852000"),
        ("USD", "100", "0", "0.00"),
        ("USD", "100", "100", "100.00"),
    ],
)
def test_deposit_and_balance_make_the_amount(
    currency: str, price: str, percent: str, deposit: str
) -> None:
    payment = {"type": "tt_deposit", "deposit_percent": percent, "balance": "against_bl_copy"}
    terms = {"delivery": {"rule": "FOB", "place": "NINGBO"}, "payment": payment}
    made = totals(goods(price=price), currency=currency, terms=terms)
    assert made.deposit == Decimal(deposit)
    assert made.balance is not None
    assert made.deposit + made.balance == made.amount


def test_other_terms_have_neither_deposit_nor_balance() -> None:
    made = totals()
    assert (made.deposit, made.balance) == (None, None)


@pytest.mark.parametrize(
    ("parts", "free_on_board"),
    [
        ({"freight": "2150", "insurance": "108.50"}, "30621.50"),
        ({"freight": "2150"}, "30730.00"),
        ({"insurance": "108.505"}, "32771.49"),
        ({}, None),
    ],
)
def test_free_on_board_is_what_freight_and_insurance_leave(
    parts: dict[str, str], free_on_board: str | None
) -> None:
    port = {"name": "NINGBO"}
    shipment = {
        "mode": "sea",
        "port_of_loading": port,
        "port_of_discharge": port,
        "destination_country": "NO",
    }
    made = totals(goods(price=32880), shipment=shipment | parts)
    assert made.free_on_board == (free_on_board and Decimal(free_on_board))


def test_packages_of_several_kinds_are_counted_each() -> None:
    made = totals(
        packing=[
            cartons(),
            cartons(kind="BG", count=3, net_weight_kg="0.125"),
            cartons(count=1, gross_weight_kg="1.75"),
        ]
    )
    assert [(each.kind, each.count) for each in made.packages] == [("CT", 11), ("BG", 3)]
    assert made.package_count == 14
    assert made.net_weight == Decimal("16.875")
    assert made.gross_weight == Decimal("27.75")


def test_volume_of_a_group_is_rounded_at_three_decimals_and_then_added() -> None:
    size = {"length": "61", "width": "61", "height": "4.2"}
    made = totals(packing=[cartons(count=1, size_cm=size), cartons(count=1, size_cm=size)])
    assert [group.volume for group in made.groups] == decimals("0.016 0.016")
    assert made.volume == Decimal("0.032")


def test_volume_may_be_given_instead_of_the_size() -> None:
    assert totals(packing=[cartons(volume_m3="0.0625")]).volume == Decimal("0.625")


def test_one_unknown_size_leaves_the_volume_unknown() -> None:
    made = totals(packing=[cartons(volume_m3="0.1"), cartons()])
    assert made.groups[0].volume == Decimal("1.000")
    assert made.volume is None


def test_without_packing_there_are_no_packages_and_no_volume() -> None:
    made = totals()
    assert (made.packages, made.package_count, made.volume) == ((), 0, None)
    assert made.lines[0].packages is None


def test_bulk_has_weight_and_volume_and_no_packages() -> None:
    bulk = cartons(type="bulk", contents=[{"line": 1, "quantity": 25000}], volume_m3="31.5")
    for key in ("kind", "count"):
        del bulk[key]
    made = totals(packing=[bulk | {"net_weight_kg": 25000, "gross_weight_kg": 25000}])
    assert (made.package_count, made.packages) == (0, ())
    assert made.net_weight == made.gross_weight == 25000
    assert made.volume == Decimal("31.5")
    assert made.groups[0].quantities == (Decimal(25000),)


def test_nude_pieces_count_as_ne() -> None:
    nude = cartons(type="nude", count=3, net_weight_kg=1200, gross_weight_kg=1200)
    del nude["kind"]
    size = {"length": 400, "width": 180, "height": 150}
    made = totals(packing=[nude | {"size_cm": size}])
    assert [(each.kind, each.count) for each in made.packages] == [("NE", 3)]
    assert made.net_weight == 3600
    assert made.volume == Decimal("32.400")


def test_pallets_add_their_tare_and_are_no_packages() -> None:
    made = totals(
        packing=[cartons(volume_m3="0.1")],
        pallets=[{"count": 2, "packages": 5, "tare_weight_kg": "18.5"}],
    )
    assert (made.package_count, made.pallet_count) == (10, 2)
    assert made.pallet_weight == 37
    assert (made.net_weight, made.gross_weight) == (Decimal(15), Decimal(57))
    assert made.volume == Decimal("1.000")


def test_pallets_of_known_size_give_the_volume() -> None:
    size = {"length": 120, "width": 100, "height": "115"}
    sized, unsized = {"count": 2, "packages": 5, "size_cm": size}, {"count": 1, "packages": 5}
    packing = [cartons(volume_m3="0.1")]
    assert totals(packing=packing, pallets=[sized]).volume == Decimal("2.760")
    assert totals(packing=[cartons()], pallets=[sized]).volume == Decimal("2.760")
    assert totals(packing=packing, pallets=[sized, unsized]).volume == Decimal("1.000")


def test_a_line_in_mixed_packages_has_no_packages_of_its_own() -> None:
    mixed = [{"line": 1, "quantity": 1}, {"line": 2, "quantity": 4}]
    made = totals(
        goods(),
        goods(line=2),
        goods(line=3),
        packing=[
            cartons(),
            cartons(contents=mixed, count=2),
            cartons(contents=[{"line": 3, "quantity": 1}], count=5),
        ],
    )
    assert [line.packages is None for line in made.lines] == [True, True, False]
    assert [line.net_weight for line in made.lines] == [None, None, Decimal("7.5")]
    assert made.groups[1].quantities == (Decimal(2), Decimal(8))
    assert made.package_count == 17


def test_vat_is_split_rate_by_rate() -> None:
    lines = [
        {"line": 1, "quantity": 100, "price": "1.13", "vat_percent": 13},
        {"line": 1, "quantity": 100, "price": "1.09", "vat_percent": 9},
        {"line": 1, "quantity": 7, "price": "1.00", "vat_percent": 0},
    ]
    purchase = {
        "number": "P1",
        "supplier": "a",
        "date": "2026-11-02",
        "delivery_date": "2026-12-02",
        "lines": lines,
        "payment": {"deposit_percent": "30"},
    }
    (made,) = totals(purchases=[purchase]).purchases
    assert [made.amount, made.net, made.vat] == decimals("229 207 22")
    assert made.deposit == Decimal("68.70")


AMOUNTS = st.decimals(0, 10**6, places=4)
PERCENTS = st.none() | st.decimals(0, 100, places=3)
LINES = st.lists(
    st.builds(
        goods,
        quantity=st.decimals("0.001", 10**6, places=3),
        price=AMOUNTS,
        discount_percent=st.none() | st.decimals(0, 50, places=2),
        price_unit=st.sampled_from([None, "H87", "DZN", "MIL"]),
    ),
    min_size=1,
    max_size=6,
)
CHARGES = st.lists(
    st.builds(lambda amount: {"kind": "other", "description": "X", "amount": amount}, AMOUNTS),
    max_size=3,
)
DISCOUNTS = st.lists(
    st.builds(
        lambda percent: {"description": "X", "percent": percent}, st.decimals(0, 30, places=3)
    ),
    max_size=3,
)
CURRENCIES = st.sampled_from(["USD", "JPY", "KWD"])


def numbered(lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [line | {"line": number} for number, line in enumerate(lines, start=1)]


@settings(max_examples=EXAMPLES)
@given(lines=LINES, charges=CHARGES, discounts=DISCOUNTS, currency=CURRENCIES)
def test_what_is_printed_adds_up_to_the_amount(
    lines: list[dict[str, Any]],
    charges: list[dict[str, Any]],
    discounts: list[dict[str, Any]],
    currency: str,
) -> None:
    made = totals(*numbered(lines), charges=charges, discounts=discounts, currency=currency)
    minor = TABLES.currencies[currency].minor
    step = Decimal(1).scaleb(-minor)
    charged = [each["amount"].quantize(step, rounding="ROUND_HALF_UP") for each in charges]
    assert made.goods_amount == sum(line.amount for line in made.lines)
    assert made.amount == made.goods_amount - sum(made.discounts) + sum(charged)
    figures = [made.amount, made.goods_amount, *made.discounts]
    for line in made.lines:
        assert line.amount == line.gross - line.discount
        figures += [line.gross, line.discount, line.amount]
    assert all(figure == figure.quantize(step) for figure in figures)


@settings(max_examples=EXAMPLES)
@given(lines=LINES, order_of_lines=st.randoms(use_true_random=False))
def test_the_order_of_the_lines_does_not_change_the_total(
    lines: list[dict[str, Any]], order_of_lines: Any
) -> None:
    listed = numbered(lines)
    shuffled = listed.copy()
    order_of_lines.shuffle(shuffled)
    first, second = totals(*listed), totals(*shuffled)
    assert first.amount == second.amount
    assert {x.line: x.amount for x in first.lines} == {x.line: x.amount for x in second.lines}


@settings(max_examples=EXAMPLES)
@given(amount=AMOUNTS, percent=st.decimals(0, 100, places=3), currency=CURRENCIES)
def test_any_deposit_and_balance_make_the_amount(
    amount: Decimal, percent: Decimal, currency: str
) -> None:
    payment = {"type": "tt_deposit", "deposit_percent": percent, "balance": "on_arrival"}
    terms = {"delivery": {"rule": "FOB", "place": "NINGBO"}, "payment": payment}
    made = totals(goods(price=amount), currency=currency, terms=terms)
    assert made.deposit is not None
    assert made.balance is not None
    assert made.deposit + made.balance == made.amount
    assert 0 <= made.deposit <= made.amount
