"""The terms of payment: a clause for the contract, one short line for the invoice."""

from __future__ import annotations

from docgen.context import Context
from docgen.documents.clauses import Wording, fill
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
from docgen.text import numbers

_BALANCE = {
    "before_shipment": ("before shipment", "在装运前"),
    "against_bl_copy": ("against copy of bill of lading", "凭提单副本"),
    "after_bl_date": (
        "within {days} days after the bill of lading date",
        "在提单日后{days}天内",
    ),
    "on_arrival": ("upon arrival of the goods at the destination", "在货到目的地后"),
}
_AFTER = {
    "sight": ("after sight", "见票后"),
    "bl_date": ("after the bill of lading date", "提单日后"),
    "draft_date": ("after the date of the draft", "汇票日后"),
    "invoice_date": ("after the invoice date", "发票日后"),
}


def payment_clause(payment: Payment, context: Context) -> Wording:
    """How the buyer pays, as the contract says it."""
    match payment:
        case TransferWithDeposit():
            return _deposit_clause(payment, context)
        case TransferInAdvance():
            due = Wording(en="before shipment", zh="在装运前")
            return _filled("sales.payment.advance", context, payment_due=due)
        case CreditAtSight():
            return _filled("sales.payment.lc_sight", context)
        case UsanceCredit():
            return _filled("sales.payment.lc_usance", context, tenor=_tenor(payment))
        case DocumentsAgainstPayment(days=0):
            return _filled("sales.payment.dp", context)
        case DocumentsAgainstPayment():
            return _filled("sales.payment.dp_usance", context, tenor=_tenor(payment))
        case DocumentsAgainstAcceptance():
            return _filled("sales.payment.da", context, tenor=_tenor(payment))
        case OpenAccount():
            return _filled("sales.payment.oa", context, tenor=_tenor(payment))


def payment_line(payment: Payment) -> str:
    """`T/T 30% DEPOSIT, 70% AGAINST COPY OF BILL OF LADING`."""
    match payment:
        case TransferWithDeposit():
            balance = _BALANCE[payment.balance][0].format(days=payment.balance_days)
            deposit = numbers.percent(payment.deposit_percent)
            return f"T/T {deposit} deposit, {_balance_percent(payment)}% {balance}".upper()
        case TransferInAdvance():
            return "100% T/T BEFORE SHIPMENT"
        case CreditAtSight():
            return "IRREVOCABLE L/C AT SIGHT"
        case UsanceCredit():
            return f"IRREVOCABLE L/C AT {_tenor(payment).en}".upper()
        case DocumentsAgainstPayment(days=0):
            return "D/P AT SIGHT"
        case DocumentsAgainstPayment():
            return f"D/P AT {_tenor(payment).en}".upper()
        case DocumentsAgainstAcceptance():
            return f"D/A AT {_tenor(payment).en}".upper()
        case OpenAccount():
            return f"O/A {_tenor(payment).en}".upper()


def _deposit_clause(payment: TransferWithDeposit, context: Context) -> Wording:
    days = payment.deposit_days
    en, zh = (text.format(days=payment.balance_days) for text in _BALANCE[payment.balance])
    return _filled(
        "sales.payment.deposit",
        context,
        percent=_same(numbers.quantity(payment.deposit_percent)),
        balance_percent=_same(_balance_percent(payment)),
        deposit_due=Wording(
            en=f"within {days} days of signing this Contract", zh=f"在签约后{days}天内"
        ),
        balance_condition=Wording(en=en, zh=zh),
    )


def _balance_percent(payment: TransferWithDeposit) -> str:
    stated = payment.balance_percent
    return numbers.quantity(100 - payment.deposit_percent if stated is None else stated)


def _tenor(
    payment: UsanceCredit | DocumentsAgainstPayment | DocumentsAgainstAcceptance | OpenAccount,
) -> Wording:
    """`60 days after sight`, `见票后60天`."""
    after = "sight" if isinstance(payment, DocumentsAgainstPayment) else payment.after
    en, zh = _AFTER[after]
    return Wording(en=f"{payment.days} days {en}", zh=f"{zh}{payment.days}天")


def _filled(key: str, context: Context, **slots: Wording) -> Wording:
    return fill(
        key,
        context,
        {name: slot.en for name, slot in slots.items()},
        {name: slot.zh for name, slot in slots.items()},
    )


def _same(text: str) -> Wording:
    return Wording(en=text, zh=text)
