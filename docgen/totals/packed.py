"""Figures of the packing: packages by kind, kilograms, cubic metres."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from docgen.order.packing import Bulk, Nude, Packages, Packing, Pallets, Size
from docgen.rounding import rounded

_CM3_PER_M3 = Decimal(1_000_000)
_NOTHING = Decimal(0)


@dataclass(frozen=True)
class PackageCount:
    """So many packages of one kind (UN/ECE Recommendation 21)."""

    kind: str
    count: int


@dataclass(frozen=True)
class QuantitySum:
    """So much in one unit (UN/ECE Recommendation 20)."""

    unit: str
    quantity: Decimal


@dataclass(frozen=True)
class GroupTotals:
    """What follows for one group of the packing list: kilograms and cubic metres.

    `count` is 0 for bulk; `volume` is None where no size is known.
    """

    count: int
    net_weight: Decimal
    gross_weight: Decimal
    volume: Decimal | None
    quantities: tuple[Decimal, ...]


def group_totals(packing: Packing) -> GroupTotals:
    """Weights, volume and quantities of one group of the packing list."""
    match packing:
        case Bulk():
            count, times, volume = 0, 1, packing.volume_m3
        case Packages() | Nude():
            count = times = packing.count
            volume = _packed_volume(packing.size_cm, packing.volume_m3, times)
    return GroupTotals(
        count=count,
        net_weight=times * packing.net_weight_kg,
        gross_weight=times * packing.gross_weight_kg,
        volume=volume,
        quantities=tuple(times * contents.quantity for contents in packing.contents),
    )


def _packed_volume(size: Size | None, each: Decimal | None, count: int) -> Decimal | None:
    if size is not None:
        return rounded(count * size.length * size.width * size.height / _CM3_PER_M3, 3)
    return None if each is None else rounded(count * each, 3)


def total_volume(groups: tuple[GroupTotals, ...], pallets: tuple[Pallets, ...]) -> Decimal | None:
    """The pallets' volume where all their sizes are known, otherwise that of the packages."""
    parts = [group.volume for group in groups]
    if pallets and all(each.size_cm for each in pallets):
        parts = [_packed_volume(each.size_cm, None, each.count) for each in pallets]
    known = [part for part in parts if part is not None]
    return sum(known, _NOTHING) if known and len(known) == len(parts) else None


def package_counts(packing: Iterable[Packing]) -> tuple[PackageCount, ...]:
    """Packages by kind; unpacked pieces count as `NE`, bulk as none."""
    counts: dict[str, int] = defaultdict(int)
    for each in packing:
        if isinstance(each, Packages):
            counts[each.kind] += each.count
        elif isinstance(each, Nude):
            counts["NE"] += each.count
    return tuple(PackageCount(kind, count) for kind, count in counts.items())


def by_unit(amounts: Iterable[tuple[str, Decimal]]) -> tuple[QuantitySum, ...]:
    """Quantities added up unit by unit, in the order of first appearance."""
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for unit, quantity in amounts:
        sums[unit] += quantity
    return tuple(QuantitySum(unit, quantity) for unit, quantity in sums.items())
