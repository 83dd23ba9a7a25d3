"""`docgen issue` killed at each system call that changes a file: whole or undone, every time.

`DOCGEN_EVERY` is the step between the calls: every second by default, each one in the soak.
"""

from __future__ import annotations

import os
import shutil
import signal
import traceback
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from docgen.api.recovering import recover
from docgen.ledger import verify
from docgen.manifest import file_entry, published
from tests.faults import traced
from tests.ledger.office import WHO, Office, contract_only, office, sale, states
from tests.ledger.slips import SLIP

SHARES = 4
EVERY = int(os.environ.get("DOCGEN_EVERY", "2"))
RECOVERY = ("pwrite64", "fsync", "ftruncate", "unlink")
ORDER = "EX26-0001"
ORDERED = contract_only(sale(certificates=[SLIP]))


def run(desk: Office, action: str, call: str, at: int) -> bool:
    """Runs the action in a child until its nth call of one kind; whether it was killed there."""
    child = os.fork()
    if child == 0:
        os.kill(os.getpid(), signal.SIGSTOP)
        os._exit(act(Office(desk.folder), action))
    return traced.killed(child, call, at)


def act(desk: Office, action: str) -> int:
    try:
        if action == "issue":
            desk.issue(ORDERED)
        else:
            recover(desk.ledger, WHO)
    except BaseException:
        traceback.print_exc()
        return 2
    return 0


def tree(desk: Office) -> set[str]:
    return {str(path.relative_to(desk.out)) for path in desk.out.rglob("*")}


def assert_whole_or_undone(desk: Office) -> bool:
    """The papers are there and on record, or neither; whether they are."""
    assert verify(desk.ledger) == ()
    assert desk.ledger.issues(state="open") == ()
    assert not list(desk.out.rglob(".docgen-*"))
    found = published(desk.out / ORDER / "r01")
    papers = desk.ledger.papers(ORDER)
    if found is None:
        assert tree(desk) <= {ORDER}
        assert (papers, desk.ledger.uses()) == ((), ())
        assert {row.state for row in desk.ledger.numbers()} <= {"reserved"}
        return False
    manifest, digest = found
    (done,) = desk.ledger.issues(ORDER, "done")
    assert done.manifest_sha256 == digest
    for paper in manifest.papers:
        for file in paper.files:
            content = (desk.out / ORDER / "r01" / file.file).read_bytes()
            assert file_entry(file.format, file.file, content, None).sha256 == file.sha256
    assert [row.kind for row in papers] == ["sales-contract"]
    assert [row.state for row in desk.ledger.uses()] == ["reserved"]
    assert {row.state for row in desk.ledger.numbers()} == {"used"}
    return True


def points(share: int) -> Iterator[int]:
    return count(1 + share * EVERY, SHARES * EVERY)


@pytest.mark.root
@pytest.mark.parametrize("share", range(SHARES))
def test_an_issue_killed_anywhere_is_whole_or_undone(tmp_path: Path, share: int) -> None:
    outcomes = set()
    for call in traced.CALLS.split(","):
        for at in points(share):
            folder = tmp_path / f"{call}-{at}"
            folder.mkdir()
            desk = office(folder)
            killed = run(desk, "issue", call, at)
            if killed:
                run(desk, "recover", RECOVERY[at % len(RECOVERY)], at % 5 + 1)
            recover(desk.ledger, WHO)
            outcomes.add((killed, assert_whole_or_undone(desk)))
            assert_nothing_left_to_recover(desk)
            if at % 5 == 0:
                again = desk.issue(ORDERED)
                assert states(again)["sales-contract"] in {"issued", "unchanged"}
                assert assert_whole_or_undone(desk)
            desk.ledger.close()
            shutil.rmtree(folder)
            if not killed:
                break
    assert outcomes >= {(True, False), (True, True), (False, True)}


def assert_nothing_left_to_recover(desk: Office) -> None:
    before = (tree(desk), desk.ledger.count())
    assert recover(desk.ledger, WHO) == ()
    assert (tree(desk), desk.ledger.count()) == before
