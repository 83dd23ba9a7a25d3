"""TOT: totals that are the same on every paper of the shipment (单单一致).

One slip gives one finding: a total that the paper's own rows contradict, while the rows are right,
is a matter of TOT-004 alone; here is one finding for each other figure and value.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from docgen.checks import names
from docgen.checks.figures import (
    PACKAGES,
    PACKED,
    Contradiction,
    Figure,
    agrees,
    computed,
    contradicting,
    of_the_credit,
    shown,
)
from docgen.checks.needs import given
from docgen.checks.papers import CI, CO, FA, IR, PL, Paper
from docgen.checks.presented import presented
from docgen.checks.rule import Deal, Dossier, Fault, Outcomes, Said, fault, rule, skip
from docgen.checks.shipments import of_this_shipment
from docgen.findings import Severity

_PACKED = (CI, PL, IR, CO, FA)
_NOT_THE_CARGO = ("verified-gross-mass",)
"""Papers whose weight is that of a container and all in it."""
_ANY_PACKAGE = "PK"
_ESTIMATES = ("booking-note",)


@rule(
    "TOT-005",
    severity=Severity.ERROR,
    guards=_PACKED,
    refs=("UCP 600 art. 14(d)", "ISBP 745 M6, N6", "customs: 单单一致"),
    en="The {what} is {actual}{unit} on the {papers}, but {expected}{unit} {by} (difference"
    " {difference}).",
    zh="{what}:{papers}为{actual}{unit},{by}为{expected}{unit},相差{difference}。",
    fix="Find out which figure is true; have the other papers changed before they are used.",
    fix_zh="请核实实际数据,并在使用前更正其他单据。",
)
def totals_are_the_same_on_every_paper(
    dossier: Dossier, *, volume_m3: Decimal = Decimal("0.001")
) -> Outcomes:
    """Packages, weights and volume in total are one and the same on all papers of the shipment.

    The packing of the order is the measure, or the issued packing list where the order has none;
    without an order the credit that states it for one shipment, or else any paper. A paper that
    contradicts such a credit is a matter of LCR-068. Several papers of one kind may share the
    shipment, two bills of lading for one invoice. A count of pallets, or in another kind of
    package, is a matter of PKG-010. A volume may be rounded to two decimals. What a booking says
    was an estimate, so it only warns.
    """
    papers = [
        paper
        for paper in dossier.theirs
        if of_this_shipment(dossier, paper) and paper.kind not in _NOT_THE_CARGO
    ]
    told = 0
    for figure in PACKED:
        want, at, by = _measure(dossier, papers, figure)
        stated = [each for each in papers if _says(dossier, each, figure)]
        left = _besides_the_credit(dossier, stated, figure, volume_m3)
        told += len(stated)
        if want is not None:
            for wrong in contradicting(left, figure, want, volume_m3):
                yield _differs(dossier, figure, wrong, want, at, by)
        elif len(stated) > 1:
            yield skip(
                f"there is no packing to compare the {figure.label.en} with",
                f"没有装箱数据,无法核对{figure.label.zh}",
                "/packing",
            )
    if not told and not isinstance(dossier, Deal):
        yield skip(
            "no paper states a total of its cargo", "单据均未注明件数、重量和体积", "/issued"
        )


def _besides_the_credit(
    dossier: Dossier, papers: Sequence[Paper], figure: Figure, allowed: Decimal
) -> tuple[Paper, ...]:
    """The papers but for those that contradict the credit, which are a matter of LCR-068."""
    want, handed = of_the_credit(dossier, figure), presented(dossier)
    if want is None:
        return tuple(papers)
    return tuple(
        paper
        for paper in papers
        if paper not in handed or agrees(figure, given(figure.of(paper.facts)), want, allowed)
    )


def _measure(
    dossier: Dossier, papers: Sequence[Paper], figure: Figure
) -> tuple[Decimal | None, str, Said]:
    """What the figure should be, where that stands, and how a sentence says so."""
    want = computed(dossier, figure)
    if want is not None:
        return want, "/packing", Said("as packed", "按装箱明细")
    stated = of_the_credit(dossier, figure)
    if stated is not None and not isinstance(dossier, Deal):
        return stated, f"/credit/{figure.name}", Said("in the credit", "信用证")
    lists = [paper for paper in papers if paper.kind == PL]
    for paper in lists if isinstance(dossier, Deal) else (*lists, *papers):
        value, at = shown(figure, paper)
        if value is not None:
            named = names.paper(dossier, paper)
            return value, at, Said(f"on the {named.en}", named.zh)
    return None, "", Said("", "")


def _says(dossier: Dossier, paper: Paper, figure: Figure) -> bool:
    """Whether a paper states the figure, and in our kind of package; `PK` is any of several."""
    kind, ours = paper.facts.package_kind, _kinds(dossier)
    any_kind = kind is None or not ours or (kind == _ANY_PACKAGE and len(ours) > 1)
    if figure is PACKAGES and not any_kind and kind not in ours:
        return False
    return figure.of(paper.facts) is not None


def _kinds(dossier: Dossier) -> set[str]:
    """Our kinds of package: of the order, or of the issued packing list."""
    if isinstance(dossier, Deal):
        return {each.kind for each in dossier.totals.packages}
    return {kind for each in dossier.issued(PL) if (kind := each.facts.package_kind)}


def _differs(
    dossier: Dossier,
    figure: Figure,
    wrong: Contradiction,
    want: Decimal,
    at: str,
    by: Said,
) -> Fault:
    kinds = {paper.kind for paper in wrong.papers}
    return fault(
        *(shown(figure, paper)[1] for paper in wrong.papers),
        at,
        expected=want,
        actual=wrong.value,
        severity=Severity.WARNING if kinds <= set(_ESTIMATES) else None,
        guards=tuple(k for k in _PACKED if k in kinds) if kinds <= set(_PACKED) else _PACKED,
        what=figure.label,
        unit=figure.unit,
        papers=wrong.named(dossier),
        by=by,
    )
