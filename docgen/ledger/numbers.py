"""Numbers of papers: typed by the user or taken from a series, never twice, every gap explained.

A number is reserved for its order when the issue begins and used when it is done. One that was
reserved stays with its order for the next try; one that may have left the house is never given
back, only voided with a reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, ClassVar

from pydantic import BaseModel, ConfigDict
from sqlalchemy import Connection, bindparam, select, update
from typing_extensions import override

from docgen.errors import ConflictError, UsageError
from docgen.ledger.events import Book, Event, known
from docgen.ledger.schema import number, paper, series

_OF_KIND = (number.c.company == bindparam("of_company"), number.c.kind == bindparam("of_kind"))
_IS = (*_OF_KIND, number.c.key == bindparam("of_key"))
_ALL = select(number).where(*_OF_KIND)
_ROW = select(number).where(*_IS)
_KEPT = select(number.c.number, number.c.seq).where(
    *_OF_KIND,
    number.c.order_number == bindparam("of_order"),
    number.c.year == bindparam("of_year"),
    number.c.state == "reserved",
)
_OF_SERIES = (
    series.c.company == bindparam("of_company"),
    series.c.kind == bindparam("of_kind"),
    series.c.year == bindparam("of_year"),
)
_NEXT = select(series.c.next).where(*_OF_SERIES)
_SET_NEXT = update(series).where(*_OF_SERIES).values(next=bindparam("to"))
_USED = update(number).where(*_IS).values(state="used")
_VOID = update(number).where(*_IS).values(state="void", reason=bindparam("why"))
_VOID_PAPER = (
    update(paper)
    .where(
        paper.c.order_number == bindparam("of_order"),
        paper.c.kind == bindparam("of_kind"),
        paper.c.key == bindparam("of_key"),
        paper.c.state == "issued",
    )
    .values(state="void")
)
_FIELDS = re.compile(r"\{(prefix|yyyy|yy|seq(?::0[1-9])?)\}")


class Claim(BaseModel):
    """A number for a paper.

    Attributes:
        kind: kind of paper, such as `commercial-invoice`.
        number: as it stands on the paper.
        pattern: of the series that it was taken from; empty where the user typed it.
        year: of the series; 0 where the pattern names no year, so that it never starts again.
        seq: place in the series.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: str
    number: str
    pattern: str = ""
    prefix: str = ""
    year: int | None = None
    seq: int | None = None


@dataclass(frozen=True)
class Series:
    """The numbers of a kind of paper: `{prefix}{yy}{seq:04}` with `NB` gives NB260001."""

    company: str
    kind: str
    pattern: str
    prefix: str = ""

    def claim(self, text: str, year: int, seq: int) -> Claim:
        """A number of the series, for a paper."""
        return Claim(
            kind=self.kind,
            number=text,
            pattern=self.pattern,
            prefix=self.prefix,
            year=year,
            seq=seq,
        )


def key_of(text: str) -> str:
    """A number as it is compared: `nb26-0031` and `NB26 0031` are one."""
    return re.sub(r"[\s_./()-]", "", text.upper())


def next_claim(connection: Connection, line: Series, order: str, year: int) -> Claim:
    """The number that an order gets next of a series; nothing is taken by asking.

    The one that the order reserved before and did not use comes first; one that was typed by hand
    for another paper is passed over.

    Raises:
        UsageError: the pattern has no `{seq}` or a field that is not known.
    """
    key = year if "{yy" in line.pattern else 0
    of_kind = {"of_company": line.company, "of_kind": line.kind}
    kept = connection.execute(_KEPT, of_kind | {"of_order": order, "of_year": key}).first()
    if kept is not None:
        return line.claim(kept.number, key, kept.seq)
    seq = connection.execute(_NEXT, of_kind | {"of_year": key}).scalar() or 1
    while True:
        text = spelled(line.pattern, line.prefix, year, seq)
        if connection.execute(_ROW, of_kind | {"of_key": key_of(text)}).first() is None:
            return line.claim(text, key, seq)
        seq += 1


def spelled(pattern: str, prefix: str, year: int, seq: int) -> str:
    """A number by its pattern: `{prefix}`, `{yy}` or `{yyyy}`, and `{seq}` or `{seq:04}`.

    Raises:
        UsageError: the pattern has no `{seq}` or a field that is not known.
    """
    if "{seq" not in pattern or "{" in _FIELDS.sub("", pattern):
        raise UsageError(
            f"the pattern {pattern} of a series is not known; expected {{seq}} or {{seq:04}}, with"
            " {prefix}, {yy} or {yyyy} where wanted."
        )
    return pattern.format(prefix=prefix, yy=f"{year % 100:02}", yyyy=year, seq=seq)


def check_claims(book: Book, company: str, order: str, claims: tuple[Claim, ...]) -> None:
    """Refuses a number that another order has, or that is void.

    Raises:
        ConflictError: so it is; the message names the order that has it.
    """
    known = _known(book, company, claims)
    for claim in claims:
        taken = known.get((claim.kind, key_of(claim.number)))
        if taken and (taken.order_number != order or taken.state == "void"):
            state = f"void ({taken.reason})" if taken.state == "void" else taken.state
            raise ConflictError(
                f"the number {taken.number} of a {claim.kind} is {state} by order"
                f" {taken.order_number}; give this paper another number."
            )


def reserve(book: Book, company: str, order: str, claims: tuple[Claim, ...]) -> None:
    """Reserves numbers for an order; those that it has already stay as they are."""
    known = _known(book, company, claims)
    new = {(claim.kind, key_of(claim.number)): claim for claim in claims}
    rows = (
        claim.model_dump(include={"kind", "number", "year", "seq"})
        | {"company": company, "key": key, "order_number": order, "state": "reserved"}
        for (kind, key), claim in new.items()
        if (kind, key) not in known
    )
    book.add(number, *rows)
    for claim in claims:
        if claim.seq is not None:
            _advance(book, company, claim, claim.seq + 1)


def settle(book: Book, company: str, claims: tuple[Claim, ...]) -> None:
    """Marks reserved numbers as used."""
    book.change(_USED, *(_key(company, claim.kind, claim.number) for claim in claims))


def _advance(book: Book, company: str, claim: Claim, after: int) -> None:
    of = {"of_company": company, "of_kind": claim.kind, "of_year": claim.year}
    there = book.one(_NEXT, **of)
    if there is None:
        row = claim.model_dump(include={"kind", "year", "pattern", "prefix"})
        book.add(series, row | {"company": company, "next": after})
    elif after > there.next:
        book.change(_SET_NEXT, of | {"to": after})


def _known(book: Book, company: str, claims: tuple[Claim, ...]) -> dict[tuple[str, str], Any]:
    """The rows of those numbers that are on record, by kind and key."""
    found = (book.rows(_ROW, **_key(company, each.kind, each.number)) for each in claims)
    return {(row.kind, row.key): row for rows in found for row in rows}


def _key(company: str, kind: str, text: str) -> dict[str, str]:
    return {"of_company": company, "of_kind": kind, "of_key": key_of(text)}


@known
class NumberVoided(Event):
    """A number that no paper will bear any more."""

    kind: ClassVar[str] = "number-voided"
    company: str
    paper: str
    """Kind of paper."""
    number: str
    reason: str

    @override
    def check(self, book: Book) -> None:
        if (row := self._row(book)) is None:
            raise ConflictError(f"no {self.paper} has the number {self.number} on record.")
        if row.state == "void":
            raise ConflictError(f"the number {row.number} is void already ({row.reason}).")

    @override
    def apply(self, book: Book) -> None:
        key = _key(self.company, self.paper, self.number)
        row = self._row(book)
        book.change(_VOID, key | {"why": self.reason})
        book.change(_VOID_PAPER, key | {"of_order": row.order_number})

    def _row(self, book: Book) -> Any:
        return book.one(_ROW, **_key(self.company, self.paper, self.number))


@dataclass(frozen=True)
class Gap:
    """A number of a series that no paper in use bears.

    Attributes:
        state: `reserved`, `void` or, where the ledger cannot say, `unexplained`.
    """

    company: str
    kind: str
    number: str
    state: str
    order: str = ""
    reason: str = ""


def gaps(connection: Connection) -> Iterator[Gap]:
    """Every number of every series that is not in use, with its explanation."""
    for each in connection.execute(select(series)).all():
        of_kind = {"of_company": each.company, "of_kind": each.kind}
        there = {row.key: row for row in connection.execute(_ALL, of_kind)}
        for seq in range(1, each.next):
            text = spelled(each.pattern, each.prefix, each.year, seq)
            row = there.get(key_of(text))
            if row is None:
                yield Gap(each.company, each.kind, text, "unexplained")
            elif row.state != "used":
                named = (each.company, each.kind, row.number, row.state)
                yield Gap(*named, row.order_number, row.reason)
