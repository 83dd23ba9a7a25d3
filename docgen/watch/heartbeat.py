"""What the daemon says of itself, gathered from the journal and the moment."""

from __future__ import annotations

import os
import shutil
import socket
import time
from contextlib import suppress
from datetime import UTC, datetime

from docgen.errors import LedgerError
from docgen.version import __version__
from docgen.watch import health, scan
from docgen.watch.state import Run

_LATE = 30.0
"""Seconds by which a look may be overdue."""


def beat(run: Run, state: str = "") -> None:
    """Renews heartbeat and metrics, and systemd's watchdog while no look is overdue."""
    run.told_at = time.monotonic()
    with suppress(LedgerError, OSError):
        health.write(run.asked.places.state, _health(run, state))
    if run.pause.red or run.told_at < run.next_look + _LATE:
        health.tell_systemd("WATCHDOG=1")


def _health(run: Run, state: str) -> health.Health:
    counted = run.journal.all("SELECT state, count(*) FROM job GROUP BY state")
    totals = {row[0]: row[1] for row in counted}
    looked = datetime.fromtimestamp(run.looked_at, UTC) if run.looked_at else None
    usual = "stopping" if run.stopping else "paused" if run.pause.red else "well"
    return health.Health(
        version=__version__,
        pid=os.getpid(),
        host=socket.gethostname(),
        state=state or usual,
        paused=run.pause.reason,
        network=run.network,
        waiting=run.sight.waiting,
        backlog=totals.pop("ready", 0),
        running=totals.pop("running", 0),
        oldest_seconds=_oldest(run),
        totals=totals,
        locked=scan.locked_long(run.memory, time.monotonic()),
        free_mib=shutil.disk_usage(run.asked.places.out).free >> 20,
        looked_at=looked.isoformat(timespec="seconds") if looked else "",
    )


def _oldest(run: Run) -> int:
    row = run.journal.one("SELECT min(taken_at) FROM file WHERE state != 'closed'")
    if row is None or row[0] is None:
        return 0
    return max(0, int(time.time() - datetime.fromisoformat(row[0]).timestamp()))
