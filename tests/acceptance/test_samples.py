"""Every good sample gives exactly its papers; they read the same as PDF and as Word file."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from docx import Document as WordFile
from docx.document import Document as WordDocument

from docgen import api
from docgen.documents.captions import captions
from docgen.documents.parts import Document
from tests.samples import GOOD, SAMPLES, company, papers_of

PAPERS = [(case, number) for case in GOOD for number in range(len(papers_of(case)))]
IDS = [f"{case}-{papers_of(case)[number].meta.stem}" for case, number in PAPERS]


@pytest.mark.parametrize("case", GOOD)
def test_papers_are_the_expected_ones(case: str, update: bool) -> None:
    made = {paper.meta.stem: paper.model_dump(mode="json") for paper in papers_of(case)}
    folder = SAMPLES / case / "expected"
    if update:
        _rewrite(folder, made)
    expected = {path.stem: json.loads(path.read_text("utf-8")) for path in folder.glob("*.json")}
    assert made == expected


def _rewrite(folder: Path, made: dict[str, object]) -> None:
    folder.mkdir(exist_ok=True)
    for path in folder.glob("*.json"):
        path.unlink()
    for stem, paper in made.items():
        text = json.dumps(paper, ensure_ascii=False, indent=1) + "\n"
        (folder / f"{stem}.json").write_text(text, encoding="utf-8")


@pytest.mark.parametrize(("case", "number"), PAPERS, ids=IDS)
def test_pdf_and_word_file_hold_every_fact_of_the_paper(case: str, number: int) -> None:
    paper = papers_of(case)[number]
    printed, typed = texts_of_files(case, number)
    for where, text in texts(paper):
        assert _found(text, printed), f"not in the PDF: {where} {text!r}"
        assert _found(text, typed), f"not in the Word file: {where} {text!r}"


@pytest.mark.parametrize(("case", "number"), PAPERS, ids=IDS)
def test_a_caption_stands_in_both_files_or_in_neither(case: str, number: int) -> None:
    paper = papers_of(case)[number]
    printed, typed = texts_of_files(case, number)
    for name, caption in captions(paper.kind, paper.languages).items():
        for text in (_squeezed(caption.en), _squeezed(caption.zh)):
            assert (text in printed) == (text in typed), name


@cache
def texts_of_files(case: str, number: int) -> tuple[str, str]:
    """What the PDF and the Word file of a paper read, without spaces and line ends."""
    paper = papers_of(case)[number]
    pdf, docx = (api.render(paper, each, company()).content for each in ("pdf", "docx"))
    return _squeezed(pdf_text(pdf)), _squeezed(word_text(docx))


def texts(paper: Document) -> Iterator[tuple[str, str]]:
    """Every text of a document that has to be printed, with its place."""
    data = paper.model_dump(exclude={"kind", "languages", "meta", "form"})
    yield from _leaves(data, "")


def _leaves(value: object, where: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        if value:
            yield where, value
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _leaves(item, f"{where}/{key}")
    elif isinstance(value, list | tuple):
        for index, item in enumerate(value):
            yield from _leaves(item, f"{where}/{index}")


def pdf_text(content: bytes) -> str:
    with pypdfium2.PdfDocument(content) as pdf:
        pages = [page.get_textpage().get_text_range() for page in pdf]
    pages = [page.replace("\ufffe", "-") for page in pages]  # a hyphen at the end of a line
    return "\n".join(re.sub(r"Page \d+ of \d+|第\d+页 ?共\d+页", "", page) for page in pages)


def word_text(content: bytes) -> str:
    return "\n".join(_word_lines(WordFile(BytesIO(content))))


def _word_lines(document: WordDocument) -> Iterator[str]:
    for element in document.element.body.iter():
        if element.tag.endswith("}t"):
            yield element.text or ""
        elif element.tag.endswith(("}br", "}tab", "}p")):
            yield "\n"


def _squeezed(text: str) -> str:
    """The text without spaces and line ends, which each layout sets its own way."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def _found(text: str, printed: str) -> bool:
    return _squeezed(text) in printed or all(_squeezed(p) in printed for p in text.split("\n"))
