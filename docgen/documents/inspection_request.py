"""The application for export inspection (出境货物检验检疫申请; until 2018 the 报检单), in Chinese.

Every box is filled: what is not known reads ***, as the filing rules demand. Boxes that the
authority fills stay empty.
"""

from __future__ import annotations

from docgen.context import Context
from docgen.documents import wording
from docgen.documents.parts import Block, Document, Meta
from docgen.order import Order
from docgen.order.goods import Goods
from docgen.order.packing import Place
from docgen.order.papers import InspectionRequest as Request
from docgen.text import dates, numbers
from docgen.totals import LineTotals

KIND = "inspection-request"
UNKNOWN = "***"
_ATTACHED = (
    "合同",
    "信用证",
    "发票",
    "换证凭单",
    "装箱单",
    "厂检单",
    "包装性能结果单",
    "许可/审批文件",
    "合格保证",
)
_WANTED = (
    "品质证书",
    "重量证书",
    "数量证书",
    "兽医卫生证书",
    "健康证书",
    "卫生证书",
    "动物卫生证书",
    "植物检疫证书",
    "熏蒸/消毒证书",
    "出境货物换证凭单",
    "电子底账",
)


class InspectedGoods(Block):
    """A row of goods in the application."""

    name: str
    name_zh: str
    hs_code: str
    origin: str
    quantity: str
    value: str
    packages: str


class Choice(Block):
    """A box to tick: `√` where it applies."""

    tick: str
    text: str


class InspectionRequestDocument(Document):
    """An application for export inspection, ready to print."""

    form: str
    """`application` since 2018, `declaration` (报检单) before."""
    applicant: str
    applicant_code: str
    contact: str
    phone: str
    date: str
    seller_zh: str
    seller: str
    buyer_zh: str
    buyer: str
    goods: tuple[InspectedGoods, ...]
    total: str
    conveyance: str
    trade_mode: str
    storage_place: str
    contract: str
    credit: str
    use: str
    shipping_date: str
    destination: str
    licence: str
    departure: str
    arrival: str
    producer_code: str
    containers: str
    requirements: str
    marks: str
    attached: tuple[Choice, ...]
    wanted: tuple[Choice, ...]


def build(order: Order, context: Context, request: Request) -> InspectionRequestDocument:
    """The application for the lines that need inspection, or for all where none says so."""
    tables, seller, shipment = context.tables, order.seller, order.shipment
    edition = tables.forms["inspection-application"]
    destination = shipment.destination_country if shipment else order.buyer.country
    return InspectionRequestDocument(
        kind=KIND,
        languages="zh",
        meta=_meta(order, request),
        form="application" if edition.holds_on(request.date) else "declaration",
        applicant=seller.name_zh or seller.name,
        applicant_code=seller.customs_code or UNKNOWN,
        contact=seller.contact.person or UNKNOWN,
        phone=seller.contact.phone or UNKNOWN,
        date=dates.chinese(request.date),
        seller_zh=seller.name_zh or UNKNOWN,
        seller=seller.name,
        buyer_zh=order.buyer.name_zh or UNKNOWN,
        buyer=order.buyer.name,
        goods=_inspected(order, context),
        total=_total(order, context),
        conveyance=wording.conveyance(order) or _unknown_conveyance(order),
        trade_mode=request.trade_mode_zh or UNKNOWN,
        storage_place=request.storage_place_zh or UNKNOWN,
        contract=order.number,
        credit=order.credit.number if order.credit else UNKNOWN,
        use=request.use_zh or UNKNOWN,
        shipping_date=_shipping_date(order),
        destination=tables.countries[destination].zh,
        licence=request.licence_number or UNKNOWN,
        departure=_place(shipment.port_of_loading if shipment else None),
        arrival=_place(shipment.port_of_discharge if shipment else None),
        producer_code=request.producer_code or UNKNOWN,
        containers=_containers(order),
        requirements=request.requirements_zh or UNKNOWN,
        marks=wording.marks(order),
        attached=_choices(_ATTACHED, request.attached_zh),
        wanted=_choices(_WANTED, request.wanted_zh),
    )


def _meta(order: Order, request: Request) -> Meta:
    day = dates.iso(request.date)
    return wording.meta(order, KIND, "出境货物检验检疫申请", order.number, day, "zh-CN")


def _inspected(order: Order, context: Context) -> tuple[InspectedGoods, ...]:
    """The lines that need inspection, or all of them where none says so."""
    pairs = list(zip(order.goods, context.totals.lines, strict=True))
    needed = [pair for pair in pairs if pair[0].inspection_required] or pairs
    return tuple(_goods(order, goods, line, context) for goods, line in needed)


def _goods(order: Order, goods: Goods, line: LineTotals, context: Context) -> InspectedGoods:
    tables = context.tables
    minor = tables.currencies[order.currency].minor
    weight = f"净重{numbers.weight(line.net_weight)}千克" if line.net_weight is not None else ""
    country = tables.countries[goods.origin_country or order.seller.country]
    return InspectedGoods(
        name=goods.description,
        name_zh=goods.description_zh or UNKNOWN,
        hs_code=goods.hs_code or UNKNOWN,
        origin=goods.origin_place_zh or country.zh,
        quantity="\n".join(
            filter(None, (wording.quantity_zh(goods.quantity, goods.unit, tables), weight))
        ),
        value=f"{order.currency} {numbers.money(line.amount, minor)}",
        packages=wording.packages_zh(line.packages, tables) if line.packages else UNKNOWN,
    )


def _total(order: Order, context: Context) -> str:
    """Value of the whole contract and all its packages, for the last row of the goods."""
    packed = wording.packages_zh(context.totals.packages, context.tables)
    value = f"{order.currency} {wording.total_amount(order, context)}"
    return "  ".join(filter(None, (value, packed)))


def _unknown_conveyance(order: Order) -> str:
    modes = {"sea": "船舶", "air": "航空器", "rail": "火车", "road": "汽车"}
    return f"{modes.get(order.shipment.mode, '')} {UNKNOWN}".strip() if order.shipment else UNKNOWN


def _shipping_date(order: Order) -> str:
    planned = order.shipment.etd if order.shipment else None
    return dates.chinese(planned) if planned else UNKNOWN


def _place(where: Place | None) -> str:
    return (where.name_zh or where.name) if where else UNKNOWN


def _containers(order: Order) -> str:
    boxes = order.shipment.containers if order.shipment else ()
    return "\n".join(f"{each.count}×{each.type} {each.number}".strip() for each in boxes) or UNKNOWN


def _choices(offered: tuple[str, ...], chosen: tuple[str, ...]) -> tuple[Choice, ...]:
    """Every offered paper, ticked or not, and what was chosen beyond them."""
    more = tuple(text for text in chosen if text not in offered)
    return tuple(
        Choice(tick="√" if text in chosen else "", text=text) for text in (*offered, *more)
    )
