"""TOT: totals of quantity, packages, weights and volume against the rows they add up (合计与明细)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from docgen.checks import names
from docgen.checks.figures import PACKED, QUANTITY, Figure, computed, near
from docgen.checks.papers import CI, CO, FA, IR, PC, PL, SC, Paper
from docgen.checks.rule import Deal, Fault, Outcomes, Said, Skip, fault, rule, skip
from docgen.checks.shipments import guarded
from docgen.findings import Severity

_HALF_A_LITRE = Decimal("0.0005")


@rule(
    "TOT-004",
    severity=Severity.ERROR,
    guards=(SC, PC, CI, PL, IR, CO, FA),
    refs=("ISBP 745 M6", "customs: 装箱单"),
    en="The {paper} states the {what} {actual}{unit}, but {rows} come to {expected}{unit}"
    " (difference {difference}).",
    zh="{paper}的{what}合计写{actual}{unit},{rows}相加为{expected}{unit},相差{difference}。",
    fix="Add the rows again; correct the row or the total that is wrong.",
    fix_zh="请重新加总各行,更正有误的明细或合计。",
    waivable=False,
)
def stated_totals_are_those_of_the_rows(
    deal: Deal, *, volume_m3: Decimal = Decimal("0.001")
) -> Outcomes:
    """Quantity, packages, weights and volume in total are the sums of the rows above.

    This holds of the totals in the buyer's order, compared with goods and packing, and of every
    paper of others that states both rows and total. Volumes may differ by `volume_m3`, and by half
    a litre a row, because each row is rounded. Pallets and mixed packages add to the total what no
    row shows, so there a total that is ours is right.
    """
    yield from _declared(deal, volume_m3)
    for paper in deal.theirs:
        if paper.facts.lines:
            for figure in (QUANTITY, *PACKED):
                yield from _rows(deal, paper, figure, volume_m3)


def _declared(deal: Deal, allowed: Decimal) -> Iterator[Fault | Skip]:
    for figure in (QUANTITY, *PACKED):
        stated, want = figure.of(deal.order.declared), computed(deal, figure)
        where = f"/declared/{figure.name}"
        if stated is None:
            continue
        if want is None:
            yield skip(
                f"the {figure.label.en} cannot be computed from the order",
                f"订单中无法算出{figure.label.zh}",
                where,
            )
        elif not near(figure, stated, want, allowed):
            sold = figure is QUANTITY
            yield fault(
                where,
                "/goods" if sold else "/packing",
                expected=want,
                actual=stated,
                guards=(SC, PC, CI, PL) if sold else (PL,),
                paper=Said("buyer's order", "客户订单"),
                what=figure.label,
                unit=figure.unit,
                rows=Said("the goods", "各行商品") if sold else Said("the packages", "装箱明细"),
            )


def _rows(deal: Deal, paper: Paper, figure: Figure, allowed: Decimal) -> Iterator[Fault | Skip]:
    stated = figure.of(paper.facts)
    values = [figure.of(line) for line in paper.facts.lines]
    known = [value for value in values if value is not None]
    if stated is None or not known or (figure is QUANTITY and not _one_unit(paper)):
        return
    added = sum(known, Decimal(0))
    if near(figure, stated, added, max(allowed, _HALF_A_LITRE * len(known))):
        return
    if _hidden_in_no_row(deal) and stated == computed(deal, figure):
        return
    if len(known) < len(values):
        at, named = values.index(None), names.paper(deal, paper)
        yield skip(
            f"line {at + 1} of the {named.en} has no {figure.label.en}",
            f"{named.zh}第{at + 1}行没有{figure.label.zh}",
            paper.at_line(at, figure.name),
        )
        return
    yield fault(
        paper.at(figure.name),
        paper.at("lines"),
        expected=added,
        actual=stated,
        guards=guarded(paper),
        paper=names.paper(deal, paper),
        what=figure.label,
        unit=figure.unit,
        rows=Said("its rows", "各行"),
    )


def _one_unit(paper: Paper) -> bool:
    """Whether the quantities of the lines can be added as they stand."""
    units = {line.unit for line in paper.facts.lines} | {paper.facts.unit}
    return len(units - {None}) <= 1


def _hidden_in_no_row(deal: Deal) -> bool:
    """Whether a total holds what rows by article do not show: pallets, or packages of several."""
    mixed = any(len(each.contents) > 1 for each in deal.order.packing)
    return mixed or bool(deal.order.pallets)
