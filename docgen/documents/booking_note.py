"""The booking note to the forwarder (订舱委托书): who ships what where, on what terms.

It repeats the cargo of the packing list and never a price. The freight clause follows from the
trade term: whoever pays the main carriage.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from docgen.checks.our_shipping_papers import freight_clause
from docgen.context import Context
from docgen.documents import firms, wording
from docgen.documents.captions import captions
from docgen.documents.clauses import Wording
from docgen.documents.parts import (
    Block,
    Caption,
    Document,
    Fact,
    Firm,
    Letterhead,
    Signature,
)
from docgen.order import Order
from docgen.order.goods import Goods
from docgen.order.papers import Shipment
from docgen.order.shipping_papers import Booking
from docgen.tables import Tables
from docgen.text import dates, numbers
from docgen.totals import LineTotals

KIND = "booking-note"
_SERVICE = {"fcl": Wording(en="FCL", zh="整箱"), "lcl": Wording(en="LCL", zh="拼箱")}
_CLEARANCE = {
    "forwarder": Wording(en="BY THE FORWARDER", zh="委托报关"),
    "shipper": Wording(en="BY THE SHIPPER", zh="自理报关"),
}
_RELEASED = Wording(en="TELEX RELEASE", zh="电放")
_WAYBILLS = {"air": "AIR WAYBILL", "rail": "RAIL WAYBILL", "road": "ROAD WAYBILL"}


class CargoRow(Block):
    """A goods line as cargo; kilograms and cubic metres are empty where packages are shared."""

    description: str
    description_zh: str = ""
    details: tuple[str, ...] = ()
    packages: str
    gross: str
    volume: str


class BookingNote(Document):
    """A booking note, ready to print."""

    letterhead: Letterhead
    forwarder: tuple[str, ...]
    shipper: Firm
    consignee: tuple[str, ...]
    notify: tuple[str, ...]
    facts: tuple[Fact, ...]
    voyage: tuple[Fact, ...]
    marks: str
    rows: tuple[CargoRow, ...]
    total_packages: str
    total_gross: str
    total_volume: str
    service: tuple[Fact, ...]
    loading: tuple[Fact, ...]
    requests: str
    signature: Signature


def build(order: Order, context: Context, booking: Booking) -> BookingNote:
    """The booking note of an order; its number is the order's where it has none of its own."""
    tables, totals, languages = context.tables, context.totals, context.profile.languages
    names, both = captions(KIND, languages), languages == "en-zh"
    number = booking.number or order.number
    packed = bool(order.packing)
    return BookingNote(
        kind=KIND,
        languages=languages,
        meta=wording.meta(order, KIND, "Booking Note", number, dates.iso(booking.date)),
        letterhead=firms.letterhead(order.seller, tables, both),
        forwarder=tuple(filter(None, booking.forwarder.split("\n"))),
        shipper=firms.firm(order.seller, tables),
        consignee=firms.consignee(order, tables),
        notify=_notify(order, tables),
        facts=_facts(order, booking, number, names),
        voyage=_voyage(order, booking, names, tables),
        marks=wording.marks(order),
        rows=tuple(
            _row(goods, line, context)
            for goods, line in zip(order.goods, totals.lines, strict=True)
        ),
        total_packages=wording.packages(totals.packages, tables) or "IN BULK" if packed else "",
        total_gross=numbers.weight(totals.gross_weight) if packed else "",
        total_volume=numbers.volume(totals.volume) if totals.volume is not None else "",
        service=_service(order, booking, names, context),
        loading=_loading(booking, names, both),
        requests=booking.requests,
        signature=firms.signature(names["signed_shipper"], order.seller, both),
    )


def _notify(order: Order, tables: Tables) -> tuple[str, ...]:
    if not order.notify:
        return ("SAME AS CONSIGNEE",)
    party = order.notify[0]
    return (party.name, *firms.address(party, tables))


def _facts(
    order: Order, booking: Booking, number: str, names: Mapping[str, Caption]
) -> tuple[Fact, ...]:
    return wording.facts(
        names,
        number=number,
        date=dates.english(booking.date),
        contract=order.number,
        invoice_number=order.invoice.number if order.invoice else "",
        credit=order.credit.number if order.credit else "",
        term=wording.delivery_term(order.terms.delivery),
    )


def _voyage(
    order: Order, booking: Booking, names: Mapping[str, Caption], tables: Tables
) -> tuple[Fact, ...]:
    """From where to where, with what and when."""
    shipment, terms = order.shipment, order.terms
    latest = terms.latest_shipment
    return wording.facts(
        names,
        loading=wording.place(shipment.port_of_loading if shipment else None, tables),
        discharge=wording.place(shipment.port_of_discharge if shipment else None, tables),
        destination=wording.place(shipment.final_destination if shipment else None, tables),
        via=shipment.via.upper() if shipment else "",
        conveyance=wording.conveyance(order),
        departure=dates.english(shipment.etd) if shipment and shipment.etd else "",
        closing=dates.english(booking.closing) if booking.closing else "",
        latest=dates.english(latest) if latest else "",
        partial=wording.ALLOWED[terms.partial_shipment],
        transhipment=wording.ALLOWED[terms.transhipment],
    )


def _row(goods: Goods, line: LineTotals, context: Context) -> CargoRow:
    quantity = wording.quantity(goods.quantity, goods.unit, context.tables)
    code = f"HS {goods.hs_code}" if goods.hs_code else ""
    return CargoRow(
        description=goods.description,
        description_zh=goods.description_zh if context.profile.languages == "en-zh" else "",
        details=("   ".join(filter(None, (quantity, code))),),
        packages=wording.packages(line.packages or (), context.tables),
        gross=numbers.weight(line.gross_weight) if line.gross_weight is not None else "",
        volume=numbers.volume(line.volume) if line.volume is not None else "",
    )


def _service(
    order: Order, booking: Booking, names: Mapping[str, Caption], context: Context
) -> tuple[Fact, ...]:
    """What is asked of the carrier."""
    shipment, both = order.shipment, context.profile.languages == "en-zh"
    load = _SERVICE.get(shipment.load or "") if shipment else None
    return wording.facts(
        names,
        freight=freight_clause(order, context.tables),
        bill=_bill(booking, shipment, both),
        service=_said(load, both) if load else "",
        containers=_containers(shipment),
        dangerous=booking.dangerous_goods,
        temperature=booking.temperature,
    )


def _said(words: Wording, both: bool) -> str:
    """In English, and in Chinese too on a paper of both languages."""
    return str(words) if both else words.en


def _bill(booking: Booking, shipment: Shipment | None, both: bool) -> str:
    """`3/3 ORIGINALS + 3 N/N COPIES`; other ways than by sea have a waybill of their own."""
    if shipment and shipment.mode in _WAYBILLS:
        return _WAYBILLS[shipment.mode]
    if booking.bill == "waybill":
        return "SEA WAYBILL"
    if booking.bill == "telex_release":
        return _said(_RELEASED, both)
    return f"{booking.originals}/{booking.originals} ORIGINALS + {booking.copies} N/N COPIES"


def _containers(shipment: Shipment | None) -> str:
    """`2 × 40HQ + 1 × 20GP`."""
    counts: Counter[str] = Counter()
    for each in shipment.containers if shipment else ():
        counts[each.type] += each.count
    return " + ".join(f"{count} × {type}" for type, count in counts.items())


def _loading(booking: Booking, names: Mapping[str, Caption], both: bool) -> tuple[Fact, ...]:
    return wording.facts(
        names,
        loading_place=booking.loading_place,
        loading_date=dates.english(booking.loading_date) if booking.loading_date else "",
        clearance=_said(_CLEARANCE[booking.clearance], both),
    )
