"""One daemon for one folder: a lock that the system gives back however the daemon ends."""

from __future__ import annotations

import json
import os
import socket
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from docgen.api import owners
from docgen.errors import BusyError, OutputError

NAME = "daemon.lock"
_FRESH, _BEHIND = 60.0, 1 << 20


@contextmanager
def owning(state: Path) -> Iterator[None]:
    """Holds a folder for this process.

    Raises:
        BusyError: another process has it.
        OutputError: the lock cannot be made.
    """
    try:
        handle = os.open(state / NAME, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise OutputError(f"cannot open {state / NAME}: {error.strerror}.") from error
    try:
        if not _locked(handle) or _beats_elsewhere(state):
            host, _, pid, _ = (owner_of(state) or "somewhere:?:?:?").rsplit(":", 3)
            raise BusyError(
                f"{state.parent} is watched already, by process {pid} on {host};"
                " one folder has one `docgen watch`. `--status` tells how it does."
            )
        os.ftruncate(handle, 0)
        os.lseek(handle, 0, os.SEEK_SET)
        os.write(handle, json.dumps({"owner": owners.this_process()}).encode())
        os.fsync(handle)
        yield
    finally:
        os.close(handle)


def owner_of(state: Path) -> str:
    """Who has, or had last, a folder; empty where nobody did."""
    try:
        said: dict[str, Any] = json.loads((state / NAME).read_bytes())
        return str(said["owner"])
    except (OSError, ValueError, KeyError):
        return ""


def owned(state: Path) -> bool:
    """Whether a daemon has a folder now; on another machine it cannot be told and counts."""
    return bool(owner := owner_of(state)) and owners.alive(owner)


def _beats_elsewhere(state: Path) -> bool:
    """Whether another machine's daemon lives; a lock does not always reach over a share."""
    host = owner_of(state).split(":")[0]
    beat = state / "health.json"
    try:
        fresh = time.time() - beat.stat().st_mtime < _FRESH
        running = json.loads(beat.read_bytes())["state"] != "stopped"
    except (OSError, ValueError, KeyError):
        return False
    return bool(host) and host != socket.gethostname() and fresh and running


def _locked(handle: int) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            os.lseek(handle, _BEHIND, os.SEEK_SET)  # what is locked cannot be read there
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
