"""The packing list (装箱单): what lies in which package, its weights and size; never a price."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from docgen.context import Context
from docgen.documents import firms, wording
from docgen.documents.captions import captions
from docgen.documents.parts import Block, Caption, Document, Fact, Firm, Letterhead, Signature
from docgen.order import Order
from docgen.order.packing import Contents, Packages, Packing, Pallets, Size
from docgen.order.papers import PackingList as Paper
from docgen.text import dates, english, numbers
from docgen.totals.packed import GroupTotals

KIND = "packing-list"


class PackedItem(Block):
    """One goods line inside a group of packages."""

    description: str
    description_zh: str = ""
    details: tuple[str, ...] = ()
    per_package: str
    quantity: str


class PackedGroup(Block):
    """A group of like packages; weights in kg and volume in m3, each and in total."""

    numbers: str
    packages: str
    items: tuple[PackedItem, ...]
    net_each: str
    net: str
    gross_each: str
    gross: str
    size: str
    volume: str


class PackingListDocument(Document):
    """A packing list, ready to print."""

    letterhead: Letterhead
    buyer: Firm
    facts: tuple[Fact, ...]
    transport: tuple[Fact, ...]
    marks: str
    groups: tuple[PackedGroup, ...]
    total_packages: str
    total_quantity: str
    total_net: str
    total_gross: str
    total_volume: str
    words: str
    pallets: tuple[str, ...]
    containers: tuple[str, ...]
    signature: Signature


def build(order: Order, context: Context, paper: Paper) -> PackingListDocument:
    """The packing list of an order; its number is the invoice's where it has none of its own."""
    tables, totals, languages = (
        context.tables,
        context.totals,
        context.profile.languages,
    )
    names = captions(KIND, languages)
    number = paper.number or (order.invoice.number if order.invoice else order.number)
    groups = zip(order.packing, totals.groups, strict=True)
    return PackingListDocument(
        kind=KIND,
        languages=languages,
        meta=wording.meta(order, KIND, "Packing List", number, dates.iso(paper.date)),
        letterhead=firms.letterhead(order.seller, tables, languages == "en-zh"),
        buyer=firms.firm(order.buyer, tables),
        facts=_facts(order, paper, number, names),
        transport=wording.facts(
            names,
            route=wording.route(order, tables),
            conveyance=wording.conveyance(order),
        ),
        marks=wording.marks(order),
        groups=tuple(_group(order, packing, group, context) for packing, group in groups),
        total_packages=wording.packages(totals.packages, tables),
        total_quantity=wording.quantities(totals.quantity, tables),
        total_net=numbers.weight(totals.net_weight),
        total_gross=numbers.weight(totals.gross_weight),
        total_volume=numbers.volume(totals.volume) if totals.volume is not None else "",
        words=_words(order, context),
        pallets=_pallets(order, context),
        containers=_containers(order),
        signature=firms.signature(names["signed_seller"], order.seller, languages == "en-zh"),
    )


def _facts(
    order: Order, paper: Paper, number: str, names: Mapping[str, Caption]
) -> tuple[Fact, ...]:
    return wording.facts(
        names,
        number=number,
        date=dates.english(paper.date),
        contract=order.number,
        buyer_reference=order.buyer_reference,
        credit=order.credit.number if order.credit else "",
    )


def _group(order: Order, packing: Packing, group: GroupTotals, context: Context) -> PackedGroup:
    each = group.count > 1
    size = getattr(packing, "size_cm", None)
    return PackedGroup(
        numbers=package_numbers(packing),
        packages=_group_packages(packing, group, context),
        items=tuple(
            _item(order, contents, quantity, group.count, context)
            for contents, quantity in zip(packing.contents, group.quantities, strict=True)
        ),
        net_each=numbers.weight(packing.net_weight_kg) if each else "",
        net=numbers.weight(group.net_weight),
        gross_each=numbers.weight(packing.gross_weight_kg) if each else "",
        gross=numbers.weight(group.gross_weight),
        size=size_text(size) if size else "",
        volume=numbers.volume(group.volume) if group.volume is not None else "",
    )


def _item(
    order: Order, contents: Contents, quantity: Decimal, count: int, context: Context
) -> PackedItem:
    goods = next(goods for goods in order.goods if goods.line == contents.line)
    bilingual = context.profile.languages == "en-zh"
    return PackedItem(
        description=goods.description,
        description_zh=goods.description_zh if bilingual else "",
        details=tuple(filter(None, (goods.sku and f"ART. NO. {goods.sku}", contents.note))),
        per_package=numbers.quantity(contents.quantity) if count > 1 else "",
        quantity=wording.quantity(quantity, goods.unit, context.tables),
    )


def package_numbers(packing: Packing) -> str:
    """`1-250`, or one number alone; empty where the packages are not numbered."""
    if not isinstance(packing, Packages) or packing.numbers is None:
        return ""
    first, last = packing.numbers.first, packing.numbers.last
    return str(first) if first == last else f"{first}-{last}"


def _group_packages(packing: Packing, group: GroupTotals, context: Context) -> str:
    if packing.type == "bulk":
        return "IN BULK"
    kind = context.tables.packages[packing.kind if packing.type == "packages" else "NE"]
    return wording.count(group.count, kind)


def size_text(size: Size) -> str:
    """`52×40×36`."""
    sides = (size.length, size.width, size.height)
    return "×".join(numbers.quantity(side) for side in sides)


def _words(order: Order, context: Context) -> str:
    totals = context.totals
    if not totals.packages:
        return "SAY TOTAL IN BULK ONLY"
    words = wording.packages_in_words(totals.packages, context.tables)
    if not totals.pallet_count:
        return f"SAY TOTAL {words} ONLY"
    kind = context.tables.packages[order.pallets[0].kind]
    pallets = english.packages_in_words(totals.pallet_count, kind)
    return f"SAY TOTAL {pallets} ({wording.packages(totals.packages, context.tables)}) ONLY"


def _pallets(order: Order, context: Context) -> tuple[str, ...]:
    """`100 PALLETS OF 60 PACKAGES EACH, 110×110×120 CM, ISPM 15 HT`."""
    return tuple(_pallet(each, context) for each in order.pallets)


def _pallet(pallets: Pallets, context: Context) -> str:
    kind = context.tables.packages[pallets.kind]
    size, tare = pallets.size_cm, pallets.tare_weight_kg
    parts = (
        f"{wording.count(pallets.count, kind)} OF {pallets.packages} PACKAGES EACH",
        f"{size_text(size)} CM" if size else "",
        f"TARE {numbers.weight(tare)} KGS EACH" if tare else "",
        pallets.treatment,
    )
    return ", ".join(part for part in parts if part)


def _containers(order: Order) -> tuple[str, ...]:
    """`1 × 40HQ  TGHU1234567 / SEAL 889922`."""
    shipment = order.shipment
    if shipment is None:
        return ()
    return tuple(
        f"{each.count} × {each.type} {each.number}{each.seal and f' / SEAL {each.seal}'}".strip()
        for each in shipment.containers
    )
