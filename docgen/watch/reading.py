"""Opening what lies in a folder to which others write: one ordinary file, at most so many bytes.

The file is opened once, judged by its handle, and read from it; what its name means a moment later
does not matter. The bytes held are the only ones used from then on.
"""

from __future__ import annotations

import errno
import os
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)
_BUSY = {errno.EACCES, errno.EPERM, errno.EBUSY, errno.ETXTBSY, errno.EAGAIN}
_OTHER = {errno.ELOOP, errno.EMLINK, errno.EISDIR, errno.ENXIO, errno.ENODEV}

Identity = tuple[int, int, int]
"""Inode, size and time of change in nanoseconds: equal means that nothing was written."""


@dataclass(frozen=True)
class Refusal:
    """Why a file is not read at all.

    Attributes:
        passing: whether it may be so for a moment only.
    """

    en: str
    zh: str
    passing: bool = False


@dataclass(frozen=True)
class Read:
    """What came of opening a file.

    Attributes:
        state: `read`; `gone`; `busy` where it is locked or not ours to read; `changing` where it
            was written to meanwhile, or is another file by now than the one that was seen.
    """

    state: Literal["read", "gone", "busy", "changing"]
    identity: Identity = (0, 0, 0)
    data: bytes = b""


_NO_FILE = Refusal(
    "it is no ordinary file but a link, a folder or the like; copy the file itself there",
    "不是普通文件(链接、文件夹等),请复制文件本身",
)
_SECOND_NAME = Refusal(
    "it has a second name elsewhere (a hard link); copy it instead",
    "该文件在别处另有名称(硬链接),请改为复制",
    passing=True,  # some programs deliver so, and take the first name away at once
)


def identity_of(found: os.stat_result) -> Identity:
    """The identity of a file that was asked for its facts."""
    return found.st_ino, found.st_size, found.st_mtime_ns


def read(path: Path, most: int) -> Read:
    """Reads a file of at most so many bytes.

    Raises:
        OSError: the disk or the share fails; this says nothing of the file.
    """
    try:
        handle = os.open(path, _FLAGS)
    except OSError as error:
        return _unopened(error)
    try:
        before = os.fstat(handle)
        if refusal(before, most):
            return Read("changing")
        data = _bytes(handle, most)
        after = os.fstat(handle)
    finally:
        os.close(handle)
    same = identity_of(before) == identity_of(after) and len(data) == after.st_size
    return Read("read" if same else "changing", identity_of(after), data)


def refusal(found: os.stat_result, most: int) -> Refusal | None:
    """Why a file is not read at all; None where it is."""
    if not stat.S_ISREG(found.st_mode):
        return _NO_FILE
    if found.st_nlink > 1:
        return _SECOND_NAME
    if found.st_size > most:
        return Refusal(
            f"it has more than the {most:,} bytes that an order file may have; split it",
            f"文件超过上限{most:,}字节,请拆分",
        )
    return None


def _bytes(handle: int, most: int) -> bytes:
    parts, left = [], most + 1
    while left and (part := os.read(handle, min(left, 1 << 20))):
        parts.append(part)
        left -= len(part)
    return b"".join(parts)


def _unopened(error: OSError) -> Read:
    if error.errno in _BUSY:
        return Read("busy")
    if error.errno in _OTHER:
        return Read("changing")
    if error.errno == errno.ENOENT:
        return Read("gone")
    raise error
