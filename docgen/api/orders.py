"""An order file read, its figures computed, and what the checks find of it."""

from __future__ import annotations

from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from docgen import checks
from docgen.api.company import Company, company_of
from docgen.api.remembering import recall
from docgen.checks import Report
from docgen.context import Context
from docgen.errors import InputError
from docgen.history import NOTHING, History
from docgen.intake import files, read_order
from docgen.intake.strict_json import MAX_BYTES
from docgen.order import Order
from docgen.reports.model import CheckReport, of_report, of_unreadable
from docgen.totals import Totals
from docgen.totals import compute as compute_totals

if TYPE_CHECKING:
    from docgen.ledger import Ledger

__all__ = ["MAX_BYTES", "check", "check_file", "compute", "context_of", "load_order"]


def load_order(path: Path | str, company: Company | None = None) -> Order:
    """The order in a file, with what it leaves to the company profile.

    Raises:
        InputError: the file cannot be read or is no order; its findings name every problem.
    """
    return parse_order(read_file(Path(path)), Path(path), company)


def parse_order(data: bytes, path: Path, company: Company | None = None) -> Order:
    """The order in bytes that were read from `path`."""
    company = company or company_of(path)
    return read_order(data, company.tables, company.profile, str(path))


def read_file(path: Path) -> bytes:
    """The bytes of an order file.

    Raises:
        InputError: the file cannot be read.
    """
    return files.content(path, MAX_BYTES, "the order")


def compute(order: Order, company: Company | None = None) -> Totals:
    """Every figure that follows from the order."""
    return compute_totals(order, (company or Company()).tables)


def context_of(
    order: Order,
    company: Company | None = None,
    as_of: date | None = None,
    history: History = NOTHING,
) -> Context:
    """Everything beside the order that its checks and papers rest on; `as_of` is today if absent.

    Raises:
        InputError: the figures of the order cannot be computed.
    """
    company = company or Company()
    totals = compute(order, company)
    return Context(as_of or date.today(), company.tables, totals, company.profile, history)


def check(
    order: Order,
    company: Company | None = None,
    as_of: date | None = None,
    history: History = NOTHING,
) -> Report:
    """What the rules of the catalogue find of an order.

    Raises:
        InputError: the figures cannot be computed, or a setting of the checks is not valid.
    """
    return checks.check(order, context_of(order, company, as_of, history))


def check_file(
    path: Path | str,
    company: Company | None = None,
    as_of: date | None = None,
    ledger: Ledger | None = None,
) -> CheckReport:
    """The report on an order file; one that is no order has a report too, with what is wrong.

    What the ledger remembers is checked too: the one given, or else the company's.

    Raises:
        LedgerError: the ledger cannot be read.
    """
    path, day = Path(path), as_of or date.today()
    data = b""
    try:
        data = read_file(path)
        company = company or company_of(path)
        order, history = recall(parse_order(data, path, company), company, ledger)
        report = check(order, company, day, history)
    except InputError as error:
        return of_unreadable(error, str(path), sha256(data).hexdigest(), day)
    return of_report(report, str(path), sha256(data).hexdigest())
