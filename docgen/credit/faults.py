"""What is wrong in a message: line and field, what was read and what was expected."""

from __future__ import annotations

from docgen.credit.messages import Tagged
from docgen.findings import Finding, Severity, printable

NOTHING = "CRM-001"
UNKNOWN_TAG = "CRM-002"
MALFORMED = "CRM-003"
TWICE = "CRM-004"
INCOMPLETE = "CRM-005"
AMENDMENT = "CRM-006"
OLD_FIELD = "CRM-007"
CHARACTERS = "CRM-008"
DOUBTFUL = "CRM-009"


def place(line: int, tag: str = "") -> str:
    """Where in the text: `line 12, field 31D`."""
    return f"line {line}, field {tag}" if tag else f"line {line}"


def fault(
    code: str,
    where: str,
    en: str,
    zh: str,
    *,
    severity: Severity = Severity.ERROR,
    expected: str = "",
    actual: str = "",
    hint: str = "",
) -> Finding:
    """A finding about a message."""
    cut = printable(" ".join(actual.split())[:120])
    return Finding(code, severity, en, zh, (where,), expected, cut, hint)


def of_field(
    code: str,
    field: Tagged,
    en: str,
    zh: str,
    *,
    severity: Severity = Severity.ERROR,
    expected: str = "",
    hint: str = "",
) -> Finding:
    """A finding about a field, with its line and what it reads."""
    return fault(
        *(code, place(field.line, field.tag), en, zh),
        severity=severity,
        expected=expected,
        actual=" ".join(field.lines),
        hint=hint,
    )
