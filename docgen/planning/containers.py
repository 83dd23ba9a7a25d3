"""How many containers a cargo needs, type by type, and which mix to book.

Volume and weight each set a bound, and each has two limits: what is usually stowed or carried by
road, and what the box holds at the most. Advice goes by the usual ones.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from decimal import ROUND_CEILING, Decimal, localcontext

from docgen.findings import Said
from docgen.order import Order
from docgen.order.packing import Bulk
from docgen.planning.mixes import TOO_MANY, best_mix, load_of
from docgen.planning.records import Bound, ContainerPlan, Need
from docgen.rounding import rounded
from docgen.tables import Container, Tables
from docgen.totals import Totals

DRY = ("20GP", "40GP", "40HQ", "45HQ")
REEFERS = ("20RF", "40RF", "40RH")
OPEN_TOPS = ("20OT", "40OT")
_UNADVISED = frozenset({"45HQ", "40RF"})
"""Shown, never advised: few carriers and roads take them, and fewer depots have them."""
_WHOLE_FROM = Decimal(15)
"""Freight tons from which a whole container is usually cheaper; practice of forwarders."""
_WITHOUT = frozenset({"air", "courier", "road"})
"""Modes of transport that use no containers unless some are booked."""
_KG_PER_TON = Decimal(1000)


def containers(
    volume: Decimal | None,
    weight: Decimal,
    tables: Tables,
    booked: Mapping[str, int] | None = None,
    whole_from: Decimal = _WHOLE_FROM,
) -> ContainerPlan:
    """The containers that so many cubic metres and gross kilograms need.

    Args:
        volume: cubic metres; None where it is not known, then no number is told.
        weight: gross kilograms.
        tables: ours, or the user's.
        booked: type to number; reefers or open tops among them are compared with their kind.
        whole_from: freight tons below which shared containers are proposed.
    """
    booked = booked or {}
    with localcontext(prec=60):
        if volume is None or not weight:
            return _untold(volume, weight)
        freight_tons = max(volume, weight / _KG_PER_TON)
        types = tuple(
            tables.containers[code] for code in _family(booked) if code in tables.containers
        )
        needs = tuple(_need(row, volume, weight) for row in types)
        usual = tuple(row for row in types if row.code not in _UNADVISED)
        advised = best_mix(usual, volume, weight)
        shared = freight_tons < whole_from and _family(booked) == DRY
        return ContainerPlan(
            volume=volume,
            weight=weight,
            freight_tons=rounded(freight_tons, 3),
            needs=needs,
            advised=advised,
            shared=shared,
            booked=load_of(booked, tables.containers, volume, weight) if booked else None,
            notes=_notes(advised is None, shared, freight_tons),
        )


def containers_of(order: Order, totals: Totals, tables: Tables) -> ContainerPlan:
    """The containers that an order needs, beside those that it has booked."""
    shipment = order.shipment
    booked = Counter[str]()
    for each in shipment.containers if shipment else ():
        booked[each.type] += each.count
    bulk = bool(order.packing) and all(isinstance(group, Bulk) for group in order.packing)
    if not booked and (bulk or (shipment and shipment.mode in _WITHOUT)):
        note = Said(
            "Bulk cargo, or a mode of transport without containers: none are needed.",
            "散装货或空运、快递、公路运输，不涉及集装箱。",
        )
        return ContainerPlan(
            volume=totals.volume, weight=totals.gross_weight, freight_tons=None, notes=(note,)
        )
    plan = containers(totals.volume, totals.gross_weight, tables, booked)
    return plan.model_copy(update={"missing": _missing(order, totals)})


def _family(booked: Mapping[str, int]) -> tuple[str, ...]:
    """The types to compare: dry ones unless reefers or open tops are booked."""
    for family in (REEFERS, OPEN_TOPS):
        if any(code in family for code in booked):
            return family
    return DRY


def _need(row: Container, volume: Decimal, weight: Decimal) -> Need:
    by_volume = (_count(volume, row.volume_usual), _count(volume, row.volume_hard))
    by_weight = (_count(weight, row.payload_usual), _count(weight, row.payload_hard))
    usual, hard = max(by_volume[0], by_weight[0]), max(by_volume[1], by_weight[1])
    room = _bound(volume, row.volume_usual, row.volume_hard, by_volume, (usual, hard))
    mass = _bound(weight, row.payload_usual, row.payload_hard, by_weight, (usual, hard))
    return Need(
        type=row.code,
        en=row.en,
        volume=room,
        weight=mass,
        usual=usual,
        hard=hard,
        decides="volume" if room.fill_usual >= mass.fill_usual else "weight",
    )


def _bound(
    load: Decimal,
    usual: Decimal,
    hard: Decimal,
    counts: tuple[int, int],
    needed: tuple[int, int],
) -> Bound:
    return Bound(
        load=load,
        usual=usual,
        hard=hard,
        count_usual=counts[0],
        count_hard=counts[1],
        fill_usual=rounded(load * 100 / (usual * needed[0]), 1),
        fill_hard=rounded(load * 100 / (hard * needed[1]), 1),
    )


def _count(load: Decimal, limit: Decimal) -> int:
    return max(1, int((load / limit).to_integral_value(ROUND_CEILING)))


def _untold(volume: Decimal | None, weight: Decimal) -> ContainerPlan:
    return ContainerPlan(
        volume=volume,
        weight=weight,
        freight_tons=None,
        missing=("/packing",),
        notes=(
            Said(
                "Volume or gross weight is not known: ask the factory for carton sizes and"
                " weights before booking.",
                "体积或毛重未知：订舱前请向工厂索取纸箱尺寸和重量。",
            ),
        ),
    )


def _notes(too_many: bool, shared: bool, freight_tons: Decimal) -> tuple[Said, ...]:
    if too_many:
        return (
            Said(
                f"More than {TOO_MANY} containers of one type: no mix is worked out.",
                f"单一箱型即需超过{TOO_MANY}个集装箱，不再计算配箱方案。",
            ),
        )
    if not shared:
        return ()
    tons = rounded(freight_tons, 3)
    return (
        Said(
            f"{tons} freight tons: ask for the rate of a shared container (LCL) too.",
            f"计费吨{tons}，请同时询拼箱（LCL）运价。",
        ),
    )


def _missing(order: Order, totals: Totals) -> tuple[str, ...]:
    """The facts that would tell volume and weight."""
    if not order.packing:
        return ("/packing",)
    if totals.volume is not None:
        return ()
    return tuple(
        f"/packing/{index}/{'volume_m3' if isinstance(group, Bulk) else 'size_cm'}"
        for index, (group, known) in enumerate(zip(order.packing, totals.groups, strict=True))
        if known.volume is None
    )
