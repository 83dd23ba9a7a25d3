"""Bytes to files: names, whole papers or none, and a manifest that says what was made from what.

New papers are written under a hidden temporary folder of OUT and then moved in. The old manifest
goes first and the new one comes last, so that a folder with a manifest is complete. Files that no
manifest knows are the user's and stay.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict

from docgen.errors import OutputError

MANIFEST = "manifest.json"
_HIDDEN = ".docgen"
UNFINISHED = f"{_HIDDEN}-*"  # what `put` leaves in a folder where it is killed
_ABANDONED_AFTER = 24 * 60 * 60  # seconds


class FileEntry(BaseModel):
    """One file of a paper."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    format: Literal["pdf", "docx"]
    file: str
    """Name beside the manifest."""
    sha256: str
    pages: int | None
    """Pages of a PDF; Word counts its own."""


class PaperEntry(BaseModel):
    """One paper of the order, made or not."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    kind: str
    title: str
    state: Literal["made", "drafted", "issued", "unchanged", "blocked", "not_asked_for"]
    """`unchanged`: issued before, with the same text."""
    reason: str = ""
    """Why a paper was not made."""
    mark: str = ""
    """What stands at its head: `REVISED 1 修订1`, `DUPLICATE 副本`, or nothing."""
    files: tuple[FileEntry, ...] = ()


class IssueEntry(BaseModel):
    """The issue of which the papers are, as the ledger has it."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    job: str
    """Unique name of the issue."""
    run: int
    """How many issues of the order there were, with this one."""


class Manifest(BaseModel):
    """What was made of one order, from which input and with which programs."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    schema_version: Literal["1"] = "1"
    order: str
    revision: int
    as_of: date
    input_sha256: str
    """SHA-256 of the order file as it was read."""
    versions: Mapping[str, str]
    papers: tuple[PaperEntry, ...]
    replaces: tuple[str, ...] = ()
    """Files made of an earlier version of the order, which lay here: recall what was sent of them
    (收回旧资料)."""
    issue: IssueEntry | None = None
    """Absent where the papers were only rendered, and no number or certificate was used."""


def file_entry(
    format: Literal["pdf", "docx"], name: str, content: bytes, pages: int | None
) -> FileEntry:
    """The manifest's line for a file."""
    return FileEntry(format=format, file=name, sha256=sha256(content).hexdigest(), pages=pages)


def write(out: Path, manifest: Manifest, files: Mapping[str, bytes]) -> Path:
    """Puts the papers of one order into `out/<order number>/` and returns that folder.

    Papers that an earlier run made of the same order file stay; those of a changed one go.

    Raises:
        OutputError: a file cannot be written; nothing new is left behind.
    """
    target = out / manifest.order
    before = _manifest(target)
    whole = _with_earlier(manifest, before) if before else manifest
    stale = _names(before) - _names(whole) if before else set()
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


def published(folder: Path) -> tuple[Manifest, str] | None:
    """The manifest of a folder of papers and its SHA-256; None where there is none."""
    try:
        content = (folder / MANIFEST).read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise OutputError(f"cannot read {folder / MANIFEST}: {error.strerror}.") from error
    with suppress(ValueError):
        return Manifest.model_validate_json(content), sha256(content).hexdigest()
    return None


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
    hidden_ones = out / _HIDDEN
    folder = _made_in(hidden_ones)
    for left in hidden_ones.iterdir():  # by a run that was killed
        with suppress(OSError):
            if time.time() - left.stat().st_mtime > _ABANDONED_AFTER:
                shutil.rmtree(left, ignore_errors=True)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        with suppress(OSError):  # another run is using it
            hidden_ones.rmdir()


def _made_in(parent: Path) -> Path:
    while True:
        parent.mkdir(exist_ok=True)
        with suppress(FileNotFoundError):  # another run has just taken it away
            return Path(tempfile.mkdtemp(prefix=f"{os.getpid()}-", dir=parent))


def tidy(out: Path) -> None:
    """Takes away what killed runs left; only for who knows that nobody else writes there."""
    shutil.rmtree(out / _HIDDEN, ignore_errors=True)


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


def outdated(out: Path, order: str, input_sha256: str) -> tuple[str, ...]:
    """The files in `out/<order>/` that were made of another version of the order file."""
    before = _manifest(out / order)
    if before is None or before.input_sha256 == input_sha256:
        return before.replaces if before else ()
    return tuple(sorted(_names(before)))


def _manifest(target: Path) -> Manifest | None:
    """The manifest of an earlier run; None where there is no readable one."""
    with suppress(OSError, ValueError):
        return Manifest.model_validate_json((target / MANIFEST).read_bytes())
    return None


def _names(manifest: Manifest) -> set[str]:
    return {Path(file.file).name for paper in manifest.papers for file in paper.files}


def _with_earlier(manifest: Manifest, before: Manifest) -> Manifest:
    """The manifest with what an earlier run made of the same order file and this run did not."""
    if before.input_sha256 != manifest.input_sha256:
        return manifest
    names = _names(manifest)
    kept: dict[tuple[str, str], PaperEntry] = {}
    for paper in before.papers:
        files = tuple(file for file in paper.files if file.file not in names)
        if files:
            kept[paper.kind, paper.title] = paper.model_copy(update={"files": files})
    kinds = {kind for kind, _ in kept}
    papers = []
    for paper in manifest.papers:
        earlier = kept.pop((paper.kind, paper.title), None)
        if earlier and paper.state != "blocked":  # what is blocked now does not stay
            papers.append(paper.model_copy(update={"files": (*paper.files, *earlier.files)}))
        elif paper.files or paper.kind not in kinds:
            papers.append(paper)
    return manifest.model_copy(update={"papers": (*papers, *kept.values())})
