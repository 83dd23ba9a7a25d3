"""Ways in which files arrive: slowly, twice, by the thousand, locked, strange, or not at all."""

from __future__ import annotations

import os
import signal
import socket
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

import pytest

from docgen.watch import reading, scan
from docgen.watch.journal import Journal
from docgen.watch.places import make, places_of
from docgen.watch.settling import Patience
from tests import memory
from tests.faults import checker, inprocess, traced
from tests.faults.test_kills import dropped, settled
from tests.samples import ROOT
from tests.watch.folders import answer, command, drop, health, names, order, until

MOST = 16 * 1024 * 1024


@contextmanager
def running(place: Path) -> Iterator[int]:
    """The daemon in a child of this process while the block runs."""
    child = inprocess.child(inprocess.asked(place, once=False))
    try:
        until(lambda: health(place).get("pid") == child)
        yield child
    finally:
        os.kill(child, signal.SIGTERM)
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def done(place: Path, stem: str) -> Callable[[], bool]:
    return (place / "done" / f"{stem}.json").exists


def test_room_that_was_reserved_and_is_filled_later_is_taken_whole(quick: Path) -> None:
    place, content = dropped(quick / "a", {}), order(1)
    with running(place):
        with (place / "inbox" / "a.json").open("wb") as file:
            file.truncate(len(content))
            for start in range(0, len(content), 400):
                time.sleep(0.1)
                file.seek(start)
                file.write(content[start : start + 400])
                file.flush()
                assert names(place / "needs-fix") == []
        until(done(place, "a"))
    assert settled(place, {"a.json": content}) == []


def test_a_writer_that_is_held_for_a_while_loses_nothing(quick: Path) -> None:
    place, content = dropped(quick / "a", {}), order(1)
    slow = (
        "import sys, time\nfile = open(sys.argv[1], 'wb', 0)\n"
        "for byte in sys.stdin.buffer.read(): file.write(bytes([byte])); time.sleep(0.0005)"
    )
    with running(place):
        path = str(place / "inbox" / "a.json")
        with subprocess.Popen([sys.executable, "-c", slow, path], stdin=subprocess.PIPE) as writer:
            assert writer.stdin
            writer.stdin.write(content)
            writer.stdin.close()
            until(lambda: Path(path).exists() and Path(path).stat().st_size > 100)
            writer.send_signal(signal.SIGSTOP)
            time.sleep(1)
            assert names(place / "done") == names(place / "needs-fix") == []
            writer.send_signal(signal.SIGCONT)
        until(done(place, "a"))
    assert settled(place, {"a.json": content}) == []


def test_a_file_that_is_rewritten_all_the_time_is_taken_in_one_of_its_versions(
    quick: Path,
) -> None:
    place, versions = dropped(quick / "a", {}), [order(n, remarks=f"{n}" * 900) for n in (1, 2, 3)]
    stop = threading.Event()

    def rewrite() -> None:
        turn = 0
        while not stop.is_set():
            path = place / "inbox" / "a.json"
            handle = os.open(path, os.O_WRONLY | os.O_CREAT)  # over what was there, not anew
            os.write(handle, versions[turn % 3])
            os.close(handle)
            turn += 1
            time.sleep(0.2 if turn % 40 == 0 else 0.0001)

    with running(place):
        writer = threading.Thread(target=rewrite)
        writer.start()
        time.sleep(4)
        stop.set()
        writer.join()
    whole = {sha256(each).hexdigest() for each in versions}
    inprocess.run(inprocess.asked(place))
    found = [p for name in checker.FINAL for p in (place / name).glob("*.json")]
    found = [path for path in found if ".result" not in path.name]
    assert found
    assert {sha256(path.read_bytes()).hexdigest() for path in found} <= whole


def test_many_copies_and_rivals_of_one_order_at_once_make_it_once(quick: Path) -> None:
    place = dropped(quick / "a", {})
    rivals = [order(1, place=f"TOWN {number}, CHINA") for number in range(12)]

    def send(lane: int) -> None:
        for turn in range(12):
            drop(place, f"{lane}-{turn}.json", rivals[(lane + turn) % 12])

    with running(place):
        senders = [threading.Thread(target=send, args=(lane,)) for lane in range(4)]
        for each in senders:
            each.start()
        for each in senders:
            each.join()
        until(lambda: names(place / "inbox") == names(place / "working") == [])
    inprocess.run(inprocess.asked(place))
    assert names(place / "out" / "EX26-00001") == ["rev00"]
    counts = {name: len(list((place / name).glob("?-*.html"))) for name in checker.FINAL}
    assert counts == {"done": 1, "duplicate": 3, "needs-fix": 44, "quarantine": 0}


@pytest.mark.root
def test_a_folder_without_events_is_looked_at_in_its_turn(quick: Path) -> None:
    """As on a share: this user may have no watch at all, and so no file is told of."""
    place, files = dropped(quick / "a", {}), {f"{n}.json": order(n) for n in range(1, 4)}
    none = 'echo 0 > /proc/sys/user/max_inotify_instances && exec "$@"'
    shell = ["unshare", "--user", "--map-root-user", "sh", "-c", none, "sh"]
    daemon = [*shell, *command(place, "--workers", "1", "--poll", "0.5")]
    with subprocess.Popen(daemon, cwd=ROOT, stderr=subprocess.PIPE, text=True) as process:
        until(lambda: health(place).get("pid") == process.pid)
        for name, content in files.items():
            drop(place, name, content)
        until(lambda: all(done(place, name[0])() for name in files))
        process.terminate()
        assert process.stderr
        assert "no_events" in process.stderr.read()
    assert settled(place, files) == []


@pytest.mark.root
def test_a_hundred_thousand_files_at_once_are_seen_without_being_held(quick: Path) -> None:
    places = places_of(dropped(quick / "a", {}))
    make(places)
    for number in range(100_000):
        (places.inbox / f"{number}.json").write_bytes(b"{}")
    journal, seen = Journal(places.state), scan.Memory()
    rules = scan.Rules(Patience(proved=0, quiet=0), MOST, scan.MOST_AT_ONCE)
    memory.forget_peak()
    before = memory.held()
    for now in (1.0, 2.0):
        sight = scan.look(places, journal, seen, rules, now)
        assert len(sight.ripe) == scan.MOST_AT_ONCE
        assert sight.waiting == 100_000
        oldest = sorted(path.stat().st_mtime_ns for path in map(_lying(places.inbox), range(300)))
        taken = [found.identity[2] for found in sight.ripe]
        assert max(taken) <= oldest[scan.MOST_AT_ONCE]
    journal.close()
    assert memory.peak() < before + 200


def _lying(inbox: Path) -> Callable[[int], Path]:
    return lambda number: inbox / f"{number}.json"


def test_a_burst_is_taken_whole(quick: Path) -> None:
    count = int(os.environ.get("DOCGEN_BURST", "400"))
    place = dropped(quick / "a", {})
    files = {f"{number}.json": b'{"number": "X%d"}' % number for number in range(count)}
    with running(place):
        for name, content in files.items():
            drop(place, name, content)
        until(lambda: names(place / "inbox") == names(place / "working") == [])
    assert settled(place, files) == []


def test_a_file_that_goes_between_the_look_and_the_reading_is_no_fault(quick: Path) -> None:
    place = dropped(quick / "a", {})
    assert reading.read(place / "inbox" / "none.json", MOST).state == "gone"
    with running(place):
        end = time.monotonic() + 1.5
        while time.monotonic() < end:
            path = drop(place, "a.json", b"{")
            time.sleep(0.013)
            path.unlink(missing_ok=True)
        drop(place, "b.json", order(2))
        until(done(place, "b"))


@pytest.mark.root
@pytest.mark.parametrize("error", ["EBUSY", "EACCES", "ETXTBSY"])
def test_a_file_that_another_holds_is_taken_when_it_is_free(quick: Path, error: str) -> None:
    place = dropped(quick / "a", {"a.json": order(1)})
    path = str(place / "inbox" / "a.json")
    child = inprocess.child(inprocess.asked(place), stopped=True)
    traced.ended(child, [f"openat:error={error}:when=1"], only=path)
    assert names(place / "needs-fix") == []
    assert settled(place, {"a.json": order(1)}) == []
    assert answer(place, "done", "a")["state"] == "done"


@pytest.mark.root
def test_what_is_no_file_is_never_read(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "socket.json"))
        os.mknod(tmp_path / "device.json", stat.S_IFCHR | 0o600, os.makedev(1, 5))
        os.mkfifo(tmp_path / "pipe.json")
        (tmp_path / "folder.json").mkdir()
        (tmp_path / "link.json").symlink_to("/etc/passwd")
        for path in sorted(tmp_path.iterdir()):
            assert reading.refusal(path.lstat(), MOST), path.name
            read = reading.read(path, MOST)  # as where it took the place of a file meanwhile
            assert read.state != "read"
            assert read.data == b""


def test_a_file_of_two_gigabytes_is_refused_unread(tmp_path: Path) -> None:
    with (tmp_path / "a.json").open("wb") as file:
        file.truncate(2 << 30)
    memory.forget_peak()
    before = memory.held()
    assert reading.refusal((tmp_path / "a.json").lstat(), MOST)
    assert reading.read(tmp_path / "a.json", MOST).data == b""
    assert memory.peak() < before + 50


def test_a_file_that_grows_without_end_is_read_up_to_the_limit(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(b"x" * 1000)
    handle = os.open(path, os.O_RDONLY)
    path.write_bytes(b"x" * 5000)
    assert len(reading._bytes(handle, 2000)) == 2001
    os.close(handle)


@pytest.mark.parametrize("day", [0, 4_070_908_800], ids=["1970", "2099"])
def test_the_time_that_a_file_says_of_itself_decides_nothing(quick: Path, day: int) -> None:
    place = dropped(quick / "a", {"a.json": order(1)})
    os.utime(place / "inbox" / "a.json", (day, day))
    assert settled(place, {"a.json": order(1)}) == []
    assert answer(place, "done", "a")["state"] == "done"


def test_of_twenty_daemons_started_at_once_one_runs(quick: Path) -> None:
    for turn in range(3):
        place = dropped(quick / str(turn), {})
        children = [inprocess.child(inprocess.asked(place, once=False)) for _ in range(20)]
        until(lambda: health(place))  # noqa: B023
        ended: dict[int, int] = {}
        while len(ended) < 19:
            child, status = os.wait()
            ended[child] = os.waitstatus_to_exitcode(status)
        (left,) = set(children) - ended.keys()
        assert set(ended.values()) == {75}
        assert health(place)["pid"] == left
        os.kill(left, signal.SIGTERM)
        assert os.waitstatus_to_exitcode(os.waitpid(left, 0)[1]) == 0
