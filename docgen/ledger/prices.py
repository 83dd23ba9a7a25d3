"""Prices confirmed to customers, and money received from them."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any, ClassVar, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError
from sqlalchemy import Connection, bindparam, select
from typing_extensions import override

from docgen.errors import ConflictError, InputError
from docgen.findings import Finding, Severity, pointer
from docgen.ledger.events import Book, Event, known
from docgen.ledger.schema import price, receipt
from docgen.tables import Tables, code_of

Some = Annotated[str, Field(min_length=1, max_length=300)]
Amount = Annotated[Decimal, Field(ge=0, max_digits=23, decimal_places=8)]
_SAME = select(receipt).where(receipt.c.reference == bindparam("of_reference"))
_Maybe = BeforeValidator(lambda value: None if value == "" else value)


class Price(BaseModel):
    """A price that a customer was given for an article.

    Attributes:
        rule, place: Incoterms rule and place of the price.
        minimum_quantity: the smallest quantity it holds for.
        reference: contract, quotation or mail that confirmed it.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    customer: Some
    sku: Some
    price: Amount
    currency: Annotated[str, Field(pattern=r"^[A-Z]{3}$")]
    unit: Some
    rule: Annotated[str, Field(pattern=r"^[A-Z]{3}$")]
    place: Annotated[str, Field(max_length=300)] = ""
    minimum_quantity: Annotated[Amount | None, _Maybe] = None
    confirmed_on: date
    valid_until: Annotated[date | None, _Maybe] = None
    reference: Annotated[str, Field(max_length=300)] = ""


def add_prices(book: Book, prices: tuple[Price, ...]) -> None:
    """Writes prices under the event that confirmed them."""
    rows = (each.model_dump(mode="json") for each in prices)
    book.add(price, *(row | {"event": book.seq, "row": at} for at, row in enumerate(rows)))


@known
class PricesConfirmed(Event):
    """Prices confirmed outside of any order that docgen issued: quotations, a list imported."""

    kind: ClassVar[str] = "prices-confirmed"
    prices: tuple[Price, ...]

    @override
    def apply(self, book: Book) -> None:
        add_prices(book, self.prices)


@known
class MoneyReceived(Event):
    """A deposit or balance that came in against a contract (收款)."""

    kind: ClassVar[str] = "money-received"
    contract: Some
    purpose: Literal["deposit", "balance", "full"]
    value_date: date
    amount: Annotated[Amount, Field(gt=0)]
    currency: Annotated[str, Field(pattern=r"^[A-Z]{3}$")]
    rate: Annotated[Decimal, Field(gt=0)] | None = None
    """Units of the contract's currency for one unit received, where the currencies differ."""
    reference: Annotated[str, Field(max_length=300)] = ""
    """The bank's; the same one twice is refused."""

    @override
    def check(self, book: Book) -> None:
        there = book.one(_SAME, of_reference=self.reference) if self.reference else None
        if there:
            raise ConflictError(
                f"the receipt {self.reference} is on record: {there.currency} {there.amount} for"
                f" {there.contract} on {there.value_date}; give another reference if this is"
                " another payment."
            )

    @override
    def apply(self, book: Book) -> None:
        row = self.model_dump(mode="json")
        row["kind"] = row.pop("purpose")
        book.add(receipt, row | {"event": book.seq})


def prices_for(connection: Connection, customer: str = "", sku: str = "") -> Iterator[Price]:
    """The prices on record, of one customer or article where named, oldest first."""
    query = select(price).order_by(price.c.event, price.c.row)
    query = query.where(price.c.customer == customer) if customer else query
    query = query.where(price.c.sku == sku) if sku else query
    for row in connection.execute(query):
        yield Price.model_validate({name: row._mapping[name] for name in Price.model_fields})


def receipts_for(connection: Connection, contract: str) -> list[Any]:
    """The receipts against a contract, oldest first."""
    query = select(receipt).where(receipt.c.contract == contract).order_by(receipt.c.event)
    return list(connection.execute(query))


def read_prices(path: Path, tables: Tables) -> tuple[Price, ...]:
    """The prices in a CSV file whose first row names the columns as `Price` does.

    Units may be written as in an order (`PCS`).

    Raises:
        InputError: the file cannot be read; its findings name each row and column.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"cannot read {path} as CSV in UTF-8: {error}.") from error
    found: list[Price] = []
    faults: list[Finding] = []
    for number, row in enumerate(csv.DictReader(text.splitlines()), start=2):
        try:
            stated = Price.model_validate({k: v for k, v in row.items() if v is not None})
        except ValidationError as error:
            faults += (
                _fault(number, each["loc"], each["msg"].lower(), each["input"])
                for each in error.errors()
            )
            continue
        codes = {
            "unit": code_of(stated.unit, tables.units),
            "currency": code_of(stated.currency, tables.currencies),
            "rule": code_of(stated.rule, tables.incoterms),
        }
        faults += (
            _fault(number, (name,), "is in no table of docgen's", getattr(stated, name))
            for name, code in codes.items()
            if code is None
        )
        found.append(stated.model_copy(update=codes))
    if faults or not found:
        count = f"{len(faults)} faults" if faults else "no prices"
        raise InputError(f"{path} has {count}; nothing was imported.", tuple(faults))
    return tuple(found)


def _fault(number: int, where: tuple[str | int, ...], said: str, read: object) -> Finding:
    return Finding(
        code="INP-009",
        severity=Severity.ERROR,
        en=f"row {number}: {said}",
        zh=f"第{number}行:该列内容不符合要求",
        paths=(pointer((f"row {number}", *where)),),
        actual=str(read)[:60],
        hint="mend the row / 请修改该行",
    )
