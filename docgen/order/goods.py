"""What is sold: the goods lines, their colours and sizes, charges and discounts."""

from __future__ import annotations

from typing import Literal

from docgen.order.base import (
    Count,
    CountryCode,
    Exact,
    Flag,
    Line,
    NonNegative,
    OptionalLine,
    OptionalText,
    Part,
    Percent,
    Positive,
    Text,
    UnitCode,
)


class Variant(Part):
    """One colour or size of a goods line (颜色尺码明细)."""

    colour: OptionalLine = ""
    size: OptionalLine = ""
    quantity: Positive
    """In the unit of the line."""


class LineDeclaration(Part):
    """What only the customs declaration says of a line (出口货物报关单)."""

    elements_zh: OptionalText = ""
    """规格型号: the declaration elements of the code (申报要素), as they are filed."""
    first_unit: UnitCode | None = None
    """First statutory unit (第一法定计量单位)."""
    first_quantity: Positive | None = None
    """In that unit; the quantity of the line, or its net weight in kg, where it has that unit."""
    second_unit: UnitCode | None = None
    """Second statutory unit (第二法定计量单位)."""
    second_quantity: Positive | None = None
    source_zh: OptionalLine = ""
    """境内货源地 with its code, such as `金华其他(33079)`."""
    levy_zh: OptionalLine = "照章征税(1)"
    """征免."""


class Goods(Part):
    """One line of the sale. Amount = quantity, turned into price units, times price."""

    line: Count
    """Number of the line, used once in the order; packing and purchases refer to it."""
    sku: OptionalLine = ""
    """Article number (货号)."""
    description: Text
    """Name and specification in English, as every paper prints it."""
    description_zh: OptionalText = ""
    """Name and specification in Chinese (品名规格)."""
    brand: OptionalLine = ""
    hs_code: OptionalLine = ""
    """Harmonised System code: 6 to 10 digits, or 13 with the CIQ suffix."""
    quantity: Positive
    unit: UnitCode
    """Unit of the quantity, UN/ECE Recommendation 20 (`H87` piece, `SET`, `KGM`) or an alias."""
    price: NonNegative
    """Price of one price unit in the order's currency, in the decimals to be printed."""
    price_unit: UnitCode | None = None
    """Unit that the price is for, where it is not the unit of the quantity (`DZN`, `TNE`)."""
    price_unit_size: Positive | None = None
    """How many quantity units one price unit holds, where the tables cannot say."""
    free_of_charge: Flag = False
    """Goods given free: the price is 0 and the papers say so."""
    discount_percent: Percent | None = None
    """Discount on this line in per cent of its gross amount."""
    discount_amount: NonNegative | None = None
    """Discount on this line in the order's currency."""
    breakdown: tuple[Variant, ...] = ()
    """Colours and sizes that make up the quantity."""
    origin_country: CountryCode | None = None
    """Country of origin of the goods, ISO 3166; the seller's country where absent."""
    origin_place_zh: OptionalLine = ""
    """Province and city of production (产地), for the inspection request."""
    origin_criterion: OptionalLine = ""
    """Origin criterion of Form A box 8 as it is to be printed, such as `"P"` or `"W" 73.23`."""
    inspection_required: Flag = False
    """Whether export inspection is required for this line (法检)."""
    unit_net_weight_kg: Positive | None = None
    """Net weight of one unit as the product file has it (产品档案), to compare the packing with."""
    refund_percent: Percent | None = None
    """Rate of the export VAT refund (出口退税率), for the costing."""
    customs: LineDeclaration | None = None
    """What the customs declaration says besides."""


class Charge(Part):
    """An amount added to the total of the order, outside the unit prices."""

    kind: Literal["freight", "insurance", "packing", "inspection", "documents", "bank", "other"]
    description: Line
    description_zh: OptionalLine = ""
    amount: NonNegative


class OrderDiscount(Part):
    """An amount taken off the total of the order; give per cent or amount."""

    description: Line
    description_zh: OptionalLine = ""
    percent: Percent | None = None
    """Per cent of the sum of the lines."""
    amount: NonNegative | None = None


class DeclaredTotals(Part):
    """Totals as the buyer's order states them: compared with the computed ones, never printed."""

    amount: Exact | None = None
    quantity: Positive | None = None
    packages: Count | None = None
    net_weight_kg: NonNegative | None = None
    gross_weight_kg: NonNegative | None = None
    volume_m3: NonNegative | None = None
