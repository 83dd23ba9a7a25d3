"""With `--issue` the numbers and revisions are the ledger's, and nothing is issued twice."""

from __future__ import annotations

from pathlib import Path

from docgen.ledger import open_ledger
from tests.watch.folders import answer, drop, made, names, once, order, watched


def test_a_changed_order_is_issued_as_a_revision_and_the_same_one_not_again(
    tmp_path: Path,
) -> None:
    folder, book = watched(tmp_path), tmp_path / "ledger.sqlite3"
    open_ledger(book, create=True).close()
    drop(folder, "first.json", order(1))
    drop(folder, "same.json", order(1))
    drop(folder, "changed.json", order(1, place="SHANGHAI, CHINA", buyer_reference="PO-2"))
    once(folder, "--issue", "--ledger", str(book))
    assert answer(folder, "done", "first")["orders"][0]["folder"] == "../out/EX26-00001/r01"
    assert answer(folder, "duplicate", "same")["orders"][0]["folder"] == "../out/EX26-00001/r01"
    assert answer(folder, "done", "changed")["orders"][0]["state"] == "made"
    assert names(folder / "out") == ["EX26-00001"]
    found = made(folder)
    ledger = open_ledger(book)
    assert [row.state for row in ledger.issues("EX26-00001")] == ["done"] * len(
        {path.split("/")[1] for path in found}
    )
    ledger.close()
    assert all((folder / "out" / path).stat().st_mode & 0o044 == 0o044 for path in found)


def test_a_ledger_that_is_gone_makes_everything_wait(tmp_path: Path) -> None:
    folder, book = watched(tmp_path), tmp_path / "ledger.sqlite3"
    drop(folder, "a.json", order(1))
    run = once(folder, "--issue", "--ledger", str(book), code=1)
    assert "there is no ledger" in run.stderr
    assert names(folder / "needs-fix") == names(folder / "quarantine") == []
    open_ledger(book, create=True).close()
    once(folder, "--issue", "--ledger", str(book))
    assert answer(folder, "done", "a")["state"] == "done"


def test_issuing_without_a_ledger_is_refused_at_the_start(tmp_path: Path) -> None:
    folder = watched(tmp_path)
    drop(folder, "a.json", order(1))
    assert "ledger" in once(folder, "--issue", code=2).stderr
    assert names(folder / "inbox") == ["a.json"]
