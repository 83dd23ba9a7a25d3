"""Long fields cut into clauses: at the markers that the bank used, or else at lines that end short.

Which marker a field uses is told by its first line, so that a dash or a figure inside a clause of
`+` clauses divides nothing; numbers must count on. A line ends its paragraph where the next word
would still have fitted: that is how a wrapped line differs from one that was ended on purpose.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

WIDTH = 65
_NARROWEST = 50
_ENOUGH_TO_TELL = 4
_RAGGED = 12

_Piece = tuple[str, bool]
"""A line without its marker, and whether it filled the width with it."""

_MARKERS = (
    re.compile(r"(?P<bullet>\++)\s*(?P<text>\S.*)?"),
    re.compile(r"(?P<bullet>[*•●■>-])\s*(?P<text>\S.*)?"),
    re.compile(r"\(\s*(?P<number>\d{1,2})\s*\)\s*(?P<text>\S.*)?"),
    re.compile(r"(?P<number>\d{1,2})\s*\)\s*(?P<text>\S.*)?"),
    re.compile(r"(?P<number>\d{1,2})\s*[.、:](?!\d)[.)]?\s*(?P<text>\S.*)?"),
    re.compile(r"(?P<number>\d{1,2})\s*/(?!\s*\d)\s*(?P<text>\S.*)?"),
    re.compile(r"(?P<number>\d{1,2})\s*-(?=\s*[A-Z])\s*(?P<text>\S.*)?", re.IGNORECASE),
    re.compile(r"\(?(?P<letter>[A-Za-z])\s*\)\s*(?P<text>\S.*)?"),
    re.compile(r"(?P<letter>[A-Z])\s*\.(?=\s+[A-Z])\s*(?P<text>\S.*)?"),
)
_INLINE = {  # the same markers in a line that was not broken at them
    0: re.compile(r"(?<=[.;])\s*\++\s*(?=\w)"),
    2: re.compile(r"(?<=[.;,])\s*\(\s*(\d{1,2})\s*\)\s*(?=\w)"),
    3: re.compile(r"(?<=[.;])\s*(\d{1,2})\s*\)\s*(?=\w)"),
    4: re.compile(r"(?<=[.;])\s+(\d{1,2})\s*\.\s+(?=[A-Za-z])"),
}


def clauses_in(lines: tuple[str, ...]) -> tuple[str, ...]:
    """The clauses of a long field, each on one line, without their markers."""
    marker = _marker(lines)
    if marker is None:
        return tuple(filter(None, paragraphs(lines)))
    hard = _is_hard(lines)
    parts = (
        part for group in _groups(lines, marker) for part in _cut(_joined(group, hard), marker)
    )
    return tuple(part for part in parts if part)


def paragraphs(lines: tuple[str, ...]) -> tuple[str, ...]:
    """The lines with those joined that were broken for want of room."""
    width = _width(lines)
    hard = _is_hard(lines)
    groups: list[list[_Piece]] = [[]]
    for line, following in pairwise([*lines, ""]):
        groups[-1].append((line, len(line) >= WIDTH))
        first = following.split(" ", 1)[0]
        if not line or line[-1] == ":" or len(line) + 1 + len(first) <= width or not following:
            groups.append([])
    return tuple(filter(None, (_joined(group, hard) for group in groups)))


def _width(lines: tuple[str, ...]) -> int:
    """Where lines were broken: at 65, unless most of them end together nearer or farther."""
    longest = max([_NARROWEST, *map(len, lines)])
    near = sum(longest - _RAGGED <= len(line) for line in lines[:-1])
    narrow = near >= _ENOUGH_TO_TELL and near * 5 >= len(lines[:-1]) * 3
    return longest if narrow else max(WIDTH, longest)


def _marker(lines: tuple[str, ...]) -> int | None:
    """Which marker stands before the first clause; a heading may stand before it."""
    for line in [line for line in lines if line][:2]:
        for index, marker in enumerate(_MARKERS):
            match = marker.fullmatch(line)
            if match and _is_first(match):
                return index
        if not line.endswith(":"):
            return None
    return None


def _is_first(match: re.Match[str]) -> bool:
    groups = match.groupdict()
    return (groups.get("number") or "1").lstrip("0") == "1" and (
        groups.get("letter") or "A"
    ).upper() == "A"


def _groups(lines: tuple[str, ...], index: int) -> Iterator[list[_Piece]]:
    """The lines of each clause, the first without its marker."""
    group: list[_Piece] = []
    count = 0
    for line in lines:
        match = _MARKERS[index].fullmatch(line)
        full = len(line) >= WIDTH
        if match and _counts_on(match, count):
            yield group
            group, count = [(match["text"] or "", full)], count + 1
        else:
            group.append((line, full))
    yield group


def _counts_on(match: re.Match[str], count: int) -> bool:
    """Whether a numbered or lettered marker is the next one; a bullet always is."""
    groups = match.groupdict()
    if number := groups.get("number"):
        return int(number) == count + 1
    if letter := groups.get("letter"):
        return ord(letter.upper()) - ord("A") == count
    return True


def _cut(text: str, index: int) -> Iterator[str]:
    """A clause cut at the markers that stand inside its line."""
    pattern = _INLINE.get(index)
    start = 0
    for match in pattern.finditer(text) if pattern else ():
        yield text[start : match.start()].strip()
        start = match.end()
    yield text[start:].strip()


def _is_hard(lines: tuple[str, ...]) -> bool:
    """Whether words were cut at the full width: then every broken line fills it."""
    broken = [line for line, following in pairwise(lines) if len(line) >= _NARROWEST and following]
    return len(broken) >= _ENOUGH_TO_TELL and all(len(line) >= WIDTH - 1 for line in broken)


def _joined(pieces: list[_Piece], hard: bool) -> str:
    """Broken lines as one; a line cut at the full width goes on in the next without a blank."""
    text = "".join(line if hard and full else line + " " for line, full in pieces)
    return " ".join(text.split())
