"""The production order to one factory (生产单), in Chinese: what the customer wants, line by line.

It hands the customer's requirements on and shows no price at all, neither the customer's nor the
factory's own, for it hangs in the workshop; nor does it name the customer beyond the marks.
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.context import Context
from docgen.documents import wording
from docgen.documents.captions import captions
from docgen.documents.clauses import standard
from docgen.documents.parts import Block, Document, Fact
from docgen.order import Order
from docgen.order.goods import Goods, Variant
from docgen.order.packing import Packages
from docgen.order.parties import Supplier
from docgen.order.purchases import Purchase, PurchaseLine
from docgen.order.shipping_papers import ProductionOrder
from docgen.text import dates, numbers
from docgen.totals import PurchaseTotals

KIND = "production-order"


class VariantRow(Block):
    """One colour and size with its quantity."""

    colour: str
    size: str
    quantity: str


class ProducedRow(Block):
    """A line to be produced, with its colours and sizes."""

    sku: str
    name: str
    details: tuple[str, ...]
    variants: tuple[VariantRow, ...]
    quantity: str
    per_package: str


class ProductionOrderDocument(Document):
    """A production order, ready to print."""

    orderer: str
    factory: str
    facts: tuple[Fact, ...]
    contact: tuple[Fact, ...]
    rows: tuple[ProducedRow, ...]
    total_quantity: str
    requirements: tuple[Fact, ...]
    marks: str


def build(
    order: Order,
    context: Context,
    purchase: Purchase,
    totals: PurchaseTotals,
    asked: ProductionOrder,
) -> ProductionOrderDocument:
    """The production order for one purchase contract, whose number it bears unless it has one."""
    supplier = next(each for each in order.suppliers if each.id == purchase.supplier)
    number, day = asked.number or purchase.number, dates.iso(asked.date)
    meta = wording.meta(order, KIND, "生产单", number, day, "zh-CN")
    several = sum(each.production is not None for each in order.purchases) > 1
    return ProductionOrderDocument(
        kind=KIND,
        languages="zh",
        meta=meta.model_copy(update={"stem": f"{meta.stem}-{number}"}) if several else meta,
        orderer=order.seller.name_zh or order.seller.name,
        factory=supplier.name_zh or supplier.name,
        facts=_facts(order, purchase, asked, number),
        contact=_contact(supplier),
        rows=tuple(_rows(order, context, purchase, asked)),
        total_quantity=_total(totals, context),
        requirements=_requirements(context, purchase, asked),
        marks=purchase.marks or wording.marks(order),
    )


def _facts(
    order: Order, purchase: Purchase, asked: ProductionOrder, number: str
) -> tuple[Fact, ...]:
    return wording.facts(
        captions(KIND, "zh"),
        number=number,
        date=dates.chinese(asked.date),
        purchase=purchase.number,
        prepared_by=order.prepared_by,
    )


def _contact(supplier: Supplier) -> tuple[Fact, ...]:
    return wording.facts(
        captions(KIND, "zh"),
        address=(supplier.address_zh or supplier.address).replace("\n", " "),
        contact=supplier.contact.person,
        phone=supplier.contact.phone,
    )


def _rows(
    order: Order, context: Context, purchase: Purchase, asked: ProductionOrder
) -> Iterator[ProducedRow]:
    by_line = {goods.line: goods for goods in order.goods}
    wanted = {each.line: each.text_zh for each in asked.lines}
    for line in purchase.lines:
        goods = by_line[line.line]
        text = wanted.get(line.line, "")
        yield ProducedRow(
            sku=goods.sku,
            name=line.specification_zh or goods.description_zh or goods.description,
            details=(*_details(order, goods), *filter(None, text.split("\n"))),
            variants=tuple(_variants(goods, line, context)),
            quantity=wording.quantity_zh(line.quantity, goods.unit, context.tables),
            per_package=_per_package(order, goods, line, context),
        )


def _details(order: Order, goods: Goods) -> Iterator[str]:
    """`外包装52×40×36厘米`: the size agreed for the packages that hold this line alone."""
    if goods.brand:
        yield f"商标：{goods.brand}"
    own = [
        each
        for each in order.packing
        if isinstance(each, Packages) and {c.line for c in each.contents} == {goods.line}
    ]
    sizes = dict.fromkeys(each.size_cm for each in own if each.size_cm)
    for size in sizes if len(sizes) == 1 else ():
        sides = (size.length, size.width, size.height)
        yield f"外包装{'×'.join(numbers.quantity(side) for side in sides)}厘米"


def _variants(goods: Goods, line: PurchaseLine, context: Context) -> Iterator[VariantRow]:
    """Colours and sizes as ordered from this factory, or the customer's where it makes them all."""
    of_sale: tuple[Variant, ...] = goods.breakdown if line.quantity == goods.quantity else ()
    for each in line.breakdown or of_sale:
        yield VariantRow(
            colour=each.colour,
            size=each.size,
            quantity=wording.quantity_zh(each.quantity, goods.unit, context.tables),
        )


def _per_package(order: Order, goods: Goods, line: PurchaseLine, context: Context) -> str:
    """How many go into a package: as the factory was told, or as the goods are packed."""
    packed = {
        contents.quantity
        for each in order.packing
        if isinstance(each, Packages)
        for contents in each.contents
        if contents.line == goods.line
    }
    each_holds = line.per_package or (packed.pop() if len(packed) == 1 else None)
    return wording.quantity_zh(each_holds, goods.unit, context.tables) if each_holds else ""


def _total(totals: PurchaseTotals, context: Context) -> str:
    return "+".join(
        wording.quantity_zh(each.quantity, each.unit, context.tables) for each in totals.quantity
    )


def _requirements(context: Context, purchase: Purchase, asked: ProductionOrder) -> tuple[Fact, ...]:
    """Delivery first; quality and packing as the contract has them where nothing more is said."""
    place = f"，{purchase.delivery_place_zh}" if purchase.delivery_place_zh else ""
    sample, look = asked.sample_date, asked.inspection_date
    return wording.facts(
        captions(KIND, "zh"),
        delivery=f"{dates.chinese(purchase.delivery_date)}{place}",
        sample=dates.chinese(sample) if sample else "",
        inspection=dates.chinese(look) if look else "",
        quality=asked.quality_zh or standard("purchase.quality", context).zh,
        packing=asked.packing_zh or standard("purchase.packing", context).zh,
        labels=asked.labels_zh,
        other=asked.other_zh,
    )
