"""What the commands share: options read from text, errors and reports shown on a terminal."""

from __future__ import annotations

import getpass
import os
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, TypeVar

import typer

from docgen.errors import BlockedError, DocgenError, InputError, UsageError
from docgen.findings import printable

if TYPE_CHECKING:
    from docgen.api import Format
    from docgen.reports.text import Language

T = TypeVar("T", bound=str)

Orders = Annotated[list[Path], typer.Argument(help="Order files (JSON).", metavar="ORDER...")]
AsOf = Annotated[str, typer.Option(help="Date to judge by, YYYY-MM-DD; today.")]
ProfileFile = Annotated[
    Path | None, typer.Option("--profile", help="Company profile; docgen.toml near the order.")
]
JoinedToo = Annotated[
    bool, typer.Option("--set", help="Also all papers in one PDF, with the order inside; to file.")
]
Lang = Annotated[str, typer.Option("--lang", help="en, zh or both.")]
ReportFormat = Annotated[str, typer.Option("--format", help="text, json or html.")]
ReportFile = Annotated[
    Path | None, typer.Option("--out", "-o", help="File for the report; else it is printed.")
]
Verbose = Annotated[
    bool, typer.Option("--verbose", "-v", help="Notes too, and why rules were not checked.")
]
Kinds = Annotated[str, typer.Option(help="Kinds of paper, with commas; all by default.")]
Formats = Annotated[str, typer.Option(help="pdf, docx or both, with a comma.")]
AsDrafts = Annotated[bool, typer.Option("--draft", help="All papers, as drafts.")]
ForGood = Annotated[
    bool, typer.Option("--issue", help="Take numbers and record them, as docgen issue does.")
]


def complain(error: DocgenError, place: str = "") -> None:
    """The message and, for a bad input, each finding with its place and cure, on stderr."""
    lines = [(f"{place}{error}", "bold red")]
    for finding in error.findings if isinstance(error, InputError | BlockedError) else ():
        where = finding.paths[0] if finding.paths and finding.paths[0] else "(file)"
        lines += [(f"  {finding.code} {where}: {finding.en}", ""), (f"      {finding.zh}", "")]
        if finding.actual:
            lines.append((f"      read 读到: {finding.actual}", "dim"))
        if finding.hint:
            lines.append((f"      do 处理: {finding.hint}", "green"))
    show(((printable(text), colour) for text, colour in lines), stderr=True)


def show(lines: Iterable[tuple[str, str]], *, stderr: bool = False) -> None:
    """Lines on the terminal, in colour where it can."""
    from rich.console import Console
    from rich.text import Text

    console = Console(stderr=stderr, highlight=False, soft_wrap=True)
    for line, style in lines:
        console.print(Text(line, style=style))


def listed(text: str) -> tuple[str, ...]:
    """The parts of an option that commas separate."""
    return tuple(part.strip() for part in text.split(",") if part.strip())


def day(text: str, option: str = "--as-of") -> date | None:
    """The date of an option; None where it is not given.

    Raises:
        UsageError: it is no date.
    """
    if not text:
        return None
    try:
        return datetime.strptime(text, "%Y-%m-%d").date()
    except ValueError:
        raise UsageError(f"{option} is {text}; expected a date as YYYY-MM-DD.") from None


def who(by: str) -> str:
    """Who does it: as asked, or the user of this machine; its number where it has no name."""
    try:
        return by or getpass.getuser()
    except (KeyError, OSError):  # as in a container that was given a number to run as
        return f"user {os.getuid()}"


def mode(draft: bool, issue: bool) -> Literal["render", "draft", "issue"]:
    """What is asked of many orders by `--draft` and `--issue`.

    Raises:
        UsageError: both are given.
    """
    if draft and issue:
        raise UsageError("--draft and --issue exclude each other: a draft is never issued.")
    return "draft" if draft else "issue" if issue else "render"


def put(text: str, out: Path | None) -> None:
    """A report into its file, or printed."""
    from docgen import outbox

    if out is None:
        print(text, end="")
        return
    outbox.put(out, text.encode())
    print(out)


def one_of(text: str, option: str, known: tuple[T, ...]) -> T:
    """The choice of an option.

    Raises:
        UsageError: it is none of those known.
    """
    for choice in known:
        if text == choice:
            return choice
    raise UsageError(f"{option} is {text}; expected one of {', '.join(known)}.")


def language(text: str) -> Language:
    """The language of a report."""
    known: tuple[Language, ...] = ("en", "zh", "both")
    return one_of(text, "--lang", known)


def paper_formats(text: str, overlay: bool = False) -> tuple[Format, ...]:
    """The formats of an option: both where it is not given, and pdf alone for an overlay.

    Raises:
        UsageError: one is not known.
    """
    known: tuple[Format, ...] = ("pdf", "docx")
    usual: tuple[Format, ...] = ("pdf",) if overlay else known
    chosen = tuple(one_of(each, "--formats", known) for each in listed(text)) or usual
    if overlay and "docx" in chosen:
        raise UsageError("--overlay is placed to the millimetre and comes as pdf only.")
    return chosen
