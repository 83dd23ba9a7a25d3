"""What a line of a paper comes to: quantity, turned into price units, times price, less discount.

A paper prints the unit of the price only sometimes. Where it does not, the goods of the order say
what their price is for; where they do not either, it is for the unit of the quantity.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from docgen.checks.deal import Deal
from docgen.checks.papers import PC, Paper
from docgen.order.evidence import IssuedLine
from docgen.order.goods import Goods
from docgen.rounding import rounded

_HUNDRED = Decimal(100)
_NOT_AT_OUR_PRICES = (PC, "production-order")


def goods_at(deal: Deal, paper: Paper, index: int) -> Goods | None:
    """The goods that a line sells; None on a purchase, whose prices are not those of the sale."""
    article = deal.articles.of(paper, index)
    if article is None or not article.at or paper.kind in _NOT_AT_OUR_PRICES:
        return None
    return deal.order.goods[article.at[0]]


def units_of(deal: Deal, line: IssuedLine, goods: Goods | None) -> tuple[str, str]:
    """The unit of the quantity and that of the price; empty where nothing says."""
    unit = line.unit or (goods.unit if goods else "")
    if line.price_unit and unit:
        return unit, line.price_unit
    of_goods = goods.price_unit if goods else None
    units = deal.tables.units
    if goods and of_goods and (unit == goods.unit or units[unit].base == units[of_goods].base):
        return unit, of_goods
    return unit, unit


def per_price_unit(deal: Deal, line: IssuedLine, goods: Goods | None) -> Decimal | None:
    """How many units of the quantity one price unit holds; None where nothing can say."""
    unit, price_unit = units_of(deal, line, goods)
    if unit == price_unit:
        return Decimal(1)
    if goods and goods.price_unit_size and (unit, price_unit) == (goods.unit, goods.price_unit):
        return goods.price_unit_size
    units = deal.tables.units
    one, other = units[unit], units[price_unit]
    return other.factor / one.factor if one.base == other.base else None


def gross(line: IssuedLine, size: Decimal, minor: int) -> Decimal | None:
    """Quantity times price where a price unit holds `size` of the quantity's units."""
    if line.quantity is None or line.price is None:
        return None
    return rounded(line.quantity * line.price / size, minor)


def discount(goods: Goods | None, amount: Decimal, minor: int) -> Decimal:
    """What the discounts of the goods line take off such an amount."""
    if goods is None:
        return Decimal(0)
    percent = goods.discount_percent or Decimal(0)
    fixed = goods.discount_amount or Decimal(0)
    return rounded(amount * percent / _HUNDRED, minor) + rounded(fixed, minor)


def right_amounts(
    deal: Deal, line: IssuedLine, goods: Goods | None, size: Decimal, minor: int
) -> tuple[Decimal, ...]:
    """What the line may say: less the discount of the goods, or before it."""
    if (before := gross(line, size, minor)) is None:
        return ()
    less = discount(goods, before, minor)
    return (before - less, before) if less else (before,)


def other_units(deal: Deal, unit: str, price_unit: str) -> Iterator[tuple[str, Decimal]]:
    """Other units that a price might be for, with how many of the quantity's units each holds."""
    if not (one := deal.tables.units.get(unit)):
        return
    for code, row in deal.tables.units.items():
        if row.base == one.base and code != price_unit:
            yield code, row.factor / one.factor
