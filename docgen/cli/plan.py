"""`docgen plan`: what is due when, what is late, and how many containers."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from docgen.cli.common import AsOf, ProfileFile, day, one_of

if TYPE_CHECKING:
    from docgen.planning import Plan

_COLOURS = {"LATE": "bold red", "due": "yellow", "unknown": "dim", "done": "dim"}


def plan(
    order: Annotated[Path, typer.Argument(help="Order file (JSON).")],
    format: Annotated[str, typer.Option("--format", help="text, json or ics.")] = "text",
    as_of: AsOf = "",
    profile: ProfileFile = None,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="File for the plan; else it is printed.")
    ] = None,
) -> None:
    """Count back from shipment and delivery: every step, late ones first, and the containers."""
    from docgen import api, outbox

    shape = one_of(format, "--format", ("text", "json", "ics"))
    company = api.load_company(profile) if profile else api.company_of(order)
    made = api.plan(api.load_order(order, company), company, day(as_of))
    if shape == "text" and out is None:
        _show(made)
        return
    content = _content(made, shape)
    if out is None:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
    else:
        outbox.put(out, content)
        print(out)


def _content(made: Plan, shape: str) -> bytes:
    import json

    from docgen import planning

    if shape == "ics":
        return planning.calendar_file(made.timeline)
    if shape == "json":
        return (json.dumps(planning.to_dict(made), ensure_ascii=False) + "\n").encode()
    return "".join(line + "\n" for line in planning.lines(made)).encode()


def _show(made: Plan) -> None:
    """The plan as two tables, as wide as the terminal."""
    from rich.console import Console
    from rich.table import Table

    from docgen.planning import NEED_HEAD, STEP_HEAD, lines, need_rows, remarks, step_rows

    console = Console(highlight=False)
    console.print(lines(made)[0], style="bold", markup=False)
    for head, rows in ((STEP_HEAD, step_rows(made)), (NEED_HEAD, need_rows(made))):
        if not rows:
            continue
        table = Table(expand=True)
        for name in head:
            table.add_column(name, overflow="fold")  # Chinese has no spaces to break at
        for row in rows:
            table.add_row(*row, style=_COLOURS.get(row[0].split(" ")[0], ""))
        console.print(table)
    for remark in remarks(made):
        console.print(remark, markup=False)
