"""`docgen schema`, `init` and `doctor`: what is around the papers."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from docgen.errors import UsageError


def schema(
    name: Annotated[str, typer.Argument(help="What the schema is of.")] = "order",
) -> None:
    """Print the JSON Schema of an order, an audit file, a profile, a manifest, a report, a plan."""
    from docgen.schema import SCHEMAS, schema_text

    if name not in SCHEMAS:
        raise UsageError(f"unknown schema {name}; known: {', '.join(SCHEMAS)}.")
    print(schema_text(name), end="")


def init(
    folder: Annotated[Path, typer.Argument(help="Folder to make; it may exist.")],
) -> None:
    """Write a company profile, a small order and a README to start from."""
    from docgen.starter import start

    for path in start(folder):
        print(path)


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
