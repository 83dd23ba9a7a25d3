"""Accepting a file: its bytes on our disk, then its rows, and only then out of the inbox.

Each step may be the last before a power cut. Before the rows, the file is still in the inbox and is
taken anew; after them, it is known by its identity and only taken away.
"""

from __future__ import annotations

import errno
import json
import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Literal

from docgen import outbox
from docgen.intake.wholeness import Look, look
from docgen.watch import findings
from docgen.watch.findings import Most
from docgen.watch.journal import Journal
from docgen.watch.names import ending, fit_stem
from docgen.watch.places import Places
from docgen.watch.reading import Identity, identity_of

ASIDE = ".docgen-"
"""How a file begins that is taken from an inbox on another file system, for a moment."""
_TURN = """
SELECT 1 + coalesce((SELECT min(turn) FROM job WHERE state = 'ready'),
                    (SELECT turn FROM job ORDER BY id DESC LIMIT 1), 0)
"""
Origin = Literal["inbox", "needs-fix"]
Mode = Literal["render", "draft", "issue"]


@dataclass(frozen=True)
class Found:
    """A file that is to be taken: where it lies, and the bytes that were read of it."""

    origin: Origin
    name: str
    identity: Identity
    data: bytes


def accept(
    journal: Journal, places: Places, found: Iterable[Found], mode: Mode, most: Most
) -> tuple[int, ...]:
    """Keeps the bytes of files and writes down their orders; the rows of the files, by number.

    Raises:
        OutputError: the disk takes no more; nothing was accepted.
        LedgerError: the journal cannot be written; nothing was accepted.
    """
    files = tuple(found)
    for each in files:
        kept = places.spool / sha256(each.data).hexdigest()
        if not kept.exists():
            outbox.put(kept, each.data)
    outbox.sync(places.spool)
    with journal.writing() as rows:
        return tuple(_entered(rows, each, mode, most) for each in files)


def _entered(rows: sqlite3.Connection, found: Found, mode: Mode, most: Most) -> int:
    """Writes down a file and its orders, which take turns with those of other files."""
    (turn,) = rows.execute(_TURN).fetchone()
    file = rows.execute(
        "INSERT INTO file (origin, raw, identity, sha256, taken_at, state, replaces)"
        " VALUES (?, ?, ?, ?, ?, 'taken', ?)",
        (
            found.origin,
            os.fsencode(found.name),
            written(found.identity),
            sha256(found.data).hexdigest(),
            datetime.now(UTC).isoformat(timespec="milliseconds"),
            _replaced(rows, found),
        ),
    ).lastrowid
    assert file is not None
    for ahead, (line, start, length, seen) in enumerate(orders_of(found.name, found.data)):
        over = findings.too_much(seen, most)
        outcome = json.dumps(findings.against(seen.number, over) if over else {})
        row = (file, line, start, length, mode, seen.number, seen.revision, seen.content)
        rows.execute(
            "INSERT INTO job (file, line, start, length, mode, number, revision, content, turn,"
            " state, outcome) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (*row, turn + ahead, "failed" if over else "ready", outcome),
        )
    return file


def orders_of(name: str, data: bytes) -> Iterator[tuple[int, int, int, Look]]:
    """Each order of a file: its line, where it begins, its length, and what a look at it tells."""
    if ending(name) == ".json":
        yield 0, 0, len(data), look(data)
        return
    start, any_order = 0, False
    for line, content in enumerate(data.split(b"\n"), start=1):
        if content.strip():
            any_order = True
            yield line, start, len(content), look(content)
        start += len(content) + 1
    if not any_order:
        yield 1, 0, len(data), look(data)


def take_away(journal: Journal, places: Places, numbers: Iterable[int]) -> None:
    """Moves accepted files to `working/`; one that was changed since is left for the next look.

    Raises:
        OSError, LedgerError: one cannot be moved now; it is known, and is not taken twice.
    """
    ask = "SELECT * FROM file WHERE id = ? AND state = 'taken'"
    moved: list[sqlite3.Row] = []
    try:
        for row in filter(None, (journal.one(ask, number) for number in numbers)):
            lies = places.folder / row["origin"] / os.fsdecode(row["raw"])
            held = working(places, row["id"], lies.name)
            with suppress(FileNotFoundError):
                if written(identity_of(lies.lstat())) == row["identity"]:
                    _move(lies, held, row["identity"])
            moved.append(row)
    finally:
        for folder in {"working", *(row["origin"] for row in moved)} if moved else ():
            outbox.sync(places.folder / folder)  # or a power cut brings back what is written off
        with journal.writing() as rows:
            held_now = [(row["id"],) for row in moved]
            rows.executemany("UPDATE file SET state = 'held' WHERE id = ?", held_now)


def _move(lies: Path, held: Path, identity: str) -> None:
    """Moves a file aside; a newer one that came under its name in this very moment goes back."""
    try:
        lies.rename(held)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        held = lies.with_name(f"{ASIDE}{held.name}")  # a mount of its own; the copy is in spool/
        lies.rename(held)
    if written(identity_of(held.lstat())) != identity:
        put_back(held, lies)
    elif held.parent == lies.parent:
        held.unlink()


def put_back(held: Path, lies: Path) -> None:
    """Returns a file to where it lay, beside whatever may lie there by now."""
    stem, end = fit_stem(lies.name), ending(lies.name)
    target, number = lies, 1
    while os.path.lexists(target):
        number += 1
        target = lies.with_name(f"{stem}-{number}{end}")
    held.rename(target)


def working(places: Places, number: int, name: str) -> Path:
    """Where a file lies while its orders are made."""
    return places.folder / "working" / f"{number:06}-{fit_stem(name)}{ending(name)}"


def written(identity: Identity) -> str:
    """An identity as the journal has it."""
    return ":".join(map(str, identity))


def _replaced(rows: sqlite3.Connection, found: Found) -> int:
    """The file in `needs-fix/` that a mended one replaces; its name there is free again."""
    if found.origin == "inbox":
        return 0
    lay = ("needs-fix", found.name[: -len(ending(found.name))])
    row = rows.execute("SELECT id FROM file WHERE (place, stem) = (?, ?)", lay).fetchone()
    if row is None:
        return 0
    rows.execute("UPDATE file SET place = NULL WHERE id = ?", (row["id"],))
    return int(row["id"])
