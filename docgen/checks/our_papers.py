"""The papers that an order asks us for, with the facts that will stand on them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from docgen.checks.our_bank_papers import bank_papers
from docgen.checks.our_facts import bought_line, groups, our_paper
from docgen.checks.our_shipping_papers import shipping_papers
from docgen.checks.papers import Paper, origin_paper_kind, stated
from docgen.context import Context
from docgen.order import Order
from docgen.text import chinese


def our_papers(order: Order, context: Context) -> tuple[Paper, ...]:
    """The papers that the order asks for."""
    return tuple(_ours(order, context))


def _ours(order: Order, context: Context) -> Iterator[Paper]:
    of = groups(order, context)
    sold = {**of.sale, **of.route, **of.agreed}
    yield our_paper("sales-contract", "", sold, number=order.number, date=order.date)
    yield from _purchases(order, context)
    shipped = {**of.packed, **of.route, **of.quoted}
    if invoice := order.invoice:
        sold = {**of.sale, **of.packed, **of.route, "contract_number": order.number}
        facts = {**sold, **of.credit}
        yield our_paper(
            "commercial-invoice", "/invoice", facts, number=invoice.number, date=invoice.date
        )
    if order.packing_list and order.packing:
        number = order.packing_list.number or (order.invoice.number if order.invoice else "")
        credit = order.credit.number if order.credit else ""
        facts = {**of.unpriced, **shipped, "credit_number": credit}
        yield our_paper(
            "packing-list", "/packing_list", facts, number=number, date=order.packing_list.date
        )
    if applied := order.inspection:
        facts = {**of.sale, **of.packed, **of.route, "contract_number": order.number}
        yield our_paper(
            "inspection-request", "/inspection", facts, number=applied.number, date=applied.date
        )
    if order.origin and (kind := origin_paper_kind(order, order.origin, context)):
        facts, request = {**of.unpriced, **shipped}, order.origin
        yield our_paper(kind, "/origin", facts, number=request.number, date=request.date)
    yield from shipping_papers(order, context, of)
    yield from bank_papers(order, context, of)


def _purchases(order: Order, context: Context) -> Iterator[Paper]:
    goods = {each.line: each for each in order.goods}
    names = {each.id: each.name for each in order.suppliers}
    for index, (purchase, totals) in enumerate(
        zip(order.purchases, context.totals.purchases, strict=True)
    ):
        lines = tuple(
            bought_line(goods[line.line], line.quantity, price=line.price, amount=amount)
            for line, amount in zip(purchase.lines, totals.amounts, strict=True)
        )
        facts = stated(
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
