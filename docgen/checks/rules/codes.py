"""IDN: bank codes, ships, and codes that the world's lists know (银行、船舶及代码)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from stdnum import bic, iban, imo

from docgen.checks import names
from docgen.checks.identifiers import Flaw, flaw, holders
from docgen.checks.papers import ALL, CI, CO, FA, IR, PC, SC
from docgen.checks.rule import Deal, Fault, Outcomes, Said, Skip, fault, rule, skip
from docgen.checks.rules.identity import compact
from docgen.checks.rules.ports import places_of
from docgen.checks.words import norm, spot
from docgen.findings import Severity
from docgen.order.parties import Bank
from docgen.tables.hs import known_heading

_TERRITORIES = {
    "GB": frozenset({"GG", "IM", "JE"}),
    "FR": frozenset({"BL", "GF", "GP", "MF", "MQ", "NC", "PF", "PM", "RE", "TF", "WF", "YT"}),
    "FI": frozenset({"AX"}),
}
"""Countries whose account numbers serve their territories too, which have bank codes of theirs."""
_SHIP = re.compile(r"\bIMO\b[\s.:NO]*([0-9A-Z]+)")
_MAIL = re.compile(r"[^@\s,;]+@[^@\s,;]+\.[^@\s.,;]{2,}")
_PHONE = re.compile(r"[+0-9() ./\-–#*]+(?:(?:EXT|X|转|分机)[. :]*[0-9]+)?")


@rule(
    "IDN-002",
    severity=Severity.ERROR,
    guards=(SC, CI),
    refs=("ISO 13616 (IBAN)", "ISO 9362 (BIC)"),
    en="The {kind} {actual} of {bank} is not valid: {problem}.",
    zh="{bank}的{kind} {actual}有误:{problem}。",
    fix="{cure} Copy it from the bank's own letter; money sent to a wrong account comes back late.",
    fix_zh="{cure}请按银行出具的账户资料填写,以免款项退回。",
)
def account_numbers_and_bank_codes_prove_themselves(deal: Deal) -> Outcomes:
    """IBAN and BIC of every account are well formed, and both of one country.

    A BIC for tests passes. Different countries are a warning: a branch abroad may use the code of
    its head office. Accounts of others than the seller and its suppliers are warnings, for nobody
    is told to pay into them.
    """
    for at, party, _ in holders(deal.order):
        weight = None if at == "/seller" or at.startswith("/suppliers") else Severity.WARNING
        guards = (PC,) if at.startswith("/suppliers") else None
        for index, bank in enumerate(party.banks):
            yield from _account(deal, f"{at}/banks/{index}", bank, weight, guards)


def _account(
    deal: Deal,
    where: str,
    bank: Bank,
    weight: Severity | None,
    guards: tuple[str, ...] | None,
) -> Iterator[Fault]:
    wrong_iban = flaw(bank.iban, iban.validate) if bank.iban else None
    wrong_bic = flaw(bank.bic, bic.validate) if bank.bic else None
    if wrong_iban:
        yield _bank_fault(f"{where}/iban", "IBAN", bank.iban, bank, wrong_iban, weight, guards)
    if wrong_bic:
        yield _bank_fault(f"{where}/bic", "BIC", bank.bic, bank, wrong_bic, weight, guards)
    if bank.iban and bank.bic and not (wrong_iban or wrong_bic):
        account, code = compact(bank.iban)[:2], compact(bank.bic)[4:6]
        if code != account and code not in _TERRITORIES.get(account, ()):
            apart = _two_countries(deal, account, code)
            place = f"{where}/bic"
            yield _bank_fault(place, "BIC", bank.bic, bank, apart, Severity.WARNING, guards)


def _two_countries(deal: Deal, account: str, code: str) -> Flaw:
    here, there = (names.country(each, deal.tables) for each in (code, account))
    return Flaw(
        Said(f"it is of {here.en}, the IBAN of {there.en}", f"BIC属于{here.zh},IBAN属于{there.zh}"),
        Said("One of them belongs to another account.", "两者不属于同一账户。"),
    )


def _bank_fault(
    where: str,
    kind: str,
    number: str,
    bank: Bank,
    wrong: Flaw,
    weight: Severity | None,
    guards: tuple[str, ...] | None,
) -> Fault:
    return fault(
        where,
        actual=number,
        severity=weight,
        guards=guards,
        kind=kind,
        bank=Said(bank.name, bank.name_zh or bank.name),
        problem=wrong.problem,
        cure=wrong.cure,
    )


@rule(
    "IDN-006",
    severity=Severity.WARNING,
    guards=(SC, CI, CO, FA, IR),
    refs=(
        "Harmonized System 2022 (WCO), six digits",
        "UN/LOCODE (UNECE Recommendation 16)",
    ),
    en="{what}: {actual} is not known: {problem}.",
    zh="{what}:{actual}查无此代码:{problem}。",
    fix="Look the code up in the customs tariff or the list of UN/LOCODE, and correct it.",
    fix_zh="请查对海关税则或UN/LOCODE代码表后更正。",
)
def codes_are_on_the_lists(deal: Deal) -> Outcomes:
    """The first six digits of an HS code are a subheading of 2022, a place's code is on the list.

    docgen knows the main ports only, so of another code no more is asked than that its country
    exists; where the place is known under another code, that one is shown. Whether a known code
    belongs to the name is a matter of PTY-009; container numbers are one of CNT-006.
    """
    seen: set[str] = set()
    for index, goods in enumerate(deal.order.goods):
        six = re.sub(r"[.\s]", "", goods.hs_code)[:6]
        if len(six) == 6 and six.isdigit() and six not in seen and not known_heading(six):
            seen.add(six)
            yield fault(
                f"/goods/{index}/hs_code",
                actual=f"{six[:4]}.{six[4:]}",
                what=_first(names.article(goods.sku, goods.line)),
                problem=Said("the HS of 2022 has no such subheading", "2022版HS无此子目"),
            )
    if deal.order.shipment:
        for name, place in places_of(deal.order.shipment):
            if place.locode:
                where = f"/shipment/{name}/locode"
                yield from _locode(deal, where, place.name, place.locode)


def _first(what: Said) -> Said:
    """The words at the beginning of a sentence."""
    return Said(what.en[:1].upper() + what.en[1:], what.zh)


def _locode(deal: Deal, where: str, name: str, code: str) -> Iterator[Fault | Skip]:
    tables = deal.tables
    if code in tables.ports:
        return
    known = spot(name, tables)
    right = [
        each
        for each, row in tables.ports.items()
        if known.known and norm(row.en) == known.name and known.country in ("", row.country)
    ]
    listed = ", ".join(right)
    if right:
        problem = Said(f"docgen knows {name} as {listed}", f"{name}的代码为{listed}")
    elif code[:2] not in tables.countries:
        problem = Said(f"{code[:2]} is no country", f"{code[:2]}不是国家代码")
    else:
        yield skip(f"docgen's table has no {code}", f"docgen港口表无{code}", where)
        return
    yield fault(where, expected=listed, actual=code, what=Said(name, name), problem=problem)


@rule(
    "IDN-008",
    severity=Severity.WARNING,
    guards=(CI,),
    refs=("IMO resolution A.1117(30): ship identification number",),
    en="The IMO number {actual} of the ship is not valid: {problem}.",
    zh="船舶IMO编号{actual}有误:{problem}。",
    fix="{cure} The carrier's schedule has the right one.",
    fix_zh="{cure}可向船公司核实。",
)
def a_ships_number_proves_itself(deal: Deal) -> Outcomes:
    """Where an IMO number stands beside the ship's name, its last digit proves the others."""
    shipment = deal.order.shipment
    texts = [("/shipment/conveyance", shipment.conveyance)] if shipment else []
    texts += [(paper.at("conveyance"), paper.facts.conveyance) for paper in deal.theirs]
    for where, text in texts:
        found = _SHIP.search(text.upper())
        if found and (wrong := flaw(found[1], imo.validate)):
            yield fault(where, actual=found[1], problem=wrong.problem, cure=wrong.cure)


@rule(
    "IDN-009",
    severity=Severity.WARNING,
    guards=ALL,
    refs=("RFC 5322 (addresses of mail)", "ITU-T E.164 (telephone numbers)"),
    en="The {kind} {actual} of the {role} cannot be right: {problem}.",
    zh="{role}的{kind} {actual}明显有误:{problem}。",
    fix="Correct it: carriers send the arrival notice there.",
    fix_zh="请更正,船公司将据此发送到货通知。",
)
def mail_and_telephone_can_be_reached(deal: Deal) -> Outcomes:
    """A mail address has one @ and a domain, a telephone number at least six digits and no words.

    Only what cannot be right is told; several of a kind may be given, with commas between.
    """
    for at, party, role in holders(deal.order):
        contact = party.contact
        for name, kind in (("phone", Said("telephone", "电话")), ("fax", Said("fax", "传真"))):
            for number in _listed(getattr(contact, name)):
                digits = sum(char.isdigit() for char in number)
                if not _PHONE.fullmatch(number.upper()) or not 6 <= digits <= 22:
                    problem = Said(f"it has {digits} digits in it", f"含{digits}位数字")
                    yield _contact(f"{at}/contact/{name}", kind, number, role, problem)
        for mail in _listed(contact.email):
            if not _MAIL.fullmatch(mail):
                problem = Said("a mail address reads name@domain", "邮箱格式应为name@domain")
                kind = Said("mail address", "邮箱")
                yield _contact(f"{at}/contact/email", kind, mail, role, problem)


def _listed(text: str) -> list[str]:
    return [part.strip() for part in re.split("[,;\uff0c\uff1b\u3001]", text) if part.strip()]


def _contact(where: str, kind: Said, actual: str, role: Said, problem: Said) -> Fault:
    return fault(where, actual=actual, kind=kind, role=role, problem=problem)
