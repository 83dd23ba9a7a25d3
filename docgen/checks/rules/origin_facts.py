"""ORG: consignee, dates and origin as a certificate states them (收货人、日期、原产国)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from docgen.checks import names
from docgen.checks.origin_papers import certificates, country_named, other_shipment
from docgen.checks.papers import ALL, CI, CO, FA, Paper
from docgen.checks.rule import Deal, Fault, Outcomes, Said, Skip, fault, rule, skip
from docgen.checks.words import norm
from docgen.findings import Severity
from docgen.order.parties import NamedConsignee, Party
from docgen.tables import Tables, code_of

_NOTES = "UNCTAD notes on the GSP Form A"
_CCPIT = "CCPIT notes on filling in the certificate of origin (一般原产地证书填制说明)"
_NO_NAME = ("TO ORDER", "TO WHOM IT MAY CONCERN", "凭指示")
_MADE_IN = re.compile(
    r"\b(?:MADE|PRODUCED|MANUFACTURED|ASSEMBLED) IN (?:THE )?"
    r"|\b(?:PRODUCTS?|GOODS) OF (?:THE )?|\bORIGIN ?:? (?:IS )?(?:THE )?"
)


@rule(
    "ORG-010",
    severity=Severity.ERROR,
    guards=(CO, FA),
    refs=(_NOTES + ", box 2", _CCPIT + ", boxes 2 and 4", "ISBP 745 L5"),
    en="{what} of the {paper} is in {actual}, but the goods go to {expected}.",
    zh="{paper}{what}为{actual},而货物运往{expected}。",
    fix="Name the consignee in the country of destination, or correct that country.",
    fix_zh="请填写目的国的收货人,或更正目的国。",
)
def a_certificate_names_a_consignee_where_the_goods_go(deal: Deal) -> Outcomes:
    """The consignee is in the country of destination, and that country stands on the paper.

    On a Form A an intermediary in another country is refused, so it is an error, as is another
    importing country. On a C/O a trader elsewhere may stand in box 2 and is a warning. A consignee
    to order has no country.
    """
    for paper in certificates(deal):
        stated = paper.facts.destination_country
        if not paper.ours and stated and stated != deal.destination and not _elsewhere(deal, paper):
            what = Said("The importing country", "进口国")
            yield _not_there(deal, paper, paper.at("destination_country"), what, stated, None)
        where, country = _consignee(deal, paper)
        if country is None:
            yield skip("the country of the consignee is not given", "未填收货人所在国家", where)
        elif country and country != deal.destination and not _elsewhere(deal, paper):
            weight = Severity.WARNING if paper.kind == CO else None
            yield _not_there(deal, paper, where, Said("The consignee", "收货人"), country, weight)
    request = deal.order.origin
    if request and request.via and any(paper.ours for paper in deal.all(FA)):
        place = country_named(request.via, deal.tables) or deal.order.seller.country
        what = Said("The intermediary (VIA)", "中间商(VIA)")
        yield _not_there(deal, deal.all(FA)[0], "/origin/via", what, place, Severity.WARNING)


def _elsewhere(deal: Deal, paper: Paper) -> bool:
    return other_shipment(deal, paper)


def _not_there(
    deal: Deal, paper: Paper, where: str, what: Said, country: str, weight: Severity | None
) -> Fault:
    return fault(
        where,
        "/shipment/destination_country" if deal.order.shipment else "/buyer/country",
        expected=names.country(deal.destination, deal.tables),
        actual=names.country(country, deal.tables),
        severity=weight,
        guards=(paper.kind,),
        what=what,
        paper=names.paper(deal, paper),
    )


def _consignee(deal: Deal, paper: Paper) -> tuple[str, str | None]:
    """Place and country of the consignee: empty where it is to order, None where nobody can tell."""
    order, text = deal.order, norm(paper.facts.consignee)
    if any(phrase in text for phrase in _NO_NAME) or not text:
        return paper.at("consignee"), ""
    if not paper.ours:
        named = country_named(paper.facts.consignee, deal.tables)
        return paper.at("consignee"), named or _known(deal, text)
    if isinstance(order.consignee, NamedConsignee):
        return "/consignee/party/country", order.consignee.party.country
    return "/buyer/country", order.buyer.country


def _known(deal: Deal, text: str) -> str | None:
    """The country of the party whose name the text begins with."""
    order = deal.order
    parties: list[Party] = [order.buyer, *order.notify]
    if isinstance(order.consignee, NamedConsignee):
        parties.append(order.consignee.party)
    return next((each.country for each in parties if text.startswith(norm(each.name))), None)


@rule(
    "ORG-011",
    severity=Severity.ERROR,
    guards=(CO, FA),
    refs=(_NOTES + ", boxes 11 and 12", "ISBP 745 L6", "issuing rules: 后发 (ISSUED RETROSPECTIVELY)"),
    en="The {paper}: {problem}.",
    zh="{paper}:{problem}。",
    fix="Correct the date that is wrong, or have the certificate marked ISSUED RETROSPECTIVELY.",
    fix_zh="请更正有误的日期,或申请加注ISSUED RETROSPECTIVELY(后发)。",
)
def a_certificate_is_dated_in_order(deal: Deal) -> Outcomes:
    """Invoice, declaration, certification: each not before the last; after shipment it is marked.

    Certified on the day of shipment is in time. How early one applies is DAT-006's.
    """
    retrospective = deal.order.origin is not None and deal.order.origin.retrospective
    for paper in certificates(deal):
        declared, certified = paper.facts.date, paper.facts.certified_on
        invoiced, invoice_at = _invoice_date(deal, paper)
        if invoiced and declared and declared < invoiced:
            steps = Said("declaration", "申报日期"), Said("invoice", "发票日期")
            yield _too_early(deal, paper, paper.at("date"), invoice_at, declared, invoiced, *steps)
        if declared and certified and certified < declared:
            steps = Said("certification", "签证日期"), Said("declaration", "申报日期")
            places = paper.at("certified_on"), paper.at("date")
            yield _too_early(deal, paper, *places, certified, declared, *steps)
        if not paper.ours:
            yield from _unmarked(deal, paper, retrospective)


def _invoice_date(deal: Deal, paper: Paper) -> tuple[date | None, str]:
    """Date of the invoice that belongs to the certificate, and where it stands."""
    number = norm(paper.facts.invoice_number)
    for each in deal.issued(CI) if number else ():
        if norm(each.facts.number) == number:
            return each.facts.date, each.at("date")
    invoice = deal.order.invoice
    return (invoice.date if invoice else None), "/invoice/date"


def _too_early(
    deal: Deal, paper: Paper, where: str, other: str, day: date, first: date, what: Said, after: Said
) -> Fault:
    return fault(
        where,
        other,
        expected=first,
        actual=day,
        guards=(paper.kind,),
        paper=names.paper(deal, paper),
        problem=Said(
            f"its {what.en} of {day} is before the {after.en} of {first}",
            f"{what.zh}{day}早于{after.zh}{first}",
        ),
    )


def _unmarked(deal: Deal, paper: Paper, retrospective: bool) -> Iterator[Fault | Skip]:
    """A certificate certified after shipment without the mark, or with it before shipment."""
    certified, shipped = paper.facts.certified_on, deal.shipped_on
    if certified is None or shipped is None or other_shipment(deal, paper):
        return
    marked = any("RETRO" in text.upper() or "后发" in text for text in paper.facts.text)
    if certified > shipped and not marked:
        if retrospective and not paper.facts.text:
            yield skip("its text is not given", "未填证书上的文字", f"{paper.place}/text")
            return
        problem = Said(
            f"certified {certified} after shipment {shipped}, but not marked as retrospective",
            f"签证日{certified}晚于装运日{shipped},未注明“后发”",
        )
    elif marked and certified <= shipped:
        problem = Said(
            f"marked as retrospective, though certified {certified}, not after shipment {shipped}",
            f"签证日{certified}不晚于装运日{shipped},却注明“后发”",
        )
    else:
        return
    yield fault(
        paper.at("certified_on"),
        deal.shipped_at,
        expected=shipped,
        actual=certified,
        severity=None if certified > shipped else Severity.WARNING,
        guards=(paper.kind,),
        paper=names.paper(deal, paper),
        problem=problem,
    )


@rule(
    "ORG-012",
    severity=Severity.ERROR,
    guards=(CO, FA, CI),
    refs=(_NOTES + ", boxes 6, 7 and 12", _CCPIT, "Regulations of the PRC on origin of goods, art. 17"),
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
                Said(what.en.capitalize(), what.zh),
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
            kind = (paper.kind,) if paper.kind in ALL else (CO, FA, CI)
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
        yield place, Said(what.en.capitalize(), what.zh), goods.description, all_of_them
    if order.shipment:
        marks = Said("The shipping marks", "唛头")
        yield "/shipment/marks", marks, order.shipment.marks, all_of_them
    for index, text in enumerate(order.invoice.statements if order.invoice else ()):
        what = Said("A statement of the invoice", "发票声明")
        yield f"/invoice/statements/{index}", what, text, (CI,)
    if order.origin:
        what = Said("The remarks of the certificate", "产地证备注")
        yield "/origin/remarks", what, order.origin.remarks, (CO, FA)
    for paper in deal.theirs:
        who = names.paper(deal, paper)
        what = Said(f"The {who.en}", who.zh)
        kinds = (paper.kind,) if paper.kind in ALL else all_of_them
        yield paper.at("marks"), what, paper.facts.marks, kinds
        for index, text in enumerate(paper.facts.text):
            yield f"{paper.place}/text/{index}", what, text, kinds
        for index, line in enumerate(paper.facts.lines):
            yield paper.at_line(index, "description"), what, line.description, kinds


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
