"""From what a person wrote to the code of a row: PCS is H87, USA is US.

A code wins over an alias, an alias over a printed name. Printed names may be shared (four codes
print WOVEN BAGS), so a printed name finds a row only where it is that row's alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from functools import lru_cache
from typing import Protocol
from unicodedata import normalize


class Named(Protocol):
    """A row that people call by more than its code."""

    @property
    def aliases(self) -> tuple[str, ...]:
        """Other spellings, each the name of this row alone."""

    @property
    def printed(self) -> tuple[str, ...]:
        """The names that papers print."""


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """The text without the differences that mean nothing: case, width, runs of spaces."""
    return " ".join(normalize("NFKC", text).upper().split())


def code_of(text: str, rows: Mapping[str, Named]) -> str | None:
    """The code of the row that the text names, or None where no row or more than one is meant."""
    wanted = fold(text)
    return wanted if wanted in rows else _named(rows).get(wanted)


_indexes: dict[int, tuple[Mapping[str, Named], Mapping[str, str]]] = {}


def _named(rows: Mapping[str, Named]) -> Mapping[str, str]:
    """Folded name to code; made once for each table, which is kept so that its id stays its own."""
    known = _indexes.get(id(rows))
    if known is None:
        codes: dict[str, set[str]] = {}
        for code, row in rows.items():
            for name in row.printed:
                codes.setdefault(fold(name), set()).add(code)
        names = {name: min(sharing) for name, sharing in codes.items() if len(sharing) == 1}
        names |= {fold(alias): code for code, row in rows.items() for alias in row.aliases}
        known = _indexes[id(rows)] = (rows, names)
    return known[1]


def suggestion(text: str, rows: Mapping[str, Named]) -> str:
    """The nearest known code or name, to ask "did you mean ...?"; empty where nothing is near."""
    known = {fold(code): code for code in rows}
    for row in rows.values():
        known |= {fold(name): name for name in (*row.aliases, *row.printed)}
    near = get_close_matches(fold(text), known, n=1)
    return known[near[0]] if near else ""
