"""When a file that appeared is taken: a decision from what two looks saw and how long ago.

Times are of the monotonic clock; what a file says of its own time is only compared for equality.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from docgen.intake.wholeness import State
from docgen.watch.reading import Identity

Decision = Literal["wait", "look", "take"]


@dataclass(frozen=True)
class Patience:
    """How long to wait, in seconds.

    Attributes:
        proved: unchanged for a file whose content proves that it is whole.
        quiet: unchanged for one whose content proves nothing.
        unclosed: until one that breaks off is answered as such.
    """

    proved: float = 0.1
    quiet: float = 2.0
    unclosed: float = 600.0


@dataclass(frozen=True)
class Seen:
    """A file as it was seen.

    Attributes:
        since: when it was first seen as it is now.
        state: what its content told; None where it was not read yet.
    """

    identity: Identity
    since: float
    state: State | None = None


def seen_again(before: Seen | None, identity: Identity, now: float) -> Seen:
    """What is known of a file after one more look."""
    return before if before and before.identity == identity else Seen(identity, now)


def told(seen: Seen, state: State) -> Seen:
    """What is known of a file after it was read."""
    return replace(seen, state=state)


def decide(seen: Seen, now: float, patience: Patience) -> Decision:
    """Whether to wait for a file, to read it, or to take what was read.

    A file that was read and breaks off is read again only once it changed, or to be answered.
    """
    age = now - seen.since
    if seen.state is None:
        return "look" if age >= patience.proved else "wait"
    if seen.state == "unclosed":
        return "take" if age >= patience.unclosed else "wait"
    return "take" if seen.state == "whole" or age >= patience.quiet else "wait"
