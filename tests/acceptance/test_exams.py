"""The examination problems are passed: what the keys list is found, nothing right is accused."""

from __future__ import annotations

import pytest

from tests import exams
from tests.samples import ROOT


@pytest.mark.parametrize("name", exams.NAMES)
def test_every_mechanical_item_of_the_key_is_found(name: str) -> None:
    missed = [item for item in exams.missed(name) if item.mechanical]
    said = [(each.code, each.where, each.message.en) for each in exams.findings(name)]
    assert missed == [], said


@pytest.mark.parametrize("name", exams.NAMES)
def test_what_the_key_calls_right_raises_nothing(name: str) -> None:
    accused = exams.wrongly_accused(name)
    assert [(each.code, each.where[0], each.message.en) for each in accused] == []


@pytest.mark.parametrize("name", exams.NAMES)
def test_whatever_else_is_found_is_explained(name: str) -> None:
    said = exams.unexplained(name)
    assert [(each.code, each.where, each.message.en) for each in said] == []
    assert exams.idle(name) == ()


@pytest.mark.parametrize("name", exams.NAMES)
def test_the_papers_made_from_the_facts_say_what_is_expected(name: str) -> None:
    assert exams.unsaid(name) == ()


@pytest.mark.parametrize("name", [name for name in exams.NAMES if exams.exam(name).last_day])
def test_the_last_day_to_present_is_that_of_the_key(name: str) -> None:
    due = exams.report(name).presentation
    assert due is not None and due.last_day == exams.exam(name).last_day


@pytest.mark.parametrize("name", [name for name in exams.NAMES if exams.exam(name).decided_by])
def test_the_bank_decides_by_the_day_of_the_key(name: str) -> None:
    due = exams.report(name).presentation
    assert due is not None and due.decided_by == exams.exam(name).decided_by


def test_the_table_of_scores_is_current() -> None:
    page = (ROOT / "docs" / "exams.md").read_text("utf-8")
    assert page == exams.page(), "run make exams"
