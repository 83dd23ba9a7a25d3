"""A small paper with one HTML and one Word template, in a folder of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import docx
import pytest
from PIL import Image

from docgen.documents.parts import Document, Meta

PAGE = """<!doctype html><html lang="{{ doc.meta.language }}"><head>
<style>body { font: 9pt "docgen", "docgen full", "docgen latin" }</style></head>
<body><h1>{{ doc.title }}</h1>BODY</body></html>"""


class Note(Document):
    """A paper with a text and some rows."""

    title: str = "NOTE 便笺"
    text: str = "Cotton towels 全棉毛巾"
    rows: tuple[str, ...] = ("first", "second")
    nothing: str | None = None


def note(**changes: object) -> Note:
    """The paper, with some fields changed."""
    meta = Meta(
        stem="n1",
        title="Note N-1",
        subject="Order 1",
        author="A & B <Co>",
        date="2026-05-04",
        language="en",
    )
    return Note.model_validate({"kind": "note", "languages": "en", "meta": meta, **changes})


HtmlTemplate = Callable[[str], Path]
WordTemplate = Callable[..., Path]


@pytest.fixture
def html_template(tmp_path: Path) -> HtmlTemplate:
    """Write the HTML template with a body; gives the folder of templates."""

    def write(body: str) -> Path:
        folder = tmp_path / "templates"
        (folder / "note").mkdir(parents=True, exist_ok=True)
        (folder / "note" / "note.html").write_text(PAGE.replace("BODY", body), encoding="utf-8")
        return folder

    return write


@pytest.fixture
def word_template(tmp_path: Path) -> WordTemplate:
    """Write the Word template with paragraphs, a cell, a header and a footer; gives the folder."""

    def write(*paragraphs: str, cell: str = "", header: str = "", footer: str = "") -> Path:
        folder = tmp_path / "templates"
        (folder / "note").mkdir(parents=True, exist_ok=True)
        paper = docx.Document()
        for paragraph in paragraphs:
            paper.add_paragraph(paragraph)
        if cell:
            paper.add_table(1, 2).cell(0, 1).text = cell
        paper.sections[0].header.paragraphs[0].text = header
        paper.sections[0].footer.paragraphs[0].text = footer
        paper.save(str(folder / "note" / "note.docx"))
        return folder

    return write


@pytest.fixture
def logo(tmp_path: Path) -> Iterator[Path]:
    """A picture of 40 x 20 pixels."""
    path = tmp_path / "logo.png"
    Image.new("RGB", (40, 20), "navy").save(path)
    yield path
