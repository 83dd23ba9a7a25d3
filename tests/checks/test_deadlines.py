"""The last day to present, and the last one for the bank to decide (UCP 600 art. 6, 14, 29)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from docgen.checks.deadlines import (
    bank_country,
    days_run_from_shipment,
    examination,
    last_presentation,
)
from docgen.order.credit import Credit
from docgen.tables import load_tables


def credit(**facts: Any) -> Credit:
    return Credit.model_validate({"number": "26LC1", **facts})


PRESENTATIONS = [
    # shipped, field 48, expiry, where, transport document, last day
    ("2008-10-10", None, "2008-11-15", "CN", True, "2008-10-31"),
    ("2011-04-15", None, "2011-05-15", "CN", True, "2011-05-06"),
    ("2019-01-10", None, "2019-02-15", "GB", True, "2019-01-31"),
    ("2019-01-10", None, "2019-02-15", "GB", False, "2019-02-15"),
    ("2026-03-20", 15, "2026-04-15", "CN", True, "2026-04-07"),
    ("2026-03-20", 21, "2026-04-02", "CN", True, "2026-04-02"),
    ("2026-03-20", 0, "2026-04-15", "CN", True, "2026-03-20"),
    ("2026-03-20", 21, None, "CN", True, "2026-04-10"),
    (None, 21, "2026-04-15", "CN", True, "2026-04-15"),
    # Sunday; Sunday before a make-up Monday; the National Day week
    ("2026-06-07", 21, "2026-07-31", "CN", True, "2026-06-29"),
    ("2026-09-14", 21, "2026-10-31", "CN", True, "2026-10-08"),
    ("2026-09-01", 60, "2026-10-01", "CN", True, "2026-10-08"),
    # A Saturday on which China works
    ("2026-01-24", 21, "2026-03-31", "CN", True, "2026-02-14"),
    # The closed days of other countries are not known, so nothing is moved
    ("2026-06-07", 21, "2026-07-31", "NO", True, "2026-06-28"),
]


@pytest.mark.parametrize(("shipped", "days", "expiry", "where", "transport", "last"), PRESENTATIONS)
def test_last_day_to_present(
    shipped: str | None,
    days: int | None,
    expiry: str | None,
    where: str,
    transport: bool,
    last: str,
) -> None:
    papers = ["INVOICE", "FULL SET OF CLEAN ON BOARD BILLS OF LADING"][: 1 + transport]
    facts = credit(presentation_days=days, expiry=expiry, documents=papers)
    on_board = date.fromisoformat(shipped) if shipped else None
    got = last_presentation(facts, on_board, where)
    assert got is not None
    assert got.day.isoformat() == last
    assert got.calendar_known == (where == "CN")
    assert got.moved == (last in ("2026-06-29", "2026-10-08", "2026-04-07"))


def test_a_credit_may_expire_so_many_days_after_shipment() -> None:
    facts = credit(expiry_days_after_shipment=15, presentation_days=21)
    got = last_presentation(facts, date(2026, 3, 20), "")
    assert got is not None and got.day == date(2026, 4, 4)


def test_without_shipment_and_expiry_there_is_no_last_day() -> None:
    assert last_presentation(credit(), None, "CN") is None


@pytest.mark.parametrize(
    ("text", "from_shipment"),
    [
        ("", True),
        ("FROM SHIPMENT BUT WITHIN LC EXPIRY", True),
        ("DAYS AFTER B/L DATE", True),
        ("AFTER THE DATE OF ISSUANCE OF THE TRANSPORT DOCUMENTS", True),
        ("AFTER THE DATE OF INVOICE", False),
    ],
)
def test_what_the_days_of_field_48_run_from(text: str, from_shipment: bool) -> None:
    assert days_run_from_shipment(credit(presentation_text=text)) is from_shipment


@pytest.mark.parametrize(
    ("facts", "country"),
    [
        ({"expiry_place": "CHINA"}, "CN"),
        ({"expiry_place": "NINGBO"}, "CN"),
        ({"expiry_place": "OSLO, NORWAY"}, "NO"),
        ({"expiry_place": "AT NEGOTIATING BANK", "available_with": "ANY BANK IN CHINA"}, "CN"),
        ({"expiry_place": "AT OUR COUNTERS"}, ""),
    ],
)
def test_where_the_papers_are_presented(facts: dict[str, str], country: str) -> None:
    assert bank_country(credit(**facts), load_tables()) == country


EXAMINATIONS = [
    # presented, country of the bank, last day to decide
    ("2013-01-03", "", "2013-01-10"),
    ("2013-01-03", "GB", "2013-01-10"),
    # A holiday, and a week-end on which China works
    ("2013-01-03", "CN", "2013-01-08"),
    # Presented on a Saturday; the Spring Festival week; the National Day week
    ("2026-03-07", "NO", "2026-03-13"),
    ("2026-02-13", "CN", "2026-02-27"),
    ("2026-09-30", "CN", "2026-10-13"),
]


@pytest.mark.parametrize(("presented", "where", "last"), EXAMINATIONS)
def test_a_bank_has_five_banking_days_after_the_presentation(
    presented: str, where: str, last: str
) -> None:
    got = examination(date.fromisoformat(presented), where)
    assert (got.presented.isoformat(), got.last_day.isoformat()) == (presented, last)
    assert got.calendar_known == (where == "CN")


def test_the_closed_days_of_a_year_to_come_are_not_known() -> None:
    assert not examination(date(2026, 12, 30), "CN").calendar_known
