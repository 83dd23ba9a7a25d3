"""What other orders did before this one: certificates used, numbers taken, prices confirmed.

Plain records, so that a check never reads the ledger: whoever keeps one passes it in.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True)
class PastUse:
    """A shipment of any order against an inspection certificate.

    Attributes:
        certificate: number of the certificate.
        order: number of the order that shipped.
        amount, quantity: what was taken from it, in its currency and unit.
        reserved: the order has only claimed it; nothing was shipped yet.
    """

    certificate: str
    order: str
    invoice: str
    date: date
    amount: Decimal | None = None
    quantity: Decimal | None = None
    reserved: bool = False


@dataclass(frozen=True)
class PastNumber:
    """A number of a paper that some order has taken (`commercial-invoice`, `purchase-contract`)."""

    kind: str
    number: str
    order: str


@dataclass(frozen=True)
class History:
    """Everything known from before; an empty history knows nothing, which is not the same as none.

    Attributes:
        known: whether a ledger was asked at all.
    """

    uses: tuple[PastUse, ...] = ()
    numbers: tuple[PastNumber, ...] = ()
    known: bool = False


NOTHING = History()
