"""Issues: papers that leave the house, in two steps so that no lock is held while they print.

`IssueBegun` reserves every number and certificate and says all that will follow; `IssueDone` makes
it so once the papers are published. What begins and is never done is either carried through or
undone by whoever finds it: the published folder decides.
"""

from __future__ import annotations

from typing import Any, ClassVar

from pydantic import BaseModel, ConfigDict
from sqlalchemy import bindparam, func, select, update
from typing_extensions import override

from docgen.errors import ConflictError, LedgerError
from docgen.ledger import certificates, numbers, prices
from docgen.ledger.certificates import Draw
from docgen.ledger.events import Book, Event, canonical_of, entry_at, known
from docgen.ledger.numbers import Claim, key_of
from docgen.ledger.prices import Price
from docgen.ledger.schema import issue, number, paper, sending

_OF_STATE = select(issue).where(
    issue.c.order_number == bindparam("of_order"), issue.c.state == bindparam("of_state")
)
_DONE = select(func.count()).where(
    issue.c.order_number == bindparam("of_order"), issue.c.state == "done"
)
_JOB = select(issue).where(issue.c.job == bindparam("of_job"))
_FINISH = (
    update(issue)
    .where(issue.c.job == bindparam("of_job"))
    .values(
        state="done",
        files=bindparam("new_files"),
        manifest_sha256=bindparam("new_manifest"),
    )
)
_ABANDON = update(issue).where(issue.c.job == bindparam("of_job")).values(state="abandoned")
_IS = (
    paper.c.order_number == bindparam("of_order"),
    paper.c.kind == bindparam("of_kind"),
    paper.c.key == bindparam("of_key"),
)
_REVISIONS = select(paper).where(*_IS).order_by(paper.c.revision.desc())
_SUPERSEDE = update(paper).where(*_IS, paper.c.state == "issued").values(state="superseded")
_VOID_NUMBERS = (
    update(number)
    .where(number.c.order_number == bindparam("of_order"), number.c.state != "void")
    .values(state="void", reason=bindparam("why"))
)
_VOID_PAPERS = (
    update(paper)
    .where(paper.c.order_number == bindparam("of_order"), paper.c.state == "issued")
    .values(state="void")
)


class PaperIssued(BaseModel):
    """One paper of an issue.

    Attributes:
        kind, number: of the paper; a kind without number has one paper an order.
        revision: 0 at first, counted up each time its text changes.
        duplicate: printed again as it was (DUPLICATE 副本).
        date: of the paper.
        text_sha256: hash of what stands on it.
        facts: the paper as an entry of `issued` in an order file.
        files: file names and their SHA-256.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: str
    number: str
    revision: int
    duplicate: bool = False
    date: str
    text_sha256: str
    facts: dict[str, Any]


@known
class IssueBegun(Event):
    """An order whose papers are about to be printed and published."""

    kind: ClassVar[str] = "issue-begun"
    job: str
    """Unique name of the attempt."""
    order: str
    company: str
    run: int
    """How many issues of the order were done before, plus one; it names the folder."""
    owner: str
    """The process that does it."""
    input_sha256: str
    facts: dict[str, Any]
    """The order as it is issued."""
    folder: str
    """Where its papers will be published."""
    numbers: tuple[Claim, ...]
    draws: tuple[Draw, ...]
    prices: tuple[Price, ...]
    papers: tuple[PaperIssued, ...]

    @override
    def check(self, book: Book) -> None:
        open_ = book.one(_OF_STATE, of_order=self.order, of_state="open")
        if open_:
            raise ConflictError(
                f"order {self.order} is being issued since {open_.at} by {open_.who}; wait for it,"
                " or run `docgen ledger recover` if that program is gone."
            )
        if self.run != next_run(book, self.order):
            raise ConflictError(f"order {self.order} was issued meanwhile; run again.")
        numbers.check_claims(book, self.company, self.order, self.numbers)
        certificates.check_draws(book, self.order, self.draws)

    @override
    def apply(self, book: Book) -> None:
        numbers.reserve(book, self.company, self.order, self.numbers)
        certificates.reserve(book, self.order, self.job, self.draws)
        row = self.model_dump(mode="json", include={"job", "run", "owner", "input_sha256"})
        row |= {"order_number": self.order, "folder": self.folder, "state": "open"}
        book.add(issue, row | {"at": book.at, "who": book.who, "event": book.seq})


def next_run(book: Book, order: str) -> int:
    """The number of an order's next issue."""
    row = book.one(_DONE, of_order=order)
    return 1 + (row[0] if row else 0)


@known
class IssueDone(Event):
    """The papers of an issue lie in their folder, whole."""

    kind: ClassVar[str] = "issue-done"
    job: str
    manifest_sha256: str
    files: dict[str, str]
    """SHA-256 of each file by its name."""

    @override
    def check(self, book: Book) -> None:
        if _job(book, self.job).state == "abandoned":
            raise ConflictError(f"the issue {self.job} was undone before; issue the order again.")

    @override
    def apply(self, book: Book) -> None:
        row = _job(book, self.job)
        if row.state == "done":
            return
        begun = _begun(book, row)
        numbers.settle(book, begun.company, begun.numbers)
        certificates.settle(book, begun.order, begun.draws)
        prices.add_prices(book, begun.prices)
        new = [each for each in begun.papers if not each.duplicate]
        book.change(_SUPERSEDE, *(paper_is(begun.order, each.kind, each.number) for each in new))
        book.add(paper, *(_row(begun, each) for each in new))
        files = {"new_files": canonical_of(self.files), "new_manifest": self.manifest_sha256}
        book.change(_FINISH, {"of_job": self.job} | files)


def _row(begun: IssueBegun, each: PaperIssued) -> dict[str, Any]:
    row = each.model_dump(mode="json", include={"kind", "number", "date", "text_sha256"})
    row |= {"order_number": begun.order, "key": key_of(each.number), "state": "issued"}
    row |= {"revision": each.revision, "job": begun.job, "run": begun.run}
    return row | {"facts": canonical_of(each.facts)}


@known
class IssueAbandoned(Event):
    """An issue that did not come to papers: its certificates are free, its numbers kept."""

    kind: ClassVar[str] = "issue-abandoned"
    job: str
    reason: str

    @override
    def check(self, book: Book) -> None:
        if _job(book, self.job).state == "done":
            raise ConflictError(f"the issue {self.job} is done; its papers are out.")

    @override
    def apply(self, book: Book) -> None:
        certificates.give_back(book, self.job)
        book.change(_ABANDON, {"of_job": self.job})


@known
class PaperSent(Event):
    """A paper that was handed to somebody, who is to be told if it goes stale."""

    kind: ClassVar[str] = "paper-sent"
    order: str
    paper: str
    number: str
    to: str
    date: str

    @override
    def check(self, book: Book) -> None:
        if self._row(book) is None:
            raise ConflictError(f"order {self.order} has issued no {self.paper} {self.number}.")

    @override
    def apply(self, book: Book) -> None:
        row = {"event": book.seq, "order_number": self.order, "kind": self.paper}
        row |= {"key": key_of(self.number), "receiver": self.to, "date": self.date}
        book.add(sending, row | {"revision": self._row(book).revision})

    def _row(self, book: Book) -> Any:
        return book.one(_REVISIONS, **paper_is(self.order, self.paper, self.number))


@known
class OrderCancelled(Event):
    """A sale that fell through: its papers and numbers are void."""

    kind: ClassVar[str] = "order-cancelled"
    order: str
    reason: str

    @override
    def check(self, book: Book) -> None:
        if book.one(_OF_STATE, of_order=self.order, of_state="open"):
            raise ConflictError(f"order {self.order} is being issued; wait, then cancel it.")
        if next_run(book, self.order) == 1:
            raise ConflictError(f"order {self.order} has issued nothing that could be cancelled.")

    @override
    def apply(self, book: Book) -> None:
        book.change(_VOID_NUMBERS, {"of_order": self.order, "why": self.reason})
        book.change(_VOID_PAPERS, {"of_order": self.order})
        certificates.free_reserved(book, self.order)


def paper_is(order: str, kind: str, number_: str) -> dict[str, str]:
    """What names a paper, whatever its revision."""
    return {"of_order": order, "of_kind": kind, "of_key": key_of(number_)}


def begun_event(book: Book, job: str) -> IssueBegun:
    """What an issue said when it began.

    Raises:
        ConflictError: there is none.
    """
    return _begun(book, _job(book, job))


def _begun(book: Book, row: Any) -> IssueBegun:
    begun = entry_at(book.connection, row.event).event
    if not isinstance(begun, IssueBegun):
        raise LedgerError(f"event {row.event} does not begin the issue {row.job}.")
    return begun


def _job(book: Book, job: str) -> Any:
    row = book.one(_JOB, of_job=job)
    if row is None:
        raise ConflictError(f"no issue {job} was begun here.")
    return row
