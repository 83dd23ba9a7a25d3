"""QTY: quantities article by article: papers of one shipment, shipments of one contract (数量)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from docgen.checks import names
from docgen.checks.articles import Article, Stated, in_unit, stated
from docgen.checks.figures import QUANTITY, computed
from docgen.checks.papers import CI, PL, Paper
from docgen.checks.rule import Deal, Fault, Outcomes, Said, Skip, fault, rule, skip
from docgen.checks.shipments import (
    ABOUT_PERCENT,
    BULK_PERCENT,
    COMPARED_ELSEWHERE,
    COMPLETE_KINDS,
    guarded,
    invoices_of_the_sale,
    of_this_shipment,
    quantity_leeway,
    quoted_invoice,
    recognised,
    whole,
)
from docgen.checks.words import norm
from docgen.findings import Severity

_HUNDRED = Decimal(100)


@rule(
    "QTY-001",
    severity=Severity.ERROR,
    guards=(CI, PL),
    refs=("UCP 600 art. 14(d)", "ISBP 745 C11", "customs: 单单一致"),
    en="{goods}: the {paper} has {actual} {unit}, but {expected} are {by} (difference"
    " {difference}).",
    zh="{goods}:{paper}为{actual}{unit_zh},{by}为{expected}{unit_zh},相差{difference}。",
    fix="Find out what is really shipped, and mend the paper that is wrong.",
    fix_zh="请核实实际出运数量,更正有误的单据。",
)
def each_paper_has_the_quantity_that_is_shipped(deal: Deal) -> Outcomes:
    """Invoice, packing list and other papers of one shipment have the same quantity per article.

    The papers of this shipment are compared with the order, those of another one with its invoice.
    Two packing lists may share a shipment. Units are turned into each other; weights of goods that
    are not sold by weight are no quantities. Inspection requests and certificates of origin are
    compared by CRT-008 and ORG-013.
    """
    kinds: dict[str, list[Paper]] = defaultdict(list)
    for paper in deal.theirs:
        if paper.kind not in COMPARED_ELSEWHERE and of_this_shipment(deal, paper):
            kinds[paper.kind].append(paper)
    want = _ordered(deal)
    for papers in kinds.values():
        yield from _shared(deal, papers, want, Said("in the order", "订单"))
        for paper in papers:
            yield from _total(deal, paper)
    yield from _other_shipments(deal)


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


def _other_shipments(deal: Deal) -> Iterator[Fault | Skip]:
    """The papers that quote an invoice of another shipment, compared with it."""
    quoting: dict[str, list[Paper]] = defaultdict(list)
    for paper in deal.theirs:
        if paper.kind not in (*COMPARED_ELSEWHERE, CI) and not of_this_shipment(deal, paper):
            quoting[norm(quoted_invoice(paper))].append(paper)
    for invoice in deal.issued(CI):
        papers = quoting.get(norm(invoice.facts.number), [])
        if not papers or of_this_shipment(deal, invoice):
            continue
        want = {
            key: (each.quantity, invoice.at_line(each.lines[0], "quantity"))
            for key, each in stated(deal.articles, invoice, deal.tables).items()
            if each.quantity is not None
        }
        named = names.paper(deal, invoice)
        by = Said(f"on the {named.en}", named.zh)
        for kind in dict.fromkeys(paper.kind for paper in papers):
            yield from _shared(deal, [each for each in papers if each.kind == kind], want, by)


def _shared(
    deal: Deal, papers: Sequence[Paper], want: Mapping[str, tuple[Decimal, str]], by: Said
) -> Iterator[Fault | Skip]:
    """Papers of one kind: each has the whole quantity, or all together have it."""
    says = [(paper, stated(deal.articles, paper, deal.tables)) for paper in papers]
    for key, (quantity, at) in want.items():
        article = deal.articles.known[key]
        with_it = [(paper, each[key]) for paper, each in says if key in each]
        values = [each.quantity for _, each in with_it]
        if sum((each or Decimal(0) for each in values), Decimal(0)) == quantity:
            continue
        for paper, each in with_it:
            yield from _compared(deal, paper, article, each, quantity, at, by)
        if (
            not with_it
            and papers[0].kind in COMPLETE_KINDS
            and all(recognised(deal, paper) for paper in papers)
        ):
            yield _differs(deal, papers[0], article, (), quantity, Decimal(0), at, by)


def _compared(
    deal: Deal, paper: Paper, article: Article, says: Stated, want: Decimal, at: str, by: Said
) -> Iterator[Fault | Skip]:
    if says.quantity is not None:
        if says.quantity != want:
            yield _differs(deal, paper, article, says.lines, want, says.quantity, at, by)
        return
    lines = [(index, paper.facts.lines[index]) for index in says.lines]
    if paper.kind in COMPLETE_KINDS and any(line.quantity is None for _, line in lines):
        index = next(index for index, line in lines if line.quantity is None)
        named = names.paper(deal, paper)
        yield skip(
            f"line {index + 1} of the {named.en} has no quantity",
            f"{named.zh}第{index + 1}行没有数量",
            paper.at_line(index, "quantity"),
        )


def _differs(
    deal: Deal,
    paper: Paper,
    article: Article,
    lines: Sequence[int],
    want: Decimal,
    got: Decimal,
    at: str,
    by: Said,
) -> Fault:
    row = deal.tables.units.get(article.unit)
    places = [paper.at_line(index, "quantity") for index in lines] or [paper.at("lines")]
    return fault(
        *places,
        at,
        expected=want,
        actual=got,
        guards=guarded(paper),
        goods=article.name,
        paper=names.paper(deal, paper),
        unit=row.plural if row else "",
        unit_zh=row.zh if row else "",
        by=by,
    )


def _total(deal: Deal, paper: Paper) -> Iterator[Fault]:
    """The total of a paper that has no quantities by line; with them it is a matter of TOT-004."""
    want, facts = computed(deal, QUANTITY), paper.facts
    if facts.quantity is None or want is None or any(x.quantity is not None for x in facts.lines):
        return
    unit = deal.totals.quantity[0].unit
    got = in_unit(facts.quantity, facts.unit or unit, unit, deal.tables)
    if got is not None and got != want:
        row = deal.tables.units[unit]
        yield fault(
            paper.at("quantity"),
            "/goods",
            expected=want,
            actual=got,
            guards=guarded(paper),
            goods=Said("All goods", "全部商品"),
            paper=names.paper(deal, paper),
            unit=row.plural,
            unit_zh=row.zh,
            by=Said("in the order", "订单"),
        )


@rule(
    "QTY-002",
    severity=Severity.ERROR,
    guards=(CI,),
    refs=("contract: 溢短装条款", "UCP 600 art. 30(a), 30(b)"),
    en="{goods}: {actual} {unit} are invoiced, but the {contract} over {ordered} allows {bound}"
    " {expected} (difference {difference}).",
    zh="{goods}:累计发票数量{actual}{unit_zh},{contract}为{ordered}{unit_zh},{bound}"
    "{expected}{unit_zh},相差{difference}。",
    fix="Ship within the more-or-less clause, or have the contract amended.",
    fix_zh="请在溢短装范围内出运,或修改合同。",
)
def what_is_shipped_is_within_the_contract(
    deal: Deal, *, about_percent: Decimal = ABOUT_PERCENT, bulk_percent: Decimal = BULK_PERCENT
) -> Outcomes:
    """All invoices together have no more of an article than the contract as signed allows.

    Nor less, once nothing more is shipped: a fault where partial shipment is not allowed or the
    invoice is marked as final, a question where nothing was agreed. An article that no invoice has
    is a matter of QTY-003. Under a credit that says nothing of tolerance, goods neither counted nor
    packed by number may be `bulk_percent` more or less.
    """
    contract, invoices = deal.contract, invoices_of_the_sale(deal)
    if contract.ours and all(paper.ours for paper in invoices):
        return  # one order prints them all
    if not contract.facts.lines:
        named = names.paper(deal, contract)
        yield skip(f"the {named.en} has no lines", f"{named.zh}没有明细", contract.at("lines"))
        return
    says = [(paper, stated(deal.articles, paper, deal.tables)) for paper in invoices]
    for key, sold in stated(deal.articles, contract, deal.tables).items():
        article = deal.articles.known[key]
        shipped = [(paper, each[key]) for paper, each in says if key in each]
        if shipped:
            leeway = quantity_leeway(deal, article.unit, about_percent, bulk_percent)
            yield from _within(deal, article, sold, shipped, leeway)
    for paper in invoices:
        if not paper.facts.lines:
            named = names.paper(deal, paper)
            yield skip(f"the {named.en} has no lines", f"{named.zh}没有明细", paper.at("lines"))


def _within(
    deal: Deal,
    article: Article,
    sold: Stated,
    shipped: Sequence[tuple[Paper, Stated]],
    leeway: Decimal,
) -> Iterator[Fault | Skip]:
    known = [each.quantity for _, each in shipped if each.quantity is not None]
    at = tuple(p.at_line(i, "quantity") for p, each in shipped for i in each.lines)
    at += tuple(deal.contract.at_line(index, "quantity") for index in sold.lines)
    named = article.name
    if sold.quantity is None or len(known) < len(shipped):
        yield skip(
            f"the quantities of {named.en} cannot be added up",
            f"{named.zh}的数量无法相加",
            *at,
        )
        return
    share, total = sold.quantity * leeway / _HUNDRED, sum(known, Decimal(0))
    over, short = total > sold.quantity + share, total < sold.quantity - share
    ended = whole(deal)
    if not over and not (short and ended is not False):
        return
    row = deal.tables.units.get(article.unit)
    yield fault(
        *at,
        expected=sold.quantity + share if over else sold.quantity - share,
        actual=total,
        severity=Severity.WARNING if short and ended is None else None,
        goods=named,
        unit=row.plural if row else "",
        unit_zh=row.zh if row else "",
        contract=names.paper(deal, deal.contract),
        ordered=sold.quantity,
        bound=Said("at most", "最多允许") if over else Said("no less than", "至少应为"),
    )
