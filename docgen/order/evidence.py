"""Facts from outside: certificates held, papers made by others, waivers."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from docgen.order.base import (
    Count,
    CountryCode,
    CurrencyCode,
    Date,
    Exact,
    Line,
    NonNegative,
    OptionalLine,
    OptionalText,
    PackageCode,
    Part,
    Positive,
    Reason,
    Text,
    UnitCode,
)
from docgen.order.settings import RuleCode


class CertificateUse(Part):
    """An earlier shipment against an inspection certificate."""

    invoice: Line
    """Number of the invoice that used it."""
    date: Date
    amount: NonNegative | None = None
    """In the currency of the certificate."""
    quantity: NonNegative | None = None
    """In the unit of the certificate."""


class Certificate(Part):
    """An inspection certificate held for this order."""

    kind: Literal["e_slip", "paper_slip", "ledger"]
    """换证凭条 (used once), 换证凭单 (used in parts), 电子底账 (used once)."""
    number: Line
    first_item: Text
    """Name of the first item: all that the slip shows of the goods."""
    hs_code: OptionalLine = ""
    amount: Positive
    currency: CurrencyCode
    quantity: Positive | None = None
    unit: UnitCode | None = None
    issued: Date
    valid_until: Date | None = None
    """Date printed on the certificate; it wins over the tables."""
    contract_number: OptionalLine = ""
    goods_class: OptionalLine = "general"
    """Class of goods whose usual validity holds where no date is printed (`general`, `plant`)."""
    uses: tuple[CertificateUse, ...] = ()
    """Shipments that used it before this one."""


class IssuedLine(Part):
    """A goods line of a paper as it reads."""

    description: OptionalText = ""
    sku: OptionalLine = ""
    hs_code: OptionalLine = ""
    quantity: NonNegative | None = None
    unit: UnitCode | None = None
    price: NonNegative | None = None
    price_unit: UnitCode | None = None
    """Unit that the price is for, where it is not the unit of the quantity."""
    amount: Exact | None = None
    packages: Count | None = None
    net_weight_kg: NonNegative | None = None
    gross_weight_kg: NonNegative | None = None
    volume_m3: NonNegative | None = None
    origin_criterion: OptionalLine = ""


class IssuedPaper(Part):
    """A paper made by others, or by us elsewhere, as it reads."""

    kind: Annotated[str, Field(min_length=1, max_length=60, pattern=r"^[a-z][a-z-]*$")]
    """Kind of paper, such as `bill-of-lading`, `insurance-policy`, `commercial-invoice`."""
    number: OptionalLine = ""
    date: Date | None = None
    issuer: OptionalText = ""
    seller: OptionalText = ""
    buyer: OptionalText = ""
    consignee: OptionalText = ""
    notify: OptionalText = ""
    currency: CurrencyCode | None = None
    amount: Exact | None = None
    amount_in_words: OptionalLine = ""
    quantity: NonNegative | None = None
    unit: UnitCode | None = None
    packages: Count | None = None
    package_kind: PackageCode | None = None
    packages_in_words: OptionalLine = ""
    net_weight_kg: NonNegative | None = None
    gross_weight_kg: NonNegative | None = None
    volume_m3: NonNegative | None = None
    marks: OptionalText = ""
    port_of_loading: OptionalLine = ""
    port_of_discharge: OptionalLine = ""
    final_destination: OptionalLine = ""
    conveyance: OptionalLine = ""
    on_board_date: Date | None = None
    freight: OptionalLine = ""
    contract_number: OptionalLine = ""
    invoice_number: OptionalLine = ""
    invoice_date: Date | None = None
    credit_number: OptionalLine = ""
    payment: OptionalLine = ""
    """Terms of payment as they read."""
    delivery: OptionalLine = ""
    """Trade term as it reads, such as `CIF OSLO, INCOTERMS 2020`."""
    origin_country: CountryCode | None = None
    destination_country: CountryCode | None = None
    containers: tuple[Line, ...] = ()
    """Numbers of the containers."""
    seals: tuple[Line, ...] = ()
    vgm_kg: NonNegative | None = None
    certified_on: Date | None = None
    """Date on which the authority certified it."""
    lines: tuple[IssuedLine, ...] = ()
    text: tuple[OptionalText, ...] = ()
    """Further sentences on the paper."""


class Waiver(Part):
    """A finding that a responsible person accepts, bound to the values it accepts."""

    rule: RuleCode
    where: OptionalLine = "*"
    """JSON pointer of the place, or `*`."""
    reason: Reason
    by: Line
    date: Date
    expires: Date | None = None
    fingerprint: OptionalLine = ""
    """Hash of the values that are accepted; the waiver lapses when one changes."""
