"""A batch from its sources to its report: streaming, resumable, whole folders only."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from hashlib import sha256
from itertools import count
from pathlib import Path
from typing import Any

from docgen import outbox
from docgen.batch import reporting
from docgen.batch.cluster import Cluster
from docgen.batch.journal import Journal, journal_of
from docgen.batch.pool import Task, Workers
from docgen.batch.resuming import whole
from docgen.batch.sources import Source, orders
from docgen.batch.work import Outcome, Settings
from docgen.errors import UsageError

_SECONDS = 60.0
QUARANTINE = "quarantine"


@dataclass(frozen=True)
class Batch:
    """What is asked of a batch.

    Attributes:
        sources: files, folders, patterns; `-` is standard input.
        workers: processes; 0 takes one for each core.
        cluster: address of a Dask scheduler; its workers are used instead of own processes.
        seconds: longest time for one order.
        resume: orders whose folder is whole and of the same input are not made again.
        fail_fast: begin no more orders after the first that is not made.
    """

    sources: tuple[str | Path, ...]
    settings: Settings
    workers: int = 0
    cluster: str = ""
    seconds: float = _SECONDS
    resume: bool = False
    fail_fast: bool = False


def render_batch(sources: Iterable[str | Path], out: Path | str, **asked: Any) -> Iterator[Outcome]:
    """Renders many orders and yields what became of each as it finishes.

    `asked` are fields of `Batch` and of `Settings` (`workers=4, formats=("pdf",)`).
    """
    own = {name: asked.pop(name) for name in Batch.__dataclass_fields__ if name in asked}
    settings = Settings(out=Path(out), **asked)
    yield from run_batch(Batch(sources=tuple(sources), settings=settings, **own))


def run_batch(
    batch: Batch, *, reported: Callable[[Path], None] = lambda _: None
) -> Iterator[Outcome]:
    """Makes every order of a batch; yields what became of each, then writes the report.

    However it ends, `batch.json` and `report.html` say what was done until then; `reported` is
    called with the folder when they are there.

    Raises:
        UsageError: a source is not there, or the output lies among the sources.
        BusyError: another batch writes to the output folder.
        OutputError: the output folder cannot be written.
    """
    out = batch.settings.out
    _refuse_overlap(batch, out)
    with outbox.writing(out):
        out.mkdir(parents=True, exist_ok=True)
    with journal_of(out) as journal:
        try:
            yield from _made(batch, journal)
        finally:
            outbox.tidy(out)
            reporting.write(out, journal)
            reported(out)


@dataclass
class _Underway:
    """Orders that workers have, by their places, and the numbers of these orders.

    Attributes:
        last: whether no order is begun any more.
    """

    sources: dict[int, Source] = field(default_factory=dict)
    numbers: dict[int, str] = field(default_factory=dict)
    last: bool = False


def _made(batch: Batch, journal: Journal) -> Iterator[Outcome]:
    """The outcomes of all orders.

    A number belongs to the first order of it that is made. An order that meets its number in the
    hands of a worker waits for the next round, when it is known whether that one was made.
    """
    underway = _Underway()
    read: Iterable[Task] = enumerate(orders(batch.sources))
    with _workers(batch) as workers:
        for round in count():
            for result in workers.results(_tasks(batch, journal, underway, read, round)):
                outcome = _settled(batch, journal, underway, result)
                yield outcome
                if batch.fail_fast and outcome.state in ("failed", "blocked", "quarantined"):
                    underway.last = True
            if underway.last or not journal.any_waits(round):
                return
            read = journal.waiting(round)


def _settled(batch: Batch, journal: Journal, underway: _Underway, result: Outcome) -> Outcome:
    """An outcome written down; the number of an order that was not made is free again."""
    source = underway.sources.pop(result.index, None)
    number = underway.numbers.pop(result.index, "")
    outcome = _finished(batch.settings.out, result, source)
    if number and outcome.state in ("failed", "quarantined"):
        journal.release(number)
    journal.add(outcome)
    return outcome


def _workers(batch: Batch) -> Workers | Cluster:
    if batch.cluster:
        return Cluster(batch.cluster, batch.settings, batch.seconds)
    return Workers(batch.workers or os.cpu_count() or 1, batch.settings, batch.seconds)


def _tasks(
    batch: Batch, journal: Journal, underway: _Underway, read: Iterable[Task], round: int
) -> Iterator[Task | Outcome]:
    """The orders that workers are to make, and what became of those that need none."""
    for index, source in read:
        if underway.last:
            return
        known = Outcome(index, source.name, input_sha256=sha256(source.data).hexdigest())
        number = _number(source)
        if number in underway.numbers.values() or journal.waits(round, number):
            journal.wait(round, number, index, source)
            continue
        other = journal.claim(number, source.name) if number else ""
        if other:
            reason = f"has the order number {number} of {other}; give one of them its own number"
            yield replace(known, order=number, reason=reason)
        elif batch.resume and number and whole(batch.settings, number, known.input_sha256):
            yield replace(known, order=number, state="skipped", folder=number)
        else:
            underway.sources[index] = source
            if number:
                underway.numbers[index] = number
            yield index, source


def _finished(out: Path, outcome: Outcome, source: Source | None) -> Outcome:
    """The outcome; an order that brought workers down is kept, with the reason."""
    if source is None or outcome.state != "quarantined":
        return outcome
    folder = out / QUARANTINE
    with outbox.writing(folder):
        folder.mkdir(exist_ok=True)
    stem = f"{outcome.index:06}-{source.path.stem}"
    outbox.put(folder / f"{stem}.json", source.data)
    outbox.put(folder / f"{stem}.txt", f"{source.name} {outcome.reason}\n".encode())
    return replace(outcome, folder=QUARANTINE)


def _number(source: Source) -> str:
    """The number of an order; empty where it cannot be read, which the worker will say."""
    try:
        number = json.loads(source.data).get("number", "")
    except (ValueError, AttributeError, RecursionError):
        return ""
    return number if isinstance(number, str) and number.isprintable() else ""


def _refuse_overlap(batch: Batch, out: Path) -> None:
    here = out.resolve()
    for source in batch.sources:
        folder = Path(source)
        if folder.is_dir() and (here == folder.resolve() or here in folder.resolve().parents):
            raise UsageError(f"the orders of {folder} lie in the output folder {out}.")
