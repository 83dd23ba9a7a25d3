"""Inspection certificates: reserved by an order, used by an invoice, never beyond what they say.

A slip (换证凭条) and an electronic ledger (电子底账) serve one order and one invoice in their life;
a paper slip (换证凭单) serves until its amount or quantity is used up.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any, ClassVar, Literal

from pydantic import BaseModel, ConfigDict
from sqlalchemy import bindparam, delete, select, update
from typing_extensions import override

from docgen.errors import ConflictError
from docgen.ledger.events import Book, Event, known
from docgen.ledger.schema import certificate, use

_MINE = (
    use.c.certificate == bindparam("of_certificate"),
    use.c.order_number == bindparam("of_order"),
)
_THIS = (*_MINE, use.c.invoice == bindparam("of_invoice"))
_USES = select(use).where(use.c.certificate == bindparam("of_certificate"))
_MY_USES = select(use.c.invoice).where(*_MINE)
_RESERVED = use.c.state == "reserved"
_DROP_MINE = delete(use).where(*_MINE)
_DROP_RESERVED = delete(use).where(*_MINE, _RESERVED)
_DROP_OF_JOB = delete(use).where(use.c.job == bindparam("of_job"), _RESERVED)
_DROP_OF_ORDER = delete(use).where(use.c.order_number == bindparam("of_order"), _RESERVED)
_USE = (
    update(use)
    .where(*_THIS)
    .values(state="used", amount=bindparam("new_amount"), quantity=bindparam("new_quantity"))
)
_HELD = select(certificate.c.number).where(certificate.c.number == bindparam("of_certificate"))


class Draw(BaseModel):
    """What an order takes from a certificate, with what the certificate says of itself.

    Attributes:
        invoice: number of the invoice; empty where the order only reserves it.
        date: of the invoice, ISO 8601.
        amount, quantity: what is taken, in the currency and unit of the certificate.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    number: str
    kind: Literal["e_slip", "paper_slip", "ledger"]
    holds_amount: Decimal
    currency: str
    holds_quantity: Decimal | None = None
    unit: str | None = None
    invoice: str = ""
    date: str
    amount: Decimal
    quantity: Decimal | None = None


def check_draws(book: Book, order: str, draws: tuple[Draw, ...]) -> None:
    """Refuses a certificate that another order or invoice has, or that does not hold enough.

    Raises:
        ConflictError: so it is; the message names the first order and invoice.
    """
    for draw in draws:
        others = [
            row
            for row in book.rows(_USES, of_certificate=draw.number)
            if row.order_number != order or (row.invoice and row.invoice != draw.invoice)
        ]
        if draw.kind != "paper_slip" and others:
            raise ConflictError(f"{_named(draw)} {_taken(others[0])}; {_CURE}.")
        _check_left(draw, others)


_CURE = "apply for a new inspection, or release it there with `docgen ledger release`"


def _check_left(draw: Draw, others: Iterable[Any]) -> None:
    amount, quantity = Decimal(0), Decimal(0)
    for row in others:
        amount += Decimal(row.amount)
        quantity += Decimal(row.quantity or 0)
    if amount + draw.amount > draw.holds_amount:
        left = draw.holds_amount - amount
        raise ConflictError(
            f"{_named(draw)} has {draw.currency} {left:,} left, but {draw.amount:,} is asked for;"
            f" {_CURE}."
        )
    if draw.holds_quantity is not None and draw.quantity is not None:
        left = draw.holds_quantity - quantity
        if draw.quantity > left:
            raise ConflictError(
                f"{_named(draw)} has {left:,} {draw.unit} left, but {draw.quantity:,} is asked for;"
                f" {_CURE}."
            )


def _named(draw: Draw) -> str:
    names = {"e_slip": "slip", "paper_slip": "paper slip", "ledger": "electronic ledger"}
    return f"the {names[draw.kind]} {draw.number}"


def _taken(row: Any) -> str:
    if row.state == "used":
        return f"was used on invoice {row.invoice} of order {row.order_number}"
    return f"is reserved by order {row.order_number}"


def reserve(book: Book, order: str, job: str, draws: tuple[Draw, ...]) -> None:
    """Reserves what an order draws; what an earlier try of it reserved gives way."""
    for draw in draws:
        _register(book, draw)
        mine = {"of_certificate": draw.number, "of_order": order}
        book.change(_DROP_RESERVED, mine)
        used = {row.invoice for row in book.rows(_MY_USES, **mine)}
        if draw.invoice in used or (used and not draw.invoice):
            continue  # printed again, and no second use
        row: dict[str, Any] = {
            "certificate": draw.number,
            "order_number": order,
            "invoice": draw.invoice,
        }
        row |= {"date": draw.date, "amount": str(draw.amount), "state": "reserved", "job": job}
        quantity = None if draw.quantity is None else str(draw.quantity)
        book.add(use, row | {"quantity": quantity})


def settle(book: Book, order: str, draws: tuple[Draw, ...]) -> None:
    """Marks as used what an invoice draws, at what it draws now; a mere reservation stays one."""
    book.change(
        _USE,
        *(
            {
                "of_certificate": draw.number,
                "of_order": order,
                "of_invoice": draw.invoice,
                "new_amount": str(draw.amount),
                "new_quantity": None if draw.quantity is None else str(draw.quantity),
            }
            for draw in draws
            if draw.invoice
        ),
    )


def give_back(book: Book, job: str) -> None:
    """Frees what an issue reserved that was not carried through."""
    book.change(_DROP_OF_JOB, {"of_job": job})


def free_reserved(book: Book, order: str) -> None:
    """Frees what an order reserved; what it used stays used."""
    book.change(_DROP_OF_ORDER, {"of_order": order})


def _register(book: Book, draw: Draw) -> None:
    if book.one(_HELD, of_certificate=draw.number):
        return
    row: dict[str, Any] = {"number": draw.number, "kind": draw.kind}
    row["amount"] = str(draw.holds_amount)
    quantity = None if draw.holds_quantity is None else str(draw.holds_quantity)
    row |= {"currency": draw.currency, "quantity": quantity, "unit": draw.unit}
    book.add(certificate, row)


@known
class CertificateReserved(Event):
    """A certificate kept for an order before anything is issued."""

    kind: ClassVar[str] = "certificate-reserved"
    order: str
    draw: Draw

    @override
    def check(self, book: Book) -> None:
        check_draws(book, self.order, (self.draw,))

    @override
    def apply(self, book: Book) -> None:
        reserve(book, self.order, "", (self.draw,))


@known
class CertificateReleased(Event):
    """A reservation or a use that a person takes back, with the reason."""

    kind: ClassVar[str] = "certificate-released"
    certificate: str
    order: str
    reason: str

    @override
    def check(self, book: Book) -> None:
        if book.one(_MY_USES, **self._mine()) is None:
            raise ConflictError(
                f"order {self.order} has not reserved or used the certificate {self.certificate}."
            )

    @override
    def apply(self, book: Book) -> None:
        book.change(_DROP_MINE, self._mine())

    def _mine(self) -> dict[str, str]:
        return {"of_certificate": self.certificate, "of_order": self.order}
