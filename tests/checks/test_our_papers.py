"""What the checks read of our papers is what is printed: the same kinds, as often, and named."""

from __future__ import annotations

from collections import Counter

import pytest

from docgen import api
from docgen.checks.our_papers import our_papers
from docgen.checks.papers import ALL, REPEATS
from docgen.documents.kinds import KINDS
from docgen.tables import load_tables
from tests.samples import AS_OF, GOOD, company, order_of, papers_of


def test_every_kind_that_is_printed_can_be_blocked_and_has_a_name() -> None:
    assert set(ALL) == set(KINDS)
    assert set(KINDS) <= load_tables().papers.keys()
    assert REPEATS.keys() <= set(KINDS)


@pytest.mark.parametrize("case", GOOD)
def test_the_checks_read_each_paper_that_is_printed(case: str) -> None:
    order = order_of(case)
    read = our_papers(order, api.context_of(order, company(), AS_OF))
    assert Counter(paper.kind for paper in read) == Counter(paper.kind for paper in papers_of(case))
    assert len({paper.place for paper in read}) == len(read)


def test_every_kind_stands_in_a_sample() -> None:
    shown = {paper.kind for case in GOOD for paper in papers_of(case)}
    assert shown == set(KINDS)
