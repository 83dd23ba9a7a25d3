"""The published table names every fault, and tests that there are."""

from __future__ import annotations

import ast
import re
from functools import cache

import pytest

from tests.samples import ROOT

_ROW = re.compile(r"^\| (\d+) \| (.*) \| (.*) \| (.*) \|$", re.MULTILINE)
_TEST = re.compile(r"`([^`]+)::([^`]+)`")
ROWS = _ROW.findall((ROOT / "docs" / "reliability.md").read_text(encoding="utf-8"))


@cache
def functions(file: str) -> frozenset[str]:
    tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
    return frozenset(node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


def test_each_of_the_sixty_four_faults_has_its_row() -> None:
    assert [int(row[0]) for row in ROWS] == list(range(1, 65))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: str(row[0]))
def test_no_cell_is_empty_and_every_test_that_is_named_exists(row: tuple[str, ...]) -> None:
    assert all(cell.strip() for cell in row)
    named = _TEST.findall(row[3])
    assert named
    for file, function in named:
        assert function.startswith("test_")
        assert function in functions(file), f"{file} has no {function}"
