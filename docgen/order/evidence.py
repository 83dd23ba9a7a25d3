"""Facts from outside: certificates held, waivers."""

from __future__ import annotations

from typing import Literal

from docgen.order.base import (
    CurrencyCode,
    Date,
    Line,
    NonNegative,
    OptionalLine,
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
