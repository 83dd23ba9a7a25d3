"""Amounts and packages in English words, as invoices and packing lists state them.

Upper case, a hyphen from 21 to 99, no comma. AND stands before the cents only, so that nobody can
take it for a part of the number; the currency stays plural even for ONE, as drafts write it.
"""

from __future__ import annotations

from decimal import Decimal

from docgen.rounding import rounded
from docgen.tables import Currency, PackageKind

LIMIT = 10**15


def amount_in_words(amount: Decimal, currency: Currency) -> str:
    """`SAY U.S. DOLLARS TWELVE AND CENTS THIRTY ONLY`, half up at the currency's minor unit.

    Raises:
        ValueError: the amount is negative, not a number, or too large to be meant.
    """
    _require_sayable(amount)
    exact = rounded(amount, currency.minor)
    units, minors = divmod(int(exact.scaleb(currency.minor)), 10**currency.minor)
    said = [cardinal(units)] if units or not minors else []
    if minors:
        said.append(f"{currency.say_minor} {cardinal(minors)}")
    return f"SAY {currency.say} {' AND '.join(said)} ONLY"


def packages_in_words(count: int, kind: PackageKind) -> str:
    """`FOUR HUNDRED (400) CARTONS`, `ONE (1) CARTON`.

    Raises:
        ValueError: the count is negative or too large to be meant.
    """
    return count_in_words(count, kind.label, kind.plural)


def count_in_words(count: int, label: str, plural: str) -> str:
    """`FORTY (40) PAIRS`, `ONE (1) PAIR`: a number of anything that has a name for one and many.

    Raises:
        ValueError: the count is negative or too large to be meant.
    """
    return f"{cardinal(count)} ({count:,}) {label if count == 1 else plural}"


def cardinal(number: int) -> str:
    """`TWENTY-EIGHT THOUSAND FIVE HUNDRED`.

    Raises:
        ValueError: the number is negative or too large to be meant.
    """
    # Here, because num2words loads every language it knows: 45 ms that most commands do not need.
    from num2words import num2words

    _require_sayable(number)
    words: str = num2words(number)
    return words.replace(",", "").replace(" and ", " ").upper()


def _require_sayable(number: Decimal | int) -> None:
    if not (Decimal(number).is_finite() and 0 <= number < LIMIT):
        raise ValueError(
            f"{number} cannot be put into words: expected 0 or more, and below {LIMIT:,}"
        )
