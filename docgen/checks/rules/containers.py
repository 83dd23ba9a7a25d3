"""CNT: containers, booking and verified gross mass (集装箱、订舱、VGM)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from stdnum import iso6346
from stdnum.exceptions import InvalidChecksum, InvalidLength, ValidationError

from docgen.checks import names
from docgen.checks.deal import Deal
from docgen.checks.needs import given
from docgen.checks.papers import PL
from docgen.checks.rule import Outcomes, Said, fault, rule, skip
from docgen.checks.shipments import of_this_shipment
from docgen.checks.words import norm
from docgen.findings import Severity

_VOLUMES = "containers' inner volume as the World Shipping Council and carriers publish it"
_AT = "/shipment/containers"


@rule(
    "CNT-001",
    severity=Severity.ERROR,
    guards=(PL,),
    needs=("shipment.containers", "totals.volume"),
    refs=(_VOLUMES,),
    en="{actual} m3 cannot go into {boxes}, which hold {expected} m3 ({difference} too much).",
    zh="{actual}立方米装不进{boxes}(容积{expected}立方米),超出{difference}。",
    fix="Book more or larger containers, or check the sizes of the packages.",
    fix_zh="请增订或改订较大箱型,或核对箱规。",
)
def the_goods_fit_into_the_containers(deal: Deal) -> Outcomes:
    """The volume is not above what the steel boxes hold."""
    volume, hold = given(deal.totals.volume), _sum(deal, "volume_hard")
    if volume > hold:
        yield fault(_AT, "/packing", expected=hold, actual=volume, boxes=_boxes(deal))


@rule(
    "CNT-002",
    severity=Severity.WARNING,
    needs=("shipment.containers", "totals.volume"),
    refs=("stowage practice: 10% to 15% of a container stay empty",),
    en="{actual} m3 are more than {boxes} usually take ({expected} m3).",
    zh="{actual}立方米超过{boxes}常规装载量{expected}立方米。",
    fix="Have the stowage drawn before loading, or book more space.",
    fix_zh="请先做装箱方案,或增订舱位。",
)
def the_goods_can_be_stowed(deal: Deal) -> Outcomes:
    """The volume is not above what is usually stowed in these containers."""
    volume, usual = given(deal.totals.volume), _sum(deal, "volume_usual")
    if usual < volume <= _sum(deal, "volume_hard"):
        yield fault(_AT, "/packing", expected=usual, actual=volume, boxes=_boxes(deal))


@rule(
    "CNT-003",
    severity=Severity.ERROR,
    guards=(PL,),
    needs=("shipment.containers", "packing"),
    refs=("ISO 668: 30,480 kg gross less tare", "road limits as ports and carriers publish them"),
    en="{actual} kg in {boxes}: {limit} is {expected} kg ({difference} too much).",
    zh="{actual}千克装{boxes}:{limit}为{expected}千克,超出{difference}。",
    fix="Spread the goods over more containers, or check the weights.",
    fix_zh="请分装更多集装箱,或核对重量。",
)
def the_goods_are_not_too_heavy_for_the_containers(deal: Deal) -> Outcomes:
    """The gross weight is not above the payload; above the usual road limit it is a warning."""
    weight = deal.totals.gross_weight
    hard, usual = _sum(deal, "payload_hard"), _sum(deal, "payload_usual")
    if weight > hard:
        limit = Said("the payload", "最大载重")
        yield fault(_AT, "/packing", expected=hard, actual=weight, boxes=_boxes(deal), limit=limit)
    elif weight > usual:
        limit = Said("the usual road limit", "公路常规限重")
        yield fault(
            _AT,
            "/packing",
            expected=usual,
            actual=weight,
            severity=Severity.WARNING,
            boxes=_boxes(deal),
            limit=limit,
        )


@rule(
    "CNT-004",
    severity=Severity.ERROR,
    guards=(PL,),
    needs=("shipment.containers",),
    refs=("SOLAS VI/2, method 2", "China MoT guideline: within 5% or 1 t"),
    en="The verified gross mass of {container} is {actual} kg; cargo, dunnage and tare come to"
    " {expected} kg (difference {difference}).",
    zh="{container}的VGM为{actual}千克,货重、加固材料与箱重合计{expected}千克,相差{difference}。",
    fix="Declare the mass anew before the cut-off, or correct the weights.",
    fix_zh="请在截止前重新申报VGM,或更正重量。",
)
def the_verified_mass_is_that_of_the_parts(
    deal: Deal, *, share: Decimal = Decimal("0.05"), least_kg: int = 1000
) -> Outcomes:
    """Declared mass and cargo + dunnage + tare differ by no more than 5% or one tonne."""
    boxes = given(deal.order.shipment).containers
    alone = len(boxes) == 1 and boxes[0].count == 1
    declared = dict(_declared(deal))
    for index, box in enumerate(boxes):
        place = f"{_AT}/{index}"
        found = [(box.vgm_kg, f"{place}/vgm_kg")] if box.vgm_kg is not None else []
        if norm(box.number) in declared:
            found.append(declared[norm(box.number)])
        cargo = box.cargo_kg or (deal.totals.gross_weight if alone else None)
        if not found or box.tare_kg is None or cargo is None:
            yield skip(
                "no declared mass, tare or weight of the cargo in it",
                "缺VGM、箱重或箱内货重",
                place,
            )
            continue
        want = cargo + (box.dunnage_kg or Decimal(0)) + box.tare_kg
        for got, where in found:
            if abs(got - want) > min(want * share, Decimal(least_kg)):
                name = box.number or f"{index + 1}"
                said = Said(f"container {name}", f"集装箱{name}")
                yield fault(where, place, expected=want, actual=got, container=said)


def _declared(deal: Deal) -> Iterator[tuple[str, tuple[Decimal, str]]]:
    for paper in deal.issued("verified-gross-mass"):
        mass = paper.facts.vgm_kg
        if mass is not None and len(paper.facts.containers) == 1:
            yield norm(paper.facts.containers[0]), (mass, paper.at("vgm_kg"))


@rule(
    "CNT-005",
    severity=Severity.WARNING,
    needs=("shipment.load", "totals.volume"),
    refs=("merchandiser's work description: 订舱拼柜", "freight ton: 1 m3 or 1 t"),
    en="{actual} freight tons are booked as {load}: {problem}.",
    zh="{actual}计费吨订{load}:{problem}。",
    fix="Compare the cost of a container of its own and of a shared one.",
    fix_zh="请比较整箱与拼箱费用。",
)
def whole_or_shared_containers_suit_the_goods(
    deal: Deal, *, fcl: Decimal = Decimal(15), lcl: Decimal = Decimal(28)
) -> Outcomes:
    """Little cargo shares a container (拼箱), much has its own (整箱)."""
    load = given(deal.order.shipment).load
    tons = max(given(deal.totals.volume), deal.totals.gross_weight / 1000)
    if load == "fcl" and tons < fcl:
        problem = Said(f"below {fcl:f} a shared container is cheaper", f"不足{fcl:f}通常拼箱更省")
    elif load == "lcl" and tons > lcl:
        problem = Said(f"above {lcl:f} a whole container is cheaper", f"超过{lcl:f}通常整箱更省")
    else:
        return
    said = Said("FCL", "整箱") if load == "fcl" else Said("LCL", "拼箱")
    yield fault(
        "/shipment/load",
        "/packing",
        actual=tons.quantize(Decimal("0.001")),
        load=said,
        problem=problem,
    )


@rule(
    "CNT-006",
    severity=Severity.ERROR,
    guards=(PL,),
    refs=("ISO 6346: check digit of a container number",),
    en="{what} {actual}: {problem}.",
    zh="{what}{actual}:{problem}。",
    fix="Read the number off the container door or the carrier's release again.",
    fix_zh="请按箱门或放箱单重新核对号码。",
)
def container_numbers_are_right_and_the_same(deal: Deal) -> Outcomes:
    """Check digits are right, no number stands twice, and papers name the same boxes and seals."""
    boxes = deal.order.shipment.containers if deal.order.shipment else ()
    if not any(box.number for box in boxes):
        yield skip("no container number is given", "未填箱号", _AT)
        return
    box_said = Said("Container", "箱号")
    seen: set[str] = set()
    for index, box in enumerate(boxes):
        where = f"{_AT}/{index}/number"
        problem = _problem(box.number) if box.number else None
        if problem is None and norm(box.number) in seen and box.number:
            problem = Said("it stands there twice", "重复")
        if problem is not None:
            yield fault(where, actual=box.number, what=box_said, problem=problem)
        seen.add(norm(box.number))
    seals = {norm(box.seal) for box in boxes if box.seal}
    for paper in deal.theirs:
        if not of_this_shipment(deal, paper):
            continue
        name = names.paper(deal, paper)
        for field, known, what in (
            ("containers", seen - {""}, box_said),
            ("seals", seals, Said("Seal", "封号")),
        ):
            numbers = getattr(paper.facts, field)
            strange = [number for number in numbers if norm(number) not in known]
            if strange and known:
                problem = Said(
                    f"it is on the {name.en}, not in the shipment", f"见于{name.zh},与订单不符"
                )
                yield fault(
                    paper.at(field),
                    _AT,
                    expected=", ".join(sorted(known)),
                    actual=", ".join(strange),
                    what=what,
                    problem=problem,
                )


def _problem(number: str) -> Said | None:
    try:
        iso6346.validate(number)
    except InvalidLength:
        return Said("it needs four letters and seven digits", "应为4个字母加7位数字")
    except InvalidChecksum:
        return Said("the check digit is wrong", "校验位错误")
    except ValidationError:
        return Said("it is no container number", "不是集装箱号")
    return None


def _sum(deal: Deal, limit: str) -> Decimal:
    boxes = given(deal.order.shipment).containers
    return sum(
        (box.count * getattr(deal.tables.containers[box.type], limit) for box in boxes), Decimal(0)
    )


def _boxes(deal: Deal) -> str:
    counts: dict[str, int] = {}
    for box in given(deal.order.shipment).containers:
        counts[box.type] = counts.get(box.type, 0) + box.count
    return " + ".join(f"{count}x{kind}" for kind, count in counts.items())
