"""Which program this is, to the byte: equal where equal papers are made."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from pathlib import Path

from docgen.resources import shipped


@cache
def program() -> str:
    """A hash of docgen, its templates and its libraries."""
    from docgen.api.made_with import versions

    digest = sha256(repr(sorted(versions().items())).encode())
    for folder in (Path(__file__).parent.parent, shipped("templates")):
        for path in sorted(folder.rglob("*")):
            if path.is_file() and path.suffix != ".pyc":
                digest.update(path.relative_to(folder).as_posix().encode() + b"\0")
                digest.update(sha256(path.read_bytes()).digest())
    return f"{versions()['docgen']} {digest.hexdigest()[:16]}"
