"""Requests for the papers around a shipment: space, marks, insurance, customs, production.

Each says when its paper is made out and what only that paper needs to know; whatever else it prints
stands elsewhere in the order.
"""

from __future__ import annotations

from typing import Literal

from docgen.order.base import (
    Count,
    Date,
    DocumentNumber,
    Flag,
    Line,
    NonNegative,
    OptionalLine,
    OptionalText,
    Part,
    Text,
)


class Booking(Part):
    """The booking note to the forwarder (订舱委托书)."""

    number: DocumentNumber | None = None
    """委托编号; the number of the order where absent, or `auto`, as for the invoice."""
    date: Date
    forwarder: OptionalText = ""
    """The forwarder or agent that it goes to (货代), with address or contact line by line."""
    closing: Date | None = None
    """Day on which the terminal stops taking the cargo (截关日期)."""
    bill: Literal["original", "telex_release", "waybill"] = "original"
    """Originals, their release by telex (电放), or a waybill that needs no presentation."""
    originals: Count = 3
    """Original bills of lading in the full set."""
    copies: Count = 3
    """Copies of the bill of lading that cannot be negotiated."""
    loading_place: OptionalText = ""
    """Where the container is loaded or the cargo collected (装柜地点), with its contact."""
    loading_date: Date | None = None
    """Day of loading (装柜时间)."""
    clearance: Literal["forwarder", "shipper"] = "forwarder"
    """Who declares the goods to customs (报关方式)."""
    dangerous_goods: OptionalLine = ""
    """UN number, class and packing group (危险品), or `NO`; nothing is printed where absent."""
    temperature: OptionalLine = ""
    """Temperature of a reefer container, such as `-18°C`, and its ventilation."""
    requests: OptionalText = ""
    """Special terms: free time, carrier wanted, clauses of the credit on the bill of lading."""


class MarksSheet(Part):
    """The sheet of shipping marks for factory and warehouse (唛头)."""

    date: Date
    side: OptionalText = ""
    """Side marks of every package besides article, weights, size and origin (侧唛): `KEEP DRY`."""


class InsuranceApplication(Part):
    """The application for cargo insurance (投保单); per cent and cover stand in the terms."""

    number: DocumentNumber | None = None
    """The number of the order where absent; or `auto`, as for the invoice."""
    date: Date
    insurer: OptionalText = ""
    """The insurer or agent that it goes to, with address or contact line by line."""
    insured: OptionalText = ""
    """The insured as the policy is to name him (被保险人); the seller where absent."""
    claims_payable_at: OptionalLine = ""
    """Place where claims are paid (赔款偿付地点); the place of destination where absent."""
    originals: Count = 2
    """Original policies wanted (保单正本份数)."""
    premium: OptionalLine = "AS ARRANGED"
    """Rate or premium as agreed with the insurer (费率)."""
    remarks: OptionalText = ""
    """What else the insurer is to know or to write: transhipment, on deck, clauses of a credit."""


class LineRequirement(Part):
    """What the customer wants of one line: material, finish, print, accessories."""

    line: Count
    """The number of the goods line."""
    text_zh: Text


class ProductionOrder(Part):
    """The production order to one factory (生产单), with the customer's requirements in Chinese."""

    number: DocumentNumber | None = None
    """The number of the purchase contract where absent."""
    date: Date
    sample_date: Date | None = None
    """Day by which the sample of before production is to be shown (产前样)."""
    inspection_date: Date | None = None
    """Day of the final inspection at the factory (验货)."""
    quality_zh: OptionalText = ""
    """质量要求; the clause of the purchase contract where absent."""
    packing_zh: OptionalText = ""
    """包装要求; the clause of the purchase contract where absent."""
    labels_zh: OptionalText = ""
    """吊牌、洗标、条码 and other labels."""
    other_zh: OptionalText = ""
    """Whatever else the customer asks for (客户其他要求)."""
    lines: tuple[LineRequirement, ...] = ()
    """Requirements of single lines."""


class CustomsDeclaration(Part):
    """The export customs declaration to be drafted (出口货物报关单); Chinese as it is filed."""

    date: Date
    """申报日期."""
    number: OptionalLine = ""
    """海关编号, 18 digits, given by the authority."""
    preentry_number: OptionalLine = ""
    """预录入编号."""
    office_zh: OptionalLine = ""
    """出境关别: the customs office with its code, such as `北仑海关(3104)`."""
    exported: Date | None = None
    """出口日期; the day on board, or that of departure, where absent."""
    record_number: OptionalLine = ""
    """备案号 of a processing handbook or a relief."""
    producer_zh: OptionalLine = ""
    """生产销售单位 with its code; the exporter where absent."""
    supervision_zh: OptionalLine = ""
    """监管方式; `一般贸易(0110)` where absent, blank for processing (加工)."""
    levy_zh: OptionalLine = ""
    """征免性质; `一般征税(101)` where absent, blank for processing."""
    licence_number: OptionalLine = ""
    """许可证号."""
    exit_port_zh: OptionalLine = ""
    """离境口岸; the port of loading where absent."""
    other_charges: NonNegative | None = None
    """杂费 in the order's currency; freight and premium stand in the shipment."""
    attached_zh: tuple[Line, ...] = ()
    """随附单证及编号 besides the electronic ledgers (code B) among the certificates."""
    remarks_zh: OptionalText = ""
    """备注, behind the marks."""
    related: Flag | None = None
    """特殊关系确认; blank where absent, as are the next three."""
    price_influenced: Flag | None = None
    """价格影响确认."""
    royalties: Flag | None = None
    """支付特许权使用费确认."""
    self_assessed: Flag | None = None
    """自报自缴."""
    person_zh: OptionalLine = ""
    """报关人员."""
    person_number: OptionalLine = ""
    """报关人员证号."""
    phone: OptionalLine = ""
    declarant_zh: OptionalLine = ""
    """申报单位 with its code; the exporter where absent."""
