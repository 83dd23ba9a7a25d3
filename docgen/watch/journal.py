"""The journal of a watched folder: which files were taken, and how far each order has come.

It is a queue, not the ledger: numbers and certificates are the ledger's. A row is committed before
the step that it speaks of, so that whoever starts after a power cut knows what to look for. The
journal of SQLite's older kind is used because the write-ahead log had a fault until 3.51.3.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from docgen.errors import LedgerError

NAME = "journal.sqlite3"
VERSION = 1
_SCHEMA = f"""
CREATE TABLE file (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  origin TEXT NOT NULL CHECK (origin IN ('inbox', 'needs-fix')),
  raw BLOB NOT NULL,        -- the name as it lay there
  identity TEXT NOT NULL,   -- inode, size and time of change; of the filed file once closed
  sha256 TEXT NOT NULL,
  taken_at TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('taken', 'held', 'answered', 'closed')),
  replaces INTEGER NOT NULL DEFAULT 0,  -- the file in needs-fix/ that was mended
  place TEXT,               -- the folder where it lies with its answer
  stem TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE UNIQUE INDEX one_name ON file (place, stem);
CREATE INDEX open_file ON file (state) WHERE state != 'closed';
CREATE INDEX of_bytes ON file (sha256);
CREATE TABLE job (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  file INTEGER NOT NULL REFERENCES file (id),
  line INTEGER NOT NULL,    -- 0 where the file is one order
  start INTEGER NOT NULL,
  length INTEGER NOT NULL,
  mode TEXT NOT NULL CHECK (mode IN ('render', 'draft', 'issue')),
  number TEXT NOT NULL,     -- of the order, as written
  revision INTEGER NOT NULL,
  content TEXT NOT NULL,    -- hash of what it says
  turn INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('ready', 'running', 'made', 'blocked', 'failed',
                                       'duplicate', 'quarantined')),
  starts INTEGER NOT NULL DEFAULT 0,
  crashes INTEGER NOT NULL DEFAULT 0,
  folder TEXT NOT NULL DEFAULT '',
  outcome TEXT NOT NULL DEFAULT '{{}}',
  UNIQUE (file, line)
) STRICT;
CREATE UNIQUE INDEX one_made ON job (mode, number, revision)
  WHERE state = 'made' AND mode != 'issue' AND number != '';
CREATE INDEX ready ON job (turn) WHERE state = 'ready';
CREATE INDEX of_number ON job (number, state);
CREATE TABLE about (version INTEGER NOT NULL) STRICT;
INSERT INTO about VALUES ({VERSION});
"""
_SETTINGS = {
    "journal_mode": "truncate",
    "synchronous": 3,  # extra
    "foreign_keys": 1,
    "trusted_schema": 0,
    "cell_size_check": 1,
}


class Journal:
    """The rows of one watched folder; only its daemon writes them."""

    def __init__(self, state: Path) -> None:
        """Opens the journal, or makes it; a damaged one is refused.

        Raises:
            LedgerError: it is damaged, of another version, or cannot be opened.
        """
        self.path = state / NAME
        with explained(self.path):
            self.rows = sqlite3.connect(self.path, isolation_level=None, timeout=30)
            self.rows.row_factory = sqlite3.Row
            for name, value in _SETTINGS.items():
                self.rows.execute(f"PRAGMA {name} = {value}")
                (read,) = self.rows.execute(f"PRAGMA {name}").fetchone()
                if read != value:
                    raise LedgerError(f"{self.path}: SQLite does not keep {name} = {value}.")
            if self.rows.execute("SELECT 1 FROM sqlite_master").fetchone():
                self._sound()
            else:
                self.rows.executescript(f"BEGIN IMMEDIATE; {_SCHEMA} COMMIT;")

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """One transaction: all of it on the disk at the end, or nothing."""
        with explained(self.path):
            self.rows.execute("BEGIN IMMEDIATE")
            try:
                yield self.rows
                self.rows.execute("COMMIT")
            except BaseException:
                if self.rows.in_transaction:
                    self.rows.execute("ROLLBACK")
                raise

    def all(self, query: str, *values: object) -> list[sqlite3.Row]:
        """The rows of a question."""
        with explained(self.path):
            return self.rows.execute(query, values).fetchall()

    def one(self, query: str, *values: object) -> sqlite3.Row | None:
        """The first row of a question; None where there is none."""
        with explained(self.path):
            row: sqlite3.Row | None = self.rows.execute(query, values).fetchone()
            return row

    def close(self) -> None:
        """Gives back the file."""
        self.rows.close()

    def _sound(self) -> None:
        (said,) = self.rows.execute("PRAGMA quick_check(1)").fetchone()
        (version,) = self.rows.execute("SELECT version FROM about").fetchone()
        if said != "ok":
            raise sqlite3.DatabaseError(said)
        if version != VERSION:
            raise LedgerError(
                f"{self.path} has version {version}, and this docgen reads {VERSION}; finish its"
                " orders with the docgen that wrote it, then move it away."
            )


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turns what SQLite says into what to do.

    Raises:
        LedgerError: from any error of the database.
    """
    try:
        yield
    except sqlite3.Error as error:
        name = getattr(error, "sqlite_errorname", "") or ""
        if name.startswith(("SQLITE_BUSY", "SQLITE_FULL", "SQLITE_IOERR", "SQLITE_READONLY")):
            raise LedgerError(f"{path} cannot be written now ({error}).") from error
        raise LedgerError(
            f"{path} is damaged or cannot be opened ({error}). Keep a copy of it, move it away and"
            " start again: what lies in working/ is taken anew, and papers that were made"
            " are found in the folder of papers, so that none is made twice."
        ) from error
