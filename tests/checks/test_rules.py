"""Every rule passes and fails where its cases say so, and the catalogue is whole."""

from __future__ import annotations

import re

import pytest

from docgen.checks import CATALOGUE, Outcome
from docgen.checks.cases import Case, all_cases, cases_of
from docgen.documents.kinds import KINDS
from tests.checks.orders import AUDIT, LC, SET, TT, report, report_for

CLEAN = (TT, LC, AUDIT, SET)
BUILT_IN = {"expected", "actual", "difference"}


def named(case: Case) -> str:
    return f"{case.rule}: {case.says}"


@pytest.mark.parametrize("case", all_cases(), ids=named)
def test_a_case_has_the_outcome_it_names(case: Case) -> None:
    got = report_for(case)
    found = [each for each in got.results if each.finding.code == case.rule]
    said = [each.finding.en for each in found]
    gaps = [each.why.en for each in got.not_checked if each.rule.code == case.rule]
    assert got.outcomes[case.rule] == case.outcome, (said, gaps)
    if case.outcome == "failed":
        assert any(case.where in each.finding.paths for each in found), [
            each.finding.paths for each in found
        ]
        severity = case.severity or CATALOGUE[case.rule].severity
        assert severity in {each.finding.severity for each in found}
        for each in found:
            assert "{" not in each.finding.en + each.finding.zh
            assert "crash" not in each.finding.en and "could not finish" not in each.finding.en


@pytest.mark.parametrize("code", CATALOGUE)
def test_a_rule_has_a_passing_and_a_failing_case(code: str) -> None:
    outcomes = {case.outcome for case in cases_of(code)}
    assert {"passed", "failed"} <= outcomes


def test_cases_are_of_rules_that_there_are() -> None:
    assert {case.rule for case in all_cases()} <= CATALOGUE.keys()


@pytest.mark.parametrize("base", CLEAN)
def test_the_clean_samples_raise_nothing(base: str) -> None:
    got = report(base)
    assert [(each.finding.code, each.finding.en) for each in got.results] == []


def test_the_clean_samples_leave_no_rule_unchecked_in_all() -> None:
    unchecked = [
        {code for code, outcome in report(base).outcomes.items() if outcome is Outcome.NOT_CHECKED}
        for base in CLEAN
    ]
    assert set.intersection(*unchecked) == set()


@pytest.mark.parametrize("rule", CATALOGUE.values(), ids=lambda rule: rule.code)
def test_a_rule_says_all_that_it_must(rule) -> None:
    assert set(rule.guards) <= KINDS.keys()
    assert rule.refs
    assert rule.says.en.endswith(".") and rule.says.zh.endswith("。")
    assert rule.fix.en.endswith(".") and rule.fix.zh.endswith("。")
    assert not (rule.severity == "error" and not rule.guards), "an error must block some paper"


@pytest.mark.parametrize("code", [code for code in CATALOGUE if code.startswith("LCR")])
def test_a_rule_of_credits_rests_on_an_article(code: str) -> None:
    numbered = re.compile(r"UCP (?:500|600) art\. [0-9]|ISBP [0-9]+ [A-Z]?[0-9]")
    assert any(numbered.search(ref) for ref in CATALOGUE[code].refs), CATALOGUE[code].refs
