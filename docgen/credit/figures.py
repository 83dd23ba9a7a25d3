"""Figures in running text: quantities, prices, amounts and weights, in the units of the tables."""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from decimal import Decimal

from docgen.credit.values import UnreadableError, read_figures
from docgen.tables import PackageKind, Tables, Unit

_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:[.,]\d+)?"
_ABOUT = r"(?P<about>ABOUT|APPROX(?:IMATELY|\.)?|CIRCA)?\s*"
GROSS = r"(?:G\.?\s?W\.?(?:T\.?)?|GROSS WEIGHT|GROSS)"
NET = r"(?:N\.?\s?W\.?(?:T\.?)?|NET WEIGHT|NET)"


@dataclass(frozen=True)
class Figures:
    """Patterns that know the units and currencies of the tables.

    Attributes:
        quantity: a number with its unit: `about`, `figures`, `unit`.
        price: a currency, a number and PER or a stroke with the unit.
        amount: a currency and a number that is no price.
        gross: gross weight with its unit.
        net: net weight with its unit.
        volume: a number of cubic metres.
        packed: PACKED IN, a number and the kind of package.
    """

    tables: Tables
    quantity: re.Pattern[str]
    price: re.Pattern[str]
    amount: re.Pattern[str]
    gross: re.Pattern[str]
    net: re.Pattern[str]
    volume: re.Pattern[str]
    packed: re.Pattern[str]


_known: dict[int, Figures] = {}


def figures_of(tables: Tables) -> Figures:
    """The patterns for these tables, made once; the tables are held so that their id lives on."""
    if id(tables) not in _known:
        _known[id(tables)] = _made(tables)
    return _known[id(tables)]


def _made(tables: Tables) -> Figures:
    units, packages = _names(tables.units), _names(tables.packages)
    money = rf"(?:US\$|\$|€|\b(?:{'|'.join(tables.currencies)}))"
    measured = rf"(?P<figures>{_NUMBER})\s*(?P<unit>{units})(?!\w)"

    def pattern(text: str) -> re.Pattern[str]:
        return re.compile(text, re.IGNORECASE)

    return Figures(
        tables=tables,
        quantity=pattern(
            rf"(?<![\w./-]){_ABOUT}{measured}(?!\s*(?:/|PER)\s*(?:CARTON|CTN|BOX|BAG))"
        ),
        price=pattern(
            rf"{_ABOUT}(?P<currency>{money})\s*(?P<figures>{_NUMBER})\s*(?:/|PER)\s*"
            rf"(?P<unit>{units})(?!\w)"
        ),
        amount=pattern(rf"{money}\s*(?P<figures>{_NUMBER})(?!\s*(?:/|PER\b))(?![\d,.]*\d)"),
        gross=pattern(rf"\b{GROSS}\s*[:.]?\s*{measured}"),
        net=pattern(rf"\b{NET}\s*[:.]?\s*{measured}"),
        volume=pattern(rf"(?P<figures>{_NUMBER})\s*(?:CBM|M3|CU\.?M)\b"),
        packed=pattern(rf"\bPACKED IN (?P<figures>{_NUMBER})\s*(?P<unit>{packages})(?!\w)"),
    )


def _names(rows: Mapping[str, Unit | PackageKind]) -> str:
    """All names of these rows as a pattern, the longest first."""
    names = {
        name for row in rows.values() for name in (*row.aliases, *row.printed) if name.isascii()
    }
    return "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))


def figure(match: re.Match[str] | None) -> Decimal | None:
    """The number of a match; commas between groups of three are thousands here."""
    if match is None:
        return None
    figures = match["figures"]
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", figures):
        return fitting(Decimal(figures.replace(",", "")))
    with suppress(UnreadableError):
        return fitting(read_figures(figures))
    return fitting(Decimal(figures.replace(",", ".")))


def fitting(value: Decimal) -> Decimal | None:
    """The value if an order can hold it: above zero, 15 digits and 8 decimals at most."""
    exponent = value.as_tuple().exponent
    small = isinstance(exponent, int) and exponent >= -8
    return value if 0 < value < Decimal(10) ** 15 and small else None


def currency_of(text: str) -> str:
    """The code of a currency as prices write it: US$, $, EUR."""
    return {"US$": "USD", "$": "USD", "€": "EUR"}.get(text.upper(), text.upper())
