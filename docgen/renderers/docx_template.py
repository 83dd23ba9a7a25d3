"""Word templates are checked when they are read: a file from outside may carry anything.

A tag that Word has spelt with full-width braces, or that stands in a part docxtpl does not fill,
would be printed as it stands, without an error; a loop opened in one cell and closed in another
squeezes all rows into one. Both are found here, before any data is in the file.
"""

from __future__ import annotations

import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from lxml import etree

from docgen.errors import RenderError

MAX_ENTRIES = 500
MAX_UNPACKED = 50 * 1024 * 1024

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FILLED = re.compile(r"word/(document|header\d*|footer\d*|footnotes)\.xml")
_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_LEFTOVER = re.compile(r"\{\s*[{%#]|[}%#]\s*\}|[｛｝]")
_BLOCK = re.compile(r"\{%-?\s*(end)?(for|if)\b")
_HYPERLINK = "/hyperlink"


def load_template(path: Path) -> bytes:
    """The bytes of a Word template that passed every check; a template is checked once.

    Raises:
        RenderError: not a Word file, too large, with macros, with links to outside files, with
            tracked changes, or with a tag that would not be filled.
    """
    try:
        status = path.stat()
    except OSError as error:
        raise RenderError(f"The template {path} cannot be read: {error.strerror}.") from error
    return _checked(path, status.st_mtime_ns, status.st_size)


@lru_cache(maxsize=32)
def _checked(path: Path, modified: int, size: int) -> bytes:
    try:
        with zipfile.ZipFile(path) as archive:
            _refuse_unsafe(path.name, archive.infolist())
            for entry in archive.infolist():
                _check_part(path.name, entry.filename, archive.read(entry))
    except (zipfile.BadZipFile, OSError, etree.XMLSyntaxError) as error:
        raise RenderError(f"The template {path} is no undamaged Word file: {error}") from error
    return path.read_bytes()


def _refuse_unsafe(template: str, entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > MAX_ENTRIES or sum(entry.file_size for entry in entries) > MAX_UNPACKED:
        raise RenderError(f"{template} unpacks to more than 500 parts or 50 MB; make it simpler.")
    for name in (entry.filename for entry in entries):
        if name.startswith("/") or "\\" in name or ".." in name.split("/"):
            raise RenderError(f"{template} has a part with an unsafe name: {name!r}.")
        if name.lower().endswith(("vbaproject.bin", "vbadata.xml")):
            raise RenderError(f"{template} has macros; save it as .docx without them.")


def _check_part(template: str, name: str, content: bytes) -> None:
    if name.endswith(".rels"):
        _refuse_links(template, _parse(content))
    elif _FILLED.fullmatch(name):
        _check_tags(template, name, _parse(content))
    elif name != "docProps/core.xml" and name.endswith(".xml") and _TAG.search(_plain(content)):
        raise RenderError(f"{template}: {name} has a tag, but is not filled; take the tag out.")


def _parse(content: bytes) -> etree._Element:
    return etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))


def _plain(content: bytes) -> str:
    return re.sub(r"<[^>]*>", "", content.decode("utf-8", errors="replace"))


def _refuse_links(template: str, relationships: etree._Element) -> None:
    for link in relationships:
        kind = link.get("Type", "")
        if link.get("TargetMode") == "External" and not kind.endswith(_HYPERLINK):
            raise RenderError(
                f"{template} links to {link.get('Target')!r}; put the file into the template."
            )


def _check_tags(template: str, name: str, root: etree._Element) -> None:
    if next(root.iter(f"{_W}del", f"{_W}ins"), None) is not None:
        raise RenderError(f"{template}: {name} has tracked changes; accept them all in Word.")
    for text in _paragraphs(root):
        where = f"{template}: {name}, paragraph `{text.strip():.120}`"
        if leftover := _LEFTOVER.search(_TAG.sub("", text)):
            raise RenderError(
                f"{where} has `{leftover.group()}`, which is no whole tag; "
                "write tags as {{ name }} with plain braces, each within one paragraph."
            )
        opened = Counter((kind, bool(end)) for end, kind in _BLOCK.findall(text))
        for kind in ("for", "if"):
            if opened[kind, False] != opened[kind, True]:
                raise RenderError(
                    f"{where} opens or closes `{kind}` alone; "
                    f"write {{%p {kind} ... %}} for paragraphs, {{%tr {kind} ... %}} for rows."
                )


def _paragraphs(root: etree._Element) -> Iterator[str]:
    for paragraph in root.iter(f"{_W}p"):
        yield "".join(text.text or "" for text in paragraph.iter(f"{_W}t"))
