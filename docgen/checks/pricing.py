"""What a line of a paper comes to: quantity, turned into price units, times price, less discount.

A paper prints the unit of the price only sometimes. Where it does not, the goods of the order say
what their price is for; where they do not either, it is for the unit of the quantity.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from docgen.checks.deal import Deal
from docgen.checks.dossier import Dossier
from docgen.checks.papers import CI, PC, Paper
from docgen.checks.shipments import of_this_shipment
from docgen.order.goods import Goods
from docgen.order.issued import IssuedLine
from docgen.rounding import rounded

_HUNDRED = Decimal(100)
_USUAL_DECIMALS = 2
_NOT_AT_OUR_PRICES = (PC, "production-order")


def currency_of(dossier: Dossier, paper: Paper) -> str:
    """The currency that a paper's amounts are in; empty where nothing says."""
    if paper.facts.currency:
        return paper.facts.currency
    if isinstance(dossier, Deal):
        return dossier.order.currency
    return (dossier.credit.currency or "") if dossier.credit else ""


def minor_of(dossier: Dossier, paper: Paper) -> int:
    """The decimals of a paper's currency; two where it is not known."""
    row = dossier.tables.currencies.get(currency_of(dossier, paper))
    return row.minor if row else _USUAL_DECIMALS


def goods_at(dossier: Dossier, paper: Paper, index: int) -> Goods | None:
    """The goods that a line sells; None on a purchase, whose prices are not those of the sale."""
    if not isinstance(dossier, Deal):
        return None
    article = dossier.articles.of(paper, index)
    if article is None or not article.at or paper.kind in _NOT_AT_OUR_PRICES:
        return None
    return dossier.order.goods[article.at[0]]


def units_of(dossier: Dossier, line: IssuedLine, goods: Goods | None) -> tuple[str, str]:
    """The unit of the quantity and that of the price; empty where nothing says."""
    unit = line.unit or (goods.unit if goods else "")
    if line.price_unit and unit:
        return unit, line.price_unit
    of_goods = goods.price_unit if goods else None
    units = dossier.tables.units
    if goods and of_goods and (unit == goods.unit or units[unit].base == units[of_goods].base):
        return unit, unit if _for_own_unit(line, goods) else of_goods
    return unit, unit


def _for_own_unit(line: IssuedLine, goods: Goods) -> bool:
    """Whether a paper states another price than ours and multiplies it with its own quantity."""
    if line.quantity is None or line.price is None or line.amount is None:
        return False
    return line.price != goods.price and abs(line.quantity * line.price - line.amount) < 1


def per_price_unit(dossier: Dossier, line: IssuedLine, goods: Goods | None) -> Decimal | None:
    """How many units of the quantity one price unit holds; None where nothing can say."""
    unit, price_unit = units_of(dossier, line, goods)
    if unit == price_unit:
        return Decimal(1)
    if goods and goods.price_unit_size and (unit, price_unit) == (goods.unit, goods.price_unit):
        return goods.price_unit_size
    units = dossier.tables.units
    one, other = units[unit], units[price_unit]
    return other.factor / one.factor if one.base == other.base else None


def gross(line: IssuedLine, size: Decimal, minor: int) -> Decimal | None:
    """Quantity times price where a price unit holds `size` of the quantity's units."""
    if line.quantity is None or line.price is None:
        return None
    return rounded(line.quantity * line.price / size, minor)


def discount(goods: Goods | None, amount: Decimal, minor: int) -> Decimal:
    """What the discounts of the goods line take off such an amount."""
    if goods is None or not (goods.discount_percent or goods.discount_amount):
        return Decimal(0)
    percent = goods.discount_percent or Decimal(0)
    fixed = goods.discount_amount or Decimal(0)
    return rounded(amount * percent / _HUNDRED, minor) + rounded(fixed, minor)


def right_amounts(
    dossier: Dossier, line: IssuedLine, goods: Goods | None, size: Decimal, minor: int
) -> tuple[Decimal, ...]:
    """What the line may say: less the discount of the goods, or before it."""
    if (before := gross(line, size, minor)) is None:
        return ()
    less = discount(goods, before, minor)
    return (before - less, before) if less else (before,)


def plainly_per(
    dossier: Dossier, line: IssuedLine, goods: Goods | None, minor: int
) -> tuple[str, Decimal] | None:
    """Another unit that the line was multiplied by, where its amount fits that one alone."""
    size = per_price_unit(dossier, line, goods)
    if not line.amount or (
        size and line.amount in right_amounts(dossier, line, goods, size, minor)
    ):
        return None
    for code, other in _other_units(dossier, *units_of(dossier, line, goods)):
        if line.amount in right_amounts(dossier, line, goods, other, minor):
            return code, other
    return None


def miscalculated(
    dossier: Dossier, line: IssuedLine, goods: Goods | None, minor: int
) -> tuple[Decimal, ...]:
    """What the amount should be, where it is wrong for the unit that its price is for."""
    size = per_price_unit(dossier, line, goods)
    if size is None or line.amount is None:
        return ()
    right = right_amounts(dossier, line, goods, size, minor)
    return () if line.amount in right or plainly_per(dossier, line, goods, minor) else right


def total_of_lines(paper: Paper) -> Decimal | None:
    """The sum of the amounts as they stand; None unless every line has one."""
    amounts = [line.amount for line in paper.facts.lines]
    known = [amount for amount in amounts if amount is not None]
    return sum(known, Decimal(0)) if known and len(known) == len(amounts) else None


def comes_to(dossier: Dossier, paper: Paper, amount: Decimal | None) -> bool:
    """Whether an amount is what the lines of a paper come to; so too where they cannot say."""
    stands = total_of_lines(paper)
    if stands is None or amount is None or amount in totals(dossier, paper, stands):
        return True
    return amount in totals(dossier, paper, _mended(dossier, paper, stands))


def totals(dossier: Dossier, paper: Paper, lines: Decimal) -> tuple[Decimal, ...]:
    """What a paper may state as its total where its lines come to that much, likeliest first.

    The invoice of this shipment carries all charges and discounts of the order, a purchase
    contract none; any other paper may leave them to the invoice.
    """
    if not isinstance(dossier, Deal) or paper.kind in _NOT_AT_OUR_PRICES:
        return (lines,)
    complete = _with_the_rest(dossier, lines)
    ours = paper.kind == CI and of_this_shipment(dossier, paper)
    return (complete,) if ours else (lines, complete)


def _mended(dossier: Dossier, paper: Paper, lines: Decimal) -> Decimal:
    """The sum of lines as it is with wrong products set right."""
    minor = minor_of(dossier, paper)
    for index, line in enumerate(paper.facts.lines):
        right = miscalculated(dossier, line, goods_at(dossier, paper, index), minor)
        if right and line.amount is not None:
            lines += right[0] - line.amount
    return lines


def _with_the_rest(deal: Deal, lines: Decimal) -> Decimal:
    """The sum of lines less the discounts and with the charges of the order.

    Lines that state the amounts before their own discounts are taken at those after.
    """
    if not deal.order.discounts and not deal.order.charges and not _discounted(deal):
        return lines
    ours = deal.totals
    goods = ours.goods_amount if lines == sum(each.gross for each in ours.lines) else lines
    minor = deal.tables.currencies[deal.order.currency].minor
    total = goods
    for each in deal.order.discounts:
        total -= rounded(goods * (each.percent or Decimal(0)) / _HUNDRED, minor)
        total -= rounded(each.amount or Decimal(0), minor)
    return total + sum((rounded(each.amount, minor) for each in deal.order.charges), Decimal(0))


def _discounted(deal: Deal) -> bool:
    return any(each.discount_percent or each.discount_amount for each in deal.order.goods)


def _other_units(dossier: Dossier, unit: str, price_unit: str) -> Iterator[tuple[str, Decimal]]:
    """Other units that a price might be for, with how many of the quantity's units each holds."""
    if not (one := dossier.tables.units.get(unit)):
        return
    for code, row in dossier.tables.units.items():
        if row.base == one.base and code != price_unit:
            yield code, row.factor / one.factor
