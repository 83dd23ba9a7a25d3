"""A date at the ends of time is judged like any other: no rule stops at it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from tests.checks.orders import AUDIT, LC, SET, TT, _raw, report

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


def dates(raw: Any, place: str = "") -> Iterator[str]:
    """The place of every date."""
    entries = raw.items() if isinstance(raw, dict) else enumerate(raw)
    for key, value in entries:
        if isinstance(value, dict | list):
            yield from dates(value, f"{place}/{key}")
        elif isinstance(value, str) and _DATE.fullmatch(value):
            yield f"{place}/{key}"


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
@pytest.mark.parametrize("base", [TT, LC, AUDIT, SET])
def test_no_rule_stops_at_the_ends_of_time(base: str, day: str) -> None:
    places = list(dates(_raw(base)))
    assert len(places) > 5
    for place in places:
        said = [each.finding.en for each in report(base, {place: day}).results]
        assert not [each for each in said if "could not finish" in each], place
