"""Fonts: made once from installed packages, enough for every character, or a field is named."""

from __future__ import annotations

import logging
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdf
import pytest

from docgen.errors import RenderError
from docgen.renderers import Format, render
from docgen.renderers.fonts import fonts, unprintable
from tests.renderers.conftest import HtmlTemplate, WordTemplate, note
from tests.renderers.processes import python

CUT_ONE = "from docgen.renderers.fonts import fonts; print(fonts(['x']).faces[0].path)"


def families(text: str) -> list[str]:
    return list(dict.fromkeys(face.family for face in fonts([text]).faces))


def test_common_text_needs_only_the_cut() -> None:
    assert families("Invoice 发票 ¥1,234.50 №5 Ø Ω Я ≥ ① （全角）\n\t") == ["docgen"]


def test_a_rare_character_brings_the_whole_face() -> None:
    assert families("龘 貨櫃") == ["docgen", "docgen full"]


def test_a_letter_no_chinese_font_holds_brings_noto_sans() -> None:
    assert families("Қазақстан ẞ Ǿ Ԡ") == ["docgen", "docgen latin"]


@pytest.mark.parametrize(
    "character", ["𠮷", "த", "ह", "😀", "\u202e", "\u200b", "\x07", "\ue000", "\ud800"]
)
def test_what_cannot_be_printed_is_known(character: str) -> None:
    assert unprintable(f"a{character}中") == {character}
    with pytest.raises(RenderError, match=f"U\\+{ord(character):04X}"):
        fonts([f"a{character}中"])


@pytest.mark.parametrize("form", ["pdf", "docx"])
def test_the_field_with_a_missing_glyph_is_named(
    html_template: HtmlTemplate, word_template: WordTemplate, form: Format
) -> None:
    html_template("")
    folder = word_template("{{ doc.text }}")
    with pytest.raises(RenderError, match=r"field /rows/1: character '𠮷' U\+20BB7"):
        render(note(rows=("a", "b𠮷")), form, templates=folder)


def test_rare_characters_can_be_read_back(html_template: HtmlTemplate) -> None:
    folder = html_template("<p>{{ doc.text }}</p>")
    content = render(note(text="common 普通 rare 龘 Қ"), "pdf", templates=folder).content
    page: Any = pypdf.PdfReader(BytesIO(content)).pages[0]
    assert "common 普通 rare 龘 Қ" in page.extract_text()
    embedded = {font.get_object()["/BaseFont"][8:] for font in page["/Resources"]["/Font"].values()}
    assert embedded == {"docgen", "docgen-Bold", "docgen-full", "docgen-latin"}


def test_width_is_measured_as_printed() -> None:
    faces = fonts(["中A"])
    assert faces.text_width("中", 72) == pytest.approx(25.4)
    assert faces.text_width("中中", 36) == pytest.approx(25.4)
    assert faces.text_width("AVAV", 10) < 4 * faces.text_width("A", 10)
    assert faces.text_width("Total", 10, bold=True) > faces.text_width("Total", 10)


def test_the_cut_is_made_once_and_told(tmp_path: Path) -> None:
    talk = "import logging; logging.basicConfig(level='INFO'); " + CUT_ONE
    first = python(talk, DOCGEN_CACHE=str(tmp_path))
    made = {path.name: path.stat().st_mtime_ns for path in tmp_path.iterdir()}
    second = python(talk, DOCGEN_CACHE=str(tmp_path))
    assert "Preparing the font docgen once" in first.stderr
    assert "Preparing" not in second.stderr
    assert first.stdout == second.stdout
    assert {path.name: path.stat().st_mtime_ns for path in tmp_path.iterdir()} == made
    assert len(made) == 2


def test_the_cache_is_in_the_folder_the_platform_gives(tmp_path: Path) -> None:
    given = {
        "XDG_CACHE_HOME": str(tmp_path),
        "LOCALAPPDATA": str(tmp_path),
        "DOCGEN_CACHE": "",
    }
    assert Path(python(CUT_ONE, **given).stdout.strip()).parent == tmp_path / "docgen"


def test_a_cache_that_cannot_be_written_does_not_stop_the_work(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    run = python(CUT_ONE, DOCGEN_CACHE=str(tmp_path / "file" / "cache"))
    assert run.stderr.count("cannot be written") == 1
    assert not Path(run.stdout.strip()).exists()


def test_processes_may_race_for_the_first_cut(tmp_path: Path) -> None:
    with ThreadPoolExecutor(3) as racers:
        runs = racers.map(lambda _: python(CUT_ONE, DOCGEN_CACHE=str(tmp_path)).stdout, range(3))
        assert len(set(runs)) == 1
    assert sorted(path.suffix for path in tmp_path.iterdir()) == [".ttf", ".ttf"]


def test_font_messages_go_to_the_log_alone(
    capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    fonts(["x"])
    assert capsys.readouterr() == ("", "")
