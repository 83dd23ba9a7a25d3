"""The daemon as a process: it answers, keeps others out, stops in good order and starts again."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from urllib.parse import unquote

import pytest

from tests.samples import ROOT
from tests.watch.folders import (
    answer,
    answered,
    codes,
    command,
    daemon,
    drop,
    health,
    made,
    names,
    once,
    order,
    until,
    watched,
    workers_of,
)


def bad(number: int) -> bytes:
    """An order that has a price missing."""
    raw = json.loads(order(number))
    del raw["goods"][0]["price"]
    return json.dumps(raw).encode()


def status(folder: Path) -> tuple[int, dict[str, object]]:
    asked = [sys.executable, "-m", "docgen", "watch", str(folder), "--status"]
    run = subprocess.run(asked, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    return run.returncode, json.loads(run.stdout)


def test_it_answers_keeps_a_second_one_out_and_stops_when_told(tmp_path: Path) -> None:
    folder = watched(tmp_path)
    assert status(folder)[0] == 3
    with daemon(folder) as process:
        drop(folder, "a.json", order(1))
        until(answered(folder, "done", "a"))
        second = once(folder, code=75)
        assert f"process {process.pid} " in second.stderr
        code, said = status(folder)
        assert (code, said["state"]) == (0, "well")
        assert said["network"] in ("namespace", "audit hook")
        metrics = (folder / "state" / "docgen.prom").read_text()
        assert "docgen_up 1" in metrics
        process.send_signal(signal.SIGTERM)
        assert process.wait(60) == 0
    assert health(folder)["state"] == "stopped"
    assert status(folder)[0] == 3
    for line in (folder / "state" / "watch.log").read_text().splitlines():
        assert json.loads(line)["event"]


def test_who_has_stopped_reading_what_it_says_holds_it_up_at_nothing(tmp_path: Path) -> None:
    folder = watched(tmp_path)
    end_of_pipe, full = os.pipe()
    os.set_blocking(full, False)
    with suppress(BlockingIOError):
        while True:
            os.write(full, b"x" * 4096)
    os.set_blocking(full, True)
    run = subprocess.Popen(command(folder, "--workers", "1"), cwd=ROOT, stderr=full)
    try:
        drop(folder, "a.json", order(1))
        until(answered(folder, "done", "a"))
        run.send_signal(signal.SIGTERM)
        assert run.wait(60) == 0
    finally:
        run.kill()
        os.close(full)
        os.close(end_of_pipe)
    assert "answered" in (folder / "state" / "watch.log").read_text()


@pytest.mark.parametrize("closed", ["2>&-", "<&- >&- 2>&-"])
def test_streams_that_came_closed_are_no_hindrance(tmp_path: Path, closed: str) -> None:
    folder = watched(tmp_path)
    drop(folder, "a.json", order(1))
    asked = command(folder, "--once", "--workers", "1")
    run = subprocess.run(["sh", "-c", f'exec "$@" {closed}', "sh", *asked], cwd=ROOT, check=False)
    assert run.returncode == 0
    assert answer(folder, "done", "a")["state"] == "done"


def test_where_names_have_latin_letters_alone_a_chinese_one_is_taken_too(tmp_path: Path) -> None:
    place = tmp_path / "外贸 50% #1"
    place.mkdir()
    folder = watched(place)
    drop(folder, "订单 1%.json", order(1))
    latin = os.environ | {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    asked = command(folder, "--once", "--workers", "1")
    run = subprocess.run(asked, cwd=ROOT, env=latin, capture_output=True, check=False)
    assert run.returncode == 0, run.stderr
    (one,) = answer(folder, "done", "__ 1_")["orders"]
    (paper,) = [each for each in one["papers"] if each["files"]]
    assert (folder / "done" / unquote(paper["files"][0]["href"])).is_file()


def test_a_pass_that_leaves_a_file_unread_names_it_and_says_so(tmp_path: Path) -> None:
    folder = watched(tmp_path)
    drop(folder, "a.json", order(1))
    drop(folder, "torn.json", order(2)[:200])
    run = once(folder, code=1)
    left = [json.loads(line) for line in run.stderr.splitlines() if '"left"' in line]
    assert [each["name"] for each in left] == ["torn.json"]
    (folder / "inbox" / "torn.json").unlink()
    once(folder)


def test_a_mended_file_is_tried_again_where_it_lies_or_in_the_inbox(tmp_path: Path) -> None:
    folder = watched(tmp_path)
    with daemon(folder):
        drop(folder, "here.json", bad(1))
        drop(folder, "there.json", bad(2))
        until(answered(folder, "needs-fix", "here"))
        until(answered(folder, "needs-fix", "there"))
        (folder / "needs-fix" / "here.json").write_bytes(order(1))
        drop(folder, "there.json", order(2))
        until(answered(folder, "done", "here"))
        until(answered(folder, "done", "there"))
        until(lambda: names(folder / "needs-fix") == ["mended"])
    assert names(folder / "needs-fix" / "mended") == ["there-2.json"]
    assert len(made(folder)) == 2


def test_folders_within_the_inbox_take_no_watch(tmp_path: Path) -> None:
    folder = watched(tmp_path)
    for number in range(50):
        (folder / "inbox" / f"{number}").mkdir()
    with daemon(folder) as process:
        drop(folder, "a.json", order(1))
        until(answered(folder, "done", "a"))
        watches = 0
        for each in Path(f"/proc/{process.pid}/fdinfo").iterdir():
            with suppress(FileNotFoundError):
                watches += each.read_text().count("inotify wd")
    assert watches == 2


def test_a_file_that_grows_slowly_is_taken_once_and_whole(tmp_path: Path) -> None:
    folder = watched(tmp_path)
    content = order(1)
    with daemon(folder, "--poll", "0.2"), (folder / "inbox" / "slow.json").open("wb") as file:
        for start in range(0, len(content), 400):
            file.write(content[start : start + 400])
            file.flush()
            time.sleep(0.4)
        file.close()
        until(answered(folder, "done", "slow"))
    assert (folder / "done" / "slow.json").read_bytes() == content
    assert names(folder / "needs-fix") == []


def test_an_unfinished_file_is_answered_as_such_in_the_end(tmp_path: Path) -> None:
    folder = watched(tmp_path)
    drop(folder, "torn.json", order(1)[:300])
    with daemon(folder, "--poll", "0.2", "--wait", "1"):
        until(answered(folder, "needs-fix", "torn"))
    assert codes(answer(folder, "needs-fix", "torn")) == ["INP-003"]


def test_what_was_under_way_at_a_kill_is_made_once(tmp_path: Path) -> None:
    folder = watched(tmp_path)
    for number in range(4):
        drop(folder, f"{number}.json", order(number))
    with daemon(folder) as process:
        until(lambda: len(names(folder / "out")) > 1)
        process.kill()
    once(folder)
    assert len(made(folder)) == 4
    assert len([n for n in names(folder / "done") if n.endswith(".result.json")]) == 4
    assert names(folder / "inbox") == names(folder / "working") == []


def test_the_workers_end_with_a_daemon_that_was_killed(tmp_path: Path) -> None:
    folder = watched(tmp_path)
    with daemon(folder) as process:
        workers = workers_of(process.pid)
        assert workers
        process.kill()
        process.wait()
    until(lambda: not any(Path(f"/proc/{pid}/exe").exists() for pid in workers))


def test_a_lost_journal_doubles_nothing(tmp_path: Path) -> None:
    folder = watched(tmp_path)
    drop(folder, "a.json", order(1))
    once(folder)
    before = made(folder)
    for name in names(folder / "state"):
        if name.startswith("journal"):
            (folder / "state" / name).unlink()
    (folder / "working" / "000007-b.json").write_bytes(order(2))
    drop(folder, "again.json", order(1))
    drop(folder, "other.json", order(1, place="SHANGHAI, CHINA"))
    once(folder, code=1)
    after = made(folder)
    assert len(after) == 2
    assert before.items() <= after.items()
    assert answer(folder, "done", "b")["state"] == "done"
    assert codes(answer(folder, "needs-fix", "other")) == ["WCH-001"]


@pytest.mark.root
def test_an_order_that_hangs_is_set_aside_with_the_last_words_of_its_worker(
    tmp_path: Path,
) -> None:
    folder = watched(tmp_path)
    raw = json.loads(order(1))
    first = raw["goods"][0]
    raw["goods"] = [{**first, "line": line, "sku": f"S{line}"} for line in range(1, 1901)]
    raw["packing"] = []
    del raw["packing_list"]
    drop(folder, "long.json", json.dumps(raw).encode())
    asked = [*command(folder, "--once", "--workers", "1", "--seconds", "2")]
    asked[asked.index("packing-list")] = "sales-contract"
    run = subprocess.run(asked, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert run.returncode == 1
    (one,) = answer(folder, "quarantine", "long")["orders"]
    assert [found["code"] for found in one["findings"]] == ["WCH-004"]
    assert "line" in one["words"]
    drop(folder, "good.json", order(2))
    once(folder)  # a new worker may need more than two seconds for its first order
    assert answer(folder, "done", "good")["state"] == "done"


@pytest.mark.root
@pytest.mark.parametrize("signals", [1, 2])
def test_told_to_stop_amid_work_it_stops_and_the_rest_is_made_later(
    tmp_path: Path, signals: int
) -> None:
    folder = watched(tmp_path)
    for number in range(6):
        drop(folder, f"{number}.json", order(number))
    with daemon(folder) as process:
        until(lambda: len(names(folder / "out")) > 1)
        if signals == 2:  # no order ends between the two
            for worker in workers_of(process.pid):
                os.kill(worker, signal.SIGSTOP)
        for each in (signal.SIGTERM, signal.SIGINT)[:signals]:  # two alike could count as one
            process.send_signal(each)
        assert process.wait(25) == (0 if signals == 1 else 130)
    assert len(made(folder)) < 6
    once(folder)
    assert len(made(folder)) == 6
    assert names(folder / "inbox") == names(folder / "working") == []


@pytest.mark.root
def test_a_full_disk_makes_everything_wait_and_loses_nothing(tmp_path: Path) -> None:
    folder = watched(tmp_path)
    out = tmp_path / "small"
    out.mkdir()
    _in_memory(out)
    try:
        (out / "filler").write_bytes(b"\0" * 1000 * 1000)
        with daemon(folder, "--out", str(out)):
            for number in range(3):
                drop(folder, f"{number}.json", order(number))
            until(lambda: health(folder)["state"] == "paused")
            assert status(folder)[0] == 1
            time.sleep(2)
            assert names(folder / "needs-fix") == names(folder / "quarantine") == []
            (out / "filler").unlink()
            until(lambda: len(names(folder / "done")) == 9)
            until(lambda: health(folder)["state"] == "well")
    finally:
        subprocess.run(["umount", out], check=True)


@pytest.mark.root
def test_an_inbox_that_goes_and_comes_back_is_waited_for(tmp_path: Path) -> None:
    folder = watched(tmp_path)
    inbox = folder / "inbox"
    other = tmp_path / "other"
    other.mkdir()
    for each in (inbox, other):  # at one time, so that they have different numbers
        _in_memory(each)
    with daemon(folder, "--poll", "0.2"):
        drop(folder, "a.json", order(1))  # on another file system than the rest
        until(answered(folder, "done", "a"))
        first = inbox.stat().st_dev
        subprocess.run(["umount", "-l", inbox], check=True)
        until(lambda: health(folder)["state"] == "paused")
        assert "gone" in str(health(folder)["paused"])
        subprocess.run(["mount", "--bind", other, inbox], check=True)
        assert inbox.stat().st_dev != first
        drop(folder, "b.json", order(2))
        until(answered(folder, "done", "b"))
        until(lambda: health(folder)["state"] == "well")
    for each in (inbox, other):
        subprocess.run(["umount", each], check=True)
    assert names(folder / "needs-fix") == []


def _in_memory(folder: Path) -> None:
    """Mounts an empty file system of a mebibyte."""
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", folder], check=True)
