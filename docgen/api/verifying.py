"""Whether a file of docgen is still as it was made: its bytes, and a set's pages and data.

This finds what was changed in one place and not in the others. Who changes a page, the data inside
and the manifest beside it alike is found by a signature only.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from difflib import SequenceMatcher
from hashlib import sha256
from pathlib import Path

from docgen.api.appending import Others, as_pdf, content_of, differing, read_others
from docgen.api.company import Company
from docgen.api.joining import SET, Contents, papers_name, print_set, read_contents
from docgen.api.made_with import versions
from docgen.errors import InputError
from docgen.manifest import MANIFEST, published
from docgen.renderers.readback import attached, missing, read_pages


@dataclass(frozen=True)
class Difference:
    """Something that is not as it was made.

    Attributes:
        where: page, text of a paper, or file.
        expected, actual: what the data says and what is there; empty where there is nothing.
    """

    where: str
    expected: str
    actual: str


@dataclass(frozen=True)
class Verified:
    """What was compared, and what was found.

    Attributes:
        compared: what the file was held against, in words; at least one.
        differences: none where all agrees.
        made_with: the versions that made it, where others are installed now; a page may then
            differ in its printed captions alone.
    """

    compared: tuple[str, ...]
    differences: tuple[Difference, ...]
    made_with: dict[str, str]


def verify(path: Path | str) -> Verified:
    """Compares a file with the manifest beside it, and the pages of a set with the data inside it.

    Raises:
        InputError: the file cannot be read, or there is nothing to compare it with.
    """
    path = Path(path)
    content = content_of(path)
    compared: list[str] = []
    differences = list(_against_manifest(path, content, compared))
    made_with: dict[str, str] = {}
    if path.suffix.lower() == ".pdf":
        with as_pdf(path):
            inside, read = attached(content), read_pages(content)
        if name := next((name for name in inside if name.endswith(papers_name(""))), ""):
            data = read_contents(inside[name], path.name)
            compared.append("the data inside it 内嵌数据")
            differences += [
                *_pages(read, data, read_others(inside, path.name)),
                *_order(inside, name.removesuffix(papers_name(""))),
            ]
            made_with = dict(data.versions) if dict(data.versions) != versions() else {}
    if not compared:
        raise InputError(
            f"{path} can be compared with nothing: no data of docgen lies in it and no manifest "
            f"beside it names it; give a -{SET}.pdf, or a paper in the folder where it was made."
        )
    return Verified(tuple(compared), tuple(differences), made_with)


def _against_manifest(path: Path, content: bytes, compared: list[str]) -> Iterator[Difference]:
    found = published(path.parent)
    files = [file for paper in found[0].papers for file in paper.files] if found else []
    for file in files:
        if file.file == path.name:
            compared.append(f"{MANIFEST} beside it 清单")
            if (actual := sha256(content).hexdigest()) != file.sha256:
                yield Difference("bytes of the file (SHA-256)", file.sha256, actual)


def _pages(read: list[str], data: Contents, others: Others) -> Iterator[Difference]:
    """The papers printed anew from the data, and the lines that differ from what the file reads."""
    made = print_set(data.papers, "", Company())
    printed = read_pages(made.content)
    for place in missing(data.papers, "\n".join(read)):
        yield Difference(f"{place.kind} {place.where}", place.text, "(not on the page)")
    count = len(printed) + sum(other.pages for other in others.papers)
    if len(read) != count:
        yield Difference("pages", str(count), str(len(read)))
        return
    for name in differing(others, read[len(printed) :]):
        yield Difference(f"{name}, a paper of others", "its text as it came", "another text")
    for number, (actual, expected) in enumerate(zip(read, printed, strict=False), start=1):
        yield from _lines(f"page {number}", _said(expected), _said(actual))


def _said(page: str) -> list[str]:
    return [line.strip() for line in page.splitlines() if line.strip()]


def _lines(where: str, expected: list[str], actual: list[str]) -> Iterator[Difference]:
    for change, *spans in SequenceMatcher(None, expected, actual, autojunk=False).get_opcodes():
        if change != "equal":
            a, b, c, d = spans
            yield Difference(where, " | ".join(expected[a:b]), " | ".join(actual[c:d]))


def _order(inside: dict[str, bytes], number: str) -> Iterator[Difference]:
    """The order inside against the hash that the report of its checks bears."""
    order, report = inside.get(f"{number}.json", b""), inside.get(f"{number}-check.json", b"")
    actual, expected = sha256(order).hexdigest(), ""
    with suppress(ValueError, AttributeError):
        expected = str(json.loads(report).get("input_sha256", ""))
    if actual != expected:
        yield Difference("order inside (SHA-256, as its check report has it)", expected, actual)
