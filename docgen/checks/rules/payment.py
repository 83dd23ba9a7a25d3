"""PAY: the gates that money opens: purchase, shipment, originals (定金、尾款、信用证到证)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from docgen.checks.papers import CI, PC
from docgen.checks.receipts import enough, received
from docgen.checks.rule import Deal, Fault, Outcomes, Said, Skip, fault, rule, skip
from docgen.findings import Severity
from docgen.order.credit import Credit
from docgen.order.terms import (
    CreditAtSight,
    TransferInAdvance,
    TransferWithDeposit,
    UsanceCredit,
)

_SEED = "merchandiser's work description"
_FIFTY = Decimal(50)
_HALF_PERCENT = Decimal("0.5")
_UNRATED = ("a receipt in another currency has no rate", "外币收款未填汇率,无法折算")


@rule(
    "PAY-001",
    severity=Severity.ERROR,
    guards=(PC,),
    needs=("purchases",),
    refs=(f"{_SEED}: T/T30%…待定金到帐后,再下购货合同",),
    en="The deposit of {percent}% is {currency} {expected}, but {currency} {actual} has come in by"
    " {day} ({difference} missing): the purchase contract waits.",
    zh="应收定金{percent}%即{currency} {expected},截至{day}已收{currency} {actual},"
    "差{difference},定金到账前不得下购货合同。",
    fix="Wait for the deposit, or enter the receipt with its value date.",
    fix_zh="请待定金到账后再下采购合同;如已到账,请录入收款及起息日。",
)
def the_deposit_is_in_before_goods_are_bought(
    deal: Deal,
    *,
    tolerance_amount: Decimal = _FIFTY,
    tolerance_percent: Decimal = _HALF_PERCENT,
) -> Outcomes:
    """Under T/T with a deposit no purchase contract goes out before the deposit has come in.

    Receipts of kind deposit or full count from their value date. What banks keep is let pass: up
    to `tolerance_amount` of the order's currency, or `tolerance_percent` of the deposit if more.
    """
    payment, due = deal.order.terms.payment, deal.totals.deposit
    if not isinstance(payment, TransferWithDeposit) or due is None:
        return
    got = received(deal, "deposit", "full")
    if enough(got.amount, due, tolerance_amount, tolerance_percent):
        return
    if got.unrated:
        yield skip(*_UNRATED, *got.unrated_at)
        return
    yield fault(
        *(f"/receipts/{index}/value_date" for index in got.later),
        "/receipts",
        "/terms/payment/deposit_percent",
        expected=due,
        actual=got.amount,
        percent=payment.deposit_percent,
        currency=deal.order.currency,
        day=deal.as_of,
    )


@rule(
    "PAY-002",
    severity=Severity.INFO,
    guards=(PC,),
    needs=("purchases",),
    refs=(f"{_SEED}: 100%前T/T,则可直接安排生产",),
    en="100% T/T in advance: {currency} {actual} of {expected} has come in by {day}; {rule}.",
    zh="100%前T/T:应收{currency} {expected},截至{day}已收{actual};{rule}。",
    fix="Ship only when the money is in; set `advance100` to `funds` to wait for it before buying.",
    fix_zh="款项到齐前不得出运;如须先收款再采购,请将advance100设为funds。",
)
def production_starts_as_agreed_under_payment_in_advance(
    deal: Deal,
    *,
    advance100: str = "release",
    tolerance_amount: Decimal = _FIFTY,
    tolerance_percent: Decimal = _HALF_PERCENT,
) -> Outcomes:
    """Under 100% T/T in advance goods may be bought before the money is in, or not, by setting.

    `release` is the usual reading: production starts at once, and a reminder is given. Any other
    value, such as `funds`, holds the purchase contract back until the whole sum is in.
    """
    if not isinstance(deal.order.terms.payment, TransferInAdvance):
        return
    got = received(deal)
    if enough(got.amount, deal.totals.amount, tolerance_amount, tolerance_percent):
        return
    if got.unrated:
        yield skip(*_UNRATED, *got.unrated_at)
        return
    free = advance100 == "release"
    if free and deal.shipped_on and deal.as_of >= deal.shipped_on:
        return  # PAY-004 asks for the money then
    yield fault(
        "/receipts",
        "/terms/payment/type",
        expected=deal.totals.amount,
        actual=got.amount,
        severity=None if free else Severity.ERROR,
        currency=deal.order.currency,
        day=deal.as_of,
        rule=Said("production is released before the funds", "未收款先投产")
        if free
        else Said("the purchase contract waits for the rest", "余款到账前不得下购货合同"),
    )


@rule(
    "PAY-003",
    severity=Severity.ERROR,
    guards=(PC,),
    needs=("purchases",),
    refs=("practice of export houses: 审证后投产",),
    en="Payment is by letter of credit, but {problem}.",
    zh="付款方式为信用证,但{problem}。",
    fix="Wait for a workable credit, have it checked, and enter it in the order file.",
    fix_zh="请待有效信用证到证并审核无误后再下采购合同,并录入信用证。",
)
def the_credit_is_there_before_goods_are_bought(deal: Deal, *, required: bool = True) -> Outcomes:
    """Under a letter of credit no purchase contract goes out before a live credit is there.

    A credit is dead when its latest shipment or its expiry lies before the purchase contract, or
    has passed with nothing shipped. A purchase dated before the credit was issued is a warning:
    what is done is done. What the credit says is a matter of the LCR rules.
    """
    if not isinstance(deal.order.terms.payment, CreditAtSight | UsanceCredit) or not required:
        return
    credit = deal.order.credit
    if credit is None:
        problem = Said(
            "no credit has come: the purchase contract waits", "信用证未到,不得下购货合同"
        )
        yield fault("/credit", "/terms/payment/type", actual=problem, problem=problem)
        return
    shipped = deal.shipped_on is not None and deal.shipped_on <= deal.as_of
    dead = () if shipped else tuple(_dead(credit, deal.as_of, ""))
    yield from dead
    for index, purchase in enumerate(deal.order.purchases):
        place = f"/purchases/{index}/date"
        yield from () if dead else _dead(credit, purchase.date, place)
        if credit.issued and purchase.date < credit.issued:
            problem = Said(
                f"purchase contract {purchase.number} of {purchase.date} is older than the credit"
                f" of {credit.issued}",
                f"采购合同{purchase.number}日期{purchase.date}早于开证日{credit.issued}",
            )
            yield fault(
                place,
                "/credit/issued",
                expected=credit.issued,
                actual=purchase.date,
                severity=Severity.WARNING,
                problem=problem,
            )


def _dead(credit: Credit, day: date, place: str) -> Iterator[Fault]:
    """The first date of the credit that has passed on that day."""
    dates = {
        "latest_shipment": Said("latest shipment", "最迟装运期"),
        "expiry": Said("expiry", "有效期"),
    }
    for name, said in dates.items():
        last = getattr(credit, name)
        if last is not None and day > last:
            problem = Said(
                f"its {said.en} {last} had passed by {day}: the purchase contract waits",
                f"其{said.zh}{last}在{day}已过,不得下购货合同",
            )
            where = (place, f"/credit/{name}") if place else (f"/credit/{name}",)
            yield fault(*where, expected=last, actual=day, problem=problem)
            return


@rule(
    "PAY-004",
    severity=Severity.ERROR,
    guards=(CI,),
    refs=(f"{_SEED}: 收回应收回的款项",),
    en="{currency} {actual} of {expected} has come in by {day}, {difference} is open: {rule}.",
    zh="应收{currency} {expected},截至{day}已收{actual},尚欠{difference}:{rule}。",
    fix="Collect the balance, or enter the receipt with its value date.",
    fix_zh="请向客户催收尾款;如已到账,请录入收款及起息日。",
)
def the_balance_is_in_before_goods_or_papers_are_given_away(
    deal: Deal,
    *,
    tolerance_amount: Decimal = _FIFTY,
    tolerance_percent: Decimal = _HALF_PERCENT,
) -> Outcomes:
    """Money due before shipment is in when the goods ship; the rest before papers are released.

    Invoice and packing list are needed to ship and to collect, so nothing is blocked before the
    day of shipment, and a balance against copy of B/L or on arrival is a warning from then on:
    hold the originals. A balance due days after the B/L date is a matter of PAY-007.
    """
    payment = deal.order.terms.payment
    before = isinstance(payment, TransferInAdvance)
    if isinstance(payment, TransferWithDeposit):
        if payment.balance == "after_bl_date":
            return
        before = payment.balance == "before_shipment"
    elif not before:
        return
    got = received(deal)
    if enough(got.amount, deal.totals.amount, tolerance_amount, tolerance_percent):
        return
    yield _unpaid(deal, got.amount, before) if not got.unrated else skip(*_UNRATED, *got.unrated_at)


def _unpaid(deal: Deal, amount: Decimal, before: bool) -> Fault | Skip:
    shipped = deal.shipped_on
    if shipped is None:
        return skip(
            "the balance is open, but no day of shipment is given",
            "尾款未收,且未填装运日期",
            "/shipment/etd",
        )
    if deal.as_of < shipped or (deal.as_of == shipped and not before):
        day = shipped.isoformat()
        return skip(
            f"the balance is not due before shipment on {day}",
            f"尾款在{day}装运前尚未到期",
            deal.shipped_at,
        )
    hold = Said("hold the original bill of lading until it is paid", "收款前扣留正本提单,不得放单")
    stop = Said("it was due before shipment", "该款应在装运前收妥")
    return fault(
        "/receipts",
        deal.shipped_at,
        expected=deal.totals.amount,
        actual=amount,
        severity=None if before else Severity.WARNING,
        currency=deal.order.currency,
        day=deal.as_of,
        rule=stop if before else hold,
    )
