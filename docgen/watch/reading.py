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

Identity = tuple[int, int, int]
"""Inode, size and time of change in nanoseconds: equal means that nothing was written."""


@dataclass(frozen=True)
class Read:
    """What came of opening a file.

    Attributes:
        state: `read`; `refused` for what is no file of its own or too large; `gone`; `busy` where
            it is locked or not ours to read; `changing` where it was written to meanwhile.
        why: of a refusal, in English and Chinese.
    """

    state: Literal["read", "refused", "gone", "busy", "changing"]
    identity: Identity = (0, 0, 0)
    data: bytes = b""
    why: tuple[str, str] = ("", "")


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
        why = refusal(before, most)
        if why[0]:
            return Read("refused", identity_of(before), why=why)
        data = _bytes(handle, most)
        after = os.fstat(handle)
    finally:
        os.close(handle)
    same = identity_of(before) == identity_of(after) and len(data) == after.st_size
    return Read("read" if same else "changing", identity_of(after), data)


def refusal(found: os.stat_result, most: int) -> tuple[str, str]:
    """Why a file is not read at all, in English and Chinese; empty where it is."""
    if not stat.S_ISREG(found.st_mode):
        return "it is no ordinary file", "不是普通文件"
    if found.st_nlink > 1:
        return (
            "it has a second name elsewhere (a hard link); copy it instead",
            "该文件在别处另有名称(硬链接),请改为复制",
        )
    if found.st_size > most:
        return (
            f"it has {found.st_size:,} bytes, and an order file may have {most:,}; split it",
            f"文件有{found.st_size:,}字节,上限为{most:,}字节,请拆分",
        )
    return "", ""


def _bytes(handle: int, most: int) -> bytes:
    parts, left = [], most + 1
    while left and (part := os.read(handle, min(left, 1 << 20))):
        parts.append(part)
        left -= len(part)
    return b"".join(parts)


def _unopened(error: OSError) -> Read:
    if error.errno == errno.ENOENT:
        return Read("gone")
    if error.errno in (errno.ELOOP, errno.EMLINK):
        return Read(
            "refused", why=("it is a symbolic link; copy the file", "是符号链接,请复制文件")
        )
    if error.errno in (errno.EISDIR, errno.ENXIO, errno.ENODEV):
        return Read("refused", why=("it is no ordinary file", "不是普通文件"))
    if error.errno in _BUSY:
        return Read("busy", why=(error.strerror or "", error.strerror or ""))
    raise error
