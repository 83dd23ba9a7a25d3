"""Statements compiled once and run by the driver itself.

SQLAlchemy spells a statement for SQLite or PostgreSQL; going through its execution each time would
cost ten times what the database takes, and an issue runs some thirty of them.
"""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from sqlalchemy import Connection, Executable, Table, insert
from sqlalchemy.engine import Dialect

Values = Mapping[str, Any]


def rows(connection: Connection, statement: Executable, values: Values) -> list[Any]:
    """What a query finds, each row with its columns as attributes."""
    text, known = _spelled(statement, connection.dialect)
    cursor = _cursor(connection)
    cursor.execute(text, {**known, **values})
    row = _row(tuple(column[0] for column in cursor.description))
    return [row._make(each) for each in cursor.fetchall()]


def change(connection: Connection, statement: Executable, values: Iterable[Values]) -> None:
    """Updates or deletes, once with each set of values."""
    text, known = _spelled(statement, connection.dialect)
    _cursor(connection).executemany(text, [{**known, **each} for each in values])


def add(connection: Connection, table: Table, new: Iterable[Values]) -> None:
    """Adds rows that all name the same columns."""
    listed = [dict(each) for each in new]
    if listed:
        text = _insertion(table, tuple(listed[0]), connection.dialect)
        _cursor(connection).executemany(text, listed)


def _cursor(connection: Connection) -> Any:
    return connection.connection.cursor()


@cache
def _spelled(statement: Executable, dialect: Dialect) -> tuple[str, Values]:
    compiled = statement.compile(dialect=dialect)  # type: ignore[attr-defined]
    return str(compiled), {name: v for name, v in compiled.params.items() if v is not None}


@cache
def _insertion(table: Table, columns: tuple[str, ...], dialect: Dialect) -> str:
    return str(insert(table).compile(dialect=dialect, column_keys=list(columns)))


@cache
def _row(columns: tuple[str, ...]) -> Any:
    return namedtuple("Row", columns)
