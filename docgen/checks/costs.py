"""What the deal earns: purchases with VAT, the export refund, and the FOB value (成本核算).

The refund is that of the VAT contained in the purchases of what is sold; what is bought for stock
beyond it is left out. A supplier who pays less VAT than the refund rate (小规模纳税人) limits the
refund to his own rate.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from docgen.checks.deal import Deal
from docgen.checks.rule import Skip, skip
from docgen.order.goods import Goods
from docgen.rounding import rounded

_FEN = 2
_HUNDRED = Decimal(100)


@dataclass(frozen=True)
class Cost:
    """What the goods of one line cost, in renminbi: with VAT, and the refund of it."""

    bought: Decimal
    refund: Decimal

    @property
    def net(self) -> Decimal:
        """Cost less refund."""
        return self.bought - self.refund


@dataclass(frozen=True)
class Reckoning:
    """The figures of the deal: costs in renminbi by goods line, FOB value in its currency."""

    costs: tuple[Cost, ...]
    free_on_board: Decimal
    rate: Decimal
    fees: Decimal

    @property
    def bought(self) -> Decimal:
        """What all goods cost, VAT included."""
        return sum((cost.bought for cost in self.costs), Decimal(0))

    @property
    def refund(self) -> Decimal:
        """The VAT that comes back, rounded once."""
        return rounded(sum((cost.refund for cost in self.costs), Decimal(0)), _FEN)

    @property
    def spent(self) -> Decimal:
        """Cost less refund, with the domestic charges."""
        return self.bought - self.refund + self.fees

    @property
    def margin(self) -> Decimal:
        """Profit in per cent of the FOB value, two decimals."""
        earned = self.free_on_board * self.rate
        return rounded((earned - self.spent) * _HUNDRED / earned, 2)

    @property
    def exchange_cost(self) -> Decimal:
        """Renminbi spent to earn one unit of the currency (换汇成本), four decimals."""
        return rounded(self.spent / self.free_on_board, 4)


def reckoning(deal: Deal) -> Reckoning | Skip:
    """The figures of the deal, or what is missing to reckon them."""
    if gap := next(_gaps(deal), None):
        return gap
    costing, free_on_board = deal.order.costing, free_on_board_value(deal)
    if costing is None or free_on_board is None or free_on_board <= 0:
        return skip(
            "the FOB value is not known: freight or premium is missing",
            "FOB值未知:缺运费或保险费",
            "/shipment/freight",
            "/shipment/insurance",
        )
    costs = tuple(_cost(deal, goods) for goods in deal.order.goods)
    return Reckoning(costs, free_on_board, costing.exchange_rate, costing.fees)


def free_on_board_value(deal: Deal) -> Decimal | None:
    """The amount less the freight and premium that the trade term puts into the price."""
    term = deal.tables.incoterms[deal.order.terms.delivery.rule]
    shipment = deal.order.shipment
    if term.freight and (shipment is None or shipment.freight is None):
        return None
    if term.insurance and (shipment is None or shipment.insurance is None):
        return None
    known = deal.totals.free_on_board
    return deal.totals.amount if known is None else known


def _gaps(deal: Deal) -> Iterator[Skip]:
    order = deal.order
    for index, purchase in enumerate(order.purchases):
        if purchase.currency not in ("CNY", order.currency):
            yield skip(
                f"purchase contract {purchase.number} is in {purchase.currency}, with no rate",
                f"采购合同{purchase.number}币种为{purchase.currency},缺汇率",
                f"/purchases/{index}/currency",
            )
    for index, goods in enumerate(order.goods):
        bought = sum((each.quantity for _, _, each in deal.bought.get(goods.line, ())), Decimal(0))
        if bought < goods.quantity:
            yield skip(
                f"the cost of line {goods.line} is not known: it is not all bought for this order",
                f"第{goods.line}行未全部采购,成本未知",
                f"/goods/{index}/quantity",
            )
        if goods.refund_percent is None:
            yield skip(
                f"the refund rate of line {goods.line} is not given",
                f"第{goods.line}行未填出口退税率",
                f"/goods/{index}/refund_percent",
            )


def _cost(deal: Deal, goods: Goods) -> Cost:
    """What the quantity sold costs; what is bought beyond it goes to stock at the same price."""
    order, costing = deal.order, deal.order.costing
    bought = refund = quantity = Decimal(0)
    for index, at, line in deal.bought[goods.line]:
        amount = deal.totals.purchases[index].amounts[at]
        if order.purchases[index].currency != "CNY" and costing is not None:
            amount *= costing.exchange_rate
        rate = min(goods.refund_percent or Decimal(0), line.vat_percent)
        bought += amount
        refund += amount / (_HUNDRED + line.vat_percent) * rate
        quantity += line.quantity
    share = goods.quantity / quantity
    return Cost(bought * share, refund * share)
