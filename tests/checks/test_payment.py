"""Payment: what the gates block and when, and terms of payment read back from words on papers."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.checks.papers import CI, PC, PO, REPEATS
from docgen.checks.payments import conflicts, stated
from docgen.documents.payment import payment_line
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
from tests.checks.orders import LC, TT, report

BALANCES = ("before_shipment", "against_bl_copy", "after_bl_date", "on_arrival")
DAYS = st.integers(1, 180)
DEPOSITS = st.builds(
    TransferWithDeposit,
    type=st.just("tt_deposit"),
    deposit_percent=st.integers(5, 95),
    balance=st.sampled_from(BALANCES),
    balance_days=DAYS,
)
PAYMENTS = st.one_of(
    DEPOSITS,
    st.just(TransferInAdvance(type="tt_advance")),
    st.just(CreditAtSight(type="lc_sight")),
    st.builds(
        UsanceCredit,
        type=st.just("lc_usance"),
        days=DAYS,
        after=st.sampled_from(["sight", "bl_date", "draft_date"]),
    ),
    st.builds(DocumentsAgainstPayment, type=st.just("dp"), days=st.integers(0, 180)),
    st.builds(
        DocumentsAgainstAcceptance,
        type=st.just("da"),
        days=DAYS,
        after=st.sampled_from(["sight", "bl_date", "draft_date"]),
    ),
    st.builds(
        OpenAccount,
        type=st.just("oa"),
        days=DAYS,
        after=st.sampled_from(["bl_date", "invoice_date"]),
    ),
)


def contradicts(payment: Payment, text: str) -> bool:
    return any(conflicts(payment, stated(text)))


@given(PAYMENTS)
def test_our_own_line_on_the_invoice_is_understood_and_contradicts_nothing(
    payment: Payment,
) -> None:
    line = payment_line(payment)
    assert stated(line).understood
    assert not contradicts(payment, line), line


@given(PAYMENTS, PAYMENTS)
def test_terms_that_differ_in_method_percent_or_days_contradict(
    ours: Payment, theirs: Payment
) -> None:
    line = payment_line(theirs)
    if type(ours) is not type(theirs):
        by_transfer = (TransferWithDeposit, TransferInAdvance, OpenAccount)
        expected = not (isinstance(ours, by_transfer) and isinstance(theirs, by_transfer))
        same_bank_credit = {type(ours), type(theirs)} == {CreditAtSight, UsanceCredit}
        assert contradicts(ours, line) or not (expected or same_bank_credit), line
    elif isinstance(ours, TransferWithDeposit) and isinstance(theirs, TransferWithDeposit):
        apart = (
            ours.deposit_percent != theirs.deposit_percent
            or ours.balance != theirs.balance
            or (ours.balance == "after_bl_date" and ours.balance_days != theirs.balance_days)
        )
        assert contradicts(ours, line) is apart, line
    else:
        assert contradicts(ours, line) is (ours != theirs), line


THIRTY_SEVENTY = TransferWithDeposit(
    type="tt_deposit", deposit_percent="30", balance="against_bl_copy"
)
SIXTY = UsanceCredit(type="lc_usance", days=60, after="bl_date")


@pytest.mark.parametrize(
    ("payment", "text", "wrong"),
    [
        (THIRTY_SEVENTY, "30% deposit by T/T, balance against copy of B/L", False),
        (THIRTY_SEVENTY, "T/T 30PCT IN ADVANCE AND 70PCT AGAINST B/L COPY", False),
        (THIRTY_SEVENTY, "预付30%定金,余款70%凭提单副本电汇", False),
        (THIRTY_SEVENTY, "预付70%定金,余款30%凭提单副本电汇", True),
        (THIRTY_SEVENTY, "T/T 30% deposit,70% by fax copy of bill of lading", False),
        (THIRTY_SEVENTY, "100% by T/T: 30% down payment, 70% against B/L", False),
        (THIRTY_SEVENTY, "25% deposit, the rest against B/L", True),
        (THIRTY_SEVENTY, "T/T 30% deposit, 70% upon arrival", True),
        (THIRTY_SEVENTY, "D/P AT SIGHT", True),
        (THIRTY_SEVENTY, "O/A 60 DAYS", True),
        (SIXTY, "BY L/C AT 60 DAYS FROM B/L DATE", False),
        (SIXTY, "IRREVOCABLE LC 60 DAYS AFTER THE DATE OF THE BILL OF LADING", False),
        (SIXTY, "提单日后60天付款信用证", False),
        (SIXTY, "提单日后90天付款信用证", True),
        (SIXTY, "L/C 60 DAYS SIGHT", True),
        (SIXTY, "IRREVOCABLE L/C", False),
        (CreditAtSight(type="lc_sight"), "即期信用证", False),
        (CreditAtSight(type="lc_sight"), "见票后30天信用证", True),
        (CreditAtSight(type="lc_sight"), "T/T 30% DEPOSIT, 70% L/C AT SIGHT", True),
        (TransferInAdvance(type="tt_advance"), "100% T/T IN ADVANCE", False),
        (TransferInAdvance(type="tt_advance"), "T/T 30% DEPOSIT, 70% BEFORE SHIPMENT", True),
        (TransferInAdvance(type="tt_advance"), "T/T AGAINST COPY OF B/L", True),
    ],
)
def test_terms_are_compared_by_meaning(payment: Payment, text: str, wrong: bool) -> None:
    assert contradicts(payment, text) is wrong


def blocked(change: dict[str, Any], day: date | None = None, base: str = TT) -> dict[str, set[str]]:
    """Kinds of paper to the PAY rules that block them, without those that only repeat others."""
    got = report(base, change, as_of=day).blocked
    mine = {kind: {c for c in codes if c.startswith("PAY")} for kind, codes in got.items()}
    return {kind: codes for kind, codes in mine.items() if codes and kind not in REPEATS}


def test_a_missing_deposit_holds_back_the_purchase_contract_and_nothing_else() -> None:
    assert blocked({"/receipts": []}, date(2026, 1, 20)) == {PC: {"PAY-001"}}


def test_a_missing_deposit_holds_back_the_production_too() -> None:
    got = report(TT, {"/receipts": []}, as_of=date(2026, 1, 20)).blocked
    assert "PAY-001" in got[PO]


def test_a_deposit_that_cannot_be_converted_still_holds_back_the_purchase_contract() -> None:
    assert blocked({"/receipts/0/currency": "EUR"}, date(2026, 1, 20))[PC] == {"PAY-006"}


def test_the_daily_flow_is_not_blocked_while_the_balance_is_not_due() -> None:
    before = {"/terms/payment/balance": "before_shipment", "/issued": []}
    assert blocked(before, date(2026, 3, 19)) == {}
    assert blocked(before, date(2026, 3, 20)) == {CI: {"PAY-004"}}


def test_an_open_balance_against_copy_of_the_bill_of_lading_blocks_nothing() -> None:
    assert blocked({}, date(2026, 3, 22)) == {}


def test_payment_in_advance_blocks_production_only_where_the_company_says_so() -> None:
    change = {"/terms/payment": {"type": "tt_advance"}, "/receipts": [], "/issued": []}
    assert blocked(change, date(2026, 1, 20)) == {}
    funds = {"/checks": {"rules": {"PAY-002": {"advance100": "funds"}}}}
    assert blocked(change | funds, date(2026, 1, 20)) == {PC: {"PAY-002"}}


def test_without_a_credit_no_purchase_contract_goes_out() -> None:
    got = report(LC, {}, remove=("/credit",))
    assert "PAY-003" in got.blocked[PC]


def test_one_slip_in_a_receipt_gives_one_finding() -> None:
    for amount in ("14085.00", "41580.00", "1458.00"):
        got = report(TT, {"/receipts/0/amount": amount}, as_of=date(2026, 1, 20))
        mine = [r.finding.code for r in got.results if r.finding.code.startswith("PAY")]
        assert len(mine) == 1, mine
