"""The buying side and the money: purchase contracts, stock used, receipts, confirmed prices."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from docgen.order.base import (
    Count,
    CurrencyCode,
    Date,
    Days,
    FileNumber,
    Flag,
    Identifier,
    IncotermCode,
    NonNegative,
    OptionalLine,
    OptionalText,
    Part,
    Percent,
    Positive,
    UnitCode,
)
from docgen.order.goods import Variant
from docgen.order.shipping_papers import ProductionOrder


class PurchaseLine(Part):
    """One line bought for a goods line of the order."""

    line: Count
    """The number of the goods line."""
    quantity: Positive
    """In the unit of that line."""
    price: NonNegative
    """Price of one unit, VAT included (含税单价)."""
    vat_percent: Percent
    """VAT rate in per cent: 13, 9, 6 or 0."""
    specification_zh: OptionalText = ""
    """Specification for the factory, where it says more than the goods line."""
    per_package: Positive | None = None
    """How many units the factory is told to pack into one package (每箱数量)."""
    breakdown: tuple[Variant, ...] = ()
    """Colours and sizes as ordered from the factory."""


class PurchasePayment(Part):
    """How the supplier is paid."""

    deposit_percent: Percent | None = None
    balance_days: Days = 30
    """Days after receipt of the goods and the VAT invoice."""
    text_zh: OptionalText = ""
    """Payment clause in place of the standard one."""


class Purchase(Part):
    """A purchase contract with one supplier (采购合同)."""

    number: FileNumber
    supplier: Identifier
    """The supplier's `id`."""
    date: Date
    place_zh: OptionalLine = ""
    """Place of signing (签订地点)."""
    currency: CurrencyCode = "CNY"
    lines: Annotated[tuple[PurchaseLine, ...], Field(min_length=1)]
    delivery_date: Date
    delivery_place_zh: OptionalLine = ""
    packing_report_date: Date | None = None
    """Date by which the factory reports carton sizes and weights."""
    payment: PurchasePayment = PurchasePayment()
    countersigned_on: Date | None = None
    """Date on which the countersigned copy came back (回签)."""
    clauses_zh: tuple[OptionalText, ...] = ()
    """Further clauses, printed after the standard ones."""
    marks: OptionalText = ""
    """Shipping marks as the factory was told them (唛头)."""
    production: ProductionOrder | None = None
    """The production order that carries this contract out, where one is to be made."""
    to_stock: Flag = False
    """Whether what is bought beyond this sale goes to stock."""


class StockUse(Part):
    """Goods taken from stock instead of bought for this order."""

    line: Count
    quantity: Positive


class Receipt(Part):
    """Money received from the buyer."""

    kind: Literal["deposit", "balance", "full"]
    value_date: Date
    amount: Positive
    currency: CurrencyCode
    rate: Positive | None = None
    """Units of the order's currency for one unit received, where the currencies differ."""
    reference: OptionalLine = ""


class Costing(Part):
    """What the seller reckons the deal with; never printed on a paper (成本核算)."""

    exchange_rate: Positive
    """Renminbi for one unit of the order's currency."""
    rate_date: Date
    fees: NonNegative = Decimal(0)
    """Domestic charges of the whole order, in renminbi."""


class ConfirmedPrice(Part):
    """A price confirmed before: by an earlier order, a quotation, a mail."""

    line: Count
    """The goods line whose price it confirms."""
    price: NonNegative
    currency: CurrencyCode
    unit: UnitCode
    rule: IncotermCode
    """Incoterms rule of that price."""
    place: OptionalLine = ""
    confirmed_on: Date
    valid_until: Date | None = None
    minimum_quantity: Positive | None = None
    """The smallest quantity the price holds for, in the unit of the goods line."""
    reference: OptionalLine = ""
    """Order, quotation or mail that confirmed it."""
