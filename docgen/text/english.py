"""Amounts and packages in English words, as invoices and packing lists state them."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from docgen.tables import Currency, PackageKind

LIMIT = Decimal(10) ** 15


def amount_in_words(amount: Decimal, currency: Currency) -> str:
    """`SAY U.S. DOLLARS TWELVE AND CENTS THIRTY ONLY`, half up at the currency's minor unit.

    Raises:
        ValueError: the amount is negative, not a number, or too large to be meant.
    """
    if not (amount.is_finite() and 0 <= amount < LIMIT):
        raise ValueError(
            f"{amount} cannot be put into words: it is not between 0 and 10^15"
        )
    exact = amount.quantize(Decimal(1).scaleb(-currency.minor), rounding=ROUND_HALF_UP)
    units, minors = divmod(int(exact.scaleb(currency.minor)), 10**currency.minor)
    parts = [cardinal(units)] if units or not minors else []
    if minors:
        parts += [
            *(["AND"] if parts else []),
            f"{currency.say_minor} {cardinal(minors)}",
        ]
    return " ".join(("SAY", currency.say, *parts, "ONLY"))


def packages_in_words(count: int, kind: PackageKind) -> str:
    """`FOUR HUNDRED (400) CARTONS`, `ONE (1) CARTON`."""
    return f"{cardinal(count)} ({count:,}) {kind.label if count == 1 else kind.plural}"


def cardinal(number: int) -> str:
    """`TWENTY-EIGHT THOUSAND FIVE HUNDRED`: no commas, and no AND, which is kept for the cents."""
    from num2words import (
        num2words,
    )  # takes 30 ms to import, and many commands need no words

    words: str = num2words(number)
    return words.replace(",", "").replace(" and ", " ").upper()
