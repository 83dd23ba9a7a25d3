"""The steps after shipment: papers to the bank, the credit's end, and the buyer's payment."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from docgen.checks.deadlines import (
    EXAMINATION_DAYS,
    PRESENTATION_DAYS,
    Deadline,
    bank_country,
    examination,
    last_presentation,
)
from docgen.findings import Said
from docgen.order.credit import Credit
from docgen.order.terms import (
    CreditAtSight,
    DocumentsAgainstAcceptance,
    DocumentsAgainstPayment,
    OpenAccount,
    Payment,
    TransferInAdvance,
    TransferWithDeposit,
    UsanceCredit,
)
from docgen.planning.facts import UNPLANNED, Facts
from docgen.planning.task import Task, in_days
from docgen.workdays import shifted

Due = tuple[date | None, Said, tuple[str, ...]]
"""The day a payment is due, why, and what would tell where that is not known."""


def presentation(facts: Facts) -> Iterator[Task]:
    """The papers reach the bank in time for the credit, and before it expires."""
    if not facts.under_credit:
        return
    credit = facts.order.credit
    stated = credit.presentation_days if credit else None
    days = PRESENTATION_DAYS if stated is None else stated
    last = _last_presentation(facts)
    missing = (
        *(() if credit else ("/credit",)),
        *(("/credit/expiry",) if credit and not _expires(credit) else ()),
        *(UNPLANNED if facts.ships is None else ()),
    )
    yield Task(
        key="presentation",
        name=Said("Present the papers to the bank", "向银行交单"),
        why=Said(
            f"Within {in_days(days)} after shipment (field 48; UCP 600 art. 14(c)) and not after"
            " the credit expires.",
            f"装运后{days}天内（信用证48；UCP 600第14条c款），且不得晚于信用证有效期。",
        ),
        where="/receipts",
        due=last.unmoved if last else None,
        missing=missing,
        happened=_paid(facts),
        floor=facts.ships,
        recorded=False,
    )
    if credit:
        yield Task(
            key="credit_expiry",
            name=Said("The credit expires", "信用证到期"),
            why=Said("Field 31D.", "信用证31D。")
            if credit.expiry
            else Said("A credit must state its expiry (UCP 600 art. 6(d)).", "信用证须有到期日。"),
            where="/credit/expiry",
            due=credit.expiry,
            missing=("/credit/expiry",),
            happened=_paid(facts),
            own=False,
            recorded=False,
        )


def _expires(credit: Credit) -> bool:
    return credit.expiry is not None or credit.expiry_days_after_shipment is not None


def _last_presentation(facts: Facts) -> Deadline | None:
    credit = facts.order.credit
    if credit is None or facts.ships is None or not _expires(credit):
        return None
    return last_presentation(credit, facts.ships, bank_country(credit, facts.tables))


def _paid(facts: Facts) -> bool:
    return facts.paid is not None and facts.paid <= facts.as_of


def payment(facts: Facts) -> Iterator[Task]:
    """What the buyer still owes, by the terms of payment."""
    owed = facts.totals.amount if facts.totals.balance is None else facts.totals.balance
    if not owed:
        return
    due, why, missing = _payment_due(facts)
    money = f"{facts.order.currency} {owed:,f}"
    part = facts.totals.deposit is not None
    yield Task(
        key="payment",
        name=Said(f"Balance of {money} received", f"收到尾款{money}")
        if part
        else Said(f"Payment of {money} received", f"收到货款{money}"),
        why=why,
        where="/receipts",
        due=due,
        missing=missing,
        fact=facts.paid,
        own=False,
        estimated=_estimated(facts.order.terms.payment),
    )


def _estimated(terms: Payment) -> bool:
    """Whether the terms leave the day open: copy of the bill of lading, sight of the papers."""
    copy = isinstance(terms, TransferWithDeposit) and terms.balance == "against_bl_copy"
    return copy or isinstance(terms, CreditAtSight | UsanceCredit)


def _payment_due(facts: Facts) -> Due:
    match facts.order.terms.payment:
        case TransferWithDeposit() as terms:
            return _balance_due(facts, terms)
        case TransferInAdvance():
            return _shipped(facts, 0, "100% T/T before shipment.", "100%前T/T，装运前付清。")
        case CreditAtSight():
            return _honoured(facts, 0)
        case UsanceCredit(after="sight", days=days):
            return _honoured(facts, days)
        case (
            UsanceCredit(after="bl_date", days=days)
            | DocumentsAgainstAcceptance(after="bl_date", days=days)
            | OpenAccount(after="bl_date", days=days)
        ):
            return _after_bill(facts, days)
        case OpenAccount(days=days):
            return _invoiced(facts, days)
        case UsanceCredit() | DocumentsAgainstAcceptance(after="draft_date"):
            return _untold("the date of the draft", "汇票日期")
        case DocumentsAgainstPayment() | DocumentsAgainstAcceptance():
            return _untold("the day on which the bank presents the draft", "银行提示汇票之日")


def _balance_due(facts: Facts, terms: TransferWithDeposit) -> Due:
    match terms.balance:
        case "before_shipment":
            return _shipped(facts, 0, "Balance before shipment.", "尾款装运前付清。")
        case "after_bl_date":
            return _after_bill(facts, terms.balance_days)
        case "against_bl_copy":
            days = facts.leads.copy
            return _shipped(
                facts,
                days,
                f"Against the copy of the bill of lading: the contract fixes no day, buyers take"
                f" about {days} days after shipment (practice). Keep the originals until then.",
                f"凭提单副本付尾款：合同未定具体日期，通常在装运后{days}天内（惯例），款到后再放正本。",
            )
        case "on_arrival":
            return _untold("the arrival of the goods", "货物到港日")


def _shipped(facts: Facts, days: int, en: str, zh: str) -> Due:
    return facts.before_shipment(-days), Said(en, zh), UNPLANNED


def _after_bill(facts: Facts, days: int) -> Due:
    return _shipped(
        facts,
        days,
        f"{in_days(days)} after the date of the transport document (terms of payment).",
        f"提单日后{days}天（付款方式）。",
    )


def _invoiced(facts: Facts, days: int) -> Due:
    invoice = facts.order.invoice
    why = Said(
        f"{in_days(days)} after the invoice (terms of payment).", f"发票日后{days}天（付款方式）。"
    )
    return shifted(invoice.date, days) if invoice else None, why, ("/invoice/date",)


def _honoured(facts: Facts, days: int) -> Due:
    """Payment under a credit: the buyer's bank examines the papers, then the tenor runs."""
    last = _last_presentation(facts)
    later = (f", then {in_days(days)}", f"，再加{days}天") if days else ("", "")
    why = Said(
        f"At the latest {EXAMINATION_DAYS} banking days after the last day of presentation"
        f" (UCP 600 art. 14(b)){later[0]}; sooner where the papers go in sooner.",
        f"最迟为交单期限后{EXAMINATION_DAYS}个银行工作日（UCP 600第14条b款）{later[1]}；"
        "早交单则早收款。",
    )
    missing = ("/credit/expiry", *UNPLANNED)
    if last is None:
        return None, why, missing
    honoured = examination(last.day, facts.order.buyer.country).last_day
    return shifted(honoured, days), why, missing


def _untold(en: str, zh: str) -> Due:
    return (
        None,
        Said(f"It runs from {en}, which the order does not state.", f"自{zh}起算，订单未载明。"),
        ("/receipts",),
    )
