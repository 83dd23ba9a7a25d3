"""COV: whether what is sold is bought, and whether its VAT comes back (采购与销售核对、退税)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from docgen.checks import names
from docgen.checks.papers import PC
from docgen.checks.rule import Deal, Fault, Outcomes, Said, fault, rule, skip
from docgen.findings import Severity
from docgen.order.goods import Goods
from docgen.order.purchases import Purchase

_MERCHANDISER = "merchandiser's work description"
_ABOUT = Decimal(10)
"""Per cent that ABOUT allows (UCP 600 art. 30(a))."""


def _bought(deal: Deal, goods: Goods) -> Decimal:
    bought = sum((line.quantity for _, _, line in deal.bought.get(goods.line, ())), Decimal(0))
    return bought + deal.from_stock.get(goods.line, Decimal(0))


def _leeway(deal: Deal) -> Decimal:
    """Per cent by which the sale may be more or less (溢短装)."""
    tolerance = deal.order.terms.tolerance
    agreed = tolerance.quantity_percent or Decimal(0)
    return max(agreed, _ABOUT) if tolerance.about else agreed


def _places(deal: Deal, index: int, goods: Goods) -> tuple[str, ...]:
    """The quantities bought for a goods line, then the one sold."""
    bought = deal.bought.get(goods.line, ())
    at = tuple(f"/purchases/{purchase}/lines/{line}/quantity" for purchase, line, _ in bought)
    return (*at, f"/goods/{index}/quantity") if at else ("/purchases", f"/goods/{index}/quantity")


@rule(
    "COV-001",
    severity=Severity.ERROR,
    guards=(PC,),
    needs=("purchases",),
    refs=(f"{_MERCHANDISER}: 下购货合同",),
    en="Of {goods} {expected} {unit} are sold, but {actual} bought or taken from stock"
    " ({difference} short).",
    zh="{goods}:销售{expected}{unit_zh},采购及库存合计{actual}{unit_zh},缺{difference}。",
    fix="Order the missing quantity, or enter what is taken from stock.",
    fix_zh="请补采购缺少的数量,或填写动用的库存。",
)
def all_that_is_sold_is_bought(deal: Deal) -> Outcomes:
    """Purchases and stock together cover the quantity sold of each line.

    Too little within the more-or-less clause of the sale is a warning, and so is a line of which
    nothing is bought yet: its purchase may follow, and must not hold back that of another.
    """
    for index, goods in enumerate(deal.order.goods):
        got = _bought(deal, goods)
        if got >= goods.quantity:
            continue
        least = goods.quantity * (100 - _leeway(deal)) / 100
        unit = deal.tables.units[goods.unit]
        yield fault(
            *_places(deal, index, goods),
            expected=goods.quantity,
            actual=got,
            severity=Severity.WARNING if not got or got >= least else None,
            goods=names.article(goods.sku, goods.line),
            unit=unit.plural,
            unit_zh=unit.zh,
        )


@rule(
    "COV-002",
    severity=Severity.WARNING,
    needs=("purchases",),
    refs=(f"{_MERCHANDISER}: 下购货合同",),
    en="Of {goods} {actual} {unit} are bought or taken from stock, but {expected} sold"
    " ({difference} too many).",
    zh="{goods}:采购及库存合计{actual}{unit_zh},销售{expected}{unit_zh},多{difference}。",
    fix="Correct the purchase, or set `to_stock` where the rest is meant for stock.",
    fix_zh="请更正采购数量;如有意备货,请将to_stock设为true。",
)
def no_more_is_bought_than_sold(deal: Deal, *, over_percent: Decimal = Decimal(0)) -> Outcomes:
    """What is bought for a line is not more than was sold, unless the rest is meant for stock.

    The more-or-less clause of the sale is let pass: as much may be shipped.
    """
    allowed = max(over_percent, _leeway(deal))
    for index, goods in enumerate(deal.order.goods):
        got = _bought(deal, goods)
        if got <= goods.quantity * (100 + allowed) / 100:
            continue
        bought = deal.bought.get(goods.line, ())
        if any(deal.order.purchases[purchase].to_stock for purchase, _, _ in bought):
            continue
        unit = deal.tables.units[goods.unit]
        yield fault(
            *_places(deal, index, goods),
            expected=goods.quantity,
            actual=got,
            goods=names.article(goods.sku, goods.line),
            unit=unit.plural,
            unit_zh=unit.zh,
        )


@rule(
    "COV-006",
    severity=Severity.WARNING,
    needs=("purchases",),
    refs=("VAT refund of exporters: 增值税专用发票", "VAT law of the PRC (in force 2026-01-01)"),
    en="Purchase contract {number}{line}: {problem}.",
    zh="采购合同{number}{line}:{problem}。",
    fix="Mend it before the contract goes out: without a right VAT invoice there is no refund.",
    fix_zh="请在合同发出前更正:没有合规的增值税专用发票就不能退税。",
)
def the_vat_of_a_purchase_can_be_refunded(
    deal: Deal, *, rates: str = "13 9 6 5 3 1 0", refunds: str = "13 9 6 0"
) -> Outcomes:
    """The factory can give a VAT invoice at a rate that there is, and the refund is within it.

    `rates` are the rates of VAT, `refunds` those of the export refund. The contract always
    carries the clause on the invoice, so only the facts are compared. Whether the credit code is
    valid is a matter of IDN-001.
    """
    known = tuple(Decimal(rate) for rate in rates.split())
    yield from _refunds(deal, tuple(Decimal(rate) for rate in refunds.split()))
    for index, purchase in enumerate(deal.order.purchases):
        at, supplier = deal.suppliers[purchase.supplier]
        if purchase.currency != "CNY" or supplier.country != "CN":
            continue
        taxed = any(line.vat_percent for line in purchase.lines)
        if taxed and not (supplier.uscc or supplier.vat_number):
            problem = Said("the supplier's credit code is missing", "缺供方统一社会信用代码")
            yield _unrefundable(f"/suppliers/{at}/uscc", purchase.number, problem)
        yield from _rates(deal, index, purchase, known)
    if places := _without_refund(deal):
        yield skip(
            f"the refund rate of {len(places)} of the lines bought is not given",
            f"有{len(places)}行采购商品未填出口退税率",
            *places,
        )


def _refunds(deal: Deal, known: tuple[Decimal, ...]) -> Iterator[Fault]:
    for index, goods in enumerate(deal.order.goods):
        refund = goods.refund_percent
        if refund is not None and refund not in known and goods.line in deal.bought:
            number = deal.order.purchases[deal.bought[goods.line][0][0]].number
            said = Said(f"there is no refund rate of {refund:f}%", f"没有{refund:f}%的退税率")
            yield _unrefundable(f"/goods/{index}/refund_percent", number, said, goods.line)


def _without_refund(deal: Deal) -> tuple[str, ...]:
    return tuple(
        f"/goods/{index}/refund_percent"
        for index, goods in enumerate(deal.order.goods)
        if goods.refund_percent is None and goods.line in deal.bought
    )


def _rates(
    deal: Deal, index: int, purchase: Purchase, known: tuple[Decimal, ...]
) -> Iterator[Fault]:
    for at, line in enumerate(purchase.lines):
        rate, refund = line.vat_percent, deal.goods[line.line][1].refund_percent or Decimal(0)
        place = f"/purchases/{index}/lines/{at}/vat_percent"
        if rate not in known:
            said = Said(f"there is no VAT rate of {rate:f}%", f"没有{rate:f}%的增值税税率")
            yield _unrefundable(place, purchase.number, said, line.line)
        elif refund > rate:
            said = Said(
                f"the refund rate {refund:f}% is above the VAT of {rate:f}%, the lower one counts",
                f"退税率{refund:f}%高于增值税率{rate:f}%,只能退{rate:f}%",
            )
            yield _unrefundable(place, purchase.number, said, line.line)


def _unrefundable(place: str, number: str, problem: Said, line: int = 0) -> Fault:
    named = Said(f", line {line}", f"第{line}行") if line else Said("", "")
    return fault(place, actual=problem, number=number, line=named, problem=problem)
