"""Disks that fail, fill up or cannot be written to: no order pays for it, and nothing is lost.

`DOCGEN_EVERY` is the step between the system calls that fail; by default every twelfth does, in
the soak each, with the errors in turn.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections import Counter
from pathlib import Path

import pytest

from tests.faults import checker, inprocess, traced
from tests.faults.test_kills import begun, dropped, settled
from tests.ledger.test_issue_faults import fill
from tests.test_outbox import mounted
from tests.watch.folders import order

pytestmark = pytest.mark.root
LANES = 4
EVERY = int(os.environ.get("DOCGEN_EVERY", "12"))
ERRORS = ("ENOSPC", "EIO", "EROFS", "EACCES", "EDQUOT", "EINTR")
LASTING = ERRORS[:-1]  # a call that is interrupted is made again, until it is not
CALLS = "write,pwrite64,fsync,fdatasync,ftruncate,rename,renameat,close,mkdir,unlink,chmod"
TWO = {"a.json": order(1), "b.json": order(2)}


def blamed(place: Path) -> list[str]:
    """The orders that were given back to whoever wrote them, or set aside."""
    return [path.name for name in ("needs-fix", "quarantine") for path in place.glob(f"{name}/*")]


@pytest.mark.parametrize("lane", range(LANES))
@pytest.mark.parametrize("once", [True, False], ids=["once", "from then on"])
def test_no_order_pays_for_a_failing_system_call(quick: Path, lane: int, once: bool) -> None:
    made = traced.points(begun(dropped(quick / "whole", TWO)), CALLS, quick / "calls.txt")
    step, failed = LANES * EVERY * (1 if once else 3), 0
    for turn, at in enumerate(range(lane * EVERY, len(made), step)):
        place = dropped(quick / str(at), TWO)
        errors = ERRORS if once else LASTING
        error = errors[(turn + lane) % len(errors)]
        code = traced.ended(begun(place), failing(made, at, error, once))
        where = f"{error} at {made[at]}"
        assert blamed(place) == [], where
        assert settled(place, TWO) == [], where
        assert blamed(place) == [], where
        shutil.rmtree(place.parent)
        failed += code != 0
    assert failed > 10 / EVERY


def failing(made: list[tuple[str, int]], at: int, error: str, once: bool) -> list[str]:
    """The fault of one of the calls, or of it and all that come after it."""
    call, number = made[at]
    if once:
        return [f"{call}:error={error}:when={number}"]
    before = Counter(kind for kind, _ in made[:at])
    kinds = {kind for kind, _ in made}
    return [f"{kind}:error={error}:when={before[kind] + 1}+" for kind in sorted(kinds)]


@pytest.mark.parametrize("room", [16_384, 65_536, 200_000])
def test_a_full_disk_keeps_every_order_until_there_is_room(quick: Path, room: int) -> None:
    (quick / "full").mkdir()
    with mounted(quick / "full" / "watched", "2m") as disk:
        shutil.copytree(quick / "warm" / "watched", disk, dirs_exist_ok=True)
        for name, content in TWO.items():
            (disk / "inbox" / name).write_bytes(content)
        fill(disk, room)
        for _ in range(2):
            inprocess.run(inprocess.asked(disk))
            assert blamed(disk) == []
            assert checker.pending_or_done(disk, TWO) == []
        (disk / "filler").unlink()
        assert settled(disk, TWO) == []
        assert blamed(disk) == []


def test_a_read_only_disk_keeps_every_order_until_it_can_be_written(quick: Path) -> None:
    (quick / "ro").mkdir()
    with mounted(quick / "ro" / "watched", "2m") as disk:
        shutil.copytree(quick / "warm" / "watched", disk, dirs_exist_ok=True)
        for name, content in TWO.items():
            (disk / "inbox" / name).write_bytes(content)
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
        assert inprocess.run(inprocess.asked(disk)) != 0
        subprocess.run(["mount", "-o", "remount,rw", str(disk)], check=True)
        assert settled(disk, TWO) == []
        assert blamed(disk) == []
