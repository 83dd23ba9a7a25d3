"""Renminbi in financial capitals (人民币大写), as the People's Bank prescribes for instruments.

支付结算办法, annex 1 (正确填写票据和结算凭证的基本规定). Where the annex allows 零 or none, the
form it lists first is written: 零 after 元 when the units are 0, none between 万 and 仟.
"""

from __future__ import annotations

from decimal import Decimal

from docgen.rounding import rounded

DIGITS = "零壹贰叁肆伍陆柒捌玖"
LIMIT = 10**16
_PLACES = ("仟", "佰", "拾", "")
_LARGEST = Decimal(LIMIT) - Decimal("0.01")


def rmb_capitals(amount: Decimal) -> str:
    """`壹万陆仟肆佰零玖元零贰分`, half up at the fen, without the prefix 人民币.

    Raises:
        ValueError: the amount is negative, not a number, or too large for sixteen digits of 元.
    """
    if not (amount.is_finite() and 0 <= amount <= _LARGEST):
        raise ValueError(f"{amount} cannot be put into capitals: expected 0 to {_LARGEST:,}")
    yuan, rest = divmod(int(rounded(amount, 2).scaleb(2)), 100)
    jiao, fen = divmod(rest, 10)
    head = f"{_integer(yuan)}元" if yuan or not rest else ""
    if not rest:
        return f"{head}整"
    gap = "零" if head and (not jiao or yuan % 10 == 0) else ""
    return head + gap + (f"{DIGITS[jiao]}角" if jiao else "") + (f"{DIGITS[fen]}分" if fen else "")


def _integer(number: int) -> str:
    """A whole number: `壹佰万伍仟`, `壹亿零伍仟`, `零`."""
    for size, unit in ((10**8, "亿"), (10**4, "万")):
        if number >= size:
            head, rest = divmod(number, size)
            gap = "零" if rest < size // 10 else ""
            return f"{_integer(head)}{unit}{gap + _integer(rest) if rest else ''}"
    return _section(number) or DIGITS[0]


def _section(number: int) -> str:
    """Up to four digits; zeros between digits are written once."""
    written = ""
    for digit, place in zip(f"{number:04}", _PLACES, strict=True):
        if digit != "0":
            written += DIGITS[int(digit)] + place
        elif written and not written.endswith("零"):
            written += "零"
    return written.rstrip("零")
