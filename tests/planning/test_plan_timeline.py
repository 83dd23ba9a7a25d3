"""The timeline: each step's day counted by hand, and what state it is in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.order import Order
from docgen.planning import USUAL, Step
from docgen.workdays import is_workday
from tests.planning.orders import CONTRACT_ONLY, LC, TT, keys, planned, sample, step, unknown
from tests.samples import GOOD

BY_HAND_TT = {
    "contract": ("2026-01-05", "2026-01-05"),
    "deposit": ("2026-01-12", "2026-01-09"),
    "purchase": ("2026-01-14", "2026-01-12"),
    "countersigned": ("2026-01-15", "2026-01-14"),
    "packing_report": ("2026-02-20", None),
    "booking": ("2026-02-28", "2026-02-26"),
    "delivery": ("2026-03-10", None),
    "inspection": ("2026-03-13", "2026-03-06"),
    "inspection_certificate": ("2026-03-11", "2026-03-09"),
    "invoice_packing_list": ("2026-03-13", "2026-03-05"),
    "origin": ("2026-03-13", "2026-03-11"),
    "instructions": ("2026-03-18", "2026-03-18"),
    "cut_off": ("2026-03-19", None),
    "declaration": ("2026-03-19", None),
    "insurance": ("2026-03-20", "2026-03-18"),
    "shipment": ("2026-03-20", "2026-03-20"),
    "latest_shipment": ("2026-03-25", "2026-03-20"),
    "payment": ("2026-03-27", "2026-03-24"),
}
BY_HAND_LC = {
    "credit": ("2026-03-02", "2026-02-15"),
    "purchase": ("2026-02-26", "2026-02-24"),
    "booking": ("2026-03-24", "2026-03-20"),
    "origin": ("2026-04-08", "2026-04-07"),
    "invoice_packing_list": ("2026-04-08", "2026-04-02"),
    "cut_off": ("2026-04-14", None),
    "shipment": ("2026-04-15", "2026-04-15"),
    "latest_shipment": ("2026-04-20", "2026-04-15"),
    "credit_latest_shipment": ("2026-04-20", "2026-04-15"),
    "advice": ("2026-04-17", None),
    "presentation": ("2026-05-06", None),
    "credit_expiry": ("2026-05-11", None),
    "payment": ("2026-05-13", None),
}


def iso(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def on_board(day: str) -> dict[str, Any]:
    return {"/shipment/on_board_date": day, "/shipment/etd": day}


@pytest.mark.parametrize("key", BY_HAND_TT)
def test_days_under_a_deposit_are_those_counted_by_hand(key: str) -> None:
    found = step(planned(TT, as_of=date(2026, 3, 26)), key)
    due, done = BY_HAND_TT[key]
    assert (found.due, found.done, found.state) == (iso(due), iso(done), "done")


@pytest.mark.parametrize("key", BY_HAND_LC)
def test_days_under_a_credit_are_those_counted_by_hand(key: str) -> None:
    found = step(planned(LC, as_of=date(2026, 4, 16)), key)
    due, done = BY_HAND_LC[key]
    assert (found.due, found.done) == (iso(due), iso(done))


def test_the_inspection_window_opens_two_weeks_before_shipment() -> None:
    assert step(planned(), "inspection").earliest == date(2026, 3, 6)


def test_days_that_fall_into_spring_festival_move_to_the_make_up_saturday_before() -> None:
    timeline = planned(TT, on_board("2026-02-24"), as_of=date(2026, 2, 1))
    moved = {"inspection": 17, "origin": 17, "instructions": 22, "cut_off": 23, "declaration": 23}
    for key, counted in moved.items():
        found = step(timeline, key)
        assert found.moved_from == date(2026, 2, counted), key
        assert found.due == date(2026, 2, 14), key
        assert f"2026-02-{counted} is a day off" in found.why_en
        assert f"2026-02-{counted}为休息日" in found.why_zh
    assert step(timeline, "inspection").earliest == date(2026, 2, 10)


def test_working_days_run_around_spring_festival() -> None:
    change = {"/purchases/0/date": "2026-02-12", "/purchases/0/countersigned_on": "2026-02-24"}
    assert step(planned(TT, change), "countersigned").due == date(2026, 2, 24)


def test_days_that_fall_into_national_day_move_to_the_end_of_september() -> None:
    timeline = planned(TT, on_board("2026-10-08"), as_of=date(2026, 9, 1))
    assert step(timeline, "declaration").due == date(2026, 9, 30)
    assert step(timeline, "origin").due == date(2026, 9, 30)
    assert step(timeline, "origin").moved_from == date(2026, 10, 1)
    assert step(timeline, "advice").due == date(2026, 10, 10)


def test_the_advice_never_moves_before_the_shipment_that_it_tells_of() -> None:
    found = step(planned(TT, on_board("2026-10-02"), as_of=date(2026, 9, 1)), "advice")
    assert (found.due, found.moved_from) == (date(2026, 10, 5), None)


def test_agreed_days_and_departures_stay_where_they_are_on_a_day_off() -> None:
    change = {**on_board("2026-03-22"), "/terms/latest_shipment": "2026-03-28"}
    timeline = planned(TT, change, as_of=date(2026, 3, 1))
    assert step(timeline, "shipment").due == date(2026, 3, 22)
    assert step(timeline, "latest_shipment").due == date(2026, 3, 28)


def test_an_application_on_the_last_day_of_the_rule_is_in_time_though_it_is_a_day_off() -> None:
    change = {**on_board("2026-03-22"), "/origin/date": "2026-03-15"}
    found = step(planned(TT, change), "origin")
    assert (found.due, found.state, found.days) == (date(2026, 3, 13), "done", 0)


def test_what_was_done_too_late_is_late_and_stands_first() -> None:
    timeline = planned(TT, {"/origin/date": "2026-03-18"})
    first = timeline.steps[0]
    assert (first.key, first.state, first.days) == ("origin", "late", -5)


def test_overdue_steps_stand_before_those_that_were_done_late() -> None:
    change = {"/origin/date": "2026-03-18"}
    timeline = planned(TT, change, remove=["/inspection", "/certificates"])
    assert [(s.key, s.done) for s in timeline.steps[:3]] == [
        ("inspection", None),
        ("inspection_certificate", None),
        ("origin", date(2026, 3, 18)),
    ]


def test_shipment_is_the_day_on_board_else_the_plan_else_the_latest_agreed() -> None:
    change = {"/shipment/on_board_date": "2026-03-21"}
    timeline = planned(TT, change)
    assert (timeline.shipment, timeline.shipment_from) == (
        date(2026, 3, 21),
        "/shipment/on_board_date",
    )
    timeline = planned(TT, remove=["/shipment/on_board_date"])
    assert timeline.shipment_from == "/shipment/etd"
    assert step(timeline, "shipment").state == "late"
    timeline = planned(TT, remove=["/shipment/on_board_date", "/shipment/etd"])
    assert (timeline.shipment, timeline.shipment_from) == (
        date(2026, 3, 25),
        "/terms/latest_shipment",
    )
    timeline = planned(
        LC,
        {"/credit/latest_shipment": "2026-04-18"},
        remove=["/shipment/on_board_date", "/shipment/etd"],
    )
    assert (timeline.shipment, timeline.shipment_from) == (
        date(2026, 4, 18),
        "/credit/latest_shipment",
    )


def test_facts_of_days_to_come_are_plans_and_not_done() -> None:
    timeline = planned(TT, as_of=date(2026, 3, 1))
    found = step(timeline, "invoice_packing_list")
    assert (found.done, found.planned, found.state) == (None, date(2026, 3, 5), "ahead")
    assert step(timeline, "shipment").planned == date(2026, 3, 20)
    assert step(timeline, "cut_off").state == "ahead"


def test_a_plan_behind_its_day_is_said() -> None:
    found = step(planned(TT, {"/origin/date": "2026-03-18"}, as_of=date(2026, 3, 1)), "origin")
    assert "Planned for 2026-03-18, 5 days after the due day." in found.why_en
    assert "晚于应办日5天" in found.why_zh


@pytest.mark.parametrize(
    ("day", "state", "days"),
    [
        ("2026-03-05", "ahead", 8),
        ("2026-03-06", "due", 7),
        ("2026-03-13", "due", 0),
        ("2026-03-14", "late", -1),
    ],
)
def test_a_step_is_ahead_then_due_within_a_week_then_late(day: str, state: str, days: int) -> None:
    found = step(planned(TT, remove=["/origin"], as_of=date.fromisoformat(day)), "origin")
    assert (found.state, found.days) == (state, days)


RECEIPTS: list[tuple[str, list[dict[str, str]], str | None]] = [
    ("nothing", [], None),
    ("a part", [{"value_date": "2026-01-09", "amount": "10000"}], None),
    ("all but bank charges", [{"value_date": "2026-01-09", "amount": "14507.10"}], "2026-01-09"),
    ("more than charges short", [{"value_date": "2026-01-09", "amount": "14507.09"}], None),
    (
        "two parts",
        [
            {"value_date": "2026-01-11", "amount": "4580"},
            {"value_date": "2026-01-08", "amount": "10000"},
        ],
        "2026-01-11",
    ),
    (
        "another currency",
        [{"value_date": "2026-01-09", "amount": "12500", "currency": "EUR", "rate": "1.17"}],
        "2026-01-09",
    ),
    (
        "another currency without its rate",
        [{"value_date": "2026-01-09", "amount": "99999", "currency": "EUR"}],
        None,
    ),
]


@pytest.mark.parametrize(("receipts", "day"), [case[1:] for case in RECEIPTS], ids=str)
def test_the_deposit_is_done_on_the_day_that_receipts_cover_it(
    receipts: list[dict[str, str]], day: str | None
) -> None:
    rows = [{"kind": "deposit", "currency": "USD", **each} for each in receipts]
    found = step(planned(TT, {"/receipts": rows}), "deposit")
    assert (found.done, found.state) == (iso(day), "done" if day else "late")


def test_the_purchase_contract_waits_for_the_deposit_or_the_credit() -> None:
    late = [
        {"kind": "deposit", "currency": "USD", "value_date": "2026-01-16", "amount": "14580"},
    ]
    found = step(planned(TT, {"/receipts": late}), "purchase")
    assert (found.earliest, found.due) == (date(2026, 1, 16), date(2026, 1, 21))
    assert step(planned(LC), "purchase").earliest == date(2026, 2, 15)
    advance = {"/terms/payment": {"type": "tt_advance"}}
    assert step(planned(TT, advance), "purchase").earliest == date(2026, 1, 5)


def test_a_trader_without_purchase_contract_is_late_but_a_maker_is_only_asked() -> None:
    without = planned(TT, remove=["/purchases", "/shipment/on_board_date"])
    assert step(without, "purchase").state == "late"
    maker = planned(TT, remove=["/purchases", "/suppliers", "/shipment/on_board_date"])
    assert step(maker, "purchase").state == "due"
    assert "confirm" in step(maker, "purchase").why_en


def test_goods_from_stock_are_neither_bought_nor_delivered() -> None:
    stock = [{"line": 1, "quantity": "12000"}, {"line": 2, "quantity": "9000"}]
    timeline = planned(TT, {"/stock": stock}, remove=["/purchases"])
    assert not {"purchase", "delivery"} & keys(timeline)
    assert {"purchase", "delivery"} <= keys(planned(TT, {"/stock": stock[:1]}, ["/purchases"]))


def test_each_purchase_contract_has_its_own_steps() -> None:
    timeline = planned(LC)
    assert {s.ref for s in timeline.steps if s.key == "countersigned"} == {
        "NB26-0212-P1",
        "NB26-0212-P2",
    }
    assert step(timeline, "delivery", "NB26-0212-P2").due == date(2026, 4, 3)
    assert timeline.delivery == date(2026, 4, 3)


def test_a_delivery_that_leaves_too_few_days_to_ship_is_said() -> None:
    change = {"/purchases/0/delivery_date": "2026-03-16"}
    assert "leaves only 4 days" in step(planned(TT, change), "delivery").why_en
    change = {"/purchases/0/delivery_date": "2026-03-21"}
    assert "1 day after shipment" in step(planned(TT, change), "delivery").why_en


def test_booking_counts_from_the_delivery_or_from_what_shipment_leaves_for_it() -> None:
    timeline = planned(TT, remove=["/purchases", "/shipment/booked", "/shipment/on_board_date"])
    assert step(timeline, "booking").due == date(2026, 2, 28)
    assert step(timeline, "delivery").due == date(2026, 3, 10)


def test_under_f_terms_space_is_booked_with_the_buyers_forwarder() -> None:
    assert "buyer's forwarder" in step(planned(TT, {"/terms/delivery/rule": "FOB"}), "booking").en
    assert step(planned(), "booking").en == "Book space"


NEEDED: list[tuple[str, str, Mapping[str, Any], tuple[str, ...]]] = [
    ("inspection", TT, {}, ("/goods/0/inspection_required", "/goods/1/inspection_required")),
    ("insurance", TT, {"/terms/delivery/rule": "CFR"}, ("/terms/insurance/by",)),
    ("origin", TT, {"/origin/kind": "none"}, ()),
    ("deposit", TT, {"/terms/payment": {"type": "tt_advance"}}, ()),
    ("cut_off", TT, {"/shipment/mode": "air"}, ()),
    ("instructions", TT, {"/shipment/mode": "road"}, ()),
    ("credit", LC, {"/terms/payment": {"type": "tt_advance"}}, ("/credit",)),
    ("presentation", LC, {"/terms/payment": {"type": "dp"}}, ("/credit",)),
]


@pytest.mark.parametrize(("key", "base", "change", "remove"), NEEDED, ids=[n[0] for n in NEEDED])
def test_a_step_stands_only_where_it_is_needed(
    key: str, base: str, change: Mapping[str, Any], remove: tuple[str, ...]
) -> None:
    if key == "inspection":
        remove = (*remove, "/inspection", "/certificates")
    assert key in keys(planned(base))
    assert key not in keys(planned(base, change, remove))


def test_a_certificate_of_origin_that_the_buyer_asks_for_is_a_step_before_it_is_planned() -> None:
    found = step(planned(TT, remove=["/origin"], as_of=date(2026, 3, 1)), "origin")
    assert found.done is None
    plain = {"/terms/documents": ["Commercial invoice in 3 originals"]}
    assert "origin" not in keys(planned(TT, plain, ["/origin"]))


def test_bulk_cargo_has_no_container_cut_off() -> None:
    timeline = sample("t17-brazil-urea", date(2026, 11, 20)).timeline
    assert not {"cut_off", "instructions"} & keys(timeline)
    assert "declaration" in keys(timeline)


def test_presentation_is_the_earlier_of_its_days_and_the_expiry() -> None:
    found = step(planned(LC, {"/credit/expiry": "2026-04-29"}), "presentation")
    assert found.due == date(2026, 4, 29)
    found = step(planned(LC, {"/credit/expiry": "2026-05-03"}), "presentation")
    assert (found.due, found.moved_from) == (date(2026, 4, 30), date(2026, 5, 3))
    found = step(planned(LC, {"/credit/presentation_days": 10}), "presentation")
    assert found.due == date(2026, 4, 24)
    found = step(planned(LC, remove=["/credit/presentation_days"]), "presentation")
    assert found.due == date(2026, 5, 6)


def test_without_a_transport_document_the_expiry_alone_ends_the_presentation() -> None:
    papers = {"/credit/documents": ["SIGNED COMMERCIAL INVOICE IN TRIPLICATE"]}
    timeline = planned(LC, papers, remove=["/credit/presentation_days"])
    expiry = step(timeline, "credit_expiry").due
    assert step(timeline, "presentation").due == expiry != date(2026, 5, 6)


def test_a_credit_may_expire_so_many_days_after_shipment() -> None:
    change = {"/credit/expiry_days_after_shipment": 15}
    found = step(planned(LC, change, remove=["/credit/expiry"]), "presentation")
    assert found.due == date(2026, 4, 30)


PAYMENTS: list[tuple[dict[str, Any], str]] = [
    ({"type": "tt_advance"}, "2026-03-20"),
    ({"type": "oa", "days": 60}, "2026-05-19"),
    ({"type": "oa", "days": 60, "after": "invoice_date"}, "2026-05-04"),
    ({"type": "da", "days": 30, "after": "bl_date"}, "2026-04-19"),
    ({"type": "lc_usance", "days": 90, "after": "bl_date"}, "2026-06-18"),
]
DEPOSIT = {"type": "tt_deposit", "deposit_percent": "30"}
PAYMENTS += [
    ({**DEPOSIT, "balance": "before_shipment"}, "2026-03-20"),
    ({**DEPOSIT, "balance": "against_bl_copy"}, "2026-03-27"),
    ({**DEPOSIT, "balance": "after_bl_date", "balance_days": 45}, "2026-05-04"),
]


@pytest.mark.parametrize(("terms", "due"), PAYMENTS, ids=str)
def test_payment_is_due_by_its_terms(terms: dict[str, Any], due: str) -> None:
    assert step(planned(TT, {"/terms/payment": terms}), "payment").due == iso(due)


def test_usance_runs_on_after_the_bank_has_examined_the_papers() -> None:
    terms = {"/terms/payment": {"type": "lc_usance", "days": 60}}
    assert step(planned(LC, terms), "payment").due == date(2026, 7, 12)


@pytest.mark.parametrize(
    "terms",
    [
        {"type": "dp"},
        {"type": "da", "days": 30},
        {"type": "da", "days": 30, "after": "draft_date"},
        {"type": "lc_usance", "days": 30, "after": "draft_date"},
        {**DEPOSIT, "balance": "on_arrival"},
    ],
    ids=str,
)
def test_a_payment_counted_from_a_day_that_no_order_states_is_unknown(
    terms: dict[str, Any],
) -> None:
    found = unknown(planned(TT, {"/terms/payment": terms}, ["/receipts"]), "payment")
    assert found.missing == ("/receipts",)
    assert "order does not state" in found.why_en


def test_an_order_of_nothing_but_a_contract_lists_every_step_that_it_cannot_date() -> None:
    timeline = sample(CONTRACT_ONLY, date(2026, 10, 6)).timeline
    assert {s.key: s.due for s in timeline.steps} == {
        "contract": date(2026, 10, 5),
        "purchase": date(2026, 10, 8),
    }
    assert {each.key for each in timeline.unknown} == {
        *("packing_report", "booking", "delivery", "invoice_packing_list"),
        *("instructions", "cut_off", "declaration"),
        *("shipment", "latest_shipment", "advice", "payment"),
    }
    assert all(each.missing for each in timeline.unknown)
    assert unknown(timeline, "shipment").missing == ("/shipment/etd", "/terms/latest_shipment")
    assert (timeline.shipment, timeline.shipment_from) == (None, "")


def test_an_agreed_latest_shipment_is_enough_to_date_every_step() -> None:
    bare = {"/terms/latest_shipment": "2026-12-18"}
    timeline = planned(CONTRACT_ONLY, bare, as_of=date(2026, 10, 6))
    assert timeline.unknown == ()
    assert step(timeline, "delivery").due == date(2026, 12, 8)
    assert step(timeline, "booking").due == date(2026, 11, 27)


def test_a_credit_without_expiry_leaves_the_presentation_unknown() -> None:
    timeline = planned(LC, remove=["/credit/expiry"])
    assert unknown(timeline, "presentation").missing == ("/credit/expiry",)
    assert unknown(timeline, "credit_expiry").missing == ("/credit/expiry",)
    assert unknown(planned(LC, remove=["/credit"]), "presentation").missing == ("/credit",)


def test_exports_from_elsewhere_go_by_monday_to_friday_and_say_so() -> None:
    timeline = sample(CONTRACT_ONLY, date(2026, 10, 6)).timeline
    (note,) = timeline.notes
    assert "GERMANY" in note.en and "德国" in note.zh


def test_days_in_a_year_without_a_holiday_notice_are_noted() -> None:
    (note,) = planned(TT, on_board("2027-02-12"), as_of=date(2026, 12, 1)).notes
    assert "2027" in note.en and "2027" in note.zh
    assert planned().notes == ()


def test_other_lead_times_give_other_days() -> None:
    leads = replace(USUAL, booking=14, origin=10, inspection_latest=9, delivery_buffer=5)
    timeline = planned(TT, leads=leads)
    assert step(timeline, "booking").due == date(2026, 2, 24)
    assert step(timeline, "origin").due == date(2026, 3, 10)
    assert step(timeline, "inspection").due == date(2026, 3, 11)
    strict = replace(USUAL, charges=Decimal(0), charges_percent=Decimal(0))
    assert step(planned(TT, {"/receipts/0/amount": "14579.99"}), "deposit").state == "done"
    change = {"/receipts/0/amount": "14579.99", "/receipts/1/value_date": "2026-03-25"}
    assert step(planned(TT, change, leads=strict), "deposit").state == "late"


def test_invoice_and_packing_list_are_ready_for_whoever_asks_first() -> None:
    inspected = replace(USUAL, inspection_latest=9)
    assert step(planned(TT, leads=inspected), "invoice_packing_list").due == date(2026, 3, 11)
    certified = replace(USUAL, origin=10)
    assert step(planned(TT, leads=certified), "invoice_packing_list").due == date(2026, 3, 10)
    neither = {"/terms/documents": [], "/origin/kind": "none"}
    plain = ["/inspection", "/certificates"]
    plain += ["/goods/0/inspection_required", "/goods/1/inspection_required"]
    assert step(planned(TT, neither, plain), "invoice_packing_list").due == date(2026, 3, 19)


def test_an_estimate_is_overdue_while_open_but_never_done_late() -> None:
    slow = planned(TT, {"/certificates/0/issued": "2026-03-16"}, as_of=date(2026, 3, 16))
    found = step(slow, "inspection_certificate")
    assert (found.due, found.days, found.state) == (date(2026, 3, 11), -5, "done")
    still = planned(TT, {"/certificates/0/issued": "2026-03-16"}, as_of=date(2026, 3, 12))
    assert step(still, "inspection_certificate").state == "late"


DAYS = st.dates(date(2025, 12, 1), date(2027, 3, 1))


@given(st.sampled_from(GOOD), DAYS)
def test_every_sample_on_every_day_has_states_that_its_days_bear_out(
    case: str, as_of: date
) -> None:
    timeline = sample(case, as_of).timeline
    for each in timeline.steps:
        _bears_out(each, as_of)
    places = [(s.key, s.ref) for s in (*timeline.steps, *timeline.unknown)]
    assert len(set(places)) == len(places)
    late = [s.state == "late" for s in timeline.steps]
    assert late == sorted(late, reverse=True)
    rest = [s.due for s in timeline.steps if s.days is None or (s.days >= 0 and s.state != "late")]
    assert rest == sorted(rest)


def _bears_out(each: Step, as_of: date) -> None:
    assert each.why_en and each.why_zh and each.en and each.zh
    assert each.where.split("/")[1] in Order.model_fields
    assert each.done is None or each.done <= as_of
    assert each.planned is None or each.planned > as_of
    assert each.earliest is None or each.earliest <= each.due
    if each.moved_from:
        assert each.due < each.moved_from and not is_workday(each.moved_from)
        assert is_workday(each.due)
    if each.done:
        assert each.state in ("done", "late")
        assert each.days == ((each.moved_from or each.due) - each.done).days
    elif each.state == "done":
        assert each.days is None
    else:
        assert each.days == (each.due - as_of).days
        assert (each.state == "ahead") == (each.due - as_of > timedelta(7))


@given(st.sampled_from(GOOD), DAYS, st.integers(1, 90))
def test_what_is_done_stays_done(case: str, as_of: date, later: int) -> None:
    before, after = (
        {(s.key, s.ref) for s in sample(case, day).timeline.steps if s.done or s.days is None}
        for day in (as_of, as_of + timedelta(later))
    )
    assert before <= after


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_days_at_the_ends_of_time_are_no_error(day: str) -> None:
    change = {**on_board(day), "/date": day, "/terms/latest_shipment": day}
    assert planned(TT, change).shipment == iso(day)
    assert planned(LC, change).shipment == iso(day)
