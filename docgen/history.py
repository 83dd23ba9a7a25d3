"""What other orders did before this one: certificates used, numbers taken, prices confirmed.

Plain records, so that a check never reads the ledger: whoever keeps one passes it in.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from docgen.order.issued import IssuedPaper
from docgen.order.purchases import Receipt


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
class PastPrice:
    """A price that the buyer was given for an article, by a contract or a quotation.

    Attributes:
        article: the seller's number of the article, or its description where it has none.
        rule, place: Incoterms rule and place of the price.
        minimum_quantity: the smallest quantity it holds for.
    """

    article: str
    price: Decimal
    currency: str
    unit: str
    rule: str
    place: str
    confirmed_on: date
    valid_until: date | None = None
    minimum_quantity: Decimal | None = None
    reference: str = ""


@dataclass(frozen=True)
class History:
    """Everything known from before; an empty history knows nothing, which is not the same as none.

    Attributes:
        prices: confirmed to the buyer of the order.
        receipts: money received against the order's contract.
        papers: issued of the same sale, which the order does not print anew.
        known: whether a ledger was asked at all.
    """

    uses: tuple[PastUse, ...] = ()
    numbers: tuple[PastNumber, ...] = ()
    prices: tuple[PastPrice, ...] = ()
    receipts: tuple[Receipt, ...] = ()
    papers: tuple[IssuedPaper, ...] = ()
    known: bool = False


NOTHING = History()
