"""The figures that papers total: quantity, packages, weights, volume, and what they should be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from docgen.checks.deal import Deal
from docgen.checks.dossier import Dossier
from docgen.checks.rule import Said
from docgen.order.issued import IssuedLine


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
