"""The command line: reads options, calls one function, prints, and sets the exit code.

Exit codes: 0 made, 1 findings block, 2 bad command line, 3 input, 4 template or render, 5 output,
6 ledger, 7 workers lost, 75 folder in use.
Heavy imports wait until a command needs them, so that `--help` answers at once.
"""

from __future__ import annotations

import logging
import os
import sys
from typing import Annotated

import typer

from docgen.cli import (
    advice,
    audit,
    batch,
    check,
    credit,
    issue,
    ledger,
    plan,
    render,
    tools,
    upkeep,
    verify,
    watch,
)
from docgen.cli.common import complain
from docgen.errors import DocgenError
from docgen.version import __version__

app = typer.Typer(
    name="docgen",
    help="Makes and proves export paperwork: one order file in, consistent papers out."
    " 一份订单文件,一套一致的出口单证。",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
for command in (
    render.render,
    issue.issue,
    batch.batch,
    watch.watch,
    verify.verify,
    verify.append,
    check.check,
    audit.audit,
    credit.credit,
    check.waive,
    check.rules,
    advice.origin,
    plan.plan,
    tools.schema,
    tools.init,
    tools.doctor,
):
    app.command()(command)
book = typer.Typer(
    help="What happened before: numbers, certificates, prices, money, issues. 台账。",
    no_args_is_help=True,
    rich_markup_mode=None,
)
for entry in (*ledger.COMMANDS, *upkeep.COMMANDS):
    book.command(entry.__name__.rstrip("_"))(entry)
app.add_typer(book, name="ledger")


def main() -> None:
    """Runs the command line; every failure is one message and an exit code, never a traceback."""
    _lead_closed_streams_nowhere()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    said = logging.StreamHandler()
    said.setFormatter(logging.Formatter("%(message)s"))
    logging.getLogger("docgen").addHandler(said)
    logging.getLogger("docgen").setLevel(logging.INFO)
    logging.getLogger("pypdf").setLevel(logging.ERROR)  # it remarks on what it mends by itself
    try:
        app()
    except DocgenError as error:
        complain(error)
        raise SystemExit(error.exit_code) from None
    except KeyboardInterrupt:
        print("stopped; nothing half-written was left", file=sys.stderr)
        raise SystemExit(130) from None


def _lead_closed_streams_nowhere() -> None:
    """A stream that came closed leads nowhere, in workers too; no other file has its number."""
    for name, way in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            nowhere = os.open(os.devnull, os.O_RDWR)
            os.set_inheritable(nowhere, True)
            setattr(sys, name, os.fdopen(nowhere, way))


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
