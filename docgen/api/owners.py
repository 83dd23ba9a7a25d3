"""Which process is at work on an issue, and whether it still lives."""

from __future__ import annotations

import os
import socket
from contextlib import suppress
from pathlib import Path


def this_process() -> str:
    """Name of this process that no other ever has: host, boot, number, and time of start."""
    return ":".join((socket.gethostname(), _boot(), str(os.getpid()), _started(os.getpid())))


def alive(owner: str) -> bool:
    """Whether a process lives; one on another machine cannot be asked and counts as alive."""
    host, boot, pid, started = owner.rsplit(":", 3)
    if host != socket.gethostname():
        return True
    if boot != _boot() or not pid.isdecimal():
        return False
    if started:
        return _started(int(pid)) == started
    with suppress(ProcessLookupError):
        os.kill(int(pid), 0)
        return True
    return False


def _boot() -> str:
    """What changes with each start of the machine; empty where the system does not tell."""
    with suppress(OSError):
        return Path("/proc/sys/kernel/random/boot_id").read_text().strip()
    return ""


def _started(pid: int) -> str:
    """When a process started, in ticks since boot; empty where it is gone or not told."""
    with suppress(OSError, IndexError):
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[19]
    return ""
