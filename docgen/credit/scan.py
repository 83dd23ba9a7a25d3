"""A clause from which what was understood is struck out, so that what is left can be reported."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from docgen.credit.grammar import Pattern, grammar

STRUCK = "¦"
_QUOTES = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'"})
_SENTENCE = re.compile(
    r"(?<=[A-Z0-9)\"'%][A-Z0-9)\"'%][A-Z0-9)\"'%])"
    r"(?<!\bLTD)(?<!\bINC)(?<!CORP)(?<!\bIMP)(?<!\bEXP)(?<!CERT)(?<!\bART)(?<!\bNOS)(?<!\bREF)"
    r"[.;](?=[ ¦]|$)(?! ?\d)",
    re.IGNORECASE,
)
_TOKENS = re.compile(r"[A-Z0-9][A-Z0-9.'/&-]*|[^\sA-Z0-9]", re.IGNORECASE)


@dataclass(frozen=True)
class Found:
    """A pattern found in a clause, with what it captured."""

    pattern: Pattern
    match: re.Match[str]

    def group(self, name: str) -> str:
        """What a named group captured; empty where there is none."""
        return (self.match.groupdict().get(name) or "").strip(" ,")

    @property
    def value(self) -> str:
        """What was captured as `value`, or else what the row says."""
        return self.group("value") or self.pattern.value


def plain(text: str) -> str:
    """The clause on one line, blanks single, quotation marks straight."""
    return " ".join(text.replace(STRUCK, "|").translate(_QUOTES).split())


def struck(text: str, start: int, end: int) -> str:
    """The text with that span struck out; every other character keeps its place."""
    return text[:start] + STRUCK * (end - start) + text[end:]


def scan(text: str, patterns: Iterable[Pattern], kinds: tuple[str, ...] = ()) -> Iterator[Found]:
    """Everything found in the text, in the order of the rows; no two findings share a word."""
    for pattern in patterns:
        if pattern.kinds and not set(pattern.kinds) & set(kinds):
            continue
        for match in tuple(pattern.pattern.finditer(text)):
            if match.end() > match.start() and STRUCK not in text[match.start() : match.end()]:
                text = struck(text, match.start(), match.end())
                yield Found(pattern, match)


def without(text: str, found: Iterable[Found]) -> str:
    """The text with all that was found struck out."""
    for each in found:
        text = struck(text, each.match.start(), each.match.end())
    return text


def sentences(text: str) -> tuple[tuple[int, int], ...]:
    """Where each sentence begins and ends; the dot of `CO.` or `NO.` ends none."""
    ends = [match.end() for match in _SENTENCE.finditer(text)] + [len(text)]
    starts = [0, *ends[:-1]]
    return tuple(pair for pair in zip(starts, ends, strict=True) if text[slice(*pair)].strip())


def left_over(text: str) -> tuple[str, ...]:
    """What was not understood: the runs of words that are neither struck out nor fillers."""
    pieces = (piece.strip(" ,.;:-+&/()\"'") for piece in text.split(STRUCK))
    fillers = grammar().fillers
    return tuple(
        piece
        for piece in pieces
        if any(word.upper().rstrip(".") not in fillers for word in _TOKENS.findall(piece))
    )
