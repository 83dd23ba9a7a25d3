"""`docgen issue`: papers that leave the house, recorded in the ledger."""

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
    who,
)
from docgen.errors import DocgenError

if TYPE_CHECKING:
    from docgen.api.issuing import Issued

LedgerPlace = Annotated[
    str,
    typer.Option("--ledger", help="File or postgresql:// address; else as the profile says."),
]
By = Annotated[str, typer.Option("--by", help="Who does it; the user of this machine.")]


def issue(
    orders: Orders,
    out: Annotated[Path, typer.Option("--out", "-o", help="Folder for the papers.")] = Path("out"),
    kinds: Kinds = "",
    formats: Formats = "",
    reprint: Annotated[
        bool, typer.Option("--reprint", help="Print again what stands, as DUPLICATE 副本.")
    ] = False,
    joined: JoinedToo = False,
    by: By = "",
    as_of: AsOf = "",
    profile: ProfileFile = None,
    ledger: LedgerPlace = "",
) -> None:
    """Check, number, print and record: OUT/<order no>/r01/, and never twice the same."""
    from docgen import api
    from docgen.api.issuing import issue_order
    from docgen.ledger import open_ledger

    chosen, judged = paper_formats(formats), day(as_of)
    company = api.load_company(profile) if profile else None
    book = open_ledger(ledger) if ledger else None
    worst = 0
    for number, path in enumerate(orders, start=1):
        place = f"[{number}/{len(orders)}] " if len(orders) > 1 else ""
        try:
            done = issue_order(
                path,
                out,
                who=who(by),
                ledger=book,
                company=company,
                kinds=listed(kinds),
                formats=chosen,
                as_of=judged,
                reprint=reprint,
                joined=joined,
            )
        except DocgenError as error:
            complain(error, place)
            worst = max(worst, error.exit_code)
        else:
            worst = max(worst, _tell(done, place))
    raise typer.Exit(worst)


def _tell(done: Issued, place: str) -> int:
    """Says what was issued, what differs from before, and what must come back."""
    from docgen.reports import text

    papers = done.manifest.papers
    blocked = [paper.kind for paper in papers if paper.state == "blocked"]
    if blocked:
        show(text.lines(done.report), stderr=True)
    made = [f"{each.kind}{f' ({each.mark})' if each.mark else ''}" for each in papers if each.files]
    standing = sum(paper.state == "unchanged" for paper in papers)
    said = f"issued {', '.join(made)} → {done.folder}" if made else "nothing new to issue"
    stands = f"; {standing} stand as issued before (--reprint for duplicates)" if standing else ""
    held = f"; blocked: {', '.join(blocked)}" if blocked else ""
    print(f"{place}{done.manifest.order}: {said}{stands}{held}")
    for change in done.changes:
        print(
            f"    changed {change.where}: {change.before or '(none)'} → {change.after or '(none)'}"
        )
    for each in done.recall:
        print(f"    no longer valid, recall 收回旧资料: {each}")
    return 1 if blocked else 0
