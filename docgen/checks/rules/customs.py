"""CUS: what the export customs declaration can hold (出口货物报关单)."""

from __future__ import annotations

from docgen.checks.papers import CD
from docgen.checks.rule import Deal, Outcomes, fault, rule
from docgen.findings import Severity

MOST_ITEMS = 50


@rule(
    "CUS-001",
    severity=Severity.ERROR,
    guards=(CD,),
    needs=("customs_declaration",),
    refs=("GACC announcement 2018-60: one declaration has at most 50 items",),
    en="The customs declaration has {actual} items, but one holds at most {expected}.",
    zh="报关单有{actual}项商品,每份最多{expected}项。",
    fix="Split the shipment over several declarations, each in an order file of its own, or print a"
    " draft with --draft and let the declarant merge items of one code and price.",
    fix_zh="请分票申报(各建订单文件),或先用--draft打印草稿,由报关行归并同编码同价格的商品。",
    waivable=False,
)
def a_declaration_has_at_most_fifty_items(deal: Deal) -> Outcomes:
    """A declaration of the authority's single window takes fifty items and no more."""
    count = len(deal.order.goods)
    if count > MOST_ITEMS:
        yield fault("/goods", expected=MOST_ITEMS, actual=count)
