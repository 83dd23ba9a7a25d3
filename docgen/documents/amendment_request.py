"""The request for amendment of a credit (改证函): point by point, what it reads and should read.

It goes to the applicant, for only he can instruct the issuing bank; all points stand in one letter,
because an amendment is taken or refused as a whole (UCP 600 art. 10(e)). The points are in the
order of the fields of the message, so that the bank can type the MT707 from it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from docgen.credit.tags import tags
from docgen.documents import wording
from docgen.documents.captions import captions
from docgen.documents.parts import Block, Document, Fact, Letterhead, Meta, Signature
from docgen.order.credit import Credit
from docgen.tables import Tables
from docgen.text import dates, numbers

KIND = "amendment-request"
_BESIDE = 600
"""So many letters of a text find room in a column; longer clauses would outgrow the page."""


@dataclass(frozen=True)
class AmendmentPoint:
    """Something in a credit that has to be changed.

    Attributes:
        field: tag of the field, `44C`.
        clause: number of the clause in 46A or 47A, from 1; 0 for the field as a whole.
        reads: what stands there; empty where nothing does.
        should_read: what ought to stand there; empty where it is to go.
        reason: why, in a sentence that the applicant can check.
    """

    field: str
    clause: int
    reads: str
    should_read: str
    reason: str


@dataclass(frozen=True)
class Reference:
    """What the letter refers to besides the credit.

    Attributes:
        name: what its file is called by: number of the order, or name of the file that was audited.
        to: who is asked, name and address; the applicant of the credit where empty.
        contract, contract_date: the contract that the credit is to agree with.
        wanted_by: the day by which the amendment has to arrive so that the goods ship in time.
    """

    name: str
    to: str = ""
    contract: str = ""
    contract_date: date | None = None
    wanted_by: date | None = None


class PointRow(Block):
    """A point of the letter; a wide one has its texts one under the other, as they are long."""

    wide: bool = False
    number: str
    field: str
    name: str
    reads: str
    should_read: str
    reason: str


class AmendmentRequest(Document):
    """A request for amendment, ready to print."""

    letterhead: Letterhead
    title: str
    to: tuple[str, ...]
    facts: tuple[Fact, ...]
    opening: tuple[str, ...]
    rows: tuple[PointRow, ...]
    closing: tuple[str, ...]
    signature: Signature


def build(
    credit: Credit,
    points: Iterable[AmendmentPoint],
    sender: Letterhead,
    day: date,
    reference: Reference,
    tables: Tables,
) -> AmendmentRequest:
    """The letter from the beneficiary to the applicant.

    `sender` is our own letterhead, or `written_by` where no more is known of the beneficiary.
    """
    ordered = sorted(points, key=_place)
    names = captions(KIND, "en")
    said = f"L/C NO. {credit.number}" if credit.number else "LETTER OF CREDIT"
    return AmendmentRequest(
        kind=KIND,
        languages="en",
        meta=Meta(
            stem=f"{reference.name}-{KIND}",
            title=f"Request for amendment of {said}",
            subject=reference.name,
            author=sender.name,
            date=dates.iso(day),
            language="en",
        ),
        letterhead=sender,
        title=f"REQUEST FOR AMENDMENT OF {said}",
        to=tuple(filter(None, (reference.to or credit.applicant).split("\n"))),
        facts=_facts(credit, day, reference, tables),
        opening=_opening(len(ordered), reference),
        rows=tuple(_row(number, point) for number, point in enumerate(ordered, start=1)),
        closing=_closing(reference),
        signature=Signature(caption=names["signed_seller"], name=sender.name),
    )


def written_by(firm: str) -> Letterhead:
    """A firm as a credit or a contract has it, name and address line by line."""
    name, _, address = firm.partition("\n")
    return Letterhead(name=name, address=address.replace("\n", ", "))


def _place(point: AmendmentPoint) -> tuple[int, int]:
    """Where in the message a point stands; fields that no message has come last."""
    known, tag = list(tags()), point.field.upper()
    return (known.index(tag) if tag in known else len(known), point.clause)


def _row(number: int, point: AmendmentPoint) -> PointRow:
    names, tag = captions(KIND, "en"), point.field.upper()
    name = names.get(f"field_{tag}") or names.get(f"field_{tag[:2]}A")
    clause = f" clause {point.clause}" if point.clause else ""
    gone = "DELETE THIS CLAUSE" if point.clause else "DELETE"
    return PointRow(
        wide=max(len(point.reads), len(point.should_read), len(point.reason)) > _BESIDE,
        number=str(number),
        field=f"{point.field}{clause}",
        name=name.en if name else "",
        reads=point.reads or "NOT STATED",
        should_read=point.should_read or gone,
        reason=point.reason,
    )


def _facts(credit: Credit, day: date, reference: Reference, tables: Tables) -> tuple[Fact, ...]:
    """What a clerk needs to find the credit, and the dates that press."""

    def said(when: date | None) -> str:
        return dates.english(when) if when else ""

    amount = ""
    if credit.amount is not None and credit.currency:
        minor = tables.currencies[credit.currency].minor
        amount = f"{credit.currency} {numbers.money(credit.amount, minor)}"
    return wording.facts(
        captions(KIND, "en"),
        date=dates.english(day),
        credit=credit.number,
        issued=said(credit.issued),
        issuing_bank=credit.issuing_bank.replace("\n", ", "),
        advising_bank=credit.advising_bank.replace("\n", ", "),
        amount=amount,
        shipment=said(credit.latest_shipment),
        expiry=", ".join(filter(None, (said(credit.expiry), credit.expiry_place))),
        contract=f"{reference.contract}  {said(reference.contract_date)}".strip(),
    )


def _opening(count: int, reference: Reference) -> tuple[str, ...]:
    against = "the terms agreed between us"
    if reference.contract:
        against = f"Sales Contract No. {reference.contract}"
    wanting = "one point" if count == 1 else f"{count} points"
    return (
        "Dear Sirs,",
        f"We thank you for the above letter of credit. On checking it against {against} we find"
        f" {wanting} to be amended before we can ship the goods and present the documents. Please"
        " instruct the issuing bank to amend the credit as follows:",
    )


def _closing(reference: Reference) -> tuple[str, ...]:
    by = f"not later than {dates.english(reference.wanted_by)}" if reference.wanted_by else ""
    return (
        "All other terms and conditions of the credit remain unchanged.",
        "Please let all points be made in one amendment, and let it reach us through the advising"
        f" bank {by or 'as soon as possible'}. We shall ship the goods when we have received it.",
        "Yours faithfully,",
    )
