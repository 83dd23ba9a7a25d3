"""TOT: totals and what repeats them (总金额、总件数、毛净重、体积)."""

from __future__ import annotations

from docgen.checks.needs import given
from docgen.checks.papers import CI, SC
from docgen.checks.rule import Deal, Outcomes, fault, rule
from docgen.findings import Severity


@rule(
    "TOT-001",
    severity=Severity.ERROR,
    guards=(SC, CI),
    needs=("declared.amount",),
    refs=("merchandiser's work description: 总金额是否正确", "EN 16931 BR-CO-10, BR-CO-13"),
    en="The lines add up to {currency} {expected}, but the buyer's order states {actual}"
    " (difference {difference}).",
    zh="各行合计为{currency} {expected},客户订单写{actual},相差{difference}。",
    fix="Check quantities, prices, charges and discounts against the buyer's order.",
    fix_zh="请与客户订单逐项核对数量、单价、附加费和折扣。",
    waivable=False,
)
def the_stated_total_matches_the_lines(deal: Deal) -> Outcomes:
    """The total that the buyer's order states is that of its lines with charges and discounts."""
    stated = given(deal.order.declared.amount)
    if stated != deal.totals.amount:
        yield fault(
            "/declared/amount",
            "/goods",
            expected=deal.totals.amount,
            actual=stated,
            currency=deal.order.currency,
        )
