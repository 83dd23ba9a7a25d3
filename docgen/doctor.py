"""What this installation has and lacks, with the cure for each."""

from __future__ import annotations

import platform
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version

from docgen.errors import RenderError
from docgen.resources import shipped

_LIBRARIES = (
    "docgen-export",
    "weasyprint",
    "docxtpl",
    "python-docx",
    "pydantic",
    "pypdf",
)
_CURE_SUBSET = (
    "without HarfBuzz's subset library a PDF takes seconds: apt install libharfbuzz-subset0,"
    " dnf install harfbuzz, brew install harfbuzz"
)


@dataclass(frozen=True)
class Check:
    """One thing looked at; `cure` says what to do where it is not ok."""

    name: str
    found: str
    ok: bool = True
    cure: str = ""


def examine() -> Iterator[Check]:
    """Every check, quick ones first."""
    yield Check("Python", platform.python_version())
    for name in _LIBRARIES:
        yield _library(name)
    yield from _pango()
    yield _attempt("fonts", _fonts, "install docgen again with its dependencies")
    yield _attempt("templates", lambda: str(shipped("templates")), "install docgen again")


def _library(name: str) -> Check:
    try:
        return Check(name, version(name))
    except PackageNotFoundError:
        return Check(name, "not installed", ok=False, cure=f"pip install {name}")


def _pango() -> Iterator[Check]:
    from docgen.renderers import pdf_renderer

    try:
        pdf_renderer()
    except RenderError as error:
        yield Check("Pango", "cannot be loaded", ok=False, cure=str(error))
        return
    from weasyprint.text.ffi import (
        harfbuzz_subset,
        pango,
    )

    number = pango.pango_version()
    yield Check("Pango", f"{number // 10000}.{number // 100 % 100}.{number % 100}")
    if harfbuzz_subset:
        yield Check("HarfBuzz subset", "found")
    else:
        yield Check("HarfBuzz subset", "not found", ok=False, cure=_CURE_SUBSET)


def _fonts() -> str:
    from docgen.renderers.fonts import fonts

    return ", ".join(sorted({face.path.name for face in fonts(("A中",)).faces}))


def _attempt(name: str, look: Callable[[], str], cure: str) -> Check:
    try:
        return Check(name, look())
    except RenderError as error:
        return Check(name, str(error), ok=False, cure=cure)
