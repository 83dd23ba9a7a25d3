"""What was agreed: delivery, payment, tolerances, dates, insurance, claims, free clauses."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from docgen.order.base import (
    Date,
    Days,
    Flag,
    IncotermCode,
    Line,
    OptionalLine,
    OptionalText,
    Part,
    Percent,
)


class TransferWithDeposit(Part):
    """T/T: a deposit first, the balance later (定金加尾款)."""

    type: Literal["tt_deposit"]
    deposit_percent: Percent
    deposit_days: Days = 7
    """Days after signing within which the deposit is due."""
    balance_percent: Percent | None = None
    """What the contract states for the balance; the rest of 100% where absent."""
    balance: Literal["before_shipment", "against_bl_copy", "after_bl_date", "on_arrival"]
    balance_days: Days = 0
    """Days after the bill of lading date, for `after_bl_date`."""


class TransferInAdvance(Part):
    """100% T/T before shipment (前T/T)."""

    type: Literal["tt_advance"]


class CreditTerms(Part):
    """What the parties agreed of the letter of credit; absent means that nothing was agreed."""

    confirmed: Flag | None = None
    """Whether another bank adds its confirmation (保兑), field 49 of the credit."""
    transferable: Flag | None = None
    """Whether it may be transferred (可转让), field 40A of the credit."""
    opened_by: Date | None = None
    """Day by which the credit reaches the seller (开到日期)."""
    expiry_days: Days | None = None
    """Days after shipment for which it is valid for negotiation (装运后若干天内议付有效)."""
    expiry_place: OptionalLine = ""
    """Where it expires, such as `CHINA`."""


class CreditAtSight(CreditTerms):
    """Irrevocable letter of credit at sight."""

    type: Literal["lc_sight"]


class UsanceCredit(CreditTerms):
    """Irrevocable letter of credit payable some days after sight or shipment."""

    type: Literal["lc_usance"]
    days: Days
    after: Literal["sight", "bl_date", "draft_date"] = "sight"


class DocumentsAgainstPayment(Part):
    """D/P: collection, documents against payment."""

    type: Literal["dp"]
    days: Days = 0
    """Days after sight; 0 is at sight."""


class DocumentsAgainstAcceptance(Part):
    """D/A: collection, documents against acceptance."""

    type: Literal["da"]
    days: Days
    after: Literal["sight", "bl_date", "draft_date"] = "sight"


class OpenAccount(Part):
    """O/A: payment on open account."""

    type: Literal["oa"]
    days: Days
    after: Literal["bl_date", "invoice_date"] = "bl_date"


Payment = Annotated[
    TransferWithDeposit
    | TransferInAdvance
    | CreditAtSight
    | UsanceCredit
    | DocumentsAgainstPayment
    | DocumentsAgainstAcceptance
    | OpenAccount,
    Field(discriminator="type"),
]
"""Terms of payment (付款方式)."""


class Delivery(Part):
    """The Incoterms rule and its named place."""

    rule: IncotermCode
    """`FOB`, `CIF`, `FCA` ..."""
    place: Line
    """Named port or place, as printed after the rule."""
    edition: Annotated[str, Field(pattern=r"^[0-9]{4}$")] = "2020"
    """Edition of the Incoterms rules."""


class Tolerance(Part):
    """More-or-less clause (溢短装), in per cent."""

    quantity_percent: Percent | None = None
    amount_percent: Percent | None = None
    option: Literal["seller", "buyer"] = "seller"
    """At whose option."""
    about: Flag = False
    """The contract or credit says ABOUT or APPROXIMATELY (UCP 600 art. 30(a): 10%)."""


class Insurance(Part):
    """Insurance as agreed; who insures follows from the Incoterms rule where `by` is absent."""

    by: Literal["seller", "buyer"] | None = None
    percent_of_value: Annotated[int, Field(strict=True, ge=100, le=200)] = 110
    """Insured amount in per cent of the invoice value."""
    cover: OptionalLine = ""
    """Clauses of cover, such as `INSTITUTE CARGO CLAUSES (A) 1/1/09`."""


class FreeClause(Part):
    """A clause of the parties' own."""

    title: OptionalLine = ""
    title_zh: OptionalLine = ""
    text: OptionalText = ""
    text_zh: OptionalText = ""


class Terms(Part):
    """The terms of the sale."""

    delivery: Delivery
    payment: Payment
    tolerance: Tolerance = Tolerance()
    partial_shipment: Flag | None = None
    """Whether partial shipment is allowed; absent means that nothing was agreed."""
    transhipment: Flag | None = None
    latest_shipment: Date | None = None
    """Latest date of shipment (最迟装运期)."""
    shipment_period: OptionalLine = ""
    """Time of shipment in words, where the parties agreed on more than a date."""
    insurance: Insurance = Insurance()
    packing: OptionalLine = ""
    """Packing as agreed, where the standard sentence does not serve."""
    quality_claim_days: Days = 30
    """Days after arrival for claims on quality."""
    quantity_claim_days: Days = 15
    """Days after arrival for claims on quantity or weight."""
    inspection_by: OptionalLine = ""
    """Who issues the certificate of quality and quantity."""
    documents: tuple[Line, ...] = ()
    """Documents that the seller presents."""
    arbitration: OptionalText = ""
    """Arbitration clause in place of the standard one (CIETAC)."""
    arbitration_zh: OptionalText = ""
    law: OptionalText = ""
    """Governing law in place of the standard clause."""
    law_zh: OptionalText = ""
    clauses: tuple[FreeClause, ...] = ()
    """Further clauses, printed after the standard ones."""
