"""What the clauses of a credit say of a tolerance, on the quantity or on the amount (溢短装条款).

A clause may grant one, `+/- 10PCT IN QUANTITY AND VALUE`, or refuse it, `QUANTITY MUST NOT BE
EXCEEDED OR REDUCED`. It is about what it names; the goods field may set one beside the quantity.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from docgen.checks.words import norm
from docgen.order.credit import Credit

AMOUNT = r"\b(?:AMOUNT|VALUE|DRAWING)\b"
QUANTITY = r"\b(?:QUANTITY|QTY)\b"
_PERCENT = r"(\d{1,2}) ?(?:%|PCT|PERCENT|PER CENT)"
_SHARE_TEXT = (
    rf"(?:\+ -|\+|PLUS OR MINUS|PLUS MINUS|±) ?{_PERCENT}"
    rf"|{_PERCENT} (?:MORE OR LESS|TOLERANCE|\+ -|PLUS OR MINUS)"
    rf"|MORE OR LESS (?:OF )?{_PERCENT}"
)
_SHARE = re.compile(_SHARE_TEXT)
_LEEWAY = r"\b(?:TOLERANCES?|MORE OR LESS|PLUS OR MINUS|VARIATIONS?)"
_BETWEEN = r"(?: (?:OF|IN|ON|FOR|AND|OR|THE|QUANTITY|QTY|AMOUNT|VALUE|IS|ARE|\d+ ?%|\d+ PCT))*"
_NOT = r"(?:NOT (?:ALLOWED|PERMITTED|ACCEPTABLE|ACCEPTED)|PROHIBITED|FORBIDDEN)"
_REFUSED = re.compile(
    rf"\b(?:NO|WITHOUT|WITHOUT ANY) {_LEEWAY}|(?:{_LEEWAY}|{_SHARE_TEXT}){_BETWEEN} {_NOT}"
)
_BOUND = (
    r"(?: (?:OF|THE|GOODS|AND|OR|QUANTITY|QTY|AMOUNT|VALUE|MUST|SHALL|SHOULD|MAY|CAN|IS|ARE|TO))*"
    r" NOT (?:TO )?(?:BE )?"
    r"(?P<bound>(?:EXCEED|INCREASE|REDUCE|DECREASE)(?:D|ED|ING)?"
    r"(?: (?:OR|NOR) (?:BE )?(?:EXCEED|INCREASE|REDUCE|DECREASE)(?:D|ED)?)?)"
)


class Granted(NamedTuple):
    """Per cent more and less that a clause grants, and its place; None where it says nothing."""

    more: Decimal | None
    less: Decimal | None
    place: str


def in_clauses(credit: Credit, subject: str) -> Granted | None:
    """What the first clause of 45A, 39C or 47A says of a tolerance on its subject."""
    for text, place in _clauses(credit):
        if "INSUR" in text or not re.search(subject, text):
            continue
        if _REFUSED.search(text):
            return Granted(Decimal(0), Decimal(0), place)
        if found := _SHARE.search(text):
            share = _share(found)
            return Granted(share, share, place)
        if found := re.search(subject + _BOUND, text):
            more = Decimal(0) if re.search("EXCEED|INCREASE", found["bound"]) else None
            less = Decimal(0) if re.search("REDUCE|DECREASE", found["bound"]) else None
            return Granted(more, less, place)
    return None


def beside_the_quantity(credit: Credit, about: Decimal) -> Decimal | None:
    """What 45A says in words beside a quantity: `ABOUT 500 MT`, `500 MT (+/-5PCT)`."""
    text, _ = next(_clauses(credit))
    if re.search(r"\b(?:ABOUT|APPROX|APPROXIMATELY|CIRCA) \d", text):
        return about
    found = None if re.search(AMOUNT, text) else _SHARE.search(text)
    return _share(found) if found else None


def _share(found: re.Match[str]) -> Decimal:
    return Decimal(next(each for each in found.groups() if each))


def _clauses(credit: Credit) -> Iterator[tuple[str, str]]:
    """Each text that may speak of a tolerance, normalised, and its place; the goods field first."""
    texts = [("/credit/goods", credit.goods)]
    texts.append(("/credit/additional_amounts", credit.additional_amounts))
    texts += [(f"/credit/conditions/{at}", text) for at, text in enumerate(credit.conditions)]
    for place, text in texts:
        yield norm(text.replace("/", " ").replace("+-", "+ -")), place
