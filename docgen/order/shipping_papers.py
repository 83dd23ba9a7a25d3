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
    OptionalLine,
    OptionalText,
    Part,
)


class Booking(Part):
    """The booking note to the forwarder (订舱委托书)."""

    number: DocumentNumber | None = None
    """委托编号; the number of the order where absent."""
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
    """UN number, class and packing group (危险品); NO is printed where there are none."""
    temperature: OptionalLine = ""
    """Temperature of a reefer container, such as `-18°C`, and its ventilation."""
    requests: OptionalText = ""
    """Special terms: free time, carrier wanted, clauses of the credit on the bill of lading."""


class MarksSheet(Part):
    """The sheet of shipping marks for factory and warehouse (唛头)."""

    date: Date
    side: OptionalText = ""
    """Side marks of every package besides article, weights, size and origin (侧唛): `KEEP DRY`."""
