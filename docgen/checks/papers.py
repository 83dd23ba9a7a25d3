"""Every paper as it reads, ours and those of others, in one form: that of `issued`.

A fact of a paper of others stands where it was typed; a fact of ours comes from somewhere in the
order, and that is where it is mended.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from docgen.context import Context
from docgen.order import Order
from docgen.order.evidence import IssuedLine, IssuedPaper
from docgen.order.packing import Place
from docgen.order.papers import OriginRequest
from docgen.order.parties import NamedConsignee, ToOrder, ToOrderOf
from docgen.origin import certificate_kind
from docgen.text import chinese, english

SC, PC, CI = "sales-contract", "purchase-contract", "commercial-invoice"
PL, IR = "packing-list", "inspection-request"
CO, FA = "certificate-of-origin", "form-a"
ALL = (SC, PC, CI, PL, IR, CO, FA)
"""The kinds that docgen prints, as the trade abbreviates them."""
OUTWARD = (SC, CI, PL, IR, CO, FA)
"""Those that leave the house; the purchase contract goes to the factory alone."""
ORIGIN_KINDS = (CO, FA)
TRANSPORT_KINDS = ("bill-of-lading", "air-waybill", "rail-waybill")
INSURANCE_KINDS = ("insurance-policy", "cover-note")

_SOURCES = {
    "amount": "/goods",
    "amount_in_words": "/goods",
    "buyer": "/buyer/name",
    "consignee": "/consignee",
    "contract_number": "/number",
    "currency": "/currency",
    "destination_country": "/shipment/destination_country",
    "final_destination": "/shipment/final_destination",
    "gross_weight_kg": "/packing",
    "invoice_date": "/invoice/date",
    "invoice_number": "/invoice/number",
    "lines": "/goods",
    "marks": "/shipment/marks",
    "net_weight_kg": "/packing",
    "notify": "/notify",
    "package_kind": "/packing",
    "packages": "/packing",
    "packages_in_words": "/packing",
    "port_of_discharge": "/shipment/port_of_discharge",
    "port_of_loading": "/shipment/port_of_loading",
    "quantity": "/goods",
    "seller": "/seller/name",
    "unit": "/goods",
    "volume_m3": "/packing",
}


# Every field with its default, which saves Pydantic looking each of them up for each line.
_NO_FACTS = {name: field.default for name, field in IssuedPaper.model_fields.items()}
_NO_LINE = {name: field.default for name, field in IssuedLine.model_fields.items()}


@dataclass(frozen=True)
class Paper:
    """A paper as it reads.

    Attributes:
        place: JSON pointer of the paper, or of the part of the order that asks for ours.
        ours: whether docgen prints it.
        facts: what stands on it.
        sources: for ours, where a fact comes from, unless it stands under `place`.
    """

    place: str
    ours: bool
    facts: IssuedPaper
    sources: Mapping[str, str] = field(default_factory=dict)

    @property
    def kind(self) -> str:
        """`commercial-invoice` and the like."""
        return self.facts.kind

    def at(self, name: str) -> str:
        """JSON pointer of the fact of that name."""
        return self.sources.get(name, f"{self.place}/{name}")

    def at_line(self, index: int, name: str) -> str:
        """JSON pointer of a fact of a goods line."""
        return f"{self.at('lines')}/{index}/{name}"


def issued_papers(order: Order) -> tuple[Paper, ...]:
    """The papers of others."""
    return tuple(Paper(f"/issued/{i}", False, facts) for i, facts in enumerate(order.issued))


def our_papers(order: Order, context: Context) -> tuple[Paper, ...]:
    """The papers that the order asks for."""
    return tuple(_ours(order, context))


def origin_paper_kind(order: Order, request: OriginRequest, context: Context) -> str:
    """The kind of certificate asked for: `certificate-of-origin`, `form-a`, or empty for none."""
    if request.kind == "none":
        return ""
    kind: str = request.kind
    if kind == "auto":
        code = order.shipment.destination_country if order.shipment else order.buyer.country
        kind = certificate_kind(context.tables, code, request.date)
    return kind.replace("_", "-")


def _ours(order: Order, context: Context) -> Iterator[Paper]:
    sale = _sale(order, context)
    packed = _packed(order, context)
    route = _route(order)
    yield _paper("sales-contract", "", sale | route, number=order.number, date=order.date)
    yield from _purchases(order, context)
    reference: dict[str, Any] = {"contract_number": order.number}
    if order.invoice:
        facts = sale | packed | route | reference
        yield _paper(
            "commercial-invoice",
            "/invoice",
            facts,
            number=order.invoice.number,
            date=order.invoice.date,
        )
        reference |= {"invoice_number": order.invoice.number, "invoice_date": order.invoice.date}
    if order.packing_list and order.packing:
        number = order.packing_list.number or (order.invoice.number if order.invoice else "")
        facts = _unpriced(sale) | packed | route | reference
        yield _paper(
            "packing-list", "/packing_list", facts, number=number, date=order.packing_list.date
        )
    if order.inspection:
        facts = sale | packed | route | {"contract_number": order.number}
        applied = order.inspection
        yield _paper(
            "inspection-request", "/inspection", facts, number=applied.number, date=applied.date
        )
    if order.origin and (kind := origin_paper_kind(order, order.origin, context)):
        facts = _unpriced(sale) | packed | route | reference
        request = order.origin
        yield _paper(kind, "/origin", facts, number=request.number, date=request.date)


def _paper(kind: str, place: str, facts: Mapping[str, Any], **more: Any) -> Paper:
    """One of ours; its facts are known to be right, so they are not validated again."""
    sources = {"number": "/number", "date": "/date"} | _SOURCES if not place else _SOURCES
    return Paper(place, True, _facts(**facts, kind=kind, **more), sources)


def _facts(**known: Any) -> IssuedPaper:
    return IssuedPaper.model_construct(**_NO_FACTS | known)


def _line(**known: Any) -> IssuedLine:
    return IssuedLine.model_construct(**_NO_LINE | known)


def _unpriced(sale: Mapping[str, Any]) -> dict[str, Any]:
    priced = ("amount", "amount_in_words", "currency")
    return {name: value for name, value in sale.items() if name not in priced}


def _sale(order: Order, context: Context) -> dict[str, Any]:
    totals, currency = context.totals, context.tables.currencies[order.currency]
    lines = tuple(
        _line(
            description=goods.description,
            sku=goods.sku,
            hs_code=goods.hs_code,
            quantity=goods.quantity,
            unit=goods.unit,
            price=goods.price,
            amount=line.amount,
            net_weight_kg=line.net_weight,
            gross_weight_kg=line.gross_weight,
        )
        for goods, line in zip(order.goods, totals.lines, strict=True)
    )
    one_unit = len(totals.quantity) == 1
    return {
        "seller": order.seller.name,
        "buyer": order.buyer.name,
        "currency": order.currency,
        "amount": totals.amount,
        "amount_in_words": english.amount_in_words(totals.amount, currency),
        "quantity": totals.quantity[0].quantity if one_unit else None,
        "unit": totals.quantity[0].unit if one_unit else None,
        "lines": lines,
    }


def _packed(order: Order, context: Context) -> dict[str, Any]:
    if not order.packing:
        return {}
    totals = context.totals
    kind = totals.packages[0].kind if len(totals.packages) == 1 else None
    facts = {
        "packages": totals.package_count or None,
        "package_kind": kind,
        "net_weight_kg": totals.net_weight,
        "gross_weight_kg": totals.gross_weight,
        "volume_m3": totals.volume,
    }
    if kind:
        row = context.tables.packages[kind]
        facts["packages_in_words"] = english.packages_in_words(totals.package_count, row)
    return facts


def _route(order: Order) -> dict[str, Any]:
    facts: dict[str, Any] = {"consignee": _consignee(order)}
    if order.notify:
        facts["notify"] = order.notify[0].name
    if order.shipment:
        facts |= {
            "marks": order.shipment.marks,
            "port_of_loading": order.shipment.port_of_loading.name,
            "port_of_discharge": order.shipment.port_of_discharge.name,
            "final_destination": _name(order.shipment.final_destination),
            "destination_country": order.shipment.destination_country,
        }
    return facts


def _name(place: Place | None) -> str:
    return place.name if place else ""


def _consignee(order: Order) -> str:
    match order.consignee:
        case None:
            return order.buyer.name
        case NamedConsignee(party=party):
            return party.name
        case ToOrder():
            return "TO ORDER"
        case ToOrderOf(of=of):
            return f"TO ORDER OF {of}"
    return "TO WHOM IT MAY CONCERN"


def _purchases(order: Order, context: Context) -> Iterator[Paper]:
    goods = {each.line: each for each in order.goods}
    names = {each.id: each.name for each in order.suppliers}
    for index, (purchase, totals) in enumerate(
        zip(order.purchases, context.totals.purchases, strict=True)
    ):
        lines = tuple(
            _line(
                description=goods[line.line].description,
                sku=goods[line.line].sku,
                quantity=line.quantity,
                unit=goods[line.line].unit,
                price=line.price,
                amount=amount,
            )
            for line, amount in zip(purchase.lines, totals.amounts, strict=True)
        )
        facts = _facts(
            kind="purchase-contract",
            number=purchase.number,
            date=purchase.date,
            seller=names[purchase.supplier],
            buyer=order.seller.name,
            currency=purchase.currency,
            amount=totals.amount,
            amount_in_words=_capitals(totals.amount, purchase.currency),
            marks=purchase.marks,
            contract_number=order.number,
            lines=lines,
        )
        yield Paper(f"/purchases/{index}", True, facts)


def _capitals(amount: Any, currency: str) -> str:
    return chinese.rmb_capitals(amount) if currency == "CNY" else ""
