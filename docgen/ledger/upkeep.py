"""The ledger proved, copied and derived anew: verify, rebuild, export, import, backup."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import fields
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table, create_engine, delete, select

from docgen.errors import LedgerError
from docgen.ledger import schema
from docgen.ledger.events import FIRST, Entry, append, entries, replay
from docgen.ledger.ledger import Ledger, open_ledger

_FIELDS = tuple(field.name for field in fields(Entry))


def verify(ledger: Ledger) -> tuple[str, ...]:
    """Everything that is wrong with a ledger; nothing where it is as it was written.

    The chain of hashes shows any event that was changed, taken out or put in; replaying the
    events into an empty database shows any other table that does not follow from them.
    """
    with ledger.store.reading() as connection:
        faults = list(_broken(entries(connection)))
        if faults:
            return tuple(faults)
        fresh = create_engine("sqlite://", paramstyle="named")
        with fresh.begin() as copy:
            schema.metadata.create_all(copy)
            for entry in entries(connection):
                append(copy, entry)
                replay(copy, entry)
            for table in schema.DERIVED:
                if _rows(connection, table) != _rows(copy, table):
                    faults.append(f"the table {table.name} does not follow from the events")
    return tuple(faults)


def rebuild(ledger: Ledger) -> int:
    """Derives every table anew from the events; the number of events."""
    with ledger.store.writing() as connection:
        _refuse_broken(entries(connection))
        for table in reversed(schema.DERIVED):
            connection.execute(delete(table))
        last = 0
        for entry in entries(connection):
            replay(connection, entry)
            last = entry.seq
        return last


def export(ledger: Ledger) -> Iterator[str]:
    """The events as JSON lines, from the first."""
    with ledger.store.reading() as connection:
        for entry in entries(connection):
            yield json.dumps(vars(entry), ensure_ascii=False)


def import_events(ledger: Ledger, lines: Iterable[str]) -> int:
    """Fills an empty ledger with exported events; the number of events.

    Raises:
        LedgerError: the ledger is not empty, or the events are not whole; nothing is taken over.
    """
    read = [_entry(number, line) for number, line in enumerate(lines, start=1) if line.strip()]
    _refuse_broken(read)
    with ledger.store.writing() as connection:
        if connection.execute(select(schema.log.c.seq)).first():
            raise LedgerError(
                f"the ledger {ledger.store.name} has events already; import into a new one."
            )
        for entry in read:
            append(connection, entry)
            replay(connection, entry)
    return len(read)


def backup(ledger: Ledger, to: Path) -> None:
    """Copies the ledger, whole and checked, while others go on using it.

    Raises:
        LedgerError: there is a file at `to`, or it cannot be written.
    """
    if ledger.store.engine.dialect.name != "sqlite":
        raise LedgerError("a ledger on a server is backed up with the server's own `pg_dump`.")
    if to.exists():
        raise LedgerError(f"{to} is there already; a backup never overwrites one.")
    try:
        with closing(sqlite3.connect(ledger.store.name)) as connection:
            connection.execute("VACUUM INTO ?", (str(to),))
        with to.open("rb") as file:
            os.fsync(file.fileno())
    except (OSError, sqlite3.Error) as error:
        to.unlink(missing_ok=True)
        raise LedgerError(f"cannot write the backup {to}: {error}.") from error
    open_ledger(to).close()


def _broken(chain: Iterable[Entry]) -> Iterator[str]:
    previous = FIRST
    for number, entry in enumerate(chain, start=1):
        if entry.seq != number:
            yield f"event {number} is missing"
            return
        if entry.previous != previous or entry.hash != entry.rightful_hash:
            yield f"event {number} ({entry.kind}) was changed after it was written"
            return
        previous = entry.hash


def _refuse_broken(chain: Iterable[Entry]) -> None:
    for fault in _broken(chain):
        raise LedgerError(f"{fault}; restore a backup and bring back what came later.")


def _entry(number: int, line: str) -> Entry:
    try:
        raw: dict[str, Any] = json.loads(line)
        return Entry(**{name: raw[name] for name in _FIELDS})
    except (ValueError, KeyError, TypeError) as error:
        raise LedgerError(f"line {number} is no exported event; nothing was imported.") from error


def _rows(connection: Connection, table: Table) -> list[str]:
    return sorted(repr(tuple(row)) for row in connection.execute(select(table)))
