"""What goes wrong around an order: its worker, the program, the profile, the log."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from docgen.errors import WorkersError
from docgen.watch import logs
from tests.faults import inprocess
from tests.faults.test_kills import dropped, settled
from tests.samples import ROOT
from tests.watch.folders import (
    PATIENCE,
    answer,
    answered,
    codes,
    command,
    daemon,
    drop,
    health,
    names,
    once,
    order,
    until,
    watched,
    workers_of,
)


def long() -> bytes:
    """A good order that takes a worker some seconds."""
    raw = json.loads(order(1))
    raw["goods"] = [{**raw["goods"][0], "line": n, "sku": f"S{n}"} for n in range(1, 700)]
    del raw["packing_list"], raw["packing"]
    return json.dumps(raw).encode()


@pytest.mark.root
@pytest.mark.parametrize("end", [signal.SIGSEGV, signal.SIGKILL], ids=["segfault", "out of memory"])
def test_an_order_whose_worker_dies_three_times_is_set_aside(tmp_path: Path, end: int) -> None:
    place = watched(tmp_path)
    with daemon(place, "--kinds", "sales-contract") as process:
        drop(place, "long.json", long())
        killed = set[int]()
        for _ in range(3):
            until(lambda: at_work(place, process.pid) - killed)
            (worker,) = at_work(place, process.pid) - killed
            os.kill(worker, end)
            killed.add(worker)
        until(answered(place, "quarantine", "long"))
        drop(place, "good.json", order(2))
        until(answered(place, "done", "good"))
    assert codes(answer(place, "quarantine", "long")) == ["WCH-004"]


def at_work(place: Path, daemon: int) -> set[int]:
    """The workers of a daemon that have begun an order."""
    words = {path: path.stat().st_size for path in place.glob("state/words/*.txt")}
    begun = {int(path.stem) for path, size in words.items() if size}
    return begun & set(workers_of(daemon))


def test_a_picture_of_the_profile_that_is_missing_is_no_fault_of_the_orders(quick: Path) -> None:
    files = {f"{n}.json": order(n) for n in range(1, 8)}
    place = dropped(quick / "a", files)
    profile = place / "docgen.toml"
    whole = profile.read_text("utf-8")
    profile.write_text(f'logo = "gone.png"\n{whole}', "utf-8")
    inprocess.run(inprocess.asked(place))
    assert names(place / "needs-fix") == names(place / "quarantine") == []
    assert len(names(place / "inbox")) + len(names(place / "working")) == len(files)
    profile.write_text(whole, "utf-8")
    assert settled(place, files) == []


@pytest.mark.root
@pytest.mark.parametrize("warm", [True, False], ids=["warm worker", "new worker"])
def test_templates_that_change_while_it_runs_end_it_before_the_next_order(
    tmp_path: Path, warm: bool
) -> None:
    program, place = tmp_path / "program", watched(tmp_path)
    for name in ("docgen", "templates"):
        shutil.copytree(ROOT / name, program / name)
    template = program / "templates" / "packing-list" / "packing-list.html"
    whole = template.read_text("utf-8")
    started = {**os.environ, "PYTHONPATH": str(program)}
    with (tmp_path / "said.txt").open("wb") as said:
        asked = command(place, "--workers", "1")
        process = subprocess.Popen(asked, cwd=program, env=started, stderr=said)
    try:
        until(lambda: health(place).get("pid") == process.pid)
        drop(place, "1.json", order(1))
        until(answered(place, "done", "1"))
        template.write_text(whole + "{# another #}", "utf-8")
        if not warm:
            (worker,) = workers_of(process.pid)
            os.kill(worker, signal.SIGKILL)
        drop(place, "2.json", order(2))
        assert process.wait(PATIENCE * 2) == WorkersError.exit_code
        assert "were changed meanwhile" in (tmp_path / "said.txt").read_text()
        assert names(place / "out" / "EX26-00001") == ["rev00"]
        assert not (place / "out" / "EX26-00002").exists()
        assert names(place / "needs-fix") == names(place / "quarantine") == []
    finally:
        process.kill()
        process.wait()
    once(place)
    assert answer(place, "done", "2")["state"] == "done"


NASTY = "a\nb\r\x1b[31mred\x1b[0m\u202e\ud800\u2028{}%s"


def test_the_log_has_one_line_for_each_thing_whatever_it_is_called(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    logs.begin(tmp_path)
    logs.say("taken", name=NASTY, why=NASTY)
    logs.end()
    for said in (capfd.readouterr().err, (tmp_path / "watch.log").read_text("ascii")):
        (line,) = said.splitlines()
        assert line.isprintable()
        assert json.loads(line)["name"] == NASTY


@pytest.mark.root
def test_a_log_that_cannot_be_written_stops_nothing(tmp_path: Path) -> None:
    place = watched(tmp_path)
    (place / "state").mkdir(mode=0o700)
    (place / "state" / "watch.log").symlink_to("/dev/full")
    drop(place, "a.json", order(1))
    full = f'exec {sys.executable} "$@" 2>/dev/full'
    asked = ["sh", "-c", full, *command(place, "--once", "--workers", "1")]
    subprocess.run(asked, cwd=ROOT, check=False)
    assert health(place)["state"] == "stopped"
    assert answer(place, "done", "a")["state"] == "done"
