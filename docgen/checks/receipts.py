"""Money received from the buyer, in the currency of the order (收款).

A receipt counts from its value date on; one in another currency counts only with its rate.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from docgen.checks.deal import Deal
from docgen.order.purchases import Receipt
from docgen.rounding import rounded


@dataclass(frozen=True)
class Received:
    """What has come in.

    Attributes:
        amount: in the order's currency.
        later: receipts that are not there yet on the day of judgement.
        unrated: receipts in another currency without a rate, which could not be counted.
    """

    amount: Decimal
    later: tuple[int, ...]
    unrated: tuple[int, ...]

    @property
    def unrated_at(self) -> tuple[str, ...]:
        """JSON pointers of the rates that are missing."""
        return tuple(f"/receipts/{index}/rate" for index in self.unrated)


def received(deal: Deal, *kinds: str) -> Received:
    """The receipts of these kinds, or of all kinds, up to the day of judgement."""
    amount = rounded(Decimal(0), deal.tables.currencies[deal.order.currency].minor)
    later, unrated = [], []
    for index, receipt in enumerate(deal.order.receipts):
        if kinds and receipt.kind not in kinds:
            continue
        if receipt.value_date > deal.as_of:
            later.append(index)
        elif (converted := in_order_currency(deal, receipt)) is None:
            unrated.append(index)
        else:
            amount += converted
    return Received(amount, tuple(later), tuple(unrated))


def in_order_currency(deal: Deal, receipt: Receipt) -> Decimal | None:
    """The amount received in the order's currency; None where the rate is not known."""
    rate = Decimal(1) if receipt.currency == deal.order.currency else receipt.rate
    minor = deal.tables.currencies[deal.order.currency].minor
    return None if rate is None else rounded(receipt.amount * rate, minor)


def enough(amount: Decimal, due: Decimal, least: Decimal, percent: Decimal) -> bool:
    """Whether the amount covers what is due but for bank charges.

    Charges of `least`, or of `percent` of what is due where that is more, are let pass.
    """
    return amount >= due - max(least, due * percent / 100)
