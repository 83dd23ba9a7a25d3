"""How templates are filled: strictly, escaped and in a sandbox, one environment for each format.

A name that does not exist, None, a number not yet formatted, or a whole record printed by mistake
is an error with its place. Jinja would print nothing, `None`, `1E+3` or `<bound method ...>`.
Templates have loops, conditions, macros and the few filters below; a document brings finished text.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from traceback import extract_tb

from jinja2 import (
    FileSystemLoader,
    StrictUndefined,
    TemplateRuntimeError,
    TemplateSyntaxError,
)
from jinja2.loaders import BaseLoader
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

from docgen.errors import RenderError

_KEPT_FILTERS = ("join", "length")


@cache
def html_environment(templates: Path) -> ImmutableSandboxedEnvironment:
    """The environment of the HTML templates in a folder; compiled templates are kept."""
    environment = _environment(FileSystemLoader(templates), trim=True)
    environment.filters["lines"] = _lines
    return environment


@cache
def docx_environment() -> ImmutableSandboxedEnvironment:
    """The environment of the Word templates; docxtpl itself turns newlines into line breaks."""
    return _environment(None, trim=False)


@contextmanager
def naming_the_line(template: str) -> Iterator[None]:
    """Turn whatever a template raises into a RenderError with the template and the line.

    Raises:
        RenderError: from any error of the template.
    """
    try:
        yield
    except RenderError:
        raise
    except Exception as error:  # an expression in a template can raise anything
        raise RenderError(f"Template {_place(error, template)}: {error}") from error


def template_line(error: BaseException) -> tuple[str, int, str]:
    """Template file, line and its text where an error arose; ("", 0, "") if not in a template."""
    if isinstance(error, TemplateSyntaxError):
        lines = (error.source or "").splitlines()
        text = lines[error.lineno - 1] if 0 < error.lineno <= len(lines) else ""
        return error.filename or "<template>", error.lineno, text
    frames = [f for f in extract_tb(error.__traceback__) if f.filename.endswith((".html", ">"))]
    frames = [f for f in frames if not f.filename.startswith("<frozen")]
    if not frames:
        return "", 0, ""
    return frames[-1].filename, frames[-1].lineno or 0, frames[-1].line or ""


def _place(error: BaseException, template: str) -> str:
    file, number, text = template_line(error)
    return f"{Path(file).name}, line {number}, `{text.strip()}`" if number else template


def _environment(loader: BaseLoader | None, *, trim: bool) -> ImmutableSandboxedEnvironment:
    environment = ImmutableSandboxedEnvironment(
        loader=loader,
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_finished_text,
        trim_blocks=trim,
        lstrip_blocks=trim,
    )
    environment.globals.clear()
    environment.filters = {name: environment.filters[name] for name in _KEPT_FILTERS}
    return environment


def _finished_text(value: object) -> object:
    """Let through text, counts such as `loop.index`, and records that say how they print."""
    if isinstance(value, str | int) and not isinstance(value, bool):
        return value
    speaks = "__str__" in vars(type(value)) or hasattr(type(value), "__html__")
    if speaks and not isinstance(value, Decimal | date):
        return value
    raise TemplateRuntimeError(
        f"{value!r:.80} is no finished text; a document gives its template text alone."
    )


def _lines(text: str) -> Markup:
    """Text with its line ends as `<br/>`."""
    return Markup("<br/>").join(escape(line) for line in text.split("\n"))
