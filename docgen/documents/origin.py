"""What the certificate of origin and the Form A share: items, packages in words, route, invoice.

Both are drafts: the certificate is the authority's, who types, signs and stamps its own form.
"""

from __future__ import annotations

from docgen.context import Context
from docgen.documents import firms, wording
from docgen.documents.parts import Block
from docgen.order import Order
from docgen.order.goods import Goods
from docgen.order.parties import ToOrder, ToOrderOf
from docgen.text import dates, numbers
from docgen.totals import LineTotals

TERMINATOR = "* * * * * * * *"


class OriginItem(Block):
    """An item of the goods table."""

    number: str = ""
    """Item number of the Form A; the C/O has no box for it."""
    description: str
    code: str
    """HS code on the C/O, origin criterion on the Form A."""
    quantity: str


def exporter(order: Order, context: Context) -> tuple[str, ...]:
    """Box 1: registered name, full address, country."""
    return (order.seller.name, *firms.address(order.seller, context.tables))


def consignee(order: Order, context: Context) -> tuple[str, ...]:
    """Box 2; an order clause is followed by the country of destination."""
    lines = firms.consignee(order, context.tables)
    if isinstance(order.consignee, ToOrder | ToOrderOf):
        return (*lines, destination(order, context))
    return lines


def destination(order: Order, context: Context) -> str:
    """The importing country: that of the shipment, or the buyer's where none is planned yet."""
    code = order.shipment.destination_country if order.shipment else order.buyer.country
    return context.tables.countries[code].en


def invoice_reference(order: Order) -> str:
    """Number and date of the invoice, on two lines; `***` before there is one."""
    if order.invoice is None:
        return "***"
    return f"{order.invoice.number}\n{dates.english(order.invoice.date)}"


def heading(order: Order, context: Context) -> str:
    """Packages of the whole consignment in words, where items share packages."""
    totals = context.totals
    if not totals.packages or all(line.packages for line in totals.lines):
        return ""
    return f"{wording.packages_in_words(totals.packages, context.tables)} OF:"


def description(order: Order, goods: Goods, line: LineTotals, context: Context) -> str:
    """`FOUR HUNDRED (400) CARTONS OF STAINLESS STEEL MIXING BOWL SET`."""
    text = goods.description.upper()
    if not order.packing:
        return text
    if line.packages:
        return f"{wording.packages_in_words(line.packages, context.tables)} OF {text}"
    return f"{text} IN BULK" if not context.totals.packages else text


def gross_weight(line: LineTotals) -> str:
    """`5,640.00 KGS G.W.`, where the line has packages of its own."""
    return "" if line.gross_weight is None else f"{numbers.weight(line.gross_weight)} KGS G.W."
