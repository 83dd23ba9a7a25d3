"""Which process is at work on something, whether it still lives, and the one that may be."""

from __future__ import annotations

import json
import os
import socket
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Any

from docgen.errors import OutputError

_BEHIND = 1 << 20  # on Windows what is locked cannot be read


def this_process() -> str:
    """Name of this process that no other ever has: host, boot, number, and time of start."""
    return ":".join((socket.gethostname(), _boot(), str(os.getpid()), _started(os.getpid())))


def alive(owner: str) -> bool:
    """Whether a process lives; one that cannot be asked, as on another machine, counts as alive."""
    host, boot, pid, started = owner.rsplit(":", 3)
    if host != socket.gethostname():
        return True
    if boot != _boot() or not pid.isdecimal():
        return False
    now = _started(int(pid))
    return now == started if now and started else running(int(pid))


def running(pid: int) -> bool:
    """Whether a process of that number runs on this machine; Windows is not asked."""
    if sys.platform == "win32":  # there the question would stop it
        return True
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:  # it is another user's
        return True
    return not (fields := _fields(pid)) or _living(fields)


@contextmanager
def holding(lock: Path) -> Iterator[bool]:
    """Holds what a lock file stands for; yields whether this process has it, and so no other.

    The system gives the lock back however the process ends. The file says who has it, or had it
    last; who has it may take it away.

    Raises:
        OutputError: the lock file cannot be written.
    """
    with ExitStack() as stack:
        try:
            ours = _taken(lock, stack)
        except OSError as error:
            raise OutputError(
                f"cannot write to {lock}: {error.strerror}. Free space, or see who may write there."
            ) from error
        yield ours


def of(lock: Path) -> str:
    """Who has, or had last, what a lock file stands for; empty where nobody did."""
    try:
        said: dict[str, Any] = json.loads(lock.read_bytes())
        return str(said["owner"])
    except (OSError, ValueError, KeyError):
        return ""


def spoken(owner: str) -> str:
    """A process as a person is told of it."""
    host, _, pid, _ = (owner or "somewhere:?:?:?").rsplit(":", 3)
    return f"process {pid} on {host}"


def _taken(lock: Path, stack: ExitStack) -> bool:
    """Whether this process has a lock, now and until the stack ends."""
    while True:
        handle = os.open(lock, os.O_RDWR | os.O_CREAT, 0o600)
        stack.callback(os.close, handle)
        if not _locked(handle):
            return False
        if _lies_at(lock, handle):  # or else who had it has just taken the file away
            _sign(lock, handle)
            return True


def _sign(lock: Path, handle: int) -> None:
    try:
        os.ftruncate(handle, 0)
        os.write(handle, json.dumps({"owner": this_process()}).encode())
        os.fsync(handle)
    except OSError:
        lock.unlink(missing_ok=True)
        raise


def _lies_at(path: Path, handle: int) -> bool:
    with suppress(FileNotFoundError):
        return os.path.samestat(os.fstat(handle), path.stat())
    return False


def _locked(handle: int) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            os.lseek(handle, _BEHIND, os.SEEK_SET)
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
            os.lseek(handle, 0, os.SEEK_SET)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):  # as Linux and Windows say that another has it
        return False
    return True


def _boot() -> str:
    """What changes with each start of the machine; empty where the system does not tell."""
    with suppress(OSError):
        return Path("/proc/sys/kernel/random/boot_id").read_text().strip()
    return ""


def _started(pid: int) -> str:
    """When a process started, in ticks since boot; empty where it is gone or not told."""
    fields = _fields(pid)
    return fields[19] if fields and _living(fields) else ""


def _living(fields: list[str]) -> bool:
    return fields[0] not in ("Z", "X")  # who started it has not yet taken note of its end


def _fields(pid: int) -> list[str]:
    """What Linux tells of a process, from its state on; empty where it does not."""
    with suppress(OSError):
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return []
