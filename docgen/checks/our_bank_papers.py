"""Our papers for the bank and for the buyer, with the facts that will stand on them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from docgen.checks import drafts
from docgen.checks.our_facts import Groups, our_paper
from docgen.checks.papers import BE, Paper
from docgen.context import Context
from docgen.order import Order


def bank_papers(order: Order, context: Context, of: Groups) -> Iterator[Paper]:
    """The draft; what it does not say of the sale, as whose goods, is left out."""
    quoted = {**of.quoted, **_credit(order)}
    if request := order.bill_of_exchange:
        yield our_paper(
            BE,
            "/bill_of_exchange",
            quoted,
            number=drafts.number(order, request),
            date=request.date,
            seller=order.seller.name,
            currency=order.currency,
            amount=drafts.amount(context, request),
            amount_in_words=drafts.words(order, context, request),
            payment=drafts.tenor(order, request),
        )


def _credit(order: Order) -> Mapping[str, Any]:
    return {"credit_number": order.credit.number} if order.credit else {}
