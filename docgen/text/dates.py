"""Dates as papers print them; independent of any locale.

Every month is cut to three letters, JUNE, JULY and SEPT. too, so that all papers read alike.
"""

from __future__ import annotations

from datetime import date

_MONTHS = (
    *("JAN.", "FEB.", "MAR.", "APR.", "MAY", "JUN."),
    *("JUL.", "AUG.", "SEP.", "OCT.", "NOV.", "DEC."),
)


def english(day: date) -> str:
    """`NOV. 02, 2026`."""
    return f"{_MONTHS[day.month - 1]} {day.day:02}, {day.year}"


def chinese(day: date) -> str:
    """`2026年11月2日`."""
    return f"{day.year}年{day.month}月{day.day}日"


def iso(day: date) -> str:
    """`2026-11-02`."""
    return day.isoformat()
