"""The boxes in the head of the customs declaration, each as the filing rules want it (填制规范).

GACC announcement 2019-18; kinds of packing are coded by the table of the day of declaration.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from docgen.context import Context
from docgen.documents import wording
from docgen.order import Order
from docgen.order.packing import Packages
from docgen.order.papers import Shipment
from docgen.order.parties import Party
from docgen.order.shipping_papers import CustomsDeclaration
from docgen.tables import Tables
from docgen.text import numbers

_MODES = {
    "sea": "水路运输(2)",
    "inland_waterway": "水路运输(2)",
    "rail": "铁路运输(3)",
    "road": "公路运输(4)",
    "air": "航空运输(5)",
}
"""A courier's or a multimodal consignment leaves the country by one of these; which, is blank."""
_TERMS = {"1": "CIF", "2": "C&F", "3": "FOB", "7": "EXW"}
_WITH_FREIGHT, _WITH_INSURANCE = ("1", "2"), ("1",)
_OTHER = "99"
_LEAST = Decimal(1)


def firm(party: Party) -> str:
    """`宁波明海进出口有限公司 (91330212MA2KB56N99)`."""
    code = party.uscc or party.customs_code
    name = party.name_zh or party.name
    return f"{name} ({code})" if code else name


def country(code: str, tables: Tables) -> str:
    """`挪威(NOR)`."""
    row = tables.countries[code]
    return f"{row.zh}({row.alpha3})"


def mode(shipment: Shipment | None) -> str:
    """运输方式: how the goods cross the border."""
    return _MODES.get(shipment.mode, "") if shipment else ""


def conveyance(shipment: Shipment | None) -> str:
    """运输工具名称及航次号: `EVER SAMPLE/0126W`."""
    named = (shipment.conveyance, shipment.voyage) if shipment else ()
    return "/".join(part.upper() for part in named if part)


def arrival_country(order: Order, tables: Tables) -> str:
    """运抵国: where the goods go without further trade, that of the port of discharge."""
    shipment = order.shipment
    code = shipment.port_of_discharge.country if shipment else None
    last = shipment.destination_country if shipment else order.buyer.country
    return country(code or last, tables)


def loading_port(shipment: Shipment | None) -> str:
    """离境口岸: the port of loading."""
    port = shipment.port_of_loading if shipment else None
    return (port.name_zh or port.name) if port else ""


def packing(order: Order, context: Context, day: date) -> str:
    """包装种类: every kind of package and pallet of the cargo, each once."""
    kinds = [
        each.kind if isinstance(each, Packages) else "VR" if each.type == "bulk" else "NE"
        for each in order.packing
    ]
    kinds += [each.kind for each in order.pallets]
    return "\n".join(dict.fromkeys(_packing(kind, context.tables, day) for kind in kinds))


def _packing(kind: str, tables: Tables, day: date) -> str:
    rows = tables.customs_packages
    found = (code for code, row in rows.items() if kind in row.packages and row.holds_on(day))
    code = next(found, _OTHER)
    return f"{rows[code].zh}({code})"


def package_count(order: Order) -> str:
    """件数: never 0; bulk and unpacked cargo counts as one."""
    if not order.packing:
        return ""
    boxed = (each.count for each in order.packing if isinstance(each, Packages))
    return numbers.quantity(Decimal(sum(boxed) or 1))


def weight(kilograms: Decimal) -> str:
    """毛重 and 净重: at least 1 kg."""
    return numbers.quantity(max(kilograms, _LEAST))


def terms(order: Order, tables: Tables) -> str:
    """成交方式, as the trade term falls under one of the customs' own: `CIF(1)`."""
    code = tables.incoterms[order.terms.delivery.rule].customs_terms
    return f"{_TERMS[code]}({code})"


def charge(currency: str, amount: Decimal | None) -> str:
    """`USD/2000/3`: currency, amount as it is typed in, and 3 for a total."""
    return f"{currency}/{numbers.quantity(amount).replace(',', '')}/3" if amount else ""


def freight(order: Order, tables: Tables) -> str:
    """运费: what the price contains of it."""
    code = tables.incoterms[order.terms.delivery.rule].customs_terms
    known = order.shipment.freight if order.shipment and code in _WITH_FREIGHT else None
    return charge(order.currency, known)


def premium(order: Order, tables: Tables) -> str:
    """保费: what the price contains of it."""
    code = tables.incoterms[order.terms.delivery.rule].customs_terms
    known = order.shipment.insurance if order.shipment and code in _WITH_INSURANCE else None
    return charge(order.currency, known)


def attached(order: Order, request: CustomsDeclaration) -> str:
    """随附单证及编号: code B with the number of each electronic ledger, then what else is named."""
    ledgers = (f"B:{each.number}" for each in order.certificates if each.kind == "ledger")
    return _lines((*ledgers, *request.attached_zh))


def marks(order: Order, request: CustomsDeclaration) -> str:
    """标记唛码及备注: marks, numbers of the containers, remarks."""
    boxes = [each.number for each in (order.shipment.containers if order.shipment else ())]
    held = ";".join(number for number in boxes if number)
    return _lines((wording.marks(order), f"集装箱号：{held}" if held else "", request.remarks_zh))


def _lines(parts: Iterable[str]) -> str:
    return "\n".join(part for part in parts if part)
