"""ARI: how many decimals a figure may have: coins there are, pieces that are whole (小数位)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from docgen.checks import names
from docgen.checks.papers import CI, PC, SC, Paper
from docgen.checks.rule import Deal, Fault, Outcomes, Said, Value, fault, rule
from docgen.checks.shipments import guarded
from docgen.findings import Severity

_SOLD = (SC, CI)


@rule(
    "ARI-003",
    severity=Severity.ERROR,
    guards=(SC, PC, CI),
    refs=("ISO 4217", "UN/ECE Recommendation 20"),
    en="{what} is {actual}: {problem}.",
    zh="{what}为{actual}:{problem}。",
    fix="Correct the figure; a decimal point is easily in the wrong place.",
    fix_zh="请更正该数字,注意小数点位置。",
)
def figures_have_no_more_decimals_than_there_can_be(
    deal: Deal, *, price_decimals: int = 4
) -> Outcomes:
    """No amount has a part of the smallest coin, and no countable goods come in parts.

    A quantity in dozens is counted in pieces: 10.5 DOZENS is 126. A price with many decimals is
    only asked about, because parts and components are really sold so.
    """
    currency = deal.order.currency
    for where, what, amount in _amounts(deal):
        yield from _amount(deal, currency, where, what, amount, _SOLD)
    for index, goods in enumerate(deal.order.goods):
        at, said = f"/goods/{index}", names.article(goods.sku, goods.line)
        guards = (SC, PC, CI)
        yield from _quantity(deal, f"{at}/quantity", said, goods.quantity, goods.unit, guards)
        yield from _price(f"{at}/price", said, goods.price, price_decimals, _SOLD)
    yield from _purchases(deal, price_decimals)
    for paper in deal.theirs:
        yield from _issued(deal, paper, price_decimals)


def _amounts(deal: Deal) -> Iterator[tuple[str, Said, Decimal | None]]:
    """Each amount that the order states in its own currency: place, name, figure."""
    order = deal.order
    for i, charge in enumerate(order.charges):
        yield f"/charges/{i}/amount", Said("The charge", "附加费"), charge.amount
    for i, discount in enumerate(order.discounts):
        yield f"/discounts/{i}/amount", Said("The discount", "折扣"), discount.amount
    for i, goods in enumerate(order.goods):
        said = names.article(goods.sku, goods.line)
        what = Said(f"The discount of {said.en}", f"{said.zh}的折扣")
        yield f"/goods/{i}/discount_amount", what, goods.discount_amount
    yield "/declared/amount", Said("The buyer's total", "客户订单总额"), order.declared.amount
    if shipment := order.shipment:
        yield "/shipment/freight", Said("The freight", "运费"), shipment.freight
        yield "/shipment/insurance", Said("The insurance premium", "保险费"), shipment.insurance


def _purchases(deal: Deal, price_decimals: int) -> Iterator[Fault]:
    for index, purchase in enumerate(deal.order.purchases):
        for at, line in enumerate(purchase.lines):
            goods = deal.goods[line.line][1]
            named = names.article(goods.sku, goods.line)
            said = Said(
                f"{named.en} of purchase contract {purchase.number}",
                f"采购合同{purchase.number}{named.zh}",
            )
            where, guards = f"/purchases/{index}/lines/{at}", (PC,)
            yield from _quantity(deal, f"{where}/quantity", said, line.quantity, goods.unit, guards)
            yield from _price(f"{where}/price", said, line.price, price_decimals, guards)


def _issued(deal: Deal, paper: Paper, price_decimals: int) -> Iterator[Fault]:
    named, guards = names.paper(deal, paper), guarded(paper)
    currency = paper.facts.currency or deal.order.currency
    total = Said(f"The amount of the {named.en}", f"{named.zh}总额")
    yield from _amount(deal, currency, paper.at("amount"), total, paper.facts.amount, guards)
    for index, line in enumerate(paper.facts.lines):
        said = Said(f"line {index + 1} of the {named.en}", f"{named.zh}第{index + 1}行")
        what = Said(f"The amount of {said.en}", f"{said.zh}金额")
        where = paper.at_line(index, "amount")
        yield from _amount(deal, currency, where, what, line.amount, guards)
        where = paper.at_line(index, "quantity")
        yield from _quantity(deal, where, said, line.quantity, line.unit or "", guards)
        yield from _price(paper.at_line(index, "price"), said, line.price, price_decimals, guards)


def _amount(
    deal: Deal,
    currency: str,
    where: str,
    what: Said,
    value: Decimal | None,
    guards: tuple[str, ...],
) -> Iterator[Fault]:
    minor = deal.tables.currencies[currency].minor
    if value is None or decimals(value) <= minor:
        return
    most = Said(
        f"{currency} has {minor} decimals" if minor else f"{currency} has no decimals",
        f"{currency}最多{minor}位小数" if minor else f"{currency}没有小数",
    )
    yield _too_fine(where, what, value, most, guards)


def _quantity(
    deal: Deal, where: str, said: Said, value: Decimal | None, unit: str, guards: tuple[str, ...]
) -> Iterator[Fault]:
    row = deal.tables.units.get(unit)
    if value is None or row is None or not row.countable or not decimals(value * row.factor):
        return
    problem = Said(f"{row.plural} are counted whole", f"{row.zh}应为整数")
    what = Said(f"The quantity of {said.en}", f"{said.zh}数量")
    yield _too_fine(where, what, value, problem, guards)


def _price(
    where: str, said: Said, value: Decimal | None, most: int, guards: tuple[str, ...]
) -> Iterator[Fault]:
    if value is None or decimals(value) <= most:
        return
    problem = Said(
        f"more than {most} decimals in a price are unusual", f"单价小数超过{most}位,请核对"
    )
    what = Said(f"The price of {said.en}", f"{said.zh}单价")
    yield _too_fine(where, what, value, problem, guards, Severity.WARNING)


def _too_fine(
    where: str,
    what: Value,
    value: Decimal,
    problem: Said,
    guards: tuple[str, ...],
    severity: Severity | None = None,
) -> Fault:
    return fault(where, actual=value, severity=severity, guards=guards, what=what, problem=problem)


def decimals(value: Decimal) -> int:
    """How many decimals a figure really has: 1.50 has one."""
    return max(0, -int(value.normalize().as_tuple().exponent))
