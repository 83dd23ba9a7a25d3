"""Realistic orders raise exactly the findings that are expected of them, most of them none.

What is expected lies in `findings.json` beside each order; `--update` rewrites it.
"""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from docgen import api
from docgen.findings import Severity
from tests.checks.orders import AS_OF as JUDGED
from tests.samples import AS_OF, GOOD, SAMPLES, company, order_of

SHOWN = ("c01-blocked", "c02-waived")


def day_of(case: str) -> date:
    return JUDGED.get(case, AS_OF)


def findings(case: str) -> list[dict[str, Any]]:
    got = api.check(order_of(case), company(), day_of(case))
    return [
        {
            "code": each.finding.code,
            "severity": each.finding.severity,
            "outcome": "failed" if each.waiver is None else "waived",
            "where": list(each.finding.paths),
            "en": each.finding.en,
            "zh": each.finding.zh,
        }
        for each in got.results
    ]


@pytest.mark.parametrize("case", [*GOOD, *SHOWN])
def test_an_order_raises_exactly_what_is_expected(case: str, update: bool) -> None:
    file = SAMPLES / case / "findings.json"
    found = findings(case)
    if update:
        text = json.dumps(found, ensure_ascii=False, indent=1) + "\n"
        file.write_text(text, encoding="utf-8")
    assert found == json.loads(file.read_text("utf-8"))


def test_most_orders_are_clean_and_none_is_blocked() -> None:
    reports = [api.check(order_of(case), company(), day_of(case)) for case in GOOD]
    errors = {
        report.order: [r.finding.code for r in report.standing if r.finding.severity == "error"]
        for report in reports
    }
    assert not any(errors.values()), errors
    clean = [
        report
        for report in reports
        if all(each.finding.severity is Severity.INFO for each in report.standing)
    ]
    assert 2 * len(clean) > len(reports)
