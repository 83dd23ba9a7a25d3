"""`docgen credit`: a letter of credit read from the text of its messages."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from docgen.cli.common import one_of, show

if TYPE_CHECKING:
    from docgen.credit import Reading


def credit(
    file: Annotated[
        str,
        typer.Argument(
            help="Text of the MT700, with its MT701 and MT707 behind it; - reads stdin."
        ),
    ],
    format: Annotated[str, typer.Option("--format", help="text or json.")] = "text",
    out: Annotated[
        Path | None,
        typer.Option("--out", "-o", help="File for the `credit` part of an order file (JSON)."),
    ] = None,
) -> None:
    """Read a letter of credit: fields, clauses, last days; 1 where a field could not be read."""
    from docgen import outbox
    from docgen.findings import Severity
    from docgen.reports import credit as report

    shape = one_of(format, "--format", ("text", "json"))
    reading = _reading(file)
    part = reading.credit.model_dump_json(exclude_defaults=True, indent=2) + "\n"
    if out is not None:
        outbox.put(out, part.encode())
    if shape == "text":
        show(report.lines(reading))
    else:
        print(part, end="")
        show(report.findings(reading.findings), stderr=True)
    if any(each.severity is Severity.ERROR for each in reading.findings):
        raise typer.Exit(1)


def _reading(file: str) -> Reading:
    """The credit in a file, or in what is typed or piped in."""
    from docgen.api.crediting import read_credit
    from docgen.credit import read_bytes
    from docgen.credit.encoding import MAX_BYTES
    from docgen.tables import load_tables

    if file != "-":
        return read_credit(file)
    return read_bytes(sys.stdin.buffer.read(MAX_BYTES + 1), load_tables(), "standard input")
