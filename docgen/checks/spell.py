"""How a finding writes its figures and dates, and how it hints at swapped digits."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Literal

from docgen.checks.rule import Fault, Rule, Said, Value

Language = Literal["en", "zh"]

_SWAPPED = Said(
    "The difference is divisible by nine: two digits may be swapped.",
    "差额可被9整除,可能有两位数字颠倒。",
)


def spelled(value: Value, language: Language) -> str:
    """The value as a sentence has it: thousands in commas, dates as ISO 8601."""
    match value:
        case Said():
            return value.en if language == "en" else value.zh
        case bool():
            return str(value)
        case int() | Decimal():
            return f"{value:,f}" if isinstance(value, Decimal) else f"{value:,}"
        case date():
            return value.isoformat()
    return value


def plain(value: Value) -> str:
    """The value as a program reads it: no commas."""
    match value:
        case Said():
            return value.en
        case Decimal():
            return f"{value:f}"
        case date():
            return value.isoformat()
    return str(value)


def sentence(rule: Rule, fault: Fault, language: Language) -> str:
    """The rule's sentence with the fault's values in it."""
    return _fill(rule.says, fault, language)


def cure(rule: Rule, fault: Fault, language: Language) -> str:
    """What to do, with the hint at swapped digits where the figures suggest it."""
    text = _fill(rule.fix, fault, language)
    if divisible_by_nine(fault):
        hint = spelled(_SWAPPED, language)
        return f"{hint} {text}" if language == "en" else f"{hint}{text}"
    return text


def _fill(said: Said, fault: Fault, language: Language) -> str:
    text = said.en if language == "en" else said.zh
    return text.format_map({name: spelled(v, language) for name, v in _values(fault).items()})


def _values(fault: Fault) -> Mapping[str, Value]:
    apart = difference(fault)
    return {
        "expected": fault.expected,
        "actual": fault.actual,
        **({} if apart is None else {"difference": apart}),
        **fault.values,
    }


def difference(fault: Fault) -> Decimal | int | None:
    """How far apart: of figures the distance, of dates the days; None for anything else."""
    expected, actual = fault.expected, fault.actual
    if isinstance(expected, Decimal | int) and isinstance(actual, Decimal | int):
        return abs(Decimal(actual) - Decimal(expected))
    if isinstance(expected, date) and isinstance(actual, date):
        return abs((actual - expected).days)
    return None


def divisible_by_nine(fault: Fault) -> bool:
    """Whether two figures differ by a multiple of nine in their last decimal.

    Two digits that change places always make such a difference.
    """
    expected, actual = fault.expected, fault.actual
    if not isinstance(expected, Decimal | int) or not isinstance(actual, Decimal | int):
        return False
    apart = Decimal(expected) - Decimal(actual)
    return apart != 0 and int(apart.scaleb(_decimals(apart))) % 9 == 0


def _decimals(value: Decimal) -> int:
    return max(0, -int(value.as_tuple().exponent))
