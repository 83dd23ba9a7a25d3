"""ARI: line arithmetic and rounding (单价乘数量)."""

from __future__ import annotations

from decimal import Decimal

from docgen.checks import names
from docgen.checks.papers import CI, PC, SC
from docgen.checks.rule import Deal, Outcomes, fault, rule
from docgen.findings import Severity
from docgen.rounding import rounded

_MERCHANDISER = "merchandiser's work description: 总金额是否正确"


@rule(
    "ARI-001",
    severity=Severity.ERROR,
    guards=(SC, PC, CI),
    refs=(_MERCHANDISER, "EN 16931 BR-CO-04 and its family"),
    en="Line {line} of the {paper}: {quantity} x {price} = {expected}, but the line says {actual}"
    " (difference {difference}).",
    zh="{paper}第{line}行:{quantity}×{price}应为{expected},单据写{actual},相差{difference}。",
    fix="Find which of quantity, price and amount is wrong on the paper and mend it.",
    fix_zh="请核对该单据的数量、单价和金额,更正错误的一项。",
    waivable=False,
)
def a_line_amount_is_quantity_times_price(deal: Deal) -> Outcomes:
    """On every priced line the amount is quantity times unit price, rounded half up.

    Our own papers are computed, so this finds slips in papers that others typed; a line with a
    discount of its own is compared less that discount.
    """
    for paper in deal.theirs:
        currency = paper.facts.currency or deal.order.currency
        minor = deal.tables.currencies[currency].minor
        for index, line in enumerate(paper.facts.lines):
            if line.quantity is None or line.price is None or line.amount is None:
                continue
            want = rounded(line.quantity * line.price, minor)
            if line.amount != want:
                yield fault(
                    paper.at_line(index, "amount"),
                    paper.at_line(index, "quantity"),
                    paper.at_line(index, "price"),
                    expected=want,
                    actual=line.amount,
                    line=index + 1,
                    paper=names.paper(deal, paper),
                    quantity=line.quantity,
                    price=line.price,
                )


@rule(
    "ARI-002",
    severity=Severity.ERROR,
    guards=(SC, PC, CI),
    refs=("ISBP 745 C12(b)",),
    en="Line {line} ({goods}): the price is {actual} but the line is {marked} free of charge.",
    zh="第{line}行({goods}):单价为{actual},而该行{marked}“免费”。",
    fix="Give the price, or set `free_of_charge` where the goods are really given free.",
    fix_zh="请填写单价;如确属免费提供,请将free_of_charge设为true。",
)
def a_zero_price_is_marked_free(deal: Deal) -> Outcomes:
    """A price is zero exactly where the line is marked as free of charge.

    A bank may refuse goods that the credit does not call for, even free ones.
    """
    for index, goods in enumerate(deal.order.goods):
        if (goods.price == 0) != goods.free_of_charge:
            marked = goods.free_of_charge
            yield fault(
                f"/goods/{index}/price",
                f"/goods/{index}/free_of_charge",
                expected=Decimal(0) if marked else "",
                actual=goods.price,
                line=goods.line,
                goods=goods.description,
                marked=names.Said("marked", "标为") if marked else names.Said("not", "未标"),
            )
