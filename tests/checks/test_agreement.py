"""Faults of a credit say how it would have to be amended, and a contract is read piece by piece."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from docgen.checks import Amend
from tests.checks.orders import AUDIT, report


def amends(code: str, change: Mapping[str, Any], base: str = AUDIT) -> list[Amend | None]:
    got = report(base, change)
    return [each.amend for each in got.results if each.finding.code == code]


def test_a_fault_of_a_field_says_what_it_should_read() -> None:
    found = amends("LCR-029", {"/credit/contract_date": "2026-02-03"})
    assert found == [Amend("45A", "FEB. 03, 2026", "MAR. 02, 2026")]


def test_a_fault_of_a_clause_names_the_clause() -> None:
    change = {"/credit/documents/1": "PACKING LIST QUOTING CONTRACT NO. NB26-0138"}
    assert amends("LCR-029", change) == [Amend("46A", "NB26-0138", "NB26-0318", 2)]
