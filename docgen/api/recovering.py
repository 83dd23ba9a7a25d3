"""Issues that stopped half way, and issues that a lost ledger has forgotten.

The folders of papers tell both: an issue whose folder is there was published.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from docgen import outbox, owners
from docgen.errors import ConflictError, LedgerError
from docgen.ledger import IssueAbandoned, IssueBegun, IssueDone, Ledger
from docgen.manifest import Manifest, published


def recover(ledger: Ledger, who: str, order: str = "", *, force: bool = False) -> tuple[str, ...]:
    """Settles every issue whose process is gone; says what became of each.

    The folder decides: a whole one was published, so the ledger follows; without one nothing left
    the house, so certificates are free again and the numbers wait for the order's next try.
    `force` settles those of processes too that may still live, on another machine perhaps.
    """
    said = []
    for row in ledger.issues(order, "open"):
        if owners.alive(row.owner) and not force:
            continue
        folder = Path(row.folder)
        found = published(folder)
        if found and found[0].issue and found[0].issue.job == row.job:
            finish(ledger, row.job, *found, who)
            said.append(f"{row.order_number}: the papers in {folder} are recorded now")
        else:
            outbox.drop(folder, row.job)
            reason = "stopped before its papers were published"
            ledger.record(IssueAbandoned(job=row.job, reason=reason), who)
            said.append(f"{row.order_number}: an issue that stopped half way was undone")
    return tuple(said)


def finish(ledger: Ledger, job: str, manifest: Manifest, digest: str, who: str) -> None:
    """Records that the papers of an issue lie in their folder."""
    files = {file.file: file.sha256 for paper in manifest.papers for file in paper.files}
    ledger.record(IssueDone(job=job, manifest_sha256=digest, files=files), who)


def bring_back(ledger: Ledger, out: Path, who: str) -> Iterator[str]:
    """Records the issues whose papers lie under a folder and that the ledger does not know.

    What no paper tells is not brought back: receipts, prices imported, to whom papers went.

    Raises:
        LedgerError: there are no issued papers, or one contradicts what is on record.
    """
    known = {row.job for row in ledger.issues()}
    records = sorted(out.glob("**/*-issue.json"))
    if not records:
        raise LedgerError(f"there are no issued papers under {out}; give the folder of `-o`.")
    for record in records:
        begun = _begun(record)
        found = published(record.parent)
        if begun.job in known or not found or not found[0].issue or found[0].issue.job != begun.job:
            continue
        try:
            ledger.record(begun, who)
            finish(ledger, begun.job, *found, who)
        except ConflictError as error:
            raise LedgerError(f"{record}: {error}") from error
        yield f"{begun.order} r{begun.run:02}: brought back from {record.parent}"


def _begun(record: Path) -> IssueBegun:
    try:
        return IssueBegun.model_validate_json(record.read_bytes())
    except (OSError, ValueError) as error:
        raise LedgerError(f"{record} cannot be read as the record of an issue.") from error
