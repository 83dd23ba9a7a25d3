"""One fact that is wrong, said so that a person can mend it: code, place, value, what to do."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a finding weighs: an error blocks papers, a warning asks, info tells."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True)
class Said:
    """The same words in English and in Chinese."""

    en: str
    zh: str

    def __add__(self, other: Said) -> Said:
        """Both sentences in a row; an empty one leaves no trace."""
        return Said(f"{self.en} {other.en}".strip(), self.zh + other.zh)


@dataclass(frozen=True)
class Finding:
    """What is wrong in an order, in English and Chinese.

    Attributes:
        code: stable identifier, never reused (`INP-004`, `TOT-001`).
        severity: what it does to the papers it concerns.
        en: the sentence with the actual figures in it.
        zh: the same in Chinese.
        paths: JSON pointers (RFC 6901) of the facts concerned, the first being the place to mend.
        expected: what would be right, as text; empty where there is no single answer.
        actual: what was read, as text.
        hint: what to do, in English and Chinese.
    """

    code: str
    severity: Severity
    en: str
    zh: str
    paths: tuple[str, ...] = ()
    expected: str = ""
    actual: str = ""
    hint: str = ""


def printable(text: str) -> str:
    """The text with each character that would not print as itself written as its escape."""
    if text.isprintable():
        return text
    return "".join(
        char if char.isprintable() else char.encode("unicode_escape").decode() for char in text
    )


def pointer(parts: tuple[str | int, ...]) -> str:
    """The JSON pointer (RFC 6901) of a path: `("goods", 0, "price")` is `/goods/0/price`.

    Half of a character, which no file can hold, is written as its escape.
    """
    joined = "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in parts)
    return joined.encode("utf-8", "backslashreplace").decode()
