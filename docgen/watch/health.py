"""How a daemon does: a file renewed every few seconds, the same as metrics, and a word to systemd.

No port is opened for it. A daemon that hangs is known by a heartbeat that stays old.
"""

from __future__ import annotations

import json
import os
import socket
import time
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from docgen import outbox
from docgen.errors import OutputError
from docgen.watch import owner

EVERY = 5.0
NAME, METRICS = "health.json", "docgen.prom"
_STALE = 60.0
_OLD = 600.0


@dataclass(frozen=True)
class Health:
    """How a daemon does at one moment.

    Attributes:
        pid, host: of the daemon.
        state: `well`, `paused`, `stopping`, or `stopped` after a good end.
        paused: why; empty where it is not.
        network: what keeps its workers off the network.
        waiting: files in the inbox not taken yet.
        backlog, running: orders ready, and under way.
        oldest_seconds: age of the oldest order that is not done.
        totals: orders by how they ended, since the journal began.
        locked: files that cannot be opened.
        looked_at: when the folders were looked at last with success.
    """

    version: str
    pid: int
    host: str
    state: str
    paused: str
    network: str
    waiting: int
    backlog: int
    running: int
    oldest_seconds: int
    totals: dict[str, int]
    locked: tuple[str, ...]
    free_mib: int
    looked_at: str


def write(state: Path, health: Health) -> None:
    """Renews the heartbeat and the metrics; a disk that takes neither is told by their age."""
    now = datetime.now(UTC).isoformat(timespec="milliseconds")
    said = json.dumps({"at": now, **asdict(health)}, indent=2)
    with suppress(OutputError):
        outbox.put(state / NAME, f"{said}\n".encode())
        outbox.put(state / METRICS, metrics(health).encode())


def metrics(health: Health) -> str:
    """The same in the text format of Prometheus, for the text-file collector of node_exporter."""
    gauges = {
        "up": 1,
        "paused": int(health.state == "paused"),
        "inbox_files": health.waiting,
        "backlog_orders": health.backlog,
        "running_orders": health.running,
        "oldest_seconds": health.oldest_seconds,
        "free_mebibytes": health.free_mib,
        "heartbeat_timestamp_seconds": int(time.time()),
    }
    lines = [f"# TYPE docgen_{name} gauge\ndocgen_{name} {value}" for name, value in gauges.items()]
    lines.append("# TYPE docgen_orders_total counter")
    lines += [
        f'docgen_orders_total{{state="{state}"}} {count}'
        for state, count in sorted(health.totals.items())
    ]
    return "\n".join(lines) + "\n"


def read(state: Path) -> tuple[dict[str, Any], int]:
    """What the heartbeat says, and the exit code for it: 0 well, 1 in trouble, 3 not running."""
    try:
        said: dict[str, Any] = json.loads((state / NAME).read_bytes())
        age = time.time() - datetime.fromisoformat(said["at"]).timestamp()
    except (OSError, ValueError, KeyError):
        return {"state": "never started"}, 3
    if not owner.owned(state):
        return {**said, "state": "stopped" if said["state"] == "stopped" else "died"}, 3
    if age > _STALE:
        return {**said, "state": f"hangs since {said['at']}"}, 1
    late = said["oldest_seconds"] > _OLD or bool(said["locked"])
    return said, int(said["state"] == "paused" or late)


def tell_systemd(word: str) -> None:
    """Sends systemd a word (`READY=1`, `WATCHDOG=1`, `STOPPING=1`), where it listens."""
    address = os.environ.get("NOTIFY_SOCKET", "")
    if not address:
        return
    with suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as speaker:
        speaker.connect(address.replace("@", "\0", 1) if address[0] == "@" else address)
        speaker.send(word.encode())
