"""What UCP 600 lets pass: tolerances of amount, quantity and price, periods."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from docgen.checks.credits import (
    amount_limits,
    is_allowed,
    price_limits,
    quantity_limits,
    shipment_period,
)
from docgen.checks.periods import dates_in, period_in
from docgen.order.credit import Credit, CreditLine
from docgen.tables import load_tables

ONE, PARTS = "NOT ALLOWED", "ALLOWED"


def credit(**facts: Any) -> Credit:
    return Credit.model_validate({"number": "26LC1", **facts})


def limits(got: tuple[Decimal | None, Decimal | None]) -> tuple[str, str]:
    return tuple("" if each is None else f"{each.normalize():f}" for each in got)  # type: ignore[return-value]


AMOUNTS = [
    # what the credit says, partial shipment, least, most
    ({}, ONE, "46170", "48600"),
    ({}, PARTS, "", "48600"),
    ({}, "", "", "48600"),
    ({"amount_plus_percent": "5", "amount_minus_percent": "5"}, ONE, "46170", "51030"),
    ({"amount_plus_percent": "10", "amount_minus_percent": "0"}, ONE, "48600", "53460"),
    ({"amount_plus_percent": "0", "amount_minus_percent": "3"}, ONE, "47142", "48600"),
    ({"amount_plus_percent": "5", "amount_minus_percent": "5"}, PARTS, "", "51030"),
    ({"amount_qualifier": "about"}, ONE, "43740", "53460"),
    ({"amount_qualifier": "maximum"}, ONE, "46170", "48600"),
    ({"maximum_amount": "NOT EXCEEDING"}, ONE, "46170", "48600"),
    ({"quantity_qualifier": "about"}, ONE, "46170", "48600"),
    ({"conditions": ["+/- 10% TOLERANCE IN QUANTITY AND VALUE"]}, ONE, "43740", "53460"),
    ({"goods": "5 PCT MORE OR LESS IN QUANTITY AND AMOUNT ALLOWED"}, ONE, "46170", "51030"),
    ({"goods": "5 PCT MORE OR LESS IN QUANTITY ALLOWED"}, ONE, "46170", "48600"),
    ({"conditions": ["INSURANCE FOR INVOICE VALUE +10%"]}, ONE, "46170", "48600"),
    ({"conditions": ["+/-5% IN AMOUNT IS NOT ALLOWED"]}, ONE, "48600", "48600"),
    ({"conditions": ["DRAWING MUST NOT EXCEED CREDIT VALUE"]}, ONE, "46170", "48600"),
    ({"conditions": ["TOLERANCE OF 5 PCT IN AMOUNT IS NOT ACCEPTABLE"]}, ONE, "48600", "48600"),
]


@pytest.mark.parametrize(("says", "partial", "least", "most"), AMOUNTS)
def test_amount(says: dict[str, Any], partial: str, least: str, most: str) -> None:
    got = amount_limits(credit(amount="48600.00", partial_shipments=partial, **says))
    assert limits(got) == (least, most)


QUANTITIES = [
    # what the credit says, unit, partial shipment, least, most of 10,000
    ({}, "H87", ONE, "10000", "10000"),
    ({}, "CT", ONE, "10000", "10000"),
    ({}, "SET", ONE, "10000", "10000"),
    ({}, "DZN", ONE, "10000", "10000"),
    ({}, "TNE", ONE, "9500", "10500"),
    ({}, "MTR", ONE, "9500", "10500"),
    ({}, "TNE", PARTS, "", "10500"),
    ({}, None, ONE, "10000", "10000"),
    ({"quantity_qualifier": "maximum"}, "TNE", ONE, "", "10000"),
    ({"quantity_qualifier": "about"}, "H87", ONE, "9000", "11000"),
    ({"quantity_plus_percent": "3", "quantity_minus_percent": "2"}, "H87", ONE, "9800", "10300"),
    ({"quantity_plus_percent": "0", "quantity_minus_percent": "0"}, "TNE", ONE, "10000", "10000"),
    ({"amount_plus_percent": "10", "amount_minus_percent": "10"}, "H87", ONE, "10000", "10000"),
    ({"amount_qualifier": "about"}, "H87", ONE, "10000", "10000"),
    ({"goods": "QUANTITY 5% MORE OR LESS"}, "H87", ONE, "9500", "10500"),
    ({"goods": "ABOUT 10,000 PCS SHIRTS"}, "H87", ONE, "9000", "11000"),
    ({"goods": "10,000 PCS (+/-3PCT) SHIRTS"}, "H87", ONE, "9700", "10300"),
    ({"goods": "10,000 PCS SHIRTS, 3PCT MORE OR LESS IN AMOUNT"}, "H87", ONE, "10000", "10000"),
    ({"conditions": ["MORE OR LESS 5 PERCENT OF AMOUNT"]}, "H87", ONE, "10000", "10000"),
    ({"conditions": ["QUANTITY MUST NOT BE EXCEEDED OR REDUCED"]}, "TNE", ONE, "10000", "10000"),
    ({"conditions": ["THE QUANTITY SHALL NOT BE EXCEEDED."]}, "TNE", ONE, "9500", "10000"),
    ({"conditions": ["QUANTITY NOT TO BE REDUCED"]}, "TNE", ONE, "10000", "10500"),
    ({"conditions": ["NO TOLERANCE ON THE QUANTITY"]}, "TNE", ONE, "10000", "10000"),
    ({"goods": "WHEAT, 5% MORE OR LESS IN QUANTITY NOT ALLOWED"}, "TNE", ONE, "10000", "10000"),
    ({"goods": "QUANTITY PER BAG NOT EXCEEDING 50 KGS"}, "TNE", ONE, "9500", "10500"),
    ({"conditions": ["INVOICE AMOUNT MUST NOT EXCEED L/C VALUE"]}, "TNE", ONE, "9500", "10500"),
]


@pytest.mark.parametrize(("says", "unit", "partial", "least", "most"), QUANTITIES)
def test_quantity(
    says: dict[str, Any], unit: str | None, partial: str, least: str, most: str
) -> None:
    facts = credit(partial_shipments=partial, **says)
    got = quantity_limits(facts, Decimal(10000), unit, load_tables())
    assert limits(got) == (least, most)


def test_five_per_cent_more_bulk_goods_raise_no_amount() -> None:
    wheat = credit(amount="800000", partial_shipments=ONE, quantity="10000", unit="TNE")
    assert limits(quantity_limits(wheat, Decimal(10000), "TNE", load_tables())) == ("9500", "10500")
    assert limits(amount_limits(wheat)) == ("760000", "800000")


@pytest.mark.parametrize(
    ("qualifier", "least", "most"),
    [("", "2.7", "2.7"), ("about", "2.43", "2.97"), ("maximum", "", "2.7")],
)
def test_price(qualifier: str, least: str, most: str) -> None:
    line = CreditLine(price=Decimal("2.70"))
    assert limits(price_limits(credit(price_qualifier=qualifier), line)) == (least, most)


PERIODS = [
    ("ON OR ABOUT MARCH 31, 2009", "2009-03-26", "2009-04-05"),
    ("FROM 1 MARCH 2026 TO 15 MARCH 2026", "2026-03-01", "2026-03-15"),
    ("FROM 2026-03-01 UNTIL 2026-03-15", "2026-03-01", "2026-03-15"),
    ("BETWEEN MAR. 01, 2026 AND MAR. 15, 2026", "2026-03-01", "2026-03-15"),
    ("BEFORE 31 MARCH 2009", "", "2009-03-30"),
    ("AFTER 31ST MARCH 2009", "2009-04-01", ""),
    ("ON OR AFTER 31 MARCH 2009", "2009-03-31", ""),
    ("FROM 31 MARCH 2009", "2009-03-31", ""),
    ("UNTIL 31-MAR-2009", "", "2009-03-31"),
    ("TILL 090331", "", "2009-03-31"),
    ("NOT LATER THAN 2009-03-31", "", "2009-03-31"),
    ("ON OR BEFORE 31 MARCH 2009", "", "2009-03-31"),
    ("2009年3月31日", "", "2009-03-31"),
    ("DURING OCT./NOV. 2003", "2003-10-01", "2003-11-30"),
    ("DURING OCT. 2003 AND NOV. 2003", "2003-10-01", "2003-11-30"),
    ("FIRST HALF OF MAY 2026", "2026-05-01", "2026-05-15"),
    ("SECOND HALF OF FEBRUARY 2024", "2024-02-16", "2024-02-29"),
    ("BEGINNING OF MAY 2026", "2026-05-01", "2026-05-10"),
    ("MIDDLE OF MAY 2026", "2026-05-11", "2026-05-20"),
    ("END OF MAY 2026", "2026-05-21", "2026-05-31"),
    ("BEFORE THE END OF JULY 2017", "", "2017-07-31"),
]


@pytest.mark.parametrize(("text", "first", "last"), PERIODS)
def test_period(text: str, first: str, last: str) -> None:
    got = period_in(text)
    said = ("", "") if got is None else tuple("" if day is None else f"{day}" for day in got)
    assert said == (first, last)


@pytest.mark.parametrize("text", ["", "PROMPT", "AS SOON AS POSSIBLE", "30 FEBRUARY 2026"])
def test_what_is_no_period_is_not_guessed_at(text: str) -> None:
    assert period_in(text) is None


def test_an_impossible_day_is_no_date() -> None:
    assert tuple(dates_in("200631 AND 2020-06-30")) == (date(2020, 6, 30),)


def test_a_period_and_a_last_day_are_kept_together() -> None:
    got = shipment_period(
        credit(shipment_period="NOT BEFORE 2026-03-01", latest_shipment="2026-03-25")
    )
    assert got == (date(2026, 3, 1), date(2026, 3, 25))


def test_latest_shipment_is_not_moved_by_a_holiday() -> None:
    period = shipment_period(credit(latest_shipment="2017-04-04"))
    assert period is not None
    assert period.holds(date(2017, 4, 4)) and not period.holds(date(2017, 4, 5))


@pytest.mark.parametrize(
    ("words", "allowed"),
    [
        ("ALLOWED", True),
        ("PERMITTED", True),
        ("NOT ALLOWED", False),
        ("PROHIBITED", False),
        ("NOT PERMITTED", False),
        ("CONDITIONAL", None),
        ("", None),
    ],
)
def test_the_words_of_43p_and_43t(words: str, allowed: bool | None) -> None:
    assert is_allowed(words) is allowed
