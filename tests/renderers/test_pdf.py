"""PDF files: faithful to the document, self-contained, described, and strict about everything."""

from __future__ import annotations

import logging
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdf
import pytest
from PIL import Image
from pypdf.generic import StreamObject
from weasyprint.html import UA_STYLESHEET

from docgen import api
from docgen.errors import RenderError
from docgen.renderers import page, pdf, render
from tests.renderers.conftest import HtmlTemplate, Note, note
from tests.samples import company, order_of, papers

NASTY = (
    "{{ 7*7 }} {% raw %} {_{ x }_}",
    "Nuts & Bolts <select> 5<10 ]]> \"quoted\" 'single' &amp; &#65;",
    "<b>bold</b><script>1</script>",
    "\\N ${x} %s {0} =cmd()",
    "ｆｕｌｌ １２３ （全角）",
)


def text_of(content: bytes) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(content)).pages)


def squeezed(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("text", NASTY)
def test_text_is_printed_as_given(html_template: HtmlTemplate, text: str) -> None:
    folder = html_template("<p>{{ doc.text }}</p><table><tr><td>{{ doc.rows[0] }}</table>")
    printed = squeezed(
        text_of(render(note(text=text, rows=(text,)), "pdf", templates=folder).content)
    )
    assert printed.count(squeezed(text)) == 2


def test_lines_become_line_breaks(html_template: HtmlTemplate) -> None:
    folder = html_template("<p>{{ doc.text | lines }}</p>")
    content = render(note(text="A & B\nC"), "pdf", templates=folder).content
    assert "A & B\nC" in text_of(content)


def test_pages_are_counted(html_template: HtmlTemplate) -> None:
    folder = html_template(
        "{% for row in doc.rows %}<p style='break-after:page'>{{ row }}</p>{% endfor %}"
    )
    assert render(note(rows=("a", "b", "c")), "pdf", templates=folder).pages == 3


def streams(content: bytes) -> list[bytes]:
    """What lies in a file, unpacked."""
    objects = pypdf.PdfWriter(clone_from=BytesIO(content))._objects
    return [each.get_data() for each in objects if isinstance(each, StreamObject)]


def test_packing_changes_nothing_of_what_is_packed(
    html_template: HtmlTemplate, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = html_template("<table><tr><th>{{ doc.text }}</th><td>1</td></tr></table>")
    packed = render(note(), "pdf", templates=folder).content
    monkeypatch.setattr(pdf, "pack", lambda *_: None)
    by_pydyf = render(note(), "pdf", templates=folder).content
    assert packed != by_pydyf
    assert streams(packed) == streams(by_pydyf)
    assert len(packed) < len(by_pydyf) * 1.02


@pytest.mark.parametrize("kind", ["commercial-invoice", "form-a", "customs-declaration"])
def test_a_paper_is_the_same_with_the_whole_sheet_of_weasyprint(
    kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = {"form-a": "t01-norway-bowls"}.get(kind, "s02-every-fact")
    (paper,) = papers(order_of(case), (kind,))
    quick = api.render(paper, "pdf", company())
    sheet = page.without_notes()
    assert sheet is not None
    assert len(sheet.matcher.other_selectors) < len(UA_STYLESHEET.matcher.other_selectors)
    monkeypatch.setattr(page, "without_notes", lambda: None)
    assert api.render(paper, "pdf", company()) == quick


@pytest.mark.parametrize("own_sheet", [False, True])
def test_a_template_may_have_footnotes(html_template: HtmlTemplate, own_sheet: bool) -> None:
    style = "" if own_sheet else " style='float: footnote'"
    folder = html_template(f"<p>Towels<span{style}>of cotton</span></p>")
    if own_sheet:
        (folder / "note" / "note.css").write_text("span { float: footnote }", encoding="utf-8")
    text = squeezed(text_of(render(note(), "pdf", templates=folder).content))
    assert "Towels1" in text
    assert "1.ofcotton" in text


def test_the_file_describes_itself(html_template: HtmlTemplate) -> None:
    reader = pypdf.PdfReader(BytesIO(render(note(), "pdf", templates=html_template("")).content))
    assert reader.metadata is not None
    assert (reader.metadata.title, reader.metadata.author) == ("Note N-1", "A & B <Co>")
    assert reader.metadata.subject == "Order 1"
    root: Any = reader.trailer["/Root"].get_object()
    outline: Any = reader.outline
    assert root["/Lang"] == "en"
    assert root["/MarkInfo"]["/Marked"]
    assert root["/StructTreeRoot"]
    assert [item["/Title"] for item in outline] == ["NOTE 便笺"]


def fails(folder: Path, document: Note | None = None, **options: object) -> str:
    with pytest.raises(RenderError) as caught:
        render(document or note(), "pdf", templates=folder, **options)  # type: ignore[arg-type]
    return str(caught.value)


@pytest.mark.parametrize(
    ("body", "named"),
    [
        ("<p>{{ nme }}</p>", "'nme' is undefined"),
        ("<p>{{ doc.meta.titel }}</p>", "'titel'"),
        ("{% if nme %}x{% endif %}", "'nme' is undefined"),
        ("<p>{{ doc.nothing }}</p>", "None is no finished text"),
        ("<p>{{ doc.rows }}</p>", "('first', 'second') is no finished text"),
        ("<p>{{ doc.meta }}</p>", "is no finished text"),
        ("<p>{{ 1.5 * loop }}</p>", "'loop' is undefined"),
        ("<p>உரை</p>", "U+0B89"),
        ("<p>{{ doc.text.__class__ }}</p>", "unsafe"),
        ("<p>{{ doc.text | safe }}</p>", "'safe'"),
        ("<p>{{ doc.text", "line 3"),
        ("{% include 'other.html' %}", "other.html"),
    ],
)
def test_a_template_mistake_is_named(html_template: HtmlTemplate, body: str, named: str) -> None:
    message = fails(html_template(body))
    assert named in message
    assert "note.html" in message


def test_an_unfinished_number_is_refused(html_template: HtmlTemplate) -> None:
    message = fails(html_template("<p>{{ amount }}</p>"), context={"amount": Decimal("1E+3")})
    assert "Decimal('1E+3') is no finished text" in message
    assert "line 3, `<body><h1>{{ doc.title }}</h1><p>{{ amount }}</p>" in message


def test_a_missing_template_is_named(tmp_path: Path) -> None:
    assert "note/note.html" in fails(tmp_path)


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "http://127.0.0.1:9/x.png",
        "HTTP://127.0.0.1:9/x.png",
        "//127.0.0.1/x.png",
        "ftp://127.0.0.1/x",
        "data:image/png;base64,AAAA",
        "../../outside.css",
        "%2e%2e/%2e%2e/outside.css",
        "image:logo",
        "missing.png",
    ],
)
@pytest.mark.parametrize(
    "body",
    [
        "<img src='{}' alt=''>",
        "<link rel=stylesheet href='{}'>",
        "<link rel=attachment href='{}'>",
        "<p style='background: url({})'>x</p>",
        "<style>@import url({});</style>",
        "<object data='{}'></object>",
    ],
)
def test_nothing_outside_the_templates_is_read(
    html_template: HtmlTemplate, tmp_path: Path, url: str, body: str
) -> None:
    (tmp_path / "outside.css").write_text("p { color: red }")
    message = fails(html_template(body.format(url)))
    assert "note.html" in message
    assert "of the templates folder" in message or "no picture logo" in message


def test_a_picture_of_the_profile_is_printed(html_template: HtmlTemplate, logo: Path) -> None:
    folder = html_template(
        "{% if 'logo' in images %}<img src='{{ images.logo }}' alt='Logo'>{% endif %}"
    )
    with_logo = render(note(), "pdf", images={"logo": logo}, templates=folder).content
    without = render(note(), "pdf", templates=folder).content
    assert len(pypdf.PdfReader(BytesIO(with_logo)).pages[0].images) == 1
    assert len(pypdf.PdfReader(BytesIO(without)).pages[0].images) == 0


def test_style_sheets_and_parts_of_the_bundle_are_read(
    html_template: HtmlTemplate,
) -> None:
    folder = html_template(
        "{% include 'shared/part.html' %}<link rel=stylesheet href='../shared/a.css'>"
    )
    (folder / "shared").mkdir()
    (folder / "shared" / "part.html").write_text("<p class=part>{{ doc.text }}</p>")
    (folder / "shared" / "a.css").write_text(".part::before { content: 'styled ' }")
    assert "styled Cotton" in text_of(render(note(), "pdf", templates=folder).content)


def test_a_picture_that_unpacks_to_a_gigabyte_is_refused(
    html_template: HtmlTemplate, tmp_path: Path
) -> None:
    bomb = tmp_path / "bomb.png"
    Image.new("1", (9000, 9000)).save(bomb)
    assert "9000 x 9000 pixels" in fails(html_template(""), images={"logo": bomb})


@pytest.mark.parametrize(
    ("content", "named"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "PNG or JPEG"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 40, "PNG or JPEG"),
        (b"GIF89a" + b"\0" * 40, "PNG or JPEG"),
        (b"\0" * (2 * 1024 * 1024 + 1), "larger than 2 MiB"),
    ],
)
def test_what_is_no_small_png_or_jpeg_is_refused(
    html_template: HtmlTemplate, tmp_path: Path, content: bytes, named: str
) -> None:
    path = tmp_path / "logo.png"
    path.write_bytes(content)
    message = fails(html_template(""), images={"logo": path})
    assert named in message
    assert "logo" in message


def test_a_truncated_picture_is_refused(html_template: HtmlTemplate, logo: Path) -> None:
    render(note(), "pdf", templates=html_template(""))  # with WeasyPrint loaded, Pillow is lenient
    Image.effect_noise((200, 200), 99).save(logo)
    logo.write_bytes(logo.read_bytes()[:9000])
    assert "logo" in fails(html_template(""), images={"logo": logo})


def test_a_missing_picture_file_is_named(html_template: HtmlTemplate, tmp_path: Path) -> None:
    assert "seal picture" in fails(html_template(""), images={"seal": tmp_path / "seal.png"})


@pytest.mark.parametrize(
    "body",
    [
        "<p style='colr: red'>x</p>",
        "<style>p { width: 3 apples }</style>",
        "<svg><rect width='x'></svg><img src='broken.png' alt=''>",
    ],
)
def test_what_weasyprint_only_logs_is_an_error(
    html_template: HtmlTemplate, body: str, caplog: pytest.LogCaptureFixture
) -> None:
    folder = html_template(body)
    (folder / "note" / "broken.png").write_bytes(b"no picture")
    logging.getLogger("weasyprint").setLevel(logging.CRITICAL)
    try:
        message = fails(folder)
    finally:
        logging.getLogger("weasyprint").setLevel(logging.NOTSET)
    assert "cannot be printed" in message
    assert not caplog.records


def test_a_template_that_names_a_system_font_is_set_in_our_own(
    html_template: HtmlTemplate,
) -> None:
    folder = html_template("<p style='font-family: serif'>set anew</p>")
    reader = pypdf.PdfReader(BytesIO(render(note(), "pdf", templates=folder).content))
    fonts = reader.pages[0]["/Resources"]["/Font"]
    assert all("docgen" in fonts[name]["/BaseFont"] for name in fonts)


def test_a_template_without_language_or_heading_is_refused(
    html_template: HtmlTemplate,
) -> None:
    folder = html_template("")
    page = folder / "note" / "note.html"
    whole = page.read_text(encoding="utf-8")
    page.write_text(whole.replace("h1", "p"), encoding="utf-8")
    assert "<h1>" in fails(folder)
    page.write_text(whole.replace(' lang="{{ doc.meta.language }}"', ""), encoding="utf-8")
    assert "lang" in fails(folder)


def test_a_failed_render_leaves_nothing_behind(html_template: HtmlTemplate) -> None:
    folder = html_template("<p>{{ doc.text }}</p>")
    before = render(note(), "pdf", templates=folder).content
    render(note(text="rare 龘"), "pdf", templates=folder)
    fails(html_template("<img src='http://127.0.0.1:9/' alt=''>"))
    assert render(note(), "pdf", templates=html_template("<p>{{ doc.text }}</p>")).content == before
