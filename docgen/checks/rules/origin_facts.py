"""ORG: consignee and dates as a certificate states them (收货人、日期)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from docgen.checks import names
from docgen.checks.origin_papers import certificates, country_named
from docgen.checks.papers import CI, CO, FA, Paper
from docgen.checks.rule import Deal, Fault, Outcomes, Said, Skip, fault, rule, skip
from docgen.checks.shipments import of_this_shipment
from docgen.checks.words import norm
from docgen.findings import Severity
from docgen.order.parties import NamedConsignee, Party

_NOTES = "UNCTAD notes on the GSP Form A"
_CCPIT = "CCPIT notes on filling in the certificate of origin (一般原产地证书填制说明)"
_NO_NAME = ("TO ORDER", "TO WHOM IT MAY CONCERN", "凭指示")


@rule(
    "ORG-010",
    severity=Severity.ERROR,
    guards=(CO, FA),
    refs=(_NOTES + ", box 2", _CCPIT + ", boxes 2 and 4", "ISBP 745 L5"),
    en="The {paper} {problem}.",
    zh="{paper}{problem}。",
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
        if not of_this_shipment(deal, paper):
            continue
        stated = paper.facts.destination_country
        if not paper.ours and stated and stated != deal.destination:
            country = names.country(stated, deal.tables)
            what = Said(f"names {country.en} as importing country", f"进口国为{country.zh}")
            yield _not_there(deal, paper, paper.at("destination_country"), what, country)
        where, code = _consignee(deal, paper)
        if code is None:
            yield skip("the country of the consignee is not given", "未填收货人所在国家", where)
        elif code and code not in (deal.destination, stated if not paper.ours else ""):
            country = names.country(code, deal.tables)
            what = Said(f"names a consignee in {country.en}", f"收货人在{country.zh}")
            weight = Severity.WARNING if paper.kind == CO else None
            yield _not_there(deal, paper, where, what, country, weight)
    yield from _intermediary(deal)


def _intermediary(deal: Deal) -> Iterator[Fault]:
    """`VIA` a trader, which a Form A has no room for."""
    request = deal.order.origin
    for paper in deal.ours if request and request.via else ():
        if paper.kind == FA and request:
            yield fault(
                "/origin/via",
                "/origin/kind",
                actual=request.via,
                severity=Severity.WARNING,
                guards=(FA,),
                paper=names.paper(deal, paper),
                problem=Said(
                    f'has no room for an intermediary, so "VIA {request.via}" is not printed',
                    f"不得填写中间商,“VIA {request.via}”不会打印",
                ),
            )


def _not_there(
    deal: Deal,
    paper: Paper,
    where: str,
    what: Said,
    actual: Said,
    weight: Severity | None = None,
) -> Fault:
    bound = names.country(deal.destination, deal.tables)
    return fault(
        where,
        "/shipment/destination_country" if deal.order.shipment else "/buyer/country",
        expected=bound,
        actual=actual,
        severity=weight,
        guards=(paper.kind,),
        paper=names.paper(deal, paper),
        problem=Said(
            f"{what.en}, but the goods go to {bound.en}", f"{what.zh},而货物运往{bound.zh}"
        ),
    )


def _consignee(deal: Deal, paper: Paper) -> tuple[str, str | None]:
    """Place and country of the consignee: empty where to order, None where nobody can tell."""
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
    refs=(
        _NOTES + ", boxes 11 and 12",
        "issuing rules: 后发 (ISSUED RETROSPECTIVELY)",
    ),
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
    number, invoice = norm(paper.facts.invoice_number), deal.order.invoice
    if invoice and number in ("", norm(invoice.number)):
        return invoice.date, "/invoice/date"
    for each in deal.issued(CI) if number else ():
        if norm(each.facts.number) == number:
            return each.facts.date, each.at("date")
    return None, "/invoice/date"


def _too_early(
    deal: Deal,
    paper: Paper,
    where: str,
    other: str,
    day: date,
    first: date,
    what: Said,
    after: Said,
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
    """A certificate certified after shipment without the mark, or with it before shipment.

    Against a planned day of departure both are warnings.
    """
    certified, shipped = paper.facts.certified_on, deal.shipped_on
    if certified is None or shipped is None or not of_this_shipment(deal, paper):
        return
    on_board = deal.shipped_at.endswith("on_board_date")
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
        severity=None if certified > shipped and on_board else Severity.WARNING,
        guards=(paper.kind,),
        paper=names.paper(deal, paper),
        problem=problem,
    )
