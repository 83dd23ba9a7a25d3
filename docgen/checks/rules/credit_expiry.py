"""LCR: the days of a credit: issue, expiry, presentation, dates quoted in clauses (期限)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from docgen.checks import names
from docgen.checks.agreement import PRESENTED, clause_of, stating, unlike
from docgen.checks.credits import shipment_period
from docgen.checks.deadlines import bank_country, days_run_from_shipment
from docgen.checks.needs import given
from docgen.checks.periods import dates_in
from docgen.checks.rule import Amend, Dossier, Fault, Outcomes, Said, Skip, fault, rule, skip
from docgen.checks.rules.credit_payment import agreed_credit
from docgen.checks.rules.credit_shipment import fits
from docgen.checks.words import country_at_end, norm
from docgen.credit.demands import demands_of
from docgen.findings import Severity
from docgen.order.credit import Credit
from docgen.text import dates
from docgen.workdays import shifted

_EXPIRY, _PLACE = Said("the expiry", "到期日"), Said("the place of expiry", "到期地点")
_AGREED = Said("by the contract it should be", "按合同应为")
_LEAST = Said("to leave time after shipment it should be at least", "为留足装运后的时间至少应为")
_AT_HOME = Said("the beneficiary is in", "受益人在")
_COUNTERS = re.compile(r"\bCOUNTERS?\b|\bISSUING BANK\b|\bOUR\b|开证行")
_QUOTED = re.compile(
    r"\b(?P<credit>DOCUMENTARY CREDIT|LETTER OF CREDIT|CREDIT|L/?C)\b"
    r"|(?P<contract>\bCONTRACT|\bS/C|\bSALES CONFIRMATION|\bPRO-?FORMA|\bP/I|\bPURCHASE ORDER)\b"
)
_DATED = re.compile(r"\bDATED?\b[:\s]*(?P<text>.{6,24})")
_NEAR = 80


@rule(
    "LCR-012",
    severity=Severity.ERROR,
    guards=PRESENTED,
    needs=("credit",),
    refs=("UCP 600 art. 6(d), 6(e), 29", "contract: 议付有效期, 到期地点"),
    en="The credit ({tag}) has {what} {actual}; {measure} {expected}.",
    zh="信用证({tag}){what}为{actual},{measure}{expected}。",
    fix="Have the expiry amended, so that papers can be made out and presented at home in time.",
    fix_zh="请要求改证,以便装运后有足够时间在国内制单交单。",
)
def a_credit_expires_late_enough_and_at_home(dossier: Dossier, *, least_days: int = 15) -> Outcomes:
    """After the latest shipment the agreed days are left, and the papers expire in our country.

    Without an agreement, fewer than `least_days` between last shipment and expiry are a warning,
    as is a place of expiry abroad, where papers get lost or late on the way. An expiry before the
    last shipment is an error.
    """
    credit, (payment, at) = given(dossier.credit), agreed_credit(dossier)
    days = payment.expiry_days if payment else None
    yield from _date(dossier, credit, days, at, least_days)
    yield from _place(dossier, credit, payment.expiry_place if payment else "", at)


def _date(
    dossier: Dossier, credit: Credit, days: int | None, at: str, least: int
) -> Iterator[Fault | Skip]:
    paper, period = stating(dossier, "terms/latest_shipment"), shipment_period(credit)
    agreed = paper.facts.terms.latest_shipment if paper else None
    last = period.last if period else None
    if credit.expiry is None:
        after = credit.expiry_days_after_shipment
        if after is None:
            yield skip("the credit has no date of expiry", "信用证未写到期日", "/credit/expiry")
        elif days is not None and after < days:
            place = "/credit/expiry_days_after_shipment"
            yield unlike("31D", place, at, _EXPIRY, _days(after), _days(days), measure=_AGREED)
        return
    base = (agreed or last) if days is not None else (last or agreed)
    if base is None:
        yield skip("no latest shipment is known", "最迟装运期不明", "/credit/latest_shipment")
        return
    wanted = shifted(base, least if days is None else days)
    if credit.expiry < wanted:
        lenient = days is None and credit.expiry >= base
        weight = Severity.WARNING if lenient else None
        other, measure = (at, _AGREED) if days is not None else ("/credit/latest_shipment", _LEAST)
        yield unlike(
            *("31D", "/credit/expiry", other, _EXPIRY, credit.expiry, wanted),
            severity=weight,
            measure=measure,
        )


def _days(count: int) -> Said:
    return Said(f"{count} days after shipment", f"装运后{count}天")


def _place(dossier: Dossier, credit: Credit, agreed: str, at: str) -> Iterator[Fault | Skip]:
    text, tables = credit.expiry_place, dossier.tables
    if not text:
        yield skip("the credit names no place of expiry", "未写到期地点", "/credit/expiry_place")
        return
    seller = stating(dossier, "seller")
    block = credit.beneficiary or (seller.facts.seller if seller else "")
    home = _country(agreed, dossier) or country_at_end(block, tables)
    there = "" if _COUNTERS.search(norm(text)) else _country(text, dossier)
    if agreed and not _COUNTERS.search(norm(text)) and fits(text, agreed, tables):
        return
    if not home or not (there or _COUNTERS.search(norm(text))):
        yield skip(
            "the country of expiry is not plain", "到期地点所在国不明", "/credit/expiry_place"
        )
    elif there != home:
        wanted = agreed.upper() or names.country(home, tables)
        weight, measure = (None, _AGREED) if agreed else (Severity.WARNING, _AT_HOME)
        yield unlike(
            *("31D", "/credit/expiry_place", at if agreed else "", _PLACE, text, wanted),
            severity=weight,
            measure=measure,
        )


def _country(text: str, dossier: Dossier) -> str:
    """The country of a place of expiry; empty where it is not plain."""
    if not text:
        return ""
    return bank_country(Credit(number="-", expiry_place=text), dossier.tables)


@rule(
    "LCR-043",
    severity=Severity.ERROR,
    guards=PRESENTED,
    needs=("credit.issued",),
    refs=("contract: 开到日期", "UCP 600 art. 3: periods", "field 31C"),
    en="The credit ({tag}) is dated {actual}, {problem} {expected}.",
    zh="信用证({tag})日期为{actual},{problem}{expected}。",
    fix="Have the credit issued anew or its dates extended; a late credit may be refused.",
    fix_zh="请要求更正或顺延各期限;迟到的信用证卖方可拒绝接受。",
)
def a_credit_is_issued_in_time(dossier: Dossier) -> Outcomes:
    """A credit is issued before shipment ends and by the day that was agreed.

    One that comes late, or bears a date before that of its contract, is a warning: the seller may
    still take it.
    """
    credit, (payment, at) = given(dossier.credit), agreed_credit(dossier)
    issued, period = given(credit.issued), shipment_period(credit)
    contract = stating(dossier, "date")
    signed = contract.facts.date if contract else None
    due = payment.opened_by if payment else None
    if period and period.last and issued > period.last:
        said = Said("after the latest shipment of", "晚于最迟装运期")
        yield _dated("/credit/latest_shipment", issued, period.last, said, None)
    if due and issued > due:
        said = Said("but it was to be opened by", "晚于约定开到日期")
        yield _dated(at, issued, due, said, Severity.WARNING)
    if signed and contract and issued < signed:
        said = Said("before the contract of", "早于合同日期")
        yield _dated(contract.at("date"), issued, signed, said, Severity.WARNING)


def _dated(at: str, issued: date, other: date, problem: Said, weight: Severity | None) -> Fault:
    return fault(
        *("/credit/issued", at),
        expected=other,
        actual=issued,
        severity=weight,
        tag="31C",
        problem=problem,
    )


@rule(
    "LCR-044",
    severity=Severity.WARNING,
    guards=PRESENTED,
    needs=("credit",),
    refs=("field 31C", "UCP 600 art. 14(d)"),
    en="The credit ({tag}) quotes {what} as {actual}; it is {expected}.",
    zh="信用证{tag}所引{what}为{actual},应为{expected}。",
    fix="Have the date in the clause amended; papers that repeat it would contradict the credit.",
    fix_zh="请要求更正条款中的日期,以免照抄后单证矛盾。",
)
def dates_quoted_in_clauses_are_those_of_credit_and_contract(dossier: Dossier) -> Outcomes:
    """Where a clause quotes the date of the credit or of the contract, it is that date.

    Where the day of issue is not known, a credit is at least not older than its contract.
    """
    credit, contract = given(dossier.credit), stating(dossier, "date")
    signed = contract.facts.date if contract else None
    texts = [("45A", "/credit/goods", 0, credit.goods)]
    for clause in demands_of(credit).clauses:
        texts.append((*_tagged(clause.place), clause.text))
    for tag, place, number, text in texts:
        for kind, day in _quoted(text):
            ours = credit.issued if kind == "credit" else signed
            too_old = kind == "credit" and ours is None and signed is not None and day < signed
            if kind == "contract" and place == "/credit/goods" and credit.contract_date:
                continue
            if too_old or (ours is not None and day != ours):
                yield _misquoted(tag, place, number, kind, day, ours or given(signed), too_old)


def _tagged(place: str) -> tuple[str, str, int]:
    tag, number = clause_of(place)
    return tag, place, number


def _misquoted(
    tag: str, place: str, number: int, kind: str, day: date, right: date, too_old: bool
) -> Fault:
    what = {
        "credit": Said("the date of the credit", "信用证日期"),
        "contract": Said("the date of the contract", "合同日期"),
    }[kind]
    wanted = Said(f"{right} or later", f"不早于{right}") if too_old else right
    should = f"{dates.english(right)}{' OR LATER' if too_old else ''}"
    return fault(
        place,
        expected=wanted,
        actual=day,
        amend=Amend(tag, dates.english(day), should, number),
        tag=tag,
        what=what,
    )


def _quoted(text: str) -> Iterator[tuple[str, date]]:
    """Whether credit or contract is dated, and when, wherever a text says DATED."""
    flat = text.upper()
    for found in _DATED.finditer(flat):
        before = list(_QUOTED.finditer(flat[max(0, found.start() - _NEAR) : found.start()]))
        days = list(dates_in(found["text"]))
        if before and days and before[-1].lastgroup:
            yield before[-1].lastgroup, days[0]


@rule(
    "LCR-047",
    severity=Severity.WARNING,
    guards=PRESENTED,
    needs=("credit",),
    refs=("UCP 600 art. 14(c), 6(e)", "field 48", "contract: 议付有效期"),
    en="The credit ({tag}) leaves {actual} days to present the papers; it should be {expected}.",
    zh="信用证({tag})交单期仅{actual}天,应为{expected}天。",
    fix="Have the period for presentation extended; certificates and bills of lading take days.",
    fix_zh="请要求延长交单期,以便取得提单和证书。",
)
def a_credit_leaves_time_to_present(dossier: Dossier, *, least_days: int = 10) -> Outcomes:
    """Field 48, or a clause, leaves the agreed days after shipment, else at least `least_days`.

    Without field 48 there are 21 (UCP 600 art. 14(c)).
    """
    credit, (payment, at) = given(dossier.credit), agreed_credit(dossier)
    agreed = payment.expiry_days if payment else None
    wanted = least_days if agreed is None else agreed
    if not days_run_from_shipment(credit):
        said = f'48 runs from "{credit.presentation_text}"', f"48为“{credit.presentation_text}”"
        yield skip(*said, "/credit/presentation_text")
    elif credit.presentation_days is not None and credit.presentation_days < wanted:
        yield _short("48", "/credit/presentation_days", at, credit.presentation_days, wanted, 0)
    for each in demands_of(credit).conditions:
        if each.topic == "presentation" and each.value.isdecimal() and int(each.value) < wanted:
            tag, number = clause_of(each.place)
            yield _short(tag, each.place, at, int(each.value), wanted, number)


def _short(tag: str, place: str, at: str, days: int, wanted: int, number: int) -> Fault:
    reads, should = (f"{each} DAYS AFTER THE DATE OF SHIPMENT" for each in (days, wanted))
    amend = Amend(tag, reads, should, number)
    return fault(place, at or "/credit", expected=wanted, actual=days, amend=amend, tag=tag)
