"""What a daemon does first: finding where the last one stopped, however it ended.

Everything here may itself be cut off and begun again; done twice, it changes nothing.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

from docgen import outbox
from docgen.watch import answers, intake, jobs, publishing
from docgen.watch.journal import Journal
from docgen.watch.places import FINAL, Places

_HELD = re.compile(r"([0-9]+)-(.+)")


def recover(journal: Journal, places: Places, mode: intake.Mode) -> Iterator[str]:
    """Puts the folders and the journal in step; says what was found.

    Raises:
        OSError, OutputError, LedgerError: a disk or a share does not allow it now.
    """
    publishing.clear(places)
    for each in (*(places.folder / name for name in FINAL), places.state):
        for left in each.glob(outbox.UNFINISHED):
            left.unlink()
    answers.take_back_all(places)
    for path in places.words.glob("*.txt"):
        path.unlink()
    with journal.writing() as rows:
        rows.execute("UPDATE job SET mode = ? WHERE state IN ('ready', 'running')", (mode,))
    yield from jobs.abandoned(journal)
    taken = journal.all("SELECT id FROM file WHERE state != 'closed' AND state = 'taken'")
    intake.take_away(journal, places, [row["id"] for row in taken])
    yield from _strays(journal, places)
    _clear_spool(journal, places)


def _strays(journal: Journal, places: Places) -> Iterator[str]:
    """Files put aside of which the journal knows nothing go back to the inbox."""
    with os.scandir(places.folder / "working") as entries:
        found = [Path(entry.path) for entry in entries if entry.is_file(follow_symlinks=False)]
    for path in (*found, *places.inbox.glob(f"{intake.ASIDE}*")):
        known = _HELD.fullmatch(path.name.removeprefix(intake.ASIDE))
        number = int(known[1]) if known and path in found else 0
        if not journal.one("SELECT 1 FROM file WHERE id = ? AND state != 'closed'", number):
            intake.put_back(path, places.inbox / (known[2] if known else path.name))
            yield f"{path.name} was in no order of the journal and is in the inbox again"


def _clear_spool(journal: Journal, places: Places) -> None:
    """Takes away copies that no file needs any more, or that a crash left without a row."""
    wanted = {
        row["sha256"] for row in journal.all("SELECT sha256 FROM file WHERE state != 'closed'")
    }
    with os.scandir(places.spool) as entries:
        for entry in entries:
            if entry.name not in wanted:
                os.unlink(entry.path)  # noqa: PTH108 - as scandir names it
