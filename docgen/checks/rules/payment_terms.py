"""PAY: terms of payment that hold together, and money that comes as they say (付款方式、收款)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from docgen.checks import names
from docgen.checks.papers import CI, PC, SC, SET, Paper
from docgen.checks.payments import conflicts, stated
from docgen.checks.receipts import enough, in_order_currency, received
from docgen.checks.rule import Deal, Fault, Outcomes, Said, Skip, fault, rule, skip
from docgen.findings import Severity
from docgen.order.terms import (
    DocumentsAgainstAcceptance,
    OpenAccount,
    TransferWithDeposit,
    UsanceCredit,
)
from docgen.workdays import shifted

_SEED = "merchandiser's work description"
_HUNDRED = Decimal(100)
_FIFTY = Decimal(50)
_HALF_PERCENT = Decimal("0.5")
_OF_PURCHASES = ("purchase-contract", "production-order")


@rule(
    "PAY-005",
    severity=Severity.ERROR,
    guards=(SC, CI),
    refs=(f"{_SEED}: 付款方式",),
    en="Deposit {deposit}% and balance {balance}% add up to {actual}%, not {expected}%.",
    zh="定金{deposit}%与尾款{balance}%合计为{actual}%,应为{expected}%。",
    fix="Correct one of the two percentages.",
    fix_zh="请更正其中一个比例。",
    waivable=False,
)
def deposit_and_balance_are_the_whole_price(deal: Deal) -> Outcomes:
    """The deposit and the balance that the terms state make 100% together."""
    payment = deal.order.terms.payment
    if not isinstance(payment, TransferWithDeposit) or payment.balance_percent is None:
        return
    whole = payment.deposit_percent + payment.balance_percent
    if whole != _HUNDRED:
        yield fault(
            "/terms/payment/balance_percent",
            "/terms/payment/deposit_percent",
            expected=_HUNDRED,
            actual=whole,
            deposit=payment.deposit_percent,
            balance=payment.balance_percent,
        )


@rule(
    "PAY-006",
    severity=Severity.ERROR,
    guards=(SC, PC, CI),
    refs=(f"{_SEED}: 付款方式",),
    en="{what} {actual}, but the terms of the order have {expected}.",
    zh="{what}{actual},而订单为{expected}。",
    fix="Bring paper and order in line, or give the rate at which the money was taken in.",
    fix_zh="请统一单据与订单的付款方式;外币收款请填写折算汇率。",
)
def every_paper_and_receipt_follows_the_terms_of_payment(deal: Deal) -> Outcomes:
    """Papers state the terms of payment of the order, and receipts are in its currency or rated.

    Texts are compared by meaning: method, percentages, days and what they count from. A paper may
    say less than was agreed; one whose words cannot be read is not checked.
    """
    for paper in deal.theirs:
        if paper.facts.payment and paper.kind not in _OF_PURCHASES:
            yield from _paper_conflicts(deal, paper)
    for index, receipt in enumerate(deal.order.receipts):
        if in_order_currency(deal, receipt) is None:
            yield fault(
                f"/receipts/{index}/rate",
                f"/receipts/{index}/currency",
                expected=deal.order.currency,
                actual=Said(
                    f"{receipt.currency} without a rate", f"{receipt.currency}且无折算汇率"
                ),
                guards=(CI,) if receipt.kind == "balance" else (PC, CI),
                what=Said(f"Receipt {index + 1} is in", f"第{index + 1}笔收款币种为"),
            )


def _paper_conflicts(deal: Deal, paper: Paper) -> Iterator[Fault | Skip]:
    said = stated(paper.facts.payment)
    if not said.understood:
        yield skip(
            f'the terms of payment cannot be read: "{paper.facts.payment}"',
            f"无法识别付款方式:“{paper.facts.payment}”",
            paper.at("payment"),
        )
        return
    deposit = isinstance(deal.order.terms.payment, TransferWithDeposit)
    if deposit and len(said.percents - {_HUNDRED}) > 1 and not said.conditions:
        yield skip(
            f'when the balance is due cannot be read: "{paper.facts.payment}"',
            f"无法识别尾款支付时间:“{paper.facts.payment}”",
            paper.at("payment"),
        )
    for want, got in conflicts(deal.order.terms.payment, said):
        yield fault(
            paper.at("payment"),
            "/terms/payment",
            expected=want,
            actual=Said(
                f'{got.en} ("{paper.facts.payment}")', f"{got.zh}(“{paper.facts.payment}”)"
            ),
            guards=(paper.kind,) if paper.kind in SET else (CI,),
            what=_payment_on(deal, paper),
        )


def _payment_on(deal: Deal, paper: Paper) -> Said:
    named = names.paper(deal, paper)
    return Said(f"Payment on the {named.en} is", f"{named.zh}的付款方式为")


@rule(
    "PAY-007",
    severity=Severity.WARNING,
    refs=(f"{_SEED}: 收回应收回的款项",),
    en="The {what} was due on {due}, {days} day(s) ago: {currency} {actual} of {expected} has come"
    " in ({difference} open).",
    zh="{what}应于{due}付清,已逾期{days}天:应收{currency} {expected},已收{actual},"
    "尚欠{difference}。",
    fix="Remind the buyer; hold new shipments and papers until it is paid.",
    fix_zh="请催款;付清前暂缓后续出运和交单。",
)
def money_comes_by_its_due_date(
    deal: Deal,
    *,
    grace_days: int = 0,
    tolerance_amount: Decimal = _FIFTY,
    tolerance_percent: Decimal = _HALF_PERCENT,
) -> Outcomes:
    """What is due days after signing, B/L date or invoice date has come in by then.

    A deposit is looked at while nothing is bought (PAY-001 takes over then). Days after sight or
    after the date of a draft cannot be counted from the order; a credit is paid by the bank.
    """
    due = _due(deal)
    if isinstance(due, Skip):
        yield due
        return
    if due is None or deal.as_of <= shifted(due[0], grace_days):
        return
    day, amount, what = due
    got = received(deal)
    if enough(got.amount, amount, tolerance_amount, tolerance_percent):
        return
    if got.unrated:
        yield skip("a receipt has no rate", "有收款未填汇率", *got.unrated_at)
        return
    yield fault(
        "/receipts",
        "/terms/payment",
        expected=amount,
        actual=got.amount,
        what=what,
        due=day,
        days=(deal.as_of - day).days,
        currency=deal.order.currency,
    )


def _due(deal: Deal) -> tuple[date, Decimal, Said] | Skip | None:
    """When how much has to be in, and its name; None where no day was agreed."""
    payment, totals = deal.order.terms.payment, deal.totals
    price = Said("price", "货款")
    match payment:
        case TransferWithDeposit():
            if not deal.order.purchases and totals.deposit:
                day = shifted(deal.order.date, payment.deposit_days)
                return day, totals.deposit, Said("deposit", "定金")
            if payment.balance == "after_bl_date":
                return _counted(deal, deal.shipped_on, payment.balance_days, price)
        case OpenAccount(after="invoice_date"):
            invoiced = deal.order.invoice.date if deal.order.invoice else None
            return _counted(deal, invoiced, payment.days, price)
        case OpenAccount() | DocumentsAgainstAcceptance(after="bl_date"):
            return _counted(deal, deal.shipped_on, payment.days, price)
        case DocumentsAgainstAcceptance():
            return skip(
                "the day of acceptance is not in the order, so no due date can be counted",
                "订单中无承兑日,无法计算到期日",
                "/terms/payment/after",
            )
    return None


def _counted(
    deal: Deal, start: date | None, days: int, what: Said
) -> tuple[date, Decimal, Said] | Skip:
    if start is None:
        return skip("the day from which it is due is not known", "付款期限的起算日未知")
    return shifted(start, days), deal.totals.amount, what


@rule(
    "PAY-008",
    severity=Severity.WARNING,
    needs=("receipts",),
    refs=("bookkeeping of receivables: 应收账款核对",),
    en="{currency} {actual} has come in for a {what} of {expected} ({difference} too much).",
    zh="{what}应收{currency} {expected},已收{actual},多收{difference}。",
    fix="Look for a receipt typed twice or with a digit too many, or for money of another order.",
    fix_zh="请核对是否重复录入、多录一位数字或误收其他订单款项。",
)
def no_more_is_received_than_the_sale_comes_to(
    deal: Deal,
    *,
    tolerance_amount: Decimal = _FIFTY,
    tolerance_percent: Decimal = _HALF_PERCENT,
) -> Outcomes:
    """All receipts together, whatever their value date, are not more than the order's amount.

    The quantity may come out larger within the more-or-less clause, so its per cent is let pass.
    Receipts of kind deposit are not more than the deposit: the balance may be entered as one.
    """
    tolerance = deal.order.terms.tolerance
    most = deal.totals.amount * (100 + (tolerance.amount_percent or Decimal(0))) / 100
    rated = [in_order_currency(deal, receipt) for receipt in deal.order.receipts]
    got = sum((each for each in rated if each is not None), Decimal(0))
    if got <= most + max(tolerance_amount, most * tolerance_percent / 100):
        yield from _too_much_deposit(deal, tolerance_amount, tolerance_percent)
        return
    largest = max(range(len(rated)), key=lambda index: rated[index] or Decimal(0))
    yield fault(
        f"/receipts/{largest}/amount",
        "/goods",
        expected=deal.totals.amount,
        actual=got,
        what=Said("sale", "货款"),
        currency=deal.order.currency,
    )


def _too_much_deposit(deal: Deal, least: Decimal, percent: Decimal) -> Iterator[Fault]:
    """Deposits beyond what was agreed."""
    due, receipts = deal.totals.deposit, deal.order.receipts
    deposits = [index for index, each in enumerate(receipts) if each.kind == "deposit"]
    if due is None or not deposits:
        return
    got = sum((in_order_currency(deal, receipts[at]) or Decimal(0) for at in deposits), Decimal(0))
    if got > due + max(least, due * percent / 100):
        yield fault(
            f"/receipts/{deposits[-1]}/kind",
            "/terms/payment/deposit_percent",
            expected=due,
            actual=got,
            what=Said("deposit", "定金"),
            currency=deal.order.currency,
        )


@rule(
    "PAY-009",
    severity=Severity.WARNING,
    refs=(f"{_SEED}: 付款方式",),
    en="The terms of payment would read {actual} days {after}: the number of days is missing.",
    zh="付款方式会印成{after}{actual}天:缺天数。",
    fix="Give the number of days, or choose terms at sight or before shipment.",
    fix_zh="请填写天数,或改为即期、装运前付款。",
)
def terms_with_days_say_how_many(deal: Deal) -> Outcomes:
    """Payment some days after sight, B/L date or invoice date is for at least one day."""
    payment = deal.order.terms.payment
    place, after = "/terms/payment/days", Said("after sight", "见票后")
    match payment:
        case TransferWithDeposit(balance="after_bl_date", balance_days=0):
            place, after = "/terms/payment/balance_days", Said("after the B/L date", "提单日后")
        case UsanceCredit(days=0) | DocumentsAgainstAcceptance(days=0) | OpenAccount(days=0):
            if payment.after != "sight":
                after = Said("after the date agreed", "约定日后")
        case _:
            return
    yield fault(place, "/terms/payment/type", expected=1, actual=0, after=after)
