"""Changes every fact of the clean orders by typical slips and tells which go unnoticed.

A slip is noticed where the intake refuses the file or the checks raise an error or a warning that
the clean order does not. Some facts are entered once, with nothing to compare them with (a phone
number); they stand in `ENTERED_ONCE` with the reason and do not count. Run it with `make sweep`;
it writes `docs/sweep.md`.
"""

from __future__ import annotations

import itertools
import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fnmatch import fnmatchcase
from typing import Any

from docgen.errors import InputError
from docgen.findings import Severity
from tests.checks.orders import AS_OF, LC, TT, _raw, changed, order, report_of
from tests.samples import ROOT
from tests.sweep_once import ENTERED_ONCE, WHY_UNNOTICED

TARGET = 90
_FIGURE = re.compile(r"-?\d+(\.\d+)?")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_OTHER = {
    "currency": ("EUR", "JPY"),
    "unit": ("SET", "KGM"),
    "price_unit": ("DZN", "KGM"),
    "kind": (),
    "country": ("SE", "DE"),
    "destination_country": ("SE", "DE"),
    "origin_country": ("VN", "HK"),
    "rule": ("FOB", "CFR", "EXW"),
    "package_kind": ("BG", "PX"),
    "mode": ("air", "rail"),
}


@dataclass(frozen=True)
class Slip:
    """A typical slip: what it is called and the value it leaves."""

    name: str
    value: Any


@dataclass
class Fact:
    """What became of the slips of one kind of fact."""

    noticed: int = 0
    unnoticed: tuple[str, ...] = ()


def facts(raw: Any, place: str = "") -> Iterator[tuple[str, Any]]:
    """Every leaf of an order with its JSON pointer."""
    if isinstance(raw, dict):
        for key, value in raw.items():
            yield from facts(value, f"{place}/{key}")
    elif isinstance(raw, list):
        for index, value in enumerate(raw):
            yield from facts(value, f"{place}/{index}")
    else:
        yield place, raw


def slips(place: str, value: Any, rows: Mapping[str, list[Any]]) -> Iterator[Slip]:
    """The slips that people make with such a value."""
    name = place.rsplit("/", 1)[1]
    if isinstance(value, bool):
        yield Slip("turned round", not value)
    elif name in _OTHER:
        yield from (Slip(f"{name} {other}", other) for other in _OTHER[name] if other != value)
    elif isinstance(value, int) or _FIGURE.fullmatch(value):
        yield from _figure_slips(value)
    elif _DATE.fullmatch(value):
        yield from _date_slips(date.fromisoformat(value))
    else:
        yield from _text_slips(value)
    for other in rows[pattern(place)]:
        if other != value and type(other) is type(value):
            yield Slip("wrong row", other)
            break


def _figure_slips(value: int | str) -> Iterator[Slip]:
    text = str(value)
    number = Decimal(text)
    as_written = int if isinstance(value, int) else str
    digits = [i for i, char in enumerate(text) if char.isdigit()]
    for left, right in itertools.pairwise(digits):
        if text[left] != text[right] and not (left == 0 and text[right] == "0"):
            chars = list(text)
            chars[left], chars[right] = chars[right], chars[left]
            yield Slip("digits swapped", as_written("".join(chars)))
            break
    step = Decimal(1).scaleb(int(number.as_tuple().exponent))
    yield Slip("ten times", as_written(str(number * 10)))
    yield Slip("one more", as_written(str(number + step)))
    if number - step > 0:
        yield Slip("one less", as_written(str(number - step)))


def _date_slips(day: date) -> Iterator[Slip]:
    with suppress(ValueError):
        if day.day != day.month:
            yield Slip(
                "day and month swapped", day.replace(month=day.day, day=day.month).isoformat()
            )
    yield Slip("a month later", (day + timedelta(days=31)).isoformat())
    yield Slip("a month earlier", (day - timedelta(days=31)).isoformat())
    yield Slip("a year later", day.replace(year=day.year + 1).isoformat())


def _text_slips(text: str) -> Iterator[Slip]:
    """Two letters swapped in the middle, and the last word left out."""
    middle = len(text) // 2
    for at in range(middle, len(text) - 1):
        if text[at] != text[at + 1] and (text[at] + text[at + 1]).isalnum():
            yield Slip("letters swapped", text[:at] + text[at + 1] + text[at] + text[at + 2 :])
            break
    words = text.split(" ")
    if len(words) > 1:
        yield Slip("a word left out", " ".join(words[:-1]))


def pattern(place: str) -> str:
    """The pointer with list indexes as `*`."""
    return re.sub(r"/\d+(?=/|$)", "/*", place)


def noticed(base: str, place: str, value: Any, clean: frozenset[tuple[str, ...]]) -> bool:
    try:
        got = report_of(order(changed(base, {place: value})), AS_OF[base])
    except InputError:
        return True
    return any(
        (each.finding.code, *each.finding.paths) not in clean
        for each in got.standing
        if each.finding.severity is not Severity.INFO
    )


def sweep(base: str) -> dict[str, Fact]:
    """What became of every kind of fact of a base order."""
    raw = _raw(base)
    rows: dict[str, list[Any]] = defaultdict(list)
    for place, value in facts(raw):
        rows[pattern(place)].append(value)
    first = report_of(order(changed(base, {})), AS_OF[base])
    clean = frozenset((each.finding.code, *each.finding.paths) for each in first.standing)
    found: dict[str, Fact] = defaultdict(Fact)
    for place, value in facts(raw):
        fact = found[pattern(place)]
        for slip in slips(place, value, rows):
            if noticed(base, place, slip.value, clean):
                fact.noticed += 1
            else:
                fact.unnoticed += (f"{slip.name} ({place} = {_short(slip.value)})",)
    return found


def _short(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)[:60]


def _reason(place: str, reasons: Mapping[str, str]) -> str:
    """The reason of the first pattern that fits; empty where none does."""
    return next((why for known, why in reasons.items() if fnmatchcase(place, known)), "")


def main() -> int:
    lines = [
        "# Mutation sweep",
        "",
        "Written by `make sweep`: every fact of the clean sample orders changed by typical slips",
        "(digits swapped, ten times, one more, one less, another row's value, dates off, another",
        "currency, unit or country, letters swapped, a word left out). A kind of fact counts as",
        "caught where at least half of its slips are noticed, by a refusal, an error or a warning.",
        "",
    ]
    total = Counted()
    for base in (TT, LC):
        found = sweep(base)
        lines += [f"## {base}", "", *_told(found, total), ""]
    share = 100 * total.caught / total.facts
    summary = (
        f"{total.caught} of {total.facts} kinds of independently entered facts are caught"
        f" ({share:.1f}%, target {TARGET}%); {total.noticed} of {total.slips} single slips in them"
        f" ({100 * total.noticed / total.slips:.1f}%)."
    )
    lines[7:7] = [summary, ""]
    (ROOT / "docs" / "sweep.md").write_text("\n".join(lines).rstrip() + "\n", encoding="utf-8")
    print(summary)
    return 0 if share >= TARGET else 1


@dataclass
class Counted:
    """Kinds of facts and single slips over all bases."""

    facts: int = 0
    caught: int = 0
    slips: int = 0
    noticed: int = 0


def _told(found: Mapping[str, Fact], total: Counted) -> Iterator[str]:
    """A fact counts as caught where at least half of its slips are noticed."""
    unnoticed, alone = [], []
    for place, fact in found.items():
        slips_made = fact.noticed + len(fact.unnoticed)
        if not slips_made:
            continue
        if why := _reason(place, ENTERED_ONCE):
            alone.append(f"| `{place}` | {why} |")
            continue
        total.facts += 1
        total.slips += slips_made
        total.noticed += fact.noticed
        caught = 2 * fact.noticed >= slips_made
        total.caught += caught
        if fact.unnoticed:
            said = "; ".join(dict.fromkeys(each.split(" (")[0] for each in fact.unnoticed))
            mark = "" if caught else "**missed** "
            why = _reason(place, WHY_UNNOTICED) or "the slip leaves a value that other facts allow"
            counted = f"{fact.noticed}/{slips_made}"
            unnoticed.append(f"| `{place}` | {counted} | {mark}{said} | {why} |")
    yield "Facts of which some slips go unnoticed:"
    yield from ("", "| fact | noticed | unnoticed | why |", "|---|---|---|---|", *unnoticed)
    yield from ("", "Facts that are entered once, with nothing to compare them with:")
    yield from ("", "| fact | why |", "|---|---|", *alone)


if __name__ == "__main__":
    sys.exit(main())
