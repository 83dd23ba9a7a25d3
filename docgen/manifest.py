"""What lies in a folder of papers: which papers, in which files, made from what and with what."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict

from docgen.errors import OutputError

MANIFEST = "manifest.json"


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

    @property
    def names(self) -> set[str]:
        """Of all its files."""
        return {Path(file.file).name for paper in self.papers for file in paper.files}


def file_entry(
    format: Literal["pdf", "docx"], name: str, content: bytes, pages: int | None
) -> FileEntry:
    """The manifest's line for a file."""
    return FileEntry(format=format, file=name, sha256=sha256(content).hexdigest(), pages=pages)


def published(folder: Path) -> tuple[Manifest, str] | None:
    """The manifest of a folder of papers and its SHA-256; None where none can be understood.

    Raises:
        OutputError: it is there and cannot be read.
    """
    try:
        content = (folder / MANIFEST).read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise OutputError(f"cannot read {folder / MANIFEST}: {error.strerror}.") from error
    with suppress(ValueError):
        return Manifest.model_validate_json(content), sha256(content).hexdigest()
    return None


def outdated(out: Path, order: str, input_sha256: str) -> tuple[str, ...]:
    """The files in `out/<order>/` that were made of another version of the order file."""
    found = published(out / order)
    if not found:
        return ()
    before, _ = found
    if before.input_sha256 == input_sha256:
        return before.replaces
    return tuple(sorted(before.names))


def with_earlier(manifest: Manifest, before: Manifest) -> Manifest:
    """The manifest with what an earlier run made of the same order file and this run did not."""
    if before.input_sha256 != manifest.input_sha256:
        return manifest
    names = manifest.names
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
