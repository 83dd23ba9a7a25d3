"""`docgen init`: a company profile, a small order and a README to start from."""

from __future__ import annotations

from pathlib import Path

from docgen.errors import OutputError
from docgen.resources import shipped


def start(folder: Path) -> tuple[Path, ...]:
    """Writes the starting files and returns their paths.

    Raises:
        OutputError: one of them is there already, or the folder cannot be written.
    """
    source = shipped("samples") / "starter"
    paths = tuple(folder / file.name for file in sorted(source.iterdir()))
    for path in paths:
        if path.exists():
            raise OutputError(f"{path} is there already; choose an empty folder.")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for path in paths:
            path.write_bytes((source / path.name).read_bytes())
    except OSError as error:
        raise OutputError(f"cannot write to {folder}: {error.strerror}.") from error
    return paths
