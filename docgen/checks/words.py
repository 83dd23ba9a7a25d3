"""When two texts say the same: case, width, spaces and punctuation do not count; words do."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from docgen.tables import Tables, code_of

_PUNCTUATION = re.compile(r"[^\w%+#]+")


@lru_cache(maxsize=8192)
def norm(text: str) -> str:
    """The text in NFKC and upper case, its words with one space between and no punctuation."""
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).upper())
    return " ".join(_PUNCTUATION.sub(" ", folded).replace("_", " ").split())


def same(one: str, other: str) -> bool:
    """Whether two texts say the same."""
    return norm(one) == norm(other)


def names(block: str, name: str) -> bool:
    """Whether a block of lines names a firm: its words stand in it, whole and in order."""
    return bool(norm(name)) and f" {norm(name)} " in f" {norm(block)} "


def same_place(one: str, other: str, tables: Tables) -> bool:
    """Whether two names or codes mean one place: `NINGBO, CHINA`, `NINGBO`, `CNNBO`."""
    return _place(one, tables) == _place(other, tables)


def _place(text: str, tables: Tables) -> str:
    """The English name of a known place, or else the words before the country."""
    for candidate in (text, text.split(",")[0]):
        code = code_of(candidate, tables.ports)
        if code is not None:
            return norm(tables.ports[code].en)
    return norm(text.split(",")[0])
