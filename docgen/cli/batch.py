"""`docgen batch`: many orders to their folders, with progress as people and programs expect it."""

from __future__ import annotations

import json
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from docgen.cli.common import (
    AsDrafts,
    AsOf,
    ForGood,
    Formats,
    JoinedToo,
    Kinds,
    ProfileFile,
    day,
    listed,
    mode,
    paper_formats,
    who,
)
from docgen.cli.issue import By, LedgerPlace
from docgen.errors import UsageError

if TYPE_CHECKING:
    from docgen.batch import Outcome

    Show = Callable[[Outcome, Counter[str]], None]

_EVERY = 5.0  # seconds between the lines of a log


def batch(
    sources: Annotated[
        list[str],
        typer.Argument(
            help="Order files, folders, patterns, .jsonl; - for standard input.",
            metavar="SOURCE...",
        ),
    ],
    out: Annotated[Path, typer.Option("--out", "-o", help="Folder for the papers.")] = Path("out"),
    workers: Annotated[int, typer.Option(min=0, help="Processes; one for each core.")] = 0,
    cluster: Annotated[
        str, typer.Option(help="Address of a Dask scheduler: the work goes to its workers.")
    ] = "",
    kinds: Kinds = "",
    formats: Formats = "",
    draft: AsDrafts = False,
    issue: ForGood = False,
    joined: JoinedToo = False,
    resume: Annotated[
        bool, typer.Option("--resume", help="Go on where a batch was stopped.")
    ] = False,
    fail_fast: Annotated[
        bool, typer.Option("--fail-fast", help="Stop at the first order that is not made.")
    ] = False,
    seconds: Annotated[float, typer.Option(min=1, help="Longest time for one order.")] = 60,
    as_json: Annotated[
        bool, typer.Option("--json", help="What became of each order as a JSON line.")
    ] = False,
    by: By = "",
    as_of: AsOf = "",
    profile: ProfileFile = None,
    ledger: LedgerPlace = "",
) -> None:
    """Make the papers of many orders: OUT/<order no>/, OUT/batch.json and OUT/report.html."""
    from docgen.batch import Batch, Settings, run_batch
    from docgen.batch.sources import how_many

    if cluster and workers:
        raise UsageError("--cluster and --workers exclude each other: its own workers are used.")
    settings = Settings(
        out=out,
        mode=mode(draft, issue),
        kinds=listed(kinds),
        formats=paper_formats(formats),
        joined=joined,
        as_of=day(as_of),
        profile=profile,
        ledger=ledger,
        who=who(by),
    )
    asked = Batch(tuple(sources), settings, workers, cluster, seconds, resume, fail_fast)
    counts: Counter[str] = Counter()
    with _shown(as_json, how_many(sources)) as show:
        for outcome in run_batch(asked):
            counts[outcome.state] += 1
            show(outcome, counts)
    if not as_json:
        print(f"{_said(counts)} → {out / 'report.html'}")
    raise typer.Exit(1 if counts.keys() - {"made", "skipped"} else 0)


def _said(counts: Counter[str]) -> str:
    states = ("made", "skipped", "blocked", "failed", "quarantined")
    return ", ".join(f"{counts[state]:,} {state}" for state in states if counts[state]) or "nothing"


class _Log:
    """A line now and then for a log, and at once for each order that is not made."""

    def __init__(self) -> None:
        self._begun = self._last = time.monotonic()

    def __call__(self, outcome: Outcome, counts: Counter[str]) -> None:
        now = time.monotonic()
        if line := _trouble(outcome):
            print(line, file=sys.stderr, flush=True)
        if now - self._last >= _EVERY:
            rate = counts.total() / (now - self._begun)
            print(f"{_said(counts)}; {rate:.1f} a second", file=sys.stderr, flush=True)
            self._last = now


def _trouble(outcome: Outcome) -> str:
    if outcome.state in ("made", "skipped"):
        return ""
    codes = ", ".join(dict.fromkeys(each["code"] for each in outcome.findings))
    why = "; ".join(part for part in (outcome.reason, codes) if part)
    return f"{outcome.source}: {outcome.state}: {why}"


@contextmanager
def _shown(as_json: bool, total: int | None) -> Iterator[Show]:
    """How progress is shown: a bar on a terminal, lines in a log, JSON for a program."""
    if as_json:
        yield lambda outcome, _: print(
            json.dumps(outcome.as_dict(), ensure_ascii=False), flush=True
        )
    elif sys.stderr.isatty():
        with _bar(total) as show:
            yield show
    else:
        yield _Log()


@contextmanager
def _bar(total: int | None) -> Iterator[Show]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
    from rich.progress import TimeRemainingColumn as Remaining

    columns = (BarColumn(), MofNCompleteColumn(), Remaining(), TextColumn("{task.description}"))
    with Progress(*columns, console=Console(stderr=True)) as progress:
        row = progress.add_task("starting the workers", total=total)
        begun = time.monotonic()

        def show(outcome: Outcome, counts: Counter[str]) -> None:
            rate = counts.total() / (time.monotonic() - begun)
            progress.update(row, advance=1, description=f"{_said(counts)}; {rate:.1f} a second")
            if line := _trouble(outcome):
                progress.console.print(line, highlight=False, markup=False)

        yield show
