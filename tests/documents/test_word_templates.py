"""The Word templates: as drawn, sound in themselves, and sound once they are filled."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from zipfile import ZipFile

import pytest
from lxml import etree

from docgen import api
from docgen.documents.kinds import KINDS
from docgen.documents.parts import Document, Languages
from tests.samples import GOOD, ROOT, amendment, company, order_of, papers, papers_of

TEMPLATES = ROOT / "templates"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
NO_GOODS = {"beneficiary-certificate", "bill-of-exchange"}
"""Kinds that speak of the goods in one sentence, without a table of them."""
FORMS = {name for name, kind in KINDS.items() if kind.form}
DRAWN = (*KINDS, "amendment-request")
PAPERS: list[Document] = [paper for case in GOOD for paper in papers_of(case)] + [amendment()]
ONE_OF_EACH = list({paper.kind: paper for paper in PAPERS}.values())


def part(file: Path | bytes, name: str) -> etree._Element:
    with ZipFile(BytesIO(file) if isinstance(file, bytes) else file) as archive:
        return etree.fromstring(archive.read(f"word/{name}.xml"))


def template(kind: str, name: str = "document") -> etree._Element:
    return part(TEMPLATES / kind / f"{kind}.docx", name)


def text(element: etree._Element) -> str:
    return "".join(each.text or "" for each in element.iter(f"{W}t"))


def rows(body: etree._Element) -> Iterator[etree._Element]:
    """The rows of all tables but those that hold a tag alone."""
    return (row for row in body.iter(f"{W}tr") if not text(row).startswith("{%tr"))


def make(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(folder / "make_word.py"), "--check"]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_committed_templates_are_the_ones_drawn() -> None:
    checked = make(TEMPLATES)
    assert (checked.stdout, checked.returncode) == ("", 0), "run python templates/make_word.py"


def test_a_stale_template_is_named(tmp_path: Path) -> None:
    folder = tmp_path / "templates"
    shutil.copytree(TEMPLATES, folder)
    (folder / "form-a" / "form-a.docx").write_bytes(b"changed")
    (folder / "packing-list" / "packing-list.docx").unlink()
    checked = make(folder)
    assert checked.returncode == 1
    assert [Path(line).name for line in checked.stdout.splitlines()] == [
        "packing-list.docx",
        "form-a.docx",
    ]


@pytest.mark.parametrize("kind", DRAWN)
def test_the_head_of_the_goods_is_repeated_on_every_page(kind: str) -> None:
    heads = [row for row in rows(template(kind)) if row.find(f"{W}trPr/{W}tblHeader") is not None]
    assert len(heads) == (kind not in NO_GOODS)
    for head in heads:
        assert head is head.getparent().find(f"{W}tr"), "Word repeats only the first row"
        assert "{{ t." in text(head)


@pytest.mark.parametrize("kind", DRAWN)
def test_no_row_is_divided_by_a_page_break(kind: str) -> None:
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows(template(kind)))


@pytest.mark.parametrize("kind", DRAWN)
def test_tables_have_fixed_columns_that_every_row_fills(kind: str) -> None:
    for table in template(kind).iter(f"{W}tbl"):
        assert table.find(f"{W}tblPr/{W}tblLayout").get(f"{W}type") == "fixed"
        grid = [int(column.get(f"{W}w")) for column in table.findall(f"{W}tblGrid/{W}gridCol")]
        for row in table.findall(f"{W}tr"):
            assert sum(widths(row)) == sum(grid)
            assert sum(spans(row)) == len(grid)


def widths(row: etree._Element) -> list[int]:
    return [int(width.get(f"{W}w")) for width in row.findall(f"{W}tc/{W}tcPr/{W}tcW")]


def spans(row: etree._Element) -> list[int]:
    cells = (cell.find(f"{W}tcPr/{W}gridSpan") for cell in row.findall(f"{W}tc"))
    return [1 if span is None else int(span.get(f"{W}val")) for span in cells]


@pytest.mark.parametrize("kind", DRAWN)
def test_every_style_names_its_latin_and_its_chinese_font(kind: str) -> None:
    styles = template(kind, "styles")
    used = {style.get(f"{W}val") for style in template(kind).iter(f"{W}pStyle")}
    assert used <= {style.get(f"{W}styleId") for style in styles.iter(f"{W}style")}
    for look in styles.iter(f"{W}rPr"):
        assert look.find(f"{W}rFonts").get(f"{W}ascii") == "Arial"
        assert look.find(f"{W}rFonts").get(f"{W}eastAsia") == "SimSun"
        assert look.find(f"{W}lang").get(f"{W}eastAsia") == "zh-CN"


@pytest.mark.parametrize("paper", ONE_OF_EACH, ids=lambda paper: paper.kind)
def test_the_draft_mark_is_on_drafts_and_always_on_certificates(paper: Document) -> None:
    for draft in (True, False):
        content = api.render(paper, "docx", company(), api.Style(draft=draft)).content
        marked = "DRAFT 草稿" in etree.tostring(part(content, "header"), encoding="unicode")
        assert marked is (draft or paper.kind in FORMS)


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.meta.stem)
@pytest.mark.parametrize("pictures", [True, False], ids=["pictures", "plain"])
def test_a_filled_template_is_no_damaged_file(paper: Document, pictures: bool) -> None:
    """Word refuses a table without rows and a cell without a last paragraph, and joins tables."""
    firm = company() if pictures else replace(company(), images={})
    content = api.render(paper, "docx", firm).content
    assert_sound(part(content, "document"))


@pytest.mark.parametrize("languages", ["en", "zh"])
def test_papers_in_one_language_are_no_damaged_files(languages: Languages) -> None:
    profile = company().profile.model_copy(update={"languages": languages})
    firm = replace(company(), profile=profile)
    for paper in papers(order_of("t04-korea-garlic"), firm=firm):
        assert_sound(part(api.render(paper, "docx", firm).content, "document"))


def assert_sound(document: etree._Element) -> None:
    for cell in document.iter(f"{W}tc", f"{W}body"):
        blocks = [block for block in cell if block.tag in (f"{W}p", f"{W}tbl")]
        assert blocks[-1].tag == f"{W}p"
        kinds = [block.tag for block in blocks]
        assert (f"{W}tbl", f"{W}tbl") not in pairwise(kinds)
    assert all(table.find(f"{W}tr") is not None for table in document.iter(f"{W}tbl"))
    assert not [row for row in rows(document) if "{" in text(row)]
