"""The database under the ledger: SQLite on a local disk, or PostgreSQL for many machines.

A writer holds the whole ledger from its first statement to its commit, so that what it read is
still true when it writes; readers never wait. Every failure of the database becomes a LedgerError
that names the cure.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event, inspect, select, text
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from docgen.errors import LedgerError
from docgen.ledger import schema

WAIT_SECONDS = 30
_LOCK = text("SELECT pg_advisory_xact_lock(736567)")  # any number, the same for every writer
_WAL_IS_SOUND = sqlite3.sqlite_version_info >= (3, 51, 3)
_JOURNAL, _SYNCHRONOUS = ("wal", "full") if _WAL_IS_SOUND else ("truncate", "extra")
_LEVELS = {"full": 2, "extra": 3}
_CURES = {
    "SQLITE_BUSY": "another program holds it; close that program or wait, then run again",
    "SQLITE_LOCKED": "another program holds it; close that program or wait, then run again",
    "SQLITE_FULL": "the disk is full; free space, then run again: nothing was recorded",
    "SQLITE_IOERR": "the disk failed; look to the disk, then run again: nothing was recorded",
    "SQLITE_READONLY": "it cannot be written; make the file and its folder writable",
    "SQLITE_CANTOPEN": "it cannot be opened; look at its path and permissions",
    "SQLITE_PERM": "it cannot be opened; look at its path and permissions",
    "SQLITE_NOTADB": "it is no ledger or was overwritten; restore a backup beside it and run"
    " `docgen ledger verify`",
    "SQLITE_CORRUPT": "it is damaged; keep the file, restore the last backup, then bring back what"
    " came later with `docgen ledger rebuild --from OUT`",
}


class Store:
    """A ledger's database, open and found to be sound."""

    def __init__(self, engine: Engine, name: str) -> None:
        self.engine = engine
        self.name = name

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one state of the ledger."""
        with self._explained(), self.engine.connect() as connection:
            if self.engine.dialect.name == "postgresql":
                connection.execution_options(isolation_level="REPEATABLE READ")
            with connection.begin():
                yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A connection that holds the ledger; committed at the end, rolled back on any error."""
        with (
            self._explained(),
            self.engine.connect().execution_options(writing=True) as connection,
            connection.begin(),
        ):
            if self.engine.dialect.name == "postgresql":
                connection.execute(_LOCK)
            yield connection

    def close(self) -> None:
        """Gives back every connection."""
        self.engine.dispose()

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except (SQLAlchemyError, self.engine.dialect.loaded_dbapi.Error) as error:
            raise LedgerError(f"the ledger {self.name}: {_cure(error)}.") from error


def open_store(where: str, *, create: bool = False, wait_seconds: float = WAIT_SECONDS) -> Store:
    """The database at a path or at a `postgresql://` address, made if `create`.

    Raises:
        LedgerError: there is none, there is one already, or it is not sound.
    """
    store = _server(where) if "://" in where else _file(where, create, wait_seconds)
    try:
        with store.writing() if create else store.reading() as connection:
            there = inspect(connection).has_table("event")
            if create and not there:
                schema.metadata.create_all(connection)
                connection.execute(schema.about.insert().values(version=schema.VERSION))
            _sound(connection, store, there or create)
    except LedgerError:
        store.close()
        raise
    return store


def _file(where: str, create: bool, wait_seconds: float) -> Store:
    path = Path(where).absolute()
    if not create and not path.exists():
        raise LedgerError(
            f"there is no ledger at {path}. If there was one, restore its backup or rebuild it with"
            " `docgen ledger rebuild --from OUT`, so that no number is given twice; if this is the"
            " first, make it with `docgen ledger init`."
        )
    if create and path.exists():
        raise LedgerError(f"{path} is there already; it is never overwritten.")
    if create:
        _make_folder(path)
    engine = create_engine(
        f"sqlite:///{path}",
        paramstyle="named",
        connect_args={"timeout": wait_seconds, "isolation_level": None, "cached_statements": 256},
    )
    event.listen(engine, "connect", _settings)
    event.listen(engine, "begin", _begin)
    return Store(engine, str(path))


def _make_folder(path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise LedgerError(f"cannot make the folder {path.parent}: {error.strerror}.") from error


def _server(where: str) -> Store:
    address = where.replace("postgresql://", "postgresql+psycopg://", 1)
    try:
        engine = create_engine(address, isolation_level="READ COMMITTED", pool_pre_ping=True)
    except (SQLAlchemyError, ImportError) as error:
        raise LedgerError(
            f"cannot reach the ledger {where}: {error}. A ledger on a server needs"
            " `pip install 'docgen-export[server]'`."
        ) from error
    return Store(engine, engine.url.render_as_string(hide_password=True))


def _settings(connection: sqlite3.Connection, _record: object) -> None:
    """Sets what makes a commit survive a power cut, and reads back that it holds."""
    connection.execute(f"PRAGMA journal_mode={_JOURNAL}")
    connection.execute(f"PRAGMA synchronous={_SYNCHRONOUS}")
    connection.execute("PRAGMA foreign_keys=on")
    connection.execute("PRAGMA trusted_schema=off")
    connection.execute("PRAGMA cell_size_check=on")
    (level,) = connection.execute("PRAGMA synchronous").fetchone()
    (journal,) = connection.execute("PRAGMA journal_mode").fetchone()
    if (journal, level) != (_JOURNAL, _LEVELS[_SYNCHRONOUS]):
        raise sqlite3.OperationalError(f"journal {journal}, synchronous {level} cannot be trusted")


def _begin(connection: Connection) -> None:
    writing = connection.get_execution_options().get("writing")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


def _sound(connection: Connection, store: Store, there: bool) -> None:
    """Refuses what is no ledger, one of another version, or a damaged one."""
    if not there:
        raise LedgerError(f"{store.name} is no ledger of docgen; give the path of one.")
    version = connection.execute(select(schema.about.c.version)).scalar()
    if version != schema.VERSION:
        raise LedgerError(
            f"the ledger {store.name} has version {version}; this docgen reads"
            f" {schema.VERSION}: install the docgen that wrote it, export, and import here."
        )
    if connection.dialect.name == "sqlite":
        (said,) = connection.exec_driver_sql("PRAGMA quick_check(1)").one()
        if said != "ok":
            raise LedgerError(f"the ledger {store.name}: {_CURES['SQLITE_CORRUPT']}.")


def _cure(error: Exception) -> str:
    original = error.orig if isinstance(error, DBAPIError) else error
    name = getattr(original, "sqlite_errorname", "")
    for prefix, cure in _CURES.items():
        if name.startswith(prefix):
            return cure
    said = str(original or error).splitlines()[0]
    return f"the database says: {said}"
