"""A step that the machine cuts off goes on where it stopped, without a new start."""

from __future__ import annotations

import json
import socket
import time
from contextlib import suppress
from pathlib import Path

import pytest

from docgen.errors import LedgerError
from docgen.watch import heartbeat, places_of, steps
from docgen.watch.places import make
from tests.watch.folders import answer, names
from tests.watch.hands import begun


def test_a_file_that_was_moved_and_not_written_down_has_its_answer_all_the_same(
    tmp_path: Path,
) -> None:
    places = places_of(tmp_path / "watched")
    make(places)
    order = {"number": "A", "revision": 0, "fate": "made"}
    (places.inbox / "a.json").write_text(json.dumps(order))
    run = begun(places)
    steps.look(run, 100.0)
    run.journal.rows.execute(
        "CREATE TEMP TRIGGER no_room BEFORE UPDATE ON main.file"
        " BEGIN SELECT RAISE(ABORT, 'no room'); END"
    )
    with pytest.raises(LedgerError, match="no room"):
        steps.look(run, 200.0)
    assert names(places.inbox) == []
    run.journal.rows.execute("DROP TRIGGER no_room")
    for now in (300.0, 400.0, 500.0):
        steps.turn(run, now, 0.0)
        for outcome in run.workers.finished(0):
            run.running.discard(outcome.index)
            steps.conclude(run, outcome)
    assert answer(places.folder, "done", "a")["state"] == "done"
    assert names(places.folder / "working") == []
    run.journal.close()


@pytest.mark.parametrize(("due_in", "told"), [(60.0, [b"WATCHDOG=1"]), (-60.0, [])])
def test_systemd_is_told_that_all_is_well_until_a_look_is_overdue(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, due_in: float, told: list[bytes]
) -> None:
    places = places_of(tmp_path / "watched")
    make(places)
    run = begun(places)
    run.next_look = time.monotonic() + due_in  # looks may be an hour apart, by `--poll`
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as systemd:
        systemd.bind(str(tmp_path / "notify"))
        systemd.setblocking(False)
        monkeypatch.setenv("NOTIFY_SOCKET", str(tmp_path / "notify"))
        heartbeat.beat(run)
        heard = []
        with suppress(BlockingIOError):
            heard.append(systemd.recv(64))
    assert heard == told
    run.journal.close()
