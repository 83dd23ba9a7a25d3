"""A ledger that cannot be trusted is refused with the cure, and nothing is lost or made anew."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from docgen.errors import LedgerError
from docgen.ledger import Ledger, open_ledger, verify
from tests.ledger.events import WHO, receipt
from tests.test_outbox import mounted


def test_a_ledger_that_is_not_there_is_never_made_by_itself(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match=r"restore its backup or rebuild it .* ledger init"):
        open_ledger(tmp_path / "ledger")
    assert list(tmp_path.iterdir()) == []


def test_a_ledger_that_is_there_is_never_made_again(tmp_path: Path, ledger: Ledger) -> None:
    ledger.record(receipt(), WHO)
    with pytest.raises(LedgerError, match="never overwritten"):
        open_ledger(ledger.store.name, create=True)
    assert ledger.count() == 1


@pytest.mark.parametrize("content", [b"", b"hello, world" * 1000])
def test_a_file_that_is_no_ledger_is_refused_and_kept(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "ledger"
    path.write_bytes(content)
    with pytest.raises(LedgerError, match="no ledger"):
        open_ledger(path)
    assert path.read_bytes() == content


def test_a_damaged_ledger_is_refused_with_the_cure(ledger: Ledger) -> None:
    for number in range(50):
        ledger.record(receipt(f"R-{number}"), WHO)
    ledger.close()
    path = Path(ledger.store.name)
    content = bytearray(path.read_bytes())
    for start in range(4096, len(content), 4096):
        content[start : start + 64] = b"\xff" * 64
    path.write_bytes(content)
    with pytest.raises(LedgerError, match=r"damaged.*restore the last backup"):
        open_ledger(path)
    assert path.read_bytes() == content


def test_a_ledger_of_a_later_docgen_is_refused(ledger: Ledger) -> None:
    with sqlite3.connect(ledger.store.name) as connection:
        connection.execute("UPDATE ledger SET version = 99")
    with pytest.raises(LedgerError, match="version 99"):
        open_ledger(ledger.store.name)


def test_a_ledger_held_by_another_program_is_waited_for_and_then_refused(ledger: Ledger) -> None:
    other = sqlite3.connect(ledger.store.name, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    impatient = pytest.raises(LedgerError, match="another program holds it")
    with impatient:
        open_ledger(ledger.store.name, wait_seconds=0.2)
    other.execute("ROLLBACK")
    again = open_ledger(ledger.store.name, wait_seconds=0.2)
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(LedgerError, match="another program holds it"):
        again.record(receipt(), WHO)
    other.execute("ROLLBACK")
    again.record(receipt(), WHO)
    assert again.count() == 1


def test_a_reader_sees_the_ledger_while_another_writes(ledger: Ledger) -> None:
    ledger.record(receipt("A"), WHO)
    reader = open_ledger(ledger.store.name, wait_seconds=0.2)
    with ledger.recording() as record:
        record(receipt("B"), WHO)
        assert reader.count() == 1
    assert reader.count() == 2


def test_what_makes_a_commit_last_is_set_and_read_back(ledger: Ledger) -> None:
    with ledger.store.reading() as connection:
        level = connection.exec_driver_sql("PRAGMA synchronous").scalar()
        journal = connection.exec_driver_sql("PRAGMA journal_mode").scalar()
    assert (journal, level) in {("truncate", 3), ("wal", 2)}


@pytest.mark.root
def test_a_full_disk_is_said_and_loses_nothing(tmp_path: Path) -> None:
    with mounted(tmp_path / "disk", "400k") as disk:
        ledger = open_ledger(disk / "ledger", create=True)
        written = 0
        with pytest.raises(LedgerError, match="the disk is full; free space"):
            for written in range(1000):
                ledger.record(receipt(f"R-{written}", contract="C" * 300), WHO)
        assert written > 10
        assert (ledger.count(), verify(ledger)) == (written, ())
        ledger.close()
        again = open_ledger(disk / "ledger")
        assert again.count() == written
        again.close()


@pytest.mark.root
def test_a_ledger_on_a_read_only_disk_can_be_read_and_says_why_not_written(tmp_path: Path) -> None:
    import subprocess

    with mounted(tmp_path / "disk", "4m") as disk:
        ledger = open_ledger(disk / "ledger", create=True)
        ledger.record(receipt(), WHO)
        ledger.close()
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
        again = open_ledger(disk / "ledger")
        assert again.count() == 1
        with pytest.raises(LedgerError, match="cannot be written; make the file"):
            again.record(receipt("R-2"), WHO)
        again.close()
