"""TOT: totals that are the same on every paper of the shipment (单单一致).

One slip gives one finding: a total that the paper's own rows contradict, while the rows are right,
is a matter of TOT-004 alone; here is one finding for each other figure and value.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from docgen.checks import names
from docgen.checks.figures import PACKAGES, PACKED, VOLUME, Figure, added, computed
from docgen.checks.papers import CI, CO, FA, IR, PL, Paper
from docgen.checks.rule import Deal, Dossier, Fault, Outcomes, Said, fault, rule, skip
from docgen.checks.shipments import listed, of_this_shipment
from docgen.findings import Severity
from docgen.rounding import rounded

_PACKED = (CI, PL, IR, CO, FA)
_NOT_THE_CARGO = ("verified-gross-mass",)
"""Papers whose weight is that of a container and all in it."""
_ANY_PACKAGE = "PK"
_ESTIMATES = ("booking-note",)
_LEAST_DECIMALS = 2
"""A volume on a bill of lading may be rounded, but not to less than that."""


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
    without an order any paper that states it.
    Several papers of one kind may share the shipment, two bills of lading for one invoice. A count
    of pallets, or in another kind of package, is a matter of PKG-010. A volume may be rounded to
    two decimals. What a booking says was an estimate, so it only warns.
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
        told += len(stated)
        if want is not None:
            yield from _differing(dossier, stated, figure, want, at, by, volume_m3)
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


def _measure(
    dossier: Dossier, papers: Sequence[Paper], figure: Figure
) -> tuple[Decimal | None, str, Said]:
    """What the figure should be, where that stands, and how a sentence says so."""
    want = computed(dossier, figure)
    if want is not None:
        return want, "/packing", Said("as packed", "按装箱明细")
    lists = [paper for paper in papers if paper.kind == PL]
    for paper in lists if isinstance(dossier, Deal) else (*lists, *papers):
        value, at = figure.of(paper.facts), paper.at(figure.name)
        if value is None and paper.kind == PL:
            value, at = added(figure, paper.facts.lines), paper.at("lines")
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


def _differing(
    dossier: Dossier,
    papers: Sequence[Paper],
    figure: Figure,
    want: Decimal,
    at: str,
    by: Said,
    allowed: Decimal,
) -> Iterator[Fault]:
    """One fault for each other value, with all papers that have it."""
    wrong: dict[Decimal, list[Paper]] = defaultdict(list)
    kinds: dict[str, list[tuple[Paper, Decimal]]] = defaultdict(list)
    for paper in papers:
        if (value := figure.of(paper.facts)) is not None:
            kinds[paper.kind].append((paper, value))
    for alike in kinds.values():
        together = sum((value for _, value in alike), Decimal(0))
        off = [pair for pair in alike if not _agrees(figure, pair[1], want, allowed)]
        if len(alike) > 1 and len(off) == len(alike):
            if not _agrees(figure, together, want, allowed):
                said = [paper for paper, _ in alike]
                yield _differs(dossier, figure, together, said, want, at, by, shared=True)
            continue
        for paper, value in off:
            if added(figure, paper.facts.lines) != want:
                wrong[value].append(paper)
    for value, those in wrong.items():
        yield _differs(dossier, figure, value, those, want, at, by)


def _differs(
    dossier: Dossier,
    figure: Figure,
    value: Decimal,
    papers: Sequence[Paper],
    want: Decimal,
    at: str,
    by: Said,
    shared: bool = False,
) -> Fault:
    all_of_it = Said("together", "合计") if shared else Said("", "")
    kinds = {paper.kind for paper in papers}
    return fault(
        *(paper.at(figure.name) for paper in papers),
        at,
        expected=want,
        actual=value,
        severity=Severity.WARNING if kinds <= set(_ESTIMATES) else None,
        guards=tuple(k for k in _PACKED if k in kinds) if kinds <= set(_PACKED) else _PACKED,
        what=figure.label,
        unit=figure.unit,
        papers=listed(dossier, papers) + all_of_it,
        by=by,
    )


def _agrees(figure: Figure, value: Decimal, want: Decimal, allowed: Decimal) -> bool:
    if figure is not VOLUME:
        return value == want
    places = max(_LEAST_DECIMALS, -int(value.as_tuple().exponent))
    return abs(value - want) <= allowed or value == rounded(want, min(places, 3))
