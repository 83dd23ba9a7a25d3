"""The loader takes tables exactly as they must be and says where one is not."""

from dataclasses import FrozenInstanceError
from decimal import Decimal
from pathlib import Path

import pytest

from docgen.errors import InputError
from docgen.tables import load_tables

SOURCE = 'source = "our own list"\n'
DRUM = 'code = "1A", label = "TIGHT-HEAD DRUM", plural = "TIGHT-HEAD DRUMS", zh = "钢桶"'
BOX = (
    'code = "53HQ", en = "53 HIGH CUBE", volume_hard = "108", volume_usual = "100",'
    ' payload_hard = "26000", payload_usual = "25000"'
)
UNIT = (
    'code = "E1", label = "E", plural = "E", zh = "戊", aliases = [],'
    ' countable = true, base = "E2", factor = "2"'
)
CLAUSE = 'key = "sales.extra", title_en = "Extra", title_zh = "其他"'


def extra(folder: Path, name: str, text: str) -> Path:
    (folder / name).write_text(text, encoding="utf-8")
    return folder


def rows(*listed: str) -> str:
    return SOURCE + "rows = [\n" + "".join(f"  {{ {row} }},\n" for row in listed) + "]\n"


def refusal(folder: Path, name: str, text: str) -> str:
    with pytest.raises(InputError) as caught:
        load_tables(extra(folder, name, text))
    return str(caught.value)


def test_a_row_of_the_user_replaces_ours_in_its_place(tmp_path: Path) -> None:
    ours = load_tables()
    mine = load_tables(extra(tmp_path, "packages.toml", rows(DRUM + ", wood = false")))
    assert mine.packages["1A"].label == "TIGHT-HEAD DRUM"
    assert mine.packages["1A"].source == "our own list"
    assert list(mine.packages) == list(ours.packages)
    assert mine.units == ours.units


def test_a_new_row_of_the_user_is_added(tmp_path: Path) -> None:
    mine = load_tables(extra(tmp_path, "containers.toml", rows(BOX)))
    assert mine.containers["53HQ"].volume_hard == Decimal(108)
    assert set(mine.containers) - set(load_tables().containers) == {"53HQ"}


def test_a_key_above_the_rows_is_the_default_of_each(tmp_path: Path) -> None:
    text = "wood = true\n" + rows(DRUM, 'code = "X9", label = "A", plural = "B", zh = "丙"')
    mine = load_tables(extra(tmp_path, "packages.toml", text))
    assert mine.packages["1A"].wood and mine.packages["X9"].wood


def test_an_empty_folder_changes_nothing(tmp_path: Path) -> None:
    assert load_tables(tmp_path) == load_tables()


def test_tables_are_read_once_and_cannot_be_changed() -> None:
    tables = load_tables()
    assert load_tables() is tables
    with pytest.raises(TypeError):
        tables.units["H87"] = tables.units["SET"]  # type: ignore[index]
    with pytest.raises(FrozenInstanceError):
        tables.units["H87"].label = "PIECE"  # type: ignore[misc]


@pytest.mark.parametrize(
    ("name", "row", "place", "key"),
    [
        ("packages.toml", 'code = "1A", plural = "D", zh = "桶"', "1A", "label"),
        ("packages.toml", 'label = "D", plural = "D", zh = "桶"', "number 1", "code"),
        ("packages.toml", DRUM + ", colour = 1", "1A", "colour"),
        ("packages.toml", DRUM + ', wood = "yes"', "1A", "wood"),
        ("packages.toml", DRUM + ', aliases = ["A", 7]', "1A", "aliases"),
        ("packages.toml", DRUM + ', aliases = "CASK"', "1A", "aliases"),
        ("packages.toml", DRUM + ', aliases = ["CTN"]', "1A", "aliases"),
        ("packages.toml", DRUM + ', aliases = ["pk"]', "1A", "aliases"),
        ("packages.toml", DRUM + ', source = " "', "1A", "source"),
        ("packages.toml", DRUM + ', confidence = "sure"', "1A", "confidence"),
        (
            "packages.toml",
            DRUM + ", since = 2026-02-01, until = 2026-01-31",
            "1A",
            "until",
        ),
        ("packages.toml", DRUM + ', since = "2026-02-01"', "1A", "since"),
        ("packages.toml", DRUM + ", since = 2026-02-01T00:00:00", "1A", "since"),
        ("packages.toml", DRUM.replace("1A", "1a"), "1a", "code"),
        ("packages.toml", DRUM.replace("1A", ""), "", "code"),
        ("containers.toml", BOX.replace('"108"', "108.0"), "53HQ", "volume_hard"),
        ("containers.toml", BOX.replace('"108"', '"big"'), "53HQ", "volume_hard"),
        ("containers.toml", BOX.replace('"108"', '"NaN"'), "53HQ", "volume_hard"),
        ("containers.toml", BOX.replace('"108"', '"-1"'), "53HQ", "volume_hard"),
        (
            "currencies.toml",
            'code = "XTS", minor = true, say = "TESTS", say_minor = "BITS", zh = "测"',
            "XTS",
            "minor",
        ),
        (
            "units.toml",
            UNIT,
            "E1",
            "base",
        ),
        (
            "clauses.toml",
            CLAUSE + ', en = "{days}", zh = "{weeks}"',
            "sales.extra",
            "en",
        ),
        ("clauses.toml", CLAUSE + ', en = "", zh = "{"', "sales.extra", "zh"),
        ("clauses.toml", CLAUSE + ', en = "{0}", zh = "无"', "sales.extra", "en"),
        (
            "clauses.toml",
            CLAUSE + ', en = "", zh = "{days}", defaults = { weeks = "3" }',
            "sales.extra",
            "defaults",
        ),
        (
            "clauses.toml",
            CLAUSE + ', en = "", zh = "{days}", defaults = { days = 3 }',
            "sales.extra",
            "defaults",
        ),
    ],
)
def test_a_bad_row_is_refused_with_file_row_and_key(
    tmp_path: Path, name: str, row: str, place: str, key: str
) -> None:
    message = refusal(tmp_path, name, rows(row))
    assert message.startswith(f"{tmp_path / name}, row {place}, key {key}: ")


def test_a_row_without_any_source_is_refused(tmp_path: Path) -> None:
    message = refusal(tmp_path, "packages.toml", f"rows = [ {{ {DRUM} }} ]\n")
    assert "packages.toml, row 1A, key source: found nothing" in message


def test_a_row_given_twice_is_refused(tmp_path: Path) -> None:
    message = refusal(tmp_path, "packages.toml", rows(DRUM, DRUM))
    assert "packages.toml, row 1A, key code: found 1A twice" in message


@pytest.mark.parametrize("text", [SOURCE, SOURCE + 'rows = "none"\n', SOURCE + "rows = [1]\n"])
def test_a_file_without_a_list_of_rows_is_refused(tmp_path: Path, text: str) -> None:
    assert "packages.toml, row -, key rows: " in refusal(tmp_path, "packages.toml", text)


@pytest.mark.parametrize("text", ["rows = [", "source = 'a'\nsource = 'b'\n"])
def test_a_file_that_is_no_toml_is_refused_with_the_line(tmp_path: Path, text: str) -> None:
    message = refusal(tmp_path, "packages.toml", text)
    assert str(tmp_path / "packages.toml") in message
    assert "line" in message or "end of document" in message


def test_a_file_that_is_not_utf_8_is_refused(tmp_path: Path) -> None:
    (tmp_path / "packages.toml").write_bytes('source = "箱"'.encode("gbk"))
    with pytest.raises(InputError, match=r"packages\.toml cannot be read"):
        load_tables(tmp_path)


def test_a_table_that_nobody_would_read_is_refused(tmp_path: Path) -> None:
    message = refusal(tmp_path, "package.toml", rows(DRUM))
    assert "package.toml" in message and "packages.toml" in message


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no folder"):
        load_tables(tmp_path / "tables")
