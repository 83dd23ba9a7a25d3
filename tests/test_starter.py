"""`docgen init`: what it writes can be rendered at once, and it never writes over anything."""

from __future__ import annotations

from pathlib import Path

import pytest

from docgen import api
from docgen.errors import OutputError
from docgen.starter import start
from tests.test_cli import docgen


def test_the_starting_order_is_rendered_at_once(tmp_path: Path) -> None:
    made = docgen("init", tmp_path / "new" / "office")
    assert made.returncode == 0
    order = tmp_path / "new" / "office" / "order.json"
    assert str(order) in made.stdout
    run = docgen("render", order, "-o", tmp_path / "out", "--formats", "pdf")
    assert (run.returncode, run.stderr) == (0, "")
    assert {path.name for path in tmp_path.glob("out/*/*.pdf")} == {
        "EX26-0001-sales-contract.pdf",
        "EX26-0001-commercial-invoice.pdf",
        "EX26-0001-packing-list.pdf",
    }


def test_the_starting_order_takes_its_seller_from_the_profile_beside_it(tmp_path: Path) -> None:
    start(tmp_path)
    assert api.load_order(tmp_path / "order.json").seller.name == "EXAMPLE TRADING CO., LTD."


@pytest.mark.parametrize("name", ["order.json", "docgen.toml", "README.md"])
def test_a_file_that_is_there_already_is_kept_and_nothing_is_written(
    tmp_path: Path, name: str
) -> None:
    (tmp_path / name).write_text("mine")
    with pytest.raises(OutputError, match="is there already"):
        start(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [name]
    assert (tmp_path / name).read_text() == "mine"


def test_init_where_a_file_is_in_the_way_ends_with_code_5(tmp_path: Path) -> None:
    (tmp_path / "office").write_text("mine")
    run = docgen("init", tmp_path / "office")
    assert run.returncode == 5
    assert "cannot write to" in run.stderr
