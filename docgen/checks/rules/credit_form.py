"""LCR: whether a credit is whole and irrevocable, and confirmed and transferable as agreed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from docgen.checks.agreement import PRESENTED, stating, unlike
from docgen.checks.needs import given
from docgen.checks.rule import Amend, Dossier, Fault, Outcomes, Said, fault, rule, skip
from docgen.checks.words import norm
from docgen.findings import Severity
from docgen.order.credit import Amendment, Credit
from docgen.order.terms import CreditAtSight, UsanceCredit

_SWIFT = "SWIFT user handbook, MT700 and MT701: status of the fields, network validated rules"
_MANDATORY = (
    *(("sequence", "27"), ("form", "40A"), ("number", "20"), ("issued", "31C"), ("rules", "40E")),
    *(("expiry", "31D"), ("expiry_place", "31D"), ("applicant", "50"), ("beneficiary", "59")),
    *(("currency", "32B"), ("amount", "32B"), ("available_with", "41a"), ("confirmation", "49")),
)
_RULES_NAMED_SINCE = date(2006, 11, 18)
"""Day from which a message has field 40E."""
_SEQUENCE = re.compile(r"1 ?/ ?([1-8])")
_CONFIRMED = re.compile(r"(?<!UN)(?<!NON )\bCONFIRMED\b|保兑(?!的?不)")
_TRANSFERABLE = re.compile(r"(?<!NON[ -])(?<!NOT )\bTRANSFERABLE\b|(?<!不)可转让")
_NO_CONFIRMATION = "WITHOUT"


@rule(
    "LCR-001",
    severity=Severity.ERROR,
    guards=PRESENTED,
    needs=("credit",),
    refs=(_SWIFT, "UCP 600 art. 6"),
    en="The credit as received is not whole: {problem}.",
    zh="信用证报文不完整或自相矛盾:{problem}。",
    fix="Ask the advising bank for the whole text, or enter what is missing.",
    fix_zh="请向通知行索取完整报文,或补录缺少的内容。",
)
def a_credit_has_every_field_that_its_message_must_have(dossier: Dossier) -> Outcomes:
    """A message has its mandatory fields and all its parts, and no two that exclude each other.

    Last day and period of shipment (44C, 44D) exclude each other, and so do draft, mixed and
    deferred payment (42C, 42M, 42P); a draft has a drawee. A summary may lack any field.
    """
    credit = given(dossier.credit)
    if credit.message:
        yield from _missing(credit)
        yield from _incomplete(credit)
        if credit.latest_shipment and credit.shipment_period:
            yield _broken("shipment_period", "it has both 44C and 44D", "同时有44C和44D")
        if credit.drafts_at and not credit.drawee:
            yield _broken("drawee", "42C asks for drafts, 42a names no drawee", "有42C而无42a")
    else:
        yield skip("it is a summary, not a message", "所给为摘要,不是报文", "/credit/message")
    ways = {"42C": credit.drafts_at, "42M": credit.mixed_payment, "42P": credit.deferred_payment}
    stated = [tag for tag, text in ways.items() if text]
    if len(stated) > 1:
        both = " and ".join(stated)
        yield _broken("drafts_at", f"{both} exclude each other", f"{'与'.join(stated)}互相排斥")


def _missing(credit: Credit) -> Iterator[Fault]:
    for name, tag in _MANDATORY:
        old = name == "rules" and credit.issued and credit.issued < _RULES_NAMED_SINCE
        if not getattr(credit, name) and not old:
            words = name.replace("_", " ")
            yield _broken(name, f"field {tag} ({words}) is missing", f"缺{tag}")


def _incomplete(credit: Credit) -> Iterator[Fault]:
    """Parts of a message in several that were not read."""
    found = _SEQUENCE.fullmatch(credit.sequence.strip())
    if credit.sequence and found is None:
        said = Said(f"27 reads {credit.sequence}", f"27为{credit.sequence}")
        yield _broken("sequence", f"{said.en}, not the first of its parts", f"{said.zh},非第一部分")
        return
    parts = int(found[1]) if found else 1
    read = {each.replace(" ", "") for each in credit.continuations}
    lacking = [f"{at}/{parts}" for at in range(2, parts + 1) if f"{at}/{parts}" not in read]
    if lacking:
        listed = ", ".join(lacking)
        yield _broken("continuations", f"the parts {listed} are missing", f"缺第{listed}部分")


def _broken(name: str, en: str, zh: str) -> Fault:
    return fault(f"/credit/{name}", problem=Said(en, zh))


@rule(
    "LCR-002",
    severity=Severity.ERROR,
    guards=PRESENTED,
    needs=("credit",),
    refs=("UCP 600 art. 1, 2, 3", "UCP 500 art. 6, 8 (credits before 2007-07-01)"),
    en="The credit ({tag}) is {actual}; it should be {expected}.",
    zh="信用证({tag})为{actual},应为{expected}。",
    fix="Have the credit amended; do not ship under a credit that can be cancelled at any time.",
    fix_zh="请要求改证;可随时撤销的信用证下不要发货。",
)
def a_credit_is_irrevocable_and_under_the_ucp(dossier: Dossier) -> Outcomes:
    """A credit cannot be cancelled without the beneficiary, and says that the UCP rule it.

    Under UCP 500 a credit might be revocable, and one that is silent is irrevocable; under UCP 600
    every credit is irrevocable. A standby and other rules than the UCP are told, because docgen
    computes tolerances and periods by the UCP.
    """
    credit = given(dossier.credit)
    form, ruled = norm(credit.form), norm(credit.rules)
    if not form:
        yield skip("its form (40A) is not given", "未给出40A", "/credit/form")
    elif "REVOCABLE" in form.split():
        wanted = form.replace("REVOCABLE", "IRREVOCABLE")
        yield _should_be("40A", "form", credit.form, wanted)
    elif "STANDBY" in form:
        yield _should_be("40A", "form", credit.form, "IRREVOCABLE", Severity.WARNING)
    if ruled and "UCP" not in ruled:
        yield _should_be("40E", "rules", credit.rules, "UCP LATEST VERSION", Severity.INFO)


def _should_be(
    tag: str, name: str, actual: str, wanted: str, severity: Severity | None = None
) -> Fault:
    amend = Amend(tag, actual, wanted)
    place = f"/credit/{name}"
    return fault(place, expected=wanted, actual=actual, severity=severity, amend=amend, tag=tag)


@rule(
    "LCR-027",
    severity=Severity.ERROR,
    guards=PRESENTED,
    needs=("credit",),
    refs=("UCP 600 art. 10", "SWIFT user handbook, MT707: field 26E"),
    en="Amendment {number} of the credit: {problem}.",
    zh="信用证第{number}次修改:{problem}。",
    fix="Enter the amendments in order, and tell the advising bank which of them you accept.",
    fix_zh="请按顺序录入各次修改,并向通知行表明是否接受。",
)
def amendments_are_complete_and_accepted(dossier: Dossier) -> Outcomes:
    """Amendments are read in sequence, each once, and the beneficiary accepted every one.

    Until he does, the credit holds as it was (art. 10(c)), and part of an amendment cannot be
    accepted (art. 10(e)). Changes given in words alone have to be entered by hand.
    """
    for index, each in enumerate(given(dossier.credit).amendments):
        for place, problem, weight in _of_amendment(index, each):
            yield fault(
                f"/credit/amendments/{index}/{place}",
                severity=weight,
                problem=problem,
                number=each.number or index + 1,
            )


def _of_amendment(index: int, it: Amendment) -> Iterator[tuple[str, Said, Severity | None]]:
    if it.number is not None and it.number != index + 1:
        want = index + 1
        yield "number", Said(f"number {want} comes first", f"缺第{want}次修改"), None
    if it.accepted == "no":
        said = Said("it was refused, but its changes are entered", "已拒绝,但内容已录入")
        yield "accepted", said, None
    elif it.accepted == "unknown":
        said = Said("whether it is accepted is not said", "未说明是否接受")
        yield "accepted", said, Severity.WARNING
    if it.narrative:
        said = Said(f'enter its changes by hand: "{it.narrative}"', f"请录入“{it.narrative}”")
        yield "narrative", said, Severity.WARNING


@rule(
    "LCR-042",
    severity=Severity.ERROR,
    guards=PRESENTED,
    needs=("credit",),
    refs=("UCP 600 art. 8 (confirmation), art. 38 (transfer)", "contract: 保兑, 可转让"),
    en="The credit ({tag}) gives {what} as {actual}; the contract has {expected}.",
    zh="信用证({tag}){what}为{actual},合同为{expected}。",
    fix="Have the credit amended, or give the protection up in writing.",
    fix_zh="请要求改证,或书面放弃该项约定。",
)
def a_credit_is_confirmed_and_transferable_as_agreed(dossier: Dossier) -> Outcomes:
    """Confirmation and transfer that the contract provides for stand in the credit.

    A credit that is silent is neither confirmed nor transferable. MAY ADD leaves the confirmation
    to the beneficiary's request, at his cost: a warning, and so is a credit that may be transferred
    although the contract rules it out.
    """
    credit, paper = given(dossier.credit), stating(dossier, "terms/payment")
    written = stating(dossier, "payment")
    if paper is None and written is None:
        yield skip("no contract states the payment", "合同未写付款方式", "/issued")
        return
    agreed = paper.facts.terms.payment if paper else None
    terms = agreed if isinstance(agreed, CreditAtSight | UsanceCredit) else None
    text = written.facts.payment.upper() if written else ""
    at = (paper.at("terms/payment") if paper else "") or (written.at("payment") if written else "")
    confirmed = terms.confirmed if terms else None
    if confirmed or (confirmed is None and _CONFIRMED.search(text)):
        yield from _unconfirmed(credit, at)
    transferable = terms.transferable if terms else None
    if transferable is None and re.search(
        r"(?<!NON )(?<!NOT )\bTRANSFERABLE\b|(?<!不)可转让", text
    ):
        transferable = True
    if transferable is not None:
        yield from _transfer(credit, transferable, at)


def _unconfirmed(credit: Credit, at: str) -> Iterator[Fault]:
    said = norm(f"{credit.confirmation} {credit.advice}")
    if "MAY ADD" in said:
        weight: Severity | None = Severity.WARNING
    elif "CONFIRM" in said and _NO_CONFIRMATION not in said and "UNCONFIRMED" not in said:
        return
    else:
        weight = None
    actual = credit.confirmation or credit.advice or Said("not confirmed", "未保兑")
    what = Said("the confirmation", "保兑")
    yield unlike("49", "/credit/confirmation", at, what, actual, "CONFIRM", severity=weight)


def _transfer(credit: Credit, agreed: bool, at: str) -> Iterator[Fault]:
    form = norm(credit.form)
    stated = bool(_TRANSFERABLE.search(form))
    if stated == agreed:
        return
    wanted = f"{form or 'IRREVOCABLE'} TRANSFERABLE" if agreed else "IRREVOCABLE"
    weight = None if agreed else Severity.WARNING
    actual = credit.form or Said("nothing", "未写")
    what = Said("its form", "信用证形式")
    yield unlike("40A", "/credit/form", at, what, actual, wanted, severity=weight)
