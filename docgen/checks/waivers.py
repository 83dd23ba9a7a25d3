"""Waivers: a person accepts a finding, for these values and no others.

A waiver bears the fingerprint of what it accepts, so it lapses as soon as a value changes. What is
wrong with a waiver itself is a finding too, with a WVR code.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from hashlib import sha256

from docgen.checks.report import Result
from docgen.checks.rule import Rule, Said
from docgen.findings import Finding, Severity
from docgen.order.evidence import Waiver

ANYWHERE = "*"


def fingerprint(finding: Finding) -> str:
    """Sixteen hexadecimal digits of what a finding says: rule, places and both values."""
    said = json.dumps([finding.code, finding.paths, finding.expected, finding.actual])
    return sha256(said.encode()).hexdigest()[:16]


def apply(
    waivers: tuple[Waiver, ...],
    results: tuple[Result, ...],
    rules: Mapping[str, Rule],
    as_of: date,
) -> tuple[Result, ...]:
    """The results, those that a waiver accepts marked so, and findings about the waivers."""
    used: set[int] = set()
    marked = []
    for result in results:
        number = _accepting(waivers, result, rules, as_of)
        if number is not None:
            used.add(number)
        marked.append(result if number is None else replace(result, waiver=waivers[number]))
    about = (
        _about(number, waiver, marked, rules, as_of)
        for number, waiver in enumerate(waivers)
        if number not in used
    )
    return (*marked, *about)


def _accepting(
    waivers: tuple[Waiver, ...], result: Result, rules: Mapping[str, Rule], as_of: date
) -> int | None:
    for number, waiver in enumerate(waivers):
        if (
            waiver.rule in rules
            and rules[waiver.rule].waivable
            and not _expired(waiver, as_of)
            and _concerns(waiver, result)
            and waiver.fingerprint == result.fingerprint
        ):
            return number
    return None


def _concerns(waiver: Waiver, result: Result) -> bool:
    if waiver.rule != result.finding.code:
        return False
    return waiver.where == ANYWHERE or waiver.where in result.finding.paths


def _expired(waiver: Waiver, as_of: date) -> bool:
    return waiver.expires is not None and waiver.expires < as_of


def _about(
    number: int,
    waiver: Waiver,
    results: list[Result],
    rules: Mapping[str, Rule],
    as_of: date,
) -> Result:
    """Why a waiver that accepts nothing does not."""
    rule = rules.get(waiver.rule)
    code = waiver.rule
    if rule is None:
        said = Said(f"This waiver names {code}, which is no rule.", f"豁免所写规则{code}不存在。")
        return _result("WVR-003", number, "rule", said)
    if not rule.waivable:
        said = Said(f"{code} cannot be waived.", f"{code}不可豁免。")
        return _result("WVR-005", number, "rule", said)
    if _expired(waiver, as_of):
        said = Said(
            f"This waiver of {code} expired on {waiver.expires}.",
            f"对{code}的豁免已于{waiver.expires}到期。",
        )
        return _result("WVR-002", number, "expires", said)
    if any(_concerns(waiver, result) for result in results):
        said = Said(
            f"This waiver of {code} accepts other values than there are now.",
            f"对{code}的豁免所认可的数值与现在不同,已失效。",
        )
        return _result("WVR-004", number, "fingerprint", said)
    said = Said(f"This waiver of {code} is not needed.", f"对{code}的豁免已无用处。")
    return _result("WVR-001", number, "rule", said)


_NAMES = {
    "WVR-001": "a-waiver-is-needed",
    "WVR-002": "a-waiver-is-in-force",
    "WVR-003": "a-waiver-names-a-rule",
    "WVR-004": "a-waiver-accepts-present-values",
    "WVR-005": "the-rule-can-be-waived",
}
_FIX = Said(
    "Delete this waiver; if the finding is to be accepted, write one anew with `docgen waive`.",
    "请删除该豁免;如确需接受,请用docgen waive重新写入。",
)


def _result(code: str, number: int, field: str, said: Said) -> Result:
    finding = Finding(
        code=code,
        severity=Severity.WARNING,
        en=said.en,
        zh=said.zh,
        paths=(f"/waivers/{number}/{field}",),
        hint=f"{_FIX.en} / {_FIX.zh}",
    )
    refs = ("docgen: a waiver accepts what it was written for, and nothing else",)
    return Result(finding, _NAMES[code], _FIX, "", (), refs, fingerprint(finding))
