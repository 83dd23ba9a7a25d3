"""QTY: what is shipped of each article, against the contract and its tolerance (溢短装)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from docgen.checks import names
from docgen.checks.articles import Article, Stated, stated
from docgen.checks.papers import CI, Paper
from docgen.checks.rule import Deal, Fault, Outcomes, Said, Skip, fault, rule, skip
from docgen.checks.shipments import (
    ABOUT_PERCENT,
    BULK_PERCENT,
    invoices_of_the_sale,
    quantity_leeway,
    whole,
)
from docgen.findings import Severity

_HUNDRED = Decimal(100)


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
