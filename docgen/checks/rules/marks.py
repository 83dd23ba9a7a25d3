"""PTY: shipping marks: the same on every paper, and true to packing and destination (唛头)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks import marks as parts
from docgen.checks.misstated import Wrong, gathered
from docgen.checks.papers import ALL, CI, CO, FA, INSURANCE_KINDS, PL, Paper
from docgen.checks.rule import Deal, Fault, Outcomes, Said, Skip, fault, rule, skip
from docgen.checks.rules.parties import OF_PURCHASES
from docgen.checks.rules.ports import is_at, is_near, places_of
from docgen.checks.shipments import of_this_shipment
from docgen.checks.words import names as named_in
from docgen.checks.words import norm, same, spot
from docgen.findings import Severity
from docgen.order.packing import Packages, Place

_MARKS = Said("marks", "唛头")
_AT = "/shipment/marks"
_BY_REFERENCE = re.compile(r"\b(?:AS PER|SEE|REFER TO|PER) |详见|见发票|同发票")
_MAY_REFER = (*INSURANCE_KINDS, "booking-note", "shipping-advice", "verified-gross-mass")
"""Papers that are used to say AS PER INVOICE; on a certificate ORG-009 forbids it."""


@rule(
    "PTY-006",
    severity=Severity.ERROR,
    guards=ALL,
    needs=("shipment",),
    refs=("ISBP 745 A32-A34", "UNECE Recommendation 15", "customs: 单单一致"),
    en='The {what} on the {papers} read "{actual}", but those of the order read "{expected}".',
    zh="{papers}的{what}为“{actual}”,订单为“{expected}”。",
    fix="Compare both with the packages, and have the other changed.",
    fix_zh="请与实物箱唛核对,更正有误的一方。",
)
def marks_are_the_same_on_every_paper(deal: Deal) -> Outcomes:
    """The marks on the papers of this shipment are those of the order, wherever the lines break.

    `1/400` and `1-400` are one, N/M is the same as none. Words in excess of ours are a warning
    (ISBP 745 A33), as is a reference to another paper. Factories have numbers of their own, so
    those are left out on purchase contracts; what the order tells a factory is a matter of COV-003.
    """
    yield from gathered(deal, _wrong(deal))


def _wrong(deal: Deal) -> Iterator[Wrong]:
    shipment = deal.order.shipment
    for paper in deal.theirs if shipment else ():
        text, ours = paper.facts.marks, shipment.marks if shipment else ""
        if not text or (paper.kind not in OF_PURCHASES and not of_this_shipment(deal, paper)):
            continue
        if not _agree(paper, text, ours) and not _refers(paper, text):
            expected = ours.replace("\n", " / ") or "N/M"
            actual = text.replace("\n", " / ")
            yield Wrong(paper, "marks", _AT, expected, actual, _MARKS, _weight(text, ours))


def _agree(paper: Paper, text: str, ours: str) -> bool:
    if paper.kind in OF_PURCHASES:
        text, ours = parts.without_numbers(text), parts.without_numbers(ours)
    return same(text, ours) or (parts.none(text) and parts.none(ours))


def _refers(paper: Paper, text: str) -> bool:
    """Whether a reference in place of the marks is usual, or found by another rule."""
    refers = bool(_BY_REFERENCE.search(text.upper()))
    return refers and paper.kind in (*_MAY_REFER, CO, FA)


def _weight(text: str, ours: str) -> Severity | None:
    more = not parts.none(ours) and all(named_in(text, line) for line in ours.split("\n") if line)
    return Severity.WARNING if more or _BY_REFERENCE.search(text.upper()) else None


@rule(
    "PTY-007",
    severity=Severity.ERROR,
    guards=(CI, PL, CO, FA),
    needs=("shipment.marks",),
    refs=("UNECE Recommendation 15: destination, package number", "ISBP 745 A32"),
    en='The marks say "{actual}", but {problem}.',
    zh="唛头写“{actual}”,但{problem}。",
    fix="Correct the marks, also on the packages, or what they are compared with.",
    fix_zh="请更正唛头(包括箱上实际刷唛),或更正订单数据。",
)
def marks_count_the_packages_and_name_the_destination(deal: Deal) -> Outcomes:
    """The numbers in the marks are those of the packages, the destination is that of the goods.

    Numbers may count the pallets instead. `1-UP` is what a factory is told before the packages are
    counted: once they are packed it is a warning, and so are numbers of the whole contract where
    it is shipped in parts. A line is read as destination where docgen knows it as a port; ports
    of transit behind VIA do not count.
    """
    shipment = deal.order.shipment
    if shipment is None:
        return
    yield from _count(deal, parts.numbers_in(shipment.marks))
    yield from _destination(deal, shipment.marks)


def _count(deal: Deal, numbers: parts.Numbers | None) -> Iterator[Fault | Skip]:
    packed = deal.totals.package_count
    if numbers is None:
        return
    if not packed:
        yield skip("no packages are given to count", "未填件数,无法核对", "/packing")
        return
    count = Said(f"{packed:,} package(s) are packed", f"装箱共{packed:,}件")
    pallets = sum(each.count for each in deal.order.pallets)
    if numbers.last is None:
        yield _untrue(numbers.text, count, "/packing", Severity.WARNING)
    elif numbers.last - numbers.first + 1 not in (packed, pallets):
        more = numbers.last - numbers.first + 1 > packed
        weight = Severity.WARNING if more and deal.order.terms.partial_shipment else None
        yield _untrue(numbers.text, count, "/packing", weight)
    elif (own := _own_numbers(deal)) and own != (numbers.first, numbers.last):
        listed = f"{own[0]}-{own[1]}"
        problem = Said(f"the packing numbers the packages {listed}", f"装箱明细箱号为{listed}")
        yield _untrue(numbers.text, problem, "/packing", None)


def _own_numbers(deal: Deal) -> tuple[int, int] | None:
    """The first and the last number in the packing; None where a group has none."""
    groups = [each for each in deal.order.packing if isinstance(each, Packages)]
    numbered = [each.numbers for each in groups if each.numbers]
    if not numbered or len(numbered) < len(groups) or deal.order.pallets:
        return None
    return min(each.first for each in numbered), max(each.last for each in numbered)


def _untrue(text: str, problem: Said, where: str, weight: Severity | None) -> Fault:
    return fault(_AT, where, actual=text, severity=weight, problem=problem)


def _destination(deal: Deal, text: str) -> Iterator[Fault]:
    """A line that names a port which is neither the destination nor on the way."""
    shipment, tables = deal.order.shipment, deal.tables
    if shipment is None:
        return
    ends = [place for name, place in places_of(shipment) if name != "port_of_loading"]
    heads = [head for head in parts.heads_in(text) if spot(head, tables).known]
    if any(_means(deal, head, end) for head in heads for end in ends):
        return
    if any(named_in(text, end.name) for end in ends):
        return
    for head in heads:
        passed = is_at(head, shipment.port_of_loading, tables) or same(head, shipment.via)
        if not passed and norm(head):
            listed = " / ".join(end.name for end in ends)
            problem = Said(f"the goods go to {listed}", f"货物运往{listed}")
            yield _untrue(head, problem, "/shipment/port_of_discharge", None)


def _means(deal: Deal, head: str, end: Place) -> bool:
    return is_at(head, end, deal.tables) or is_near(head, end, deal.tables)
