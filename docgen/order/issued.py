"""Papers as they read: made by others, or by us elsewhere.

Every field is optional and named as in the order; what has no field of its own goes into `text`.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from docgen.order.base import (
    Count,
    CountryCode,
    CurrencyCode,
    Date,
    Exact,
    Flag,
    Line,
    NonNegative,
    OptionalLine,
    OptionalText,
    PackageCode,
    Part,
    UnitCode,
)
from docgen.order.terms import Payment, Tolerance


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


class AgreedTerms(Part):
    """Terms of the sale as a contract or proforma invoice has them; named as in `terms`."""

    payment: Payment | None = None
    tolerance: Tolerance | None = None
    """More-or-less clause (溢短装)."""
    partial_shipment: Flag | None = None
    transhipment: Flag | None = None
    earliest_shipment: Date | None = None
    latest_shipment: Date | None = None
    insurance_percent: Annotated[int, Field(strict=True, ge=100, le=200)] | None = None
    """Insured amount in per cent of the invoice value (投保加成)."""
    insurance_by: Literal["seller", "buyer"] | None = None
    documents: tuple[Line, ...] = ()
    """Papers that the seller presents."""


class IssuedPaper(Part):
    """A paper made by others, or by us elsewhere, as it reads."""

    kind: Annotated[str, Field(min_length=1, max_length=60, pattern=r"^[a-z][a-z-]*$")]
    """Kind of paper, such as `bill-of-lading`, `insurance-policy`, `commercial-invoice`."""
    number: OptionalLine = ""
    date: Date | None = None
    place: OptionalLine = ""
    """Place of issue."""
    issuer: OptionalText = ""
    """Who issued it: carrier, insurer, chamber; the drawer of a draft."""
    title: OptionalLine = ""
    """Its heading as it reads, where that says more than the kind."""
    seller: OptionalText = ""
    """Seller, shipper, exporter or beneficiary, with the address below the name."""
    buyer: OptionalText = ""
    """Buyer or applicant; the one to whom an invoice is made out."""
    consignee: OptionalText = ""
    notify: OptionalText = ""
    currency: CurrencyCode | None = None
    amount: Exact | None = None
    """Total of an invoice, sum insured of a policy, sum of a draft."""
    amount_in_words: OptionalLine = ""
    quantity: NonNegative | None = None
    unit: UnitCode | None = None
    packages: Count | None = None
    package_kind: PackageCode | None = None
    packages_in_words: OptionalLine = ""
    packing: OptionalLine = ""
    """How the goods are packed, as it reads, such as `IN WOODEN CASES OF ONE SET EACH`."""
    net_weight_kg: NonNegative | None = None
    gross_weight_kg: NonNegative | None = None
    volume_m3: NonNegative | None = None
    marks: OptionalText = ""
    goods: OptionalText = ""
    """Description of the goods as a whole."""
    place_of_receipt: OptionalLine = ""
    port_of_loading: OptionalLine = ""
    port_of_discharge: OptionalLine = ""
    final_destination: OptionalLine = ""
    transhipment_port: OptionalLine = ""
    conveyance: OptionalLine = ""
    voyage: OptionalLine = ""
    on_board_date: Date | None = None
    """Date of shipment: on board, taking in charge, or dispatch."""
    freight: OptionalLine = ""
    """`PREPAID` or `COLLECT` as it reads."""
    freight_amount: NonNegative | None = None
    """Freight as a paper states it apart, in its currency."""
    clean: Flag | None = None
    """Whether a transport document bears no clause on a defect of goods or packing."""
    endorsement: OptionalLine = ""
    """As it reads, such as `IN BLANK`."""
    insured: OptionalLine = ""
    """The assured of a policy."""
    cover: OptionalText = ""
    """Risks covered, as they read."""
    claims_payable_at: OptionalLine = ""
    drawee: OptionalLine = ""
    """On whom a draft is drawn."""
    payee: OptionalLine = ""
    """To whose order a draft is payable."""
    tenor: OptionalLine = ""
    """`AT SIGHT`, `AT 30 DAYS AFTER SIGHT` as a draft reads."""
    originals: Count | None = None
    """Originals presented, or issued for a transport document."""
    copies: Annotated[int, Field(strict=True, ge=0, le=1000)] | None = None
    signed: Flag | None = None
    signed_by: OptionalLine = ""
    contract_number: OptionalLine = ""
    contract_date: Date | None = None
    invoice_number: OptionalLine = ""
    invoice_date: Date | None = None
    credit_number: OptionalLine = ""
    credit_date: Date | None = None
    issuing_bank: OptionalLine = ""
    """The bank that issued the credit, as the paper names it."""
    payment: OptionalLine = ""
    """Terms of payment as they read."""
    delivery: OptionalLine = ""
    """Trade term as it reads, such as `CIF OSLO, INCOTERMS 2020`."""
    terms: AgreedTerms = AgreedTerms()
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
