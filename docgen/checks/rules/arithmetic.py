"""ARI: line arithmetic: quantity, price and amount of a line, and what the price is for (单价)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from docgen.checks import names, pricing
from docgen.checks.papers import CI, PC, SC, Paper
from docgen.checks.rule import Deal, Dossier, Fault, Outcomes, Said, fault, rule, skip
from docgen.checks.shipments import guarded
from docgen.findings import Severity
from docgen.order.goods import Goods
from docgen.order.issued import IssuedLine

_MERCHANDISER = "merchandiser's work description: 总金额是否正确"


@rule(
    "ARI-001",
    severity=Severity.ERROR,
    guards=(SC, PC, CI),
    refs=(_MERCHANDISER, "EN 16931 BR-CO-04 and its family"),
    en="Line {line} of the {paper}: {quantity} x {price}{less} = {expected}, but the line says"
    " {actual} (difference {difference}).",
    zh="{paper}第{line}行:{quantity}×{price}{less}应为{expected},单据写{actual},相差{difference}。",
    fix="Find which of quantity, price and amount is wrong on the paper and mend it.",
    fix_zh="请核对该单据的数量、单价和金额,更正错误的一项。",
    waivable=False,
)
def a_line_amount_is_quantity_times_price(dossier: Dossier) -> Outcomes:
    """On every priced line the amount is quantity times unit price, rounded half up.

    Our own papers are computed, so this finds slips in papers that others typed. A line of goods
    with a discount of their own may state the amount before or after it; a price that is plainly
    for another unit is a matter of ARI-004.
    """
    priced = tuple(_priced(dossier))
    if not priced and not isinstance(dossier, Deal):
        yield skip(
            "no line states quantity, price and amount", "没有单价、数量和金额齐全的行", "/issued"
        )
    for paper, index, line, goods, minor in priced:
        if right := pricing.miscalculated(dossier, line, goods, minor):
            yield fault(
                *_places(paper, index),
                expected=right[0],
                actual=line.amount or Decimal(0),
                guards=guarded(paper),
                line=index + 1,
                paper=names.paper(dossier, paper),
                quantity=line.quantity or Decimal(0),
                price=line.price or Decimal(0),
                less=_less(dossier, line, goods, right),
            )


def _priced(dossier: Dossier) -> Iterator[tuple[Paper, int, IssuedLine, Goods | None, int]]:
    """The lines of others' papers that state quantity, price and amount, and the minor unit."""
    for paper in dossier.theirs:
        minor = pricing.minor_of(dossier, paper)
        for index, line in enumerate(paper.facts.lines):
            if None not in (line.quantity, line.price, line.amount):
                yield paper, index, line, pricing.goods_at(dossier, paper, index), minor


def _places(paper: Paper, index: int) -> tuple[str, str, str]:
    return (
        paper.at_line(index, "amount"),
        paper.at_line(index, "quantity"),
        paper.at_line(index, "price"),
    )


def _less(
    dossier: Dossier, line: IssuedLine, goods: Goods | None, right: tuple[Decimal, ...]
) -> Said:
    """What stands between the price and the amount: the unit it is for, and a discount."""
    row = dossier.tables.units.get(pricing.units_of(dossier, line, goods)[1])
    size = pricing.per_price_unit(dossier, line, goods)
    per = Said(f" per {row.label}", f"(每{row.zh})") if row and size != 1 else Said("", "")
    if len(right) == 1:
        return per
    return Said(f"{per.en} less {right[1] - right[0]:,f} discount", f"{per.zh}减折扣后")


@rule(
    "ARI-002",
    severity=Severity.ERROR,
    guards=(SC, PC, CI),
    refs=("ISBP 745 C12(b)",),
    en="{line}: the price is {actual}, but the goods are {marked} free of charge.",
    zh="{line}:单价为{actual},而该行{marked}“免费”。",
    fix="Give the price, or set `free_of_charge` where the goods are really given free.",
    fix_zh="请填写单价;如确属免费提供,请将free_of_charge设为true。",
)
def a_zero_price_is_marked_free(deal: Deal) -> Outcomes:
    """A price is zero exactly where the goods are marked as free of charge, on every paper.

    A bank may refuse goods that the credit does not call for, even free ones. What a factory gives
    for nothing is only asked about.
    """
    for index, goods in enumerate(deal.order.goods):
        if (goods.price == 0) != goods.free_of_charge:
            named = names.article(goods.sku, goods.line)
            line = Said(_first(named.en), named.zh)
            where = (f"/goods/{index}/price", f"/goods/{index}/free_of_charge")
            yield _free(line, goods.price, goods.free_of_charge, *where)
    for paper in deal.theirs:
        for index, issued in enumerate(paper.facts.lines):
            sold = pricing.goods_at(deal, paper, index)
            if sold is None or issued.price is None or (sold.price == 0) != sold.free_of_charge:
                continue
            if issued.price == 0 and issued.amount:
                continue  # a wrong product, as ARI-001 says
            if (issued.price == 0) != sold.free_of_charge:
                line = _line_of(deal, paper, index)
                where = (paper.at_line(index, "price"), f"{_at(deal, sold)}/free_of_charge")
                yield _free(line, issued.price, sold.free_of_charge, *where, guards=guarded(paper))
    yield from _bought_for_nothing(deal)


def _bought_for_nothing(deal: Deal) -> Iterator[Fault]:
    for line, bought in deal.bought.items():
        goods = deal.goods[line][1]
        for purchase, at, each in bought:
            if each.price == 0 and not goods.free_of_charge:
                number = deal.order.purchases[purchase].number
                named = names.article(goods.sku, line)
                yield _free(
                    Said(f"Purchase contract {number}, {named.en}", f"采购合同{number}{named.zh}"),
                    each.price,
                    False,
                    f"/purchases/{purchase}/lines/{at}/price",
                    severity=Severity.WARNING,
                    guards=(PC,),
                )


def _free(
    line: Said,
    price: Decimal,
    marked: bool,
    *where: str,
    severity: Severity | None = None,
    guards: tuple[str, ...] | None = None,
) -> Fault:
    return fault(
        *where,
        expected=Decimal(0) if marked else Said("a price", "单价"),
        actual=price,
        severity=severity,
        guards=guards,
        line=line,
        marked=Said("marked", "已标") if marked else Said("not marked", "未标"),
    )


def _first(text: str) -> str:
    """The text with its first letter in upper case and all others as they are."""
    return text[:1].upper() + text[1:]


def _line_of(dossier: Dossier, paper: Paper, index: int) -> Said:
    named = names.paper(dossier, paper)
    return Said(f"Line {index + 1} of the {named.en}", f"{named.zh}第{index + 1}行")


def _at(deal: Deal, goods: Goods) -> str:
    return f"/goods/{deal.goods[goods.line][0]}"


@rule(
    "ARI-004",
    severity=Severity.ERROR,
    guards=(SC, PC, CI),
    refs=(_MERCHANDISER, "UN/ECE Recommendation 20"),
    en="{line}: {problem}.",
    zh="{line}:{problem}。",
    fix="State the unit that the price is for, and how many of the quantity's units it holds.",
    fix_zh="请写明计价单位及其与数量单位的换算关系。",
)
def a_price_is_for_the_unit_it_names(deal: Deal) -> Outcomes:
    """Quantity and price are in one unit, or in two whose relation is known and kept.

    Price per dozen with the quantity in pieces is the classic twelvefold error. In the order a
    `price_unit_size` must be what the tables know, and stand beside the unit it explains; a line of
    another paper must be multiplied per the unit that the order's price is for.
    """
    for index, goods in enumerate(deal.order.goods):
        yield from _sizes(deal, index, goods)
    for paper, at, line, sold, minor in _priced(deal):
        unit, price_unit = pricing.units_of(deal, line, sold)
        if pricing.per_price_unit(deal, line, sold) is None:
            problem = _unrelated(deal, unit, price_unit)
        elif other := pricing.plainly_per(deal, line, sold, minor):
            problem = _multiplied(deal, line, price_unit, *other)
        else:
            continue
        yield fault(
            *_places(paper, at),
            guards=guarded(paper),
            line=_line_of(deal, paper, at),
            problem=problem,
        )


def _sizes(deal: Deal, index: int, goods: Goods) -> Iterator[Fault]:
    size, units = goods.price_unit_size, deal.tables.units
    if size is None:
        return
    sold, priced = units[goods.unit], units[goods.price_unit or goods.unit]
    where = (f"/goods/{index}/price_unit_size", f"/goods/{index}/price_unit")
    named = names.article(goods.sku, goods.line)
    line = Said(_first(named.en), named.zh)
    if goods.price_unit is None and size != 1:
        problem = Said(
            f"the price is said to be for {size:f} {sold.plural}, but no paper would say so:"
            " `price_unit` is missing",
            f"单价按每{size:f}{sold.zh}计,但未填price_unit,单据上无法体现",
        )
        yield fault(*where, actual=size, line=line, problem=problem)
    elif sold.base == priced.base and size * sold.factor != priced.factor:
        holds = priced.factor / sold.factor
        problem = Said(
            f"one {priced.label} holds {holds:f} {sold.plural}, not {size:f}",
            f"每{priced.zh}应为{holds:f}{sold.zh},而非{size:f}",
        )
        yield fault(*where, expected=holds, actual=size, line=line, problem=problem)


def _unrelated(deal: Deal, unit: str, price_unit: str) -> Said:
    one, other = deal.tables.units[unit], deal.tables.units[price_unit]
    return Said(
        f"the quantity is in {one.plural} but the price is per {other.label}",
        f"数量单位为{one.zh},单价却按{other.zh}计",
    )


def _multiplied(deal: Deal, line: IssuedLine, price_unit: str, other: str, size: Decimal) -> Said:
    meant, read = deal.tables.units[price_unit], deal.tables.units[other]
    return Said(
        f"the price {line.price:,f} is per {meant.label}, but the amount {line.amount:,f} takes it"
        f" as per {read.label}",
        f"单价{line.price:,f}按每{meant.zh}计,金额{line.amount:,f}却按每{read.zh}计算",
    )
