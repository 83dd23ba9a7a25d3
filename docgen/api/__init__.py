"""The way from an order file to its papers, as short functions that each serve alone.

Issuing, with the ledger under it, is `docgen.api.issuing`.
"""

from docgen.api.auditing import audit, audit_file
from docgen.api.company import Company, company_of, load_company
from docgen.api.crediting import read_credit
from docgen.api.orders import (
    MAX_BYTES,
    check,
    check_file,
    compute,
    context_of,
    load_order,
    parse_order,
    read_file,
)
from docgen.api.papers import PLAIN, Format, Style, build, render
from docgen.api.planning import plan
from docgen.api.remembering import history_of, ledger_of
from docgen.api.sets import render_order
from docgen.api.waiving import waive

__all__ = [
    "MAX_BYTES",
    "PLAIN",
    "Company",
    "Format",
    "Style",
    "audit",
    "audit_file",
    "build",
    "check",
    "check_file",
    "company_of",
    "compute",
    "context_of",
    "history_of",
    "ledger_of",
    "load_company",
    "load_order",
    "parse_order",
    "plan",
    "read_credit",
    "read_file",
    "render",
    "render_order",
    "waive",
]
