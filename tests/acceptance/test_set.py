"""The set of an order in one PDF, and what is found when it was altered."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from collections.abc import Sequence
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pypdf
import pytest
import weasyprint

from docgen import api
from docgen.api.appending import append
from docgen.api.joining import print_set
from docgen.api.verifying import verify
from docgen.documents.parts import Document
from docgen.errors import DocgenError, InputError
from docgen.manifest import MANIFEST
from docgen.renderers import pages_kept
from docgen.renderers.attached import Attached
from docgen.renderers.readback import attached, pdf_text, squeezed
from tests.samples import ROOT, SAMPLES, company, papers_of

CASE = "t06-australia-chairs"
ORDER = SAMPLES / CASE / "order.json"
DRAFT = api.Style(draft=True)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The papers of the sample with their set."""
    out = tmp_path_factory.mktemp("set")
    made, _, _ = api.render_order(ORDER, out, formats=("pdf",), style=DRAFT, joined=True)
    return made


@pytest.fixture
def joined(folder: Path, tmp_path: Path) -> Path:
    """A copy of the set, away from its manifest."""
    (made,) = folder.glob("*-set.pdf")
    copy = tmp_path / made.name
    copy.write_bytes(made.read_bytes())
    return copy


def altered(joined: Path, change: pypdf.PdfWriter) -> Path:
    path = joined.with_stem("altered")
    change.write(path)
    return path


def forged(joined: Path, papers: Sequence[Document], inside: dict[str, bytes]) -> Path:
    """A set of other pages or other files inside, made by who knows how sets are made."""
    files = {name: Attached(content, "Data", "") for name, content in inside.items()}
    path = joined.with_stem("forged")
    path.write_bytes(print_set(papers, "", company(), DRAFT, files).content)
    return path


def test_the_set_holds_every_paper_once_with_a_bookmark_and_labels(joined: Path) -> None:
    reader = pypdf.PdfReader(joined)
    first = [each for each in reader.outline if not isinstance(each, list)]
    papers = papers_of(CASE)
    assert len(first) == len(papers)
    assert [label for label in reader.page_labels if label.endswith("-1")] == [
        "SC-1",
        "PC-1",
        "CI-1",
        "PL-1",
        "CO-1",
    ]
    starts = [reader.get_destination_page_number(each) for each in first]
    assert [reader.page_labels[page][-2:] for page in starts if page is not None] == ["-1"] * 5


def test_the_set_says_what_the_single_papers_say(folder: Path, joined: Path) -> None:
    single = [folder / f"{paper.meta.stem}.pdf" for paper in papers_of(CASE)]
    said = "".join(squeezed(pdf_text(path.read_bytes())) for path in single)
    assert squeezed(pdf_text(joined.read_bytes())) == said


def test_the_set_is_archival_and_holds_what_it_was_made_of(joined: Path) -> None:
    reader = pypdf.PdfReader(joined)
    root = reader.root_object
    assert reader.xmp_metadata is not None
    assert reader.xmp_metadata.pdfaid_part == "3"
    assert reader.xmp_metadata.pdfaid_conformance == "U"
    assert root["/OutputIntents"]
    assert root["/MarkInfo"]["/Marked"]
    held = {each.name: each for each in reader.attachment_list}
    number = json.loads(ORDER.read_bytes())["number"]
    assert {name: str(each.associated_file_relationship) for name, each in held.items()} == {
        f"{number}.json": "/Source",
        f"{number}-check.json": "/Supplement",
        f"{number}-papers.json": "/Data",
    }
    assert held[f"{number}.json"].content == ORDER.read_bytes()


def test_no_picture_of_the_archive_is_smoothed(joined: Path) -> None:
    objects = pypdf.PdfWriter(joined)._objects
    pictures = [each for each in objects if isinstance(each, dict) and each.get("/Width")]
    assert len(pictures) > 3
    assert not [each for each in pictures if each["/Interpolate"].value]


def test_the_same_order_gives_the_same_bytes_in_another_process(
    folder: Path, tmp_path: Path
) -> None:
    asked = ["--set", "--draft", "--formats", "pdf", "-o", str(tmp_path)]
    docgen("render", ORDER, *asked)
    (again,) = tmp_path.glob("*/*-set.pdf")
    assert (
        sha256(again.read_bytes()).digest() == sha256((folder / again.name).read_bytes()).digest()
    )


def test_pages_that_serve_the_papers_and_the_set_print_as_those_laid_out_for_each(
    tmp_path: Path,
) -> None:
    def pdfs(name: str, formats: tuple[api.Format, ...], joined: bool) -> dict[str, bytes]:
        made, _, _ = api.render_order(
            ORDER, tmp_path / name, formats=formats, style=DRAFT, joined=joined
        )
        return {path.name: path.read_bytes() for path in made.glob("*.pdf")}

    papers, alone = pdfs("papers", ("pdf",), False), pdfs("set", ("docx",), True)
    assert len(papers) > 3
    assert len(alone) == 1
    assert pdfs("both", ("pdf",), True) == papers | alone


def test_a_paper_printed_after_its_set_is_as_one_printed_by_itself() -> None:
    papers, office = papers_of(CASE), company()
    alone = api.render(papers[0], "pdf", office)
    with pages_kept(True):
        print_set(papers, "AC26-0204", office)
        assert api.render(papers[0], "pdf", office) == alone


def test_what_is_blocked_leaves_no_set(tmp_path: Path) -> None:
    raw = json.loads(ORDER.read_bytes())
    raw["packing"][0]["gross_weight_kg"] = "0.01"
    (tmp_path / "docgen.toml").write_bytes((SAMPLES / "docgen.toml").read_bytes())
    path = tmp_path / "order.json"
    path.write_text(json.dumps(raw))
    made, manifest, _ = api.render_order(
        path, tmp_path, company=company(), formats=("pdf",), joined=True
    )
    (entry,) = (each for each in manifest.papers if each.kind == "set")
    assert entry.state == "blocked"
    assert "packing-list" in entry.reason
    assert not list(made.glob("*-set.pdf"))


def test_an_untouched_set_agrees_with_its_data_and_its_manifest(folder: Path) -> None:
    (made,) = folder.glob("*-set.pdf")
    found = verify(made)
    assert len(found.compared) == 2
    assert found.differences == ()
    assert found.made_with == {}


def test_a_paper_is_held_against_the_manifest_beside_it(folder: Path, tmp_path: Path) -> None:
    (made,) = folder.glob("*-commercial-invoice.pdf")
    assert verify(made).differences == ()
    (tmp_path / MANIFEST).write_bytes((folder / MANIFEST).read_bytes())
    copy = tmp_path / made.name
    copy.write_bytes(made.read_bytes() + b"%")
    (found,) = verify(copy).differences
    assert found.where == "bytes of the file (SHA-256)"


def test_another_figure_on_a_page_is_named_with_its_place(joined: Path) -> None:
    papers = list(papers_of(CASE))
    (place,) = (n for n, paper in enumerate(papers) if paper.kind == "commercial-invoice")
    true = papers[place].words
    papers[place] = papers[place].model_copy(update={"words": "SAY U.S. DOLLARS NINE ONLY"})
    found = verify(forged(joined, papers, attached(joined.read_bytes()))).differences
    assert (found[0].where, found[0].expected) == ("commercial-invoice /words", true)
    assert any("NINE ONLY" in each.actual for each in found)


def test_words_added_to_a_page_are_found(joined: Path) -> None:
    added = weasyprint.HTML(string="<p style='margin-top: 8cm'>FREIGHT PREPAID").write_pdf()
    writer = pypdf.PdfWriter(clone_from=joined)
    writer.pages[0].merge_page(pypdf.PdfReader(BytesIO(added)).pages[0])
    (found,) = verify(altered(joined, writer)).differences
    assert found.where == "page 1"
    assert "FREIGHT PREPAID" in found.actual


def test_a_page_taken_out_is_found(joined: Path) -> None:
    writer = pypdf.PdfWriter(clone_from=joined)
    writer.remove_page(2)
    found = verify(altered(joined, writer)).differences
    assert any(each.where == "pages" for each in found)


def test_another_order_inside_is_found(joined: Path) -> None:
    inside = attached(joined.read_bytes())
    (order,) = (name for name in inside if not name.endswith(("-check.json", "-papers.json")))
    inside[order] = inside[order].replace(b"}", b" }", 1)
    (found,) = verify(forged(joined, papers_of(CASE), inside)).differences
    assert found.where.startswith("order inside")


def test_damaged_data_inside_is_said_plainly(joined: Path) -> None:
    inside = {
        name: content.replace(b'"kind"', b'"king"')
        for name, content in attached(joined.read_bytes()).items()
    }
    with pytest.raises(InputError, match="papers as data are damaged at /papers/0"):
        verify(forged(joined, papers_of(CASE), inside))


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"no pdf at all", "cannot be read as a PDF"), (b"", "cannot be read as a PDF")],
)
def test_what_is_no_pdf_is_said_plainly(tmp_path: Path, content: bytes, said: str) -> None:
    path = tmp_path / "paper.pdf"
    path.write_bytes(content)
    with pytest.raises(InputError, match=said):
        verify(path)


def test_a_pdf_of_others_can_be_compared_with_nothing(tmp_path: Path) -> None:
    path = tmp_path / "bl.pdf"
    path.write_bytes(weasyprint.HTML(string="<p>B/L").write_pdf())
    with pytest.raises(InputError, match="compared with nothing"):
        verify(path)


def test_the_command_says_altered_and_exits_with_1(folder: Path, joined: Path) -> None:
    writer = pypdf.PdfWriter(clone_from=joined)
    writer.remove_page(1)
    bad = altered(joined, writer)
    run = docgen("verify", joined, bad)
    assert run.returncode == 1
    assert f"{joined}: agrees with the data inside it" in run.stdout
    assert f"{bad}: ALTERED" in run.stdout
    assert docgen("verify", *folder.glob("*.pdf")).returncode == 0
    assert docgen("verify", folder / "none.pdf").returncode == 3


def docgen(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "docgen", *map(str, arguments)],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def other(path: Path, text: str) -> Path:
    """A paper of others."""
    path.write_bytes(weasyprint.HTML(string=f"<h1>{text}").write_pdf())
    return path


def test_papers_of_others_stand_behind_the_set_and_it_is_verified_still(
    joined: Path, tmp_path: Path
) -> None:
    lading = other(tmp_path / "B-L 117.pdf", "BILL OF LADING")
    policy = other(tmp_path / "policy.pdf", "INSURANCE POLICY")
    whole = tmp_path / "bank.pdf"
    run = docgen("append", joined, lading, policy, "-o", whole)
    assert run.returncode == 0, run.stderr
    reader, before = pypdf.PdfReader(whole), pypdf.PdfReader(joined)
    assert reader.page_labels == [*before.page_labels, "B-L 117-1", "policy-1"]
    bookmarks = [each.title for each in reader.outline if not isinstance(each, list)]
    assert bookmarks[-2:] == ["B-L 117", "policy"]
    assert len(bookmarks) == 7
    assert "BILL OF LADING" in reader.pages[-2].extract_text()
    assert reader.xmp_metadata is not None
    assert reader.xmp_metadata.pdfaid_part is None
    assert verify(whole).differences == ()


def test_a_paper_of_others_that_was_exchanged_is_found(joined: Path, tmp_path: Path) -> None:
    whole = append(joined, [other(tmp_path / "bl.pdf", "CLEAN ON BOARD")], tmp_path / "bank.pdf")
    forged = other(tmp_path / "forged.pdf", "FREIGHT PREPAID")
    writer = pypdf.PdfWriter(clone_from=whole)
    writer.remove_page(len(writer.pages) - 1)
    writer.append(forged)
    (found,) = verify(altered(whole, writer)).differences
    assert found.where == "bl, a paper of others"


def test_what_cannot_be_appended_is_refused_and_nothing_is_written(
    joined: Path, tmp_path: Path
) -> None:
    good, out = other(tmp_path / "bl.pdf", "B/L"), tmp_path / "bank.pdf"
    bad = tmp_path / "scan.pdf"
    bad.write_bytes(b"a scan")
    locked = pypdf.PdfWriter(clone_from=good)
    locked.encrypt("", "owner", algorithm="RC4-128")
    locked.write(tmp_path / "locked.pdf")
    for others, said in (
        ([bad], "scan.pdf cannot be read as a PDF"),
        ([tmp_path / "locked.pdf"], "locked is locked with a password"),
        ([good, good], "two papers are named bl"),
        ([tmp_path / "none.pdf"], "cannot read"),
    ):
        with pytest.raises(DocgenError, match=said):
            append(joined, others, out)
    with pytest.raises(DocgenError, match="one of the files to be joined"):
        append(joined, [good], joined)
    assert not out.exists()
    twice = append(joined, [good], out)
    with pytest.raises(DocgenError, match="has papers of others behind it"):
        append(twice, [good], tmp_path / "again.pdf")


def test_no_damage_to_a_paper_of_others_gets_through_as_a_crash(
    joined: Path, tmp_path: Path
) -> None:
    whole = weasyprint.HTML(string="<h1>B/L").write_pdf(uncompressed_pdf=True)
    chance, path, refused = random.Random(3), tmp_path / "bl.pdf", 0
    for _ in range(40):
        damaged = bytearray(whole)
        for place in chance.sample(range(len(damaged)), 20):
            damaged[place] = chance.randrange(256)
        path.write_bytes(damaged)
        try:
            append(joined, [path], tmp_path / "bank.pdf")
        except InputError as error:
            assert "bl" in str(error)
            refused += 1
    assert refused
