"""Figures on paper: nothing lost, nothing added, no exponent."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from docgen.text import numbers

FIGURES = st.integers(-(10**15), 10**15)
EXPONENTS = st.integers(-8, 6)


def read(figure: str) -> Decimal:
    """The number that a person reads: an exponent or a lost comma would make it fail."""
    whole, _, decimals = figure.removeprefix("-").partition(".")
    first, *groups = whole.split(",")
    assert 1 <= len(first) <= 3
    assert all(len(group) == 3 for group in groups)
    assert "".join((first, *groups, decimals)).isdecimal()
    return Decimal(figure.replace(",", ""))


@pytest.mark.parametrize(
    ("amount", "minor", "figure"),
    [
        ("32880", 2, "32,880.00"),
        ("32880.00", 2, "32,880.00"),
        ("428", 0, "428"),
        ("3456780", 0, "3,456,780"),
        ("1250.125", 3, "1,250.125"),
        ("0.125", 2, "0.13"),
        ("0.5", 0, "1"),
        ("1E+3", 2, "1,000.00"),
        ("-200", 2, "-200.00"),
        ("-0.00", 2, "0.00"),
    ],
)
def test_money_has_the_decimals_of_its_currency(amount: str, minor: int, figure: str) -> None:
    assert numbers.money(Decimal(amount), minor) == figure


@pytest.mark.parametrize(
    ("value", "figure"),
    [
        ("4800", "4,800"),
        ("4800.00", "4,800"),
        ("52780.50", "52,780.5"),
        ("1E+3", "1,000"),
        ("1E-7", "0.0000001"),
        ("0E-10", "0"),
        ("0", "0"),
        ("100", "100"),
    ],
)
def test_quantity_has_no_trailing_zeros(value: str, figure: str) -> None:
    assert numbers.quantity(Decimal(value)) == figure


@pytest.mark.parametrize(
    ("price", "minor", "figure"),
    [
        ("2.365", 2, "2.365"),
        ("2.3650", 2, "2.3650"),
        ("9.4", 2, "9.40"),
        ("9.40", 2, "9.40"),
        ("428", 0, "428"),
        ("428.5", 0, "428.5"),
        ("12", 3, "12.000"),
        ("1E+3", 2, "1,000.00"),
    ],
)
def test_unit_price_is_kept_as_written(price: str, minor: int, figure: str) -> None:
    assert numbers.unit_price(Decimal(price), minor) == figure


@pytest.mark.parametrize(
    ("value", "figure"),
    [
        ("5640", "5,640.00"),
        ("5640.5", "5,640.50"),
        ("12.125", "12.125"),
        ("12.1200", "12.12"),
        ("0", "0.00"),
    ],
)
def test_weight_has_two_decimals_and_more_where_needed(value: str, figure: str) -> None:
    assert numbers.weight(Decimal(value)) == figure


@pytest.mark.parametrize(
    ("value", "figure"),
    [("32.163", "32.163"), ("8", "8.000"), ("0.0625", "0.063"), ("1200", "1,200.000")],
)
def test_volume_has_three_decimals(value: str, figure: str) -> None:
    assert numbers.volume(Decimal(value)) == figure


@pytest.mark.parametrize(
    ("value", "figure"),
    [("30", "30%"), ("30.00", "30%"), ("0.5", "0.5%"), ("1E+2", "100%")],
)
def test_percent_has_no_trailing_zeros(value: str, figure: str) -> None:
    assert numbers.percent(Decimal(value)) == figure


@given(figures=FIGURES, exponent=EXPONENTS)
@example(figures=1, exponent=-8)
@example(figures=10**15, exponent=6)
@pytest.mark.parametrize(
    "written",
    [
        numbers.quantity,
        numbers.weight,
        lambda value: numbers.unit_price(value, 2),
        lambda value: numbers.unit_price(value, 0),
        lambda value: numbers.percent(value).removesuffix("%"),
    ],
    ids=["quantity", "weight", "unit_price", "unit_price_of_yen", "percent"],
)
def test_figure_reads_back_as_the_value(
    written: Callable[[Decimal], str], figures: int, exponent: int
) -> None:
    value = Decimal(figures).scaleb(exponent)
    assert read(written(value)) == value


@given(figures=FIGURES, minor=st.sampled_from([0, 2, 3]))
def test_money_reads_back_as_the_amount(figures: int, minor: int) -> None:
    amount = Decimal(figures).scaleb(-minor)
    assert read(numbers.money(amount, minor)) == amount


@given(figures=FIGURES)
def test_volume_reads_back_as_the_volume(figures: int) -> None:
    volume = Decimal(figures).scaleb(-3)
    assert read(numbers.volume(volume)) == volume
