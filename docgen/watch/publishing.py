"""Papers go to a new folder each time, which is whole when it appears and never changed."""

from __future__ import annotations

import os
import re
import shutil
from hashlib import sha256
from pathlib import Path

from docgen import outbox
from docgen.errors import OutputError
from docgen.manifest import MANIFEST, Manifest, published
from docgen.watch.places import Places

NUMBER = re.compile(r"[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?")
_PREFIX = {"render": "rev", "draft": "draft"}


def found_whole(out: Path, number: str, mode: str, revision: int) -> tuple[Path, Manifest] | None:
    """The papers of a revision of an order that lie there with none of them blocked."""
    for folder in _folders(out, number, mode, revision):
        found = published(folder)
        if found and not any(paper.state == "blocked" for paper in found[0].papers):
            return folder, found[0]
    return None


def found_of(out: Path, number: str, digest: str) -> Path | None:
    """The newest folder of papers made of an order file with that hash; None where none is."""
    if not NUMBER.fullmatch(number) or not (out / number).is_dir():
        return None
    for folder in sorted((out / number).iterdir(), reverse=True):
        found = published(folder)
        if found and found[0].input_sha256 == digest:
            return folder
    return None


def publish(places: Places, number: str, mode: str, umask: int) -> Path:
    """Moves the papers that a worker made of an order to a folder of their own.

    Papers that are there already, since a crash came after this step, are not doubled.

    Raises:
        OutputError: they are not as their manifest says, or cannot be moved.
    """
    made = places.making / number
    manifest = _proved(made)
    *there, target = _folders(places.out, number, mode, manifest.revision)
    for folder in there:
        found = published(folder)
        if found and _alike(found[0], manifest):
            return folder
    with outbox.writing(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        open_to_readers(made, umask)
        outbox.sync(made)
        made.rename(target)
        outbox.sync(target.parent)
        outbox.sync(places.out)
    return target


def _alike(one: Manifest, other: Manifest) -> bool:
    return (one.input_sha256, one.papers) == (other.input_sha256, other.papers)


def open_to_readers(folder: Path, umask: int) -> None:
    """Lets those read papers who may read what this user writes; a worker's files are its own."""
    with outbox.writing(folder):
        for file in folder.iterdir():
            file.chmod(0o666 & ~umask)
        open_folder(folder, umask)


def open_folder(folder: Path, umask: int) -> None:
    """Lets those enter a folder who may see what this user writes."""
    folder.chmod(0o777 & ~umask)


def clear(places: Places, number: str = "") -> None:
    """Takes away what was not made to the end, of one order or of all."""
    if not number:
        shutil.rmtree(places.making, ignore_errors=True)
    elif NUMBER.fullmatch(number):
        shutil.rmtree(places.making / number, ignore_errors=True)


def _folders(out: Path, number: str, mode: str, revision: int) -> list[Path]:
    """The folders of a revision that are there, and after them the next that is not."""
    if not NUMBER.fullmatch(number):
        raise OutputError(f"{number!r} cannot name a folder.")
    name, tries = f"{_PREFIX[mode]}{revision:02}", 1
    folders = [out / number / name]
    while os.path.lexists(folders[-1]):
        tries += 1
        folders.append(out / number / f"{name}-{tries}")
    return folders


def _proved(made: Path) -> Manifest:
    """The manifest of a folder, each of whose files is as it says."""
    found = published(made)
    if found is None:
        raise OutputError(f"{made / MANIFEST} is not there or cannot be read.")
    for paper in found[0].papers:
        for file in paper.files:
            if sha256((made / file.file).read_bytes()).hexdigest() != file.sha256:
                raise OutputError(f"{made / file.file} is not as it was made.")
    return found[0]
