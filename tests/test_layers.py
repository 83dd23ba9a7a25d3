"""The import order of the rooms: each imports only from those on its left, and none is too big."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import docgen

ROOMS = "errors findings resources rounding order tables intake totals text context checks".split()
ROOMS += "documents renderers ledger outbox schema api starter doctor batch watch cli".split()
PACKAGE = Path(docgen.__file__).parent
MODULES = sorted(p for p in PACKAGE.rglob("*.py") if "_shipped" not in p.parts)
LONGEST_MODULE, LONGEST_FUNCTION = 300, 40


def room(path: Path) -> str:
    return path.relative_to(PACKAGE).with_suffix("").parts[0]


def imported_rooms(path: Path) -> Iterator[str]:
    """Rooms that a module imports when it is loaded or run, those for types alone left out."""
    tree = ast.parse(path.read_text("utf-8"))
    for_types = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
        for inner in ast.walk(node)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and id(node) not in for_types:
            parts = (node.module or "").split(".")
            if parts[0] == "docgen":
                names = [alias.name for alias in node.names] if len(parts) == 1 else [parts[1]]
                yield from (name for name in names if name in ROOMS)


def lines_of(function: ast.FunctionDef) -> int:
    body = function.body[1:] if ast.get_docstring(function) else function.body
    return (function.end_lineno or 0) - body[0].lineno + 1 if body else 0


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_a_module_imports_only_from_its_left(path: Path) -> None:
    name = room(path)
    if name in ("__init__", "__main__"):
        return
    assert name in ROOMS, f"{name} has no place in the order of the rooms"
    for other in imported_rooms(path):
        assert ROOMS.index(other) <= ROOMS.index(name), f"{path.name} imports {other}"


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_modules_and_functions_stay_small(path: Path) -> None:
    text = path.read_text("utf-8")
    assert len(text.splitlines()) <= LONGEST_MODULE
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef):
            assert lines_of(node) <= LONGEST_FUNCTION, node.name
