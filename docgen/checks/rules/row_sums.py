"""TOT: totals of quantity, packages, weights and volume against their own rows (合计与明细)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from docgen.checks import names
from docgen.checks.figures import PACKED, QUANTITY, Figure, computed, near
from docgen.checks.papers import CI, CO, FA, IR, PC, PL, SC, Paper
from docgen.checks.rule import Deal, Dossier, Fault, Outcomes, Said, Skip, fault, rule, skip
from docgen.checks.shipments import declared_is_the_contract, guarded, rows_are_compared
from docgen.findings import Severity

_HALF_A_LITRE = Decimal("0.0005")


@dataclass(frozen=True)
class _Off:
    """A total that is not what its rows come to."""

    figure: Figure
    where: str
    stated: Decimal
    added: Decimal


@rule(
    "TOT-004",
    severity=Severity.ERROR,
    guards=(SC, PC, CI, PL, IR, CO, FA),
    refs=("ISBP 745 M6", "customs: 装箱单"),
    en="The {paper} states the {what} {actual}{unit}, but {rows} come to {expected}{unit}"
    " (difference {difference}){also}.",
    zh="{paper}的{what}合计写{actual}{unit},{rows}相加为{expected}{unit},相差{difference}{also}。",
    fix="Add the rows again; correct the row or the total that is wrong.",
    fix_zh="请重新加总各行,更正有误的明细或合计。",
    waivable=False,
)
def stated_totals_are_those_of_the_rows(
    dossier: Dossier, *, volume_m3: Decimal = Decimal("0.001")
) -> Outcomes:
    """Quantity, packages, weights and volume in total are the sums of the rows above.

    This holds of the totals in the buyer's order, compared with goods and packing, and of every
    paper of others that states both rows and total; each paper has one finding. Volumes may differ
    by `volume_m3`, and by half a litre a row, because each row is rounded. Pallets and mixed
    packages add to the total what no row shows, so there a total that is ours is right. Where only
    the quantity of an article is off, QTY-001 says so.
    """
    if isinstance(dossier, Deal):
        yield from _declared(dossier, volume_m3)
    elif not any(paper.facts.lines for paper in dossier.theirs):
        yield skip("no paper has lines", "单据均无明细行", "/issued")
    for paper in dossier.theirs:
        off: list[_Off] = []
        for figure in (QUANTITY, *PACKED) if paper.facts.lines else ():
            for each in _rows(dossier, paper, figure, volume_m3):
                if isinstance(each, Skip):
                    yield each
                else:
                    off.append(each)
        if off:
            rows = Said("its rows", "各行")
            yield _fault(off, paper.at("lines"), names.paper(dossier, paper), rows, guarded(paper))


def _declared(deal: Deal, allowed: Decimal) -> Iterator[Fault | Skip]:
    """The buyer's totals, unless they are those of the contract and other goods are shipped."""
    off: list[_Off] = []
    for figure in (QUANTITY, *PACKED):
        stated, want = figure.of(deal.order.declared), computed(deal, figure)
        where = f"/declared/{figure.name}"
        if stated is not None and want is None:
            yield skip(
                f"the {figure.label.en} cannot be computed from the order",
                f"订单中无法算出{figure.label.zh}",
                where,
            )
        elif stated is not None and want is not None and not near(figure, stated, want, allowed):
            off.append(_Off(figure, where, stated, want))
    if off and declared_is_the_contract(deal):
        yield skip(
            "the buyer's totals are those of the contract, and other goods are shipped",
            "客户订单合计为合同数,本次出运数不同",
            *(each.where for each in off),
        )
    elif off:
        sold = off[0].figure is QUANTITY
        rows = Said("the goods", "各行商品") if sold else Said("the packages", "装箱明细")
        guards = (SC, PC, CI, PL) if sold else (PL,)
        said = Said("buyer's order", "客户订单")
        yield _fault(off, "/goods" if sold else "/packing", said, rows, guards)


def _rows(
    dossier: Dossier, paper: Paper, figure: Figure, allowed: Decimal
) -> Iterator[_Off | Skip]:
    stated = figure.of(paper.facts)
    values = [figure.of(line) for line in paper.facts.lines]
    known = [value for value in values if value is not None]
    if stated is None or not known or (figure is QUANTITY and not _one_unit(paper)):
        return
    added, ours = sum(known, Decimal(0)), stated == computed(dossier, figure)
    if near(figure, stated, added, max(allowed, _HALF_A_LITRE * len(known))):
        return
    if ours and isinstance(dossier, Deal):
        hidden = rows_are_compared(dossier, paper) if figure is QUANTITY else _hidden(dossier)
        if hidden:
            return
    if len(known) < len(values):
        at, named = values.index(None), names.paper(dossier, paper)
        yield skip(
            f"line {at + 1} of the {named.en} has no {figure.label.en}",
            f"{named.zh}第{at + 1}行没有{figure.label.zh}",
            paper.at_line(at, figure.name),
        )
        return
    yield _Off(figure, paper.at(figure.name), stated, added)


def _fault(
    off: Sequence[_Off], rows_at: str, paper: Said, rows: Said, guards: tuple[str, ...]
) -> Fault:
    """One finding for a paper: its first wrong total, and the others behind it."""
    first, rest = off[0], off[1:]
    more = [
        Said(
            f"{each.figure.label.en} {each.stated:,f} for {each.added:,f}",
            f"{each.figure.label.zh}{each.stated:,f}应为{each.added:,f}",
        )
        for each in rest
    ]
    also = Said("".join(f"; {each.en}" for each in more), "".join(f";{each.zh}" for each in more))
    return fault(
        *(each.where for each in off),
        rows_at,
        expected=first.added,
        actual=first.stated,
        guards=guards,
        paper=paper,
        what=first.figure.label,
        unit=first.figure.unit,
        rows=rows,
        also=also,
    )


def _one_unit(paper: Paper) -> bool:
    """Whether the quantities of the lines can be added as they stand."""
    units = {line.unit for line in paper.facts.lines} | {paper.facts.unit}
    return len(units - {None}) <= 1


def _hidden(deal: Deal) -> bool:
    """Whether a total holds what rows by article do not show: pallets, or packages of several."""
    mixed = any(len(each.contents) > 1 for each in deal.order.packing)
    return mixed or bool(deal.order.pallets)
