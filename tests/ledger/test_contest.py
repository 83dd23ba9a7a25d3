"""Many processes, killed at random, contest fifty slips and one series of numbers."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from docgen.ledger import IssueAbandoned, Ledger, open_ledger, verify
from tests.ledger.events import WHO
from tests.samples import ROOT

PROCESSES, SLIPS = 8, 50
ISSUES = 100_000 if "DOCGEN_SOAK" in os.environ else int(os.environ.get("DOCGEN_ISSUES", "80"))


def contestant(place: str, seed: int, count: int) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "tests.ledger.contest", place, str(seed), str(count)]
    return subprocess.Popen([*command, str(SLIPS)], cwd=ROOT, stdout=subprocess.DEVNULL)


def fight(place: str) -> int:
    """Runs the contest, killing a process now and then and putting another in its place."""
    chance, kills = random.Random(20261123), 0
    running = [contestant(place, seed, ISSUES) for seed in range(PROCESSES)]
    ends = {index: time.monotonic() + 1 + chance.random() for index in range(PROCESSES // 2)}
    while any(process.poll() is None for process in running):
        time.sleep(0.05)
        for index, at in list(ends.items()):
            if time.monotonic() > at:
                running[index].kill()
                running[index].wait()
                kills += 1
                running[index] = contestant(place, 100 + kills, ISSUES)
                if kills < PROCESSES or ISSUES > 1000:
                    ends[index] = time.monotonic() + 2 + 3 * chance.random()
                else:
                    del ends[index]
    assert all(process.returncode == 0 for process in running)
    return kills


def settle(ledger: Ledger) -> None:
    for row in ledger.issues(state="open"):
        ledger.record(IssueAbandoned(job=row.job, reason="killed"), WHO)


@pytest.mark.parametrize(
    "place", ["file", pytest.param("server", marks=pytest.mark.root)], indirect=True
)
def test_no_slip_and_no_number_is_used_twice_and_every_gap_is_explained(
    ledger: Ledger, place: str
) -> None:
    kills = fight(place)
    assert kills >= PROCESSES // 2
    settle(ledger)
    assert verify(ledger) == ()
    used = [row for row in ledger.uses() if row.state == "used"]
    assert max(Counter(row.certificate for row in used).values()) == 1
    assert len(used) == min(SLIPS, len({row.certificate for row in used}))
    numbers = Counter(row.key for row in ledger.numbers())
    assert set(numbers.values()) == {1}
    states = Counter(row.state for row in ledger.numbers())
    gaps = Counter(gap.state for gap in ledger.gaps())
    assert set(gaps) <= {"reserved"}
    assert gaps["reserved"] == states["reserved"]
    done = {row.order_number for row in ledger.issues(state="done")}
    assert {row.order_number for row in ledger.numbers() if row.state == "used"} == done


def test_a_process_killed_while_it_writes_leaves_whole_events_only(tmp_path: Path) -> None:
    place = str(tmp_path / "ledger")
    open_ledger(place, create=True).close()
    for delay in (0.6, 0.9, 1.2, 1.5):
        process = contestant(place, int(delay * 10), 10_000)
        time.sleep(delay)
        process.kill()
        process.wait()
        ledger = open_ledger(place)
        assert verify(ledger) == ()
        ledger.close()
