"""What the goods field (45A) says in figures: its lines, and the total quantity.

The description itself stays as it reads. A line of goods is a quantity and a price per unit that
stand near each other; its description is what stands between it and the line before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from typing import Any

from docgen.credit.figures import GROSS, NET, Figures, currency_of, figure, figures_of
from docgen.credit.particulars import particulars
from docgen.credit.scan import plain
from docgen.order.credit import CreditLine
from docgen.tables import Tables, code_of

_MAXIMUM = re.compile(r"NOT EXCEEDING|MAXIMUM|MAX\.|UP TO", re.IGNORECASE)
_HS = re.compile(
    r"\bH\.?S\.?(?: TARIFF)? ?(?:CODES?|NOS?\.?)?\s*[:.]?\s*(\d{4}[\d.]*\d)", re.IGNORECASE
)
_SKU = re.compile(
    r"(?:(?:ART(?:ICLE)?|ITEM|STYLE|MODEL|REF)\.? ?(?:NOS?\.?|NUMBER)?\s*[:#]?\s*)?"
    r"(?P<sku>(?=[A-Z0-9/-]*\d)[A-Z][A-Z0-9/-]{2,29})[\s,:-]+",
    re.IGNORECASE,
)
_WEIGHT = re.compile(rf"(?:{GROSS}|{NET}|MEASUREMENT|VOLUME)\s*[:.]?\s*$", re.IGNORECASE)
_EDGES = " ,.;:-+@&"
_LEADING = re.compile(r"^(?:OF|AND|TOTAL|TOTALLING|AT|QUANTITY|QTY|:|\s)+\b", re.IGNORECASE)
_TRAILING = re.compile(r"\b(?:AND|AT|UNIT PRICE|PRICE|QUANTITY|QTY|OF|:|@|\s)+$", re.IGNORECASE)
_SETS = re.compile(r"\s*(?:/|AND)\s*[A-Z]+", re.IGNORECASE)
_LONGEST_LINE, _LONGEST_CODE = 300, 20
_NEAR = 24  # characters that TOTAL QUANTITY may stand before its figure


def goods_facts(paragraphs: tuple[str, ...], tables: Tables) -> dict[str, Any]:
    """The attributes of the credit that its goods field states."""
    text = "\n".join(plain(each) for each in paragraphs)
    known = figures_of(tables)
    lines = tuple(_lines(text, known))
    facts: dict[str, Any] = {"goods_lines": lines}
    facts |= _total(text, lines, known) | _qualifiers(text, known)
    facts |= particulars(paragraphs, text, known)
    return {name: value for name, value in facts.items() if value}


def _lines(text: str, known: Figures) -> Iterator[CreditLine]:
    """A line for each price per unit, with the quantity that stands nearest before or behind it."""
    prices = list(known.price.finditer(text))
    quantities = [match for match in known.quantity.finditer(text) if not _is_weight(text, match)]
    ends = [match.end() for match in prices] + [len(text)]
    begins = 0
    for price, (_, stop) in zip(prices, pairwise(ends), strict=True):
        before = [each for each in quantities if begins <= each.start() < price.start()]
        behind = [each for each in quantities if price.end() <= each.start() < stop]
        quantity = before[-1] if before else (behind[0] if behind and not begins else None)
        amount = known.amount.match(text, _skipped(text, price.end()))
        ends_at = amount.end() if amount else price.end()
        behind_it = text[ends_at:stop].split("\n", 1)[0]
        alone = "\n" in text[ends_at:stop] and not known.quantity.search(behind_it)
        said = _description(text[begins : price.start()], begins, quantity) or behind_it
        yield _line(said, quantity, price, amount, known)
        begins = ends_at + len(behind_it) if alone else ends_at


def _skipped(text: str, start: int) -> int:
    while start < len(text) and text[start] in " ,=:\n":
        start += 1
    return start


def _description(before: str, begins: int, quantity: re.Match[str] | None) -> str:
    """The words before the price that describe the goods: beside the quantity, or above it."""
    if quantity is None or not begins <= quantity.start() <= begins + len(before):
        return before
    above, _, head = before[: quantity.start() - begins].rpartition("\n")
    tail = before[quantity.end() - begins :]
    beside = head if len(_tidied(head)) > len(_tidied(tail)) else tail
    return beside if _tidied(beside) else above.rpartition("\n")[2]


def _line(
    said: str,
    quantity: re.Match[str] | None,
    price: re.Match[str],
    amount: re.Match[str] | None,
    known: Figures,
) -> CreditLine:
    sku, description = _named(said)
    unit = code_of(quantity["unit"], known.tables.units) if quantity else None
    price_unit = code_of(price["unit"], known.tables.units)
    code = _HS.search(said)
    return CreditLine(
        sku=sku,
        description=description[:_LONGEST_LINE],
        hs_code=code[1][:_LONGEST_CODE] if code else "",
        quantity=figure(quantity),
        unit=unit,
        price=figure(price),
        currency=currency_of(price["currency"]),
        price_unit=None if price_unit == unit else price_unit,
        amount=figure(amount),
    )


def _tidied(said: str) -> str:
    """The words without those that only lead to or from a figure."""
    return _TRAILING.sub("", _LEADING.sub("", " ".join(said.split()).strip(_EDGES))).strip(_EDGES)


def _named(said: str) -> tuple[str, str]:
    """The number of the article and its description, from the words beside a quantity."""
    text = _tidied(said.rsplit(": ", 1)[-1])
    match = _SKU.match(text + " ")
    if match is None:
        return "", text
    return match["sku"], text[match.end() :].strip(_EDGES)


def _is_weight(text: str, match: re.Match[str]) -> bool:
    before = text[max(0, match.start() - 16) : match.start()]
    return bool(_WEIGHT.search(before))


def _total(text: str, lines: tuple[CreditLine, ...], known: Figures) -> dict[str, Any]:
    """The total quantity: said as one, or the sum of the lines, or the only quantity there is."""
    found = [match for match in known.quantity.finditer(text) if not _is_weight(text, match)]
    for match in found:
        said = re.search(
            r"\bTOTAL(?: QUANTITY)?\s*:?\s*$",
            text[max(0, match.start() - _NEAR) : match.start()],
            re.IGNORECASE,
        )
        if said and not _SETS.match(text, match.end()):
            return {"quantity": figure(match), "unit": code_of(match["unit"], known.tables.units)}
    units = {line.unit for line in lines}
    amounts = [line.quantity for line in lines]
    if lines and len(units) == 1 and None not in amounts:
        return {"quantity": sum(filter(None, amounts), Decimal(0)), "unit": units.pop()}
    if len(found) == 1 and not lines:
        return {"quantity": figure(found[0]), "unit": code_of(found[0]["unit"], known.tables.units)}
    return {}


def _qualifiers(text: str, known: Figures) -> dict[str, Any]:
    """ABOUT or MAXIMUM before the first quantity or price."""
    facts: dict[str, Any] = {}
    for name, pattern in (("quantity", known.quantity), ("price", known.price)):
        match = pattern.search(text)
        if match and match["about"]:
            facts[f"{name}_qualifier"] = "about"
        elif match and _MAXIMUM.search(text[max(0, match.start() - 16) : match.start()]):
            facts[f"{name}_qualifier"] = "maximum"
    return facts
