"""The shipping advice (装船通知): what is on which ship, for who must insure or clear the goods.

Under CFR and FOB the buyer's insurance hangs on it: sent late, the seller answers for the loss.
"""

from __future__ import annotations

from collections.abc import Mapping

from docgen.checks import our_numbers
from docgen.context import Context
from docgen.documents import firms, wording
from docgen.documents.captions import captions
from docgen.documents.parts import Block, Caption, Document, Fact, Letterhead, Signature, Sum
from docgen.order import Order
from docgen.order.bank_papers import ShippingAdvice
from docgen.order.goods import Goods
from docgen.order.packing import Container
from docgen.tables import Tables
from docgen.text import dates, numbers
from docgen.totals import LineTotals

KIND = "shipping-advice"


class ShippedRow(Block):
    """A goods line as shipped; packages are empty where lines share them."""

    number: str
    description: str
    details: tuple[str, ...] = ()
    quantity: str
    packages: str
    amount: str


class ShippingAdviceDocument(Document):
    """A shipping advice, ready to print."""

    letterhead: Letterhead
    to: tuple[str, ...]
    facts: tuple[Fact, ...]
    voyage: tuple[Fact, ...]
    marks: str
    currency: str
    rows: tuple[ShippedRow, ...]
    sums: tuple[Sum, ...]
    total_quantity: str
    total_packages: str
    total: str
    cargo: tuple[Fact, ...]
    containers: tuple[str, ...]
    remarks: str
    signature: Signature


def build(order: Order, context: Context, advice: ShippingAdvice) -> ShippingAdviceDocument:
    """The shipping advice of an order."""
    tables, totals, names = context.tables, context.totals, captions(KIND, "en")
    number = our_numbers.of_invoice(order, advice)
    return ShippingAdviceDocument(
        kind=KIND,
        languages="en",
        meta=wording.meta(order, KIND, "Shipping Advice", number, dates.iso(advice.date)),
        letterhead=firms.letterhead(order.seller, tables, bilingual=False),
        to=advice.to or ("\n".join((order.buyer.name, *firms.address(order.buyer, tables))),),
        facts=_facts(order, advice, number, names),
        voyage=_voyage(order, advice, names, tables),
        marks=wording.marks(order),
        currency=order.currency,
        rows=tuple(
            _row(order, goods, line, context)
            for goods, line in zip(order.goods, totals.lines, strict=True)
        ),
        sums=tuple(
            each.model_copy(update={"text_zh": ""}) for each in wording.order_sums(order, context)
        ),
        total_quantity=wording.quantities(totals.quantity, tables),
        total_packages=wording.packages(totals.packages, tables),
        total=wording.total_amount(order, context),
        cargo=_cargo(order, context, names),
        containers=tuple(map(_container, order.shipment.containers if order.shipment else ())),
        remarks=advice.remarks,
        signature=Signature(caption=names["signed_seller"], name=order.seller.name),
    )


def _facts(
    order: Order, advice: ShippingAdvice, number: str, names: Mapping[str, Caption]
) -> tuple[Fact, ...]:
    return wording.facts(
        names,
        number=number,
        date=dates.english(advice.date),
        contract=wording.contract_reference(order),
        buyer_reference=order.buyer_reference,
        invoice_number=wording.invoice_reference(order),
        credit=wording.credit_facts(order),
        policy=advice.policy,
    )


def _voyage(
    order: Order, advice: ShippingAdvice, names: Mapping[str, Caption], tables: Tables
) -> tuple[Fact, ...]:
    """With which ship, from where to where, and when."""
    shipment = order.shipment
    if shipment is None:
        return ()
    days = {"etd": shipment.etd, "on_board": shipment.on_board_date, "eta": advice.eta}
    return wording.facts(
        names,
        conveyance=wording.conveyance(order),
        transport_document=shipment.transport_document,
        loading=wording.place(shipment.port_of_loading, tables),
        discharge=wording.place(shipment.port_of_discharge, tables),
        destination=wording.place(shipment.final_destination, tables),
        via=shipment.via.upper(),
        **{name: dates.english(day) for name, day in days.items() if day},
    )


def _row(order: Order, goods: Goods, line: LineTotals, context: Context) -> ShippedRow:
    tables = context.tables
    return ShippedRow(
        number=str(goods.line),
        description=goods.description,
        details=(f"ART. NO. {goods.sku}",) if goods.sku else (),
        quantity=wording.quantity(goods.quantity, goods.unit, tables),
        packages=wording.packages(line.packages or (), tables),
        amount=numbers.money(line.amount, tables.currencies[order.currency].minor),
    )


def _cargo(order: Order, context: Context, names: Mapping[str, Caption]) -> tuple[Fact, ...]:
    totals, packed = context.totals, bool(order.packing)
    volume = totals.volume
    return wording.facts(
        names,
        term=wording.delivery_term(order.terms.delivery),
        gross_weight=f"{numbers.weight(totals.gross_weight)} KGS" if packed else "",
        net_weight=f"{numbers.weight(totals.net_weight)} KGS" if packed else "",
        volume=f"{numbers.volume(volume)} CBM" if volume is not None else "",
    )


def _container(container: Container) -> str:
    """`1 × 40GP NBSU3102553 / SEAL NB120733`."""
    seal = f" / SEAL {container.seal}" if container.seal else ""
    return f"{container.count} × {container.type} {container.number}".rstrip() + seal
