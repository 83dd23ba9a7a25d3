"""The sheet of shipping marks (唛头): what is painted on the packages, large, for the factory.

The main marks are those of UN/ECE Recommendation 15, line by line: buyer, reference, destination,
package number. Weights, size and origin are information for the handler and stand apart, as side
marks, group of packages by group of packages.
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.context import Context
from docgen.documents import wording
from docgen.documents.captions import captions
from docgen.documents.packing_list import package_numbers, size_text
from docgen.documents.parts import Block, Document, Fact
from docgen.order import Order
from docgen.order.packing import Contents, Nude, Packages
from docgen.order.shipping_papers import MarksSheet
from docgen.text import dates, numbers

KIND = "shipping-marks"


class SideMarks(Block):
    """The side marks (侧唛) of a group of like packages."""

    numbers: str
    packages: str
    lines: tuple[str, ...]


class ShippingMarks(Document):
    """A sheet of shipping marks, ready to print."""

    facts: tuple[Fact, ...]
    main: tuple[str, ...]
    groups: tuple[SideMarks, ...]


def build(order: Order, context: Context, sheet: MarksSheet) -> ShippingMarks:
    """The marks of an order; a cargo without packages has none at its side."""
    languages, tables = context.profile.languages, context.tables
    return ShippingMarks(
        kind=KIND,
        languages=languages,
        meta=wording.meta(order, KIND, "Shipping Marks", order.number, dates.iso(sheet.date)),
        facts=wording.facts(
            captions(KIND, languages),
            contract=order.number,
            date=dates.english(sheet.date),
            packages=wording.packages(context.totals.packages, tables),
            numbers=_all_numbers(order, context),
        ),
        main=tuple(filter(None, wording.marks(order).split("\n"))),
        groups=tuple(
            _group(order, packing, context, sheet)
            for packing in order.packing
            if packing.type != "bulk"
        ),
    )


def _all_numbers(order: Order, context: Context) -> str:
    """`1-500`: as the packing numbers the packages, or from 1 on where it does not."""
    given = [each.numbers for each in order.packing if isinstance(each, Packages)]
    known = [each for each in given if each is not None]
    if known and len(known) == len(given):
        return f"{min(each.first for each in known)}-{max(each.last for each in known)}"
    total = context.totals.package_count
    return f"1-{total}" if total else ""


def _group(
    order: Order, packing: Packages | Nude, context: Context, sheet: MarksSheet
) -> SideMarks:
    kind = context.tables.packages["NE" if isinstance(packing, Nude) else packing.kind]
    return SideMarks(
        numbers=package_numbers(packing),
        packages=wording.count(packing.count, kind),
        lines=tuple(_lines(order, packing, context, sheet)),
    )


def _lines(
    order: Order, packing: Packages | Nude, context: Context, sheet: MarksSheet
) -> Iterator[str]:
    for contents in packing.contents:
        yield from _contents(order, contents, context)
    yield f"N.W.: {numbers.weight(packing.net_weight_kg)} KGS"
    yield f"G.W.: {numbers.weight(packing.gross_weight_kg)} KGS"
    if packing.size_cm:
        yield f"MEAS.: {size_text(packing.size_cm)} CM"
    yield from _origins(order, packing, context)
    yield from filter(None, sheet.side.split("\n"))


def _contents(order: Order, contents: Contents, context: Context) -> Iterator[str]:
    """Article, colour and size, and how many of it lie in one package."""
    goods = next(each for each in order.goods if each.line == contents.line)
    yield f"ART. NO. {goods.sku}" if goods.sku else goods.description.upper()
    if contents.note:
        yield contents.note.upper()
    yield f"QTY: {wording.quantity(contents.quantity, goods.unit, context.tables)}"


def _origins(order: Order, packing: Packages | Nude, context: Context) -> Iterator[str]:
    """`MADE IN CHINA`, once for each country that the contents come from."""
    inside = {contents.line for contents in packing.contents}
    codes = dict.fromkeys(
        goods.origin_country or order.seller.country
        for goods in order.goods
        if goods.line in inside
    )
    for code in codes:
        yield f"MADE IN {context.tables.countries[code].en}"
