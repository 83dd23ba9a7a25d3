"""The values of fields as banks write them; what cannot be meant is refused with what was expected.

A date has two figures for the year: 80 to 99 are of the last century. In a message a comma is the
decimal sign; only where a printer set the figures is 48,600.00 read, and never guessed at.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from docgen.credit.grammar import NUMBER_WORDS
from docgen.tables import Currency

_MONTHS = "JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC".split()
_MONTH = r"(?P<name>JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)[A-Z]*\.?"
_DATES = tuple(
    re.compile(rf"(?:DATED?\b\s*:?\s*)?(?:{pattern})(?![\d/.-]*\d)", re.IGNORECASE)
    for pattern in (
        r"(?P<year>\d{2})(?P<month>\d{2})(?P<day>\d{2})",
        r"(?P<year>[12]\d{3})[-/.]?(?P<month>\d{2})[-/.]?(?P<day>\d{2})",
        rf"(?P<day>\d{{1,2}})(?:ST|ND|RD|TH)?[ -]*{_MONTH}[ ,-]*(?P<year>\d{{4}}|\d{{2}})",
        rf"{_MONTH} ?(?P<day>\d{{1,2}})(?:ST|ND|RD|TH)?[ ,]+(?P<year>\d{{4}})",
        rf"(?P<year>\d{{4}}) {_MONTH} ?(?P<day>\d{{1,2}})",
    )
)
_PLACE = re.compile(
    r"[\s,:;/-]*(?:到期地点|地点)?[\s:]*(?:PLACE\b(?: OF EXPIRY)?\s*:?)?"
    r"[\s,:;/-]*(?:IN\b\s*(?=[A-Z]))?",
    re.IGNORECASE,
)
_MONEY = re.compile(
    r"[^A-Z0-9]*(?:(?:CURRENCY(?: CODE)?|CODE)\s*:?\s*)?(?P<currency>[A-Z]{3})(?=[^A-Z]|$)"
    r"(?:\s*\([A-Z .']*\))?[\s,:;]*(?:AMOUNT\s*:?)?[\s#*]*"
    r"(?P<figures>\d[\d.,' ]*)[#*]*(?P<after>.*)",
    re.IGNORECASE | re.DOTALL,
)
_GROUPED = re.compile(
    r"\d{1,3}(?:,\d{3})+(?:\.\d*)?|\d{1,3}(?:\.\d{3})+,\d*|\d{1,3}(?:'\d{3})+(?:\.\d*)?"
)
_PERCENTS = re.compile(
    r"(?:PLUS|\+)?\s*(?P<plus>\d{1,3}(?:[.,]\d+)?)\s*(?:PCT|PERCENT|%)?"
    r"(?:\s*[/,]\s*|\s+|(?=-))(?:-|MINUS)?\s*"
    r"(?P<minus>\d{1,3}(?:[.,]\d+)?)\s*(?:PCT|PERCENT|%)?",
    re.IGNORECASE,
)
_BOTH = re.compile(
    r"(?:\+\s*/\s*-|PLUS\s*/?\s*(?:OR\s*)?MINUS)\s*(?P<both>\d{1,3})\s*(?:PCT|PERCENT|%)?"
    r"|(?P<more>\d{1,3})\s*(?:PCT|PERCENT|PER CENT|%) MORE OR LESS.*",
    re.IGNORECASE,
)
_DAYS = re.compile(
    rf"\b(\d{{1,3}}|{NUMBER_WORDS}|FIFTEEN|TWENTY|TWENTY[ -]ONE|THIRTY)\b(?:\s*\([^)]*\))?\s*"
    r"(?:CALENDAR |CONSECUTIVE )?DAYS?\b",
    re.IGNORECASE,
)
_TOLERANCE = re.compile(r"(?:TOLERANCE|\+\s*/\s*-)\s*:?\s*(?=\d{1,3}\s*/)", re.IGNORECASE)
_SEQUENCE = re.compile(
    r"(?:NUMBER)?\s*:?\s*(\d{1,2})\s*(?:/|TOTAL\s*:?)\s*(\d{1,2})", re.IGNORECASE
)
_PERIOD = re.compile(r"(?P<days>\d{1,3})\s*(?:/\s*(?P<text>.*))?", re.DOTALL)
_LARGE = {"FIFTEEN": 15, "TWENTY": 20, "TWENTY ONE": 21, "THIRTY": 30}


class UnreadableError(ValueError):
    """A value that cannot be meant; the message says what was expected, in English and Chinese."""

    def __init__(self, expected: str, zh: str) -> None:
        super().__init__(expected)
        self.expected, self.zh = expected, zh


class Money(NamedTuple):
    """An amount with its currency, and whatever stands behind it."""

    currency: str
    amount: Decimal
    after: str


def read_date(text: str) -> tuple[date, str]:
    """The date at the beginning of a text, and the rest."""
    for pattern in _DATES:
        if match := pattern.match(text.strip()):
            found = _calendar_day(match)
            return found, text.strip()[match.end() :]
    raise UnreadableError("a date as YYMMDD", "YYMMDD格式的日期")


def read_date_and_place(text: str) -> tuple[date, str]:
    """The date and the place behind it, as in `260415CHINA`."""
    found, rest = read_date(text)
    behind = _PLACE.match(rest)
    return found, rest[behind.end() :].strip() if behind else rest.strip()


def _calendar_day(match: re.Match[str]) -> date:
    groups = match.groupdict()
    year = int(groups["year"])
    if year < 100:
        year += 1900 if year >= 80 else 2000
    name = groups.get("name")
    month = _MONTHS.index(name.upper()) + 1 if name else int(groups["month"])
    try:
        return date(year, month, int(groups["day"]))
    except ValueError:
        raise UnreadableError(
            "a day that the calendar has, as YYMMDD", "日历上存在的日期(YYMMDD)"
        ) from None


def read_money(text: str, currencies: Mapping[str, Currency]) -> Money:
    """The currency and amount in `USD48600,` or, as printed, `USD 48,600.00`."""
    match = _MONEY.match(text.strip())
    if match is None or match["currency"].upper() not in currencies:
        raise UnreadableError(
            "a currency and an amount, such as USD48600,", "币种和金额,如USD48600,"
        )
    figures = match["figures"].strip(" ")
    trailing = "," if figures.endswith(",") else ""
    amount = read_figures(figures.rstrip(",.' ") + trailing)
    if not 0 < amount < Decimal(10) ** 15:
        raise UnreadableError("an amount above zero", "大于零的金额")
    code = match["currency"].upper()
    cents = Decimal(1).scaleb(-currencies[code].minor)
    whole = amount % cents == 0
    return Money(code, amount.quantize(cents) if whole else amount, match["after"].strip())


def read_figures(text: str) -> Decimal:
    """A number with a comma for its decimals, or in groups of three with a sign of their own."""
    compact = text.replace(" ", "")
    if re.fullmatch(r"\d+(?:\.\d*)?", compact):
        if re.fullmatch(r"\d{1,3}\.\d{3}", compact):
            raise UnreadableError(*_AMBIGUOUS)
        return Decimal(compact.rstrip("."))
    if re.fullmatch(r"\d+,\d*", compact):
        if re.fullmatch(r"\d{1,3},\d{3}", compact):
            raise UnreadableError(*_AMBIGUOUS)
        return Decimal(compact.replace(",", ".").rstrip("."))
    if not _GROUPED.fullmatch(compact):
        raise UnreadableError("a number such as 48600,00", "数字,如48600,00")
    if compact.rfind(".") < compact.rfind(",") and compact.count(".") >= 1:
        compact = compact.replace(".", "").replace(",", ".")
    return Decimal(compact.replace(",", "").replace("'", "").rstrip("."))


_AMBIGUOUS = (
    "an amount that cannot be read in two ways: 48600, or 48,600.00",
    "不会有两种读法的金额:48600,或48,600.00",
)


def read_sequence(text: str) -> tuple[int, int]:
    """Which message of how many: `1/2`."""
    match = _SEQUENCE.fullmatch(text.strip())
    if match is None or not 1 <= int(match[1]) <= int(match[2]):
        raise UnreadableError("which of how many, such as 1/2", "页次/总页数,如1/2")
    return int(match[1]), int(match[2])


def read_percents(text: str) -> tuple[Decimal, Decimal]:
    """Plus and minus in `05/05`, `+5/-5` or `+/-5PCT`."""
    plain = _TOLERANCE.sub("", " ".join(text.split()), count=1)
    if match := _BOTH.fullmatch(plain):
        pair = (match["both"] or match["more"],) * 2
    elif match := _PERCENTS.fullmatch(plain):
        pair = (match["plus"], match["minus"])
    else:
        pair = ("", "")
    if not pair[0]:
        raise UnreadableError("two figures of per cent, such as 05/05", "两个百分数,如05/05")
    plus, minus = (Decimal(each.replace(",", ".")) for each in pair)
    if plus > 100 or minus > 100:
        raise UnreadableError("per cent from 0 to 100", "0至100的百分数")
    return plus, minus


def read_period(text: str) -> tuple[int, str]:
    """Days and words of field 48: `21/FROM SHIPMENT`, or the free text of old messages."""
    plain = " ".join(text.split())
    if match := _PERIOD.fullmatch(plain):
        return int(match["days"]), (match["text"] or "").strip()
    found = list(_DAYS.finditer(plain))
    days = {day_count(match[1]) for match in found}
    if len(days) != 1:
        raise UnreadableError(
            "a number of days, such as 21 or 21/AFTER SHIPMENT", "天数,如21或21/AFTER SHIPMENT"
        )
    return days.pop(), plain[found[0].end() :].strip(" .,")


def day_count(word: str) -> int:
    """The number in `15` or `FIFTEEN`."""
    plain = word.upper().replace("-", " ")
    if plain.isdecimal():
        return int(plain)
    return _LARGE.get(plain) or NUMBER_WORDS.split("|").index(plain) + 1
