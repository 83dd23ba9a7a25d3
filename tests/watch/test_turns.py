"""Whose turn it is: who sends much, or brings all down, does not hold up the others."""

from __future__ import annotations

import json
import os
from pathlib import Path

from docgen.watch import places_of, scan, steps
from docgen.watch.journal import Journal
from docgen.watch.places import make
from docgen.watch.settling import Patience
from docgen.watch.state import Run
from docgen.watch.verdicts import STARTS
from tests.watch.folders import answer, codes
from tests.watch.hands import begun


def raw(number: str) -> bytes:
    return json.dumps({"number": number, "revision": 0, "fate": "made"}).encode()


def begun_with_a_file_of_many(folder: Path) -> Run:
    """A daemon that has taken a file of more orders than it takes files at once."""
    places = places_of(folder)
    make(places)
    lines = (raw(f"M{line}") for line in range(scan.MOST_AT_ONCE + 50))
    (places.inbox / "many.jsonl").write_bytes(b"\n".join(lines))
    run = begun(places)
    for now in (100.0, 130.0, 160.0):
        go_round(run, now)
    return run


def go_round(run: Run, now: float) -> None:
    """The four orders that there is room for."""
    run.changed.set()
    steps.turn(run, now, 0.0)
    for outcome in run.workers.finished(0):
        run.running.discard(outcome.index)
        steps.conclude(run, outcome)


def made(run: Run, like: str) -> int:
    (row,) = run.journal.all(
        "SELECT count(*) FROM job WHERE state = 'made' AND number LIKE ?", like
    )
    return int(row[0])


def test_an_order_behind_a_file_of_many_does_not_wait_for_all_of_them(tmp_path: Path) -> None:
    run = begun_with_a_file_of_many(tmp_path / "watched")
    before = made(run, "M%")
    (run.asked.places.inbox / "one.json").write_bytes(raw("ONE"))
    for now in (200.0, 300.0, 400.0):
        go_round(run, now)
    assert made(run, "ONE") == 1
    assert made(run, "M%") < before + 3 * 4
    run.journal.close()


def test_a_file_of_many_goes_on_while_others_come_faster_than_they_are_made(
    tmp_path: Path,
) -> None:
    run = begun_with_a_file_of_many(tmp_path / "watched")
    before = made(run, "M%")
    for turn in range(30):
        for each in range(5):
            (run.asked.places.inbox / f"{turn}-{each}.json").write_bytes(raw(f"S{turn}-{each}"))
        go_round(run, 200.0 + 100 * turn)
    assert made(run, "M%") >= before + 5
    assert made(run, "S%") > 50
    run.journal.close()


def test_an_order_that_takes_the_daemon_down_each_time_is_set_aside_at_last(
    tmp_path: Path,
) -> None:
    places = places_of(tmp_path / "watched")
    make(places)
    (places.inbox / "a.json").write_bytes(raw("A"))
    for _ in range(STARTS):
        run = begun(places)
        for now in (100.0, 200.0):
            run.changed.set()
            steps.turn(run, now, 0.0)
        assert run.running == {1}
        run.journal.close()  # it is gone before anything became of the order
    run = begun(places)
    go_round(run, 300.0)
    assert codes(answer(places.folder, "quarantine", "a")) == ["WCH-004"]
    run.journal.close()


def lying(owner: int, at: int) -> os.stat_result:
    return os.stat_result((0o100644, at, 1, 1, owner, owner, 9, 0, at, 0), {"st_mtime_ns": at})


def test_files_are_taken_oldest_first_and_one_of_each_sender_before_a_second() -> None:
    sent = {("inbox", f"{at}.json"): lying(1000, at) for at in range(1, 5)}
    sent |= {("inbox", f"{at}.json"): lying(1001, at) for at in range(8, 10)}
    names = [key[1] for key, _ in scan.in_turn(sent)]  # type: ignore[arg-type]
    assert names == ["1.json", "8.json", "2.json", "9.json", "3.json", "4.json"]


def test_changes_that_never_end_leave_time_between_two_looks(tmp_path: Path) -> None:
    run = begun_with_a_file_of_many(tmp_path / "watched")
    go_round(run, 500.0)
    seen, long = run.sight, 500.0 + 5 * 3600
    assert 500.0 < run.rested < long
    go_round(run, (500.0 + run.rested) / 2)
    assert run.sight is seen
    go_round(run, run.rested)
    assert run.sight is not seen
    run.journal.close()


def test_many_large_files_are_not_held_all_at_once(tmp_path: Path) -> None:
    places = places_of(tmp_path / "watched")
    make(places)
    large = b"{}".ljust(scan.BYTES_AT_ONCE // 4)
    for number in range(8):
        (places.inbox / f"{number}.json").write_bytes(large)
    journal = Journal(places.state)
    rules = scan.Rules(Patience(proved=0), 2 * len(large), scan.MOST_AT_ONCE)
    sight = scan.look(places, journal, scan.Memory(), rules, 1.0)
    assert len(sight.ripe) == 4
    assert sight.waiting == 8
    journal.close()
