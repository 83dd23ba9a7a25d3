"""Which program this is, to the byte: equal where equal papers are made."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from pathlib import Path

from docgen.errors import WorkersError
from docgen.resources import shipped

Glance = tuple[tuple[int, int, int], ...]


@cache
def program() -> str:
    """A hash of docgen, its templates and its libraries."""
    from docgen.api.made_with import versions

    digest = sha256(repr(sorted(versions().items())).encode())
    for folder, path in _files():
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0")
        digest.update(sha256(path.read_bytes()).digest())
    return f"{versions()['docgen']} {digest.hexdigest()[:16]}"


def glance() -> Glance:
    """Inode, size and time of each file of docgen and its templates: told in a millisecond."""
    return tuple(map(_known_by, (path for _, path in _files())))


def prove_unchanged(before: Glance) -> None:
    """Proves that the files of docgen and its templates are still those that were seen.

    Raises:
        WorkersError: one was exchanged; a process that goes on could mix the old and the new.
    """
    if glance() != before:
        raise _changed()


def prove_same(expected: str) -> None:
    """Proves that this is the `program` of the process that asks.

    Raises:
        WorkersError: docgen or its templates were exchanged since that one began.
    """
    if program() != expected:
        raise _changed()


def _changed() -> WorkersError:
    return WorkersError("docgen or its templates were changed meanwhile; start it again.")


@cache
def _files() -> tuple[tuple[Path, Path], ...]:
    """Each file, with the folder that it is of."""
    return tuple(
        (folder, path)
        for folder in (Path(__file__).parent.parent, shipped("templates"))
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.suffix != ".pyc"
    )


def _known_by(path: Path) -> tuple[int, int, int]:
    try:
        found = path.stat()
    except OSError:
        return 0, 0, 0
    return found.st_ino, found.st_size, found.st_mtime_ns
