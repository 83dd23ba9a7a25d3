"""The orders of accepted files: started in their turn, and what became of them written down."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from docgen.batch import Outcome
from docgen.batch.pool import Task
from docgen.batch.sources import Source
from docgen.watch import findings, publishing
from docgen.watch.journal import Journal
from docgen.watch.names import ending, fit_stem
from docgen.watch.places import Places
from docgen.watch.verdicts import STARTS, Verdict

_NEXT = """
SELECT job.*, file.raw, file.sha256 FROM job JOIN file ON file.id = job.file
WHERE job.state = 'ready' AND (job.number = '' OR NOT EXISTS (
  SELECT 1 FROM job AS other WHERE other.number = job.number
  AND (other.state = 'running' OR other.state = 'ready' AND other.id < job.id)))
ORDER BY job.turn, job.id LIMIT 1
"""


def start(journal: Journal, places: Places) -> tuple[Task | None, int] | None:
    """The next order for a worker, or the file of one that needs none; None where none waits.

    The try is counted before it begins.
    """
    row = journal.one(_NEXT)
    if row is None:
        return None
    settled = _settled(journal, places, row)
    with journal.writing() as rows:
        if settled:
            state, folder, outcome = settled
            _end(rows, row["id"], state, folder, outcome)
            return None, row["file"]
        rows.execute(
            "UPDATE job SET state = 'running', starts = starts + 1 WHERE id = ?", (row["id"],)
        )
    publishing.clear(places, row["number"] or "-")
    return (row["id"], source_of(places, row)), row["file"]


def source_of(places: Places, row: sqlite3.Row) -> Source:
    """The bytes of an order, from the copy that was kept of its file."""
    name = shown(row["raw"], row["line"])
    path = places.folder / f"{fit_stem(os.fsdecode(row['raw']))}.json"
    with (places.spool / row["sha256"]).open("rb") as file:
        file.seek(row["start"])
        return Source(name, path, file.read(row["length"]))


def shown(raw: bytes, line: int) -> str:
    """How an order is named to people: by its file, and its line where there are more."""
    name = f"{fit_stem(os.fsdecode(raw))}{ending(os.fsdecode(raw))}"
    return f"{name}:{line}" if line else name


def conclude(journal: Journal, places: Places, outcome: Outcome, found: Verdict, umask: int) -> int:
    """Publishes what a worker made of an order and writes down what became of it; its file.

    Raises:
        OutputError: the papers cannot be published now; the order is still running.
        LedgerError: the journal cannot be written; the order is still running.
    """
    row = journal.one("SELECT * FROM job WHERE id = ?", outcome.index)
    assert row is not None
    folder = _published(places, row, outcome, umask) if found.state in ("made", "blocked") else ""
    reason = outcome.reason.replace(f"{places.folder}{os.sep}", "")  # where it never lay
    outcome = replace(outcome, folder=folder, reason=reason)
    if found.state == "quarantined":
        said = findings.quarantined(outcome.reason)
        outcome = replace(outcome, order=row["number"], findings=(said,))
    publishing.clear(places, outcome.order or "-")
    with journal.writing() as rows:
        rows.execute("UPDATE job SET crashes = ? WHERE id = ?", (found.crashes, row["id"]))
        _end(rows, row["id"], found.state, folder, outcome)
    return int(row["file"])


def give_back(journal: Journal, job: int, *, last: bool = False) -> None:
    """Lets an order wait for another try that was no failure of its own."""
    turn = "(SELECT max(turn) + 1 FROM job)" if last else "turn"
    with journal.writing() as rows:
        rows.execute(
            f"UPDATE job SET state = 'ready', starts = starts - 1, turn = {turn} WHERE id = ?",
            (job,),
        )


def abandoned(journal: Journal) -> Iterator[str]:
    """Orders that a daemon which is gone had started: tried again, up to so many times."""
    for row in journal.all("SELECT * FROM job WHERE state = 'running'"):
        if row["starts"] < STARTS:
            with journal.writing() as rows:
                rows.execute("UPDATE job SET state = 'ready' WHERE id = ?", (row["id"],))
            yield f"order {row['number']} is started again"
        else:
            reason = f"was started {row['starts']} times and never came to an end"
            said = findings.quarantined(reason)
            outcome = Outcome(row["id"], "", row["number"], reason=reason, findings=(said,))
            with journal.writing() as rows:
                _end(rows, row["id"], "quarantined", "", outcome)
            yield f"order {row['number']} {reason}"


def _end(
    rows: sqlite3.Connection, job: int, state: str, folder: str, outcome: Outcome | dict[str, Any]
) -> None:
    said = outcome.as_dict() if isinstance(outcome, Outcome) else outcome
    rows.execute(
        "UPDATE job SET state = ?, folder = ?, outcome = ? WHERE id = ?",
        (state, folder, json.dumps(said, ensure_ascii=False), job),
    )


def _settled(
    journal: Journal, places: Places, row: sqlite3.Row
) -> tuple[str, str, dict[str, Any]] | None:
    """What is known of an order without making it: the same as before, or against it."""
    made = journal.one(
        "SELECT * FROM job WHERE number = ? AND number != '' AND state = 'made' AND mode = ?"
        " AND (mode = 'issue' OR revision = ?) ORDER BY id DESC LIMIT 1",
        row["number"],
        row["mode"],
        row["revision"],
    )
    if made is not None and made["content"] == row["content"]:
        said = json.loads(made["outcome"])
        return "duplicate", "", {**said, "first": made["id"], "seconds": 0.0}
    if row["mode"] == "issue":
        return None
    taken = made is not None or _taken_on_disk(places, row)
    if not taken:
        return None
    found = findings.conflict(row["number"], row["revision"])
    return "failed", "", findings.against(row["number"], found)


def _taken_on_disk(places: Places, row: sqlite3.Row) -> bool:
    """Whether papers of other content have this number, though no row of the journal says so."""
    if not publishing.NUMBER.fullmatch(row["number"]):
        return False
    found = publishing.found_whole(places.out, row["number"], row["mode"], row["revision"])
    digest = sha256(source_of(places, row).data).hexdigest()
    return found is not None and found[1].input_sha256 != digest


def _published(places: Places, row: sqlite3.Row, outcome: Outcome, umask: int) -> str:
    """The folder of an order's papers below that of all; empty where it has none."""
    if row["mode"] == "issue":
        issued = places.out / outcome.folder if outcome.folder else None
        folder = issued or publishing.found_of(places.out, outcome.order, outcome.input_sha256)
        if folder is None:
            return ""
        publishing.open_to_readers(folder, umask)
        publishing.open_folder(folder.parent, umask)
        return _below(places, folder)
    found = publishing.found_whole(places.out, outcome.order, row["mode"], row["revision"])
    if found and found[1].input_sha256 == outcome.input_sha256:
        return _below(places, found[0])
    if not any(paper["files"] for paper in outcome.papers):
        return ""
    return _below(places, publishing.publish(places, outcome.order, row["mode"], umask))


def _below(places: Places, folder: Path) -> str:
    return folder.relative_to(places.out).as_posix()
