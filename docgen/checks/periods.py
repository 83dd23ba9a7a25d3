"""Days and periods as credits and contracts write them: what their words include (UCP 600 art. 3).

Of a shipment, to, until, till, from and between include the day named, before and after exclude
it; on or about is that day and the five days before and behind it. The halves of a month end on its
15th and its last day, its beginning, middle and end are ten days each.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from typing import NamedTuple

from docgen.checks.words import norm
from docgen.workdays import shifted

ABOUT_DAYS = 5
"""Days either way that ON OR ABOUT means, the day itself not counted (UCP 600 art. 3)."""
_MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
_MONTH = rf"({'|'.join(_MONTHS)})[A-Z]*"
_DAY = r"([0-3]?[0-9])(?:ST|ND|RD|TH)?"
_YEAR = r"((?:19|20)[0-9]{2}|[0-9]{2})"
_ISO = r"((?:19|20)[0-9]{2}) ([01]?[0-9]) ([0-3]?[0-9])"
_SWIFT = r"([0-9]{2})([01][0-9])([0-3][0-9])"
_CHINESE = r"((?:19|20)[0-9]{2})年([0-9]{1,2})月([0-9]{1,2})日"
_DATE = re.compile(
    rf"\b(?:{_ISO}|{_DAY} (?:OF )?{_MONTH} {_YEAR}|{_MONTH} {_DAY} {_YEAR}|{_SWIFT})\b|{_CHINESE}"
)
_ABOUT = re.compile(r"\b(?:ON OR |ON )?ABOUT\b")
_LAST = re.compile(
    r"\b(?:NOT? LATER THAN|ON OR BEFORE|LATEST|UP TO|UNTIL|TILL|BY|BEFORE THE END OF)\b"
)
_BETWEEN = re.compile(r"\b(?:FROM|BETWEEN|TO|UNTIL|TILL|AND)\b")
_PART = re.compile(
    rf"(?:\b(FIRST|SECOND) HALF|\b(BEGINNING|MIDDLE|END))? ?(?:OF )?"
    rf"\b{_MONTH}(?: (?:AND |TO |OR )?{_MONTH})? ((?:19|20)[0-9]{{2}})\b"
)
_WITH_DAY = re.compile(rf"\b[0-9]{{1,2}} {_MONTH}|{_MONTH} [0-9]{{1,2}}\b")


class Period(NamedTuple):
    """A period with both days included; None where it is open at that end."""

    first: date | None
    last: date | None

    def holds(self, day: date) -> bool:
        """Whether the day lies in it."""
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)


def period_in(text: str) -> Period | None:
    """The period of shipment that a text states; None where it cannot be read."""
    words = norm(text)
    days = tuple(dates_in(text))
    if len(days) == 2 and _BETWEEN.search(words) and days[0] <= days[1]:
        return Period(*days)
    if len(days) == 1:
        return _around(words, days[0])
    return _part_of_month(words) if not days else None


def dates_in(text: str) -> Iterator[date]:
    """Every date that stands in the text: ISO, English with the month in letters, or YYMMDD."""
    for match in _DATE.finditer(norm(text)):
        parts = [each for each in match.groups() if each is not None]
        month = next((at for at, each in enumerate(parts) if each in _MONTHS), None)
        numbers = [_MONTHS.index(each) + 1 if each in _MONTHS else int(each) for each in parts]
        if month == 1:
            numbers = numbers[::-1]
        elif month == 0:
            numbers = [numbers[2], numbers[0], numbers[1]]
        year, *rest = numbers
        with suppress(ValueError):
            yield date(year if year > 99 else 2000 + year, *rest)


def _around(words: str, day: date) -> Period:
    """What the words beside one day make of it."""
    if _ABOUT.search(words):
        return Period(shifted(day, -ABOUT_DAYS), shifted(day, ABOUT_DAYS))
    if _LAST.search(words):
        return Period(None, day)
    if re.search(r"\bON OR AFTER\b|\bFROM\b|\b(?:NOT|NO) (?:BEFORE|EARLIER)\b", words):
        return Period(day, None)
    if re.search(r"\bBEFORE\b|\bPRIOR TO\b", words):
        return Period(None, shifted(day, -1))
    if re.search(r"\bAFTER\b", words):
        return Period(shifted(day, 1), None)
    return Period(None, day)


def _part_of_month(words: str) -> Period | None:
    """`DURING MAY 2026`, `FIRST HALF OF MAY 2026`, `END OF MAY 2026`."""
    found = _PART.findall(words)
    if not found or len(found) > 2 or _WITH_DAY.search(words):
        return None
    first, last = _days_of(*found[0])[0], _days_of(*found[-1])[1]
    if re.search(r"\b(?:BEFORE|BY|NOT? LATER THAN|UNTIL|TILL|LATEST)\b", words):
        return Period(None, last)
    return Period(first, last)


def _days_of(half: str, tenth: str, month: str, until: str, year: str) -> tuple[date, date]:
    number, closing = _MONTHS.index(month) + 1, _MONTHS.index(until or month) + 1
    end = monthrange(int(year), closing)[1]
    first, last = {
        "FIRST": (1, 15),
        "SECOND": (16, end),
        "BEGINNING": (1, 10),
        "MIDDLE": (11, 20),
        "END": (21, end),
    }.get(half or tenth, (1, end))
    return date(int(year), number, first), date(int(year), closing, last)
