"""Processes that live or do not, and locks that one process has at a time."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from docgen import owners
from docgen.errors import OutputError
from tests.samples import ROOT
from tests.test_outbox import mounted

_HOLDS = """
import sys, time
from pathlib import Path
from docgen import owners

lock, alone, held = Path(sys.argv[1]), Path(sys.argv[1] + ".alone"), 0
end = time.monotonic() + 2
while time.monotonic() < end:
    with owners.holding(lock) as ours:
        if ours:
            alone.mkdir()  # or another has it as well
            alone.rmdir()
            lock.unlink()
            held += 1
print(held)
"""


def started(program: str, *arguments: str | Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", program, *map(str, arguments)]
    return subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def test_of_many_one_has_a_lock_at_a_time_though_it_is_taken_away_each_time(tmp_path: Path) -> None:
    many = [started(_HOLDS, tmp_path / "lock") for _ in range(4)]
    ended = [process.communicate() for process in many]
    assert [said for _, said in ended] == [""] * 4
    assert all(int(held) > 0 for held, _ in ended)


def test_a_lock_says_who_has_it_and_who_had_it_last(tmp_path: Path) -> None:
    lock = tmp_path / "lock"
    assert owners.of(lock) == ""
    with owners.holding(lock) as first, owners.holding(lock) as second:
        assert (first, second) == (True, False)
        assert owners.of(lock) == owners.this_process()
        assert owners.spoken(owners.of(lock)).startswith(f"process {os.getpid()} on ")
    assert owners.of(lock) == owners.this_process()


def test_a_killed_process_gives_its_lock_back(tmp_path: Path) -> None:
    lock = tmp_path / "lock"
    waits = "import sys, time\nfrom pathlib import Path\nfrom docgen import owners\n"
    waits += "with owners.holding(Path(sys.argv[1])): print(1, flush=True); time.sleep(60)"
    with started(waits, lock) as process:
        assert process.stdout
        process.stdout.readline()
        with owners.holding(lock) as ours:
            assert not ours
        theirs = owners.of(lock)
        assert owners.alive(theirs)
        process.kill()
        process.wait()
    with owners.holding(lock) as ours:
        assert ours
    assert not owners.alive(theirs)


@pytest.mark.root
def test_a_full_disk_gives_no_lock_and_leaves_no_file(tmp_path: Path) -> None:
    with mounted(tmp_path / "disk", "4k") as disk:
        with suppress(OSError):
            (disk / "filler").write_bytes(b"x" * 8192)
        with pytest.raises(OutputError, match="cannot write to"), owners.holding(disk / "lock"):
            pass
        assert not (disk / "lock").exists()


def test_a_process_of_another_machine_counts_as_alive() -> None:
    _, boot, pid, begun = owners.this_process().rsplit(":", 3)
    assert owners.alive(f"elsewhere:{boot}:{pid}:{begun}")
    assert not owners.alive(owners.this_process().replace(boot, "an-earlier-start"))
    assert not owners.alive(owners.this_process().removesuffix(begun) + "1")


def test_a_process_whose_end_nobody_took_note_of_runs_no_more() -> None:
    with started("import sys; sys.stdin.read()") as process:
        assert owners.running(process.pid)
        process.kill()
        end = time.monotonic() + 10
        while owners.running(process.pid):
            assert time.monotonic() < end
            time.sleep(0.01)
        assert process.returncode is None
    assert not owners.running(process.pid)
