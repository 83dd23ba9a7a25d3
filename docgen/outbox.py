"""Bytes to files: whole folders of papers or none.

New papers are written under a hidden temporary folder of OUT and then moved in. The old manifest
goes first and the new one comes last, so that a folder with a manifest is complete. Files that no
manifest knows are the user's and stay.
"""

from __future__ import annotations

import os
import shutil
import socket
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path

from docgen import owners
from docgen.errors import OutputError
from docgen.manifest import MANIFEST, Manifest, published, with_earlier

_HIDDEN = ".docgen"
UNFINISHED = f"{_HIDDEN}-*"  # what `put` leaves in a folder where it is killed
_ABANDONED_AFTER = 24 * 60 * 60  # seconds
_HOST = socket.gethostname()


def write(out: Path, manifest: Manifest, files: Mapping[str, bytes]) -> Path:
    """Puts the papers of one order into `out/<order number>/` and returns that folder.

    Papers that an earlier run made of the same order file stay; those of a changed one go.

    Raises:
        OutputError: a file cannot be written; nothing new is left behind.
    """
    target = out / manifest.order
    found = published(target)
    whole = with_earlier(manifest, found[0]) if found else manifest
    stale = found[0].names - whole.names if found else set()
    with writing(target):
        out.mkdir(parents=True, exist_ok=True)
        with _temporary(out) as made:
            for name, content in files.items():
                _write(made / name, content)
            _write(made / MANIFEST, (whole.model_dump_json(indent=2) + "\n").encode())
            _publish(made, target, [*files, MANIFEST], stale)
    return target


def publish(folder: Path, manifest: Manifest, files: Mapping[str, bytes]) -> str:
    """Puts issued papers into a new folder, all at once and on the disk; nothing is overwritten.

    Returns the SHA-256 of the manifest. Asked twice for one issue, the second time finds the first.

    Raises:
        OutputError: the folder cannot be written or holds another issue; nothing is left behind.
    """
    content = (manifest.model_dump_json(indent=2) + "\n").encode()
    with writing(folder):
        folder.parent.mkdir(parents=True, exist_ok=True)
        made = hidden(folder, manifest.issue.job if manifest.issue else "")
        made.mkdir()
        try:
            for name, each in {**files, MANIFEST: content}.items():
                _write(made / name, each)
            sync(made)
            made.rename(folder)
        finally:
            shutil.rmtree(made, ignore_errors=True)
        for parent in (folder.parent, folder.parent.parent):
            sync(parent)
    return sha256(content).hexdigest()


def hidden(folder: Path, job: str) -> Path:
    """Where the papers of an issue lie until they are whole."""
    return folder.parent / f"{_HIDDEN}-{job}"


def drop(folder: Path, job: str) -> None:
    """Takes away what an issue left that never became whole."""
    shutil.rmtree(hidden(folder, job), ignore_errors=True)
    with suppress(OSError):  # other papers of the order are there
        folder.parent.rmdir()


def sync(folder: Path) -> None:
    """Makes the names in a folder outlast a power cut; Windows has no way to ask for it."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def put(path: Path, content: bytes) -> None:
    """Writes a file, all of it or nothing; one that is there is replaced, its permissions kept.

    Raises:
        OutputError: it cannot be written; the file is as it was.
    """
    with writing(path):
        handle, name = tempfile.mkstemp(prefix=f"{_HIDDEN}-", dir=path.parent)
        os.close(handle)
        made = Path(name)
        try:
            _write(made, content)
            made.chmod(path.stat().st_mode & 0o7777 if path.exists() else 0o644)
            made.replace(path)
        finally:
            made.unlink(missing_ok=True)


@contextmanager
def writing(target: Path) -> Iterator[None]:
    """Turns a failure to write into what to do about it."""
    try:
        yield
    except OSError as error:
        raise OutputError(
            f"cannot write to {target}: {error.strerror or error}. Free space or choose another "
            "folder with -o, then run again; nothing half-written was left."
        ) from error


@contextmanager
def _temporary(out: Path) -> Iterator[Path]:
    """A hidden folder beside all others, so that finding what was left behind stays quick."""
    folder = _made_in(out / _HIDDEN)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        tidy(out)


def _made_in(parent: Path) -> Path:
    while True:
        parent.mkdir(exist_ok=True)
        with suppress(FileNotFoundError):  # another run has just taken it away
            return Path(tempfile.mkdtemp(prefix=f"{os.getpid()}@{_HOST}-", dir=parent))


def tidy(out: Path) -> None:
    """Takes away what killed runs left in a folder of papers; what a live one is at stays."""
    hidden_ones = out / _HIDDEN
    with suppress(OSError):
        for folder in hidden_ones.iterdir():
            if _abandoned(folder):
                shutil.rmtree(folder, ignore_errors=True)
        hidden_ones.rmdir()  # if nobody is using it


def _abandoned(folder: Path) -> bool:
    """Whether the process of an unfinished folder is gone; of another machine's, after a day."""
    pid, _, rest = folder.name.partition("@")
    if pid.isdecimal() and rest.rpartition("-")[0] == _HOST and not owners.running(int(pid)):
        return True
    with suppress(OSError):  # it has just been taken away
        return time.time() - folder.stat().st_mtime > _ABANDONED_AFTER
    return False


def _write(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _publish(made: Path, target: Path, names: list[str], stale: set[str]) -> None:
    """Moves a whole new folder in at once, or new files over those of an earlier run."""
    made.chmod(0o755)
    if not target.exists():
        made.rename(target)
        return
    (target / MANIFEST).unlink(missing_ok=True)
    for name in names:
        (made / name).replace(target / name)
    for name in stale:
        (target / name).unlink(missing_ok=True)
