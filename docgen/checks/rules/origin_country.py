"""ORG: the country of origin as papers, marks and descriptions name it (原产国)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks import names
from docgen.checks.papers import CI, CO, FA, SET, SM
from docgen.checks.rule import Deal, Fault, Outcomes, Said, fault, rule
from docgen.checks.words import norm
from docgen.findings import Severity
from docgen.tables import Tables, code_of

_NOTES = "UNCTAD notes on the GSP Form A"
_CCPIT = "CCPIT notes on filling in the certificate of origin (一般原产地证书填制说明)"
_MADE_IN = re.compile(
    r"\b(?:MADE|PRODUCED|MANUFACTURED|ASSEMBLED) IN (?:THE )?"
    r"|\b(?:PRODUCTS?|GOODS) OF (?:THE )?|\bORIGIN ?:? (?:IS )?(?:THE )?"
)


@rule(
    "ORG-012",
    severity=Severity.ERROR,
    guards=(CO, FA, CI, SM),
    refs=(
        _NOTES + ", boxes 6, 7 and 12",
        _CCPIT,
        "Regulations of the PRC on the origin of goods",
    ),
    en="{what} gives the origin as {actual}, but the goods are of {expected}.",
    zh="{what}写明原产地为{actual},而货物原产地为{expected}。",
    fix="Take the other origin off the papers and packages, or correct the country of the goods.",
    fix_zh="请删除单据和包装上的其他产地字样,或更正货物原产国。",
)
def the_goods_have_one_origin_on_every_paper(deal: Deal) -> Outcomes:
    """No paper, mark or description names another origin, and a certificate is for ours alone.

    China's bodies certify goods of China: a line of another origin cannot stand on a C/O or Form
    A of the order. `MADE IN` counts where a country follows; `MADE IN STEEL` does not.
    """
    home, goods = deal.order.seller.country, deal.order.goods
    origins = {each.origin_country or home for each in goods}
    kinds = tuple(paper.kind for paper in deal.ours if paper.kind in (CO, FA))
    for index, each in enumerate(goods):
        if kinds and each.origin_country not in (None, home):
            what = names.article(each.sku, each.line)
            yield _origin(
                deal,
                f"/goods/{index}/origin_country",
                _first(what),
                str(each.origin_country),
                {home},
                kinds,
            )
    for where, what, text, kinds in _texts(deal):
        for country in _origins_in(text, deal.tables):
            if country not in origins:
                yield _origin(deal, where, what, country, origins, kinds)
    for paper in deal.theirs:
        stated = paper.facts.origin_country
        if stated and stated not in origins:
            who = names.paper(deal, paper)
            what = Said(f"The {who.en}", who.zh)
            kind = (paper.kind,) if paper.kind in SET else (CO, FA, CI)
            yield _origin(deal, paper.at("origin_country"), what, stated, origins, kind)


def _origin(
    deal: Deal, where: str, what: Said, country: str, origins: set[str], kinds: tuple[str, ...]
) -> Fault:
    wanted = [names.country(code, deal.tables) for code in sorted(origins)]
    return fault(
        where,
        "/goods",
        expected=Said(" / ".join(each.en for each in wanted), "、".join(e.zh for e in wanted)),
        actual=names.country(country, deal.tables),
        guards=kinds,
        what=what,
    )


def _texts(deal: Deal) -> Iterator[tuple[str, Said, str, tuple[str, ...]]]:
    """Every text that may name an origin: place, name, words, and the papers that it is on."""
    order, all_of_them = deal.order, (CI, CO, FA)
    for index, goods in enumerate(order.goods):
        what = names.article(goods.sku, goods.line)
        place = f"/goods/{index}/description"
        yield place, _first(what), goods.description, all_of_them
    if order.shipment:
        marks = Said("The shipping marks", "唛头")
        yield "/shipment/marks", marks, order.shipment.marks, all_of_them
    if order.marks_sheet:
        what = Said("The side marks", "侧唛")
        yield "/marks_sheet/side", what, order.marks_sheet.side, (SM,)
    for index, text in enumerate(order.invoice.statements if order.invoice else ()):
        what = Said("A statement of the invoice", "发票声明")
        yield f"/invoice/statements/{index}", what, text, (CI,)
    if order.origin:
        what = Said("The remarks of the certificate", "产地证备注")
        yield "/origin/remarks", what, order.origin.remarks, (CO, FA)
    for paper in deal.theirs:
        who = names.paper(deal, paper)
        what = Said(f"The {who.en}", who.zh)
        kinds = (paper.kind,) if paper.kind in SET else all_of_them
        yield paper.at("marks"), what, paper.facts.marks, kinds
        for index, text in enumerate(paper.facts.text):
            yield f"{paper.place}/text/{index}", what, text, kinds
        for index, line in enumerate(paper.facts.lines):
            yield paper.at_line(index, "description"), what, line.description, kinds


def _first(what: Said) -> Said:
    """The words at the beginning of a sentence."""
    return Said(what.en[:1].upper() + what.en[1:], what.zh)


def _origins_in(text: str, tables: Tables) -> Iterator[str]:
    """The countries that stand behind MADE IN, PRODUCT OF or ORIGIN."""
    if not text:
        return
    flat = norm(text)
    for match in _MADE_IN.finditer(flat):
        words = flat[match.end() :].split()[:5]
        for count in range(len(words), 0, -1):
            if code := code_of(" ".join(words[:count]), tables.countries):
                yield code
                break
