"""The ledger as its users see it: open it, record what happened, ask what happened before."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Connection, func, select

from docgen.ledger import events, issues, numbers, prices
from docgen.ledger.events import Entry, Event
from docgen.ledger.issues import IssueBegun
from docgen.ledger.numbers import Claim, Gap, Series
from docgen.ledger.prices import Price
from docgen.ledger.schema import certificate, issue, log, number, paper, sending, use
from docgen.ledger.store import WAIT_SECONDS, Store, open_store

T = TypeVar("T")


def open_ledger(
    where: Path | str, *, create: bool = False, wait_seconds: float = WAIT_SECONDS
) -> Ledger:
    """The ledger at a path on a local disk, or at a `postgresql://` address.

    One that is not there is never made by itself, for its series would start again at 1.

    Raises:
        LedgerError: there is none, or it is locked, damaged or cannot be written; the message
            names the cure.
    """
    return Ledger(open_store(str(where), create=create, wait_seconds=wait_seconds))


@dataclass(frozen=True)
class Ledger:
    """What happened before, on record."""

    store: Store

    def record(self, event: Event, who: str, at: datetime | None = None) -> Entry:
        """Records one event, all that follows from it, or nothing.

        Raises:
            ConflictError: it contradicts what is on record.
            LedgerError: the ledger cannot be written.
        """
        with self.store.writing() as connection:
            return events.record(connection, event, who, at or datetime.now(UTC))

    @contextmanager
    def recording(self) -> Iterator[Callable[[Event, str], Entry]]:
        """Several events in one transaction: all of them are recorded, or none."""
        with self.store.writing() as connection:
            yield lambda event, who: events.record(connection, event, who, datetime.now(UTC))

    def expected_number(self, line: Series, order: str, year: int) -> Claim:
        """The number that an order would get now; asking takes nothing."""
        return self._read(lambda held: numbers.next_claim(held, line, order, year))

    def gaps(self) -> tuple[Gap, ...]:
        """Every number of a series that is not in use, with its explanation."""
        return self._read(lambda held: tuple(numbers.gaps(held)))

    def prices(self, customer: str = "", sku: str = "") -> tuple[Price, ...]:
        """Prices confirmed, oldest first."""
        return self._read(lambda held: tuple(prices.prices_for(held, customer, sku)))

    def receipts(self, contract: str) -> tuple[Any, ...]:
        """Money received against a contract, oldest first."""
        return self._read(lambda held: tuple(prices.receipts_for(held, contract)))

    def uses(self, certificate_number: str = "") -> tuple[Any, ...]:
        """What orders took from certificates."""
        query = select(use).order_by(use.c.certificate, use.c.date)
        if certificate_number:
            query = query.where(use.c.certificate == certificate_number)
        return self._rows(query)

    def certificates(self) -> tuple[Any, ...]:
        """Every certificate on record."""
        return self._rows(select(certificate).order_by(certificate.c.number))

    def numbers(self, order: str = "") -> tuple[Any, ...]:
        """Numbers reserved, used or void."""
        query = select(number).order_by(number.c.kind, number.c.key)
        return self._rows(query.where(number.c.order_number == order) if order else query)

    def takers(self, company: str, text: str) -> tuple[Any, ...]:
        """Who has taken a number, of any kind of paper."""
        mine = (number.c.company == company, number.c.key == numbers.key_of(text))
        return self._rows(select(number).where(*mine))

    def sellers(self, kind: str, text: str) -> tuple[str, ...]:
        """The companies of which a paper has that number."""
        same = (number.c.kind == kind, number.c.key == numbers.key_of(text))
        return tuple(row.company for row in self._rows(select(number.c.company).where(*same)))

    def issues(self, order: str = "", state: str = "") -> tuple[Any, ...]:
        """Issues begun, oldest first."""
        query = select(issue).order_by(issue.c.event)
        query = query.where(issue.c.order_number == order) if order else query
        return self._rows(query.where(issue.c.state == state) if state else query)

    def papers(self, order: str, state: str = "") -> tuple[Any, ...]:
        """Papers issued of an order, every revision of each."""
        query = select(paper).where(paper.c.order_number == order)
        query = query.order_by(paper.c.run, paper.c.kind, paper.c.revision)
        return self._rows(query.where(paper.c.state == state) if state else query)

    def sendings(self, order: str) -> tuple[Any, ...]:
        """To whom the papers of an order went."""
        query = select(sending).where(sending.c.order_number == order)
        return self._rows(query.order_by(sending.c.event))

    def begun(self, job: str) -> IssueBegun:
        """What an issue said when it began."""
        return self._read(
            lambda held: issues.begun_event(events.Book(held, seq=0, at="", who=""), job)
        )

    def count(self) -> int:
        """How many events are on record."""
        return self._read(lambda held: int(held.execute(_COUNT).scalar() or 0))

    def close(self) -> None:
        """Gives back the file or the connections."""
        self.store.close()

    def _rows(self, query: Any) -> tuple[Any, ...]:
        return self._read(lambda held: tuple(held.execute(query)))

    def _read(self, action: Callable[[Connection], T]) -> T:
        with self.store.reading() as connection:
            return action(connection)


_COUNT = select(func.count()).select_from(log)
