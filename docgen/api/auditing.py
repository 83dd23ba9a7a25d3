"""The audit of a letter of credit and of papers: what a documentation specialist is asked to do.

A file is an order, whose papers are audited as they will read, or an audit file that holds only a
credit and papers.
"""

from __future__ import annotations

from datetime import date
from hashlib import sha256
from pathlib import Path

from docgen import checks
from docgen.api.amending import request_of
from docgen.api.company import Company, company_of
from docgen.api.orders import check, parse_order, read_file
from docgen.api.remembering import recall
from docgen.checks import Report
from docgen.documents.amendment_request import AmendmentRequest
from docgen.errors import InputError
from docgen.intake import holds_an_order, read_audit_file
from docgen.reports.model import CheckReport, of_report, of_unreadable


def audit(
    data: bytes, path: Path, company: Company | None = None, as_of: date | None = None
) -> Report:
    """What every rule finds of the order, or of the credit and papers, in bytes read from `path`.

    Raises:
        InputError: the bytes are neither; its findings hold every problem found.
    """
    company, day = company or company_of(path), as_of or date.today()
    if holds_an_order(data):
        order, history = recall(parse_order(data, path, company), company, None)
        return check(order, company, day, history)
    file = read_audit_file(data, company.tables, str(path))
    return checks.audit(file, company.tables, company.profile, day)


def audit_file(
    path: Path | str, company: Company | None = None, as_of: date | None = None
) -> CheckReport:
    """The report on a file; one that cannot be read has a report too, with what is wrong."""
    return audit_with_request(path, company, as_of)[0]


def audit_with_request(
    path: Path | str, company: Company | None = None, as_of: date | None = None
) -> tuple[CheckReport, AmendmentRequest | None]:
    """The report on a file, and the request to amend its credit where there is cause for one."""
    path, day = Path(path), as_of or date.today()
    data = b""
    try:
        data = read_file(path)
        report = audit(data, path, company, day)
    except InputError as error:
        return of_unreadable(error, str(path), sha256(data).hexdigest(), day), None
    return of_report(report, str(path), sha256(data).hexdigest()), request_of(report)
