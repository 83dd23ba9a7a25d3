"""The order: one file that holds every fact of a sale once.

Shape only: a fact that disagrees with another one is found by the checks, not here.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from docgen.order.bank_papers import (
    BeneficiaryCertificate,
    BillOfExchange,
    ProformaInvoice,
    ShippingAdvice,
)
from docgen.order.base import (
    CurrencyCode,
    Date,
    FileNumber,
    OptionalLine,
    OptionalText,
    Part,
)
from docgen.order.credit import Credit
from docgen.order.evidence import Certificate, Waiver
from docgen.order.goods import Charge, DeclaredTotals, Goods, OrderDiscount
from docgen.order.issued import IssuedPaper
from docgen.order.packing import Packing, Pallets
from docgen.order.papers import (
    InspectionRequest,
    Invoice,
    OriginRequest,
    PackingList,
    Presentation,
    Shipment,
)
from docgen.order.parties import Consignee, Party, Supplier
from docgen.order.purchases import ConfirmedPrice, Costing, Purchase, Receipt, StockUse
from docgen.order.settings import CheckSettings
from docgen.order.shipping_papers import (
    Booking,
    CustomsDeclaration,
    InsuranceApplication,
    MarksSheet,
)
from docgen.order.terms import Terms

MAX_LINES = 2000


class Order(Part):
    """Everything known of one sale to one buyer."""

    schema_uri: Annotated[OptionalLine, Field(alias="$schema")] = ""
    """Address of the JSON Schema, for editors; not read."""
    schema_version: Literal["1"] = "1"
    number: FileNumber
    """Number of the order and of the sales contract; it names the output folder."""
    revision: Annotated[int, Field(strict=True, ge=0, le=999)] = 0
    date: Date
    """Date of the sales contract."""
    place: OptionalLine = ""
    """Place where the contract is signed."""
    kind: Literal["own", "processing"] = "own"
    """Own product or processing with the buyer's materials (加工)."""
    currency: CurrencyCode
    """ISO 4217 currency of every price and amount of the sale."""
    buyer_reference: OptionalLine = ""
    """The buyer's own order number."""
    prepared_by: OptionalLine = ""
    """Name of the merchandiser who prepared the papers."""
    remarks: OptionalText = ""
    """Remarks printed on the sales contract."""
    seller: Party
    """The exporter; taken from the company profile where the order has none."""
    buyer: Party
    consignee: Consignee | None = None
    """The buyer where absent."""
    notify: tuple[Party, ...] = ()
    suppliers: tuple[Supplier, ...] = ()
    goods: Annotated[tuple[Goods, ...], Field(min_length=1, max_length=MAX_LINES)]
    packing: Annotated[tuple[Packing, ...], Field(max_length=MAX_LINES)] = ()
    pallets: tuple[Pallets, ...] = ()
    charges: tuple[Charge, ...] = ()
    discounts: tuple[OrderDiscount, ...] = ()
    declared: DeclaredTotals = DeclaredTotals()
    terms: Terms
    purchases: tuple[Purchase, ...] = ()
    stock: tuple[StockUse, ...] = ()
    receipts: tuple[Receipt, ...] = ()
    confirmed_prices: tuple[ConfirmedPrice, ...] = ()
    costing: Costing | None = None
    invoice: Invoice | None = None
    packing_list: PackingList | None = None
    inspection: InspectionRequest | None = None
    origin: OriginRequest | None = None
    proforma: ProformaInvoice | None = None
    bill_of_exchange: BillOfExchange | None = None
    beneficiary_certificates: tuple[BeneficiaryCertificate, ...] = ()
    shipping_advice: ShippingAdvice | None = None
    shipment: Shipment | None = None
    booking: Booking | None = None
    marks_sheet: MarksSheet | None = None
    customs_declaration: CustomsDeclaration | None = None
    insurance_application: InsuranceApplication | None = None
    certificates: tuple[Certificate, ...] = ()
    credit: Credit | None = None
    issued: tuple[IssuedPaper, ...] = ()
    presentation: Presentation | None = None
    waivers: tuple[Waiver, ...] = ()
    checks: CheckSettings = CheckSettings()
    """Settings of the checks for this order alone."""
