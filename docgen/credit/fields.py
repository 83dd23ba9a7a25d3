"""The fields of one message as facts of the credit, and what could not be read of them.

A value that cannot be meant leaves its fact out and is reported; every field stays in the message.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from docgen.credit import faults
from docgen.credit.faults import of_field
from docgen.credit.forms import FORMS, Facts
from docgen.credit.messages import Message, Tagged
from docgen.credit.tags import Tag, tags
from docgen.credit.values import UnreadableError
from docgen.findings import Finding, Severity
from docgen.tables import Tables

NARRATIVES = ("45A", "46A", "47A", "49G", "49H")
"""Fields that continuation messages go on with."""
_ALLOWED = re.compile(
    r"(?:NOT |UN)?(?:ALLOWED|PERMITTED|ACCEPTABLE)|CONDITIONAL|PROHIBITED|FORBIDDEN", re.IGNORECASE
)
_CONFIRMATION = re.compile(r"CONFIRM(?:ED)?|MAY ADD|WITHOUT|UNCONFIRMED", re.IGNORECASE)


def facts_of(message: Message, tables: Tables) -> tuple[Facts, tuple[Finding, ...]]:
    """Every fact that the fields state, by the attribute of the credit, and every problem."""
    facts: Facts = {}
    findings: list[Finding] = []
    for field, problem in _once(message):
        row = tags().get(field.tag)
        if problem or row is None:
            findings.append(problem or _unknown(field))
        if row is None or (problem and problem.severity == Severity.ERROR):
            continue
        if row.old:
            findings.append(_old(field))
        try:
            found = FORMS[row.form](row, field, tables)
            facts = found | facts
            findings += _doubts(row, field, message, tables, found)
        except UnreadableError as error:
            findings.append(_malformed(field, error))
    return facts, tuple(findings)


def _once(message: Message) -> list[tuple[Tagged, Finding | None]]:
    """Each field once: long ones that stand twice are one, others that differ are reported."""
    found: dict[str, tuple[Tagged, Finding | None]] = {}
    extra: list[tuple[Tagged, Finding | None]] = []
    for field in message.fields:
        if field.tag not in found:
            found[field.tag] = (field, None)
        elif field.tag in NARRATIVES:
            first = found[field.tag][0]
            joined = Tagged(first.tag, first.line, (*first.lines, *field.lines))
            found[field.tag] = (joined, None)
        elif field.lines != found[field.tag][0].lines:
            extra.append((field, _twice(field, found[field.tag][0])))
    return [*found.values(), *extra]


def _twice(field: Tagged, first: Tagged) -> Finding:
    return of_field(
        faults.TWICE,
        field,
        f"field {field.tag} stands twice and differs; that of line {first.line} was read",
        f"{field.tag}栏出现两次且内容不同,已取第{first.line}行",
        expected=" ".join(first.lines)[:200],
        hint="ask the bank which is meant / 请向银行核实",
    )


def _unknown(field: Tagged) -> Finding:
    return of_field(
        faults.UNKNOWN_TAG,
        field,
        f"field {field.tag} is none of a credit message; it was kept as it reads and not used",
        f"{field.tag}不是信用证报文的栏位,原文保留,未采用",
        severity=Severity.WARNING,
    )


def _old(field: Tagged) -> Finding:
    return of_field(
        faults.OLD_FIELD,
        field,
        f"field {field.tag} was in messages until 2018",
        f"{field.tag}为2018年以前的栏位",
        severity=Severity.INFO,
    )


def _malformed(field: Tagged, error: UnreadableError) -> Finding:
    return of_field(
        faults.MALFORMED,
        field,
        f"field {field.tag} cannot be read; expected {error.expected}",
        f"{field.tag}栏无法识别,应为{error.zh}",
        expected=error.expected,
        hint="compare with the original message; ask the bank if it reads so there"
        " / 请与原报文核对,原文如此则向银行查询",
    )


def _doubts(
    row: Tag, field: Tagged, message: Message, tables: Tables, found: Mapping[str, Any]
) -> list[Finding]:
    """What was read but is not as messages write it."""
    text = " ".join(field.lines)
    amount, currency = found.get("amount"), found.get("currency")
    if row.form == "money" and isinstance(amount, Decimal) and currency:
        places = -int(amount.normalize().as_tuple().exponent)
        minor = tables.currencies[currency].minor
        if places > minor:
            return [_doubt(field, f"an amount with {minor} decimals", f"{minor}位小数")]
        if message.full and re.search(r"\d\.\d", text):
            return [_doubt(field, "a comma for the decimals", "以逗号为小数点")]
    if row.form == "allowed" and not _ALLOWED.fullmatch(text):
        wanted = "ALLOWED, NOT ALLOWED or CONDITIONAL"
        return [_doubt(field, wanted, "ALLOWED、NOT ALLOWED或CONDITIONAL")]
    if row.form == "confirmation" and not _CONFIRMATION.fullmatch(text):
        return [_doubt(field, "CONFIRM, MAY ADD or WITHOUT", "CONFIRM、MAY ADD或WITHOUT")]
    return []


def _doubt(field: Tagged, expected: str, zh: str) -> Finding:
    return of_field(
        faults.DOUBTFUL,
        field,
        f"field {field.tag} is not as messages write it; expected {expected}",
        f"{field.tag}栏写法不规范,应为{zh}",
        severity=Severity.WARNING,
        expected=expected,
    )
