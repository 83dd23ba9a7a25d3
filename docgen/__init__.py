"""docgen makes and proves export paperwork from one validated order file.

The names below are the Python interface; they load when first used, so that importing docgen and
asking the command line for help cost nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

__version__ = "0.1.0"

if TYPE_CHECKING:
    from docgen.api import (
        Company,
        Style,
        build,
        check,
        check_file,
        company_of,
        compute,
        load_company,
        load_order,
        plan,
        render,
        render_order,
        waive,
    )
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
    "build",
    "check",
    "check_file",
    "company_of",
    "compute",
    "load_company",
    "load_order",
    "plan",
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
    "render_batch": "batch",
}


def __getattr__(name: str) -> object:
    """Loads a public name from its module when it is first asked for."""
    if name not in __all__:
        raise AttributeError(f"module docgen has no attribute {name}")
    from importlib import import_module

    return getattr(import_module(f"docgen.{_HOMES.get(name, 'api')}"), name)
