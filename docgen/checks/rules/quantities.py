"""QTY: quantities article by article on the papers of one shipment (各单据数量)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from docgen.checks import names
from docgen.checks.articles import Stated, in_unit, stated
from docgen.checks.figures import QUANTITY, computed
from docgen.checks.papers import CI, PL, Paper
from docgen.checks.rule import Deal, Dossier, Fault, Outcomes, Said, Skip, fault, rule, skip
from docgen.checks.shipments import (
    COMPARED_ELSEWHERE,
    COMPLETE_KINDS,
    SALE_KINDS,
    all_guarded,
    listed,
    of_this_shipment,
    quoted_invoice,
    recognised,
)
from docgen.checks.words import norm
from docgen.findings import Severity

_IN_THE_ORDER = Said("in the order", "订单")


@dataclass(frozen=True)
class _Off:
    """A quantity that is not what it should be: of an article, or of all goods where key is empty.

    Attributes:
        papers: those that state it, one or several that share the shipment.
        places: where it stands on them; `at` is where the other figure stands, and `by` what.
    """

    key: str
    want: Decimal
    got: Decimal
    by: Said
    papers: tuple[Paper, ...]
    places: tuple[str, ...]
    at: str


@rule(
    "QTY-001",
    severity=Severity.ERROR,
    guards=(CI, PL),
    refs=("UCP 600 art. 14(d)", "ISBP 745 C11", "customs: 单单一致"),
    en="{goods}: {actual} {unit} on the {papers}, but {expected} {by} (difference {difference}).",
    zh="{goods}:{papers}为{actual}{unit_zh},{by}为{expected}{unit_zh},相差{difference}。",
    fix="Find out what is really shipped, and mend the paper that is wrong.",
    fix_zh="请核实实际出运数量,更正有误的单据。",
)
def each_paper_has_the_quantity_that_is_shipped(dossier: Dossier) -> Outcomes:
    """Invoice, packing list and other papers of one shipment have the same quantity per article.

    The papers of this shipment are compared with the order, those of another one with its invoice.
    Two packing lists may share a shipment. Units are turned into each other; weights of goods that
    are not sold by weight are no quantities. Inspection requests and certificates of origin are
    compared by CRT-008 and ORG-013. All papers that have the same wrong figure are one finding.
    """
    alike: dict[tuple[str, Decimal, Decimal, Said], list[_Off]] = defaultdict(list)
    for each in _all_off(dossier):
        if isinstance(each, Skip):
            yield each
        else:
            alike[each.key, each.want, each.got, each.by].append(each)
    for those in alike.values():
        yield _differs(dossier, those)


def _all_off(dossier: Dossier) -> Iterator[_Off | Skip]:
    kinds: dict[str, list[Paper]] = defaultdict(list)
    elsewhere = COMPARED_ELSEWHERE if isinstance(dossier, Deal) else SALE_KINDS
    for paper in dossier.theirs:
        if paper.kind not in elsewhere and of_this_shipment(dossier, paper):
            kinds[paper.kind].append(paper)
    want, by = _wanted(dossier)
    whole = _whole(dossier)
    for papers in kinds.values():
        yield from _shared(dossier, papers, want, by)
        if whole is not None:
            for paper in papers:
                yield from _total(dossier, paper, *whole, by)
    if isinstance(dossier, Deal):
        yield from _other_shipments(dossier)
    elif not want and whole is None:
        yield skip("no invoice states a quantity", "没有注明数量的发票", "/issued")


def _wanted(dossier: Dossier) -> tuple[Mapping[str, tuple[Decimal, str]], Said]:
    """The quantity of each article that papers should have, and how a sentence says by what."""
    if isinstance(dossier, Deal):
        return _ordered(dossier), _IN_THE_ORDER
    if dossier.invoice is None:
        return {}, _IN_THE_ORDER
    return _invoiced(dossier, dossier.invoice)


def _invoiced(dossier: Dossier, invoice: Paper) -> tuple[Mapping[str, tuple[Decimal, str]], Said]:
    """The quantity of each article on an invoice."""
    want = {
        key: (each.quantity, invoice.at_line(each.lines[0], "quantity"))
        for key, each in stated(dossier.articles, invoice, dossier.tables).items()
        if each.quantity is not None
    }
    named = names.paper(dossier, invoice)
    return want, Said(f"on the {named.en}", named.zh)


def _whole(dossier: Dossier) -> tuple[Decimal, str, str] | None:
    """All goods in one unit and where that stands; None where they are in several, or unknown."""
    if isinstance(dossier, Deal):
        total = computed(dossier, QUANTITY)
        return None if total is None else (total, dossier.totals.quantity[0].unit, "/goods")
    facts = dossier.invoice.facts if dossier.invoice else None
    if dossier.invoice is None or facts is None or facts.quantity is None or not facts.unit:
        return None
    return facts.quantity, facts.unit, dossier.invoice.at("quantity")


def _ordered(deal: Deal) -> Mapping[str, tuple[Decimal, str]]:
    """The quantity of each article of the order, and where the first of it stands."""
    found: dict[str, tuple[Decimal, str]] = {}
    for key, article in deal.articles.known.items():
        if article.at:
            goods = deal.order.goods
            turned = [
                in_unit(goods[at].quantity, goods[at].unit, article.unit, deal.tables)
                for at in article.at
            ]
            known = [each for each in turned if each is not None]
            if len(known) == len(turned):
                found[key] = sum(known, Decimal(0)), f"/goods/{article.at[0]}/quantity"
    return found


def _other_shipments(deal: Deal) -> Iterator[_Off | Skip]:
    """The papers that quote an invoice of another shipment, compared with it."""
    quoting: dict[str, list[Paper]] = defaultdict(list)
    for paper in deal.theirs:
        if paper.kind not in (*COMPARED_ELSEWHERE, CI) and not of_this_shipment(deal, paper):
            quoting[norm(quoted_invoice(paper))].append(paper)
    for invoice in deal.issued(CI):
        papers = quoting.get(norm(invoice.facts.number), [])
        if not papers or of_this_shipment(deal, invoice):
            continue
        want, by = _invoiced(deal, invoice)
        for kind in dict.fromkeys(paper.kind for paper in papers):
            yield from _shared(deal, [each for each in papers if each.kind == kind], want, by)


def _shared(
    dossier: Dossier, papers: Sequence[Paper], want: Mapping[str, tuple[Decimal, str]], by: Said
) -> Iterator[_Off | Skip]:
    """Papers of one kind: each has the whole quantity, or all together have it."""
    says = [(paper, stated(dossier.articles, paper, dossier.tables)) for paper in papers]
    for key, (quantity, at) in want.items():
        with_it = [(paper, each[key]) for paper, each in says if key in each]
        known = [each.quantity for _, each in with_it if each.quantity is not None]
        if sum(known, Decimal(0)) == quantity:
            continue
        for paper, each in with_it:
            if each.quantity is None:
                yield from _unknown(dossier, paper, each)
        if not with_it and papers[0].kind in COMPLETE_KINDS and _all_recognised(dossier, papers):
            yield _Off(key, quantity, Decimal(0), by, (papers[0],), (papers[0].at("lines"),), at)
        elif len(known) > 1 and quantity not in known:
            places = tuple(place for paper, each in with_it for place in _places(paper, each))
            every = tuple(paper for paper, _ in with_it)
            yield _Off(key, quantity, sum(known, Decimal(0)), by, every, places, at)
        else:
            for paper, each in with_it:
                if each.quantity is not None and each.quantity != quantity:
                    places = _places(paper, each)
                    yield _Off(key, quantity, each.quantity, by, (paper,), places, at)


def _places(paper: Paper, says: Stated) -> tuple[str, ...]:
    return tuple(paper.at_line(index, "quantity") for index in says.lines)


def _all_recognised(dossier: Dossier, papers: Sequence[Paper]) -> bool:
    return all(recognised(dossier, paper) for paper in papers)


def _unknown(dossier: Dossier, paper: Paper, says: Stated) -> Iterator[Skip]:
    """A line of invoice or packing list without quantity; another unit is a matter of QTY-004."""
    for index in says.lines if paper.kind in COMPLETE_KINDS else ():
        if paper.facts.lines[index].quantity is None:
            named = names.paper(dossier, paper)
            yield skip(
                f"line {index + 1} of the {named.en} has no quantity",
                f"{named.zh}第{index + 1}行没有数量",
                paper.at_line(index, "quantity"),
            )


def _total(
    dossier: Dossier, paper: Paper, want: Decimal, unit: str, at: str, by: Said
) -> Iterator[_Off]:
    """The total of a paper that has no quantities by line; with them it is a matter of TOT-004."""
    facts = paper.facts
    if facts.quantity is None or any(line.quantity is not None for line in facts.lines):
        return
    got = in_unit(facts.quantity, facts.unit or unit, unit, dossier.tables)
    if got is not None and got != want:
        yield _Off("", want, got, by, (paper,), (paper.at("quantity"),), at)


def _differs(dossier: Dossier, those: Sequence[_Off]) -> Fault:
    """One finding for all papers that have the same figure."""
    first, article = those[0], dossier.articles.known.get(those[0].key)
    whole = _whole(dossier)
    unit = article.unit if article else whole[1] if whole else ""
    row = dossier.tables.units.get(unit)
    papers = tuple(paper for each in those for paper in each.papers)
    together = Said("together", "合计") if len(first.papers) > 1 else Said("", "")
    return fault(
        *(place for each in those for place in each.places),
        first.at,
        expected=first.want,
        actual=first.got,
        guards=all_guarded(papers),
        goods=article.name if article else Said("All goods", "全部商品"),
        papers=listed(dossier, papers) + together,
        unit=row.plural if row else "",
        unit_zh=row.zh if row else "",
        by=first.by,
    )
