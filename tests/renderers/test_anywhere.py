"""The same bytes everywhere, without the fonts of a system, and Word files without Pango."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.renderers.conftest import HtmlTemplate, WordTemplate
from tests.renderers.processes import python

PROGRAM = """
import hashlib, pathlib
from tests.renderers.conftest import note
from docgen.renderers import render
for form in ("pdf", "docx"):
    rendered = render(note(text="rare \\u9f98 \\u049a"), form, images={"logo": pathlib.Path(LOGO)},
                      templates=pathlib.Path(FOLDER))
    print(hashlib.sha256(rendered.content).hexdigest())
"""
ENVIRONMENTS = (
    {
        "PYTHONHASHSEED": "1",
        "TZ": "UTC",
        "LC_ALL": "C",
        "PYTHONUTF8": "0",
        "PYTHONCOERCECLOCALE": "0",
    },
    {"PYTHONHASHSEED": "77", "TZ": "Asia/Shanghai", "LC_ALL": "C.UTF-8"},
)


@pytest.fixture
def program(html_template: HtmlTemplate, word_template: WordTemplate, logo: Path) -> str:
    html_template("<img src='image:logo' alt='Logo'><p>{{ doc.text }}</p>")
    folder = word_template("{{ doc.text }}{{ images.logo }}", header="{{ doc.title }}")
    return PROGRAM.replace("LOGO", repr(str(logo))).replace("FOLDER", repr(str(folder)))


def test_the_same_document_gives_the_same_bytes(program: str, tmp_path: Path) -> None:
    runs = {
        python(program, DOCGEN_CACHE=str(tmp_path / str(number)), **environment).stdout
        for number, environment in enumerate(ENVIRONMENTS)
    }
    assert len(runs) == 1


def test_no_font_of_the_system_is_needed(program: str, tmp_path: Path) -> None:
    empty = tmp_path / "fonts.conf"
    empty.write_text("<?xml version='1.0'?><fontconfig></fontconfig>")
    bare = python(program, FONTCONFIG_FILE=str(empty))
    assert bare.stdout == python(program).stdout


@pytest.mark.skipif(sys.platform != "linux", reason="breaks a library by the Linux loader's path")
def test_without_pango_word_files_come_out_and_pdf_says_what_to_install(
    program: str, tmp_path: Path
) -> None:
    libraries = tmp_path / "libraries"
    libraries.mkdir()
    (libraries / "libpango-1.0.so.0").write_bytes(b"")
    words = program.replace('("pdf", "docx")', '("docx",)')
    pdf = program.replace('("pdf", "docx")', '("pdf",)')
    caught = (
        "from docgen.errors import RenderError\ntry:\n"
        + "".join(f"    {line}\n" for line in pdf.splitlines())
        + "except RenderError as error: print(error)\n"
    )
    assert len(python(words, LD_LIBRARY_PATH=str(libraries)).stdout.strip()) == 64
    told = python(caught, LD_LIBRARY_PATH=str(libraries)).stdout
    assert told.startswith("PDF files need the Pango library")
    assert all(system in told for system in ("apt install", "dnf install", "brew", "Windows"))
