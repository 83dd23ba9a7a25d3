"""The commercial invoice (商业发票); UCP 600 art. 18 where a credit pays for it."""

from __future__ import annotations

from collections.abc import Mapping

from docgen.context import Context
from docgen.documents import firms, wording
from docgen.documents.captions import captions
from docgen.documents.parts import (
    Caption,
    Document,
    Fact,
    Firm,
    GoodsRow,
    Letterhead,
    Signature,
    Sum,
)
from docgen.documents.payment import payment_line
from docgen.order import Order
from docgen.order.papers import Invoice
from docgen.text import dates, numbers

KIND = "commercial-invoice"


class CommercialInvoice(Document):
    """A commercial invoice, ready to print."""

    letterhead: Letterhead
    buyer: Firm
    consignee: tuple[str, ...]
    facts: tuple[Fact, ...]
    transport: tuple[Fact, ...]
    marks: str
    currency: str
    term: str
    rows: tuple[GoodsRow, ...]
    sums: tuple[Sum, ...]
    total_quantity: str
    total: str
    words: str
    packed: tuple[Fact, ...]
    split: tuple[Fact, ...]
    banks: tuple[Fact, ...]
    statements: tuple[str, ...]
    errors_excepted: str
    signature: Signature


def build(order: Order, context: Context, invoice: Invoice) -> CommercialInvoice:
    """The invoice of an order. E. & O. E. is left out under a credit."""
    tables, totals = context.tables, context.totals
    languages = context.profile.languages
    names = captions(KIND, languages)
    rows = zip(order.goods, totals.lines, strict=True)
    return CommercialInvoice(
        kind=KIND,
        languages=languages,
        meta=wording.meta(
            order, KIND, "Commercial Invoice", invoice.number, dates.iso(invoice.date)
        ),
        letterhead=firms.letterhead(order.seller, tables, bool(names["total"].zh)),
        buyer=firms.firm(order.buyer, tables),
        consignee=firms.consignee(order, tables) if order.consignee else (),
        facts=_facts(order, invoice, names),
        transport=_transport(order, context, names),
        marks=wording.marks(order),
        currency=order.currency,
        term=wording.delivery_term(order.terms.delivery),
        rows=tuple(wording.goods_row(order, g, line, context, hs_code=True) for g, line in rows),
        sums=wording.order_sums(order, context),
        total_quantity=wording.quantities(totals.quantity, tables),
        total=wording.total_amount(order, context),
        words=wording.amount_in_words(order, context),
        packed=_packed(order, context),
        split=_split(order, context),
        banks=firms.bank_facts(order, names),
        statements=(*_origin_statement(order, context), *invoice.statements),
        errors_excepted="" if order.credit else "E. & O. E.",
        signature=firms.signature(names["signed_seller"], order.seller, languages != "en"),
    )


def _facts(order: Order, invoice: Invoice, names: Mapping[str, Caption]) -> tuple[Fact, ...]:
    return wording.facts(
        names,
        invoice_number=invoice.number,
        date=dates.english(invoice.date),
        contract=wording.contract_reference(order),
        buyer_reference=order.buyer_reference,
        credit=wording.credit_facts(order),
        payment=payment_line(order.terms.payment),
    )


def _transport(order: Order, context: Context, names: Mapping[str, Caption]) -> tuple[Fact, ...]:
    return wording.facts(
        names,
        route=wording.route(order, context.tables),
        conveyance=wording.conveyance(order),
        transport_document=order.shipment.transport_document if order.shipment else "",
    )


def _packed(order: Order, context: Context) -> tuple[Fact, ...]:
    totals, names = context.totals, captions(KIND, context.profile.languages)
    if not order.packing:
        return ()
    return wording.facts(
        names,
        packages=wording.packages(totals.packages, context.tables) or "IN BULK",
        gross_weight=f"{numbers.weight(totals.gross_weight)} KGS",
        net_weight=f"{numbers.weight(totals.net_weight)} KGS",
        volume=f"{numbers.volume(totals.volume)} CBM" if totals.volume is not None else "",
    )


def _split(order: Order, context: Context) -> tuple[Fact, ...]:
    """FOB value, freight and insurance contained in the price."""
    shipment, free_on_board = order.shipment, context.totals.free_on_board
    if shipment is None or free_on_board is None:
        return ()
    minor = context.tables.currencies[order.currency].minor
    values = {
        "fob_value": free_on_board,
        "freight": shipment.freight,
        "insurance": shipment.insurance,
    }
    return wording.facts(
        captions(KIND, context.profile.languages),
        **{
            name: f"{order.currency} {numbers.money(value, minor)}"
            for name, value in values.items()
            if value is not None
        },
    )


def _origin_statement(order: Order, context: Context) -> tuple[str, ...]:
    origins = {goods.origin_country or order.seller.country for goods in order.goods}
    names = " / ".join(context.tables.countries[code].en for code in sorted(origins))
    return (f"COUNTRY OF ORIGIN: {names}",)
