"""`docgen issue`: papers that leave the house, on record whole or not at all.

The papers are printed first, in memory. Then the ledger reserves their numbers and certificates,
the folder appears, and the ledger says that it is done; whoever finds an issue that stopped in
between carries it through if the folder is there, and undoes it if not.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from docgen import checks, outbox, owners
from docgen.api import claiming
from docgen.api.asked import Asked
from docgen.api.company import Company, company_of
from docgen.api.made_with import versions
from docgen.api.orders import context_of, parse_order, read_file
from docgen.api.papers import PLAIN, Format, Style, require
from docgen.api.printing import check_files, gate, not_made, print_joined, print_paper
from docgen.api.recovering import finish, recover
from docgen.api.remembering import CONTRACT, history_of, needed_ledger, numbered, ships_a_part
from docgen.api.revising import Change, Printing, changes, old_files, printings
from docgen.api.standing import recalled
from docgen.context import Context
from docgen.documents.kinds import KINDS
from docgen.documents.kinds import build as build_papers
from docgen.errors import ConflictError, OutputError
from docgen.ledger import Claim, IssueAbandoned, IssueBegun, Ledger
from docgen.manifest import IssueEntry, Manifest, PaperEntry
from docgen.order import Order
from docgen.renderers import pages_kept
from docgen.reports.model import CheckReport, of_report

_PROVED = Style(prove=True)


@dataclass(frozen=True)
class Issued:
    """What became of an order that was to be issued.

    Attributes:
        folder: where its new papers are; None where there was nothing new to print.
        recall: papers that no longer hold, with those to whom they were sent (收回旧资料).
        changes: what differs from the order as it was last issued.
    """

    folder: Path | None
    manifest: Manifest
    report: CheckReport
    recall: tuple[str, ...]
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class _Request:
    """What was asked for, with whose papers they are and what remembers them."""

    path: Path
    data: bytes
    file: Order
    company: Company
    ledger: Ledger
    asked: Asked
    reprint: bool

    @cached_property
    def input_sha256(self) -> str:
        return sha256(self.data).hexdigest()


@dataclass(frozen=True)
class _Attempt:
    """An order proved, and its papers beside what the ledger has of them at this moment."""

    order: Order
    context: Context
    report: checks.Report
    claims: tuple[Claim, ...]
    new: tuple[Printing, ...]
    rest: tuple[PaperEntry, ...]
    outdated: tuple[Printing, ...]
    run: int


def issue_order(
    path: Path | str,
    out: Path | str,
    *,
    who: str,
    ledger: Ledger | None = None,
    company: Company | None = None,
    kinds: tuple[str, ...] = (),
    formats: tuple[Format, ...] = ("pdf", "docx"),
    as_of: date | None = None,
    reprint: bool = False,
    joined: bool = False,
) -> Issued:
    """Checks an order, puts its new and changed papers into a folder of their own, and records it.

    Papers that stand as they were issued are not printed again, unless `reprint` asks for
    duplicates; a paper that changed says REVISED. Without `kinds` all papers are issued that the
    checks let through, but not a contract of which the order ships a part. `joined` adds the set of
    what is printed, where nothing is blocked.

    Raises:
        InputError: the file is no order.
        UsageError: there is no ledger or series, or the order has no facts for a kind.
        ConflictError: a number or certificate is another's, or the order is being issued elsewhere.
        RenderError: a paper cannot be printed faithfully; nothing is recorded.
        OutputError: the folder cannot be written; nothing is left behind, on disk or on record.
        LedgerError: the ledger cannot be read or written.
    """
    path = Path(path)
    asked = Asked(company, ledger, kinds, formats, as_of, joined)
    return issue_data(read_file(path), path, out, asked, who=who, reprint=reprint)


def issue_data(
    data: bytes, path: Path, out: Path | str, asked: Asked, *, who: str, reprint: bool = False
) -> Issued:
    """`issue_order` for the bytes of an order that were read from `path`."""
    company = asked.company or company_of(path)
    ledger = asked.ledger or needed_ledger(company)
    file = parse_order(data, path, company)
    recover(ledger, who, file.number)
    request = _Request(path, data, file, company, ledger, asked, reprint)
    attempt = _attempt(request)
    while attempt.new:
        begun, manifest, files = _prepare(request, attempt, Path(out).resolve())
        try:
            ledger.record(begun, who)
        except ConflictError:
            again = _attempt(request)  # others may have taken what this order was promised
            if (again.run, again.claims) == (attempt.run, attempt.claims):
                raise
            attempt = again
        else:
            _carry_out(ledger, begun, manifest, files, who)
            return _issued(request, attempt, manifest, Path(begun.folder))
    return _issued(request, attempt, _manifest(request, attempt, (), None), None)


def _attempt(request: _Request) -> _Attempt:
    ledger, kinds = request.ledger, request.asked.kinds
    order, claims = numbered(request.file, ledger, request.company)
    past = history_of(order, ledger, kinds)
    context = context_of(order, request.company, request.asked.as_of, past)
    report = checks.check(order, context)
    documents = build_papers(order, context)
    require(order, kinds, documents)
    every = printings(documents, tuple(report.dossier.ours), ledger.papers(order.number))
    kept = (CONTRACT,) if not kinds and ships_a_part(order, ledger) else ()
    wanted = [p for p in every if p.kind not in kept and (not kinds or p.kind in kinds)]
    _, blocked = gate(tuple(p.document for p in wanted), report, PLAIN)
    held = {entry.kind for entry in blocked}
    free = [p for p in wanted if p.kind not in held]
    new = tuple(p for p in free if request.reprint or not p.same)
    unchanged = tuple(_unchanged(p) for p in free if p not in new)
    done = [row for row in ledger.issues(order.number) if row.state == "done"]
    return _Attempt(
        order=order,
        context=context,
        report=report,
        claims=claims,
        new=new,
        rest=(*unchanged, *blocked, *not_made(tuple(p.document for p in wanted), kinds)),
        outdated=tuple(p for p in every if p.before and not p.same and p.kind not in kept),
        run=len(done) + 1,
    )


def _prepare(
    request: _Request, attempt: _Attempt, out: Path
) -> tuple[IssueBegun, Manifest, dict[str, bytes]]:
    """What the ledger is told, and everything for the folder, printed."""
    order, ledger = attempt.order, request.ledger
    files = check_files(order, _report(request, attempt))
    printed = _printed(request, attempt, files)
    faulty = any(r.blocks and r.finding.code.startswith("CRT") for r in attempt.report.results)
    job = uuid.uuid4().hex
    begun = IssueBegun(
        job=job,
        order=order.number,
        company=order.seller.name,
        run=attempt.run,
        owner=owners.this_process(),
        input_sha256=request.input_sha256,
        facts=claiming.facts_of(order),
        folder=str(out / order.number / f"r{attempt.run:02}"),
        numbers=claiming.numbers_of(attempt.new, attempt.claims),
        draws=claiming.draws_of(order, attempt.context, attempt.new, ledger, keep=not faulty),
        prices=claiming.prices_of(order, attempt.new),
        papers=tuple(each.entry for each in attempt.new),
    )
    files[f"{order.number}-issue.json"] = (begun.model_dump_json(indent=2) + "\n").encode()
    issue = IssueEntry(job=job, run=attempt.run)
    return begun, _manifest(request, attempt, printed, issue), files


def _printed(
    request: _Request, attempt: _Attempt, files: dict[str, bytes]
) -> tuple[PaperEntry, ...]:
    """Prints the new papers into `files`, each read again before it counts."""
    with pages_kept(request.asked.joined):
        entries = [_printed_alone(request, each, files) for each in attempt.new]
        if request.asked.joined:
            papers = tuple(each.marked for each in attempt.new)
            blocked = tuple(entry for entry in attempt.rest if entry.state == "blocked")
            about = (request.data, _report(request, attempt)), request.company, _PROVED
            entries.append(print_joined(attempt.order, papers, blocked, *about, files))
    return tuple(entries)


def _printed_alone(request: _Request, each: Printing, files: dict[str, bytes]) -> PaperEntry:
    entry = print_paper(each.marked, request.company, request.asked.formats, _PROVED, files)
    state = entry.state if KINDS[each.kind].form else "issued"
    return entry.model_copy(update={"state": state, "mark": each.marked.meta.mark})


def _carry_out(
    ledger: Ledger, begun: IssueBegun, manifest: Manifest, files: dict[str, bytes], who: str
) -> None:
    try:
        digest = outbox.publish(Path(begun.folder), manifest, files)
    except OutputError as error:
        outbox.drop(Path(begun.folder), begun.job)
        ledger.record(IssueAbandoned(job=begun.job, reason=str(error)), who)
        raise
    finish(ledger, begun.job, manifest, digest, who)


def _issued(
    request: _Request, attempt: _Attempt, manifest: Manifest, folder: Path | None
) -> Issued:
    done = [r for r in request.ledger.issues(attempt.order.number) if r.state == "done"]
    before = done[-2] if folder and len(done) > 1 else done[-1] if done and not folder else None
    differs: tuple[Change, ...] = ()
    if before is not None:
        then = request.ledger.begun(before.job).facts
        differs = tuple(changes(then, claiming.facts_of(attempt.order)))
    stale = (each.before for each in attempt.outdated)
    recall = recalled(request.ledger, attempt.order.number, stale)
    return Issued(folder, manifest, _report(request, attempt), recall, differs)


def _manifest(
    request: _Request,
    attempt: _Attempt,
    printed: tuple[PaperEntry, ...],
    issue: IssueEntry | None,
) -> Manifest:
    return Manifest(
        order=attempt.order.number,
        revision=attempt.order.revision,
        as_of=attempt.context.as_of,
        input_sha256=request.input_sha256,
        versions=versions(),
        papers=(*printed, *attempt.rest),
        replaces=tuple(old_files(request.ledger, attempt.outdated)),
        issue=issue,
    )


def _unchanged(each: Printing) -> PaperEntry:
    return PaperEntry(
        kind=each.kind,
        title=each.document.meta.title,
        state="unchanged",
        reason=f"issued in r{each.before.run:02} with the same text",
    )


def _report(request: _Request, attempt: _Attempt) -> CheckReport:
    return of_report(attempt.report, request.path.name, request.input_sha256)
