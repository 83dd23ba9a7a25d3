"""The bill of exchange or draft (汇票): first and second of exchange, each complete in itself.

The bank cuts the two apart and sends them by two mails; whichever comes first is paid. So every
word stands on both.
"""

from __future__ import annotations

from docgen.checks import drafts, our_numbers
from docgen.context import Context
from docgen.documents import firms, wording
from docgen.documents.captions import captions
from docgen.documents.parts import Block, Document, Fact, Signature
from docgen.order import Order
from docgen.order.bank_papers import BillOfExchange
from docgen.order.terms import DocumentsAgainstAcceptance
from docgen.text import dates, numbers

KIND = "bill-of-exchange"
_AT_SIGHT = "****** SIGHT"
"""Stars where other drafts say how many days: nobody can put any in."""


class DraftPart(Block):
    """The first or the second of exchange."""

    copy_number: str
    number: str
    drawn: str
    amount: str
    tenor: str
    exchange: str
    payee: str
    words: str
    value: str
    facts: tuple[Fact, ...]
    remarks: str
    drawee: tuple[str, ...]
    signature: Signature


class BillOfExchangeDocument(Document):
    """Both parts of a draft, ready to print."""

    parts: tuple[DraftPart, ...]


def build(order: Order, context: Context, request: BillOfExchange) -> BillOfExchangeDocument:
    """The draft of an order: under a credit drawn on the bank, for collection on the buyer."""
    number, day = our_numbers.of_invoice(order, request), dates.iso(request.date)
    minor = context.tables.currencies[order.currency].minor
    tenor = drafts.tenor(order, request)
    first = DraftPart(
        copy_number="1",
        number=number,
        drawn=", ".join(
            filter(None, ((request.place or order.place).upper(), dates.english(request.date)))
        ),
        amount=f"{order.currency} {numbers.money(drafts.amount(context, request), minor)}",
        tenor=_AT_SIGHT if tenor == drafts.SIGHT else tenor,
        exchange=_exchange("FIRST", "SECOND"),
        payee=drafts.payee(order, request),
        words=drafts.words(order, context, request),
        value=_value(order),
        facts=_under_credit(order) if order.credit else _for_collection(order, context),
        remarks=request.remarks,
        drawee=_drawee(order, context, request),
        signature=Signature(caption=captions(KIND, "en")["signed_seller"], name=order.seller.name),
    )
    second = {"copy_number": "2", "exchange": _exchange("SECOND", "FIRST")}
    return BillOfExchangeDocument(
        kind=KIND,
        languages="en",
        meta=wording.meta(order, KIND, "Bill of Exchange", number, day),
        parts=(first, first.model_copy(update=second)),
    )


def _exchange(this: str, other: str) -> str:
    return f"of this {this} of Exchange ({other} of the same tenor and date being unpaid)"


def _value(order: Order) -> str:
    """A bank that pays is told whom it pays for; a buyer pays for himself."""
    if order.credit is None:
        return "Value received."
    buyer = order.credit.applicant.partition("\n")[0] or order.buyer.name
    return f"Value received and charge the same to account of {buyer}."


def _under_credit(order: Order) -> tuple[Fact, ...]:
    credit, names = order.credit, captions(KIND, "en")
    if credit is None:
        return ()
    return wording.facts(
        names,
        drawn_under=credit.issuing_bank.replace("\n", ", "),
        credit=credit.number,
        dated=dates.english(credit.issued) if credit.issued else "",
    )


def _for_collection(order: Order, context: Context) -> tuple[Fact, ...]:
    """What was shipped and invoiced, and on what the buyer gets the papers."""
    invoice, totals = order.invoice, context.totals
    shipped = wording.packages(totals.packages, context.tables)
    goods = shipped or wording.quantities(totals.quantity, context.tables)
    bill = f"INVOICE NO. {invoice.number} DATED {dates.english(invoice.date)}" if invoice else ""
    acceptance = isinstance(order.terms.payment, DocumentsAgainstAcceptance)
    return wording.facts(
        captions(KIND, "en"),
        drawn_against=f"SHIPMENT OF {goods} FOR COLLECTION",
        covered_by=bill,
        documents=f"AGAINST {'ACCEPTANCE (D/A)' if acceptance else 'PAYMENT (D/P)'}",
    )


def _drawee(order: Order, context: Context, request: BillOfExchange) -> tuple[str, ...]:
    if text := drafts.drawee(order, request):
        return tuple(text.split("\n"))
    return (order.buyer.name, *firms.address(order.buyer, context.tables))
