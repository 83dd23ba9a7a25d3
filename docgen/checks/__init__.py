"""The rule catalogue: proves that nothing in an order contradicts anything else."""

from docgen.checks.catalogue import CATALOGUE
from docgen.checks.engine import audit, check
from docgen.checks.report import NotChecked, Outcome, Report, Result
from docgen.checks.rule import Amend, Rule, Said

__all__ = [
    "CATALOGUE",
    "Amend",
    "NotChecked",
    "Outcome",
    "Report",
    "Result",
    "Rule",
    "Said",
    "audit",
    "check",
]
