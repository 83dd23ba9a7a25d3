"""What wakes the daemon before its next look is due; missing or late events cost time only."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from docgen.watch import logs
from docgen.watch.bell import Bell

_REMOTE = frozenset(
    "9p afs ceph cifs fuse lustre nfs nfs4 smb3 smbfs sshfs vboxsf virtiofs".split()
)
LOCAL_SECONDS, REMOTE_SECONDS = 2.0, 10.0


@contextmanager
def waking(folders: tuple[Path, ...], changed: threading.Event, bell: Bell) -> Iterator[None]:
    """Sets and rings when something happens in the folders, where the system tells so."""
    stop = threading.Event()
    thread = threading.Thread(target=_listen, args=(folders, changed, bell, stop), daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join(5)


def _listen(
    folders: tuple[Path, ...], changed: threading.Event, bell: Bell, stop: threading.Event
) -> None:
    from watchfiles import watch

    changes = watch(
        *folders, stop_event=stop, debounce=50, step=10, rust_timeout=1000, recursive=False
    )
    try:
        for _ in changes:
            changed.set()
            bell.ring()
    except (OSError, RuntimeError) as error:  # too many watches, or a folder that went
        logs.say("no_events", why=str(error), then="folders are looked at in their turn")


def seconds_between_looks(folder: Path) -> float:
    """How often a folder is looked at: more seldom where each look goes over a network."""
    return REMOTE_SECONDS if _file_system(folder).split(".")[0] in _REMOTE else LOCAL_SECONDS


def _file_system(folder: Path) -> str:
    """Kind of the file system of a folder; empty where the system does not tell."""
    try:
        mounts = Path("/proc/self/mounts").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
    best, kind = "", ""
    for line in mounts.splitlines():
        _, at, found, *_ = line.split(" ")
        if folder.is_relative_to(at) and len(at) >= len(best):
            best, kind = at, found
    return kind
