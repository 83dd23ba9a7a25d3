"""Containers: how many of each type by volume and weight, and which mix to book."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.planning import ContainerPlan, containers
from docgen.planning.mixes import TOO_MANY
from docgen.planning.records import Load, Need
from docgen.tables import load_tables
from tests.checks.orders import changed, order
from tests.planning.orders import CONTRACT_ONLY, LC, TT, plan_for, sample
from tests.samples import GOOD

TABLES = load_tables()
DAY = date(2026, 11, 20)


def plan(volume: str, weight: str, **booked: int) -> ContainerPlan:
    codes = {code.removeprefix("x"): count for code, count in booked.items()}
    return containers(Decimal(volume), Decimal(weight), TABLES, codes)


def need(plan: ContainerPlan, code: str) -> Need:
    (found,) = (each for each in plan.needs if each.type == code)
    return found


def advised(plan: ContainerPlan) -> Load:
    assert plan.advised is not None
    return plan.advised


def test_83_cubic_metres_of_chairs_take_a_high_cube_and_a_twenty() -> None:
    mix = advised(plan("83.160", "17200"))
    assert (mix.text, mix.fits) == ("1x40HQ + 1x20GP", "usual")
    assert (mix.volume_fill, mix.weight_fill) == (Decimal("86.6"), Decimal("36.2"))


def test_159_cubic_metres_of_luggage_take_three_high_cubes() -> None:
    cargo = plan("159.441", "15232")
    assert advised(cargo).text == "3x40HQ"
    assert need(cargo, "40HQ").usual == 3
    assert need(cargo, "40HQ").decides == "volume"


def test_192_tonnes_of_tiles_are_bound_by_weight() -> None:
    cargo = plan("93.769", "192000")
    twenty = need(cargo, "20GP")
    assert (twenty.usual, twenty.hard, twenty.decides) == (9, 7, "weight")
    assert (twenty.volume.count_usual, twenty.volume.count_hard) == (4, 3)
    assert (twenty.weight.usual, twenty.weight.hard) == (Decimal(21500), Decimal(28200))
    assert (twenty.weight.fill_usual, twenty.weight.fill_hard) == (
        Decimal("99.2"),
        Decimal("97.3"),
    )
    assert advised(cargo).text == "9x20GP"


def test_fill_is_of_as_many_containers_as_are_needed() -> None:
    forty = need(plan("31.470", "7750"), "40GP")
    assert (forty.usual, forty.hard) == (1, 1)
    assert (forty.volume.fill_usual, forty.volume.fill_hard) == (Decimal("54.3"), Decimal("46.5"))
    assert forty.weight.fill_usual == Decimal("29.8")


@pytest.mark.parametrize(
    ("volume", "weight", "text"),
    [
        ("28", "21500", "1x20GP"),
        ("28.001", "5000", "1x40GP"),
        ("27", "21501", "1x40GP"),
        ("58.001", "5000", "1x40HQ"),
        ("68.001", "5000", "1x40HQ + 1x20GP"),
        ("91.2", "5000", "1x40HQ + 1x20GP"),
        ("91.201", "5000", "2x40HQ"),
        ("30", "43000", "2x20GP"),
        ("30", "43001", "1x40HQ + 1x20GP"),
    ],
)
def test_the_advice_turns_at_the_usual_limits(volume: str, weight: str, text: str) -> None:
    assert advised(plan(volume, weight)).text == text


@given(st.decimals("0.1", "400", places=3), st.decimals("100", "160000", places=2))
def test_no_other_mix_is_enough_for_less(volume: Decimal, weight: Decimal) -> None:
    cargo = containers(volume, weight, TABLES)
    best = advised(cargo)
    rows = [TABLES.containers[code] for code in ("20GP", "40GP", "40HQ")]
    found = dict(best.containers)
    cost = _cost([found.get(row.code, 0) for row in rows])
    for counts in product(range(9), range(5), range(5)):
        spread = Decimal("0.95") if sum(counts) > 1 else Decimal(1)
        room = sum(row.volume_usual * n for row, n in zip(rows, counts, strict=True)) * spread
        mass = sum(row.payload_usual * n for row, n in zip(rows, counts, strict=True))
        if room >= volume and mass >= weight:
            assert _cost(counts) >= cost
    assert best.fits == "usual"


def _cost(counts: Sequence[int]) -> tuple[int, int]:
    twenty, forty, high = counts
    return twenty + 2 * forty + 2 * high, twenty + forty + high


@given(st.decimals("0.001", "100000", places=3), st.decimals("0.01", "9999999", places=2))
def test_every_type_has_room_for_the_cargo_and_one_less_has_not(
    volume: Decimal, weight: Decimal
) -> None:
    for each in containers(volume, weight, TABLES).needs:
        row = TABLES.containers[each.type]
        assert each.hard <= each.usual
        for count, room, mass in (
            (each.usual, row.volume_usual, row.payload_usual),
            (each.hard, row.volume_hard, row.payload_hard),
        ):
            assert count * room >= volume and count * mass >= weight
            less = count - 1
            assert less == 0 or less * room < volume or less * mass < weight
        assert 0 <= each.volume.fill_usual <= 100 and 0 <= each.weight.fill_hard <= 100


@pytest.mark.parametrize(
    ("volume", "weight", "tons", "shared"),
    [
        ("14.999", "3000", "14.999", True),
        ("15", "3000", "15.000", False),
        ("4", "14000", "14.000", True),
        ("4", "16000", "16.000", False),
    ],
)
def test_shared_containers_are_proposed_below_fifteen_freight_tons(
    volume: str, weight: str, tons: str, shared: bool
) -> None:
    cargo = plan(volume, weight)
    assert (cargo.freight_tons, cargo.shared) == (Decimal(tons), shared)
    assert bool(cargo.notes) is shared


def test_reefers_are_compared_where_reefers_are_booked() -> None:
    cargo = plan("138.445", "52780", x40RH=3)
    assert [each.type for each in cargo.needs] == ["20RF", "40RF", "40RH"]
    assert advised(cargo).text == "3x40RH"
    assert cargo.booked is not None and cargo.booked.fits == "usual"


@pytest.mark.parametrize(
    ("volume", "weight", "fits"),
    [
        ("58", "26000", "usual"),
        ("58.001", "26000", "hard"),
        ("58", "26001", "hard"),
        ("67.701", "26000", "no"),
        ("58", "26701", "no"),
    ],
)
def test_the_booking_is_judged_by_both_limits(volume: str, weight: str, fits: str) -> None:
    booked = plan(volume, weight, x40GP=1).booked
    assert booked is not None and booked.fits == fits


def test_the_booked_containers_of_an_order_are_counted_by_type() -> None:
    cargo = sample("t09-pakistan-tiles", DAY).containers
    assert cargo.booked is not None and cargo.booked.text == "10x20GP"
    cargo = sample("t04-korea-garlic", DAY).containers
    assert cargo.booked is not None and cargo.booked.text == "3x40RH"
    cargo = sample("t06-australia-chairs", DAY).containers
    assert cargo.booked == cargo.advised


def test_without_packing_the_plan_says_what_is_missing() -> None:
    cargo = sample(CONTRACT_ONLY, DAY).containers
    assert (cargo.needs, cargo.advised, cargo.missing) == ((), None, ("/packing",))
    assert "not known" in cargo.notes[0].en


def test_without_a_size_the_plan_names_the_group() -> None:
    made = order(changed(TT, {}, ["/packing/1/size_cm"]))
    cargo = plan_for(made).containers
    assert (cargo.volume, cargo.missing) == (None, ("/packing/1/size_cm",))
    assert plan_for(order(changed(TT, {}))).containers.missing == ()


@pytest.mark.parametrize("case", ["t16-emirates-air", "t17-brazil-urea"])
def test_air_freight_and_bulk_need_no_containers(case: str) -> None:
    cargo = sample(case, DAY).containers
    assert (cargo.needs, cargo.advised, cargo.missing) == ((), None, ())
    assert cargo.notes


def test_cargo_of_whole_ships_is_counted_but_not_mixed() -> None:
    cargo = plan("60000", "50000000")
    assert cargo.advised is None
    assert need(cargo, "20GP").usual == 2326
    assert str(TOO_MANY) in cargo.notes[0].en
    most = advised(plan("200", str(21500 * TOO_MANY)))
    assert Counter(dict(most.containers)).total() <= TOO_MANY


@pytest.mark.parametrize("case", GOOD)
def test_what_a_sample_has_booked_can_hold_its_cargo(case: str) -> None:
    booked = sample(case, DAY).containers.booked
    assert booked is None or booked.fits != "no"


def test_gross_weight_with_pallets_is_what_is_shipped() -> None:
    one_twenty = {"/shipment/containers/0/type": "20GP"}
    cargo = plan_for(order(changed(LC, one_twenty))).containers
    assert (cargo.volume, cargo.weight) == (Decimal("25.800"), Decimal("22660.00"))
    assert cargo.booked is not None and cargo.booked.fits == "hard"
