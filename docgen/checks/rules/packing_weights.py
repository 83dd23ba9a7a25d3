"""PKG: weights, volume and what is plausible of a package (毛净重、体积)."""

from __future__ import annotations

from decimal import Decimal

from docgen.checks import names
from docgen.checks.deal import Deal
from docgen.checks.papers import PL, Paper
from docgen.checks.rule import Fault, Outcomes, Said, fault, rule, skip
from docgen.checks.shipments import of_this_shipment
from docgen.findings import Severity
from docgen.order.packing import Bulk, Packages, Size

_PRACTICE = "packing list practice (装箱单)"
_HUNDRED = Decimal(100)
_CM3 = Decimal(1_000_000)


@rule(
    "PKG-004",
    severity=Severity.ERROR,
    guards=(PL,),
    needs=("packing",),
    refs=("customs declaration rules (报关单填制规范): 毛重不小于净重",),
    en="{what}: the gross weight {actual} kg is {relation} the net weight {expected} kg.",
    zh="{what}:毛重{actual}千克{relation}净重{expected}千克。",
    fix="Weigh again, or enter the two weights the right way round.",
    fix_zh="请重新过磅,或检查毛重与净重是否填反。",
    waivable=False,
)
def gross_weight_is_above_net(deal: Deal) -> Outcomes:
    """A package weighs more than its contents; only bulk and unpacked goods weigh the same."""
    for index, group in enumerate(deal.order.packing):
        packed = isinstance(group, Packages)
        if group.gross_weight_kg < group.net_weight_kg or (
            packed and group.gross_weight_kg == group.net_weight_kg
        ):
            below = group.gross_weight_kg < group.net_weight_kg
            yield fault(
                f"/packing/{index}/gross_weight_kg",
                f"/packing/{index}/net_weight_kg",
                expected=group.net_weight_kg,
                actual=group.gross_weight_kg,
                what=_group(index),
                relation=Said("below", "小于") if below else Said("the same as", "等于"),
            )


@rule(
    "PKG-005",
    severity=Severity.WARNING,
    needs=("packing",),
    refs=("plausibility: packaging is a small part of the weight",),
    en="{what}: packaging is {actual}% of the gross weight, usual is {least}% to {most}%.",
    zh="{what}:包装重占毛重{actual}%,通常为{least}%至{most}%。",
    fix="Check both weights of the package.",
    fix_zh="请核对每件毛重与净重。",
)
def packaging_is_a_usual_share_of_the_weight(
    deal: Deal, *, least: Decimal = Decimal("0.01"), most: Decimal = Decimal("0.35")
) -> Outcomes:
    """The share of packaging in the gross weight lies between 1% and 35%."""
    for index, group in enumerate(deal.order.packing):
        if not isinstance(group, Packages) or group.gross_weight_kg <= group.net_weight_kg:
            continue
        share = (group.gross_weight_kg - group.net_weight_kg) / group.gross_weight_kg
        if not least <= share <= most:
            yield fault(
                f"/packing/{index}/gross_weight_kg",
                f"/packing/{index}/net_weight_kg",
                actual=(share * _HUNDRED).quantize(Decimal("0.1")),
                what=_group(index),
                least=(least * _HUNDRED).normalize(),
                most=(most * _HUNDRED).normalize(),
            )


@rule(
    "PKG-006",
    severity=Severity.ERROR,
    guards=(PL,),
    needs=("packing", "issued.packing-list"),
    refs=(_PRACTICE,),
    en="The {paper}, line {line}, has {actual} kg {which} weight; packed are {expected} kg"
    " (difference {difference}).",
    zh="{paper}第{line}行{which}为{actual}千克,按装箱应为{expected}千克,相差{difference}。",
    fix="Find which weight is right, and correct the other.",
    fix_zh="请核实重量并更正有误的一方。",
)
def weights_of_a_line_are_those_of_its_packages(
    deal: Deal, *, tolerance: Decimal = Decimal("0.005")
) -> Outcomes:
    """Weights of a packing list's row are packages times the weight of one, within 0.5%."""
    for paper in deal.issued(PL):
        if not of_this_shipment(deal, paper):
            continue
        for index, line in enumerate(paper.facts.lines):
            article = deal.articles.of(paper, index)
            if article is None or len(article.at) != 1:
                continue
            ours = deal.totals.lines[article.at[0]]
            for field, got, want, which in (
                ("net_weight_kg", line.net_weight_kg, ours.net_weight, Said("net", "净重")),
                ("gross_weight_kg", line.gross_weight_kg, ours.gross_weight, Said("gross", "毛重")),
            ):
                if got is None or want is None or abs(got - want) <= want * tolerance:
                    continue
                yield _of_line(deal, paper, index, field, want, got, which)


def _of_line(
    deal: Deal, paper: Paper, index: int, field: str, want: Decimal, got: Decimal, which: Said
) -> Fault:
    return fault(
        paper.at_line(index, field),
        "/packing",
        expected=want,
        actual=got,
        paper=names.paper(deal, paper),
        line=index + 1,
        which=which,
    )


@rule(
    "PKG-007",
    severity=Severity.ERROR,
    guards=(PL,),
    needs=("packing",),
    refs=("merchandiser's work description: 提前算出订单体积", "freight booking"),
    en="{what}: the volume should be {expected} m3, but {actual} is stated (difference"
    " {difference}).",
    zh="{what}:体积应为{expected}立方米,写{actual},相差{difference}。",
    fix="Measure again: length x width x height in cm, divided by a million, times packages.",
    fix_zh="请重新测量:长×宽×高(厘米)÷1000000×件数。",
)
def volume_follows_from_the_size(deal: Deal, *, tolerance: Decimal = Decimal("0.005")) -> Outcomes:
    """A stated volume is that of the outer size, within half a percent."""
    for index, group in enumerate(deal.order.packing):
        if isinstance(group, Bulk) or group.size_cm is None or group.volume_m3 is None:
            continue
        want = _volume(group.size_cm)
        if abs(group.volume_m3 - want) > want * tolerance:
            where = (f"/packing/{index}/volume_m3", f"/packing/{index}/size_cm")
            yield fault(*where, expected=want, actual=group.volume_m3, what=_group(index))
    for paper in deal.issued(PL):
        if of_this_shipment(deal, paper):
            yield from _volumes_of(deal, paper, tolerance)


def _volumes_of(deal: Deal, paper: Paper, tolerance: Decimal) -> Outcomes:
    """The rows of a packing list against the groups that hold their goods and no others."""
    for index, line in enumerate(paper.facts.lines):
        article = deal.articles.of(paper, index)
        if line.volume_m3 is None or article is None or len(article.at) != 1:
            continue
        number = deal.order.goods[article.at[0]].line
        volumes = [
            total.volume if all(each.line == number for each in group.contents) else None
            for group, total in deal.packed.get(number, ())
        ]
        known = [volume for volume in volumes if volume is not None]
        if not known or len(known) < len(volumes):
            continue
        want = sum(known, Decimal(0))
        if abs(line.volume_m3 - want) > want * tolerance:
            name = names.paper(deal, paper)
            what = Said(f"The {name.en}, line {index + 1}", f"{name.zh}第{index + 1}行")
            where = (paper.at_line(index, "volume_m3"), "/packing")
            yield fault(*where, expected=want, actual=line.volume_m3, what=what)


@rule(
    "PKG-008",
    severity=Severity.WARNING,
    needs=("packing",),
    refs=("plausibility: units mixed up (mm, inch, pound)", "manual handling of cartons"),
    en="{what}: {problem}.",
    zh="{what}:{problem}。",
    fix="Check size and weight of the package, and their units (cm, kg).",
    fix_zh="请核对箱规与重量及其单位(厘米、千克)。",
)
def a_package_is_of_a_likely_size_and_weight(
    deal: Deal,
    *,
    carton_kg: Decimal = Decimal(35),
    shortest_cm: Decimal = Decimal(3),
    longest_cm: Decimal = Decimal(250),
    lightest: Decimal = Decimal(40),
    heaviest: Decimal = Decimal(3000),
) -> Outcomes:
    """Sides, weight of a carton, and kilograms a cubic metre lie where they usually do."""
    for index, group in enumerate(deal.order.packing):
        place = f"/packing/{index}"
        if isinstance(group, Packages) and group.kind == "CT" and group.gross_weight_kg > carton_kg:
            problem = Said(
                f"a carton of {group.gross_weight_kg:f} kg is heavier than {carton_kg:f} kg",
                f"每箱{group.gross_weight_kg:f}千克,超过{carton_kg:f}千克",
            )
            where = f"{place}/gross_weight_kg"
            yield fault(where, actual=group.gross_weight_kg, what=_group(index), problem=problem)
        if isinstance(group, Bulk) or group.size_cm is None:
            continue
        for side in ("length", "width", "height"):
            value: Decimal = getattr(group.size_cm, side)
            if not shortest_cm <= value <= longest_cm:
                problem = Said(f"a {side} of {value:f} cm is unlikely", f"尺寸{value:f}厘米异常")
                where = f"{place}/size_cm/{side}"
                yield fault(where, actual=value, what=_group(index), problem=problem)
        density = group.gross_weight_kg / _volume(group.size_cm)
        if not lightest <= density <= heaviest:
            said = f"{density.quantize(Decimal(1)):,f}"
            problem = Said(f"{said} kg a cubic metre is unlikely", f"每立方米{said}千克异常")
            yield fault(
                f"{place}/size_cm",
                f"{place}/gross_weight_kg",
                actual=density.quantize(Decimal(1)),
                what=_group(index),
                problem=problem,
            )


@rule(
    "PKG-009",
    severity=Severity.ERROR,
    guards=(PL,),
    needs=("packing",),
    refs=("product file (产品档案): net weight of one unit",),
    en="One unit of {goods} weighs {actual} kg as packed, {expected} kg in the product file"
    " (difference {difference}).",
    zh="{goods}:装箱单重{actual}千克,产品档案为{expected}千克,相差{difference}。",
    fix="Weigh again, and bring packing and product file in line.",
    fix_zh="请重新称重,使装箱数据与产品档案一致。",
)
def net_weight_is_that_of_the_product_file(
    deal: Deal, *, tolerance: Decimal = Decimal("0.10")
) -> Outcomes:
    """Net weight packed, divided by the quantity, is the product's within ten per cent."""
    for index, (goods, line) in enumerate(zip(deal.order.goods, deal.totals.lines, strict=True)):
        want = goods.unit_net_weight_kg
        if want is None:
            where = f"/goods/{index}/unit_net_weight_kg"
            yield skip("the product's net weight is not given", "未填产品单重", where)
        elif line.net_weight is None:
            yield skip("the line shares packages with others", "与其他商品混装", "/packing")
        elif abs(line.net_weight / goods.quantity - want) > want * tolerance:
            yield fault(
                _first_group(deal, goods.line),
                f"/goods/{index}/unit_net_weight_kg",
                expected=want,
                actual=(line.net_weight / goods.quantity).quantize(Decimal("0.001")),
                goods=names.article(goods.sku, goods.line),
            )


def _first_group(deal: Deal, line: int) -> str:
    for index, group in enumerate(deal.order.packing):
        if any(contents.line == line for contents in group.contents):
            return f"/packing/{index}/net_weight_kg"
    return "/packing"


def _group(index: int) -> Said:
    return Said(f"Packing group {index + 1}", f"第{index + 1}组包装")


def _volume(size: Size) -> Decimal:
    return size.length * size.width * size.height / _CM3
