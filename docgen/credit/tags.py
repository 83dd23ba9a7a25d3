"""The fields of credit messages, and the words that printers put beside their tags."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

_OPTIONS = "ABD"
_ALONE = frozenset(
    "APPLICANT BENEFICIARY DRAWEE TRANSHIPMENT TRANSSHIPMENT CONFIRMATION AMOUNT".split()
)
"""Names of one word that no value begins with."""
_CHINESE = "\u4e00-\u9fff"
_LETTER = rf"[^\W_{_CHINESE}]"
_WORD = re.compile(rf"[{_CHINESE}]+|['&/-]*{_LETTER}(?:{_LETTER}|['/&-])*")
_BETWEEN = " -/&,'().*%_…、"
_GLOSS = re.compile(rf"[ .…]*\([^()]*[{_CHINESE}][^()]*(?:\)|$)[ ]*")
_AFTER = re.compile(r"[ .…*)]*(?:\(%\))?[ .…*]*(?:[:：=]|-(?= ))?[ ]*")


@dataclass(frozen=True)
class Tag:
    """A field of a message.

    Attributes:
        tag: its tag as it stands in messages, such as 41D.
        fact: the attribute of the credit that it fills; empty where it fills none.
        form: how its value is written.
        label: the words of its printed names.
        old: whether messages have it no more.
    """

    tag: str
    fact: str
    form: str
    label: frozenset[str]
    old: bool


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))


@cache
def tags() -> dict[str, Tag]:
    """Every field by its tag; 41a stands once for each of its options."""
    found: dict[str, Tag] = {}
    for row in _table()["rows"]:
        number, letter = row["tag"][:2], row["tag"][2:]
        names = [number + each for each in _OPTIONS] if letter.islower() else [row["tag"]]
        label = frozenset(row["label"].split())
        for name in names:
            found.setdefault(name, Tag(name, row["fact"], row["form"], label, "old" in row))
    return found


@cache
def _chinese_name() -> re.Pattern[str]:
    """What Chinese names of fields are put together from."""
    return re.compile(f"(?:{'|'.join(_table()['chinese'].split())})+")


def without_label(tag: str, text: str, *, printed: bool) -> tuple[bool, str]:
    """Whether the text begins with the printed name of the field, and what follows the name.

    A name counts where nothing, a colon or a gloss in Chinese follows it, or where it is Chinese
    itself; in a printed message two words of it do, or one that no value begins with.
    """
    known = tags().get(tag)
    if known is None:
        return False, text
    end, words, chinese = _name(text, known.label)
    if not words:
        return False, text
    if gloss := _GLOSS.match(text, end):
        return True, text[gloss.end() :]
    after = _AFTER.match(text, end)
    rest = text[after.end() :] if after else text[end:]
    closed = not rest or (after is not None and after[0].strip(" .…*(%)") != "")
    alone = text[:end].upper() in _ALONE and rest
    if closed or chinese or (printed and (words > 1 or alone)):
        return True, rest
    return False, text


def _name(text: str, label: frozenset[str]) -> tuple[int, int, bool]:
    """Where the name of the field at the beginning of a text ends, its words, and whether it is
    told in Chinese.
    """
    end, words, chinese = 0, 0, False
    for match in _WORD.finditer(text):
        if text[end : match.start()].strip(_BETWEEN) or _GLOSS.match(text, end):
            break
        if _chinese_name().fullmatch(match[0]):
            chinese = True
        elif not label.issuperset(filter(None, match[0].upper().strip("'-/").split("/"))):
            break
        end, words = match.end(), words + 1
    return end, words, chinese
