"""Figures as papers print them: plain digits, thousands in commas, never an exponent.

Python rounds a formatted Decimal half to even; money and volumes are rounded half up before, so
that the figure agrees with the totals and with the amount in words.
"""

from __future__ import annotations

from decimal import Decimal

from docgen.rounding import rounded


def money(amount: Decimal, minor: int) -> str:
    """`32,880.00`: the amount at the currency's minor unit, half up."""
    return f"{rounded(amount, minor):z,f}"


def quantity(value: Decimal) -> str:
    """`4,800`, `52,780.5`: as many decimals as the value has, none of them trailing zeros."""
    text = f"{value:z,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def unit_price(value: Decimal, minor: int) -> str:
    """`2.365`, `9.40`: at least the minor unit's decimals, and all that were written."""
    return f"{value:z,.{max(minor, _decimals(value))}f}"


def weight(value: Decimal) -> str:
    """`5,640.00`, `12.125`: kilograms with two decimals, more where the value has them."""
    return f"{value:z,.{max(2, _decimals(value.normalize()))}f}"


def volume(value: Decimal) -> str:
    """`32.163`: cubic metres with three decimals, half up."""
    return f"{rounded(value, 3):z,f}"


def percent(value: Decimal) -> str:
    """`30%`, `0.5%`."""
    return f"{quantity(value)}%"


def _decimals(value: Decimal) -> int:
    return max(0, -int(value.as_tuple().exponent))
