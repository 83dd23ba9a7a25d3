"""QTY: which goods papers name, and which of them nobody sold or invoices (品名与合同核对)."""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checks import names
from docgen.checks.papers import CI, CO, FA, PL, SC, Paper
from docgen.checks.rule import Deal, Fault, Outcomes, Said, Skip, fault, rule, skip
from docgen.checks.shipments import guarded, invoices_of_the_sale, of_this_shipment, whole
from docgen.checks.words import norm
from docgen.findings import Severity
from docgen.order.issued import IssuedLine

_NAMING = (CI, PL)
"""Kinds that name each article; a certificate may sum goods up, so there it is only asked."""
_CERTIFICATES = (CO, FA)


@rule(
    "QTY-003",
    severity=Severity.ERROR,
    guards=(CI, PL, CO, FA),
    refs=("merchandiser's work description: 产品描述", "UCP 600 art. 14(d)", "ISBP 745 C12(b)"),
    en="{goods} {problem}.",
    zh="{goods}{problem}。",
    fix="Correct the article on the paper, or have the contract amended.",
    fix_zh="请更正单据上的商品,或修改合同。",
)
def papers_name_the_goods_of_the_contract(deal: Deal) -> Outcomes:
    """No paper names goods that were not sold, and all that was sold is invoiced in the end.

    Goods are known by article number or description. Lines without quantity and packages are
    charges, not goods. What no invoice has is a fault where nothing more is shipped, a question
    where nothing was agreed on partial shipment. The goods of an inspection request are compared
    by CRT-008.
    """
    for paper in deal.theirs:
        if paper.kind in (*_NAMING, *_CERTIFICATES):
            for index, line in enumerate(paper.facts.lines):
                yield from _named(deal, paper, index, line)
    if deal.contract.ours:
        return
    if not deal.contract.facts.lines:
        named, at = names.paper(deal, deal.contract), deal.contract.at("lines")
        yield skip(f"the {named.en} has no lines", f"{named.zh}没有明细", at)
        return
    yield from _not_sold(deal)
    yield from _not_invoiced(deal)


def _named(deal: Deal, paper: Paper, index: int, line: IssuedLine) -> Iterator[Fault | Skip]:
    article, named = deal.articles.of(paper, index), names.paper(deal, paper)
    if line.quantity is None and line.packages is None:
        return
    if article is not None:
        if not article.at and of_this_shipment(deal, paper):
            yield _strange(deal, paper, index, article.name, Said("this order", "本订单"))
    elif not (line.sku or line.description):
        where = paper.at_line(index, "description")
        yield skip(
            f"line {index + 1} of the {named.en} names no goods",
            f"{named.zh}第{index + 1}行没有货名",
            where,
        )
    elif _shared(deal, line):
        yield skip(
            f"several goods are called as in line {index + 1} of the {named.en}",
            f"{named.zh}第{index + 1}行的品名对应多种商品",
            paper.at_line(index, "sku"),
        )
    else:
        text = line.description.partition("\n")[0]
        said = Said(line.sku, line.sku) if line.sku else Said(f'"{text}"', f"“{text}”")
        yield _strange(deal, paper, index, said, Said("the contract", "合同"))


def _shared(deal: Deal, line: IssuedLine) -> bool:
    """Whether more than one article has the description of a line without a number."""
    text = norm(line.description)
    if line.sku:
        return False
    return sum(norm(each.description) == text for each in deal.articles.known.values()) > 1


def _strange(deal: Deal, paper: Paper, index: int, goods: Said, source: Said) -> Fault:
    named, line = names.paper(deal, paper), paper.facts.lines[index]
    return fault(
        paper.at_line(index, "sku" if line.sku else "description"),
        "/goods",
        actual=goods,
        severity=Severity.WARNING if paper.kind in _CERTIFICATES else None,
        guards=guarded(paper),
        goods=goods,
        problem=Said(
            f"is on the {named.en} (line {index + 1}) but not in {source.en}",
            f"在{named.zh}第{index + 1}行出现,而{source.zh}中没有",
        ),
    )


def _not_sold(deal: Deal) -> Iterator[Fault]:
    """Goods of the order that the contract as signed does not have."""
    sold = set(deal.articles.meant[deal.contract.place])
    if "" in sold:
        return
    contract = names.paper(deal, deal.contract)
    for key, article in deal.articles.known.items():
        if article.at and key not in sold:
            yield fault(
                *(f"/goods/{at}" for at in article.at),
                deal.contract.at("lines"),
                actual=article.name,
                guards=(SC, CI),
                goods=article.name,
                problem=Said(
                    f"is in this order but not in the {contract.en}",
                    f"在本订单中,而{contract.zh}中没有",
                ),
            )


def _not_invoiced(deal: Deal) -> Iterator[Fault]:
    """Goods of the contract that no invoice has, once nothing more is to be shipped."""
    ended, invoices = whole(deal), invoices_of_the_sale(deal)
    if ended is False or any("" in deal.articles.meant[each.place] for each in invoices):
        return
    if not all(each.facts.lines for each in invoices):
        return
    invoiced = {key for each in invoices for key in deal.articles.meant[each.place]}
    contract = names.paper(deal, deal.contract)
    for index, key in enumerate(deal.articles.meant[deal.contract.place]):
        if key and key not in invoiced:
            article = deal.articles.known[key]
            yield fault(
                deal.contract.at_line(index, "quantity"),
                "/goods",
                expected=article.name,
                severity=Severity.WARNING if ended is None else None,
                guards=(CI,),
                goods=article.name,
                problem=Said(
                    f"is in the {contract.en} but on no invoice",
                    f"在{contract.zh}中,而各发票均未列",
                ),
            )
