"""`docgen verify` and `append`: what happens to papers once they are made."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from docgen.cli.common import complain
from docgen.errors import DocgenError, UsageError
from docgen.findings import printable

if TYPE_CHECKING:
    from docgen.api.verifying import Verified

_SHOWN = 20
"""Differences printed for a file; a page that was replaced has hundreds."""

_LONGEST = 300
"""Characters shown of either side."""


def verify(
    files: Annotated[
        list[Path], typer.Argument(help="Papers and sets that docgen made.", metavar="FILE...")
    ],
) -> None:
    """Tell whether papers were altered: a set against the data inside, any file by its manifest.

    The text of every page is compared; pictures are not. What was changed everywhere alike only a
    signature would show.
    """
    from docgen.api.verifying import verify as compare

    worst = 0
    for path in files:
        try:
            found = compare(path)
        except DocgenError as error:
            complain(error)
            worst = max(worst, error.exit_code)
        else:
            _tell(path, found)
            worst = max(worst, 1 if found.differences else 0)
    raise typer.Exit(worst)


def append(
    files: Annotated[
        list[Path],
        typer.Argument(help="A set, then the papers of others.", metavar="SET.pdf OTHER.pdf..."),
    ],
    out: Annotated[Path, typer.Option("--out", "-o", help="The file to write.")],
) -> None:
    """Put papers of others (bill of lading, policy) behind a set, with a bookmark each."""
    from docgen.api.appending import append as join

    if len(files) < 2:
        raise UsageError("give a set and at least one paper of others.")
    print(join(files[0], files[1:], out))


def _tell(path: Path, found: Verified) -> None:
    compared = " and with ".join(found.compared)
    if not found.differences:
        print(f"{path}: agrees with {compared} 一致")
        return
    print(f"{path}: ALTERED 与原件不符, compared with {compared}")
    for each in found.differences[:_SHOWN]:
        print(f"    {each.where}")
        print(f"        expected 应为: {_short(each.expected)}")
        print(f"        read 读到: {_short(each.actual)}")
    if len(found.differences) > _SHOWN:
        print(f"    and {len(found.differences) - _SHOWN} more")
    if found.made_with:
        made = ", ".join(f"{name} {number}" for name, number in found.made_with.items())
        print(f"    it was made with {made}; captions may read otherwise in this version")


def _short(text: str) -> str:
    return printable(text[:_LONGEST] + ("…" if len(text) > _LONGEST else "")) or "(nothing)"
