"""QTY: colours and sizes that make up a line, and lines entered twice (颜色尺码、重复行)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from docgen.checks import names
from docgen.checks.papers import CI, PC, PL, SC
from docgen.checks.rule import Deal, Fault, Outcomes, Said, fault, rule
from docgen.checks.words import norm
from docgen.findings import Severity
from docgen.order.goods import Variant

_MERCHANDISER = "merchandiser's work description: 例如颜色、数量等"


@rule(
    "QTY-006",
    severity=Severity.ERROR,
    guards=(SC, PC, CI, PL),
    refs=(_MERCHANDISER,),
    en="{goods}: the colours and sizes add up to {actual} {unit}, but the line says {expected}"
    " (difference {difference}).",
    zh="{goods}:颜色尺码明细合计{actual}{unit_zh},该行数量为{expected}{unit_zh},相差{difference}。",
    fix="Check the quantity of each colour and size against the buyer's order.",
    fix_zh="请与客户订单逐项核对颜色尺码数量。",
)
def colours_and_sizes_add_up_to_the_line(deal: Deal) -> Outcomes:
    """Where a line of the sale or of a purchase is broken down, its parts are its quantity."""
    for index, goods in enumerate(deal.order.goods):
        said = names.article(goods.sku, goods.line)
        place = f"/goods/{index}"
        yield from _parts(
            deal, place, said, goods.breakdown, goods.quantity, goods.unit, (SC, CI, PL)
        )
    for index, purchase in enumerate(deal.order.purchases):
        for at, line in enumerate(purchase.lines):
            goods = deal.goods[line.line][1]
            named = names.article(goods.sku, goods.line)
            said = Said(
                f"purchase contract {purchase.number}, {named.en}",
                f"采购合同{purchase.number}{named.zh}",
            )
            place = f"/purchases/{index}/lines/{at}"
            yield from _parts(deal, place, said, line.breakdown, line.quantity, goods.unit, (PC,))


def _parts(
    deal: Deal,
    place: str,
    goods: Said,
    breakdown: tuple[Variant, ...],
    quantity: Decimal,
    unit: str,
    guards: tuple[str, ...],
) -> Iterator[Fault]:
    total = sum((each.quantity for each in breakdown), Decimal(0))
    if breakdown and total != quantity:
        row = deal.tables.units[unit]
        yield fault(
            f"{place}/breakdown",
            f"{place}/quantity",
            expected=quantity,
            actual=total,
            guards=guards,
            goods=Said(goods.en[:1].upper() + goods.en[1:], goods.zh),
            unit=row.plural,
            unit_zh=row.zh,
        )


@rule(
    "QTY-007",
    severity=Severity.WARNING,
    refs=("merchandiser's work description: 总金额是否正确",),
    en="Line {line} repeats line {first}: the same goods, quantity and price ({actual}).",
    zh="第{line}行与第{first}行重复:商品、数量、单价相同({actual})。",
    fix="Delete the line if it was entered twice; if both are meant, say how they differ.",
    fix_zh="如系重复录入请删除;如确为两批,请注明区别。",
)
def no_goods_line_stands_there_twice(deal: Deal) -> Outcomes:
    """No two lines of the order are alike in goods, quantity and price.

    A line that was copied and not changed doubles goods and amount, and nothing else notices.
    """
    seen: dict[tuple[object, ...], int] = {}
    for index, goods in enumerate(deal.order.goods):
        same = (norm(goods.sku), norm(goods.description), goods.quantity, goods.unit, goods.price)
        key = (*same, goods.breakdown, goods.brand)
        if key in seen:
            first = deal.order.goods[seen[key]]
            yield fault(
                f"/goods/{index}",
                f"/goods/{seen[key]}",
                actual=goods.sku or goods.description.partition("\n")[0],
                line=goods.line,
                first=first.line,
            )
        seen.setdefault(key, index)
