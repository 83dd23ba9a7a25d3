"""Events: everything that ever happened, in one row each, chained by hash.

An event knows two things: what on record forbids it, and what follows from it. Recording one is
`check`, append, `apply`; deriving the tables anew is `apply` alone, event by event. Nothing else
writes a table.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any, ClassVar

from pydantic import BaseModel, ConfigDict, ValidationError
from sqlalchemy import Connection, Executable, Table, bindparam, desc, select

from docgen.errors import LedgerError, UsageError
from docgen.ledger import statements
from docgen.ledger.schema import log

FIRST = "0" * 64
"""What the first event has in place of the hash of the one before."""
_PAGE = 500
_ENTRY = select(log).where(log.c.seq == bindparam("of_seq"))
_LAST = select(log.c.seq, log.c.hash).order_by(desc(log.c.seq)).limit(1)


@dataclass(frozen=True)
class Book:
    """The ledger held by a writer: what an event reads and writes while it is recorded.

    Attributes:
        seq: number of the event.
        at: when it happened, ISO 8601 in UTC.
        who: who did it.
    """

    connection: Connection
    seq: int
    at: str
    who: str

    def rows(self, query: Executable, **values: object) -> list[Any]:
        """What a query finds."""
        return statements.rows(self.connection, query, values)

    def one(self, query: Executable, **values: object) -> Any:
        """The first row that a query finds; None where there is none."""
        found = self.rows(query, **values)
        return found[0] if found else None

    def add(self, table: Table, *rows: Mapping[str, Any]) -> None:
        """Adds rows that all name the same columns."""
        statements.add(self.connection, table, rows)

    def change(self, statement: Executable, *each: Mapping[str, Any]) -> None:
        """Updates or deletes, once with each set of values."""
        statements.change(self.connection, statement, each)


class Event(BaseModel):
    """Something that happened; frozen, kept as JSON."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)
    kind: ClassVar[str] = ""

    def check(self, book: Book) -> None:
        """Refuses the event where it contradicts what is on record.

        Raises:
            ConflictError: so it does; the message names what stands in the way.
        """

    def apply(self, book: Book) -> None:
        """Writes what follows from the event."""
        raise NotImplementedError


_KINDS: dict[str, type[Event]] = {}


def known(event: type[Event]) -> type[Event]:
    """Makes a class of events readable from the log by its kind."""
    if not event.kind or event.kind in _KINDS:
        raise ValueError(f"an event needs a kind of its own, not {event.kind!r}")
    _KINDS[event.kind] = event
    return event


def made(kind: type[Event], fields: Mapping[str, Any]) -> Event:
    """An event of what a person typed.

    Raises:
        UsageError: a field is not what it should be; the message names each.
    """
    try:
        return kind.model_validate(fields)
    except ValidationError as error:
        said = "; ".join(
            f"{'.'.join(map(str, each['loc']))} is {each['input']!s:.60}: {each['msg'].lower()}"
            for each in error.errors()
        )
        raise UsageError(f"this cannot be recorded: {said}.") from None


@dataclass(frozen=True)
class Entry:
    """An event as the log keeps it."""

    seq: int
    at: str
    who: str
    kind: str
    body: str
    previous: str
    hash: str

    @property
    def event(self) -> Event:
        """The event itself.

        Raises:
            LedgerError: this docgen cannot read it.
        """
        if self.kind not in _KINDS:
            raise LedgerError(f"event {self.seq} is of the kind {self.kind}, which is not known.")
        try:
            return _KINDS[self.kind].model_validate_json(self.body)
        except ValueError as error:
            raise LedgerError(f"event {self.seq} ({self.kind}) cannot be read.") from error

    @property
    def rightful_hash(self) -> str:
        """The hash that the entry must have."""
        fields = (self.previous, str(self.seq), self.at, self.who, self.kind, self.body)
        return sha256(json.dumps(fields, ensure_ascii=False).encode()).hexdigest()


def record(connection: Connection, event: Event, who: str, at: datetime) -> Entry:
    """Checks an event, adds it to the log, and writes what follows from it.

    Raises:
        ConflictError: it contradicts what is on record.
    """
    last = statements.rows(connection, _LAST, {})
    seq, previous = (last[0].seq + 1, last[0].hash) if last else (1, FIRST)
    moment = at.astimezone(UTC).isoformat(timespec="milliseconds")
    book = Book(connection, seq, moment, who)
    event.check(book)
    entry = _chained(
        Entry(
            seq, moment, who, event.kind, canonical_of(event.model_dump(mode="json")), previous, ""
        )
    )
    append(connection, entry)
    event.apply(book)
    return entry


def append(connection: Connection, entry: Entry) -> None:
    """Adds an entry to the log as it is."""
    statements.add(connection, log, (vars(entry),))


def replay(connection: Connection, entry: Entry) -> None:
    """Writes what follows from an entry of the log."""
    entry.event.apply(Book(connection, entry.seq, entry.at, entry.who))


def entries(connection: Connection) -> Iterator[Entry]:
    """The log from its beginning, a page at a time."""
    last = 0
    while True:
        page = select(log).where(log.c.seq > last).order_by(log.c.seq).limit(_PAGE)
        rows = connection.execute(page).all()
        yield from (Entry(**row._mapping) for row in rows)
        if len(rows) < _PAGE:
            return
        last = rows[-1].seq


def entry_at(connection: Connection, seq: int) -> Entry:
    """The entry of that number."""
    (row,) = statements.rows(connection, _ENTRY, {"of_seq": seq})
    return Entry(*row)


def canonical_of(facts: Mapping[str, Any]) -> str:
    """JSON, the same text for the same facts."""
    return json.dumps(facts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _chained(entry: Entry) -> Entry:
    return Entry(**{**vars(entry), "hash": entry.rightful_hash})
