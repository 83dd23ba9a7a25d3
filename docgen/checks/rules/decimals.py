"""ARI: how many decimals a figure may have: coins there are, pieces that are whole (小数位)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from docgen.checks import names
from docgen.checks.papers import CI, PC, SC, Paper
from docgen.checks.rule import Deal, Fault, Outcomes, Said, fault, rule
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
        uncountable = _in_parts(deal, goods.quantity, goods.unit)
        if uncountable or _finer(goods.price, price_decimals):
            said, at = names.article(goods.sku, goods.line), f"/goods/{index}"
            if uncountable:
                yield _quantity(deal, at, said, goods.quantity, goods.unit, (SC, PC, CI))
            yield from _price(at, said, goods.price, price_decimals, _SOLD)
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
        if goods.discount_amount is not None:
            said = names.article(goods.sku, goods.line)
            what = Said(f"The discount of {said.en}", f"{said.zh}的折扣")
            yield f"/goods/{i}/discount_amount", what, goods.discount_amount
    yield "/declared/amount", Said("The buyer's total", "客户订单总额"), order.declared.amount
    if shipment := order.shipment:
        yield "/shipment/freight", Said("The freight", "运费"), shipment.freight
        yield "/shipment/insurance", Said("The insurance premium", "保险费"), shipment.insurance


def _purchases(deal: Deal, price_decimals: int) -> Iterator[Fault]:
    for index, purchase in enumerate(deal.order.purchases):
        for i, line in enumerate(purchase.lines):
            goods = deal.goods[line.line][1]
            uncountable = _in_parts(deal, line.quantity, goods.unit)
            if not uncountable and not _finer(line.price, price_decimals):
                continue
            named, at = names.article(goods.sku, goods.line), f"/purchases/{index}/lines/{i}"
            said = Said(
                f"{named.en} of purchase contract {purchase.number}",
                f"采购合同{purchase.number}{named.zh}",
            )
            if uncountable:
                yield _quantity(deal, at, said, line.quantity, goods.unit, (PC,))
            yield from _price(at, said, line.price, price_decimals, (PC,))


def _issued(deal: Deal, paper: Paper, price_decimals: int) -> Iterator[Fault]:
    named, guards = names.paper(deal, paper), guarded(paper)
    currency = paper.facts.currency or deal.order.currency
    minor = deal.tables.currencies[currency].minor
    total = Said(f"The amount of the {named.en}", f"{named.zh}总额")
    yield from _amount(deal, currency, paper.at("amount"), total, paper.facts.amount, guards)
    for index, line in enumerate(paper.facts.lines):
        uncountable = _in_parts(deal, line.quantity, line.unit)
        finer = _finer(line.price, price_decimals) or _finer(line.amount, minor)
        if not uncountable and not finer:
            continue
        said = Said(f"line {index + 1} of the {named.en}", f"{named.zh}第{index + 1}行")
        what = Said(f"The amount of {said.en}", f"{said.zh}金额")
        at = f"{paper.at('lines')}/{index}"
        yield from _amount(deal, currency, f"{at}/amount", what, line.amount, guards)
        if uncountable and line.quantity is not None and line.unit:
            yield _quantity(deal, at, said, line.quantity, line.unit, guards)
        yield from _price(at, said, line.price, price_decimals, guards)


def _amount(
    deal: Deal,
    currency: str,
    where: str,
    what: Said,
    value: Decimal | None,
    guards: tuple[str, ...],
) -> Iterator[Fault]:
    minor = deal.tables.currencies[currency].minor
    if value is not None and _finer(value, minor):
        problem = Said(
            f"{currency} has {minor} decimals" if minor else f"{currency} has no decimals",
            f"{currency}最多{minor}位小数" if minor else f"{currency}没有小数",
        )
        yield fault(where, actual=value, guards=guards, what=what, problem=problem)


def _quantity(
    deal: Deal, at: str, said: Said, value: Decimal, unit: str, guards: tuple[str, ...]
) -> Fault:
    row = deal.tables.units[unit]
    problem = Said(f"{row.plural} are counted whole", f"{row.zh}应为整数")
    what = Said(f"The quantity of {said.en}", f"{said.zh}数量")
    return fault(f"{at}/quantity", actual=value, guards=guards, what=what, problem=problem)


def _price(
    at: str, said: Said, value: Decimal | None, most: int, guards: tuple[str, ...]
) -> Iterator[Fault]:
    if value is None or not _finer(value, most):
        return
    problem = Said(
        f"more than {most} decimals in a price are unusual", f"单价小数超过{most}位,请核对"
    )
    yield fault(
        f"{at}/price",
        actual=value,
        severity=Severity.WARNING,
        guards=guards,
        what=Said(f"The price of {said.en}", f"{said.zh}单价"),
        problem=problem,
    )


def _in_parts(deal: Deal, value: Decimal | None, unit: str | None) -> bool:
    """Whether a quantity of countable goods is not a whole number of them."""
    if value is None or not unit:
        return False
    row = deal.tables.units[unit]
    return row.countable and _finer(value * row.factor, 0)


def _finer(value: Decimal | None, most: int) -> bool:
    """Whether a figure really has more decimals than that: 1.500 has one."""
    if value is None or -int(value.as_tuple().exponent) <= most:
        return False
    return -int(value.normalize().as_tuple().exponent) > most
