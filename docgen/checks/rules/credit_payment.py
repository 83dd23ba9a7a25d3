"""LCR: when and by whom a credit pays, on whom drafts are drawn, who bears the charges (付款)."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from docgen.checks.agreement import PRESENTED, clause_of, stating, unlike
from docgen.checks.delivery import without_commission
from docgen.checks.firms import firm_in
from docgen.checks.needs import given
from docgen.checks.payments import Stated, conflicts, stated
from docgen.checks.rule import Amend, Dossier, Outcomes, Said, fault, rule, skip
from docgen.checks.words import names, norm
from docgen.credit.demands import demands_of
from docgen.findings import Severity
from docgen.order.credit import Credit
from docgen.order.terms import CreditAtSight, UsanceCredit

_TENOR = Said("the time of payment", "付款期限")
_AFTER = {"sight": "SIGHT", "bl_date": "B/L DATE", "draft_date": "DATE OF DRAFT"}
_DATE_OF_DRAFT = re.compile(r"(DAYS?) (?:AFTER |FROM )?(?:THE )?DATE(?! OF)\b")
_SIGHT_ALONE = re.compile(r"^(?:DRAFTS? )?(?:AT )?SIGHT\b")
_BUYER = re.compile(r"\b(?:APPLICANT|BUYER|OPENER|ACCOUNTEE|IMPORTER)\b")
_PERCENT = r"(\d{1,3}) ?(?:%|PCT|PERCENT|PER CENT)"
_DRAWN = re.compile(
    rf"\bFOR {_PERCENT} (?:OF )?(?:THE )?(?:FULL )?(?:CIF )?(?:INVOICE|VALUE|AMOUNT)"
)
_DEDUCTED = re.compile(
    rf"{_PERCENT} (?:\w+ )?COMMISSION\b.*\bDEDUCT"
    rf"|\b(?:DEDUCT\w*|LESS)\b.*?{_PERCENT} (?:\w+ )?COMMISSION"
)
_WHOLE = Said("the whole price", "全额")
_HUNDRED = Decimal(100)
_CHARGES = re.compile(r"\bCHARGES?\b|\bCOMMISSIONS?\b|\bEXPENSES\b|\bFEES\b")
_ELSEWHERE = re.compile(r"\bOUTSIDE\b|\bOTHER THAN\b|\bEXCEPT|\bBEYOND\b|\bIN CHINA\b|\bADVISING\b")


def read_tenor(text: str) -> Stated:
    """When a draft or a deferred payment is due, in the words of fields 42C and 42P."""
    flat = " ".join(text.upper().split())
    flat = _SIGHT_ALONE.sub("AT SIGHT", _DATE_OF_DRAFT.sub(r"\1 AFTER DRAFT", flat))
    return replace(stated(flat), methods=frozenset(), percents=frozenset())


def agreed_credit(dossier: Dossier) -> tuple[CreditAtSight | UsanceCredit | None, str]:
    """The letter of credit that the contract provides for, and where it says so."""
    paper = stating(dossier, "terms/payment")
    if paper:
        payment = paper.facts.terms.payment
        known = payment if isinstance(payment, CreditAtSight | UsanceCredit) else None
        return known, paper.at("terms/payment")
    written = stating(dossier, "payment")
    if written is None:
        return None, ""
    said, at = stated(written.facts.payment), written.at("payment")
    if said.methods - {"L/C"}:
        return None, at
    if said.tenors:
        days, base = said.tenors[0]
        after = base if base in _AFTER else "sight"
        return UsanceCredit.model_validate({"type": "lc_usance", "days": days, "after": after}), at
    return (CreditAtSight(type="lc_sight"), at) if said.sight else (None, at)


@rule(
    "LCR-024",
    severity=Severity.ERROR,
    guards=PRESENTED,
    needs=("credit",),
    refs=("UCP 600 art. 6(b), 7, 10(a)", "ISBP 745 B2", "contract: terms of payment"),
    en='The credit ({tag}) has {what} "{actual}"; the contract has "{expected}".',
    zh="信用证({tag}){what}为“{actual}”,合同为“{expected}”。",
    fix="Have the tenor amended to that of the contract.",
    fix_zh="请要求按合同更改付款期限。",
)
def a_credit_pays_when_the_contract_says(dossier: Dossier) -> Outcomes:
    """Sight or so many days after sight, shipment or date of the draft, as was agreed."""
    credit, (payment, at) = given(dossier.credit), agreed_credit(dossier)
    tag, field, text = _when(credit)
    said = read_tenor(text)
    if payment is None or not (said.tenors or said.sight):
        said_en = "the time of payment of contract or credit cannot be read"
        yield skip(said_en, "无法读出合同或信用证的付款期限", f"/credit/{field}", "/issued")
        return
    if any(conflicts(payment, said)):
        wanted = "AT SIGHT"
        if isinstance(payment, UsanceCredit):
            wanted = f"AT {payment.days} DAYS AFTER {_AFTER[payment.after]}"
        yield unlike(tag, f"/credit/{field}", at, _TENOR, text, wanted)


def _when(credit: Credit) -> tuple[str, str, str]:
    """Tag, field and words that say when the credit pays."""
    if credit.drafts_at:
        return "42C", "drafts_at", credit.drafts_at
    if credit.deferred_payment:
        return "42P", "deferred_payment", credit.deferred_payment
    how = norm(f"{credit.available_by} {credit.available_with}")
    sight = "BY PAYMENT" in how or "SIGHT PAYMENT" in how
    return "41a", "available_by", "AT SIGHT" if sight else ""


@rule(
    "LCR-045",
    severity=Severity.ERROR,
    guards=PRESENTED,
    needs=("credit",),
    refs=("UCP 600 art. 6(c)", "ISBP 745 B18"),
    en='The credit ({tag}) has drafts drawn on "{actual}", the applicant, not on "{expected}".',
    zh="信用证({tag})汇票付款人为开证申请人“{actual}”,应为“{expected}”。",
    fix="Have the drawee amended to the issuing or the nominated bank.",
    fix_zh="请要求将汇票付款人改为开证行或指定银行。",
)
def drafts_are_not_drawn_on_the_applicant(dossier: Dossier) -> Outcomes:
    """A credit is not available by drafts on the applicant: it is the bank that owes payment."""
    credit = given(dossier.credit)
    bank = firm_in(credit.issuing_bank).name or "ISSUING BANK"
    if credit.drafts_at and not credit.drawee:
        yield skip("42C asks for drafts, but no drawee is given", "有42C而无42a", "/credit/drawee")
    found = [("42a", "/credit/drawee", credit.drawee, 0)]
    for demand in demands_of(credit).of("bill-of-exchange"):
        tag, number = clause_of(demand.place)
        found.append((tag, demand.place, demand.drawn_on, number))
    for tag, place, text, number in found:
        applicant = firm_in(credit.applicant).name
        if text and (_BUYER.search(norm(text)) or names(text, applicant)):
            amend = Amend(tag, text, bank, number)
            yield fault(
                place, "/credit/applicant", expected=bank, actual=text, amend=amend, tag=tag
            )


@rule(
    "LCR-025",
    severity=Severity.INFO,
    needs=("credit",),
    refs=("UCP 600 art. 37(c), (d)", "fields 71D, 47A"),
    en='The credit ({tag}) puts more than the usual charges on the beneficiary: "{actual}".',
    zh="信用证({tag})使受益人承担超出惯例的费用:“{actual}”。",
    fix="Reckon them into the price, or have the applicant bear those of his own country.",
    fix_zh="请计入成本,或要求开证行所在国费用由申请人承担。",
)
def the_beneficiary_bears_only_the_charges_of_his_side(dossier: Dossier) -> Outcomes:
    """Charges outside the applicant's country are the beneficiary's; those inside are not."""
    credit = given(dossier.credit)
    texts = [("71D", "/credit/charges", credit.charges)]
    texts += [("47A", f"/credit/conditions/{at}", x) for at, x in enumerate(credit.conditions)]
    for tag, place, text in texts:
        flat = norm(text)
        if _CHARGES.search(flat) and _bears_all(flat):
            yield fault(place, actual=text, tag=tag)


def _bears_all(flat: str) -> bool:
    """Whether a sentence puts all charges, or those of the issuing bank, on the beneficiary."""
    if not re.search(r"\bBENEFICIAR", flat) or "DISCREPAN" in flat:
        return False
    inside = re.search(r"\b(?:ISSUING|OPENING|INSIDE)\b", flat)
    return bool(inside or (re.search(r"\bALL\b", flat) and not _ELSEWHERE.search(flat)))


@rule(
    "LCR-052",
    severity=Severity.WARNING,
    guards=PRESENTED,
    needs=("credit",),
    refs=("UCP 600 art. 2 (honour), 18(b)", "contract: price without deduction, commission"),
    en='The credit ({tag}) pays less than the invoice: "{actual}"; the contract has {expected}.',
    zh="信用证({tag})不付全额:“{actual}”,合同为{expected}。",
    fix="Have drafts amended to the full invoice value, or agree on how the rest is paid.",
    fix_zh="请要求汇票按发票全额开立,或约定余款的支付方式。",
)
def a_credit_pays_the_whole_invoice(dossier: Dossier) -> Outcomes:
    """Drafts are for all of the invoice, and nothing is deducted but the agreed commission."""
    credit, paper = given(dossier.credit), stating(dossier, "delivery")
    agreed = without_commission(paper.facts.delivery)[1] if paper else ""
    wanted = Said(f"{agreed}% commission", f"{agreed}%佣金") if agreed else _WHOLE
    texts = [("42C", "/credit/drafts_at", credit.drafts_at, 0)]
    for clause in demands_of(credit).clauses:
        tag, number = clause_of(clause.place)
        texts.append((tag, clause.place, clause.text, number))
    for tag, place, text, number in texts:
        flat = norm(text)
        drawn = _DRAWN.search(flat) if tag == "42C" or "DRAFT" in flat else None
        short = drawn and Decimal(drawn[1]) < _HUNDRED
        deducted = _DEDUCTED.search(flat)
        if short or (deducted and (deducted[1] or deducted[2]) != agreed):
            at = paper.at("delivery") if paper else "/credit/amount"
            should = "FOR 100% OF INVOICE VALUE" if short else ""
            amend = Amend(tag, text, should, number)
            yield fault(place, at, expected=wanted, actual=text, amend=amend, tag=tag)


@rule(
    "LCR-053",
    severity=Severity.WARNING,
    guards=PRESENTED,
    needs=("credit.available_with", "presentation.bank"),
    refs=("UCP 600 art. 6(a), 12", "field 41a"),
    en='The papers are to be presented to "{actual}", but the credit ({tag}) is available with'
    ' "{expected}".',
    zh="拟向“{actual}”交单,而信用证({tag})指定“{expected}”。",
    fix="Present to the nominated bank, or have the credit made available with your own.",
    fix_zh="请向指定银行交单,或要求改为在我方银行议付。",
)
def papers_go_to_the_bank_with_which_the_credit_is_available(dossier: Dossier) -> Outcomes:
    """The bank that takes the papers is that of field 41a, or the issuing bank.

    A credit is always available with its issuer as well (art. 6(a)), and one that any bank may
    negotiate with all.
    """
    credit, presentation = given(dossier.credit), given(dossier.presentation)
    nominated, bank = firm_in(credit.available_with).name, presentation.bank
    flat = norm(credit.available_with)
    if "ANY BANK" in flat or "ISSUING BANK" in flat or "OURSELVES" in flat:
        return
    known = (nominated, firm_in(credit.issuing_bank).name)
    if not any(one and (names(bank, one) or names(one, bank)) for one in known):
        place, at = "/presentation/bank", "/credit/available_with"
        amend = Amend("41a", credit.available_with, bank)
        yield fault(place, at, expected=nominated, actual=bank, amend=amend, tag="41a")
