"""Where the orders of a batch come from: folders, patterns, JSON files, JSON Lines, standard input.

One order is read at a time, so that a batch of any length takes the memory of one.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from glob import glob, has_magic
from itertools import count
from pathlib import Path
from typing import BinaryIO

from docgen.errors import InputError, UsageError
from docgen.intake.strict_json import MAX_BYTES

STANDARD_INPUT = "-"


@dataclass(frozen=True)
class Source:
    """One order as it came in.

    Attributes:
        name: the file, with `:` and the number of the line where it holds one order a line.
        path: the file; its folder says which company profile holds.
        data: its bytes; empty where the file cannot be read.
        fault: why not.
    """

    name: str
    path: Path
    data: bytes
    fault: str = ""


def orders(sources: Iterable[str | Path]) -> Iterator[Source]:
    """The orders of files, folders and patterns, in the order given, folders by name.

    A folder gives its own `*.json` and `*.jsonl` and those of the folders under it, but for what
    docgen wrote there.

    Raises:
        UsageError: a source is not there, or a pattern meets nothing.
    """
    for source in sources:
        if str(source) == STANDARD_INPUT:
            yield from _lines(sys.stdin.buffer, "(standard input)", Path.cwd() / "order.json")
        else:
            for path in _files(str(source)):
                yield from _orders(path)


def how_many(sources: Iterable[str | Path]) -> int | None:
    """How many orders there are; None where that is only known at the end."""
    files = [str(source) for source in sources]
    if STANDARD_INPUT in files:
        return None
    found = [path for source in files for path in _files(source)]
    return None if any(path.suffix == ".jsonl" for path in found) else len(found)


def _files(source: str) -> Iterator[Path]:
    path = Path(source)
    if path.is_dir():
        found = (each for each in sorted(path.rglob("*.json*")) if _is_order(each))
        yield from found
    elif path.exists():
        yield path
    elif has_magic(source):
        matched = sorted(glob(source, recursive=True))  # noqa: PTH207 - as a shell reads it
        if not matched:
            raise UsageError(f"no file is like {source}.")
        yield from (Path(each) for each in matched)
    else:
        raise UsageError(f"there is no {source}; give order files, folders or patterns.")


def _is_order(path: Path) -> bool:
    written = path.name == "manifest.json" or path.name.endswith(("-check.json", "-issue.json"))
    return path.suffix in (".json", ".jsonl") and not written and path.is_file()


def _orders(path: Path) -> Iterator[Source]:
    try:
        with path.open("rb") as file:
            if path.suffix == ".jsonl":
                yield from _lines(file, str(path), path)
            else:
                yield Source(str(path), path, file.read(MAX_BYTES + 1))
    except OSError as error:
        yield Source(str(path), path, b"", f"cannot read the order {path}: {error.strerror}.")


def _lines(file: BinaryIO, name: str, path: Path) -> Iterator[Source]:
    """An order a line; one that is too long is read no further than to see that it is."""
    for number in count(1):
        line = read = file.readline(MAX_BYTES + 1)
        while len(read) > MAX_BYTES and not read.endswith(b"\n"):
            read = file.readline(MAX_BYTES + 1)
        if not line:
            return
        if line.strip():
            yield Source(f"{name}:{number}", path, line)


def readable(source: Source) -> bytes:
    """The bytes of an order.

    Raises:
        InputError: they could not be read.
    """
    if source.fault:
        raise InputError(source.fault)
    return source.data
