"""docgen makes and proves export paperwork from one validated order file.

The names below are the Python interface; they load when first used, so that importing docgen and
asking the command line for help cost nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docgen.version import __version__

if TYPE_CHECKING:
    from docgen.api import (
        Company,
        Style,
        audit_file,
        build,
        check,
        check_file,
        company_of,
        compute,
        load_company,
        load_order,
        plan,
        read_credit,
        render,
        render_order,
        waive,
    )
    from docgen.api.issuing import issue_order
    from docgen.batch import Outcome, render_batch
    from docgen.checks import Report
    from docgen.errors import (
        BlockedError,
        DocgenError,
        InputError,
        OutputError,
        RenderError,
        UsageError,
    )
    from docgen.findings import Finding, Severity
    from docgen.order import Order

__all__ = [
    "BlockedError",
    "Company",
    "DocgenError",
    "Finding",
    "InputError",
    "Order",
    "Outcome",
    "OutputError",
    "RenderError",
    "Report",
    "Severity",
    "Style",
    "UsageError",
    "__version__",
    "audit_file",
    "build",
    "check",
    "check_file",
    "company_of",
    "compute",
    "issue_order",
    "load_company",
    "load_order",
    "plan",
    "read_credit",
    "render",
    "render_batch",
    "render_order",
    "waive",
]
_HOMES = {
    "BlockedError": "errors",
    "Report": "checks",
    "DocgenError": "errors",
    "InputError": "errors",
    "OutputError": "errors",
    "RenderError": "errors",
    "UsageError": "errors",
    "Finding": "findings",
    "Severity": "findings",
    "Order": "order",
    "Outcome": "batch",
    "issue_order": "api.issuing",
    "render_batch": "batch",
}


def __getattr__(name: str) -> object:
    """Loads a public name from its module when it is first asked for."""
    if name not in __all__:
        raise AttributeError(f"module docgen has no attribute {name}")
    from importlib import import_module

    return getattr(import_module(f"docgen.{_HOMES.get(name, 'api')}"), name)
