"""The figures that papers total: quantity, packages, weights, volume, and what they should be."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from docgen.checks.credits import one_shipment_only
from docgen.checks.deal import Deal
from docgen.checks.dossier import Dossier
from docgen.checks.papers import PL, Paper
from docgen.checks.rule import Said
from docgen.checks.shipments import listed
from docgen.order.issued import IssuedLine
from docgen.rounding import rounded


@dataclass(frozen=True)
class Figure:
    """A figure that papers total, named as in `issued`."""

    name: str
    label: Said
    unit: Said

    def of(self, facts: object) -> Decimal | None:
        """The figure on a paper, or on a line of one; None where it is not stated."""
        value = getattr(facts, self.name)
        return None if value is None else Decimal(value)


QUANTITY = Figure("quantity", Said("quantity", "数量"), Said("", ""))
PACKAGES = Figure("packages", Said("number of packages", "件数"), Said("", "件"))
NET = Figure("net_weight_kg", Said("net weight", "净重"), Said(" kg", "千克"))
GROSS = Figure("gross_weight_kg", Said("gross weight", "毛重"), Said(" kg", "千克"))
VOLUME = Figure("volume_m3", Said("volume", "体积"), Said(" m3", "立方米"))
PACKED = (PACKAGES, NET, GROSS, VOLUME)
"""The figures of the packing."""


def computed(dossier: Dossier, figure: Figure) -> Decimal | None:
    """The figure as computed from the order; None where its packing or a size is not given."""
    if not isinstance(dossier, Deal):
        return None
    deal, totals = dossier, dossier.totals
    if figure is QUANTITY:
        return totals.quantity[0].quantity if len(totals.quantity) == 1 else None
    if not deal.order.packing:
        return None
    values: dict[str, Decimal | None] = {
        "packages": Decimal(totals.package_count) if totals.package_count else None,
        "net_weight_kg": totals.net_weight,
        "gross_weight_kg": totals.gross_weight,
        "volume_m3": totals.volume,
    }
    return values[figure.name]


def near(figure: Figure, one: Decimal, other: Decimal, allowed: Decimal) -> bool:
    """Whether two values are the same; volumes may differ by what rounding does."""
    return abs(one - other) <= allowed if figure is VOLUME else one == other


def added(figure: Figure, lines: Sequence[IssuedLine]) -> Decimal | None:
    """The sum of a figure over the lines; None unless every line states it."""
    values = [figure.of(line) for line in lines]
    known = [value for value in values if value is not None]
    return sum(known, Decimal(0)) if known and len(known) == len(values) else None


_LEAST_DECIMALS = 2
"""A volume on a bill of lading may be rounded, but not to less than that."""


def shown(figure: Figure, paper: Paper) -> tuple[Decimal | None, str]:
    """The figure on a paper and its place: its total, or that of a packing list's rows."""
    value, at = figure.of(paper.facts), paper.at(figure.name)
    if value is None and paper.kind == PL:
        return added(figure, paper.facts.lines), paper.at("lines")
    return value, at


class Contradiction(NamedTuple):
    """A total that is not what it should be, and the papers that state it.

    Attributes:
        shared: whether the papers state it together, each a part of it.
    """

    value: Decimal
    papers: tuple[Paper, ...]
    shared: bool = False

    def named(self, dossier: Dossier) -> Said:
        """The papers as a sentence names them."""
        said = listed(dossier, self.papers)
        return said + Said("together", "合计") if self.shared else said


def contradicting(
    papers: Iterable[Paper], figure: Figure, want: Decimal, allowed: Decimal
) -> Iterator[Contradiction]:
    """Each other value than the wanted one, with all papers that have it.

    Several papers of one kind may share the shipment. A paper whose own rows add up to the wanted
    total contradicts itself alone, which is a matter of TOT-004.
    """
    wrong: dict[Decimal, list[Paper]] = defaultdict(list)
    kinds: dict[str, list[tuple[Paper, Decimal]]] = defaultdict(list)
    for paper in papers:
        if (value := shown(figure, paper)[0]) is not None:
            kinds[paper.kind].append((paper, value))
    for alike in kinds.values():
        together = sum((value for _, value in alike), Decimal(0))
        off = [pair for pair in alike if not agrees(figure, pair[1], want, allowed)]
        if len(alike) > 1 and len(off) == len(alike):
            if not agrees(figure, together, want, allowed):
                yield Contradiction(together, tuple(paper for paper, _ in alike), shared=True)
            continue
        for paper, value in off:
            if added(figure, paper.facts.lines) != want:
                wrong[value].append(paper)
    for value, those in wrong.items():
        yield Contradiction(value, tuple(those))


def agrees(figure: Figure, value: Decimal, want: Decimal, allowed: Decimal) -> bool:
    """Whether a stated total is the wanted one; a volume may be rounded."""
    if figure is not VOLUME:
        return value == want
    places = max(_LEAST_DECIMALS, -int(value.as_tuple().exponent))
    return abs(value - want) <= allowed or value == rounded(want, min(places, 3))


def of_the_credit(dossier: Dossier, figure: Figure) -> Decimal | None:
    """The figure as the credit has it for the one shipment it allows; None where it may vary."""
    credit = dossier.credit
    return figure.of(credit) if credit and one_shipment_only(credit) else None
