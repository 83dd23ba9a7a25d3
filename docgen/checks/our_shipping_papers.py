"""Our papers around the shipment as they read: booking, marks, insurance, customs, production."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from docgen.checks.our_facts import Groups, bought_line, our_paper
from docgen.checks.papers import BN, CD, IA, PO, SM, Paper, stated
from docgen.context import Context
from docgen.order import Order
from docgen.tables import Tables
from docgen.text import english


def freight_clause(order: Order, tables: Tables) -> str:
    """Who pays the carrier: the seller where the term says so or freight is charged on top."""
    charged = any(charge.kind == "freight" for charge in order.charges)
    prepaid = tables.incoterms[order.terms.delivery.rule].freight or charged
    return "FREIGHT PREPAID" if prepaid else "FREIGHT COLLECT"


def shipping_papers(order: Order, context: Context, of: Groups) -> Iterator[Paper]:
    """Those that the order asks for."""
    yield from _production(order)
    cargo: dict[str, Any] = {**of.unpriced, **of.packed, **of.route, **of.quoted}
    if order.marks_sheet and order.packing:
        packages = ("packages", "package_kind", "packages_in_words")
        facts = {name: of.packed[name] for name in packages if name in of.packed}
        facts |= {"marks": of.route.get("marks", ""), "contract_number": order.number}
        day = order.marks_sheet.date
        yield our_paper(SM, "/marks_sheet", facts, number=order.number, date=day)
    if booking := order.booking:
        facts = {**cargo, "freight": freight_clause(order, context.tables)}
        number = booking.number or order.number
        yield our_paper(BN, "/booking", facts, number=number, date=booking.date)
    if declared := order.customs_declaration:
        facts = {**of.sale, **of.packed, **of.route, **of.quoted}
        number, day = declared.number, declared.date
        yield our_paper(CD, "/customs_declaration", facts, number=number, date=day)
    if asked := order.insurance_application:
        yield our_paper(
            IA,
            "/insurance_application",
            {**of.packed, **of.route, **of.quoted},
            number=asked.number or order.number,
            date=asked.date,
            currency=order.currency,
            amount=context.totals.insured,
            amount_in_words=_in_words(order, context),
        )


def _in_words(order: Order, context: Context) -> str:
    return english.amount_in_words(
        context.totals.insured, context.tables.currencies[order.currency]
    )


def _production(order: Order) -> Iterator[Paper]:
    """What each factory is told: the lines of its purchase contract, without a price."""
    goods = {each.line: each for each in order.goods}
    names = {each.id: each.name for each in order.suppliers}
    for index, purchase in enumerate(order.purchases):
        asked = purchase.production
        if asked is None:
            continue
        lines = tuple(bought_line(goods[line.line], line.quantity) for line in purchase.lines)
        facts = stated(
            kind=PO,
            number=asked.number or purchase.number,
            date=asked.date,
            seller=names[purchase.supplier],
            buyer=order.seller.name,
            marks=purchase.marks or (order.shipment.marks if order.shipment else ""),
            contract_number=purchase.number,
            lines=lines,
        )
        yield Paper(f"/purchases/{index}/production", True, facts)
