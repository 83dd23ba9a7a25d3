"""ORG: which certificate of origin serves the destination on its day (产地证种类)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from docgen.checks import names
from docgen.checks.origin_papers import certificates, clauses_on_papers, country_of, issued_on
from docgen.checks.papers import CO, FA, SC
from docgen.checks.rule import Deal, Fault, Outcomes, Said, Skip, fault, rule, skip
from docgen.checks.words import norm
from docgen.findings import Severity
from docgen.origin import agreements_on, certificate_kind, form_a_refusal
from docgen.tables import Agreement

_ORDER_270 = "GACC Order 270 of 2024 (出口货物原产地证书签证管理办法)"


@rule(
    "ORG-001",
    severity=Severity.ERROR,
    guards=(FA,),
    refs=("GACC announcement 84/2021", "GACC announcements 48/2019 and 73/2021"),
    en="The {paper} of {day} cannot serve {country}: {problem}.",
    zh="{day}的{paper}不能用于{country}:{problem}。",
    fix="Set `origin.kind` to `auto` or `certificate_of_origin`, and tell the buyer which"
    " certificate will come.",
    fix_zh="请将origin.kind改为auto或certificate_of_origin,并告知客户将提供何种产地证。",
)
def a_form_a_goes_where_it_is_still_granted(deal: Deal) -> Outcomes:
    """A Form A is issued only for countries that take it on the day of application.

    Since 2021-12-01 only Norway, Australia and New Zealand are left of forty. One certified is
    judged by the day of its certification. Granted in time for goods that leave after the last
    day, it is a warning: the importing country looks at them as they arrive.
    """
    for paper in deal.all(FA):
        day, country = issued_on(paper), country_of(deal, paper)
        if day is None:
            yield skip("the Form A has no date", "Form A未填日期", paper.at("date"))
            continue
        refusal = form_a_refusal(deal.tables, country, day)
        late = form_a_refusal(deal.tables, country, day, deal.shipped_on)
        if reason := refusal or late:
            yield fault(
                f"{paper.place}/kind",
                paper.at("destination_country"),
                paper.at("certified_on" if paper.facts.certified_on else "date"),
                expected=Said(reason.alternative.en, reason.alternative.zh),
                actual=Said("GSP Form A", "普惠制产地证Form A"),
                severity=None if refusal else Severity.WARNING,
                paper=names.paper(deal, paper),
                day=day,
                country=names.country(country, deal.tables),
                problem=Said(reason.en.rstrip("."), reason.zh.rstrip("。")),
            )


@rule(
    "ORG-002",
    severity=Severity.INFO,
    refs=("GACC: agreements in force and their certificates", _ORDER_270),
    en="For {country} the {expected} may save the buyer duty; the order asks for the {actual}.",
    zh="输往{country}可办{expected},客户或可减免关税;本订单办理的是{actual}。",
    fix="Compare the duty with the buyer, and apply for the better certificate if he wants it.",
    fix_zh="请与客户比较税率,客户需要的,改办更优惠的证书。",
)
def the_best_certificate_is_asked_for(deal: Deal) -> Outcomes:
    """No agreement in force, and no Form A, serves the destination better than what is asked for.

    Silent where a certificate of an agreement is under `issued` already.
    """
    asked = next((paper for paper in deal.ours if paper.kind in (CO, FA)), None)
    if asked is None or asked.facts.date is None or _has_preferential(deal):
        return
    day, country, tables = asked.facts.date, deal.destination, deal.tables
    agreements = agreements_on(tables, country, max(day, deal.shipped_on or day))
    if agreements:
        best = Said(
            " / ".join(each.certificate_en for each in agreements),
            "、".join(each.certificate_zh for each in agreements),
        )
    elif asked.kind == CO and certificate_kind(tables, country, day) == "form_a":
        best = Said("GSP Form A", "普惠制产地证Form A")
    else:
        return
    yield fault(
        "/origin/kind",
        "/shipment/destination_country" if deal.order.shipment else "/buyer/country",
        expected=best,
        actual=Said(tables.papers[asked.kind].en, tables.papers[asked.kind].zh),
        country=names.country(country, tables),
    )


def _has_preferential(deal: Deal) -> bool:
    """Whether a certificate of an agreement (`form-e`, `rcep-certificate-of-origin`) is held."""
    return any(
        paper.kind not in (CO, FA) and (paper.kind.startswith("form-") or "origin" in paper.kind)
        for paper in deal.theirs
    )


@rule(
    "ORG-015",
    severity=Severity.ERROR,
    guards=(SC, CO),
    refs=("ISBP 745 L2", "GACC announcement 84/2021"),
    en='{source} "{actual}", but {problem}.',
    zh="{source}“{actual}”,但{problem}。",
    fix="Agree on a certificate that can be had before signing, or have the credit amended.",
    fix_zh="签约前请与客户改为可办理的证书;信用证已开出的,请客户改证。",
)
def the_certificate_promised_is_the_one_asked_for(deal: Deal) -> Outcomes:
    """A Form A or an agreement's certificate that contract or credit name is the one applied for.

    A bank takes the form that is named and no other, while a Form A serves where a certificate of
    origin is wanted without a name. A Form A that nobody issues for the country is found
    before the contract is signed. docgen prints no certificates of agreements: one that can be had
    is a warning, until a paper of such a kind is under `issued`.
    """
    day = deal.order.origin.date if deal.order.origin else deal.order.date
    kinds = {paper.kind for paper in certificates(deal)}
    for where, text in clauses_on_papers(deal):
        flat = f" {norm(text)} "
        if " FORM A " in flat:
            yield from _form_a_promised(deal, where, text, day, kinds)
        named = [a for a in deal.tables.agreements.values() if _names_it(flat, a)]
        if named and not _has_preferential(deal):
            yield _agreement_promised(deal, where, text, day, named)


def _names_it(flat: str, agreement: Agreement) -> bool:
    return f" {norm(agreement.certificate_en)} " in flat or f" {norm(agreement.key)} " in flat


def _form_a_promised(
    deal: Deal, where: str, text: str, day: date, kinds: set[str]
) -> Iterator[Fault | Skip]:
    refusal = form_a_refusal(deal.tables, deal.destination, day)
    if refusal:
        yield _promise(where, text, Said(refusal.en.rstrip("."), refusal.zh.rstrip("。")))
    elif kinds and FA not in kinds:
        problem = Said("the order asks for no Form A", "本订单没有申请Form A")
        yield _promise(where, text, problem)
    elif not kinds:
        yield skip("no certificate of origin is asked for yet", "尚未申请产地证", "/origin")


def _agreement_promised(
    deal: Deal, where: str, text: str, day: date, named: list[Agreement]
) -> Fault:
    country = names.country(deal.destination, deal.tables)
    if any(each.serves(deal.destination, day) for each in named):
        problem = Said("it is not among the papers yet", "单据中尚无该证书")
        return _promise(where, text, problem, Severity.WARNING)
    best = named[0]
    problem = Said(f"the {best.en} does not serve {country.en}", f"{best.zh}不适用于{country.zh}")
    return _promise(where, text, problem)


def _promise(where: str, text: str, problem: Said, weight: Severity | None = None) -> Fault:
    in_credit = where.startswith("/credit")
    in_contract = Said("The contract promises", "合同约定提交")
    source = Said("The credit asks for", "信用证要求提交") if in_credit else in_contract
    guards = (CO,) if in_credit else (SC,)
    return fault(
        where,
        "/origin/kind",
        actual=text,
        severity=weight,
        guards=guards,
        source=source,
        problem=problem,
    )
