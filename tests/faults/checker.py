"""Whether a watched folder lost, doubled or half-printed anything, told from its files alone.

Nothing of docgen is used here: what the daemon wrote is read as anyone would read it. `faults`
gives every sentence that is not as it must be; of a folder at rest it should give none.

    I1  every file dropped lies in exactly one place, and at rest beside its answer
    I2  an order has one folder of papers for each revision
    I3  every file of papers is there with the hash that its manifest says, and nothing else
    I4  numbers are unique, and every gap is explained
    I5  a certificate is used once
    I6  nothing else of the folder changed
    I7  another start changes nothing (`picture` before and after)
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import closing
from hashlib import sha256
from pathlib import Path

PENDING = ("inbox", "working")
FINAL = ("done", "needs-fix", "duplicate", "quarantine")
_RENEWED = {"health.json", "docgen.prom", "watch.log", "daemon.lock"}


def faults(
    folder: Path,
    dropped: Mapping[str, bytes],
    *,
    at_rest: bool = True,
    final: bool = True,
) -> list[str]:
    """What is wrong in a folder into which these files were dropped.

    Args:
        dropped: every file ever put into the inbox, by its name; each of other content.
        at_rest: no daemon is running and the last one ended by itself.
        final: nothing is left to do.
    """
    found = [*_lost_or_doubled(folder, dropped, final), *_papers(folder, at_rest)]
    found += _journal(folder, final)
    if at_rest:
        found += _left_over(folder)
    ledger = folder / "ledger.sqlite3"
    return found + (list(_ledger(folder, ledger)) if ledger.exists() else [])


def _lost_or_doubled(folder: Path, dropped: Mapping[str, bytes], final: bool) -> Iterator[str]:
    """I1."""
    lying = Counter[str]()
    where: dict[str, str] = {}
    for place in (*PENDING, *FINAL):
        for path in (folder / place).iterdir():
            if path.name.startswith(".") or ".result." in path.name:
                continue
            digest = sha256(path.read_bytes()).hexdigest()
            lying[digest] += 1
            where[digest] = f"{place}/{path.name}"
            if place in FINAL:
                yield from _answered(path, digest)
    known = {sha256(each).hexdigest(): name for name, each in dropped.items()}
    for digest, name in known.items():
        if lying[digest] != 1:
            yield f"I1 {name} lies in {lying[digest]} places"
        elif final and where[digest].split("/")[0] in PENDING:
            yield f"I1 {name} still lies at {where[digest]}"
    for digest in lying.keys() - known.keys():
        yield f"I1 {where[digest]} was never dropped"


def pending_or_done(folder: Path, dropped: Mapping[str, bytes]) -> list[str]:
    """Which of the files that were dropped lie nowhere or twice, while a disk is at fault."""
    lying = Counter(
        sha256(path.read_bytes()).hexdigest()
        for place in (*PENDING, *FINAL)
        for path in (folder / place).iterdir()
        if not path.name.startswith(".") and ".result." not in path.name
    )
    return [
        f"{name} lies in {lying[sha256(each).hexdigest()]} places"
        for name, each in dropped.items()
        if lying[sha256(each).hexdigest()] != 1
    ]


def _answered(path: Path, digest: str) -> Iterator[str]:
    page = path.with_name(f"{path.stem}.result.html")
    try:
        said = json.loads(path.with_name(f"{path.stem}.result.json").read_bytes())
    except (OSError, ValueError) as error:
        yield f"I1 {path.parent.name}/{path.name} has no answer: {error}"
        return
    if said["sha256"] != digest or said["state"] != path.parent.name:
        yield f"I1 the answer beside {path.parent.name}/{path.name} is of another file"
    if not page.exists() or "</html>" not in page.read_text(encoding="utf-8"):
        yield f"I1 {page.name} is not whole"
    for order in said["orders"]:
        for paper in order["papers"]:
            for file in paper["files"]:
                if not (path.parent / file["href"]).is_file():
                    yield f"I1 {path.name} links to {file['href']}, which is not there"


def _papers(folder: Path, at_rest: bool) -> Iterator[str]:
    """I2 and I3."""
    for order in (folder / "out").iterdir():
        if order.name.startswith(".docgen"):
            if at_rest and any(order.rglob("*")):
                yield f"I3 {order.name} holds what was not made to the end"
            continue
        inside = [each for each in order.iterdir() if not each.name.startswith(".docgen")]
        for each in inside:
            if each.name.rpartition("-")[0]:
                yield f"I2 {order.name} has {each.name} too"
            yield from whole(each)


def whole(papers: Path) -> list[str]:
    """What is wrong with a folder of papers that has a manifest or should have."""
    return list(_compared(papers))


def _compared(papers: Path) -> Iterator[str]:
    named = f"{papers.parent.name}/{papers.name}"
    try:
        manifest = json.loads((papers / "manifest.json").read_bytes())
    except (OSError, ValueError) as error:
        yield f"I3 {named} has no manifest: {error}"
        return
    listed = {each["file"]: each for paper in manifest["papers"] for each in paper["files"]}
    for name, each in listed.items():
        try:
            content = (papers / name).read_bytes()
        except OSError as error:
            yield f"I3 {named}/{name}: {error}"
            continue
        if sha256(content).hexdigest() != each["sha256"]:
            yield f"I3 {named}/{name} is not as its manifest says"
    for path in papers.iterdir():
        own = path.name == "manifest.json" or re.search(r"-(check|issue)\.", path.name)
        if not own and path.name not in listed:
            yield f"I3 {named}/{path.name} is in no manifest"


def _journal(folder: Path, final: bool) -> Iterator[str]:
    with closing(_opened(folder / "state" / "journal.sqlite3")) as rows:
        (said,) = rows.execute("PRAGMA integrity_check").fetchone()
        if said != "ok":
            yield f"the journal is damaged: {said}"
            return
        made = rows.execute("SELECT folder FROM job WHERE state = 'made'").fetchall()
        open_files = rows.execute("SELECT count(*) FROM file WHERE state != 'closed'").fetchone()
    names = Counter(name for (name,) in made if name)
    for name, times in names.items():
        if times > 1:
            yield f"I2 {name} is of {times} orders"
        if not (folder / "out" / name).is_dir():
            yield f"I2 {name} is said to be made and is not there"
    lying = {
        f"{each.parent.name}/{each.name}"
        for each in (folder / "out").glob("*/*")
        if not each.parent.name.startswith(".docgen") and not each.name.startswith(".docgen")
    }
    if final and open_files[0]:
        yield f"I1 {open_files[0]} files are not closed in the journal"
    if final and lying - names.keys() and not (folder / "ledger.sqlite3").exists():
        yield f"I2 no order made {', '.join(sorted(lying - names.keys())[:3])}"


def _left_over(folder: Path) -> Iterator[str]:
    """Temporary names that nobody will take away."""
    for place in FINAL:
        for path in (folder / place).glob(".docgen-*"):
            yield f"I1 {place}/{path.name} was left behind"


def _ledger(folder: Path, ledger: Path) -> Iterator[str]:
    """I4 and I5: what the ledger says of numbers and certificates, and what the papers say."""
    with closing(_opened(ledger)) as rows:
        numbers = rows.execute("SELECT key, state, year, seq FROM number").fetchall()
        uses = rows.execute("SELECT certificate, order_number FROM certificate_use").fetchall()
        open_issues = rows.execute("SELECT count(*) FROM issue WHERE state = 'open'").fetchone()
    for key, times in Counter(row[0] for row in numbers).items():
        if times > 1:
            yield f"I4 the number {key} was given {times} times"
    sequence = sorted(row[3] for row in numbers if row[3] is not None)
    if sequence and sequence != list(range(1, len(sequence) + 1)):
        yield f"I4 the numbers {sequence} have gaps that nothing explains"
    for certificate, times in Counter(row[0] for row in uses).items():
        if times > 1:
            yield f"I5 the certificate {certificate} is used {times} times"
    if open_issues[0]:
        yield f"I4 {open_issues[0]} issues are open"


def _opened(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"file:{path}?mode=ro", uri=True)


def picture(folder: Path) -> dict[str, str]:
    """Every file below a folder with its hash, but for what a daemon renews each time: I6, I7."""
    return {
        str(path.relative_to(folder)): sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file() and path.name not in _RENEWED and path.suffix != ".sqlite3"
    }


def rows(folder: Path) -> list[str]:
    """What the journal holds, for I7."""
    with closing(_opened(folder / "state" / "journal.sqlite3")) as journal:
        return list(journal.iterdump())
