"""The rules of a presented set miss a fact without falling over it."""

from __future__ import annotations

import copy

import pytest

from docgen.checks import Report
from docgen.order.credit import Credit
from docgen.order.issued import IssuedPaper
from tests.checks.orders import AS_OF, SET, audited, changed


def crashed(report: Report) -> list[str]:
    return [each.finding.en for each in report.results if "could not finish" in each.finding.en]


@pytest.mark.parametrize("name", [each for each in IssuedPaper.model_fields if each != "kind"])
def test_a_fact_that_no_paper_states_crashes_no_rule(name: str) -> None:
    raw = copy.deepcopy(changed(SET, {}))
    for paper in raw["issued"]:
        paper.pop(name, None)
    assert crashed(audited(raw, AS_OF[SET])) == []


@pytest.mark.parametrize("name", Credit.model_fields)
def test_a_fact_that_the_credit_does_not_state_crashes_no_rule(name: str) -> None:
    raw = copy.deepcopy(changed(SET, {}))
    raw["credit"].pop(name, None)
    assert crashed(audited(raw, AS_OF[SET])) == []


@pytest.mark.parametrize("part", ["credit", "issued", "presentation"])
def test_a_part_that_is_not_there_crashes_no_rule(part: str) -> None:
    raw = copy.deepcopy(changed(SET, {}))
    del raw[part]
    assert crashed(audited(raw, AS_OF[SET])) == []
