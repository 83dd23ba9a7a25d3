"""What a worker may not do, whatever an order makes a library do: reach out, or take the machine.

A worker has no network where the system lets it give up its own, and elsewhere Python refuses to
connect; it ends with its parent; its memory, the size of its files and their number are limited.
"""

from __future__ import annotations

import faulthandler
import os
import signal
import socket
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

MEBIBYTE = 1024 * 1024
_NEW_USERS, _NEW_NETWORK, _DIE_WITH_PARENT = 0x10000000, 0x40000000, 1
_KEPT = "DOCGEN HOME LANG LC_ LOCALAPPDATA PATH PG SYSTEMROOT TEMP TMP TZ XDG_CACHE_HOME".split()
_ORDER = "at work on order"
_MOST_WORDS = 4000
_CALLS = frozenset({"socket.connect", "socket.bind", "socket.sendto", "socket.getaddrinfo"})


@dataclass(frozen=True)
class Limits:
    """What one worker may take.

    Attributes:
        memory: MiB of address space; beyond it Python says that there is none.
        file: MiB of one file.
        files: open at a time.
        network: whether it keeps its network, as a ledger on a server needs.
        private: whether what it writes is for this user alone, until its parent opens it.
        words: folder for what it says on standard error, its last words if it goes down.
    """

    memory: int = 2048
    file: int = 256
    files: int = 512
    network: bool = False
    private: bool = False
    words: str = ""


@dataclass
class _Guarded:
    network: str = "open"
    speaks: bool = False


_GUARDED = _Guarded()


def shut_in(limits: Limits, parent: int) -> None:
    """Binds this process, for good; run once when a worker starts."""
    _end_with(parent)
    if limits.private:
        os.umask(0o077)
    for name in [each for each in os.environ if not each.upper().startswith(tuple(_KEPT))]:
        del os.environ[name]
    if limits.words:
        _speak_into(Path(limits.words))
    if not limits.network:
        _GUARDED.network = _cut_off()
    _limit(limits)


def begin_words(order: int) -> None:
    """Starts the words of this worker anew, with the order that it is at work on."""
    if _GUARDED.speaks:
        os.ftruncate(2, 0)
        os.lseek(2, 0, os.SEEK_SET)
        os.write(2, f"{_ORDER} {order}\n".encode())


def last_words(folder: str, order: int) -> str:
    """The end of what a worker said that went down over an order; empty where it said nothing."""
    for path in sorted(Path(folder).glob("*.txt")) if folder else ():
        with suppress(OSError):
            first, _, rest = path.read_text(encoding="utf-8", errors="replace").partition("\n")
            if first == f"{_ORDER} {order}":
                return rest[-_MOST_WORDS:].strip()
    return ""


def _speak_into(folder: Path) -> None:
    """Sends standard error to a file, with a traceback when this process is brought down."""
    with suppress(OSError):
        handle = os.open(
            folder / f"{os.getpid()}.txt", os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600
        )
        os.dup2(handle, 2)
        os.close(handle)
        faulthandler.enable()
        if hasattr(faulthandler, "register"):
            faulthandler.register(signal.SIGTERM, chain=True)
        _GUARDED.speaks = True


def network() -> str:
    """What keeps this worker off the network: `namespace`, `audit hook`, or `open`."""
    return _GUARDED.network


def _end_with(parent: int) -> None:
    """Has the system end this process when its parent is gone, however that went."""
    if sys.platform != "linux":
        return
    _libc().prctl(_DIE_WITH_PARENT, signal.SIGKILL)
    if os.getppid() != parent:  # it went before this was asked
        os.kill(os.getpid(), signal.SIGKILL)


def _cut_off() -> str:
    """Gives up the network; where the system does not let it, Python's own calls are refused."""
    if sys.platform == "linux":
        user, group = os.getuid(), os.getgid()
        if _libc().unshare(_NEW_NETWORK) == 0:
            return "namespace"
        if _libc().unshare(_NEW_USERS | _NEW_NETWORK) == 0:
            with suppress(OSError):  # files stay ours by number either way
                _put("/proc/self/setgroups", "deny")
                _put("/proc/self/uid_map", f"{user} {user} 1")
                _put("/proc/self/gid_map", f"{group} {group} 1")
            return "namespace"
    sys.addaudithook(_refuse_calls)
    return "audit hook"


def _refuse_calls(event: str, arguments: tuple[Any, ...]) -> None:
    local = getattr(socket, "AF_UNIX", None)
    if event in _CALLS and getattr(arguments[0], "family", None) != local:
        raise PermissionError(f"a worker may not reach the network ({event})")


def _put(path: str, text: str) -> None:
    with open(path, "w", encoding="ascii") as file:  # noqa: PTH123 - not a file to be made
        file.write(text)


def _libc() -> Any:
    import ctypes

    return ctypes.CDLL(None, use_errno=True)


def _limit(limits: Limits) -> None:
    if sys.platform == "win32":
        return
    import resource

    for name, most in (
        (resource.RLIMIT_AS, limits.memory * MEBIBYTE),
        (resource.RLIMIT_FSIZE, limits.file * MEBIBYTE),
        (resource.RLIMIT_NOFILE, limits.files),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(name)
        lowest = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(name, (lowest, lowest))
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)  # the write fails instead


def allow_seconds(seconds: float) -> None:
    """Lets this process compute so much longer; a backstop where nobody stops it from outside."""
    if sys.platform == "win32":
        return
    import resource

    used = resource.getrusage(resource.RUSAGE_SELF)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    soft = int(used.ru_utime + used.ru_stime + 2 * seconds) + 5
    resource.setrlimit(resource.RLIMIT_CPU, (soft, hard))
