"""Terms of payment as people write them on papers, read back into facts and compared with ours.

A text may say less than we agreed (`30% DEPOSIT BY T/T`); only what contradicts is a conflict.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from unicodedata import normalize

from docgen.checks.rule import Said
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

_HUNDRED = Decimal(100)
_METHODS = {
    "T/T": r"(?<![A-Z0-9])T ?/ ?T(?![A-Z0-9])|(?<![A-Z0-9])TT(?![A-Z0-9])|TELEGRAPHIC TRANSFER"
    r"|WIRE TRANSFER|BANK TRANSFER|BY WIRE|REMITTANCE|电汇",
    "L/C": r"(?<![A-Z0-9])L ?/? ?C(?![A-Z0-9])|LETTERS? OF CREDIT|DOCUMENTARY CREDIT|信用证",
    "D/P": r"(?<![A-Z0-9])D ?/? ?P(?![A-Z0-9])|AGAINST PAYMENT|(?<![A-Z0-9])CAD(?![A-Z0-9])"
    r"|CASH AGAINST DOCUMENTS|付款交单",
    "D/A": r"(?<![A-Z0-9])D ?/? ?A(?![A-Z0-9])|AGAINST ACCEPTANCE|承兑交单",
    "O/A": r"(?<![A-Z0-9])O ?/? ?A(?![A-Z0-9])|OPEN ACCOUNT|赊销",
}
_PATTERNS = {name: re.compile(pattern) for name, pattern in _METHODS.items()}
_BILL = r"(?:B ?/? ?L|BILLS? OF LADING|BILL)"
_CONDITIONS = {
    "before_shipment": r"(?:BEFORE|PRIOR TO) (?:THE )?(?:SHIPMENT|SHIPPING|LOADING|DISPATCH)"
    r"|装运前|发货前|出货前|装船前",
    "against_bl_copy": rf"AGAINST (?:THE )?{_BILL}|(?:COPY|COPIES|SCAN)[^,;%]{{0,25}}{_BILL}"
    rf"|{_BILL} COP(?:Y|IES)|提单(?:副本|复印件|扫描件)",
    "after_bl_date": rf"DAYS (?:AFTER|FROM) (?:THE )?(?:DATE OF (?:THE )?)?"
    rf"(?:{_BILL}|SHIPMENT|ON BOARD)|提单日期?后",
    "on_arrival": r"(?:UPON|ON|AFTER|AT) (?:THE )?ARRIVAL|货到|到港后",
}
_WHEN = {name: re.compile(pattern) for name, pattern in _CONDITIONS.items()}
_PERCENT = re.compile(r"([0-9]{1,3}(?:\.[0-9]+)?) ?(?:%|PCT|PER ?CENT)")
_DEPOSIT = re.compile(r"DEPOSIT|DOWN ?PAYMENT|ADVANCE|PREPA(?:ID|YMENT)|定金|订金|预付")
_TENOR = re.compile(
    r"(WITHIN )?([0-9]{1,3}) ?DAYS?['’]?(?: (?:AFTER|FROM|OF))?(?: THE)?(?: DATE OF)?(?: THE)?"
    r" ?(SIGHT|PRESENTATION|B ?/? ?L|BILLS? OF LADING|DRAFT|INVOICE|SHIPMENT|ON BOARD|ACCEPTANCE)?"
)
_TENOR_ZH = re.compile(r"(见票|提单日|汇票日|出票日|发票日)期?后?第?([0-9]{1,3})[天日]")
_AFTER = {"S": "sight", "P": "sight", "B": "bl_date", "D": "draft_date", "I": "invoice_date"}
_AFTER_ZH = {"见票": "sight", "提单日": "bl_date", "汇票日": "draft_date", "出票日": "draft_date"}
_AT_SIGHT = re.compile(r"(?<!DAYS )AT SIGHT|即期")
_NAMES = {
    "before_shipment": Said("before shipment", "装运前"),
    "against_bl_copy": Said("against copy of B/L", "凭提单副本"),
    "after_bl_date": Said("after B/L date", "提单日后"),
    "on_arrival": Said("on arrival", "货到后"),
}


@dataclass(frozen=True)
class Stated:
    """Terms of payment as a text states them.

    Attributes:
        methods: `T/T`, `L/C`, `D/P`, `D/A`, `O/A`.
        deposit: per cent beside the word deposit; None where none is stated.
        conditions: when the balance is due.
        tenors: days and what they count from, empty where it is not said.
        sight: payable at sight.
    """

    methods: frozenset[str]
    percents: frozenset[Decimal]
    deposit: Decimal | None
    conditions: frozenset[str]
    tenors: tuple[tuple[int, str], ...]
    sight: bool

    @property
    def understood(self) -> bool:
        """Whether anything was recognised."""
        return bool(self.methods or self.percents or self.tenors or self.sight)


def stated(text: str) -> Stated:
    """What a text says of the payment."""
    flat = " ".join(normalize("NFKC", text).upper().split())
    return Stated(
        methods=frozenset(name for name, found in _PATTERNS.items() if found.search(flat)),
        percents=frozenset(Decimal(each) for each in _PERCENT.findall(flat)),
        deposit=_deposit(flat),
        conditions=frozenset(name for name, found in _WHEN.items() if found.search(flat)),
        tenors=(*_tenors(flat), *_tenors_zh(flat)),
        sight=bool(_AT_SIGHT.search(flat)),
    )


def _deposit(flat: str) -> Decimal | None:
    """The per cent in the part of the sentence that speaks of a deposit."""
    for part in re.split(r"[,;。,;、]|(?<![0-9])\.|\bAND\b", flat):
        found = _PERCENT.findall(part)
        if _DEPOSIT.search(part) and len(found) == 1:
            return Decimal(found[0])
    return None


def _tenors(flat: str) -> Iterator[tuple[int, str]]:
    for within, days, base in _TENOR.findall(flat):
        counted = "bl_date" if base in ("SHIPMENT", "ON BOARD") else _AFTER.get(base[:1], "")
        if not within or counted == "bl_date":
            yield int(days), counted


def _tenors_zh(flat: str) -> Iterator[tuple[int, str]]:
    for base, days in _TENOR_ZH.findall(flat):
        yield int(days), _AFTER_ZH.get(base, "invoice_date")


def conflicts(payment: Payment, text: Stated) -> Iterator[tuple[Said, Said]]:
    """What was agreed, and what the text has instead."""
    allowed, wanted = _methods(payment)
    if text.methods and (not text.methods <= allowed or not text.methods & wanted):
        yield _same("/".join(sorted(wanted))), _same(" + ".join(sorted(text.methods)))
        return
    match payment:
        case TransferWithDeposit():
            yield from _deposit_conflicts(payment, text)
        case TransferInAdvance():
            if wrong := text.percents - {_HUNDRED}:
                yield _same("100%"), _percents(wrong)
            elif late := text.conditions - {"before_shipment"}:
                yield _NAMES["before_shipment"], _NAMES[min(late)]
        case CreditAtSight() | DocumentsAgainstPayment(days=0):
            due = [days for days, base in text.tenors if base in ("sight", "draft_date", "bl_date")]
            if due and not text.sight:
                yield Said("at sight", "即期"), _days(due[0])
        case UsanceCredit() | DocumentsAgainstPayment() | DocumentsAgainstAcceptance():
            after = "sight" if isinstance(payment, DocumentsAgainstPayment) else payment.after
            yield from _tenor_conflicts(payment.days, after, text)
        case OpenAccount():
            yield from _tenor_conflicts(payment.days, payment.after, text)


def _methods(payment: Payment) -> tuple[frozenset[str], frozenset[str]]:
    """The methods that may be named, and those of which one must be where any is named."""
    match payment:
        case TransferWithDeposit(balance="after_bl_date"):
            return frozenset({"T/T", "O/A"}), frozenset({"T/T"})
        case TransferWithDeposit() | TransferInAdvance():
            return frozenset({"T/T"}), frozenset({"T/T"})
        case CreditAtSight() | UsanceCredit():
            return frozenset({"L/C"}), frozenset({"L/C"})
        case DocumentsAgainstPayment():
            return frozenset({"D/P"}), frozenset({"D/P"})
        case DocumentsAgainstAcceptance():
            return frozenset({"D/A"}), frozenset({"D/A"})
    return frozenset({"O/A", "T/T"}), frozenset({"O/A", "T/T"})


def _deposit_conflicts(payment: TransferWithDeposit, text: Stated) -> Iterator[tuple[Said, Said]]:
    balance = payment.balance_percent
    rest = _HUNDRED - payment.deposit_percent if balance is None else balance
    ours = {payment.deposit_percent, rest}
    if text.deposit is not None and text.deposit != payment.deposit_percent:
        yield _down(payment.deposit_percent), _down(text.deposit)
    elif text.percents and (text.percents - ours - {_HUNDRED} or not text.percents & ours):
        yield _percents(ours), _percents(text.percents)
    elif text.conditions and payment.balance not in text.conditions:
        yield _NAMES[payment.balance], _NAMES[min(text.conditions)]
    elif payment.balance == "after_bl_date":
        due = [days for days, base in text.tenors if base == "bl_date"]
        if due and payment.balance_days not in due:
            yield _days(payment.balance_days), _days(due[0])


def _tenor_conflicts(days: int, after: str, text: Stated) -> Iterator[tuple[Said, Said]]:
    if text.sight:
        yield _days(days), Said("at sight", "即期")
    elif text.tenors and not any(due == days for due, _ in text.tenors):
        yield _days(days), _days(text.tenors[0][0])
    elif (bases := {base for due, base in text.tenors if due == days} - {""}) and (
        after not in bases
    ):
        yield _since(days, after), _since(days, min(bases))


def _same(text: str) -> Said:
    return Said(text, text)


def _percents(values: frozenset[Decimal] | set[Decimal]) -> Said:
    return _same("/".join(f"{each.normalize():f}%" for each in sorted(values)))


def _down(percent: Decimal) -> Said:
    share = _percents({percent})
    return Said(f"a deposit of {share.en}", f"定金{share.zh}")


def _days(days: int) -> Said:
    return Said(f"{days} days", f"{days}天")


def _since(days: int, base: str) -> Said:
    en = {"sight": "after sight", "bl_date": "after B/L date", "draft_date": "after draft date"}
    zh = {"sight": "见票后", "bl_date": "提单日后", "draft_date": "汇票日后"}
    start = en.get(base, "after invoice date")
    return Said(f"{days} days {start}", f"{zh.get(base, '发票日后')}{days}天")
