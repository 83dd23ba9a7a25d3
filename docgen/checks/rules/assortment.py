"""QTY: which goods a paper names, in which unit and by which words (品名、单位)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks import names
from docgen.checks.articles import Article, words_of
from docgen.checks.papers import CI, CO, FA, INSURANCE_KINDS, IR, PC, PL, SC, TRANSPORT_KINDS, Paper
from docgen.checks.rule import Deal, Fault, Outcomes, Said, Skip, fault, rule, skip
from docgen.checks.shipments import guarded, invoices_of_the_sale, of_this_shipment, whole
from docgen.checks.words import norm
from docgen.findings import Severity
from docgen.order.evidence import IssuedLine
from docgen.order.goods import Goods

_NAMING = (CI, PL, IR)
"""Kinds that name each article; a certificate may sum goods up, so there it is only asked."""
_CERTIFICATES = (CO, FA)
_BY_WEIGHT = (IR, CO, FA, "customs-declaration", *TRANSPORT_KINDS)
"""Kinds that may count goods in kilograms: the unit of the tariff, or box 9 of a certificate."""
_EXACT = (SC, CI, "proforma-invoice")
_IN_GENERAL = (*TRANSPORT_KINDS, *INSURANCE_KINDS, PC, "production-order")
"""Kinds that may name goods in general terms (UCP 600 art. 14(e)), or in the factory's."""
_KILOGRAM = "KGM"
_LABELS = frozenset({"ART", "ARTICLE", "ITEM", "NO", "SKU", "BRAND", "STYLE", "HS", "CODE"})
_IDEOGRAPHS = re.compile(r"[㐀-鿿]+")


@rule(
    "QTY-003",
    severity=Severity.ERROR,
    guards=(CI, PL, IR, CO, FA),
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
    where nothing was agreed on partial shipment.
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


@rule(
    "QTY-004",
    severity=Severity.ERROR,
    guards=(SC, PC, CI, PL, IR, CO, FA),
    refs=("customs: 申报要素、计量单位", "UN/ECE Recommendation 20"),
    en="{goods}: the {paper} counts in {actual}, the order in {expected}.",
    zh="{goods}:{paper}单位为{actual},订单为{expected}。",
    fix="Use one unit on all papers; the VAT invoice must have that of the customs declaration.",
    fix_zh="请统一各单据的计量单位;增值税发票单位须与报关单一致。",
)
def goods_are_counted_in_one_unit(deal: Deal) -> Outcomes:
    """Each article is counted in the same unit on every paper.

    Another unit of the same kind, dozens for pieces, only warns: the quantities can be compared.
    Kilograms are let pass where tariff or certificate ask for them, and packages on papers that
    count packages.
    """
    for paper in deal.theirs:
        units = [line.unit for line in paper.facts.lines]
        for index, unit in enumerate(units):
            article = deal.articles.of(paper, index)
            if unit and article and article.at:
                yield from _unit(deal, paper, article, unit, paper.at_line(index, "unit"))
        if paper.facts.unit and not any(units) and len(deal.totals.quantity) == 1:
            first = next(iter(deal.articles.known.values()))
            all_goods = Said("All goods", "全部商品")
            yield from _unit(deal, paper, first, paper.facts.unit, paper.at("unit"), all_goods)


def _unit(
    deal: Deal, paper: Paper, article: Article, unit: str, where: str, goods: Said | None = None
) -> Iterator[Fault]:
    ours, rows = article.unit, deal.tables.units
    if unit == ours or (paper.kind in _BY_WEIGHT and rows[unit].base == _KILOGRAM):
        return
    if unit in deal.tables.packages and paper.kind != CI:
        return
    alike = rows[unit].base == rows[ours].base
    yield fault(
        where,
        f"/goods/{article.at[0]}/unit",
        expected=Said(rows[ours].plural, rows[ours].zh),
        actual=Said(rows[unit].plural, rows[unit].zh),
        severity=Severity.WARNING if alike else None,
        guards=guarded(paper),
        goods=goods or article.name,
        paper=names.paper(deal, paper),
    )


@rule(
    "QTY-005",
    severity=Severity.WARNING,
    refs=("merchandiser's work description: 特别注意产品描述", "UCP 600 art. 14(e), 18(c)"),
    en='{goods}: the {paper} (line {line}) reads "{actual}", the order "{expected}".',
    zh="{goods}:{paper}第{line}行为“{actual}”,订单为“{expected}”。",
    fix="Describe the goods in the words of the contract.",
    fix_zh="请按合同写品名规格。",
)
def goods_are_described_in_the_same_words(deal: Deal) -> Outcomes:
    """Contract and invoice describe the goods as the order does; other papers say nothing else.

    Other papers may say less, but no word that the order does not have. Number and brand may stand
    beside the description. Transport documents and policies may use general terms.
    """
    for paper in deal.theirs:
        if paper.kind in _IN_GENERAL:
            continue
        for index, line in enumerate(paper.facts.lines):
            article = deal.articles.of(paper, index)
            if article is None or not article.at:
                continue
            goods = [deal.order.goods[at] for at in article.at]
            if line.description and not any(_fits(paper, line, each) for each in goods):
                read = line.description.replace("\n", " ")
                wanted = _wanted(goods[0], line)
                yield _reads(deal, paper, index, "description", article, wanted, read)
            elif line.sku and article.sku and norm(line.sku) != norm(article.sku):
                yield _reads(deal, paper, index, "sku", article, article.sku, line.sku)


def _fits(paper: Paper, line: IssuedLine, goods: Goods) -> bool:
    """Whether the words of a line are those of the goods, in English, in Chinese, or in both."""
    text, ours = norm(line.description), norm(goods.description)
    chinese = _IDEOGRAPHS.findall(text)
    if text == ours or (chinese and not goods.description_zh):
        return True
    known = words_of(goods) | _LABELS | _latin(f"{goods.hs_code} {goods.description_zh}")
    words = _latin(text)
    if chinese:
        whole_zh = "".join(norm(goods.description_zh).split())
        return words <= known and all(part in whole_zh for part in chinese)
    if paper.kind in _EXACT:
        return frozenset(ours.split()) <= words <= known
    return words <= known or _latin(text.partition(" OF ")[2] or text) <= known


def _latin(text: str) -> frozenset[str]:
    """The words of a text that are not Chinese."""
    return frozenset(norm(_IDEOGRAPHS.sub(" ", text)).split())


def _wanted(goods: Goods, line: IssuedLine) -> str:
    chinese = _IDEOGRAPHS.search(line.description) and goods.description_zh
    return (goods.description_zh if chinese else goods.description).replace("\n", " ")


def _reads(
    deal: Deal, paper: Paper, index: int, name: str, article: Article, wanted: str, read: str
) -> Fault:
    return fault(
        paper.at_line(index, name),
        f"/goods/{article.at[0]}/{name}",
        expected=wanted,
        actual=read,
        guards=guarded(paper),
        goods=article.name,
        paper=names.paper(deal, paper),
        line=index + 1,
    )
