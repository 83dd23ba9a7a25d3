"""Word files: every text as given, in every part; templates checked before they are filled."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from datetime import datetime
from io import BytesIO
from pathlib import Path

import docx
import pytest

from docgen.errors import RenderError
from docgen.renderers import render
from tests.renderers.conftest import Note, WordTemplate, note
from tests.renderers.test_pdf import NASTY


def fails(folder: Path, document: Note | None = None, **options: object) -> str:
    with pytest.raises(RenderError) as caught:
        render(document or note(), "docx", templates=folder, **options)  # type: ignore[arg-type]
    return str(caught.value)


@pytest.mark.parametrize("text", NASTY)
def test_text_is_printed_as_given_in_every_part(word_template: WordTemplate, text: str) -> None:
    tag = "{{ doc.text }}"
    folder = word_template(tag, cell=tag, header=tag, footer=tag)
    document = note(text=text)
    document = document.model_copy(
        update={"meta": document.meta.model_copy(update={"title": text})}
    )
    paper = docx.Document(BytesIO(render(document, "docx", templates=folder).content))
    section = paper.sections[0]
    assert paper.paragraphs[-1].text == text
    assert paper.tables[0].cell(0, 1).text == text
    assert section.header.paragraphs[0].text == text
    assert section.footer.paragraphs[0].text == text
    assert paper.core_properties.title == text


def test_a_name_longer_than_a_property_may_be_is_cut_there_alone(
    word_template: WordTemplate,
) -> None:
    document = note(text="W" * 300)
    document = document.model_copy(
        update={"meta": document.meta.model_copy(update={"author": "W" * 300})}
    )
    content = render(document, "docx", templates=word_template("{{ doc.text }}")).content
    paper = docx.Document(BytesIO(content))
    assert paper.core_properties.author == "W" * 255
    assert paper.paragraphs[-1].text == "W" * 300


def test_line_ends_become_line_breaks(word_template: WordTemplate) -> None:
    folder = word_template("{{ doc.text }}")
    content = render(note(text="A & B\nC\tD"), "docx", templates=folder).content
    assert docx.Document(BytesIO(content)).paragraphs[-1].text == "A & B\nC\tD"


def test_rows_are_repeated(word_template: WordTemplate) -> None:
    folder = word_template(
        "{%p for row in doc.rows %}", "{{ loop.index }} {{ row }}", "{%p endfor %}"
    )
    paper = docx.Document(BytesIO(render(note(), "docx", templates=folder).content))
    assert [p.text for p in paper.paragraphs if p.text] == ["1 first", "2 second"]


def test_the_file_describes_itself(word_template: WordTemplate) -> None:
    rendered = render(note(), "docx", templates=word_template("x"))
    properties = docx.Document(BytesIO(rendered.content)).core_properties
    assert rendered.pages is None
    assert (properties.title, properties.subject) == ("Note N-1", "Order 1")
    assert (properties.author, properties.last_modified_by) == (
        "A & B <Co>",
        "A & B <Co>",
    )
    assert (properties.language, properties.revision, properties.comments) == (
        "en",
        1,
        "",
    )
    assert properties.created == properties.modified
    assert properties.created is not None
    assert properties.created.replace(tzinfo=None) == datetime(2026, 5, 4)


def test_pictures_are_printed_in_body_and_header(word_template: WordTemplate, logo: Path) -> None:
    tag = "{% if 'logo' in images %}{{ images.logo }}{% endif %}"
    folder = word_template(tag, header=tag)
    content = render(note(), "docx", images={"logo": logo}, templates=folder).content
    paper = docx.Document(BytesIO(content))
    assert len(paper.inline_shapes) == 1
    assert paper.inline_shapes[0].width.mm == pytest.approx(26, abs=0.1)
    assert paper.inline_shapes[0].height.mm == pytest.approx(13, abs=0.1)
    assert "<w:drawing>" in paper.sections[0].header.paragraphs[0]._p.xml
    without = docx.Document(BytesIO(render(note(), "docx", templates=folder).content))
    assert len(without.inline_shapes) == 0


def test_a_picture_without_a_place_is_refused(word_template: WordTemplate, logo: Path) -> None:
    assert "no place for a picture photo" in fails(word_template("x"), images={"photo": logo})


@pytest.mark.parametrize(
    ("paragraph", "named"),
    [
        ("Price {{ nme }}", "'nme' is undefined"),
        ("Price {{ doc.meta.titel }}", "'titel'"),
        ("Price {{ doc.nothing }}", "None is no finished text"),
        ("Price {{ doc.rows }}", "is no finished text"),
        ("Price {{ ''.__class__ }}", "unsafe"),
        ("Price {{ doc.text（） }}", "unexpected char '（'"),
        ("Price ｛｛ doc.text ｝｝", "`｛`"),
        ("Price { { doc.text } }", "`{ {`"),
        ("Price {{ doc.text", "`{{`"),
        ("Price doc.text }}", "`}}`"),
        ("Price {% if doc.text %}", "`if` alone"),
    ],
)
def test_a_template_mistake_is_named(
    word_template: WordTemplate, paragraph: str, named: str
) -> None:
    message = fails(word_template("before", paragraph, "after"))
    assert named in message
    assert f"paragraph `{paragraph}`" in message
    assert "note.docx" in message


@pytest.mark.parametrize("place", ["cell", "header", "footer"])
def test_a_mistake_is_found_in_every_part(word_template: WordTemplate, place: str) -> None:
    assert "'nme' is undefined" in fails(word_template("x", **{place: "{{ nme }}"}))
    assert "`｛`" in fails(word_template("other", **{place: "｛｛ doc.text ｝｝"}))


def test_a_loop_over_cells_is_refused(word_template: WordTemplate) -> None:
    folder = word_template("x", cell="{% for row in doc.rows %}{{ row }}")
    assert "{%tr for" in fails(folder)


def change(folder: Path, edit: Callable[[dict[str, bytes]], None]) -> None:
    """Edit the parts of the Word template."""
    path = folder / "note" / "note.docx"
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    edit(parts)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


def links_outside(parts: dict[str, bytes]) -> None:
    name = "word/_rels/document.xml.rels"
    link = b'<Relationship Id="rX" Type="http://x/image" Target="http://x/" TargetMode="External"/>'
    parts[name] = parts[name].replace(b"</Relationships>", link + b"</Relationships>")


def tracks_changes(parts: dict[str, bytes]) -> None:
    name = "word/document.xml"
    parts[name] = re.sub(rb"<w:r>(.*?)</w:r>", rb"<w:ins><w:r>\1</w:r></w:ins>", parts[name])


@pytest.mark.parametrize(
    ("edit", "named"),
    [
        (lambda parts: parts.update({"word/vbaProject.bin": b"x"}), "macros"),
        (lambda parts: parts.update({"../evil.xml": b"<x/>"}), "unsafe name"),
        (lambda parts: parts.update({f"x{n}": b"" for n in range(500)}), "500 parts"),
        (lambda parts: parts.update({"bomb": bytes(51 * 1024 * 1024)}), "50 MB"),
        (
            lambda parts: parts.update({"word/endnotes.xml": b"<x>{{ doc.text }}</x>"}),
            "endnotes",
        ),
        (lambda parts: parts.update({"word/document.xml": b"<x"}), "undamaged"),
        (links_outside, "links to"),
        (tracks_changes, "tracked changes"),
    ],
)
def test_an_unsafe_template_is_refused(
    word_template: WordTemplate, edit: Callable[[dict[str, bytes]], None], named: str
) -> None:
    folder = word_template("{{ doc.text }}")
    change(folder, edit)
    assert named in fails(folder)


def test_what_is_no_word_file_is_refused(word_template: WordTemplate, tmp_path: Path) -> None:
    folder = word_template("x")
    (folder / "note" / "note.docx").write_bytes(b"PK no zip")
    assert "undamaged" in fails(folder)
    (folder / "note" / "note.docx").unlink()
    assert "cannot be read" in fails(folder)
