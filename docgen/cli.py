"""The command line: reads options, calls one function, prints, and sets the exit code.

Exit codes: 0 made, 1 findings block, 2 bad command line, 3 input, 4 template or render, 5 output.
Heavy imports wait until a command needs them, so that `--help` answers at once.
"""

from __future__ import annotations

import logging
import sys
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from docgen import __version__
from docgen.errors import DocgenError, InputError, UsageError
from docgen.findings import printable

if TYPE_CHECKING:
    from docgen.api import Format
    from docgen.outbox import Manifest

app = typer.Typer(
    name="docgen",
    help="Makes and proves export paperwork: one order file in, consistent papers out."
    " 一份订单文件,一套一致的出口单证。",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


def main() -> None:
    """Runs the command line; every failure is one message and an exit code, never a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    said = logging.StreamHandler()
    said.setFormatter(logging.Formatter("%(message)s"))
    logging.getLogger("docgen").addHandler(said)
    logging.getLogger("docgen").setLevel(logging.INFO)
    try:
        app()
    except DocgenError as error:
        _complain(error)
        raise SystemExit(error.exit_code) from None
    except KeyboardInterrupt:
        print("stopped; nothing half-written was left", file=sys.stderr)
        raise SystemExit(130) from None


def _version(asked: bool) -> None:
    if asked:
        print(f"docgen {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help="Show the version."),
    ] = False,
) -> None:
    """Options of every command."""


@app.command()
def render(
    orders: Annotated[list[Path], typer.Argument(help="Order files (JSON).", metavar="ORDER...")],
    out: Annotated[Path, typer.Option("--out", "-o", help="Folder for the papers.")] = Path("out"),
    kinds: Annotated[str, typer.Option(help="Kinds of paper, with commas; all by default.")] = "",
    formats: Annotated[str, typer.Option(help="pdf, docx or both, with a comma.")] = "",
    draft: Annotated[bool, typer.Option("--draft", help="DRAFT 草稿 across each page.")] = False,
    as_of: Annotated[str, typer.Option(help="Date to judge by, YYYY-MM-DD; today.")] = "",
    profile: Annotated[
        Path | None, typer.Option(help="Company profile; docgen.toml near the order.")
    ] = None,
    overlay: Annotated[
        bool,
        typer.Option("--overlay", help="Certificates as text alone, for the blank form."),
    ] = False,
    offset: Annotated[str, typer.Option(help="Move the overlay by X,Y mm, right and down.")] = "",
) -> None:
    """Make the papers of each order: OUT/<order no>/<order no>-<kind>.pdf and .docx."""
    from docgen import api

    style = api.Style(draft=draft, overlay=overlay, offset_mm=_offset(offset, overlay))
    chosen = _formats(formats, overlay)
    day = _day(as_of)
    company = api.load_company(profile) if profile else None
    worst, taken = 0, dict[str, Path]()
    for number, path in enumerate(orders, start=1):
        place = f"[{number}/{len(orders)}] " if len(orders) > 1 else ""
        try:
            folder, manifest = api.render_order(
                path,
                out,
                company=company,
                kinds=_list(kinds),
                formats=chosen,
                style=style,
                as_of=day,
                taken=taken,
            )
        except DocgenError as error:
            _complain(error, place)
            worst = max(worst, error.exit_code)
        else:
            taken[manifest.order] = path
            print(f"{place}{manifest.order}: {_made(manifest)} → {folder}")
    raise typer.Exit(worst)


def _made(manifest: Manifest) -> str:
    papers = [paper for paper in manifest.papers if paper.files]
    files = sum(len(paper.files) for paper in papers)
    return f"{len(papers)} papers in {files} files"


@app.command()
def schema(
    name: Annotated[str, typer.Argument(help="order, profile or manifest.")] = "order",
) -> None:
    """Print the JSON Schema of an order file, a company profile or a manifest."""
    from docgen.schema import SCHEMAS, schema_text

    if name not in SCHEMAS:
        raise UsageError(f"unknown schema {name}; known: {', '.join(SCHEMAS)}.")
    print(schema_text(name), end="")


@app.command()
def init(
    folder: Annotated[Path, typer.Argument(help="Folder to make; it may exist.")],
) -> None:
    """Write a company profile, a small order and a README to start from."""
    from docgen.starter import start

    for path in start(folder):
        print(path)


@app.command()
def doctor() -> None:
    """Show versions and what is missing for PDF, with the cure."""
    from docgen.doctor import examine

    healthy = True
    for check in examine():
        healthy &= check.ok
        print(f"{'ok  ' if check.ok else 'BAD '} {check.name}: {check.found}")
        if check.cure:
            print(f"     {check.cure}")
    raise typer.Exit(0 if healthy else 1)


def _complain(error: DocgenError, place: str = "") -> None:
    """The message and, for a bad input, each finding with its place and cure, on stderr."""
    from rich.console import Console
    from rich.text import Text

    lines = [(f"{place}{error}", "bold red")]
    for finding in error.findings if isinstance(error, InputError) else ():
        where = finding.paths[0] if finding.paths and finding.paths[0] else "(file)"
        lines += [(f"  {finding.code} {where}: {finding.en}", ""), (f"      {finding.zh}", "")]
        if finding.actual:
            lines.append((f"      read 读到: {finding.actual}", "dim"))
        if finding.hint:
            lines.append((f"      do 处理: {finding.hint}", "green"))
    console = Console(stderr=True, highlight=False, soft_wrap=True)
    for line, style in lines:
        console.print(Text(printable(line), style=style))


def _list(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())


def _formats(text: str, overlay: bool) -> tuple[Format, ...]:
    default = ("pdf",) if overlay else ("pdf", "docx")
    chosen = _list(text) or default
    for each in chosen:
        if each not in ("pdf", "docx"):
            raise UsageError(f"unknown format {each}; known: pdf, docx.")
    if overlay and "docx" in chosen:
        raise UsageError("--overlay is placed to the millimetre and comes as pdf only.")
    return chosen  # type: ignore[return-value]


def _day(text: str) -> date | None:
    if not text:
        return None
    try:
        return datetime.strptime(text, "%Y-%m-%d").date()
    except ValueError:
        raise UsageError(f"--as-of is {text}; expected a date as YYYY-MM-DD.") from None


def _offset(text: str, overlay: bool) -> tuple[float, float]:
    if not text:
        return 0.0, 0.0
    parts = text.split(",")
    try:
        right, down = (float(part) for part in parts)
    except ValueError:
        raise UsageError(f"--offset is {text}; expected two numbers of mm, as 1.5,-2.") from None
    if not overlay:
        raise UsageError("--offset moves the overlay; give --overlay with it.")
    if not (abs(right) <= 50 and abs(down) <= 50):
        raise UsageError(f"--offset is {text}; a form is moved by at most 50 mm.")
    return right, down
