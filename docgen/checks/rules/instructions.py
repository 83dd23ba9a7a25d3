"""COV: whether the factory was told what the customer ordered (采购合同的包装、颜色、唛头)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from docgen.checks import names
from docgen.checks.papers import PC
from docgen.checks.rule import Deal, Fault, Outcomes, Said, Skip, Value, fault, rule, skip
from docgen.checks.words import norm
from docgen.findings import Severity
from docgen.order.goods import Goods, Variant
from docgen.order.packing import Packages
from docgen.order.purchases import Purchase

_NUMBERS = re.compile(r"\b([0-9]+) ?(?:-|/|TO|至) ?([0-9]+|UP)\b")
_UP = "UP"

Colour = tuple[str, str]
"""Colour and size as they compare."""


@rule(
    "COV-003",
    severity=Severity.ERROR,
    guards=(PC,),
    needs=("purchases",),
    refs=("merchandiser's work description: 一定要把客户要求写清楚",),
    en="Purchase contract {number}{goods}: the factory was told {actual} as {field}, but the order"
    " has {expected}.",
    zh="采购合同{number}{goods}:{field}写给工厂的是{actual},订单为{expected}。",
    fix="Tell the factory what the customer ordered, in writing, and correct the order file.",
    fix_zh="请书面通知工厂按客户要求执行,并更正订单文件。",
)
def the_factory_is_told_what_the_customer_ordered(deal: Deal) -> Outcomes:
    """Packing, colours, sizes and marks told to the factory are those of the order.

    The units per package are compared with the full packages of the packing; colours only where
    they add up to the quantity bought (QTY-006 looks at sums, COV-001 at shortages). Marks that
    end in `1-UP` before the packages are counted are let pass, and of several factories each may
    have a part of the numbers. Specifications are free text and cannot be compared.
    """
    packed = _per_package(deal)
    for index, purchase in enumerate(deal.order.purchases):
        for at, line in enumerate(purchase.lines):
            if line.per_package is None:
                continue
            place = f"/purchases/{index}/lines/{at}/per_package"
            if not deal.order.packing:
                yield skip("there is no packing to compare with", "未填装箱资料,无法比较", place)
            elif packed[line.line] and line.per_package not in packed[line.line]:
                want = packed[line.line]
                yield _untold(
                    (place, "/packing"),
                    purchase,
                    Said("quantity per package", "每件装量"),
                    next(iter(want)) if len(want) == 1 else " / ".join(f"{q:,f}" for q in want),
                    line.per_package,
                    deal.goods[line.line][1],
                )
        yield from _marks(deal, index, purchase)
    for index, goods in enumerate(deal.order.goods):
        yield from _colours(deal, index, goods)


def _untold(
    where: tuple[str, ...],
    purchase: Purchase,
    field: Said,
    expected: Value,
    actual: Value,
    goods: Goods | None = None,
) -> Fault:
    line = names.article(goods.sku, goods.line) if goods else None
    return fault(
        *where,
        expected=expected,
        actual=actual,
        number=purchase.number,
        goods=Said(f", {line.en}", line.zh) if line else Said("", ""),
        field=field,
    )


def _per_package(deal: Deal) -> Mapping[int, dict[Decimal, None]]:
    """What a full package holds of each goods line; a short last package is none."""
    counts: dict[int, dict[Decimal, int]] = defaultdict(lambda: defaultdict(int))
    for group in deal.order.packing:
        if isinstance(group, Packages):
            for contents in group.contents:
                counts[contents.line][contents.quantity] += group.count
    full: dict[int, dict[Decimal, None]] = defaultdict(dict)
    for line, found in counts.items():
        most = max(found)
        full[line] = {each: None for each, count in found.items() if each == most or count > 1}
    return full


def _colours(deal: Deal, index: int, goods: Goods) -> Iterator[Fault | Skip]:
    """Colours and sizes bought, over all purchases of the line, against those sold."""
    bought = deal.bought.get(goods.line, ())
    told = [each for each in bought if each[2].breakdown]
    if not goods.breakdown or not told:
        return
    quantity = sum((line.quantity for _, _, line in bought), Decimal(0))
    purchase, at, _ = told[0]
    where = (f"/purchases/{purchase}/lines/{at}/breakdown", f"/goods/{index}/breakdown")
    if len(told) < len(bought) or goods.line in deal.from_stock:
        yield skip(
            f"line {goods.line}: the colours are not known of all that is bought or in stock",
            f"第{goods.line}行:部分采购或库存未写明颜色尺码",
            where[0],
        )
        return
    have = _sums(each for _, _, line in told for each in line.breakdown)
    want = _sums(goods.breakdown)
    if sum(have.values()) != quantity or sum(want.values()) != goods.quantity:
        return
    variants = (*goods.breakdown, *(each for _, _, line in told for each in line.breakdown))
    for key, each in {_key(each): each for each in variants}.items():
        sold, got = want[key], have[key]
        if (got < sold and quantity >= goods.quantity) or (got and not sold):
            said = " ".join(filter(None, (each.colour, each.size)))
            field = Said(f"quantity of {said}", f"{said}数量")
            yield _untold(where, deal.order.purchases[purchase], field, sold, got, goods)


def _sums(variants: Iterable[Variant]) -> defaultdict[Colour, Decimal]:
    sums: defaultdict[Colour, Decimal] = defaultdict(Decimal)
    for each in variants:
        sums[_key(each)] += each.quantity
    return sums


def _key(variant: Variant) -> Colour:
    return norm(variant.colour), norm(variant.size)


def _marks(deal: Deal, index: int, purchase: Purchase) -> Iterator[Fault | Skip]:
    if not purchase.marks:
        return
    place = f"/purchases/{index}/marks"
    shipment = deal.order.shipment
    if shipment is None or not shipment.marks:
        yield skip("there are no shipping marks to compare with", "未填唛头,无法比较", place)
    elif not _same_marks(purchase.marks, shipment.marks, len(deal.order.purchases) > 1):
        yield _untold(
            (place, "/shipment/marks"),
            purchase,
            Said("shipping marks", "唛头"),
            " / ".join(shipment.marks.split("\n")),
            " / ".join(purchase.marks.split("\n")),
        )


def _same_marks(told: str, ordered: str, in_parts: bool) -> bool:
    """Whether the marks are the same but for numbers that are still open, or a part of all."""
    one, two = told.upper(), ordered.upper()
    if norm(one) == norm(two):
        return True
    if norm(_NUMBERS.sub("", one)) != norm(_NUMBERS.sub("", two)):
        return False
    mine, all_of = _NUMBERS.search(one), _NUMBERS.search(two)
    if mine is None or all_of is None:
        return False
    if mine[2] == _UP or all_of[2] == _UP:
        return True
    return in_parts and int(all_of[1]) <= int(mine[1]) <= int(mine[2]) <= int(all_of[2])
