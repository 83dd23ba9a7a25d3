"""Draft of the GSP certificate of origin Form A (普惠制产地证), boxes 1 to 12.

Box 11 is the certification and box 12 the exporter's declaration; on the C/O they stand the
other way round.
"""

from __future__ import annotations

from docgen.context import Context
from docgen.documents import origin, wording
from docgen.documents.origin import OriginItem
from docgen.documents.parts import Document
from docgen.order import Order
from docgen.order.goods import Goods
from docgen.order.papers import OriginRequest
from docgen.text import dates
from docgen.totals import LineTotals

KIND = "form-a"


class FormA(Document):
    """A draft Form A, ready to print; boxes 4 and 11 are the authority's."""

    number: str
    exporter: tuple[str, ...]
    consignee: tuple[str, ...]
    transport: str
    marks: str
    heading: str
    items: tuple[OriginItem, ...]
    terminator: str
    remarks: str
    invoice: str
    certified: str
    produced_in: str
    importing_country: str
    declared: str


def build(order: Order, context: Context, request: OriginRequest) -> FormA:
    """The draft of the Form A that the order asks for."""
    return FormA(
        kind=KIND,
        languages="en",
        meta=wording.meta(
            order,
            KIND,
            "GSP Form A (draft)",
            request.number or order.number,
            dates.iso(request.date),
        ),
        number=request.number,
        exporter=origin.exporter(order, context),
        consignee=origin.consignee(order, context),
        transport=_transport(order, context),
        marks=wording.marks(order),
        heading=origin.heading(order, context),
        items=tuple(
            _item(order, goods, line, context)
            for goods, line in zip(order.goods, context.totals.lines, strict=True)
        ),
        terminator=origin.TERMINATOR,
        remarks=request.remarks,
        invoice=origin.invoice_reference(order),
        certified=request.place.upper(),
        produced_in=context.tables.countries[order.seller.country].en,
        importing_country=origin.destination(order, context),
        declared=f"{request.place.upper()}  {dates.english(request.date)}",
    )


def _transport(order: Order, context: Context) -> str:
    """Box 3: `ON/AFTER NOV. 06, 2026 FROM NINGBO, CHINA TO OSLO, NORWAY BY SEA`."""
    route = wording.route(order, context.tables)
    if order.shipment and order.shipment.etd:
        return f"ON/AFTER {dates.english(order.shipment.etd)} {route}"
    return route


def _item(order: Order, goods: Goods, line: LineTotals, context: Context) -> OriginItem:
    return OriginItem(
        number=str(goods.line),
        description=origin.description(order, goods, line, context),
        code=goods.origin_criterion,
        quantity=origin.gross_weight(line)
        or wording.quantity(goods.quantity, goods.unit, context.tables),
    )
