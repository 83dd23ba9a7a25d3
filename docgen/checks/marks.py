"""Shipping marks read by their parts: the numbers of the packages, and the destination (唛头).

Marks have up to four parts, line by line: buyer, reference, destination, package numbers
(UNECE Recommendation 15). References look like numbers of packages, so a range counts only where
it stands alone and begins with 1, or behind a word like C/NO.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

_KIND = (
    r"(?:C|P|B|CTNS?|CARTONS?|CASES?|C/S|PKGS?|PACKAGES?|BALES?|BAGS?|DRUMS?|ROLLS?|CRATES?"
    r"|PALLETS?|PLTS?|BOX(?:ES)?|BUNDLES?|BDLS?|COILS?|PIECES?|PCS)"
)
_NO = rf"{_KIND}?\s*[/.\-]?\s*N(?:OS?|RS?)?\b\s*[.:°]*"
_WORD = rf"(?:{_NO}|{_KIND}?\s*#|{_KIND}\s*[.:]?|[箱件]号:?)"
_RANGE = r"(\d{1,7})\s*(?:-|/|~|–|—|\bTO\b)\s*(\d{1,7}|UP)\b"
_ALONE = re.compile(rf"{_RANGE}(?:\s*{_KIND})?")
_BEHIND = re.compile(rf"{_WORD}\s*{_RANGE}(?:\s*{_KIND})?")
_AT_THE_END = re.compile(rf"(?:^|[\s,;]){_BEHIND.pattern}$")
_TRANSIT = re.compile(r"\bVIA\b|\bIN TRANSIT\b|\bW/T\b")
_NONE = re.compile(r"|N\W*M|NO ?MARKS?|NIL|NONE|无(?:唛头)?")


class Numbers(NamedTuple):
    """The numbers painted on the packages.

    Attributes:
        text: as they stand in the marks.
        last: None where it is left open, as in `1-UP`.
    """

    text: str
    first: int
    last: int | None


def none(marks: str) -> bool:
    """Whether the marks say that there are none: empty, or N/M."""
    return bool(_NONE.fullmatch(_plain(marks)))


def numbers_in(marks: str) -> Numbers | None:
    """The last range of package numbers in the marks; None where there is none."""
    found, lines = None, marks.split("\n")
    for line in lines:
        plain = _plain(line)
        alone = _ALONE.fullmatch(plain)
        behind = _BEHIND.fullmatch(plain) if len(lines) > 1 else _AT_THE_END.search(plain)
        match = behind or alone
        if match is None or (behind is None and match[1] != "1"):
            continue
        last = None if match[2] == "UP" else int(match[2])
        if last is None or int(match[1]) <= last:
            found = Numbers(line.strip(), int(match[1]), last)
    return found


def without_numbers(marks: str) -> str:
    """The marks without the numbers of the packages, which each factory has its own of."""
    numbers = numbers_in(marks)
    lines = marks.split("\n")
    return "\n".join(line for line in lines if numbers is None or line.strip() != numbers.text)


def heads_in(marks: str) -> Iterator[str]:
    """What may be the destination: each line without a port of transit behind VIA."""
    in_transit = False
    for line in marks.split("\n"):
        head, *via = _TRANSIT.split(line.upper(), maxsplit=1)
        if head.strip() and not in_transit:
            yield head.strip(" ,.-/")
        in_transit = bool(via) and not via[0].strip()


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).upper().split()).rstrip(" .,")
