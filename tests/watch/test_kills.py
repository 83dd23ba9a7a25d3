"""Killed before any change of a file, started again: nothing is lost, doubled or half made.

The process ends of itself right before its n-th change, for a share of all n; the kernel's own
calls are the subject of `make faults`. `make soak` takes every n, and kills the recovery too.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest

from docgen.watch import places_of, steps
from docgen.watch.pausing import Pause
from docgen.watch.places import Places, make
from tests.watch.folders import made, names
from tests.watch.hands import begun

SOAK = bool(os.environ.get("DOCGEN_SOAK"))
STEP = 1 if SOAK else 8
CHANGES = frozenset({"os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.chmod", "os.truncate"})


def places_with_orders(base: Path) -> Places:
    """Two good orders, one of them twice, one of lines, one blocked, one wrong."""
    places = places_of(base / "watched")
    make(places)
    for name, number, fate in (
        ("a.json", "A", "made"),
        ("b.json", "B", "made"),
        ("c.json", "A", "made"),
        ("d.json", "D", "blocked"),
        ("e.json", "E", "failed"),
    ):
        (places.inbox / name).write_bytes(raw(number, fate))
    (places.inbox / "l.jsonl").write_bytes(raw("F", "made") + b"\n" + raw("G", "failed") + b"\n")
    return places


def raw(number: str, fate: str) -> bytes:
    return json.dumps({"number": number, "revision": 0, "fate": fate, "salt": 0}).encode()


def work_until_done(places: Places) -> None:
    run = begun(places)
    now = 100.0
    for _ in range(12):
        now += 30
        run.pause = Pause()
        run.changed.set()
        steps.turn(run, now, 0.0)
        for outcome in run.workers.finished(0):
            run.running.discard(outcome.index)
            steps.conclude(run, outcome)
    assert run.idle
    run.journal.close()


def killed_at(places: Places, point: int) -> bool:
    """Works in a process of its own that ends before its change number `point`; whether it did."""
    child = os.fork()
    if child == 0:
        count = 0

        def hook(event: str, arguments: tuple[Any, ...]) -> None:
            nonlocal count
            written = event == "open" and isinstance(arguments[2], int) and arguments[2] & 3
            if event in CHANGES or written:
                count += 1
                if count == point:
                    os._exit(9)

        sys.addaudithook(hook)
        code = 1
        try:
            work_until_done(places)
            code = 0
        finally:
            os._exit(code)
    _, status = os.waitpid(child, 0)
    code = os.waitstatus_to_exitcode(status)
    assert code in (0, 9)
    return code == 9


def proved(places: Places) -> dict[str, str]:
    """What lies there at the end, which must not depend on any kill."""
    folder = places.folder
    assert names(places.inbox) == names(folder / "working") == names(places.spool) == []
    files = ("done/a.json", "done/b.json", "duplicate/c.json", "needs-fix/d.json")
    for each in (*files, "needs-fix/e.json", "needs-fix/l.jsonl"):
        path = folder / each
        assert path.is_file()
        for end in ("json", "html"):
            assert path.with_name(f"{path.stem}.result.{end}").is_file()
    lying = [path for path in folder.glob("*/*.json*") if path.parent != places.state]
    assert len(lying) == 2 * 6
    assert not list(places.out.glob(".docgen-watch/*"))
    return made(folder)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The papers of a run that nobody killed."""
    places = places_with_orders(tmp_path_factory.mktemp("whole"))
    work_until_done(places)
    papers = proved(places)
    assert sorted(papers) == [f"{n}/rev00/{n}.pdf" for n in ("A", "B", "D", "F")]
    return papers


def test_killed_before_any_change_it_ends_as_if_it_was_not(
    tmp_path: Path, whole: dict[str, str]
) -> None:
    point, killed = 1, True
    while killed:
        places = places_with_orders(tmp_path / "one")
        killed = killed_at(places, point)
        if killed and SOAK:
            killed_at(places, 1 + point % 7)
        work_until_done(places)
        assert proved(places) == whole, point
        shutil.rmtree(tmp_path / "one")
        point += STEP
    assert point > 100
