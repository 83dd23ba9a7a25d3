"""CUS: what the export customs declaration can hold, and its quantities (出口货物报关单)."""

from __future__ import annotations

from docgen.checks import names
from docgen.checks.papers import CD
from docgen.checks.rule import Deal, Outcomes, Said, fault, rule
from docgen.findings import Severity

MOST_ITEMS = 50
_KILOGRAM = "KGM"


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


@rule(
    "CUS-002",
    severity=Severity.WARNING,
    guards=(CD,),
    refs=("GACC announcement 2019-18: 法定第一数量, 法定第二数量",),
    en="Line {line} declares {actual} as its {ordinal} statutory quantity; the order has"
    " {expected}.",
    zh="第{line}行{ordinal}为{actual},订单为{expected}。",
    fix="Correct the quantity, or leave it out: docgen takes it from the line.",
    fix_zh="请更正该数量,或留空由docgen按订单行填写。",
)
def statutory_quantities_are_those_of_the_line(deal: Deal) -> Outcomes:
    """In the unit of the line it is the quantity sold, in kilograms the net weight.

    A weight may be rounded to whole kilograms. Other units (a pair for a piece, square metres)
    follow from nothing that the order states.
    """
    weights = {each.line: each.net_weight for each in deal.totals.lines}
    for index, goods in enumerate(deal.order.goods):
        said = goods.customs
        if said is None:
            continue
        for name, ordinal, unit, stated in (
            ("first", Said("first", "法定第一数量"), said.first_unit, said.first_quantity),
            ("second", Said("second", "法定第二数量"), said.second_unit, said.second_quantity),
        ):
            weighed = unit == _KILOGRAM and goods.unit != _KILOGRAM
            wanted = weights[goods.line] if weighed else goods.quantity
            if stated is None or wanted is None or unit not in (goods.unit, _KILOGRAM):
                continue
            if abs(stated - wanted) >= 1 if weighed else stated != wanted:
                yield fault(
                    f"/goods/{index}/customs/{name}_quantity",
                    f"/goods/{index}",
                    expected=names.quantity(wanted, unit, deal.tables),
                    actual=names.quantity(stated, unit, deal.tables),
                    line=goods.line,
                    ordinal=ordinal,
                )
