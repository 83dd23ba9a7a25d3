"""The wording of credits as patterns, read once from `grammar.toml`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

_NUMBERS = "ONE TWO THREE FOUR FIVE SIX SEVEN EIGHT NINE TEN ELEVEN TWELVE".split()
_FOLDS = "DUPLICATE TRIPLICATE QUADRUPLICATE QUINTUPLICATE SEXTUPLICATE SEPTUPLICATE OCTUPLICATE"
NUMBER_WORDS = "|".join(_NUMBERS)
"""The numbers from ONE to TWELVE, as a pattern."""
_NUMBER = rf"(?:\d{{1,2}}|{NUMBER_WORDS})\b(?: ?\((?:\d{{1,2}}|{NUMBER_WORDS})\))?"
_STARTERS = (
    "MARKED MARKING NOTIFY NOTIFYING SHOWING STATING INDICATING CERTIFYING EVIDENCING MENTIONING"
    " QUOTING BEARING CONFIRMING COVERING FREIGHT BLANK ENDORSED SIGNED ISSUED MADE DATED WITH"
    " CLAIMS? WITHIN ACCOMPANIED ADVISING INCLUDING CONSIGNED DRAWN DULY PLUS WHOSE AT_SIGHT UP_TO"
).replace(" ", "|")
_BREAK = (
    rf",? ?[;¦]|(?<!\bCO)(?<!\bLTD)(?<!\bNO)(?<!\bINC)(?<!\bCORP)(?<!\bIMP)(?<!\bEXP)\.(?= |$)"
    rf"|,? ?(?:AND )?(?:{_STARTERS.replace('_', ' ')})\b"
    rf"|,? (?:IN|FOR) (?:{_FOLDS.replace(' ', '|')}|FULL|{_NUMBER} |\d+ ?%|ASSIGN|THE CURRENCY)"
    r"|,? (?:FOR|COVER) (?:ASSIGN|\d)|,? TO (?:THE EFFECT|ACCOMPANY|CERTIFY)|$"
)
_SLOTS = {
    "N": _NUMBER,
    "PARTY": r"[^;¦]{1,160}?",
    "END": rf"(?=\s*(?:{_BREAK}))",
    "MUST": r"(?:MUST|SHOULD|SHALL|WILL|ARE TO|IS TO|TO|HAVE TO|HAS TO)",
    "DOCS": r"(?:ALL )(?:OF )?(?:THE )?(?:OTHER |SHIPPING |REQUIRED |PRESENTED |ABOVE |L/C )*"
    r"(?:DOCUMENTS?|DOCS\.?|PAPERS)(?: REQUIRED| PRESENTED)?",
    "V": r"(?:[:#]? ?(?:IS |NO\.? ?)?\"?"
    r"(?P<value>(?=[A-Z0-9/.-]*\d)[A-Z0-9][A-Z0-9/.-]*[A-Z0-9])\"?)?",
}
_SLOT = re.compile(r"\{([A-Z]+)\}")


@dataclass(frozen=True)
class Pattern:
    """One row: what it means where its pattern is found.

    Attributes:
        says: kind of paper, fact, item, topic or soft clause.
        pattern: matched without regard to case.
        value: what the fact is where the pattern itself captures no `value`.
        kinds: kinds of paper that it is looked for in; all where empty.
        row: the row as it stands in the file.
    """

    says: str
    pattern: re.Pattern[str]
    value: str
    kinds: tuple[str, ...]
    row: Mapping[str, Any]


@dataclass(frozen=True)
class Grammar:
    """All rows, in the order of the file."""

    papers: tuple[Pattern, ...]
    phrases: tuple[Pattern, ...]
    copies: tuple[Pattern, ...]
    items: tuple[Pattern, ...]
    everywhere: tuple[Pattern, ...]
    verbs: tuple[Pattern, ...]
    topics: tuple[Pattern, ...]
    soft: tuple[Pattern, ...]
    roles: tuple[Pattern, ...]
    fillers: frozenset[str]


@cache
def grammar() -> Grammar:
    """The grammar that ships with docgen."""
    raw = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
    roles = ({"role": role, "pattern": words} for role, words in raw["roles"].items())
    return Grammar(
        papers=_rows(raw["papers"], "kind", "(?<![A-Z0-9])(?:{})(?![A-Z0-9])"),
        phrases=_rows(raw["phrases"], "fact", "(?:{})"),
        copies=_rows(raw["copies"], "", "(?<![A-Z0-9])(?:{})"),
        items=_rows(raw["items"], "item", r"\b(?:{})(?![A-Z0-9])"),
        everywhere=_rows(raw["everywhere"], "says", "{}"),
        verbs=_rows(raw["verbs"], "says", "{}"),
        topics=_rows(raw["topics"], "topic", "{}"),
        soft=_rows(raw["soft"], "kind", r"(?:{})"),
        roles=_rows(roles, "role", "(?:{})"),
        fillers=frozenset(raw["fillers"].split()),
    )


def _rows(raw: Iterable[Mapping[str, Any]], key: str, frame: str) -> tuple[Pattern, ...]:
    return tuple(
        Pattern(
            says=row.get(key, ""),
            pattern=re.compile(frame.replace("{}", _filled(row["pattern"])), re.IGNORECASE),
            value=row.get("value", ""),
            kinds=tuple(row.get("kinds", ())),
            row=row,
        )
        for row in raw
    )


def _filled(pattern: str) -> str:
    return _SLOT.sub(lambda slot: _SLOTS[slot[1]], pattern)


def number(text: str) -> int:
    """The number in `3`, `03`, `THREE`, `TWO (2)` or `TRIPLICATE`."""
    word = text.upper().split("(")[0].strip()
    if word.isdecimal():
        return int(word)
    if word in _NUMBERS:
        return _NUMBERS.index(word) + 1
    return _FOLDS.split().index(word) + 2


def role(text: str) -> str:
    """Who is meant: APPLICANT, BENEFICIARY, ISSUING BANK, SHIPPER, CARRIER, or the words given."""
    plain = text.strip(" ,.'\"")
    return next((row.says for row in grammar().roles if row.pattern.fullmatch(plain)), plain)
