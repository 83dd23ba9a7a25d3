"""What happened before: numbers, certificates, prices, money, issues, in one append-only log."""

from docgen.ledger.certificates import CertificateReleased, CertificateReserved, Draw
from docgen.ledger.events import Entry, Event, made
from docgen.ledger.issues import (
    IssueAbandoned,
    IssueBegun,
    IssueDone,
    OrderCancelled,
    PaperIssued,
    PaperSent,
)
from docgen.ledger.ledger import Ledger, open_ledger
from docgen.ledger.numbers import Claim, Gap, NumberVoided, Series
from docgen.ledger.prices import MoneyReceived, Price, PricesConfirmed, read_prices
from docgen.ledger.upkeep import backup, export, import_events, rebuild, verify

__all__ = [
    "CertificateReleased",
    "CertificateReserved",
    "Claim",
    "Draw",
    "Entry",
    "Event",
    "Gap",
    "IssueAbandoned",
    "IssueBegun",
    "IssueDone",
    "Ledger",
    "MoneyReceived",
    "NumberVoided",
    "OrderCancelled",
    "PaperIssued",
    "PaperSent",
    "Price",
    "PricesConfirmed",
    "Series",
    "backup",
    "export",
    "import_events",
    "made",
    "open_ledger",
    "read_prices",
    "rebuild",
    "verify",
]
