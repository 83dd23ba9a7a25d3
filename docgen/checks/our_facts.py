"""What our papers say, group by group, and where in the order each fact comes from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from docgen.checks.papers import Paper, stated, stated_line, stated_terms
from docgen.context import Context
from docgen.order import Order
from docgen.order.goods import Goods
from docgen.order.issued import IssuedLine
from docgen.order.packing import Place
from docgen.order.parties import NamedConsignee, ToOrder, ToOrderOf
from docgen.text import english

SOURCES = {
    "amount": "/goods",
    "amount_in_words": "/goods",
    "buyer": "/buyer/name",
    "consignee": "/consignee",
    "containers": "/shipment/containers",
    "contract_number": "/number",
    "conveyance": "/shipment/conveyance",
    "credit_date": "/credit/issued",
    "credit_number": "/credit/number",
    "cover": "/terms/insurance/cover",
    "currency": "/currency",
    "destination_country": "/shipment/destination_country",
    "final_destination": "/shipment/final_destination",
    "gross_weight_kg": "/packing",
    "invoice_date": "/invoice/date",
    "invoice_number": "/invoice/number",
    "issuing_bank": "/credit/issuing_bank",
    "lines": "/goods",
    "marks": "/shipment/marks",
    "net_weight_kg": "/packing",
    "notify": "/notify",
    "on_board_date": "/shipment/on_board_date",
    "package_kind": "/packing",
    "packing": "/terms/packing",
    "packages": "/packing",
    "packages_in_words": "/packing",
    "port_of_discharge": "/shipment/port_of_discharge",
    "port_of_loading": "/shipment/port_of_loading",
    "quantity": "/goods",
    "seals": "/shipment/containers",
    "seller": "/seller/name",
    "terms/insurance_percent": "/terms/insurance/percent_of_value",
    "unit": "/goods",
    "volume_m3": "/packing",
    "voyage": "/shipment/voyage",
}
"""The place of each fact that does not stand in the part that asks for the paper."""


@dataclass(frozen=True)
class Groups:
    """The facts of an order in groups, as papers take them.

    Attributes:
        sale: parties, goods and amounts.
        packed: packages, weights, volume; empty before there is packing.
        route: consignee, marks, ports.
        quoted: numbers of contract and invoice.
        agreed: the terms of the sale, as the contract has them.
        credit: number and date of the credit, and its bank; empty where there is none.
    """

    sale: Mapping[str, Any]
    packed: Mapping[str, Any]
    route: Mapping[str, Any]
    quoted: Mapping[str, Any]
    agreed: Mapping[str, Any]
    credit: Mapping[str, Any]

    @property
    def unpriced(self) -> dict[str, Any]:
        """The sale without its amounts."""
        priced = ("amount", "amount_in_words", "currency")
        return {name: value for name, value in self.sale.items() if name not in priced}


def groups(order: Order, context: Context) -> Groups:
    """What the papers of an order have in common."""
    quoted: dict[str, Any] = {"contract_number": order.number}
    if order.invoice:
        quoted |= {"invoice_number": order.invoice.number, "invoice_date": order.invoice.date}
    sale, packed = _sale(order, context), _packed(order, context)
    return Groups(sale, packed, _route(order), quoted, _agreed(order), _credit(order))


def our_paper(kind: str, place: str, facts: Mapping[str, Any], **more: Any) -> Paper:
    """One of ours; its facts are known to be right, so they are not validated again."""
    sources = {"number": "/number", "date": "/date"} | SOURCES if not place else SOURCES
    return Paper(place, True, stated(**facts, kind=kind, **more), sources)


def bought_line(goods: Goods, quantity: Decimal, **known: Any) -> IssuedLine:
    """A line of what is bought of goods, as the papers for the factory have it."""
    return stated_line(
        description=goods.description,
        sku=goods.sku,
        quantity=quantity,
        unit=goods.unit,
        **known,
    )


def _sale(order: Order, context: Context) -> dict[str, Any]:
    totals, currency = context.totals, context.tables.currencies[order.currency]
    lines = tuple(
        stated_line(
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


def _agreed(order: Order) -> dict[str, Any]:
    terms = order.terms
    agreed = stated_terms(
        payment=terms.payment,
        tolerance=terms.tolerance,
        partial_shipment=terms.partial_shipment,
        transhipment=terms.transhipment,
        latest_shipment=terms.latest_shipment,
        insurance_percent=terms.insurance.percent_of_value,
        insurance_by=terms.insurance.by,
        documents=terms.documents,
    )
    return {
        "terms": agreed,
        "delivery": f"{terms.delivery.rule} {terms.delivery.place}",
        "cover": terms.insurance.cover,
        "packing": terms.packing,
    }


def _credit(order: Order) -> dict[str, Any]:
    credit = order.credit
    if credit is None:
        return {}
    return {
        "credit_number": credit.number,
        "credit_date": credit.issued,
        "issuing_bank": credit.issuing_bank.replace("\n", ", "),
    }


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
