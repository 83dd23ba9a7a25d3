"""Our papers for the bank and for the buyer, with the facts that will stand on them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from docgen.checks import drafts, our_numbers
from docgen.checks.our_facts import SOURCES, Groups, our_paper
from docgen.checks.papers import BC, BE, PI, SA, Paper
from docgen.context import Context
from docgen.order import Order
from docgen.order.bank_papers import BillOfExchange, ShippingAdvice

_FIGURES = ("amount", "amount_in_words")
_OWN_AMOUNT = {**SOURCES, **dict.fromkeys(_FIGURES, "/bill_of_exchange/amount")}
"""Where a draft over a part of the invoice has its figures from."""


def bank_papers(order: Order, context: Context, of: Groups) -> Iterator[Paper]:
    """Those that the order asks for; what a paper does not show, as the goods, is left out."""
    if proforma := order.proforma:
        number = our_numbers.of_proforma(order, proforma)
        terms = of.agreed["terms"].model_copy(update={"documents": ()})
        facts = {**of.sale, **_marks_and_ports(of), **of.agreed, "terms": terms}
        yield our_paper(PI, "/proforma", facts, number=number, date=proforma.date)
    quoted = {**of.quoted, **of.credit}
    if draft := order.bill_of_exchange:
        drawn = our_paper(BE, "/bill_of_exchange", {**quoted, **_drawn(order, context, draft)})
        yield drawn if draft.amount is None else replace(drawn, sources=_OWN_AMOUNT)
    yield from _certificates(order, quoted)
    if advice := order.shipping_advice:
        cargo = {**of.sale, **of.packed, **quoted, **_marks_and_ports(of), "amount_in_words": ""}
        yield our_paper(SA, "/shipping_advice", {**cargo, **_shipped(order, advice)})


def _certificates(order: Order, quoted: Mapping[str, Any]) -> Iterator[Paper]:
    certificates = zip(
        order.beneficiary_certificates, our_numbers.of_certificates(order), strict=True
    )
    for index, (each, number) in enumerate(certificates):
        yield our_paper(
            BC,
            f"/beneficiary_certificates/{index}",
            quoted,
            number=number,
            date=each.date,
            title=each.title,
            seller=order.seller.name,
            text=tuple(filter(None, each.text.split("\n"))),
        )


def _marks_and_ports(of: Groups) -> Mapping[str, Any]:
    """The route without the parties to whom the goods are consigned."""
    return {name: value for name, value in of.route.items() if name not in ("consignee", "notify")}


def _drawn(order: Order, context: Context, draft: BillOfExchange) -> Mapping[str, Any]:
    return {
        "number": our_numbers.of_invoice(order, draft),
        "date": draft.date,
        "place": draft.place or order.place,
        "seller": order.seller.name,
        "currency": order.currency,
        "amount": drafts.amount(context, draft),
        "amount_in_words": drafts.words(order, context, draft),
        "tenor": f"AT {drafts.tenor(order, draft)}",
        "drawee": drafts.drawee(order, draft).replace("\n", ", ") or order.buyer.name,
        "payee": drafts.payee(order, draft).replace("\n", ", "),
    }


def _shipped(order: Order, advice: ShippingAdvice) -> Mapping[str, Any]:
    facts: dict[str, Any] = {
        "number": our_numbers.of_invoice(order, advice),
        "date": advice.date,
        "buyer": "" if advice.to else order.buyer.name,
    }
    if shipment := order.shipment:
        facts |= {
            "conveyance": shipment.conveyance,
            "voyage": shipment.voyage,
            "on_board_date": shipment.on_board_date,
            "containers": tuple(each.number for each in shipment.containers if each.number),
            "seals": tuple(each.seal for each in shipment.containers if each.seal),
        }
    return facts
