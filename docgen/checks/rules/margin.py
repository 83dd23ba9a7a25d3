"""PRC: what the deal earns, for the house alone (利润率、换汇成本)."""

from __future__ import annotations

from decimal import Decimal

from docgen.checks import names
from docgen.checks.costs import reckoning
from docgen.checks.needs import given
from docgen.checks.rule import Deal, Outcomes, Said, Skip, fault, rule
from docgen.findings import Severity
from docgen.rounding import rounded

_CONTROL = "usual control of a Chinese export house: 出口成本核算"
_NEEDS = ("costing", "purchases")
_HUNDRED = Decimal(100)


@rule(
    "PRC-005",
    severity=Severity.WARNING,
    needs=_NEEDS,
    refs=(_CONTROL, "VAT refund of exporters: 免、退税办法"),
    en="The margin is {actual}%, {bound} {expected}%: FOB {currency} {fob} at {rate}, cost {cost},"
    " VAT refund {refund}, charges {fees} (CNY).",
    zh="利润率为{actual}%,{bound}{expected}%:FOB值{currency} {fob},汇率{rate},"
    "采购成本{cost},退税{refund},费用{fees}(人民币)。",
    fix="Check prices, freight and refund rate, or renegotiate before the contract is signed.",
    fix_zh="请核对售价、采购价、运费和退税率;如属实,签约前应重新议价。",
)
def the_deal_earns_its_margin(
    deal: Deal,
    *,
    min_margin: Decimal = Decimal("0.08"),
    max_margin: Decimal = Decimal("0.60"),
) -> Outcomes:
    """Profit over the FOB value in renminbi is at least `min_margin` (0.08 is 8%).

    Profit = FOB value x rate - (purchases with VAT - VAT refund) - domestic charges. More than
    `max_margin` is too good to be true: a digit is wrong in a price or in the rate.
    """
    reckoned = reckoning(deal)
    if isinstance(reckoned, Skip):
        yield reckoned
        return
    least, most = rounded(min_margin * _HUNDRED, 2), rounded(max_margin * _HUNDRED, 2)
    if not least <= reckoned.margin <= most:
        low = reckoned.margin < least
        yield fault(
            "/costing/exchange_rate",
            "/goods",
            "/purchases",
            expected=least if low else most,
            actual=reckoned.margin,
            bound=Said("below", "低于") if low else Said("above", "高于"),
            currency=deal.order.currency,
            fob=reckoned.free_on_board,
            rate=reckoned.rate,
            cost=rounded(reckoned.bought, 2),
            refund=reckoned.refund,
            fees=rounded(reckoned.fees, 2),
        )


@rule(
    "PRC-006",
    severity=Severity.WARNING,
    needs=_NEEDS,
    refs=(_CONTROL,),
    en="One {currency} costs CNY {actual} to earn, but the rate {rate} less {reserve}% leaves"
    " {expected}.",
    zh="换汇成本为每1 {currency}合人民币{actual}元,汇率{rate}扣除{reserve}%后仅{expected}。",
    fix="The deal loses money if the rate falls a little: raise the price or lock the rate.",
    fix_zh="汇率稍有下跌即亏损,请提价或锁定汇率。",
)
def the_exchange_cost_stays_below_the_rate(
    deal: Deal, *, reserve: Decimal = Decimal("0.03")
) -> Outcomes:
    """Renminbi spent per unit of the currency stay below the rate less a reserve (0.03 is 3%).

    The domestic charges count, as the formula of the trade has it: (cost - refund + charges) over
    FOB value. It looks at the fall of the rate, PRC-005 at the profit wanted; a deal that is
    really bad fails both. A sale in renminbi has no exchange cost.
    """
    if deal.order.currency == "CNY":
        return
    reckoned = reckoning(deal)
    if isinstance(reckoned, Skip):
        yield reckoned
    elif reckoned.exchange_cost >= (most := rounded(reckoned.rate * (1 - reserve), 4)):
        yield fault(
            "/costing/exchange_rate",
            "/goods",
            "/purchases",
            expected=most,
            actual=reckoned.exchange_cost,
            currency=deal.order.currency,
            rate=reckoned.rate,
            reserve=rounded(reserve * _HUNDRED, 1),
        )


@rule(
    "PRC-007",
    severity=Severity.WARNING,
    needs=("costing",),
    refs=(_CONTROL,),
    en="The exchange rate {rate} is of {actual}, the contract of {expected} ({difference} days"
    " apart).",
    zh="核算汇率{rate}的日期为{actual},合同日期为{expected},相差{difference}天。",
    fix="Reckon the deal again with the rate of the day.",
    fix_zh="请按当日汇率重新核算。",
)
def the_rate_is_of_the_contracts_days(deal: Deal, *, days: int = 7) -> Outcomes:
    """The exchange rate of the costing is of the days around the contract's date.

    Whether the refund rate still holds on the day of export is not checked: no table has the
    rates by HS code and date.
    """
    costing = given(deal.order.costing)
    if abs((costing.rate_date - deal.order.date).days) > days:
        yield fault(
            "/costing/rate_date",
            "/date",
            expected=deal.order.date,
            actual=costing.rate_date,
            rate=costing.exchange_rate,
        )


@rule(
    "PRC-009",
    severity=Severity.WARNING,
    needs=_NEEDS,
    refs=(_CONTROL,),
    en="By the costing {goods} is sold at a loss: it earns CNY {expected} FOB, but costs {actual}"
    " after VAT refund (difference {difference}).",
    zh="{goods}亏本销售:FOB收入折合人民币{expected}元,扣除退税后成本{actual}元,亏{difference}元。",
    fix="Check its sales price and purchase price; prices of two lines may have changed places.",
    fix_zh="请核对该行售价与采购价,是否与另一行填反。",
)
def no_line_is_sold_at_a_loss(deal: Deal) -> Outcomes:
    """Of several lines each that is paid for earns more than its goods cost.

    Freight and premium are taken off in proportion. It finds a purchase price in the wrong line,
    which the margin of the whole deal may hide.
    """
    if len(deal.order.goods) == 1:
        return  # PRC-005 says it
    reckoned = reckoning(deal)
    if isinstance(reckoned, Skip):
        yield reckoned
        return
    share = reckoned.free_on_board / deal.totals.amount
    for index, (goods, cost) in enumerate(zip(deal.order.goods, reckoned.costs, strict=True)):
        earned = rounded(deal.totals.lines[index].amount * share * reckoned.rate, 2)
        spent = rounded(cost.net, 2)
        if earned < spent and not goods.free_of_charge:
            purchase, at, _ = deal.bought[goods.line][0]
            yield fault(
                f"/goods/{index}/price",
                f"/purchases/{purchase}/lines/{at}/price",
                expected=earned,
                actual=spent,
                goods=names.article(goods.sku, goods.line),
            )
