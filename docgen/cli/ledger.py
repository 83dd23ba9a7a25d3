"""`docgen ledger`: what happened before, looked at and looked after."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from docgen.cli.common import ProfileFile, day, one_of, who
from docgen.cli.issue import By, LedgerPlace
from docgen.errors import UsageError

if TYPE_CHECKING:
    from docgen.ledger import Event, Ledger

Order = Annotated[str, typer.Argument(help="Number of the order.", metavar="ORDER")]
Reason = Annotated[str, typer.Option("--reason", help="Why.")]
Shape = Annotated[str, typer.Option("--format", help="text or json, one object a line.")]


@contextmanager
def opened(place: str, profile: Path | None) -> Iterator[Ledger]:
    """The ledger that is meant: of the option, or of the profile here or above."""
    from docgen.ledger import open_ledger

    ledger = open_ledger(where(place, profile))
    try:
        yield ledger
    finally:
        ledger.close()


def where(place: str, profile: Path | None) -> str:
    """File or address of the ledger that is meant.

    Raises:
        UsageError: neither the option nor a profile names one.
    """
    from docgen import api

    company = api.load_company(profile) if profile else api.company_of(Path("order.json"))
    if not (named := place or company.ledger):
        raise UsageError("no ledger is named; give --ledger, or `ledger = ...` in docgen.toml.")
    return named


def note(place: str, profile: Path | None, event: Event, by: str) -> None:
    """Records an event and says so."""
    with opened(place, profile) as ledger:
        entry = ledger.record(event, who(by))
        print(f"recorded as event {entry.seq}: {event.kind}")


def listing(rows: Iterable[Any], shape: str, columns: tuple[str, ...] = ()) -> None:
    """Rows on the screen, one a line: everything as JSON, or these columns as text."""
    one_of(shape, "--format", ("text", "json"))
    for row in rows:
        fields = dict(row._mapping) if hasattr(row, "_mapping") else dict(row)
        if shape == "json":
            print(json.dumps(fields, ensure_ascii=False, default=str))
        else:
            shown = columns or tuple(fields)
            print("  ".join(str(fields[name]) for name in shown if fields[name] not in ("", None)))


_PAPER = ("run", "kind", "number", "revision", "state", "date")
_RECEIPT = ("value_date", "kind", "currency", "amount", "reference")


def init(ledger: LedgerPlace = "", profile: ProfileFile = None) -> None:
    """Make a new ledger; one that is there is never overwritten."""
    from docgen.ledger import open_ledger

    made = open_ledger(where(ledger, profile), create=True)
    print(f"made {made.store.name}")
    made.close()


def status(
    order: Annotated[str, typer.Argument(metavar="[ORDER]")] = "",
    ledger: LedgerPlace = "",
    profile: ProfileFile = None,
    shape: Shape = "text",
) -> None:
    """What is on record, of one order or in all; of one also what was shipped of each article."""
    from docgen.api.standing import shipped_to_date

    with opened(ledger, profile) as book:
        listing(book.issues(order), shape, ("order_number", "run", "state", "at", "who", "folder"))
        if order:
            listing(book.papers(order), shape, _PAPER)
            listing(book.receipts(order), shape, _RECEIPT)
            listing(book.sendings(order), shape, ("kind", "key", "revision", "receiver", "date"))
            listing(
                (vars(each) | {"open": each.open} for each in shipped_to_date(book, order)), shape
            )
        print(f"{book.count()} events in {book.store.name}", file=sys.stderr)


def certificates(
    ledger: LedgerPlace = "", profile: ProfileFile = None, shape: Shape = "text"
) -> None:
    """Inspection certificates, and which order or invoice took what from each."""
    with opened(ledger, profile) as book:
        listing(book.certificates(), shape)
        listing(book.uses(), shape)


def numbers(
    gaps: Annotated[
        bool, typer.Option("--gaps", help="Only those of a series that no paper bears, and why.")
    ] = False,
    ledger: LedgerPlace = "",
    profile: ProfileFile = None,
    shape: Shape = "text",
) -> None:
    """Numbers reserved, used and void; with --gaps exit code 1 where one is unexplained."""
    with opened(ledger, profile) as book:
        found = book.gaps() if gaps else book.numbers()
        listing((vars(each) if gaps else each for each in found), shape)
    if gaps and any(each.state == "unexplained" for each in found):
        raise typer.Exit(1)


def prices(
    customer: Annotated[str, typer.Option(help="Of this buyer only.")] = "",
    sku: Annotated[str, typer.Option(help="Of this article only.")] = "",
    ledger: LedgerPlace = "",
    profile: ProfileFile = None,
    shape: Shape = "text",
) -> None:
    """Prices confirmed, oldest first."""
    with opened(ledger, profile) as book:
        listing((each.model_dump() for each in book.prices(customer, sku)), shape)


def receipt(
    contract: Order,
    amount: Annotated[str, typer.Option("--amount", help="As 14580.00.")],
    currency: Annotated[str, typer.Option("--currency", help="ISO 4217, as USD.")],
    date: Annotated[str, typer.Option("--date", help="Value date, YYYY-MM-DD.")],
    kind: Annotated[str, typer.Option("--kind", help="deposit, balance or full.")] = "deposit",
    rate: Annotated[str, typer.Option(help="Contract's currency for one unit received.")] = "",
    reference: Annotated[str, typer.Option(help="The bank's; never taken twice.")] = "",
    by: By = "",
    ledger: LedgerPlace = "",
    profile: ProfileFile = None,
) -> None:
    """Record money that came in against a contract (收款)."""
    from docgen.ledger import MoneyReceived, made

    fields = {"contract": contract, "purpose": kind, "amount": amount, "currency": currency}
    fields |= {"value_date": str(day(date, "--date")), "reference": reference}
    event = made(MoneyReceived, fields | ({"rate": rate} if rate else {}))
    note(ledger, profile, event, by)


def void(
    kind: Annotated[str, typer.Argument(help="Kind of paper, such as commercial-invoice.")],
    number: Annotated[str, typer.Argument(help="The number as it stands on the paper.")],
    reason: Reason,
    company: Annotated[str, typer.Option(help="Of this seller, where several have it.")] = "",
    by: By = "",
    ledger: LedgerPlace = "",
    profile: ProfileFile = None,
) -> None:
    """Void a number for good, with the paper that bears it."""
    from docgen.ledger import NumberVoided

    with opened(ledger, profile) as book:
        sellers = [company] if company else list(book.sellers(kind, number))
    if len(sellers) > 1:
        raise UsageError(f"{', '.join(sellers)} have a {kind} {number}; say which with --company.")
    named = sellers[0] if sellers else ""
    event = NumberVoided(company=named, paper=kind, number=number, reason=reason)
    note(ledger, profile, event, by)


def release(
    certificate: Annotated[str, typer.Argument(help="Number of the certificate.")],
    order: Order,
    reason: Reason,
    by: By = "",
    ledger: LedgerPlace = "",
    profile: ProfileFile = None,
) -> None:
    """Free a certificate that an order has reserved or used."""
    from docgen.ledger import CertificateReleased

    event = CertificateReleased(certificate=certificate, order=order, reason=reason)
    note(ledger, profile, event, by)


def cancel(
    order: Order,
    reason: Reason,
    by: By = "",
    ledger: LedgerPlace = "",
    profile: ProfileFile = None,
) -> None:
    """Void the papers and numbers of an order that fell through, and say which to recall."""
    from docgen.api.standing import recalled
    from docgen.ledger import OrderCancelled

    with opened(ledger, profile) as book:
        out = {(each.kind, each.key, each.revision) for each in book.sendings(order)}
        standing = [
            each
            for each in book.papers(order)
            if each.state == "issued" or (each.kind, each.key, each.revision) in out
        ]
        book.record(OrderCancelled(order=order, reason=reason), who(by))
        print(f"{order} is cancelled; its papers and numbers are void")
        for each in recalled(book, order, standing):
            print(f"    recall 收回旧资料: {each}")


def sent(
    order: Order,
    kind: Annotated[str, typer.Argument(help="Kind of paper.")],
    to: Annotated[str, typer.Option("--to", help="Who has it now.")],
    date: Annotated[str, typer.Option("--date", help="YYYY-MM-DD.")],
    number: Annotated[str, typer.Option(help="Number of the paper, where it has one.")] = "",
    by: By = "",
    ledger: LedgerPlace = "",
    profile: ProfileFile = None,
) -> None:
    """Record to whom a paper went, so that it can be recalled."""
    from docgen.ledger import PaperSent

    when = str(day(date, "--date"))
    event = PaperSent(order=order, paper=kind, number=number, to=to, date=when)
    note(ledger, profile, event, by)


COMMANDS = (init, status, certificates, numbers, prices, receipt, void, release, cancel, sent)
