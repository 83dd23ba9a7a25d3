"""The mix of containers to book, and how full a given mix is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import ROUND_CEILING, Decimal
from itertools import product
from typing import Literal

from docgen.planning.records import Load
from docgen.rounding import rounded
from docgen.tables import Container

TOO_MANY = 200
"""Containers of one type beyond which no mix is searched."""
_SPREAD = Decimal("0.95")
"""Part of the usual volume that is counted when cargo is spread over several containers: cartons
are not cut in two, and published loads range five per cent below the usual limits (20' 26 to 28,
40' 56 to 58, 40' high cube 64 to 68 cubic metres)."""
Counted = tuple[tuple[Container, int], ...]


def best_mix(types: tuple[Container, ...], volume: Decimal, weight: Decimal) -> Load | None:
    """The mix that takes the least room on the ship; None where there are too many to count.

    One box, where one is enough: the smallest. Otherwise freight goes by the length of the boxes,
    so the mix of the fewest 20-foot units, then of the fewest boxes; a box that another one of
    its length outdoes is left out, since a high cube costs what a standard box does.
    """
    one = [row for row in types if row.volume_usual >= volume and row.payload_usual >= weight]
    if one:
        smallest = min(one, key=lambda row: (units(row), row.volume_usual))
        return _load(((smallest, 1),), volume, weight)
    kept = tuple(row for row in types if not any(_beats(other, row) for other in types))
    mixes = tuple(_mixes(tuple(sorted(kept, key=_longest)), volume, weight))
    if not mixes:
        return None
    best = min(mixes, key=_cost)
    return _load(tuple((row, count) for row, count in best if count), volume, weight)


def load_of(
    booked: Mapping[str, int], rows: Mapping[str, Container], volume: Decimal, weight: Decimal
) -> Load:
    """How full the containers of a booking are, type to number."""
    counted = tuple((rows[code], count) for code, count in booked.items())
    return _load(tuple(sorted(counted, key=lambda each: _longest(each[0]))), volume, weight)


def units(row: Container) -> Decimal:
    """Length of a container in units of 20 feet (TEU), as its code begins with the feet."""
    return Decimal(row.code[:2]) / 20 if row.code[:2].isdecimal() else Decimal(2)


def _longest(row: Container) -> tuple[Decimal, Decimal, str]:
    return -units(row), -row.volume_usual, row.code


def _beats(one: Container, other: Container) -> bool:
    """Whether one is no longer than the other, and holds as much by any measure and more by one."""
    more = (one.volume_usual, one.payload_usual), (other.volume_usual, other.payload_usual)
    as_good = units(one) <= units(other) and all(a >= b for a, b in zip(*more, strict=True))
    return as_good and (units(one) < units(other) or more[0] != more[1])


def _mixes(types: tuple[Container, ...], volume: Decimal, weight: Decimal) -> Iterator[Counted]:
    """Every sufficient mix that has no box of the shortest type too many."""
    *longer, shortest = types
    most = [_enough(row, volume, weight) for row in longer]
    if max([*most, _enough(shortest, volume, weight)]) > TOO_MANY:
        return
    for counts in product(*(range(count + 1) for count in most)):
        yield _completed(tuple(zip(longer, counts, strict=True)), shortest, volume, weight)


def _completed(chosen: Counted, shortest: Container, volume: Decimal, weight: Decimal) -> Counted:
    """The chosen boxes with as many of the shortest type as they lack."""
    room = sum((row.volume_usual * count for row, count in chosen), Decimal(0))
    mass = sum((row.payload_usual * count for row, count in chosen), Decimal(0))
    lack = max(
        _ceiling(volume / _SPREAD - room, shortest.volume_usual),
        _ceiling(weight - mass, shortest.payload_usual),
    )
    return (*chosen, (shortest, lack))


def _enough(row: Container, volume: Decimal, weight: Decimal) -> int:
    """Boxes of one type that are enough, spread or not."""
    return max(_ceiling(volume / _SPREAD, row.volume_usual), _ceiling(weight, row.payload_usual))


def _ceiling(load: Decimal, limit: Decimal) -> int:
    return max(0, int((load / limit).to_integral_value(ROUND_CEILING)))


def _cost(mix: Counted) -> tuple[Decimal, int]:
    length = sum((units(row) * count for row, count in mix), Decimal(0))
    return length, sum(count for _, count in mix)


def _load(mix: Counted, volume: Decimal, weight: Decimal) -> Load:
    usual = sum((row.volume_usual * count for row, count in mix), Decimal(0))
    payload = sum((row.payload_usual * count for row, count in mix), Decimal(0))
    hard = sum((row.volume_hard * count for row, count in mix), Decimal(0))
    hard_payload = sum((row.payload_hard * count for row, count in mix), Decimal(0))
    fits: Literal["usual", "hard", "no"] = "no"
    if volume <= usual and weight <= payload:
        fits = "usual"
    elif volume <= hard and weight <= hard_payload:
        fits = "hard"
    return Load(
        containers=tuple((row.code, count) for row, count in mix),
        text=" + ".join(f"{count}x{row.code}" for row, count in mix),
        volume_fill=rounded(volume * 100 / usual, 1),
        weight_fill=rounded(weight * 100 / payload, 1),
        fits=fits,
    )
