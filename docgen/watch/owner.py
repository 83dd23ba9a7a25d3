"""One daemon for one folder."""

from __future__ import annotations

import json
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from docgen import owners
from docgen.errors import BusyError

NAME = "daemon.lock"
_FRESH = 60.0


@contextmanager
def owning(state: Path) -> Iterator[None]:
    """Holds a folder for this process.

    Raises:
        BusyError: another process has it.
        OutputError: the lock cannot be made.
    """
    if _beats_elsewhere(state):
        raise _busy(state)
    with owners.holding(state / NAME) as ours:
        if not ours:
            raise _busy(state)
        yield


def owned(state: Path) -> bool:
    """Whether a daemon has a folder now; on another machine it cannot be told and counts."""
    return bool(owner := owners.of(state / NAME)) and owners.alive(owner)


def _busy(state: Path) -> BusyError:
    return BusyError(
        f"{state.parent} is watched already, by {owners.spoken(owners.of(state / NAME))};"
        " one folder has one `docgen watch`. `--status` tells how it does."
    )


def _beats_elsewhere(state: Path) -> bool:
    """Whether another machine's daemon lives; a lock does not always reach over a share."""
    host = owners.of(state / NAME).split(":")[0]
    beat = state / "health.json"
    try:
        fresh = time.time() - beat.stat().st_mtime < _FRESH
        running = json.loads(beat.read_bytes())["state"] != "stopped"
    except (OSError, ValueError, KeyError):
        return False
    return bool(host) and host != socket.gethostname() and fresh and running
