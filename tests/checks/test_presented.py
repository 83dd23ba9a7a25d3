"""The rules of a presented set miss a fact without falling over it."""

from __future__ import annotations

import copy

import pytest

from docgen.checks import Report
from docgen.checks.presented import firm, same_firm
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


@pytest.mark.parametrize(
    ("block", "name"),
    [
        ("NINGBO HARBOUR ENAMEL CO., LTD.\n88 XINGNING ROAD", "NINGBO HARBOUR ENAMEL CO., LTD."),
        ("NINGBO HARBOUR ENAMEL CO., LTD., 88 XINGNING ROAD", "NINGBO HARBOUR ENAMEL CO., LTD."),
        ("NINGBO HARBOUR ENAMEL CO., LTD. 88 XINGNING ROAD", "NINGBO HARBOUR ENAMEL CO., LTD."),
        (
            "NINGBO HARBOUR ENAMEL CO., LTD. XINGNING ROAD, NINGBO",
            "NINGBO HARBOUR ENAMEL CO., LTD.",
        ),
        ("New York Import Corp, 350 Fifth Avenue", "New York Import Corp"),
        ("EAST GROUP TRADING CO., LTD, NINGBO", "EAST GROUP TRADING CO., LTD"),
        ("ISLAMI BANK BANGLADESH PLC, SAVAR BRANCH", "ISLAMI BANK BANGLADESH PLC"),
        ("BANK OF CHINA, TIANJIN BRANCH", "BANK OF CHINA"),
        ("BANQUE NATIONALE PARIS", "BANQUE NATIONALE PARIS"),
        ("GUYENNOISE GROUP", "GUYENNOISE GROUP"),
        ("ELECTRADE, 1 FIRST STREET", "ELECTRADE"),
        ("", ""),
    ],
)
def test_the_name_at_the_head_of_a_block(block: str, name: str) -> None:
    assert firm(block) == name


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("FJORD KITCHEN AS", "FJORD KITCHEN AS\nSTORGATA 12", True),
        ("FJORD KITCHEN AS", "FJORD KITCHEN ASA", False),
        ("FJORD KITCHEN", "FJORD KITCHEN AS", False),
        ("TANGSHAN TRADING CO.", "TANGSHAN TRADING CORPORATION", False),
        ("HONGYAN TRADING CO. LTD.", "HONGYANG TRADING CO. LTD.", False),
        ("Harbour Enamel Co. Ltd", "HARBOUR ENAMEL CO., LTD., NINGBO", True),
    ],
)
def test_when_two_blocks_name_one_firm(one: str, other: str, same: bool) -> None:
    assert same_firm(one, other) is same
