"""The fields of credit messages, and the words that printers put beside their tags."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_OPTIONS = "ABD"
_ALONE = frozenset(
    "APPLICANT BENEFICIARY DRAWEE TRANSHIPMENT TRANSSHIPMENT CONFIRMATION AMOUNT".split()
)
"""Names of one word that no value begins with."""
_WORD = re.compile(r"[\w'/&-]+")
_AFTER = re.compile(r"[ .…*]*(?:\(%\))?[ .…*]*(?:[:：=]|-(?= ))?[ ]*")


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
def tags() -> dict[str, Tag]:
    """Every field by its tag; 41a stands once for each of its options."""
    raw = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
    found: dict[str, Tag] = {}
    for row in raw["rows"]:
        number, letter = row["tag"][:2], row["tag"][2:]
        names = [number + each for each in _OPTIONS] if letter.islower() else [row["tag"]]
        label = frozenset(row["label"].split())
        for name in names:
            found.setdefault(name, Tag(name, row["fact"], row["form"], label, "old" in row))
    return found


def without_label(tag: str, text: str, *, printed: bool) -> tuple[bool, str]:
    """Whether the text begins with the printed name of the field, and what follows the name.

    A name counts where nothing or a colon follows it; in a printed message two words of it do, or
    one that no value begins with.
    """
    known = tags().get(tag)
    if known is None:
        return False, text
    end = words = 0
    for match in _WORD.finditer(text):
        if text[end : match.start()].strip(" -/&,'().*%"):
            break
        if not {match[0].upper(), match[0].upper().strip("'-/")} & known.label:
            break
        end, words = match.end(), words + 1
    after = _AFTER.match(text, end)
    rest = text[after.end() :] if after else text[end:]
    closed = not rest or (after is not None and after[0].strip(" .…*(%)") != "")
    alone = text[:end].upper() in _ALONE and rest
    if words and (closed or (printed and (words > 1 or alone))):
        return True, rest
    return False, text
