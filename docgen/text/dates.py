"""Dates as papers print them; independent of any locale.

Every month is cut to three letters, JUNE, JULY and SEPT. too, so that all papers read alike.
"""

from __future__ import annotations

import re
from datetime import date

_MONTHS = (
    *("JAN.", "FEB.", "MAR.", "APR.", "MAY", "JUN."),
    *("JUL.", "AUG.", "SEP.", "OCT.", "NOV.", "DEC."),
)
_ISO = re.compile(r"(?<![\w-])\d{4}-\d{2}-\d{2}(?![\w-])")


def english(day: date) -> str:
    """`NOV. 02, 2026`."""
    return f"{_MONTHS[day.month - 1]} {day.day:02}, {day.year}"


def sentence(text: str) -> str:
    """A sentence with its ISO dates as a letter writes them; a number that is no day stays."""
    return _ISO.sub(_letters, text)


def _letters(found: re.Match[str]) -> str:
    try:
        return english(date.fromisoformat(found[0]))
    except ValueError:
        return found[0]


def chinese(day: date) -> str:
    """`2026年11月2日`."""
    return f"{day.year}年{day.month}月{day.day}日"


def iso(day: date) -> str:
    """`2026-11-02`."""
    return day.isoformat()
