"""Dates on paper: the same in every locale."""

from __future__ import annotations

from datetime import date

import pytest

from docgen.text import dates

PRINTED_MONTHS = [
    "JAN. 05, 2027",
    "FEB. 05, 2027",
    "MAR. 05, 2027",
    "APR. 05, 2027",
    "MAY 05, 2027",
    "JUN. 05, 2027",
    "JUL. 05, 2027",
    "AUG. 05, 2027",
    "SEP. 05, 2027",
    "OCT. 05, 2027",
    "NOV. 05, 2027",
    "DEC. 05, 2027",
]


@pytest.mark.parametrize(("month", "printed"), list(enumerate(PRINTED_MONTHS, start=1)))
def test_english_date_names_the_month_in_three_letters(month: int, printed: str) -> None:
    assert dates.english(date(2027, month, 5)) == printed


def test_english_date_writes_the_day_with_two_digits() -> None:
    assert dates.english(date(2026, 11, 2)) == "NOV. 02, 2026"
    assert dates.english(date(2026, 11, 30)) == "NOV. 30, 2026"


def test_chinese_date_writes_month_and_day_without_leading_zeros() -> None:
    assert dates.chinese(date(2026, 11, 2)) == "2026年11月2日"
    assert dates.chinese(date(2027, 1, 31)) == "2027年1月31日"


def test_iso_date_sorts_as_text() -> None:
    assert dates.iso(date(2026, 11, 2)) == "2026-11-02"


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("It is 2009-03-31, not 2009-04-15.", "It is MAR. 31, 2009, not APR. 15, 2009."),
        ("No. 2009-13-45 and A-2009-03-31 and 2009-03-31-7", None),
    ],
)
def test_the_days_of_a_sentence_are_spelled_and_numbers_stay(
    written: str, printed: str | None
) -> None:
    assert dates.sentence(written) == (printed or written)
