"""The import order of the rooms: each imports only from those on its left, and none is too big."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

import docgen

ROOMS = "version errors owners findings resources rounding workdays order tables intake".split()
ROOMS += "totals text history origin credit context checks planning documents renderers".split()
ROOMS += "ledger manifest outbox reports schema api starter doctor batch watch cli".split()
PACKAGE = Path(docgen.__file__).parent
MODULES = sorted(p for p in PACKAGE.rglob("*.py") if "_shipped" not in p.parts)
LONGEST_MODULE, LONGEST_FUNCTION = 300, 40


def room(path: Path) -> str:
    return path.relative_to(PACKAGE).with_suffix("").parts[0]


def module_of(path: Path) -> str:
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


NAMES = frozenset(map(module_of, MODULES))


def imported(path: Path) -> Iterator[str]:
    """Our modules that a module imports when loaded or run, those for types alone left out."""
    tree = ast.parse(path.read_text("utf-8"))
    for_types = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
        for inner in ast.walk(node)
    }
    for node in ast.walk(tree):
        if id(node) in for_types:
            continue
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path.name}:{node.lineno} imports relatively"
            submodules = [f"{node.module}.{alias.name}" for alias in node.names]
            names = [name if name in NAMES else str(node.module) for name in submodules]
        else:
            continue
        yield from (name for name in names if name.startswith("docgen."))


def lines_of(function: ast.FunctionDef) -> int:
    body = function.body[1:] if ast.get_docstring(function) else function.body
    return (function.end_lineno or 0) - body[0].lineno + 1 if body else 0


def test_every_public_name_is_there() -> None:
    assert [name for name in docgen.__all__ if not hasattr(docgen, name)] == []


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_a_module_imports_only_from_its_left(path: Path) -> None:
    name = room(path)
    if name in ("__init__", "__main__"):
        return
    assert name in ROOMS, f"{name} has no place in the order of the rooms"
    for other in imported(path):
        other_room = other.split(".")[1]
        assert ROOMS.index(other_room) <= ROOMS.index(name), f"{path.name} imports {other}"


def test_no_modules_import_each_other_in_a_ring() -> None:
    graph = {module_of(path): set(imported(path)) for path in MODULES}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as ring:
        pytest.fail(" imports ".join(reversed(ring.args[1])))


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_modules_and_functions_stay_small(path: Path) -> None:
    text = path.read_text("utf-8")
    assert len(text.splitlines()) <= LONGEST_MODULE
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef):
            assert lines_of(node) <= LONGEST_FUNCTION, node.name
