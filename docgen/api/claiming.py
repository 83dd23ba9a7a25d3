"""What the papers of an issue lay claim to: numbers, certificates, prices."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from docgen.api.revising import Printing
from docgen.context import Context
from docgen.documents.kinds import KINDS
from docgen.ledger import Claim, Draw, Ledger, Price
from docgen.order import Order
from docgen.order.evidence import Certificate

CONTRACT, INVOICE = "sales-contract", "commercial-invoice"


def facts_of(order: Order) -> dict[str, Any]:
    """The order as the ledger keeps it: what it states, without defaults."""
    return order.model_dump(mode="json", exclude_defaults=True, by_alias=True)


def numbers_of(papers: Iterable[Printing], taken: tuple[Claim, ...]) -> tuple[Claim, ...]:
    """The number of each paper: one that was taken from a series, or one that the file states."""
    series = {(claim.kind, claim.number): claim for claim in taken}
    stated = (
        Claim(kind=each.facts.kind, number=each.facts.number)
        for each in papers
        if each.facts.number and not KINDS[each.facts.kind].form
    )
    return tuple(series.get((claim.kind, claim.number), claim) for claim in stated)


def draws_of(
    order: Order, context: Context, papers: Iterable[Printing], ledger: Ledger, *, keep: bool
) -> tuple[Draw, ...]:
    """What the order takes from its certificates: for an invoice, or to `keep` for one to come."""
    invoices = [each for each in papers if each.facts.kind == INVOICE]
    if invoices:
        facts = invoices[0].facts
        day = str(facts.date or order.date)
        return tuple(_draw(order, context, each, facts.number, day) for each in order.certificates)
    return tuple(
        _draw(order, context, each, "", str(order.date))
        for each in (order.certificates if keep else ())
        if not any(row.order_number == order.number for row in ledger.uses(each.number))
    )


def _draw(order: Order, context: Context, held: Certificate, invoice: str, day: str) -> Draw:
    """A reservation takes no more than the certificate has; an invoice takes what it states."""
    totals = context.totals
    amount = totals.amount if held.currency == order.currency else held.amount
    quantity = sum((q.quantity for q in totals.quantity if q.unit == held.unit), Decimal(0))
    if not invoice:
        amount, quantity = min(amount, held.amount), min(quantity, held.quantity or quantity)
    return Draw(
        number=held.number,
        kind=held.kind,
        holds_amount=held.amount,
        currency=held.currency,
        holds_quantity=held.quantity,
        unit=held.unit,
        invoice=invoice,
        date=day,
        amount=amount,
        quantity=quantity if held.unit else None,
    )


def prices_of(order: Order, papers: Iterable[Printing]) -> tuple[Price, ...]:
    """The prices that a contract confirms to the buyer; a lower one of two goes by its quantity."""
    if not any(each.facts.kind == CONTRACT and not each.same for each in papers):
        return ()
    return tuple(_prices(order))


def _prices(order: Order) -> Iterator[Price]:
    sold = [goods for goods in order.goods if not goods.free_of_charge]
    names = [goods.sku or goods.description[:300] for goods in sold]
    for goods, name in zip(sold, names, strict=True):
        tiers = {each.price for each, other in zip(sold, names, strict=True) if other == name}
        yield Price(
            customer=order.buyer.name,
            sku=name,
            price=goods.price,
            currency=order.currency,
            unit=goods.price_unit or goods.unit,
            rule=order.terms.delivery.rule,
            place=order.terms.delivery.place,
            minimum_quantity=goods.quantity if len(tiers) > 1 else None,
            confirmed_on=order.date,
            reference=order.number,
        )
