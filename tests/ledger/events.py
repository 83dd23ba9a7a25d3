"""Events such as an office records, without the papers around them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from docgen.ledger import (
    Claim,
    Draw,
    IssueBegun,
    IssueDone,
    Ledger,
    MoneyReceived,
    PaperIssued,
    Price,
    Series,
)

WHO, FIRM = "CHEN YAN", "EXAMPLE TRADING CO., LTD."
INVOICES = Series(FIRM, "commercial-invoice", "{prefix}{yy}{seq:04}", "EX")


def slip(number: str = "SLIP-1", **change: Any) -> Draw:
    """A slip over 100 pieces and USD 1,000, used up by one invoice."""
    fields: dict[str, Any] = {
        "number": number,
        "kind": "e_slip",
        "holds_amount": Decimal("1000.00"),
        "currency": "USD",
        "holds_quantity": Decimal("100"),
        "unit": "H87",
        "invoice": "INV-1",
        "date": "2026-04-01",
        "amount": Decimal("900.00"),
        "quantity": Decimal("90"),
    }
    return Draw(**fields | change)


def price(sku: str = "EX-100", **change: Any) -> Price:
    """A confirmed price."""
    fields: dict[str, Any] = {
        "customer": "NORTHERN EXAMPLE AS",
        "sku": sku,
        "price": Decimal("1.85"),
        "currency": "USD",
        "unit": "H87",
        "rule": "FOB",
        "place": "NINGBO",
        "confirmed_on": date(2026, 3, 2),
    }
    return Price(**fields | change)


def paper(kind: str = "commercial-invoice", number: str = "INV-1", **change: Any) -> PaperIssued:
    """A paper of an issue."""
    fields: dict[str, Any] = {
        "kind": kind,
        "number": number,
        "revision": 0,
        "date": "2026-04-01",
        "text_sha256": "0" * 64,
        "facts": {"kind": kind, "number": number},
    }
    return PaperIssued(**fields | change)


def begun(order: str = "SC-1", job: str = "", **change: Any) -> IssueBegun:
    """An issue that begins; with one invoice of number INV-1 if nothing else is said."""
    fields: dict[str, Any] = {
        "job": job or f"job-{order}",
        "order": order,
        "company": FIRM,
        "run": 1,
        "owner": "host:boot:1:1",
        "input_sha256": "1" * 64,
        "facts": {"number": order},
        "folder": f"/papers/{order}/r01",
        "numbers": (Claim(kind="commercial-invoice", number="INV-1"),),
        "draws": (),
        "prices": (),
        "papers": (paper(),),
    }
    return IssueBegun(**fields | change)


def done(job: str) -> IssueDone:
    """An issue that is done."""
    return IssueDone(job=job, manifest_sha256="2" * 64, files={"a.pdf": "3" * 64})


def issued(ledger: Ledger, event: IssueBegun) -> None:
    """Records a whole issue."""
    ledger.record(event, WHO)
    ledger.record(done(event.job), WHO)


def receipt(reference: str = "R-1", **change: Any) -> MoneyReceived:
    """Money that came in."""
    fields: dict[str, Any] = {
        "contract": "SC-1",
        "purpose": "deposit",
        "value_date": date(2026, 3, 10),
        "amount": Decimal("1332.00"),
        "currency": "USD",
        "reference": reference,
    }
    return MoneyReceived(**fields | change)
