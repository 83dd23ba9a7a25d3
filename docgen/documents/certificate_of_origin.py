"""Draft of the non-preferential certificate of origin (中华人民共和国原产地证书), boxes 1 to 12.

Box 11 is the exporter's declaration and box 12 the certification; on the Form A they stand the
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

KIND = "certificate-of-origin"


class CertificateOfOrigin(Document):
    """A draft C/O, ready to print; boxes 5 and 12 are the authority's and stay empty."""

    number: str
    exporter: tuple[str, ...]
    consignee: tuple[str, ...]
    transport: str
    destination: str
    marks: str
    heading: str
    items: tuple[OriginItem, ...]
    terminator: str
    remarks: str
    invoice: str
    declared: str


def build(order: Order, context: Context, request: OriginRequest) -> CertificateOfOrigin:
    """The draft of the C/O that the order asks for."""
    via = (f"VIA {request.via}",) if request.via else ()
    return CertificateOfOrigin(
        kind=KIND,
        languages="en",
        meta=wording.meta(
            order,
            KIND,
            "Certificate of Origin (draft)",
            request.number or order.number,
            dates.iso(request.date),
        ),
        number=request.number,
        exporter=origin.exporter(order, context),
        consignee=(*origin.consignee(order, context), *via),
        transport=wording.route(order, context.tables),
        destination=origin.destination(order, context),
        marks=wording.marks(order),
        heading=origin.heading(order, context),
        items=tuple(
            _item(order, goods, line, context)
            for goods, line in zip(order.goods, context.totals.lines, strict=True)
        ),
        terminator=origin.TERMINATOR,
        remarks=request.remarks,
        invoice=origin.invoice_reference(order),
        declared=f"{request.place.upper()}  {dates.english(request.date)}",
    )


def _item(order: Order, goods: Goods, line: LineTotals, context: Context) -> OriginItem:
    quantity = wording.quantity(goods.quantity, goods.unit, context.tables)
    return OriginItem(
        description=origin.description(order, goods, line, context),
        code=_heading(goods.hs_code),
        quantity="\n".join(filter(None, (quantity, origin.gross_weight(line)))),
    )


def _heading(hs_code: str) -> str:
    """`7323.93`: the six digits that are the same in every country."""
    digits = hs_code.replace(".", "")
    return f"{digits[:4]}.{digits[4:6]}" if len(digits) >= 6 else digits
