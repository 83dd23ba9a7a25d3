"""Disks that are full or read-only while an order is issued: a clear refusal, nothing lost."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from docgen.api.recovering import bring_back, recover
from docgen.errors import ConflictError, LedgerError, OutputError
from docgen.ledger import IssueBegun, open_ledger, verify
from tests.ledger.office import DAY, WHO, Office, contract_only, office, sale, states, with_
from tests.ledger.slips import SLIP
from tests.samples import ROOT
from tests.test_outbox import mounted

ORDERED = contract_only(sale(certificates=[SLIP]))


def fill(disk: Path, leave: int) -> None:
    """Takes all the room of a disk but so many bytes."""
    room = os.statvfs(disk)
    with (disk / "filler").open("wb") as file:
        file.write(b"x" * (room.f_bavail * room.f_frsize - leave))


@pytest.mark.root
def test_a_full_disk_for_papers_undoes_the_issue_and_the_next_try_gets_its_number(
    tmp_path: Path,
) -> None:
    desk = office(tmp_path)
    with mounted(desk.out, "1m") as disk:
        fill(disk, 8192)
        with pytest.raises(OutputError, match="No space left"):
            desk.issue(ORDERED)
        assert [path.name for path in disk.rglob("*")] == ["filler"]
        (row,) = desk.ledger.issues()
        assert row.state == "abandoned"
        assert desk.ledger.uses() == ()
        (disk / "filler").unlink()
        assert states(desk.issue(ORDERED)) == {"sales-contract": "issued"}
    assert verify(desk.ledger) == ()


@pytest.mark.root
def test_a_full_disk_for_the_ledger_lets_no_paper_out(tmp_path: Path) -> None:
    with mounted(tmp_path / "disk", "1m") as disk:
        desk = office(disk)
        out = tmp_path / "out"
        fill(disk, 4096)
        with pytest.raises(LedgerError, match="the disk is full; free space"):
            issue_into(desk, out)
        assert not out.exists()
        (disk / "filler").unlink()
        assert desk.ledger.count() == 0
        issue_into(desk, out)
        assert verify(desk.ledger) == ()
        desk.ledger.close()


def issue_into(desk: Office, out: Path) -> None:
    from docgen.api.issuing import issue_order

    text = Office(out.parent).file(ORDERED)
    issue_order(text, out, who=WHO, ledger=desk.ledger, company=desk.company, as_of=DAY)


@pytest.mark.root
def test_a_read_only_disk_for_papers_is_said_and_undone(tmp_path: Path) -> None:
    desk = office(tmp_path)
    with mounted(desk.out, "1m") as disk:
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
        with pytest.raises(OutputError, match="Read-only"):
            desk.issue(ORDERED)
    assert {row.state for row in desk.ledger.issues()} == {"abandoned"}


def test_a_folder_of_another_issue_is_never_overwritten(tmp_path: Path) -> None:
    desk = office(tmp_path)
    folder = desk.out / "EX26-0001" / "r01"
    folder.mkdir(parents=True)
    (folder / "letter.txt").write_text("mine")
    with pytest.raises(OutputError, match="cannot write"):
        desk.issue(ORDERED)
    assert [path.name for path in folder.iterdir()] == ["letter.txt"]
    assert {row.state for row in desk.ledger.issues()} == {"abandoned"}


def test_a_running_issue_is_left_alone_and_a_dead_one_is_settled(tmp_path: Path) -> None:
    desk = office(tmp_path)
    waits = "import time; from docgen.owners import this_process; print(this_process())"
    command = [sys.executable, "-c", f"{waits}; import sys; sys.stdout.flush(); time.sleep(60)"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT, text=True) as process:
        assert process.stdout is not None
        owner = process.stdout.readline().strip()
        desk.ledger.record(begun_by(owner, desk), WHO)
        assert recover(desk.ledger, WHO) == ()
        with pytest.raises(ConflictError, match="is being issued since"):
            desk.issue(ORDERED)
        process.kill()
    time.sleep(0.1)
    (said,) = recover(desk.ledger, WHO)
    assert "was undone" in said
    assert states(desk.issue(ORDERED)) == {"sales-contract": "issued"}


def begun_by(owner: str, desk: Office) -> IssueBegun:
    return IssueBegun(
        job="j",
        order="EX26-0001",
        company="X",
        run=1,
        owner=owner,
        input_sha256="0" * 64,
        facts={},
        folder=str(desk.out / "EX26-0001" / "r01"),
        numbers=(),
        draws=(),
        prices=(),
        papers=(),
    )


def test_a_lost_ledger_is_brought_back_from_the_papers(tmp_path: Path) -> None:
    desk = office(tmp_path)
    desk.issue(ORDERED)
    desk.issue(with_(ORDERED, {"/place": "SHANGHAI, CHINA"}))
    before = [(r.kind, r.revision, r.state, r.text_sha256) for r in desk.ledger.papers("EX26-0001")]
    desk.ledger.close()
    (tmp_path / "ledger.sqlite3").unlink()
    with pytest.raises(LedgerError, match="restore its backup"):
        Office(tmp_path).issue(ORDERED)
    new = open_ledger(tmp_path / "ledger.sqlite3", create=True)
    assert len(list(bring_back(new, desk.out, WHO))) == 2
    assert list(bring_back(new, desk.out, WHO)) == []
    after = [(r.kind, r.revision, r.state, r.text_sha256) for r in new.papers("EX26-0001")]
    assert (after, verify(new)) == (before, ())
    assert [row.order_number for row in new.uses(SLIP["number"])] == ["EX26-0001"]
