"""How many originals and copies a clause asks for.

`IN TRIPLICATE`, `IN 3 COPIES` and `3 FOLD` are three papers of which one at least is an original
(UCP 600 art. 17(d), (e)); `1 ORIGINAL + 2 COPIES` says both numbers; `3/3` is a whole set of three.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from docgen.credit.grammar import grammar, number
from docgen.credit.scan import Found, scan


@dataclass(frozen=True)
class Copies:
    """What a clause says of the number of its papers; None or False where it does not say it.

    Attributes:
        originals: originals asked for as such.
        copies: copies asked for beside them.
        fold: papers altogether, one at least of them an original.
        full_set: all originals that were issued, however many they are.
        of_set: how many originals the whole set has, as in 2/3.
    """

    originals: int | None = None
    copies: int | None = None
    fold: int | None = None
    full_set: bool = False
    of_set: int | None = None

    @property
    def least_originals(self) -> int:
        """The fewest originals that satisfy the clause; a paper is one where nothing is said."""
        if self.originals is not None:
            return self.originals
        return 0 if self.copies and not (self.fold or self.full_set) else 1

    @property
    def papers(self) -> int | None:
        """All papers to present, originals and copies; None for a full set of unknown size."""
        if self.full_set and self.originals is None:
            return None
        if self.fold is not None:
            return self.fold
        return self.least_originals + (self.copies or 0)


def find_copies(text: str) -> tuple[Found, ...]:
    """Where the text says how many."""
    return tuple(scan(text, grammar().copies))


def copies_in(found: Iterable[Found]) -> Copies:
    """What the places found say together; where two contradict each other, the first counts."""
    said: dict[str, int] = {}
    full_set = False
    for each in found:
        row = each.pattern.row
        full_set = full_set or row.get("full_set", False)
        if row.get("one_original"):
            said.setdefault("originals", 1)
        if row.get("copy_only"):
            said.setdefault("copies", 1)
        for name in ("originals", "copies", "fold", "of_set"):
            if words := each.group(name):
                said.setdefault(name, number(words))
        if words := each.group("more"):
            said.setdefault("originals", number(words))
    return Copies(**said, full_set=full_set or _whole(said))


def _whole(said: dict[str, int]) -> bool:
    return "of_set" in said and said.get("originals") == said["of_set"]
