"""Working days: holidays and make-up weekends of China, and what is done where none are known."""

from __future__ import annotations

import ast
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import docgen
from docgen.workdays import (
    back,
    forward,
    is_known,
    is_workday,
    on_or_after,
    on_or_before,
    shifted,
)

DAYS = st.dates(date(2003, 6, 1), date(2028, 6, 30))
COUNTRIES = st.sampled_from(["CN", "DE"])


def day(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.parametrize("text", [f"2026-02-{number}" for number in range(15, 24)])
def test_spring_festival_2026_is_nine_days_off(text: str) -> None:
    assert not is_workday(day(text))


@pytest.mark.parametrize("text", ["2026-02-14", "2026-02-28", "2026-09-20", "2026-10-10"])
def test_make_up_weekends_are_working_days(text: str) -> None:
    assert day(text).weekday() >= 5
    assert is_workday(day(text))


def test_working_days_are_counted_around_spring_festival() -> None:
    friday = day("2026-02-13")
    assert [forward(friday, count) for count in (1, 2)] == [day("2026-02-14"), day("2026-02-24")]
    assert back(day("2026-02-24"), 1) == day("2026-02-14")
    assert on_or_before(day("2026-02-20")) == day("2026-02-14")
    assert on_or_after(day("2026-02-20")) == day("2026-02-24")


def test_working_days_are_counted_around_national_day() -> None:
    assert back(day("2026-10-08"), 1) == day("2026-09-30")
    assert forward(day("2026-09-30"), 1) == day("2026-10-08")
    assert on_or_before(day("2026-10-07")) == day("2026-09-30")


def test_from_a_day_off_the_first_working_day_counts_as_one() -> None:
    saturday = day("2026-03-21")
    assert forward(saturday, 1) == day("2026-03-23")
    assert back(saturday, 1) == day("2026-03-20")


def test_years_without_a_holiday_notice_are_monday_to_friday_and_said_to_be_unknown() -> None:
    new_year = day("2027-01-01")
    assert is_workday(new_year) and not is_known(new_year)
    assert not is_workday(day("2027-01-02"))
    assert not is_workday(day("2026-01-01")) and is_known(day("2026-01-01"))


def test_other_countries_do_not_keep_chinese_holidays() -> None:
    assert is_workday(day("2026-10-01"), "DE")
    assert not is_workday(day("2026-10-10"), "DE")
    assert not is_known(day("2026-10-01"), "DE")


@given(DAYS, st.integers(0, 30), COUNTRIES)
def test_so_many_working_days_on_and_back_again_is_the_same_day(
    start: date, count: int, country: str
) -> None:
    first = on_or_after(start, country)
    assert back(forward(first, count, country), count, country) == first


@given(DAYS, st.integers(1, 30), COUNTRIES)
def test_forward_passes_exactly_that_many_working_days(
    start: date, count: int, country: str
) -> None:
    end = forward(start, count, country)
    passed = [start + timedelta(n) for n in range(1, (end - start).days + 1)]
    assert sum(is_workday(each, country) for each in passed) == count
    assert is_workday(end, country)


@given(DAYS, COUNTRIES)
def test_the_nearest_working_day_before_leaves_none_between(start: date, country: str) -> None:
    found = on_or_before(start, country)
    assert found <= start and is_workday(found, country)
    between = [found + timedelta(n) for n in range(1, (start - found).days + 1)]
    assert not any(is_workday(each, country) for each in between)


def test_the_ends_of_time_are_no_error() -> None:
    assert shifted(date.min, -30) == date.min
    assert shifted(date.max, 30) == date.max
    assert back(date.min, 3) == on_or_before(date.min)
    assert forward(date.max, 3) == date.max


def test_no_other_module_asks_the_holiday_library() -> None:
    package = Path(docgen.__file__).parent
    users = {
        path.relative_to(package).as_posix()
        for path in package.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if (isinstance(node, ast.Import) and "chinese_calendar" in ast.unparse(node))
        or (isinstance(node, ast.ImportFrom) and (node.module or "").startswith("chinese_calendar"))
    }
    assert users == {"workdays.py"}
