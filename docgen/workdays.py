"""Working days, make-up working weekends (调休) included.

The holidays of mainland China are known for some years only, since the State Council announces the
next year's in November. Outside those years, and in other countries, Monday to Friday are taken
as working days: `is_known` says where that is a guess.
"""

from __future__ import annotations

from datetime import date
from functools import cache

import chinese_calendar

CHINA = "CN"
_LAST = date.max.toordinal()


def shifted(day: date, days: int) -> date:
    """The calendar day so many days later, or earlier below zero; it stops at the ends of time."""
    return date.fromordinal(min(max(day.toordinal() + days, 1), _LAST))


def is_known(day: date, country: str = CHINA) -> bool:
    """Whether the public holidays of that day's year are known."""
    return country == CHINA and _by_law(day) is not None


def is_workday(day: date, country: str = CHINA) -> bool:
    """Whether people work on that day; Monday to Friday where holidays are not known."""
    known = _by_law(day) if country == CHINA else None
    return day.weekday() < 5 if known is None else known


def on_or_before(day: date, country: str = CHINA) -> date:
    """The day itself where it is a working day, otherwise the nearest one before it."""
    while not is_workday(day, country) and day > date.min:
        day = shifted(day, -1)
    return day


def on_or_after(day: date, country: str = CHINA) -> date:
    """The day itself where it is a working day, otherwise the nearest one after it."""
    while not is_workday(day, country) and day < date.max:
        day = shifted(day, 1)
    return day


def back(day: date, working_days: int, country: str = CHINA) -> date:
    """So many working days earlier, `day` itself not counted; the nearest one before for 0."""
    for _ in range(working_days):
        day = on_or_before(shifted(day, -1), country)
    return on_or_before(day, country)


def forward(day: date, working_days: int, country: str = CHINA) -> date:
    """So many working days later, `day` itself not counted; the nearest one after for 0."""
    for _ in range(working_days):
        day = on_or_after(shifted(day, 1), country)
    return on_or_after(day, country)


@cache
def _by_law(day: date) -> bool | None:
    """Whether it is a working day by the holiday notices; None for a year without one."""
    try:
        return bool(chinese_calendar.is_workday(day))
    except NotImplementedError:
        return None
