"""Numbers that prove themselves: whose they are, and what is wrong with one in plain words.

A wrong length and a wrong check digit call for different corrections: the one lost or gained a
character, in the other two changed places.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from stdnum.exceptions import (
    InvalidChecksum,
    InvalidComponent,
    InvalidFormat,
    InvalidLength,
    ValidationError,
)

from docgen.checks.rule import Said
from docgen.order import Order
from docgen.order.parties import NamedConsignee, Party

Validator = Callable[[str], str]


class Holder(NamedTuple):
    """A party of the order.

    Attributes:
        at: JSON pointer of the party.
        role: how a sentence calls it.
    """

    at: str
    party: Party
    role: Said


class Flaw(NamedTuple):
    """What is wrong with a number, and what to do about it."""

    problem: Said
    cure: Said


_CHECK_DIGIT = Flaw(
    Said("its check digit does not fit", "校验位不符"),
    Said("Compare it digit by digit; two may have changed places.", "请逐位核对,可能有数字颠倒。"),
)
_COMPONENT = Flaw(
    Said("a part of it means nothing (country, date or office)", "其中的国家、日期或机构代码无效"),
    Said("Look for a wrong character at its beginning.", "请核对开头部分的字符。"),
)
_FORMAT = Flaw(
    Said("it has characters that do not belong there", "含有不应出现的字符"),
    Said("Look for a letter typed for a digit, such as O for 0.", "请检查是否把0误作O等。"),
)
_LENGTH_CURE = Said("A character was left out or typed twice.", "可能漏输或多输了字符。")


def holders(order: Order) -> Iterator[Holder]:
    """Every party of the order, the seller first."""
    yield Holder("/seller", order.seller, Said("seller", "卖方"))
    yield Holder("/buyer", order.buyer, Said("buyer", "买方"))
    if isinstance(order.consignee, NamedConsignee):
        yield Holder("/consignee/party", order.consignee.party, Said("consignee", "收货人"))
    for index, party in enumerate(order.notify):
        yield Holder(f"/notify/{index}", party, Said("notify party", "通知方"))
    for index, supplier in enumerate(order.suppliers):
        role = Said(f"supplier {supplier.id}", f"供方{supplier.id}")
        yield Holder(f"/suppliers/{index}", supplier, role)


def flaw(text: str, *validators: Validator) -> Flaw | None:
    """What is wrong with a number; None where one of the validators takes it.

    Where several ways to read it fail, the one that came furthest is told of: a wrong check digit
    before a wrong length.
    """
    found: list[ValidationError] = []
    for validate in validators:
        try:
            validate(text)
        except ValidationError as error:
            found.append(error)
        else:
            return None
    return _words(min(found, key=_rank), text) if found else None


def _rank(error: ValidationError) -> int:
    order = (InvalidChecksum, InvalidComponent, InvalidLength, InvalidFormat)
    return next((at for at, kind in enumerate(order) if isinstance(error, kind)), len(order))


def _words(error: ValidationError, text: str) -> Flaw:
    match error:
        case InvalidChecksum():
            return _CHECK_DIGIT
        case InvalidComponent():
            return _COMPONENT
        case InvalidLength():
            return wrong_length(text)
    return _FORMAT


def wrong_length(text: str, expected: str = "") -> Flaw:
    """A number that is too long or too short, with the length that it should have."""
    count = sum(char.isalnum() for char in text)
    wanted = Said(f", not {expected}", f",应为{expected}位") if expected else Said("", "")
    return Flaw(
        Said(f"it has {count} characters{wanted.en}", f"共{count}位{wanted.zh}"), _LENGTH_CURE
    )
