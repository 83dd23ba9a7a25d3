"""The answer beside a file: what became of it, its papers, and what to mend.

The name is reserved in the journal first, then the answer is written, and the file comes last: who
sees the file in its folder finds the answer there too.
"""

from __future__ import annotations

import json
import os
import sqlite3
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

from docgen import outbox
from docgen.watch import findings
from docgen.watch.intake import put_back, working, written
from docgen.watch.journal import Journal
from docgen.watch.names import ANSWER, ending, fit_stem
from docgen.watch.places import Places
from docgen.watch.reading import Refusal, identity_of

_PLACES = (("quarantined", "quarantine"), ("failed", "needs-fix"), ("blocked", "needs-fix"))
_REFUSED_NAME = "-refused"
_STALE = """
SELECT DISTINCT file.* FROM file JOIN job ON job.file = file.id
WHERE file.place = 'needs-fix' AND file.id < ? AND job.line = 0 AND job.number IN
  (SELECT number FROM job WHERE file = ? AND state = 'made' AND number != '')
"""


def ready(journal: Journal) -> list[int]:
    """Every file whose orders have come to an end and that has no answer yet."""
    rows = journal.all(
        "SELECT id FROM file WHERE state != 'closed' AND NOT EXISTS"
        " (SELECT 1 FROM job WHERE file = file.id AND state IN ('ready', 'running'))"
    )
    return [row["id"] for row in rows]


def answer(journal: Journal, places: Places, number: int) -> str:
    """Files an accepted file with its answer, if all its orders have come to an end; the folder.

    Raises:
        OSError, OutputError: it cannot be written now; asked again, it goes on from there.
    """
    row = journal.one("SELECT * FROM file WHERE id = ?", number)
    jobs = journal.all("SELECT * FROM job WHERE file = ? ORDER BY line", number)
    if row is None or row["state"] in ("taken", "closed") or _open(jobs):
        return ""
    if row["state"] == "held":
        row = _named(journal, places, row, jobs)
    folder, end = places.folder / row["place"], ending(os.fsdecode(row["raw"]))
    said = _said(places, folder, row, jobs)
    _written(folder / row["stem"], said)
    filed = folder / f"{row['stem']}{end}"
    _file(places, row, filed)
    _forget_mended(journal, places, row)
    with journal.writing() as rows:
        identity = written(identity_of(filed.lstat())) if filed.exists() else ""
        rows.execute(
            "UPDATE file SET state = 'closed', identity = ? WHERE id = ?", (identity, number)
        )
    if not journal.one("SELECT 1 FROM file WHERE sha256 = ? AND state != 'closed'", row["sha256"]):
        (places.spool / row["sha256"]).unlink(missing_ok=True)
    return str(row["place"])


def refuse(places: Places, name: str, why: Refusal) -> None:
    """Says of a file that stays unread in its folder why it does."""
    none: dict[str, Any] = {"line": 0, "order": "", "reason": "", "folder": ""}
    order = {
        **none,
        "papers": [],
        "words": "",
        "state": "refused",
        "findings": [findings.refused(why)],
    }
    file = f"{fit_stem(name)}{ending(name)}"
    said = {"schema_version": "1", "file": file, "state": "refused", "at": _now()}
    _written(_refused(places, name), {**said, "orders": [order]})


def take_back(places: Places, name: str) -> None:
    """Takes away the answer to a file that is not refused any more."""
    _remove(_refused(places, name))


def take_back_all(places: Places) -> None:
    """Takes away every answer to a refused file; those that still are get theirs again."""
    for path in (places.folder / "needs-fix").glob(f"*{_REFUSED_NAME}{ANSWER}.json"):
        if b'"state": "refused"' in path.read_bytes():
            _remove(path.with_name(path.name.removesuffix(f"{ANSWER}.json")))


def _refused(places: Places, name: str) -> Path:
    return places.folder / "needs-fix" / f"{fit_stem(name)}{_REFUSED_NAME}"


def _remove(stem: Path) -> None:
    for suffix in (".json", ".html"):
        stem.with_name(f"{stem.name}{ANSWER}{suffix}").unlink(missing_ok=True)


def _open(jobs: list[sqlite3.Row]) -> bool:
    return any(job["state"] in ("ready", "running") for job in jobs)


def place_of(states: set[str]) -> str:
    """The folder for a file whose orders have ended so."""
    for state, place in _PLACES:
        if state in states:
            return place
    return "duplicate" if states == {"duplicate"} else "done"


def _named(
    journal: Journal, places: Places, row: sqlite3.Row, jobs: list[sqlite3.Row]
) -> sqlite3.Row:
    """The row with a folder and a name in it that no other file has."""
    place = place_of({job["state"] for job in jobs})
    raw = os.fsdecode(row["raw"])
    stem = fit_stem(raw)
    lies = [places.folder / place / f"{stem}{end}" for end in (".json", ".jsonl")]
    free = not any(map(os.path.lexists, lies))
    with journal.writing() as rows:
        if free:  # whoever had the name was taken away by a person, but for one on its way there
            rows.execute(
                "UPDATE file SET place = NULL WHERE (place, stem) = (?, ?) AND state = 'closed'",
                (place, stem),
            )
        lay = (place, stem)
        taken = rows.execute("SELECT 1 FROM file WHERE (place, stem) = (?, ?)", lay).fetchone()
        stem = stem if free and not taken else f"{stem}-{row['id']}"
        rows.execute(
            "UPDATE file SET state = 'answered', place = ?, stem = ? WHERE id = ?",
            (place, stem, row["id"]),
        )
    again = journal.one("SELECT * FROM file WHERE id = ?", row["id"])
    assert again is not None
    return again


def _file(places: Places, row: sqlite3.Row, filed: Path) -> None:
    """Puts the file beside its answer; one that was written to since it was read goes back."""
    held = working(places, row["id"], os.fsdecode(row["raw"]))
    with suppress(FileNotFoundError):
        if written(identity_of(held.lstat())) == row["identity"]:
            held.rename(filed)
            outbox.sync(filed.parent)
            outbox.sync(held.parent)
            return
        put_back(held, places.inbox / f"{row['stem']}{filed.suffix}")
    if not filed.exists():
        outbox.put(filed, (places.spool / row["sha256"]).read_bytes())
        outbox.sync(filed.parent)


def _forget_mended(journal: Journal, places: Places, row: sqlite3.Row) -> None:
    """Takes away the answer to a file that was mended and has a better one now."""
    before = journal.one("SELECT stem FROM file WHERE id = ?", row["replaces"])
    if before and (row["place"], row["stem"]) != ("needs-fix", before["stem"]):
        _remove(places.folder / "needs-fix" / before["stem"])
    if row["place"] == "done":
        for other in journal.all(_STALE, row["id"], row["id"]):
            _set_aside(journal, places, other)


def _set_aside(journal: Journal, places: Places, row: sqlite3.Row) -> None:
    """Moves a file out of the way whose order was mended in another file and has its papers."""
    folder, end = places.folder / "needs-fix", ending(os.fsdecode(row["raw"]))
    lies = folder / f"{row['stem']}{end}"
    with suppress(FileNotFoundError):
        if written(identity_of(lies.lstat())) != row["identity"]:
            return  # it is being mended too, and is taken again by itself
        (folder / "mended").mkdir(exist_ok=True)
        lies.rename(folder / "mended" / f"{row['stem']}-{row['id']}{end}")
    _remove(folder / row["stem"])
    with journal.writing() as rows:
        rows.execute("UPDATE file SET place = NULL WHERE id = ?", (row["id"],))


def _written(stem: Path, said: dict[str, Any]) -> None:
    from docgen.renderers.environment import html_environment
    from docgen.resources import shipped

    template = html_environment(shipped("templates").resolve()).get_template("report/answer.html")
    page = template.render(said=said)
    outbox.put(stem.with_name(f"{stem.name}{ANSWER}.html"), page.encode())
    text = json.dumps(said, ensure_ascii=False, indent=2)
    outbox.put(stem.with_name(f"{stem.name}{ANSWER}.json"), f"{text}\n".encode())


def _said(
    places: Places, folder: Path, row: sqlite3.Row, jobs: list[sqlite3.Row]
) -> dict[str, Any]:
    return {
        "schema_version": "1",
        "file": f"{row['stem']}{ending(os.fsdecode(row['raw']))}",
        "sha256": row["sha256"],
        "state": row["place"],
        "taken_at": row["taken_at"],
        "at": _now(),
        "orders": [_order(places, folder, job) for job in jobs],
    }


def _order(places: Places, folder: Path, job: sqlite3.Row) -> dict[str, Any]:
    outcome = json.loads(job["outcome"])
    papers = places.out / outcome.get("folder", "") if outcome.get("folder") else None
    return {
        "line": job["line"],
        "order": outcome.get("order", ""),
        "revision": job["revision"],
        "state": job["state"],
        "reason": outcome.get("reason", ""),
        "folder": _link(folder, papers) if papers else "",
        "papers": [
            {
                "kind": paper["kind"],
                "title": paper.get("title") or paper["kind"],
                "state": paper["state"],
                "files": [
                    {"name": name, "href": _link(folder, papers / name)} for name in paper["files"]
                ]
                if papers
                else [],
            }
            for paper in outcome.get("papers", ())
        ],
        "findings": outcome.get("findings", []),
        "words": outcome.get("words", ""),
    }


def _link(folder: Path, target: Path) -> str:
    """Where a file lies as seen from a folder; whole where there is no way between them."""
    try:
        return quote(Path(os.path.relpath(target, folder)).as_posix())
    except ValueError:  # another drive of Windows
        return target.as_uri()


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")
