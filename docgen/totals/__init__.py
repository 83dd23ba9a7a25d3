"""The only arithmetic on quantities, weights and money; every printed figure comes from here.

Rounding happens once per figure, half up: amounts at the currency's minor unit (ISO 4217),
volumes of one packing group at three decimals of a cubic metre. Sums add rounded figures, so
what is printed adds up.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, localcontext

from docgen.errors import InputError
from docgen.findings import Finding
from docgen.order import Order
from docgen.order.goods import Goods
from docgen.order.packing import Packing
from docgen.order.purchases import Purchase
from docgen.order.terms import TransferWithDeposit
from docgen.rounding import rounded
from docgen.tables import Tables
from docgen.totals.faults import unconvertible_prices, unpayable_amounts
from docgen.totals.packed import (
    GroupTotals,
    PackageCount,
    QuantitySum,
    by_unit,
    group_totals,
    package_counts,
    total_volume,
)

_HUNDRED = Decimal(100)
_NOTHING = Decimal(0)


@dataclass(frozen=True)
class LineTotals:
    """What follows for one goods line.

    Attributes:
        gross: quantity times price, rounded.
        discount: what the line's own discounts take off.
        amount: gross less discount.
        packages: the packages that hold this line and nothing else; None where it shares some.
        net_weight, gross_weight: kilograms of those packages; None where it shares some.
        volume: cubic metres of those packages; None where a size is not known either.
    """

    line: int
    gross: Decimal
    discount: Decimal
    amount: Decimal
    packages: tuple[PackageCount, ...] | None
    net_weight: Decimal | None
    gross_weight: Decimal | None
    volume: Decimal | None


@dataclass(frozen=True)
class PurchaseTotals:
    """What follows for one purchase contract: VAT-inclusive amounts, and their split."""

    amounts: tuple[Decimal, ...]
    amount: Decimal
    net: Decimal
    vat: Decimal
    deposit: Decimal | None
    quantity: tuple[QuantitySum, ...]


@dataclass(frozen=True)
class Totals:
    """Every figure that follows from an order.

    Attributes:
        goods_amount: sum of the line amounts.
        discounts: each order discount, as a positive amount.
        amount: goods less discounts plus charges: what the invoice asks for.
        insured: the agreed per cent of `amount`, what the goods are insured for.
        free_on_board: amount less freight and insurance contained in it; None if neither is known.
        deposit, balance: the parts of `amount` under T/T with a deposit.
        packages: by kind, in the order of first appearance; pallets are not among them.
        volume: None where the size of some cargo is not known.
        pallet_weight: tare of all pallets, contained in `gross_weight`.
    """

    lines: tuple[LineTotals, ...]
    goods_amount: Decimal
    discounts: tuple[Decimal, ...]
    amount: Decimal
    insured: Decimal
    free_on_board: Decimal | None
    deposit: Decimal | None
    balance: Decimal | None
    quantity: tuple[QuantitySum, ...]
    groups: tuple[GroupTotals, ...]
    packages: tuple[PackageCount, ...]
    package_count: int
    pallet_count: int
    pallet_weight: Decimal
    net_weight: Decimal
    gross_weight: Decimal
    volume: Decimal | None
    purchases: tuple[PurchaseTotals, ...]


def compute(order: Order, tables: Tables) -> Totals:
    """Every figure that follows from the order.

    Raises:
        InputError: a price is for a unit that the quantity cannot be turned into, or a total is
            below zero or too large to be meant.
    """
    _refuse(order, unconvertible_prices(order, tables))
    with localcontext(prec=100):
        totals = _compute(order, tables)
    _refuse(
        order, unpayable_amounts(totals.amount, tuple(each.amount for each in totals.purchases))
    )
    return totals


def _refuse(order: Order, findings: tuple[Finding, ...]) -> None:
    if findings:
        count = "1 problem" if len(findings) == 1 else f"{len(findings)} problems"
        raise InputError(f"order {order.number} cannot be computed: {count}.", findings)


def _compute(order: Order, tables: Tables) -> Totals:
    minor = tables.currencies[order.currency].minor
    groups = tuple(group_totals(packing) for packing in order.packing)
    packed: dict[int, list[tuple[Packing, GroupTotals]]] = defaultdict(list)
    for packing, group in zip(order.packing, groups, strict=True):
        for number in {contents.line for contents in packing.contents}:
            packed[number].append((packing, group))
    lines = tuple(_line(goods, tables, minor, packed) for goods in order.goods)
    goods_amount = sum((line.amount for line in lines), _NOTHING)
    discounts = tuple(
        rounded(goods_amount * (each.percent or _NOTHING) / _HUNDRED, minor)
        + rounded(each.amount or _NOTHING, minor)
        for each in order.discounts
    )
    charges = sum((rounded(charge.amount, minor) for charge in order.charges), _NOTHING)
    amount = goods_amount - sum(discounts, _NOTHING) + charges
    deposit = _deposit(order, amount, minor)
    packages = package_counts(order.packing)
    tare = sum((p.count * (p.tare_weight_kg or _NOTHING) for p in order.pallets), _NOTHING)
    return Totals(
        lines=lines,
        goods_amount=goods_amount,
        discounts=discounts,
        amount=amount,
        insured=rounded(amount * order.terms.insurance.percent_of_value / _HUNDRED, minor),
        free_on_board=_free_on_board(order, amount, minor),
        deposit=deposit,
        balance=None if deposit is None else amount - deposit,
        quantity=by_unit((goods.unit, goods.quantity) for goods in order.goods),
        groups=groups,
        packages=packages,
        package_count=sum(each.count for each in packages),
        pallet_count=sum(each.count for each in order.pallets),
        pallet_weight=tare,
        net_weight=sum((group.net_weight for group in groups), _NOTHING),
        gross_weight=sum((group.gross_weight for group in groups), tare),
        volume=total_volume(groups, order.pallets),
        purchases=tuple(_purchase(each, order, tables) for each in order.purchases),
    )


def _line(
    goods: Goods,
    tables: Tables,
    minor: int,
    packed: Mapping[int, Sequence[tuple[Packing, GroupTotals]]],
) -> LineTotals:
    gross = rounded(_gross(goods, tables), minor)
    percent = goods.discount_percent or _NOTHING
    discount = rounded(gross * percent / _HUNDRED, minor) + rounded(
        goods.discount_amount or _NOTHING, minor
    )
    own = packed.get(goods.line, ())
    shared = not own or any(
        contents.line != goods.line for packing, _ in own for contents in packing.contents
    )
    return LineTotals(
        line=goods.line,
        gross=gross,
        discount=discount,
        amount=gross - discount,
        packages=None if shared else package_counts(packing for packing, _ in own),
        net_weight=None if shared else sum((g.net_weight for _, g in own), _NOTHING),
        gross_weight=None if shared else sum((g.gross_weight for _, g in own), _NOTHING),
        volume=None if shared else total_volume(tuple(g for _, g in own), ()),
    )


def _gross(goods: Goods, tables: Tables) -> Decimal:
    """Quantity, turned into price units, times price; divided last, to keep half a cent exact."""
    value = goods.quantity * goods.price
    if goods.price_unit_size is not None:
        return value / goods.price_unit_size
    if goods.price_unit is None:
        return value
    return value * tables.units[goods.unit].factor / tables.units[goods.price_unit].factor


def _deposit(order: Order, amount: Decimal, minor: int) -> Decimal | None:
    payment = order.terms.payment
    if not isinstance(payment, TransferWithDeposit):
        return None
    return rounded(amount * payment.deposit_percent / _HUNDRED, minor)


def _free_on_board(order: Order, amount: Decimal, minor: int) -> Decimal | None:
    shipment = order.shipment
    if shipment is None or (shipment.freight is None and shipment.insurance is None):
        return None
    contained = (shipment.freight or _NOTHING, shipment.insurance or _NOTHING)
    return amount - sum((rounded(each, minor) for each in contained), _NOTHING)


def _purchase(purchase: Purchase, order: Order, tables: Tables) -> PurchaseTotals:
    """Amounts of one purchase contract; net = gross / (1 + rate) per rate, VAT is the rest."""
    minor = tables.currencies[purchase.currency].minor
    units = {goods.line: goods.unit for goods in order.goods}
    amounts = tuple(rounded(line.quantity * line.price, minor) for line in purchase.lines)
    by_rate: dict[Decimal, Decimal] = defaultdict(Decimal)
    for line, line_amount in zip(purchase.lines, amounts, strict=True):
        by_rate[line.vat_percent] += line_amount
    amount = sum(amounts, _NOTHING)
    net = sum(
        (rounded(gross / (1 + rate / _HUNDRED), minor) for rate, gross in by_rate.items()),
        _NOTHING,
    )
    percent = purchase.payment.deposit_percent
    return PurchaseTotals(
        amounts=amounts,
        amount=amount,
        net=net,
        vat=amount - net,
        deposit=None if percent is None else rounded(amount * percent / _HUNDRED, minor),
        quantity=by_unit((units[line.line], line.quantity) for line in purchase.lines),
    )
