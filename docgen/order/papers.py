"""Numbers and dates of the papers to be made, and what only that paper needs to know."""

from __future__ import annotations

from typing import Literal

from docgen.order.base import (
    CountryCode,
    Date,
    DocumentNumber,
    Flag,
    Line,
    NonNegative,
    OptionalLine,
    OptionalText,
    Part,
)
from docgen.order.packing import Container, Place


class Invoice(Part):
    """The commercial invoice (商业发票)."""

    number: DocumentNumber
    """Or `auto`: taken from the company's series when the order is issued."""
    date: Date
    statements: tuple[Line, ...] = ()
    """Sentences that the invoice must carry, such as certifications asked for by a credit."""
    final: Flag | None = None
    """Whether nothing more is shipped under the contract; where absent, that follows from whether
    partial shipment is allowed."""


class PackingList(Part):
    """The packing list (装箱单)."""

    number: DocumentNumber | None = None
    """The invoice's number where absent; `auto` as for the invoice."""
    date: Date


class InspectionRequest(Part):
    """The application for export inspection (出境货物检验检疫申请); Chinese as it is filed."""

    date: Date
    """Date of the application."""
    number: OptionalLine = ""
    trade_mode_zh: OptionalLine = "一般贸易"
    """贸易方式."""
    use_zh: OptionalLine = "其他"
    """用途."""
    storage_place_zh: OptionalLine = ""
    """货物存放地点."""
    licence_number: OptionalLine = ""
    """许可证/审批号."""
    producer_code: OptionalLine = ""
    """生产单位注册号."""
    requirements_zh: OptionalText = ""
    """Inspection clauses of the contract or credit, or other special requirements."""
    attached_zh: tuple[Line, ...] = ("合同", "发票", "装箱单")
    """随附单据."""
    wanted_zh: tuple[Line, ...] = ("电子底账",)
    """需要证单名称."""


class OriginRequest(Part):
    """The certificate of origin to be applied for."""

    kind: Literal["auto", "certificate_of_origin", "form_a", "none"] = "auto"
    """`auto` takes the Form A only where the destination still grants it on that date."""
    number: OptionalLine = ""
    date: Date
    """Date of the exporter's declaration and application."""
    place: Line
    """Place of the declaration, such as `NINGBO, CHINA`."""
    remarks: OptionalText = ""
    """Text under the goods, such as a credit's number, where the customer asks for it."""
    via: OptionalText = ""
    """Intermediary for the C/O: printed after VIA in box 2."""
    issuer: Literal["customs", "ccpit"] | None = None
    """Who is to issue it: customs, or the council for trade promotion (贸促会)."""
    retrospective: Flag = False
    """Applied for after shipment, to be marked ISSUED RETROSPECTIVELY (后发)."""


class Shipment(Part):
    """How, when and with what the goods travel."""

    mode: Literal["sea", "air", "rail", "road", "courier", "inland_waterway", "multimodal"]
    port_of_loading: Place
    port_of_discharge: Place
    final_destination: Place | None = None
    """Place of delivery beyond the port of discharge."""
    destination_country: CountryCode
    """ISO 3166 country where the goods are finally used."""
    via: OptionalLine = ""
    """Port of transhipment."""
    conveyance: OptionalLine = ""
    """Name of the vessel, number of the flight or train."""
    voyage: OptionalLine = ""
    etd: Date | None = None
    """Planned date of departure."""
    on_board_date: Date | None = None
    """Date of the on-board bill of lading or equivalent."""
    transport_document: OptionalLine = ""
    """Number of the bill of lading or waybill."""
    marks: OptionalText = ""
    """Shipping marks line by line (唛头); `N/M` is printed where there are none."""
    containers: tuple[Container, ...] = ()
    load: Literal["fcl", "lcl"] | None = None
    """Whole containers (整箱) or shared ones (拼箱)."""
    booked: Date | None = None
    """Date on which space was booked (订舱)."""
    freight: NonNegative | None = None
    """Freight contained in the price, in the order's currency."""
    insurance: NonNegative | None = None
    """Insurance premium contained in the price, in the order's currency."""


class Presentation(Part):
    """The presentation of the papers to a bank (交单)."""

    date: Date | None = None
    """Day on which they are presented, or are planned to be."""
    bank: OptionalLine = ""
    """The bank that takes them; its name is compared with the credit's field 41a."""
