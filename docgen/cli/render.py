"""`docgen render`: order files to folders of papers."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from docgen.cli.common import (
    AsOf,
    Formats,
    JoinedToo,
    Kinds,
    Orders,
    ProfileFile,
    complain,
    day,
    listed,
    paper_formats,
    show,
)
from docgen.errors import DocgenError, UsageError

if TYPE_CHECKING:
    from docgen.manifest import Manifest
    from docgen.reports.model import CheckReport


def render(
    orders: Orders,
    out: Annotated[Path, typer.Option("--out", "-o", help="Folder for the papers.")] = Path("out"),
    kinds: Kinds = "",
    formats: Formats = "",
    draft: Annotated[
        bool, typer.Option("--draft", help="All papers, DRAFT 草稿 across each page.")
    ] = False,
    joined: JoinedToo = False,
    as_of: AsOf = "",
    profile: ProfileFile = None,
    overlay: Annotated[
        bool,
        typer.Option("--overlay", help="Certificates as text alone, for the blank form."),
    ] = False,
    offset: Annotated[str, typer.Option(help="Move the overlay by X,Y mm, right and down.")] = "",
) -> None:
    """Check each order and make its papers: OUT/<order no>/<order no>-<kind>.pdf and .docx."""
    from docgen import api

    if joined and overlay:
        raise UsageError("--set and --overlay exclude each other: the blank is its own sheet.")
    style = api.Style(draft=draft, overlay=overlay, offset_mm=_offset(offset, overlay))
    chosen = paper_formats(formats, overlay)
    judged = day(as_of)
    company = api.load_company(profile) if profile else None
    worst, taken = 0, dict[str, Path]()
    for number, path in enumerate(orders, start=1):
        place = f"[{number}/{len(orders)}] " if len(orders) > 1 else ""
        try:
            folder, manifest, report = api.render_order(
                path,
                out,
                company=company,
                kinds=listed(kinds),
                formats=chosen,
                style=style,
                as_of=judged,
                taken=taken,
                joined=joined,
            )
        except DocgenError as error:
            complain(error, place)
            worst = max(worst, error.exit_code)
        else:
            taken[manifest.order] = path
            worst = max(worst, _tell(manifest, report, folder, place))
    raise typer.Exit(worst)


def _tell(manifest: Manifest, report: CheckReport, folder: Path, place: str) -> int:
    """Says what was made, and what stands in the way of the rest; 1 where something does."""
    from docgen.reports import text

    blocked = [paper.kind for paper in manifest.papers if paper.state == "blocked"]
    if blocked:
        show(text.lines(report), stderr=True)
    said = f", blocked: {', '.join(blocked)}" if blocked else ""
    print(f"{place}{manifest.order}: {_made(manifest)}{said} → {folder}")
    if manifest.replaces:
        names = ", ".join(manifest.replaces)
        print(f"    made of an earlier version, recall if sent 旧版请收回: {names}")
    return 1 if blocked else 0


def _made(manifest: Manifest) -> str:
    papers = [paper for paper in manifest.papers if paper.files]
    joined = any(paper.kind == "set" for paper in papers)
    files = sum(len(paper.files) for paper in papers)
    return f"{len(papers) - joined} papers in {files} files{', with the set' if joined else ''}"


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
