"""The decisions of the daemon, each from what it is told alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from docgen.batch import Outcome
from docgen.intake.wholeness import look, unclosed
from docgen.watch.answers import place_of
from docgen.watch.findings import Most, too_much
from docgen.watch.pausing import Pause, longer, too_full
from docgen.watch.settling import Patience, Seen, decide, seen_again, told
from docgen.watch.verdicts import ALIKE, Alike, alike, verdict
from tests.watch.folders import order

PATIENCE = Patience(proved=0.1, quiet=2, unclosed=600)


@pytest.mark.parametrize(
    ("state", "age", "decision"),
    [
        (None, 0.0, "wait"),
        (None, 0.1, "look"),
        ("whole", 0.1, "take"),
        ("wrong", 1.9, "wait"),
        ("wrong", 2.0, "take"),
        ("unclosed", 599, "wait"),
        ("unclosed", 600, "take"),
    ],
)
def test_a_file_is_taken_when_its_content_or_time_proves_it(
    state: str | None, age: float, decision: str
) -> None:
    assert decide(Seen((1, 2, 3), 0.0, state), age, PATIENCE) == decision  # type: ignore[arg-type]


def test_a_file_that_changed_begins_anew() -> None:
    seen = told(Seen((1, 2, 3), 100.0), "unclosed")
    assert seen_again(seen, (1, 2, 3), 105.0) == seen
    assert seen_again(seen, (1, 2, 4), 105.0) == Seen((1, 2, 4), 105.0)


def test_every_beginning_of_an_order_is_unclosed_and_the_whole_is_whole() -> None:
    data = order(1)
    assert look(data).state == look(data + b"\r\n ").state == "whole"
    assert look(b"\xef\xbb\xbf" + data).state == "whole"
    for end in range(len(data)):
        assert look(data[:end]).state == "unclosed", end
        assert look(data[:end] + b"\0" * (len(data) - end)).state == "unclosed", end


@pytest.mark.parametrize(
    "data", [b'{"a": 1]', b"nonsense", b"{} {}", b'{"a": NaN,}', "{}".encode("utf-16"), b"\xff{}"]
)
def test_what_is_closed_and_no_order_is_wrong(data: bytes) -> None:
    assert not unclosed(data)
    assert look(data).state == "wrong"


def test_layout_is_no_content_but_every_value_is() -> None:
    one, other = b'{"number":"A","n":1.50,"b":[1]}', b'{ "b": [1], "n": 1.50,\n"number": "A" }'
    assert look(one).content == look(other).content
    assert look(one).content != look(one.replace(b"1.50", b"1.5")).content
    twice = b'{"number":"A","number":"A"}'
    assert look(twice).content != look(b'{"number":"A"}').content


def outcome(index: int = 1, state: str = "failed", error: str = "") -> Outcome:
    return Outcome(index, "a.json", state=state, error=error)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "error",
    [
        "OutputError",
        "LedgerError",
        "ProfileError",
        "PictureError",
        "ENOSPC",
        "EIO",
        "EROFS",
        "EACCES",
    ],
)
def test_a_failure_of_the_machine_is_no_failure_of_the_order(error: str) -> None:
    for state in ("failed", "quarantined"):
        found = verdict(outcome(state=state, error=error), crashes=2)
        assert (found.state, found.cause, found.crashes) == ("ready", "machine", 2)


@pytest.mark.parametrize("error", ["InputError", "BlockedError", "ConflictError", "TextError"])
def test_what_is_wrong_with_an_order_is_not_tried_again(error: str) -> None:
    found = verdict(outcome(error=error), crashes=0)
    assert (found.state, found.cause) == ("failed", "data")


def test_the_third_worker_brought_down_is_the_last() -> None:
    states, crashes = [], 0
    for _ in range(3):
        found = verdict(outcome(state="quarantined", error="ProcessExpired"), crashes)
        states.append(found.state)
        crashes = found.crashes
    assert states == ["ready", "ready", "quarantined"]


def test_different_orders_that_fail_alike_stop_everything() -> None:
    row = Alike()
    for index in range(ALIKE):
        assert not row.too_many
        for _ in range(2):  # the same order again does not count
            each = outcome(index, error="RenderError")
            row = alike(row, each, verdict(each, 0))
    assert row.too_many
    good = outcome(99, state="made")
    assert not alike(row, good, verdict(good, 0)).too_many


def test_orders_with_faults_of_their_own_never_stop_everything() -> None:
    row = Alike()
    for index in range(3 * ALIKE):
        each = outcome(index, error="InputError")
        row = alike(row, each, verdict(each, 0))
    assert not row.too_many


def test_pauses_grow_up_to_a_minute_and_are_not_counted_twice() -> None:
    pause, seconds = Pause(), []
    now = 100.0
    for _ in range(9):
        pause = longer(pause, "full", now)
        assert longer(pause, "full", now + 0.01) == pause
        seconds.append(pause.until - now)
        now = pause.until
    assert seconds == [1, 2, 4, 8, 16, 32, 60, 60, 60]


def test_a_full_disk_is_named(tmp_path: Path) -> None:
    assert too_full((tmp_path,), 0) == ""
    assert str(tmp_path) in too_full((tmp_path,), 1 << 60)


@pytest.mark.parametrize(
    ("states", "place"),
    [
        ({"made"}, "done"),
        ({"made", "duplicate"}, "done"),
        ({"duplicate"}, "duplicate"),
        ({"made", "blocked"}, "needs-fix"),
        ({"made", "failed"}, "needs-fix"),
        ({"failed", "quarantined"}, "quarantine"),
    ],
)
def test_the_folder_of_a_file(states: set[str], place: str) -> None:
    assert place_of(states) == place


def test_an_order_with_too_many_lines_or_levels_is_refused() -> None:
    seen = look(order(1))
    assert too_much(seen, Most()) is None
    assert seen.depth > 2
    for most in (Most(lines=0), Most(depth=2)):
        found = too_much(seen, most)
        assert found
        assert found["code"] == "WCH-003"
