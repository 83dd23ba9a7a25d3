"""QTY: in which unit and by which words papers name the goods (计量单位、品名规格)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from docgen.checks.articles import Article, words_of
from docgen.checks.papers import CI, CO, FA, INSURANCE_KINDS, IR, PC, PL, SC, TRANSPORT_KINDS, Paper
from docgen.checks.rule import Deal, Fault, Outcomes, Said, fault, rule
from docgen.checks.shipments import all_guarded, listed
from docgen.checks.words import norm
from docgen.findings import Severity
from docgen.order.goods import Goods
from docgen.order.issued import IssuedLine

_BY_WEIGHT = (IR, CO, FA, "customs-declaration", *TRANSPORT_KINDS)
"""Kinds that may count goods in kilograms: the unit of the tariff, or box 9 of a certificate."""
_EXACT = (SC, CI, "proforma-invoice")
_IN_GENERAL = (*TRANSPORT_KINDS, *INSURANCE_KINDS, PC, "production-order")
"""Kinds that may name goods in general terms (UCP 600 art. 14(e)), or in the factory's."""
_KILOGRAM = "KGM"
_LABELS = frozenset({"ART", "ARTICLE", "ITEM", "NO", "SKU", "BRAND", "STYLE", "HS", "CODE"})
_IDEOGRAPHS = re.compile(r"[\u3400-\u9fff]+")


@rule(
    "QTY-004",
    severity=Severity.ERROR,
    guards=(SC, PC, CI, PL, IR, CO, FA),
    refs=("customs: 申报要素、计量单位", "UN/ECE Recommendation 20"),
    en="{goods}: counted in {actual} on the {papers}, but in {expected} in the order.",
    zh="{goods}:{papers}单位为{actual},订单为{expected}。",
    fix="Use one unit on all papers; the VAT invoice must have that of the customs declaration.",
    fix_zh="请统一各单据的计量单位;增值税发票单位须与报关单一致。",
)
def goods_are_counted_in_one_unit(deal: Deal) -> Outcomes:
    """Each article, and all goods in total, are counted in the same unit on every paper.

    Another unit of the same kind, dozens for pieces, only warns: the quantities can be compared.
    Kilograms are let pass where tariff or certificate ask for them, and packages on papers that
    count packages.
    """
    found: dict[tuple[str, str, str], list[tuple[Paper, str]]] = defaultdict(list)
    for paper in deal.theirs:
        units = [line.unit for line in paper.facts.lines]
        for index, unit in enumerate(units):
            article = deal.articles.of(paper, index)
            if unit and article and article.at and _other_unit(deal, paper, article.unit, unit):
                where = paper.at_line(index, "unit")
                found[article.key, article.unit, unit].append((paper, where))
        unit, ours = paper.facts.unit, deal.totals.quantity
        alone = unit and unit not in units and len(ours) == 1
        if unit and alone and _other_unit(deal, paper, ours[0].unit, unit):
            found["", ours[0].unit, unit].append((paper, paper.at("unit")))
    for (key, want, got), those in found.items():
        yield _counted(deal, deal.articles.known.get(key), want, got, those)


def _other_unit(deal: Deal, paper: Paper, ours: str, unit: str) -> bool:
    if unit == ours or (paper.kind in _BY_WEIGHT and deal.tables.units[unit].base == _KILOGRAM):
        return False
    return unit not in deal.tables.packages or paper.kind == CI


def _counted(
    deal: Deal, article: Article | None, want: str, got: str, those: Sequence[tuple[Paper, str]]
) -> Fault:
    """One finding for each article and unit, naming all papers that have it."""
    ours, theirs = deal.tables.units[want], deal.tables.units[got]
    return fault(
        *(where for _, where in those),
        f"/goods/{article.at[0] if article else 0}/unit",
        expected=Said(ours.plural, ours.zh),
        actual=Said(theirs.plural, theirs.zh),
        severity=Severity.WARNING if ours.base == theirs.base else None,
        guards=all_guarded(paper for paper, _ in those),
        goods=article.name if article else Said("All goods", "全部商品"),
        papers=listed(deal, (paper for paper, _ in those)),
    )


@rule(
    "QTY-005",
    severity=Severity.WARNING,
    refs=("merchandiser's work description: 特别注意产品描述", "UCP 600 art. 14(e), 18(c)"),
    en='{goods}: "{actual}" on the {papers}, but "{expected}" in the order.',
    zh="{goods}:{papers}为“{actual}”,订单为“{expected}”。",
    fix="Describe the goods in the words of the contract.",
    fix_zh="请按合同写品名规格。",
)
def goods_are_described_in_the_same_words(deal: Deal) -> Outcomes:
    """Contract and invoice describe the goods as the order does; other papers say nothing else.

    Other papers may say less, but no word that the order does not have. Number and brand may stand
    beside the description. Transport documents and policies may use general terms.
    """
    found: dict[tuple[str, str, str, str], list[tuple[Paper, str]]] = defaultdict(list)
    for paper in deal.theirs:
        for index, line in enumerate(() if paper.kind in _IN_GENERAL else paper.facts.lines):
            article = deal.articles.of(paper, index)
            if article is None or not article.at:
                continue
            goods = [deal.order.goods[at] for at in article.at]
            name, want, read = "", "", ""
            if line.description and not any(_fits(paper, line, each) for each in goods):
                name, want, read = "description", _wanted(goods[0], line), line.description
            elif line.sku and article.sku and norm(line.sku) != norm(article.sku):
                name, want, read = "sku", article.sku, line.sku
            if name:
                key = (article.key, name, want, read.replace("\n", " "))
                found[key].append((paper, paper.at_line(index, name)))
    for (key_of, name, want, read), those in found.items():
        article = deal.articles.known[key_of]
        yield _reads(deal, article, name, want, read, those)


def _reads(
    deal: Deal,
    article: Article,
    name: str,
    want: str,
    read: str,
    those: Sequence[tuple[Paper, str]],
) -> Fault:
    """One finding for each article and wording, naming all papers that have it."""
    return fault(
        *(where for _, where in those),
        f"/goods/{article.at[0]}/{name}",
        expected=want,
        actual=read,
        guards=all_guarded(paper for paper, _ in those),
        goods=article.name,
        papers=listed(deal, (paper for paper, _ in those)),
    )


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
