"""Files from outside, never more of one than it may have."""

from __future__ import annotations

from pathlib import Path

from docgen.errors import InputError


def content(path: Path, most: int, what: str) -> bytes:
    """The bytes of a file, at most one more than the `most` it may have, by which it is refused.

    Raises:
        InputError: the file cannot be read; the sentence calls it `what`, as in `the order`.
    """
    try:
        with path.open("rb") as file:
            return file.read(most + 1)
    except OSError as error:
        raise InputError(f"cannot read {what} {path}: {error.strerror}.") from error
