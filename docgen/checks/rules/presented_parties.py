"""LCR: applicant, beneficiary, consignee and notify party as the credit has them (当事人)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks import names
from docgen.checks.dossier import Dossier
from docgen.checks.misstated import Wrong, gathered
from docgen.checks.needs import given
from docgen.checks.papers import BE, CI, CO, FA, Paper
from docgen.checks.presented import firm, meant, of_kinds, presented, same_firm, transport
from docgen.checks.rule import Fault, Outcomes, Said, Skip, fault, rule, skip
from docgen.checks.shipments import guarded
from docgen.checks.words import country_at_end, norm
from docgen.checks.words import names as named_in
from docgen.credit import demands_of
from docgen.findings import Severity

_SELLER, _BUYER = Said("seller", "卖方"), Said("buyer", "买方")
_CONSIGNEE, _NOTIFY = Said("consignee", "收货人"), Said("notify party", "通知方")
_ORDER = re.compile(r"^(?:UNTO |TO )?(?:THE )?ORDER(?: OF (?P<whom>.+))?$")
_OWN_ORDER = re.compile(r"^(?:THE )?SHIPPERS?$")
_TELEPHONE = re.compile(r"\b(?:TEL|PHONE|FAX|MOBILE|ATTN|EMAIL|E MAIL|TIN|BIN|VAT)\b")
_SAME = re.compile(r"\bSAME AS (?:THE )?CONSIGNEE\b")


@rule(
    "LCR-061",
    severity=Severity.ERROR,
    guards=(CI,),
    needs=("credit",),
    refs=("UCP 600 art. 18(a)(i), (ii), 14(j)",),
    en='The {what} on the {papers} is "{actual}", but the credit has "{expected}".',
    zh="{papers}的{what}为“{actual}”,信用证为“{expected}”。",
    fix="Make the paper out as the credit has it, letter by letter, or have the credit amended.",
    fix_zh="请严格按信用证名称缮制,或要求改证。",
)
def the_invoice_is_made_out_by_and_to_the_parties_of_the_credit(dossier: Dossier) -> Outcomes:
    """The beneficiary (59) invoices the applicant (50).

    Names are held letter by letter, addresses only as to the country (art. 14(j)). On other papers
    another seller or buyer is a warning, for a third party may issue or ship (art. 14(k)).
    """
    credit = given(dossier.credit)
    sides = (
        ("seller", credit.beneficiary, "/credit/beneficiary", _SELLER),
        ("buyer", credit.applicant, "/credit/applicant", _BUYER),
    )
    papers = presented(dossier)
    stated = [each for each in papers if each.facts.seller or each.facts.buyer]
    if not stated or not (credit.beneficiary or credit.applicant):
        yield skip(
            "the parties are not stated on both sides", "单据或信用证未注明当事人", "/credit"
        )
        return
    found = []
    for name, wanted, at, what in sides:
        for paper in papers:
            text = getattr(paper.facts, name)
            if not text or not wanted or paper.kind == BE:
                continue  # who draws is a matter of LCR-066
            weight = None if paper.kind == CI else Severity.WARNING
            if not same_firm(text, wanted):
                found.append(Wrong(paper, name, at, firm(wanted), firm(text), what, weight))
            elif paper.kind == CI and (countries := _countries(dossier, text, wanted)):
                found.append(Wrong(paper, name, at, countries[1], countries[0], what, None))
    yield from gathered(dossier, found)


def _countries(dossier: Dossier, text: str, wanted: str) -> tuple[Said, Said] | None:
    """The countries of two addresses where both name one and they differ."""
    one, other = (country_at_end(each, dossier.tables) for each in (text, wanted))
    if not one or not other or one == other:
        return None
    return names.country(one, dossier.tables), names.country(other, dossier.tables)


@rule(
    "LCR-018",
    severity=Severity.ERROR,
    guards=(CI, CO, FA),
    needs=("credit.documents",),
    refs=("UCP 600 art. 14(j), 20", "ISBP 745 E13, E14, L5"),
    en='The {what} on the {paper} is "{actual}", but the credit wants "{expected}".',
    zh="{paper}的{what}为“{actual}”,信用证要求“{expected}”。",
    fix="Have the paper changed by whoever issued it; a bank compares it with the clause.",
    fix_zh="请签发人按信用证条款更正。",
)
def goods_are_consigned_and_notified_as_the_credit_says(dossier: Dossier) -> Outcomes:
    """Consignee and notify party of a transport document are those of its clause in 46A.

    TO ORDER and TO ORDER OF SHIPPER are one. All notify parties asked for must stand there; where
    the applicant is one, with the address of field 50 (art. 14(j)). A certificate of origin may
    name the applicant, or whoever is notified, as consignee (ISBP 745 L5).
    """
    credit, papers = given(dossier.credit), transport(dossier)
    if not papers:
        yield skip("there is no transport document", "没有运输单据", "/issued")
    for paper in papers:
        for demand in demands_of(credit).of(paper.kind):
            if demand.consignee:
                yield from _consigned(dossier, paper, demand.consignee, demand.place)
            for party in demand.notify:
                yield from _notified(dossier, paper, party, demand.place)
    yield from _on_certificates(dossier)


def _consigned(dossier: Dossier, paper: Paper, wanted: str, where: str) -> Iterator[Fault | Skip]:
    text = paper.facts.consignee
    if not text:
        yield _missing(dossier, paper, "consignee")
        return
    order, stated = _ORDER.match(norm(wanted)), _ORDER.match(norm(text))
    whom = (order["whom"] or "") if order else wanted
    party = meant(whom, given(dossier.credit))
    if not party and whom and norm(whom) != "SHIPPER":
        return
    if order and (not whom or _OWN_ORDER.match(norm(whom)) or norm(whom) == "BENEFICIARY"):
        right = stated is not None and _own_order(dossier, stated["whom"] or "")
    elif order:
        right = stated is not None and _named(text, party)
    else:
        right = stated is None and _named(text, party)
    if not right:
        said = f"TO ORDER OF {firm(party)}" if order and whom and party else wanted
        yield _unlike(dossier, paper, "consignee", _CONSIGNEE, said, where)


def _own_order(dossier: Dossier, whom: str) -> bool:
    """Whether goods are to the order of nobody named, or of the shipper."""
    shipper = given(dossier.credit).beneficiary
    return not whom or bool(_OWN_ORDER.match(whom)) or (bool(shipper) and _named(whom, shipper))


def _named(text: str, party: str) -> bool:
    """Whether a block names a party: by its firm, or by that and its branch."""
    return named_in(text, firm(party)) or same_firm(text, party)


def _notified(dossier: Dossier, paper: Paper, wanted: str, where: str) -> Iterator[Fault | Skip]:
    text, party = paper.facts.notify, meant(wanted, given(dossier.credit))
    if not text or not party:
        if not text:
            yield _missing(dossier, paper, "notify")
        return
    if _SAME.search(norm(text)):
        text = paper.facts.consignee
    if not named_in(text, firm(party)):
        yield _unlike(dossier, paper, "notify", _NOTIFY, firm(party), where)
    elif norm(wanted) == "APPLICANT" and _other_address(text, party):
        yield _unlike(dossier, paper, "notify", _NOTIFY, " / ".join(party.split("\n")), where)


def _other_address(text: str, party: str) -> bool:
    """Whether an address has numbers that the credit's does not have; telephones do not count."""
    address = _TELEPHONE.split(norm(text), maxsplit=1)[0]
    numbers = {word for word in address.split() if any(char.isdigit() for char in word)}
    known = {word for word in norm(party).split() if any(char.isdigit() for char in word)}
    return bool(known) and bool(numbers - known)


def _on_certificates(dossier: Dossier) -> Iterator[Fault]:
    """The consignee of a certificate of origin, unless it is somebody that the credit names."""
    credit = given(dossier.credit)
    known = [credit.applicant, credit.issuing_bank]
    carried = [each.facts.consignee for each in transport(dossier)]
    notified = [each.facts.notify for each in transport(dossier)]
    for paper in of_kinds(dossier, CO, FA):
        text = paper.facts.consignee
        wanted = [each for each in (*known, *carried, *notified) if each]
        open_one = "ORDER" in norm(text) or "WHOM IT MAY CONCERN" in norm(text)
        if not text or not credit.applicant or open_one:
            continue
        if not any(_named(text, each) or _named(each, text) for each in wanted):
            said = firm(credit.applicant)
            yield _unlike(dossier, paper, "consignee", _CONSIGNEE, said, "/credit/applicant")


def _missing(dossier: Dossier, paper: Paper, name: str) -> Skip:
    named = names.paper(dossier, paper)
    what = _CONSIGNEE if name == "consignee" else _NOTIFY
    return skip(
        f"the {what.en} on the {named.en} is not given",
        f"未填{named.zh}的{what.zh}",
        paper.at(name),
    )


def _unlike(
    dossier: Dossier, paper: Paper, name: str, what: Said, wanted: str, where: str
) -> Fault:
    return fault(
        paper.at(name),
        where,
        expected=wanted,
        actual=" / ".join(getattr(paper.facts, name).split("\n")),
        guards=guarded(paper),
        paper=names.paper(dossier, paper),
        what=what,
    )
