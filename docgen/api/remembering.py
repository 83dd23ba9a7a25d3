"""What the ledger remembers that bears on one order: for its checks, and for its numbers."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any

from docgen.api.company import Company
from docgen.checks import our_numbers
from docgen.errors import UsageError
from docgen.history import NOTHING, History, PastNumber, PastPrice, PastUse
from docgen.order import Order
from docgen.order.base import AUTO
from docgen.order.issued import IssuedPaper
from docgen.order.purchases import Receipt

if TYPE_CHECKING:
    from docgen.ledger import Claim, Ledger

CONTRACT = "sales-contract"


@cache
def _opened(where: str) -> Ledger:
    from docgen.ledger import open_ledger

    return open_ledger(where)


def ledger_of(company: Company) -> Ledger | None:
    """The ledger that the company's profile names, if it names one.

    Raises:
        LedgerError: it names one that cannot be opened.
    """
    return _opened(company.ledger) if company.ledger else None


def needed_ledger(company: Company) -> Ledger:
    """The ledger that the profile names, for what cannot be done without one.

    Raises:
        UsageError: it names none.
        LedgerError: it cannot be opened.
    """
    if ledger := ledger_of(company):
        return ledger
    raise UsageError(
        'there is no ledger to record the issue in; name one in docgen.toml (`ledger = "FILE"`) or'
        " with --ledger, and make it once with `docgen ledger init`."
    )


def history_of(order: Order, ledger: Ledger | None, kinds: tuple[str, ...] = ()) -> History:
    """What happened before that bears on an order, where these kinds are to be printed anew."""
    if ledger is None:
        return NOTHING
    return History(
        uses=tuple(_use(row) for each in order.certificates for row in ledger.uses(each.number)),
        numbers=tuple(
            PastNumber(row.kind, row.number, row.order_number)
            for number in _own_numbers(order)
            for row in ledger.takers(order.seller.name, number)
        ),
        prices=_prices(order, ledger),
        receipts=tuple(_receipt(row) for row in ledger.receipts(order.number)),
        papers=_papers(order, ledger, kinds),
        known=True,
    )


def recall(order: Order, company: Company, ledger: Ledger | None = None) -> tuple[Order, History]:
    """The order with the numbers that it would be issued with now, and its past.

    Raises:
        LedgerError: the ledger cannot be read.
        UsageError: the profile has no series for a number that says `auto`.
    """
    ledger = ledger or ledger_of(company)
    if ledger is None:
        return order, NOTHING
    return numbered(order, ledger, company)[0], history_of(order, ledger)


def ships_a_part(order: Order, ledger: Ledger) -> bool:
    """Whether the order ships a part of a contract on record, which then is not printed anew."""
    partly = order.invoice is not None and order.terms.partial_shipment is True
    standing = ledger.papers(order.number, "issued") if partly else ()
    return any(row.kind == CONTRACT for row in standing)


def numbered(order: Order, ledger: Ledger, company: Company) -> tuple[Order, tuple[Claim, ...]]:
    """The order with each number that says `auto` as it would be taken now, and those numbers.

    Raises:
        UsageError: the profile has no series for a kind of paper whose number says so.
    """
    from docgen.ledger import Series

    changes: dict[str, Any] = {}
    claims: list[Claim] = []

    def taken(kind: str, day: date) -> str:
        pattern = company.profile.numbers.series.get(kind)
        if pattern is None:
            raise UsageError(
                f"order {order.number} asks for a {kind} number, but the profile has no series for"
                f' it; add `{kind} = "{{prefix}}{{yy}}{{seq:04}}"` under [numbers.series].'
            )
        line = Series(order.seller.name, kind, pattern, company.profile.numbers.prefix)
        claims.append(ledger.expected_number(line, order.number, day.year))
        return claims[-1].number

    for name, kind in (
        ("invoice", "commercial-invoice"),
        ("packing_list", "packing-list"),
        ("inspection", "inspection-request"),
        ("proforma", "proforma-invoice"),
        ("bill_of_exchange", "bill-of-exchange"),
        ("booking", "booking-note"),
        ("insurance_application", "insurance-application"),
        ("shipping_advice", "shipping-advice"),
    ):
        part = getattr(order, name)
        if part is not None and part.number == AUTO:
            changes[name] = part.model_copy(update={"number": taken(kind, part.date)})
    return order.model_copy(update=changes), tuple(claims)


def _own_numbers(order: Order) -> tuple[str, ...]:
    parts = (
        *(order.invoice, order.packing_list, order.inspection, order.origin),
        *(order.bill_of_exchange, order.booking, order.insurance_application),
        *(order.proforma, order.shipping_advice, *order.purchases),
    )
    stated = (part.number for part in parts if part is not None and part.number)
    return tuple(dict.fromkeys((order.number, *stated, *our_numbers.of_certificates(order))))


def _use(row: Any) -> PastUse:
    return PastUse(
        certificate=row.certificate,
        order=row.order_number,
        invoice=row.invoice,
        date=date.fromisoformat(row.date),
        amount=Decimal(row.amount),
        quantity=None if row.quantity is None else Decimal(row.quantity),
        reserved=row.state == "reserved",
    )


def _receipt(row: Any) -> Receipt:
    stated = {name: row._mapping[name] for name in Receipt.model_fields}
    return Receipt.model_validate(stated)


def _prices(order: Order, ledger: Ledger) -> tuple[PastPrice, ...]:
    articles = {text for goods in order.goods for text in (goods.sku, goods.description) if text}
    return tuple(
        PastPrice(
            article=each.sku,
            **each.model_dump(exclude={"customer", "sku"}),
        )
        for each in ledger.prices(order.buyer.name)
        if each.sku in articles
    )


def _papers(order: Order, ledger: Ledger, kinds: tuple[str, ...]) -> tuple[IssuedPaper, ...]:
    """The papers of the sale that stand and are not printed anew: those of earlier shipments.

    The contract is among them where the order ships a part of it, or where others are asked for.
    """
    own = set(_own_numbers(order))
    keeps_contract = CONTRACT not in kinds if kinds else ships_a_part(order, ledger)
    return tuple(
        IssuedPaper.model_validate(json.loads(row.facts))
        for row in ledger.papers(order.number, "issued")
        if row.number and (row.number not in own or (row.kind == CONTRACT and keeps_contract))
    )
