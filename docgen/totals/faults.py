"""Orders whose figures cannot be computed, or come to what no paper can say."""

from __future__ import annotations

from decimal import Decimal

from docgen.findings import Finding, Severity, pointer
from docgen.order import Order
from docgen.tables import Tables, Unit

_LIMIT = Decimal(10**15)  # the first amount that is too large for words


def unconvertible_prices(order: Order, tables: Tables) -> tuple[Finding, ...]:
    """A finding for each price for a unit that the quantity cannot be turned into."""
    findings = []
    for index, goods in enumerate(order.goods):
        if goods.price_unit in (None, goods.unit) or goods.price_unit_size is not None:
            continue
        sold, priced = tables.units[goods.unit], tables.units[goods.price_unit]
        if sold.base != priced.base:
            findings.append(_unconvertible(index, sold, priced))
    return tuple(findings)


def _unconvertible(index: int, sold: Unit, priced: Unit) -> Finding:
    return Finding(
        code="INP-013",
        severity=Severity.ERROR,
        en=f"the quantity is in {sold.plural} but the price is per {priced.label}",
        zh=f"数量单位为{sold.zh},单价却按{priced.zh}计",
        paths=(pointer(("goods", index, "price_unit")),),
        expected=f"a unit that {sold.plural} can be turned into, or price_unit_size",
        actual=priced.code,
        hint=f"say how many {sold.plural} one {priced.label} holds in price_unit_size"
        f" / 请在price_unit_size中写明每{priced.zh}含多少{sold.zh}",
    )


def unpayable_amounts(amount: Decimal, purchases: tuple[Decimal, ...]) -> tuple[Finding, ...]:
    """A finding for each total that is below zero or too large to be said in words."""
    amounts = {("goods",): amount} | {
        ("purchases", index): each for index, each in enumerate(purchases)
    }
    return tuple(
        _unpayable(pointer(path), each) for path, each in amounts.items() if not 0 <= each < _LIMIT
    )


def _unpayable(path: str, amount: Decimal) -> Finding:
    return Finding(
        code="INP-014",
        severity=Severity.ERROR,
        en=f"the total comes to {amount:,f}; expected 0 or more, and below {_LIMIT:,}",
        zh=f"合计为{amount:,f},应不小于0且小于{_LIMIT:,}",
        paths=(path,),
        expected=f"0 to {_LIMIT:,}",
        actual=f"{amount:f}",
        hint="mend the quantities, prices or discounts / 请核对数量、单价与折扣",
    )
