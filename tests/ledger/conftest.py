"""A ledger on SQLite, and the same one on a PostgreSQL server that the tests start themselves."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from docgen.ledger import Ledger, open_ledger

_BINARIES = sorted(Path("/usr/lib/postgresql").glob("*/bin"))


def _program(name: str) -> str:
    found = shutil.which(name) or next((str(p / name) for p in reversed(_BINARIES)), None)
    assert found, f"{name} is not here: install the package postgresql (make faults does so)"
    return found


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """Address of a PostgreSQL server on a socket of its own; it refuses to run as root."""
    user = "nobody" if os.getuid() == 0 else None
    with tempfile.TemporaryDirectory(prefix="docgen-") as name:
        folder = Path(name)
        if user:
            shutil.chown(folder, user)
        data = str(folder / "data")

        def run(program: str, *arguments: str) -> None:
            command = [_program(program), "-D", data, *arguments]
            quiet = subprocess.DEVNULL
            subprocess.run(command, check=True, user=user, cwd=folder, stdout=quiet)

        run("initdb", "-U", "docgen", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
        options = f"-c listen_addresses= -c unix_socket_directories={folder} -c fsync=off"
        run("pg_ctl", "-l", str(folder / "log"), "-w", "-o", options, "start")
        try:
            yield f"postgresql://docgen@/{{}}?host={folder}"
        finally:
            run("pg_ctl", "-m", "immediate", "stop")


@pytest.fixture
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a new ledger is to be: a file, or a fresh database on the server."""
    if getattr(request, "param", "file") == "file":
        return str(tmp_path / "ledger.sqlite3")
    address = request.getfixturevalue("server")
    name = f"l{abs(hash(request.node.nodeid)):x}"
    engine = create_engine(
        address.format("postgres").replace("postgresql:", "postgresql+psycopg:"),
        isolation_level="AUTOCOMMIT",
    )
    with engine.connect() as connection:
        connection.execute(text(f"DROP DATABASE IF EXISTS {name}"))
        connection.execute(text(f"CREATE DATABASE {name}"))
    engine.dispose()
    return str(address.format(name))


@pytest.fixture
def ledger(place: str) -> Iterator[Ledger]:
    """A new ledger."""
    made = open_ledger(place, create=True)
    yield made
    made.close()
