"""Orders come from folders, patterns, files, lines and standard input, one at a time."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from docgen.batch.sources import how_many, orders
from docgen.errors import UsageError
from docgen.intake.strict_json import MAX_BYTES
from tests.batch.orders import numbered, write


def test_a_folder_gives_its_orders_by_name_and_not_what_docgen_wrote(tmp_path: Path) -> None:
    folder = write(tmp_path / "in", 3)
    (folder / "manifest.json").write_text("{}")
    (folder / "EX-check.json").write_text("{}")
    (folder / "more").mkdir()
    (folder / "more" / "a.json").write_text("{}")
    names = [Path(each.name).name for each in orders([folder])]
    assert names == ["00000.json", "00001.json", "00002.json", "a.json"]
    assert how_many([folder]) == 4


def test_a_pattern_gives_what_is_like_it(tmp_path: Path) -> None:
    folder = write(tmp_path / "in", 3)
    assert len(list(orders([f"{folder}/0000[01].json"]))) == 2


@pytest.mark.parametrize("source", ["nothing.json", "no*.json"])
def test_a_source_that_is_not_there_is_said(tmp_path: Path, source: str) -> None:
    with pytest.raises(UsageError):
        list(orders([tmp_path / source]))


def test_json_lines_give_an_order_each_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "orders.jsonl"
    lines = [json.dumps(numbered(number)) for number in range(3)]
    path.write_text(f"{lines[0]}\n\n{lines[1]}\n{lines[2]}", encoding="utf-8")
    found = list(orders([path]))
    assert [each.name for each in found] == [f"{path}:{line}" for line in (1, 3, 4)]
    assert [json.loads(each.data)["number"] for each in found] == [
        "EX26-00000",
        "EX26-00001",
        "EX26-00002",
    ]
    assert how_many([path]) is None


def test_a_line_too_long_is_read_no_further_and_the_next_is_an_order(tmp_path: Path) -> None:
    path = tmp_path / "orders.jsonl"
    endless = b"[" * (3 * MAX_BYTES)
    path.write_bytes(b'{"number": "A"}\n' + endless + b'\n{"number": "B"}\n' + endless)
    found = [(each.name.rpartition(":")[2], len(each.data)) for each in orders([path])]
    assert found == [("1", 16), ("2", MAX_BYTES + 1), ("3", 16), ("4", MAX_BYTES + 1)]


def test_standard_input_gives_an_order_a_line(monkeypatch: pytest.MonkeyPatch) -> None:
    class Stream:
        buffer = io.BytesIO(b'{"number": "A"}\n{"number": "B"}\n')

    monkeypatch.setattr(sys, "stdin", Stream())
    assert [each.name for each in orders(["-"])] == ["(standard input):1", "(standard input):2"]


def test_a_file_that_cannot_be_read_is_an_order_with_a_fault(tmp_path: Path) -> None:
    loop = tmp_path / "loop.json"
    loop.symlink_to(tmp_path / "gone.json")
    (tmp_path / "good.json").write_text("{}")
    assert [each.name for each in orders([tmp_path])] == [str(tmp_path / "good.json")]
