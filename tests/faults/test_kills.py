"""The daemon killed at each change of a file, and at random: nothing lost, doubled or half made.

`DOCGEN_KILLS` is how many at random, `DOCGEN_EVERY` the step between the points.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from docgen.ledger import open_ledger
from tests.batch.orders import bad
from tests.faults import checker, inprocess, traced
from tests.ledger.office import contract_only, sale
from tests.watch.folders import command, drop, health, names, order, until, watched

pytestmark = pytest.mark.root
LANES = 4
EVERY = int(os.environ.get("DOCGEN_EVERY", "1"))
KILLS = int(os.environ.get("DOCGEN_KILLS", "500"))
SEED = int(os.environ.get("DOCGEN_SEED", "20261125"))
_WAITING = 500
"""Files at once, so that of many kills each still meets orders, not a look at all that wait."""
THREE = {"a.json": order(1), "b.json": bad(2, 2), "c.json": order(3)}


def dropped(folder: Path, files: dict[str, bytes]) -> Path:
    folder.mkdir()
    place = watched(folder)
    for name, content in files.items():
        drop(place, name, content)
    return place


def settled(place: Path, files: dict[str, bytes], *, issue: bool = False) -> list[str]:
    """Recovers a folder and says what is wrong with it, and whether more recovery changes it."""
    wanted = inprocess.asked(place, issue=issue)
    found = [] if inprocess.run(wanted) in (0, 1) else ["it could not go on"]
    found += checker.faults(place, files)
    before = checker.picture(place), checker.rows(place)
    inprocess.run(wanted)
    if before != (checker.picture(place), checker.rows(place)):
        found.append("I7 a second recovery changed something")
    return found


def begun(place: Path, *, issue: bool = False) -> int:
    """One pass over a folder by a child of this process that has stopped itself."""
    return inprocess.child(inprocess.asked(place, issue=issue), stopped=True)


def points(lane: int, every: int) -> Iterator[int]:
    return count(1 + lane * every, LANES * every)


@pytest.mark.parametrize("lane", range(LANES))
def test_a_pass_killed_at_any_change_of_a_file_is_taken_up(quick: Path, lane: int) -> None:
    tried = 0
    for call in traced.CALLS.split(","):
        for at in points(lane, EVERY):
            place = dropped(quick / f"{call}-{at}", THREE)
            killed = traced.killed(begun(place), call, at)
            if killed and at % 7 == 0:
                traced.killed(begun(place), "pwrite64", at % 61 + 1)
            assert settled(place, THREE) == [], f"killed at {call} {at}"
            shutil.rmtree(place.parent)
            tried += killed
            if not killed:
                break
    assert tried * LANES * EVERY > 250


@pytest.mark.parametrize("lane", range(LANES))
def test_an_issue_killed_at_any_change_of_a_file_is_taken_up(quick: Path, lane: int) -> None:
    files = {"a.json": _numbered(1), "b.json": _numbered(2)}
    for call in traced.CALLS.split(","):
        for at in points(lane, 6 * EVERY):
            place = dropped(quick / f"{call}-{at}", {})
            _with_ledger(place)
            for name, content in files.items():
                drop(place, name, content)
            killed = traced.killed(begun(place, issue=True), call, at)
            assert settled(place, files, issue=True) == [], f"killed at {call} {at}"
            shutil.rmtree(place.parent)
            if not killed:
                break


def _numbered(number: int) -> bytes:
    import json

    raw = contract_only(sale())
    return json.dumps(raw | {"number": f"EX26-{number:04}"}).encode()


def _with_ledger(place: Path) -> None:
    profile = place / "docgen.toml"
    profile.write_text(f'ledger = "ledger.sqlite3"\n{profile.read_text("utf-8")}', "utf-8")
    open_ledger(place / "ledger.sqlite3", create=True).close()


def test_a_daemon_killed_at_random_under_load_loses_and_doubles_nothing(quick: Path) -> None:
    chance, files, kills = random.Random(SEED), dict[str, bytes](), 0
    place = dropped(quick / "load", {})
    while kills < KILLS:
        for _ in range(chance.randint(0, 2) if len(names(place / "inbox")) < _WAITING else 0):
            number = len(files) + 1
            files[f"{number}.json"] = bad(number, 2) if number % 9 == 0 else order(number)
            drop(place, f"{number}.json", files[f"{number}.json"])
        child = inprocess.child(inprocess.asked(place, once=False))
        time.sleep(chance.choice((0.02, 0.05, 0.1, 0.2)) * chance.random())
        os.kill(child, signal.SIGTERM if kills % 5 == 0 else signal.SIGKILL)
        ended = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        assert ended in (0, -signal.SIGTERM, -signal.SIGKILL), ended
        kills += 1
        if kills % 100 == 0:
            wrong = checker.faults(place, files, at_rest=False, final=False)
            assert wrong == [], f"seed {SEED}, after kill {kills}"
    assert settled(place, files) == [], f"seed {SEED}"
    print(f"{kills} kills over {len(files)} orders")
    assert len(files) > min(KILLS / 2, _WAITING)


def test_the_whole_tree_killed_under_load_loses_and_doubles_nothing(quick: Path) -> None:
    chance, files = random.Random(SEED), dict[str, bytes]()
    place = dropped(quick / "tree", {})
    for _ in range(max(2, KILLS // 200)):
        for _ in range(4):
            number = len(files) + 1
            files[f"{number}.json"] = order(number)
            drop(place, f"{number}.json", files[f"{number}.json"])
        with subprocess.Popen(command(place, "--workers", "2"), stderr=subprocess.DEVNULL) as run:
            until(lambda: health(place).get("pid") == run.pid)
            time.sleep(chance.random())
            run.kill()
        wrong = checker.faults(place, files, at_rest=False, final=False)
        assert wrong == [], f"seed {SEED}"
    assert settled(place, files) == [], f"seed {SEED}"
