"""What becomes of an order after a try: decided from what was said of it, without looking around.

Three kinds of failure are never mixed. What is wrong with the order goes back to who wrote it. What
is wrong with the machine is no order's fault: everything is kept, and tried again. An order that
brings workers down is set aside at the third time.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from docgen.batch import Outcome

CRASHES = 3
"""Workers that an order may bring down."""
STARTS = 25
"""Starts of an order without an end, in which the whole daemon may have gone down with it."""
ALIKE = 5
"""Different orders in a row that fail alike for no fault in their data, until all wait."""
_MACHINE = frozenset(
    "OutputError LedgerError ProfileError PictureError EACCES EBUSY EDQUOT EIO EMFILE ENFILE ENOMEM"
    " ENOSPC EPERM EROFS ESTALE".split()
)
_DATA = frozenset({"InputError", "BlockedError", "ConflictError", "TextError"})
State = Literal["ready", "made", "blocked", "failed", "quarantined"]


@dataclass(frozen=True)
class Verdict:
    """What becomes of an order.

    Attributes:
        state: of its row in the journal.
        cause: whose fault a failure was.
        crashes: workers that it brought down up to now.
    """

    state: State
    cause: Literal["", "data", "machine", "program"]
    crashes: int


def verdict(outcome: Outcome, crashes: int) -> Verdict:
    """What becomes of an order that a worker has ended with or gone down with."""
    if outcome.state == "made":
        return Verdict("made", "", crashes)
    if outcome.state == "blocked":
        return Verdict("blocked", "data", crashes)
    if outcome.error in _MACHINE:
        return Verdict("ready", "machine", crashes)
    if outcome.state == "failed":
        return Verdict("failed", "data" if outcome.error in _DATA else "program", crashes)
    enough = crashes + 1 >= CRASHES
    return Verdict("quarantined" if enough else "ready", "program", crashes + 1)


@dataclass(frozen=True)
class Alike:
    """Orders in a row that failed alike, for no fault in their data.

    Attributes:
        error: kind of the fault.
        orders: rows of the orders.
    """

    error: str = ""
    orders: frozenset[int] = field(default_factory=frozenset)

    @property
    def too_many(self) -> bool:
        """Whether something must be wrong that no order can help."""
        return len(self.orders) >= ALIKE


def alike(before: Alike, outcome: Outcome, found: Verdict) -> Alike:
    """The row of failures with one more result."""
    if found.cause == "machine":
        return before
    if found.cause != "program":
        return Alike()
    same = before.orders if outcome.error == before.error else frozenset[int]()
    return Alike(outcome.error, same | {outcome.index})
