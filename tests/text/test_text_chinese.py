"""The capitals of the People's Bank's own examples, and those of the hard zeros."""

from __future__ import annotations

from decimal import Decimal

import pytest

from docgen.text.chinese import rmb_capitals
from docgen.text.parsing import parse_rmb_capitals

CAPITALS = [
    ("0", "零元整"),
    ("0.01", "壹分"),
    ("0.05", "伍分"),
    ("0.10", "壹角"),
    ("0.50", "伍角"),
    ("0.56", "伍角陆分"),
    ("1", "壹元整"),
    ("1.05", "壹元零伍分"),
    ("1.10", "壹元壹角"),
    ("10", "壹拾元整"),
    ("10.50", "壹拾元零伍角"),
    ("15.30", "壹拾伍元叁角"),
    ("20.08", "贰拾元零捌分"),
    ("100", "壹佰元整"),
    ("101", "壹佰零壹元整"),
    ("110", "壹佰壹拾元整"),
    ("111.11", "壹佰壹拾壹元壹角壹分"),
    ("1000", "壹仟元整"),
    ("1001", "壹仟零壹元整"),
    ("1010", "壹仟零壹拾元整"),
    ("1100.01", "壹仟壹佰元零壹分"),
    ("1409.50", "壹仟肆佰零玖元伍角"),
    ("6007.14", "陆仟零柒元壹角肆分"),
    ("1680.32", "壹仟陆佰捌拾元零叁角贰分"),
    ("107000.53", "壹拾万柒仟元零伍角叁分"),
    ("16409.02", "壹万陆仟肆佰零玖元零贰分"),
    ("325.04", "叁佰贰拾伍元零肆分"),
    ("10000", "壹万元整"),
    ("10001", "壹万零壹元整"),
    ("10010", "壹万零壹拾元整"),
    ("10100", "壹万零壹佰元整"),
    ("11000", "壹万壹仟元整"),
    ("100000", "壹拾万元整"),
    ("100500", "壹拾万零伍佰元整"),
    ("1005000", "壹佰万伍仟元整"),
    ("1000100", "壹佰万零壹佰元整"),
    ("10001000", "壹仟万壹仟元整"),
    ("10010001.01", "壹仟零壹万零壹元零壹分"),
    ("100000000", "壹亿元整"),
    ("100000001", "壹亿零壹元整"),
    ("100010000", "壹亿零壹万元整"),
    ("101000000", "壹亿零壹佰万元整"),
    ("100100100.10", "壹亿零壹拾万零壹佰元零壹角"),
    ("100005000", "壹亿零伍仟元整"),
    ("1000100000", "壹拾亿零壹拾万元整"),
    ("1234567890.12", "壹拾贰亿叁仟肆佰伍拾陆万柒仟捌佰玖拾元零壹角贰分"),
    ("20000000000.05", "贰佰亿元零伍分"),
    ("100000000000", "壹仟亿元整"),
    ("1000000000000", "壹万亿元整"),
    ("300000.50", "叁拾万元零伍角"),
    ("80000.06", "捌万元零陆分"),
    ("7000000.70", "柒佰万元零柒角"),
    ("99999999.99", "玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分"),
    ("0.005", "壹分"),
    ("1.005", "壹元零壹分"),
    ("1.995", "贰元整"),
]
WITHOUT_OPTIONAL_ZEROS = [
    ("10.50", "壹拾元伍角"),
    ("1680.32", "壹仟陆佰捌拾元叁角贰分"),
    ("107000.53", "壹拾万柒仟元伍角叁分"),
    ("100100100.10", "壹亿零壹拾万零壹佰元壹角"),
    ("1234567890.12", "壹拾贰亿叁仟肆佰伍拾陆万柒仟捌佰玖拾元壹角贰分"),
    ("300000.50", "叁拾万元伍角"),
    ("7000000.70", "柒佰万元柒角"),
]


@pytest.mark.parametrize(("amount", "capitals"), CAPITALS)
def test_amount_is_written_in_capitals(amount: str, capitals: str) -> None:
    assert rmb_capitals(Decimal(amount)) == capitals


@pytest.mark.parametrize(
    ("amount", "capitals"),
    [each for each in CAPITALS if len(each[0].partition(".")[2]) < 3] + WITHOUT_OPTIONAL_ZEROS,
)
def test_capitals_of_either_style_are_read_back(amount: str, capitals: str) -> None:
    assert parse_rmb_capitals(capitals) == Decimal(amount)


def test_how_an_amount_is_typed_does_not_change_its_capitals() -> None:
    assert rmb_capitals(Decimal("1E+4")) == rmb_capitals(Decimal("10000.000")) == "壹万元整"
    assert rmb_capitals(Decimal("-0")) == "零元整"


@pytest.mark.parametrize(
    "amount",
    [
        "-0.01",
        "-1",
        "NaN",
        "sNaN",
        "Infinity",
        "9999999999999999.995",
        "1E+16",
        "1E+90",
    ],
)
def test_amount_that_no_instrument_can_carry_is_refused(amount: str) -> None:
    with pytest.raises(ValueError, match="cannot be put into capitals"):
        rmb_capitals(Decimal(amount))


def test_the_largest_amount_has_sixteen_digits_of_yuan() -> None:
    largest = Decimal("9999999999999999.99")
    assert parse_rmb_capitals(rmb_capitals(largest)) == largest
