"""One look at the folders: what is ripe, what must wait, and what is refused at the door.

A look is the truth, and an event only a reason to look now. A folder that cannot be listed is a
failure, never an empty folder.
"""

from __future__ import annotations

import errno
import os
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from docgen.intake.wholeness import State, unclosed
from docgen.intake.wholeness import look as first_look
from docgen.watch import reading
from docgen.watch.intake import Found, Origin, written
from docgen.watch.journal import Journal
from docgen.watch.names import ending, is_order
from docgen.watch.places import Places
from docgen.watch.reading import Identity, Refusal, identity_of
from docgen.watch.settling import Patience, Seen, decide, seen_again, told

Key = tuple[Origin, str]
ORIGINS: tuple[Origin, ...] = ("inbox", "needs-fix")
MOST_AT_ONCE = 200
"""Files that are taken in one look; the others wait in the inbox, where they are safe."""
BYTES_AT_ONCE = 64 * 1024 * 1024
"""Bytes that are held in one look, and at most one file more."""
_BUSY_TOLD_AFTER = 300.0


@dataclass
class Memory:
    """What is remembered between looks; lost in a crash without harm.

    Attributes:
        seen: files that are not ripe.
        refused: files that are refused, and why.
        busy: files that could not be opened, and since when.
        mounts: file systems mounted on the way to the inbox, which must not go.
    """

    seen: dict[Key, Seen] = field(default_factory=dict)
    refused: dict[Key, Refusal] = field(default_factory=dict)
    busy: dict[Key, float] = field(default_factory=dict)
    mounts: frozenset[Path] = frozenset()


@dataclass(frozen=True)
class Sight:
    """What one look found.

    Attributes:
        ripe: to be taken.
        refused: names newly refused, and why.
        cleared: names refused before that are not any more.
        unsettled: how many files may be ripe soon.
        waiting: how many lie there that are not taken yet.
        untouched: accepted files that were not taken away yet, by their row.
    """

    ripe: tuple[Found, ...] = ()
    refused: tuple[tuple[str, Refusal], ...] = ()
    cleared: tuple[str, ...] = ()
    unsettled: int = 0
    waiting: int = 0
    untouched: tuple[int, ...] = ()


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


def look(places: Places, journal: Journal, memory: Memory, rules: Rules, now: float) -> Sight:
    """Looks at the inbox and at what was filed to be mended.

    Raises:
        OSError: a folder or its disk cannot be read now.
    """
    here = dict(_listed(places, memory))
    known, filed = _known(journal), _filed(journal)
    before = dict(memory.refused)
    ripe: list[Found] = []
    unsettled, waiting, left = 0, 0, BYTES_AT_ONCE
    for key, found in in_turn(here):
        if key in known and known[key][1] == written(identity_of(found)):
            continue
        if key not in filed or filed[key] != written(identity_of(found)):
            waiting += 1
            room = len(ripe) < rules.room and left > 0
            one = _judged(places, memory, rules, key, found, now) if room else ""
            if isinstance(one, Found):
                ripe.append(one)
                left -= len(one.data)
            unsettled += one != "resting"
    for remembered in (memory.seen, memory.refused, memory.busy):
        for key in remembered.keys() - here.keys():
            del remembered[key]
    return Sight(
        tuple(ripe),
        tuple((key[1], why) for key, why in memory.refused.items() if before.get(key) != why),
        tuple(key[1] for key in before if key not in memory.refused),
        unsettled,
        waiting,
        tuple(number for number, _ in known.values()),
    )


def in_turn(here: dict[Key, os.stat_result]) -> list[tuple[Key, os.stat_result]]:
    """Files oldest first, and one of each sender, the owner of the file, before a second of any."""
    sent, turns = Counter[int](), list[tuple[int, int, Key]]()
    for key, found in sorted(here.items(), key=lambda each: each[1].st_mtime_ns):
        turns.append((sent[found.st_uid], found.st_mtime_ns, key))
        sent[found.st_uid] += 1
    return [(key, here[key]) for _, _, key in sorted(turns, key=lambda each: each[:2])]


def _listed(places: Places, memory: Memory) -> Iterator[tuple[Key, os.stat_result]]:
    _same_disks(places, memory)
    for origin in ORIGINS:
        with os.scandir(places.folder / origin) as entries:
            for entry in entries:
                if is_order(entry.name):
                    try:
                        yield (origin, entry.name), os.lstat(entry.path)
                    except FileNotFoundError:
                        continue


def _same_disks(places: Places, memory: Memory) -> None:
    """Refuses the empty place where a share was mounted; mounted anew, it may have another number.

    Raises:
        OSError: it is not there.
    """
    way = (places.inbox, *places.inbox.parents)
    mounts = frozenset(each for each in way if os.path.ismount(each))
    if gone := memory.mounts - mounts:
        raise OSError(errno.ESTALE, "what was mounted there is gone", str(max(gone)))
    memory.mounts = mounts


def _judged(
    places: Places, memory: Memory, rules: Rules, key: Key, found: os.stat_result, now: float
) -> Found | Literal["resting", "unsettled"]:
    """The file, if it is ripe; or whether it may soon be."""
    identity = identity_of(found)
    seen = memory.seen[key] = seen_again(memory.seen.get(key), identity, now)
    if refusal := reading.refusal(found, rules.most):
        if refusal.passing and now - seen.since < rules.patience.quiet:
            return "unsettled"
        memory.refused[key] = refusal
        return "resting"
    memory.refused.pop(key, None)
    decision = decide(seen, now, rules.patience)
    if decision == "wait":
        return "resting" if seen.state == "unclosed" else "unsettled"
    return _read(places, memory, rules, key, identity, now)


def _read(
    places: Places, memory: Memory, rules: Rules, key: Key, identity: Identity, now: float
) -> Found | Literal["resting", "unsettled"]:
    origin, name = key
    read = reading.read(places.folder / origin / name, rules.most)
    if read.state == "busy":
        memory.busy.setdefault(key, now)
        return "resting"
    if read.state != "read" or read.identity != identity:
        return "unsettled"
    memory.busy.pop(key, None)
    seen = memory.seen[key] = told(memory.seen[key], state_of(name, read.data))
    if decide(seen, now, rules.patience) != "take":
        return "resting" if seen.state == "unclosed" else "unsettled"
    del memory.seen[key]
    return Found(origin, name, identity, read.data)


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
        "SELECT id, origin, raw, identity FROM file WHERE state != 'closed' AND state = 'taken'"
    )
    return {(row["origin"], os.fsdecode(row["raw"])): (row["id"], row["identity"]) for row in rows}


def _filed(journal: Journal) -> dict[Key, str]:
    """Files that lie in `needs-fix/` with their answer, as they were filed."""
    rows = journal.all("SELECT raw, stem, identity FROM file WHERE place = 'needs-fix'")
    return {
        ("needs-fix", f"{row['stem']}{ending(os.fsdecode(row['raw']))}"): row["identity"]
        for row in rows
    }
