"""Draft of the export customs declaration (出口货物报关单), in the layout of August 2018.

The declaration itself is made in the authority's single window; this sheet is what the declarant is
given to type from. An order has discounts and charges that a declaration does not: each item shows
its own price and amount, as the invoice does.
"""

from __future__ import annotations

from decimal import Decimal

from docgen.context import Context
from docgen.documents import customs_boxes, wording
from docgen.documents.parts import Block, Document
from docgen.order import Order
from docgen.order.goods import Goods, LineDeclaration
from docgen.order.shipping_papers import CustomsDeclaration
from docgen.tables import Tables
from docgen.text import dates, numbers
from docgen.totals import LineTotals

KIND = "customs-declaration"
_NOTHING_SAID = LineDeclaration()
_GENERAL_TRADE = {"supervision": "一般贸易(0110)", "levy": "一般征税(101)"}
_NOT_SAID = {"supervision": "", "levy": ""}
_YES_NO = {True: "是", False: "否", None: ""}


class DeclaredItem(Block):
    """An item of the declaration; the three quantities stand one under the other."""

    number: str
    code: str
    name: str
    elements: str
    first: str
    second: str
    traded: str
    price: str
    amount: str
    currency: str
    origin: str
    destination: str
    source: str
    levy: str


class CustomsDeclarationDocument(Document):
    """A draft customs declaration, ready to print; what is not known stays blank."""

    preentry: str
    number: str
    shipper: str
    shipper_code: str
    office: str
    exported: str
    declared: str
    record: str
    consignee: str
    mode: str
    conveyance: str
    transport_document: str
    producer: str
    supervision: str
    levy_kind: str
    licence: str
    contract: str
    trading_country: str
    arrival_country: str
    arrival_port: str
    exit_port: str
    packing: str
    packages: str
    gross: str
    net: str
    terms: str
    freight: str
    insurance: str
    charges: str
    attached: str
    marks: str
    items: tuple[DeclaredItem, ...]
    related: str
    price_influenced: str
    royalties: str
    self_assessed: str
    person: str
    person_number: str
    phone: str
    declarant: str


def build(
    order: Order, context: Context, request: CustomsDeclaration
) -> CustomsDeclarationDocument:
    """The draft for the goods of an order."""
    seller, day = order.seller, dates.iso(request.date)
    exporter = customs_boxes.firm(seller)
    general = _GENERAL_TRADE if order.kind == "own" else _NOT_SAID
    return CustomsDeclarationDocument(
        kind=KIND,
        languages="zh",
        meta=wording.meta(order, KIND, "出口货物报关单", order.number, day, "zh-CN"),
        preentry=request.preentry_number,
        number=request.number,
        shipper=seller.name_zh or seller.name,
        shipper_code=seller.uscc or seller.customs_code,
        office=request.office_zh,
        declared=day,
        record=request.record_number,
        consignee=order.buyer.name,
        producer=request.producer_zh or exporter,
        supervision=request.supervision_zh or general["supervision"],
        levy_kind=request.levy_zh or general["levy"],
        licence=request.licence_number,
        contract=order.number,
        **_voyage(order, context.tables, request),
        **_cargo(order, context, request),
        items=tuple(
            _item(order, goods, line, context.tables)
            for goods, line in zip(order.goods, context.totals.lines, strict=True)
        ),
        **_foot(request, exporter),
    )


def _voyage(order: Order, tables: Tables, request: CustomsDeclaration) -> dict[str, str]:
    """When and how the goods leave, and for where."""
    shipment = order.shipment
    port = shipment.port_of_discharge if shipment else None
    day = request.exported or (shipment and (shipment.on_board_date or shipment.etd))
    return {
        "exported": dates.iso(day) if day else "",
        "mode": customs_boxes.mode(shipment),
        "conveyance": customs_boxes.conveyance(shipment),
        "transport_document": shipment.transport_document if shipment else "",
        "trading_country": customs_boxes.country(order.buyer.country, tables),
        "arrival_country": customs_boxes.arrival_country(order, tables),
        "arrival_port": (port.name_zh or port.name) if port else "",
        "exit_port": request.exit_port_zh or customs_boxes.loading_port(shipment),
    }


def _cargo(order: Order, context: Context, request: CustomsDeclaration) -> dict[str, str]:
    """Packages, weights, the price's contents, and what goes with the declaration."""
    totals, tables = context.totals, context.tables
    return {
        "packing": customs_boxes.packing(order, context, request.date),
        "packages": customs_boxes.package_count(order),
        "gross": customs_boxes.weight(totals.gross_weight) if order.packing else "",
        "net": customs_boxes.weight(totals.net_weight) if order.packing else "",
        "terms": customs_boxes.terms(order, tables),
        "freight": customs_boxes.freight(order, tables),
        "insurance": customs_boxes.premium(order, tables),
        "charges": customs_boxes.charge(order.currency, request.other_charges),
        "attached": customs_boxes.attached(order, request),
        "marks": customs_boxes.marks(order, request),
    }


def _foot(request: CustomsDeclaration, exporter: str) -> dict[str, str]:
    """What is confirmed, and who declares."""
    return {
        "related": _YES_NO[request.related],
        "price_influenced": _YES_NO[request.price_influenced],
        "royalties": _YES_NO[request.royalties],
        "self_assessed": _YES_NO[request.self_assessed],
        "person": request.person_zh,
        "person_number": request.person_number,
        "phone": request.phone,
        "declarant": request.declarant_zh or exporter,
    }


def _item(order: Order, goods: Goods, line: LineTotals, tables: Tables) -> DeclaredItem:
    said = goods.customs or _NOTHING_SAID
    currency = tables.currencies[order.currency]
    price = numbers.unit_price(goods.price, currency.minor)
    if goods.price_unit and goods.price_unit != goods.unit:
        price = f"{price}/{tables.units[goods.price_unit].zh}"
    country = order.shipment.destination_country if order.shipment else order.buyer.country
    return DeclaredItem(
        number=str(goods.line),
        code=goods.hs_code.replace(".", ""),
        name=goods.description_zh or goods.description,
        elements=said.elements_zh,
        first=_statutory(goods, line, said.first_unit, said.first_quantity, tables),
        second=_statutory(goods, line, said.second_unit, said.second_quantity, tables),
        traded=wording.quantity_zh(goods.quantity, goods.unit, tables),
        price=price,
        amount=numbers.money(line.amount, currency.minor),
        currency=f"{currency.zh}({currency.code})",
        origin=customs_boxes.country(goods.origin_country or order.seller.country, tables),
        destination=customs_boxes.country(country, tables),
        source=said.source_zh,
        levy=said.levy_zh,
    )


def _statutory(
    goods: Goods, line: LineTotals, unit: str | None, quantity: Decimal | None, tables: Tables
) -> str:
    """A quantity in its statutory unit: as given, or the one that the order has in that unit."""
    if unit is None:
        return ""
    if quantity is None and unit == goods.unit:
        quantity = goods.quantity
    if quantity is None and unit == "KGM":
        quantity = line.net_weight
    return wording.quantity_zh(quantity, unit, tables) if quantity is not None else ""
