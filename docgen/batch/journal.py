"""The book of a batch: one row an order, on disk, so that memory does not grow with their number.

It lives in the output folder while the batch runs, beside a lock that keeps other batches out of
it; `batch.json` and `report.html` are made from it.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any

from docgen import outbox, owners
from docgen.batch.sources import Source
from docgen.batch.work import Outcome
from docgen.errors import BusyError, OutputError

NAME = ".docgen-batch.sqlite3"
_LOCK = ".docgen-batch.lock"
_TABLES = (
    "PRAGMA synchronous=off",  # what it says can be found out again
    "PRAGMA journal_mode=off",
    "CREATE TABLE claim (number TEXT PRIMARY KEY, source TEXT NOT NULL) STRICT",
    "CREATE TABLE outcome (place INTEGER PRIMARY KEY, state TEXT, body TEXT) STRICT",
    "CREATE TABLE waiting (round INTEGER, number TEXT, place INTEGER, name TEXT, path TEXT,"
    " data BLOB, PRIMARY KEY (round, number, place)) STRICT, WITHOUT ROWID",
)


@contextmanager
def journal_of(out: Path) -> Iterator[Journal]:
    """The book of a new batch, which has the folder until it ends.

    Raises:
        BusyError: another batch has the folder.
        OutputError: it cannot be written to.
    """
    lock = out / _LOCK
    with owners.holding(lock) as ours:
        if not ours:
            raise BusyError(
                f"another batch writes to {out}, {owners.spoken(owners.of(lock))};"
                " wait until it has ended, or give this one a folder of its own with -o."
            )
        try:
            with closing(Journal(out)) as journal:
                yield journal
        finally:
            with suppress(PermissionError):  # Windows keeps it
                lock.unlink(missing_ok=True)


class Journal:
    """What became of the orders of a batch so far.

    Each of its methods raises OutputError where the disk is full or does not take it.
    """

    def __init__(self, out: Path) -> None:
        self._path = out / NAME
        with outbox.writing(self._path):
            self._path.unlink(missing_ok=True)  # of a batch that was killed
        self._rows = sqlite3.connect(self._path, isolation_level=None)
        try:
            for each in _TABLES:
                self._execute(each)
        except OutputError:
            self.close()
            raise

    def _execute(self, asked: str, values: tuple[object, ...] = ()) -> sqlite3.Cursor:
        try:
            return self._rows.execute(asked, values)
        except sqlite3.Error as error:
            raise OutputError(
                f"cannot write to {self._path}: {error}. Free space or choose another folder with"
                " -o, then run again with --resume; nothing half-written was left."
            ) from error

    def claim(self, number: str, source: str) -> str:
        """Takes an order number for a source; the source that has it, where that is another."""
        taken = self._execute("SELECT source FROM claim WHERE number = ?", (number,))
        row = taken.fetchone()
        if row is None:
            self._execute("INSERT INTO claim VALUES (?, ?)", (number, source))
        return str(row[0]) if row else ""

    def wait(self, round: int, number: str, index: int, source: Source) -> None:
        """Lays an order by until the next round, because its number is being made."""
        row = (round, number, index, source.name, str(source.path), source.data)
        self._execute("INSERT INTO waiting VALUES (?, ?, ?, ?, ?, ?)", row)

    def waits(self, round: int, number: str) -> bool:
        """Whether an order of that number was laid by in this round."""
        asked = "SELECT 1 FROM waiting WHERE round = ? AND number = ?"
        return self._execute(asked, (round, number)).fetchone() is not None

    def any_waits(self, round: int) -> bool:
        """Whether any order was laid by in this round."""
        asked = "SELECT 1 FROM waiting WHERE round = ?"
        return self._execute(asked, (round,)).fetchone() is not None

    def waiting(self, round: int) -> Iterator[tuple[int, Source]]:
        """The orders laid by in a round, in the order in which they came."""
        asked = "SELECT place, name, path, data FROM waiting WHERE round = ? ORDER BY place"
        for place, name, path, data in self._execute(asked, (round,)):
            yield place, Source(name, Path(path), data)

    def release(self, number: str) -> None:
        """Frees an order number whose order was not made."""
        self._execute("DELETE FROM claim WHERE number = ?", (number,))

    def add(self, outcome: Outcome) -> None:
        """Writes down what became of an order."""
        body = json.dumps(outcome.as_dict(), ensure_ascii=False)
        row = (outcome.index, outcome.state, body)
        self._execute("INSERT OR REPLACE INTO outcome VALUES (?, ?, ?)", row)

    def outcomes(self) -> Iterator[dict[str, Any]]:
        """Every order in the order in which it came."""
        for (body,) in self._execute("SELECT body FROM outcome ORDER BY place"):
            yield json.loads(body)

    def counts(self) -> Counter[str]:
        """How many orders there are in each state."""
        rows = self._execute("SELECT state, count(*) FROM outcome GROUP BY state")
        return Counter(dict(rows.fetchall()))

    def close(self) -> None:
        """Takes the book away; the reports are made."""
        self._rows.close()
        self._path.unlink(missing_ok=True)
