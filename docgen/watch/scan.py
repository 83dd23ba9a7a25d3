"""One look at the folders: what is ripe, what must wait, and what is refused at the door.

A look is the truth, and an event only a reason to look now. A folder that cannot be listed is a
failure, never an empty folder.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from docgen.intake.wholeness import State, unclosed
from docgen.intake.wholeness import look as first_look
from docgen.watch import reading
from docgen.watch.intake import Found, Origin, written
from docgen.watch.journal import Journal
from docgen.watch.names import ending, is_order
from docgen.watch.places import Places
from docgen.watch.reading import Identity, identity_of
from docgen.watch.settling import Patience, Seen, decide, seen_again, told

Key = tuple[Origin, str]
ORIGINS: tuple[Origin, ...] = ("inbox", "needs-fix")
MOST_AT_ONCE = 200
"""Files that are taken in one look; the others wait in the inbox, where they are safe."""
_BUSY_TOLD_AFTER = 300.0


@dataclass(frozen=True)
class Refused:
    """A file that stays where it is, unread."""

    origin: Origin
    name: str
    identity: Identity
    why: tuple[str, str]


@dataclass
class Memory:
    """What is remembered between looks; lost in a crash without harm.

    Attributes:
        seen: files that are not ripe.
        refused: files that were told to be refused, as they were then.
        busy: files that could not be opened, and since when.
        device: of the inbox, which tells whether a share is still the same one.
    """

    seen: dict[Key, Seen] = field(default_factory=dict)
    refused: dict[Key, Identity] = field(default_factory=dict)
    busy: dict[Key, float] = field(default_factory=dict)
    device: int = 0


@dataclass(frozen=True)
class Sight:
    """What one look found.

    Attributes:
        ripe: to be taken.
        refused: newly refused.
        unsettled: files that may be ripe soon.
        waiting: all that lies there and is not taken yet.
        untouched: accepted files that still lie there, by their row.
    """

    ripe: tuple[Found, ...]
    refused: tuple[Refused, ...]
    unsettled: int
    waiting: int
    untouched: tuple[int, ...]


@dataclass(frozen=True)
class Rules:
    """What one look goes by.

    Attributes:
        patience: how long files wait.
        most: bytes that a file may have.
        room: files that may be taken now.
    """

    patience: Patience
    most: int
    room: int


@dataclass(frozen=True)
class _One:
    """What a look decided of one file."""

    kind: Literal["ripe", "refused", "unsettled", "resting", "gone"]
    found: Found | None = None
    refused: Refused | None = None


def look(places: Places, journal: Journal, memory: Memory, rules: Rules, now: float) -> Sight:
    """Looks at the inbox and at what was filed to be mended.

    Raises:
        OSError: a folder or its disk cannot be read now.
    """
    ripe: list[Found] = []
    refused: list[Refused] = []
    unsettled, waiting = 0, 0
    here = dict(_listed(places, memory))
    known = _known(journal)
    untouched = tuple(known[each][0] for each in here if _same(known.get(each), here[each]))
    filed = _filed(journal)
    for key, identity in sorted(here.items(), key=lambda each: each[1][2]):  # oldest first
        if _same(known.get(key), identity) or filed.get(key) == written(identity):
            continue
        waiting += 1
        if len(ripe) >= rules.room:
            unsettled += 1
            continue
        one = _judged(places, memory, rules, key, identity, now)
        ripe += [one.found] if one.found else []
        refused += [one.refused] if one.refused else []
        unsettled += one.kind == "unsettled"
    for remembered in (memory.seen, memory.refused, memory.busy):
        for key in remembered.keys() - here.keys():
            del remembered[key]
    return Sight(tuple(ripe), tuple(refused), unsettled, waiting, untouched)


def _listed(places: Places, memory: Memory) -> Iterator[tuple[Key, Identity]]:
    device = places.inbox.stat().st_dev
    if memory.device and device != memory.device:
        raise OSError(0, "another disk lies there than at the start", str(places.inbox))
    memory.device = device
    for origin in ORIGINS:
        with os.scandir(places.folder / origin) as entries:
            for entry in entries:
                if is_order(entry.name):
                    try:
                        yield (origin, entry.name), identity_of(entry.stat(follow_symlinks=False))
                    except FileNotFoundError:
                        continue


def _judged(
    places: Places, memory: Memory, rules: Rules, key: Key, identity: Identity, now: float
) -> _One:
    if memory.refused.get(key) == identity:
        return _One("resting")
    seen = memory.seen[key] = seen_again(memory.seen.get(key), identity, now)
    decision = decide(seen, now, rules.patience)
    if decision == "wait":
        return _One("resting" if seen.state == "unclosed" else "unsettled")
    origin, name = key
    read = reading.read(places.folder / origin / name, rules.most)
    if read.state == "refused":
        memory.refused[key] = identity
        return _One("refused", refused=Refused(origin, name, identity, read.why))
    if read.state == "busy":
        memory.busy.setdefault(key, now)
        return _One("resting")
    if read.state != "read" or read.identity != identity:
        return _One("unsettled")
    memory.busy.pop(key, None)
    seen = memory.seen[key] = told(seen, state_of(name, read.data))
    if decide(seen, now, rules.patience) != "take":
        return _One("resting" if seen.state == "unclosed" else "unsettled")
    del memory.seen[key]
    return _One("ripe", Found(origin, name, identity, read.data))


def state_of(name: str, data: bytes) -> State:
    """What the content of a file tells of its wholeness.

    A file of lines may always get one more, so nothing in it proves that it is whole.
    """
    if ending(name) == ".json":
        return first_look(data).state
    return "unclosed" if unclosed(data.rsplit(b"\n", 1)[-1] or data) else "wrong"


def locked_long(memory: Memory, now: float) -> tuple[str, ...]:
    """Files that could not be opened for minutes."""
    return tuple(name for (_, name), since in memory.busy.items() if now - since > _BUSY_TOLD_AFTER)


def _known(journal: Journal) -> dict[Key, tuple[int, str]]:
    """Files that were accepted and may still lie there."""
    rows = journal.all(
        "SELECT id, origin, raw, identity FROM file  WHERE state != 'closed' AND state = 'taken'"
    )
    return {(row["origin"], os.fsdecode(row["raw"])): (row["id"], row["identity"]) for row in rows}


def _filed(journal: Journal) -> dict[Key, str]:
    """Files that lie in `needs-fix/` with their answer, as they were filed."""
    rows = journal.all("SELECT raw, stem, identity FROM file WHERE place = 'needs-fix'")
    return {
        ("needs-fix", f"{row['stem']}{ending(os.fsdecode(row['raw']))}"): row["identity"]
        for row in rows
    }


def _same(known: tuple[int, str] | None, identity: Identity) -> bool:
    return known is not None and known[1] == written(identity)
