"""ORG: packages in words, weights, quantities and route on a certificate (件数大写、毛重)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache

from docgen.checks import names
from docgen.checks.origin_papers import goods_of
from docgen.checks.papers import CO, FA, SET, Paper
from docgen.checks.rule import Deal, Fault, Outcomes, Said, Value, fault, rule, skip
from docgen.checks.shipments import of_this_shipment
from docgen.findings import Severity
from docgen.order.goods import Goods
from docgen.order.issued import IssuedLine
from docgen.text.parsing import parse_cardinal

_NOTES = "UNCTAD notes on the GSP Form A"
_CCPIT = "CCPIT notes on filling in the certificate of origin (一般原产地证书填制说明)"
_COUNTED = re.compile(r"([A-Z][A-Z -]*?) ?\( ?([0-9][0-9,]*) ?\)")
"""`FIVE HUNDRED (500) CARTONS OF ...`: words and figure."""
_SAY = re.compile(r"^(?:SAY )?(?:TOTAL:? )?")
_FIGURES = re.compile(r"([0-9][0-9,]*) ?([A-Z]+)")
_DEPARTS = re.compile(
    r"ON ?(?:/|OR) ?AFTER:? *([A-Z]{3}[A-Z]*\.? ?[0-9]{1,2}, ?[0-9]{4}|[0-9-]{10})"
)
_BY = re.compile(r"\bBY (SEA|AIR|RAIL|TRAIN|ROAD|TRUCK|COURIER|VESSEL)\b")
_MODES = {
    "SEA": ("sea", "multimodal"),
    "VESSEL": ("sea", "inland_waterway", "multimodal"),
    "AIR": ("air", "courier", "multimodal"),
    "RAIL": ("rail", "multimodal"),
    "TRAIN": ("rail", "multimodal"),
    "ROAD": ("road", "multimodal"),
    "TRUCK": ("road", "multimodal"),
    "COURIER": ("courier", "air"),
}


@rule(
    "ORG-007",
    severity=Severity.ERROR,
    guards=(CO, FA),
    refs=(_NOTES + ", box 7", _CCPIT + ", box 7", "UCP 600 art. 14(d)"),
    en='{what} reads "{text}": {problem}.',
    zh="{what}为“{text}”:{problem}。",
    fix="Write the number of packages in words and in figures, both as on the packing list.",
    fix_zh="请按装箱单用英文大写和数字同时填写件数。",
)
def packages_in_words_are_those_in_figures(deal: Deal) -> Outcomes:
    """`FIVE HUNDRED (500) CARTONS` says the same twice, and what is packed.

    It stands before the goods of every item of a certificate, and as the total on other papers.
    Pallets are counted as pallets. A paper of another shipment is held against its own figures,
    and so is an item of a certificate that has more or fewer items than the order has lines.
    """
    for paper in deal.theirs:
        who = names.paper(deal, paper)
        if paper.facts.packages_in_words:
            total = Said(f"The total of the {who.en}", f"{who.zh}总件数")
            where, text = paper.at("packages_in_words"), paper.facts.packages_in_words
            yield from _counted(deal, paper, where, text, _all_packages(deal, paper), total)
        if paper.kind not in (CO, FA):
            continue
        apart = _not_ours(deal, paper)
        for index, goods in goods_of(deal, paper):
            text = paper.facts.lines[index].description.partition("\n")[0]
            item = Said(f"Item {index + 1} of the {who.en}", f"{who.zh}第{index + 1}项")
            packed = _packages_of(deal, paper, index, None if apart else goods)
            yield from _counted(
                deal, paper, paper.at_line(index, "description"), text, packed, item
            )


def _counted(
    deal: Deal, paper: Paper, where: str, text: str, packed: int | None, what: Said
) -> Iterator[Fault]:
    """Faults of one phrase: words against figure, figure against what is packed."""
    flat = _SAY.sub("", " ".join(text.upper().split()))
    match = _COUNTED.match(flat)
    figure: int | None = None
    problem: Said | None = None
    if match:
        figure = int(match[2].replace(",", ""))
        problem = _words_differ(match[1], figure)
    elif (bare := _FIGURES.match(flat)) and _is_package(deal, bare[2]):
        figure = int(bare[1].replace(",", ""))
        if paper.kind in (CO, FA):
            problem = Said("the number does not stand in words too", "未同时用英文大写填写件数")
    pallets = "PALLET" in flat and deal.totals.pallet_count
    wanted = deal.totals.pallet_count if pallets else packed
    if figure is not None and problem is None and wanted is not None and figure != wanted:
        problem = Said(f"{wanted:,} are packed", f"实际为{wanted:,}件")
    if problem is not None:
        yield fault(
            where,
            "/packing",
            expected=wanted if wanted is not None else "",
            actual=figure if figure is not None else text,
            guards=(paper.kind,) if paper.kind in SET else (),
            severity=None if paper.kind in SET else Severity.WARNING,
            what=what,
            text=text,
            problem=problem,
        )


def _words_differ(words: str, figure: int) -> Said | None:
    said = _spelt(words)
    if said is None:
        return Said("the number in words cannot be read", "英文大写件数无法识别")
    if said == figure:
        return None
    return Said(f"the words say {said:,}, the figure {figure:,}", f"大写{said:,},数字{figure:,}")


@lru_cache(maxsize=1024)
def _spelt(words: str) -> int | None:
    """The number that the words spell; None where they spell none."""
    try:
        return parse_cardinal(words)
    except ValueError:
        return None


def _is_package(deal: Deal, word: str) -> bool:
    rows = deal.tables.packages.values()
    return any(word in (row.label, row.plural, *row.aliases) for row in rows)


def _all_packages(deal: Deal, paper: Paper) -> int | None:
    if not of_this_shipment(deal, paper):
        return paper.facts.packages
    return deal.totals.package_count or None


def _packages_of(deal: Deal, paper: Paper, index: int, goods: Goods | None) -> int | None:
    """The packages of an item: those of the goods line, or as its own box says."""
    own = paper.facts.lines[index].packages
    if goods is None:
        return own
    packed = deal.totals.lines[deal.goods[goods.line][0]].packages
    return sum(each.count for each in packed) if packed else own


def _not_ours(deal: Deal, paper: Paper) -> bool:
    """Whether items of the paper cannot be held against the lines of the order."""
    return len(paper.facts.lines) != len(deal.order.goods) or not of_this_shipment(deal, paper)


@rule(
    "ORG-013",
    severity=Severity.ERROR,
    guards=(CO, FA),
    refs=(_NOTES + ", boxes 3 and 9", _CCPIT + ", boxes 3 and 9", "customs: 单单一致"),
    en="{what} of the {paper} reads {actual}, expected {expected}.",
    zh="{paper}{what}为{actual},应为{expected}。",
    fix="Have the certificate changed, or correct the fact in the order that is wrong.",
    fix_zh="请申请更改产地证,或更正订单中有误的数据。",
)
def a_certificate_agrees_with_packing_and_transport(deal: Deal) -> Outcomes:
    """Weight, quantity and packages of each item, the route's day and its means of transport.

    Totals and ports are compared for every paper by TOT-005 and PTY-005; here are the items of
    box 9, the `ON/AFTER` date of box 3, which shipment may not precede, and `BY SEA`. An item is
    compared where the certificate has as many as the order has lines.
    """
    for paper in deal.issued(CO, FA):
        if not deal.order.packing:
            yield skip("nothing is packed yet", "尚未填写装箱", "/packing")
        if not _not_ours(deal, paper):
            for index, goods in goods_of(deal, paper):
                if goods is not None:
                    yield from _item_differs(deal, paper, index, goods)
        route = " ".join((*paper.facts.text, paper.facts.conveyance)).upper()
        yield from _route_differs(deal, paper, f"{paper.place}/text", route)
    shipment = deal.order.shipment
    for paper in deal.all(FA):
        if paper.ours and shipment and shipment.etd and shipment.on_board_date:
            yield from _departure(deal, paper, "/shipment/etd", shipment.etd)


def _item_differs(deal: Deal, paper: Paper, index: int, goods: Goods) -> Iterator[Fault]:
    line, totals = paper.facts.lines[index], deal.totals.lines[deal.goods[goods.line][0]]
    packages = sum(each.count for each in totals.packages) if totals.packages else None
    pairs: tuple[tuple[str, Said, Decimal | int | None, Decimal | int | None], ...] = (
        (
            "gross_weight_kg",
            Said("gross weight", "毛重"),
            line.gross_weight_kg,
            totals.gross_weight,
        ),
        ("net_weight_kg", Said("net weight", "净重"), line.net_weight_kg, totals.net_weight),
        ("packages", Said("packages", "件数"), line.packages, packages),
        ("quantity", Said("quantity", "数量"), line.quantity, _quantity(line, goods)),
    )
    for name, label, actual, expected in pairs:
        if actual is not None and expected is not None and actual != expected:
            yield _differs(
                deal,
                paper,
                paper.at_line(index, name),
                "/goods" if name == "quantity" else "/packing",
                Said(f"Item {index + 1}, {label.en},", f"第{index + 1}项{label.zh}"),
                expected,
                actual,
            )


def _quantity(line: IssuedLine, goods: Goods) -> Decimal | None:
    """The quantity to compare with; None where the certificate counts in another unit."""
    return goods.quantity if line.unit in (None, goods.unit) else None


def _route_differs(deal: Deal, paper: Paper, where: str, route: str) -> Iterator[Fault]:
    shipment = deal.order.shipment
    if shipment is None or not of_this_shipment(deal, paper):
        return
    if (match := _DEPARTS.search(route)) and (day := _day(match[1])) and shipment.on_board_date:
        yield from _departure(deal, paper, where, day)
    if (by := _BY.search(route)) and shipment.mode not in _MODES[by[1]]:
        what = Said("The means of transport", "运输方式")
        yield _differs(
            deal, paper, where, "/shipment/mode", what, f"BY {shipment.mode.upper()}", by[0]
        )


def _departure(deal: Deal, paper: Paper, where: str, stated: date) -> Iterator[Fault]:
    """Box 3 says `ON/AFTER` a day: the goods may leave that day or later, not before."""
    shipped = deal.shipped_on
    if shipped is not None and shipped < stated:
        what = Said("The ON/AFTER date in box 3", "第3栏ON/AFTER日期")
        expected = Said(f"{shipped} or before", f"{shipped}或更早")
        yield _differs(deal, paper, where, deal.shipped_at, what, expected, stated)


def _day(text: str) -> date | None:
    """The day in `MAR. 20, 2026` or `2026-03-20`; None where it is written otherwise."""
    plain = text.replace(".", " ").replace(",", " ").split()
    if len(plain) == 1:
        plain = plain[0].split("-")
        formats = "%Y %m %d"
    else:
        plain[0], formats = plain[0][:3], "%b %d %Y"
    try:
        return datetime.strptime(" ".join(plain), formats).date()
    except ValueError:
        return None


def _differs(
    deal: Deal, paper: Paper, where: str, other: str, what: Said, expected: Value, actual: Value
) -> Fault:
    return fault(
        where,
        other,
        expected=expected,
        actual=actual,
        guards=(paper.kind,),
        what=what,
        paper=names.paper(deal, paper),
    )
