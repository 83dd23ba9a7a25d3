"""Every good sample gives exactly its papers; they read the same as PDF and as Word file."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest

from docgen import api
from docgen.documents.captions import captions
from docgen.renderers.readback import missing, pdf_text, squeezed, word_text
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
    assert missing((paper,), printed) == ()
    assert missing((paper,), typed) == ()


@pytest.mark.parametrize(("case", "number"), PAPERS, ids=IDS)
def test_a_caption_stands_in_both_files_or_in_neither(case: str, number: int) -> None:
    paper = papers_of(case)[number]
    printed, typed = texts_of_files(case, number)
    for name, caption in captions(paper.kind, paper.languages).items():
        for text in (squeezed(caption.en), squeezed(caption.zh)):
            assert (text in printed) == (text in typed), name


@cache
def texts_of_files(case: str, number: int) -> tuple[str, str]:
    """What the PDF and the Word file of a paper read, without spaces and line ends."""
    paper = papers_of(case)[number]
    pdf, docx = (api.render(paper, each, company()).content for each in ("pdf", "docx"))
    return squeezed(pdf_text(pdf)), squeezed(word_text(docx))
