"""Papers of others put behind a set, and what is kept of them so that the whole can be verified."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from docgen import outbox
from docgen.errors import InputError, UsageError
from docgen.intake import files
from docgen.renderers.readback import attached, read_pages, squeezed

NAME = "appended.json"
MAX_BYTES = 100_000_000


class Other(BaseModel):
    """A paper of others in a set."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    name: str
    pages: int
    text_sha256: str
    """Of what its pages read, without spaces and line ends; of nothing where it was scanned."""


class Others(BaseModel):
    """The papers of others in a set, in the order of their pages."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    schema_version: Literal["1"] = "1"
    papers: tuple[Other, ...] = ()


def append(path: Path | str, others: Sequence[Path | str], out: Path | str) -> Path:
    """Puts papers of others behind a set: a new file at `out`, each with a bookmark.

    The whole is no PDF/A any more, for nobody proved the others to be. `docgen verify` still
    holds the set's pages against its data, and the others against what they read when they came.

    Raises:
        InputError: a file cannot be read, is no PDF, is locked, or has others behind it already.
        UsageError: two of them bear one name, or `out` is one of the files.
        OutputError: `out` cannot be written.
    """
    from docgen.renderers.appended import append_pdfs

    places = [Path(path), *map(Path, others)]
    names = [place.stem for place in places[1:]]
    if twice := [name for name in names if names.count(name) > 1]:
        raise UsageError(f"two papers are named {twice[0]}; give one of them another name.")
    if Path(out).resolve() in [place.resolve() for place in places]:
        raise UsageError(f"{out} is one of the files to be joined; name another with -o.")
    content = content_of(places[0])
    with as_pdf(places[0]):
        if NAME in attached(content):
            raise InputError(f"{path} has papers of others behind it; begin with the set as made.")
    behind, listed = dict[str, bytes](), list[Other]()
    for name, place in zip(names, places[1:], strict=True):
        behind[name] = content_of(place)
        with as_pdf(place):
            listed.append(_other(name, read_pages(behind[name])))
    record = Others(papers=tuple(listed))
    made = append_pdfs(content, behind, NAME, (record.model_dump_json(indent=1) + "\n").encode())
    outbox.put(Path(out), made)
    return Path(out)


@contextmanager
def as_pdf(path: Path) -> Iterator[None]:
    """While a file that docgen did not just make is read as a PDF.

    Raises:
        InputError: it is none, or a damaged one.
    """
    from pypdfium2 import PdfiumError

    try:
        yield
    except PdfiumError as error:
        raise InputError(
            f"{path} cannot be read as a PDF: {error}. Print it to a new PDF and give that."
        ) from error


def content_of(path: Path) -> bytes:
    """The bytes of a file.

    Raises:
        InputError: it cannot be read, or is larger than any paper.
    """
    content = files.content(path, MAX_BYTES, "the PDF")
    if len(content) > MAX_BYTES:
        raise InputError(f"{path} has more than {MAX_BYTES:,} bytes, the most that is read.")
    return content


def read_others(inside: dict[str, bytes], name: str) -> Others:
    """What is kept inside a set of the papers of others behind it.

    Raises:
        InputError: it was changed so that it cannot be read.
    """
    try:
        return Others.model_validate_json(inside[NAME]) if NAME in inside else Others()
    except ValidationError as error:
        raise InputError(f"{name}: its list of papers of others ({NAME}) is damaged.") from error


def differing(others: Others, read: list[str]) -> list[str]:
    """The papers of others whose pages no longer read as they did."""
    found, first = [], 0
    for other in others.papers:
        if _other(other.name, read[first : first + other.pages]) != other:
            found.append(other.name)
        first += other.pages
    return found


def _other(name: str, pages: list[str]) -> Other:
    text = squeezed("".join(pages))
    return Other(name=name, pages=len(pages), text_sha256=sha256(text.encode()).hexdigest())
